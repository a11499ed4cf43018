//! Archives, honest and hostile: built byte by byte, read without unpacking. Each hostile one says
//! what must be refused and what may still be read.

use std::io::Write;

use candor::base::Digest;
use candor::intake::{Limits, Reason};

use super::intake_support::*;

/// One tar entry: type, name, mode, link target, content.
pub(crate) fn entry(kind: u8, name: &str, mode: u32, link: &str, content: &[u8]) -> Vec<u8> {
    let mut header = tar::Header::new_ustar();
    header.set_entry_type(tar::EntryType::new(kind));
    let bytes = header.as_mut_bytes();
    // Not by `set_path`, which refuses what is tested here.
    bytes[..name.len()].copy_from_slice(name.as_bytes());
    bytes[157..157 + link.len()].copy_from_slice(link.as_bytes());
    header.set_mode(mode);
    header.set_size(content.len() as u64);
    header.set_cksum();
    let mut out = header.as_bytes().to_vec();
    out.extend_from_slice(content);
    out.resize(out.len().next_multiple_of(512), 0);
    out
}

pub(crate) fn file(name: &str, content: &[u8]) -> Vec<u8> {
    entry(b'0', name, 0o644, "", content)
}

fn pax(kind: u8, records: &[(&str, &str)]) -> Vec<u8> {
    let mut text = Vec::new();
    for (key, value) in records {
        let body = key.len() + value.len() + 3;
        let length = (body + 1..).find(|length| length.to_string().len() + body == *length).unwrap();
        writeln!(text, "{length} {key}={value}").unwrap();
    }
    entry(kind, "pax", 0o644, "", &text)
}

pub(crate) fn tar_of(entries: &[Vec<u8>]) -> Vec<u8> {
    let mut out = entries.concat();
    out.resize(out.len() + 1024, 0);
    out
}

pub(crate) fn product_tar() -> Vec<u8> {
    let mut entries = vec![pax(b'g', &[("comment", "0123456789abcdef")]), entry(b'5', "./product/", 0o755, "", b"")];
    for (path, executable, content) in PRODUCT {
        entries.push(entry(b'0', path, if executable { 0o755 } else { 0o644 }, "", content));
    }
    entries.push(entry(b'2', PRODUCT_LINK.0, 0o777, PRODUCT_LINK.1, b""));
    tar_of(&entries)
}

/// `bytes` as they are and in each compressed form.
pub(crate) fn compressed(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gz.write_all(bytes).unwrap();
    let mut xz = liblzma::write::XzEncoder::new(Vec::new(), 6);
    xz.write_all(bytes).unwrap();
    let mut bz2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    bz2.write_all(bytes).unwrap();
    let zst = ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest);
    vec![
        ("tar", bytes.to_vec()),
        ("gz", gz.finish().unwrap()),
        ("xz", xz.finish().unwrap()),
        ("bz2", bz2.finish().unwrap()),
        ("zst", zst),
    ]
}

fn check(what: &str, bytes: &[u8], limits: Limits, read: &[&str], refused: &[(&str, Reason)]) {
    let snapshot = open_bytes(bytes, limits);
    let refused: Vec<_> = refused.iter().map(|(path, reason)| ((*path).to_owned(), *reason)).collect();
    assert_eq!(refusals(&snapshot), refused, "{what}: {:?}", snapshot.refused);
    assert_eq!(paths(&snapshot), read, "{what}");
}

/// What it is, its entries, what of them is refused.
type Case<'a, E> = (&'a str, Vec<E>, &'a [(&'a str, Reason)]);

