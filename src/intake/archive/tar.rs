//! Reads a tar stream header by header. Where tools differ about what a header means, the entry is
//! refused; where they would differ about where the next header is, reading ends with a refusal of
//! the rest. Formats: v7, ustar, PAX, GNU.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::Arc;

use tar::{EntryType, Header};

use super::Contents;
use super::pax::{self, Pax};
use crate::intake::collect::{self, Budget, Entry, Node};
use crate::intake::limits::{LimitHit, Limits};
use crate::intake::names;
use crate::intake::reason::{Reason, Refusal};
use crate::intake::snapshot::{Mode, SpecialKind};

pub(super) const BLOCK: usize = 512;
/// A PAX header or GNU long name beyond this is no honest one.
const MAX_EXTENSION: u64 = 1 << 20;

/// Reads all entries. The error says why the stream is no tar archive; a fault after a good first
/// header is a refusal.
pub(super) fn read(reader: impl Read, limits: &Limits) -> Result<Contents, String> {
    let mut archive = Archive {
        reader,
        limits,
        contents: Contents::default(),
        budget: Budget::new(limits.bytes),
        hashed: Budget::new(limits.bytes),
        known: BTreeMap::new(),
        seen: 0,
        pending: Pending::default(),
    };
    let first = match archive.block() {
        Ok(Some(block)) if is_zero(&block) || checksum_holds(&block) => block,
        Ok(_) => return Err("its start is no tar header".to_owned()),
        Err(Stop(Reason::Truncated, _)) => return Err("shorter than a tar header".to_owned()),
        Err(Stop(_, detail)) => return Err(detail),
    };
    if let Err(Stop(reason, detail)) = archive.run(first) {
        archive.contents.whole.push(Refusal::whole(reason, detail));
    }
    Ok(archive.contents)
}

/// Whether `bytes` start with a tar header.
pub(super) fn is_start(bytes: &[u8]) -> bool {
    bytes.first_chunk::<BLOCK>().is_some_and(|block| !is_zero(block) && checksum_holds(block))
}

/// Reading cannot go on.
pub(super) struct Stop(pub(super) Reason, pub(super) String);

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match LimitHit::of(&error) {
            Some(hit @ LimitHit::Ratio(_)) => Self(Reason::Ratio, format!("the archive {hit}; the rest was not read")),
            Some(hit @ LimitHit::Bytes(_)) => Self(Reason::TotalBytes, format!("the archive {hit}; the rest was not read")),
            None if error.kind() == io::ErrorKind::UnexpectedEof => truncated(),
            None => Self(Reason::Corrupt, "the compressed stream is damaged, or followed by other data".to_owned()),
        }
    }
}

fn truncated() -> Stop {
    Stop(Reason::Truncated, "the archive ends before its end mark".to_owned())
}

fn ambiguous(detail: impl Into<String>) -> Stop {
    Stop(Reason::AmbiguousHeader, format!("{}; the rest was not read", detail.into()))
}

/// Headers that describe the next entry.
#[derive(Default)]
struct Pending {
    pax: Option<Pax>,
    long_name: Option<Vec<u8>>,
    long_link: Option<Vec<u8>>,
}

impl Pending {
    fn is_empty(&self) -> bool {
        self.pax.is_none() && self.long_name.is_none() && self.long_link.is_none()
    }
}

struct Archive<'a, R> {
    reader: R,
    limits: &'a Limits,
    contents: Contents,
    budget: Budget,
    hashed: Budget,
    /// Regular files so far, for hard links: mode and content.
    known: BTreeMap<Vec<u8>, (Mode, Arc<[u8]>)>,
    seen: u64,
    pending: Pending,
}

