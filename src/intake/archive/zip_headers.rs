//! The strict pre-pass over a zip archive's raw headers (APPNOTE 6.3.10). Local and central headers
//! must say the same, and entries, central directory and end record must tile the file without a
//! gap or an overlap: then a reader that starts at the front and one that starts at the back see
//! the same files.

use crate::intake::limits::Limits;
use crate::intake::reason::{Reason, Refusal};

/// One entry, with all that matters of its two headers.
pub(super) struct Member {
    pub(super) name: Vec<u8>,
    /// Whether the name is declared as UTF-8 (flag bit 11).
    pub(super) utf8: bool,
    pub(super) method: u16,
    pub(super) crc: u32,
    pub(super) packed: u64,
    pub(super) size: u64,
    /// Where its local header starts.
    pub(super) start: u64,
    /// Where its `packed` bytes start, once the local header was found good.
    pub(super) data: usize,
    /// Unix mode, where the archive was made on such a system.
    pub(super) unix_mode: Option<u32>,
    /// Why it must not be read.
    pub(super) fault: Option<(Reason, &'static str)>,
    flags: u16,
    /// The version a reader must have, times ten.
    version: u16,
}

const END: &[u8] = b"PK\x05\x06";
const END64: &[u8] = b"PK\x06\x06";
const LOCATOR64: &[u8] = b"PK\x06\x07";
const CENTRAL: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
const DESCRIPTOR: &[u8] = b"PK\x07\x08";

const END_SIZE: usize = 22;
const DEFERRED: u16 = 1 << 3;
/// Encryption in its three forms: traditional, strong, masked headers.
const ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;
const UTF8: u16 = 1 << 11;
/// The latest that Info-ZIP reads (4.6); zip64 needs 4.5, deflate 2.0. Other readers refuse later ones, each from its own.
const VERSION: u16 = 46;
/// The flags with a meaning for stored and deflated members: how hard was tried, where the sizes are, the
/// character set.
const PLAIN: u16 = 1 << 1 | 1 << 2 | DEFERRED | UTF8;
/// Hosts whose external attributes hold a Unix mode (Unix, OS X).
const UNIX_HOSTS: [u8; 2] = [3, 19];

type Fault = (Reason, &'static str);

/// The members in order of the central directory; the error refuses the archive as a whole.
pub(super) fn examine(bytes: &[u8], limits: &Limits) -> Result<Vec<Member>, Refusal> {
    let directory = find_directory(bytes).map_err(whole)?;
    if directory.count > limits.entries {
        let detail = format!("{} entries, more than the limit of {}", directory.count, limits.entries);
        return Err(Refusal::whole(Reason::EntryLimit, detail));
    }
    let mut members = read_directory(bytes, &directory).map_err(whole)?;
    check_tiling(bytes, &mut members, directory.start).map_err(whole)?;
    Ok(members)
}

fn whole((reason, detail): Fault) -> Refusal {
    Refusal::whole(reason, detail)
}

/// Little-endian fields at fixed places; `None` past the end.
#[derive(Clone, Copy)]
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn at(bytes: &'a [u8], start: u64) -> Self {
        Self(usize::try_from(start).ok().and_then(|start| bytes.get(start..)).unwrap_or_default())
    }

    fn is(self, signature: &[u8]) -> bool {
        self.0.starts_with(signature)
    }

    fn u16(self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.0.get(at..at + 2)?.try_into().ok()?))
    }

    fn u32(self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.0.get(at..at + 4)?.try_into().ok()?))
    }

    fn u64(self, at: usize) -> Option<u64> {
        Some(u64::from_le_bytes(self.0.get(at..at + 8)?.try_into().ok()?))
    }

    fn slice(self, at: usize, length: usize) -> Option<&'a [u8]> {
        self.0.get(at..at.checked_add(length)?)
    }
}

struct Directory {
    start: u64,
    end: u64,
    count: u64,
}

