//! Locks the calling process in, for good: what it may open, which system calls it may make, how much it may
//! use. To be called while the process has one thread, before it reads a submitted byte. Every mechanism is
//! tried whatever became of the others; what does not hold is named.

mod calls;
mod files;
mod limits;

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt as _;
use std::path::PathBuf;

use super::isolation::{Isolation, Mechanism};
use super::message::Request;
use crate::intake;

/// What a worker may open, and how much it may use.
struct Plan {
    /// The submission; of a description of sources, also what lies beside it and belongs to it by name.
    submission: Vec<PathBuf>,
    /// Folders that it may also write to.
    folders: Vec<PathBuf>,
    /// Bytes of memory; `None`: a share of the machine's.
    memory: Option<u64>,
}

/// Locks this process in to what `request` needs.
pub(super) fn confine(request: &Request) -> Isolation {
    let path = |bytes: &Vec<u8>| PathBuf::from(OsString::from_vec(bytes.clone()));
    let plan = Plan {
        submission: intake::places(&path(&request.submission)),
        folders: request.store.iter().chain(&request.scratch).map(path).collect(),
        memory: request.memory,
    };
    // The filter of system calls is last: the others need calls that it refuses.
    Isolation::of([
        (Mechanism::Descriptors, limits::no_foreign_descriptors()),
        (Mechanism::Limits, limits::set(&plan)),
        (Mechanism::Files, files::restrict(&plan)),
        (Mechanism::Calls, calls::restrict()),
    ])
}
