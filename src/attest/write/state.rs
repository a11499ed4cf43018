//! Turns plain values into statements, each held to every rule that reading holds it to. What comes out of a submission
//! is escaped where it must be.

use serde::Serialize;

use crate::attest::companion::{FindingResponse, Rerun, RerunStatement, RerunType, Response, ResponseStatement, ResponseType};
use crate::attest::layout;
use crate::attest::statement::{
    FileDescriptor, Review, ReviewResult, ReviewStatement, ReviewType, Reviewer, Run, RunStatement, RunType, Sha256, Source,
    Statement, StatementError, StatementType, Subject, is_presentable, report_id,
};
use crate::base::{Digest, display, json};

/// All that goes into a review statement, as plain values.
#[derive(Clone, Debug)]
pub struct StatementInput {
    /// Digest of `MANIFEST.sha256`.
    pub manifest: Digest,
    /// Name (no path) and digest of the file as received, if the submission was one file.
    pub received: Option<(String, Digest)>,
    pub report: Digest,
    /// Name, media type and digest of each rendering.
    pub renderings: Vec<(String, String, Digest)>,
    pub source: Source,
    pub reviewer: Reviewer,
    pub result: ReviewResult,
}

impl From<Digest> for Sha256 {
    fn from(sha256: Digest) -> Self {
        Self { sha256 }
    }
}

impl Subject {
    pub fn new(name: &str, digest: Digest) -> Self {
        Self { name: name.to_owned(), digest: digest.into() }
    }
}

impl ReviewStatement {
    /// The statement over `input`.
    pub fn new(input: StatementInput) -> Result<Self, StatementError> {
        let mut subject = vec![Subject::new(layout::MANIFEST, input.manifest)];
        subject.extend(input.received.map(|(name, digest)| Subject::new(&presentable(&name), digest)));
        let file = |name: &str, media_type: &str, digest: Digest| FileDescriptor {
            name: name.to_owned(),
            media_type: media_type.to_owned(),
            digest: digest.into(),
        };
        let predicate = Review {
            report_id: report_id(&input.report),
            report: file(layout::REPORT, layout::JSON_TYPE, input.report),
            renderings: input.renderings.iter().map(|(name, kind, digest)| file(name, kind, *digest)).collect(),
            source: presentable_source(input.source),
            reviewer: input.reviewer,
            result: input.result,
        };
        let statement = Self { kind: StatementType::V1, predicate_type: ReviewType::V1, subject, predicate };
        statement.check()?;
        Ok(statement)
    }
}

impl RunStatement {
    /// The circumstances of the run that made `statement` and wrote `guide` beside it.
    pub fn new(run: Run, statement: Digest, guide: Digest) -> Result<Self, StatementError> {
        let subject = vec![Subject::new(layout::STATEMENT, statement), Subject::new(layout::GUIDE, guide)];
        let statement = Self { kind: StatementType::V1, predicate_type: RunType::V1, subject, predicate: run };
        statement.check()?;
        Ok(statement)
    }
}

impl ResponseStatement {
    pub fn new(report: Digest, mut responses: Vec<FindingResponse>) -> Result<Self, StatementError> {
        responses.sort_by(|left, right| left.finding.cmp(&right.finding));
        made(ResponseType::V1, report, Response { responses }, Self::check)
    }
}

impl RerunStatement {
    pub fn new(report: Digest, rerun: Rerun) -> Result<Self, StatementError> {
        made(RerunType::V1, report, rerun, Self::check)
    }
}

impl<T: Serialize, P: Serialize> Statement<T, P> {
    /// The bytes that are signed.
    pub fn to_bytes(&self) -> Result<Vec<u8>, StatementError> {
        Ok(json::to_canonical(self)?)
    }
}

fn made<T, P>(
    predicate_type: T,
    report: Digest,
    predicate: P,
    check: impl FnOnce(&Statement<T, P>) -> Result<(), StatementError>,
) -> Result<Statement<T, P>, StatementError> {
    let subject = vec![Subject::new(layout::REPORT, report)];
    let statement = Statement { kind: StatementType::V1, predicate_type, subject, predicate };
    check(&statement)?;
    Ok(statement)
}

/// Escaped if it must be; what was escaped before, or needs no escape, stays as it is.
fn presentable(text: &str) -> String {
    if is_presentable(text) { text.to_owned() } else { display::escape(text) }
}

fn presentable_source(mut source: Source) -> Source {
    for submodule in &mut source.submodules {
        submodule.path = presentable(&submodule.path);
    }
    for refused in &mut source.refused {
        refused.path = presentable(&refused.path);
        refused.reason = presentable(&refused.reason);
    }
    source
}
