//! Turns what a review found out into the statement that is signed: in-toto Statement v1 with the
//! predicate `source-review/v1`, in canonical JSON. Strict both ways: unknown fields, other types and
//! any bytes but the one canonical form are refused. No time, host, user or path of the reviewing
//! machine has a field here; times go into the `run/v1` statement beside it.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use super::layout;
use crate::base::json::{self, JsonError};
use crate::base::{Digest, display};

/// Why bytes are not a statement, or why a review makes none.
#[derive(Debug, thiserror::Error)]
pub enum StatementError {
    #[error("the statement is {0}")]
    Json(#[from] JsonError),
    #[error("the statement does not hold together: {0}")]
    Inconsistent(String),
}

/// `_type`: this one value and no other.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum StatementType {
    #[serde(rename = "https://in-toto.io/Statement/v1")]
    V1,
}

/// The predicate type of a review.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ReviewType {
    #[serde(rename = "https://candor.dev/source-review/v1")]
    V1,
}

/// The predicate type of the circumstances of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum RunType {
    #[serde(rename = "https://candor.dev/run/v1")]
    V1,
}

/// in-toto Statement v1; the types of `T` and `P` make confusion of predicates impossible.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Statement<T, P> {
    #[serde(rename = "_type")]
    pub kind: StatementType,
    pub predicate_type: T,
    pub subject: Vec<Subject>,
    pub predicate: P,
}

/// What an auditor signs: this was submitted, this report came of it.
pub type ReviewStatement = Statement<ReviewType, Review>;
/// When and how long a review ran: what may differ between two runs of the same review.
pub type RunStatement = Statement<RunType, Run>;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    pub name: String,
    pub digest: Sha256,
}

/// A digest set of one SHA-256: other algorithms beside it make some verifiers refuse the statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sha256 {
    pub sha256: Digest,
}

/// A file of the pack.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FileDescriptor {
    pub name: String,
    pub media_type: String,
    pub digest: Sha256,
}

/// The predicate `source-review/v1`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Review {
    /// `sha256:` and the digest of `report.json`.
    pub report_id: String,
    pub report: FileDescriptor,
    pub renderings: Vec<FileDescriptor>,
    pub source: Source,
    pub reviewer: Reviewer,
    pub result: ReviewResult,
}

