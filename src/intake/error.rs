//! Why no snapshot can be made at all: the environment, the usage, or a container that is refused
//! as a whole. What is wrong with single files of a submission is data, not one of these.

use std::io;
use std::path::{Path, PathBuf};

/// No snapshot; [`IntakeError::help`] says what to do next.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    #[error("no such file or directory: {}", path.display())]
    NotFound { path: PathBuf },
    #[error("cannot read {}: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{} changed while it was read", path.display())]
    Changed { path: PathBuf },
    #[error("cannot tell what {} is: {detail}", path.display())]
    UnknownFormat { path: PathBuf, detail: String },
    #[error("{} has {size} bytes, more than the limit of {limit}", path.display())]
    TooLarge { path: PathBuf, size: u64, limit: u64 },
    #[error("{} is a bare git repository and no revision was named", path.display())]
    BareRepository { path: PathBuf },
    #[error("{} is not a git repository: {detail}", path.display())]
    NotARepository { path: PathBuf, detail: String },
    /// Something in the repository points out of it or would change what a revision means.
    #[error("refusing the git repository {}: {detail}", path.display())]
    HostileRepository { path: PathBuf, detail: String },
    #[error("unsupported git object format {format}")]
    ObjectFormat { format: String },
    #[error("no revision named and not exactly one to choose from; there are: {}", list(known))]
    RevisionNeeded { known: Vec<String> },
    #[error("unknown revision {rev}; there are: {}", list(known))]
    UnknownRevision { rev: String, known: Vec<String> },
    #[error("ambiguous revision {rev}: {detail}")]
    AmbiguousRevision { rev: String, detail: String },
    #[error("cannot use the git bundle {}: {detail}", path.display())]
    Bundle { path: PathBuf, detail: String },
    #[error("cannot read git object {id}: {detail}")]
    Object { id: String, detail: String },
    #[error("cannot use a directory for temporary files: {source}")]
    Scratch { source: io::Error },
}

impl IntakeError {
    pub(super) fn from_io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        if source.kind() == io::ErrorKind::NotFound { Self::NotFound { path } } else { Self::Unreadable { path, source } }
    }

    /// What the reader can do next.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "check the path of the submission",
            Self::Unreadable { .. } => "check the permissions of the submission, or copy it to a place you can read",
            Self::Changed { .. } => "copy the submission to a place where nothing writes to it, then review the copy",
            Self::UnknownFormat { .. } => {
                "hand over a directory, a git bundle, a zip archive, or a tar archive (plain, gz, xz, zst, bz2)"
            }
            Self::TooLarge { .. } => "raise the limit on bytes, or ask for the submission in parts",
            Self::BareRepository { .. } => "name the revision to review, as in `--ref HEAD`",
            Self::NotARepository { .. } => "leave out --ref to read a directory or archive as it is",
            Self::HostileRepository { .. } => "ask the vendor for a bundle: `git bundle create product.bundle HEAD`",
            Self::ObjectFormat { .. } => "review a checked-out copy as a directory, without --ref",
            Self::RevisionNeeded { .. } | Self::UnknownRevision { .. } => "name one of them with --ref",
            Self::AmbiguousRevision { .. } => "give the full name, as in `--ref refs/tags/v1`, or the full object id",
            Self::Bundle { .. } => "ask the vendor for a complete bundle: `git bundle create product.bundle HEAD`",
            Self::Object { .. } => "the repository is incomplete or damaged: ask the vendor for a bundle",
            Self::Scratch { .. } => "point TMPDIR at a directory that you can write to",
        }
    }
}

/// At most ten names, for an error message.
fn list(names: &[String]) -> String {
    match names.len() {
        0 => "none".to_owned(),
        count if count > 10 => format!("{} and {} more", names[..10].join(", "), count - 10),
        _ => names.join(", "),
    }
}
