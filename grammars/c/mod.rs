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

pub(crate) static HOOKS: crate::lower::hooks::Hooks = crate::lower::hooks::Hooks {
    text: |l, n| l.opaque(n),
    statement: |_, _, _| {},
    step: |_, _, _, _| {},
    assign: |_, _, _, _| {},
    parameters: |_, _| Vec::new(),
    type_name: |_, _| None,
    assignment_declares: false,
    percent_formats: false,
};
