//! Java: the pinned grammar, its roles and models, and what lowering does its own way.

mod calls;
mod classes;
mod control;
mod fold;
mod functions;
mod imports;
pub mod models;
mod references;
mod strings;
mod types;

use crate::lower::outline::Node;

use crate::ir::{Op, ValueId};
use crate::lower::hooks::{FoldHooks, Hooks};
use crate::lower::machine::Lowerer;
use crate::lower::roles::{Part, Role};
use crate::syntax::grammar::Grammar;

pub const GRAMMAR: Grammar = Grammar {
    id: "java",
    language: tree_sitter_java::LANGUAGE,
    version: "tree-sitter-java 0.23.5",
    grammar_toml: include_str!("grammar.toml"),
    roles_toml: include_str!("roles.toml"),
    inherits: &[],
    preprocessed: false,
    models: models::FILES,
};

pub(crate) static HOOKS: Hooks = Hooks {
    text: strings::text,
    value,
    statement,
    step,
    assign: control::assign,
    parameters: functions::parameters,
    type_name: types::declared,
    fold: FoldHooks { call: fold::call, ..FoldHooks::NONE },
    ..Hooks::NONE
};

/// What the linker calls a constructor, whatever the language does.
const CONSTRUCTOR: &str = "__init__";

/// Steps of Java alone.
const INVOKE: u8 = 0;
const NEW: u8 = 1;
const CONSTRUCT_SUPER: u8 = 2;
const END_CLASS: u8 = 3;
const INITIALISE: u8 = 4;
const DECLARE: u8 = 5;
const INITIALISE_FIELD: u8 = 6;
const INITIALISE_ENUMERATOR: u8 = 7;
const SELECT: u8 = 8;
const SELECTED: u8 = 9;
const NEXT_CASE: u8 = 10;
const RESULT: u8 = 11;
const LEAVE_CASE: u8 = 12;
const TYPE_TEST: u8 = 13;
const NEW_ARRAY: u8 = 14;
const RESOURCE: u8 = 15;
const REFERENCE: u8 = 16;

fn value<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, role: Role) {
    match role {
        Role::Receiver => {
            let value = calls::this_or_outer(lowerer, node);
            lowerer.push(value);
        }
        Role::Invoke => calls::invoke(lowerer, node),
        Role::Instantiate => calls::new(lowerer, node),
        Role::NewArray => calls::new_array(lowerer, node),
        Role::ConstructSuper => calls::construct_super(lowerer, node),
        Role::Reference => references::reference(lowerer, node),
        Role::ClassLiteral => calls::class_literal(lowerer, node),
        Role::TypeTest => control::type_test(lowerer, node),
        Role::Select => control::select(lowerer, node),
        _ => lowerer.opaque(node),
    }
}

fn statement<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, role: Role) {
    match role {
        Role::Package => imports::package(lowerer, node),
        Role::Import => imports::import(lowerer, node),
        Role::Class => classes::class(lowerer, node),
        Role::ClassBody => classes::initialisers(lowerer, node),
        Role::ConstructorBody => classes::constructor_body(lowerer, node),
        Role::Function => functions::function(lowerer, node),
        Role::Declaration | Role::Member => functions::declaration(lowerer, node),
        Role::WithResource => control::resource(lowerer, node),
        Role::MatchCase => control::case(lowerer, node),
        Role::Result => control::result(lowerer, node),
        Role::Bases | Role::Decorator | Role::Param | Role::Enumerator => {}
        _ => lowerer.schedule_children(node),
    }
}

fn step<'t>(lowerer: &mut Lowerer<'_, 't>, which: u8, node: Node<'t>, at: u32) {
    match which {
        INVOKE => calls::finish_invoke(lowerer, node, at),
        NEW => calls::finish_new(lowerer, node, at),
        CONSTRUCT_SUPER => calls::finish_construct_super(lowerer, node, at),
        END_CLASS => classes::end_class(lowerer),
        INITIALISE => functions::initialise(lowerer, node, at, true),
        DECLARE => functions::initialise(lowerer, node, at, false),
        INITIALISE_FIELD => classes::initialise_field(lowerer, node, at),
        INITIALISE_ENUMERATOR => classes::initialise_enumerator(lowerer, node, at),
        SELECT => control::open_select(lowerer, node),
        SELECTED => control::selected(lowerer, node, at),
        NEXT_CASE => control::next_case(lowerer, node),
        RESULT => control::yielded(lowerer, node),
        LEAVE_CASE => lowerer.break_out(),
        TYPE_TEST => control::tested(lowerer, node),
        NEW_ARRAY => calls::finish_new_array(lowerer, node, at),
        RESOURCE => control::opened(lowerer, node),
        _ => references::finish(lowerer, node),
    }
}

/// A dotted path of a package, class or member, by name: never a variable of the same name.
fn path<'t>(lowerer: &mut Lowerer<'_, 't>, text: &str, node: Node<'t>) -> ValueId {
    let mut parts = text.split('.');
    let first = lowerer.file.strings.intern(parts.next().unwrap_or_default());
    let mut value = match lowerer.body.names.get(&first) {
        Some(&known) => known,
        None => {
            let value = lowerer.emit(Op::Name(first), node);
            lowerer.body.names.insert(first, value);
            value
        }
    };
    for part in parts {
        let field = lowerer.file.strings.intern(part);
        value = lowerer.emit(Op::Get(value, crate::ir::Selector::Field(field)), node);
    }
    value
}

/// True when the `modifiers` among the children of a declaration hold the word.
fn has_modifier(lowerer: &Lowerer<'_, '_>, node: Node<'_>, word: &[u8]) -> bool {
    node.telling_children()
        .filter(|child| child.role() == Role::Attribute)
        .any(|child| lowerer.bytes(child).split(u8::is_ascii_whitespace).any(|found| found == word))
}

fn part_text<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>, part: Part) -> Option<&'t [u8]> {
    lowerer.part(node, part).map(|part| lowerer.bytes(part))
}
