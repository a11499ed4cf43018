//! C: the pinned grammar, its roles and its models.

pub mod models;

use crate::syntax::grammar::Grammar;

pub const GRAMMAR: Grammar = Grammar {
    id: "c",
    language: tree_sitter_c::LANGUAGE,
    version: "tree-sitter-c 0.24.2",
    grammar_toml: include_str!("grammar.toml"),
    roles_toml: include_str!("roles.toml"),
    models: models::FILES,
};
