//! That a log merely grew: proofs that it continues an older state of itself (the request of C2SP tlog-witness), and
//! their verification (RFC 9162, section 2.1.4.2). For whoever watches a log; a pack needs none of it.

use super::checkpoint::Checkpoint;
use super::merkle::{Climb, Side, empty_root, node_hash};
use super::note::Note;
use super::policy::{Policy, Witnessed};
use super::proof::{ProofError, read, write};
use crate::base::Digest;

/// That the log whose state `checkpoint` is begins with the `old` leaves that it had before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsistencyProof {
    pub old: u64,
    pub path: Vec<Digest>,
    /// The signed note, byte for byte.
    pub checkpoint: Vec<u8>,
}

impl ConsistencyProof {
    pub fn parse(bytes: &[u8]) -> Result<Self, ProofError> {
        let (old, path, checkpoint) = read(bytes, "old ")?;
        Ok(Self { old, path, checkpoint })
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        write("old ", self.old, &self.path, &self.checkpoint)
    }
}

impl Policy {
    /// Checks that a checkpoint is of this log and signed by it; witnesses aside.
    pub fn check_log(&self, checkpoint: &[u8]) -> Result<Checkpoint, ProofError> {
        self.head_of(&Note::parse(checkpoint)?)
    }

    /// Checks that the log continues `old`, an earlier state of it.
    pub fn verify_consistency(&self, old: &Checkpoint, proof: &ConsistencyProof) -> Result<Witnessed, ProofError> {
        let head = self.check(&proof.checkpoint)?;
        let new = &head.checkpoint;
        let (old_tree, new_tree) = ((old.size, &old.root), (new.size, &new.root));
        if old.origin == new.origin && verify_consistency(old_tree, new_tree, &proof.path) {
            Ok(head)
        } else {
            Err(ProofError::Consistency { old: old.size, new: new.size })
        }
    }
}

/// Whether `path` shows that the tree `new` begins with all leaves of the tree `old`; trees as size and root.
pub fn verify_consistency(old: (u64, &Digest), new: (u64, &Digest), path: &[Digest]) -> bool {
    let ((old_size, old_root), (new_size, new_root)) = (old, new);
    match old_size {
        0 => path.is_empty() && *old_root == empty_root() && (new_size > 0 || new_root == old_root),
        _ if old_size == new_size => path.is_empty() && old_root == new_root,
        _ if old_size < new_size => grows(old, new, path),
        _ => false,
    }
}

/// As [`verify_consistency`], for 0 < old < new.
fn grows(old: (u64, &Digest), new: (u64, &Digest), path: &[Digest]) -> bool {
    // The old root itself begins the path where it is a node of the new tree.
    let implied = old.0.is_power_of_two().then_some(old.1);
    let mut path = implied.into_iter().chain(path);
    let Some(first) = path.next() else { return false };
    let shift = (old.0 - 1).trailing_ones();
    let mut climb = Climb { node: (old.0 - 1) >> shift, last: (new.0 - 1) >> shift };
    let (mut old_hash, mut new_hash) = (*first, *first);
    for sibling in path {
        match climb.step() {
            Some(Side::Left) => {
                old_hash = node_hash(sibling, &old_hash);
                new_hash = node_hash(sibling, &new_hash);
            }
            Some(Side::Right) => new_hash = node_hash(&new_hash, sibling),
            None => return false,
        }
    }
    climb.last == 0 && old_hash == *old.1 && new_hash == *new.1
}