/// What was submitted, in the terms of where it came from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Source {
    pub kind: SourceKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object_format: Option<ObjectFormat>,
    pub descriptors: Vec<SourceDescriptor>,
    pub submodules: Vec<Submodule>,
    pub refused: Vec<Refused>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    GitBundle,
    Git,
    Archive,
    Directory,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ObjectFormat {
    Sha1,
    Sha256,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SourceDescriptor {
    GitCommit(GitId),
    GitTree(GitId),
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Submodule {
    pub path: String,
    pub git_commit: GitId,
    /// Whether its source was part of the submission.
    pub supplied: bool,
}

/// A path that was not examined, and why.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    pub path: String,
    pub reason: String,
}

/// A git object id: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(transparent)]
pub struct GitId(String);

impl GitId {
    pub fn new(hex: &str) -> Option<Self> {
        let digits = hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        (digits && matches!(hex.len(), 40 | 64)).then(|| Self(hex.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for GitId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(&text).ok_or_else(|| serde::de::Error::custom("not a git object id in lower-case hexadecimal"))
    }
}

/// By what the review was done. The same reviewer on the same source makes the same report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviewer {
    pub tool: Tool,
    pub ruleset: Ruleset,
    pub parameters: BTreeMap<String, String>,
    pub limits: BTreeMap<String, u64>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    pub name: String,
    pub version: String,
    /// Of the program file that ran.
    pub digest: Sha256,
    /// The target triple it was built for.
    pub target: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruleset {
    pub version: String,
    pub digest: Sha256,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewResult {
    pub verdict: Verdict,
    /// Findings by confidence, and under `metadata` the flows of mere metadata, as the report counts them.
    pub counts: BTreeMap<String, u64>,
    pub coverage: Coverage,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Verdict {
    Passed,
    Findings,
    Incomplete,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    pub files: u64,
    pub analysed: u64,
    pub refused: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    pub digest: Sha256,
}

/// The predicate `run/v1`. Facts of the tool only; no host, user or path.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Run {
    /// RFC 3339, UTC, whole seconds: `2026-01-31T12:00:00Z`. Claimed by the reviewer's own clock.
    pub started: String,
    pub finished: String,
    pub jobs: u64,
    /// How far the process that read the submission was held in; absent in packs of before it was recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub isolation: Option<Isolation>,
    /// What was measured, by name and unit: `cpu_ms`, `peak_rss_kib`.
    pub measures: BTreeMap<String, u64>,
}

/// What kept the process that read the submission from everything else on the machine.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Isolation {
    pub level: IsolationLevel,
    /// The mechanisms that did not hold: `files`, `system-calls`, `limits`, `descriptors`.
    pub missing: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IsolationLevel {
    /// It was a process of its own, no more.
    Process,
    Partial,
    Full,
}

impl Source {
    /// All that comes from the submission as it stands.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let refused = self.refused.iter().flat_map(|refused| [refused.path.as_str(), refused.reason.as_str()]);
        self.submodules.iter().map(|submodule| submodule.path.as_str()).chain(refused)
    }
}

impl ReviewStatement {
    /// Reads a statement: canonical bytes, exact types, and parts that agree with each other.
    pub fn parse(bytes: &[u8]) -> Result<Self, StatementError> {
        let statement: Self = fixed_point(bytes)?;
        statement.check()?;
        Ok(statement)
    }

    /// The digest of `MANIFEST.sha256`.
    pub fn manifest(&self) -> Option<&Digest> {
        self.subject.first().map(|subject| &subject.digest.sha256)
    }

    pub(super) fn check(&self) -> Result<(), StatementError> {
        let review = &self.predicate;
        let names: Vec<_> = self.subject.iter().map(|subject| subject.name.as_str()).collect();
        match names[..] {
            [layout::MANIFEST] => {}
            [layout::MANIFEST, received] if is_file_name(received) && received != layout::MANIFEST => {}
            _ => return inconsistent("subjects are not MANIFEST.sha256 and at most one file as received"),
        }
        if review.report.name != layout::REPORT || review.report.media_type != layout::JSON_TYPE {
            return inconsistent("the report is not report.json");
        }
        if review.report_id != report_id(&review.report.digest.sha256) {
            return inconsistent("reportId is not the digest of the report");
        }
        let renderings = review.renderings.iter().map(|file| (file.name.as_str(), file.media_type.as_str()));
        if !renderings.eq(layout::RENDERINGS) {
            return inconsistent("the renderings are not report.html and report.sarif.json");
        }
        if !review.source.texts().all(is_presentable) {
            return inconsistent("a path of the source holds characters that act instead of showing");
        }
        Ok(())
    }
}

impl RunStatement {
    /// Reads a run statement as strictly as a review statement.
    pub fn parse(bytes: &[u8]) -> Result<Self, StatementError> {
        let statement: Self = fixed_point(bytes)?;
        statement.check()?;
        Ok(statement)
    }

    pub(super) fn check(&self) -> Result<(), StatementError> {
        let names = self.subject.iter().map(|subject| subject.name.as_str());
        if !names.eq([layout::STATEMENT, layout::GUIDE]) {
            return inconsistent("subjects are not statement.json and VERIFY.md");
        }
        if !is_utc(&self.predicate.started) || !is_utc(&self.predicate.finished) {
            return inconsistent("a time is not of the form 2026-01-31T12:00:00Z");
        }
        Ok(())
    }
}

/// `report.json` by the digest of its bytes.
pub fn report_id(report: &Digest) -> String {
    format!("sha256:{report}")
}

/// Whether `text` is a time of the form `2026-01-31T12:00:00Z`: RFC 3339, UTC, whole seconds, fixed
/// width, so that later times sort after earlier ones as text.
pub fn is_utc(text: &str) -> bool {
    let shaped = text.len() == 20
        && text.bytes().zip(*b"dddd-dd-ddTdd:dd:ddZ").all(|(have, want)| match want {
            b'd' => have.is_ascii_digit(),
            _ => have == want,
        });
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<u32>().ok()).unwrap_or(99);
    shaped
        && (1..=12).contains(&number(5..7))
        && (1..=31).contains(&number(8..10))
        && number(11..13) < 24
        && number(14..16) < 60
        && number(17..19) <= 60
}

/// Reads canonical bytes into `S` and demands that `S` gives them back: no `null` for an absent field, no
/// list for an object.
pub(super) fn fixed_point<S: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<S, StatementError> {
    let statement: S = json::from_canonical(bytes)?;
    if json::to_canonical(&statement)? == bytes { Ok(statement) } else { Err(JsonError::NotCanonical.into()) }
}

fn is_file_name(name: &str) -> bool {
    !name.is_empty() && !name.contains('/') && is_presentable(name)
}

pub(super) fn is_presentable(text: &str) -> bool {
    !text.chars().any(display::is_unsafe)
}

pub(super) fn inconsistent(why: &str) -> Result<(), StatementError> {
    Err(StatementError::Inconsistent(why.to_owned()))
}
