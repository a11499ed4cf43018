//! What the vendor disclosed, held against what was found: an outcome for each item, and what falls short of one.
//! A claim, as evidence: whether it excuses anything is for the auditor's policy.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Finding, Report};
use crate::base::Digest;

/// A disclosure file, and what came of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disclosures {
    /// SHA-256 of the file.
    pub digest: Digest,
    /// Where it lies in the submission; null when the auditor gave it.
    pub path: Option<String>,
    /// Whether it could be read as one. If not, it declares nothing, and a diagnostic says why.
    pub usable: bool,
    /// Digest of the disclosure of the baseline, when the two were compared.
    pub earlier: Option<Digest>,
    /// In the order of the file.
    pub items: Vec<Disclosure>,
    /// Findings and flows of mere metadata that an item comes near to and that are not declared whole, in their order.
    pub gaps: Vec<Gap>,
    /// Findings that are not declared whole.
    pub undeclared: u64,
    /// The same of flows of mere metadata.
    pub undeclared_metadata: u64,
}

/// One item: what leaves, where to, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    pub id: String,
    /// Where it stands in the file, from 1.
    pub line: u32,
    /// Kinds of data, as [`Finding::source_kinds`] has them. Sorted.
    pub data: Vec<String>,
    /// A kind of sink (`egress.http`), the beginning of one (`egress`), or `network`.
    pub channel: String,
    /// Host names, `*.example.com`, `chosen-at-run-time`, or `*`. Sorted.
    pub endpoints: Vec<String>,
    /// Kinds of data that may choose what leaves, as [`Finding::via`] has them. Sorted.
    pub chosen_by: Vec<String>,
    pub purpose: String,
    pub trigger: Option<String>,
    pub consent: Option<String>,
    /// Code that it is about alone.
    pub path: Option<String>,
    pub outcome: DisclosureOutcome,
    /// In what it is wider than the earlier disclosure.
    pub widened: Vec<String>,
    /// Ids of flows that it declares, alone or with others. In their order.
    pub findings: Vec<String>,
}

/// What came of an item.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DisclosureOutcome {
    /// There are findings that it declares.
    Matched,
    /// There are findings of which it declares a part, and none that are declared whole.
    Partly,
    /// Nothing was found that it speaks of.
    Unseen,
    /// It goes beyond what the disclosure of the baseline declared.
    Widened,
}

/// A flow that is not declared whole, though an item speaks of its data and its channel.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// `F001…` or `M001…` of this report.
    pub finding: String,
    /// Ids of the items that come near. In their order.
    pub items: Vec<String>,
    /// Of its combinations of kind of data, destination and place (its variants included), how many are declared.
    pub declared: u64,
    pub all: u64,
    /// What the first one that is not declared lacks.
    pub lacks: String,
}

impl DisclosureOutcome {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::Partly => "partly",
            Self::Unseen => "unseen",
            Self::Widened => "widened",
        }
    }

    /// What it means, for readers.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Matched => "declared, and found",
            Self::Partly => "declares a part of what was found",
            Self::Unseen => "declared, but nothing of it was found",
            Self::Widened => "wider than the disclosure of the baseline",
        }
    }
}

impl Disclosures {
    /// What it says of a flow that it does not declare whole.
    pub fn gap(&self, finding: &Finding) -> Option<&Gap> {
        self.gaps.iter().find(|gap| gap.finding == finding.id)
    }

    /// Whether lists, counts and outcomes agree with each other and with the findings of `report`. The error says what does not.
    pub(super) fn check(&self, report: &Report) -> Result<(), &'static str> {
        let flows: Vec<&Finding> = report.findings.iter().chain(&report.metadata).collect();
        let place: BTreeMap<&str, usize> = flows.iter().enumerate().map(|(at, finding)| (finding.id.as_str(), at)).collect();
        if !self.usable && !self.items.is_empty() {
            return Err("items of a disclosure that cannot be used");
        }
        if let Some(path) = &self.path
            && !report.coverage.files.iter().any(|file| file.path == *path && file.digest == self.digest)
        {
            return Err("a disclosure that is not among the files");
        }
        let ids: BTreeSet<&str> = self.items.iter().map(|item| item.id.as_str()).collect();
        if ids.len() != self.items.len()
            || !self.items.is_sorted_by_key(|item| item.line)
            || self.items.iter().any(|item| item.line == 0)
        {
            return Err("items of a disclosure twice, or out of order");
        }
        let mut declared: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for item in &self.items {
            let places: Option<Vec<usize>> = item.findings.iter().map(|id| place.get(id.as_str()).copied()).collect();
            if !places.is_some_and(|places| places.is_sorted_by(|a, b| a < b)) {
                return Err("an item speaks of findings that are not here, or not in their order");
            }
            item.findings.iter().for_each(|id| declared.entry(id).or_default().push(&item.id));
        }
        let agrees = |finding: &&Finding| {
            let by = declared.get(finding.id.as_str()).map(|ids| ids.join(", "));
            finding.disclosure == by
        };
        if !flows.iter().all(agrees) {
            return Err("findings and items of the disclosure do not agree");
        }
        self.check_gaps(&place, &ids, &declared)?;
        self.check_outcomes()?;
        let open = |list: &[Finding]| list.iter().filter(|finding| finding.disclosure.is_none()).count() as u64;
        match (open(&report.findings), open(&report.metadata)) == (self.undeclared, self.undeclared_metadata) {
            true => Ok(()),
            false => Err("what is undeclared does not add up"),
        }
    }

    fn check_gaps(
        &self,
        place: &BTreeMap<&str, usize>,
        ids: &BTreeSet<&str>,
        declared: &BTreeMap<&str, Vec<&str>>,
    ) -> Result<(), &'static str> {
        let places: Option<Vec<usize>> = self.gaps.iter().map(|gap| place.get(gap.finding.as_str()).copied()).collect();
        let sound = |gap: &Gap| {
            let whole = declared.contains_key(gap.finding.as_str());
            let known = gap.items.iter().all(|id| ids.contains(id.as_str()));
            !whole && gap.declared < gap.all && !gap.items.is_empty() && known
        };
        let ascend = places.is_some_and(|places| places.is_sorted_by(|a, b| a < b));
        if ascend && self.gaps.iter().all(sound) { Ok(()) } else { Err("the gaps of the disclosure are not in order") }
    }

    fn check_outcomes(&self) -> Result<(), &'static str> {
        let partly: BTreeSet<&String> = self.gaps.iter().filter(|gap| gap.declared > 0).flat_map(|gap| &gap.items).collect();
        let sound = |item: &Disclosure| match item.outcome {
            DisclosureOutcome::Widened => !item.widened.is_empty() && self.earlier.is_some(),
            DisclosureOutcome::Matched => !item.findings.is_empty() && item.widened.is_empty(),
            DisclosureOutcome::Partly => item.findings.is_empty() && item.widened.is_empty() && partly.contains(&item.id),
            DisclosureOutcome::Unseen => item.findings.is_empty() && item.widened.is_empty(),
        };
        if self.items.iter().all(sound) { Ok(()) } else { Err("an outcome of the disclosure does not follow from it") }
    }
}
