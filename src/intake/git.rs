//! Reads one revision of a git repository or bundle from its object database.
//!
//! No `Repository` is ever opened: libgit2 gets an empty object database to which the directory of
//! objects is added, so no configuration, hook, filter, attribute or index is even looked at. Refs
//! are read here. What could lead out of the repository or change the meaning of a revision
//! (alternates, `commondir`, grafts, replace refs, symbolic links, `.git` files) refuses it.

use std::path::Path;

use super::Options;
use super::error::IntakeError;
use super::snapshot::{Snapshot, SourceKind};

mod bundle;
mod changed;
mod layout;
mod objects;
mod pack;
mod refs;
mod signatures;
mod submodules;

pub(super) use bundle::{is_bundle, read_bundle};
pub(super) use changed::changed_since;
pub(super) use layout::is_bare_repository;

/// The snapshot of revision `rev` of the repository (worktree or bare) at `path`.
pub(super) fn read_repository(path: &Path, rev: &str, options: &Options) -> Result<Snapshot, IntakeError> {
    let layout = layout::examine(path)?;
    let names = refs::read(&layout.git_directory)?;
    let objects = objects::Objects::open(&layout.git_directory.join("objects"))?;
    let commit = objects.commit_of(names.resolve(rev, &objects)?)?;
    let mut snapshot = objects.snapshot(&commit, SourceKind::Git, &options.limits)?;
    submodules::supply(&mut snapshot, &layout.git_directory, &options.limits);
    snapshot.signatures = signatures::of(&objects, &names, &commit);
    snapshot.diagnostics.extend(layout.diagnostics);
    Ok(snapshot)
}