/// Finds the one end record, which must reach exactly to the end of the file.
fn find_end(bytes: &[u8]) -> Result<usize, Fault> {
    let window = bytes.len().saturating_sub(END_SIZE + usize::from(u16::MAX));
    let reaches_end = |at: &usize| {
        let comment = Fields(&bytes[*at..]).u16(20).map_or(usize::MAX, usize::from);
        comment == bytes.len() - at - END_SIZE.min(bytes.len() - at)
    };
    let places: Vec<usize> = memchr::memmem::find_iter(&bytes[window..], END).map(|at| window + at).collect();
    let ends: Vec<usize> = places.iter().copied().filter(reaches_end).collect();
    match (&ends[..], places.is_empty()) {
        // Readers that search from the back take the last one they see, whatever its comment claims.
        ([end], _) if places.last() == Some(end) => Ok(*end),
        ([], true) => Err((Reason::Truncated, "the archive has no end record")),
        ([], false) if places.iter().all(|at| is_cut(&bytes[*at..])) => Err((Reason::Truncated, "the end record is cut short")),
        ([], false) => Err((Reason::TrailingData, "data after the end of the archive")),
        _ => Err((Reason::AmbiguousHeader, "more than one end record")),
    }
}

/// The central directory that the end record names.
fn find_directory(bytes: &[u8]) -> Result<Directory, Fault> {
    let end = find_end(bytes)?;
    let fields = Fields(&bytes[end..]);
    let short = (Reason::Truncated, "the end record is cut short");
    let (disk, disk_start) = (fields.u16(4).ok_or(short)?, fields.u16(6).ok_or(short)?);
    let (here, count) = (fields.u16(8).ok_or(short)?, fields.u16(10).ok_or(short)?);
    let (size, start) = (fields.u32(12).ok_or(short)?, fields.u32(16).ok_or(short)?);
    if !matches!((disk, disk_start), (0, 0) | (u16::MAX, u16::MAX)) || here != count {
        return Err((Reason::AmbiguousHeader, "an archive in several parts"));
    }
    let plain = Directory { start: start.into(), end: end as u64, count: count.into() };
    let (directory, size) = match end64(bytes, end)? {
        None => (plain, u64::from(size)),
        Some((directory, size64)) => {
            let agrees = (count == u16::MAX || u64::from(count) == directory.count)
                && (size == u32::MAX || u64::from(size) == size64)
                && (start == u32::MAX || u64::from(start) == directory.start);
            if !agrees {
                return Err((Reason::HeaderMismatch, "the two end records differ"));
            }
            (directory, size64)
        }
    };
    if directory.start.checked_add(size) != Some(directory.end) {
        return Err((
            Reason::Gap,
            "the central directory does not end where the end record starts, or something precedes the archive",
        ));
    }
    Ok(directory)
}

/// Whether an end record and its comment need more bytes than there are.
fn is_cut(record: &[u8]) -> bool {
    Fields(record).u16(20).is_none_or(|comment| END_SIZE + usize::from(comment) > record.len())
}

/// Whether `bytes` end as a zip archive does, whatever they start with.
pub(super) fn has_end_record(bytes: &[u8]) -> bool {
    find_end(bytes).is_ok()
}

/// The zip64 end record, found by its locator just before the end record; with the directory's size.
fn end64(bytes: &[u8], end: usize) -> Result<Option<(Directory, u64)>, Fault> {
    let Some(locator) = end.checked_sub(20).map(|at| Fields(&bytes[at..])).filter(|locator| locator.is(LOCATOR64)) else {
        return Ok(None);
    };
    let bad = (Reason::HeaderMismatch, "a damaged zip64 end record");
    let place = locator.u64(8).ok_or(bad)?;
    let fields = Fields::at(bytes, place);
    let size = fields.u64(4).ok_or(bad)?;
    let tiles = place.checked_add(size).and_then(|end| end.checked_add(12)) == Some(end as u64 - 20);
    if !fields.is(END64)
        || !tiles
        || locator.u32(4) != Some(0)
        || !matches!(locator.u32(16), Some(0 | 1))
        || fields.u32(16) != Some(0)
        || fields.u32(20) != Some(0)
    {
        return Err(bad);
    }
    let (here, count) = (fields.u64(24).ok_or(bad)?, fields.u64(32).ok_or(bad)?);
    let (directory_size, start) = (fields.u64(40).ok_or(bad)?, fields.u64(48).ok_or(bad)?);
    if here != count {
        return Err(bad);
    }
    Ok(Some((Directory { start, end: place, count }, directory_size)))
}

fn read_directory(bytes: &[u8], directory: &Directory) -> Result<Vec<Member>, Fault> {
    let mut members = Vec::new();
    let mut at = directory.start;
    while at < directory.end {
        let (member, length) = central(Fields::at(bytes, at)).ok_or((Reason::Corrupt, "a damaged central directory"))?;
        members.push(member);
        at += length;
    }
    if at != directory.end || members.len() as u64 != directory.count {
        return Err((Reason::HeaderMismatch, "the central directory does not hold the number of entries it claims"));
    }
    Ok(members)
}

