//! The statements that stand beside a review in `<name>.intoto.jsonl`: when it ran (`run/v1`), what came of
//! doing it again (`rerun/v1`), what the vendor says to its findings (`vendor-response/v1`). As strict as the
//! review's own statement. A vendor's words are shown beside a finding; nothing here can take one away.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::layout;
use super::statement::{
    Ruleset, RunStatement, Statement, StatementError, Subject, Tool, fixed_point, inconsistent, is_presentable,
};
use crate::base::{Digest, json};

/// Longer answers belong into a document of their own.
const MAX_TEXT: usize = 4096;

/// The predicate type of a vendor's response.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ResponseType {
    #[serde(rename = "https://candor.dev/vendor-response/v1")]
    V1,
}

/// The predicate type of a repeated review.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum RerunType {
    #[serde(rename = "https://candor.dev/rerun/v1")]
    V1,
}

/// Both have `report.json` as their only subject.
pub type ResponseStatement = Statement<ResponseType, Response>;
pub type RerunStatement = Statement<RerunType, Rerun>;

/// The predicate `vendor-response/v1`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    /// By id of the finding, each at most once.
    pub responses: Vec<FindingResponse>,
}

/// What a vendor says to one finding. Status and justification are those of OpenVEX 0.2.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FindingResponse {
    pub finding: String,
    pub fingerprint: String,
    pub position: Position,
    pub status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub justification: Option<Justification>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub impact_statement: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_statement: Option<String>,
}

/// Whether the vendor says that the finding describes the code rightly.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Position {
    Accepted,
    Disputed,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    NotAffected,
    Affected,
    Fixed,
    UnderInvestigation,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Justification {
    ComponentNotPresent,
    VulnerableCodeNotPresent,
    VulnerableCodeNotInExecutePath,
    VulnerableCodeCannotBeControlledByAdversary,
    InlineMitigationsAlreadyExist,
}

/// The predicate `rerun/v1`: somebody did the review again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rerun {
    pub outcome: Outcome,
    /// The report of the rerun, whether or not it is the subject.
    pub report: Digest,
    pub tool: Tool,
    pub ruleset: Ruleset,
    /// Where the two differ, in the order of [`Stage`]; empty exactly if they are identical.
    pub stages: Vec<Stage>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    Identical,
    Different,
}

/// What a difference between two reports begins with: the first one is the cause, as far as a report tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    Submission,
    Tool,
    Rules,
    Coverage,
    Findings,
    Inventory,
}

impl ResponseStatement {
    pub fn parse(bytes: &[u8]) -> Result<Self, StatementError> {
        read(bytes, Self::check)
    }

    pub(super) fn check(&self) -> Result<(), StatementError> {
        check_subject(&self.subject)?;
        let responses = &self.predicate.responses;
        if !responses.is_sorted_by(|left, right| left.finding < right.finding) {
            return inconsistent("responses are not in order of finding, or a finding comes twice");
        }
        responses.iter().try_for_each(FindingResponse::check)
    }

    /// Whether every response is to a finding that `report` has, by id and fingerprint.
    pub fn check_findings(&self, report: &[u8]) -> Result<(), StatementError> {
        let report: Value = json::from_canonical(report)?;
        let known: BTreeMap<_, _> = ["findings", "metadata"]
            .into_iter()
            .filter_map(|list| report[list].as_array())
            .flatten()
            .filter_map(|finding| Some((finding["id"].as_str()?, finding["fingerprint"].as_str()?)))
            .collect();
        let fits = |response: &FindingResponse| known.get(response.finding.as_str()) == Some(&response.fingerprint.as_str());
        match self.predicate.responses.iter().all(fits) {
            true => Ok(()),
            false => inconsistent("a response is to a finding that the report does not have"),
        }
    }
}

impl FindingResponse {
    fn check(&self) -> Result<(), StatementError> {
        let texts =
            [Some(&self.finding), Some(&self.fingerprint), self.impact_statement.as_ref(), self.action_statement.as_ref()];
        let shows = |text: &&String| !text.is_empty() && text.len() <= MAX_TEXT && is_presentable(text);
        if !texts.iter().flatten().all(shows) {
            return inconsistent("a text is empty, too long, or holds characters that act instead of showing");
        }
        match self.status {
            Status::NotAffected if self.justification.is_none() && self.impact_statement.is_none() => {
                inconsistent("not_affected without a justification or an impactStatement")
            }
            Status::Affected if self.action_statement.is_none() => inconsistent("affected without an actionStatement"),
            Status::Affected | Status::Fixed | Status::UnderInvestigation if self.justification.is_some() => {
                inconsistent("a justification is for not_affected alone")
            }
            _ => Ok(()),
        }
    }
}

impl RerunStatement {
    pub fn parse(bytes: &[u8]) -> Result<Self, StatementError> {
        read(bytes, Self::check)
    }

    pub(super) fn check(&self) -> Result<(), StatementError> {
        check_subject(&self.subject)?;
        let rerun = &self.predicate;
        let same = self.subject.first().is_some_and(|subject| subject.digest.sha256 == rerun.report);
        if same != (rerun.outcome == Outcome::Identical) || same != rerun.stages.is_empty() {
            return inconsistent("the outcome of the rerun does not agree with its report");
        }
        if rerun.stages.is_sorted_by(|left, right| left < right) {
            Ok(())
        } else {
            inconsistent("stages are not in order, or one comes twice")
        }
    }
}

/// A statement beside a review.
#[derive(Clone, PartialEq, Debug)]
pub enum Companion {
    Run(RunStatement),
    Rerun(RerunStatement),
    Response(ResponseStatement),
}

impl Companion {
    /// Reads whichever statement this is; its predicate type says so, and only that one reads back.
    pub fn parse(bytes: &[u8]) -> Result<Self, StatementError> {
        let value: Value = json::from_canonical(bytes)?;
        match value["predicateType"].as_str() {
            Some("https://candor.dev/run/v1") => RunStatement::parse(bytes).map(Self::Run),
            Some("https://candor.dev/rerun/v1") => RerunStatement::parse(bytes).map(Self::Rerun),
            Some("https://candor.dev/vendor-response/v1") => ResponseStatement::parse(bytes).map(Self::Response),
            _ => Err(StatementError::Inconsistent("no statement that belongs beside a review".to_owned())),
        }
    }

    pub fn subject(&self) -> &[Subject] {
        match self {
            Self::Run(run) => &run.subject,
            Self::Rerun(rerun) => &rerun.subject,
            Self::Response(response) => &response.subject,
        }
    }
}

fn read<S: Serialize + serde::de::DeserializeOwned>(
    bytes: &[u8],
    check: impl FnOnce(&S) -> Result<(), StatementError>,
) -> Result<S, StatementError> {
    let statement = fixed_point(bytes)?;
    check(&statement)?;
    Ok(statement)
}

fn check_subject(subject: &[Subject]) -> Result<(), StatementError> {
    match subject {
        [only] if only.name == layout::REPORT => Ok(()),
        _ => inconsistent("the subject is not report.json"),
    }
}
