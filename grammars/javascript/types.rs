//! What TypeScript declares: annotations as the one name that says most, interfaces, aliases, enumerations, namespaces.

use crate::lower::outline::Node;
use smallvec::SmallVec;

use super::{ENUM, ENUMERATOR, NAMESPACE, strings};
use crate::ir::{LiteralKind, Selector, Symbol, TypeIx, TypeKind, ValueId};
use crate::lower::machine::{Lowerer, Step, Task};
use crate::lower::roles::{Part, Role};

/// Wrappers whose argument says more than they do.
const WRAPPERS: [&str; 15] = [
    "Promise",
    "Partial",
    "Required",
    "Readonly",
    "Awaited",
    "NonNullable",
    "Omit",
    "Pick",
    "Exclude",
    "Extract",
    "PromiseLike",
    "Ref",
    "MaybeRef",
    "Observable",
    "InstanceType",
];

/// Types that say nothing.
const PLAIN: [&str; 16] = [
    "any",
    "unknown",
    "never",
    "void",
    "null",
    "undefined",
    "object",
    "number",
    "boolean",
    "bigint",
    "symbol",
    "this",
    "Record",
    "Function",
    "Object",
    "T",
];

/// How deep wrappers are looked into.
const MAX_DEPTH: usize = 8;
/// Longest annotation that is looked at.
const MAX_LEN: usize = 512;

pub(super) fn type_name<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    let text = std::str::from_utf8(lowerer.bytes(node)).ok()?;
    let name = principal(text)?;
    Some(lowerer.file.strings.intern(name))
}

/// A declared type with what it holds, if that says something: `Array<Foo>`, `Map<Foo>`, and `<Foo>` of a record of them.
pub(super) fn declared<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    let text = std::str::from_utf8(lowerer.bytes(node)).ok()?;
    let (outer, element) = (principal(text), unwrapped(text).and_then(element));
    match element {
        Some(element) => Some(lowerer.file.strings.intern(&format!("{}<{element}>", outer.unwrap_or_default()))),
        None => outer.map(|name| lowerer.file.strings.intern(name)),
    }
}

/// The name in `text`, without wrappers and arguments.
pub(super) fn principal(text: &str) -> Option<&str> {
    let text = unwrapped(text)?;
    if text.ends_with("[]") {
        return Some("Array");
    }
    let text = text.split('<').next()?.trim();
    let name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.') || byte >= 0x80;
    match text {
        "string" => Some("String"),
        "ReadonlyArray" | "ReadonlyMap" | "ReadonlySet" => text.strip_prefix("Readonly"),
        _ if text.is_empty() || PLAIN.contains(&text) || !text.bytes().all(name) || text.as_bytes()[0].is_ascii_digit() => None,
        _ => Some(text),
    }
}

/// What a list has as elements; of several arguments the last one is what a container holds.
fn element(text: &str) -> Option<&str> {
    if let Some(inner) = text.strip_suffix("[]") {
        let inner = inner.trim();
        return principal(inner.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(inner));
    }
    let (_, arguments) = text.split_once('<')?;
    let mut arguments = arguments.trim_end().strip_suffix('>')?;
    for _ in 0..MAX_DEPTH {
        match split_top_level(arguments, ',') {
            Some((_, rest)) => arguments = rest,
            None => break,
        }
    }
    principal(arguments)
}

/// `text` without what says nothing of members: wrappers, `null`, all but the first of several.
fn unwrapped(text: &str) -> Option<&str> {
    if text.len() > MAX_LEN {
        return None;
    }
    let mut text = text.trim_start_matches([':', ' ']);
    for _ in 0..MAX_DEPTH {
        text = text.trim().trim_start_matches("readonly ").trim_start_matches("typeof ").trim_start_matches('|').trim();
        if let Some((first, rest)) = split_top_level(text, '|') {
            text = if matches!(first.trim(), "null" | "undefined" | "") { rest } else { first };
            continue;
        }
        if let Some((first, _)) = split_top_level(text, '&') {
            text = first;
            continue;
        }
        let Some(open) = text.find('<').filter(|_| !text.ends_with("[]")) else { break };
        if !WRAPPERS.contains(&text[..open].trim()) {
            break;
        }
        let inner = text[open + 1..].trim_end().strip_suffix('>').unwrap_or(&text[open + 1..]);
        text = split_top_level(inner, ',').map_or(inner, |(first, _)| first);
    }
    Some(text)
}

