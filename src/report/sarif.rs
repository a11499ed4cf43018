//! The report as SARIF 2.1.0: findings as results with code flows, flows of mere metadata as notes, indicators as results to be reviewed,
//! every file as an artifact with its hash. An incomplete review is an unsuccessful execution and says why;
//! nothing is dropped because something was disclosed.
//!
//! Columns: reports count bytes, SARIF counts characters. A column is given only where the excerpt shows that
//! both are the same.

mod model;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use self::model::{
    Artifact, ArtifactLocation, BaseUri, CodeFlow, Component, ComponentReference, Descriptor, Invocation, Location, Log,
    LogicalLocation, Message, Notification, Outcome, PhysicalLocation, Properties, Region, Relationship, Rule, RuleReference,
    Run, SCHEMA, Snippet, Suppression, ThreadFlow, ThreadFlowLocation, Tool, VersionControl,
};
use super::disclosure;
use super::model::{ClassText, Confidence, Finding, Indicator, Level, Place, Report, Spot, Status, VerdictValue};
use super::view::{self, Hop, encode, relative_uri};
use crate::base::Digest;

/// Stands for the root of the submission; it has no address.
const ROOT: &str = "SUBMISSION";
/// Most variants of one finding that get a code flow of their own.
const FLOWS: usize = 20;
const TAXONOMIES: [(&str, &str); 2] = [
    ("CWE", "Common Weakness Enumeration, of The MITRE Corporation"),
    ("ATT&CK", "Adversarial Tactics, Techniques and Common Knowledge, of The MITRE Corporation"),
];

/// SARIF for `report`, whose canonical bytes have the digest `id`; one line of JSON. Same report, same bytes.
pub fn render(report: &Report, id: &Digest) -> Vec<u8> {
    let report = report.neutralised();
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [Files::of(&report).run(&report, id)] };
    let mut bytes = serde_json::to_vec(&log).expect("invariant: string keys and finite numbers only");
    bytes.push(b'\n');
    bytes
}

/// Index of each path in `artifacts`.
struct Files<'a>(BTreeMap<&'a str, usize>);

impl<'a> Files<'a> {
    fn of(report: &'a Report) -> Self {
        Self(report.coverage.files.iter().enumerate().map(|(index, file)| (file.path.as_str(), index)).collect())
    }

