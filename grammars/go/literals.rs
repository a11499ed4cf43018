//! Strings, composite literals, allocations, slices and instantiations of Go.

use super::types::{self, Shape};
use super::{CALL_GENERIC, ELEMENTS, SET_ENTRY, SET_POSITION, SLICE, TYPED};
use crate::ir::{LiteralKind, Op, Selector, Symbol};
use crate::lower::intern::MAX_TEXT;
use crate::lower::machine::{Lowerer, Step};
use crate::lower::outline::Node;
use crate::lower::roles::{Part, Role};
use crate::lower::text::{Escapes, integer, unescape};

/// Elements past this position are not told apart.
const INDEXED: u32 = 8;

pub(super) fn text<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let bytes = lowerer.bytes(node);
    let raw = bytes.first() == Some(&b'`');
    let content = bytes.get(1..bytes.len().saturating_sub(1)).unwrap_or_default();
    let value = match std::str::from_utf8(content) {
        Ok(text) if raw || memchr::memchr(b'\\', content).is_none() => lowerer.constant_text(text, node, false),
        _ => {
            let mut out = Vec::new();
            unescape(&content[..content.len().min(4 * MAX_TEXT)], Escapes::C, &mut out);
            match String::from_utf8(out) {
                Ok(text) => lowerer.constant_text(&text, node, false),
                Err(bytes) => lowerer.constant_bytes(bytes.into_bytes(), node, false),
            }
        }
    };
    lowerer.push(value);
}

pub(super) fn value<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, role: Role) {
    match (role, lowerer.part(node, Part::Type), lowerer.part(node, Part::Body)) {
        (Role::Construct, Some(ty), Some(body)) => composite(lowerer, body, ty),
        (Role::Stretch, ..) => {
            lowerer.later(Step::Language(SLICE), node, 0);
            let children = lowerer.children(node);
            let operand = lowerer.part(node, Part::Value);
            for &bound in children.iter().rev().filter(|child| Some(**child) != operand) {
                if !matches!(bound.role(), Role::Int | Role::Name) {
                    lowerer.want_effect(bound);
                }
            }
            lowerer.recycle(children);
            match operand {
                Some(operand) => lowerer.want(operand),
                None => lowerer.later(Step::Void, node, 0),
            }
        }
        (Role::Instance, Some(ty), _) => {
            // `table[key.name]()` is written like a function with type arguments; which of both it is, the linker knows.
            let named = named_value(lowerer, ty);
            let value = lowerer.emit(Op::Get(named, Selector::Element), node);
            lowerer.push(value);
        }
        _ => lowerer.opaque(node),
    }
}

/// `a[i:j]` of a constant is unknown; of anything else it is the same thing.
pub(super) fn slice<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let base = lowerer.pop();
    let value = match lowerer.constant_of(base) {
        Some(_) => lowerer.emit(Op::Copy(base), node),
        None => base,
    };
    lowerer.push(value);
}

/// A type's name where a value stands: a function with its type arguments.
fn named_value<'t>(lowerer: &mut Lowerer<'_, 't>, ty: Node<'t>) -> u32 {
    let text = String::from_utf8_lossy(lowerer.bytes(ty)).into_owned();
    match text.split_once('.') {
        Some((package, name)) => {
            let package = lowerer.file.strings.intern(package.trim());
            let field = lowerer.file.strings.intern(name.trim());
            let base = lowerer.read(package, ty);
            lowerer.emit(Op::Get(base, Selector::Field(field)), ty)
        }
        None => {
            let name = lowerer.symbol(ty);
            lowerer.read(name, ty)
        }
    }
}

/// `[]byte(x)`. `f[T](x)` is written like a conversion to a type with arguments; which of both it is, the linker knows.
pub(super) fn conversion<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> bool {
    let (Some(ty), Some(value)) = (lowerer.part(node, Part::Type), lowerer.part(node, Part::Value)) else { return false };
    if lowerer.roles.kind(ty) == "generic_type" {
        lowerer.later(Step::Language(CALL_GENERIC), node, 0);
        lowerer.want(value);
    } else {
        lowerer.cast(node);
    }
    true
}

