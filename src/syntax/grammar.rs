//! The registry of languages: every grammar candor was built with, in one fixed order.
//! Knows where a language's data lives, not what it means: `grammar.toml` is read by classification,
//! `roles.toml` by lowering, the models by the catalogue.

use tree_sitter_language::LanguageFn;

use crate::grammars;
use crate::models::RuleSet;

/// One language: its parser and the data files of its folder `grammars/<id>/`.
pub struct Grammar {
    /// Lower case, stable, in reports and facts: `c`, `python`.
    pub id: &'static str,
    pub language: LanguageFn,
    /// The parser package and its exact version.
    pub version: &'static str,
    pub grammar_toml: &'static str,
    pub roles_toml: &'static str,
    /// Languages whose models hold here too: C++ calls C's libraries, TypeScript those of JavaScript.
    pub inherits: &'static [&'static str],
    /// Text goes through the C preprocessor.
    pub preprocessed: bool,
    /// (file name, text) of `models/*.toml`.
    pub models: &'static [(&'static str, &'static str)],
}

/// One line a language, sorted by id.
static REGISTRY: &[Grammar] = &[
    grammars::c::GRAMMAR,
    grammars::cpp::GRAMMAR,
    grammars::go::GRAMMAR,
    grammars::java::GRAMMAR,
    grammars::javascript::GRAMMAR,
    grammars::python::GRAMMAR,
    grammars::tsx::GRAMMAR,
    grammars::typescript::GRAMMAR,
];

/// All languages, sorted by id.
pub fn all() -> &'static [Grammar] {
    REGISTRY
}

/// The language with this id.
pub fn by_id(id: &str) -> Option<&'static Grammar> {
    REGISTRY.iter().find(|grammar| grammar.id == id)
}

/// (language, file name, text) of every model file in use, for [`crate::models::Catalogue::parse`].
pub fn catalogue_files() -> Vec<(&'static str, &'static str, &'static str)> {
    if let Some(set) = RuleSet::in_use() {
        return set.files().collect();
    }
    REGISTRY.iter().flat_map(|grammar| grammar.models.iter().map(|&(file, text)| (grammar.id, file, text))).collect()
}

impl std::fmt::Debug for Grammar {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Grammar({})", self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::{all, by_id};

    #[test]
    fn every_language_loads_and_is_found_by_its_id() {
        let mut parser = tree_sitter::Parser::new();
        for grammar in all() {
            parser.set_language(&grammar.language.into()).expect("the pinned grammar has a supported ABI");
            assert_eq!(by_id(grammar.id).map(|found| found.id), Some(grammar.id));
        }
        assert!(all().is_sorted_by_key(|grammar| grammar.id));
    }
}
