//! Reads a Debian binary package, which is an `ar` archive of two tar archives and a version (deb(5)). Members must
//! tile the file; extended names, which no package has, are refused. Static libraries are no packages and stay what
//! they are.

use super::Contents;
use crate::intake::collect::{Budget, Entry};
use crate::intake::limits::Limits;
use crate::intake::names;
use crate::intake::reason::{Reason, Refusal};
use crate::intake::snapshot::Mode;

const MAGIC: &[u8] = b"!<arch>\n";
const FIRST: &[u8] = b"debian-binary";
const HEADER: usize = 60;

/// Whether `bytes` start as a Debian package does.
pub(super) fn is_package(bytes: &[u8]) -> bool {
    bytes.strip_prefix(MAGIC).is_some_and(|rest| rest.starts_with(FIRST))
}

/// All members; where the next header cannot be trusted, reading ends with a refusal of the rest.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Contents {
    let mut contents = Contents::default();
    let mut budget = Budget::new(limits.bytes);
    let mut rest = bytes.strip_prefix(MAGIC).unwrap_or_default();
    while !rest.is_empty() {
        if contents.entries.len() as u64 >= limits.entries {
            let detail = format!("more than {} entries; the rest was not read", limits.entries);
            contents.whole.push(Refusal::whole(Reason::EntryLimit, detail));
            break;
        }
        match member(rest) {
            Ok((member, after)) => {
                contents.entries.push(entry(&member, &mut budget, limits));
                rest = after;
            }
            Err((reason, detail)) => {
                contents.whole.push(Refusal::whole(reason, detail));
                break;
            }
        }
    }
    contents
}

struct Member<'a> {
    name: &'a [u8],
    content: &'a [u8],
}

/// The first member and what follows it.
fn member(bytes: &[u8]) -> Result<(Member<'_>, &[u8]), (Reason, &'static str)> {
    let (header, rest) = bytes.split_at_checked(HEADER).ok_or((Reason::Truncated, "the archive ends inside a header"))?;
    if !header.ends_with(b"`\n") {
        return Err((Reason::Corrupt, "a header without its end mark; the rest was not read"));
    }
    let size = decimal(&header[48..58]).ok_or((Reason::AmbiguousHeader, "a size that is no number; the rest was not read"))?;
    let (content, after) = rest.split_at_checked(size).ok_or((Reason::Truncated, "the archive ends inside a member"))?;
    // Members begin at even places; a byte of padding may be missing at the very end.
    let after = match (size % 2, after.split_first()) {
        (1, Some((b'\n', after))) => after,
        (1, Some(_)) => return Err((Reason::Gap, "padding that is more than padding; the rest was not read")),
        (_, _) => after,
    };
    Ok((Member { name: header[..16].trim_ascii_end(), content }, after))
}

/// Digits, then spaces.
fn decimal(field: &[u8]) -> Option<usize> {
    let digits = field.trim_ascii_end();
    let plain = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    plain.then(|| std::str::from_utf8(digits).ok()?.parse().ok()).flatten()
}

fn entry(member: &Member<'_>, budget: &mut Budget, limits: &Limits) -> Entry {
    let name = member.name.strip_suffix(b"/").unwrap_or(member.name);
    if member.name.contains(&b'/') && name.contains(&b'/') || member.name.starts_with(b"#1/") {
        return Entry::refused(member.name.to_vec(), Reason::UnsupportedType, "a member with an extended name");
    }
    let size = member.content.len() as u64;
    match names::archive_path(name, limits) {
        Err((Reason::EmptyName, detail)) => Entry::refused(b"./".to_vec(), Reason::EmptyName, detail),
        Err((reason, detail)) => Entry::refused(name.to_vec(), reason, detail),
        Ok(path) if size > limits.file_bytes => Entry::withheld(path, size, limits.file_bytes, None),
        Ok(path) => match budget.take(size) {
            Ok(()) => Entry::file(path, Mode::Regular, member.content),
            Err(detail) => Entry::refused(path, Reason::TotalBytes, detail),
        },
    }
}
