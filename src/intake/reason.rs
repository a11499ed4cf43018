//! Refusals: what of a submission was not read, and why. Each one makes the verdict INCOMPLETE.

use serde::{Deserialize, Serialize};

use super::snapshot::Mode;
use crate::base::{Digest, display};

/// Why something was not read. Stable, kebab-case in every output.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    // caps
    FileTooLarge,
    TotalBytes,
    EntryLimit,
    TooDeep,
    PathTooLong,
    Ratio,
    // the disk
    Unreadable,
    ChangedWhileRead,
    ReaderEnded,
    GitDirectoryNotARepository,
    // git objects
    SubmoduleNotSupplied,
    ObjectMissing,
    ObjectCorrupt,
    InvalidTreeEntry,
    // names
    AbsolutePath,
    ParentPath,
    GitComponent,
    WindowsName,
    ControlCharacter,
    EmptyName,
    NameEncoding,
    DuplicateName,
    // entries of an archive
    HardLink,
    LinkEscapes,
    Device,
    SparseFile,
    UnsupportedType,
    AmbiguousHeader,
    Encrypted,
    UnsupportedMethod,
    SizeMismatch,
    HeaderMismatch,
    Overlap,
    // the archive as a whole
    Gap,
    TrailingData,
    Truncated,
    Corrupt,
    // archives among the files
    NestedTooDeep,
    // what stands for something else
    LfsPointer,
    NotSubmitted,
    DigestMismatch,
}

impl Reason {
    /// Whether the name alone is the fault, whatever else bears it.
    pub(super) fn is_of_the_name(self) -> bool {
        matches!(
            self,
            Self::TooDeep
                | Self::PathTooLong
                | Self::AbsolutePath
                | Self::ParentPath
                | Self::GitComponent
                | Self::WindowsName
                | Self::ControlCharacter
                | Self::EmptyName
        )
    }

    /// The kebab-case code.
    pub fn code(self) -> &'static str {
        match self {
            Self::FileTooLarge => "file-too-large",
            Self::TotalBytes => "total-bytes",
            Self::EntryLimit => "entry-limit",
            Self::TooDeep => "too-deep",
            Self::PathTooLong => "path-too-long",
            Self::Ratio => "ratio",
            Self::Unreadable => "unreadable",
            Self::ChangedWhileRead => "changed-while-read",
            Self::ReaderEnded => "reader-ended",
            Self::GitDirectoryNotARepository => "git-directory-not-a-repository",
            Self::SubmoduleNotSupplied => "submodule-not-supplied",
            Self::ObjectMissing => "object-missing",
            Self::ObjectCorrupt => "object-corrupt",
            Self::InvalidTreeEntry => "invalid-tree-entry",
            Self::AbsolutePath => "absolute-path",
            Self::ParentPath => "parent-path",
            Self::GitComponent => "git-component",
            Self::WindowsName => "windows-name",
            Self::ControlCharacter => "control-character",
            Self::EmptyName => "empty-name",
            Self::NameEncoding => "name-encoding",
            Self::DuplicateName => "duplicate-name",
            Self::HardLink => "hard-link",
            Self::LinkEscapes => "link-escapes",
            Self::Device => "device",
            Self::SparseFile => "sparse-file",
            Self::UnsupportedType => "unsupported-type",
            Self::AmbiguousHeader => "ambiguous-header",
            Self::Encrypted => "encrypted",
            Self::UnsupportedMethod => "unsupported-method",
            Self::SizeMismatch => "size-mismatch",
            Self::HeaderMismatch => "header-mismatch",
            Self::Overlap => "overlap",
            Self::Gap => "gap",
            Self::TrailingData => "trailing-data",
            Self::Truncated => "truncated",
            Self::Corrupt => "corrupt",
            Self::NestedTooDeep => "nested-too-deep",
            Self::LfsPointer => "lfs-pointer",
            Self::NotSubmitted => "not-submitted",
            Self::DigestMismatch => "digest-mismatch",
        }
    }
}

/// One thing that was not read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Refusal {
    /// Raw bytes as found; `.` stands for the submission as a whole.
    pub path: Vec<u8>,
    pub reason: Reason,
    /// Lower case, no final period.
    pub detail: String,
    /// Present where the bytes were streamed through, so that manifest and tree id still cover them.
    pub withheld: Option<Withheld>,
}

impl Refusal {
    /// A refusal of the submission as a whole, or of an unknown rest of it.
    pub(super) fn whole(reason: Reason, detail: impl Into<String>) -> Self {
        Self { path: b".".to_vec(), reason, detail: detail.into(), withheld: None }
    }

    /// The path, safe to show.
    pub fn display_path(&self) -> String {
        display::escape_bytes(&self.path)
    }
}

/// What is known of a file that was hashed but not kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Withheld {
    pub mode: Mode,
    pub digest: Digest,
    /// Its SHA-256-form git blob id.
    pub blob_id: Digest,
}

#[cfg(test)]
mod tests {
    use super::Reason;

    #[test]
    fn code_and_serialization_agree() {
        for reason in [Reason::FileTooLarge, Reason::GitDirectoryNotARepository, Reason::Ratio, Reason::Corrupt] {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.code());
        }
    }
}