#[test]
fn hostile_tar_entries_are_refused_and_the_rest_is_read() {
    let cases: Vec<Case<'_, Vec<u8>>> = vec![
        ("absolute", vec![file("/etc/passwd", b"x")], &[("/etc/passwd", Reason::AbsolutePath)]),
        ("parent", vec![file("a/../../x", b"x")], &[("a/../../x", Reason::ParentPath)]),
        ("git", vec![file("p/.git/config", b"x"), file("p/.git/HEAD", b"x")], &[("p/.git", Reason::GitComponent)]),
        ("backslash", vec![file("a\\b", b"x")], &[("a\\\\b", Reason::WindowsName)]),
        ("drive", vec![file("c:x", b"x")], &[("c:x", Reason::WindowsName)]),
        ("device name", vec![file("src/con.txt", b"x")], &[("src/con.txt", Reason::WindowsName)]),
        ("control", vec![file("a\u{1b}[2J", b"x")], &[("a\\u{1b}[2J", Reason::ControlCharacter)]),
        ("no name", vec![file("", b"x")], &[("./", Reason::EmptyName)]),
        ("twice", vec![file("x", b"1"), file("x", b"2")], &[("x", Reason::DuplicateName)]),
        ("case", vec![file("x", b"1"), file("X", b"2")], &[("X", Reason::DuplicateName), ("x", Reason::DuplicateName)]),
        (
            "normal form",
            vec![file("caf\u{e9}", b"1"), file("cafe\u{301}", b"2")],
            &[("cafe\u{301}", Reason::DuplicateName), ("caf\u{e9}", Reason::DuplicateName)],
        ),
        ("dot", vec![file("x", b"1"), file("./x", b"2")], &[("x", Reason::DuplicateName)]),
        (
            "below a link",
            vec![entry(b'2', "d", 0o777, "elsewhere", b""), file("d/x", b"1")],
            &[("d", Reason::DuplicateName), ("d/x", Reason::DuplicateName)],
        ),
        ("character device", vec![entry(b'3', "dev", 0o644, "", b"")], &[("dev", Reason::Device)]),
        ("block device", vec![entry(b'4', "dev", 0o644, "", b"")], &[("dev", Reason::Device)]),
        ("pipe", vec![entry(b'6', "pipe", 0o644, "", b"")], &[("pipe", Reason::Device)]),
        ("link out", vec![entry(b'1', "h", 0o644, "../x", b"")], &[("h", Reason::HardLink)]),
        ("link absolute", vec![entry(b'1', "h", 0o644, "/etc/passwd", b"")], &[("h", Reason::HardLink)]),
        ("link forward", vec![entry(b'1', "h", 0o644, "z-last", b"")], &[("h", Reason::HardLink)]),
        ("symlink out", vec![entry(b'2', "s", 0o777, "../../x", b"")], &[("s", Reason::LinkEscapes)]),
        ("sparse", vec![entry(b'S', "s", 0o644, "", b"x")], &[("s", Reason::SparseFile)]),
        ("PAX sparse", vec![pax(b'x', &[("GNU.sparse.major", "1")]), file("s", b"x")], &[("s", Reason::SparseFile)]),
        ("unknown type", vec![entry(b'Q', "q", 0o644, "", b"")], &[("q", Reason::UnsupportedType)]),
        ("file named as directory", vec![file("d/", b"x")], &[("d", Reason::AmbiguousHeader)]),
        ("PAX path", vec![pax(b'x', &[("path", "../x")]), file("fine", b"x")], &[("../x", Reason::ParentPath)]),
    ];
    for (name, entries, refused) in cases {
        let bytes = tar_of(&[vec![file("a-first", b"1")], entries, vec![file("z-last", b"2")]].concat());
        check(name, &bytes, Limits::default(), &["a-first", "z-last"], refused);
    }
}

#[test]
fn ambiguous_tar_structure_ends_the_reading() {
    let after = || file("after", b"x");
    let mut wrong_sum = after();
    wrong_sum[148] ^= 1;
    let mut bad_size = after();
    bad_size[124..136].copy_from_slice(b"12x\0\0\0\0\0\0\0\0\0");
    let cases: Vec<(&str, Vec<Vec<u8>>, Reason)> = vec![
        ("global path", vec![pax(b'g', &[("path", "x")]), after()], Reason::AmbiguousHeader),
        ("global size", vec![pax(b'g', &[("size", "1")]), after()], Reason::AmbiguousHeader),
        ("global linkpath", vec![pax(b'g', &[("linkpath", "x")]), after()], Reason::AmbiguousHeader),
        ("key twice", vec![pax(b'x', &[("path", "a"), ("path", "b")]), after()], Reason::AmbiguousHeader),
        ("two PAX headers", vec![pax(b'x', &[("path", "a")]), pax(b'x', &[("path", "b")]), after()], Reason::AmbiguousHeader),
        ("two sizes", vec![pax(b'x', &[("size", "512")]), after()], Reason::AmbiguousHeader),
        ("two long names", vec![entry(b'L', "l", 0, "", b"a"), entry(b'L', "l", 0, "", b"b"), after()], Reason::AmbiguousHeader),
        ("names differ", vec![entry(b'L', "l", 0, "", b"a"), pax(b'x', &[("path", "b")]), after()], Reason::AmbiguousHeader),
        ("directory with data", vec![entry(b'5', "d/", 0o755, "", b"data"), after()], Reason::AmbiguousHeader),
        ("link with data", vec![entry(b'1', "h", 0o644, "first", b"data"), after()], Reason::AmbiguousHeader),
        ("PAX header for nothing", vec![pax(b'x', &[("path", "a")])], Reason::AmbiguousHeader),
        ("checksum", vec![wrong_sum], Reason::Corrupt),
        ("size", vec![bad_size.clone()], Reason::Corrupt),
        ("data after the end", vec![vec![0; 1024], after()], Reason::TrailingData),
        ("one zero block", vec![vec![0; 512], after()], Reason::TrailingData),
    ];
    for (name, entries, reason) in cases {
        let bytes = tar_of(&[vec![file("first", b"1")], entries].concat());
        check(name, &bytes, Limits::default(), &["first"], &[(".", reason)]);
    }
    let mut header = tar::Header::new_ustar();
    header.as_mut_bytes().copy_from_slice(&bad_size[..512]);
    header.set_cksum();
    let bytes = tar_of(&[file("first", b"1"), header.as_bytes().to_vec()]);
    check("no number", &bytes, Limits::default(), &["first"], &[(".", Reason::AmbiguousHeader)]);
}

