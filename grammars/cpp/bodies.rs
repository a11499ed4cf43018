//! Functions, methods, constructors and lambdas of C++: whose member each is, its parameters, what runs before its body.

use smallvec::SmallVec;

use super::names::{self, declared_symbol, is_plain};
use super::{CONSTRUCT_MEMBER, INITIALISE, MEMBER, c};
use crate::ir::{Arg, Callee, Function, FunctionFlags, Op, Param, ParamKind, Selector, Symbol, TypeIx, TypeKind};
use crate::lower::machine::{Lowerer, PendingBody, Step};
use crate::lower::outline::Node;
use crate::lower::roles::{Part, Role};

/// A function definition; `owner`: the class in whose body it stands.
pub(super) fn function<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, owner: Option<TypeIx>) {
    let Some(declarator) = lowerer.part(node, Part::Declarator) else { return lowerer.schedule_children(node) };
    let declared = c::declarators::read(lowerer, declarator);
    let (Some(name_node), Some(body)) = (declared.name, lowerer.part(node, Part::Body)) else { return };
    let mut params = declared.params.map(|list| parameters(lowerer, list)).unwrap_or_default();
    let written = names::symbol(lowerer, name_node);
    let is_static = c::declarations::has_storage(lowerer, node, b"static");
    let (owner, name) = member_of(lowerer, written, owner);
    let mut flags = FunctionFlags::default();
    match owner {
        Some(ty) => {
            let class = lowerer.file.types[ty as usize].name;
            let class = lowerer.file.strings.text(class).rsplit('.').next().unwrap_or_default();
            flags.constructor = lowerer.file.strings.text(name) == class;
            flags.is_static = is_static;
            if !is_static {
                let this = lowerer.file.strings.intern("this");
                params.insert(0, Param { name: this, kind: ParamKind::Receiver, declared: None, default: None });
            }
        }
        None => {
            let head = &lowerer.source[node.start_byte()..body.start_byte()];
            flags.internal = is_static;
            flags.entry =
                memchr::memmem::find(head, b"constructor").is_some() && memchr::memmem::find(head, b"__attribute__").is_some();
        }
    }
    flags.lends = lends(&lowerer.source[node.start_byte()..name_node.start_byte()]);
    let returns = returned(lowerer, node, declared.params);
    let (parent, span) = (lowerer.enclosing(), lowerer.byte_range(node));
    let function = Function { name, owner, parent, params, flags, returns, span, ..Function::default() };
    let inits = lowerer.children(node);
    let first = inits.iter().copied().find(|child| lowerer.role(*child) == Role::MemberInits);
    lowerer.recycle(inits);
    let pending = match first {
        Some(first) => PendingBody::Both(first, body),
        None => PendingBody::Statements(body),
    };
    let ix = lowerer.declare_function(function, node, pending);
    if let Some(owner) = owner {
        lowerer.file.types[owner as usize].methods.push((name, ix));
    }
}

/// The class that a function belongs to and its own name: `A::f` outside of a class is a member of `A`, unless the
/// file knows `A` as a namespace.
fn member_of(lowerer: &mut Lowerer<'_, '_>, written: Symbol, owner: Option<TypeIx>) -> (Option<TypeIx>, Symbol) {
    if owner.is_some() {
        return (owner, written);
    }
    let text = lowerer.file.strings.text(written).to_owned();
    let Some((path, last)) = text.rsplit_once('.') else { return (None, names::qualified(lowerer, written)) };
    let path = lowerer.file.strings.intern(path);
    let full = names::qualified(lowerer, path);
    let last = lowerer.file.strings.intern(last);
    if lowerer.file.is_namespace(full) || lowerer.file.is_namespace(path) {
        return (None, names::qualified(lowerer, written));
    }
    let ty = match lowerer.file.type_named(full) {
        Some(ty) => ty,
        None => lowerer.file.declare_type(full, TypeKind::Outside, None, 0),
    };
    (Some(ty), last)
}

/// What stands before the name of a function says that it returns a reference which others may write through.
fn lends(head: &[u8]) -> bool {
    let has = |word: &[u8]| memchr::memmem::find(head, word).is_some();
    has(b"&") && !has(b"&&") && !has(b"const")
}

/// The declared type of what a function returns, before or after its name.
fn returned<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, params: Option<Node<'t>>) -> Option<Symbol> {
    let declared = lowerer.part(node, Part::Type).and_then(|ty| declared_symbol(lowerer, ty));
    let trailing = || {
        let after = params?.behind()?;
        (after.role() == Role::Type).then_some(after)
    };
    let ty = match declared {
        Some(ty) => Some(ty),
        None => {
            let after = trailing().filter(|after| lowerer.bytes(*after).starts_with(b"->"))?;
            declared_symbol(lowerer, after)
        }
    };
    ty.filter(|&ty| !is_plain(lowerer.file.strings.text(ty)))
}

