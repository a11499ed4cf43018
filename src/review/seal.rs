//! A checked outcome → what is signed: the statement's source, reviewer and result, word for word from the
//! report. Runs in the parent; opens nothing but this program's own file, for its digest.

use std::collections::BTreeMap;
use std::io;
use std::sync::OnceLock;

use super::Outcome;
use crate::attest::PackInput;
use crate::attest::statement::{
    Coverage, GitId, Isolation, IsolationLevel, ObjectFormat, Policy, Refused, ReviewResult, Reviewer, Ruleset, Run, Source,
    SourceDescriptor, SourceKind, Submodule, Tool, Verdict,
};
use crate::base::Digest;
use crate::report::model::{self, Disposition, Report, SubmissionKind, VerdictValue};
use crate::report::{html, sarif};
use crate::sandbox;

/// Everything a pack holds, from a review of a submission that was handed over as `name`; `run` is completed by
/// what is known of the worker. The page names the keys of `signers`.
pub fn pack_input(outcome: &Outcome, name: &str, run: Run, signers: &[Digest]) -> io::Result<PackInput> {
    let report = &outcome.report;
    let id = Digest::of(&outcome.report_json);
    let beside = html::Beside { signers: signers.iter().map(|key| (*key, None)).collect(), ..html::Beside::default() };
    Ok(PackInput {
        report_json: outcome.report_json.clone(),
        html: html::render_with(report, &id, &beside).into_bytes(),
        sarif: sarif::render(report, &id),
        manifest: outcome.manifest.clone(),
        received: report.source.received.map(|digest| (name.to_owned(), digest)),
        source: source(report),
        reviewer: reviewed_by(report)?,
        result: result(report),
        run: Some(Run { isolation: Some(isolation(&outcome.isolation)), ..run }),
    })
}

fn isolation(held: &sandbox::Isolation) -> Isolation {
    Isolation {
        level: match held.level() {
            sandbox::Level::Process => IsolationLevel::Process,
            sandbox::Level::Partial => IsolationLevel::Partial,
            sandbox::Level::Full => IsolationLevel::Full,
        },
        missing: held.missing.keys().map(|mechanism| mechanism.name().to_owned()).collect(),
    }
}

fn source(report: &Report) -> Source {
    let source = &report.source;
    let id = |hex: &Option<String>| hex.as_deref().and_then(GitId::new);
    let commit = id(&source.commit).map(SourceDescriptor::GitCommit);
    let tree = id(&source.tree).map(SourceDescriptor::GitTree);
    Source {
        kind: match source.kind {
            SubmissionKind::Directory => SourceKind::Directory,
            SubmissionKind::Archive => SourceKind::Archive,
            SubmissionKind::Git => SourceKind::Git,
            SubmissionKind::GitBundle => SourceKind::GitBundle,
        },
        object_format: match source.object_format.as_deref() {
            Some("sha1") => Some(ObjectFormat::Sha1),
            Some("sha256") => Some(ObjectFormat::Sha256),
            Some(_) | None => None,
        },
        descriptors: commit.into_iter().chain(tree).collect(),
        submodules: source
            .submodules
            .iter()
            .filter_map(|module| {
                let git_commit = GitId::new(&module.commit)?;
                Some(Submodule { path: module.path.clone(), git_commit, supplied: module.supplied })
            })
            .collect(),
        refused: report
            .coverage
            .refused
            .iter()
            .map(|refusal| Refused { path: refusal.path.clone(), reason: refusal.reason.clone() })
            .collect(),
    }
}

/// This program and its rules: the reviewer of every report that it accepts from a worker.
pub fn reviewer() -> io::Result<(Tool, Ruleset)> {
    let (tool, rules) = (model::Tool::this(), super::rules::identity());
    let tool =
        Tool { name: tool.name, version: tool.version, digest: program()?.into(), target: env!("CANDOR_TARGET").to_owned() };
    Ok((tool, Ruleset { version: rules.version, digest: rules.digest.into() }))
}

fn reviewed_by(report: &Report) -> io::Result<Reviewer> {
    let (tool, ruleset) = reviewer()?;
    Ok(Reviewer {
        tool,
        ruleset,
        parameters: parameters(report),
        limits: report.limits.iter().map(|limit| (limit.name.clone(), limit.value)).collect(),
    })
}

/// What the auditor asked for, beyond the submission itself.
fn parameters(report: &Report) -> BTreeMap<String, String> {
    let baseline = report.history.iter().map(|history| ("baseline".to_owned(), history.baseline.clone()));
    let withheld = report.code.iter().filter(|code| code.withheld).map(|_| ("excerpts".to_owned(), "withheld".to_owned()));
    let given = report.disclosures.iter().filter(|disclosures| disclosures.path.is_none());
    let given = given.map(|disclosures| ("disclosure".to_owned(), format!("sha256:{}", disclosures.digest)));
    baseline.chain(withheld).chain(given).collect()
}

/// The digest of the program file that runs, read once a process.
pub(super) fn program() -> io::Result<Digest> {
    static PROGRAM: OnceLock<Digest> = OnceLock::new();
    if let Some(digest) = PROGRAM.get() {
        return Ok(*digest);
    }
    let digest = Digest::of_reader(&mut std::fs::File::open(std::env::current_exe()?)?)?;
    Ok(*PROGRAM.get_or_init(|| digest))
}

fn result(report: &Report) -> ReviewResult {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry(finding.confidence.name().to_owned()).or_default() += 1;
    }
    if !report.metadata.is_empty() {
        counts.insert("metadata".to_owned(), report.metadata.len() as u64);
    }
    let coverage = &report.coverage;
    ReviewResult {
        verdict: match report.verdict.value {
            VerdictValue::Passed => Verdict::Passed,
            VerdictValue::Findings => Verdict::Findings,
            VerdictValue::Incomplete => Verdict::Incomplete,
        },
        counts,
        coverage: Coverage {
            files: coverage.totals.files,
            analysed: coverage.by_disposition(Disposition::Dataflow).0,
            refused: coverage.unexamined(),
        },
        policy: report.verdict.policy.map(|digest| Policy { digest: digest.into() }),
    }
}
