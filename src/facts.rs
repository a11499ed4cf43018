//! The facts of files on disk, so that a file that was read before is not parsed again: one entry a file
//! content and language, under a key of both and of everything that lowering depends on. No rules, no paths.
//! Beside them whole answers, so that the same program asked the same again need not think again: one entry a question.
//! A worker reads and writes entries (`store`); its parent keeps the store within its bound (`upkeep`), and
//! lists, hashes and deletes entries without believing what they say.
//! Invariant: an entry is what a fresh look at the file would say, or it is not there; what is damaged, under
//! another entry's name or not well formed is rebuilt. Knows nothing of snapshots.

mod folder;
mod store;
mod tally;
mod upkeep;

use std::io;
use std::path::PathBuf;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

pub use store::Store;
pub use upkeep::{Checked, Contents, Evicted, Place, check, prune};

use crate::base::Digest;
use crate::ir::FileFacts;
use crate::lower;
use crate::report::model::Disposition;
use crate::syntax::GATES_VERSION;
use crate::syntax::grammar::Grammar;

/// To be raised whenever entries are written another way.
const FORMAT: &[u8] = b"candor facts 3";

/// The same for answers.
const ANSWER_FORMAT: &[u8] = b"candor answer 1";

/// Bytes of the checksum before an entry's text.
const CHECKSUM: usize = 32;

/// No entry is larger: facts weigh a small multiple of their source, and a source file has at most a quarter of this.
const MAX_ENTRY: u64 = 1 << 30;

/// What one file said when it was examined.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Entry {
    pub disposition: Disposition,
    pub reason: Option<String>,
    pub lines: u64,
    pub error_bytes: u64,
    pub facts: Option<FileFacts>,
}

/// Where one entry is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Key(Digest);

impl Key {
    /// For a file whose bytes have this digest, read as `grammar`.
    pub fn of(bytes: &Digest, grammar: &Grammar) -> Self {
        let lowering = lower::lowering_digest(grammar);
        Self(Digest::of_parts(&[FORMAT, &GATES_VERSION.to_le_bytes(), &lowering.0, &bytes.0]))
    }

    /// For the answer to a question; the digest is of all that the answer follows from.
    pub fn of_answer(question: &Digest) -> Self {
        Self(Digest::of_parts(&[ANSWER_FORMAT, &question.0]))
    }

    /// The text of this key's entry, if `file` is that: neither damaged nor another's.
    fn text_in<'f>(&self, file: &'f [u8]) -> Option<&'f [u8]> {
        let (checksum, text) = file.split_at_checked(CHECKSUM)?;
        (self.checksum(text).0 == checksum).then_some(text)
    }

    fn checksum(&self, text: &[u8]) -> Digest {
        Digest::of_parts(&[&self.0.0, text])
    }
}

/// Why a store cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("cannot {action} {}: {source}", path.display())]
    Disk { action: &'static str, path: PathBuf, source: io::Error },
    #[error("{} holds other things than facts", path.display())]
    Foreign { path: PathBuf },
}

impl StoreError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Disk { .. } => "name a folder that you may write to, with space left, with --store DIR",
            Self::Foreign { .. } => "name a folder of its own, new or empty, with --store DIR",
        }
    }

    fn disk(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Disk { action, path: path.into(), source }
    }
}

/// When an entry was last used decides how long it stays, never what a report says.
#[expect(clippy::disallowed_methods, reason = "eviction alone looks at a clock")]
fn now() -> SystemTime {
    SystemTime::now()
}
