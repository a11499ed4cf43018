//! Findings, and the inventories beside them: endpoints, capabilities, indicators.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::base::Digest;

/// How sure the review is of a flow.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Every hop is resolved and modelled.
    Traced,
    /// Some hop goes through a library function that no model speaks of.
    Assumed,
    /// Some hop is a guess among several callees, reflective, widened or through an unknown channel.
    Ambiguous,
    /// Source and way out are reachable from one entry, but no flow is shown.
    CoReachable,
}

impl Confidence {
    pub const ALL: [Self; 4] = [Self::Traced, Self::Assumed, Self::Ambiguous, Self::CoReachable];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Traced => "traced",
            Self::Assumed => "assumed",
            Self::Ambiguous => "ambiguous",
            Self::CoReachable => "co-reachable",
        }
    }

    /// What it means, for readers.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Traced => "every hop is resolved and modelled",
            Self::Assumed => "some hop goes through a library function that no rule describes",
            Self::Ambiguous => "some hop is one of several possible callees, reflective or through an unknown channel",
            Self::CoReachable => "source and way out are reachable from one entry; no flow is shown",
        }
    }
}

/// Data that goes, or may go, where it should not: one for each (class, kinds of data, file of the sink, endpoint).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// By rank: `F001…` of a finding, `M001…` of metadata; set by [`finish`](super::Report::finish), not stable between
    /// reports.
    pub id: String,
    /// Finding class; `candor explain CLASS` tells about it.
    pub class: String,
    pub title: String,
    pub confidence: Confidence,
    /// How much it matters if true: weight of the class, 0 to 100.
    pub severity: u32,
    /// Where it stands in its list, the higher the worse: confidence, severity, directedness, concealment.
    pub rank: u32,
    /// Stable while lines move: see [`fingerprint`].
    pub fingerprint: String,
    pub source: Place,
    pub sink: Place,
    /// Between source and sink, both left out, in the order of the flow.
    pub steps: Vec<Step>,
    /// All kinds of data that arrive at this sink by this finding.
    pub source_kinds: Vec<String>,
    pub sink_kind: String,
    /// What chose the data: `NETWORK` when input from the network names the file that is read.
    pub via: Vec<String>,
    /// What happened to the data on its way: `encode`, `encrypt`, `compress`, `serialise`, `hash`.
    pub transforms: Vec<String>,
    /// The destinations as the code names them, joined by `, `, the surer ones first; null: it names none.
    pub endpoint: Option<String>,
    /// Those of them that are only perhaps meant: their names come by ambiguous ways, or are too many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsure_endpoints: Vec<String>,
    /// What sets it off: `install`, `start-up`, `timer`, `remote command`, `user action`.
    pub trigger: Option<String>,
    /// Further flows of the same class into the same sink, and into others of its file that the data reaches as surely.
    pub variants: Vec<Variant>,
    /// Ids of the items of the vendor's disclosure that declare all of it, joined by `, `; null: it is not declared whole.
    pub disclosure: Option<String>,
    pub how_to_check: String,
    /// MITRE ATT&CK technique ids.
    pub attack: Vec<String>,
    /// CWE ids (`CWE-200`).
    pub cwe: Vec<String>,
}

/// Where a flow starts or ends.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// A source kind (`FILE`) or a sink kind (`egress.http`).
    pub kind: String,
    /// Relative to the reviewed root, `/`-separated; `outer!inner` inside a container.
    pub path: String,
    /// From 1.
    pub line: u32,
    /// In bytes, from 1.
    pub column: u32,
    /// Name of the function it stands in; `<file>` at file level.
    pub function: String,
    /// The function that is called there, as the rules name it.
    pub callee: Option<String>,
    /// The line of code, shortened and made safe to show.
    pub excerpt: String,
}

/// A hop between source and sink, or of a capability's witness.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub path: String,
    pub line: u32,
    pub column: u32,
    pub function: String,
    /// What happens here: `passed to upload()`, `returned`, `stored in self.body`.
    pub note: String,
    pub excerpt: String,
}

/// Another flow that this finding stands for: data of the same kinds into a channel of the same kind.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    pub source: Spot,
    pub sink: Spot,
}

/// Where another flow starts or ends. Of these there are thousands, so they say where to look and no more.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// As of a [`Place`], like the line and the column.
    pub path: String,
    pub line: u32,
    pub column: u32,
}

/// How a destination was found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// It stands in the code.
    Literal,
    /// It is put together in the code from constants.
    Folded,
    /// It stands in a configuration file, or is a default of one.
    Configured,
    /// It is chosen at run time; the value names by what.
    RunTime,
}

impl Found {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Literal => "literal",
            Self::Folded => "folded",
            Self::Configured => "configured",
            Self::RunTime => "run-time",
        }
    }
}

