//! The value-flow graph as a search backwards wants it: edges by where they lead to, and the kinds of data that come over
//! each.

use super::domain::{Confidence, What};
use super::edge::{Carries, Edge, Hop};
use super::graph::{EdgeId, Graph, Node, NodeId, OWN};
use super::place::Place;
use crate::ir::ValueId;
use crate::link::FnId;
use crate::models::{SinkKind, SourceKind, SourceSet};

/// An edge as a search wants it.
#[derive(Clone, Copy)]
pub(super) struct Back {
    pub from: NodeId,
    pub edge: EdgeId,
    pub kind: Kind,
    pub confidence: Confidence,
    pub distance: u8,
    /// At the start lies something of its function's own.
    pub own: bool,
    /// The start is shared by all functions, or lies in another one.
    pub shared: bool,
    /// It lies in another one: the orders of the two say nothing of each other.
    pub apart: bool,
    /// At the start lies something that callers gave.
    pub formal: bool,
    /// The first operation that sees what comes this way; 0 where the order does not matter.
    pub time: ValueId,
    /// What lies at the start when this operation runs goes this way; `None`: whenever it comes there.
    pub runs: Option<ValueId>,
    /// Kinds of data that go this way.
    pub kinds: SourceSet,
    /// Names of destinations do.
    pub names: bool,
}

/// What a search does at an edge.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Local,
    Handed,
    Returned,
    Through,
    Directs,
    /// Leads from data that a caller directs to the same data: a way beside, for callers.
    Beside,
}

/// What a search wants to know of a node, in few bytes: it looks at many, all over memory.
#[derive(Clone, Copy, Default)]
struct Start {
    /// Where the edges that lead here begin.
    first: u32,
    marks: u8,
}

/// Something begins here: a source, the name of a destination, a parameter that the outside fills.
pub(super) const BEGINS: u8 = 1;
/// It comes from too many places in parameters to be told apart.
pub(super) const MANY: u8 = 2;
/// The order of operations decides what is seen here.
pub(super) const ORDERED: u8 = 4;

/// The edges that carry data of a source or names of destinations, by where they lead to.
pub(super) struct Backward {
    /// One list behind the other.
    edges: Vec<Back>,
    nodes: Vec<Start>,
    representatives: Vec<SourceKind>,
}

impl Backward {
    /// `inputs`: parameters that the outside fills; `wanted`: the kinds of data that matter at a sink.
    pub(super) fn of(graph: &Graph, inputs: &[(FnId, u16)], wanted: &dyn Fn(SinkKind) -> SourceSet) -> Self {
        let representatives = representatives(wanted);
        let kinds = kinds(graph, inputs, &representatives);
        // Most edges carry functions, or what comes from no source.
        let carries = |edge: &Edge| {
            let (data, names) = (edge.step.carries.data(), edge.step.carries.names());
            data && kinds[edge.from as usize].0 != 0 || names && graph.get(edge.from).names != 0
        };
        let mut first = vec![0; graph.nodes.len() + 1];
        for edge in graph.edges.iter().filter(|edge| carries(edge)) {
            first[edge.to as usize + 1] += 1;
        }
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut nodes: Vec<Start> = first.iter().map(|&first| Start { first, marks: 0 }).collect();
        for (start, node) in nodes.iter_mut().zip(&graph.nodes) {
            start.marks = marks(node, inputs);
        }
        let count = first.last().copied().unwrap_or(0) as usize;
        let mut filled = first;
        let mut edges = Vec::new();
        if let Some(edge) = graph.edges.first() {
            edges.resize(count, Back::of(graph, &kinds, 0, edge));
        }
        for (id, edge) in graph.edges.iter().enumerate().filter(|(_, edge)| carries(edge)) {
            let at = &mut filled[edge.to as usize];
            edges[*at as usize] = Back::of(graph, &kinds, id as EdgeId, edge);
            *at += 1;
        }
        Self { edges, nodes, representatives }
    }

    /// The edges that lead to a node.
    pub(super) fn leading_to(&self, node: NodeId) -> &[Back] {
        &self.edges[self.nodes[node as usize].first as usize..self.nodes[node as usize + 1].first as usize]
    }

    /// [`BEGINS`], [`MANY`], [`ORDERED`].
    pub(super) fn marks(&self, node: NodeId) -> u8 {
        self.nodes[node as usize].marks
    }

    /// Kinds of data as [`Back::kinds`] speaks of them.
    pub(super) fn represented(&self, kinds: SourceSet) -> SourceSet {
        let kinds = kinds.iter().map(|kind| self.representatives[kind as usize]);
        kinds.map(SourceSet::of).fold(SourceSet::EMPTY, SourceSet::union)
    }
}

