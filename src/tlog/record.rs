//! A pack and a log → the same pack with what the log has of it: for each signature, and for the submission where the log
//! had it before them, the leaf and the proof. Says nothing about which logs are trusted; that is `evidence`.

use super::mirror::View;
use super::{Leaf, Log, LogError};
use crate::attest::contents::Contents;
use crate::attest::dsse::{DsseError, Envelope};
use crate::attest::keys::{KeyId, short};
use crate::attest::layout;
use crate::attest::statement::{ReviewStatement, StatementError};

/// Why a pack has no proofs of a log.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    #[error(transparent)]
    Log(#[from] LogError),
    #[error(transparent)]
    Envelope(#[from] DsseError),
    #[error(transparent)]
    Statement(#[from] StatementError),
    #[error("the signature by {} is not in the log", short(.0))]
    NotLogged(KeyId),
    #[error("the submission is not in the log before the signature")]
    SubmissionNotLogged,
}

impl RecordError {
    /// What to do next.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Log(error) => error.help(),
            Self::NotLogged(_) => Some("`candor log append LOG --pack PACK` adds it"),
            Self::SubmissionNotLogged => {
                Some("the log was changed during the review: restore it from a mirror, and review once more")
            }
            Self::Envelope(_) | Self::Statement(_) => Some("get the pack again from whoever made it"),
        }
    }
}

/// Where a log has what a pack is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recorded {
    /// Number of leaves.
    pub size: u64,
    /// In the order of the envelope.
    pub signatures: Vec<(KeyId, u64)>,
    /// Before all of the signatures.
    pub submission: Option<u64>,
}

/// The leaf of the submission that a statement is about.
pub fn submission(statement: &ReviewStatement) -> Leaf {
    let mut digests = statement.subject.iter().map(|subject| subject.digest.sha256);
    Leaf::Submission { manifest: digests.next().unwrap_or_default(), received: digests.next() }
}

/// Logs the signatures of a pack that nobody else has yet, and puts all proofs into it; its submission is in the log.
pub fn record(contents: &mut Contents, log: &Log) -> Result<Recorded, RecordError> {
    let envelope = envelope(contents)?;
    let leaves = envelope.signatures().iter().map(|signature| Leaf::of_signature(&envelope, signature).to_bytes());
    let appended = log.append(&leaves.collect::<Vec<_>>())?;
    let recorded = prove(contents, &mut log.mirror().view(&appended.checkpoint)?)?;
    if recorded.submission.is_some() { Ok(recorded) } else { Err(RecordError::SubmissionNotLogged) }
}

/// Puts leaf and proof of each signature into a pack, and of its submission where that was logged before, all under the
/// checkpoint of `view`.
pub fn prove(contents: &mut Contents, view: &mut View<'_>) -> Result<Recorded, RecordError> {
    let envelope = envelope(contents)?;
    let mut signatures = Vec::new();
    for signature in envelope.signatures() {
        let leaf = Leaf::of_signature(&envelope, signature).to_bytes();
        let index = view.find(&leaf, u64::MAX)?.ok_or(RecordError::NotLogged(signature.keyid))?;
        let (leaf_path, proof_path) = layout::log_paths(&signature.keyid);
        contents.insert(proof_path, view.prove_inclusion(index)?.to_bytes());
        contents.insert(leaf_path, leaf);
        signatures.push((signature.keyid, index));
    }
    let leaf = submission(&ReviewStatement::parse(envelope.payload())?).to_bytes();
    let first = signatures.iter().map(|(_, index)| *index).min().unwrap_or(0);
    let submission = view.find(&leaf, first)?;
    if let Some(index) = submission {
        let [leaf_path, proof_path] = layout::SUBMISSION.map(str::to_owned);
        contents.insert(proof_path, view.prove_inclusion(index)?.to_bytes());
        contents.insert(leaf_path, leaf);
    }
    Ok(Recorded { size: view.head().size, signatures, submission })
}

fn envelope(contents: &Contents) -> Result<Envelope, DsseError> {
    Envelope::parse(contents.get(layout::ATTESTATION).map_or(&[], Vec::as_slice))
}
