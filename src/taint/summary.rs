//! What one function does with data, as its callers need it, and what it shows by itself.

use crate::link::{FnId, NameId, SlotId};
use crate::models::{CapabilitySet, SinkKind};

use super::domain::{Entry, Info, Path, Site, StepId, Token};

/// Where data ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum End {
    /// A sink of a model row.
    Sink { kind: SinkKind, site: Site, through_file: bool },
    /// The place that names the destination of a sink at this site.
    Endpoint { site: Site },
}

/// Data that reaches an end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reach {
    pub token: Token,
    pub end: End,
    pub info: Info,
}

/// A place beyond the function where data waits for others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Cell {
    Slot(SlotId),
    /// The contents of a named thing.
    Channel(NameId),
    /// A parameter of a function.
    Param(FnId, u16),
    /// What a function returns of its own.
    Return(FnId),
    /// What a function writes of its own into what this parameter got.
    Out(FnId, u16),
}

/// Data put into a place beyond the function.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Store {
    pub cell: Cell,
    pub at: Path,
    pub token: Token,
    pub info: Info,
}

/// Data written to an object that the caller passed in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Out {
    pub param: u16,
    pub entry: Entry,
}

/// A call of a function value that the caller passed in: the value, and what its parameters get.
#[derive(Clone, PartialEq, Debug)]
pub struct Callback {
    pub callee: Token,
    pub site: Site,
    pub args: Vec<(u16, Entry)>,
}

/// What a function hands back to its callers. Lists are free of duplicates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    pub returns: Vec<Entry>,
    pub outs: Vec<Out>,
    pub callbacks: Vec<Callback>,
}

/// What a function does with what it has: its own sinks, what it stores, what it passes to callees.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    pub reaches: Vec<Reach>,
    pub stores: Vec<Store>,
    /// Operations at which a row with capabilities applied.
    pub capabilities: Vec<(u32, CapabilitySet)>,
    /// Calls that only the default described, and whether data of interest entered them.
    pub unmodelled: Vec<(u32, bool)>,
    /// Times a limit dropped something.
    pub widened: u32,
}

/// One hop of a witness.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// The operation at which it happens.
    pub op: u32,
    pub prev: StepId,
    pub hop: Hop,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Hop {
    /// The data is read from its source.
    Source,
    /// A field of a parameter, a slot or a channel is read.
    Read,
    /// It is written into an object or a slot.
    Write,
    /// A modelled or assumed library call passes it on.
    Library,
    /// It comes back from a call; the callee's own last step.
    Returned { callee: FnId, last: StepId },
    /// It goes into a call: the callee's part of the way comes next.
    Handed,
    /// It goes into a call which passes it on to a function value; the callee's own last step.
    Passed { callee: FnId, last: StepId },
    /// The sink.
    Sink,
}

impl Summary {
    /// Equal but for the ways: callers need to look again only when something new or surer is said.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        let entries = |a: &Entry, b: &Entry| a.at == b.at && a.token == b.token && a.info.confidence == b.info.confidence;
        same(&self.returns, &other.returns, entries)
            && same(&self.outs, &other.outs, |a, b| a.param == b.param && entries(&a.entry, &b.entry))
            && same(&self.callbacks, &other.callbacks, |a, b| {
                a.callee == b.callee && a.site == b.site && same(&a.args, &b.args, |(p, a), (q, b)| p == q && entries(a, b))
            })
    }
}

fn same<T>(a: &[T], b: &[T], equal: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
}
