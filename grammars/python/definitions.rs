//! Functions, classes, parameters and decorators of Python.

use crate::lower::outline::Node;

use super::{BIND_DEFINITION, DECORATE, END_CLASS, strings, types};
use crate::ir::{ConstIx, Function, FunctionFlags, FunctionIx, Op, Param, ParamKind, Symbol, TypeKind, ValueId};
use crate::lower::body::OpenClass;
use crate::lower::machine::{Lowerer, PendingBody, Step, Task};
use crate::lower::roles::{Part, Role};
use crate::lower::scope::UNSET;

/// `Outer.Inner` is written out this deep.
const MAX_CLASS_NESTING: usize = 16;

/// Decorators that change how a function is called, not what it does.
const MARKERS: [&str; 12] = [
    "property",
    "staticmethod",
    "classmethod",
    "abstractmethod",
    "abc.abstractmethod",
    "override",
    "typing.override",
    "overload",
    "typing.overload",
    "functools.cached_property",
    "cached_property",
    "dataclass",
];

pub(super) fn function<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some((name, ix)) = define(lowerer, node, &[]) else { return };
    if !lowerer.body.classes.is_empty() {
        return;
    }
    if lowerer.enclosing().is_some() {
        let value = lowerer.emit(Op::Closure(ix), node);
        lowerer.bind(name, value, node);
    } else {
        lowerer.read_by_name_from_here(name);
    }
}

/// Reserves the function and queues its body.
fn define<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, decorators: &[Symbol]) -> Option<(Symbol, FunctionIx)> {
    let body = lowerer.part(node, Part::Body)?;
    let name_node = lowerer.part(node, Part::Name)?;
    let name = lowerer.symbol(name_node);
    let owner = lowerer.body.classes.last().map(|class| class.ty);
    let marked = |lowerer: &Lowerer<'_, 't>, wanted: &str| {
        decorators.iter().any(|&decorator| {
            let text = lowerer.file.strings.text(decorator);
            text == wanted || text.rsplit('.').next() == Some(wanted)
        })
    };
    let text = lowerer.file.strings.text(name);
    let flags = FunctionFlags {
        is_async: lowerer.bytes(node).starts_with(b"async"),
        constructor: owner.is_some() && matches!(text, "__init__" | "__new__"),
        is_static: owner.is_some() && marked(lowerer, "staticmethod"),
        class_method: owner.is_some()
            && (marked(lowerer, "classmethod") || matches!(text, "__new__" | "__init_subclass__" | "__class_getitem__")),
        property: marked(lowerer, "property") || marked(lowerer, "cached_property"),
        ..FunctionFlags::default()
    };
    let mut params = match lowerer.part(node, Part::Params) {
        Some(params) => parameters(lowerer, params),
        None => Vec::new(),
    };
    if let (Some(_), false, Some(first)) = (owner, flags.is_static, params.first_mut())
        && first.kind == ParamKind::Positional
    {
        first.kind = ParamKind::Receiver;
    }
    let returns = lowerer.part(node, Part::Returns).and_then(|returns| types::type_name(lowerer, returns));
    let (parent, span) = (lowerer.enclosing(), lowerer.byte_range(node));
    let decorators = decorators.to_vec();
    let function = Function { name, owner, parent, params, flags, returns, decorators, span, ..Function::default() };
    let ix = lowerer.declare_function(function, node, PendingBody::Statements(body));
    if let Some(owner) = owner {
        lowerer.file.types[owner as usize].methods.push((name, ix));
    }
    Some((name, ix))
}

