//! Which findings of a report are told to somebody who is at work on the code: those that count, and if it is known what
//! changed, those whose way touches a file that changed. What is left out is counted.

use std::collections::BTreeSet;

use super::model::{Finding, Reason, Report, VerdictValue};

/// The findings to tell, and how many others there are.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Selection<'r> {
    /// By falling rank.
    pub findings: Vec<&'r Finding>,
    /// Findings whose way touches no file that changed.
    pub elsewhere: u64,
    /// Findings that the auditor's policy does not count.
    pub waived: u64,
}

impl<'r> Selection<'r> {
    /// `changed`: the paths of the files that changed; `None`: everything is told.
    pub fn of(report: &'r Report, changed: Option<&BTreeSet<String>>) -> Self {
        let waived = waived(report);
        let mut selection = Self::default();
        for finding in &report.findings {
            if waived.contains(finding.id.as_str()) {
                selection.waived += 1;
            } else if changed.is_some_and(|changed| !touches(finding, changed)) {
                selection.elsewhere += 1;
            } else {
                selection.findings.push(finding);
            }
        }
        selection
    }

    /// The verdict of `report` less what is not told: what is incomplete stays so, and so does what a policy finds elsewhere
    /// than in findings.
    pub fn verdict(&self, report: &Report) -> VerdictValue {
        let others = || report.verdict.reasons.iter().any(|reason| reason.code != Reason::FINDINGS);
        match report.verdict.value {
            VerdictValue::Findings if self.findings.is_empty() && !others() => VerdictValue::Passed,
            value => value,
        }
    }
}

/// Ids of the findings that the policy takes off the verdict.
fn waived(report: &Report) -> BTreeSet<&str> {
    let Some(judgement) = &report.judgement else { return BTreeSet::new() };
    let accepted = judgement.accepted.iter().map(|accepted| &accepted.finding);
    accepted.chain(&judgement.uncounted).chain(&judgement.disclosed).map(String::as_str).collect()
}

/// Whether a file of `changed` is on the way of the finding, or at an end of another flow that it stands for.
fn touches(finding: &Finding, changed: &BTreeSet<String>) -> bool {
    let ends = finding.ways().flatten().map(|(path, _)| path);
    ends.chain(finding.steps.iter().map(|step| step.path.as_str())).any(|path| changed.contains(path))
}
