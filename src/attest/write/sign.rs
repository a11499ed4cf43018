//! Turns payloads and private keys into envelopes: signatures are made, or taken from elsewhere, and put in order.

use super::secret::PrivateKey;
use crate::attest::dsse::{DsseError, Envelope, EnvelopeSignature, PAYLOAD_TYPE, pae};

impl Envelope {
    /// Signs `payload` once with every key; a key given twice signs once.
    pub fn sign(payload: Vec<u8>, keys: &[&PrivateKey]) -> Result<Self, DsseError> {
        let message = pae(PAYLOAD_TYPE, &payload);
        let sign = |key: &&PrivateKey| EnvelopeSignature { keyid: key.public().keyid(), sig: key.sign(&message) };
        in_order(payload, keys.iter().map(sign).collect())
    }

    /// The envelope with one more signature; a key that signed already keeps its first one.
    pub fn with(self, signature: EnvelopeSignature) -> Result<Self, DsseError> {
        let signatures = self.signatures().iter().cloned().chain([signature]).collect();
        in_order(self.payload().to_vec(), signatures)
    }
}

fn in_order(payload: Vec<u8>, mut signatures: Vec<EnvelopeSignature>) -> Result<Envelope, DsseError> {
    signatures.sort_by_key(|signature| signature.keyid);
    signatures.dedup_by_key(|signature| signature.keyid);
    Envelope::new(payload, signatures)
}
