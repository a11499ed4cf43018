//! Whole submissions: `tests/cases/<name>/` is reviewed with the built program, and the report holds
//! what its `expect.toml` lists, nothing else, and none of the near-misses.

use std::fs;
use std::path::{Path, PathBuf};

use candor::report::model::{Confidence, Finding, Place, Report};
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

fn near(root: &Path, spot: &Spot, place: &Place) -> bool {
    place.path == spot.path && place.line.abs_diff(line_of(root, &spot.path, &spot.text)) <= NEAR
}

fn joins(root: &Path, expected: &Expected, finding: &Finding) -> bool {
    let ends = finding.variants.iter().map(|variant| (&variant.source, &variant.sink));
    [(&finding.source, &finding.sink)]
        .into_iter()
        .chain(ends)
        .any(|(source, sink)| near(root, &expected.source, source) && near(root, &expected.sink, sink))
}

/// One line a problem; empty when the report is as expected.
fn problems(root: &Path, expectations: &Expectations, report: &Report) -> Vec<String> {
    let mut problems = Vec::new();
    for expected in &expectations.finding {
        let found: Vec<&Finding> = report.findings.iter().filter(|finding| joins(root, expected, finding)).collect();
        if !found.iter().any(|finding| finding.class == expected.class && finding.confidence <= expected.confidence) {
            let seen: Vec<_> = found.iter().map(|finding| format!("{} ({})", finding.class, finding.confidence.name())).collect();
            let instead = if seen.is_empty() { String::new() } else { format!("; there is {}", seen.join(", ")) };
            problems.push(format!("not reported: {} [{}]{instead}", expected.behaviour, expected.class));
        }
    }
    for finding in &report.findings {
        if !expectations.finding.iter().any(|expected| expected.class == finding.class && joins(root, expected, finding)) {
            let at = |place: &Place| format!("{}:{}", place.path, place.line);
            problems.push(format!(
                "not expected: {} {} → {} [{}]",
                finding.title,
                at(&finding.source),
                at(&finding.sink),
                finding.class
            ));
        }
        for silent in &expectations.silent {
            let line = line_of(root, &silent.path, &silent.text);
            let ends = [&finding.source, &finding.sink].into_iter().map(|place| (&place.path, place.line));
            let steps = finding.steps.iter().map(|step| (&step.path, step.line));
            let variants = finding.variants.iter().flat_map(|variant| [&variant.source, &variant.sink]);
            let variants = variants.map(|place| (&place.path, place.line));
            if ends.chain(steps).chain(variants).any(|(path, at)| *path == silent.path && at == line) {
                problems.push(format!("not silent: {}:{line} in {} ({})", silent.path, finding.class, silent.why));
            }
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
        all.extend(problems(&case, &expectations, &report).into_iter().map(|problem| format!("{name}: {problem}")));
        assert_eq!(review.code, i32::from(!report.findings.is_empty()), "{name}: exit code; {}", review.stderr);
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}