fn central(fields: Fields<'_>) -> Option<(Member, u64)> {
    if !fields.is(CENTRAL) {
        return None;
    }
    let (name_length, extra_length, comment_length) = (fields.u16(28)?, fields.u16(30)?, fields.u16(32)?);
    let name = fields.slice(46, name_length.into())?;
    let extra = fields.slice(46 + usize::from(name_length), extra_length.into())?;
    let total = 46 + u64::from(name_length) + u64::from(extra_length) + u64::from(comment_length);
    fields.slice(0, usize::try_from(total).ok()?)?;
    let flags = fields.u16(8)?;
    let (host, attributes) = (*fields.0.get(5)?, fields.u32(38)?);
    let mut member = Member {
        name: name.to_vec(),
        utf8: flags & UTF8 != 0,
        method: fields.u16(10)?,
        crc: fields.u32(16)?,
        packed: fields.u32(20)?.into(),
        size: fields.u32(24)?.into(),
        start: fields.u32(42)?.into(),
        data: 0,
        unix_mode: UNIX_HOSTS.contains(&host).then_some(attributes >> 16),
        fault: None,
        flags,
        version: fields.u16(6)?,
    };
    member.fault = widen(&mut member, extra).err().or_else(|| name_fault(&member, extra));
    if !matches!(fields.u16(34)?, 0 | u16::MAX) {
        member.fault = Some((Reason::AmbiguousHeader, "a part of an archive in several parts"));
    }
    Some((member, total))
}

/// Takes the zip64 values for the fields that are all ones.
fn widen(member: &mut Member, extra: &[u8]) -> Result<(), Fault> {
    let bad = (Reason::AmbiguousHeader, "damaged or repeated extra fields");
    let fields = extra_fields(extra).ok_or(bad)?;
    let mut zip64 = fields.iter().filter(|(id, _)| *id == 1);
    let (first, second) = (zip64.next(), zip64.next());
    if second.is_some() {
        return Err(bad);
    }
    let mut values = first.map_or(&[][..], |(_, value)| value).chunks_exact(8);
    for slot in [&mut member.size, &mut member.packed, &mut member.start] {
        if *slot == u64::from(u32::MAX) {
            *slot = values.next().and_then(|value| Fields(value).u64(0)).ok_or(bad)?;
        }
    }
    match values.next() {
        Some(_) => Err((Reason::AmbiguousHeader, "zip64 values beside fields that hold values of their own")),
        None => Ok(()),
    }
}

/// Other names for the same entry, and methods and flags we do not read.
fn name_fault(member: &Member, extra: &[u8]) -> Option<Fault> {
    let fields = extra_fields(extra).unwrap_or_default();
    // Info-ZIP Unicode path: a version, a checksum, and a name that some readers prefer.
    if fields.iter().any(|(id, value)| *id == 0x7075 && value.get(5..) != Some(&member.name[..])) {
        return Some((Reason::NameEncoding, "a second, different name in an extra field"));
    }
    if member.utf8 && std::str::from_utf8(&member.name).is_err() {
        return Some((Reason::NameEncoding, "a name that is declared as UTF-8 and is not"));
    }
    if member.flags & ENCRYPTED != 0 {
        return Some((Reason::Encrypted, "encrypted"));
    }
    if member.version > VERSION {
        return Some((Reason::UnsupportedMethod, "it asks for a reader of a later version than its method needs"));
    }
    if member.flags & !PLAIN != 0 {
        return Some((Reason::UnsupportedMethod, "a flag that only other methods have, or none"));
    }
    match member.method {
        0 if member.packed != member.size => Some((Reason::SizeMismatch, "stored with two different sizes")),
        0 | 8 => None,
        _ => Some((Reason::UnsupportedMethod, "compressed by a method other than store and deflate")),
    }
}

/// `<id> <length> <value>` until the end.
fn extra_fields(extra: &[u8]) -> Option<Vec<(u16, &[u8])>> {
    let mut out = Vec::new();
    let mut rest = extra;
    // Some writers pad with up to three zeros.
    while rest.len() > 3 {
        let fields = Fields(rest);
        let length = usize::from(fields.u16(2)?);
        out.push((fields.u16(0)?, fields.slice(4, length)?));
        rest = &rest[4 + length..];
    }
    rest.iter().all(|&byte| byte == 0).then_some(out)
}

