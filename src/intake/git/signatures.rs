//! What of the reviewed commit and of the tags that name it bears a signature, and of which form. Says nothing of
//! whether a signature holds, or of whose it is: the keys are not here.

use git2::{ObjectType, Oid};

use super::objects::{Commit, MAX_TAGS, Objects};
use super::refs::Names;
use crate::base::display;
use crate::report::model::Signature;

const TAGS: &[u8] = b"refs/tags/";
/// Tags that are looked at; each may cost reading an object.
const MAX_REFS: usize = 100_000;

/// The forms that git knows, by their first line (gitformat-signature(5)).
const FORMS: [(&[u8], &str); 4] = [
    (b"-----BEGIN PGP SIGNATURE-----", "openpgp"),
    (b"-----BEGIN PGP MESSAGE-----", "openpgp"),
    (b"-----BEGIN SSH SIGNATURE-----", "ssh"),
    (b"-----BEGIN SIGNED MESSAGE-----", "x509"),
];

/// The commit first, then its tags.
pub(super) fn of(objects: &Objects, names: &Names, commit: &Commit) -> Vec<Signature> {
    let mut out = vec![signature("commit".to_owned(), commit_form(&commit.text))];
    let tags = names.refs.keys().filter(|name| name.starts_with(TAGS)).take(MAX_REFS);
    for name in tags {
        let form = names.follow(name).and_then(|id| tag_of(objects, id, commit.id));
        out.extend(form.map(|form| signature(format!("tag {}", display::escape_bytes(&name[TAGS.len()..])), form)));
    }
    out
}

fn signature(subject: String, form: Option<&str>) -> Signature {
    Signature { subject, form: form.map(str::to_owned) }
}

/// If the tag `id` names `commit`: the form of its signature.
fn tag_of(objects: &Objects, id: Oid, commit: Oid) -> Option<Option<&'static str>> {
    let (mut id, mut form) = (id, None);
    for _ in 0..MAX_TAGS {
        if id == commit {
            return Some(form);
        }
        let (kind, text) = objects.read_text(id)?;
        if kind != ObjectType::Tag {
            return None;
        }
        form = form.or_else(|| text.split(|&byte| byte == b'\n').find_map(form_of));
        id = super::objects::header_id(&text, b"object ")?;
    }
    None
}

/// A commit's signature is one of its headers.
fn commit_form(text: &[u8]) -> Option<&'static str> {
    let headers = text.split(|&byte| byte == b'\n').take_while(|line| !line.is_empty());
    headers.filter_map(|line| line.strip_prefix(b"gpgsig ").or_else(|| line.strip_prefix(b"gpgsig-sha256 "))).find_map(form_of)
}

fn form_of(line: &[u8]) -> Option<&'static str> {
    FORMS.iter().find(|(start, _)| line == *start).map(|(_, form)| *form)
}
