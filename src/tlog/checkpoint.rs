//! Turns the head of a log into the text that is signed (C2SP tlog-checkpoint) and back: origin, number of
//! leaves, root hash, one line each. Extension lines are refused: no monitor audits them, and no log of ours
//! writes any.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::proof::ProofError;
use crate::base::Digest;

/// The state of a log: all of its leaves, in one hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name, which is also the name of its key.
    pub origin: String,
    /// Number of leaves.
    pub size: u64,
    pub root: Digest,
}

impl Checkpoint {
    /// Reads the text of a note.
    pub fn parse(text: &str) -> Result<Self, ProofError> {
        let mut lines = text.split('\n');
        let (Some(origin), Some(size), Some(root), Some(""), None) =
            (lines.next(), lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(ProofError::Checkpoint("it does not have three lines"));
        };
        if origin.is_empty() {
            return Err(ProofError::Checkpoint("it has no origin"));
        }
        let size = decimal(size).ok_or(ProofError::Checkpoint("its size is not a number in its shortest form"))?;
        let root = hash(root).ok_or(ProofError::Checkpoint("its root is not 32 bytes in base64"))?;
        Ok(Self { origin: origin.to_owned(), size, root })
    }

    /// The text of a note.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, base64_of(&self.root))
    }
}

/// A number below 2^63 without sign, spaces or leading zeros.
pub(super) fn decimal(text: &str) -> Option<u64> {
    let shortest = text == "0" || !text.starts_with('0');
    let digits = shortest && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = if digits { text.parse::<u64>().ok()? } else { return None };
    (number < 1 << 63).then_some(number)
}

/// 32 bytes in canonical base64.
pub(super) fn hash(text: &str) -> Option<Digest> {
    Some(Digest(STANDARD.decode(text).ok()?.try_into().ok()?))
}

pub(super) fn base64_of(hash: &Digest) -> String {
    STANDARD.encode(hash.0)
}
