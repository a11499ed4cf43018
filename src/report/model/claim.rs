//! What the vendor says of the submission in its `submission.toml`: a claim, held against the files where it can be.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The vendor's own words; nothing in the review follows them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The file it stands in.
    pub path: String,
    pub vendor: String,
    pub product: String,
    pub version: String,
    /// Sorted by name.
    pub components: Vec<ClaimedComponent>,
    /// Files of the submission that lie in no component that is claimed as provided.
    pub unclaimed_files: u64,
}

/// A part of the product, handed over or not.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimedComponent {
    pub name: String,
    pub provided: bool,
    /// Where it is said to lie.
    pub path: Option<String>,
    /// Why it is not provided, or what it is.
    pub note: Option<String>,
    /// Files that were found there.
    pub files: u64,
}

impl Claim {
    /// Vendor, product and version in one line.
    pub fn title(&self) -> String {
        format!("{} {} by {}", self.product, self.version, self.vendor)
    }

    /// One line a component: what is said of it, and what was found.
    pub fn lines(&self) -> Vec<String> {
        self.components.iter().map(ClaimedComponent::line).collect()
    }
}

impl ClaimedComponent {
    fn line(&self) -> String {
        let what = match (&self.path, self.provided, self.files) {
            (Some(path), true, 0) => format!("said to be in {path}, where no file is"),
            (Some(path), true, files) => format!("in {path}, {files} files"),
            (Some(path), false, files) if files > 0 => format!("said not to be provided, but {files} files are in {path}"),
            (_, true, _) => "said to be provided".to_owned(),
            (_, false, _) => "not provided".to_owned(),
        };
        match &self.note {
            Some(note) => format!("{}: {what} ({note})", self.name),
            None => format!("{}: {what}", self.name),
        }
    }
}
