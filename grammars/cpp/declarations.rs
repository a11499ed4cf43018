//! Variables of C++: `T x(a, b)`, `T x{…}`, references, structured bindings, static members.

use super::names::{self, declared_symbol, is_plain};
use super::{DECLARE, INITIALISE, INITIALISE_GLOBAL, classes, expressions};
use crate::grammars::c::declarators::{self, Declarator};
use crate::ir::{Const, Global, Op, Selector, Symbol, ValueId};
use crate::lower::machine::{Lowerer, Step, Task};
use crate::lower::outline::Node;
use crate::lower::roles::{Part, Role};
use crate::lower::survey::CAPTURED;

pub(super) fn declaration<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let auto = lowerer.file.strings.intern("auto");
    let ty = lowerer.part(node, Part::Type);
    let ty = ty.and_then(|ty| classes::declare(lowerer, ty).or_else(|| declared_symbol(lowerer, ty))).unwrap_or(auto);
    let external = super::c::declarations::has_storage(lowerer, node, b"extern");
    let internal = super::c::declarations::has_storage(lowerer, node, b"static");
    let declarators = lowerer.children_in(node, Part::Declarator);
    for &declarator in declarators.iter().rev() {
        let mut declared = declarators::read(lowerer, declarator);
        declared.value = declared.value.or_else(|| lowerer.part(node, Part::Value));
        if let Some(params) = declared.params.filter(|_| declared.value.is_none()) {
            if lowerer.body.ix != 0 && is_construction(lowerer, params) {
                // T x(a, b): names as arguments read like types of parameters.
                lowerer.later(Step::Language(INITIALISE), declarator, ty);
                construct_from_names(lowerer, declarator, params, ty);
            } else if let Some(name) = declared.name {
                let name = names::symbol(lowerer, name);
                let name = names::qualified(lowerer, name);
                lowerer.file.declares.push(name);
            }
            continue;
        }
        one(lowerer, declarator, declared, ty, external, internal);
    }
    lowerer.recycle(declarators);
}

fn one<'t>(
    lowerer: &mut Lowerer<'_, 't>,
    declarator: Node<'t>,
    declared: Declarator<'t>,
    ty: Symbol,
    external: bool,
    internal: bool,
) {
    let in_file = lowerer.body.ix == 0;
    match (declared.value, declared.name) {
        (None, Some(name)) if external => {
            let name = names::symbol(lowerer, name);
            let name = names::qualified(lowerer, name);
            lowerer.file.declares.push(name);
        }
        (value, Some(name)) if in_file => {
            let (name, span) = (names::symbol(lowerer, name), lowerer.span(name));
            let is_member = lowerer.file.strings.text(name).contains('.');
            let name = names::qualified(lowerer, name);
            if !is_member {
                let declared_type = (!declared.function_pointer).then_some(ty).filter(|&ty| telling(lowerer, ty));
                lowerer.file.global(Global { name, declared: declared_type, internal, span });
            }
            if let Some(value) = value {
                lowerer.later(Step::Language(INITIALISE_GLOBAL), declarator, name);
                want_initialiser(lowerer, value, declared, ty, declarator);
            }
        }
        (Some(value), _) => {
            lowerer.later(Step::Language(INITIALISE), declarator, ty);
            want_initialiser(lowerer, value, declared, ty, declarator);
        }
        (None, Some(_)) => lowerer.later(Step::Language(DECLARE), declarator, ty),
        (None, None) => {}
    }
}

/// Every parameter is a bare name or qualified name, as an argument is: no function is declared in a body that way.
fn is_construction<'t>(lowerer: &mut Lowerer<'_, 't>, params: Node<'t>) -> bool {
    let children = lowerer.children(params);
    let found = !children.is_empty()
        && children.iter().all(|&child| {
            lowerer.role(child) == Role::Param
                && lowerer.part(child, Part::Declarator).is_none_or(|declarator| is_bare_call(lowerer, declarator))
                && lowerer.part(child, Part::Type).is_some_and(|ty| {
                    let (bytes, whole) = (lowerer.bytes(ty), lowerer.bytes(child));
                    whole.strip_suffix(b"()").unwrap_or(whole).len() == bytes.len()
                        && !bytes.contains(&b'<')
                        && !is_plain(&String::from_utf8_lossy(bytes))
                })
        });
    lowerer.recycle(children);
    found
}

