//! Reads a directory as it is: every file, also ignored and hidden ones, but the inside of `.git`.
//! Symbolic links are not followed (the root itself may be one); a file that changes between being
//! listed and having been read is refused. Does not know whether the directory is under git.

use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::collect::{self, Budget, Clashes, Entry};
use super::error::IntakeError;
use super::limits::Limits;
use super::reason::{Reason, Refusal};
use super::snapshot::{Mode, Snapshot, SourceKind, SpecialKind};

/// The snapshot of the directory at `root`.
pub(super) fn read(root: &Path, limits: &Limits) -> Result<Snapshot, IntakeError> {
    fs::read_dir(root).map_err(|source| IntakeError::from_io(root, source))?;
    let Listing { mut files, mut entries, whole } = list(root, limits);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let plans = plan(files, limits);
    entries.par_extend(plans.into_par_iter().map(|(file, plan)| carry_out(root, file, plan, limits)));
    Ok(collect::assemble(SourceKind::Directory, Clashes::Remarked, entries, whole))
}

#[derive(Default)]
struct Listing {
    files: Vec<Listed>,
    entries: Vec<Entry>,
    whole: Vec<Refusal>,
}

/// A regular file as it was when listed.
struct Listed {
    path: Vec<u8>,
    metadata: Metadata,
}

/// One name in a directory.
struct Found {
    path: Vec<u8>,
    metadata: io::Result<Metadata>,
}

/// Lists level by level, so that neither depth nor the order of directories matters.
fn list(root: &Path, limits: &Limits) -> Listing {
    let mut listing = Listing::default();
    let mut level: Vec<Vec<u8>> = vec![Vec::new()];
    let (mut depth, mut count) = (0, 0);
    while !level.is_empty() {
        depth += 1;
        if depth > limits.depth {
            let detail = format!("more than {} directories deep", limits.depth);
            listing.entries.extend(level.drain(..).map(|path| Entry::refused(path, Reason::TooDeep, detail.clone())));
            break;
        }
        let mut next = Vec::new();
        let mut found: Vec<Vec<Found>> = Vec::with_capacity(level.len());
        let names: Vec<Result<Vec<Found>, Entry>> = level.par_iter().map(|path| names_in(root, path, limits)).collect();
        for names in names {
            match names {
                Ok(names) => found.push(names),
                Err(refused) => listing.entries.push(refused),
            }
        }
        let mut found: Vec<Found> = found.into_iter().flatten().collect();
        found.sort_by(|a, b| a.path.cmp(&b.path));
        let room = usize::try_from(limits.entries - count).unwrap_or(usize::MAX);
        if found.len() > room {
            found.truncate(room);
            let detail = format!("more than {} entries; those at this depth and below it are not all listed", limits.entries);
            listing.whole.push(Refusal::whole(Reason::EntryLimit, detail));
        }
        count += found.len() as u64;
        for one in found {
            sort_out(root, one, limits, &mut listing, &mut next);
        }
        level = next;
    }
    listing
}

/// The names in one directory with what they are, in no order.
fn names_in(root: &Path, path: &[u8], limits: &Limits) -> Result<Vec<Found>, Entry> {
    let refuse = |reason, detail: String| Entry::refused(shown(path), reason, detail);
    let unreadable = |error: &io::Error| refuse(Reason::Unreadable, format!("cannot list the directory: {}", error.kind()));
    let absolute = absolute(root, path);
    // A directory that became a link since it was listed must not lead elsewhere.
    let is_directory = path.is_empty() || fs::symlink_metadata(&absolute).is_ok_and(|metadata| metadata.is_dir());
    if !is_directory {
        return Err(refuse(Reason::ChangedWhileRead, "no longer a directory".to_owned()));
    }
    let mut out = Vec::new();
    for entry in fs::read_dir(&absolute).map_err(|error| unreadable(&error))? {
        let entry = entry.map_err(|error| unreadable(&error))?;
        if out.len() as u64 >= limits.entries {
            return Err(refuse(Reason::EntryLimit, format!("more than {} entries in one directory", limits.entries)));
        }
        out.push(Found { path: join(path, entry.file_name().as_bytes()), metadata: entry.metadata() });
    }
    Ok(out)
}

/// Decides what one name is: a directory to list next, a file to read, or an entry already.
fn sort_out(root: &Path, found: Found, limits: &Limits, listing: &mut Listing, next: &mut Vec<Vec<u8>>) {
    let Found { path, metadata } = found;
    let metadata = match metadata {
        Ok(metadata) => metadata,
        Err(error) => {
            listing.entries.push(Entry::refused(path, Reason::Unreadable, format!("cannot be examined: {}", error.kind())));
            return;
        }
    };
    if path.len() as u64 > limits.path_bytes {
        let detail = format!("{} bytes, more than the limit of {}", path.len(), limits.path_bytes);
        listing.entries.push(Entry::refused(path, Reason::PathTooLong, detail));
        return;
    }
    let file_type = metadata.file_type();
    let is_git = path == b".git" || path.ends_with(b"/.git");
    if file_type.is_symlink() {
        listing.entries.push(symlink(root, path));
    } else if is_git && (file_type.is_dir() || file_type.is_file()) {
        listing.entries.push(dot_git(root, path, &metadata));
    } else if file_type.is_dir() {
        next.push(path);
    } else if file_type.is_file() {
        listing.files.push(Listed { path, metadata });
    } else {
        listing.entries.push(Entry::special(path, special_kind(&metadata)));
    }
}

