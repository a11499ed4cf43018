//! The order of work: rules compiled, what begins spread over the value-flow graph, every end followed back.

use super::back::REMOTE;
use super::edge::Hop;
use super::fields::Fields;
use super::graph::Graph;
use super::identity::Identities;
use super::lent::Lent;
use super::live::Wants;
use super::place::{PARTS, Place};
use super::rules::Rules;
use super::search::{Inner, Meeting, Search};
use super::seeds;
use super::spread::Spread;
use crate::ir::ValueId;
use crate::link::{FnId, Program};
use crate::models::{CapabilitySet, Catalogue, SinkKind, SourceKind, SourceSet};

/// What the engine found, before it is made into findings.
pub struct Solution {
    /// By function.
    pub shown: Vec<Shown>,
    /// Whole flows from a source to a sink. Sorted.
    pub meeting: Meeting,
    pub stats: SolveStats,
    pub(super) graph: Graph,
    pub(super) inner: Vec<Option<Inner>>,
}

/// What a function does whatever its data is.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// Operations at which a row with capabilities applied. Sorted.
    pub capabilities: Vec<(ValueId, CapabilitySet)>,
    /// Calls that only the default described, and whether data of interest entered them. Sorted.
    pub unmodelled: Vec<(ValueId, bool)>,
}

impl Solution {
    /// Who hands something of interest to whom, function values that are called included: callers and callees.
    pub fn handing(&self) -> impl Iterator<Item = (FnId, FnId)> {
        self.graph.edges.iter().filter_map(|edge| match (edge.step.hop, self.graph.get(edge.to).place) {
            (Hop::Handed(_), Place::Param(callee, _)) => Some((edge.step.site.function, callee)),
            _ => None,
        })
    }
}

impl Shown {
    /// Data of interest entered an unmodelled call.
    pub(super) fn entered(&mut self, op: ValueId) {
        if let Ok(at) = self.unmodelled.binary_search_by_key(&op, |&(op, _)| op) {
            self.unmodelled[at].1 = true;
        }
    }
}

/// Figures for the report and the bench.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SolveStats {
    /// Places at which something arrives.
    pub nodes: usize,
    pub edges: usize,
    pub ends: usize,
    /// Times places were too many to be told apart; each is a weaker answer.
    pub widened: usize,
    /// Ends whose search was cut off.
    pub exhausted: usize,
    /// Steps that data may spread by, and that it did.
    pub fuel: u64,
    pub steps: u64,
    /// Budgets that were used up, of spreading and of all searches together: flows may be missing.
    pub spent: usize,
    /// Most parts of one place that are told apart.
    pub parts_limit: usize,
    /// Most edges that are looked at for one end.
    pub work_limit: usize,
}

/// Runs the analysis over the whole program. `wanted`: the kinds of data that matter at a sink; other flows are left out.
pub fn solve(program: &Program, catalogue: &Catalogue, wanted: &dyn Fn(SinkKind) -> SourceSet) -> Solution {
    let rules = Rules::compile(catalogue, &program.names);
    let identities = Identities::of(program, &rules);
    let fields = Fields::of(program);
    let mut inputs = seeds::inputs(program, &rules);
    let lent = Lent::of(program);
    let wants = |kind: SinkKind| Wants::kinds(of_use(kind, wanted(kind)));
    let mut spread = Spread::new(program, &rules, &identities, &lent, &fields, &wants);
    spread.run(&mut inputs);
    let (graph, shown) = spread.finish();
    let mut search = Search::new(&graph, &inputs, wanted);
    let meeting = search.meet(program);
    let stats = SolveStats {
        nodes: graph.nodes.len(),
        edges: graph.edges.len(),
        ends: graph.ends.len(),
        widened: graph.widened,
        exhausted: meeting.exhausted,
        fuel: Graph::fuel(program),
        steps: graph.steps(program),
        spent: usize::from(graph.is_starved()) + usize::from(search.is_spent()),
        parts_limit: PARTS,
        work_limit: search.limit,
    };
    let inner = search.inner;
    Solution { shown, meeting, stats, graph, inner }
}

/// What is worth following to a sink: the data that matters there, and what may direct where it is read from. What the
/// outside gives to be run is followed apart ([`Spread::run`]), over places that lead to something run all the same.
fn of_use(sink: SinkKind, wanted: SourceSet) -> SourceSet {
    if sink.is_execution() && !wanted.is_empty() {
        SourceSet(wanted.0 & !SourceSet::of(SourceKind::Input).0).union(SourceSet::of(SourceKind::Network))
    } else if wanted.0 & !REMOTE.0 == 0 {
        wanted
    } else {
        wanted.union(REMOTE)
    }
}