#[test]
fn cut_and_damaged_streams_are_refused() {
    // Noise, so that a cut compressed stream still holds some of it.
    let noise: Vec<u8> = (0..40_000u32).flat_map(|n| Digest::of(&n.to_le_bytes()).0).collect();
    let tar = tar_of(&[file("first", &noise[..512]), file("second", &noise)]);
    let cut = &tar[..tar.len() - 1024 - 600];
    check("cut", cut, Limits::default(), &["first"], &[(".", Reason::Truncated), ("second", Reason::Truncated)]);
    check("no end mark", &tar[..tar.len() - 1024], Limits::default(), &["first", "second"], &[(".", Reason::Truncated)]);
    for (name, bytes) in compressed(&tar).split_off(1) {
        let snapshot = open_bytes(&bytes[..bytes.len() - bytes.len() / 4], Limits::default());
        assert!(snapshot.refused.iter().any(|refusal| refusal.path == b"."), "{name}: {:?}", snapshot.refused);
        assert!(!paths(&snapshot).contains(&"second".to_owned()), "{name}");
        let followed = [&bytes[..], b"hidden data"].concat();
        let snapshot = open_bytes(&followed, Limits::default());
        // To xz the eleven bytes are the start of a header that is cut short.
        let reason = if name == "xz" { Reason::Truncated } else { Reason::Corrupt };
        assert_eq!(refusals(&snapshot), [(".".to_owned(), reason)], "{name}");
        let twice = [&bytes[..], &bytes[..]].concat();
        let snapshot = open_bytes(&twice, Limits::default());
        assert_eq!(refusals(&snapshot), [(".".to_owned(), Reason::TrailingData)], "{name}: all members are read");
    }
}

#[test]
fn honest_tar_features_are_read() {
    let long = format!("{}/file.c", ["directory"; 20].join("/"));
    let bytes = tar_of(&[
        entry(b'L', "././@LongLink", 0, "", format!("{long}\0").as_bytes()),
        file(&long[..90], b"long"),
        pax(b'x', &[("path", "pax/n\u{e4}me"), ("mtime", "1.5"), ("size", "3")]),
        file("short", b"pax"),
        file("original", b"same"),
        entry(b'1', "hard", 0o644, "original", b""),
        entry(b'K', "././@LongLink", 0, "", b"original\0"),
        entry(b'2', "soft", 0o777, "cut", b""),
        entry(b'7', "contiguous", 0o644, "", b"c"),
        entry(b'0', "old-directory/", 0o755, "", b""),
    ]);
    let snapshot = open_bytes(&bytes, Limits::default());
    assert_eq!(refusals(&snapshot), []);
    assert_eq!(paths(&snapshot), ["contiguous", &long, "hard", "original", "pax/n\u{e4}me"]);
    assert_eq!(&snapshot.files[2].bytes[..], b"same");
    assert_eq!(symlinks(&snapshot), [("soft".to_owned(), "original".to_owned())]);
}