/// The parameters that a parameter list declares. Defaults that compute are evaluated here, in the enclosing scope.
pub(super) fn parameters<'t>(lowerer: &mut Lowerer<'_, 't>, list: Node<'t>) -> Vec<Param> {
    let children = lowerer.children(list);
    let mut params = Vec::with_capacity(children.len());
    let mut kind = ParamKind::Positional;
    for &child in &children {
        if lowerer.role(child) == Role::Rest {
            kind = ParamKind::KeywordOnly;
            continue;
        }
        let param = parameter(lowerer, child, kind);
        if param.kind == ParamKind::Rest {
            kind = ParamKind::KeywordOnly;
        }
        params.push(param);
    }
    lowerer.recycle(children);
    params
}

fn parameter<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, kind: ParamKind) -> Param {
    let is_param = lowerer.role(node) == Role::Param;
    let declared = match lowerer.part(node, Part::Type) {
        Some(ty) if is_param => types::type_name(lowerer, ty),
        _ => None,
    };
    let default = match lowerer.part(node, Part::Value) {
        Some(value) if is_param => default(lowerer, value),
        _ => None,
    };
    let named = match is_param {
        true => lowerer.part(node, Part::Name).or_else(|| lowerer.only_child(node)).unwrap_or(node),
        false => node,
    };
    let (named, kind) = match lowerer.role(named) {
        Role::Spread => {
            let kind = if lowerer.bytes(named).starts_with(b"**") { ParamKind::KeywordRest } else { ParamKind::Rest };
            (lowerer.only_child(named).unwrap_or(named), kind)
        }
        _ => (named, kind),
    };
    Param { name: lowerer.symbol(named), kind, declared, default }
}

fn default<'t>(lowerer: &mut Lowerer<'_, 't>, value: Node<'t>) -> Option<ConstIx> {
    if let Some(constant) = strings::constant(lowerer, value) {
        return Some(lowerer.file.consts.add(constant));
    }
    if let Some(text) = strings::plain(lowerer, value) {
        let span = lowerer.span(value);
        return Some(lowerer.file.text(&text, span, false));
    }
    if !matches!(lowerer.role(value), Role::Name | Role::Field | Role::Text | Role::Unary) {
        lowerer.want_effect(value);
    }
    None
}

// Classes.

pub(super) fn class<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let (Some(name_node), Some(body)) = (lowerer.part(node, Part::Name), lowerer.part(node, Part::Body)) else {
        return lowerer.schedule_children(node);
    };
    let outer = lowerer.body.classes.last().map(|class| class.ty);
    let name = match outer {
        Some(outer) if lowerer.body.classes.len() < MAX_CLASS_NESTING => {
            let outer = lowerer.file.strings.text(lowerer.file.types[outer as usize].name);
            let name = format!("{outer}.{}", String::from_utf8_lossy(lowerer.bytes(name_node)));
            lowerer.file.strings.intern(&name)
        }
        _ => lowerer.symbol(name_node),
    };
    let (parent, span) = (lowerer.enclosing(), lowerer.span(node));
    let ty = lowerer.file.declare_type(name, TypeKind::Class, parent, span);
    if let Some(bases) = lowerer.part(node, Part::Bases) {
        base_names(lowerer, ty, bases);
    }
    let value = lowerer.emit(Op::TypeRef(ty), node);
    let block = lowerer.body.env.enter_block();
    let first_slot = lowerer.body.env.next_slot();
    lowerer.body.classes.push(OpenClass { ty, value, block, first_slot });
    lowerer.later(Step::Language(END_CLASS), node, 0);
    lowerer.tasks.push(Task::Statement(body));
}

fn base_names<'t>(lowerer: &mut Lowerer<'_, 't>, ty: u32, bases: Node<'t>) {
    let children = lowerer.children(bases);
    for &base in &children {
        let named = match lowerer.role(base) {
            // Generic[T], Base[T]
            Role::Index => lowerer.part(base, Part::Object).unwrap_or(base),
            Role::Keyword | Role::Spread => continue,
            // with_metaclass(Meta, Base) and the like: what it is called on says nothing, its arguments do.
            Role::Call => {
                if let Some(args) = lowerer.part(base, Part::Args) {
                    let inner = lowerer.children(args);
                    for &argument in
                        inner.iter().filter(|argument| matches!(lowerer.roles.row(**argument).role, Role::Name | Role::Field))
                    {
                        let base = lowerer.symbol(argument);
                        lowerer.file.types[ty as usize].bases.push(base);
                    }
                    lowerer.recycle(inner);
                }
                continue;
            }
            _ => base,
        };
        let base = lowerer.symbol(named);
        lowerer.file.types[ty as usize].bases.push(base);
    }
    lowerer.recycle(children);
}

