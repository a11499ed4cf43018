//! Turns a leaf and its proof file into "this log had it, these witnesses saw the log, by this time", or into a
//! refusal. The whole of what `candor verify` needs of a log; pure, and it trusts the keys it is given alone.

use std::collections::BTreeSet;

use super::checkpoint::Checkpoint;
use super::merkle;
use super::note::{KeyKind, Note, VerifierKey};
use super::proof::{InclusionProof, ProofError};
use crate::base::display;

/// Which log counts, and whose cosignatures its checkpoints need.
#[derive(Clone, Debug)]
pub struct Policy {
    log: VerifierKey,
    witnesses: Vec<VerifierKey>,
    threshold: usize,
}

/// A witness's cosignature that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub witness: String,
    /// Seconds since 1970, as the witness says.
    pub time: u64,
}

/// A checkpoint that the policy accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witnessed {
    pub checkpoint: Checkpoint,
    /// In the order of the policy.
    pub seen: Vec<Seen>,
    /// By when the log was in this state: with a threshold of n, the n-th time of the cosignatures, earliest
    /// first, since one of any n witnesses is taken to be honest. `None` when the policy asks for no witness.
    pub time: Option<u64>,
}

/// A leaf that is in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    pub index: u64,
    pub head: Witnessed,
}

impl Policy {
    /// Trust in `log` (its key's name is the origin), when `threshold` of `witnesses` cosigned.
    pub fn new(log: VerifierKey, witnesses: Vec<VerifierKey>, threshold: usize) -> Result<Self, ProofError> {
        let wrong = |why| Err(ProofError::Policy(why));
        if log.kind() != KeyKind::Log {
            return wrong("the log's key is not one for logs (type 1)");
        }
        if witnesses.iter().any(|witness| witness.kind() != KeyKind::Cosignature) {
            return wrong("a witness's key is not one for cosignatures (type 4)");
        }
        let keys = witnesses.iter().chain([&log]);
        // A key that counted twice, or a log that witnessed itself, would make a threshold worth less than it says.
        let (ids, names): (BTreeSet<_>, BTreeSet<_>) = keys.map(|key| (key.key().keyid(), key.name())).unzip();
        if ids.len() <= witnesses.len() || names.len() <= witnesses.len() {
            return wrong("a key or a name stands in it twice");
        }
        if threshold > witnesses.len() {
            return wrong("it asks for more witnesses than it names");
        }
        Ok(Self { log, witnesses, threshold })
    }

    pub(super) fn head_of(&self, note: &Note<'_>) -> Result<Checkpoint, ProofError> {
        let head = Checkpoint::parse(note.text)?;
        let wanted = self.log.name();
        if head.origin != wanted {
            return Err(ProofError::Origin { wanted: wanted.to_owned(), found: display::escape(&head.origin) });
        }
        if note.signed_by(&self.log)? { Ok(head) } else { Err(ProofError::NotSigned(wanted.to_owned())) }
    }

    /// Checks a signed checkpoint: of this log, signed by it, and cosigned as demanded.
    pub fn check(&self, checkpoint: &[u8]) -> Result<Witnessed, ProofError> {
        let note = Note::parse(checkpoint)?;
        let head = self.head_of(&note)?;
        let mut seen = Vec::new();
        for witness in &self.witnesses {
            let time = note.cosigned_by(witness)?;
            seen.extend(time.map(|time| Seen { witness: witness.name().to_owned(), time }));
        }
        if seen.len() < self.threshold {
            return Err(ProofError::Witnesses { got: seen.len(), needed: self.threshold });
        }
        let time = self.threshold.checked_sub(1).map(|at| nth_time(&seen, at));
        Ok(Witnessed { checkpoint: head, seen, time })
    }

    /// Checks that `leaf` is in the log, by a tlog-proof file.
    pub fn verify_inclusion(&self, leaf: &[u8], proof: &[u8]) -> Result<Logged, ProofError> {
        let InclusionProof { index, path, checkpoint } = InclusionProof::parse(proof)?;
        let head = self.check(&checkpoint)?;
        let Checkpoint { size, root, .. } = &head.checkpoint;
        if merkle::verify_inclusion(root, *size, index, &merkle::leaf_hash(leaf), &path) {
            Ok(Logged { index, head })
        } else {
            Err(ProofError::Inclusion { index, size: *size })
        }
    }
}

fn nth_time(seen: &[Seen], at: usize) -> u64 {
    let mut times: Vec<_> = seen.iter().map(|seen| seen.time).collect();
    times.sort_unstable();
    times[at]
}
