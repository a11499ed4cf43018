//! Witnesses: the steps of a flow, from the source to the sink, by following `via` back through
//! functions. Explicit stack; at most [`LIMIT`] hops.

use super::domain::{NO_STEP, Site, StepId};
use super::meet::Segment;
use super::solve::Solution;
use super::summary::Hop;
use crate::link::FnId;

/// Most hops of one witness.
const LIMIT: usize = 400;

/// What happens at a hop, for the reader.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HopKind {
    Source,
    Read,
    Write,
    Library,
    /// Comes back from a call.
    Returned,
    /// Goes into a call.
    Passed,
    Sink,
}

/// One hop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WitnessStep {
    pub site: Site,
    pub kind: HopKind,
    /// A `Returned` hop whose data began inside the call: seen from here, the call is the source.
    pub begins: bool,
}

enum Task {
    /// Write out the chain that ends in this step.
    Chain(FnId, StepId),
    Emit(WitnessStep),
}

/// The hops of all segments in order.
pub fn witness(solution: &Solution, segments: &[Segment]) -> Vec<WitnessStep> {
    let mut out = Vec::new();
    let mut tasks: Vec<Task> = segments.iter().rev().map(|segment| Task::Chain(segment.function, segment.last)).collect();
    while let Some(task) = tasks.pop() {
        if out.len() >= LIMIT || tasks.len() > 8 * LIMIT {
            break;
        }
        match task {
            Task::Emit(step) => {
                if out.last() != Some(&step) {
                    out.push(step);
                }
            }
            Task::Chain(function, last) => chain(solution, function, last, &mut tasks),
        }
    }
    out
}

/// Pushes the chain's hops, last first, so that they are popped in order.
fn chain(solution: &Solution, function: FnId, last: StepId, tasks: &mut Vec<Task>) {
    let mut at = last;
    let mut guard = 0;
    while at != NO_STEP && guard < LIMIT {
        guard += 1;
        let step = solution.steps[function as usize][at as usize];
        let emit = |kind| Task::Emit(WitnessStep { site: Site { function, op: step.op }, kind, begins: step.prev == NO_STEP });
        match step.hop {
            Hop::Source => tasks.push(emit(HopKind::Source)),
            Hop::Read => tasks.push(emit(HopKind::Read)),
            Hop::Write => tasks.push(emit(HopKind::Write)),
            Hop::Library => tasks.push(emit(HopKind::Library)),
            Hop::Handed => tasks.push(emit(HopKind::Passed)),
            Hop::Sink => tasks.push(emit(HopKind::Sink)),
            Hop::Returned { callee, last } => {
                tasks.push(emit(HopKind::Returned));
                tasks.push(Task::Chain(callee, last));
            }
            Hop::Passed { callee, last } => {
                tasks.push(Task::Chain(callee, last));
                tasks.push(emit(HopKind::Passed));
            }
        }
        at = step.prev;
    }
}