    fn run(&self, report: &Report, id: &Digest) -> Run {
        let classes = classes(report);
        let index: BTreeMap<&str, usize> = classes.iter().enumerate().map(|(index, class)| (class.id.as_str(), index)).collect();
        let findings = report.findings.iter().map(|finding| (finding, level(finding)));
        let flows = findings.chain(report.metadata.iter().map(|finding| (finding, "note")));
        let standings = report.history.iter().flat_map(|history| &history.standings);
        let states: BTreeMap<&str, _> = standings.map(|each| (each.id.as_str(), baseline_state(each.status))).collect();
        let flows = flows.map(|(finding, level)| Outcome {
            baseline_state: states.get(finding.id.as_str()).copied(),
            suppressions: suppressions(report, finding),
            ..self.finding(report, finding, level, index[finding.class.as_str()])
        });
        let indicators = report.indicators.iter().map(|indicator| self.indicator(indicator, index[indicator.class.as_str()]));
        Run {
            tool: Tool { driver: driver(report, &classes) },
            invocations: [self.invocation(report)],
            version_control_provenance: provenance(report),
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                BaseUri { description: Message::new("The root of the submission as it was handed over.") },
            )]),
            artifacts: self.artifacts(report),
            taxonomies: taxonomies(&classes),
            results: flows.chain(indicators).collect(),
            column_kind: "unicodeCodePoints",
            properties: run_properties(report, id),
        }
    }

    fn artifacts(&self, report: &Report) -> Vec<Artifact> {
        let files = report.coverage.files.iter();
        files
            .map(|file| Artifact {
                location: self.location(&file.path),
                length: file.bytes,
                roles: ["analysisTarget"],
                hashes: BTreeMap::from([("sha-256", file.digest.hex())]),
                source_language: file.language.clone(),
                properties: Properties::from([("disposition", Value::from(file.disposition.name()))]),
            })
            .collect()
    }

    fn location(&self, path: &str) -> ArtifactLocation {
        let uri = Some(relative_uri(path)).filter(|uri| !uri.is_empty());
        ArtifactLocation { uri, uri_base_id: ROOT, index: self.0.get(path).copied() }
    }

    fn place(&self, path: &str, region: Option<Region>, function: &str, message: Option<String>) -> Location {
        let logical = LogicalLocation { fully_qualified_name: function.to_owned(), kind: "function" };
        Location {
            id: None,
            physical_location: PhysicalLocation { artifact_location: self.location(path), region },
            logical_locations: if function.is_empty() { Vec::new() } else { vec![logical] },
            message: message.map(Message::new),
        }
    }

    fn hop(&self, hop: &Hop<'_>) -> Location {
        self.place(hop.path, Some(region(hop.line, hop.column, hop.excerpt)), hop.function, Some(hop.note.clone()))
    }

    fn end(&self, place: &Place, role: &str) -> Location {
        let region = region(place.line, place.column, &place.excerpt);
        self.place(&place.path, Some(region), &place.function, Some(format!("{role}: {}", place.kind)))
    }

    fn spot(&self, spot: &Spot, role: &str, kind: &str) -> Location {
        self.place(&spot.path, Some(region(spot.line, spot.column, "")), "", Some(format!("{role}: {kind}")))
    }

    fn finding(&self, report: &Report, finding: &Finding, level: &'static str, rule_index: usize) -> Outcome {
        let flow = |locations: Vec<Location>| CodeFlow { thread_flows: [thread_flow(locations)] };
        let mut code_flows = vec![flow(view::witness(finding).iter().map(|hop| self.hop(hop)).collect())];
        let variants = finding.variants.iter().take(FLOWS);
        code_flows.extend(variants.map(|variant| {
            let ends = [(&variant.source, &finding.source, "source"), (&variant.sink, &finding.sink, "sink")];
            flow(ends.map(|(spot, own, role)| self.spot(spot, role, &own.kind)).into())
        }));
        let source = Location { id: Some(0), ..self.end(&finding.source, "source") };
        Outcome {
            rule_id: finding.class.clone(),
            rule_index,
            kind: "fail",
            level,
            rank: Some(finding.severity.min(100)),
            message: Message::new(message(finding)),
            locations: [self.end(&finding.sink, "sink")],
            related_locations: vec![source],
            code_flows,
            partial_fingerprints: BTreeMap::from([("candorFlow/v1", finding.fingerprint.clone())]),
            baseline_state: None,
            suppressions: Vec::new(),
            properties: properties(report, finding),
        }
    }

    fn indicator(&self, indicator: &Indicator, rule_index: usize) -> Outcome {
        let region = region(indicator.line, indicator.column, "");
        Outcome {
            rule_id: indicator.class.clone(),
            rule_index,
            kind: "review",
            level: "none",
            rank: None,
            message: Message::new(sentence(&view::sign(indicator))),
            locations: [self.place(&indicator.path, Some(region), "", None)],
            related_locations: Vec::new(),
            code_flows: Vec::new(),
            partial_fingerprints: BTreeMap::new(),
            baseline_state: None,
            suppressions: Vec::new(),
            properties: Properties::new(),
        }
    }

    fn invocation(&self, report: &Report) -> Invocation {
        let incomplete = report.verdict.value == VerdictValue::Incomplete;
        let mut notifications = Vec::new();
        for reason in report.verdict.reasons.iter().filter(|_| incomplete) {
            notifications.push(notification(&reason.code, "error", &reason.message));
        }
        for refusal in &report.coverage.refused {
            let mut refused = notification("refused", "error", &refusal.reason);
            refused.locations.push(self.place(&refusal.path, None, "", None));
            notifications.push(refused);
        }
        for limit in report.limits.iter().filter(|limit| limit.hits > 0) {
            let text = format!("limit {} of {} was hit {} times", limit.name, limit.value, limit.hits);
            notifications.push(notification("limit", "warning", &text));
        }
        for notice in &report.diagnostics {
            let level = match notice.severity {
                Level::Note => "note",
                Level::Warning => "warning",
                Level::Error => "error",
            };
            let text =
                [Some(&notice.message), notice.help.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>().join("; ");
            let mut noticed = notification(&notice.code, level, &text);
            noticed.locations.extend(notice.path.as_deref().map(|path| self.place(path, None, "", None)));
            notifications.push(noticed);
        }
        Invocation { execution_successful: !incomplete, tool_execution_notifications: notifications }
    }
}

fn run_properties(report: &Report, id: &Digest) -> Properties {
    let mut properties = Properties::from([
        ("reportId", Value::from(format!("sha256:{id}"))),
        ("verdict", Value::from(report.verdict.value.name())),
        ("ruleset", json!({"version": report.ruleset.version, "digest": report.ruleset.digest})),
        ("manifest", Value::from(report.source.manifest.hex())),
        ("assurance", Value::from(report.assurance.as_str())),
    ]);
    let disclosures = report.disclosures.iter();
    properties.extend(disclosures.map(|disclosures| ("disclosures", json!(disclosures))));
    properties
}

