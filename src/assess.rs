//! From findings and coverage to a decision: what the vendor disclosed of it, the verdict, and what the submission is made of
//! and lacks.
//! Flows of mere metadata decide nothing. Incomplete is not clean: while anything was not examined, the verdict says so first.
//! Knows nothing of how findings came about.

mod disclosure;
mod hosts;
mod judge;
mod policy;
mod scope;
mod verdict;

pub use disclosure::{
    DisclosureError, NAME as DISCLOSURE, declare, draft as draft_disclosure, follows, read as read_disclosure, submitted,
};
pub use judge::{code, judge};
pub use policy::{Policy, PolicyError};
pub use scope::scope;
pub use verdict::verdict;
