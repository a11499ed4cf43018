//! Follows data through the linked program: from where it begins over every place at which it arrives, then from each
//! end back to what comes to it. Turns [`crate::link::Program`] and models into [`Solution`]: whole flows from sources to
//! sinks with their witnesses.
//!
//! The value-flow graph ([`graph`]) grows only where something flows. Calls are told apart: what one caller hands to a
//! function does not come back to another. What lies in fields of the tree's classes, in variables at file level and
//! in named files is shared by all who read there; small objects that many functions make for themselves are told apart
//! besides. Confidence is the worst hop's. What a coarse look at the whole program ([`coarse`]) says cannot come to an end
//! is left out.
//! Knows nothing of finding classes, paths of files or reports.

mod adjacent;
mod aggregates;
mod aim;
mod apply;
mod arguments;
mod back;
mod body;
mod callers;
mod calls;
mod channels;
mod children;
mod coarse;
mod default;
mod domain;
mod edge;
mod fields;
mod graph;
mod identity;
mod index;
mod invocations;
mod leading;
mod lent;
mod live;
mod objects;
mod operations;
mod outside;
mod place;
mod queue;
mod reach;
mod rules;
mod scope;
mod search;
mod seeds;
mod solve;
mod spread;
mod witness;

pub use domain::{Confidence, Info, Path, Site};
pub use edge::End;
pub use graph::EdgeId;
pub use search::{Flow, Led, Meeting, Origin};
pub use solve::{Shown, Solution, SolveStats, solve};
pub use witness::{HopKind, Touched, WitnessStep, is_picked, is_told, is_untouched, touched, witness};
