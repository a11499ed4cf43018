//! Turns proofs that a leaf is in a log (C2SP tlog-proof) into files and back. They have one form: what is
//! written back is what was read. The opaque `extra` line is refused: nothing authenticates it. Verifies nothing; that is `policy`.

use super::checkpoint::{base64_of, decimal, hash};
use super::merkle::MAX_PATH;
use super::note::{MAX_NOTE_BYTES, NoteError};
use crate::base::Digest;

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// The most bytes of a proof file that is read: a path and a note.
pub const MAX_PROOF_BYTES: usize = MAX_NOTE_BYTES + 64 * (MAX_PATH + 2);

/// Why a checkpoint or a proof is refused.
#[derive(Debug, thiserror::Error)]
pub enum ProofError {
    #[error("{0}")]
    Note(#[from] NoteError),
    #[error("not a checkpoint: {0}")]
    Checkpoint(&'static str),
    #[error("not a tlog-proof: {0}")]
    Form(&'static str),
    #[error("the checkpoint is of the log {found}, not of {wanted}")]
    Origin { wanted: String, found: String },
    #[error("the log {0} did not sign the checkpoint")]
    NotSigned(String),
    #[error("{got} of the {needed} witnesses that are needed cosigned the checkpoint")]
    Witnesses { got: usize, needed: usize },
    #[error("the proof does not lead from leaf {index} to the root of {size} leaves")]
    Inclusion { index: u64, size: u64 },
    #[error("the log of {new} leaves does not continue the one of {old} leaves: it has been forked, or the proof is wrong")]
    Consistency { old: u64, new: u64 },
    #[error("not a policy: {0}")]
    Policy(&'static str),
}

/// That a leaf lies at `index` in the log whose state `checkpoint` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InclusionProof {
    pub index: u64,
    /// From the leaf's sibling up to the root's child.
    pub path: Vec<Digest>,
    /// The signed note, byte for byte.
    pub checkpoint: Vec<u8>,
}

impl InclusionProof {
    pub fn parse(bytes: &[u8]) -> Result<Self, ProofError> {
        let rest = bytes.strip_prefix(HEADER.as_bytes()).and_then(|rest| rest.strip_prefix(b"\n"));
        let rest = rest.ok_or(ProofError::Form("it does not begin with c2sp.org/tlog-proof@v1"))?;
        let (index, path, checkpoint) = read(rest, "index ")?;
        Ok(Self { index, path, checkpoint })
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        [format!("{HEADER}\n").into_bytes(), write("index ", self.index, &self.path, &self.checkpoint)].concat()
    }
}

/// A named number, hashes, an empty line, a note.
pub(super) fn read(bytes: &[u8], name: &str) -> Result<(u64, Vec<Digest>, Vec<u8>), ProofError> {
    let blank = bytes.windows(2).position(|pair| pair == b"\n\n").ok_or(ProofError::Form("it has no checkpoint"))?;
    let (head, checkpoint) = (&bytes[..blank], &bytes[blank + 2..]);
    let head = std::str::from_utf8(head).map_err(|_| ProofError::Form("it is not UTF-8"))?;
    let mut lines = head.split('\n');
    let number = lines.next().and_then(|line| line.strip_prefix(name)).and_then(decimal);
    let number = number.ok_or(ProofError::Form("a number is missing or not in its shortest form"))?;
    let path = lines.map(hash).collect::<Option<Vec<_>>>().ok_or(ProofError::Form("a line is not 32 bytes in base64"))?;
    if path.len() > MAX_PATH {
        return Err(ProofError::Form("it has more than 63 hashes"));
    }
    Ok((number, path, checkpoint.to_vec()))
}

pub(super) fn write(name: &str, number: u64, path: &[Digest], checkpoint: &[u8]) -> Vec<u8> {
    let lines: String = path.iter().map(|hash| base64_of(hash) + "\n").collect();
    [format!("{name}{number}\n{lines}\n").as_bytes(), checkpoint].concat()
}
