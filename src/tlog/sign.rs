//! Turns text and private keys into the lines of signed notes, and verifier keys into the text that is handed out.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::note::{LINE_START, Note, Signature, VerifierKey, cosigned, hex};
use crate::attest::PrivateKey;

impl VerifierKey {
    /// A line of a note: signature bytes under this key's name and id.
    fn line(&self, signature: &[u8]) -> String {
        line(self.name(), self.id(), signature)
    }

    /// The signature line of a log's key over `text`.
    pub fn sign(&self, private: &PrivateKey, text: &str) -> String {
        self.line(&private.sign(text.as_bytes()))
    }

    /// The signature line of a witness's key over `text`, at `time` (seconds since 1970).
    pub fn cosign(&self, private: &PrivateKey, text: &str, time: u64) -> String {
        let signature = private.sign(&cosigned(text, time));
        self.line(&[&time.to_be_bytes()[..], &signature].concat())
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.key().ed25519().expect("invariant: a verifier key is an Ed25519 key");
        let key = STANDARD.encode([&[self.kind() as u8][..], &bytes].concat());
        write!(out, "{}+{}+{key}", self.name(), hex(&self.id()))
    }
}

impl<'n> Note<'n> {
    /// Puts the signature of `key` from `other` under this note, in the place of an older one of that key.
    pub fn take_over(&mut self, other: &Note<'n>, key: &VerifierKey) {
        let is_its = |signature: &Signature<'_>| signature.name == key.name() && signature.id == key.id();
        self.signatures.retain(|signature| !is_its(signature));
        self.signatures.extend(other.signatures.iter().filter(|signature| is_its(signature)).cloned());
    }

    /// The note as it is written.
    pub fn to_bytes(&self) -> Vec<u8> {
        let line = |signature: &Signature<'_>| line(signature.name, signature.id, &signature.bytes);
        format!("{}\n{}", self.text, self.signatures.iter().map(line).collect::<String>()).into_bytes()
    }
}

fn line(name: &str, id: [u8; 4], signature: &[u8]) -> String {
    format!("{LINE_START}{name} {}\n", STANDARD.encode([&id[..], signature].concat()))
}