/// The `()` of `T x(f())`, which reads as a parameter that is a function.
fn is_bare_call<'t>(lowerer: &Lowerer<'_, 't>, declarator: Node<'t>) -> bool {
    lowerer.role(declarator) == Role::DeclFunction && lowerer.bytes(declarator) == b"()"
}

fn construct_from_names<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, params: Node<'t>, ty: Symbol) {
    let ty = names::outer(lowerer, ty);
    let callee = lowerer.read(ty, node);
    let children = lowerer.children(params);
    let mut args = Vec::with_capacity(children.len());
    for &child in &children {
        let name = lowerer.part(child, Part::Type).unwrap_or(child);
        let symbol = names::symbol(lowerer, name);
        let value = lowerer.read(symbol, child);
        let span = lowerer.span(child);
        let called = lowerer.part(child, Part::Declarator).is_some();
        args.push(if called { lowerer.body.call_value(value, &[], span) } else { value });
    }
    lowerer.recycle(children);
    let span = lowerer.span(node);
    let args: Vec<_> = args.into_iter().map(|value| crate::ir::Arg { value, keyword: None, spread: false }).collect();
    let value = lowerer.body.call(crate::ir::Callee::Value(callee), &args, true, span);
    lowerer.push(value);
}

/// `T x = v` is the value; `T x(v)` and `T x{v}` construct, unless the type holds no data of its own.
fn want_initialiser<'t>(lowerer: &mut Lowerer<'_, 't>, value: Node<'t>, declared: Declarator<'t>, ty: Symbol, node: Node<'t>) {
    let (role, ty) = (lowerer.role(value), names::outer(lowerer, ty));
    let aggregate = role == Role::Aggregate && (declared.array || is_aggregate(lowerer, value, ty));
    if aggregate {
        lowerer.want(value);
        return lowerer.later(if declared.array { Step::ExpectArray } else { Step::ExpectStruct }, value, ty);
    }
    if !matches!(role, Role::Args | Role::Aggregate) {
        return lowerer.want(value);
    }
    let single = value.telling_children().next().filter(|_| value.telling_children().count() == 1);
    match single {
        Some(single) if declared.pointer || declared.reference || !telling(lowerer, ty) => lowerer.want(single),
        _ if !telling(lowerer, ty) => lowerer.opaque(value),
        _ => {
            let callee = lowerer.read(ty, node);
            lowerer.push(callee);
            expressions::schedule_construction(lowerer, node, Some(value));
        }
    }
}

/// The braces name members, or the type is a structure of this file that nothing constructs.
fn is_aggregate<'t>(lowerer: &mut Lowerer<'_, 't>, value: Node<'t>, ty: Symbol) -> bool {
    if value.telling_children().next().is_some_and(|first| first.role() == Role::Designated) {
        return true;
    }
    let Some(decl) = lowerer.file.structure(ty) else { return false };
    let constructs = decl.methods.iter().any(|&(_, method)| lowerer.file.functions[method as usize].flags.constructor);
    !constructs && !decl.fields.is_empty()
}

fn telling(lowerer: &Lowerer<'_, '_>, ty: Symbol) -> bool {
    let text = lowerer.file.strings.text(ty);
    text != "auto" && !is_plain(text)
}

/// The declared type, where it says more than a number's.
fn type_of(lowerer: &Lowerer<'_, '_>, declared: Declarator<'_>, ty: Symbol) -> Option<Symbol> {
    (!declared.function_pointer && telling(lowerer, ty)).then_some(ty)
}

pub(super) fn declare<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: Symbol) {
    let declared = declarators::read(lowerer, node);
    let Some(name) = declared.name else { return };
    let telling = type_of(lowerer, declared, ty);
    let symbol = names::symbol(lowerer, name);
    crate::grammars::c::declarations::note_kind(lowerer, declared, ty, symbol);
    let slot = lowerer.declare_variable(symbol, telling, ty, name);
    let value = lowerer.body.env.variable(slot).value;
    share(lowerer, symbol, value, name);
}

/// A variable that an inner function captures lies in its cell as well.
fn share<'t>(lowerer: &mut Lowerer<'_, 't>, name: Symbol, value: ValueId, node: Node<'t>) {
    if lowerer.survey.flags(lowerer.body.scope, name) & CAPTURED != 0 {
        lowerer.emit(Op::SetCapture(name, value), node);
    }
}

