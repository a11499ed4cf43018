//! Classes, structures, unions, enumerations and aliases of types.

use super::names::{self, declared_symbol, is_plain, joined, qualified};
use super::{INITIALISE_GLOBAL, bodies, c, templates};
use crate::ir::{STATIC, Symbol, TypeIx, TypeKind};
use crate::lower::machine::{Lowerer, Step};
use crate::lower::outline::Node;
use crate::lower::roles::{Part, Role};

/// The name that a class or enumeration specifier stands for; its body is declared on the way.
pub(super) fn declare<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    kind_of(lowerer.role(node))?;
    let Some(body) = lowerer.part(node, Part::Body) else { return mention(lowerer, node) };
    let outer = lowerer.namespaces.last().copied().filter(|_| lowerer.body.ix == 0);
    let name = own_name(lowerer, node);
    declare_as(lowerer, node, body, name, outer)
}

/// What a type specifier without a body names.
pub(super) fn mention<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    let name = lowerer.part(node, Part::Name)?;
    Some(names::symbol(lowerer, name))
}

fn kind_of(role: Role) -> Option<TypeKind> {
    match role {
        Role::StructType => Some(TypeKind::Class),
        Role::UnionType => Some(TypeKind::Union),
        Role::EnumType => Some(TypeKind::Enum),
        _ => None,
    }
}

fn own_name<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Symbol {
    match lowerer.part(node, Part::Name) {
        Some(name) => names::symbol(lowerer, name),
        None => {
            let text = format!("@{}", lowerer.span(node));
            lowerer.file.strings.intern(&text)
        }
    }
}

fn declare_as<'t>(
    lowerer: &mut Lowerer<'_, 't>,
    node: Node<'t>,
    body: Node<'t>,
    name: Symbol,
    outer: Option<Symbol>,
) -> Option<Symbol> {
    let (ty, full) = open(lowerer, node, name, outer)?;
    match lowerer.role(node) {
        Role::EnumType => enumerators(lowerer, node, body, full, outer),
        _ => members(lowerer, body, ty, full),
    }
    Some(full)
}

/// Declares the type without its members.
fn open<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, name: Symbol, outer: Option<Symbol>) -> Option<(TypeIx, Symbol)> {
    let kind = kind_of(lowerer.role(node))?;
    let full = match outer.filter(|&outer| !lowerer.file.strings.text(outer).is_empty()) {
        Some(outer) => joined(lowerer, outer, name),
        None => name,
    };
    let (parent, span) = (lowerer.enclosing(), lowerer.span(node));
    let ty = lowerer.file.declare_type(full, kind, parent, span);
    if kind == TypeKind::Class {
        templates::declare_parameters(lowerer, node, full);
    }
    let children = lowerer.children(node);
    for &clause in children.iter().filter(|child| child.role() == Role::Bases) {
        let bases = lowerer.children(clause);
        for &base in &bases {
            let base = names::symbol(lowerer, base);
            lowerer.file.types[ty as usize].bases.push(base);
        }
        lowerer.recycle(bases);
    }
    lowerer.recycle(children);
    Some((ty, full))
}

/// `enum class E { A }` is `E.A`; of a plain one the names lie around it.
fn enumerators<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, body: Node<'t>, full: Symbol, outer: Option<Symbol>) {
    let head = lowerer.bytes(node).get(4..).unwrap_or_default().trim_ascii_start();
    let scoped = head.starts_with(b"class") || head.starts_with(b"struct");
    c::types::enumerators(lowerer, body, if scoped { Some(full) } else { outer });
}

/// Fields, methods and nested types, through templates and preprocessor conditionals. No recursion: classes nest as
/// deep as the submission likes.
fn members<'t>(lowerer: &mut Lowerer<'_, 't>, body: Node<'t>, ty: TypeIx, full: Symbol) {
    let mut open_nodes: Vec<(Node<'t>, TypeIx, Symbol)> = vec![(body, ty, full)];
    while let Some((node, ty, full)) = open_nodes.pop() {
        match lowerer.role(node) {
            Role::Member | Role::Declaration => member(lowerer, node, ty, full, &mut open_nodes),
            Role::Function => bodies::function(lowerer, node, Some(ty)),
            Role::TypeAlias => alias(lowerer, node, Some(full)),
            Role::TypeDefinition => typedef(lowerer, node, Some(full)),
            Role::StructType | Role::UnionType | Role::EnumType => {
                nested(lowerer, node, full, &mut open_nodes);
            }
            Role::MemberList | Role::Conditional | Role::ConditionalElse | Role::Error | Role::Else => {
                let children = lowerer.children(node);
                open_nodes.extend(children.iter().rev().map(|&child| (child, ty, full)));
                lowerer.recycle(children);
            }
            Role::Define => c::macros::define(lowerer, node),
            Role::DefineFunction => c::macros::define_function(lowerer, node),
            _ => {}
        }
    }
}

type OpenNodes<'t> = Vec<(Node<'t>, TypeIx, Symbol)>;

/// A class inside a class: its body is read later.
fn nested<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, outer: Symbol, open_nodes: &mut OpenNodes<'t>) -> Option<Symbol> {
    kind_of(lowerer.role(node))?;
    let Some(body) = lowerer.part(node, Part::Body) else { return mention(lowerer, node) };
    let name = own_name(lowerer, node);
    let (ty, full) = open(lowerer, node, name, Some(outer))?;
    match lowerer.role(node) {
        Role::EnumType => enumerators(lowerer, node, body, full, Some(outer)),
        _ => open_nodes.push((body, ty, full)),
    }
    Some(full)
}

