//! Reads the members of a zip archive that passed the strict pre-pass, in parallel, each under the
//! caps on size and ratio. Declared sizes and checksums are claims to be checked.

use std::cell::Cell;
use std::io::{Cursor, Read};

use rayon::prelude::*;
use zip::ZipArchive;

use super::Contents;
use super::zip_headers::{self, Member};
use crate::intake::collect::{self, Budget, Entry};
use crate::intake::limits::{LimitHit, Limits, Meter};
use crate::intake::names;
use crate::intake::reason::{Reason, Refusal};
use crate::intake::snapshot::{Mode, SpecialKind};

/// The contents of the archive `bytes`.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Contents {
    let mut members = match zip_headers::examine(bytes, limits) {
        Ok(members) => members,
        Err(refusal) => return Contents { entries: Vec::new(), whole: vec![refusal] },
    };
    members.sort_by(|a, b| a.name.cmp(&b.name).then(a.start.cmp(&b.start)));
    if members.is_empty() {
        return Contents::default();
    }
    let archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(_) => return Contents { entries: Vec::new(), whole: vec![Refusal::whole(Reason::Corrupt, "a damaged zip archive")] },
    };
    let places = places(&archive);
    let plans = plan(members, limits);
    let entries = plans
        .into_par_iter()
        .map_init(|| archive.clone(), |archive, (member, plan)| carry_out(archive, &places, member, plan, limits))
        .collect();
    Contents { entries, whole: Vec::new() }
}

/// The zip crate's index of each local header.
fn places(archive: &ZipArchive<Cursor<&[u8]>>) -> std::collections::BTreeMap<u64, usize> {
    let place = |index| archive.by_index_data(index).ok().map(|entry| (entry.header_start(), index));
    (0..archive.len()).filter_map(place).collect()
}

enum Plan {
    File { path: Vec<u8>, mode: Mode },
    Hash { path: Vec<u8>, mode: Mode },
    Symlink { path: Vec<u8> },
    Done(Entry),
}

/// Decides in path order what becomes of each member, before anything is inflated.
fn plan(members: Vec<Member>, limits: &Limits) -> Vec<(Member, Plan)> {
    let (mut kept, mut hashed) = (Budget::new(limits.bytes), Budget::new(limits.bytes));
    let mut decide = |member: &Member| {
        let done = |reason, detail: String| Plan::Done(Entry::refused(shown(&member.name), reason, detail));
        // The name comes first: below `.git` it is the only thing that counts.
        let path = match names::archive_path(&member.name, limits) {
            Ok(path) => path,
            Err((reason, detail)) => return done(reason, detail),
        };
        if let Some((reason, detail)) = member.fault {
            return done(reason, detail.to_owned());
        }
        match kind(member, &path) {
            Kind::Directory if path.is_empty() => Plan::Done(Entry::directory(b".".to_vec())),
            Kind::Directory => Plan::Done(Entry::directory(path)),
            Kind::Symlink if member.size > limits.path_bytes => {
                done(Reason::PathTooLong, format!("a link target of {} bytes", member.size))
            }
            Kind::Symlink => Plan::Symlink { path },
            Kind::File(mode) if member.size > limits.file_bytes => match hashed.take(member.size) {
                Ok(()) => Plan::Hash { path, mode },
                Err(_) => Plan::Done(Entry::withheld(path, member.size, limits.file_bytes, None)),
            },
            Kind::File(mode) => match kept.take(member.size) {
                Ok(()) => Plan::File { path, mode },
                Err(detail) => done(Reason::TotalBytes, detail),
            },
            Kind::Refused(reason, detail) => done(reason, detail.to_owned()),
        }
    };
    members.into_iter().map(|member| (decide(&member), member)).map(|(plan, member)| (member, plan)).collect()
}