/// What a function of this type returns: `(x: A) => B`.
fn returned(text: &str) -> Option<&str> {
    let text = text.trim_start_matches([':', ' ']).trim();
    let close = text.starts_with('(').then(|| closing(text))??;
    text[close..].trim_start().strip_prefix("=>")
}

/// The place behind the bracket that closes the first one.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, character) in text.char_indices() {
        match character {
            '[' | '(' | '{' => depth += 1,
            ']' | ')' | '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Splits at the first `separator` that is in no brackets.
fn split_top_level(text: &str, separator: char) -> Option<(&str, &str)> {
    let mut depth = 0usize;
    for (at, character) in text.char_indices() {
        match character {
            '[' | '(' | '{' | '<' => depth += 1,
            ']' | ')' | '}' | '>' => depth = depth.saturating_sub(1),
            _ if character == separator && depth == 0 => return Some((&text[..at], &text[at + 1..])),
            _ => {}
        }
    }
    None
}

/// An interface: its members and what it extends.
pub(super) fn interface<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(name) = lowerer.part(node, Part::Name) else { return };
    let (name, parent, span) = (lowerer.symbol(name), lowerer.enclosing(), lowerer.span(node));
    let ty = lowerer.file.declare_type(name, TypeKind::Interface, parent, span);
    let children = lowerer.children(node);
    for &clause in children.iter().filter(|child| child.role() == Role::Type) {
        add_bases(lowerer, ty, clause);
    }
    lowerer.recycle(children);
    if let Some(body) = lowerer.part(node, Part::Body) {
        signatures(lowerer, ty, body);
    }
}

/// The interfaces that a clause names.
pub(super) fn add_bases<'t>(lowerer: &mut Lowerer<'_, 't>, ty: TypeIx, clause: Node<'t>) {
    for base in clause.telling_children().filter(|base| base.role() == Role::Type).collect::<SmallVec<[Node<'t>; 2]>>() {
        if let Some(base) = type_name(lowerer, base) {
            lowerer.file.types[ty as usize].bases.push(base);
        }
    }
}

/// The members that a type declares. What a call of a member gives stands under the member's name with brackets.
fn signatures<'t>(lowerer: &mut Lowerer<'_, 't>, ty: TypeIx, body: Node<'t>) {
    let members = lowerer.children(body);
    for &member in &members {
        let row = lowerer.roles.row(member).role;
        let part = match row {
            Role::Member => Part::Type,
            Role::Signature => Part::Returns,
            _ => continue,
        };
        let Some(name) = lowerer.part(member, Part::Name).and_then(|name| strings::key(lowerer, name)) else { continue };
        let written = lowerer.part(member, part);
        let text = written.and_then(|written| std::str::from_utf8(lowerer.bytes(written)).ok());
        let given = match row {
            Role::Signature => text.and_then(principal),
            _ => text.and_then(returned).and_then(principal),
        };
        let given = given.map(|given| lowerer.file.strings.intern(given));
        let declared = written.filter(|_| row == Role::Member).and_then(|written| declared(lowerer, written));
        lowerer.file.member(ty, name, declared);
        if let Some(given) = given {
            let called = format!("{}()", lowerer.file.strings.text(name));
            let called = lowerer.file.strings.intern(&called);
            lowerer.file.member(ty, called, Some(given));
        }
    }
    lowerer.recycle(members);
}

/// `type X = Y`; `type X = { … }` is an interface.
pub(super) fn alias<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let (Some(name), Some(value)) = (lowerer.part(node, Part::Name), lowerer.part(node, Part::Value)) else { return };
    let (name, parent, span) = (lowerer.symbol(name), lowerer.enclosing(), lowerer.span(node));
    if lowerer.roles.kind(value) == "object_type" {
        let ty = lowerer.file.declare_type(name, TypeKind::Interface, parent, span);
        return signatures(lowerer, ty, value);
    }
    let Some(target) = type_name(lowerer, value) else { return };
    if name == target {
        return;
    }
    let ty = lowerer.file.declare_type(name, TypeKind::Alias, parent, span);
    lowerer.file.types[ty as usize].bases.push(target);
}

