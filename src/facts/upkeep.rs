//! The parent's side of a store: keeps it within its bound, says what is in it, drops what is damaged. Looks at names,
//! sizes and times, and hashes; a worker that was taken over may have written anything into it.
//!
//! What was used least lately goes first. A review that runs meanwhile misses what is gone, and makes it again. The
//! store is looked through when the tally says that it is too large, or once a day. As it is then emptied to seven eighths,
//! the work is a small part of what writing the last eighth was; while a review runs, the store holds beyond its bound
//! what that review has written.

use std::fs::{self, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::folder::{File, Folder, LOCK, Seen};
use super::{Key, MAX_ENTRY, StoreError, now, tally};

/// Writing an entry takes no longer: an unfinished file that is older was left by a process that was killed.
const UNFINISHED_FOR: Duration = Duration::from_secs(60 * 60);

/// A store, and how many bytes it may hold between reviews.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    pub folder: PathBuf,
    pub most: u64,
}

/// What a store holds.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Contents {
    pub entries: u64,
    /// Of entries and unfinished files, in whole blocks.
    pub bytes: u64,
    pub oldest_use: Option<SystemTime>,
    pub latest_use: Option<SystemTime>,
    /// Files that are being written, or were left so.
    pub unfinished: u64,
    /// Files that are not candor's: they are not counted and not touched.
    pub other: u64,
}

/// What went.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Evicted {
    pub entries: u64,
    pub bytes: u64,
    /// What is left.
    pub left: u64,
}

/// What a look at every entry found.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Checked {
    pub entries: u64,
    /// Damaged or under another entry's name: deleted.
    pub dropped: u64,
}

impl Place {
    /// Evicts what exceeds the bound, if it is time to look; `None`: it was not, or another process is at it, or the
    /// folder is no store, as the worker said that could not use it.
    pub fn hold(&self) -> Result<Option<Evicted>, StoreError> {
        let folder = match Folder::existing(&self.folder) {
            Ok(Some(folder)) => folder,
            Ok(None) | Err(StoreError::Foreign { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let is_due = || folder.tally().is_none_or(|tally| tally.is_due(now(), self.most));
        if !is_due() {
            return Ok(None);
        }
        let lock = lock_file(&folder)?;
        match lock.try_lock() {
            Ok(()) if is_due() => evict(&folder, self.most, self.most / 8 * 7).map(Some),
            Ok(()) | Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(source)) => Err(StoreError::disk("lock", folder.path().join(LOCK))(source)),
        }
    }
}

impl Contents {
    /// Of the store in `folder`; all zero if there is none.
    pub fn of(folder: &Path) -> Result<Self, StoreError> {
        let mut contents = Self::default();
        if let Some(folder) = Folder::existing(folder)? {
            folder.look(|seen| contents.add(&seen))?;
        }
        Ok(contents)
    }

    fn add(&mut self, seen: &Seen) {
        match seen.file {
            File::Entry(_) => {
                self.entries += 1;
                self.oldest_use = Some(self.oldest_use.map_or(seen.used, |oldest| oldest.min(seen.used)));
                self.latest_use = self.latest_use.max(Some(seen.used));
            }
            File::Unfinished => self.unfinished += 1,
            File::Other => {
                self.other += 1;
                return;
            }
        }
        self.bytes += seen.bytes;
    }
}

/// Evicts from the store in `folder` until it holds at most `most` bytes. Waits for a process that is at it.
pub fn prune(folder: &Path, most: u64) -> Result<Evicted, StoreError> {
    match locked(folder)? {
        Some((folder, _lock)) => evict(&folder, most, most),
        None => Ok(Evicted::default()),
    }
}

/// Hashes every entry and drops those whose bytes are not what was written under their name. Whether what was written
/// makes sense is seen when it is loaded.
pub fn check(folder: &Path) -> Result<Checked, StoreError> {
    let mut checked = Checked::default();
    let Some((folder, _lock)) = locked(folder)? else { return Ok(checked) };
    let before = folder.tally();
    let (mut entries, mut bytes) = (Vec::new(), 0);
    folder.look(|seen| match seen.file {
        File::Entry(key) => entries.push((key, seen.bytes)),
        File::Unfinished => bytes += seen.bytes,
        File::Other => {}
    })?;
    entries.sort_unstable();
    for (key, size) in entries {
        let path = folder.path_of(key);
        match is_intact(key, &path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Ok(true) => bytes += size,
            Ok(false) => {
                remove(&path)?;
                checked.dropped += 1;
            }
            Err(source) => return Err(StoreError::disk("read", path)(source)),
        }
        checked.entries += 1;
    }
    tally::renew(folder.path(), before, now(), bytes).map_err(StoreError::disk("write to", folder.path()))?;
    Ok(checked)
}

fn is_intact(key: Key, path: &Path) -> io::Result<bool> {
    let fits = fs::symlink_metadata(path)?.len() <= MAX_ENTRY;
    Ok(fits && key.text_in(&fs::read(path)?).is_some())
}

/// The store, and the lock on it, which goes when it is dropped or this process ends.
fn locked(folder: &Path) -> Result<Option<(Folder, fs::File)>, StoreError> {
    let Some(folder) = Folder::existing(folder)? else { return Ok(None) };
    let lock = lock_file(&folder)?;
    lock.lock().map_err(StoreError::disk("lock", folder.path().join(LOCK)))?;
    Ok(Some((folder, lock)))
}

fn lock_file(folder: &Folder) -> Result<fs::File, StoreError> {
    let path = folder.path().join(LOCK);
    let opened = fs::File::options().create(true).truncate(false).write(true).open(&path);
    opened.map_err(StoreError::disk("write", path))
}

/// Clears away what killed processes left; above `most` bytes, evicts down to `to`. The caller holds the lock.
fn evict(folder: &Folder, most: u64, to: u64) -> Result<Evicted, StoreError> {
    let (before, now) = (folder.tally(), now());
    let mut entries = Vec::new();
    let mut left_over = Vec::new();
    let mut evicted = Evicted::default();
    folder.look(|seen| match seen.file {
        File::Entry(key) => {
            entries.push((seen.used, key, seen.bytes));
            evicted.left += seen.bytes;
        }
        // One from the future was written under another clock.
        File::Unfinished => match now.duration_since(seen.used).is_ok_and(|age| age < UNFINISHED_FOR) {
            true => evicted.left += seen.bytes,
            false => left_over.push(seen.path),
        },
        File::Other => {}
    })?;
    left_over.iter().try_for_each(|path| remove(path))?;
    entries.sort_unstable();
    let bound = if evicted.left > most { to } else { u64::MAX };
    for (_, key, bytes) in entries {
        if evicted.left <= bound {
            break;
        }
        remove(&folder.path_of(key))?;
        evicted.entries += 1;
        evicted.bytes += bytes;
        evicted.left -= bytes;
    }
    tally::renew(folder.path(), before, now, evicted.left).map_err(StoreError::disk("write to", folder.path()))?;
    Ok(evicted)
}

/// What is gone already is gone.
fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::disk("delete", path)(error)),
        Ok(()) | Err(_) => Ok(()),
    }
}