impl<R: Read> Archive<'_, R> {
    fn run(&mut self, first: [u8; BLOCK]) -> Result<(), Stop> {
        let mut block = first;
        loop {
            if is_zero(&block) {
                return self.end();
            }
            if !checksum_holds(&block) {
                return Err(Stop(Reason::Corrupt, "a header whose checksum does not hold; the rest was not read".to_owned()));
            }
            self.header(Header::from_byte_slice(&block))?;
            block = self.block()?.ok_or_else(truncated)?;
        }
    }

    /// The end mark is two blocks of zeros; after it only zeros may follow.
    fn end(&mut self) -> Result<(), Stop> {
        if !self.pending.is_empty() {
            return Err(ambiguous("an extended header that no entry follows"));
        }
        let mut buffer = vec![0; 1 << 16];
        let mut zeros = 0usize;
        loop {
            let count = match self.reader.read(&mut buffer) {
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error.into()),
            };
            if count == 0 {
                return if zeros >= BLOCK { Ok(()) } else { Err(truncated()) };
            }
            if !is_zero(&buffer[..count]) {
                return Err(Stop(Reason::TrailingData, "data after the end mark of the archive, not read".to_owned()));
            }
            zeros = zeros.saturating_add(count);
        }
    }

    fn header(&mut self, header: &Header) -> Result<(), Stop> {
        let bytes = header.as_bytes();
        let size = number(&bytes[124..136]).ok_or_else(|| ambiguous("a size that is no number"))?;
        let kind = header.entry_type();
        // Some readers stop at an extension's own fields, too; which entry it speaks of would be a guess.
        if (kind.is_pax_local_extensions() || kind.is_pax_global_extensions() || kind.is_gnu_longname() || kind.is_gnu_longlink())
            && let Some(detail) = doubtful(header)
        {
            return Err(ambiguous(detail));
        }
        match kind {
            EntryType::XHeader => {
                let pax = pax::parse(&self.extension(size)?).map_err(ambiguous)?;
                if self.pending.pax.replace(pax).is_some() {
                    return Err(ambiguous("two PAX headers for one entry"));
                }
                Ok(())
            }
            EntryType::XGlobalHeader if !self.pending.is_empty() => {
                Err(ambiguous("a global PAX header between an entry and its own"))
            }
            EntryType::XGlobalHeader => pax::check_global(&self.extension(size)?).map_err(ambiguous),
            EntryType::GNULongName => {
                let name = long_name(self.extension(size)?)?;
                once(self.pending.long_name.replace(name))
            }
            EntryType::GNULongLink => {
                let name = long_name(self.extension(size)?)?;
                once(self.pending.long_link.replace(name))
            }
            _ => self.entry(header, size),
        }
    }

    fn extension(&mut self, size: u64) -> Result<Vec<u8>, Stop> {
        if size > MAX_EXTENSION {
            return Err(ambiguous(format!("an extended header of {size} bytes")));
        }
        let mut text = Vec::new();
        (&mut self.reader).take(size).read_to_end(&mut text)?;
        if (text.len() as u64) < size {
            return Err(truncated());
        }
        let mut padding = Vec::new();
        let length = size.next_multiple_of(BLOCK as u64) - size;
        (&mut self.reader).take(length).read_to_end(&mut padding)?;
        if !is_zero(&padding) {
            // Some readers go on past the size, to the end of the block.
            return Err(ambiguous("an extended header that goes on in its padding"));
        }
        if (padding.len() as u64) < length { Err(truncated()) } else { Ok(text) }
    }

    fn entry(&mut self, header: &Header, header_size: u64) -> Result<(), Stop> {
        self.seen += 1;
        if self.seen > self.limits.entries {
            let detail = format!("more than {} entries; the rest was not read", self.limits.entries);
            return Err(Stop(Reason::EntryLimit, detail));
        }
        let Pending { pax, long_name, long_link } = std::mem::take(&mut self.pending);
        let pax = pax.unwrap_or_default();
        let size = match pax.size {
            // The header's field holds zero where the size does not fit it.
            Some(size) if size != header_size => return Err(ambiguous("a PAX size that is not the header's")),
            _ => header_size,
        };
        let raw = one_of(pax.path, long_name, || header.path_bytes().into_owned())?;
        let link = one_of(pax.link, long_link, || header.link_name_bytes().unwrap_or_default().into_owned())?;
        let mode = Mode::of_unix(number(&header.as_bytes()[100..108]).unwrap_or(0) as u32);
        if header.entry_type() == EntryType::GNUSparse {
            self.skip_sparse_map(header)?;
            return self.refuse(raw, size, Reason::SparseFile, "a sparse file");
        }
        if pax.sparse {
            return self.refuse(raw, size, Reason::SparseFile, "a sparse file");
        }
        let path = match names::archive_path(&raw, self.limits) {
            Ok(path) => path,
            Err((reason, detail)) => return self.refuse(raw, size, reason, detail),
        };
        if let Some(detail) = doubtful(header) {
            return self.refuse(path, size, Reason::AmbiguousHeader, detail);
        }
        self.typed_entry(header.entry_type(), path, raw.ends_with(b"/"), size, mode, link)
    }

    fn typed_entry(
        &mut self,
        kind: EntryType,
        path: Vec<u8>,
        slash: bool,
        size: u64,
        mode: Mode,
        link: Vec<u8>,
    ) -> Result<(), Stop> {
        match kind {
            EntryType::Regular | EntryType::Continuous if !slash && !path.is_empty() => self.file(path, size, mode),
            EntryType::Regular | EntryType::Continuous if size > 0 => {
                self.refuse(path, size, Reason::AmbiguousHeader, "a file with the name of a directory")
            }
            // What follows a header of another type is for some tools data, for others the next header.
            _ if size > 0 => Err(ambiguous("an entry with a size that is no regular file")),
            EntryType::Regular | EntryType::Continuous | EntryType::Directory => {
                if !path.is_empty() {
                    self.push(Entry::directory(path));
                }
                Ok(())
            }
            EntryType::Symlink if link.is_empty() || link.contains(&0) || link.len() as u64 > self.limits.path_bytes => {
                self.refuse(path, 0, Reason::AmbiguousHeader, "a symbolic link with no usable target")
            }
            EntryType::Symlink => {
                self.push(Entry::special(path, SpecialKind::Symlink { target: link }));
                Ok(())
            }
            EntryType::Link => self.hard_link(path, &link),
            EntryType::Char | EntryType::Block | EntryType::Fifo => self.refuse(path, 0, Reason::Device, "a device or pipe"),
            _ => self.refuse(path, 0, Reason::UnsupportedType, format!("an entry of type 0x{:02x}", kind.as_byte())),
        }
    }

    fn file(&mut self, path: Vec<u8>, size: u64, mode: Mode) -> Result<(), Stop> {
        if size > self.limits.file_bytes {
            let withheld = match self.hashed.take(size) {
                Ok(()) => Some(collect::withhold(&mut self.reader, size, mode)?.ok_or_else(truncated)?),
                Err(_) => self.skip(size).map(|()| None)?,
            };
            self.push(Entry::withheld(path, size, self.limits.file_bytes, withheld));
            return self.skip_padding(size);
        }
        if let Err(detail) = self.budget.take(size) {
            return self.refuse(path, size, Reason::TotalBytes, detail);
        }
        // No more is reserved than what is surely there to come: the size is only a claim.
        let mut bytes = Vec::with_capacity(size.min(1 << 20) as usize);
        (&mut self.reader).take(size).read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < size {
            self.push(Entry::refused(path, Reason::Truncated, "the archive ends inside this file"));
            return Err(truncated());
        }
        let bytes: Arc<[u8]> = bytes.into();
        self.known.insert(path.clone(), (mode, Arc::clone(&bytes)));
        self.push(Entry::file(path, mode, bytes));
        self.skip_padding(size)
    }

    /// A hard link is another name of a file that came before.
    fn hard_link(&mut self, path: Vec<u8>, link: &[u8]) -> Result<(), Stop> {
        let target = names::archive_path(link, self.limits).ok().and_then(|target| self.known.get(&target));
        let Some((mode, bytes)) = target.map(|(mode, bytes)| (*mode, Arc::clone(bytes))) else {
            return self.refuse(path, 0, Reason::HardLink, "a hard link to nothing that came before it in the archive");
        };
        match self.budget.take(bytes.len() as u64) {
            Ok(()) => {
                self.known.insert(path.clone(), (mode, Arc::clone(&bytes)));
                self.push(Entry { path, node: Node::File { mode, bytes } });
                Ok(())
            }
            Err(detail) => self.refuse(path, 0, Reason::TotalBytes, detail),
        }
    }

    fn push(&mut self, entry: Entry) {
        self.contents.entries.push(entry);
    }

    fn refuse(&mut self, path: Vec<u8>, size: u64, reason: Reason, detail: impl Into<String>) -> Result<(), Stop> {
        // A refused name must not shadow the submission as a whole.
        let path = if path.is_empty() { b"./".to_vec() } else { path };
        self.push(Entry::refused(path, reason, detail));
        self.skip(size)?;
        self.skip_padding(size)
    }

    /// The map of an old GNU sparse file goes on in further blocks.
    fn skip_sparse_map(&mut self, header: &Header) -> Result<(), Stop> {
        let mut more = header.as_gnu().is_some_and(tar::GnuHeader::is_extended);
        while more {
            let block = self.block()?.ok_or_else(truncated)?;
            more = block[504] != 0;
        }
        Ok(())
    }

    fn skip(&mut self, size: u64) -> Result<(), Stop> {
        let skipped = io::copy(&mut (&mut self.reader).take(size), &mut io::sink())?;
        if skipped == size { Ok(()) } else { Err(truncated()) }
    }

    fn skip_padding(&mut self, size: u64) -> Result<(), Stop> {
        self.skip(size.next_multiple_of(BLOCK as u64) - size)
    }

    /// The next block; `None` at the end of the stream.
    fn block(&mut self) -> Result<Option<[u8; BLOCK]>, Stop> {
        let mut text = Vec::with_capacity(BLOCK);
        (&mut self.reader).take(BLOCK as u64).read_to_end(&mut text)?;
        match <[u8; BLOCK]>::try_from(text) {
            Ok(block) => Ok(Some(block)),
            Err(short) if short.is_empty() => Ok(None),
            Err(_) => Err(truncated()),
        }
    }
}

