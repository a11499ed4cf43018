//! Go: the pinned grammar, its roles and models, and what lowering does its own way.

mod declarations;
mod fold;
mod imports;
mod literals;
pub mod models;
mod statements;
mod types;

use crate::lower::outline::Node;

use crate::lower::hooks::{FoldHooks, Hooks};
use crate::lower::machine::Lowerer;
use crate::lower::roles::Role;
use crate::syntax::grammar::Grammar;

pub const GRAMMAR: Grammar = Grammar {
    id: "go",
    language: tree_sitter_go::LANGUAGE,
    version: "tree-sitter-go 0.25.0",
    grammar_toml: include_str!("grammar.toml"),
    roles_toml: include_str!("roles.toml"),
    inherits: &[],
    preprocessed: false,
    models: models::FILES,
};

pub(crate) static HOOKS: Hooks = Hooks {
    text: literals::text,
    statement,
    value: literals::value,
    call: |lowerer, node| literals::allocation(lowerer, node) || literals::conversion(lowerer, node),
    enter: declarations::enter,
    step,
    parameters: declarations::parameters,
    type_name: types::type_name,
    returns: declarations::returns,
    after_file: imports::after_file,
    fold: FoldHooks { call: fold::call, ..FoldHooks::NONE },
    ..Hooks::NONE
};

/// Steps of Go alone.
const BIND_EACH: u8 = 0;
const BIND_RESULTS: u8 = 1;
const RETURN: u8 = 2;
const SEND: u8 = 3;
const RANGE: u8 = 4;
const OPEN_CASES: u8 = 5;
const CASES_OF_TYPE: u8 = 6;
const CASE_OF_TYPE: u8 = 7;
const ELEMENTS: u8 = 8;
const SET_ENTRY: u8 = 9;
const SET_POSITION: u8 = 10;
const TYPED: u8 = 11;
const SLICE: u8 = 12;
const CALL_GENERIC: u8 = 13;

fn statement<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, role: Role) {
    match role {
        Role::Function => declarations::function(lowerer, node),
        Role::Declaration | Role::DeclInit => statements::assign(lowerer, node, true),
        Role::Store => statements::assign(lowerer, node, false),
        Role::TypeDefinition => types::definition(lowerer, node),
        Role::Import => imports::import(lowerer, node),
        Role::Package => imports::package(lowerer, node),
        Role::Loop => statements::loop_statement(lowerer, node),
        Role::Match => statements::switch(lowerer, node),
        Role::Spawn => statements::spawn(lowerer, node),
        Role::Send => statements::send(lowerer, node),
        Role::Results => statements::leave(lowerer, node),
        _ => lowerer.schedule_children(node),
    }
}

fn step<'t>(lowerer: &mut Lowerer<'_, 't>, which: u8, node: Node<'t>, at: u32) {
    match which {
        BIND_EACH => statements::bind_each(lowerer, node, at),
        BIND_RESULTS => statements::bind_results(lowerer, node),
        RETURN => statements::finish_return(lowerer, node, at),
        SEND => statements::finish_send(lowerer, node),
        RANGE => statements::range(lowerer, node),
        OPEN_CASES => lowerer.open_fork(),
        CASES_OF_TYPE => statements::cases_of_type(lowerer, node),
        CASE_OF_TYPE => statements::case_of_type(lowerer, node, at),
        ELEMENTS => literals::elements(lowerer, node, at),
        SET_ENTRY => literals::set_entry(lowerer, node, at),
        SET_POSITION => literals::set_position(lowerer, node, at),
        TYPED => literals::typed(lowerer, at, node),
        CALL_GENERIC => literals::finish_call_generic(lowerer, node),
        _ => literals::slice(lowerer, node),
    }
}
