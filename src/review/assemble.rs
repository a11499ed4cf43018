//! Everything the stages found → one report. Puts together and decides nothing: the parts come from intake,
//! the ledger, detection and assessment.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use super::rules;
use crate::assess;
use crate::base::{Digest, display};
use crate::detect::{self, Places, Texts, classes, indicators};
use crate::intake::{self, Limits, Reason, Snapshot, SourceKind, SpecialKind};
use crate::link::Program;
use crate::models::Catalogue;
use crate::report::model::{
    self, Code, FileCoverage, Limit, Notice, Refusal, Report, Source, Special, SubmissionKind, Submodule,
};
use crate::taint::Solution;

/// The report of a review, in its final form; `withheld`: without any line of the submission's files.
pub(super) fn report(
    snapshot: &Snapshot,
    limits: &Limits,
    withheld: bool,
    ledger: Ledger,
    program: &Program,
    solution: &Solution,
    catalogue: &Catalogue,
) -> Report {
    let mut report = received(snapshot);
    let paths: Vec<String> = snapshot.all_files().map(|file| file.display_path()).collect();
    let mut texts: Texts<'_> = paths.iter().zip(snapshot.all_files()).map(|(path, file)| (path.as_str(), &*file.bytes)).collect();
    texts.extend(ledger.transcoded.iter().map(|(path, text)| (path.as_str(), &text[..])));
    let mut places = Places::new(program, &texts, withheld);
    let (findings, cut) = detect::findings(&mut places, solution);
    (report.findings, report.metadata) = classes::split(findings);
    report.endpoints = detect::endpoints(&mut places, solution);
    report.capabilities = detect::capabilities(&mut places, solution);
    report.dependencies = detect::dependencies(program, catalogue);
    report.coverage.totals.calls = detect::calls(program);
    report.coverage.holes = detect::holes(program, solution);
    report.limits = limit_rows(snapshot, limits);
    report.limits.extend(flow_limits(solution));
    report.limits.push(Limit { name: "variants-of-a-finding".to_owned(), value: detect::VARIANTS as u64, hits: cut });
    report.scope = assess::scope(&ledger.files, detect::component);
    report.scope.claim = snapshot.claim.clone();
    report.limits.push(Limit {
        name: "indicators-of-a-class".to_owned(),
        value: indicators::PER_CLASS as u64,
        hits: ledger.signs.left_out,
    });
    report.indicators = ledger.signs.indicators;
    if withheld {
        report.indicators.iter_mut().for_each(indicators::withhold);
    }
    report.coverage.files = ledger.files;
    say_opened(snapshot, &mut report.coverage.files);
    report.diagnostics = snapshot.diagnostics.iter().chain(&ledger.diagnostics).map(Notice::from).collect();
    let disclosed = snapshot.at_root(assess::DISCLOSURE.as_bytes());
    let disclosed = disclosed.map(|(_, file)| assess::submitted(&file.bytes, &file.display_path()));
    report.diagnostics.extend(disclosed.iter().flat_map(|(_, faults)| faults).map(Notice::from));
    report.finish();
    report.metrics = Some(detect::metrics(program, &report.coverage, ledger.packages.as_ref(), &texts));
    report.components = ledger.packages;
    if let Some((disclosures, _)) = disclosed {
        assess::declare(&mut report, disclosures, None);
    }
    report.verdict = assess::verdict(&report);
    report.classes = classes::texts(&report);
    report.code = Some(match withheld {
        true => Code { withheld, ..Code::default() },
        false => detect::code(&report, &texts),
    });
    report
}

/// What intake alone says: where the submission came from and what of it was not read.
pub(super) fn received(snapshot: &Snapshot) -> Report {
    let mut report = Report::new(rules::identity(), source(snapshot));
    report.coverage.refused = snapshot.all_refused().map(refusal).collect();
    report.coverage.special = snapshot.all_special().map(special).collect();
    report.verdict.reasons.push(model::Reason {
        code: "received".to_owned(),
        message: "nothing was examined yet".to_owned(),
        count: 0,
    });
    report.finish();
    report
}

