//! Turns payload bytes and keys into a DSSE envelope (v1.0.2) and back. What is verified is what is
//! read: the payload is decoded once, and both the signature check and the parser get that buffer.
//! An envelope has one form: canonical JSON, canonical base64, signatures in order of key id, no key
//! twice. Knows nothing of which keys are trusted, nor of what a statement says.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::keys::{KeyId, MAX_SIGNATURE_BYTES, PublicKey};
use crate::base::json::{self, JsonError};

/// The only payload type candor writes or reads.
pub const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";

/// More signatures than any policy asks for; a bound on what a hostile envelope can cost.
const MAX_SIGNATURES: usize = 64;

/// Why bytes are not an envelope.
#[derive(Debug, thiserror::Error)]
pub enum DsseError {
    #[error("the envelope is {0}")]
    Json(#[from] JsonError),
    #[error("the payload type is not {PAYLOAD_TYPE}")]
    PayloadType,
    #[error("{0} is not canonical base64")]
    Base64(&'static str),
    #[error("a signature is empty or longer than {MAX_SIGNATURE_BYTES} bytes")]
    SignatureLength,
    #[error("the envelope has no signature, or more than {MAX_SIGNATURES}")]
    SignatureCount,
    #[error("signatures are not in order of key id, or a key id comes twice")]
    SignatureOrder,
}

/// One signature over the envelope's PAE. The key id is a hint where to look, never an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvelopeSignature {
    pub keyid: KeyId,
    pub sig: Vec<u8>,
}

/// A payload and the signatures over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    payload: Vec<u8>,
    signatures: Vec<EnvelopeSignature>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Wire {
    payload: String,
    payload_type: String,
    signatures: Vec<WireSignature>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireSignature {
    keyid: KeyId,
    sig: String,
}

impl Envelope {
    /// Signatures in order of key id, no key id twice, at least one and not too many; whether they hold is not looked at.
    pub(super) fn new(payload: Vec<u8>, signatures: Vec<EnvelopeSignature>) -> Result<Self, DsseError> {
        if signatures.is_empty() || signatures.len() > MAX_SIGNATURES {
            return Err(DsseError::SignatureCount);
        }
        let ordered = signatures.is_sorted_by(|left, right| left.keyid < right.keyid);
        if ordered { Ok(Self { payload, signatures }) } else { Err(DsseError::SignatureOrder) }
    }

    /// What each signature is over.
    pub fn pae(&self) -> Vec<u8> {
        pae(PAYLOAD_TYPE, &self.payload)
    }

    /// Reads an envelope, refusing everything but the one form described at the top.
    pub fn parse(bytes: &[u8]) -> Result<Self, DsseError> {
        let wire: Wire = json::from_canonical(bytes)?;
        if wire.payload_type != PAYLOAD_TYPE {
            return Err(DsseError::PayloadType);
        }
        let payload = decode(&wire.payload, "the payload")?;
        let signatures = wire.signatures.iter().map(read_signature).collect::<Result<Vec<_>, _>>()?;
        let envelope = Self::new(payload, signatures)?;
        // serde takes a list for a struct; writing it back shows that.
        if envelope.to_bytes() == bytes { Ok(envelope) } else { Err(JsonError::NotCanonical.into()) }
    }

    /// The canonical bytes of the envelope.
    pub fn to_bytes(&self) -> Vec<u8> {
        let signatures = self.signatures.iter().map(|s| WireSignature { keyid: s.keyid, sig: STANDARD.encode(&s.sig) }).collect();
        let wire = Wire { payload: STANDARD.encode(&self.payload), payload_type: PAYLOAD_TYPE.to_owned(), signatures };
        json::to_canonical(&wire).expect("invariant: an envelope holds strings only")
    }

    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// In order of key id, no key id twice, at least one.
    pub fn signatures(&self) -> &[EnvelopeSignature] {
        &self.signatures
    }

    /// Whether `signature` is one by `key` over this payload and payload type.
    pub fn holds(&self, signature: &EnvelopeSignature, key: &PublicKey) -> bool {
        key.verifies(&self.pae(), &signature.sig)
    }
}

/// Pre-authentication encoding: what is really signed (DSSE protocol, section "Signature definition").
pub fn pae(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let mut out = format!("DSSEv1 {} {payload_type} {} ", payload_type.len(), payload.len()).into_bytes();
    out.extend_from_slice(payload);
    out
}

fn read_signature(wire: &WireSignature) -> Result<EnvelopeSignature, DsseError> {
    let sig = decode(&wire.sig, "a signature")?;
    if sig.is_empty() || sig.len() > MAX_SIGNATURE_BYTES {
        return Err(DsseError::SignatureLength);
    }
    Ok(EnvelopeSignature { keyid: wire.keyid, sig })
}

/// Standard alphabet, padded, no stray bits: exactly what encoding would give back.
fn decode(text: &str, what: &'static str) -> Result<Vec<u8>, DsseError> {
    let bytes = STANDARD.decode(text).map_err(|_| DsseError::Base64(what))?;
    if STANDARD.encode(&bytes) == text { Ok(bytes) } else { Err(DsseError::Base64(what)) }
}
