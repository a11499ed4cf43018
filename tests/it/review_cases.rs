//! Whole submissions: `tests/cases/<name>/` is reviewed with the built program, and the report holds
//! what its `expect.toml` lists, nothing else, and none of the near-misses.

use std::fs;
use std::path::{Path, PathBuf};

use candor::report::model::{Confidence, Finding, Place, Report, SameFolders};
use serde::Deserialize;

use super::review_run::Review;

/// As far as a reported line may lie from the expected text: a call may span lines.
const NEAR: u32 = 3;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectations {
    finding: Vec<Expected>,
    #[serde(default)]
    silent: Vec<Silent>,
    #[serde(default)]
    spurious: Vec<Spurious>,
    /// Signs of hiding, all of them; not looked at where none is listed.
    #[serde(default)]
    indicator: Vec<ExpectedSign>,
    #[serde(default)]
    ratio: Vec<ExpectedRatio>,
    /// `kind name files`, all of them; not looked at where none is listed.
    #[serde(default)]
    toolchain: Vec<String>,
    #[serde(default)]
    same_folders: Vec<SameFolders>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedSign {
    class: String,
    path: String,
    line: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedRatio {
    id: String,
    language: Option<String>,
    numerator: u64,
    denominator: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    behaviour: String,
    class: String,
    /// The least confidence that will do.
    confidence: Confidence,
    source: Spot,
    sink: Spot,
    /// Why it is not reported yet.
    gap: Option<String>,
}

/// A false finding that is known and still there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spurious {
    class: String,
    why: String,
    source: Spot,
    sink: Spot,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spot {
    path: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Silent {
    why: String,
    path: String,
    text: String,
}

/// The one line of `root/path` that holds `text`.
fn line_of(root: &Path, path: &str, text: &str) -> u32 {
    let content = fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let lines: Vec<_> = content.lines().enumerate().filter(|(_, line)| line.contains(text)).collect();
    assert_eq!(lines.len(), 1, "{path}: `{text}` stands on {} lines", lines.len());
    lines[0].0 as u32 + 1
}

fn near(root: &Path, spot: &Spot, (path, line): (&str, u32)) -> bool {
    path == spot.path && line.abs_diff(line_of(root, &spot.path, &spot.text)) <= NEAR
}

fn joins(root: &Path, source: &Spot, sink: &Spot, finding: &Finding) -> bool {
    finding.ways().any(|[from, to]| near(root, source, from) && near(root, sink, to))
}

/// Every place that a finding shows, as (path, line).
fn places(finding: &Finding) -> impl Iterator<Item = (&str, u32)> {
    finding.ways().flatten().chain(finding.steps.iter().map(|step| (step.path.as_str(), step.line)))
}

/// Findings and flows of mere metadata: classes tell which of both a flow is.
fn flows(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().chain(&report.metadata)
}

/// One line a problem; empty when the report is as expected.
fn problems(root: &Path, expectations: &Expectations, report: &Report) -> Vec<String> {
    let mut problems = Vec::new();
    for expected in &expectations.finding {
        problems.extend(missing(root, expected, report));
    }
    for spurious in &expectations.spurious {
        if !flows(report).any(|finding| is_spurious(root, spurious, finding)) {
            problems.push(format!("closed, take the label off: spurious {} ({})", spurious.class, spurious.why));
        }
    }
    for finding in flows(report) {
        if !expectations.spurious.iter().any(|spurious| is_spurious(root, spurious, finding)) {
            problems.extend(unexpected(root, expectations, finding));
        }
    }
    problems
}

/// What is expected beside flows.
fn beside(expectations: &Expectations, report: &Report) -> Vec<String> {
    let mut problems = Vec::new();
    let metrics = report.metrics.as_ref().expect("every review has its metrics");
    let mut signs: Vec<_> = expectations.indicator.iter().map(|sign| (&*sign.path, sign.line, &*sign.class)).collect();
    signs.sort_unstable();
    let found: Vec<_> = report.indicators.iter().map(|sign| (&*sign.path, sign.line, &*sign.class)).collect();
    if !signs.is_empty() && found != signs {
        problems.push(format!("signs of hiding: {found:?}"));
    }
    for ratio in &expectations.ratio {
        let same = metrics.ratios.iter().find(|found| found.id == ratio.id && found.language == ratio.language);
        let figures = same.map(|found| (found.numerator, found.denominator));
        if figures != Some((ratio.numerator, ratio.denominator)) {
            problems.push(format!("{} of {:?}: {figures:?}", ratio.id, ratio.language));
        }
    }
    let tools: Vec<_> = metrics.toolchain.iter().map(|tool| format!("{} {} {}", tool.kind, tool.name, tool.files)).collect();
    if !expectations.toolchain.is_empty() && tools != expectations.toolchain {
        problems.push(format!("toolchain: {tools:?}"));
    }
    if !expectations.same_folders.is_empty() && metrics.same_folders != expectations.same_folders {
        problems.push(format!("folders: {:?}", metrics.same_folders));
    }
    problems
}

fn is_spurious(root: &Path, spurious: &Spurious, finding: &Finding) -> bool {
    spurious.class == finding.class && joins(root, &spurious.source, &spurious.sink, finding)
}

fn missing(root: &Path, expected: &Expected, report: &Report) -> Option<String> {
    let found: Vec<&Finding> = flows(report).filter(|finding| joins(root, &expected.source, &expected.sink, finding)).collect();
    let there = found.iter().any(|finding| finding.class == expected.class && finding.confidence <= expected.confidence);
    match (there, &expected.gap) {
        (true, None) | (false, Some(_)) => None,
        (true, Some(gap)) => Some(format!("closed, take the label off: {} ({gap})", expected.behaviour)),
        (false, None) => {
            let seen: Vec<_> = found.iter().map(|finding| format!("{} ({})", finding.class, finding.confidence.name())).collect();
            Some(format!("not reported: {} [{}]; there is: {}", expected.behaviour, expected.class, seen.join(", ")))
        }
    }
}

fn unexpected(root: &Path, expectations: &Expectations, finding: &Finding) -> Vec<String> {
    let mut problems = Vec::new();
    let known = |expected: &Expected| expected.class == finding.class && joins(root, &expected.source, &expected.sink, finding);
    if !expectations.finding.iter().any(known) {
        let at = |place: &Place| format!("{}:{}", place.path, place.line);
        let (source, sink) = (at(&finding.source), at(&finding.sink));
        problems.push(format!("not expected: {} {source} → {sink} [{}]", finding.title, finding.class));
    }
    for silent in &expectations.silent {
        let line = line_of(root, &silent.path, &silent.text);
        if places(finding).any(|place| place == (silent.path.as_str(), line)) {
            problems.push(format!("not silent: {}:{line} in {} ({})", silent.path, finding.class, silent.why));
        }
    }
    problems
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = fs::read_dir(folder).expect("tests/cases").map(|entry| entry.expect("an entry").path()).collect();
    cases.sort();
    cases
}

#[test]
fn whole_submissions_are_reported_as_expected() {
    let mut all = Vec::new();
    for case in cases() {
        let text = fs::read_to_string(case.join("expect.toml")).unwrap_or_else(|error| panic!("{}: {error}", case.display()));
        let expectations: Expectations = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", case.display()));
        let review = Review::of(&case).run();
        let report = review.report();
        let name = case.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let problems = problems(&case, &expectations, &report).into_iter().chain(beside(&expectations, &report));
        all.extend(problems.map(|problem| format!("{name}: {problem}")));
        assert_eq!(review.code, i32::from(!report.findings.is_empty()), "{name}: exit code; {}", review.stderr);
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}
