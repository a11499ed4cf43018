//! The verdict: graded, with every reason that weighs.

use crate::report::model::{Coverage, Disposition, Finding, Level, Notice, Reason, Verdict, VerdictValue};

/// The decision on a review without an auditor's policy.
pub fn verdict(findings: &[Finding], coverage: &Coverage, notices: &[Notice]) -> Verdict {
    let mut reasons = Vec::new();
    let mut because = |code: &str, count: u64, message: &str| {
        if count > 0 {
            reasons.push(Reason { code: code.to_owned(), message: message.to_owned(), count });
        }
    };
    because("refused-paths", coverage.refused.len() as u64, "paths of the submission were refused");
    because("refused-files", coverage.by_disposition(Disposition::Refused).0, "files were not read");
    because("files-at-a-limit", coverage.by_disposition(Disposition::Limit).0, "files were given up at a limit");
    because("stage-errors", notices.iter().filter(|notice| notice.severity == Level::Error).count() as u64, "stages met an error");
    because("empty", u64::from(coverage.totals.files == 0), "there was nothing to review");
    let complete = reasons.is_empty();
    because("findings", findings.len() as u64, "findings stand");
    let value = match (complete, findings.is_empty()) {
        (false, _) => VerdictValue::Incomplete,
        (true, false) => VerdictValue::Findings,
        (true, true) => VerdictValue::Passed,
    };
    Verdict { value, reasons, policy: None }
}
