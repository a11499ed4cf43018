//! The worker's side of a store: loads and saves entries and answers. Whatever is not there, cannot be read or is not sound is a
//! miss: another process may evict an entry at any moment. What a worker needs for it is what its confinement allows.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;
use std::time::SystemTime;

use super::folder::{Folder, write_whole};
use super::{CHECKSUM, Entry, Key, MAX_ENTRY, StoreError, now};
use crate::ir;

/// A folder of entries.
#[derive(Debug)]
pub struct Store {
    folder: Folder,
    opened: SystemTime,
}

impl Store {
    /// The store in `folder`, which is made if it is missing, and refused if it holds other things.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        Ok(Self { folder: Folder::claim(folder)?, opened: now() })
    }

    /// The entry under `key`, if there is a sound one. It counts as used.
    pub fn load(&self, key: Key) -> Option<Entry> {
        self.sound(key, |text| {
            let (entry, rest) = postcard::take_from_bytes::<Entry>(text).ok()?;
            let sound = entry.facts.as_ref().is_none_or(|facts| ir::validate(facts).is_ok());
            (sound && rest.is_empty()).then_some(entry)
        })
    }

    /// Writes an entry whole or not at all.
    pub fn save(&self, key: Key, entry: &Entry) -> io::Result<()> {
        self.write(key, postcard::to_extend(entry, vec![0; CHECKSUM]).map_err(io::Error::other)?)
    }

    /// The answer under `key`, if there is one that `read` takes for sound. It counts as used.
    pub fn answer<T>(&self, key: Key, read: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
        self.sound(key, read)
    }

    /// Writes an answer whole or not at all.
    pub fn keep_answer(&self, key: Key, answer: &[u8]) -> io::Result<()> {
        self.write(key, [&[0; CHECKSUM], answer].concat())
    }

    fn sound<T>(&self, key: Key, read: impl FnOnce(&[u8]) -> Option<T>) -> Option<T> {
        let mut file = File::open(self.folder.path_of(key)).ok()?;
        let about = file.metadata().ok()?;
        let mut bytes = Vec::with_capacity(usize::try_from(about.len()).ok().filter(|_| about.len() <= MAX_ENTRY)?);
        file.read_to_end(&mut bytes).ok()?;
        let sound = read(key.text_in(&bytes)?)?;
        // Once a review is enough. An entry that another user owns may not be marked, and is evicted the sooner.
        if about.modified().is_ok_and(|used| used < self.opened) {
            let _ = file.set_modified(self.opened);
        }
        Some(sound)
    }

    /// `bytes` begin with room for the checksum.
    fn write(&self, key: Key, mut bytes: Vec<u8>) -> io::Result<()> {
        let checksum = key.checksum(&bytes[CHECKSUM..]);
        bytes[..CHECKSUM].copy_from_slice(&checksum.0);
        if bytes.len() as u64 > MAX_ENTRY {
            return Ok(());
        }
        let path = self.folder.path_of(key);
        let shard = path.parent().unwrap_or(self.folder.path());
        match write_whole(shard, &path, &bytes) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(shard)?;
                write_whole(shard, &path, &bytes)?;
            }
            written => written?,
        }
        self.folder.count(bytes.len() as u64)
    }
}