/// Fields and prototypes of methods. The type of a prototype is what it returns.
fn member<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: TypeIx, full: Symbol, open_nodes: &mut OpenNodes<'t>) {
    let declarators = lowerer.children_in(node, Part::Declarator);
    let specifier = lowerer.part(node, Part::Type);
    if let Some(specifier) = specifier
        && declarators.is_empty()
        && matches!(lowerer.role(specifier), Role::StructType | Role::UnionType)
        && lowerer.part(specifier, Part::Name).is_none()
        && let Some(body) = lowerer.part(specifier, Part::Body)
    {
        // The members of an anonymous structure are those of the class around it.
        lowerer.recycle(declarators);
        return open_nodes.push((body, ty, full));
    }
    let declared = specifier
        .and_then(|specifier| nested(lowerer, specifier, full, open_nodes).or_else(|| declared_symbol(lowerer, specifier)));
    let declared = declared.filter(|&declared| !is_plain(lowerer.file.strings.text(declared)));
    let is_static = c::declarations::has_storage(lowerer, node, b"static");
    for &declarator in &declarators {
        let field = c::declarators::read(lowerer, declarator);
        let Some(name_node) = field.name else { continue };
        let name = names::symbol(lowerer, name_node);
        let whole = joined(lowerer, full, name);
        if field.params.is_some() {
            lowerer.file.declares.push(whole);
            if is_static {
                // Where the method is defined outside of the class, nothing there says so.
                let text = format!("{STATIC}{}", lowerer.file.strings.text(whole));
                let said = lowerer.file.strings.intern(&text);
                lowerer.file.declares.push(said);
            }
        }
        let kind = c::pointers::kind_of(&field, specifier.map_or("", |ty| plain_text(lowerer, ty)));
        lowerer.file.pointers.note_member(name, kind);
        // A field that anything may lie in says so.
        let declared = declared.or_else(|| {
            let untyped = field.params.is_none() && specifier.is_some_and(|ty| plain_text(lowerer, ty).trim() == "void");
            untyped.then(|| lowerer.file.strings.intern("void"))
        });
        lowerer.file.member(ty, name, declared.filter(|_| !field.function_pointer));
        if let Some(value) = lowerer.part(node, Part::Value)
            && !lowerer.role(value).is_literal()
            && lowerer.body.ix == 0
        {
            lowerer.later(Step::Language(INITIALISE_GLOBAL), value, whole);
            lowerer.want(value);
        }
    }
    lowerer.recycle(declarators);
}

fn plain_text<'t>(lowerer: &Lowerer<'_, 't>, ty: Node<'t>) -> &'t str {
    std::str::from_utf8(lowerer.bytes(ty)).unwrap_or_default()
}

pub(super) fn type_alias<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    alias(lowerer, node, None);
}

/// `using X = Y`.
fn alias<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, owner: Option<Symbol>) {
    let (Some(name), Some(ty)) = (lowerer.part(node, Part::Name), lowerer.part(node, Part::Type)) else { return };
    // A function's type says what it returns; what stands in the arguments of a template is of no interest.
    if lowerer.bytes(ty).iter().find(|byte| matches!(byte, b'(' | b'<')) == Some(&b'(') {
        return;
    }
    let name = names::symbol(lowerer, name);
    if let Some(target) = declared_symbol(lowerer, ty) {
        declare_alias(lowerer, node, name, target, owner);
    }
}

fn declare_alias<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, name: Symbol, target: Symbol, owner: Option<Symbol>) {
    let full = match owner {
        Some(owner) => joined(lowerer, owner, name),
        None if lowerer.body.ix == 0 => qualified(lowerer, name),
        None => name,
    };
    if full == target {
        return;
    }
    let (parent, span) = (lowerer.enclosing(), lowerer.span(node));
    let ty = lowerer.file.declare_type(full, TypeKind::Alias, parent, span);
    lowerer.file.types[ty as usize].bases.push(target);
}

pub(super) fn type_definition<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let specifier = lowerer.part(node, Part::Type);
    let untagged = specifier
        .filter(|&specifier| lowerer.part(specifier, Part::Body).is_some() && lowerer.part(specifier, Part::Name).is_none());
    match untagged.filter(|&specifier| kind_of(lowerer.role(specifier)).is_some()) {
        Some(specifier) => {
            let declarators = lowerer.children_in(node, Part::Declarator);
            let names: Vec<_> = declarators.iter().filter_map(|&node| c::declarators::read(lowerer, node).name).collect();
            lowerer.recycle(declarators);
            let outer = lowerer.namespaces.last().copied().filter(|_| lowerer.body.ix == 0);
            if let (Some(&name), Some(body)) = (names.first(), lowerer.part(specifier, Part::Body)) {
                let name = names::symbol(lowerer, name);
                declare_as(lowerer, specifier, body, name, outer);
            }
        }
        None => {
            if let Some(specifier) = specifier {
                declare(lowerer, specifier);
            }
            typedef(lowerer, node, None);
        }
    }
}

/// `typedef Y X`.
fn typedef<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, owner: Option<Symbol>) {
    let Some(specifier) = lowerer.part(node, Part::Type) else { return };
    let Some(target) = mention(lowerer, specifier).or_else(|| declared_symbol(lowerer, specifier)) else { return };
    let declarators = lowerer.children_in(node, Part::Declarator);
    for &declarator in &declarators {
        let declared = c::declarators::read(lowerer, declarator);
        if let (Some(name), None, false) = (declared.name, declared.params, declared.function_pointer) {
            let name = names::symbol(lowerer, name);
            declare_alias(lowerer, node, name, target, owner);
        }
    }
    lowerer.recycle(declarators);
}
