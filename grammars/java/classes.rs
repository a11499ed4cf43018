//! Classes, interfaces, enumerations and records of Java: their members, and the code that initialises them.
//!
//! What initialises objects of a class is one function, `<fields>`, which constructors call; what initialises the class
//! is another, `<static>`, which runs when the class is loaded.

use crate::lower::outline::Node;

use super::functions::{add_method, decorators, parameters, this_param};
use super::{END_CLASS, INITIALISE_ENUMERATOR, INITIALISE_FIELD, calls, has_modifier, part_text, types};
use crate::ir::{Callee, Function, FunctionFlags, Op, Param, ParamKind, Selector, Symbol, TypeIx, TypeKind};
use crate::lower::body::OpenClass;
use crate::lower::machine::{Lowerer, PendingBody, Step, Task};
use crate::lower::roles::{Part, Role};
use crate::lower::scope::UNSET;

/// `Outer.Inner` is written out this deep.
const MAX_NESTING: usize = 16;

pub(super) fn class<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let (Some(name), Some(body)) = (lowerer.part(node, Part::Name), lowerer.part(node, Part::Body)) else {
        return lowerer.schedule_children(node);
    };
    let kind = match lowerer.roles.kind(node) {
        "interface_declaration" | "annotation_type_declaration" => TypeKind::Interface,
        "enum_declaration" => TypeKind::Enum,
        _ => TypeKind::Class,
    };
    let name = String::from_utf8_lossy(lowerer.bytes(name)).into_owned();
    let name = match lowerer.body.classes.last() {
        Some(outer) if lowerer.body.classes.len() < MAX_NESTING => nested_name(lowerer, outer.ty, &name),
        _ => lowerer.file.strings.intern(&name),
    };
    let ty = declare(lowerer, node, name, kind);
    let mut bases = Vec::new();
    base_names(lowerer, node, &mut bases);
    lowerer.file.types[ty as usize].bases = bases;
    if let Some(list) = lowerer.part(node, Part::Params) {
        record(lowerer, node, ty, list);
    }
    open(lowerer, node, ty, body, true);
}

/// The class of `new Base(…) { … }`.
pub(super) fn anonymous<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, base: Option<Symbol>, body: Node<'t>) -> TypeIx {
    let number = lowerer.file.types.len();
    let name = match class_around(lowerer) {
        Some(outer) => nested_name(lowerer, outer, &format!("${number}")),
        None => lowerer.file.strings.intern(&format!("${number}")),
    };
    let ty = declare(lowerer, node, name, TypeKind::Class);
    lowerer.file.types[ty as usize].bases.extend(base);
    open(lowerer, node, ty, body, false);
    ty
}

fn declare<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, name: Symbol, kind: TypeKind) -> TypeIx {
    let (parent, span) = (lowerer.enclosing(), lowerer.span(node));
    lowerer.file.declare_type(name, kind, parent, span)
}

fn nested_name(lowerer: &mut Lowerer<'_, '_>, outer: TypeIx, name: &str) -> Symbol {
    let outer = lowerer.file.strings.text(lowerer.file.types[outer as usize].name);
    let name = format!("{outer}.{name}");
    lowerer.file.strings.intern(&name)
}

/// The class in whose code lowering is.
pub(super) fn class_around(lowerer: &Lowerer<'_, '_>) -> Option<TypeIx> {
    if let Some(open) = lowerer.body.classes.last() {
        return Some(open.ty);
    }
    let (mut owner, mut parent) = (lowerer.body.function.owner, lowerer.body.function.parent);
    for _ in 0..MAX_NESTING {
        if owner.is_some() {
            break;
        }
        let function = &lowerer.file.functions[parent? as usize];
        (owner, parent) = (function.owner, function.parent);
    }
    owner
}

fn base_names<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, bases: &mut Vec<Symbol>) {
    let lists = node.telling_children().filter(|child| child.role() == Role::Bases);
    // `implements` holds a list, `extends` of a class a type.
    let types = lists.flat_map(Node::telling_children).flat_map(|child| {
        let inner = (child.role() == Role::Bases).then(|| child.telling_children());
        inner.into_iter().flatten().chain((child.role() != Role::Bases).then_some(child))
    });
    for ty in types {
        bases.extend(types::type_name(lowerer, ty));
    }
}

