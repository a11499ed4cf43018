//! The bodies that a worker delivered → a checked outcome. The worker has read hostile bytes: nothing of
//! what it says is taken on trust but what the report itself is about.

use std::collections::BTreeSet;
use std::io;

use serde::{Deserialize, Serialize};

use super::{rules, submission_id};
use crate::assess::{self, Policy};
use crate::base::{Diagnostic, Digest, Severity, display};
use crate::report::compare;
use crate::report::model::{Disclosures, Notice, Report, ReportError, Tool, VerdictValue};
use crate::sandbox::{Answer, Bodies, Body, Isolation, Request, WorkerError};
use crate::tlog::LogError;

/// Why there is no outcome.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    #[error(transparent)]
    Worker(#[from] WorkerError),
    #[error("cannot make a folder for temporary files: {0}")]
    Scratch(io::Error),
    #[error("INCOMPLETE: the worker delivered a report that is refused: {0}")]
    Report(#[from] ReportError),
    #[error("INCOMPLETE: the worker delivered what does not belong together: {0}")]
    Body(String),
    #[error("INCOMPLETE: another submission than the one that was admitted to review")]
    OtherSubmission,
    #[error("the log did not take the submission in: {0}")]
    Log(#[from] LogError),
}

impl ReviewError {
    /// What to do next.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Worker(error) => error.help(),
            Self::Scratch(_) => Some("point TMPDIR at a directory that you can write to"),
            Self::Report(_) | Self::Body(_) => {
                Some("nothing was signed; treat the submission as an attack on the reviewing machine until shown otherwise")
            }
            Self::OtherSubmission => Some(
                "nothing was signed; if nobody changed the submission meanwhile, treat it as an attack on the reviewing machine",
            ),
            Self::Log(error) => error.help(),
        }
    }
}

/// A finished review, ready to be rendered and signed.
#[derive(Debug)]
pub struct Outcome {
    pub report: Report,
    /// The bytes of `report.json`.
    pub report_json: Vec<u8>,
    /// The bytes of `MANIFEST.sha256`.
    pub manifest: Vec<u8>,
    /// How far the worker was held in; for the run statement, not for the report.
    pub isolation: Isolation,
    /// The paths of the files that changed since the revision that was asked for, if one was.
    pub changed: Option<BTreeSet<String>>,
    /// No worker ended early: what was examined is all that there is to examine.
    pub whole: bool,
}

/// A library function that no model row speaks of.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unmodelled {
    /// Calls that data of interest enters.
    pub tainted: u64,
    pub calls: u64,
    pub language: String,
    pub name: String,
}

impl Outcome {
    /// Carries the history since `baseline`, whose report.json has the digest `id`, into the report. Same baseline, same bytes.
    /// Where this report holds no lines of code, those of the baseline do not come into it either.
    /// A disclosure is held against that of the baseline.
    pub fn since(mut self, baseline: &Report, id: &Digest) -> Result<Self, ReviewError> {
        let mut history = compare::history(baseline, id, &self.report);
        if self.report.code.as_ref().is_some_and(|code| code.withheld) {
            for fixed in &mut history.fixed {
                fixed.source.excerpt.clear();
                fixed.sink.excerpt.clear();
            }
            history.finish();
        }
        self.report.history = Some(history);
        if let Some(disclosures) = self.report.disclosures.take() {
            assess::declare(&mut self.report, disclosures, baseline.disclosures.as_ref());
        }
        self.report_json = self.report.to_json().map_err(ReportError::from)?;
        Ok(self)
    }

    /// Holds a disclosure that the auditor gives against the report, in place of one that lies in the submission. Before
    /// [`since`](Self::since). Same disclosure, same bytes.
    pub fn disclosed(mut self, disclosures: &Disclosures) -> Result<Self, ReviewError> {
        if let Some(submitted) = self.report.disclosures.take() {
            let message = "the submission has a disclosure of its own, which the one that the auditor gave stands in for";
            let aside = Diagnostic::new(Severity::Note, "disclosure-set-aside", message).at(submitted.path.unwrap_or_default());
            self.report.diagnostics.push(Notice::from(&aside));
            self.report.diagnostics.sort();
        }
        assess::declare(&mut self.report, disclosures.clone(), None);
        self.report.check()?;
        self.report_json = self.report.to_json().map_err(ReportError::from)?;
        Ok(self)
    }