pub(super) fn finish_call_generic<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let given = lowerer.pop();
    let ty = lowerer.part(node, Part::Type);
    let name = ty.and_then(|ty| lowerer.part(ty, Part::Type));
    let value = match name {
        Some(name) => {
            let callee = named_value(lowerer, name);
            let span = lowerer.span(node);
            lowerer.body.call_value(callee, &[given], span)
        }
        None => given,
    };
    lowerer.push(value);
}

// Composite literals.

/// Makes what a literal of this type starts as, and schedules its entries.
fn composite<'t>(lowerer: &mut Lowerer<'_, 't>, body: Node<'t>, ty: Node<'t>) {
    lowerer.later(Step::Language(ELEMENTS), body, ty.id());
}

/// A structure is storage into which each entry is written; a list or map of Go's own is a literal.
pub(super) fn elements<'t>(lowerer: &mut Lowerer<'_, 't>, body: Node<'t>, ty: u32) {
    let Some(ty) = body.at(ty) else { return lowerer.opaque(body) };
    let shape = types::shape_of(lowerer, ty);
    let held = types::type_name(lowerer, ty);
    match shape {
        Shape::List | Shape::Map => listed(lowerer, body, ty, held),
        _ => built(lowerer, body, ty, held),
    }
}

fn listed<'t>(lowerer: &mut Lowerer<'_, 't>, body: Node<'t>, ty: Node<'t>, held: Option<Symbol>) {
    if let Some(held) = held {
        lowerer.later(Step::Language(TYPED), body, held);
    }
    let at = lowerer.entries.len() as u32;
    lowerer.later(Step::Literal, body, at);
    let element = types::element_of(lowerer, ty);
    let children = lowerer.children(body);
    for (position, &child) in children.iter().enumerate().rev() {
        match child.role() {
            Role::Pair => {
                lowerer.later(Step::EntryPair, child, 0);
                schedule_key(lowerer, child);
                schedule_value(lowerer, lowerer.part(child, Part::Value).unwrap_or(child), element);
            }
            _ => {
                let inner = lowerer.only_child(child).unwrap_or(child);
                if matches!(inner.role(), Role::Int | Role::Float | Role::Char) && position >= INDEXED as usize {
                    continue;
                }
                lowerer.later(Step::Entry, child, position as u32);
                schedule_value(lowerer, child, element);
            }
        }
    }
    lowerer.recycle(children);
}

fn schedule_key<'t>(lowerer: &mut Lowerer<'_, 't>, pair: Node<'t>) {
    let key = lowerer.part(pair, Part::Name).and_then(|key| lowerer.only_child(key));
    match key {
        Some(key) if key.role() != Role::Elements => lowerer.want(key),
        _ => lowerer.later(Step::Void, pair, 0),
    }
}

/// An element in braces alone has the type of the elements.
fn schedule_value<'t>(lowerer: &mut Lowerer<'_, 't>, element: Node<'t>, ty: Option<Node<'t>>) {
    let inner = match element.role() {
        Role::Group => lowerer.only_child(element).unwrap_or(element),
        _ => element,
    };
    match (inner.role(), ty) {
        (Role::Elements, Some(ty)) => composite(lowerer, inner, ty),
        (Role::Pair | Role::Group, _) => lowerer.later(Step::Void, inner, 0),
        _ => lowerer.want(inner),
    }
}

pub(super) fn typed<'t>(lowerer: &mut Lowerer<'_, 't>, ty: Symbol, node: Node<'t>) {
    let value = lowerer.pop();
    let value = lowerer.emit(Op::Cast(value, ty), node);
    lowerer.push(value);
}