/// Declares the members, and opens the class for the classes inside.
fn open<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: TypeIx, body: Node<'t>, named: bool) {
    let (block, first_slot) = (lowerer.body.env.enter_block(), lowerer.body.env.next_slot());
    lowerer.body.classes.push(OpenClass { ty, value: UNSET, block, first_slot });
    lowerer.later(Step::Language(END_CLASS), node, 0);
    let members = members(lowerer, body);
    for &member in members.iter().filter(|member| member.role() == Role::Member) {
        declare_fields(lowerer, ty, member);
    }
    if let Some((name, declared)) = wrapped(lowerer, ty) {
        let (name, declared) = (lowerer.file.strings.intern(name), lowerer.file.strings.intern(declared));
        lowerer.file.member(ty, name, Some(declared));
    }
    for &constant in members.iter().filter(|member| member.role() == Role::Enumerator) {
        if let Some(name) = lowerer.part(constant, Part::Name) {
            let (name, declared) = (lowerer.symbol(name), lowerer.file.types[ty as usize].name);
            lowerer.file.member(ty, name, Some(declared));
        }
    }
    let is_interface = lowerer.file.types[ty as usize].kind == TypeKind::Interface;
    let of_class = |lowerer: &Lowerer<'_, 't>, member: Node<'t>| match member.role() {
        Role::Member if initialised(lowerer, member) => Some(is_interface || has_modifier(lowerer, member, b"static")),
        Role::StaticBlock | Role::Enumerator => Some(true),
        Role::Block => Some(false),
        _ => None,
    };
    let has = |lowerer: &Lowerer<'_, 't>, wanted: bool| members.iter().any(|&member| of_class(lowerer, member) == Some(wanted));
    if has(lowerer, true) {
        initialiser(lowerer, body, ty, "<static>", true, false);
    }
    if has(lowerer, false) {
        let constructs = named && !members.iter().any(|member| is_constructor(lowerer, *member));
        initialiser(lowerer, body, ty, "<fields>", false, constructs);
    }
    for &member in members.iter().rev().filter(|member| matches!(member.role(), Role::Function | Role::Class)) {
        lowerer.tasks.push(Task::Statement(member));
    }
}

/// The field that a stream around another one inherits from the library, and its type: what `super(…)` is given lies there.
pub(super) fn wrapped(lowerer: &Lowerer<'_, '_>, ty: TypeIx) -> Option<(&'static str, &'static str)> {
    // The class that it extends goes before the interfaces.
    let text = lowerer.file.strings.text(*lowerer.file.types[ty as usize].bases.first()?);
    match text.rsplit('.').next().unwrap_or(text) {
        "FilterOutputStream" => Some(("out", "java.io.OutputStream")),
        "FilterWriter" => Some(("out", "java.io.Writer")),
        "FilterInputStream" => Some(("in", "java.io.InputStream")),
        "FilterReader" => Some(("in", "java.io.Reader")),
        _ => None,
    }
}

fn is_constructor(lowerer: &Lowerer<'_, '_>, member: Node<'_>) -> bool {
    member.role() == Role::Function && lowerer.roles.kind(member) == "constructor_declaration"
}

/// The members of a body; those of an enumeration stand one level deeper.
fn members<'t>(lowerer: &mut Lowerer<'_, 't>, body: Node<'t>) -> Vec<Node<'t>> {
    let children = lowerer.children(body);
    let mut members = Vec::with_capacity(children.len());
    for &child in &children {
        match child.role() {
            Role::MemberList => members.extend(child.telling_children()),
            _ => members.push(child),
        }
    }
    lowerer.recycle(children);
    members
}

fn initialised<'t>(lowerer: &Lowerer<'_, 't>, member: Node<'t>) -> bool {
    let mut declarators = member.telling_children().filter(|child| child.role() == Role::DeclInit);
    declarators.any(|declarator| lowerer.part(declarator, Part::Value).is_some())
}

