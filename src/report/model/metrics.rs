//! The metrics annex: figures with numerator and denominator, copies, and the tools that the submission is built with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::base::Digest;

/// Figures as oversight boards publish them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// Sorted by id and language.
    pub ratios: Vec<Ratio>,
    /// Contents that several files have: those that take most room, in falling order of it.
    pub same_files: Vec<SameFiles>,
    /// How many contents that several files have are not in `same_files`.
    pub same_files_left_out: u64,
    /// Folders of third parties that are there more than once. Sorted.
    pub same_folders: Vec<SameFolders>,
    /// How many names of such folders are not in `same_folders`.
    pub same_folders_left_out: u64,
    /// Packages of which copies in several versions are part of the submission. Sorted.
    #[serde(default)]
    pub same_packages: Vec<SamePackages>,
    /// How many of them are not in `same_packages`.
    #[serde(default)]
    pub same_packages_left_out: u64,
    /// Sorted.
    pub toolchain: Vec<ToolchainPart>,
    pub binary_equivalence: Equivalence,
}

/// One figure.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ratio {
    /// Kebab-case: `unsafe-calls`, `unresolved-calls`.
    pub id: String,
    /// Grammar id; null: of the whole submission.
    pub language: Option<String>,
    /// What is counted, and of what.
    pub definition: String,
    pub numerator: u64,
    pub denominator: u64,
    /// What the numerator is made of, most first; empty where it has no parts.
    pub parts: Vec<Part>,
}

/// A part of a numerator.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub name: String,
    pub count: u64,
}

/// Files with one content.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SameFiles {
    pub digest: Digest,
    /// Of one of them.
    pub bytes: u64,
    pub copies: u64,
    /// The first of them, sorted.
    pub paths: Vec<String>,
}

/// Folders of third parties that have one name, versions set aside.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SameFolders {
    pub name: String,
    pub copies: u64,
    /// How many different contents they have.
    pub contents: u64,
    /// The first of them, sorted.
    pub paths: Vec<String>,
}

/// A package in several versions.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SamePackages {
    /// Type of its package URL.
    pub ecosystem: String,
    /// With what stands before it: `@scope/name`.
    pub name: String,
    /// The first of them. Sorted.
    pub versions: Vec<String>,
}

/// A tool that the submission is built or checked with.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ToolchainPart {
    /// `build-system`, `compiler`, `continuous-integration`, `environment`, `lock-file`.
    pub kind: String,
    pub name: String,
    /// How many files tell of it.
    pub files: u64,
    /// The first of them.
    pub path: String,
}

/// Whether the shipped binaries were shown to be built from this source.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Equivalence {
    Shown,
    NotShown,
    /// All that a review of source code can say.
    NotAttempted,
}

impl Equivalence {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::NotShown => "not shown",
            Self::NotAttempted => "not attempted",
        }
    }
}

impl Metrics {
    /// Why it is not sound, if it is not.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        let whole = |ratio: &Ratio| {
            let parts = ratio.parts.iter().fold(0u64, |sum, part| sum.saturating_add(part.count));
            ratio.numerator <= ratio.denominator && (ratio.parts.is_empty() || parts == ratio.numerator)
        };
        let copies = |copies: u64, paths: &[String]| copies >= 2 && paths.len() as u64 <= copies && paths.is_sorted();
        let ordered = self.ratios.is_sorted_by(|a, b| (&a.id, &a.language) < (&b.id, &b.language))
            && self.toolchain.is_sorted_by(|a, b| a < b)
            && self.same_folders.is_sorted_by(|a, b| a < b)
            && self.same_packages.is_sorted_by(|a, b| a < b)
            && self.same_packages.iter().all(|same| same.versions.len() >= 2 && same.versions.is_sorted_by(|a, b| a < b));
        if !self.ratios.iter().all(whole) {
            return Err("a ratio does not add up");
        }
        let folders =
            self.same_folders.iter().all(|same| copies(same.copies, &same.paths) && (1..=same.copies).contains(&same.contents));
        if !folders || !self.same_files.iter().all(|same| copies(same.copies, &same.paths)) {
            return Err("copies do not add up");
        }
        if ordered { Ok(()) } else { Err("the metrics are not in order") }
    }
}