#[test]
fn bombs_are_refused() {
    let tar = tar_of(&[file("first", b"1"), file("zeros", &vec![0; 16 << 20])]);
    for (name, bytes) in compressed(&tar).split_off(1) {
        assert!(bytes.len() < 1 << 20, "{name}");
        check(name, &bytes, Limits::default(), &["first"], &[(".", Reason::Ratio)]);
    }
    let small = tar_of(&[file("first", b"1"), file("zeros", &vec![0; 1 << 20])]);
    for (name, bytes) in compressed(&small).split_off(1) {
        let limits = Limits { bytes: 1 << 19, ratio: u64::MAX, ..Limits::default() };
        check(name, &bytes, limits, &["first"], &[(".", Reason::TotalBytes), ("zeros", Reason::TotalBytes)]);
    }
    let bytes = zip_of(&[Zip::new("first", b"1"), Zip { deflate: true, ..Zip::new("zeros", &vec![0; 16 << 20]) }]);
    assert!(bytes.len() < 1 << 20);
    check("zip", &bytes, Limits::default(), &["first"], &[("zeros", Reason::Ratio)]);
}

#[test]
fn caps_hold_in_archives() {
    let bytes = tar_of(&[file("a", &[1; 100]), file("b", &[2; 3000]), file("c", &[3; 100])]);
    let zipped = zip_of(&[Zip::new("a", &[1; 100]), Zip::new("b", &[2; 3000]), Zip::new("c", &[3; 100])]);
    for (name, bytes) in [("tar", &bytes), ("zip", &zipped)] {
        let limits = Limits { file_bytes: 1000, ..Limits::default() };
        check(name, bytes, limits, &["a", "c"], &[("b", Reason::FileTooLarge)]);
        let snapshot = open_bytes(bytes, limits);
        assert_eq!(snapshot.refused[0].withheld.unwrap().digest, Digest::of(&[2; 3000]), "{name}");
        let whole = open_bytes(bytes, Limits::default());
        assert_eq!(snapshot.tree_id(), whole.tree_id(), "{name}");
        assert_eq!(snapshot.manifest(), whole.manifest(), "{name}");
    }
    check("tar entries", &bytes, Limits { entries: 1, ..Limits::default() }, &["a"], &[(".", Reason::EntryLimit)]);
    check("zip entries", &zipped, Limits { entries: 1, ..Limits::default() }, &[], &[(".", Reason::EntryLimit)]);
    let deep = tar_of(&[file("a/b/c", b"")]);
    check("depth", &deep, Limits { depth: 2, ..Limits::default() }, &[], &[("a/b/c", Reason::TooDeep)]);
    check("path", &deep, Limits { path_bytes: 4, ..Limits::default() }, &[], &[("a/b/c", Reason::PathTooLong)]);
}

/// A zip member with every field at hand.
#[derive(Clone)]
pub(crate) struct Zip {
    pub(crate) name: Vec<u8>,
    pub(crate) content: Vec<u8>,
    pub(crate) deflate: bool,
    pub(crate) method: Option<u16>,
    pub(crate) flags: u16,
    pub(crate) mode: u32,
    pub(crate) extra: Vec<u8>,
    /// What the local header says instead.
    pub(crate) local_name: Option<Vec<u8>>,
    pub(crate) local_size: Option<u32>,
    pub(crate) local_crc: Option<u32>,
    pub(crate) local_flags: Option<u16>,
    /// What both headers say instead.
    pub(crate) size: Option<u32>,
    pub(crate) crc: Option<u32>,
    /// Sizes and checksum follow the data.
    pub(crate) deferred: bool,
    /// Bytes between this member and the next.
    pub(crate) gap: usize,
    /// The central directory's offset, relative to the true one.
    pub(crate) shift: i64,
}

impl Zip {
    pub(crate) fn new(name: &str, content: &[u8]) -> Self {
        Self {
            name: name.into(),
            content: content.to_vec(),
            deflate: false,
            method: None,
            flags: 0,
            mode: 0o100_644,
            extra: Vec::new(),
            local_name: None,
            local_size: None,
            local_crc: None,
            local_flags: None,
            size: None,
            crc: None,
            deferred: false,
            gap: 0,
            shift: 0,
        }
    }

    fn data(&self) -> Vec<u8> {
        if !self.deflate {
            return self.content.clone();
        }
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&self.content).unwrap();
        encoder.finish().unwrap()
    }

    fn true_crc(&self) -> u32 {
        let mut crc = flate2::Crc::new();
        crc.update(&self.content);
        crc.sum()
    }
}

