//! What lies where in a store's folder, and whether a folder is a store: 256 folders of entries by the first two
//! digits of their keys, and a cache directory tag. Nothing without that tag is ever deleted from. Knows no entry's
//! content.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::NamedTempFile;

use super::tally::{self, Tally};
use super::{Key, StoreError, now};
use crate::base::Digest;

/// As backup programs know it (the Cache Directory Tagging Specification); its text says whose it is.
const TAG: &str = "CACHEDIR.TAG";
const TAG_TEXT: &str = "Signature: 8a477f597d28d172789f06886806bc55\n# facts that candor keeps; `candor store --help`\n";

/// Held by the process that looks through the store.
pub(super) const LOCK: &str = "lock";

/// How files begin that are not yet what they will be.
const UNFINISHED: &str = ".tmp";

/// A store's folder.
#[derive(Clone, Debug)]
pub(super) struct Folder(PathBuf);

/// A file of the store, by its name.
pub(super) enum File {
    Entry(Key),
    /// Being written, or left by a process that was killed.
    Unfinished,
    /// Not candor's.
    Other,
}

/// A file as it was when it was looked at.
pub(super) struct Seen {
    pub(super) file: File,
    pub(super) path: PathBuf,
    pub(super) bytes: u64,
    /// When it was last used; of an unfinished one, written to.
    pub(super) used: SystemTime,
}

impl Folder {
    /// Takes `path` for a store: makes it if it is missing, tags it if nothing else lies in it.
    pub(super) fn claim(path: &Path) -> Result<Self, StoreError> {
        fs::create_dir_all(path).map_err(StoreError::disk("create", path))?;
        let folder = Self(path.to_owned());
        if folder.is_tagged()? {
            return Ok(folder);
        }
        if folder.check_ours()? {
            tally::create(path, now()).map_err(StoreError::disk("write to", path))?;
        }
        write_whole(path, &path.join(TAG), TAG_TEXT.as_bytes()).map_err(StoreError::disk("write to", path))?;
        Ok(folder)
    }

    /// The store in `path`, if there is one.
    pub(super) fn existing(path: &Path) -> Result<Option<Self>, StoreError> {
        let folder = Self(path.to_owned());
        match path.is_dir() && (folder.is_tagged()? || !folder.check_ours()?) {
            true => Ok(Some(folder)),
            false => Ok(None),
        }
    }

    /// Whether the tag is there. One of another program's says that the folder is not for us.
    fn is_tagged(&self) -> Result<bool, StoreError> {
        match fs::read(self.0.join(TAG)) {
            Ok(text) if text == TAG_TEXT.as_bytes() => Ok(true),
            Ok(_) => Err(StoreError::Foreign { path: self.0.clone() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(StoreError::Disk { action: "read", path: self.0.join(TAG), source: error }),
        }
    }

    /// Refuses a folder without a tag in which anything but a store's files lies; `true`: it is empty.
    fn check_ours(&self) -> Result<bool, StoreError> {
        let mut empty = true;
        for entry in fs::read_dir(&self.0).map_err(StoreError::disk("read", &self.0))? {
            let name = entry.map_err(StoreError::disk("read", &self.0))?.file_name();
            let name = name.to_str().unwrap_or_default();
            let ours = is_shard(name) || name == LOCK || name == tally::NAME || name.starts_with(UNFINISHED);
            if !ours {
                return Err(StoreError::Foreign { path: self.0.clone() });
            }
            empty = false;
        }
        Ok(empty)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    pub(super) fn path_of(&self, key: Key) -> PathBuf {
        let name = key.0.hex();
        let (first, rest) = name.split_at(2);
        self.0.join(first).join(rest)
    }

    /// Adds to the count of bytes; a store without one gets it when it is looked through.
    pub(super) fn count(&self, bytes: u64) -> io::Result<()> {
        tally::add(&self.0, on_disk(bytes))
    }

    pub(super) fn tally(&self) -> Option<Tally> {
        tally::read(&self.0)
    }

    /// Looks at all files, in no order. What vanishes meanwhile is left out; links are not followed.
    pub(super) fn look(&self, mut see: impl FnMut(Seen)) -> Result<(), StoreError> {
        let shards = (0..=u8::MAX).map(|first| format!("{first:02x}"));
        for shard in shards {
            self.look_into(&self.0.join(&shard), Some(&shard), &mut see)?;
        }
        self.look_into(&self.0, None, &mut see)
    }

    fn look_into(&self, place: &Path, shard: Option<&str>, see: &mut impl FnMut(Seen)) -> Result<(), StoreError> {
        let listed = match fs::read_dir(place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            listed => listed.map_err(StoreError::disk("read", place))?,
        };
        for entry in listed {
            let entry = entry.map_err(StoreError::disk("read", place))?;
            let Ok(about) = entry.metadata() else { continue };
            let name = entry.file_name();
            let name = name.to_str().unwrap_or_default();
            let file = match shard {
                _ if about.is_file() && name.starts_with(UNFINISHED) => File::Unfinished,
                Some(first) => match Digest::from_hex(&format!("{first}{name}")) {
                    Some(digest) if about.is_file() => File::Entry(Key(digest)),
                    Some(_) | None => File::Other,
                },
                None if is_shard(name) || [TAG, LOCK, tally::NAME].contains(&name) => continue,
                None => File::Other,
            };
            let used = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            see(Seen { file, path: entry.path(), bytes: on_disk(about.len()), used });
        }
        Ok(())
    }
}

/// Two hexadecimal digits, as keys have them.
fn is_shard(name: &str) -> bool {
    name.len() == 2 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The room that a file takes: file systems give it in blocks.
fn on_disk(bytes: u64) -> u64 {
    bytes.next_multiple_of(4096)
}

/// Writes a file whole or not at all, over an older one.
pub(super) fn write_whole(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = NamedTempFile::with_prefix_in(UNFINISHED, folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
