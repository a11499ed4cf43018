//! How a worker may end before it is done, and what it was at: from its exit status, its last words and the
//! files it had announced. A cause depends on the submission and on what the worker may use, not on the moment,
//! so that it may stand in a report.

use std::fmt;
use std::os::unix::process::ExitStatusExt as _;
use std::process::ExitStatus;

use serde::{Deserialize, Serialize};

use super::Stage;
use crate::base::Digest;

/// Why a worker ended. Shown as what comes after "the worker".
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Cause {
    /// It was refused memory.
    Memory,
    /// It made a system call that nothing in candor makes.
    ForbiddenCall,
    Signal(i32),
    Panic,
    Exit(i32),
    /// It said nothing for so many seconds, or was at one file for as long, and was ended.
    Stuck {
        seconds: u64,
    },
    /// The system does not say how.
    Unknown,
}

/// What allocators say before they give up: Rust's own and the one of the grammars.
const OUT_OF_MEMORY: [&str; 2] = ["memory allocation of ", "failed to allocate"];

impl Cause {
    /// Of a worker that closed its pipe. Its last words only tell one abort from another.
    pub(super) fn of(status: Option<ExitStatus>, stderr: &str) -> Self {
        const SIGABRT: i32 = 6;
        const SIGSYS: i32 = 31;
        let Some(status) = status else { return Self::Unknown };
        match (status.signal(), status.code()) {
            (Some(SIGSYS), _) => Self::ForbiddenCall,
            (Some(SIGABRT), _) if OUT_OF_MEMORY.iter().any(|words| stderr.contains(words)) => Self::Memory,
            (Some(signal), _) => Self::Signal(signal),
            (None, Some(101)) => Self::Panic,
            (None, Some(code)) => Self::Exit(code),
            (None, None) => Self::Unknown,
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory => out.write_str("ran out of memory"),
            Self::ForbiddenCall => out.write_str("was ended by the kernel at a system call that it must not make (signal 31)"),
            Self::Signal(9) => out.write_str("was killed (signal 9, which the kernel sends when memory runs out)"),
            Self::Signal(signal) => write!(out, "was ended by signal {signal}"),
            Self::Panic => out.write_str("panicked"),
            Self::Exit(code) => write!(out, "ended with exit code {code}"),
            Self::Stuck { seconds } => write!(out, "was ended because it came no further for {seconds} seconds"),
            Self::Unknown => out.write_str("disappeared"),
        }
    }
}

/// A file that a worker was at.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Reading {
    pub file: Digest,
    /// Safe to show.
    pub path: String,
}

/// A worker's end before it was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Death {
    pub cause: Cause,
    /// The stage that it had announced last.
    pub stage: Stage,
    /// The files that its threads were at, one a thread; for a stuck worker those that it was at for too long, if
    /// there are such.
    pub reading: Vec<Reading>,
    /// Its last words, safe to show.
    pub stderr: String,
}
