//! About how many bytes a store holds, known without looking through it: what the last look found, and what was
//! written since. Numbers of eight bytes, little-endian: when the store was looked through (seconds since 1970), the
//! bytes that it held, then those of each entry written. Writers append; who looks through the store writes a new tally.
//! A record that is lost or counted twice is made good by the next look: nothing but the time of that look rests on it.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::folder::write_whole;

pub(super) const NAME: &str = "tally";

/// A larger one is as good as none.
const MAX_BYTES: u64 = 64 << 20;

/// A store is looked through once in so long even if it is small: what killed processes left goes then.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Tally {
    looked: SystemTime,
    pub(super) bytes: u64,
    /// Of the file, by which it is known what was appended later.
    records: usize,
}

impl Tally {
    /// Whether a store that may hold `most` bytes is to be looked through at `now`.
    pub(super) fn is_due(&self, now: SystemTime, most: u64) -> bool {
        // A look that lies far in the future was made by another clock.
        let passed = now.duration_since(self.looked).unwrap_or_else(|ahead| ahead.duration());
        self.bytes > most || passed > DAY
    }
}

/// Of a store that is empty.
pub(super) fn create(folder: &Path, now: SystemTime) -> io::Result<()> {
    write(folder, now, 0, &[])
}

/// Adds an entry of `bytes`, if there is a tally.
pub(super) fn add(folder: &Path, bytes: u64) -> io::Result<()> {
    match File::options().append(true).open(folder.join(NAME)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        tally => tally?.write_all(&bytes.to_le_bytes()),
    }
}

/// `None`: there is none that makes sense.
pub(super) fn read(folder: &Path) -> Option<Tally> {
    let numbers = numbers(folder)?;
    let [looked, held, added @ ..] = numbers.as_slice() else { return None };
    let looked = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(*looked))?;
    let bytes = added.iter().fold(*held, |sum, bytes| sum.saturating_add(*bytes));
    Some(Tally { looked, bytes, records: numbers.len() })
}

/// Notes that the store was looked through and then held `bytes`, besides what was added after `before` was read.
pub(super) fn renew(folder: &Path, before: Option<Tally>, now: SystemTime, bytes: u64) -> io::Result<()> {
    let records = before.map_or(usize::MAX, |before| before.records);
    let numbers = numbers(folder).unwrap_or_default();
    write(folder, now, bytes, numbers.get(records..).unwrap_or_default())
}

fn write(folder: &Path, looked: SystemTime, bytes: u64, added: &[u64]) -> io::Result<()> {
    let looked = looked.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    let numbers = [looked, bytes].into_iter().chain(added.iter().copied());
    let text: Vec<u8> = numbers.flat_map(u64::to_le_bytes).collect();
    write_whole(folder, &folder.join(NAME), &text)
}

fn numbers(folder: &Path) -> Option<Vec<u64>> {
    let path = folder.join(NAME);
    if fs::metadata(&path).ok()?.len() > MAX_BYTES {
        return None;
    }
    let text = fs::read(path).ok()?;
    Some(text.as_chunks().0.iter().map(|bytes| u64::from_le_bytes(*bytes)).collect())
}
