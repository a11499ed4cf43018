//! Functions of JavaScript: declarations, expressions, arrows, their parameters and receivers.

use crate::lower::outline::Node;

use super::{PARAM_DEFAULT, patterns, strings, types};
use crate::ir::{Function, FunctionFlags, FunctionIx, LiteralKind, Op, Param, ParamKind, Selector, Symbol, TypeIx, ValueId};
use crate::lower::machine::{Lowerer, PendingBody, Step, Task};
use crate::lower::roles::{Part, Role};
use crate::lower::scope::UNSET;
use crate::lower::survey::BOUND;

/// Longest name that is read backwards from the source.
const MAX_NAME: usize = 64;
/// Elements of a list that are told apart.
const INDEXED: usize = 8;

/// `function name() {}`: known by its name in its whole block.
pub(super) fn function<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(name_node) = lowerer.part(node, Part::Name) else { return lowerer.schedule_children(node) };
    let name = lowerer.symbol(name_node);
    named(lowerer, node, name, node);
}

/// A function that a name stands for, for good.
pub(super) fn named<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, name: Symbol, at: Node<'t>) {
    let Some(ix) = reserve(lowerer, node, name, None, FunctionFlags::default()) else { return };
    if lowerer.enclosing().is_some() {
        let value = lowerer.emit(Op::Closure(ix), at);
        lowerer.body.env.slot_or_new(name);
        lowerer.bind(name, value, at);
    } else {
        lowerer.read_by_name_from_here(name);
    }
}

/// A function that is a value.
pub(super) fn function_value<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let name = match lowerer.part(node, Part::Name) {
        Some(name) => lowerer.symbol(name),
        None => name_before(lowerer, node),
    };
    match reserve(lowerer, node, name, None, FunctionFlags { anonymous: true, ..FunctionFlags::default() }) {
        Some(ix) => {
            let value = lowerer.emit(Op::Closure(ix), node);
            lowerer.push(value);
        }
        None => lowerer.opaque(node),
    }
}

/// `name = function`, `name: function`: what the function is called in reports.
pub(super) fn name_before(lowerer: &mut Lowerer<'_, '_>, node: Node<'_>) -> Symbol {
    let before = lowerer.source[..node.start_byte()].trim_ascii_end();
    let named = match before.split_last() {
        Some((b'=', rest)) if !rest.ends_with(b"=") && !rest.ends_with(b"!") => rest,
        Some((b':', rest)) => rest,
        _ => b"",
    };
    let named = named.trim_ascii_end();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || *byte >= 0x80;
    let len = named.iter().rev().take(MAX_NAME).take_while(|byte| is_name(byte)).count();
    match &named[named.len() - len..] {
        [] => lowerer.file.strings.intern("<lambda>"),
        name => lowerer.file.strings.intern_bytes(name),
    }
}

/// Reserves a function and queues its body.
pub(super) fn reserve<'t>(
    lowerer: &mut Lowerer<'_, 't>,
    node: Node<'t>,
    name: Symbol,
    owner: Option<TypeIx>,
    mut flags: FunctionFlags,
) -> Option<FunctionIx> {
    let body = lowerer.part(node, Part::Body)?;
    let list = lowerer.part(node, Part::Params).or_else(|| lowerer.part(node, Part::Bind));
    let this = lowerer.file.strings.intern("this");
    let mentions = lowerer.survey.flags(lowerer.survey.scope_of(node), this) & BOUND != 0;
    let head = &lowerer.source[node.start_byte()..list.map_or(body, |list| list).start_byte().max(node.start_byte())];
    flags.is_async |= head.split(|byte| !byte.is_ascii_alphanumeric()).any(|word| word == b"async");
    flags.generator |= head.contains(&b'*');
    if flags.is_static && mentions {
        (flags.is_static, flags.class_method) = (false, true);
    }
    let mut params = Vec::new();
    if mentions || (owner.is_some() && !flags.is_static) {
        params.push(Param { name: this, kind: ParamKind::Receiver, declared: None, default: None });
    }
    if let Some(list) = list {
        params.extend(parameters(lowerer, list));
    }
    let arguments = lowerer.file.strings.intern("arguments");
    let is_read = lowerer.survey.flags(lowerer.survey.scope_of(node), arguments) & BOUND != 0;
    if is_read && params.iter().all(|param| param.kind != ParamKind::Rest && param.name != arguments) {
        params.push(Param { name: arguments, kind: ParamKind::Rest, declared: None, default: None });
    }
    let returns = lowerer.part(node, Part::Returns).and_then(|returns| types::declared(lowerer, returns));
    let (parent, span) = (lowerer.enclosing(), lowerer.byte_range(node));
    let function = Function { name, owner, parent, params, flags, returns, span, ..Function::default() };
    let body = if lowerer.role(body) == Role::Block { PendingBody::Statements(body) } else { PendingBody::Value(body) };
    Some(lowerer.declare_function(function, node, body))
}

// Parameters.

/// One entry of a parameter list.
#[derive(Clone, Copy)]
struct Entry<'t> {
    target: Node<'t>,
    value: Option<Node<'t>>,
    ty: Option<Node<'t>>,
    rest: bool,
}

fn entry<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>) -> Option<Entry<'t>> {
    let (target, value, ty) = match lowerer.role(node) {
        Role::DefaultPattern => (lowerer.part(node, Part::Name)?, lowerer.part(node, Part::Value), None),
        Role::Param => {
            let named = lowerer.part(node, Part::Name).or_else(|| lowerer.only_child(node))?;
            (named, lowerer.part(node, Part::Value), lowerer.part(node, Part::Type))
        }
        Role::Decorator => return None,
        _ => (node, None, None),
    };
    match lowerer.role(target) {
        // `this: T` of TypeScript declares no parameter.
        Role::This => None,
        Role::Spread => Some(Entry { target: lowerer.only_child(target)?, value, ty, rest: true }),
        _ => Some(Entry { target, value, ty, rest: false }),
    }
}