fn put(out: &mut Vec<u8>, fields: &[(u64, usize)]) {
    for (value, width) in fields {
        out.extend_from_slice(&value.to_le_bytes()[..*width]);
    }
}

pub(crate) fn zip_of(members: &[Zip]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let start = out.len() as i64 + member.shift;
        let data = member.data();
        let method = u64::from(member.method.unwrap_or(if member.deflate { 8 } else { 0 }));
        let flags = member.flags | if member.deferred { 8 } else { 0 };
        let crc = member.crc.unwrap_or_else(|| member.true_crc());
        let size = member.size.unwrap_or(member.content.len() as u32);
        let name = member.local_name.as_ref().unwrap_or(&member.name);
        out.extend_from_slice(b"PK\x03\x04");
        let local_flags = member.local_flags.unwrap_or(flags).into();
        put(&mut out, &[(20, 2), (local_flags, 2), (method, 2), (0, 4)]);
        match member.deferred {
            true => put(&mut out, &[(0, 4), (0, 4), (0, 4)]),
            false => {
                let (crc, size) = (member.local_crc.unwrap_or(crc), member.local_size.unwrap_or(size));
                put(&mut out, &[(crc.into(), 4), (data.len() as u64, 4), (size.into(), 4)]);
            }
        }
        put(&mut out, &[(name.len() as u64, 2), (member.extra.len() as u64, 2)]);
        out.extend_from_slice(name);
        out.extend_from_slice(&member.extra);
        out.extend_from_slice(&data);
        if member.deferred {
            out.extend_from_slice(b"PK\x07\x08");
            put(&mut out, &[(crc.into(), 4), (data.len() as u64, 4), (size.into(), 4)]);
        }
        out.resize(out.len() + member.gap, 0);
        directory.extend_from_slice(b"PK\x01\x02");
        put(&mut directory, &[(20, 1), (3, 1), (20, 2), (flags.into(), 2), (method, 2), (0, 4), (crc.into(), 4)]);
        put(&mut directory, &[(data.len() as u64, 4), (size.into(), 4), (member.name.len() as u64, 2)]);
        put(&mut directory, &[(member.extra.len() as u64, 2), (0, 2), (0, 2), (0, 2), (u64::from(member.mode) << 16, 4)]);
        put(&mut directory, &[(start as u64, 4)]);
        directory.extend_from_slice(&member.name);
        directory.extend_from_slice(&member.extra);
    }
    let start = out.len() as u64;
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06");
    let count = members.len() as u64;
    put(&mut out, &[(0, 2), (0, 2), (count, 2), (count, 2), (directory.len() as u64, 4), (start, 4), (0, 2)]);
    out
}

pub(crate) fn product_zip() -> Vec<u8> {
    let mut members = vec![Zip { mode: 0o040_755, ..Zip::new("product/", b"") }];
    for (number, (path, executable, content)) in PRODUCT.into_iter().enumerate() {
        let mode = if executable { 0o100_755 } else { 0o100_644 };
        members.push(Zip {
            mode,
            flags: 1 << 11,
            deflate: number % 2 == 0,
            deferred: number % 3 == 0,
            ..Zip::new(path, content)
        });
    }
    members.push(Zip { mode: 0o120_777, ..Zip::new(PRODUCT_LINK.0, PRODUCT_LINK.1.as_bytes()) });
    zip_of(&members)
}

