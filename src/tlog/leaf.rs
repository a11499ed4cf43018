//! Turns what is logged into the bytes of a log's entry and back: `candor-log/v1`, the kind, and one value a
//! line, every line ended by LF. One form: what is written back is what was read. A leaf is the log's word that
//! something was shown to it; who signs for a revocation or a supersession is said elsewhere.

use super::entry::{self, HEADER, NONE};
use crate::attest::dsse::{Envelope, EnvelopeSignature};
use crate::attest::keys::KeyId;
use crate::attest::statement::is_utc;
use crate::base::Digest;

/// One entry of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaf {
    /// A signature over a statement was made.
    Signature { payload: Digest, keyid: KeyId, signature: Digest },
    /// A submission came in, and is reviewed from now on: its manifest, and the file as received if it was one.
    Submission { manifest: Digest, received: Option<Digest> },
    /// A key is not to be relied on any more, as of a time.
    Revocation { keyid: KeyId, at: String, reason: Reason },
    /// A newer statement takes the place of an older one; both by the digest of their payload.
    Supersession { old: Digest, new: Digest },
}

/// Why a key was revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Unspecified,
    KeyCompromise,
    Superseded,
    Cessation,
}

impl Reason {
    pub const ALL: [Self; 4] = [Self::Unspecified, Self::KeyCompromise, Self::Superseded, Self::Cessation];

    pub fn name(self) -> &'static str {
        match self {
            Self::Unspecified => "unspecified",
            Self::KeyCompromise => "key-compromise",
            Self::Superseded => "superseded",
            Self::Cessation => "cessation",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

impl Leaf {
    /// The leaf of one of an envelope's signatures.
    pub fn of_signature(envelope: &Envelope, signature: &EnvelopeSignature) -> Self {
        let (payload, keyid) = (Digest::of(envelope.payload()), signature.keyid);
        Self::Signature { payload, keyid, signature: Digest::of(&signature.sig) }
    }

    /// The bytes of the entry.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (kind, values) = match self {
            Self::Signature { payload, keyid, signature } => ("signature", vec![payload.hex(), keyid.hex(), signature.hex()]),
            Self::Submission { manifest, received } => return entry::of_submission(manifest, received.as_ref()),
            Self::Revocation { keyid, at, reason } => ("revocation", vec![keyid.hex(), at.clone(), reason.name().to_owned()]),
            Self::Supersession { old, new } => ("supersession", vec![old.hex(), new.hex()]),
        };
        entry::bytes(kind, &values)
    }

    /// Reads an entry; `None`: it is none of these.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
        let lines: Vec<_> = text.split('\n').collect();
        let digest = Digest::from_hex;
        Some(match lines[..] {
            [HEADER, "signature", payload, keyid, signature] => {
                Self::Signature { payload: digest(payload)?, keyid: digest(keyid)?, signature: digest(signature)? }
            }
            [HEADER, "submission", manifest, NONE] => Self::Submission { manifest: digest(manifest)?, received: None },
            [HEADER, "submission", manifest, received] => {
                Self::Submission { manifest: digest(manifest)?, received: Some(digest(received)?) }
            }
            [HEADER, "revocation", keyid, at, reason] if is_utc(at) => {
                Self::Revocation { keyid: digest(keyid)?, at: at.to_owned(), reason: Reason::from_name(reason)? }
            }
            [HEADER, "supersession", old, new] => Self::Supersession { old: digest(old)?, new: digest(new)? },
            _ => return None,
        })
    }
}
