//! Objects, and JSX elements: the properties that a component gets are an object.

use crate::lower::outline::Node;
use smallvec::SmallVec;

use super::{ELEMENT, ENTRY, METHOD_ENTRY, OBJECT, PROPERTY, functions, strings};
use crate::ir::{FunctionFlags, LiteralKind, Op, Selector, ValueId};
use crate::lower::machine::{Lowerer, Step};
use crate::lower::roles::{Part, Role};

pub(super) fn object<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let at = lowerer.entries.len() as u32;
    lowerer.later(Step::Language(OBJECT), node, at);
    let children = lowerer.children(node);
    for &child in children.iter().rev() {
        match lowerer.role(child) {
            Role::Function => lowerer.later(Step::Language(METHOD_ENTRY), child, 0),
            Role::Spread => want_inner(lowerer, child),
            Role::Pair => {
                lowerer.later(Step::Language(ENTRY), child, 0);
                match lowerer.part(child, Part::Value) {
                    Some(value) => lowerer.want(value),
                    None => lowerer.later(Step::Void, child, 0),
                }
            }
            _ => {
                lowerer.later(Step::Language(ENTRY), child, 0);
                lowerer.want(child);
            }
        }
    }
    lowerer.recycle(children);
}

/// What is spread is left on the stack for the end.
fn want_inner<'t>(lowerer: &mut Lowerer<'_, 't>, spread: Node<'t>) {
    match lowerer.only_child(spread) {
        Some(inner) => lowerer.want(inner),
        None => lowerer.later(Step::Void, spread, 0),
    }
}

fn spreads<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> usize {
    node.telling_children().filter(|child| lowerer.role(*child) == Role::Spread).count()
}

/// `key: value`, or a name that is both.
pub(super) fn entry<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let value = lowerer.pop();
    let key = if lowerer.role(node) == Role::Pair { lowerer.part(node, Part::Name) } else { Some(node) };
    let selector = match key {
        Some(key) => selector_of_key(lowerer, key),
        None => Selector::Element,
    };
    lowerer.entries.push((selector, value));
}

fn selector_of_key<'t>(lowerer: &mut Lowerer<'_, 't>, key: Node<'t>) -> Selector {
    match lowerer.role(key) {
        Role::Int => match crate::lower::text::integer(lowerer.bytes(key)) {
            Some(at @ 0..8) => Selector::Index(at as u8),
            _ => Selector::Element,
        },
        _ => strings::key(lowerer, key).map_or(Selector::Any, Selector::Field),
    }
}

/// `name() {}` in an object.
pub(super) fn method<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(name_node) = lowerer.part(node, Part::Name) else { return };
    let selector = selector_of_key(lowerer, name_node);
    let name = match selector {
        Selector::Field(name) => name,
        _ => lowerer.file.strings.intern("<lambda>"),
    };
    if let Some(ix) = functions::reserve(lowerer, node, name, None, FunctionFlags { anonymous: true, ..FunctionFlags::default() })
    {
        let value = lowerer.emit(Op::Closure(ix), node);
        lowerer.entries.push((selector, value));
    }
}

pub(super) fn finish<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, at: u32) {
    let spreads = spreads(lowerer, node);
    let value = joined(lowerer, node, at, spreads);
    lowerer.push(value);
}

/// `{...a, b: c}` is one of what it spreads, or what it writes itself.
fn joined<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, at: u32, spreads: usize) -> ValueId {
    let entries: SmallVec<[(Selector, ValueId); 8]> = lowerer.entries.drain(at as usize..).collect();
    let from = lowerer.values.len().saturating_sub(spreads) as u32;
    let mut values = lowerer.values_above(from);
    let span = lowerer.span(node);
    if !entries.is_empty() || values.len() != 1 {
        let literal = lowerer.body.literal(LiteralKind::Dict, &entries, span);
        values.push(literal);
    }
    match values.as_slice() {
        // A copy: what is written to it later is not the other's.
        &[only] if spreads == 1 => lowerer.emit(Op::Copy(only), node),
        values => lowerer.body.phi(values, span),
    }
}

// JSX.

/// `<Name a={b} {...c}>d</Name>`: a call of the component with its properties, or the properties alone.
pub(super) fn element<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let tag = lowerer.part(node, Part::Callee);
    let head = tag.unwrap_or(node);
    let at = lowerer.entries.len() as u32;
    lowerer.later(Step::Language(ELEMENT), node, at);
    let name = lowerer.part(head, Part::Name);
    let mut parts: SmallVec<[Node<'t>; 8]> = head.telling_children().filter(|child| Some(*child) != name).collect();
    if tag.is_some() {
        parts.extend(node.telling_children().filter(|child| Some(*child) != tag && child.role() != Role::Pass));
    }
    for &part in parts.iter().rev() {
        let inner = match lowerer.role(part) {
            Role::Keyword => part.telling_children().nth(1),
            Role::Group => lowerer.only_child(part),
            Role::Element => Some(part),
            _ => None,
        };
        let Some(inner) = inner else { continue };
        match lowerer.role(inner) {
            Role::Spread => want_inner(lowerer, inner),
            _ => {
                lowerer.later(Step::Language(PROPERTY), part, 0);
                lowerer.want(inner);
            }
        }
    }
    if let Some(component) = name.filter(|name| is_component(lowerer.bytes(*name))) {
        lowerer.want(component);
    }
}

/// Elements of HTML begin with a small letter.
fn is_component(name: &[u8]) -> bool {
    name.contains(&b'.') || !name.first().is_some_and(u8::is_ascii_lowercase)
}

pub(super) fn property<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let value = lowerer.pop();
    let name = match (lowerer.role(node), lowerer.only_child(node)) {
        (Role::Keyword, Some(name)) => lowerer.symbol(name),
        _ => lowerer.file.strings.intern("children"),
    };
    lowerer.entries.push((Selector::Field(name), value));
}

pub(super) fn finish_element<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, at: u32) {
    let head = lowerer.part(node, Part::Callee).unwrap_or(node);
    let spreads = spread_properties(lowerer, head) + if head == node { 0 } else { spread_properties(lowerer, node) };
    let properties = joined(lowerer, node, at, spreads);
    let component = lowerer.part(head, Part::Name).filter(|name| is_component(lowerer.bytes(*name)));
    let value = match component {
        Some(_) => {
            let callee = lowerer.pop();
            let span = lowerer.span(node);
            lowerer.body.call_value(callee, &[properties], span)
        }
        None => properties,
    };
    lowerer.push(value);
}

fn spread_properties<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> usize {
    let name = lowerer.part(node, Part::Name);
    let groups = node.telling_children().filter(|child| Some(*child) != name && child.role() == Role::Group);
    groups.filter(|group| lowerer.only_child(*group).is_some_and(|inner| inner.role() == Role::Spread)).count()
}
