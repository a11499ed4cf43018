//! Packages that the submission is, holds copies of, or asks for: what its manifests and the headers of well-known libraries say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The inventory of packages.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Packages {
    /// Sorted.
    pub list: Vec<Package>,
    /// Packages beyond the bound of the list.
    pub left_out: u64,
}

/// One package, by one version or requirement.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Package {
    pub kind: PackageKind,
    /// Type of its package URL: `npm`, `pypi`, `golang`, `maven`, `cargo`, `conan`, `generic`.
    pub ecosystem: String,
    /// What stands before its name: `@scope`, `org.example`, `github.com/example`.
    pub namespace: Option<String>,
    pub name: String,
    /// One version, where one is said.
    pub version: Option<String>,
    /// The versions that would do, as they are written, where no single one is said.
    pub requirement: Option<String>,
    /// Whether it is asked for by development, tests, the build or an extra alone.
    pub development: bool,
    /// Whether a copy of it, in whatever version, is part of the submission.
    pub submitted: bool,
    /// The files that say so, the first ones. Sorted.
    pub paths: Vec<String>,
}

/// How a submission has a package.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PackageKind {
    /// A manifest of the submission's own describes it.
    Own,
    /// A copy of it lies in a folder for copies, or a header of it is there.
    Vendored,
    /// A manifest or lock file asks for it.
    Declared,
}

impl PackageKind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Vendored => "vendored",
            Self::Declared => "declared",
        }
    }
}

impl Packages {
    /// Whether it is in order. The error says what is not.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        let named = |package: &Package| !package.name.is_empty() && !package.ecosystem.is_empty() && !package.paths.is_empty();
        match self.list.is_sorted_by(|a, b| a < b) && self.list.iter().all(named) {
            true => Ok(()),
            false => Err("packages are not in order, or have no name or place"),
        }
    }

    /// Asked for, and not handed over.
    pub fn missing(&self) -> impl Iterator<Item = &Package> {
        self.list.iter().filter(|package| package.kind == PackageKind::Declared && !package.submitted)
    }
}
