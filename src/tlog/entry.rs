//! The bytes of a log's entry: `candor-log/v1`, the kind, and one value a line, every line ended by LF. Entries of every
//! kind are made here; all that the verification of a pack asks for is that of a signature.

use crate::attest::dsse::{Envelope, EnvelopeSignature};
use crate::base::Digest;

pub const HEADER: &str = "candor-log/v1";

/// The entry for one of an envelope's signatures.
pub fn of_signature(envelope: &Envelope, signature: &EnvelopeSignature) -> Vec<u8> {
    let values = [Digest::of(envelope.payload()), signature.keyid, Digest::of(&signature.sig)];
    bytes("signature", &values.map(|digest| digest.hex()))
}

pub(super) fn bytes(kind: &str, values: &[String]) -> Vec<u8> {
    format!("{HEADER}\n{kind}\n{}\n", values.join("\n")).into_bytes()
}