fn special_kind(metadata: &Metadata) -> SpecialKind {
    let file_type = metadata.file_type();
    if file_type.is_fifo() {
        SpecialKind::Fifo
    } else if file_type.is_socket() {
        SpecialKind::Socket
    } else if file_type.is_block_device() {
        SpecialKind::BlockDevice
    } else if file_type.is_char_device() {
        SpecialKind::CharacterDevice
    } else {
        SpecialKind::Other
    }
}

fn symlink(root: &Path, path: Vec<u8>) -> Entry {
    match fs::read_link(absolute(root, &path)) {
        Ok(target) => Entry::special(path, SpecialKind::Symlink { target: target.into_os_string().into_vec() }),
        Err(error) => Entry::refused(path, Reason::Unreadable, format!("cannot read the symbolic link: {}", error.kind())),
    }
}

/// A `.git` that is what it says holds history, not source; one that is not is a hiding place.
fn dot_git(root: &Path, path: Vec<u8>, metadata: &Metadata) -> Entry {
    let absolute = absolute(root, &path);
    let (genuine, kind) = if metadata.is_dir() {
        (absolute.join("HEAD").is_file() && absolute.join("objects").is_dir(), SpecialKind::GitDirectory)
    } else {
        (metadata.len() <= 1 << 14 && fs::read(&absolute).is_ok_and(|text| text.starts_with(b"gitdir: ")), SpecialKind::GitFile)
    };
    if genuine {
        Entry::special(path, kind)
    } else {
        Entry::refused(path, Reason::GitDirectoryNotARepository, "named .git, but holds no git repository; not read")
    }
}

enum Plan {
    Read,
    Hash,
    Refuse(Reason, String),
}

/// Decides in path order who fits into the budgets, before anything is read in parallel.
fn plan(files: Vec<Listed>, limits: &Limits) -> Vec<(Listed, Plan)> {
    let mut kept = Budget::new(limits.bytes);
    let mut hashed = Budget::new(limits.bytes);
    let mut decide = |size: u64| {
        if size > limits.file_bytes {
            return match hashed.take(size) {
                Ok(()) => Plan::Hash,
                Err(_) => Plan::Refuse(Reason::FileTooLarge, format!("{size} bytes; too large even to be hashed")),
            };
        }
        kept.take(size).map_or_else(|detail| Plan::Refuse(Reason::TotalBytes, detail), |()| Plan::Read)
    };
    files.into_iter().map(|file| (decide(file.metadata.len()), file)).map(|(plan, file)| (file, plan)).collect()
}

fn carry_out(root: &Path, file: Listed, plan: Plan, limits: &Limits) -> Entry {
    let Listed { path, metadata } = file;
    if let Plan::Refuse(reason, detail) = plan {
        return Entry::refused(path, reason, detail);
    }
    let mut opened = match open_unchanged(&absolute(root, &path), &metadata) {
        Ok(Some(opened)) => opened,
        Ok(None) => return changed(path),
        Err(error) => return Entry::refused(path, Reason::Unreadable, format!("cannot be opened: {}", error.kind())),
    };
    let mode = Mode::of_unix(metadata.mode());
    let size = metadata.len();
    let read = match plan {
        Plan::Hash => collect::withhold(&mut opened, size, mode)
            .map(|withheld| withheld.map(|withheld| Entry::withheld(path.clone(), size, limits.file_bytes, Some(withheld)))),
        _ => read_exactly(&mut opened, size).map(|bytes| bytes.map(|bytes| Entry::file(path.clone(), mode, bytes))),
    };
    match read {
        Ok(Some(entry)) if opened.metadata().is_ok_and(|after| same(&metadata, &after)) => entry,
        Ok(_) => changed(path),
        Err(error) => Entry::refused(path, Reason::Unreadable, format!("cannot be read: {}", error.kind())),
    }
}

fn changed(path: Vec<u8>) -> Entry {
    Entry::refused(path, Reason::ChangedWhileRead, "changed between being listed and having been read")
}

/// Opens what was listed, or nothing: identity is compared on the open file, so a link put in its
/// place is noticed.
fn open_unchanged(path: &Path, listed: &Metadata) -> io::Result<Option<fs::File>> {
    // A pipe put in its place would block `open`; look once more, as late as can be.
    if !same(listed, &fs::symlink_metadata(path)?) {
        return Ok(None);
    }
    let file = fs::File::open(path)?;
    let opened = file.metadata()?;
    Ok(same(listed, &opened).then_some(file))
}

fn same(a: &Metadata, b: &Metadata) -> bool {
    let identity = |metadata: &Metadata| {
        (metadata.dev(), metadata.ino(), metadata.mode(), metadata.len(), metadata.mtime(), metadata.mtime_nsec())
    };
    identity(a) == identity(b)
}

/// All bytes when there are `size` of them.
fn read_exactly(file: &mut fs::File, size: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).saturating_add(1));
    file.take(size + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 == size).then_some(bytes))
}

fn absolute(root: &Path, path: &[u8]) -> PathBuf {
    root.join(std::ffi::OsStr::from_bytes(path))
}

fn join(directory: &[u8], name: &[u8]) -> Vec<u8> {
    if directory.is_empty() { name.to_vec() } else { [directory, b"/", name].concat() }
}

/// The root is shown as `.`.
fn shown(path: &[u8]) -> Vec<u8> {
    if path.is_empty() { b".".to_vec() } else { path.to_vec() }
}
