//! The verdict: graded, with every reason that weighs.

use crate::report::model::{Coverage, Disposition, Finding, Level, Notice, Reason, Verdict, VerdictValue};

/// The decision on a review without an auditor's policy.
pub fn verdict(findings: &[Finding], coverage: &Coverage, notices: &[Notice]) -> Verdict {
    let errors = notices.iter().filter(|notice| notice.severity == Level::Error).count() as u64;
    let mut reasons = Vec::new();
    for (code, count, message) in [
        ("refused-paths", coverage.refused.len() as u64, "paths of the submission were refused"),
        ("refused-files", coverage.by_disposition(Disposition::Refused).0, "files were not read"),
        ("files-at-a-limit", coverage.by_disposition(Disposition::Limit).0, "files were given up at a limit"),
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
