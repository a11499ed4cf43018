//! From findings and coverage to a decision: the verdict, and what the submission is made of and lacks.
//! Flows of mere metadata decide nothing. Incomplete is not clean: while anything was not examined, the verdict says so first.
//! Knows nothing of how findings came about; disclosures and policies of the auditor are to come here.

mod scope;
mod verdict;

pub use scope::scope;
pub use verdict::verdict;
