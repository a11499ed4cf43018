//! The driver: components of the call graph, callees first, the components of a level in parallel; then
//! what meets in slots. Budgets are counted rounds, so equal programs give equal results.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::meet::{self, Meeting};
use super::rules::Rules;
use super::summary::{Shown, Step, Summary};
use super::transfer::{Analysed, Context, analyse};
use crate::link::{FnId, Program};
use crate::models::Catalogue;

/// Most rounds over the members of one component.
const ROUNDS: usize = 8;
/// Components with more members than this get two rounds.
const LARGE: usize = 512;

/// What the engine found, before it is made into findings.
pub struct Solution {
    /// By function.
    pub summaries: Vec<Arc<Summary>>,
    pub shown: Vec<Shown>,
    pub steps: Vec<Vec<Step>>,
    /// Whole flows from a source to a sink, slots resolved. Sorted.
    pub meeting: Meeting,
    pub stats: SolveStats,
}

/// Figures for the report and the bench.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SolveStats {
    pub components: usize,
    pub largest_component: usize,
    pub most_rounds: usize,
    /// Times a limit dropped something; each is a weaker answer.
    pub widened: usize,
}

/// Runs the analysis over the whole program.
pub fn solve(program: &Program, catalogue: &Catalogue) -> Solution {
    let rules = Rules::compile(catalogue, &program.names);
    let count = program.functions.len();
    let mut summaries: Vec<Option<Arc<Summary>>> = vec![None; count];
    let mut shown: Vec<Shown> = vec![Shown::default(); count];
    let mut steps: Vec<Vec<Step>> = vec![Vec::new(); count];
    let mut stats = SolveStats::default();
    for level in &program.levels {
        let context = Context { program, rules: &rules, summaries: &summaries };
        let solved: Vec<Component> = level.par_iter().map(|members| solve_component(&context, members)).collect();
        for component in solved {
            stats.components += 1;
            stats.most_rounds = stats.most_rounds.max(component.rounds);
            stats.largest_component = stats.largest_component.max(component.members.len());
            for (id, analysed) in component.members {
                stats.widened += analysed.shown.widened as usize;
                summaries[id as usize] = Some(Arc::new(analysed.summary));
                shown[id as usize] = analysed.shown;
                steps[id as usize] = analysed.steps;
            }
        }
    }
    let summaries: Vec<_> = summaries.into_iter().map(Option::unwrap_or_default).collect();
    let meeting = meet::resolve(program, &rules, &summaries, &shown);
    stats.widened += meeting.widened;
    Solution { summaries, shown, steps, meeting, stats }
}

struct Component {
    members: Vec<(FnId, Analysed)>,
    rounds: usize,
}

fn solve_component(context: &Context<'_>, members: &[FnId]) -> Component {
    let mut fresh: FxHashMap<FnId, Arc<Summary>> = FxHashMap::default();
    if let [only] = members
        && !calls_itself(context.program, *only)
    {
        return Component { members: vec![(*only, analyse(context, &fresh, *only, Vec::new()))], rounds: 1 };
    }
    let limit = if members.len() > LARGE { 2 } else { ROUNDS };
    let mut analysed: Vec<Option<Analysed>> = members.iter().map(|_| None).collect();
    let mut rounds = 0;
    while rounds < limit {
        rounds += 1;
        let mut changed = false;
        for (slot, &id) in analysed.iter_mut().zip(members) {
            let (old, steps) = match slot.take() {
                Some(previous) => (Some(previous.summary), previous.steps),
                None => (None, Vec::new()),
            };
            let next = analyse(context, &fresh, id, steps);
            changed |= old.is_none_or(|old| !same_effect(&old, &next.summary));
            fresh.insert(id, Arc::new(next.summary.clone()));
            *slot = Some(next);
        }
        if !changed {
            break;
        }
    }
    let members = members.iter().copied().zip(analysed).filter_map(|(id, one)| Some((id, one?))).collect();
    Component { members, rounds }
}

/// Equal but for the ways: rounds only need to go on while something new arrives.
fn same_effect(old: &Summary, new: &Summary) -> bool {
    old.returns.len() == new.returns.len()
        && old.outs.len() == new.outs.len()
        && old.reaches.len() == new.reaches.len()
        && old.stores.len() == new.stores.len()
        && old.callbacks.len() == new.callbacks.len()
}

fn calls_itself(program: &Program, id: FnId) -> bool {
    program.functions[id as usize].calls.iter().any(|targets| targets.edges.iter().any(|edge| edge.callee == id))
}
