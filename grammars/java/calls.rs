//! Calls of Java: methods by bare name or through an object, constructors, and what `this` is.

use crate::lower::outline::Node;
use smallvec::SmallVec;

use super::{CONSTRUCT_SUPER, CONSTRUCTOR, INVOKE, NEW, NEW_ARRAY, classes, part_text, path, types};
use crate::ir::{Arg, Callee, Const, LiteralKind, Op, ParamKind, Selector, TypeIx, ValueId};
use crate::lower::machine::{Lowerer, Step};
use crate::lower::roles::{Part, Role};
use crate::lower::scope::UNSET;

/// Enclosing functions are looked through this far.
const MAX_NESTING: usize = 64;

// `this`.

/// The object in whose code this is; in static code, its class.
pub(super) fn this<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> ValueId {
    let name = lowerer.file.strings.intern("this");
    if let Some(slot) = lowerer.body.env.slot(name) {
        let value = lowerer.body.env.variable(slot).value;
        if value != UNSET {
            return value;
        }
    }
    if let Some(&known) = lowerer.body.names.get(&name) {
        return known;
    }
    let op = match (object_around(lowerer), classes::class_around(lowerer)) {
        (true, _) => Op::Capture(name),
        (false, Some(class)) => Op::TypeRef(class),
        (false, None) => Op::Name(name),
    };
    let value = lowerer.emit(op, node);
    lowerer.body.names.insert(name, value);
    value
}

/// True in a lambda inside a method of an object.
fn object_around(lowerer: &Lowerer<'_, '_>) -> bool {
    let mut at = lowerer.body.function.parent.filter(|_| lowerer.body.function.owner.is_none());
    for _ in 0..MAX_NESTING {
        let Some(ix) = at else { return false };
        let function = &lowerer.file.functions[ix as usize];
        if function.owner.is_some() {
            return function.params.first().is_some_and(|first| first.kind == ParamKind::Receiver);
        }
        at = function.parent;
    }
    false
}

/// `this`, `super` as an object, `Outer.this`.
pub(super) fn this_or_outer<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> ValueId {
    match lowerer.part(node, Part::Object) {
        Some(outer) => {
            let name = lowerer.symbol(outer);
            lowerer.emit(Op::Storage(name), node)
        }
        None => this(lowerer, node),
    }
}

// Methods.

pub(super) fn invoke<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let at = lowerer.args.len() as u32;
    lowerer.later(Step::Language(INVOKE), node, at);
    if let Some(args) = lowerer.part(node, Part::Args) {
        lowerer.schedule_args(args);
    }
    if let Some(object) = lowerer.part(node, Part::Object)
        && !is_super(lowerer, node)
    {
        lowerer.want(object);
    }
}

/// `super.f()`, `Interface.super.f()`.
fn is_super<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>) -> bool {
    let mut words = node.telling_children().filter(|child| child.role() == Role::Receiver);
    words.any(|word| lowerer.bytes(word) == b"super")
}

pub(super) fn finish_invoke<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, at: u32) {
    let args: SmallVec<[Arg; 8]> = lowerer.args.drain(at as usize..).collect();
    let symbol = match lowerer.part(node, Part::Name) {
        Some(name) => lowerer.symbol(name),
        None => lowerer.file.strings.intern(""),
    };
    let callee = match lowerer.part(node, Part::Object) {
        Some(_) if is_super(lowerer, node) => Callee::Super { receiver: this(lowerer, node), symbol },
        Some(_) => Callee::Method { receiver: lowerer.pop(), symbol },
        None => Callee::Method { receiver: this(lowerer, node), symbol },
    };
    let folded = (lowerer.hooks.fold.call)(lowerer, callee, &args);
    let span = lowerer.span(node);
    let value = lowerer.settle(folded, node, |lowerer| lowerer.body.call(callee, &args, false, span));
    let value = lowerer.one_sign(symbol, &args, value, node);
    lowerer.push(value);
}

/// `this(…)` and `super(…)` at the start of a constructor.
pub(super) fn construct_super<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let at = lowerer.args.len() as u32;
    lowerer.later(Step::Language(CONSTRUCT_SUPER), node, at);
    if let Some(args) = lowerer.part(node, Part::Args) {
        lowerer.schedule_args(args);
    }
    if let Some(outer) = lowerer.part(node, Part::Object) {
        lowerer.want_effect(outer);
    }
}

