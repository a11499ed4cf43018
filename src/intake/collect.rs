//! Gathers what a reader found, entry by entry, and makes the sorted, hashed [`Snapshot`] of it.

use std::io::{self, Read};
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::names;
use super::reason::{Reason, Refusal, Withheld};
use super::snapshot::{File, Mode, Nested, Snapshot, SourceKind, Special, SpecialKind};
use super::tree_id;
use crate::base::{Diagnostic, Digest, Severity, display};

/// One thing found under one path.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) path: Vec<u8>,
    pub(super) node: Node,
}

#[derive(Debug)]
pub(super) enum Node {
    File { mode: Mode, bytes: Arc<[u8]> },
    Special(SpecialKind),
    Directory,
    Refused { reason: Reason, detail: String, withheld: Option<Withheld> },
}

impl Entry {
    pub(super) fn file(path: Vec<u8>, mode: Mode, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { path, node: Node::File { mode, bytes: bytes.into() } }
    }

    pub(super) fn special(path: Vec<u8>, kind: SpecialKind) -> Self {
        Self { path, node: Node::Special(kind) }
    }

    pub(super) fn directory(path: Vec<u8>) -> Self {
        Self { path, node: Node::Directory }
    }

    pub(super) fn refused(path: Vec<u8>, reason: Reason, detail: impl Into<String>) -> Self {
        Self { path, node: Node::Refused { reason, detail: detail.into(), withheld: None } }
    }

    /// Refused for its size, but hashed on the way.
    pub(super) fn withheld(path: Vec<u8>, size: u64, limit: u64, withheld: Option<Withheld>) -> Self {
        let detail = format!("{size} bytes, more than the limit of {limit} for one file");
        Self { path, node: Node::Refused { reason: Reason::FileTooLarge, detail, withheld } }
    }
}

/// What is done about names that clash on some file system.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Clashes {
    /// A directory or git tree is of one file system: they are remarked.
    Remarked,
    /// An archive may be unpacked anywhere: they are refused.
    Refused,
}

/// Sorts, settles clashes and hashes. Directories only matter for clashes and go no further.
pub(super) fn assemble(kind: SourceKind, clashes: Clashes, mut entries: Vec<Entry>, whole: Vec<Refusal>) -> Snapshot {
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    if clashes == Clashes::Refused {
        names::refuse_clashes(&mut entries);
    }
    let diagnostics = remarks(&entries, clashes);
    let mut snapshot = Snapshot {
        kind,
        object_format: None,
        commit: None,
        tree: None,
        files: Vec::new(),
        special: Vec::new(),
        refused: whole,
        received: None,
        nested: Nested::default(),
        claim: None,
        package: None,
        signatures: Vec::new(),
        diagnostics,
    };
    let mut files = Vec::new();
    for Entry { path, node } in entries {
        match node {
            Node::File { mode, bytes } => files.push((path, mode, bytes)),
            Node::Special(special) => push_special(&mut snapshot, clashes, path, special),
            Node::Directory => {}
            Node::Refused { reason, detail, withheld } => snapshot.refused.push(Refusal { path, reason, detail, withheld }),
        }
    }
    snapshot.files =
        files.into_par_iter().map(|(path, mode, bytes)| File { path, mode, digest: Digest::of(&bytes), bytes }).collect();
    snapshot.special.sort();
    snapshot.refused.sort();
    snapshot.refused.dedup();
    snapshot
}

/// Some special entries stand for content that was not read; those are refused as well.
fn push_special(snapshot: &mut Snapshot, clashes: Clashes, path: Vec<u8>, kind: SpecialKind) {
    let refusal = match &kind {
        SpecialKind::Submodule { commit, .. } => {
            Some((Reason::SubmoduleNotSupplied, format!("commit {commit} of another repository, not part of the submission")))
        }
        SpecialKind::Symlink { target } if clashes == Clashes::Refused && names::escapes(&path, target) => {
            Some((Reason::LinkEscapes, format!("points out of the archive, to {}", display::escape_bytes(target))))
        }
        _ => None,
    };
    if let Some((reason, detail)) = refusal {
        snapshot.refused.push(Refusal { path: path.clone(), reason, detail, withheld: None });
    }
    snapshot.special.push(Special { path, kind });
}

/// What a reader should know although it was read. One remark a subject, naming the first case, so
/// that a hostile submission cannot flood the report.
fn remarks(entries: &[Entry], clashes: Clashes) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut remark = |code: &str, what: &str, paths: Vec<&[u8]>, help: &str| {
        if let Some(first) = paths.first() {
            let message = format!("{what}: {} in all, this is the first", paths.len());
            out.push(Diagnostic::new(Severity::Warning, code, message).at(display::escape_bytes(first)).help(help));
        }
    };
    let escaping = paths_where(
        entries,
        |entry| matches!(&entry.node, Node::Special(SpecialKind::Symlink { target }) if names::escapes(&entry.path, target)),
    );
    remark("symlink-escapes", "symbolic links point out of the submission", escaping, "ask the vendor for what they point to");
    if clashes == Clashes::Remarked {
        let clashing = names::clashes(entries);
        let paths = entries.iter().zip(clashing).filter(|(_, clash)| *clash).map(|(entry, _)| &entry.path[..]).collect();
        remark(
            "case-clash",
            "names differ only in case or Unicode form",
            paths,
            "one of them is lost where the file system does not tell them apart",
        );
    }
    let git =
        paths_where(entries, |entry| matches!(&entry.node, Node::Special(SpecialKind::GitDirectory | SpecialKind::GitFile)));
    remark("git-not-read", "the inside of .git was not read", git, "use --ref to review a revision of the repository");
    out
}

fn paths_where(entries: &[Entry], wanted: impl Fn(&Entry) -> bool) -> Vec<&[u8]> {
    entries.iter().filter(|entry| wanted(entry)).map(|entry| &entry.path[..]).collect()
}

/// Hashes `size` bytes of `reader` without keeping them; `None` when there are fewer.
pub(super) fn withhold(reader: &mut (impl Read + ?Sized), size: u64, mode: Mode) -> io::Result<Option<Withheld>> {
    let (mut plain, mut blob) = (Sha256::new(), tree_id::blob_hasher(size));
    let mut buffer = vec![0; 1 << 18];
    let mut left = size;
    while left > 0 {
        let want = left.min(buffer.len() as u64) as usize;
        let count = match reader.read(&mut buffer[..want]) {
            Ok(0) => return Ok(None),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        plain.update(&buffer[..count]);
        blob.update(&buffer[..count]);
        left -= count as u64;
    }
    Ok(Some(Withheld { mode, digest: Digest(plain.finalize().into()), blob_id: Digest(blob.finalize().into()) }))
}

/// Deals out the bytes that all files together may have, in the order asked: deterministic as long
/// as the order is.
pub(super) struct Budget {
    limit: u64,
    left: u64,
}

impl Budget {
    pub(super) fn new(limit: u64) -> Self {
        Self { limit, left: limit }
    }

    /// Takes `size` bytes; the error is the detail of a refusal.
    pub(super) fn take(&mut self, size: u64) -> Result<(), String> {
        match self.left.checked_sub(size) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(format!("{size} bytes, beyond the limit of {} for all files together", self.limit)),
        }
    }
}
