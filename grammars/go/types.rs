//! Types of Go as names, and the types that a file declares.
//!
//! A pointer, a slice, an array, a map and a channel bear the name of what they hold: none of them has members of its
//! own. Type arguments are dropped.

use crate::lower::outline::Node;

use super::declarations;
use crate::ir::{Function, Symbol, TypeIx, TypeKind};
use crate::lower::machine::Lowerer;
use crate::lower::roles::{Part, Role};

/// Under this name a type has what its functions give when they are called.
const CALLED: &str = "()";
/// Types around the one that has a name are looked through this far.
const MAX_DEPTH: usize = 16;

/// Types without members, and those that may be anything.
const PLAIN: [&str; 22] = [
    "any",
    "bool",
    "byte",
    "comparable",
    "complex128",
    "complex64",
    "error",
    "float32",
    "float64",
    "int",
    "int16",
    "int32",
    "int64",
    "int8",
    "rune",
    "string",
    "uint",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "uintptr",
];

/// What a type node writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    Named,
    Struct,
    Interface,
    /// Slice, array, channel.
    List,
    Map,
    Pointer,
    Function,
}

pub(super) fn shape_of<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>) -> Shape {
    match (lowerer.bytes(node), lowerer.row(node).has_parts()) {
        ([b'*', ..], _) => Shape::Pointer,
        ([b'm', b'a', b'p', ..], true) => Shape::Map,
        ([b'[', ..], true) => Shape::List,
        (text, _) if text.starts_with(b"struct") && text.ends_with(b"}") => Shape::Struct,
        (text, _) if text.starts_with(b"interface") && text.ends_with(b"}") => Shape::Interface,
        (text, true) if text.starts_with(b"chan") || text.starts_with(b"<-") => Shape::List,
        (text, _) if text.starts_with(b"func") && text.contains(&b'(') => Shape::Function,
        ([b'(' | b'~', ..], _) => Shape::Pointer,
        _ => Shape::Named,
    }
}

/// The name of a type, or of what it holds; `None` when that has no members.
pub(super) fn type_name<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    written_type(lowerer, node, true)
}

/// `functions`: what functions give is of interest, too; what those give that they give is not.
fn written_type<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, functions: bool) -> Option<Symbol> {
    let mut node = node;
    for _ in 0..MAX_DEPTH {
        node = match shape_of(lowerer, node) {
            Shape::List | Shape::Map => lowerer.part(node, Part::Value)?,
            Shape::Pointer => lowerer.only_child(node)?,
            Shape::Struct => return Some(anonymous(lowerer, node)),
            Shape::Function if functions => return function_type(lowerer, node),
            Shape::Function | Shape::Interface => return None,
            Shape::Named => match lowerer.part(node, Part::Type) {
                Some(generic) => generic,
                None => return named(lowerer, node),
            },
        };
    }
    None
}

fn named<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    let text = std::str::from_utf8(lowerer.bytes(node)).ok()?;
    match text {
        _ if PLAIN.binary_search(&text).is_ok() => None,
        _ if text.bytes().any(|byte| byte.is_ascii_whitespace()) => {
            let dense: String = text.split_ascii_whitespace().collect();
            Some(lowerer.file.strings.intern(&dense))
        }
        _ => Some(lowerer.symbol(node)),
    }
}

/// The type that elements of a literal of this type have.
pub(super) fn element_of<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>) -> Option<Node<'t>> {
    match shape_of(lowerer, node) {
        Shape::List | Shape::Map => lowerer.part(node, Part::Value),
        Shape::Pointer => element_of_named(lowerer, node),
        _ => None,
    }
}

fn element_of_named<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>) -> Option<Node<'t>> {
    let pointed = lowerer.only_child(node)?;
    lowerer.part(pointed, Part::Value)
}

/// A structure without a name is named by where it stands.
fn anonymous<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Symbol {
    let (parent, span) = (lowerer.enclosing(), lowerer.span(node));
    let name = lowerer.file.strings.intern(&format!("struct@{span}"));
    if lowerer.file.type_named(name).is_none() {
        let ty = lowerer.file.declare_type(name, TypeKind::Struct, parent, span);
        fields(lowerer, node, ty);
    }
    name
}

/// Functions whose type has no name: only what they give is of interest.
fn function_type<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    let result = first_result(lowerer, node)?;
    let (parent, span) = (lowerer.enclosing(), lowerer.span(node));
    let name = lowerer.file.strings.intern(&format!("func@{span}"));
    if lowerer.file.type_named(name).is_none() {
        let ty = lowerer.file.declare_type(name, TypeKind::Class, parent, span);
        gives(lowerer, ty, result);
    }
    Some(name)
}

