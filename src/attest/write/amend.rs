//! Turns a pack into the same pack with one thing more: a signature, a statement, a timestamp, a form for other
//! tools. What was in it stays byte for byte, and what does not fit it is refused before anything is written. Pure:
//! reading and writing are done by `contents` and `pack`. Says nothing about who is trusted.

use super::pack::companions_path;
use crate::attest::contents::Contents;
use crate::attest::dsse::{DsseError, Envelope, EnvelopeSignature};
use crate::attest::keys::{KeyId, PublicKey, short};
use crate::attest::layout;
use crate::attest::statement::{ReviewStatement, StatementError};
use crate::attest::timestamp::{TimestampError, Token};
use crate::attest::verify::{
    check_companion, check_envelope, check_layout, check_manifest, check_renderings, check_report, check_signature_files,
    check_statement,
};

/// Why a pack stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum AmendError {
    #[error("the pack does not hold together: {0}")]
    Pack(String),
    #[error("the signature is not one by key {} over this pack's statement", short(.0))]
    Signature(KeyId),
    #[error("key {} signed this pack already", short(.0))]
    Signed(KeyId),
    #[error("another key with the same first eight digits of its id signed this pack, {}", short(.0))]
    SameShortId(KeyId),
    #[error("key {} did not sign this pack", short(.0))]
    NotSigned(KeyId),
    #[error("not a statement about this pack: {0}")]
    Statement(String),
    #[error("this statement is in the pack already")]
    Present,
    #[error("the timestamp is for none of this pack's signatures")]
    TimestampOfAnother,
    #[error("the timestamp is none: {0}")]
    Timestamp(#[from] TimestampError),
    #[error(transparent)]
    Envelope(#[from] DsseError),
    #[error(transparent)]
    Written(#[from] StatementError),
}

impl AmendError {
    /// What to do next.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Pack(_) => Some("get the pack again from whoever made it; nothing is added to a damaged one"),
            Self::Signature(_) => {
                Some("sign the bytes that `candor sign PACK --emit-pae FILE` writes, and name that key with --public")
            }
            Self::NotSigned(_) => Some("`candor sign PACK --key FILE` adds a signature by that key first"),
            Self::Statement(_) => Some("a statement is one line of JSON, as `candor respond` and `candor rerun` write it"),
            Self::Timestamp(_) | Self::TimestampOfAnother => {
                Some("ask for it with `openssl ts -query -data PACK/sig/KEY.sig -sha256 -cert -out QUERY.tsq`")
            }
            Self::Signed(_) | Self::SameShortId(_) | Self::Present | Self::Envelope(_) | Self::Written(_) => None,
        }
    }
}

/// A pack that holds together, to be added to.
pub struct Amendment {
    contents: Contents,
    pub envelope: Envelope,
    pub statement: ReviewStatement,
}

impl Amendment {
    pub fn of(contents: Contents) -> Result<Self, AmendError> {
        let (envelope, statement) = consistent(&contents).map_err(AmendError::Pack)?;
        Ok(Self { contents, envelope, statement })
    }

    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// Adds a signature over the envelope's PAE, wherever it was made.
    pub fn add_signature(&mut self, key: &PublicKey, sig: Vec<u8>) -> Result<(), AmendError> {
        let keyid = key.keyid();
        if self.signature(&keyid).is_some() {
            return Err(AmendError::Signed(keyid));
        }
        let path = layout::signature_path(&keyid);
        if self.contents.contains_key(&path) {
            return Err(AmendError::SameShortId(keyid));
        }
        let signature = EnvelopeSignature { keyid, sig };
        if !self.envelope.holds(&signature, key) {
            return Err(AmendError::Signature(keyid));
        }
        self.contents.insert(path, signature.sig.clone());
        self.contents.insert(layout::key_path(&keyid), key.to_pem().into_bytes());
        self.envelope = self.envelope.clone().with(signature)?;
        self.contents.insert(layout::ATTESTATION.to_owned(), self.envelope.to_bytes());
        Ok(())
    }