fn once<T>(earlier: Option<T>) -> Result<(), Stop> {
    if earlier.is_some() { Err(ambiguous("two long names for one entry")) } else { Ok(()) }
}

/// GNU long names end in NUL.
fn long_name(mut text: Vec<u8>) -> Result<Vec<u8>, Stop> {
    if text.last() == Some(&0) {
        text.pop();
    }
    if text.is_empty() || text.contains(&0) { Err(ambiguous("a long name that is empty or contains NUL")) } else { Ok(text) }
}

/// PAX and GNU may both name an entry, if they agree.
fn one_of(pax: Option<Vec<u8>>, gnu: Option<Vec<u8>>, own: impl FnOnce() -> Vec<u8>) -> Result<Vec<u8>, Stop> {
    match (pax, gnu) {
        (Some(pax), Some(gnu)) if pax != gnu => Err(ambiguous("a PAX name and a GNU long name that differ")),
        (Some(name), _) | (None, Some(name)) => Ok(name),
        (None, None) => Ok(own()),
    }
}

fn is_zero(bytes: &[u8]) -> bool {
    bytes.iter().all(|&byte| byte == 0)
}

/// The sum of all bytes, the checksum field itself taken as spaces.
fn checksum_holds(block: &[u8; BLOCK]) -> bool {
    let sum: u64 = block.iter().enumerate().map(|(at, &byte)| if (148..156).contains(&at) { 32 } else { u64::from(byte) }).sum();
    number(&block[148..156]) == Some(sum)
}

