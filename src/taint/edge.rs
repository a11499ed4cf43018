//! Edges of the value-flow graph: what goes from one place to the next, by which operation, how surely.

use super::domain::{Confidence, Info, Site};
use super::graph::{EdgeId, NodeId};
use super::invocations::InvocationId;
use crate::ir::ValueId;
use crate::models::{SinkKind, SourceKind, TransformSet};

/// Where data ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum End {
    /// A sink of a model row. `called`: if a function lies there, the same row has it called.
    Sink { kind: SinkKind, site: Site, through_file: bool, called: bool },
    /// The place that names the destination of a sink at this site.
    Endpoint { site: Site },
}

/// How an edge brings something on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Hop {
    /// The same thing under another name.
    Plain,
    /// The data is read from its source.
    Source,
    /// What lies at the start names what is read here. Leads to the source, and to what is read as far as a caller's
    /// data directs it.
    Directs(SourceKind),
    /// A part is taken out, or a shared variable is read.
    Read,
    Write,
    /// A modelled or assumed library call passes it on.
    Library,
    /// A library takes the data out of a stream.
    Drained,
    /// It goes into a call.
    Handed(InvocationId),
    /// What a callee has of its own comes back from a call.
    Returned(InvocationId),
    /// It goes through a call: index into [`Graph::throughs`].
    Through(u32),
    /// What goes into a call names what is read there and comes back: index into [`Graph::throughs`].
    Reading(u32),
    Sink,
}

/// What goes over an edge.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Carries {
    All,
    Data,
    /// Names of destinations.
    Names,
}

impl Carries {
    pub(super) fn data(self) -> bool {
        self != Self::Names
    }

    pub(super) fn names(self) -> bool {
        self != Self::Data
    }
}

/// An edge before its ends are known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub site: Site,
    pub hop: Hop,
    pub confidence: Confidence,
    pub transforms: TransformSet,
    pub carries: Carries,
    pub distance: u8,
    /// The first operation that can see the outcome, where the order of operations matters; the last one there is for a
    /// sink, or a function that a library calls, that sees what is put into a call's result at any time.
    pub after: ValueId,
}

impl Step {
    pub(super) fn new(site: Site, hop: Hop, after: ValueId) -> Self {
        Self {
            site,
            hop,
            confidence: Confidence::Traced,
            transforms: TransformSet::EMPTY,
            carries: Carries::All,
            distance: 0,
            after,
        }
    }

    /// It goes this way whenever it comes to the start, and not when the operation runs.
    pub(super) fn is_late(&self) -> bool {
        matches!(self.hop, Hop::Sink | Hop::Handed(_)) && self.after == ValueId::MAX
    }

    #[must_use]
    pub(super) fn sure(mut self, confidence: Confidence) -> Self {
        self.confidence = self.confidence.max(confidence);
        self
    }

    #[must_use]
    pub(super) fn only(mut self, carries: Carries) -> Self {
        self.carries = carries;
        self
    }

    #[must_use]
    pub(super) fn long(mut self, distance: u8) -> Self {
        self.distance = distance;
        self
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub from: NodeId,
    pub to: NodeId,
    /// The next edge with the same start.
    pub next: EdgeId,
    pub step: Step,
}

impl Edge {
    pub(super) fn info(&self) -> Info {
        Info { confidence: self.step.confidence, transforms: self.step.transforms, distance: u16::from(self.step.distance) }
    }
}
