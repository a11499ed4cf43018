//! The verdict: graded, with every reason that weighs.

use crate::report::model::{Coverage, Disposition, FileCoverage, Finding, Level, Limit, Notice, Reason, Verdict, VerdictValue};
use crate::syntax::grammar;

/// The decision on a review without an auditor's policy. It rests on findings: flows of mere metadata have no part in it.
pub fn verdict(findings: &[Finding], coverage: &Coverage, notices: &[Notice], limits: &[Limit]) -> Verdict {
    let given_up = limits.iter().filter(|limit| limit.name == Limit::FLOW_STEPS).map(|limit| limit.hits).sum();
    let errors = notices.iter().filter(|notice| notice.severity == Level::Error).count() as u64;
    let unfollowed = coverage.files.iter().filter(|file| is_unfollowed(file)).count() as u64;
    let followed = coverage.by_disposition(Disposition::Dataflow).0;
    let mut reasons = Vec::new();
    for (code, count, message) in [
        ("refused-paths", coverage.refused.len() as u64, "paths of the submission were refused"),
        ("refused-files", coverage.by_disposition(Disposition::Refused).0, "files were not read"),
        ("files-at-a-limit", coverage.by_disposition(Disposition::Limit).0, "files were given up at a limit"),
        (
            "unfollowed-files",
            unfollowed,
            "files in a language that candor follows have no syntax, or little; no data was followed there",
        ),
        ("nothing-followed", u64::from(followed == 0), "there was no code that data could be followed through"),
        ("flow-given-up", given_up, "budgets for following data were used up: flows may be missing"),
        ("stage-errors", errors, "stages met an error"),
        ("empty", u64::from(coverage.totals.files == 0), "there was nothing to review"),
        ("findings", findings.len() as u64, "findings stand"),
    ] {
        if count > 0 {
            reasons.push(Reason { code: code.to_owned(), message: message.to_owned(), count });
        }
    }
    let complete = reasons.iter().all(|reason| reason.code == "findings");
    let value = match (complete, findings.is_empty()) {
        (false, _) => VerdictValue::Incomplete,
        (true, false) => VerdictValue::Findings,
        (true, true) => VerdictValue::Passed,
    };
    Verdict { value, reasons, policy: None }
}

/// Code that should have been followed and was not: what a vendor might hide data's way in.
fn is_unfollowed(file: &FileCoverage) -> bool {
    let followable = file.language.as_deref().is_some_and(|language| grammar::by_id(language).is_some());
    followable
        && file.bytes > 0
        && match file.disposition {
            Disposition::Dataflow => file.error_bytes > file.bytes / 2,
            Disposition::Syntax | Disposition::Lexical | Disposition::Opaque => true,
            // They have reasons of their own.
            Disposition::Refused | Disposition::Limit => false,
        }
}
