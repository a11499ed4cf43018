//! `embedded-file`: a program or an archive inside of another file, and bytes behind the end of a picture or a script. Looked
//! for in files of media, of data and of no known form; programs and archives hold others by nature, and intake opens
//! archives or refuses them. A form counts when its header holds together, not by its first bytes alone.

use std::io::Read as _;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::{At, Signs, Subject};
use crate::syntax::{FormKind, form};

/// Bytes behind the end of a picture that are no padding.
const BEHIND: usize = 64;
/// Bytes that a gzip member must give without an error.
const INFLATED: usize = 256;
/// Bytes of a member that are inflated for it.
const HEAD: usize = 1 << 13;
/// A file whose headers are all false is searched no further.
const MAX_TRIES: usize = 10_000;

/// How a form begins, and what its header must hold to.
type Header = (&'static [u8], fn(&[u8]) -> bool);

const HEADERS: &[Header] = &[
    (b"\x7fELF", elf),
    (b"PE\0\0", |_| true),
    (b"\xcf\xfa\xed\xfe", mach),
    (b"\xce\xfa\xed\xfe", mach),
    (b"\xca\xfe\xba\xbe", class),
    (b"\0asm\x01\0\0\0", |_| true),
    (b"dex\n03", |_| true),
    (b"PK\x03\x04", zip),
    (b"\x1f\x8b\x08", gzip),
    (b"\xfd7zXZ\0", |_| true),
    (b"7z\xbc\xaf\x27\x1c", |_| true),
    (b"Rar!\x1a\x07", |_| true),
    (b"MSCF\0\0\0\0", |_| true),
    (b"BZh91AY&SY", |_| true),
];

static AUTOMATON: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(HEADERS.iter().map(|header| header.0)).expect("invariant: a few short headers fit an automaton")
});

pub(super) fn look(subject: &Subject<'_>, signs: &mut Signs) {
    if subject.is_text() {
        return;
    }
    let own = form(subject.bytes);
    if own.is_some_and(|form| matches!(form.kind, FormKind::Program | FormKind::Archive)) {
        return;
    }
    within(subject, signs);
    if let Some(end) = end_of_picture(subject.bytes) {
        behind(subject, end, own.map_or("picture", |form| form.name), signs);
    }
    if subject.bytes.starts_with(b"#!") {
        let end = memchr::memchr(0, subject.bytes).unwrap_or(subject.bytes.len());
        signs.note(subject, "embedded-file", At::Byte(end), 60, || format!("a script with binary data from byte {end} on"));
    }
}

fn within(subject: &Subject<'_>, signs: &mut Signs) {
    let bytes = subject.bytes;
    // What begins at the first byte is what the file is.
    for found in AUTOMATON.find_iter(&bytes[1.min(bytes.len())..]).take(MAX_TRIES) {
        let (at, (header, holds)) = (found.start() + 1, HEADERS[found.pattern().as_usize()]);
        let begins = if header == b"PE\0\0" { dos_header(bytes, at) } else { Some(at) };
        let Some(begins) = begins.filter(|&begins| begins > 0 && holds(&bytes[begins..])) else { continue };
        let name = form(&bytes[begins..]).map_or("compressed data", |form| form.name);
        let program = form(&bytes[begins..]).is_some_and(|form| form.kind == FormKind::Program);
        signs.note(subject, "embedded-file", At::File, if program { 90 } else { 70 }, || format!("{name} from byte {begins} on"));
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The header that says that the one at `at` follows it.
fn dos_header(bytes: &[u8], at: usize) -> Option<usize> {
    let from = at.saturating_sub(1024);
    memchr::memmem::find_iter(&bytes[from..at], b"MZ")
        .map(|begins| from + begins)
        .find(|&begins| u32_at(bytes, begins + 0x3c).is_some_and(|offset| begins + offset as usize == at))
}

/// ELF specification, figure 1-3: class, byte order, version, type.
fn elf(bytes: &[u8]) -> bool {
    matches!(bytes.get(4..7), Some([1 | 2, 1 | 2, 1]))
        && bytes.get(16..18).is_some_and(|kind| matches!(kind, [1..=4, 0] | [0, 1..=4]))
}

/// A processor and a file type that exist.
fn mach(bytes: &[u8]) -> bool {
    let processor = u32_at(bytes, 4).map(|kind| kind & 0xff_ffff);
    matches!(processor, Some(7 | 12 | 18)) && matches!(u32_at(bytes, 12), Some(1..=12))
}

/// A Java class from 1.1 on, or a few Mach-O files in one.
fn class(bytes: &[u8]) -> bool {
    match bytes.get(4..12) {
        Some([0, 0 | 3, 0, 45..=80, ..]) => true,
        Some([0, 0, 0, 1..=8, 0 | 1, 0, 0, 7 | 12 | 18]) => true,
        Some(_) | None => false,
    }
}

/// A local header (APPNOTE 4.3.7) with a version, a method and a name that exist.
fn zip(bytes: &[u8]) -> bool {
    let version = u16_at(bytes, 4).is_some_and(|version| (10..=63).contains(&(version & 0xff)));
    let method = matches!(u16_at(bytes, 8), Some(0 | 8 | 9 | 12 | 14 | 93 | 95 | 99));
    let name = u16_at(bytes, 26).map(usize::from).filter(|length| (1..=512).contains(length));
    let name = name.and_then(|length| bytes.get(30..30 + length));
    version && method && name.is_some_and(|name| name.iter().all(|&byte| byte >= b' ' && byte != 0x7f))
}

/// RFC 1952: no reserved flag, and a beginning that inflates.
fn gzip(bytes: &[u8]) -> bool {
    if bytes.get(3).is_none_or(|flags| flags & 0xe0 != 0) {
        return false;
    }
    let mut out = [0; INFLATED];
    // Blocks without content may follow each other for ever.
    let bytes = &bytes[..bytes.len().min(HEAD)];
    flate2::read::GzDecoder::new(bytes).read_exact(&mut out).is_ok()
}

/// Where a picture ends, if its form says so.
fn end_of_picture(bytes: &[u8]) -> Option<usize> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return end_of_png(bytes);
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return memchr::memmem::rfind(bytes, b"\xff\xd9").map(|at| at + 2);
    }
    None
}

/// Behind the chunk IEND (PNG specification, 5.3).
fn end_of_png(bytes: &[u8]) -> Option<usize> {
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let end = at.checked_add(12)?.checked_add(length)?;
        if bytes.get(at + 4..at + 8)? == b"IEND" {
            return Some(end.min(bytes.len()));
        }
        at = end;
    }
}

fn behind(subject: &Subject<'_>, end: usize, name: &str, signs: &mut Signs) {
    let rest = &subject.bytes[end..];
    if rest.len() >= BEHIND && rest.iter().any(|&byte| byte != rest[0]) {
        signs.note(subject, "embedded-file", At::File, 75, || format!("{} bytes behind the end of the {name}", rest.len()));
    }
}
