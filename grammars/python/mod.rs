//! Python: the pinned grammar, its roles and models, and what lowering does its own way.

mod definitions;
mod fold;
mod imports;
pub mod models;
mod patterns;
mod strings;
mod types;

use crate::lower::outline::Node;

use crate::ir::{Arg, BinOp, Callee, Const, LiteralKind, Op, Selector, ValueId};
use crate::lower::hooks::{FoldHooks, Hooks};
use crate::lower::machine::{Lowerer, Step};
use crate::lower::roles::{Part, Role};
use crate::syntax::grammar::Grammar;

pub const GRAMMAR: Grammar = Grammar {
    id: "python",
    language: tree_sitter_python::LANGUAGE,
    version: "tree-sitter-python 0.25.0",
    grammar_toml: include_str!("grammar.toml"),
    roles_toml: include_str!("roles.toml"),
    inherits: &[],
    preprocessed: false,
    models: models::FILES,
};

pub(crate) static HOOKS: Hooks = Hooks {
    text: strings::text,
    statement,
    step,
    assign: patterns::assign,
    parameters: definitions::parameters,
    type_name: types::type_name,
    called,
    assignment_declares: true,
    fold: FoldHooks { call: fold::call, slice: fold::slice, percent: Some(fold::percent), items: fold::items },
    ..Hooks::NONE
};

/// Variables that `locals()` has, at most.
const MAX_LOCALS: usize = 128;

/// Steps of Python alone.
const TEXT_PIECE: u8 = 0;
const END_CLASS: u8 = 1;
const DECORATE: u8 = 2;
const BIND_DEFINITION: u8 = 3;
const MATCH: u8 = 4;
const PRINT: u8 = 5;
const PRINT_TO: u8 = 6;

fn statement<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, role: Role) {
    match role {
        Role::Function => definitions::function(lowerer, node),
        Role::Class => definitions::class(lowerer, node),
        Role::Decorated => definitions::decorated(lowerer, node),
        Role::Import => imports::import(lowerer, node),
        Role::ImportFrom => imports::import_from(lowerer, node),
        Role::Match => patterns::match_statement(lowerer, node),
        Role::Print => print(lowerer, node),
        Role::Exec => exec(lowerer, node),
        _ => lowerer.schedule_children(node),
    }
}

fn step<'t>(lowerer: &mut Lowerer<'_, 't>, which: u8, node: Node<'t>, at: u32) {
    match which {
        TEXT_PIECE => strings::piece(lowerer, node, at),
        END_CLASS => definitions::end_class(lowerer, node),
        DECORATE => definitions::decorate(lowerer, node),
        BIND_DEFINITION => definitions::bind_definition(lowerer, node),
        MATCH => patterns::cases(lowerer, node),
        _ => finish_print(lowerer, node, which == PRINT_TO, at),
    }
}

/// Calls that are no calls.
fn called<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, callee: Callee, args: &[Arg]) -> Option<ValueId> {
    let Callee::Value(value) = callee else { return None };
    let Op::Name(name) = lowerer.body.op(value) else { return None };
    match lowerer.file.strings.text(name) {
        "locals" => locals(lowerer, node, args),
        "getattr" => attribute(lowerer, node, args),
        _ => None,
    }
}

/// `getattr(object, "name", otherwise)` is `object.name`, or something else.
fn attribute<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, args: &[Arg]) -> Option<ValueId> {
    let (object, name, otherwise) = match args {
        [object, name] => (object, name, None),
        [object, name, otherwise] => (object, name, Some(otherwise.value)),
        _ => return None,
    };
    let Some(&Const::Str(name)) = lowerer.constant_of(name.value) else { return None };
    if args.iter().any(|arg| arg.spread || arg.keyword.is_some()) {
        return None;
    }
    let value = lowerer.emit(Op::Get(object.value, Selector::Field(name)), node);
    match otherwise.filter(|&otherwise| lowerer.constant_of(otherwise).is_none()) {
        Some(otherwise) => Some(lowerer.emit(Op::Bin(BinOp::Choice, value, otherwise), node)),
        None => Some(value),
    }
}

/// `locals()` in a function is a dictionary of its variables, as far as they have values there.
fn locals<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, args: &[Arg]) -> Option<ValueId> {
    if !args.is_empty() || lowerer.enclosing().is_none() {
        return None;
    }
    let named = lowerer.body.env.named(MAX_LOCALS, |_| true);
    if named.is_empty() {
        return None;
    }
    let entries: Vec<_> = named.into_iter().map(|(name, value)| (Selector::Key(name), value)).collect();
    let span = lowerer.span(node);
    Some(lowerer.body.literal(LiteralKind::Dict, &entries, span))
}

/// `print a, b` and `print >>f, a` of Python 2, as the calls they stand for.
fn print<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let at = lowerer.args.len() as u32;
    let children = lowerer.children(node);
    let target = children.first().copied().filter(|child| lowerer.role(*child) == Role::Group);
    let which = if target.is_some() { PRINT_TO } else { PRINT };
    lowerer.later(Step::Language(which), node, at);
    for &child in children.iter().rev().filter(|child| Some(**child) != target) {
        lowerer.later(Step::Arg, child, 0);
        lowerer.want(child);
    }
    lowerer.recycle(children);
    if let Some(target) = target {
        lowerer.want(target);
    }
}

fn finish_print<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, has_target: bool, at: u32) {
    let args: Vec<_> = lowerer.args.drain(at as usize..).collect();
    let callee = if has_target {
        let receiver = lowerer.pop();
        Callee::Method { receiver, symbol: lowerer.file.strings.intern("write") }
    } else {
        let name = lowerer.file.strings.intern("print");
        Callee::Value(lowerer.emit(Op::Name(name), node))
    };
    let span = lowerer.span(node);
    lowerer.body.call(callee, &args, false, span);
}

/// `exec code` of Python 2, as a call.
fn exec<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(code) = lowerer.part(node, Part::Value) else { return };
    let at = lowerer.args.len() as u32;
    let name = lowerer.file.strings.intern("exec");
    let callee = lowerer.emit(Op::Name(name), node);
    lowerer.push(callee);
    lowerer.later(Step::Drop, node, 0);
    lowerer.later(Step::Call, node, at);
    lowerer.later(Step::Arg, code, 0);
    lowerer.want(code);
}
