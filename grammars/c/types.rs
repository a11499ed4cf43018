//! Types of C as names, and the structures, unions and enumerations a file declares.

use crate::lower::outline::Node;

use super::{declarators, pointers};
use crate::ir::{Const, Macro, MacroKind, Symbol, TypeIx, TypeKind};
use crate::lower::machine::Lowerer;
use crate::lower::roles::{Part, Role};
use crate::lower::text::integer;

/// Names of numbers, besides the grammar's own primitive types: no fields, nothing to resolve.
const SCALARS: [&str; 40] = [
    "int",
    "char",
    "short",
    "long",
    "float",
    "double",
    "void",
    "bool",
    "_Bool",
    "BOOL",
    "BYTE",
    "WORD",
    "DWORD",
    "QWORD",
    "INT",
    "UINT",
    "LONG",
    "ULONG",
    "SHORT",
    "USHORT",
    "UCHAR",
    "CHAR",
    "WCHAR",
    "TCHAR",
    "SIZE_T",
    "off_t",
    "pid_t",
    "time_t",
    "mode_t",
    "uid_t",
    "gid_t",
    "socklen_t",
    "u_char",
    "u_int",
    "uint",
    "ulong",
    "uchar",
    "wchar_t",
    "u8",
    "u32",
];

pub(crate) fn is_scalar(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or(name);
    SCALARS.contains(&last)
        || (last.ends_with("_t") && (last.starts_with("int") || last.starts_with("uint")))
        || last == "size_t"
        || last == "ssize_t"
}

/// The type of a cast; `None` when it says nothing.
pub(crate) fn cast_name<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    let name = type_symbol(lowerer, node)?;
    (!is_scalar(lowerer.file.strings.text(name))).then_some(name)
}

/// The name of a type without qualifiers and pointers: `struct foo`, `foo_t`. A body is declared on the way.
pub(crate) fn type_symbol<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    let role = lowerer.role(node);
    match (role, tag(role)) {
        (_, Some((tag, kind))) => Some(tagged(lowerer, node, tag, kind)),
        (Role::Type, _) => match lowerer.part(node, Part::Type) {
            // A descriptor holds a specifier, never another descriptor.
            Some(inner) if tag(lowerer.role(inner)).is_some() => {
                let (tag, kind) = tag(lowerer.role(inner))?;
                Some(tagged(lowerer, inner, tag, kind))
            }
            inner => Some(spaced(lowerer, inner.unwrap_or(node))),
        },
        _ => None,
    }
}

fn tag(role: Role) -> Option<(&'static str, TypeKind)> {
    match role {
        Role::StructType => Some(("struct", TypeKind::Struct)),
        Role::UnionType => Some(("union", TypeKind::Union)),
        Role::EnumType => Some(("enum", TypeKind::Enum)),
        _ => None,
    }
}

/// The text with each run of white space as one space.
fn spaced<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Symbol {
    let bytes = lowerer.bytes(node);
    if !bytes.iter().any(u8::is_ascii_whitespace) {
        return lowerer.symbol(node);
    }
    let text = String::from_utf8_lossy(bytes);
    let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    lowerer.file.strings.intern(&text)
}

fn tagged<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, tag: &str, kind: TypeKind) -> Symbol {
    let name = match lowerer.part(node, Part::Name) {
        Some(name) => format!("{tag} {}", String::from_utf8_lossy(lowerer.bytes(name))),
        None => format!("{tag} @{}", lowerer.span(node)),
    };
    let name = lowerer.file.strings.intern(&name);
    if let Some(body) = lowerer.part(node, Part::Body) {
        declare_body(lowerer, node, body, name, kind);
    }
    name
}

fn declare_body<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, body: Node<'t>, name: Symbol, kind: TypeKind) {
    let (parent, span) = (lowerer.enclosing(), lowerer.span(node));
    let ty = lowerer.file.declare_type(name, kind, parent, span);
    match kind {
        TypeKind::Enum => enumerators(lowerer, body, None),
        _ => members(lowerer, ty, body),
    }
}

