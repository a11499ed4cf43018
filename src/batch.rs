//! Many submissions → a pack each, a ledger of all of them, and a signed index: one queue, one budget of threads and memory,
//! one worker process a submission.
//!
//! Invariants:
//! - A submission costs itself at most: whatever its worker does, the others are reviewed and recorded.
//! - A pack is put in place before the ledger says so. Killed between any two steps, a batch that is run again with the same
//!   output goes on where it was: what the ledger calls done, and whose pack still stands, is not done again; all else is.
//! - What the disk, the ledger or the log refuses ends the batch with an error; what was finished by then is kept.
//! - With a log, a submission is in it before its review, and its pack's signature before there is a pack.
//!
//! Knows nothing of terminals, and of clocks only what it is handed.

mod budget;
pub mod ledger;
mod one;
mod queue;
mod resume;
mod schedule;

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub use ledger::{Ledger, LedgerError};
pub use queue::{QueueError, Submission, check_vendor, list};
pub use schedule::run;

use crate::assess::Policy;
use crate::attest::PrivateKey;
use crate::attest::pack::PackError;
use crate::attest::statement::Run;
use crate::attest::trust::TrustError;
use crate::attest::write::index::IndexError;
use crate::facts::Place;
use crate::report::model::VerdictValue;
use crate::review::{Progress, ReviewError};
use crate::tlog::{Log, RecordError};

/// The ledger's name in the output folder, unless another place is named.
pub const LEDGER: &str = "ledger.sqlite";
/// The signed index's name in the output folder.
pub const INDEX: &str = crate::attest::index::NAME;

/// What to review, and with what means.
pub struct Batch<'a> {
    pub submissions: Vec<Submission>,
    /// The folder for packs and index; made if it is missing.
    pub output: PathBuf,
    pub ledger: PathBuf,
    /// Threads of all workers together, at least 1.
    pub jobs: u32,
    /// Bytes of all workers together.
    pub memory: u64,
    /// The facts store, and what it may hold; `None`: no store.
    pub store: Option<Place>,
    /// A folder for temporary files; `None`: the system's own.
    pub scratch: Option<PathBuf>,
    /// Whether reports are to hold no line of their submission's files.
    pub withheld: bool,
    /// The auditor's policy, and the day on which it is applied (`2026-11-29`).
    pub policy: Option<(&'a Policy, &'a str)>,
    /// What packs and index are signed with.
    pub key: &'a PrivateKey,
    /// What takes in submissions and signatures.
    pub log: Option<&'a Log>,
    pub clock: Clock,
}

/// The caller's clock: it reaches run statements and the ledger, never a report.
#[derive(Clone, Copy)]
pub struct Clock {
    pub now: fn() -> SystemTime,
    /// A run with so many threads that began then and ends now.
    pub run: fn(SystemTime, u32) -> Run,
}

/// What happens on the way, in the order it happens. Names are safe to show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event<'a> {
    /// How many submissions there are, and their bytes.
    Queued {
        submissions: usize,
        bytes: u64,
    },
    Started {
        slot: usize,
        name: &'a str,
        bytes: u64,
        threads: u32,
    },
    Progress {
        slot: usize,
        name: &'a str,
        progress: Progress,
    },
    /// About this machine.
    Note {
        name: &'a str,
        message: &'a str,
        help: Option<&'a str>,
    },
    /// Died beside others; is tried once more, alone.
    Retried {
        slot: usize,
        name: &'a str,
        error: &'a str,
    },
    Ended {
        slot: usize,
        name: &'a str,
        bytes: u64,
        ending: &'a Ending,
    },
    /// Something other than a submission failed: nothing more is begun.
    Stopping {
        error: &'a str,
    },
}

/// How it ended with one submission.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ending {
    Done(Done),
    /// Done by an earlier run; nothing has changed since.
    Kept(Done),
    Failed {
        error: String,
        help: Option<String>,
    },
}

/// A finished review.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done {
    pub verdict: VerdictValue,
    pub findings: u64,
    /// `sha256:…` of report.json.
    pub report_id: String,
    /// SHA-256 of attestation.dsse.json.
    pub attestation: crate::base::Digest,
}

/// All endings, by the name of the submission.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    pub endings: Vec<(String, Ending)>,
}

impl Summary {
    /// How many reviews ended with this verdict.
    pub fn count(&self, verdict: VerdictValue) -> usize {
        self.done().filter(|done| done.verdict == verdict).count()
    }

    pub fn failed(&self) -> usize {
        self.endings.len() - self.done().count()
    }

    /// How many were kept from an earlier run.
    pub fn kept(&self) -> usize {
        self.endings.iter().filter(|(_, ending)| matches!(ending, Ending::Kept(_))).count()
    }

    fn done(&self) -> impl Iterator<Item = &Done> {
        self.endings.iter().filter_map(|(_, ending)| ending.done())
    }
}

impl Ending {
    pub fn done(&self) -> Option<&Done> {
        match self {
            Self::Done(done) | Self::Kept(done) => Some(done),
            Self::Failed { .. } => None,
        }
    }
}

/// Why a batch ended before its end.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    #[error(transparent)]
    Queue(#[from] QueueError),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error("cannot {action} {}: {source}", path.display())]
    Disk { action: &'static str, path: PathBuf, source: io::Error },
    #[error("another batch writes into {}", path.display())]
    Busy { path: PathBuf },
    #[error("the output folder {} lies inside the submission {submission} and would change it", path.display())]
    Inside { path: PathBuf, submission: String },
    #[error("{done} of {total} submissions are done, then: {error}")]
    Stopped { done: usize, total: usize, error: StopError },
    #[error(transparent)]
    Index(#[from] IndexError),
    #[error("this key cannot sign what this log takes in: {0}")]
    Trust(#[from] TrustError),
}

/// What ends a batch that is under way.
#[derive(Debug, thiserror::Error)]
pub enum StopError {
    #[error(transparent)]
    Pack(#[from] PackError),
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error(transparent)]
    Review(#[from] ReviewError),
    #[error("the log did not take a signature in: {0}")]
    Record(#[from] RecordError),
    #[error("this program's own file cannot be read: {0}")]
    Program(io::Error),
}

impl BatchError {
    /// What to do next.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Queue(error) => Some(error.help()),
            Self::Ledger(error) => Some(error.help()),
            Self::Disk { .. } => Some("name a folder that you may write to, with space left, with --output DIR"),
            Self::Busy { .. } => Some("wait for it, or name another folder with --output DIR"),
            Self::Inside { .. } => Some("name another folder with --output DIR"),
            Self::Stopped { .. } => Some("what is done is kept; make room or repair what failed, and run the same command again"),
            Self::Index(_) => None,
            Self::Trust(error) => error.help(),
        }
    }

    fn disk<'p>(action: &'static str, path: &'p Path) -> impl FnOnce(io::Error) -> Self + 'p {
        move |source| Self::Disk { action, path: path.to_owned(), source }
    }
}
