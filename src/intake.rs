//! Turns what a vendor handed over (a directory, a git repository or bundle, an archive) into one
//! immutable [`Snapshot`]: all regular files in memory, sorted by raw path bytes, each with its
//! SHA-256; everything else recorded, never followed; everything not read refused by name. Archives
//! among the files are opened the same way, beside what was submitted.
//! Runs nothing, obeys nothing and unpacks nothing of the submission. The same content gives the
//! same snapshot whatever the directory order and thread count. Knows nothing of languages.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

mod archive;
mod claim;
mod collect;
mod debian;
mod directory;
mod error;
mod git;
mod lfs;
mod limits;
mod names;
mod nested;
mod package;
mod reason;
mod snapshot;
mod tree_id;
mod unread;

use crate::base::display;
pub use error::IntakeError;
pub use limits::Limits;
pub use reason::{Reason, Refusal, Withheld};
pub use snapshot::{File, Mode, Nested, Received, Snapshot, SourceKind, Special, SpecialKind};
pub use unread::leave_unread;

/// How to read a submission.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The revision of a git repository or bundle: a ref, `HEAD` or a hexadecimal object id.
    pub rev: Option<String>,
    pub limits: Limits,
    /// Where a git bundle's pack may be indexed, in a private directory that is removed at once;
    /// the system's directory for temporary files when not given.
    pub scratch: Option<PathBuf>,
}

/// The files and folders that [`open`] reads for the submission at `path`, told by names alone.
pub fn places(path: &Path) -> Vec<PathBuf> {
    std::iter::once(path.to_owned()).chain(debian::companions(path)).collect()
}

/// Reads the submission at `path`. Hostile or damaged content is data, recorded in the snapshot;
/// an error means that no snapshot can be made at all.
pub fn open(path: &Path, options: &Options) -> Result<Snapshot, IntakeError> {
    let mut snapshot = open_as_submitted(path, options)?;
    snapshot.nested = nested::open(&snapshot, &options.limits);
    lfs::refuse(&mut snapshot);
    let (claim, faults) = claim::read(&snapshot);
    snapshot.claim = claim;
    snapshot.diagnostics.extend(faults);
    snapshot.package = package::kind(&snapshot);
    Ok(snapshot)
}

/// The paths, safe to show, of the files of `snapshot` that are not as in revision `rev` of the repository at `path`, whose
/// working tree or other revision the snapshot is.
pub fn changed_since(path: &Path, rev: &str, snapshot: &Snapshot, options: &Options) -> Result<BTreeSet<String>, IntakeError> {
    let changed = git::changed_since(path, rev, snapshot, &options.limits)?;
    Ok(changed.iter().map(|path| display::escape_bytes(path)).collect())
}

fn open_as_submitted(path: &Path, options: &Options) -> Result<Snapshot, IntakeError> {
    let metadata = std::fs::metadata(path).map_err(|source| IntakeError::from_io(path, source))?;
    if metadata.is_dir() {
        return match &options.rev {
            Some(rev) => git::read_repository(path, rev, options),
            None if git::is_bare_repository(path) => Err(IntakeError::BareRepository { path: path.to_owned() }),
            None => directory::read(path, &options.limits),
        };
    }
    if !metadata.is_file() {
        return Err(IntakeError::UnknownFormat { path: path.to_owned(), detail: "neither a file nor a directory".to_owned() });
    }
    if git::is_bundle(path)? {
        return git::read_bundle(path, options);
    }
    match &options.rev {
        None if debian::is_description(path) => debian::read(path, &options.limits),
        Some(_) => {
            Err(IntakeError::NotARepository { path: path.to_owned(), detail: "a file that is not a git bundle".to_owned() })
        }
        None => archive::read(path, &options.limits),
    }
}
