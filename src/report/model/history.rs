//! What became of the findings of an earlier report.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Finding, Place};

/// How this report stands to an earlier one, which the auditor named.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// `sha256:…` of the earlier report.json.
    pub baseline: String,
    pub counts: HistoryCounts,
    /// One for each finding and then for each flow of mere metadata, in their order.
    pub standings: Vec<Standing>,
    /// What this report no longer has, of the baseline and of those before it.
    pub fixed: Vec<Fixed>,
}

/// Findings and flows of mere metadata together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HistoryCounts {
    pub new: u64,
    pub carried: u64,
    pub regressed: u64,
    /// In the baseline, and no longer here.
    pub fixed: u64,
}

/// What a finding is when seen from an earlier report.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It was there before, was gone in the baseline, and is back.
    Regressed,
    /// Never seen before.
    New,
    /// The baseline has it.
    Carried,
}

impl Status {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Regressed => "regressed",
            Self::New => "new",
            Self::Carried => "carried",
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// `F001…` or `M001…` of this report.
    pub id: String,
    pub status: Status,
    /// The fingerprint that it had, where it had another one.
    pub was: Option<String>,
}

/// A finding that an earlier report had.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fixed {
    pub class: String,
    pub title: String,
    pub fingerprint: String,
    pub source: Place,
    pub sink: Place,
    /// `sha256:…` of the last report that had it.
    pub last: String,
}

impl Fixed {
    /// `finding` of the report `last`.
    pub fn of(finding: &Finding, last: &str) -> Self {
        Self {
            class: finding.class.clone(),
            title: finding.title.clone(),
            fingerprint: finding.fingerprint.clone(),
            source: finding.source.clone(),
            sink: finding.sink.clone(),
            last: last.to_owned(),
        }
    }
}

impl History {
    /// The counts that the lists come to.
    pub(super) fn counted(&self) -> HistoryCounts {
        let with = |status| self.standings.iter().filter(|standing| standing.status == status).count() as u64;
        HistoryCounts {
            new: with(Status::New),
            carried: with(Status::Carried),
            regressed: with(Status::Regressed),
            fixed: self.fixed.iter().filter(|fixed| fixed.last == self.baseline).count() as u64,
        }
    }

    /// Puts the fixed ones into order and counts.
    pub fn finish(&mut self) {
        self.fixed.sort();
        self.counts = self.counted();
    }
}
