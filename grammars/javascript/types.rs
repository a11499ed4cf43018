//! What TypeScript declares: annotations as the one name that says most, interfaces, aliases, enumerations, namespaces.

use crate::lower::outline::Node;
use smallvec::SmallVec;

use super::{ENUM, ENUMERATOR, NAMESPACE, strings};
use crate::ir::{LiteralKind, Selector, Symbol, TypeKind, ValueId};
use crate::lower::machine::{Lowerer, Step, Task};
use crate::lower::roles::{Part, Role};

/// Wrappers whose argument says more than they do.
const WRAPPERS: [&str; 11] = [
    "Promise",
    "Partial",
    "Required",
    "Readonly",
    "Awaited",
    "NonNullable",
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

/// The name in `text`, without wrappers and arguments.
pub(super) fn principal(text: &str) -> Option<&str> {
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
        if text.ends_with("[]") {
            return Some("Array");
        }
        let Some(open) = text.find('<') else { break };
        let outer = text[..open].trim();
        if !WRAPPERS.contains(&outer) {
            text = outer;
            break;
        }
        let inner = text[open + 1..].trim_end().strip_suffix('>').unwrap_or(&text[open + 1..]);
        text = split_top_level(inner, ',').map_or(inner, |(first, _)| first);
    }
    let name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'.') || byte >= 0x80;
    match text {
        "string" => Some("String"),
        _ if text.is_empty() || PLAIN.contains(&text) || !text.bytes().all(name) || text.as_bytes()[0].is_ascii_digit() => None,
        _ => Some(text),
    }
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
        for base in clause.telling_children().filter(|base| base.role() == Role::Type).collect::<SmallVec<[Node<'t>; 2]>>() {
            if let Some(base) = type_name(lowerer, base) {
                lowerer.file.types[ty as usize].bases.push(base);
            }
        }
    }
    lowerer.recycle(children);
    let members = lowerer.part(node, Part::Body).map(|body| lowerer.children(body)).unwrap_or_default();
    for &member in members.iter().filter(|member| lowerer.roles.row(**member).role == Role::Member) {
        let declared = lowerer.part(member, Part::Type).and_then(|declared| type_name(lowerer, declared));
        if let Some(name) = lowerer.part(member, Part::Name).and_then(|name| strings::key(lowerer, name)) {
            lowerer.file.member(ty, name, declared);
        }
    }
    lowerer.recycle(members);
}

/// `type X = Y`.
pub(super) fn alias<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let target = lowerer.part(node, Part::Value).and_then(|value| type_name(lowerer, value));
    let (Some(name), Some(target)) = (lowerer.part(node, Part::Name), target) else { return };
    let (name, parent, span) = (lowerer.symbol(name), lowerer.enclosing(), lowerer.span(node));
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
    use super::principal;

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