fn gives(lowerer: &mut Lowerer<'_, '_>, ty: TypeIx, result: Symbol) {
    let called = lowerer.file.strings.intern(CALLED);
    lowerer.file.member(ty, called, Some(result));
}

/// The type of the first result, if it has members.
fn first_result<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    let result = lowerer.part(node, Part::Returns)?;
    let first = match lowerer.role(result) {
        Role::Params => {
            let list = lowerer.children(result);
            let first = list.first().copied();
            lowerer.recycle(list);
            lowerer.part(first?, Part::Type)?
        }
        _ => result,
    };
    written_type(lowerer, first, false)
}

/// `type T ...`: what it is, and its members.
pub(super) fn definition<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let (Some(name), Some(written)) = (lowerer.part(node, Part::Name), lowerer.part(node, Part::Type)) else { return };
    let name = lowerer.symbol(name);
    let (parent, span) = (lowerer.enclosing(), lowerer.span(node));
    let shape = shape_of(lowerer, written);
    let head = &lowerer.source[node.start_byte()..written.start_byte()];
    let kind = match shape {
        Shape::Interface => TypeKind::Interface,
        _ if head.trim_ascii_end().ends_with(b"=") => TypeKind::Alias,
        Shape::Struct => TypeKind::Struct,
        _ => TypeKind::Class,
    };
    let ty = owner(lowerer, name);
    let decl = &mut lowerer.file.types[ty as usize];
    (decl.kind, decl.parent, decl.span) = (kind, parent, span);
    match shape {
        Shape::Struct => fields(lowerer, written, ty),
        Shape::Interface => methods(lowerer, written, ty),
        // What is made of another type has its fields; what holds others hands them out.
        Shape::Named => {
            if let Some(base) = type_name(lowerer, written) {
                lowerer.file.types[ty as usize].bases.push(base);
            }
        }
        Shape::List | Shape::Map | Shape::Pointer => {
            let held = type_name(lowerer, written);
            let element = lowerer.file.strings.intern("[]");
            lowerer.file.member(ty, element, held);
        }
        Shape::Function => {
            if let Some(result) = first_result(lowerer, written) {
                gives(lowerer, ty, result);
            }
        }
    }
}

/// The type of this name; one that is declared in another file of the package is an alias of nothing here.
pub(super) fn owner(lowerer: &mut Lowerer<'_, '_>, name: Symbol) -> TypeIx {
    match lowerer.file.type_named(name) {
        Some(known) => known,
        None => lowerer.file.declare_type(name, TypeKind::Alias, None, 0),
    }
}

/// Fields by name; an embedded type is a base, and a field of its own name.
fn fields<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: TypeIx) {
    let Some(list) = lowerer.only_child(node) else { return };
    let members = lowerer.children(list);
    for &member in members.iter() {
        let Some(written) = lowerer.part(member, Part::Type) else { continue };
        let declared = type_name(lowerer, written);
        let names = lowerer.children_in(member, Part::Name);
        for &name in &names {
            let name = lowerer.symbol(name);
            lowerer.file.member(ty, name, declared);
        }
        if let (true, Some(base)) = (names.is_empty(), declared) {
            let last = last_part(lowerer.file.strings.text(base)).to_owned();
            let name = lowerer.file.strings.intern(&last);
            lowerer.file.member(ty, name, declared);
            lowerer.file.types[ty as usize].bases.push(base);
        }
        lowerer.recycle(names);
    }
    lowerer.recycle(members);
}

pub(super) fn last_part(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// Methods of an interface are functions without a body; what it embeds is a base.
fn methods<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: TypeIx) {
    let members = lowerer.children(node);
    for &member in members.iter() {
        match lowerer.part(member, Part::Name) {
            Some(name) => {
                let name = lowerer.symbol(name);
                let params = declarations::with_receiver(lowerer, member);
                let returns = declarations::returns(lowerer, member);
                let span = lowerer.byte_range(member);
                let function = Function { name, owner: Some(ty), params, returns, span, ..Function::default() };
                let ix = lowerer.file.reserve_function(function);
                lowerer.file.types[ty as usize].methods.push((name, ix));
            }
            None => {
                let embedded = lowerer.only_child(member);
                let alone = member.telling_children().nth(1).is_none();
                if let Some(base) = embedded.filter(|_| alone).and_then(|inner| type_name(lowerer, inner)) {
                    lowerer.file.types[ty as usize].bases.push(base);
                }
            }
        }
    }
    lowerer.recycle(members);
}

/// Looks like a type where a value could stand as well.
pub(super) fn is_type<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>) -> bool {
    lowerer.role(node) == Role::Type
}