/// Compares each local header with its central one, and each end with the next start.
fn check_tiling(bytes: &[u8], members: &mut [Member], directory_start: u64) -> Result<(), Fault> {
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|&index| (members[index].start, index));
    if order.first().map_or(directory_start, |&first| members[first].start) != 0 {
        return Err((Reason::Gap, "data before the first entry"));
    }
    for (position, &index) in order.iter().enumerate() {
        let next = order.get(position + 1).copied();
        let end = next.map_or(directory_start, |next| members[next].start);
        let fault = match check_local(bytes, &members[index], end) {
            Ok(data) => {
                members[index].data = data;
                None
            }
            Err(fault) => Some(fault),
        };
        if let Some(fault) = fault {
            let both = fault.0 == Reason::Overlap;
            members[index].fault.get_or_insert(fault);
            if let Some(next) = next.filter(|_| both) {
                members[next].fault.get_or_insert(fault);
            }
        }
    }
    Ok(())
}

/// Where the member's data starts.
fn check_local(bytes: &[u8], member: &Member, end: u64) -> Result<usize, Fault> {
    let cut = (Reason::Truncated, "its local header is cut short");
    let mismatch = (Reason::HeaderMismatch, "its local header differs from the central directory");
    let fields = Fields::at(bytes, member.start);
    if !fields.is(LOCAL) {
        return Err((Reason::HeaderMismatch, "no local header where the central directory says"));
    }
    let (name_length, extra_length) = (fields.u16(26).ok_or(cut)?, fields.u16(28).ok_or(cut)?);
    let name = fields.slice(30, name_length.into()).ok_or(cut)?;
    let extra = fields.slice(30 + usize::from(name_length), extra_length.into()).ok_or(cut)?;
    let mut local = Member {
        name: name.to_vec(),
        utf8: member.utf8,
        method: fields.u16(8).ok_or(cut)?,
        crc: fields.u32(14).ok_or(cut)?,
        packed: fields.u32(18).ok_or(cut)?.into(),
        size: fields.u32(22).ok_or(cut)?.into(),
        start: member.start,
        data: 0,
        unix_mode: None,
        fault: None,
        flags: fields.u16(6).ok_or(cut)?,
        version: fields.u16(4).ok_or(cut)?,
    };
    // With deferred sizes the local fields may be all ones although the zip64 field holds zeros.
    widen(&mut local, extra)?;
    let deferred = member.flags & DEFERRED != 0;
    let unset = deferred && local.crc == 0 && local.packed == 0 && local.size == 0;
    let same = local.crc == member.crc && local.packed == member.packed && local.size == member.size;
    if local.name != member.name || local.flags != member.flags || local.method != member.method || !(same || unset) {
        return Err(mismatch);
    }
    if let Some(fault) = name_fault(&Member { packed: member.packed, size: member.size, ..local }, extra) {
        return Err(fault);
    }
    let data = member.start + 30 + u64::from(name_length) + u64::from(extra_length);
    let data_end = data.checked_add(member.packed).ok_or(cut)?;
    let Some(after) = end.checked_sub(data_end) else {
        return Err((Reason::Overlap, "it overlaps the next entry or the central directory"));
    };
    match (deferred, after) {
        (false, 0) => usize::try_from(data).map_err(|_| cut),
        (true, 12 | 16 | 20 | 24) if descriptor_agrees(Fields::at(bytes, data_end), after, member) => {
            usize::try_from(data).map_err(|_| cut)
        }
        _ => Err((Reason::Gap, "it does not end where the next one starts")),
    }
}

/// Checksum and sizes after the data, with or without a signature, in 32 or 64 bits.
fn descriptor_agrees(fields: Fields<'_>, length: u64, member: &Member) -> bool {
    let signed = matches!(length, 16 | 24) && fields.is(DESCRIPTOR);
    let at = if signed { 4 } else { 0 };
    let sizes = match length - at as u64 {
        12 => (fields.u32(at + 4).map(u64::from), fields.u32(at + 8).map(u64::from)),
        20 => (fields.u64(at + 4), fields.u64(at + 12)),
        _ => return false,
    };
    fields.u32(at) == Some(member.crc) && sizes == (Some(member.packed), Some(member.size))
}