fn marks(node: &Node, inputs: &[(FnId, u16)]) -> u8 {
    let begins = match node.place {
        Place::Source(..) | Place::Name(_) => true,
        Place::Param(function, param) => inputs.binary_search(&(function, param)).is_ok(),
        _ => false,
    };
    let mark = |holds: bool, mark: u8| if holds { mark } else { 0 };
    mark(begins, BEGINS) | mark(node.bit == OWN, MANY) | mark(node.place.ordered_in().is_some(), ORDERED)
}

impl Back {
    fn of(graph: &Graph, kinds: &[SourceSet], edge: EdgeId, one: &Edge) -> Self {
        let (from, to) = (graph.get(one.from), graph.get(one.to));
        let kind = match one.step.hop {
            _ if from.what == What::Directed && to.what == What::Data => Kind::Beside,
            Hop::Handed(_) => Kind::Handed,
            Hop::Returned(_) => Kind::Returned,
            Hop::Through(_) => Kind::Through,
            Hop::Reading(_) | Hop::Directs(_) => Kind::Directs,
            Hop::Plain | Hop::Source | Hop::Read | Hop::Write | Hop::Library | Hop::Drained | Hop::Sink => Kind::Local,
        };
        Self {
            from: one.from,
            edge,
            kind,
            confidence: one.step.confidence,
            distance: one.step.distance,
            time: match to.place.ordered_in() {
                Some(function) if from.place.ordered_in() == Some(function) => one.step.after.max(from.time),
                Some(_) => one.step.after,
                None => 0,
            },
            runs: (matches!(from.place, Place::Value(..) | Place::Object(..)) && !one.step.is_late()).then_some(one.step.site.op),
            own: from.all() & OWN != 0,
            shared: from.place.is_shared() || from.place.is_apart(to.place),
            apart: from.place.is_apart(to.place),
            formal: from.all() & !OWN != 0,
            kinds: if one.step.carries == Carries::Names { SourceSet::EMPTY } else { kinds[one.from as usize] },
            names: from.names != 0 && one.step.carries != Carries::Data,
        }
    }
}

/// Kinds of sources that somebody elsewhere controls.
pub(super) const REMOTE: SourceSet = SourceSet::of(SourceKind::Network).union(SourceSet::of(SourceKind::Input));

pub(super) fn is_remote(kind: SourceKind) -> bool {
    REMOTE.contains(kind)
}

/// By kind of source: the first kind that matters at the same sinks and stands for all of them.
fn representatives(wanted: &dyn Fn(SinkKind) -> SourceSet) -> Vec<SourceKind> {
    let sinks = |kind| SinkKind::ALL.iter().filter(move |&&sink| wanted(sink).contains(kind));
    let same = |a: SourceKind, b: SourceKind| a == b || !is_remote(a) && !is_remote(b) && sinks(a).eq(sinks(b));
    let first = |kind| SourceKind::ALL.iter().copied().find(|&other| same(kind, other)).unwrap_or(kind);
    SourceKind::ALL.iter().map(|&kind| first(kind)).collect()
}

/// By node: the kinds of data that come there, calls not told apart. What a reading brings counts as what directs it,
/// too.
fn kinds(graph: &Graph, inputs: &[(FnId, u16)], representatives: &[SourceKind]) -> Vec<SourceSet> {
    let mut kinds = vec![SourceSet::EMPTY; graph.nodes.len()];
    for (kinds, node) in kinds.iter_mut().zip(&graph.nodes) {
        let kind = match node.place {
            Place::Source(_, _, kind) => kind,
            Place::Param(function, param) if inputs.binary_search(&(function, param)).is_ok() => SourceKind::Input,
            _ => continue,
        };
        *kinds = SourceSet::of(representatives[kind as usize]);
    }
    let carrying = graph.edges.iter().filter(|edge| edge.step.carries != Carries::Names);
    let edges: Vec<(NodeId, NodeId, bool)> =
        carrying.map(|edge| (edge.from, edge.to, matches!(edge.step.hop, Hop::Directs(_) | Hop::Reading(_)))).collect();
    let mut carry = |&(from, to, directs): &(NodeId, NodeId, bool)| {
        let here = kinds[from as usize];
        let brought = if directs { SourceSet(here.0 & REMOTE.0) } else { here };
        let known = &mut kinds[to as usize];
        let new = brought.0 & !known.0 != 0;
        *known = known.union(brought);
        new
    };
    // Edges stand about in the order in which things flow, so a few sweeps do.
    let any = |new: bool, more: bool| new || more;
    while edges.iter().map(&mut carry).fold(false, any) && edges.iter().rev().map(&mut carry).fold(false, any) {}
    kinds
}
