//! The bytes of a log's entry: `candor-log/v1`, the kind, and one value a line, every line ended by LF. Entries of every
//! kind are made here; the verification of a pack asks for those of its signatures and of its submission.

use crate::attest::dsse::{Envelope, EnvelopeSignature};
use crate::base::Digest;

pub const HEADER: &str = "candor-log/v1";
/// Stands for a value that there is not.
pub(super) const NONE: &str = "-";

/// The entry for one of an envelope's signatures.
pub fn of_signature(envelope: &Envelope, signature: &EnvelopeSignature) -> Vec<u8> {
    let values = [Digest::of(envelope.payload()), signature.keyid, Digest::of(&signature.sig)];
    bytes("signature", &values.map(|digest| digest.hex()))
}

/// The entry for a submission, by its manifest and the file as received.
pub fn of_submission(manifest: &Digest, received: Option<&Digest>) -> Vec<u8> {
    bytes("submission", &[manifest.hex(), received.map_or_else(|| NONE.to_owned(), Digest::hex)])
}

pub(super) fn bytes(kind: &str, values: &[String]) -> Vec<u8> {
    format!("{HEADER}\n{kind}\n{}\n", values.join("\n")).into_bytes()
}
