//! The rules that are data, as one value: the model files of all languages, the finding classes, and the digests of
//! what is code (grammars and lowering). Written down it is canonical JSON, so that a set of old can be used again; a
//! set that is installed stands in for the built-in one, in the whole process, before anything has read it.
//! Says nothing about whether the files are sound.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::base::Digest;
use crate::base::json::{self, JsonError};

/// Name and version of the form.
pub const SCHEMA: &str = "candor-rules/v1";

static IN_USE: OnceLock<RuleSet> = OnceLock::new();

/// All rules of a candor.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Of the candor that they came with.
    pub version: String,
    /// What reports and statements call them.
    pub digest: Digest,
    /// What turns syntax into facts: it is code, and must be that of the candor that uses the rules.
    pub lowering: Vec<Lowering>,
    /// The text of the finding classes.
    pub classes: String,
    /// In the order in which they are read.
    pub models: Vec<ModelFile>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lowering {
    pub language: String,
    pub digest: Digest,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelFile {
    pub language: String,
    pub file: String,
    pub text: String,
}

impl RuleSet {
    pub fn parse(bytes: &[u8]) -> Result<Self, JsonError> {
        let set: Self = json::from_canonical(bytes)?;
        if set.schema == SCHEMA && set.to_bytes()? == bytes { Ok(set) } else { Err(JsonError::NotCanonical) }
    }

    pub fn to_bytes(&self) -> Result<Vec<u8>, JsonError> {
        json::to_canonical(self)
    }

    /// (language, file name, text) of every model file, for [`super::Catalogue::parse`].
    pub fn files(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.models.iter().map(|model| (model.language.as_str(), model.file.as_str(), model.text.as_str()))
    }

    /// Stands in for the built-in rules from now on. False: another set does already.
    pub fn install(self) -> bool {
        let digest = self.digest;
        IN_USE.get_or_init(|| self).digest == digest
    }

    /// The set that stands in for the built-in rules, if one does.
    pub fn in_use() -> Option<&'static Self> {
        IN_USE.get()
    }
}
