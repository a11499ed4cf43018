//! C++: the pinned grammar, what it adds to C's roles and models, and what lowering does its own way.
//! Includes, macros, strings and plain declarators are those of C.

mod bodies;
mod callables;
mod classes;
mod declarations;
mod expressions;
pub mod models;
mod names;
mod strings;
mod templates;

use super::c;
use crate::lower::hooks::Hooks;
use crate::lower::machine::Lowerer;
use crate::lower::outline::Node;
use crate::lower::roles::Role;
use crate::syntax::grammar::Grammar;

pub const GRAMMAR: Grammar = Grammar {
    id: "cpp",
    language: tree_sitter_cpp::LANGUAGE,
    version: "tree-sitter-cpp 0.23.4",
    grammar_toml: include_str!("grammar.toml"),
    roles_toml: include_str!("roles.toml"),
    inherits: &["c"],
    preprocessed: true,
    models: models::FILES,
};

pub(crate) static HOOKS: Hooks = Hooks {
    text: strings::text,
    statement,
    value: expressions::value,
    call: expressions::call,
    called: callables::called,
    operator: expressions::operator,
    enter: c::pointers::enter,
    step,
    assign: declarations::assign,
    parameters: bodies::lambda_parameters,
    type_name: names::cast_name,
    after_file: |file| c::macros::lower_function_macros(file, &GRAMMAR, &HOOKS),
    declares_only: true,
    ..Hooks::NONE
};

/// Steps of C++; those it shares with C have C's numbers.
const DECLARE: u8 = 10;
const INITIALISE: u8 = 11;
const INITIALISE_GLOBAL: u8 = 12;
const CONSTRUCT: u8 = 13;
const LEAVE_NAMESPACE: u8 = 14;
const MEMBER: u8 = 15;
const CONSTRUCT_MEMBER: u8 = 16;
const CALL_METHOD: u8 = 17;
const CAST: u8 = 18;

fn statement<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, role: Role) {
    match role {
        Role::Function => bodies::function(lowerer, node, None),
        Role::Declaration => declarations::declaration(lowerer, node),
        Role::TypeDefinition => classes::type_definition(lowerer, node),
        Role::TypeAlias => classes::type_alias(lowerer, node),
        Role::StructType | Role::UnionType | Role::EnumType => {
            classes::declare(lowerer, node);
        }
        Role::Namespace => names::namespace(lowerer, node),
        Role::Using => names::using(lowerer, node),
        Role::Captures => bodies::captures(lowerer, node),
        Role::MemberInits => bodies::member_initialisers(lowerer, node),
        Role::Include => c::preprocessor::include(lowerer, node),
        Role::Define => c::macros::define(lowerer, node),
        Role::DefineFunction => c::macros::define_function(lowerer, node),
        Role::Conditional | Role::ConditionalElse => c::preprocessor::conditional(lowerer, node),
        Role::Member | Role::Param | Role::Bases => {}
        _ => lowerer.schedule_children(node),
    }
}

fn step<'t>(lowerer: &mut Lowerer<'_, 't>, which: u8, node: Node<'t>, at: u32) {
    match which {
        DECLARE => declarations::declare(lowerer, node, at),
        INITIALISE => declarations::initialise(lowerer, node, at),
        INITIALISE_GLOBAL => declarations::initialise_global(lowerer, node, at),
        CONSTRUCT => expressions::construct(lowerer, node, at),
        CALL_METHOD => expressions::finish_method(lowerer, node, at),
        CAST => expressions::cast(lowerer, node, at),
        MEMBER => bodies::set_member(lowerer, node),
        CONSTRUCT_MEMBER => bodies::construct_member(lowerer, node, at),
        LEAVE_NAMESPACE => {
            lowerer.namespaces.pop();
        }
        c::NEXT_CONDITIONAL => c::preprocessor::next_branch(lowerer, node),
        _ => {}
    }
}
