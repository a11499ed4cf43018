//! The one value intake makes: an immutable picture of a submission, and its `MANIFEST.sha256`.

use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::reason::Refusal;
use super::tree_id;
use crate::base::{Diagnostic, Digest, display};
use crate::report::model::{Claim, Signature};

/// All of a submission. Everything in it is sorted; nothing depends on time, order or threads.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub kind: SourceKind,
    /// `sha1`, for git sources.
    pub object_format: Option<String>,
    /// The commit reviewed, hexadecimal, in the repository's own object format.
    pub commit: Option<String>,
    /// The commit's tree, likewise.
    pub tree: Option<String>,
    /// Regular files, by raw path bytes.
    pub files: Vec<File>,
    /// Recorded, never followed, by raw path bytes.
    pub special: Vec<Special>,
    /// Everything not read and why, by raw path bytes; each one makes the verdict INCOMPLETE.
    pub refused: Vec<Refusal>,
    /// The one file that was handed over, of an archive or bundle.
    pub received: Option<Received>,
    /// What the archives among `files` hold.
    pub nested: Nested,
    /// What the vendor says of it.
    pub claim: Option<Claim>,
    /// The kind of package it is shaped as.
    pub package: Option<&'static str>,
    /// What may bear a signature, and of which form; none is verified.
    pub signatures: Vec<Signature>,
    pub diagnostics: Vec<Diagnostic>,
}

/// The content of archives that are files of a submission, at any depth; all of it sorted. A path is that of the
/// archive, `!/`, and that within it; `archive!/.` stands for all of an archive.
#[derive(Clone, Debug, Default)]
pub struct Nested {
    pub files: Vec<File>,
    pub special: Vec<Special>,
    pub refused: Vec<Refusal>,
    /// The archives that were opened, and how many files each gave.
    pub archives: Vec<(Vec<u8>, u64)>,
}

/// What the submission was handed over as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    Directory,
    Git,
    GitBundle,
    Archive,
}

/// One regular file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// Raw, `/`-separated, relative to the root of the submission.
    pub path: Vec<u8>,
    pub mode: Mode,
    /// SHA-256 of `bytes`.
    pub digest: Digest,
    pub bytes: Arc<[u8]>,
}

impl File {
    /// The path, safe to show.
    pub fn display_path(&self) -> String {
        display::escape_bytes(&self.path)
    }
}

/// What git keeps of a file's permissions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    Regular,
    Executable,
}

impl Mode {
    /// From Unix permission bits, by git's rule: the owner's execute bit decides.
    pub(super) fn of_unix(mode: u32) -> Self {
        if mode & 0o100 == 0 { Self::Regular } else { Self::Executable }
    }
}

/// Something that is not a regular file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Special {
    pub path: Vec<u8>,
    pub kind: SpecialKind,
}

impl Special {
    /// The path, safe to show.
    pub fn display_path(&self) -> String {
        display::escape_bytes(&self.path)
    }
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SpecialKind {
    /// Raw target, as stored.
    Symlink {
        target: Vec<u8>,
    },
    /// A git link: the commit of another repository, hexadecimal; and whether that was handed over too, so that its
    /// files are among the others.
    Submodule {
        commit: String,
        supplied: bool,
    },
    /// The inside of a `.git` directory, not read.
    GitDirectory,
    /// A `.git` file, which points to a repository elsewhere.
    GitFile,
    Fifo,
    Socket,
    BlockDevice,
    CharacterDevice,
    Other,
}

impl SpecialKind {
    /// Stable, kebab-case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Symlink { .. } => "symlink",
            Self::Submodule { .. } => "submodule",
            Self::GitDirectory => "git-directory",
            Self::GitFile => "git-file",
            Self::Fifo => "fifo",
            Self::Socket => "socket",
            Self::BlockDevice => "block-device",
            Self::CharacterDevice => "character-device",
            Self::Other => "other",
        }
    }
}

/// A file as received.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Received {
    /// File name without directories, safe to show.
    pub name: String,
    pub digest: Digest,
}

impl Received {
    pub(super) fn new(path: &Path, digest: Digest) -> Self {
        Self { name: display::escape_bytes(path.file_name().unwrap_or_default().as_bytes()), digest }
    }
}

impl Snapshot {
    /// All files to examine: those submitted, then those in archives among them.
    pub fn all_files(&self) -> impl Iterator<Item = &File> {
        self.files.iter().chain(&self.nested.files)
    }

    /// All that is no regular file, in the same order.
    pub fn all_special(&self) -> impl Iterator<Item = &Special> {
        self.special.iter().chain(&self.nested.special)
    }

    /// All that was not read, in the same order.
    pub fn all_refused(&self) -> impl Iterator<Item = &Refusal> {
        self.refused.iter().chain(&self.nested.refused)
    }

    /// The file `name` at the root, or in the one folder that holds everything (as archives are made); and that folder.
    pub fn at_root(&self, name: &[u8]) -> Option<(&[u8], &File)> {
        let at = |root: &[u8]| {
            let path = [root, name].concat();
            self.files.binary_search_by(|file| file.path.cmp(&path)).ok().map(|index| &self.files[index])
        };
        let first = &self.files.first()?.path;
        let slash = first.iter().position(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
        let folder = &first[..slash];
        let is_only_one = self.files.iter().all(|file| file.path.starts_with(folder));
        at(b"").map(|file| (&b""[..], file)).or_else(|| is_only_one.then(|| at(folder)).flatten().map(|file| (folder, file)))
    }

    /// `MANIFEST.sha256`: the format of coreutils `sha256sum`, byte-sorted, one line a regular
    /// file as it was submitted: members of archives are vouched for by the digest of their archive. A file too
    /// large to review is in it when its digest is known.
    pub fn manifest(&self) -> Vec<u8> {
        let withheld = self.refused.iter().filter_map(|refusal| Some((&refusal.path, refusal.withheld?.digest)));
        let mut lines: Vec<(&Vec<u8>, Digest)> = self.files.iter().map(|file| (&file.path, file.digest)).collect();
        lines.extend(withheld);
        lines.sort();
        let mut out = Vec::with_capacity(lines.iter().map(|(path, _)| path.len() + 68).sum());
        for (path, digest) in lines {
            push_line(path, digest, &mut out);
        }
        out
    }

    /// The SHA-256-form git tree id over files, modes and symbolic links, as `git write-tree` gives
    /// it in a repository of that object format; 64 hexadecimal digits. Files too large to review
    /// are in it when their digest is known; special files, what was refused unread, empty
    /// directories and submodules with a SHA-1 commit are not (git links need a SHA-256 id).
    pub fn tree_id(&self) -> String {
        tree_id::tree_id(self).hex()
    }
}

/// One line: a leading backslash marks a name in which backslash, newline and carriage return are
/// escaped (coreutils manual, "md5sum invocation").
fn push_line(path: &[u8], digest: Digest, out: &mut Vec<u8>) {
    let escaped = path.iter().any(|byte| matches!(byte, b'\\' | b'\n' | b'\r'));
    if escaped {
        out.push(b'\\');
    }
    out.extend_from_slice(digest.hex().as_bytes());
    out.extend_from_slice(b"  ");
    for &byte in path {
        match byte {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
    out.push(b'\n');
}