#[test]
fn hostile_zip_members_are_refused_and_the_rest_is_read() {
    let good = || Zip::new("x", b"content");
    let unicode_path = |name: &[u8]| {
        let mut extra = vec![0x75, 0x70];
        put(&mut extra, &[(name.len() as u64 + 5, 2), (1, 1), (0, 4)]);
        extra.extend_from_slice(name);
        extra
    };
    let cases: Vec<Case<'_, Zip>> = vec![
        ("absolute", vec![Zip::new("/x", b"1")], &[("/x", Reason::AbsolutePath)]),
        ("parent", vec![Zip::new("a/../../x", b"1")], &[("a/../../x", Reason::ParentPath)]),
        ("git", vec![Zip::new(".git/config", b"1")], &[(".git", Reason::GitComponent)]),
        ("backslash", vec![Zip::new("a\\x", b"1")], &[("a\\\\x", Reason::WindowsName)]),
        ("NUL", vec![Zip::new("x\0.py", b"1")], &[("x\\u{0}.py", Reason::ControlCharacter)]),
        ("twice", vec![good(), good()], &[("x", Reason::DuplicateName)]),
        ("case", vec![good(), Zip::new("X", b"1")], &[("X", Reason::DuplicateName), ("x", Reason::DuplicateName)]),
        ("not UTF-8", vec![Zip { name: b"x\xff".to_vec(), flags: 1 << 11, ..good() }], &[("x\\xff", Reason::NameEncoding)]),
        ("second name", vec![Zip { extra: unicode_path(b"y"), ..good() }], &[("x", Reason::NameEncoding)]),
        ("encrypted", vec![Zip { flags: 1, ..good() }], &[("x", Reason::Encrypted)]),
        ("unknown method", vec![Zip { method: Some(99), ..good() }], &[("x", Reason::UnsupportedMethod)]),
        ("local name", vec![Zip { local_name: Some(b"y".to_vec()), ..good() }], &[("x", Reason::HeaderMismatch)]),
        ("local size", vec![Zip { local_size: Some(1), ..good() }], &[("x", Reason::HeaderMismatch)]),
        ("local checksum", vec![Zip { local_crc: Some(1), ..good() }], &[("x", Reason::HeaderMismatch)]),
        ("local flags", vec![Zip { local_flags: Some(1), ..good() }], &[("x", Reason::HeaderMismatch)]),
        ("checksum", vec![Zip { crc: Some(1), ..good() }], &[("x", Reason::Corrupt)]),
        ("stored sizes", vec![Zip { size: Some(3), ..good() }], &[("x", Reason::SizeMismatch)]),
        ("fewer bytes", vec![Zip { deflate: true, size: Some(9), ..good() }], &[("x", Reason::SizeMismatch)]),
        ("more bytes", vec![Zip { deflate: true, size: Some(3), ..good() }], &[("x", Reason::SizeMismatch)]),
        ("gap", vec![Zip { gap: 5, ..good() }], &[("x", Reason::Gap)]),
        ("descriptor size", vec![Zip { gap: 1, deferred: true, ..good() }], &[("x", Reason::Gap)]),
        ("pipe", vec![Zip { mode: 0o010_644, ..good() }], &[("x", Reason::Device)]),
        ("directory mode", vec![Zip { mode: 0o040_755, ..good() }], &[("x", Reason::AmbiguousHeader)]),
        ("directory with data", vec![Zip::new("d/", b"1")], &[("d", Reason::AmbiguousHeader)]),
        ("symlink out", vec![Zip { mode: 0o120_777, ..Zip::new("s", b"../x") }], &[("s", Reason::LinkEscapes)]),
        ("no local header", vec![Zip { shift: 3, ..good() }], &[("a-first", Reason::Gap), ("x", Reason::HeaderMismatch)]),
    ];
    for (name, members, refused) in cases {
        let bytes = zip_of(&[vec![Zip::new("a-first", b"1")], members, vec![Zip::new("z-last", b"2")]].concat());
        let first = !refused.iter().any(|(path, _)| *path == "a-first");
        let read = if first { &["a-first", "z-last"][..] } else { &["z-last"] };
        check(name, &bytes, Limits::default(), read, refused);
    }
    // Two names for the same bytes: each claims what the other claims.
    let overlap = zip_of(&[Zip::new("a", b"same"), Zip { shift: -35, ..Zip::new("a2", b"same") }]);
    let snapshot = open_bytes(&overlap, Limits::default());
    assert_eq!(paths(&snapshot), Vec::<String>::new());
    assert_eq!(snapshot.refused.len(), 2, "{:?}", snapshot.refused);
}

