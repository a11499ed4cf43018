//! C: the pinned grammar, its roles and models, and what lowering does its own way.

pub(crate) mod declarations;
pub(crate) mod declarators;
pub(crate) mod macros;
pub mod models;
pub(crate) mod pointers;
pub(crate) mod preprocessor;
pub(crate) mod strings;
pub(crate) mod tokens;
pub(crate) mod types;
pub(crate) mod variadic;

use crate::ir::{Arg, Callee, ValueId};
use crate::lower::outline::Node;

use crate::lower::hooks::Hooks;
use crate::lower::machine::Lowerer;
use crate::lower::roles::Role;
use crate::syntax::grammar::Grammar;

pub const GRAMMAR: Grammar = Grammar {
    id: "c",
    language: tree_sitter_c::LANGUAGE,
    version: "tree-sitter-c 0.24.2",
    grammar_toml: include_str!("grammar.toml"),
    roles_toml: include_str!("roles.toml"),
    inherits: &[],
    preprocessed: true,
    models: models::FILES,
};

pub(crate) static HOOKS: Hooks = Hooks {
    text: strings::text,
    statement,
    step,
    type_name: types::cast_name,
    operator: pointers::operator,
    called,
    enter: pointers::enter,
    after_file: |file| macros::lower_function_macros(file, &GRAMMAR, &HOOKS),
    declares_only: true,
    ..Hooks::NONE
};

/// Calls of the standard library that mean more than calls.
pub(crate) fn called<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, callee: Callee, args: &[Arg]) -> Option<ValueId> {
    tokens::resumed(lowerer, node, callee, args).or_else(|| variadic::called(lowerer, node, callee, args))
}

/// Steps of C alone.
const DECLARE: u8 = 0;
const INITIALISE: u8 = 1;
const INITIALISE_GLOBAL: u8 = 2;
pub(crate) const NEXT_CONDITIONAL: u8 = 3;

fn statement<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, role: Role) {
    match role {
        Role::Function => declarations::function(lowerer, node),
        Role::Declaration => declarations::declaration(lowerer, node),
        Role::TypeDefinition => types::type_definition(lowerer, node),
        Role::StructType | Role::UnionType | Role::EnumType => {
            types::type_symbol(lowerer, node);
        }
        Role::Include => preprocessor::include(lowerer, node),
        Role::Define => macros::define(lowerer, node),
        Role::DefineFunction => macros::define_function(lowerer, node),
        Role::Conditional | Role::ConditionalElse => preprocessor::conditional(lowerer, node),
        Role::Member | Role::Param => {}
        _ => lowerer.schedule_children(node),
    }
}

fn step<'t>(lowerer: &mut Lowerer<'_, 't>, which: u8, node: Node<'t>, at: u32) {
    match which {
        DECLARE => declarations::declare(lowerer, node, at),
        INITIALISE => declarations::initialise(lowerer, node, at),
        INITIALISE_GLOBAL => declarations::initialise_global(lowerer, node, at),
        _ => preprocessor::next_branch(lowerer, node),
    }
}