fn name_of<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, position: usize) -> Symbol {
    match lowerer.role(target) {
        Role::Name => lowerer.symbol(target),
        _ => lowerer.file.strings.intern(&format!("<{position}>")),
    }
}

/// The parameters that a list declares, or a single name (`x => …`).
pub(super) fn parameters<'t>(lowerer: &mut Lowerer<'_, 't>, list: Node<'t>) -> Vec<Param> {
    if lowerer.role(list) != Role::Params {
        let name = name_of(lowerer, list, 0);
        return vec![Param { name, kind: ParamKind::Positional, declared: None, default: None }];
    }
    let children = lowerer.children(list);
    let mut params = Vec::with_capacity(children.len());
    for (position, &child) in children.iter().enumerate() {
        let Some(entry) = entry(lowerer, child) else { continue };
        let name = name_of(lowerer, entry.target, position);
        let declared = entry.ty.and_then(|ty| types::declared(lowerer, ty));
        let default = entry.value.and_then(|value| strings::constant(lowerer, value));
        let kind = if entry.rest { ParamKind::Rest } else { ParamKind::Positional };
        params.push(Param { name, kind, declared, default });
    }
    lowerer.recycle(children);
    params
}

/// Before the body: parameters are taken apart, defaults that compute are joined in, `constructor(private x)` writes fields.
pub(super) fn begin<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    if lowerer.role(node) == Role::FunctionValue
        && let Some(name_node) = lowerer.part(node, Part::Name)
    {
        let name = lowerer.symbol(name_node);
        let value = lowerer.emit(Op::Closure(lowerer.body.ix), name_node);
        lowerer.body.env.slot_or_new(name);
        lowerer.bind(name, value, name_node);
    }
    arguments(lowerer, node);
    let Some(list) = lowerer.part(node, Part::Params).filter(|list| lowerer.role(*list) == Role::Params) else { return };
    let children = lowerer.children(list);
    for (position, &child) in children.iter().enumerate().rev() {
        let Some(entry) = entry(lowerer, child) else { continue };
        let name = name_of(lowerer, entry.target, position);
        let Some(value) = lowerer.body.env.slot(name).map(|slot| lowerer.body.env.variable(slot).value) else { continue };
        if lowerer.role(child) == Role::Param {
            parameter_property(lowerer, child, entry, name, value);
        }
        match entry.value {
            Some(default) if strings::constant(lowerer, default).is_none() => {
                lowerer.later(Step::Language(PARAM_DEFAULT), child, value);
                lowerer.want(default);
            }
            _ => take_apart(lowerer, entry.target, value),
        }
    }
    lowerer.recycle(children);
}

/// `arguments`: what the parameters got, and what came behind them.
fn arguments<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let name = lowerer.file.strings.intern("arguments");
    let params = &lowerer.body.function.params;
    let is_read = lowerer.survey.flags(lowerer.survey.scope_of(node), name) & BOUND != 0;
    let is_own = params.iter().any(|param| param.name == name && param.kind != ParamKind::Rest);
    let Some(rest) = params.iter().position(|param| param.kind == ParamKind::Rest).filter(|_| is_read && !is_own) else { return };
    let mut entries: Vec<(Selector, ValueId)> = Vec::new();
    // Parameters are the first operations, but for what captures them.
    let values: Vec<ValueId> =
        (0..lowerer.body.function.ops.len() as ValueId).filter(|&at| matches!(lowerer.body.op(at), Op::Param(_))).collect();
    let positional = lowerer.body.function.params.iter().zip(&values).filter(|(param, _)| param.kind == ParamKind::Positional);
    for (at, (_, &value)) in positional.enumerate() {
        let selector = if at < INDEXED { Selector::Index(at as u8) } else { Selector::Element };
        entries.push((selector, value));
    }
    if let Some(&behind) = values.get(rest) {
        let element = lowerer.emit(Op::Get(behind, Selector::Element), node);
        entries.push((Selector::Element, element));
    }
    let span = lowerer.span(node);
    let list = lowerer.body.literal(LiteralKind::List, &entries, span);
    lowerer.bind(name, list, node);
}

fn take_apart<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, value: ValueId) {
    if lowerer.role(target) != Role::Name && value != UNSET {
        patterns::declare_names(lowerer, target, true);
        lowerer.tasks.push(Task::Assign(target, value));
    }
}

/// `constructor(private readonly x: T)`.
fn parameter_property<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, entry: Entry<'t>, name: Symbol, value: ValueId) {
    let text = lowerer.bytes(node);
    let modified = ["private", "public", "protected", "readonly", "override"]
        .iter()
        .any(|word| text.strip_prefix(word.as_bytes()).is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_whitespace)));
    let (true, Some(owner), Some(receiver)) = (modified, lowerer.body.function.owner, lowerer.receiver()) else { return };
    let declared = entry.ty.and_then(|ty| types::declared(lowerer, ty));
    lowerer.emit(Op::Set(receiver, Selector::Field(name), value), node);
    lowerer.file.member(owner, name, declared);
}

/// A parameter is what was given or its default.
pub(super) fn default<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, given: ValueId) {
    let default = lowerer.pop();
    let Some(entry) = entry(lowerer, node) else { return };
    let span = lowerer.span(node);
    let value = lowerer.body.phi(&[given, default], span);
    match lowerer.role(entry.target) {
        Role::Name => {
            let name = lowerer.symbol(entry.target);
            lowerer.bind(name, value, entry.target);
        }
        _ => take_apart(lowerer, entry.target, value),
    }
}