pub(super) fn end_class<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(class) = lowerer.body.classes.pop() else { return };
    lowerer.body.env.leave_block(class.block);
    let Some(name) = lowerer.part(node, Part::Name) else { return };
    let name = lowerer.symbol(name);
    if lowerer.enclosing().is_some() || !lowerer.body.classes.is_empty() {
        lowerer.bind(name, class.value, node);
    } else {
        lowerer.read_by_name_from_here(name);
    }
}

// Decorators.

/// The name is bound to what was defined or to what its decorators made of it.
pub(super) fn decorated<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(definition) = lowerer.part(node, Part::Value) else { return lowerer.schedule_children(node) };
    let children = lowerer.children(node);
    let mut effective = Vec::new();
    let mut names = Vec::new();
    for &child in children.iter().filter(|child| lowerer.roles.row(**child).role == Role::Decorator) {
        let Some(expression) = lowerer.only_child(child) else { continue };
        let named = match lowerer.role(expression) {
            Role::Call => lowerer.part(expression, Part::Callee).unwrap_or(expression),
            _ => expression,
        };
        let name = lowerer.symbol(named);
        names.push(name);
        let text = lowerer.file.strings.text(name);
        let accessor = text.ends_with(".setter") || text.ends_with(".getter") || text.ends_with(".deleter");
        if !MARKERS.contains(&text) && !accessor {
            effective.push(expression);
        }
    }
    lowerer.recycle(children);
    if lowerer.role(definition) == Role::Class {
        let value = UNSET;
        schedule_decorators(lowerer, definition, &effective, value);
        return lowerer.tasks.push(Task::Statement(definition));
    }
    let Some((name, ix)) = define(lowerer, definition, &names) else { return };
    if effective.is_empty() && lowerer.body.classes.is_empty() && lowerer.enclosing().is_none() {
        return lowerer.read_by_name_from_here(name);
    }
    if effective.is_empty() && !lowerer.body.classes.is_empty() {
        return;
    }
    let value = lowerer.emit(Op::Closure(ix), definition);
    schedule_decorators(lowerer, definition, &effective, value);
}

/// Applies decorators from the innermost out. A class is a value only once its body is done: `UNSET` until then.
fn schedule_decorators<'t>(lowerer: &mut Lowerer<'_, 't>, definition: Node<'t>, decorators: &[Node<'t>], value: ValueId) {
    if value == UNSET && decorators.is_empty() {
        return;
    }
    lowerer.later(Step::Language(BIND_DEFINITION), definition, 0);
    for &decorator in decorators {
        lowerer.later(Step::Language(DECORATE), decorator, 0);
        lowerer.want(decorator);
    }
    match value {
        UNSET => {
            if let Some(name) = lowerer.part(definition, Part::Name) {
                lowerer.want(name);
            }
        }
        value => lowerer.push(value),
    }
}

pub(super) fn decorate<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let decorator = lowerer.pop();
    let defined = lowerer.pop();
    let span = lowerer.span(node);
    let result = lowerer.body.call_value(decorator, &[defined], span);
    let value = lowerer.body.phi(&[defined, result], span);
    lowerer.push(value);
}

pub(super) fn bind_definition<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let value = lowerer.pop();
    if let Some(name_node) = lowerer.part(node, Part::Name) {
        let name = lowerer.symbol(name_node);
        lowerer.bind(name, value, name_node);
    }
}
