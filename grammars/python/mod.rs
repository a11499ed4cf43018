//! Python: the pinned grammar, its roles and its models.

pub mod models;

use crate::syntax::grammar::Grammar;

pub const GRAMMAR: Grammar = Grammar {
    id: "python",
    language: tree_sitter_python::LANGUAGE,
    version: "tree-sitter-python 0.25.0",
    grammar_toml: include_str!("grammar.toml"),
    roles_toml: include_str!("roles.toml"),
    models: models::FILES,
};
