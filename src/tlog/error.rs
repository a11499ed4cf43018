//! Why a log or a witness could not be read or kept, and what to do about it.

use std::io;
use std::path::PathBuf;

use super::ProofError;
use crate::attest::secret::KeyFileError;

/// Why a log or a witness could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    #[error("cannot {action} {}: {source}", path.display())]
    Disk { action: &'static str, path: PathBuf, source: io::Error },
    #[error(transparent)]
    Key(#[from] KeyFileError),
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
            Self::Key(KeyFileError::Encrypted) => {
                Some("a log signs unattended: keep its key where nobody else can read it, and without a passphrase")
            }
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
            Self::Disk { .. } => Some("see that the directory is there, that you may write to it, and that its disk has room"),
            Self::TooLarge { .. } | Self::NoEntry { .. } => None,
        }
    }
}