/// A destination.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    pub value: String,
    pub how: Found,
    pub path: String,
    pub line: u32,
    pub column: u32,
    pub function: String,
    /// The call that uses it, when one does (`requests.post`).
    pub callee: Option<String>,
    /// Country code, where a country-code domain or the auditor's database tells.
    pub jurisdiction: Option<String>,
}

/// A component can do this, by this function.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Capability {
    pub component: String,
    /// `FILES`, `NETWORK`, `EXEC`, …
    pub capability: String,
    pub function: String,
    pub path: String,
    pub line: u32,
    /// The shortest chain of calls from the function to the call that needs it.
    pub witness: Vec<Step>,
}

/// A sign of hiding: one for each class and file, or for each class and folder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    pub path: String,
    pub line: u32,
    pub column: u32,
    /// Kebab-case: `bidi-text`, `encoded-payload`, `suppression-comment`.
    pub class: String,
    pub detail: String,
    /// How many places or files it stands for; line and column are those of the most telling one.
    #[serde(default = "one")]
    pub count: u64,
}

/// Reports from before counts speak of single places.
fn one() -> u64 {
    1
}

/// What a class of findings or indicators means.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassText {
    pub id: String,
    pub title: String,
    pub what: String,
    pub why: String,
    /// How to check a finding of it by hand.
    pub check: String,
    /// How much it matters if true: 0 to 100.
    pub weight: u32,
    /// Flows of this class carry mere metadata of files and are listed apart from findings.
    pub metadata: bool,
    pub attack: Vec<String>,
    pub cwe: Vec<String>,
}

/// A fingerprint of `parts` that moved lines leave as it is: the first 16 hexadecimal digits of the
/// SHA-256 of all parts with their lengths. The parts of a flow, in this order: class, source kind, file
/// name (without folders), function (without the module, class or package that it stands in, which follow the folders) and
/// callee of the source, then the same four of the sink.
pub fn fingerprint(parts: &[&str]) -> String {
    let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
    let mut hex = Digest::of_parts(&parts).hex();
    hex.truncate(16);
    hex
}

impl Finding {
    /// Path and line of the source and of the sink: its own, then those of the flows that it stands for.
    pub fn ways(&self) -> impl Iterator<Item = [(&str, u32); 2]> {
        let own = [&self.source, &self.sink].map(|place| (place.path.as_str(), place.line));
        let others =
            self.variants.iter().map(|variant| [&variant.source, &variant.sink].map(|spot| (spot.path.as_str(), spot.line)));
        std::iter::once(own).chain(others)
    }

    /// The usual parts of its [`fingerprint`].
    pub fn compute_fingerprint(&self) -> String {
        let place = |place: &Place| {
            let function = function_name(&place.function).to_owned();
            [place.kind.clone(), file_name(&place.path), function, place.callee.clone().unwrap_or_default()]
        };
        let parts = [vec![self.class.clone()], place(&self.source).to_vec(), place(&self.sink).to_vec()].concat();
        fingerprint(&parts.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

/// The last part of a qualified name: `agent.send` → `send`, `net::Client::push` → `push`.
pub(in super::super) fn function_name(function: &str) -> &str {
    let last = function.rsplit(['.', ':', '#', '/']).next().unwrap_or(function);
    if last.is_empty() { function } else { last }
}

fn file_name(path: &str) -> String {
    path.rsplit(['/', '!']).next().unwrap_or(path).to_owned()
}

/// With what the ids of findings begin.
pub(super) const FINDING: char = 'F';
/// With what the ids of flows of mere metadata begin.
pub(super) const METADATA: char = 'M';

/// The id of what stands at `position` of its list, from 0.
pub(super) fn id(letter: char, position: usize) -> String {
    format!("{letter}{:03}", position + 1)
}

/// Sorts by rank, then by what does not depend on the order of discovery; tells equal fingerprints
/// apart by their order in the code; numbers the findings with ids that begin with `letter`.
pub(super) fn order(findings: &mut Vec<Finding>, letter: char) {
    for finding in findings.iter_mut() {
        finding.id.clear();
        for list in [&mut finding.source_kinds, &mut finding.via, &mut finding.transforms, &mut finding.attack, &mut finding.cwe]
        {
            list.sort();
            list.dedup();
        }
        finding.variants.sort();
        finding.variants.dedup();
    }
    findings.sort_by(|a, b| (&a.sink, &a.source, &a.class).cmp(&(&b.sink, &b.source, &b.class)).then_with(|| a.cmp(b)));
    findings.dedup();
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for finding in findings.iter_mut() {
        let times = seen.entry(finding.fingerprint.clone()).or_default();
        if *times > 0 {
            finding.fingerprint = fingerprint(&[&finding.fingerprint, &times.to_string()]);
        }
        *times += 1;
    }
    findings.sort_by(|a, b| b.rank.cmp(&a.rank).then_with(|| a.confidence.cmp(&b.confidence)));
    for (number, finding) in findings.iter_mut().enumerate() {
        finding.id = id(letter, number);
    }
}
