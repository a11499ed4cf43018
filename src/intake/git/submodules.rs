//! Reads the submodules whose repositories lie in the git directory of the one that names them (`modules/<name>`), at
//! the commits that its tree names. The name in `.gitmodules` says only where to look: what is read must be of the
//! commit's id. A repository there is held to the same rules as the outer one; where it is absent, refused or without
//! the commit, the submodule stays refused as not supplied.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

use git2::Oid;

use super::layout;
use super::objects::Objects;
use crate::base::display;
use crate::intake::error::IntakeError;
use crate::intake::limits::Limits;
use crate::intake::names;
use crate::intake::reason::{Reason, Refusal};
use crate::intake::snapshot::{File, Snapshot, SourceKind, Special, SpecialKind};

const MODULES: &[u8] = b".gitmodules";
/// Submodules within each other.
const MAX_DEPTH: usize = 8;

/// One submodule that is to be read.
struct Wanted {
    path: Vec<u8>,
    commit: String,
    /// Its folder among the modules, if `.gitmodules` names one.
    name: Option<String>,
}

/// Adds to `snapshot` the files of all submodules found below `git_directory`.
pub(super) fn supply(snapshot: &mut Snapshot, git_directory: &Path, limits: &Limits) {
    let mut pending = VecDeque::from([(git_directory.to_owned(), Vec::new(), wanted(snapshot), 0)]);
    while let Some((git_directory, prefix, list, depth)) = pending.pop_front() {
        for Wanted { path, commit, name } in list {
            let Some(name) = name.filter(|_| depth < MAX_DEPTH) else { continue };
            let full = [&prefix[..], &path].concat();
            match read(&git_directory, &name, &commit, &left(snapshot, limits)) {
                Ok(None) => {}
                Ok(Some((directory, inner))) => {
                    pending.push_back((directory, [&full[..], b"/"].concat(), wanted(&inner), depth + 1));
                    add(snapshot, &full, inner);
                }
                Err(error) => explain(snapshot, &full, &error),
            }
        }
    }
    snapshot.files.sort_by(|a, b| a.path.cmp(&b.path));
    snapshot.special.sort();
    snapshot.refused.sort();
}

/// What the caps leave.
fn left(snapshot: &Snapshot, limits: &Limits) -> Limits {
    let bytes: u64 = snapshot.files.iter().map(|file| file.bytes.len() as u64).sum();
    let entries = (snapshot.files.len() + snapshot.special.len() + snapshot.refused.len()) as u64;
    Limits { bytes: limits.bytes.saturating_sub(bytes), entries: limits.entries.saturating_sub(entries), ..*limits }
}

fn wanted(snapshot: &Snapshot) -> Vec<Wanted> {
    let modules = snapshot.files.iter().find(|file| file.path == MODULES);
    let mut names = modules.map(|file| names_by_path(&file.bytes)).unwrap_or_default();
    let submodule = |special: &Special| match &special.kind {
        SpecialKind::Submodule { commit, .. } => {
            Some(Wanted { path: special.path.clone(), commit: commit.clone(), name: names.remove(&special.path) })
        }
        _ => None,
    };
    snapshot.special.iter().filter_map(submodule).collect()
}

/// The part of git's configuration syntax that git itself writes to `.gitmodules` (gitmodules(5)).
fn names_by_path(text: &[u8]) -> BTreeMap<Vec<u8>, String> {
    let mut out = BTreeMap::new();
    let mut section = None;
    for line in String::from_utf8_lossy(text).lines().map(str::trim) {
        if let Some(head) = line.strip_prefix('[') {
            section = head.strip_prefix("submodule \"").and_then(|rest| rest.strip_suffix("\"]")).map(str::to_owned);
        } else if let (Some(name), Some((key, value))) = (&section, line.split_once('='))
            && key.trim() == "path"
            && is_plain(name)
        {
            out.insert(value.trim().trim_matches('"').as_bytes().to_vec(), name.clone());
        }
    }
    out
}

/// Whether `name` stays below the folder it is put behind.
fn is_plain(name: &str) -> bool {
    names::archive_path(name.as_bytes(), &Limits::default()).is_ok_and(|path| path == name.as_bytes())
}

/// The submodule's git directory and its content; nothing where there is no such directory.
fn read(git_directory: &Path, name: &str, commit: &str, limits: &Limits) -> Result<Option<(PathBuf, Snapshot)>, IntakeError> {
    let Some(directory) = layout::module(git_directory, name)? else { return Ok(None) };
    let objects = Objects::open(&directory.join("objects"))?;
    let unknown = || IntakeError::Object { id: display::escape(commit), detail: "not an object id".to_owned() };
    let commit = objects.commit_of(Oid::from_str(commit).map_err(|_| unknown())?)?;
    Ok(Some((directory, objects.snapshot(&commit, SourceKind::Git, limits)?)))
}

fn add(snapshot: &mut Snapshot, full: &[u8], inner: Snapshot) {
    let below = |path: &[u8]| if path == b"." { full.to_vec() } else { [full, b"/", path].concat() };
    snapshot.refused.retain(|refusal| !is_missing(refusal, full));
    for special in snapshot.special.iter_mut().filter(|special| special.path == full) {
        if let SpecialKind::Submodule { supplied, .. } = &mut special.kind {
            *supplied = true;
        }
    }
    snapshot.files.extend(inner.files.into_iter().map(|file| File { path: below(&file.path), ..file }));
    snapshot.special.extend(inner.special.into_iter().map(|special| Special { path: below(&special.path), ..special }));
    snapshot.refused.extend(inner.refused.into_iter().map(|refusal| Refusal { path: below(&refusal.path), ..refusal }));
}

/// Says at the submodule's refusal why what is there was not read.
fn explain(snapshot: &mut Snapshot, full: &[u8], error: &IntakeError) {
    for refusal in snapshot.refused.iter_mut().filter(|refusal| is_missing(refusal, full)) {
        let why = match error {
            IntakeError::HostileRepository { detail, .. } | IntakeError::Object { detail, .. } => detail.as_str(),
            _ => "it is no repository that can be read",
        };
        refusal.detail = format!("{}; its repository among the modules is not read: {why}", refusal.detail);
    }
}

fn is_missing(refusal: &Refusal, path: &[u8]) -> bool {
    refusal.path == path && refusal.reason == Reason::SubmoduleNotSupplied
}
