//! A submission → a report: the stages in order, run in a worker, and what the parent makes of its answer.
//! The order of the stages is in `stages`; nothing here decides anything.

mod assemble;
mod ledger;
mod outcome;
mod rules;
mod seal;
mod stages;

use std::path::PathBuf;
use std::process::ExitCode;

pub use outcome::{Outcome, ReviewError, Unmodelled};
pub use rules::identity;
pub use seal::pack_input;

pub use crate::sandbox::{Event, Progress, Stage};
use crate::sandbox::{Request, Task, Worker, serve};

/// What to review, and with what means.
#[derive(Clone, Debug)]
pub struct Order {
    pub submission: PathBuf,
    /// The revision to read, when the submission is a repository.
    pub reference: Option<String>,
    /// The folder of the facts store; `None`: no store.
    pub store: Option<PathBuf>,
    /// A folder for temporary files; `None`: the system's own.
    pub scratch: Option<PathBuf>,
    /// Threads; 0: as many as there are processors.
    pub jobs: u32,
}

/// Reviews a submission in a worker of its own. This process does not open it.
pub fn review(order: &Order, tell: impl FnMut(Event)) -> Result<Outcome, ReviewError> {
    Outcome::check(Worker::this_program()?.run(&order.request(Task::Review), tell)?)
}

/// The library functions that a submission calls and no model row speaks of, most important first.
pub fn unmodelled(order: &Order, tell: impl FnMut(Event)) -> Result<Vec<Unmodelled>, ReviewError> {
    outcome::check_unmodelled(Worker::this_program()?.run(&order.request(Task::Unmodelled), tell)?)
}

/// Serves one request of a parent candor on standard input and output.
pub fn worker() -> ExitCode {
    serve(stages::run)
}

impl Order {
    fn request(&self, task: Task) -> Request {
        use std::os::unix::ffi::OsStrExt as _;
        let bytes = |path: &PathBuf| path.as_os_str().as_bytes().to_vec();
        Request {
            task,
            submission: bytes(&self.submission),
            reference: self.reference.clone(),
            store: self.store.as_ref().map(bytes),
            scratch: self.scratch.as_ref().map(bytes),
            jobs: self.jobs,
        }
    }
}