    /// Judges the report by an auditor's policy, on the day `today`. Same policy and day, same bytes.
    pub fn under(mut self, policy: &Policy, today: &str) -> Result<Self, ReviewError> {
        let (verdict, judgement) = assess::judge(&self.report, policy, today);
        self.report.verdict = verdict;
        self.report.judgement = Some(judgement);
        self.report.check()?;
        self.report_json = self.report.to_json().map_err(ReportError::from)?;
        Ok(self)
    }

    pub(super) fn check(answer: Answer, request: &Request) -> Result<Self, ReviewError> {
        let mut bodies = answer.bodies;
        let changed = request.changed_since.as_ref().and_then(|_| bodies.remove(&Body::Changed));
        if changed.is_none() && request.changed_since.is_some() {
            return Err(ReviewError::Body("a review without the files that changed".to_owned()));
        }
        let changed = changed.map(|json| serde_json::from_slice(&json)).transpose();
        let changed = changed.map_err(|error| ReviewError::Body(error.to_string()))?;
        let [report_json, manifest] = take(bodies, [Body::Report, Body::Manifest])?;
        let report = Report::from_json(&report_json)?;
        let rules = rules::identity();
        if report.tool != Tool::this() || report.ruleset != rules {
            return Err(ReviewError::Body("a report of another candor or of other rules".to_owned()));
        }
        if report.source.manifest != Digest::of(&manifest) {
            return Err(ReviewError::Body("a report of another manifest".to_owned()));
        }
        if !assess::follows(&report) {
            return Err(ReviewError::Body("outcomes of a disclosure that do not follow from the report".to_owned()));
        }
        let verdict = assess::verdict(&report);
        if report.verdict != verdict || report.judgement.is_some() {
            return Err(ReviewError::Body("a verdict that does not follow from the report".to_owned()));
        }
        if report.code.as_ref().is_none_or(|code| code.withheld != request.withheld) {
            return Err(ReviewError::Body(
                "a report with lines of code that were not asked for, or without those that were".to_owned(),
            ));
        }
        let whole = request.excluded.is_empty() && request.lessened.is_none();
        if !whole && verdict.value != VerdictValue::Incomplete {
            return Err(ReviewError::Body("a complete review, though workers ended".to_owned()));
        }
        Ok(Self { report, report_json, manifest, isolation: answer.isolation, changed, whole })
    }
}

pub(super) fn check_unmodelled(answer: Answer) -> Result<Vec<Unmodelled>, ReviewError> {
    let [json] = take(answer.bodies, [Body::Unmodelled])?;
    let mut list: Vec<Unmodelled> = serde_json::from_slice(&json).map_err(|error| ReviewError::Body(error.to_string()))?;
    for row in &mut list {
        row.name = display::neutralise(&row.name).into_owned();
        row.language = display::neutralise(&row.language).into_owned();
    }
    Ok(list)
}

pub(super) fn check_received(answer: Answer) -> Result<Digest, ReviewError> {
    let [json] = take(answer.bodies, [Body::Received])?;
    Ok(submission_id(&Report::from_json(&json)?))
}

/// Exactly these bodies.
fn take<const N: usize>(mut bodies: Bodies, wanted: [Body; N]) -> Result<[Vec<u8>; N], ReviewError> {
    if bodies.len() != N || !wanted.iter().all(|body| bodies.contains_key(body)) {
        return Err(ReviewError::Body(format!("{wanted:?} was asked, {:?} was delivered", bodies.keys().collect::<Vec<_>>())));
    }
    Ok(wanted.map(|body| bodies.remove(&body).unwrap_or_default()))
}