pub(super) fn finish_construct_super<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, at: u32) {
    let args: SmallVec<[Arg; 8]> = lowerer.args.drain(at as usize..).collect();
    let receiver = this(lowerer, node);
    let symbol = lowerer.file.strings.intern(CONSTRUCTOR);
    let callee = match part_text(lowerer, node, Part::Callee) {
        Some(b"this") => Callee::Method { receiver, symbol },
        _ => Callee::Super { receiver, symbol },
    };
    let span = lowerer.span(node);
    if let (Callee::Super { .. }, [wrapped, ..], Some(owner)) = (callee, args.as_slice(), lowerer.body.function.owner)
        && let Some((field, _)) = classes::wrapped(lowerer, owner)
    {
        let field = lowerer.file.strings.intern(field);
        lowerer.body.emit(Op::Set(receiver, Selector::Field(field), wrapped.value), span);
    }
    let value = lowerer.body.call(callee, &args, false, span);
    lowerer.push(value);
}

// Objects.

/// `new T(…)`, `outer.new T(…)`, `new T(…) { … }`.
pub(super) fn new<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let ty = lowerer.part(node, Part::Type);
    let name = ty.and_then(|ty| types::type_name(lowerer, ty));
    let body = node.telling_children().find(|child| child.role() == Role::ClassBody);
    let anonymous = body.map(|body| (classes_reserved(lowerer), body));
    let class = match (anonymous, name) {
        (Some((ix, _)), _) => lowerer.emit(Op::TypeRef(ix), node),
        (None, Some(name)) => {
            let text = lowerer.file.strings.text(name).to_owned();
            path(lowerer, &text, node)
        }
        (None, None) => lowerer.constant(Const::Null, node),
    };
    lowerer.push(class);
    let at = lowerer.args.len() as u32;
    lowerer.later(Step::Language(NEW), node, at);
    if let Some(args) = lowerer.part(node, Part::Args) {
        lowerer.schedule_args(args);
    }
    let has_part = |child: Node<'t>| Some(child) == ty || Some(child) == body || child.role() == Role::Args;
    let outer = node.telling_children().find(|child| !has_part(*child) && !child.role().is_statement());
    if let Some(outer) = outer {
        lowerer.want_effect(outer);
    }
    if let Some((_, body)) = anonymous {
        classes::anonymous(lowerer, node, name, body);
    }
}

/// The number of the next type of the file.
fn classes_reserved(lowerer: &Lowerer<'_, '_>) -> TypeIx {
    lowerer.file.types.len() as TypeIx
}

pub(super) fn finish_new<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, at: u32) {
    let args: SmallVec<[Arg; 8]> = lowerer.args.drain(at as usize..).collect();
    let callee = Callee::Value(lowerer.pop());
    let folded = (lowerer.hooks.fold.call)(lowerer, callee, &args);
    let span = lowerer.span(node);
    let value = lowerer.settle(folded, node, |lowerer| lowerer.body.call(callee, &args, true, span));
    lowerer.push(value);
}

/// `new T[n]` is an empty container, `new T[] { … }` one of its elements.
pub(super) fn new_array<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    if let Some(elements) = lowerer.part(node, Part::Value) {
        return lowerer.want(elements);
    }
    lowerer.later(Step::Language(NEW_ARRAY), node, 0);
    let sizes = lowerer.children_in(node, Part::Index);
    for &size in sizes.iter().rev().filter(|size| size.role() == Role::Group) {
        if let Some(inner) = lowerer.only_child(size)
            && !inner.role().is_literal()
        {
            lowerer.want_effect(inner);
        }
    }
    lowerer.recycle(sizes);
}

pub(super) fn finish_new_array<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, _: u32) {
    let span = lowerer.span(node);
    let value = lowerer.body.literal(LiteralKind::List, &[], span);
    lowerer.push(value);
}

/// `T.class`: the class by name.
pub(super) fn class_literal<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let name = lowerer.only_child(node).and_then(|ty| types::type_name(lowerer, ty));
    let value = match name {
        Some(name) => {
            let text = lowerer.file.strings.text(name).to_owned();
            path(lowerer, &text, node)
        }
        None => lowerer.constant(Const::Null, node),
    };
    lowerer.push(value);
}
