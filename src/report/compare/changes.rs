//! The list of changes: each with what it is about, where, and how much it matters, from 0 (for the better, or of no
//! consequence) to 100.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::view;
use super::matching::Renamed;
use crate::report::model::{
    Confidence, Dependency, Disposition, FileCoverage, Finding, History, Indicator, Report, Standing, Status,
};

/// One thing that is not as it was.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Change {
    pub kind: Kind,
    /// 0 to 100.
    pub risk: u32,
    /// What changed, in one line.
    pub what: String,
    /// `path:line` in the new submission, or in the old one for what is gone.
    pub place: Option<String>,
    /// The finding's id in the report that has it.
    pub id: Option<String>,
    /// More for the reader: the finding's way, the places of an endpoint.
    pub detail: Option<String>,
}

/// What a change is about. In the order in which equal risks are told.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    FindingRegressed,
    FindingNew,
    CoverageLost,
    IndicatorNew,
    CapabilityNew,
    EndpointNew,
    DependencyNew,
    MetadataNew,
    FindingFixed,
    MetadataFixed,
    CoverageGained,
    CapabilityGone,
    EndpointGone,
    DependencyGone,
    IndicatorGone,
}

impl Kind {
    /// For readers.
    pub fn title(self) -> &'static str {
        match self {
            Self::FindingRegressed => "finding back again",
            Self::FindingNew => "new finding",
            Self::CoverageLost => "no longer examined as well",
            Self::IndicatorNew => "new sign of hiding",
            Self::CapabilityNew => "new capability",
            Self::EndpointNew => "new destination",
            Self::DependencyNew => "new dependency",
            Self::MetadataNew => "new flow of metadata",
            Self::FindingFixed => "finding gone",
            Self::MetadataFixed => "flow of metadata gone",
            Self::CoverageGained => "examined better",
            Self::CapabilityGone => "capability gone",
            Self::EndpointGone => "destination gone",
            Self::DependencyGone => "dependency gone",
            Self::IndicatorGone => "sign of hiding gone",
        }
    }
}

/// A part of the submission that is no longer examined as well as it was; code first of all.
const COVERAGE: u32 = 60;
/// A destination that code calls, and one that merely stands there.
const USED: u32 = 50;
const NAMED: u32 = 35;
/// A dependency whose code nobody reviewed and no rule describes, and one that rules describe.
const UNKNOWN: u32 = 25;
const MODELLED: u32 = 10;
/// A finding that was fixed and is back weighs this much more: a promise was broken, or a fix undone.
const REGRESSION: u32 = 10;
/// Flows of mere metadata are told apart and weigh at most this.
const METADATA: u32 = 20;

pub(super) fn list(old: &Report, new: &Report, history: &History, renamed: &Renamed) -> Vec<Change> {
    let mut changes = findings(old, new, history);
    coverage(old, new, renamed, &mut changes);
    indicators(old, new, renamed, &mut changes);
    capabilities(old, new, &mut changes);
    endpoints(old, new, &mut changes);
    dependencies(old, new, &mut changes);
    changes.sort_by(|a, b| {
        let order = |change: &Change| (std::cmp::Reverse(change.risk), change.kind);
        order(a).cmp(&order(b)).then_with(|| (&a.place, &a.what, &a.id).cmp(&(&b.place, &b.what, &b.id)))
    });
    changes
}

fn change(kind: Kind, risk: u32, what: String) -> Change {
    Change { kind, risk, what, place: None, id: None, detail: None }
}

impl Change {
    fn at(mut self, path: &str, line: u32) -> Self {
        self.place = Some(format!("{path}:{line}"));
        self
    }

    fn detail(mut self, detail: String) -> Self {
        self.detail = Some(detail);
        self
    }
}

fn findings(old: &Report, new: &Report, history: &History) -> Vec<Change> {
    let standings: BTreeMap<&str, &Standing> = history.standings.iter().map(|each| (each.id.as_str(), each)).collect();
    let mut changes = Vec::new();
    for (list, metadata) in [(&new.findings, false), (&new.metadata, true)] {
        for finding in list {
            let kind = match standings.get(finding.id.as_str()).map(|standing| standing.status) {
                Some(Status::Regressed) if !metadata => Kind::FindingRegressed,
                Some(Status::New) if !metadata => Kind::FindingNew,
                Some(Status::New | Status::Regressed) => Kind::MetadataNew,
                Some(Status::Carried) | None => continue,
            };
            changes.push(found(kind, risk(finding, kind), finding));
        }
    }
    let fixed: BTreeSet<_> =
        history.fixed.iter().filter(|fixed| fixed.last == history.baseline).map(|fixed| &fixed.fingerprint).collect();
    for (list, kind) in [(&old.findings, Kind::FindingFixed), (&old.metadata, Kind::MetadataFixed)] {
        changes.extend(list.iter().filter(|finding| fixed.contains(&finding.fingerprint)).map(|finding| found(kind, 0, finding)));
    }
    changes
}

