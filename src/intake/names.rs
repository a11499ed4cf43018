//! What a path may be. An archive is read by other people's tools on other people's systems:
//! a name that one of them would read differently, drop or place elsewhere is refused.

use std::borrow::Cow;

use gix_validate::path;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::collect::{Entry, Node};
use super::limits::Limits;
use super::reason::Reason;
use crate::base::display;

type Fault = (Reason, String);

/// Checks the path of an archive entry and returns it without empty and `.` components (as `tar`
/// writes `./src//a.c`); the root itself is the empty path.
pub(super) fn archive_path(raw: &[u8], limits: &Limits) -> Result<Vec<u8>, Fault> {
    if raw.is_empty() {
        return Err((Reason::EmptyName, "an entry without a name".to_owned()));
    }
    if raw.len() as u64 > limits.path_bytes {
        return Err((Reason::PathTooLong, format!("{} bytes, more than the limit of {}", raw.len(), limits.path_bytes)));
    }
    if raw[0] == b'/' {
        return Err((Reason::AbsolutePath, "an absolute path".to_owned()));
    }
    if has_control(raw) {
        return Err((Reason::ControlCharacter, "a control character in the name".to_owned()));
    }
    let mut out: Vec<u8> = Vec::with_capacity(raw.len());
    let mut depth = 0;
    for part in raw.split(|&byte| byte == b'/').filter(|part| !part.is_empty() && *part != b".") {
        archive_component(part)?;
        depth += 1;
        if depth > limits.depth {
            return Err((Reason::TooDeep, format!("more than {} components", limits.depth)));
        }
        if !out.is_empty() {
            out.push(b'/');
        }
        out.extend_from_slice(part);
    }
    Ok(out)
}

fn archive_component(part: &[u8]) -> Result<(), Fault> {
    if part == b".." {
        return Err((Reason::ParentPath, "`..` in the path".to_owned()));
    }
    if is_dot_git(part) {
        return Err((Reason::GitComponent, format!("`{}` is git's own directory", display::escape_bytes(part))));
    }
    if part.contains(&b'\\') {
        return Err((Reason::WindowsName, "a backslash, which separates directories on Windows".to_owned()));
    }
    if part.contains(&b':') {
        return Err((Reason::WindowsName, "a colon, which names a drive or a stream on Windows".to_owned()));
    }
    if matches!(part.last(), Some(b'.' | b' ')) {
        return Err((Reason::WindowsName, "a dot or space at the end, which Windows drops".to_owned()));
    }
    if is_windows_device(part) {
        return Err((Reason::WindowsName, format!("`{}` is a device on Windows", display::escape_bytes(part))));
    }
    Ok(())
}

/// `CON`, `nul.txt`, `COM1`; also with a superscript digit, which Windows takes for the digit.
fn is_windows_device(part: &[u8]) -> bool {
    let plain =
        std::str::from_utf8(part).unwrap_or_default().replace('\u{b9}', "1").replace('\u{b2}', "2").replace('\u{b3}', "3");
    path::component_is_windows_device(part.into()) || path::component_is_windows_device(plain.as_str().into())
}

/// Checks one name in a git tree, by the rules of `git fsck`.
pub(super) fn tree_component(part: &[u8]) -> Result<(), Fault> {
    if part.is_empty() {
        return Err((Reason::EmptyName, "an entry without a name".to_owned()));
    }
    if part == b"." || part == b".." {
        return Err((Reason::ParentPath, format!("`{}` as a name", display::escape_bytes(part))));
    }
    if part.contains(&b'/') {
        return Err((Reason::InvalidTreeEntry, "a slash in a name".to_owned()));
    }
    if is_dot_git(part) {
        return Err((Reason::GitComponent, format!("`{}` is git's own directory", display::escape_bytes(part))));
    }
    Ok(())
}

/// `.git`, or what HFS+ or NTFS take for it.
fn is_dot_git(part: &[u8]) -> bool {
    let options = path::component::Options { protect_windows: false, protect_hfs: true, protect_ntfs: true };
    matches!(path::component(part.into(), None, options), Err(path::component::Error::DotGitDir))
}

