//! What an auditor's policy made of a review: what it accepted, what it does not count, what it missed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::base::Digest;

/// The policy's part in the verdict. Nothing of the review itself goes away by it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// The day on which the policy was applied (`2026-11-29`): acceptances end.
    pub date: String,
    /// Findings that are accepted, in their order.
    pub accepted: Vec<Accepted>,
    /// Ids of findings of a class or a confidence that the policy does not count. In their order.
    pub uncounted: Vec<String>,
    /// Ids of findings that the policy does not count because the vendor disclosed them. In their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disclosed: Vec<String>,
    /// Files that could not be followed and that are accepted by their content, in their order.
    pub blobs: Vec<AcceptedBlob>,
    /// Acceptances without effect. Sorted.
    pub idle: Vec<Idle>,
    /// Destinations that the policy does not allow. Sorted.
    pub outside: Vec<String>,
    /// Destinations in countries that the policy does not allow. Sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub abroad: Vec<Abroad>,
    /// Destinations whose names tell no country, where the policy speaks of countries. Sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unplaced: Vec<String>,
    /// Lines through which data was followed, of those in languages that candor follows.
    pub followed: Share,
}

/// A finding that the auditor accepts, with the reason.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// `F001…` of this report.
    pub finding: String,
    pub reason: String,
    /// The last day of the acceptance.
    pub until: String,
}

/// A file that the auditor accepts unread.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptedBlob {
    pub path: String,
    pub sha256: Digest,
    pub reason: String,
}

/// A destination in a country that the policy does not allow.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Abroad {
    pub host: String,
    /// ISO 3166-1 alpha-2, or `EU`; by the country-code domain.
    pub jurisdiction: String,
}

/// An acceptance that accepts nothing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Idle {
    /// The fingerprint of a finding or the digest of a file, as the policy names it.
    pub of: String,
    pub why: Why,
}

/// Why an acceptance has no effect.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Its last day is over.
    Expired,
    /// The code on the way of the finding is not what was accepted.
    CodeChanged,
    /// Nothing in this report is what it speaks of.
    MatchesNothing,
}

impl Why {
    /// What it means, for readers.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Expired => "its last day is over",
            Self::CodeChanged => "the code on the way is not what was accepted",
            Self::MatchesNothing => "it matches nothing here",
        }
    }
}

/// A ratio with both its numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Share {
    pub numerator: u64,
    pub denominator: u64,
}

impl Share {
    /// At least so many of a hundred; of nothing, all.
    pub fn is_at_least(self, percent: u64) -> bool {
        u128::from(self.numerator) * 100 >= u128::from(self.denominator) * u128::from(percent)
    }
}