fn declare_fields<'t>(lowerer: &mut Lowerer<'_, 't>, ty: TypeIx, member: Node<'t>) {
    let declared = lowerer.part(member, Part::Type).and_then(|ty| types::declared(lowerer, ty));
    for declarator in member.telling_children().filter(|child| child.role() == Role::DeclInit) {
        if let Some(name) = lowerer.part(declarator, Part::Name) {
            let name = lowerer.symbol(name);
            lowerer.file.member(ty, name, declared);
        }
    }
}

/// Reserves the function that initialises the class or its objects.
fn initialiser<'t>(lowerer: &mut Lowerer<'_, 't>, body: Node<'t>, ty: TypeIx, name: &str, is_static: bool, constructs: bool) {
    let name = lowerer.file.strings.intern(name);
    let flags = FunctionFlags { is_static, entry: is_static, constructor: constructs, ..FunctionFlags::default() };
    let params = if is_static { Vec::new() } else { vec![this_param(lowerer)] };
    let (parent, span) = (lowerer.enclosing(), lowerer.byte_range(body));
    let function = Function { name, owner: Some(ty), parent, params, flags, span, ..Function::default() };
    let ix = lowerer.declare_function(function, body, PendingBody::Statements(body));
    add_method(lowerer, ty, name, ix);
}

pub(super) fn end_class(lowerer: &mut Lowerer<'_, '_>) {
    if let Some(class) = lowerer.body.classes.pop() {
        lowerer.body.env.leave_block(class.block);
    }
}

/// The body of `<static>` or `<fields>`: the initialisers of the one or the other kind, in order.
pub(super) fn initialisers<'t>(lowerer: &mut Lowerer<'_, 't>, body: Node<'t>) {
    let Some(owner) = lowerer.body.function.owner.filter(|_| lowerer.body.classes.is_empty()) else {
        return lowerer.schedule_children(body);
    };
    let of_class = lowerer.body.function.flags.is_static;
    let is_interface = lowerer.file.types[owner as usize].kind == TypeKind::Interface;
    for member in members(lowerer, body).into_iter().rev() {
        match member.role() {
            Role::Member if (is_interface || has_modifier(lowerer, member, b"static")) == of_class => {
                let is_final = is_interface || has_modifier(lowerer, member, b"final");
                schedule_fields(lowerer, member, is_final);
            }
            Role::StaticBlock if of_class => lowerer.schedule_children(member),
            Role::Block if !of_class => lowerer.tasks.push(Task::Statement(member)),
            Role::Enumerator if of_class => enumerator(lowerer, member),
            _ => {}
        }
    }
}

fn schedule_fields<'t>(lowerer: &mut Lowerer<'_, 't>, member: Node<'t>, is_final: bool) {
    let declarators = lowerer.children_in(member, Part::Declarator);
    for &declarator in declarators.iter().rev() {
        if let Some(value) = lowerer.part(declarator, Part::Value) {
            lowerer.later(Step::Language(INITIALISE_FIELD), declarator, u32::from(is_final));
            lowerer.want(value);
        }
    }
    lowerer.recycle(declarators);
}

/// A field that is final and constant is read as its constant.
pub(super) fn initialise_field<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, is_final: u32) {
    let mut value = lowerer.pop();
    let (Some(name), Some(owner)) = (lowerer.part(node, Part::Name), lowerer.body.function.owner) else { return };
    let name = lowerer.symbol(name);
    let declared = lowerer.file.types[owner as usize].fields.iter().find(|field| field.0 == name).and_then(|field| field.1);
    let constant = lowerer.body.constant_of(value).filter(|_| is_final == 1);
    // Of two fields of one name in a file neither is read so.
    let known = if lowerer.file.constants.contains_key(&name) { None } else { constant };
    lowerer.file.constants.insert(name, known);
    if let Some(ty) = declared {
        value = lowerer.typed(value, ty, node);
    }
    let this = calls::this(lowerer, node);
    lowerer.emit(Op::Set(this, Selector::Field(name), value), node);
}

/// `A(x) { … }` of an enumeration: an object of it, in a field of it.
fn enumerator<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let at = lowerer.args.len() as u32;
    let Some(owner) = lowerer.body.function.owner else { return };
    lowerer.later(Step::Language(INITIALISE_ENUMERATOR), node, at);
    if let Some(args) = lowerer.part(node, Part::Args) {
        lowerer.schedule_args(args);
    }
    if let Some(body) = lowerer.part(node, Part::Body) {
        let base = lowerer.file.types[owner as usize].name;
        anonymous(lowerer, node, Some(base), body);
    }
}