fn has_control(raw: &[u8]) -> bool {
    raw.utf8_chunks().any(|chunk| chunk.valid().chars().any(char::is_control))
}

/// The part of a path up to its first `.git`-like component, if there is one.
pub(super) fn git_root(raw: &[u8]) -> Option<&[u8]> {
    let mut start = 0;
    for part in raw.split(|&byte| byte == b'/') {
        let end = start + part.len();
        if is_dot_git(part) {
            return Some(&raw[..end]);
        }
        start = end + 1;
    }
    None
}

/// Whether a symbolic link at `path` leads out of the root, read as text.
pub(super) fn escapes(path: &[u8], target: &[u8]) -> bool {
    if target.starts_with(b"/") || target.contains(&b'\\') || target.get(1) == Some(&b':') {
        return true;
    }
    let mut depth = path.iter().filter(|&&byte| byte == b'/').count();
    for part in target.split(|&byte| byte == b'/') {
        match part {
            b"" | b"." => {}
            b".." if depth == 0 => return true,
            b".." => depth -= 1,
            _ => depth += 1,
        }
    }
    false
}

/// Turns every entry that clashes with another into a refusal: which of them a reader would get
/// depends on the reader.
pub(super) fn refuse_clashes(entries: &mut [Entry]) {
    let clashing = clashes(entries);
    for (entry, _) in entries.iter_mut().zip(clashing).filter(|(_, clash)| *clash) {
        let detail = "another entry has this name, or one that differs only in case or Unicode form, or is its directory";
        match entry.node {
            Node::Directory => {}
            Node::Refused { reason, .. } if reason.is_of_the_name() => {}
            _ => entry.node = Node::Refused { reason: Reason::DuplicateName, detail: detail.to_owned(), withheld: None },
        }
    }
}

/// For each entry, whether its path cannot exist beside all others everywhere: the same name twice,
/// also after case folding and NFC, or a file or link where another entry needs a directory.
pub(super) fn clashes(entries: &[Entry]) -> Vec<bool> {
    let paths: Vec<Cow<'_, [u8]>> = entries.iter().map(claimed_path).collect();
    let mut places: FxHashMap<Vec<u8>, Place<'_>> = FxHashMap::default();
    for (entry, path) in entries.iter().zip(&paths) {
        visit_prefixes(path, |key, prefix, is_leaf| {
            let leaf = is_leaf && !matches!(entry.node, Node::Directory);
            match places.get_mut(key) {
                Some(place) => place.add(prefix, leaf),
                None => {
                    places.insert(key.to_vec(), Place { prefix, leaf, clash: false });
                }
            }
            true
        });
    }
    let clashing = |path: &Cow<'_, [u8]>| {
        let mut found = false;
        visit_prefixes(path, |key, _, _| {
            found = places.get(key).is_some_and(|place| place.clash);
            !found
        });
        found
    };
    paths.iter().map(clashing).collect()
}

/// Where an entry would be put: one refused for its name is put by some tools where its name leads without what they
/// take away (roots, drives, `..`, what follows a NUL), over what another entry put there.
fn claimed_path(entry: &Entry) -> Cow<'_, [u8]> {
    match entry.node {
        Node::Refused { reason, .. } if reason.is_of_the_name() => Cow::Owned(stripped(&entry.path)),
        _ => Cow::Borrowed(&entry.path),
    }
}

fn stripped(path: &[u8]) -> Vec<u8> {
    let path = path.split(|&byte| byte == 0).next().unwrap_or_default();
    let path = if path.get(1) == Some(&b':') { &path[2..] } else { path };
    let parts = path.split(|byte| matches!(byte, b'/' | b'\\'));
    parts.filter(|part| !matches!(part, [] | [b'.'] | [b'.', b'.'])).collect::<Vec<_>>().join(&b'/')
}

/// Who claimed a place first.
struct Place<'a> {
    prefix: &'a [u8],
    leaf: bool,
    clash: bool,
}

impl Place<'_> {
    fn add(&mut self, prefix: &[u8], leaf: bool) {
        self.clash |= leaf || self.leaf || self.prefix != prefix;
    }
}

