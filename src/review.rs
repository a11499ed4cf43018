//! A submission → a report: the stages in order, run in a worker, and what the parent makes of its answer.
//! The order of the stages is in `stages`; nothing here decides anything.

mod admission;
mod assemble;
mod attempts;
mod identity;
mod ledger;
mod outcome;
mod recall;
mod rerun;
pub mod rules;
mod seal;
mod stages;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

pub use admission::Admission;
pub use identity::submission_id;
pub use outcome::{Outcome, ReviewError, Unmodelled};
pub use rerun::{Comparison, compare};
pub use rules::identity;
pub use seal::{pack_input, reviewer};

use crate::base::{Diagnostic, Digest, Severity};
use crate::facts::Place;
#[cfg(all(debug_assertions, target_os = "linux"))]
use crate::sandbox::serve_probed;
pub use crate::sandbox::{Event, Isolation, Level, Progress, Stage, Worker, WorkerError, memory_of_machine};
use crate::sandbox::{Request, Task, serve};

/// What to review, and with what means.
#[derive(Clone, Debug, Default)]
pub struct Order {
    pub submission: PathBuf,
    /// The revision to read, when the submission is a repository.
    pub reference: Option<String>,
    /// The revision of the repository that the submission is, with which its files are compared.
    pub changed_since: Option<String>,
    /// The facts store, and what it may hold; `None`: no store.
    pub store: Option<Place>,
    /// Where a folder for temporary files may be made; `None`: where the system has them.
    pub scratch: Option<PathBuf>,
    /// Threads; 0: as many as there are processors.
    pub jobs: u32,
    /// Bytes of memory that the worker may use; `None`: seven eighths of the machine's.
    pub memory: Option<u64>,
    /// Whether the report is to hold no line of the submission's files.
    pub withheld: bool,
    /// A worker that is held in less than this reads nothing.
    pub isolation: Level,
    /// How long a worker may say nothing, or be at one file; `None`: ten minutes.
    pub patience: Option<Duration>,
}

/// Reviews a submission in a worker of its own, or in several when one ends early. This process does not open it.
pub fn review(order: &Order, admission: &mut Admission<'_>, tell: impl FnMut(Event)) -> Result<Outcome, ReviewError> {
    review_by(&order.worker()?, order, admission, tell)
}

/// As [`review`], by workers that are started as `worker` says.
pub fn review_by(
    worker: &Worker,
    order: &Order,
    admission: &mut Admission<'_>,
    mut tell: impl FnMut(Event),
) -> Result<Outcome, ReviewError> {
    let scratch = order.scratch()?;
    let ran = attempts::run(worker, order.request(Task::Review, scratch.path()), admission, &mut tell);
    order.hold_store(tell);
    let (answer, request) = ran?;
    let outcome = Outcome::check(answer, &request)?;
    admission.check(&outcome.report, &request)?;
    Ok(outcome)
}

/// The [`submission_id`] that a review of the submission would report, for no more than the cost of reading it.
pub fn receive(order: &Order, tell: impl FnMut(Event)) -> Result<Digest, ReviewError> {
    let scratch = order.scratch()?;
    outcome::check_received(order.worker()?.run(&order.request(Task::Receive, scratch.path()), tell, |_| false)?)
}

/// The library functions that a submission calls and no model row speaks of, most important first.
pub fn unmodelled(order: &Order, mut tell: impl FnMut(Event)) -> Result<Vec<Unmodelled>, ReviewError> {
    let scratch = order.scratch()?;
    let ran = order.worker()?.run(&order.request(Task::Unmodelled, scratch.path()), &mut tell, |_| false);
    order.hold_store(tell);
    outcome::check_unmodelled(ran?)
}

/// Serves one request of a parent candor on standard input and output.
pub fn worker() -> ExitCode {
    serve(stages::run)
}

/// As [`worker`], doing what the submission tells it; for tests.
#[cfg(all(debug_assertions, target_os = "linux"))]
pub fn probed_worker() -> ExitCode {
    serve_probed(stages::run)
}

impl Order {
    fn worker(&self) -> Result<Worker, ReviewError> {
        let mut worker = Worker::this_program()?;
        worker.limits.patience = self.patience.unwrap_or(worker.limits.patience);
        Ok(worker)
    }

    /// A folder of this review's own, the only one that its worker may write to besides the store. It goes with
    /// whatever a worker that was ended left in it.
    fn scratch(&self) -> Result<TempDir, ReviewError> {
        let mut builder = tempfile::Builder::new();
        builder.prefix("candor-");
        let made = self.scratch.as_ref().map_or_else(|| builder.tempdir(), |folder| builder.tempdir_in(folder));
        made.map_err(ReviewError::Scratch)
    }

    fn request(&self, task: Task, scratch: &Path) -> Request {
        use std::os::unix::ffi::OsStrExt as _;
        let bytes = |path: &Path| path.as_os_str().as_bytes().to_vec();
        Request {
            task,
            submission: bytes(&self.submission),
            reference: self.reference.clone(),
            changed_since: self.changed_since.clone(),
            store: self.store.as_ref().map(|store| bytes(&store.folder)),
            program: self.store.as_ref().and_then(|_| seal::program().ok()),
            scratch: Some(bytes(scratch)),
            jobs: self.threads(),
            memory: self.memory,
            withheld: self.withheld,
            isolation: self.isolation,
            excluded: Vec::new(),
            suspects: Vec::new(),
            lessened: None,
        }
    }

    /// Keeps the store within its bound, whatever became of the worker. A store that cannot be kept costs no review.
    fn hold_store(&self, mut tell: impl FnMut(Event)) {
        let held = self.store.as_ref().map_or(Ok(None), Place::hold);
        if let Err(error) = held {
            let message = format!("the facts store cannot be kept within its size: {error}");
            tell(Event::Diagnostic(Diagnostic::new(Severity::Warning, "store-not-held", message).help(error.help())));
        }
    }

    /// As the worker cannot see what the machine leaves it.
    fn threads(&self) -> u32 {
        match self.jobs {
            0 => thread::available_parallelism().map_or(1, |count| u32::try_from(count.get()).unwrap_or(u32::MAX)),
            jobs => jobs,
        }
    }
}
