//! Reads a tar archive (plain or compressed) or a zip archive in memory, without unpacking it.
//! What it is is told by its content, never by its name. The file is read once, so what is hashed
//! is what is parsed.

use std::cell::Cell;
use std::fs;
use std::path::Path;

use super::collect::{self, Clashes, Entry, Node};
use super::error::IntakeError;
use super::limits::Limits;
use super::names;
use super::reason::{Reason, Refusal};
use super::snapshot::{Received, Snapshot, SourceKind};
use crate::base::Digest;

mod ar;
mod decompress;
mod pax;
mod single;
mod tar;
mod zip;
mod zip_headers;

/// What an archive holds.
#[derive(Default)]
struct Contents {
    entries: Vec<Entry>,
    /// Refusals that concern the archive as a whole.
    whole: Vec<Refusal>,
}

/// The snapshot of the archive at `path`.
pub(super) fn read(path: &Path, limits: &Limits) -> Result<Snapshot, IntakeError> {
    let bytes = read_file(path, limits)?;
    let (digest, contents) = rayon::join(|| Digest::of(&bytes), || open(&bytes, limits));
    let Contents { entries, whole } = contents.map_err(|detail| IntakeError::UnknownFormat { path: path.to_owned(), detail })?;
    let mut snapshot = collect::assemble(SourceKind::Archive, Clashes::Refused, gather_git(entries), whole);
    snapshot.received = Some(Received::new(path, digest));
    Ok(snapshot)
}

/// Whether `bytes` start, or end, as one of the forms that [`open_within`] opens.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    is_zip(bytes) || ar::is_package(bytes) || decompress::detect(bytes).is_some() || tar::is_start(bytes)
}

/// The content of an archive that is a file of a submission, named `path` there. A compressed file that is no tar
/// archive holds one file, named as without its suffix.
pub(super) fn open_within(path: &[u8], bytes: &[u8], limits: &Limits) -> Snapshot {
    let contents = match (is_zip(bytes), decompress::detect(bytes)) {
        (false, Some(compression)) => single::open_compressed(path, compression, bytes, limits),
        _ => open(bytes, limits)
            .unwrap_or_else(|detail| Contents { entries: Vec::new(), whole: vec![Refusal::whole(Reason::Corrupt, detail)] }),
    };
    collect::assemble(SourceKind::Archive, Clashes::Refused, gather_git(contents.entries), contents.whole)
}

fn read_file(path: &Path, limits: &Limits) -> Result<Vec<u8>, IntakeError> {
    use std::io::Read;
    let unreadable = |source| IntakeError::from_io(path, source);
    let file = fs::File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > limits.bytes {
        return Err(IntakeError::TooLarge { path: path.to_owned(), size, limit: limits.bytes });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).saturating_add(1));
    (&file).take(size + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 != size {
        return Err(IntakeError::Changed { path: path.to_owned() });
    }
    Ok(bytes)
}

/// The error says why `bytes` are no archive at all.
fn open(bytes: &[u8], limits: &Limits) -> Result<Contents, String> {
    if is_zip(bytes) {
        return Ok(zip::read(bytes, limits));
    }
    if ar::is_package(bytes) {
        return Ok(ar::read(bytes, limits));
    }
    let taken = Cell::new(0);
    if let Some(compression) = decompress::detect(bytes) {
        let reader = decompress::open(compression, bytes, &taken, limits);
        return tar::read(reader, limits)
            .map_err(|detail| format!("a {compression} stream that holds no tar archive ({detail})"));
    }
    tar::read(bytes, limits).map_err(|_| "neither a git bundle nor a tar or zip archive".to_owned())
}

/// A script or program with a zip archive behind it counts: it is refused by what precedes the archive.
fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        || bytes.starts_with(b"PK\x05\x06")
        || decompress::detect(bytes).is_none() && !tar::is_start(bytes) && zip_headers::has_end_record(bytes)
}

/// Replaces what is refused below each `.git` by one refusal, so that a packed worktree does not
/// bury the other refusals.
fn gather_git(entries: Vec<Entry>) -> Vec<Entry> {
    let mut roots: std::collections::BTreeMap<Vec<u8>, u64> = std::collections::BTreeMap::new();
    let mut kept = Vec::with_capacity(entries.len());
    for entry in entries {
        let is_git = matches!(entry.node, Node::Refused { reason: Reason::GitComponent, .. });
        match names::git_root(&entry.path).filter(|_| is_git) {
            Some(root) => *roots.entry(root.to_vec()).or_default() += 1,
            None => kept.push(entry),
        }
    }
    kept.extend(roots.into_iter().map(|(path, count)| {
        Entry::refused(path, Reason::GitComponent, format!("git's own directory in an archive; {count} entries not read"))
    }));
    kept
}
