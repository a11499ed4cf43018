//! Turns leaves into an append-only transparency log that any web server can serve, and proof files into a
//! yes or a no. Formats are those of C2SP: signed-note, tlog-checkpoint, tlog-tiles, tlog-proof,
//! tlog-cosignature and the request of tlog-witness.
//!
//! Two halves. Verification is pure and small, part of the trusted core: [`leaf`], [`merkle`], [`note`],
//! [`checkpoint`], [`proof`], [`policy`], [`evidence`]. Keeping a log and watching one touch the disk: [`tile`], [`tree`],
//! [`mirror`] (reads), [`durable`] (writes), [`log`], [`witness`]. Verification uses nothing of the second half.
//!
//! Keys of logs, witnesses and auditors are different keys. Knows no clock: times are handed in.

pub mod checkpoint;
pub mod evidence;
pub mod leaf;
pub mod merkle;
pub mod note;
pub mod policy;
pub mod proof;

pub mod durable;
pub mod log;
pub mod mirror;
pub mod tile;
pub mod tree;
pub mod witness;

pub use checkpoint::Checkpoint;
pub use leaf::Leaf;
pub use log::Log;
pub use mirror::Mirror;
pub use note::{KeyKind, VerifierKey};
pub use policy::{Logged, Policy};
pub use witness::Witness;

use std::io;
use std::path::PathBuf;

use note::NoteError;

use crate::attest::keys::KeyError;

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

/// Why a log or a witness could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    #[error("cannot {action} {}: {source}", path.display())]
    Disk { action: &'static str, path: PathBuf, source: io::Error },
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Proof(#[from] ProofError),
    #[error("{} exists already and is not overwritten", path.display())]
    Exists { path: PathBuf },
    #[error("{} holds no log", path.display())]
    NotALog { path: PathBuf },
    #[error("{} holds no witness", path.display())]
    NotAWitness { path: PathBuf },
    #[error("the private key is not the one of {}", path.display())]
    OtherKey { path: PathBuf },
    #[error("the log is damaged: {0}")]
    Damaged(String),
    #[error("an entry has {bytes} bytes, more than the 65535 that a log takes")]
    TooLarge { bytes: usize },
    #[error("there is no entry {index} in a log of {size}")]
    NoEntry { index: u64, size: u64 },
    #[error("not every line is a cosignature of the named witnesses over the log's checkpoint")]
    Cosignatures,
}

impl LogError {
    /// What to do next.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Key(error) => error.help(),
            Self::Exists { .. } => Some("name a directory that does not exist yet"),
            Self::NotALog { .. } => Some("`candor log init DIR --origin NAME` makes a log"),
            Self::NotAWitness { .. } => Some("`candor log witness init DIR --name NAME` makes a witness"),
            Self::OtherKey { .. } => Some("name the key that the log or witness was made with"),
            Self::Damaged(_) => Some("nothing was signed; restore the missing files from a mirror, never an older head"),
            Self::Cosignatures => {
                Some("name each witness with --witness, and ask for cosignatures over the checkpoint as it is now")
            }
            Self::Proof(_) => Some("check that the log, the key and the file belong together"),
            Self::Disk { .. } | Self::TooLarge { .. } | Self::NoEntry { .. } => None,
        }
    }
}
