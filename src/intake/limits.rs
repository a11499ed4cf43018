//! The caps on what a submission may cost, and a reader that enforces them on decompressed bytes.
//! No declared size is trusted: only bytes that were really seen count.

use std::cell::Cell;
use std::io::{self, BufRead, Read};

use serde::Serialize;

/// Caps on one submission; what is beyond them is refused by name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Limits {
    /// Bytes of all files together; also bytes of an archive, before and after decompression.
    pub bytes: u64,
    /// Bytes of one file.
    pub file_bytes: u64,
    /// Files, directories, links and special files together.
    pub entries: u64,
    /// Components of one path.
    pub depth: u64,
    /// Decompressed bytes for one compressed byte, after the first MiB.
    pub ratio: u64,
    /// Bytes of one path, and of one link target.
    pub path_bytes: u64,
    /// Archives within each other among the files of a submission.
    pub nesting: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 4 << 30, file_bytes: 256 << 20, entries: 2_000_000, depth: 256, ratio: 200, path_bytes: 4096, nesting: 4 }
    }
}

/// Output that is free of the ratio rule: short runs of zeros compress beyond any honest ratio.
pub(super) const RATIO_FREE: u64 = 1 << 20;

/// A limit met while reading; travels inside an [`io::Error`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub(super) enum LimitHit {
    #[error("decompresses to more than {0} times its size")]
    Ratio(u64),
    #[error("decompresses to more than {0} bytes")]
    Bytes(u64),
}

impl LimitHit {
    pub(super) fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref::<Self>().copied()
    }
}

/// Compressed bytes in memory that count how many of them were taken.
pub(super) struct Input<'a> {
    pub(super) rest: &'a [u8],
    pub(super) taken: &'a Cell<u64>,
}

impl Read for Input<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.rest.read(out)?;
        self.taken.set(self.taken.get() + count as u64);
        Ok(count)
    }
}

impl BufRead for Input<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        // Decoders take all they are shown at times; small views keep the count close to the truth.
        Ok(&self.rest[..self.rest.len().min(1 << 15)])
    }

    fn consume(&mut self, count: usize) {
        self.rest = &self.rest[count..];
        self.taken.set(self.taken.get() + count as u64);
    }
}

/// Passes decompressed bytes on until they exceed the caps.
pub(super) struct Meter<'a, R> {
    inner: R,
    taken: &'a Cell<u64>,
    given: u64,
    ratio: u64,
    bytes: u64,
}

impl<'a, R: Read> Meter<'a, R> {
    /// `taken` counts what `inner` consumes of the compressed bytes.
    pub(super) fn new(inner: R, taken: &'a Cell<u64>, limits: &Limits) -> Self {
        Self { inner, taken, given: 0, ratio: limits.ratio, bytes: limits.bytes }
    }
}

impl<R: Read> Read for Meter<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // Bounded steps, so that a bomb is seen soon after its first excess byte.
        let step = out.len().min(1 << 18);
        let count = self.inner.read(&mut out[..step])?;
        self.given += count as u64;
        if self.given > self.bytes {
            return Err(io::Error::other(LimitHit::Bytes(self.bytes)));
        }
        if self.given > RATIO_FREE && self.given > self.taken.get().saturating_mul(self.ratio) {
            return Err(io::Error::other(LimitHit::Ratio(self.ratio)));
        }
        Ok(count)
    }
}
