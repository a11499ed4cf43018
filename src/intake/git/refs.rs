//! Reads the refs of a git directory (loose and packed, gitrepository-layout(5)) and finds the
//! object a revision names: a ref, `HEAD` or a hexadecimal id. Nothing else of git's revision
//! syntax is known here, and nothing outside `HEAD`, `packed-refs` and `refs` is read.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use git2::Oid;

use super::objects::Objects;
use crate::base::display;
use crate::intake::error::IntakeError;

/// Where a ref points.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Target {
    Object(Oid),
    Ref(Vec<u8>),
}

/// The names of a repository or bundle.
#[derive(Default)]
pub(super) struct Names {
    /// Full names, `HEAD` among them.
    pub(super) refs: BTreeMap<Vec<u8>, Target>,
}

/// A loose ref is one short line; packed-refs has a line a ref.
const MAX_LOOSE: u64 = 4096;
const MAX_PACKED: u64 = 1 << 30;

/// Reads all refs of `git_directory`, which was examined before.
pub(super) fn read(git_directory: &Path) -> Result<Names, IntakeError> {
    let mut names = Names::default();
    if let Some(text) = read_file(&git_directory.join("packed-refs"), MAX_PACKED)? {
        read_packed(git_directory, &text, &mut names)?;
    }
    read_loose(git_directory, &mut names)?;
    if let Some(text) = read_file(&git_directory.join("HEAD"), MAX_LOOSE)? {
        insert_loose(b"HEAD".to_vec(), &text, &mut names)?;
    }
    Ok(names)
}

fn read_file(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, IntakeError> {
    let size = match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => metadata.len(),
        _ => return Ok(None),
    };
    if size > limit {
        return Err(IntakeError::TooLarge { path: path.to_owned(), size, limit });
    }
    fs::read(path).map(Some).map_err(|source| IntakeError::from_io(path, source))
}

fn read_packed(git_directory: &Path, text: &[u8], names: &mut Names) -> Result<(), IntakeError> {
    for line in text.split(|&byte| byte == b'\n') {
        // Comments, and the peeled ids of the tags above them.
        if line.is_empty() || matches!(line[0], b'#' | b'^') {
            continue;
        }
        let Some((id, name)) = split_line(line) else { continue };
        if name.starts_with(b"refs/replace/") {
            let detail = "`packed-refs` has a ref below refs/replace, which puts other objects in the place of those named";
            return Err(IntakeError::HostileRepository { path: git_directory.to_owned(), detail: detail.to_owned() });
        }
        names.refs.insert(name.to_vec(), Target::Object(object_id(id)?));
    }
    Ok(())
}

/// `<hexadecimal id> <name>`
pub(super) fn split_line(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let space = line.iter().position(|&byte| byte == b' ')?;
    Some((&line[..space], &line[space + 1..]))
}

fn read_loose(git_directory: &Path, names: &mut Names) -> Result<(), IntakeError> {
    let mut pending: Vec<PathBuf> = vec![git_directory.join("refs")];
    while let Some(place) = pending.pop() {
        if place.is_dir() {
            for entry in fs::read_dir(&place).map_err(|source| IntakeError::from_io(&place, source))? {
                pending.push(entry.map_err(|source| IntakeError::from_io(&place, source))?.path());
            }
        } else if let (Ok(name), Some(text)) = (place.strip_prefix(git_directory), read_file(&place, MAX_LOOSE)?) {
            insert_loose(name.as_os_str().as_bytes().to_vec(), &text, names)?;
        }
    }
    Ok(())
}

fn insert_loose(name: Vec<u8>, text: &[u8], names: &mut Names) -> Result<(), IntakeError> {
    let text = text.trim_ascii();
    let target = match text.strip_prefix(b"ref:") {
        Some(target) => Target::Ref(target.trim_ascii().to_vec()),
        // Lock files and other strays are no refs.
        None if !text.iter().all(u8::is_ascii_hexdigit) || text.is_empty() => return Ok(()),
        None => Target::Object(object_id(text)?),
    };
    names.refs.insert(name, target);
    Ok(())
}

/// A full object id; 64 digits tell of a repository in SHA-256 format.
pub(super) fn object_id(text: &[u8]) -> Result<Oid, IntakeError> {
    if text.len() == 64 && text.iter().all(u8::is_ascii_hexdigit) {
        return Err(IntakeError::ObjectFormat { format: "sha256".to_owned() });
    }
    let shown = || display::escape_bytes(&text[..text.len().min(80)]);
    let hexadecimal = (text.len() == 40).then(|| std::str::from_utf8(text).ok()).flatten();
    hexadecimal
        .and_then(|text| Oid::from_str(text).ok())
        .ok_or_else(|| IntakeError::Object { id: shown(), detail: "not an object id".to_owned() })
}

impl Names {
    /// The object `rev` names: a full id; else a ref, by its full or short name; else the start of an id.
    pub(super) fn resolve(&self, rev: &str, objects: &Objects) -> Result<Oid, IntakeError> {
        if rev.len() == 40 || rev.len() == 64 {
            if let Ok(id) = object_id(rev.as_bytes()) {
                return Ok(id);
            }
            if rev.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return Err(IntakeError::ObjectFormat { format: "sha256".to_owned() });
            }
        }
        let mut found = Vec::new();
        for name in [rev.to_owned(), format!("refs/{rev}"), format!("refs/tags/{rev}"), format!("refs/heads/{rev}")]
            .into_iter()
            .chain([format!("refs/remotes/{rev}"), format!("refs/remotes/{rev}/HEAD")])
        {
            if let Some(id) = self.follow(name.as_bytes()) {
                found.push((name, id));
            }
        }
        match found.first() {
            None => self.resolve_short_id(rev, objects),
            Some((_, id)) if found.iter().all(|(_, other)| other == id) => Ok(*id),
            Some(_) => {
                let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
                Err(IntakeError::AmbiguousRevision { rev: display::escape(rev), detail: names.join(" and ") })
            }
        }
    }

    fn resolve_short_id(&self, rev: &str, objects: &Objects) -> Result<Oid, IntakeError> {
        let is_short_id = (4..40).contains(&rev.len()) && rev.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_short_id && let Some(id) = objects.by_prefix(rev)? {
            return Ok(id);
        }
        Err(IntakeError::UnknownRevision { rev: display::escape(rev), known: self.listed() })
    }

    /// The object behind a full name, through at most five symbolic refs (as git).
    pub(super) fn follow(&self, name: &[u8]) -> Option<Oid> {
        let mut name = name;
        for _ in 0..6 {
            match self.refs.get(name)? {
                Target::Object(id) => return Some(*id),
                Target::Ref(next) => name = next,
            }
        }
        None
    }

    /// All full names, safe to show.
    pub(super) fn listed(&self) -> Vec<String> {
        self.refs.keys().map(|name| display::escape_bytes(name)).collect()
    }
}
