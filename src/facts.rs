//! The facts of files on disk, so that a file that was read before is not parsed again: one entry a file
//! content and language, under a key of both and of everything that lowering depends on. No rules, no paths.
//! Invariant: an entry is what a fresh look at the file would say, or it is not there; what is damaged or not
//! well formed is rebuilt. Knows nothing of snapshots.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::base::Digest;
use crate::ir::{self, FileFacts};
use crate::lower;
use crate::report::model::Disposition;
use crate::syntax::GATES_VERSION;
use crate::syntax::grammar::Grammar;

/// To be raised whenever entries are written another way.
const FORMAT: &[u8] = b"candor facts 2";

/// Bytes of the checksum before an entry's text.
const CHECKSUM: usize = 32;

/// What one file said when it was examined.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Entry {
    pub disposition: Disposition,
    pub reason: Option<String>,
    pub lines: u64,
    pub error_bytes: u64,
    pub facts: Option<FileFacts>,
}

/// A folder of entries.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
}

/// Where one entry is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Key(Digest);

impl Key {
    /// For a file whose bytes have this digest, read as `grammar`.
    pub fn of(bytes: &Digest, grammar: &Grammar) -> Self {
        let lowering = lower::lowering_digest(grammar);
        Self(Digest::of_parts(&[FORMAT, &GATES_VERSION.to_le_bytes(), &lowering.0, &bytes.0]))
    }
}

impl Store {
    /// The store in `folder`, which is made if it is missing.
    pub fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// The entry under `key`, if there is a sound one.
    pub fn load(&self, key: Key) -> Option<Entry> {
        let file = fs::read(self.path(key)).ok()?;
        let (checksum, text) = file.split_at_checked(CHECKSUM)?;
        if Digest::of(text).0 != checksum {
            return None;
        }
        let (entry, rest) = postcard::take_from_bytes::<Entry>(text).ok()?;
        let sound = entry.facts.as_ref().is_none_or(|facts| ir::validate(facts).is_ok());
        (sound && rest.is_empty()).then_some(entry)
    }

    /// Writes an entry whole or not at all.
    pub fn save(&self, key: Key, entry: &Entry) -> io::Result<()> {
        let mut bytes = postcard::to_extend(entry, vec![0; CHECKSUM]).map_err(io::Error::other)?;
        let checksum = Digest::of(&bytes[CHECKSUM..]);
        bytes[..CHECKSUM].copy_from_slice(&checksum.0);
        let path = self.path(key);
        let folder = path.parent().unwrap_or(&self.folder);
        let mut file = match NamedTempFile::new_in(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder)?;
                NamedTempFile::new_in(folder)?
            }
            made => made?,
        };
        file.write_all(&bytes)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// Sorted into 256 folders by the first two digits.
    fn path(&self, key: Key) -> PathBuf {
        let name = key.0.hex();
        let (first, rest) = name.split_at(2);
        self.folder.join(first).join(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Key, Store};
    use crate::base::Digest;
    use crate::report::model::Disposition;
    use crate::syntax::grammar;

    #[test]
    fn an_entry_comes_back_as_it_was_and_a_damaged_one_does_not() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let store = Store::open(folder.path()).expect("a folder of our own");
        let python = grammar::by_id("python").expect("registered");
        let key = Key::of(&Digest::of(b"import os\n"), python);
        assert_eq!(store.load(key), None);
        let entry =
            Entry { disposition: Disposition::Lexical, reason: Some("empty".to_owned()), lines: 3, error_bytes: 2, facts: None };
        store.save(key, &entry).expect("writable");
        assert_eq!(store.load(key), Some(entry));
        let path = store.path(key);
        let mut bytes = std::fs::read(&path).expect("written");
        *bytes.last_mut().expect("not empty") ^= 1;
        std::fs::write(&path, bytes).expect("writable");
        assert_eq!(store.load(key), None);
    }
}
