//! A pack's report and the same review done again → identical, or where the two begin to differ. Compares bytes
//! first; only then, to name a cause, the parts that a report says it is made of. Decides nothing about who is right.

use serde_json::Value;

use super::Outcome;
use crate::attest::companion::{self, Rerun, Stage};
use crate::attest::statement::{Reviewer, Ruleset, Tool};
use crate::base::{Digest, display, json};

/// How many names of files a difference is told with.
const NAMES: usize = 5;

/// What came of a rerun.
#[derive(Debug)]
pub struct Comparison {
    pub rerun: Rerun,
    /// One line a difference, for people; the first is the likely cause.
    pub differences: Vec<String>,
    /// What differs without having changed the report: another build of the same version.
    pub notes: Vec<String>,
}

/// Compares the pack's report, manifest and reviewer with those of a rerun by `tool` under `ruleset`.
pub fn compare(report: &[u8], manifest: &[u8], reviewer: &Reviewer, again: &Outcome, tool: Tool, ruleset: Ruleset) -> Comparison {
    let mut differences = Vec::new();
    let mut notes = Vec::new();
    let mut stages = Vec::new();
    if tool.digest != reviewer.tool.digest {
        notes.push(format!(
            "the program is another one than the reviewer's ({} {}, sha256:{})",
            reviewer.tool.name, reviewer.tool.version, reviewer.tool.digest.sha256
        ));
    }
    if report != again.report_json {
        for (stage, told) in parts(report, manifest, again) {
            stages.push(stage);
            differences.push(told);
        }
    }
    stages.sort();
    stages.dedup();
    let outcome = if stages.is_empty() { companion::Outcome::Identical } else { companion::Outcome::Different };
    let rerun = Rerun { outcome, report: Digest::of(&again.report_json), tool, ruleset, stages };
    Comparison { rerun, differences, notes }
}

/// The parts of `report.json` that differ, in the order in which one causes the next.
fn parts(report: &[u8], manifest: &[u8], again: &Outcome) -> Vec<(Stage, String)> {
    let read = |bytes: &[u8]| json::from_canonical::<Value>(bytes).unwrap_or(Value::Null);
    let (before, after) = (read(report), read(&again.report_json));
    let differs = |name: &&str| before.get(*name) != after.get(*name);
    let mut found = Vec::new();
    if manifest != again.manifest {
        found.push((Stage::Submission, format!("submission: {}", changed_files(manifest, &again.manifest))));
    } else if differs(&"source") {
        found.push((Stage::Submission, "submission: the same files, handed over in another form".to_owned()));
    }
    let word = |value: &Value, part: &str| value[part].as_str().map_or_else(|| "nothing".to_owned(), display::escape);
    if differs(&"tool") {
        let (was, is) = (word(&before["tool"], "version"), word(&after["tool"], "version"));
        found.push((Stage::Tool, format!("tool: the pack is by version {was}, this is {is}")));
    }
    if differs(&"ruleset") {
        let (was, is) = (word(&before["ruleset"], "digest"), word(&after["ruleset"], "digest"));
        found.push((Stage::Rules, format!("rules: the pack is by sha256:{was}, these are sha256:{is}")));
    }
    let groups: [(Stage, &str, &[&str]); 3] = [
        (Stage::Coverage, "coverage", &["coverage", "limits", "dependencies", "diagnostics", "scope"]),
        (
            Stage::Findings,
            "findings",
            &["findings", "metadata", "disclosures", "history", "judgement", "verdict", "classes", "code"],
        ),
        (
            Stage::Inventory,
            "inventory",
            &["components", "endpoints", "capabilities", "indicators", "metrics", "assurance", "schema"],
        ),
    ];
    for (stage, name, fields) in groups {
        let fields: Vec<_> = fields.iter().copied().filter(differs).collect();
        if !fields.is_empty() {
            let count = |value: &Value| value["findings"].as_array().map_or(0, Vec::len);
            let counts = if stage == Stage::Findings {
                format!(" ({} then, {} now)", count(&before), count(&after))
            } else {
                String::new()
            };
            found.push((stage, format!("{name}: {} differ{counts}", fields.join(", "))));
        }
    }
    if found.is_empty() {
        found.push((
            Stage::Inventory,
            "inventory: the report is not the same, in a part that this candor does not know".to_owned(),
        ));
    }
    found
}

/// The first names whose line in the manifest is not in the other.
fn changed_files(before: &[u8], after: &[u8]) -> String {
    let lines = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect::<std::collections::BTreeSet<_>>();
    let (before, after) = (lines(before), lines(after));
    // Two spaces lie between the digest and the name.
    let mut names: Vec<_> = before
        .symmetric_difference(&after)
        .filter_map(|line| line.get(line.iter().position(|byte| *byte == b' ')? + 2..))
        .map(display::escape_bytes)
        .collect();
    names.sort();
    names.dedup();
    let more = names.len().saturating_sub(NAMES);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    names.truncate(NAMES);
    format!("other bytes of {}{more}", names.join(", "))
}
