//! `redefined-api`: macros that give the name of a library function another meaning, and safe functions that are turned into
//! the ones they stand in for. Naming the same function as another system or library spells it (`_stricmp`, `fopen64`,
//! `closesocket`) is no other meaning.

use super::{At, Signs, Subject, Vocabulary};
use crate::base::display;
use crate::syntax::Inside;

/// Functions that check what others do not (C11 Annex K, OpenBSD, POSIX), and the one each stands in for.
const SAFE: &[(&str, &str)] = &[
    ("fgets", "gets"),
    ("fopen_s", "fopen"),
    ("fscanf_s", "fscanf"),
    ("gets_s", "gets"),
    ("memcpy_s", "memcpy"),
    ("memmove_s", "memmove"),
    ("memset_s", "memset"),
    ("explicit_bzero", "bzero"),
    ("scanf_s", "scanf"),
    ("snprintf", "sprintf"),
    ("snprintf_s", "snprintf"),
    ("sprintf_s", "sprintf"),
    ("sscanf_s", "sscanf"),
    ("strcat_s", "strcat"),
    ("strcpy_s", "strcpy"),
    ("strlcat", "strcat"),
    ("strlcpy", "strcpy"),
    ("strncat_s", "strncat"),
    ("strncpy_s", "strncpy"),
    ("strtok_s", "strtok"),
    ("vsnprintf", "vsprintf"),
    ("vsnprintf_s", "vsnprintf"),
    ("vsprintf_s", "vsprintf"),
    ("wcscpy_s", "wcscpy"),
    ("wmemcpy_s", "wmemcpy"),
];

/// The same function under two names.
const SAME: &[(&str, &str)] = &[
    ("close", "closesocket"),
    ("ioctl", "ioctlsocket"),
    ("poll", "wsapoll"),
    ("strcasecmp", "stricmp"),
    ("strncasecmp", "strnicmp"),
    ("strtok_r", "strtok_s"),
];

/// Bytes of a definition that are looked at.
const BODY: usize = 400;

pub(super) fn look(subject: &Subject<'_>, vocabulary: &Vocabulary, signs: &mut Signs) {
    if !matches!(subject.language(), Some("c" | "cpp" | "cuda" | "objective-c")) {
        return;
    }
    let regions = std::cell::LazyCell::new(|| subject.regions());
    for at in memchr::memmem::find_iter(subject.text, b"define") {
        let Some((name, body)) = definition(subject.text, at) else { continue };
        let Some((rank, what)) = judge(name, body, vocabulary) else { continue };
        if regions.at(at) == Inside::Code {
            signs.note(subject, "redefined-api", At::Byte(at), rank, || format!("`{name}` {what}"));
        }
    }
}

/// Name and body of the macro whose `define` is at `at`.
fn definition(text: &[u8], at: usize) -> Option<(&str, &[u8])> {
    let before = text[..at].trim_ascii_end();
    let hash = before.strip_suffix(b"#")?;
    let line = hash.iter().rev().take_while(|&&byte| byte != b'\n');
    if line.into_iter().any(|byte| !byte.is_ascii_whitespace()) {
        return None;
    }
    let rest = &text[at + 6..text.len().min(at + 6 + BODY)];
    let name = rest.trim_ascii_start();
    if name.len() == rest.len() {
        return None;
    }
    let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let (name, body) = name.split_at(length);
    // The end of the line, unless a backslash escapes it.
    let ends = memchr::memchr_iter(b'\n', body).find(|&end| !body[..end].trim_ascii_end().ends_with(b"\\"));
    Some((std::str::from_utf8(name).ok()?, &body[..ends.unwrap_or(body.len())]))
}

/// Rank and reason, if the definition is worth a line.
fn judge(name: &str, body: &[u8], vocabulary: &Vocabulary) -> Option<(u8, String)> {
    let safe = SAFE.iter().find(|(safe, _)| *safe == name);
    if safe.is_none() && !vocabulary.is_function(name) {
        return None;
    }
    // The parameters of a macro with arguments touch its name.
    let body = match body.first() {
        Some(b'(') => &body[memchr::memchr(b')', body)? + 1..],
        _ => body,
    };
    let words = || body.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').filter(|word| !word.is_empty());
    if let Some((_, weak)) = safe.filter(|(_, weak)| words().any(|word| word == weak.as_bytes())) {
        return Some((80, format!("is defined as `{weak}`, which it is there to replace")));
    }
    let Some(target) =
        words().find(|word| !word[0].is_ascii_digit() && !matches!(*word, b"void" | b"int" | b"char" | b"const" | b"size_t"))
    else {
        return Some((60, "is defined as nothing".to_owned()));
    };
    let target = String::from_utf8_lossy(target).into_owned();
    let same = words().any(|word| is_same(name, &String::from_utf8_lossy(word)));
    // A library may build one of its own functions on another.
    let own = name.split_once('_').is_some_and(|(library, _)| !library.is_empty() && target.starts_with(&format!("{library}_")));
    (!same && !own).then(|| (50, format!("is defined as `{}`", display::escape(&target))))
}

/// Whether both name one function, as systems and libraries spell it.
fn is_same(name: &str, target: &str) -> bool {
    let weak = |name: &str| SAFE.iter().find(|(safe, _)| *safe == name).map(|(_, weak)| *weak);
    if weak(name).is_some() && weak(name) == weak(target) {
        return true;
    }
    let (name, target) = (plain(name), plain(target));
    name == target
        || SAME.iter().any(|&(one, other)| (name == plain(one) && target == other) || (name == other && target == plain(one)))
}

/// Without what systems put around a name.
fn plain(name: &str) -> String {
    let name = name.trim_start_matches('_').trim_end_matches(|last: char| last.is_ascii_digit() || last == '_');
    let name = name.strip_prefix("rpl_").unwrap_or(name);
    let ends = ["_unlocked", "_r", "_s", "_l", "_np", "W", "A"];
    let name = ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    name.trim_end_matches(|last: char| last.is_ascii_digit()).to_ascii_lowercase()
}
