//! A folder or a list → the submissions in it, largest first. Looks at names and sizes; opens no submission.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::attest::layout;
use crate::base::display;

/// A list is text; nothing larger is read.
const MAX_LIST_BYTES: u64 = 16 << 20;

/// One thing to review.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Submission {
    /// Whose it is; empty when nobody said.
    pub vendor: String,
    /// The last part of its path, safe to show.
    pub name: String,
    pub path: PathBuf,
    /// Of all files in it, as they lie on the disk.
    pub bytes: u64,
}

/// Why there is no queue.
#[derive(Debug, thiserror::Error)]
pub enum QueueError {
    #[error("cannot read {}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("{} is neither a folder of submissions nor a list of their paths", path.display())]
    NotAList { path: PathBuf },
    #[error("{}, line {line}: {why}", path.display())]
    Line { path: PathBuf, line: usize, why: String },
    #[error("two submissions would write the same pack, {pack}")]
    Twice { pack: String },
    #[error("no submission in {}", path.display())]
    Empty { path: PathBuf },
}

impl QueueError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Read { .. } => "check the path",
            Self::NotAList { .. } => "a list is UTF-8 text, one path a line; `candor review` takes a single submission",
            Self::Line { .. } => "a line is a path, or a vendor's name, a tab and a path; lines that begin with # are skipped",
            Self::Twice { .. } => "rename one of them, or tell them apart by their vendors in a list: VENDOR, tab, PATH",
            Self::Empty { .. } => "each entry of the folder is a submission: a directory, a repository, a bundle or an archive",
        }
    }
}

impl Submission {
    /// Where its pack goes, below the output folder: `NAME.candor` or `VENDOR/NAME.candor`.
    pub fn pack(&self) -> PathBuf {
        let name = format!("{}{}", self.name, layout::PACK_SUFFIX);
        if self.vendor.is_empty() { name.into() } else { Path::new(&self.vendor).join(name) }
    }

    /// How the batch calls it: vendor and name.
    pub fn label(&self) -> String {
        if self.vendor.is_empty() { self.name.clone() } else { format!("{}/{}", self.vendor, self.name) }
    }

    fn at(path: PathBuf, vendor: String, bytes: u64) -> io::Result<Self> {
        // `..` has no name of its own; resolving it opens nothing.
        let resolved = if path.file_name().is_some() { path.clone() } else { fs::canonicalize(&path)? };
        let name = display::escape_bytes(resolved.file_name().unwrap_or("submission".as_ref()).as_encoded_bytes());
        Ok(Self { vendor, name, path, bytes })
    }
}

/// The submissions of `source`, largest first: each visible entry of a folder but packs and `output`, or each line of a
/// list, whose paths count from where it lies. `vendor`: whose they are, where a line does not say.
pub fn list(source: &Path, output: &Path, vendor: &str) -> Result<Vec<Submission>, QueueError> {
    let failed = |error| QueueError::Read { path: source.to_owned(), source: error };
    let found = fs::metadata(source).map_err(failed)?;
    let mut submissions = match found.is_dir() {
        true => entries(source, output, vendor)?,
        false => lines(source, &found, vendor)?,
    };
    if submissions.is_empty() {
        return Err(QueueError::Empty { path: source.to_owned() });
    }
    submissions.sort_by_cached_key(|submission| (Reverse(submission.bytes), submission.label()));
    let mut packs: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for submission in &submissions {
        *packs.entry(submission.pack()).or_default() += 1;
    }
    match packs.into_iter().find(|(_, count)| *count > 1) {
        Some((pack, _)) => Err(QueueError::Twice { pack: pack.display().to_string() }),
        None => Ok(submissions),
    }
}

fn entries(folder: &Path, output: &Path, vendor: &str) -> Result<Vec<Submission>, QueueError> {
    let failed = |source| QueueError::Read { path: folder.to_owned(), source };
    let output = fs::canonicalize(output).ok();
    let mut submissions = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        if name.starts_with(b".") || name.ends_with(layout::PACK_SUFFIX.as_bytes()) {
            continue;
        }
        if output.is_some() && fs::canonicalize(&path).ok() == output {
            continue;
        }
        // What cannot be looked at is in the queue all the same: its review fails, and is recorded.
        let bytes = size(&path).unwrap_or(0);
        submissions.push(Submission::at(path, vendor.to_owned(), bytes).map_err(failed)?);
    }
    Ok(submissions)
}

fn lines(list: &Path, found: &fs::Metadata, vendor: &str) -> Result<Vec<Submission>, QueueError> {
    let not_a_list = || QueueError::NotAList { path: list.to_owned() };
    if !found.is_file() || found.len() > MAX_LIST_BYTES {
        return Err(not_a_list());
    }
    let bytes = fs::read(list).map_err(|source| QueueError::Read { path: list.to_owned(), source })?;
    let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0')).ok_or_else(not_a_list)?;
    let base = list.parent().unwrap_or(Path::new(""));
    let mut submissions = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let wrong = |why: String| QueueError::Line { path: list.to_owned(), line: number + 1, why };
        let (vendor, path) = line.split_once('\t').unwrap_or((vendor, line));
        check_vendor(vendor).map_err(|why| wrong(why.to_owned()))?;
        let full = base.join(path);
        let submission = size(&full).and_then(|bytes| Submission::at(full, vendor.to_owned(), bytes));
        submissions.push(submission.map_err(|error| wrong(format!("{}: {error}", display::escape(path))))?);
    }
    Ok(submissions)
}

/// A vendor's name is a folder of the output.
pub fn check_vendor(vendor: &str) -> Result<(), &'static str> {
    let plain = !vendor.starts_with('.') && !vendor.contains(['/', '\\']) && !vendor.chars().any(display::is_unsafe);
    if plain { Ok(()) } else { Err("a vendor's name is a plain folder name: no slash, no dot first, nothing that does not show") }
}

/// Bytes of a file, or of all files below a folder; what cannot be looked at counts nothing, and its review will say so.
fn size(path: &Path) -> io::Result<u64> {
    let found = fs::metadata(path)?;
    if !found.is_dir() {
        return Ok(found.len());
    }
    let mut sum = 0u64;
    let mut pending = vec![path.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(found) if found.is_dir() => pending.push(entry.path()),
                Ok(found) if found.is_file() => sum = sum.saturating_add(found.len()),
                Ok(_) | Err(_) => {}
            }
        }
    }
    Ok(sum)
}
