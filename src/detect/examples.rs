//! What code of each finding class looks like, and what merely looks alike (`reports/examples.toml`). For readers: no
//! finding depends on it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

const TEXT: &str = include_str!("../../reports/examples.toml");

static EXAMPLES: LazyLock<BTreeMap<String, Example>> = LazyLock::new(|| {
    toml::from_str(TEXT).unwrap_or_else(|error| unreachable!("invariant: reports/examples.toml is sound: {error}"))
});

/// Two pieces of code and what tells them apart.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The id of a grammar.
    pub language: String,
    /// A finding of the class.
    pub example: String,
    /// No finding of the class.
    pub near_miss: String,
    /// Why it is none.
    pub difference: String,
}

/// That of the class `id`; signs of hiding and flows that are no findings have none.
pub fn of(id: &str) -> Option<&'static Example> {
    EXAMPLES.get(id)
}

/// All, by class.
pub fn all() -> &'static BTreeMap<String, Example> {
    &EXAMPLES
}
