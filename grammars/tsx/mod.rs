//! TypeScript with JSX: the grammar of `.tsx` files. All else is TypeScript's and JavaScript's.

use crate::syntax::grammar::Grammar;

pub const GRAMMAR: Grammar = Grammar {
    id: "tsx",
    language: tree_sitter_typescript::LANGUAGE_TSX,
    version: "tree-sitter-typescript 0.23.2",
    grammar_toml: include_str!("grammar.toml"),
    roles_toml: include_str!("roles.toml"),
    inherits: &["javascript", "typescript"],
    preprocessed: false,
    models: &[],
};
