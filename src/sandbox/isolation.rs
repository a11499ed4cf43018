//! What holds a worker in, and by how much: a value that the worker states before it reads a submitted byte.
//! It depends on the machine, so it belongs to a run, never to a report.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// One way of holding a process in; each of them holds without the others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Mechanism {
    /// Opens its submission for reading, its store and scratch folder for writing, and nothing else (Landlock).
    Files,
    /// No socket, no program, no process, no signal to others, no code but the program's own (seccomp).
    Calls,
    /// Memory, size of written files and open descriptors are bounded; no core dump, no tracing.
    Limits,
    /// Holds no descriptor but its three pipes.
    Descriptors,
}

impl Mechanism {
    pub const ALL: [Self; 4] = [Self::Files, Self::Calls, Self::Limits, Self::Descriptors];

    /// The name in run statements and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Calls => "system-calls",
            Self::Limits => "limits",
            Self::Descriptors => "descriptors",
        }
    }
}

/// How far a worker is held in, least first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub enum Level {
    /// By nothing but being a process of its own.
    #[default]
    Process,
    /// By some mechanisms and not by others.
    Partial,
    /// By all of them.
    Full,
}

impl Level {
    /// The name in run statements and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Process => "process",
            Self::Partial => "partial",
            Self::Full => "full",
        }
    }
}

/// The mechanisms that do not hold, and why not. Empty: all hold.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Isolation {
    pub missing: BTreeMap<Mechanism, String>,
}

impl Isolation {
    pub(super) fn of(outcomes: impl IntoIterator<Item = (Mechanism, Result<(), String>)>) -> Self {
        Self { missing: outcomes.into_iter().filter_map(|(mechanism, outcome)| Some((mechanism, outcome.err()?))).collect() }
    }

    /// Nothing holds, for one reason.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn none(why: &str) -> Self {
        Self::of(Mechanism::ALL.map(|mechanism| (mechanism, Err(why.to_owned()))))
    }

    pub fn level(&self) -> Level {
        match self.missing.len() {
            0 => Level::Full,
            missing if missing == Mechanism::ALL.len() => Level::Process,
            _ => Level::Partial,
        }
    }
}

/// `full`, or `partial (files: the kernel has no Landlock)`.
impl fmt::Display for Isolation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing: Vec<String> = self.missing.iter().map(|(mechanism, why)| format!("{}: {why}", mechanism.name())).collect();
        match missing.is_empty() {
            true => out.write_str(self.level().name()),
            false => write!(out, "{} ({})", self.level().name(), missing.join("; ")),
        }
    }
}