fn found(kind: Kind, risk: u32, finding: &Finding) -> Change {
    let to = view::goes_to(finding).map(|to| format!(" to {to}")).unwrap_or_default();
    let from = format!("{} read at {}:{}", finding.source_kinds.join(", "), finding.source.path, finding.source.line);
    let change = change(kind, risk, format!("{} ({}){to}", finding.title, finding.confidence.name()));
    let mut change = change.at(&finding.sink.path, finding.sink.line).detail(format!("{from}, out by {}", finding.sink_kind));
    change.id = Some(finding.id.clone());
    change
}

/// Severity, less the less sure it is.
fn risk(finding: &Finding, kind: Kind) -> u32 {
    let sure = match finding.confidence {
        Confidence::Traced => 10,
        Confidence::Assumed => 8,
        Confidence::Ambiguous => 6,
        Confidence::CoReachable => 4,
    };
    let risk = (finding.severity * sure / 10).max(1);
    match kind {
        Kind::FindingRegressed => (risk + REGRESSION).min(100),
        Kind::MetadataNew => risk.min(METADATA),
        _ => risk.min(100),
    }
}

/// Files whose disposition changed, refusals that are new. Files that are new and not examined count as lost, too: the
/// auditor knows less of the submission than before.
fn coverage(old: &Report, new: &Report, renamed: &Renamed, changes: &mut Vec<Change>) {
    let before: BTreeMap<&str, &FileCoverage> = old
        .coverage
        .files
        .iter()
        .map(|file| (renamed.get(&file.path).map_or(file.path.as_str(), String::as_str), file))
        .collect();
    for file in &new.coverage.files {
        let was = before.get(file.path.as_str()).map(|file| file.disposition);
        let why = file.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        let now = file.disposition.name();
        let unread = matches!(file.disposition, Disposition::Refused | Disposition::Limit);
        match was {
            None if unread => {
                changes.push(change(Kind::CoverageLost, COVERAGE, format!("new file, {now}{why}")).at(&file.path, 1))
            }
            Some(was) if was < file.disposition => {
                let risk = if unread || was == Disposition::Dataflow { COVERAGE } else { COVERAGE / 2 };
                changes
                    .push(change(Kind::CoverageLost, risk, format!("{} before, now {now}{why}", was.name())).at(&file.path, 1));
            }
            Some(was) if was > file.disposition => {
                changes.push(change(Kind::CoverageGained, 0, format!("{} before, now {now}", was.name())).at(&file.path, 1));
            }
            Some(_) | None => {}
        }
    }
    let refused: BTreeSet<_> = old.coverage.refused.iter().collect();
    for refusal in new.coverage.refused.iter().filter(|refusal| !refused.contains(refusal)) {
        changes.push(change(Kind::CoverageLost, COVERAGE, format!("refused: {}", refusal.reason)).at(&refusal.path, 1));
    }
}

fn indicators(old: &Report, new: &Report, renamed: &Renamed, changes: &mut Vec<Change>) {
    // Lines move: what is compared is how often a file says the same.
    let count = |report: &Report, renamed: Option<&Renamed>| -> BTreeMap<(String, String, String), (u64, u32)> {
        let mut counts = BTreeMap::new();
        for Indicator { path, line, class, detail, count, .. } in &report.indicators {
            let path = renamed.and_then(|renamed| renamed.get(path)).unwrap_or(path);
            let entry = counts.entry((path.clone(), class.clone(), detail.clone())).or_insert((0u64, *line));
            entry.0 += count;
        }
        counts
    };
    let (before, after) = (count(old, Some(renamed)), count(new, None));
    for ((path, class, detail), (times, line)) in &after {
        let was = before.get(&(path.clone(), class.clone(), detail.clone())).map_or(0, |(times, _)| *times);
        if *times > was {
            let weight = new.class(class).map_or(COVERAGE / 2, |text| text.weight);
            changes.push(change(Kind::IndicatorNew, weight.min(100), format!("{class}: {detail}")).at(path, *line));
        }
    }
    for ((path, class, detail), (_, line)) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
        changes.push(change(Kind::IndicatorGone, 0, format!("{class}: {detail}")).at(path, *line));
    }
}