#[test]
fn ambiguous_zip_structure_refuses_the_archive() {
    let good = zip_of(&[Zip::new("x", b"content")]);
    let end = good.len() - 22;
    let with = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = good.clone();
        change(&mut bytes);
        bytes
    };
    let cases: Vec<(&str, Vec<u8>, Reason)> = vec![
        ("followed by data", with(&|bytes| bytes.extend(b"more")), Reason::TrailingData),
        ("cut", with(&|bytes| bytes.truncate(end)), Reason::Truncated),
        ("preceded by an archive", [&good[..], &good[..]].concat(), Reason::Gap),
        ("gap before the end record", with(&|bytes| drop(bytes.splice(end..end, [0; 4]))), Reason::Gap),
        ("entry count", with(&|bytes| bytes[end + 8..end + 12].copy_from_slice(&[2, 0, 2, 0])), Reason::HeaderMismatch),
        ("several parts", with(&|bytes| bytes[end + 4] = 1), Reason::AmbiguousHeader),
        (
            "two end records",
            with(&|bytes| {
                let mut second = bytes[end..].to_vec();
                bytes[end + 20] = 22;
                second[20] = 0;
                bytes.extend(second);
            }),
            Reason::AmbiguousHeader,
        ),
        ("damaged directory", with(&|bytes| bytes[end - 47] ^= 0xff), Reason::Corrupt),
    ];
    check("as it is", &good, Limits::default(), &["x"], &[]);
    for (name, bytes, reason) in cases {
        let snapshot = open_bytes(&bytes, Limits::default());
        assert!(snapshot.files.is_empty(), "{name}");
        assert_eq!(refusals(&snapshot), [(".".to_owned(), reason)], "{name}");
    }
    let commented = with(&|bytes| {
        bytes[end + 20] = 2;
        bytes.extend(b"ok");
    });
    check("a comment", &commented, Limits::default(), &["x"], &[]);
    check("an empty archive", &zip_of(&[]), Limits::default(), &[], &[]);
}

/// What common tools write is read without a refusal.
#[test]
fn archives_of_common_tools_are_read() {
    let place = scratch();
    write_product(place.path());
    let script = "import zipfile, sys\nwith zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:\n z.write('product/src.c')\n \
                  z.open('product/streamed', 'w', force_zip64=True).write(b'streamed')\n";
    let made: [(&str, &str, Vec<&str>); 9] = [
        ("gnu.tar", "tar", vec!["--format=gnu", "-cf", "gnu.tar", "product"]),
        ("pax.tar", "tar", vec!["--format=posix", "-cf", "pax.tar", "./product"]),
        ("v7.tar", "tar", vec!["--format=v7", "-cf", "v7.tar", "product"]),
        ("a.tar.gz", "tar", vec!["-czf", "a.tar.gz", "product"]),
        ("a.tar.xz", "tar", vec!["-cJf", "a.tar.xz", "product"]),
        ("a.tar.bz2", "tar", vec!["-cjf", "a.tar.bz2", "product"]),
        ("a.tar.zst", "tar", vec!["--zstd", "-cf", "a.tar.zst", "product"]),
        ("info.zip", "zip", vec!["-qry", "info.zip", "product"]),
        ("python.zip", "python3", vec!["-c", script, "python.zip"]),
    ];
    for (name, tool, arguments) in made {
        if run(place.path(), tool, &arguments).is_none() {
            continue;
        }
        let snapshot = open(&place.path().join(name));
        if name == "python.zip" {
            assert_eq!(refusals(&snapshot), [], "{name}: {:?}", snapshot.refused);
            assert_eq!(paths(&snapshot), ["product/src.c", "product/streamed"]);
        } else {
            assert_product(&snapshot, name);
        }
    }
}

/// Whatever byte is changed and wherever the file is cut: no panic, and what a checksum covers is
/// either the original or not read.
#[test]
fn no_change_of_a_byte_is_taken_for_the_original() {
    let place = scratch();
    let path = place.path().join("changed");
    let zip = product_zip();
    let original = open_bytes(&zip, Limits::default());
    for (what, bytes) in compressed(&product_tar()).into_iter().chain([("zip", zip)]) {
        // Not every byte where each opening allocates megabytes (xz, bzip2) or nothing is checked (tar).
        let step = if matches!(what, "zip" | "gz") { 1 } else { 17 };
        let changed = (0..bytes.len()).step_by(step).flat_map(|at| {
            let flip = |bit: u8| [&bytes[..at], &[bytes[at] ^ bit], &bytes[at + 1..]].concat();
            [bytes[..at].to_vec(), flip(1), flip(0x80)]
        });
        for changed in changed {
            std::fs::write(&path, &changed).unwrap();
            let Ok(snapshot) = candor::intake::open(&path, &candor::intake::Options::default()) else { continue };
            if what == "tar" || !snapshot.refused.is_empty() {
                continue;
            }
            for file in &snapshot.files {
                // Types are covered by no checksum of zip: the link may have become a file.
                let Some(same) = original.files.iter().find(|other| other.path == file.path) else { continue };
                assert_eq!(same.digest, file.digest, "{what}: {}", file.display_path());
            }
        }
    }
}