/// Texts of all classes that results name, in the order of the ids. A class the report does not explain
/// gets what its findings say.
fn classes(report: &Report) -> Vec<ClassText> {
    let mut all: BTreeMap<&str, ClassText> = BTreeMap::new();
    let bare = |id: &str| ClassText {
        id: id.to_owned(),
        title: id.to_owned(),
        what: String::new(),
        why: String::new(),
        check: String::new(),
        weight: 0,
        metadata: false,
        attack: Vec::new(),
        cwe: Vec::new(),
    };
    for finding in report.findings.iter().chain(&report.metadata) {
        all.entry(&finding.class).or_insert_with(|| match report.class(&finding.class) {
            Some(class) => class.clone(),
            None => ClassText {
                title: finding.title.clone(),
                check: finding.how_to_check.clone(),
                weight: finding.severity,
                attack: finding.attack.clone(),
                cwe: finding.cwe.clone(),
                ..bare(&finding.class)
            },
        });
    }
    for indicator in &report.indicators {
        all.entry(&indicator.class)
            .or_insert_with(|| report.class(&indicator.class).cloned().unwrap_or_else(|| bare(&indicator.class)));
    }
    all.into_values().collect()
}

fn driver(report: &Report, classes: &[ClassText]) -> Component {
    Component {
        name: report.tool.name.clone(),
        version: Some(report.tool.version.clone()),
        short_description: Some(Message::new("Reviews submitted source code for what could carry data out.")),
        rules: classes.iter().map(rule).collect(),
        taxa: Vec::new(),
        is_comprehensive: None,
        supported_taxonomies: TAXONOMIES
            .iter()
            .enumerate()
            .map(|(index, (name, _))| ComponentReference { name, index })
            .collect(),
    }
}

fn rule(class: &ClassText) -> Rule {
    let related = |index: usize, ids: &[String]| {
        let (name, _) = TAXONOMIES[index];
        let target = |id: &String| RuleReference { id: id.clone(), tool_component: ComponentReference { name, index } };
        ids.iter().map(|id| Relationship { target: target(id), kinds: ["relevant"] }).collect::<Vec<_>>()
    };
    let optional = |text: String| (!text.trim().is_empty()).then(|| Message::new(text));
    let weight = class.weight.min(100);
    let mut properties = Properties::from([("tags", if class.metadata { json!(["metadata"]) } else { json!(["security"]) })]);
    if !class.metadata {
        // What code-scanning services sort by, whatever the level: a decimal string, 0.0 to 10.0.
        properties.insert("security-severity", Value::from(format!("{}.{}", weight / 10, weight % 10)));
    }
    Rule {
        id: class.id.clone(),
        short_description: optional(sentence(&class.title)),
        full_description: optional(format!("{} {}", class.what, class.why)),
        help: optional(class.check.clone()),
        relationships: related(0, &class.cwe).into_iter().chain(related(1, &class.attack)).collect(),
        properties,
    }
}

/// The techniques and weaknesses that the rules name.
fn taxonomies(classes: &[ClassText]) -> Vec<Component> {
    let ids = |index: usize| {
        let mut ids: Vec<&String> =
            classes.iter().flat_map(|class| if index == 0 { &class.cwe } else { &class.attack }).collect();
        ids.sort();
        ids.dedup();
        ids
    };
    let taxon = |id: &String| Rule {
        id: id.clone(),
        short_description: None,
        full_description: None,
        help: None,
        relationships: Vec::new(),
        properties: Properties::new(),
    };
    let component = |(index, (name, description)): (usize, &(&str, &str))| Component {
        name: (*name).to_owned(),
        version: None,
        short_description: Some(Message::new(format!("{description}."))),
        rules: Vec::new(),
        taxa: ids(index).into_iter().map(taxon).collect(),
        is_comprehensive: Some(false),
        supported_taxonomies: Vec::new(),
    };
    TAXONOMIES.iter().enumerate().map(component).collect()
}

fn notification(code: &str, level: &'static str, text: &str) -> Notification {
    Notification {
        descriptor: Descriptor { id: code.to_owned() },
        level,
        message: Message::new(sentence(text)),
        locations: Vec::new(),
    }
}