fn built<'t>(lowerer: &mut Lowerer<'_, 't>, body: Node<'t>, ty: Node<'t>, named: Option<Symbol>) {
    let name = named.unwrap_or_else(|| lowerer.symbol(ty));
    let object = lowerer.emit(Op::Storage(name), body);
    lowerer.push(object);
    let children = lowerer.children(body);
    for (position, &child) in children.iter().enumerate().rev() {
        let (step, value) = match child.role() {
            Role::Pair => (SET_ENTRY, lowerer.part(child, Part::Value)),
            _ => (SET_POSITION, Some(child)),
        };
        let at = if step == SET_POSITION { position as u32 } else { object };
        lowerer.later(Step::Language(step), child, at);
        match value {
            Some(value) => schedule_value(lowerer, value, None),
            None => lowerer.later(Step::Void, child, 0),
        }
        let key = lowerer.part(child, Part::Name).and_then(|key| lowerer.only_child(key));
        if let (SET_ENTRY, Some(key)) = (step, key)
            && !matches!(key.role(), Role::Name | Role::Int | Role::Text | Role::Elements)
        {
            lowerer.want_effect(key);
        }
    }
    lowerer.recycle(children);
}

/// `T{name: value}`; the key of a named map is a string or number.
pub(super) fn set_entry<'t>(lowerer: &mut Lowerer<'_, 't>, pair: Node<'t>, object: u32) {
    let value = lowerer.pop();
    let key = lowerer.part(pair, Part::Name).and_then(|key| lowerer.only_child(key));
    let selector = match key.map(|key| (key, key.role())) {
        Some((key, Role::Name)) => Selector::Field(lowerer.symbol(key)),
        Some((key, Role::Int)) => match integer(lowerer.bytes(key)) {
            Some(at) if (0..i64::from(INDEXED)).contains(&at) => Selector::Index(at as u8),
            _ => Selector::Element,
        },
        Some((key, Role::Text)) => {
            let text = lowerer.bytes(key);
            let content = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
            Selector::Key(lowerer.file.strings.intern_bytes(content))
        }
        _ => Selector::Element,
    };
    lowerer.emit(Op::Set(object, selector, value), pair);
}

/// `T{value, …}`: the fields in their order, as far as the file declares them.
pub(super) fn set_position<'t>(lowerer: &mut Lowerer<'_, 't>, child: Node<'t>, position: u32) {
    let value = lowerer.pop();
    let Some(&object) = lowerer.values.last() else { return };
    let declared = match lowerer.body.op(object) {
        Op::Storage(ty) => lowerer.file.structure(ty).and_then(|decl| decl.fields.get(position as usize)).copied(),
        _ => None,
    };
    let selector = match declared {
        Some((name, _)) if lowerer.file.strings.text(name) != "[]" => Selector::Field(name),
        _ => Selector::Element,
    };
    lowerer.emit(Op::Set(object, selector, value), child);
}

// Allocations.

/// `new(T)`, `make(T, n)`: storage of that type.
pub(super) fn allocation<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> bool {
    let (Some(callee), Some(args)) = (lowerer.part(node, Part::Callee), lowerer.part(node, Part::Args)) else { return false };
    if !matches!(lowerer.bytes(callee), b"new" | b"make") {
        return false;
    }
    let Some(first) = lowerer.only_child(args).filter(|first| types::is_type(lowerer, *first)) else { return false };
    // A variable in place of a type: the name was given another meaning.
    let shadowed = lowerer.file.strings.find(lowerer.bytes(first)).is_some_and(|name| lowerer.body.env.slot(name).is_some());
    if shadowed {
        return false;
    }
    let ty = types::type_name(lowerer, first);
    let value = match (ty, lowerer.bytes(callee), types::shape_of(lowerer, first)) {
        (None, b"make", Shape::Map) => {
            let span = lowerer.span(node);
            lowerer.body.literal(LiteralKind::Dict, &[], span)
        }
        (None, b"make", _) => {
            let span = lowerer.span(node);
            lowerer.body.literal(LiteralKind::List, &[], span)
        }
        (None, ..) => {
            let name = lowerer.symbol(first);
            lowerer.emit(Op::Storage(name), node)
        }
        (Some(ty), ..) => lowerer.emit(Op::Storage(ty), node),
    };
    lowerer.push(value);
    let sizes = lowerer.children(args);
    for &size in sizes.iter().skip(1).rev() {
        if !matches!(size.role(), Role::Int | Role::Name) {
            lowerer.want_effect(size);
        }
    }
    lowerer.recycle(sizes);
    true
}
