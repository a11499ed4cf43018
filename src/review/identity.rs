//! Whether two reviews would read the same submission.

use crate::base::{Digest, json};
use crate::report::Report;

/// One value of everything a report says about what was received, and nothing of what was found in it: source, refused
/// paths, and what is no regular file. The same for a review and for [`receive`](super::receive).
pub fn submission_id(report: &Report) -> Digest {
    let received = (&report.source, &report.coverage.refused, &report.coverage.special);
    Digest::of(&json::to_canonical(&received).expect("invariant: a report's parts have a canonical form"))
}
