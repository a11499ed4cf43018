//! Classes of JavaScript: methods, accessors, fields, private names, `extends`; `implements` of TypeScript.

use smallvec::SmallVec;

use crate::lower::outline::Node;

use super::{CLASS_VALUE, FIELD, MEMBER, functions, run, strings, types};
use crate::ir::{FunctionFlags, Op, Selector, Symbol, TypeIx, TypeKind};
use crate::lower::machine::{Lowerer, Step};
use crate::lower::roles::{Part, Role};

pub(super) fn class<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let name = match lowerer.part(node, Part::Name) {
        Some(name) => lowerer.symbol(name),
        None => unnamed(lowerer, node),
    };
    named(lowerer, node, name);
}

/// A class that a name stands for, for good.
pub(super) fn named<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, name: Symbol) {
    let ty = declare(lowerer, node, name);
    if lowerer.enclosing().is_some() {
        // Methods may speak of their class.
        let value = lowerer.emit(Op::TypeRef(ty), node);
        lowerer.body.env.slot_or_new(name);
        lowerer.bind(name, value, node);
    } else {
        lowerer.read_by_name_from_here(name);
    }
    members(lowerer, node, ty);
}

/// A class that is a value.
pub(super) fn class_value<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let name = match lowerer.part(node, Part::Name) {
        Some(name) => lowerer.symbol(name),
        None => unnamed(lowerer, node),
    };
    let ty = declare(lowerer, node, name);
    lowerer.later(Step::Language(CLASS_VALUE), node, ty);
    members(lowerer, node, ty);
}

pub(super) fn end_class_value<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: TypeIx) {
    let value = lowerer.emit(Op::TypeRef(ty), node);
    lowerer.push(value);
}

/// A name for a class that has none: of what it is assigned to, told apart by its place.
fn unnamed(lowerer: &mut Lowerer<'_, '_>, node: Node<'_>) -> Symbol {
    let name = functions::name_before(lowerer, node);
    let name = format!("{}@{}", lowerer.file.strings.text(name), node.start_byte());
    lowerer.file.strings.intern(&name)
}

fn declare<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, name: Symbol) -> TypeIx {
    let (parent, span) = (lowerer.enclosing(), lowerer.span(node));
    let ty = lowerer.file.declare_type(name, TypeKind::Class, parent, span);
    let children = lowerer.children(node);
    for &heritage in children.iter().filter(|child| lowerer.roles.row(**child).role == Role::Group) {
        for clause in heritage.telling_children().collect::<SmallVec<[Node<'t>; 2]>>() {
            match lowerer.role(clause) {
                // `extends_clause` of TypeScript holds the expression.
                Role::Group => {
                    if let Some(base) = lowerer.only_child(clause) {
                        extend(lowerer, ty, base);
                    }
                }
                Role::Type => types::add_bases(lowerer, ty, clause),
                _ => extend(lowerer, ty, clause),
            }
        }
    }
    lowerer.recycle(children);
    ty
}

/// Of `mixin(Base)` the arguments are bases.
fn extend<'t>(lowerer: &mut Lowerer<'_, 't>, ty: TypeIx, base: Node<'t>) {
    match lowerer.role(base) {
        Role::Name | Role::Field => {
            let base = lowerer.symbol(base);
            lowerer.file.types[ty as usize].bases.push(base);
        }
        Role::Call => {
            let args = lowerer.part(base, Part::Args).map(|args| lowerer.children(args)).unwrap_or_default();
            for &arg in args.iter().filter(|arg| matches!(lowerer.roles.row(**arg).role, Role::Name | Role::Field)) {
                let base = lowerer.symbol(arg);
                lowerer.file.types[ty as usize].bases.push(base);
            }
            lowerer.recycle(args);
            lowerer.want_effect(base);
        }
        _ => {}
    }
}

fn members<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: TypeIx) {
    let Some(body) = lowerer.part(node, Part::Body) else { return };
    let children = lowerer.children(body);
    for &member in children.iter().rev() {
        lowerer.later(Step::Language(MEMBER), member, ty);
    }
    lowerer.recycle(children);
}

pub(super) fn member<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: TypeIx) {
    match lowerer.role(node) {
        Role::Function => method(lowerer, node, ty),
        Role::Member => member_variable(lowerer, node, ty),
        Role::Signature | Role::Decorator => {}
        _ => run(lowerer, node),
    }
}

/// The words before the name of a member.
fn has_word<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>, name: Node<'t>, wanted: &[u8]) -> bool {
    let head = lowerer.source.get(node.start_byte()..name.start_byte()).unwrap_or_default();
    head.split(|byte| !byte.is_ascii_alphanumeric()).any(|word| word == wanted)
}

fn method<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: TypeIx) {
    let Some(name_node) = lowerer.part(node, Part::Name) else { return run(lowerer, node) };
    let Some(mut name) = strings::key(lowerer, name_node) else { return };
    let is_static = has_word(lowerer, node, name_node, b"static");
    let flags = FunctionFlags {
        is_static,
        constructor: !is_static && lowerer.file.strings.text(name) == "constructor",
        property: has_word(lowerer, node, name_node, b"get"),
        ..FunctionFlags::default()
    };
    if has_word(lowerer, node, name_node, b"set") {
        let setter = format!("set {}", lowerer.file.strings.text(name));
        name = lowerer.file.strings.intern(&setter);
    }
    if let Some(ix) = functions::reserve(lowerer, node, name, Some(ty), flags) {
        lowerer.file.types[ty as usize].methods.push((name, ix));
    }
}

/// `name = value`: a function is a method; other values are the field's for all objects.
fn member_variable<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: TypeIx) {
    let name = lowerer.part(node, Part::Name).and_then(|name| strings::key(lowerer, name));
    let Some(value) = lowerer.part(node, Part::Value) else {
        let declared = lowerer.part(node, Part::Type).and_then(|declared| types::declared(lowerer, declared));
        if let Some(name) = name {
            lowerer.file.member(ty, name, declared);
        }
        return;
    };
    if let (Some(name), Role::Lambda | Role::FunctionValue) = (name, lowerer.role(value)) {
        let is_static = lowerer.part(node, Part::Name).is_some_and(|at| has_word(lowerer, node, at, b"static"));
        let flags = FunctionFlags { is_static, ..FunctionFlags::default() };
        if let Some(ix) = functions::reserve(lowerer, value, name, Some(ty), flags) {
            lowerer.file.types[ty as usize].methods.push((name, ix));
        }
        return;
    }
    lowerer.later(Step::Language(FIELD), node, ty);
    lowerer.want(value);
}

pub(super) fn field<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: TypeIx) {
    let mut value = lowerer.pop();
    let Some(name) = lowerer.part(node, Part::Name).and_then(|name| strings::key(lowerer, name)) else { return };
    let declared = lowerer.part(node, Part::Type).and_then(|declared| types::declared(lowerer, declared));
    if let Some(declared) = declared {
        value = lowerer.typed(value, declared, node);
    }
    let class = lowerer.emit(Op::TypeRef(ty), node);
    lowerer.emit(Op::Set(class, Selector::Field(name), value), node);
    lowerer.file.member(ty, name, declared);
}