pub(super) fn initialise_enumerator<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, at: u32) {
    let args: Vec<_> = lowerer.args.drain(at as usize..).collect();
    let (Some(owner), Some(name)) = (lowerer.body.function.owner, lowerer.part(node, Part::Name)) else { return };
    let class = lowerer.emit(Op::TypeRef(owner), node);
    let span = lowerer.span(node);
    let object = lowerer.body.call(Callee::Value(class), &args, true, span);
    let name = lowerer.symbol(name);
    lowerer.emit(Op::Set(class, Selector::Field(name), object), node);
}

/// A constructor first runs the one that it names, then what initialises the object.
pub(super) fn constructor_body<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let mark = lowerer.body.env.enter_block() as u32;
    lowerer.later(Step::EndBlock, node, mark);
    let children = lowerer.children(node);
    let delegates = children.first().is_some_and(|first| {
        lowerer.role(*first) == Role::ConstructSuper && part_text(lowerer, *first, Part::Callee) == Some(b"this")
    });
    for &child in children.iter().rev() {
        lowerer.tasks.push(Task::Statement(child));
    }
    lowerer.recycle(children);
    let Some(owner) = lowerer.body.function.owner.filter(|_| !delegates) else { return };
    let fields = lowerer.file.strings.intern("<fields>");
    if lowerer.file.types[owner as usize].methods.iter().any(|method| method.0 == fields) {
        let receiver = calls::this(lowerer, node);
        let span = lowerer.span(node);
        lowerer.body.call(Callee::Method { receiver, symbol: fields }, &[], false, span);
    }
}

// Records.

/// The parameters of the record whose class is open.
pub(super) fn record_params(lowerer: &Lowerer<'_, '_>) -> Vec<Param> {
    let Some(class) = lowerer.body.classes.last() else { return Vec::new() };
    let constructor = lowerer.file.types[class.ty as usize].methods.iter().find_map(|&(_, ix)| {
        let function = &lowerer.file.functions[ix as usize];
        function.flags.constructor.then_some(function)
    });
    constructor.map_or(Vec::new(), |function| function.params.iter().skip(1).copied().collect())
}

/// A record has a constructor that keeps its parameters, and a method for each that tells it.
fn record<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: TypeIx, list: Node<'t>) {
    let mut params = vec![this_param(lowerer)];
    params.extend(parameters(lowerer, list));
    let (span, at) = (lowerer.byte_range(list), lowerer.span(list));
    let parent = lowerer.enclosing();
    let mut ops: Vec<Op> = (0..params.len().min(usize::from(u16::MAX))).map(|number| Op::Param(number as u16)).collect();
    for (number, param) in params.iter().enumerate().skip(1) {
        lowerer.file.member(ty, param.name, param.declared);
        ops.push(Op::Set(0, Selector::Field(param.name), number as u32));
    }
    let spans = vec![at; ops.len()];
    let flags = FunctionFlags { constructor: true, ..FunctionFlags::default() };
    let name = lowerer.file.strings.intern("<init>");
    let decorators = decorators(lowerer, node);
    let receiver = params[0];
    let fields: Vec<Param> = params.iter().skip(1).copied().collect();
    let function = Function { name, owner: Some(ty), parent, params, flags, decorators, ops, spans, span, ..Function::default() };
    let ix = lowerer.file.reserve_function(function);
    add_method(lowerer, ty, name, ix);
    for Param { name, declared, kind, .. } in fields {
        let ops = vec![Op::Param(0), Op::Get(0, Selector::Field(name)), Op::Return(1)];
        let returns = declared.filter(|_| kind == ParamKind::Positional);
        let (params, spans) = (vec![receiver], vec![at; ops.len()]);
        let function = Function { name, owner: Some(ty), parent, params, returns, ops, spans, span, ..Function::default() };
        let ix = lowerer.file.reserve_function(function);
        add_method(lowerer, ty, name, ix);
    }
}
