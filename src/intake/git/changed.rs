//! The files of a snapshot that are not what they are in a revision of the repository that they lie in. Contents are
//! compared by their object ids, so none of the revision's files is read.
//! What cannot be told counts as changed: a file that the revision has under another name, or with other ends of lines.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use git2::{ObjectType, Oid};
use rayon::prelude::*;

use super::layout;
use super::objects::Objects;
use super::refs::{self, Names};
use crate::base::display;
use crate::intake::error::IntakeError;
use crate::intake::limits::Limits;
use crate::intake::snapshot::{File, Snapshot};

/// More steps back than anybody counts; each reads one commit.
const MAX_STEPS: u32 = 100_000;
/// Between the path of an archive and that of a member.
const INTO: &[u8] = b"!/";

/// The paths of the files of `snapshot`, members of archives among them, that are not as in revision `rev` of the
/// repository at `path`: a ref, `HEAD`, the start of an id, or one of these with `~N` and `^` behind it.
pub(in crate::intake) fn changed_since(
    path: &Path,
    rev: &str,
    snapshot: &Snapshot,
    limits: &Limits,
) -> Result<BTreeSet<Vec<u8>>, IntakeError> {
    let layout = layout::examine(path)?;
    let names = refs::read(&layout.git_directory)?;
    let objects = Objects::open(&layout.git_directory.join("objects"))?;
    let commit = objects.commit_of(ancestor(rev, &names, &objects)?)?;
    let before = objects.blob_ids(&commit, limits);
    let differs = |file: &&File| is_changed(file, &before);
    let mut changed: BTreeSet<Vec<u8>> = snapshot.files.par_iter().filter(differs).map(|file| file.path.clone()).collect();
    let members = snapshot.nested.files.iter().map(|file| &file.path);
    let members: Vec<_> = members.filter(|path| lies_in_any(path, &changed)).cloned().collect();
    changed.extend(members);
    Ok(changed)
}

fn is_changed(file: &File, before: &BTreeMap<Vec<u8>, Oid>) -> bool {
    let id = Oid::hash_object(ObjectType::Blob, &file.bytes).ok();
    id.is_none() || before.get(&file.path) != id.as_ref()
}

/// Whether the path goes through an archive that is among `changed`.
fn lies_in_any(path: &[u8], changed: &BTreeSet<Vec<u8>>) -> bool {
    memchr::memmem::find_iter(path, INTO).any(|end| changed.contains(&path[..end]))
}

/// The object that `rev` names, counted back by first parents as gitrevisions(7) has it.
fn ancestor(rev: &str, names: &Names, objects: &Objects) -> Result<Oid, IntakeError> {
    let unknown = || IntakeError::UnknownRevision { rev: display::escape(rev), known: names.listed() };
    let end = rev.find(['~', '^']).unwrap_or(rev.len());
    let mut id = names.resolve(&rev[..end], objects)?;
    for _ in 0..steps_back(&rev[end..]).ok_or_else(unknown)? {
        id = objects.first_parent(&objects.commit_of(id)?).ok_or_else(unknown)?;
    }
    Ok(id)
}

/// How many first parents `~N` and `^`, one after the other, go back; `None`: another syntax.
fn steps_back(suffix: &str) -> Option<u32> {
    let mut steps = 0u32;
    let mut rest = suffix;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        let digits = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
        let number = if digits == 0 { 1 } else { rest[..digits].parse().ok()? };
        rest = &rest[digits..];
        steps = match sign {
            '~' => steps.checked_add(number)?,
            // `^2` is another parent, which no count of first parents reaches.
            '^' if number == 1 => steps.checked_add(1)?,
            _ => return None,
        };
    }
    (steps <= MAX_STEPS).then_some(steps)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{lies_in_any, steps_back};

    #[test]
    fn first_parents_are_counted() {
        for (suffix, steps) in [("", 0), ("~", 1), ("^", 1), ("~3", 3), ("^^~2", 4), ("~0", 0), ("^1", 1)] {
            assert_eq!(steps_back(suffix), Some(steps), "{suffix}");
        }
        for suffix in ["^2", "~4294967295~1", "^{tree}", "~x", "~100001", "~é"] {
            assert_eq!(steps_back(suffix), None, "{suffix}");
        }
    }

    #[test]
    fn a_member_changes_with_any_archive_around_it() {
        let changed = BTreeSet::from([b"lib/a.jar".to_vec()]);
        assert!(lies_in_any(b"lib/a.jar!/x/b.zip!/c.py", &changed));
        assert!(!lies_in_any(b"lib/b.jar!/c.py", &changed) && !lies_in_any(b"lib/a.jar", &changed));
    }
}
