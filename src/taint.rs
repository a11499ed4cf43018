//! Follows data through the linked program: one summary a function (what it returns, writes out, sends,
//! stores), callees first, then what meets in fields, globals and files. Turns [`crate::link::Program`]
//! and models into [`Solution`]: whole flows from sources to sinks with their witnesses.
//!
//! Tokens stand for sources, parameters, slots and channels; a token with `read` stands for what was read
//! from the thing that its root names, which is how remote-directed collection is seen. Confidence is the worst hop's.
//! Knows nothing of finding classes, paths of files or reports.

mod active;
mod apply;
mod arguments;
mod call;
mod contents;
mod default;
mod domain;
mod fields;
mod graph;
mod identity;
mod meet;
mod relevance;
mod rules;
mod solve;
mod summary;
mod transfer;
mod witness;

pub use domain::{Confidence, Info, Path, Root, Site, Token};
pub use meet::{Flow, Meeting, Segment};
pub use solve::{Solution, SolveStats, solve};
pub use summary::{End, Reach, Shown, Summary};
pub use witness::{HopKind, WitnessStep, witness};