/// What readers take differently about a header without losing their place: some stop at a number that is none,
/// some put the prefix of ustar before the name whatever the magic says.
fn doubtful(header: &Header) -> Option<&'static str> {
    let bytes = header.as_bytes();
    let [mode, uid, gid, mtime] = [100..108, 108..116, 116..124, 136..148].map(|place| &bytes[place]);
    if [mode, uid, gid, mtime].into_iter().any(|field| field[0] != 0xff && number(field).is_none()) {
        return Some("a mode, owner or time that is no number");
    }
    // Writers leave these blank where they mean nothing.
    if [329..337, 337..345].map(|place| &bytes[place]).into_iter().any(|field| number(field).is_none() && !is_blank(field)) {
        return Some("a device number that is no number");
    }
    (bytes[345] != 0 && header.as_ustar().is_none()).then_some("a name prefix, but not the format that has one")
}

fn is_blank(field: &[u8]) -> bool {
    field.iter().all(|byte| matches!(byte, b' ' | 0))
}

/// Octal digits, with spaces before and spaces or NULs after; NULs alone are zero; or base 256 (GNU). Anything
/// else has more than one reading.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] == 0x80 {
        return field[1..].iter().try_fold(0u64, |sum, &byte| Some(sum.checked_mul(256)? + u64::from(byte)));
    }
    let digits = field.trim_ascii_start();
    let end = digits.iter().position(|byte| !(b'0'..=b'7').contains(byte)).unwrap_or(digits.len());
    if !is_blank(&digits[end..]) || (end == 0 && !is_zero(field)) {
        return None;
    }
    digits[..end].iter().try_fold(0u64, |sum, &digit| Some(sum.checked_mul(8)? + u64::from(digit - b'0')))
}