/// Calls `visit(key, prefix, is the whole path)` for each leading part of `path`, until it says no.
fn visit_prefixes<'a>(path: &'a [u8], mut visit: impl FnMut(&[u8], &'a [u8], bool) -> bool) {
    let mut key = Vec::with_capacity(path.len());
    let mut end = 0;
    for (index, part) in path.split(|&byte| byte == b'/').enumerate() {
        if index > 0 {
            key.push(b'/');
            end += 1;
        }
        end += part.len();
        fold_into(part, &mut key);
        if !visit(&key, &path[..end], end == path.len()) {
            return;
        }
    }
}

/// Case folding by way of upper case (so that `ß`, `ſ` and the Kelvin sign meet their kin), without what
/// HFS+ ignores in names, then NFC; Windows drops dots and spaces at the end.
fn fold_into(part: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    match std::str::from_utf8(part) {
        Ok(text) if !text.is_ascii() => {
            let lower: String =
                text.nfc().filter(|c| !is_ignored(*c)).flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect();
            out.extend_from_slice(lower.as_bytes());
        }
        _ => out.extend(part.iter().map(u8::to_ascii_lowercase)),
    }
    while out.len() > start + 1 && matches!(out.last(), Some(b'.' | b' ')) {
        out.pop();
    }
}

/// Characters without a shape that HFS+ leaves out when it compares names (as in git's `utf8.c`).
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{206a}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{archive_path, clashes, escapes};
    use crate::intake::collect::Entry;
    use crate::intake::{Limits, Mode, Reason};

    #[test]
    fn archive_paths_are_relative_plain_and_portable() {
        let limits = Limits { depth: 4, path_bytes: 40, ..Limits::default() };
        let check = |raw: &str| archive_path(raw.as_bytes(), &limits).map_err(|(reason, _)| reason);
        assert_eq!(check("./src//a.c"), Ok(b"src/a.c".to_vec()));
        assert_eq!(check("."), Ok(Vec::new()));
        for (raw, reason) in [
            ("", Reason::EmptyName),
            ("/etc/passwd", Reason::AbsolutePath),
            ("a/../../b", Reason::ParentPath),
            ("a/.git/config", Reason::GitComponent),
            ("a/.GIT", Reason::GitComponent),
            ("a/git~1/hooks", Reason::GitComponent),
            ("a/.g\u{200c}it", Reason::GitComponent),
            ("a\\b", Reason::WindowsName),
            ("C:x", Reason::WindowsName),
            ("a/b.txt:stream", Reason::WindowsName),
            ("a/Aux.c", Reason::WindowsName),
            ("COM\u{b9}", Reason::WindowsName),
            ("a./b", Reason::WindowsName),
            ("a\nb", Reason::ControlCharacter),
            ("a\0b", Reason::ControlCharacter),
            ("a\u{85}b", Reason::ControlCharacter),
            ("a/b/c/d/e", Reason::TooDeep),
            ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Reason::PathTooLong),
        ] {
            assert_eq!(check(raw), Err(reason), "{raw:?}");
        }
        assert_eq!(check(".gitignore"), Ok(b".gitignore".to_vec()));
    }

    #[test]
    fn names_that_meet_on_some_file_system_clash() {
        let clash = |paths: [&str; 2]| clashes(&paths.map(|path| Entry::file(path.into(), Mode::Regular, Vec::new())));
        for paths in [
            ["a", "a"],
            ["a", "a/b"],
            ["a", "A"],
            ["Src/x", "src/y"],
            ["caf\u{e9}", "cafe\u{301}"],
            ["stra\u{df}e", "STRASSE"],
            ["\u{212a}", "k"],
            ["a.", "a"],
        ] {
            assert_eq!(clash(paths), [true, true], "{paths:?}");
        }
        assert_eq!(clash(["a/b", "a/c"]), [false, false]);
        assert_eq!(clash(["a", "a.b"]), [false, false]);
    }

    #[test]
    fn links_escape_by_their_text() {
        assert!(!escapes(b"a/b/link", b"../../c"));
        assert!(escapes(b"a/link", b"../../c"));
        assert!(escapes(b"link", b"/etc/passwd"));
        assert!(!escapes(b"link", b"./x/../y"));
    }
}
