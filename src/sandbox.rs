//! The worker process that touches hostile bytes, and the parent that asks it.
//!
//! `candor` starts itself a second time, as a worker: it alone opens the submission, runs the stages and
//! sends progress and the bodies of the outcome over a pipe. The parent validates what comes back, signs and
//! writes. Grammars are C code; a memory bug there can lie about one submission, but it reaches no key,
//! and it cannot make the parent do anything but refuse: before it reads a submitted byte, the worker locks
//! itself in (`confine`) and says how far that held ([`Isolation`]).
//!
//! Invariant: whatever the other side writes, the parent ends with a checked outcome or an error that says
//! what happened. Knows nothing of stages: what the worker runs is handed to it.

#[cfg(target_os = "linux")]
mod confine;
mod ending;
mod isolation;
mod memory;
mod message;
mod parent;
#[cfg(all(debug_assertions, target_os = "linux"))]
mod probe;
mod watch;
mod worker;

pub use ending::{Cause, Death, Reading};
pub use isolation::{Isolation, Level, Mechanism};
pub use memory::memory_of_machine;
pub use message::{Bodies, Body, Depth, Exclusion, Failure, Lessened, Limits, Progress, Request, Stage, Submitted, Task};
pub use parent::{Answer, Event, Worker, WorkerError};
#[cfg(all(debug_assertions, target_os = "linux"))]
pub use probe::serve_probed;
pub use worker::{Reporter, serve};
