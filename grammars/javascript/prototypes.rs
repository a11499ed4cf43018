//! Classes made by hand: constructor functions and their prototypes. And what `module.exports` offers.

use crate::lower::outline::Node;

use super::modules;
use crate::ir::{Arg, FunctionIx, LiteralKind, Op, ParamKind, Selector, Symbol, TypeIx, TypeKind, ValueId};
use crate::lower::machine::Lowerer;

pub(super) fn set_field<'t>(
    lowerer: &mut Lowerer<'_, 't>,
    node: Node<'t>,
    object: ValueId,
    field: Symbol,
    value: ValueId,
) -> bool {
    if modules::set_export(lowerer, node, object, field, value) {
        return true;
    }
    if let Some(base) = prototype_of(lowerer, object) {
        return match lowerer.body.op(value) {
            Op::Closure(function) => class_of(lowerer, base).is_some_and(|ty| method(lowerer, ty, field, function)),
            _ => false,
        };
    }
    if lowerer.file.strings.text(field) == "prototype" {
        whole_prototype(lowerer, object, value);
        return false;
    }
    match (lowerer.body.op(object), lowerer.body.op(value)) {
        // A function of the class itself.
        (Op::Name(name), Op::Closure(function)) => match lowerer.file.type_named(name) {
            Some(ty) => method(lowerer, ty, field, function),
            None => false,
        },
        _ => false,
    }
}

/// `X` of `X.prototype`.
fn prototype_of(lowerer: &Lowerer<'_, '_>, value: ValueId) -> Option<ValueId> {
    match lowerer.body.op(value) {
        Op::Get(base, Selector::Field(name)) if lowerer.file.strings.text(name) == "prototype" => Some(base),
        _ => None,
    }
}

/// The name of a constructor, and the function if it is one of this place.
fn constructor(lowerer: &Lowerer<'_, '_>, value: ValueId) -> Option<(Symbol, Option<FunctionIx>)> {
    match lowerer.body.op(value) {
        Op::Name(name) | Op::Capture(name) => Some((name, None)),
        Op::Closure(function) => Some((lowerer.file.functions[function as usize].name, Some(function))),
        Op::TypeRef(ty) => Some((lowerer.file.types[ty as usize].name, None)),
        _ => None,
    }
}

/// The class that a constructor function makes, declared when it is met first.
fn class_of(lowerer: &mut Lowerer<'_, '_>, value: ValueId) -> Option<TypeIx> {
    let (name, function) = constructor(lowerer, value)?;
    if let Some(ty) = lowerer.file.type_named(name) {
        return Some(ty);
    }
    let functions = lowerer.file.functions.len();
    if !lowerer.file.spend(functions) {
        return None;
    }
    let function = function.or_else(|| {
        // The first one is the file itself, which has no name of its own.
        let mut named = lowerer.file.functions.iter().enumerate().skip(1);
        let (found, _) = named.find(|(_, function)| function.name == name && function.owner.is_none())?;
        Some(found as FunctionIx)
    });
    let declared = function.map(|function| &lowerer.file.functions[function as usize]);
    let (parent, span) = declared.map_or((lowerer.enclosing(), 0), |function| (function.parent, function.span.0));
    let ty = lowerer.file.declare_type(name, TypeKind::Class, parent, span);
    if let Some(ix) = function {
        let constructor = lowerer.file.strings.intern("constructor");
        let function = &mut lowerer.file.functions[ix as usize];
        if function.params.first().is_some_and(|first| first.kind == ParamKind::Receiver) {
            function.owner = Some(ty);
            function.flags.constructor = true;
            lowerer.file.types[ty as usize].methods.push((constructor, ix));
        }
    }
    Some(ty)
}

/// Makes a function a method; one that does not speak of its object needs none.
fn method(lowerer: &mut Lowerer<'_, '_>, ty: TypeIx, name: Symbol, ix: FunctionIx) -> bool {
    let function = &mut lowerer.file.functions[ix as usize];
    if function.owner.is_some() {
        return false;
    }
    function.owner = Some(ty);
    function.name = name;
    function.flags.anonymous = false;
    function.flags.is_static = function.params.first().is_none_or(|first| first.kind != ParamKind::Receiver);
    lowerer.file.types[ty as usize].methods.push((name, ix));
    true
}

/// `X.prototype = {…}`, `X.prototype = Object.create(Y.prototype)`, `X.prototype = new Y()`.
fn whole_prototype(lowerer: &mut Lowerer<'_, '_>, constructor: ValueId, value: ValueId) {
    let Some(ty) = class_of(lowerer, constructor) else { return };
    match lowerer.body.op(value) {
        Op::Literal(LiteralKind::Dict, _) => methods_of(lowerer, ty, value),
        Op::Call(call) => {
            let site = lowerer.body.function.calls[call as usize];
            let first = site.args.of(&lowerer.body.function.args).first().map(|arg| arg.value);
            let base = match site.callee {
                crate::ir::Callee::Value(callee) if site.constructs => Some(callee),
                _ => first.and_then(|first| prototype_of(lowerer, first)),
            };
            if let Some(base) = base {
                extend(lowerer, ty, base);
            }
        }
        _ => {}
    }
}

fn extend(lowerer: &mut Lowerer<'_, '_>, ty: TypeIx, base: ValueId) {
    let base = match lowerer.body.op(base) {
        Op::Get(module, Selector::Field(name)) => match lowerer.body.op(module) {
            Op::Name(module) => {
                let path = format!("{}.{}", lowerer.file.strings.text(module), lowerer.file.strings.text(name));
                Some(lowerer.file.strings.intern(&path))
            }
            _ => None,
        },
        _ => constructor(lowerer, base).map(|(name, _)| name),
    };
    if let Some(base) = base {
        lowerer.file.types[ty as usize].bases.push(base);
    }
}

fn methods_of(lowerer: &mut Lowerer<'_, '_>, ty: TypeIx, literal: ValueId) {
    let Op::Literal(_, range) = lowerer.body.op(literal) else { return };
    for (selector, value) in range.of(&lowerer.body.function.entries).to_vec() {
        if let (Selector::Field(name), Op::Closure(function)) = (selector, lowerer.body.op(value)) {
            method(lowerer, ty, name, function);
        }
    }
}

/// `Object.assign(X.prototype, {…})`, `inherits(X, Y)`.
pub(super) fn call(lowerer: &mut Lowerer<'_, '_>, name: Symbol, args: &[Arg]) {
    let [first, rest @ ..] = args else { return };
    let text = lowerer.file.strings.text(name);
    if !matches!(text, "assign" | "inherits" | "__extends" | "_inherits" | "_inheritsLoose" | "setPrototypeOf") {
        return;
    }
    if text == "assign" {
        if let Some(ty) = prototype_of(lowerer, first.value).and_then(|base| class_of(lowerer, base)) {
            for arg in rest {
                methods_of(lowerer, ty, arg.value);
            }
        }
        return;
    }
    let (of, base) = match (prototype_of(lowerer, first.value), rest.first()) {
        (Some(of), Some(second)) => (of, prototype_of(lowerer, second.value)),
        (None, second) => (first.value, second.map(|second| second.value)),
        (Some(_), None) => return,
    };
    if let Some(base) = base
        && constructor(lowerer, base).is_some()
        && let Some(ty) = class_of(lowerer, of)
    {
        extend(lowerer, ty, base);
    }
}
