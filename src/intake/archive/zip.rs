//! Reads the members of a zip archive that passed the strict pre-pass, in parallel, each under the
//! caps on size and ratio. Declared sizes and checksums are claims to be checked; a member's packed
//! bytes must be used up to the last one, so that nothing hides behind the end of a stream.

use std::cell::Cell;
use std::io::Read;

use flate2::CrcReader;
use flate2::bufread::DeflateDecoder;
use rayon::prelude::*;

use super::Contents;
use super::zip_headers::{self, Member};
use crate::intake::collect::{self, Budget, Entry};
use crate::intake::limits::{Input, LimitHit, Limits, Meter};
use crate::intake::names;
use crate::intake::reason::Reason;
use crate::intake::snapshot::{Mode, SpecialKind};

/// The contents of the archive `bytes`.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Contents {
    let mut members = match zip_headers::examine(bytes, limits) {
        Ok(members) => members,
        Err(refusal) => return Contents { entries: Vec::new(), whole: vec![refusal] },
    };
    members.sort_by(|a, b| a.name.cmp(&b.name).then(a.start.cmp(&b.start)));
    let plans = plan(members, limits);
    let entries = plans.into_par_iter().map(|(member, plan)| carry_out(bytes, &member, plan, limits)).collect();
    Contents { entries, whole: Vec::new() }
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
        // The name comes first: below `.git` it is the only thing that counts.
        let path = match names::archive_path(&member.name, limits) {
            Ok(path) => path,
            Err((reason, detail)) => return Plan::Done(Entry::refused(shown(&member.name), reason, detail)),
        };
        // What else is refused clashes by its plain name.
        let done = |reason, detail: String| Plan::Done(Entry::refused(shown(&path), reason, detail));
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

fn carry_out(bytes: &[u8], member: &Member, plan: Plan, limits: &Limits) -> Entry {
    let read = |path: Vec<u8>, entry: &dyn Fn(Vec<u8>, Vec<u8>) -> Entry| match inflate(bytes, member, limits) {
        Ok(content) => entry(path, content),
        Err((reason, detail)) => Entry::refused(path, reason, detail),
    };
    match plan {
        Plan::Done(entry) => entry,
        Plan::File { path, mode } => read(path, &|path, content| Entry::file(path, mode, content)),
        Plan::Symlink { path } => read(path, &symlink),
        Plan::Hash { path, mode } => {
            let withheld = open(bytes, member, limits, |reader| {
                collect::withhold(reader, member.size, mode).map_err(|error| fault_of(&error))
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

/// Calls `consume` with the member's inflated bytes, metered, and checks that it took them all, that the checksum
/// holds and that the packed bytes end where the stream does.
fn open<T>(
    bytes: &[u8],
    member: &Member,
    limits: &Limits,
    consume: impl FnOnce(&mut dyn Read) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let packed = usize::try_from(member.packed).ok().and_then(|packed| bytes.get(member.data..)?.get(..packed));
    let packed = packed.ok_or((Reason::Truncated, "the archive ends inside this member".to_owned()))?;
    let (all, taken) = (Cell::new(member.packed), Cell::new(0));
    let input = Input { rest: packed, taken: &taken };
    let (value, sum) = if member.method == 0 {
        summed(&mut Meter::new(input, &all, limits), consume)?
    } else {
        // The ratio is that of the whole member: how much the decoder buffers says nothing.
        summed(&mut Meter::new(DeflateDecoder::new(input), &all, limits), consume)?
    };
    if sum != member.crc {
        return Err((Reason::Corrupt, "its checksum does not hold".to_owned()));
    }
    match taken.get() == member.packed {
        true => Ok(value),
        false => {
            Err((Reason::TrailingData, "its compressed data ends before its packed bytes do; the rest is not read".to_owned()))
        }
    }
}

fn summed<T>(reader: &mut dyn Read, consume: impl FnOnce(&mut dyn Read) -> Result<T, Fault>) -> Result<(T, u32), Fault> {
    let mut reader = CrcReader::new(reader);
    let value = consume(&mut reader)?;
    at_end(&mut reader)?;
    Ok((value, reader.crc().sum()))
}

fn inflate(bytes: &[u8], member: &Member, limits: &Limits) -> Result<Vec<u8>, Fault> {
    open(bytes, member, limits, |reader| {
        // The size is only a claim: reserve little, read no more than it says.
        let mut content = Vec::with_capacity(member.size.min(1 << 20) as usize);
        reader.take(member.size).read_to_end(&mut content).map_err(|error| fault_of(&error))?;
        if content.len() as u64 == member.size { Ok(content) } else { Err((Reason::SizeMismatch, SHORT.to_owned())) }
    })
}

/// Reading on to the end shows what is there beyond the claimed size.
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
        None => (Reason::Corrupt, "its compressed data is damaged".to_owned()),
    }
}

fn shown(name: &[u8]) -> Vec<u8> {
    if name.is_empty() { b"./".to_vec() } else { name.to_vec() }
}
