//! Two reports → what changed from the one to the other, the most dangerous change first; and the history section of a
//! report that has a baseline. Pure: the same two reports give the same outcome.
//!
//! Knows what reports say, nothing of sources or rules. Where tool or rules differ, a change may be theirs: the comparison
//! says so, and does not guess.

mod changes;
mod html;
mod matching;
mod text;

use serde::Serialize;

use super::model::{Finding, Fixed, History, HistoryCounts, Report, Standing, Status, VerdictValue};
use crate::base::Digest;

pub use changes::{Change, Kind};
use matching::{Trace, pair};

/// The difference between two reports.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Comparison {
    pub schema: &'static str,
    pub old: Side,
    pub new: Side,
    /// Whether both were made by the same candor with the same rules.
    pub same_reviewer: bool,
    /// Whether both reviewed the same content.
    pub same_content: bool,
    /// Findings and flows of mere metadata together.
    pub findings: HistoryCounts,
    pub files: Files,
    /// By falling risk, then by kind and place.
    pub changes: Vec<Change>,
}

/// One of the two.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Side {
    /// `sha256:…` of report.json.
    pub report: String,
    pub verdict: VerdictValue,
    pub tool: String,
    pub rules: Digest,
    /// Of MANIFEST.sha256: equal where the content is.
    pub manifest: Digest,
    pub findings: u64,
    pub metadata: u64,
    pub files: u64,
    pub bytes: u64,
    /// Bytes that data was followed through.
    pub followed: u64,
    /// Parts that were not examined.
    pub unexamined: u64,
}

/// How many files are what; a renamed one has all its bytes under another path.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Files {
    pub added: u64,
    pub removed: u64,
    pub changed: u64,
    pub renamed: u64,
    pub same: u64,
}

const SCHEMA: &str = "candor-diff/v1";

/// What changed from `old` to `new`; the digests are those of their report.json.
pub fn compare(old: &Report, old_id: &Digest, new: &Report, new_id: &Digest) -> Comparison {
    let (old, new) = (&*old.neutralised(), &*new.neutralised());
    let history = history(old, old_id, new);
    let (files, renamed) = matching::files(old, new);
    Comparison {
        schema: SCHEMA,
        same_reviewer: old.tool == new.tool && old.ruleset == new.ruleset,
        same_content: old.source.manifest == new.source.manifest,
        changes: changes::list(old, new, &history, &renamed),
        old: Side::of(old, old_id),
        new: Side::of(new, new_id),
        findings: history.counts,
        files,
    }
}

/// The history of `new` since `baseline`, whose report.json has the digest `id`.
pub fn history(baseline: &Report, id: &Digest, new: &Report) -> History {
    let id = format!("sha256:{id}");
    let (old, now): (Vec<&Finding>, Vec<&Finding>) = (all(baseline).collect(), all(new).collect());
    let gone: &[Fixed] = baseline.history.as_ref().map_or(&[], |history| &history.fixed);
    let files = matching::common_paths(baseline, new);
    let now_traces: Vec<Trace<'_>> = now.iter().map(|finding| Trace::of(finding)).collect();
    let carried = pair(&old.iter().map(|finding| Trace::of(finding)).collect::<Vec<_>>(), &now_traces, &files);
    // What the baseline has is no return of something older.
    let free: Vec<usize> = (0..now.len()).filter(|at| carried[*at].is_none()).collect();
    let free_traces: Vec<Trace<'_>> = free.iter().map(|&at| now_traces[at]).collect();
    let back = pair(&gone.iter().map(Trace::of_fixed).collect::<Vec<_>>(), &free_traces, &files);
    let regressed = |at: usize| free.iter().position(|&free| free == at).and_then(|position| back[position]);

    let standings = now.iter().enumerate().map(|(at, finding)| {
        let (status, was) = match (carried[at], regressed(at)) {
            (Some(old_at), _) => (Status::Carried, Some(&old[old_at].fingerprint)),
            (None, Some(gone_at)) => (Status::Regressed, Some(&gone[gone_at].fingerprint)),
            (None, None) => (Status::New, None),
        };
        let was = was.filter(|was| **was != finding.fingerprint).cloned();
        Standing { id: finding.id.clone(), status, was }
    });
    let fixed =
        old.iter().enumerate().filter(|(at, _)| !carried.contains(&Some(*at))).map(|(_, finding)| Fixed::of(finding, &id));
    let still_gone = gone.iter().enumerate().filter(|(at, _)| !back.contains(&Some(*at))).map(|(_, fixed)| fixed.clone());
    let mut history = History {
        counts: HistoryCounts::default(),
        standings: standings.collect(),
        fixed: fixed.chain(still_gone).collect(),
        baseline: id,
    };
    history.finish();
    history
}

/// Findings, then flows of mere metadata.
fn all(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().chain(&report.metadata)
}

impl Comparison {
    /// For a terminal or a file.
    pub fn to_text(&self, colour: bool) -> String {
        text::render(self, colour)
    }

    /// One page, no script, no outside resource.
    pub fn to_html(&self) -> String {
        html::render(self)
    }

    /// Whether nothing became worse.
    pub fn is_no_worse(&self) -> bool {
        self.changes.iter().all(|change| change.risk == 0)
    }
}

impl Side {
    fn of(report: &Report, id: &Digest) -> Self {
        let totals = &report.coverage.totals;
        Self {
            report: format!("sha256:{id}"),
            verdict: report.verdict.value,
            tool: format!("{} {}", report.tool.name, report.tool.version),
            rules: report.ruleset.digest,
            manifest: report.source.manifest,
            findings: report.findings.len() as u64,
            metadata: report.metadata.len() as u64,
            files: totals.files,
            bytes: totals.bytes,
            followed: report.coverage.by_disposition(super::model::Disposition::Dataflow).1,
            unexamined: report.coverage.unexamined(),
        }
    }
}
