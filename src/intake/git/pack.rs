//! Walks a pack (gitformat-pack(5)) entry by entry before libgit2 indexes it, keeping nothing: a
//! delta names the sizes of its base and of its result, and both are held in memory at once when
//! it is resolved, so a pack of a few kilobytes could ask for gigabytes. Checks sizes only; what the
//! objects are, and that their ids hold, is libgit2's to tell.

use std::io::{self, BufRead};

use flate2::{Decompress, FlushDecompress, Status};

/// Deflated bytes may stand for this many bytes of objects, over the whole pack; deltas of trees
/// make honest packs far denser than honest archives.
const RATIO: u64 = 2000;
const RATIO_FREE: u64 = 64 << 20;
/// A delta starts with two sizes of at most ten bytes each.
const DELTA_START: usize = 20;

/// Checks the `count` entries that follow the header of a pack of `size` bytes. No base and no
/// result of a delta may exceed `largest`. The error says what is wrong.
pub(super) fn check(reader: &mut impl BufRead, count: u64, size: u64, largest: u64) -> Result<(), String> {
    let mut walk = Walk { reader, inflater: Decompress::new(true), starts: Vec::new(), at: 12, objects: 0 };
    let most = size.saturating_mul(RATIO).saturating_add(RATIO_FREE);
    for _ in 0..count {
        walk.entry(largest).map_err(|error| match error.kind() {
            io::ErrorKind::Other => error.to_string(),
            _ => "it is cut short or damaged".to_owned(),
        })?;
        if walk.objects > most {
            return Err(format!("its objects are more than {RATIO} times its size"));
        }
    }
    Ok(())
}

struct Walk<'a, R> {
    reader: &'a mut R,
    inflater: Decompress,
    /// Where entries begin, ascending: a delta may build on nothing else.
    starts: Vec<u64>,
    at: u64,
    /// Bytes of all objects so far, deltas resolved.
    objects: u64,
}

fn fault(detail: impl Into<String>) -> io::Error {
    io::Error::other(detail.into())
}

impl<R: BufRead> Walk<'_, R> {
    fn entry(&mut self, largest: u64) -> io::Result<()> {
        let start = self.at;
        let (kind, size) = self.kind_and_size()?;
        match kind {
            1..=4 => {}
            6 => {
                let base = start.checked_sub(self.base_distance()?);
                if base.is_none_or(|base| self.starts.binary_search(&base).is_err()) {
                    return Err(fault("a delta builds on what is no object"));
                }
            }
            7 => self.skip(20)?,
            _ => return Err(fault("an object of unknown type")),
        }
        self.starts.push(start);
        let beginning = self.inflate(size)?;
        if kind < 5 {
            self.objects = self.objects.saturating_add(size);
            return Ok(());
        }
        let (base, result) = delta_sizes(&beginning).ok_or_else(|| fault("a damaged delta"))?;
        if base > largest || result > largest {
            return Err(fault(format!("a delta of an object of {} bytes, more than the limit of {largest}", base.max(result))));
        }
        self.objects = self.objects.saturating_add(result);
        Ok(())
    }

    fn byte(&mut self) -> io::Result<u8> {
        let byte = *self.reader.fill_buf()?.first().ok_or(io::ErrorKind::UnexpectedEof)?;
        self.reader.consume(1);
        self.at += 1;
        Ok(byte)
    }

    fn skip(&mut self, count: u32) -> io::Result<()> {
        (0..count).try_for_each(|_| self.byte().map(drop))
    }

    /// Three bits of type and a size, seven bits a byte after the first four, low bits first.
    fn kind_and_size(&mut self) -> io::Result<(u8, u64)> {
        let first = self.byte()?;
        let mut size = u64::from(first & 15);
        let (mut shift, mut more) = (4, first & 0x80 != 0);
        while more {
            let byte = self.byte()?;
            if shift > 53 {
                return Err(fault("an object size beyond reason"));
            }
            size |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            more = byte & 0x80 != 0;
        }
        Ok((first >> 4 & 7, size))
    }

    /// How far before this entry the base of the delta starts.
    fn base_distance(&mut self) -> io::Result<u64> {
        let mut byte = self.byte()?;
        let mut distance = u64::from(byte & 0x7f);
        while byte & 0x80 != 0 {
            if distance >= 1 << 50 {
                return Err(fault("a delta builds on what is no object"));
            }
            byte = self.byte()?;
            distance = ((distance + 1) << 7) | u64::from(byte & 0x7f);
        }
        Ok(distance)
    }

    /// Inflates exactly `size` bytes and returns the first few of them.
    fn inflate(&mut self, size: u64) -> io::Result<Vec<u8>> {
        self.inflater.reset(true);
        let mut beginning = Vec::new();
        let mut out = [0; 1 << 14];
        loop {
            let input = self.reader.fill_buf()?;
            let is_last = input.is_empty();
            let (taken, given) = (self.inflater.total_in(), self.inflater.total_out());
            let status = self.inflater.decompress(input, &mut out, FlushDecompress::None)?;
            let taken = (self.inflater.total_in() - taken) as usize;
            let given = (self.inflater.total_out() - given) as usize;
            self.reader.consume(taken);
            self.at += taken as u64;
            let room = DELTA_START - beginning.len();
            beginning.extend_from_slice(&out[..given.min(room)]);
            let total = self.inflater.total_out();
            match status {
                _ if total > size => return Err(fault("an object larger than it claims")),
                Status::StreamEnd if total == size => return Ok(beginning),
                Status::StreamEnd => return Err(fault("an object smaller than it claims")),
                _ if is_last || (taken == 0 && given == 0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                _ => {}
            }
        }
    }
}

/// Sizes of base and result, seven bits a byte, low bits first.
fn delta_sizes(text: &[u8]) -> Option<(u64, u64)> {
    let mut bytes = text.iter();
    let mut size = || {
        let mut size = 0u64;
        for shift in (0..=56).step_by(7) {
            let byte = bytes.next()?;
            size |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(size);
            }
        }
        None
    };
    Some((size()?, size()?))
}