pub(super) fn parameters<'t>(lowerer: &mut Lowerer<'_, 't>, list: Node<'t>) -> Vec<Param> {
    let children = lowerer.children(list);
    let mut params = Vec::with_capacity(children.len() + 1);
    for &child in &children {
        let kind = match lowerer.role(child) {
            Role::Rest => ParamKind::Rest,
            Role::Param => ParamKind::Positional,
            _ => continue,
        };
        let ty = lowerer.part(child, Part::Type).and_then(|ty| declared_symbol(lowerer, ty));
        let declarator = lowerer.part(child, Part::Declarator).map(|node| c::declarators::read(lowerer, node));
        // f(void)
        if declarator.is_none() && ty.is_some_and(|ty| lowerer.file.strings.text(ty) == "void") {
            continue;
        }
        let callback = declarator.is_some_and(|declarator| declarator.function_pointer || declarator.params.is_some());
        let name = match declarator.and_then(|declarator| declarator.name) {
            Some(name) => lowerer.symbol(name),
            None => lowerer.file.strings.intern(""),
        };
        params.push(Param { name, kind, declared: ty.filter(|_| !callback), default: None });
    }
    lowerer.recycle(children);
    if lowerer.bytes(list).trim_ascii_end().ends_with(b"...)") {
        params.push(Param {
            name: lowerer.file.strings.intern(c::variadic::REST),
            kind: ParamKind::Rest,
            declared: None,
            default: None,
        });
    }
    params
}

/// The parameters of a lambda, from its declarator.
pub(super) fn lambda_parameters<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Vec<Param> {
    match lowerer.part(node, Part::Params) {
        Some(list) => parameters(lowerer, list),
        None => Vec::new(),
    }
}

/// `[x = expression]` makes a variable of the lambda.
pub(super) fn captures<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let auto = lowerer.file.strings.intern("auto");
    let children = lowerer.children(node);
    for &child in children.iter().rev().filter(|child| child.role() == Role::DeclInit) {
        if let Some(value) = lowerer.part(child, Part::Value) {
            lowerer.later(Step::Language(INITIALISE), child, auto);
            lowerer.want(value);
        }
    }
    lowerer.recycle(children);
}

// Constructors.

/// `: Base(x), member_(y)`.
pub(super) fn member_initialisers<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let children = lowerer.children(node);
    for &child in children.iter().rev().filter(|child| child.role() == Role::MemberInit) {
        let parts = lowerer.children(child);
        if let &[name, args, ..] = parts.as_slice() {
            member_initialiser(lowerer, child, name, args);
        }
        lowerer.recycle(parts);
    }
    lowerer.recycle(children);
}

fn member_initialiser<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, name: Node<'t>, args: Node<'t>) {
    let symbol = names::symbol(lowerer, name);
    let given = args.telling_children().count();
    if is_base(lowerer, symbol) || given != 1 {
        return lowerer.later(Step::Language(CONSTRUCT_MEMBER), node, symbol);
    }
    lowerer.later(Step::Language(MEMBER), node, 0);
    lowerer.want(args.telling_children().next().unwrap_or(args));
}

/// The name is that of the class or of one of its bases, as far as this file tells; else classes are capitalised.
fn is_base(lowerer: &Lowerer<'_, '_>, name: Symbol) -> bool {
    let Some(owner) = lowerer.body.function.owner else { return false };
    let decl = &lowerer.file.types[owner as usize];
    let text = lowerer.file.strings.text(name);
    if decl.kind != TypeKind::Outside {
        let last = text.rsplit('.').next();
        return name == lowerer.body.function.name
            || decl.bases.iter().any(|&base| lowerer.file.strings.text(base).rsplit('.').next() == last);
    }
    name == lowerer.body.function.name
        || text.contains('.')
        || (text.starts_with(|first: char| first.is_ascii_uppercase()) && !text.ends_with('_'))
}

/// One value is given to a member: it is the member, or makes it.
pub(super) fn set_member<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let value = lowerer.pop();
    let Some(name) = lowerer.only_child(node) else { return };
    let symbol = names::symbol(lowerer, name);
    let member = lowerer.emit(Op::Get(0, Selector::Field(symbol)), node);
    let span = lowerer.span(node);
    let made = lowerer.body.call(Callee::Value(member), &[Arg { value, keyword: None, spread: false }], true, span);
    let value = lowerer.body.phi(&[value, made], span);
    lowerer.emit(Op::Set(0, Selector::Field(symbol), value), node);
}

/// A base is constructed, or a member from several values. First call: schedules the arguments; the second, with them
/// done, is [`Role::MemberInit`]'s own.
pub(super) fn construct_member<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, name: Symbol) {
    let parts = lowerer.children(node);
    let args = parts.get(1).copied();
    lowerer.recycle(parts);
    let base = is_base(lowerer, name);
    let callee = match base {
        true => lowerer.read(name, node),
        false => lowerer.emit(Op::Get(0, Selector::Field(name)), node),
    };
    lowerer.push(callee);
    super::expressions::schedule_construction(lowerer, node, args);
}

/// What a constructor made of the values for a member is the member.
pub(super) fn made_member<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let made = lowerer.pop();
    let Some(name) = lowerer.only_child(node) else { return };
    let symbol = names::symbol(lowerer, name);
    if !is_base(lowerer, symbol) {
        lowerer.emit(Op::Set(0, Selector::Field(symbol), made), node);
    }
}

/// Arguments collected above `at`.
pub(super) fn taken(lowerer: &mut Lowerer<'_, '_>, at: u32) -> SmallVec<[Arg; 8]> {
    lowerer.args.drain(at as usize..).collect()
}