fn capabilities(old: &Report, new: &Report, changes: &mut Vec<Change>) {
    // Component names follow folders and may change with the version; the capability of the whole is what counts first.
    let anywhere: BTreeSet<&str> = old.capabilities.iter().map(|row| row.capability.as_str()).collect();
    let pairs = |report: &Report| -> BTreeMap<(String, String), (String, u32, String)> {
        let mut first = BTreeMap::new();
        for row in &report.capabilities {
            let key = (row.capability.clone(), row.component.clone());
            first.entry(key).or_insert((row.path.clone(), row.line, row.function.clone()));
        }
        first
    };
    let (before, after) = (pairs(old), pairs(new));
    for ((capability, component), (path, line, function)) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
        let weight = weight(capability);
        let (risk, how) = match anywhere.contains(capability.as_str()) {
            true => (weight / 2, "in this component"),
            false => (weight, "in the whole submission"),
        };
        let what = format!("{capability}, new {how}: {component}");
        changes.push(change(Kind::CapabilityNew, risk, what).at(path, *line).detail(format!("by {function}")));
    }
    for ((capability, component), (path, line, _)) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
        changes.push(change(Kind::CapabilityGone, 0, format!("{capability}: {component}")).at(path, *line));
    }
}

/// How much it matters that code can now do this.
fn weight(capability: &str) -> u32 {
    match capability {
        "EXEC" | "DYNAMIC_CODE" | "NATIVE" | "PERSISTENCE" | "KEYBOARD" | "SCREEN" | "MICROPHONE" | "CAMERA" | "CREDENTIALS" => {
            60
        }
        "NETWORK" | "DNS" | "MAIL" | "CLIPBOARD" | "MEMORY" | "LOCATION" => 50,
        "FILE_WRITE" | "FILES" | "REGISTRY" | "DEVICE" | "PROCESSES" | "DATABASE" | "IPC" => 30,
        _ => 20,
    }
}

fn endpoints(old: &Report, new: &Report, changes: &mut Vec<Change>) {
    let before: BTreeSet<&str> = old.endpoints.iter().map(|endpoint| endpoint.value.as_str()).collect();
    let after: BTreeSet<&str> = new.endpoints.iter().map(|endpoint| endpoint.value.as_str()).collect();
    for value in after.difference(&before) {
        let mut places = new.endpoints.iter().filter(|endpoint| endpoint.value == *value);
        let used = places.clone().find(|endpoint| endpoint.callee.is_some());
        let Some(shown) = used.or_else(|| places.next()) else { continue };
        let by = shown.callee.as_ref().map(|callee| format!(", used by {callee}")).unwrap_or_default();
        let risk = if used.is_some() { USED } else { NAMED };
        let what = format!("{value} ({}{by})", shown.how.name());
        changes.push(change(Kind::EndpointNew, risk, what).at(&shown.path, shown.line));
    }
    for value in before.difference(&after) {
        let shown = old.endpoints.iter().find(|endpoint| endpoint.value == *value);
        changes.extend(shown.map(|shown| change(Kind::EndpointGone, 0, (*value).to_owned()).at(&shown.path, shown.line)));
    }
}

fn dependencies(old: &Report, new: &Report, changes: &mut Vec<Change>) {
    let names = |report: &Report| -> BTreeSet<(String, String)> {
        report.dependencies.iter().map(|row| (row.language.clone(), row.name.clone())).collect()
    };
    let (before, after) = (names(old), names(new));
    let key = |row: &Dependency| (row.language.clone(), row.name.clone());
    for row in new.dependencies.iter().filter(|row| !before.contains(&key(row))) {
        let (risk, known) =
            if row.modelled { (MODELLED, "described by rules") } else { (UNKNOWN, "not submitted, not described") };
        let what = format!("{} ({}, {known}), imported in {} files", row.name, row.language, row.files);
        changes.push(change(Kind::DependencyNew, risk, what));
    }
    for row in old.dependencies.iter().filter(|row| !after.contains(&key(row))) {
        changes.push(change(Kind::DependencyGone, 0, format!("{} ({})", row.name, row.language)));
    }
}
