//! TypeScript: its grammar and what its roles have besides JavaScript's, with which it shares the rest.

use crate::syntax::grammar::Grammar;

pub const GRAMMAR: Grammar = Grammar {
    id: "typescript",
    language: tree_sitter_typescript::LANGUAGE_TYPESCRIPT,
    version: "tree-sitter-typescript 0.23.2",
    grammar_toml: include_str!("grammar.toml"),
    roles_toml: include_str!("roles.toml"),
    inherits: &["javascript"],
    preprocessed: false,
    models: &[],
};