    /// Adds a signed statement about this pack: one envelope, as a line. `name` is the pack's own.
    pub fn add_statement(&mut self, name: &str, line: &[u8]) -> Result<(), AmendError> {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let envelope = Envelope::parse(line)?;
        check_companion(&envelope, &self.contents).map_err(AmendError::Statement)?;
        let known = self.contents.keys().find(|path| layout::is_companions(path)).cloned();
        let lines = self.contents.entry(known.unwrap_or_else(|| companions_path(name))).or_default();
        if lines.split(|byte| *byte == b'\n').any(|known| known == line) {
            return Err(AmendError::Present);
        }
        lines.extend_from_slice(line);
        lines.push(b'\n');
        Ok(())
    }

    /// Adds an RFC 3161 token over one of the signatures; gives whose it is. Whether it counts is for a trust file to say.
    pub fn add_timestamp(&mut self, bytes: &[u8]) -> Result<KeyId, AmendError> {
        let token = Token::parse(bytes)?;
        let signature = self.envelope.signatures().iter().find(|signature| token.is_over(&signature.sig));
        let keyid = signature.ok_or(AmendError::TimestampOfAnother)?.keyid;
        self.contents.insert(layout::timestamp_path(&keyid), bytes.to_vec());
        Ok(keyid)
    }

    /// Adds what a log took in for a signature, and its proof. Whether they show anything is for a trust file to say.
    pub fn add_log(&mut self, keyid: &KeyId, leaf: Vec<u8>, proof: Vec<u8>) -> Result<(), AmendError> {
        self.signature(keyid).ok_or(AmendError::NotSigned(*keyid))?;
        let (leaf_path, proof_path) = layout::log_paths(keyid);
        self.contents.insert(leaf_path, leaf);
        self.contents.insert(proof_path, proof);
        Ok(())
    }

    /// Adds what a log took in for the submission, and its proof, as [`Self::add_log`] does for a signature.
    pub fn add_submission(&mut self, leaf: Vec<u8>, proof: Vec<u8>) {
        let [leaf_path, proof_path] = layout::SUBMISSION.map(str::to_owned);
        self.contents.insert(leaf_path, leaf);
        self.contents.insert(proof_path, proof);
    }

    /// Adds a signature over `statement.json` in the form of ssh-keygen, and its key to `ssh/allowed_signers`.
    pub fn add_ssh(&mut self, keyid: &KeyId, armored: String, allowed: &str) -> Result<(), AmendError> {
        self.signature(keyid).ok_or(AmendError::NotSigned(*keyid))?;
        self.contents.insert(layout::ssh_path(keyid), armored.into_bytes());
        let signers = self.contents.entry(layout::ALLOWED_SIGNERS.to_owned()).or_default();
        if !signers.split(|byte| *byte == b'\n').any(|known| known == allowed.as_bytes()) {
            signers.extend_from_slice(allowed.as_bytes());
            signers.push(b'\n');
        }
        Ok(())
    }

    fn signature(&self, keyid: &KeyId) -> Option<&EnvelopeSignature> {
        self.envelope.signatures().iter().find(|signature| signature.keyid == *keyid)
    }
}

/// Whether the files of a pack belong together: every check but those that need a trust file. For whoever adds a
/// signature or a statement; proves nothing about who signed.
fn consistent(contents: &Contents) -> Result<(Envelope, ReviewStatement), String> {
    check_layout(contents)?;
    let (envelope, _) = check_envelope(contents)?;
    check_signature_files(contents, &envelope)?;
    let (statement, _) = check_statement(contents, &envelope)?;
    check_report(contents, &statement)?;
    check_renderings(contents, &statement)?;
    check_manifest(contents, &statement)?;
    Ok((envelope, statement))
}