/// An enumeration is an object of its constants.
pub(super) fn enumeration<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let at = lowerer.entries.len() as u32;
    lowerer.later(Step::Language(ENUM), node, at);
    let members = lowerer.part(node, Part::Body).map(|body| lowerer.children(body)).unwrap_or_default();
    for &member in members.iter().rev().filter(|member| lowerer.roles.row(**member).role == Role::Enumerator) {
        if let Some(value) = lowerer.part(member, Part::Value) {
            lowerer.later(Step::Language(ENUMERATOR), member, 0);
            lowerer.want(value);
        }
    }
    lowerer.recycle(members);
}

pub(super) fn enumerator<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let value = lowerer.pop();
    let name = lowerer.part(node, Part::Name).and_then(|name| strings::key(lowerer, name));
    lowerer.entries.push((name.map_or(Selector::Element, Selector::Field), value));
}

pub(super) fn finish_enumeration<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, at: u32) {
    let entries: SmallVec<[(Selector, ValueId); 8]> = lowerer.entries.drain(at as usize..).collect();
    let span = lowerer.span(node);
    let value = lowerer.body.literal(LiteralKind::Dict, &entries, span);
    bind(lowerer, node, value);
}

fn bind<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, value: ValueId) {
    let Some(name) = lowerer.part(node, Part::Name) else { return };
    let symbol = lowerer.symbol(name);
    lowerer.body.env.slot_or_new(symbol);
    lowerer.bind(symbol, value, name);
}

/// `namespace X {…}`: its names are of the file, and members of an object.
pub(super) fn namespace<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    lowerer.later(Step::Language(NAMESPACE), node, 0);
    if let Some(body) = lowerer.part(node, Part::Body) {
        lowerer.tasks.push(Task::Statement(body));
    }
}

pub(super) fn finish_namespace<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(body) = lowerer.part(node, Part::Body) else { return };
    let members = lowerer.children(body);
    let mut entries: SmallVec<[(Selector, ValueId); 8]> = SmallVec::new();
    for &member in &members {
        let Some(declared) = lowerer.part(member, Part::Body).filter(|_| member.role() == Role::Export) else { continue };
        let names: SmallVec<[Node<'t>; 2]> = match declared.role() {
            Role::Declaration => declared.telling_children().filter_map(|one| lowerer.part(one, Part::Bind)).collect(),
            Role::Function | Role::Class | Role::EnumType | Role::Namespace => {
                lowerer.part(declared, Part::Name).into_iter().collect()
            }
            _ => continue,
        };
        for &name in &names {
            let symbol = lowerer.symbol(name);
            let value = lowerer.read(symbol, name);
            entries.push((Selector::Field(symbol), value));
        }
    }
    lowerer.recycle(members);
    let span = lowerer.span(node);
    let value = lowerer.body.literal(LiteralKind::Dict, &entries, span);
    bind(lowerer, node, value);
}

#[cfg(test)]
mod tests {
    use super::{element, principal, returned, unwrapped};

    #[test]
    fn what_a_type_holds() {
        for (text, name) in [
            (": Foo[]", Some("Foo")),
            (": (Foo | Bar)[] | undefined", Some("Foo")),
            (": Promise<Map<string, ns.Foo>>", Some("ns.Foo")),
            (": Record<string, Foo>", Some("Foo")),
            (": Foo", None),
            (": number[]", None),
        ] {
            assert_eq!(unwrapped(text).and_then(element), name, "{text}");
        }
        assert_eq!(returned(": (a: (b: C) => D) => Foo").and_then(principal), Some("Foo"));
        assert_eq!(returned(": Foo"), None);
    }

    #[test]
    fn the_name_that_says_most() {
        for (text, name) in [
            (": Foo", Some("Foo")),
            (": Promise<ns.Foo | null>", Some("ns.Foo")),
            ("null | Foo<Bar>", Some("Foo")),
            (": string", Some("String")),
            (": Buffer[]", Some("Array")),
            (": any", None),
            (": (x: A) => B", None),
            (": { a: A }", None),
            (": A & B", Some("A")),
            (": 'a' | 'b'", None),
        ] {
            assert_eq!(principal(text), name, "{text}");
        }
    }
}
