//! Finds the git directory of a repository and checks, name by name, that reading its objects and
//! refs cannot lead anywhere else. Reads no configuration.

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::{Diagnostic, Severity};
use crate::intake::error::IntakeError;

/// A git directory that may be read.
pub(super) struct Layout {
    pub(super) git_directory: PathBuf,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Whether `path` holds what git takes for a bare repository.
pub(in crate::intake) fn is_bare_repository(path: &Path) -> bool {
    path.join("HEAD").is_file() && path.join("objects").is_dir() && path.join("refs").is_dir()
}

/// Entries of a git directory that must not exist, with what they would do.
const FORBIDDEN: [(&str, &str); 5] = [
    ("commondir", "`commondir` takes objects and refs from another directory"),
    ("objects/info/alternates", "`objects/info/alternates` takes objects from another repository"),
    ("objects/info/http-alternates", "`objects/info/http-alternates` takes objects from another repository"),
    ("info/grafts", "`info/grafts` rewrites history"),
    ("refs/replace", "`refs/replace` puts other objects in the place of those named"),
];

/// The parts of a git directory that are read; a missing one is fine here.
const READ: [&str; 6] = ["HEAD", "packed-refs", "shallow", "refs", "objects", "info"];

/// More names than any honest repository has; the walk is what they would cost.
const MAX_NAMES: u64 = 5_000_000;

/// Finds and checks the repository at `path`, a worktree or a bare one.
pub(super) fn examine(path: &Path) -> Result<Layout, IntakeError> {
    let git_directory = find(path)?;
    check(path, &git_directory)?;
    Ok(Layout { diagnostics: remarks(&git_directory), git_directory })
}

/// The git directory of the submodule `name`, which is a plain relative path, if there is one below `git_directory`.
pub(super) fn module(git_directory: &Path, name: &str) -> Result<Option<PathBuf>, IntakeError> {
    let mut place = git_directory.join("modules");
    for part in name.split('/') {
        // No part of the way may lead elsewhere.
        if !fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_dir()) {
            return Ok(None);
        }
        place.push(part);
    }
    if !fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_dir()) || !is_bare_repository(&place) {
        return Ok(None);
    }
    check(&place, &place)?;
    Ok(Some(place))
}

fn check(path: &Path, git_directory: &Path) -> Result<(), IntakeError> {
    let hostile = |detail: &str| IntakeError::HostileRepository { path: path.to_owned(), detail: detail.to_owned() };
    for (name, what) in FORBIDDEN {
        let place = git_directory.join(name);
        // An empty `refs/replace` is what git leaves behind after the last one was deleted.
        let harmless = name == "refs/replace" && is_empty_directory(&place);
        if fs::symlink_metadata(&place).is_ok() && !harmless {
            return Err(hostile(what));
        }
    }
    refuse_links(path, git_directory)?;
    if fs::symlink_metadata(git_directory.join("reftable")).is_ok() {
        let detail = "its refs are in the reftable format, which candor cannot read".to_owned();
        return Err(IntakeError::NotARepository { path: path.to_owned(), detail });
    }
    Ok(())
}

fn find(path: &Path) -> Result<PathBuf, IntakeError> {
    let dot_git = path.join(".git");
    match fs::symlink_metadata(&dot_git) {
        Ok(metadata) if metadata.is_dir() => {
            if is_bare_repository(&dot_git) {
                return Ok(dot_git);
            }
            Err(IntakeError::NotARepository { path: path.to_owned(), detail: "its .git is incomplete".to_owned() })
        }
        Ok(metadata) if metadata.is_symlink() => Err(IntakeError::HostileRepository {
            path: path.to_owned(),
            detail: "`.git` is a symbolic link to a repository elsewhere".to_owned(),
        }),
        Ok(_) => Err(IntakeError::HostileRepository {
            path: path.to_owned(),
            detail: "`.git` is a file that points to a repository elsewhere".to_owned(),
        }),
        Err(_) if is_bare_repository(path) => Ok(path.to_owned()),
        Err(_) => {
            Err(IntakeError::NotARepository { path: path.to_owned(), detail: "no .git, HEAD, objects and refs".to_owned() })
        }
    }
}

fn is_empty_directory(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
        && fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none())
}

/// Everything that will be read must be a plain file or directory.
fn refuse_links(path: &Path, git_directory: &Path) -> Result<(), IntakeError> {
    let mut pending: Vec<PathBuf> = READ.iter().map(|name| git_directory.join(name)).collect();
    let mut seen = 0u64;
    while let Some(place) = pending.pop() {
        seen += 1;
        let metadata = match fs::symlink_metadata(&place) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(source) => return Err(IntakeError::from_io(&place, source)),
        };
        if metadata.is_dir() {
            for entry in fs::read_dir(&place).map_err(|source| IntakeError::from_io(&place, source))? {
                pending.push(entry.map_err(|source| IntakeError::from_io(&place, source))?.path());
            }
        } else if !metadata.is_file() || seen > MAX_NAMES {
            let inside = place.strip_prefix(git_directory).unwrap_or(&place);
            let detail = match metadata.is_file() {
                true => format!("more than {MAX_NAMES} files in its git directory"),
                false => format!("`{}` in its git directory is a link or special file", inside.display()),
            };
            return Err(IntakeError::HostileRepository { path: path.to_owned(), detail });
        }
    }
    Ok(())
}

fn remarks(git_directory: &Path) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    if git_directory.join("shallow").is_file() {
        let message = "the repository is shallow: history before its oldest commit is absent";
        let help = "the reviewed revision is not affected; ask for a full clone to see the history";
        out.push(Diagnostic::new(Severity::Note, "shallow-repository", message).help(help));
    }
    if is_partial(git_directory) {
        let message = "the repository is a partial clone: objects that were never fetched are absent";
        out.push(
            Diagnostic::new(Severity::Warning, "partial-clone", message).help("ask the vendor for a clone without --filter"),
        );
    }
    out
}

/// Packs of a partial clone have a file beside them that says so.
fn is_partial(git_directory: &Path) -> bool {
    let Ok(packs) = fs::read_dir(git_directory.join("objects/pack")) else { return false };
    packs.flatten().any(|entry| entry.path().extension().is_some_and(|suffix| suffix == "promisor"))
}
