//! JavaScript: the pinned grammar, its roles and models, and what lowering does its own way; TypeScript shares all of it.

mod classes;
mod declarations;
mod fold;
mod functions;
pub mod models;
mod modules;
mod objects;
mod patterns;
mod prototypes;
mod runtime;
mod strings;
mod types;

use crate::lower::outline::Node;

use crate::lower::hooks::{FoldHooks, Hooks};
use crate::lower::machine::{Lowerer, Task};
use crate::lower::roles::Role;
use crate::syntax::grammar::Grammar;

pub const GRAMMAR: Grammar = Grammar {
    id: "javascript",
    language: tree_sitter_javascript::LANGUAGE,
    version: "tree-sitter-javascript 0.25.0",
    grammar_toml: include_str!("grammar.toml"),
    roles_toml: include_str!("roles.toml"),
    inherits: &[],
    preprocessed: false,
    models: models::FILES,
};

pub(crate) static HOOKS: Hooks = Hooks {
    text: strings::text,
    statement,
    value,
    step,
    assign: patterns::assign,
    parameters: functions::parameters,
    type_name: types::declared,
    begin: functions::begin,
    declare: patterns::declare_target,
    called: runtime::call,
    set_field: prototypes::set_field,
    fold: FoldHooks { call: fold::call, ..FoldHooks::NONE },
    ..Hooks::NONE
};

/// Steps of JavaScript alone.
const TEXT_PIECE: u8 = 0;
const DECLARATOR: u8 = 1;
const DECLARE: u8 = 2;
const DEFAULT: u8 = 3;
const PARAM_DEFAULT: u8 = 4;
const MEMBER: u8 = 5;
const FIELD: u8 = 6;
const CLASS_VALUE: u8 = 8;
const ENTRY: u8 = 9;
const METHOD_ENTRY: u8 = 10;
const OBJECT: u8 = 11;
const PROPERTY: u8 = 12;
const ELEMENT: u8 = 13;
const EXPORT_DEFAULT: u8 = 14;
const EXPORT_OBJECT: u8 = 15;
const EXPORT_AS: u8 = 16;
const ENUMERATOR: u8 = 17;
const ENUM: u8 = 18;
const NAMESPACE: u8 = 19;

fn statement<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, role: Role) {
    match role {
        Role::Function => functions::function(lowerer, node),
        Role::Class => classes::class(lowerer, node),
        Role::Declaration => declarations::declaration(lowerer, node),
        Role::DeclInit => declarations::declarator(lowerer, node, true),
        Role::Import => modules::import(lowerer, node),
        Role::Export => modules::export(lowerer, node),
        Role::StructType => types::interface(lowerer, node),
        Role::TypeDefinition => types::alias(lowerer, node),
        Role::EnumType => types::enumeration(lowerer, node),
        Role::Namespace => types::namespace(lowerer, node),
        Role::Signature | Role::Decorator | Role::Aliased | Role::Param => {}
        _ => lowerer.schedule_children(node),
    }
}

fn value<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, role: Role) {
    match role {
        Role::Lambda | Role::FunctionValue => functions::function_value(lowerer, node),
        Role::ClassValue => classes::class_value(lowerer, node),
        Role::Object => objects::object(lowerer, node),
        _ => objects::element(lowerer, node),
    }
}

fn step<'t>(lowerer: &mut Lowerer<'_, 't>, which: u8, node: Node<'t>, at: u32) {
    match which {
        TEXT_PIECE => strings::piece(lowerer, node, at),
        DECLARATOR => declarations::declarator(lowerer, node, at == 1),
        DECLARE => declarations::declare(lowerer, node, at == 1),
        DEFAULT => patterns::default(lowerer, node, at),
        PARAM_DEFAULT => functions::default(lowerer, node, at),
        MEMBER => classes::member(lowerer, node, at),
        FIELD => classes::field(lowerer, node, at),
        CLASS_VALUE => classes::end_class_value(lowerer, node, at),
        ENTRY => objects::entry(lowerer, node),
        METHOD_ENTRY => objects::method(lowerer, node),
        OBJECT => objects::finish(lowerer, node, at),
        PROPERTY => objects::property(lowerer, node),
        ELEMENT => objects::finish_element(lowerer, node, at),
        EXPORT_DEFAULT => modules::export_default(lowerer, node),
        EXPORT_OBJECT => modules::export_object(lowerer, node),
        EXPORT_AS => modules::export_as(lowerer, node),
        ENUMERATOR => types::enumerator(lowerer, node),
        ENUM => types::finish_enumeration(lowerer, node, at),
        _ => types::finish_namespace(lowerer, node),
    }
}

/// The statement that a node holds, if it is one; otherwise its value is of no interest.
fn run<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    lowerer.tasks.push(Task::Statement(node));
}