pub(super) fn initialise<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: Symbol) {
    let value = lowerer.pop();
    let declared = declarators::read(lowerer, node);
    settle(lowerer, declared, value, ty);
}

fn settle<'t>(lowerer: &mut Lowerer<'_, 't>, declared: Declarator<'t>, value: ValueId, ty: Symbol) {
    if let Some(binding) = declared.binding {
        return bind_parts(lowerer, binding, value);
    }
    let Some(name) = declared.name else { return };
    let telling = type_of(lowerer, declared, ty);
    let symbol = names::symbol(lowerer, name);
    crate::grammars::c::declarations::note_kind(lowerer, declared, ty, symbol);
    let buffer =
        declared.array && !declared.unsized_array && matches!(lowerer.constant_of(value), Some(Const::Str(_) | Const::Bytes(_)));
    if buffer || (lowerer.is_addressed(symbol) && !declared.reference) {
        let slot = lowerer.declare_variable(symbol, telling, ty, name);
        let object = lowerer.body.env.variable(slot).value;
        lowerer.emit(Op::Set(object, Selector::Deref, value), name);
        return share(lowerer, symbol, object, name);
    }
    let value = match telling {
        Some(ty) => {
            let value = copied(lowerer, declared, value, ty, name);
            lowerer.typed(value, ty, name)
        }
        None => value,
    };
    let slot = lowerer.body.env.declare(symbol);
    lowerer.body.env.set(slot, value);
    let variable = lowerer.body.env.variable_mut(slot);
    variable.declared = telling;
    // A reference is another name of what it was given: what is assigned to it goes there.
    variable.object = declared.reference.then_some(value);
    share(lowerer, symbol, value, name);
}

/// A text that starts as that of a variable or a member is a copy: what is appended to it does not lie there.
fn copied<'t>(lowerer: &mut Lowerer<'_, 't>, declared: Declarator<'t>, value: ValueId, ty: Symbol, node: Node<'t>) -> ValueId {
    let elsewhere = matches!(lowerer.body.op(value), Op::Get(..) | Op::Name(_) | Op::Param(_) | Op::Capture(_));
    if declared.reference || declared.pointer || !elsewhere || !is_text(lowerer.file.strings.text(ty)) {
        return value;
    }
    let span = lowerer.span(node);
    let copy = lowerer.body.concat(&[value], span);
    lowerer.emit(Op::Cast(copy, ty), node)
}

/// Types whose objects are texts.
fn is_text(ty: &str) -> bool {
    let name = ty.rsplit('.').next().unwrap_or(ty);
    matches!(
        name,
        "string" | "wstring" | "u8string" | "u16string" | "u32string" | "QString" | "QByteArray" | "ustring" | "CString"
    )
}

/// `auto [a, b] = value`.
fn bind_parts<'t>(lowerer: &mut Lowerer<'_, 't>, binding: Node<'t>, value: ValueId) {
    let children = lowerer.children(binding);
    for (position, &child) in children.iter().enumerate() {
        let selector = if position < 8 { Selector::Index(position as u8) } else { Selector::Element };
        let part = lowerer.emit(Op::Get(value, selector), child);
        let symbol = lowerer.symbol(child);
        let slot = lowerer.body.env.declare(symbol);
        lowerer.body.env.set(slot, part);
        share(lowerer, symbol, part, child);
    }
    lowerer.recycle(children);
}

/// The variable of a range loop or a handler.
pub(super) fn assign<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, role: Role, value: ValueId) {
    match role {
        Role::Params => {
            if let Some(param) = lowerer.only_child(target) {
                lowerer.tasks.push(Task::Assign(param, value));
            }
        }
        Role::Param => {
            let auto = lowerer.file.strings.intern("auto");
            let ty = lowerer.part(target, Part::Type).and_then(|ty| declared_symbol(lowerer, ty)).unwrap_or(auto);
            if let Some(declarator) = lowerer.part(target, Part::Declarator) {
                let declared = declarators::read(lowerer, declarator);
                settle(lowerer, declared, value, ty);
            }
        }
        _ => {
            let auto = lowerer.file.strings.intern("auto");
            let declared = declarators::read(lowerer, target);
            settle(lowerer, declared, value, auto);
        }
    }
}

/// `at`: the full name.
pub(super) fn initialise_global<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, name: Symbol) {
    let value = lowerer.pop();
    lowerer.emit(Op::SetName(name, value), node);
}