enum Kind {
    File(Mode),
    Directory,
    Symlink,
    Refused(Reason, &'static str),
}

/// A trailing slash makes a directory; the Unix mode, where there is one, must not say otherwise.
fn kind(member: &Member, path: &[u8]) -> Kind {
    let slash = member.name.ends_with(b"/") || path.is_empty();
    let mode = member.unix_mode.unwrap_or(0);
    match (mode & 0o170_000, slash) {
        (0 | 0o040_000, true) if member.size == 0 => Kind::Directory,
        (0 | 0o100_000, false) => Kind::File(Mode::of_unix(mode)),
        (0o120_000, false) => Kind::Symlink,
        (0o010_000 | 0o020_000 | 0o060_000 | 0o140_000, _) => Kind::Refused(Reason::Device, "a device, pipe or socket"),
        _ => Kind::Refused(Reason::AmbiguousHeader, "its name and its mode disagree on whether it is a directory"),
    }
}

fn carry_out(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    places: &std::collections::BTreeMap<u64, usize>,
    member: Member,
    plan: Plan,
    limits: &Limits,
) -> Entry {
    let read = |archive: &mut _, path: Vec<u8>, entry: &dyn Fn(Vec<u8>, Vec<u8>) -> Entry| match inflate(
        archive, places, &member, limits,
    ) {
        Ok(bytes) => entry(path, bytes),
        Err((reason, detail)) => Entry::refused(path, reason, detail),
    };
    match plan {
        Plan::Done(entry) => entry,
        Plan::File { path, mode } => read(archive, path, &|path, bytes| Entry::file(path, mode, bytes)),
        Plan::Symlink { path } => read(archive, path, &symlink),
        Plan::Hash { path, mode } => {
            let withheld = open(archive, places, &member, limits, |reader| {
                let withheld = collect::withhold(reader, member.size, mode).map_err(|error| fault_of(&error))?;
                at_end(reader).map(|()| withheld)
            });
            match withheld {
                Ok(withheld @ Some(_)) => Entry::withheld(path, member.size, limits.file_bytes, withheld),
                Ok(None) => Entry::refused(path, Reason::SizeMismatch, SHORT),
                Err((reason, detail)) => Entry::refused(path, reason, detail),
            }
        }
    }
}

fn symlink(path: Vec<u8>, target: Vec<u8>) -> Entry {
    if target.is_empty() || target.contains(&0) {
        return Entry::refused(path, Reason::AmbiguousHeader, "a symbolic link with no usable target");
    }
    Entry::special(path, SpecialKind::Symlink { target })
}

const SHORT: &str = "it holds fewer or more bytes than its header says";

type Fault = (Reason, String);

/// Calls `consume` with the member's inflated bytes, metered.
fn open<T>(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    places: &std::collections::BTreeMap<u64, usize>,
    member: &Member,
    limits: &Limits,
    consume: impl FnOnce(&mut dyn Read) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let differs = || (Reason::HeaderMismatch, "two readings of the archive differ on this entry".to_owned());
    let index = *places.get(&member.start).ok_or_else(differs)?;
    let file = archive.by_index(index).map_err(|_| differs())?;
    if file.name_raw() != member.name || file.size() != member.size || file.crc32() != member.crc {
        return Err(differs());
    }
    let taken = Cell::new(member.packed);
    consume(&mut Meter::new(file, &taken, limits))
}

fn inflate(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    places: &std::collections::BTreeMap<u64, usize>,
    member: &Member,
    limits: &Limits,
) -> Result<Vec<u8>, Fault> {
    open(archive, places, member, limits, |reader| {
        // The size is only a claim: reserve little, read at most one byte more than it says.
        let mut bytes = Vec::with_capacity(member.size.min(1 << 20) as usize);
        reader.take(member.size + 1).read_to_end(&mut bytes).map_err(|error| fault_of(&error))?;
        if bytes.len() as u64 == member.size { Ok(bytes) } else { Err((Reason::SizeMismatch, SHORT.to_owned())) }
    })
}

/// Reading on to the end lets the checksum be checked.
fn at_end(reader: &mut dyn Read) -> Result<(), Fault> {
    match reader.read(&mut [0]) {
        Ok(0) => Ok(()),
        Ok(_) => Err((Reason::SizeMismatch, SHORT.to_owned())),
        Err(error) => Err(fault_of(&error)),
    }
}

fn fault_of(error: &std::io::Error) -> Fault {
    match LimitHit::of(error) {
        Some(hit @ LimitHit::Ratio(_)) => (Reason::Ratio, format!("it {hit}")),
        Some(hit @ LimitHit::Bytes(_)) => (Reason::TotalBytes, format!("it {hit}")),
        None => (Reason::Corrupt, "its compressed data is damaged, or its checksum does not hold".to_owned()),
    }
}

fn shown(name: &[u8]) -> Vec<u8> {
    if name.is_empty() { b"./".to_vec() } else { name.to_vec() }
}
