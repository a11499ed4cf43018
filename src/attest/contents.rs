//! Turns a pack's directory into named bytes, read once each: afterwards nothing on the disk can change
//! what is verified. Only the names of `layout` are read, as regular files within their limits; symbolic
//! links, other names and special files are refused. Knows nothing of what the bytes mean.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::layout;
use crate::base::display;

/// More entries than any pack has; a bound on what listing a hostile directory can cost.
const MAX_ENTRIES: usize = 1000;

/// The files of a pack by their path in it (`sig/…` and `keys/…` with a slash).
pub type Contents = BTreeMap<String, Vec<u8>>;

/// Why a directory is not read as a pack.
#[derive(Debug, thiserror::Error)]
pub enum ContentsError {
    /// The disk's fault, or the caller's.
    #[error("cannot read {}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    /// The pack's fault.
    #[error("{0}")]
    Refused(String),
}

impl ContentsError {
    /// What to do next.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Read { .. } => Some("name the pack itself: the directory NAME.candor that `candor review` wrote"),
            Self::Refused(_) => None,
        }
    }
}

/// Reads the pack in `directory`.
pub fn read(directory: &Path) -> Result<Contents, ContentsError> {
    let mut contents = Contents::new();
    for path in list(directory)? {
        let bytes = read_file(directory, &path)?;
        contents.insert(path, bytes);
    }
    match layout::REQUIRED.iter().find(|name| !contents.contains_key(**name)) {
        Some(missing) => refused(format!("{missing} is missing")),
        None => Ok(contents),
    }
}

/// The paths in a pack's directory, in order; refuses every name that no pack has. Opens no file.
pub fn list(directory: &Path) -> Result<Vec<String>, ContentsError> {
    let mut paths = Vec::new();
    for (name, is_directory) in entries(directory)? {
        if is_directory && layout::DIRECTORIES.contains(&name.as_str()) {
            let inner = entries(&directory.join(&name))?;
            paths.extend(inner.into_iter().map(|(file, is_directory)| (format!("{name}/{file}"), is_directory)));
        } else {
            paths.push((name, is_directory));
        }
    }
    paths.sort();
    if let Some((path, _)) = paths.iter().find(|(path, is_directory)| *is_directory || layout::limit(path).is_none()) {
        return refused(format!("{} does not belong in a pack", display::escape(path)));
    }
    if paths.iter().filter(|(path, _)| layout::is_companions(path)).count() > 1 {
        return refused(format!("more than one file ends in {}", layout::COMPANIONS_SUFFIX));
    }
    Ok(paths.into_iter().map(|(path, _)| path).collect())
}

/// Name and "is a directory" of each entry; everything that is neither a regular file nor a directory is refused.
fn entries(directory: &Path) -> Result<Vec<(String, bool)>, ContentsError> {
    let failed = |source| ContentsError::Read { path: directory.to_owned(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type().map_err(failed)?;
        let name = match entry.file_name().into_string() {
            Ok(name) => name,
            Err(raw) => return refused(format!("{} does not belong in a pack", display::escape_bytes(raw.as_encoded_bytes()))),
        };
        if !kind.is_file() && !kind.is_dir() {
            return refused(format!("{} is a symbolic link or a special file", display::escape(&name)));
        }
        found.push((name, kind.is_dir()));
        if found.len() > MAX_ENTRIES {
            return refused(format!("more than {MAX_ENTRIES} entries in one directory"));
        }
    }
    Ok(found)
}

fn read_file(directory: &Path, path: &str) -> Result<Vec<u8>, ContentsError> {
    let limit = layout::limit(path).expect("invariant: list() gives only names that have a limit");
    let full = directory.join(path);
    let failed = |source| ContentsError::Read { path: full.clone(), source };
    let listed = fs::symlink_metadata(&full).map_err(failed)?;
    if !listed.is_file() {
        return refused(format!("{path} is not a regular file"));
    }
    let file = File::open(&full).map_err(failed)?;
    if !same_file(&listed, &file.metadata().map_err(failed)?) {
        return refused(format!("{path} changed while it was read"));
    }
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limit { refused(format!("{path} is larger than {limit} bytes")) } else { Ok(bytes) }
}

/// Whether what was opened is what was looked at: no link was slipped in between.
fn same_file(listed: &fs::Metadata, opened: &fs::Metadata) -> bool {
    (listed.dev(), listed.ino()) == (opened.dev(), opened.ino())
}

fn refused<T>(why: String) -> Result<T, ContentsError> {
    Err(ContentsError::Refused(why))
}