/// A repository's address is required with a revision; candor knows one only when the auditor gave it.
fn provenance(report: &Report) -> Vec<VersionControl> {
    let source = &report.source;
    let (Some(repository), Some(commit)) = (&source.repository, &source.commit) else { return Vec::new() };
    let mapped_to = ArtifactLocation { uri: None, uri_base_id: ROOT, index: None };
    vec![VersionControl {
        repository_uri: encode(repository.as_bytes(), b":/?#[]@!$&'()*+,;=%"),
        revision_id: commit.clone(),
        mapped_to,
    }]
}

fn thread_flow(locations: Vec<Location>) -> ThreadFlow {
    let last = locations.len().saturating_sub(1);
    let steps = locations.into_iter().enumerate().map(|(position, location)| ThreadFlowLocation {
        location,
        execution_order: position + 1,
        importance: if position == 0 || position == last { "essential" } else { "important" },
    });
    ThreadFlow { locations: steps.collect() }
}

fn level(finding: &Finding) -> &'static str {
    match finding.confidence {
        Confidence::CoReachable => "note",
        Confidence::Traced if finding.severity >= 50 => "error",
        Confidence::Traced | Confidence::Assumed | Confidence::Ambiguous => "warning",
    }
}

fn message(finding: &Finding) -> String {
    let mut text = format!("{} ({}): {}", finding.title, finding.confidence.name(), view::summary(finding));
    if let Some(to) = view::goes_to(finding) {
        text = format!("{text}, to {to}");
    }
    sentence(&text)
}

fn properties(report: &Report, finding: &Finding) -> Properties {
    let mut properties = Properties::from([
        ("id", Value::from(finding.id.as_str())),
        ("confidence", Value::from(finding.confidence.name())),
        ("rank", Value::from(finding.rank)),
        ("sourceKinds", json!(finding.source_kinds)),
        ("sinkKind", Value::from(finding.sink_kind.as_str())),
        ("via", json!(finding.via)),
        ("transforms", json!(finding.transforms)),
        ("variants", Value::from(finding.variants.len())),
    ]);
    properties.extend(finding.endpoint.as_ref().map(|endpoint| ("endpoint", Value::from(endpoint.as_str()))));
    if !finding.unsure_endpoints.is_empty() {
        properties.insert("unsureEndpoints", json!(finding.unsure_endpoints));
    }
    let disclosed = disclosure::of(report, finding).map(|(word, rest)| ("disclosure", Value::from(format!("{word}: {rest}"))));
    properties.extend(disclosed);
    properties.extend(finding.trigger.as_ref().map(|trigger| ("trigger", Value::from(trigger.as_str()))));
    properties
}

/// What the vendor disclosed is marked, not accepted: that is for the auditor, whose policy says so.
fn suppressions(report: &Report, finding: &Finding) -> Vec<Suppression> {
    let waived = report.judgement.as_ref().is_some_and(|judgement| judgement.disclosed.contains(&finding.id));
    let disclosed = finding.disclosure.iter().map(|text| Suppression {
        kind: "external",
        status: if waived { "accepted" } else { "underReview" },
        justification: match waived {
            true => format!("the auditor's policy does not count what the vendor disclosed: {text}"),
            false => format!("the vendor disclosed it: {text}"),
        },
    });
    let accepted = report.judgement.iter().flat_map(|judgement| &judgement.accepted);
    let accepted = accepted.filter(|accepted| accepted.finding == finding.id).map(|accepted| Suppression {
        kind: "external",
        status: "accepted",
        justification: format!("the auditor accepts it until {}: {}", accepted.until, accepted.reason),
    });
    disclosed.chain(accepted).collect()
}

/// SARIF has no word for what is back again: to its readers it is new.
fn baseline_state(status: Status) -> &'static str {
    match status {
        Status::New | Status::Regressed => "new",
        Status::Carried => "unchanged",
    }
}

fn region(line: u32, column: u32, excerpt: &str) -> Region {
    // An excerpt that was cut ends in `…`, and escaped characters show as `\u{`: then bytes are not characters.
    let same = !excerpt.is_empty() && excerpt.is_ascii() && !excerpt.contains("\\u{");
    Region {
        start_line: line.max(1),
        start_column: same.then_some(column.max(1)),
        snippet: (!excerpt.is_empty()).then(|| Snippet { text: excerpt.to_owned() }),
    }
}

/// Messages end with a period (3.11.4).
fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.is_empty() || text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::region;

    #[test]
    fn columns_are_given_where_bytes_are_characters() {
        assert_eq!(region(3, 9, "send(data)").start_column, Some(9));
        for excerpt in ["", "s = \"é\"", "a\\u{202e}b", "cut…"] {
            assert_eq!(region(3, 9, excerpt).start_column, None, "{excerpt}");
        }
    }
}
