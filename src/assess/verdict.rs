//! The verdict: graded, with every reason that weighs.

use std::collections::BTreeSet;

use super::policy::Coverage;
use crate::report::model::{Disposition, FileCoverage, Level, Limit, Reason, Report, Verdict, VerdictValue};
use crate::syntax::{Nature, STRETCHES_LEFT_OUT, grammar, nature};

/// What a policy takes off a verdict, and what it adds.
pub(super) struct Waived {
    /// Languages that candor does not follow and need not.
    pub languages: BTreeSet<String>,
    /// Ids of findings that do not count.
    pub findings: BTreeSet<String>,
    /// Paths of files that need not be followed.
    pub files: BTreeSet<String>,
    /// Destinations that are not allowed.
    pub outside: u64,
    /// Destinations in countries that are not allowed.
    pub abroad: u64,
    /// Less was followed than has to be.
    pub uncovered: bool,
}

impl Waived {
    /// What holds without a policy.
    fn none() -> Self {
        let (findings, files, languages) = (BTreeSet::new(), BTreeSet::new(), Coverage::default().unsupported);
        Self { languages, findings, files, outside: 0, abroad: 0, uncovered: false }
    }
}

/// The decision on a review without an auditor's policy. It rests on findings: flows of mere metadata have no part in it.
pub fn verdict(report: &Report) -> Verdict {
    by(report, &Waived::none())
}

/// The same, less what is waived.
pub(super) fn by(report: &Report, waived: &Waived) -> Verdict {
    let coverage = &report.coverage;
    let given_up = report.limits.iter().filter(|limit| limit.name == Limit::FLOW_STEPS).map(|limit| limit.hits).sum();
    let errors = report.diagnostics.iter().filter(|notice| notice.severity == Level::Error).count() as u64;
    let open = || coverage.files.iter().filter(|file| !waived.files.contains(&file.path));
    let disposed = |disposition: Disposition| open().filter(|file| file.disposition == disposition).count() as u64;
    let findings = report.findings.iter().filter(|finding| !waived.findings.contains(&finding.id)).count() as u64;
    let followed = coverage.by_disposition(Disposition::Dataflow).0;
    let mut reasons = Vec::new();
    let unfollowed = open().filter(|file| is_unfollowed(file)).count() as u64;
    let unsupported = open().filter(|file| is_unsupported(file, &waived.languages)).count() as u64;
    for (code, count, one, several) in [
        (
            "refused-paths",
            coverage.refused.len() as u64,
            "a path of the submission was refused",
            "paths of the submission were refused",
        ),
        ("refused-files", disposed(Disposition::Refused), "a file was not read", "files were not read"),
        ("files-at-a-limit", disposed(Disposition::Limit), "a file was given up at a limit", "files were given up at a limit"),
        (
            "unfollowed-files",
            unfollowed,
            "a file in a language that candor follows has no syntax, or little, or stretches that were left out; no data was followed there",
            "files in a language that candor follows have no syntax, or little, or stretches that were left out; no data was followed there",
        ),
        (
            "unsupported-files",
            unsupported,
            "a file is in a programming language that candor does not follow",
            "files are in programming languages that candor does not follow",
        ),
        ("nothing-followed", u64::from(followed == 0), "there was no code that data could be followed through", ""),
        ("flow-given-up", given_up, GIVEN_UP, GIVEN_UP),
        ("stage-errors", errors, "a stage met an error", "stages met an error"),
        ("empty", u64::from(coverage.totals.files == 0), "there was nothing to review", ""),
        ("below-coverage", u64::from(waived.uncovered), "data was followed through fewer lines than the policy wants", ""),
        (Reason::FINDINGS, findings, "a finding stands", "findings stand"),
        (
            OUTSIDE,
            waived.outside,
            "a destination is not among those that the policy allows",
            "destinations are not among those that the policy allows",
        ),
        (
            ABROAD,
            waived.abroad,
            "a destination is in a country that the policy does not allow",
            "destinations are in countries that the policy does not allow",
        ),
    ] {
        let message = if count == 1 { one } else { several };
        if count > 0 {
            reasons.push(Reason { code: code.to_owned(), message: message.to_owned(), count });
        }
    }
    let value = match reasons.as_slice() {
        [] => VerdictValue::Passed,
        reasons if reasons.iter().all(|reason| [Reason::FINDINGS, OUTSIDE, ABROAD].contains(&reason.code.as_str())) => {
            VerdictValue::Findings
        }
        _ => VerdictValue::Incomplete,
    };
    Verdict { value, reasons, policy: None }
}

const GIVEN_UP: &str = "budgets for following data were used up: flows may be missing";
const OUTSIDE: &str = "endpoints-outside";
const ABROAD: &str = "endpoints-abroad";

/// Code that should have been followed and was not: what a vendor might hide data's way in.
pub(super) fn is_unfollowed(file: &FileCoverage) -> bool {
    let followable = file.language.as_deref().is_some_and(|language| grammar::by_id(language).is_some());
    followable
        && file.bytes > 0
        && match file.disposition {
            Disposition::Dataflow => {
                let gated = file.reason.as_deref().is_some_and(|reason| reason.contains(STRETCHES_LEFT_OUT));
                gated || file.error_bytes > file.bytes / 2
            }
            Disposition::Syntax | Disposition::Lexical | Disposition::Opaque => true,
            // They have reasons of their own.
            Disposition::Refused | Disposition::Limit => false,
        }
}

/// Code of a language that candor cannot follow and that `languages` does not name.
pub(super) fn is_unsupported(file: &FileCoverage, languages: &BTreeSet<String>) -> bool {
    let unsupported = |language: &str| {
        grammar::by_id(language).is_none() && nature(Some(language)) == Nature::Code && !languages.contains(language)
    };
    file.bytes > 0 && file.disposition == Disposition::Lexical && file.language.as_deref().is_some_and(unsupported)
}