fn source(snapshot: &Snapshot) -> Source {
    Source {
        kind: match snapshot.kind {
            SourceKind::Directory => SubmissionKind::Directory,
            SourceKind::Archive => SubmissionKind::Archive,
            SourceKind::Git => SubmissionKind::Git,
            SourceKind::GitBundle => SubmissionKind::GitBundle,
        },
        received: snapshot.received.as_ref().map(|received| received.digest),
        manifest: Digest::of(&snapshot.manifest()),
        tree: Some(snapshot.tree_id()),
        commit: snapshot.commit.clone(),
        object_format: snapshot.object_format.clone(),
        repository: None,
        package: snapshot.package.map(str::to_owned),
        signatures: snapshot.signatures.clone(),
        submodules: snapshot
            .special
            .iter()
            .filter_map(|special| match &special.kind {
                SpecialKind::Submodule { commit, supplied } => {
                    Some(Submodule { path: special.display_path(), commit: commit.clone(), supplied: *supplied })
                }
                _ => None,
            })
            .collect(),
    }
}

/// An archive is opaque as a file; that its members have lines of their own belongs to its line.
fn say_opened(snapshot: &Snapshot, files: &mut [FileCoverage]) {
    let opened: BTreeMap<String, u64> =
        snapshot.nested.archives.iter().map(|(path, members)| (display::escape_bytes(path), *members)).collect();
    for file in files {
        if let Some(members) = opened.get(&file.path) {
            let what = file.reason.take().map(|what| format!("{what}; ")).unwrap_or_default();
            file.reason = Some(format!("{what}opened: {members} files below {}!/", file.path));
        }
    }
}

fn refusal(refusal: &intake::Refusal) -> Refusal {
    let detail = display::neutralise(&refusal.detail);
    let reason =
        if detail.is_empty() { refusal.reason.code().to_owned() } else { format!("{}: {detail}", refusal.reason.code()) };
    Refusal { path: refusal.display_path(), reason }
}

fn special(special: &intake::Special) -> Special {
    let detail = match &special.kind {
        SpecialKind::Symlink { target } => display::escape_bytes(target),
        SpecialKind::Submodule { commit, .. } => display::escape(commit),
        _ => String::new(),
    };
    Special { path: special.display_path(), kind: special.kind.code().to_owned(), detail }
}

/// The caps of intake, with the refusals that each of them caused.
fn limit_rows(snapshot: &Snapshot, limits: &Limits) -> Vec<Limit> {
    let row = |name: &str, value: u64, reason: Reason| Limit {
        name: name.to_owned(),
        value,
        hits: snapshot.all_refused().filter(|refusal| refusal.reason == reason).count() as u64,
    };
    vec![
        row("bytes", limits.bytes, Reason::TotalBytes),
        row("depth", limits.depth, Reason::TooDeep),
        row("entries", limits.entries, Reason::EntryLimit),
        row("file-bytes", limits.file_bytes, Reason::FileTooLarge),
        row("nested-archives", limits.nesting, Reason::NestedTooDeep),
        row("path-bytes", limits.path_bytes, Reason::PathTooLong),
        row("ratio", limits.ratio, Reason::Ratio),
    ]
}

/// Where data was followed less far, or less exactly, than the code would have it.
fn flow_limits(solution: &Solution) -> [Limit; 3] {
    let row = |name: &str, value: u64, hits: usize| Limit { name: name.to_owned(), value, hits: hits as u64 };
    let stats = &solution.stats;
    [
        row(Limit::FLOW_STEPS, stats.fuel, stats.spent),
        row("value-parts", stats.parts_limit as u64, stats.widened),
        row("sink-edges", stats.work_limit as u64, stats.exhausted),
    ]
}