/// The fields of a structure, through preprocessor conditionals and nested bodies.
fn members<'t>(lowerer: &mut Lowerer<'_, 't>, ty: TypeIx, body: Node<'t>) {
    // Fields are wanted in source order: the stack holds what is left, last first.
    let mut open: Vec<(Node<'t>, TypeIx)> = vec![(body, ty)];
    while let Some((node, ty)) = open.pop() {
        match lowerer.role(node) {
            Role::Member => {
                if let Some(inner) = member(lowerer, node, ty) {
                    open.push(inner);
                }
            }
            Role::MemberList | Role::Conditional | Role::ConditionalElse | Role::Error => {
                let children = lowerer.children(node);
                open.extend(children.iter().rev().map(|&child| (child, ty)));
                lowerer.recycle(children);
            }
            Role::Define => super::macros::define(lowerer, node),
            Role::DefineFunction => super::macros::define_function(lowerer, node),
            _ => {}
        }
    }
}

/// Notes the fields that one declaration declares; returns a nested body still to be read, with its type.
fn member<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: TypeIx) -> Option<(Node<'t>, TypeIx)> {
    let specifier = lowerer.part(node, Part::Type)?;
    let nested = lowerer.part(specifier, Part::Body).zip(tag(lowerer.role(specifier)));
    let declarators = lowerer.children_in(node, Part::Declarator);
    let anonymous = declarators.is_empty() && lowerer.part(specifier, Part::Name).is_none();
    let (declared, inner) = match nested {
        Some((body, (_, TypeKind::Struct | TypeKind::Union))) if anonymous => (None, Some((body, ty))),
        Some((body, (tag, kind @ (TypeKind::Struct | TypeKind::Union)))) => {
            let name = match lowerer.part(specifier, Part::Name) {
                Some(name) => format!("{tag} {}", String::from_utf8_lossy(lowerer.bytes(name))),
                None => format!("{tag} @{}", lowerer.span(specifier)),
            };
            let name = lowerer.file.strings.intern(&name);
            let (parent, span) = (lowerer.enclosing(), lowerer.span(specifier));
            let inner = lowerer.file.declare_type(name, kind, parent, span);
            (Some(name), Some((body, inner)))
        }
        _ => (type_symbol(lowerer, specifier), None),
    };
    for &declarator in &declarators {
        let field = declarators::read(lowerer, declarator);
        if let Some(name) = field.name {
            let name = lowerer.symbol(name);
            let kind = pointers::kind_of(&field, declared.map_or("", |declared| lowerer.file.strings.text(declared)));
            lowerer.file.pointers.note_member(name, kind);
            lowerer.file.member(ty, name, declared.filter(|_| !field.function_pointer));
        }
    }
    lowerer.recycle(declarators);
    inner
}

/// Enumeration constants, inside `outer`, are macros with a number; a value that is not plain makes it and its followers unknown.
pub(crate) fn enumerators<'t>(lowerer: &mut Lowerer<'_, 't>, body: Node<'t>, outer: Option<Symbol>) {
    let mut open = vec![body];
    let mut next = Some(0i64);
    while let Some(node) = open.pop() {
        match lowerer.role(node) {
            Role::Enumerator => {
                let Some(name) = lowerer.part(node, Part::Name) else { continue };
                if let Some(value) = lowerer.part(node, Part::Value) {
                    next = super::macros::number(lowerer.bytes(value)).or_else(|| integer(lowerer.bytes(value)));
                }
                let name = match outer.map(|outer| lowerer.file.strings.text(outer)).filter(|outer| !outer.is_empty()) {
                    Some(outer) => {
                        let full = format!("{outer}.{}", String::from_utf8_lossy(lowerer.bytes(name)));
                        lowerer.file.strings.intern(&full)
                    }
                    None => lowerer.symbol(name),
                };
                let kind = match next {
                    Some(value) => MacroKind::Const(lowerer.file.consts.add(Const::Int(value))),
                    None => MacroKind::Other,
                };
                let span = lowerer.span(node);
                lowerer.file.macros.push(Macro { name, kind, span });
                next = next.and_then(|value| value.checked_add(1));
            }
            Role::MemberList | Role::Conditional | Role::ConditionalElse | Role::Error => {
                let children = lowerer.children(node);
                open.extend(children.iter().rev().copied());
                lowerer.recycle(children);
            }
            _ => {}
        }
    }
}

/// `typedef`: a structure without a tag takes the new name, everything else gets an alias.
pub(crate) fn type_definition<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(specifier) = lowerer.part(node, Part::Type) else { return };
    let declarators = lowerer.children_in(node, Part::Declarator);
    let read: Vec<_> = declarators.iter().map(|&declarator| declarators::read(lowerer, declarator)).collect();
    lowerer.recycle(declarators);
    let untagged = lowerer.part(specifier, Part::Body).filter(|_| lowerer.part(specifier, Part::Name).is_none());
    let taker = read.iter().position(|declared| !declared.pointer && !declared.array && declared.params.is_none());
    let (target, taken) = match (untagged, tag(lowerer.role(specifier)), taker.and_then(|taker| read[taker].name)) {
        (Some(body), Some((_, kind)), Some(name)) => {
            let name = lowerer.symbol(name);
            declare_body(lowerer, specifier, body, name, kind);
            (Some(name), taker)
        }
        _ => (type_symbol(lowerer, specifier), None),
    };
    for (number, declared) in read.iter().enumerate() {
        let (Some(target), Some(name), None) = (target, declared.name, declared.params) else { continue };
        if Some(number) != taken && !declared.function_pointer {
            let name = lowerer.symbol(name);
            if name != target {
                let (parent, span) = (lowerer.enclosing(), lowerer.span(node));
                let ty = lowerer.file.declare_type(name, TypeKind::Alias, parent, span);
                lowerer.file.types[ty as usize].bases.push(target);
            }
        }
    }
}
