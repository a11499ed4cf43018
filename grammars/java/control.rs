//! `switch`, `instanceof` with patterns, `yield` and resources of Java.
//!
//! A `switch` is an expression: what it gives lies in a variable that no source can name, `yield`, as what it looks at
//! lies in `switch`.

use crate::lower::outline::Node;

use super::functions::declare_local;
use super::{LEAVE_CASE, NEXT_CASE, RESOURCE, RESULT, SELECT, SELECTED, TYPE_TEST, types};
use crate::ir::{BinOp, Const, Op, Selector, Symbol, ValueId};
use crate::lower::machine::{Lowerer, Step, Task};
use crate::lower::roles::{Part, Role};
use crate::lower::scope::UNSET;

// `switch`.

pub(super) fn select<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let block = lowerer.body.env.enter_block() as u32;
    for hidden in ["yield", "switch"] {
        let name = lowerer.file.strings.intern(hidden);
        lowerer.body.env.declare(name);
    }
    lowerer.later(Step::Language(SELECTED), node, block);
    lowerer.later(Step::CloseSwitch, node, 0);
    if let Some(body) = lowerer.part(node, Part::Body) {
        lowerer.tasks.push(Task::Statement(body));
    }
    lowerer.later(Step::OpenSwitch, node, 0);
    lowerer.later(Step::Language(SELECT), node, 0);
    match lowerer.part(node, Part::Condition) {
        Some(condition) => lowerer.want(condition),
        None => lowerer.later(Step::Void, node, 0),
    }
}

pub(super) fn open_select<'t>(lowerer: &mut Lowerer<'_, 't>, _: Node<'t>) {
    let subject = lowerer.pop();
    set_hidden(lowerer, "switch", subject);
}

pub(super) fn selected<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, block: u32) {
    let value = match hidden(lowerer, "yield") {
        Some(value) => value,
        None => lowerer.constant(Const::Null, node),
    };
    lowerer.body.env.leave_block(block as usize);
    lowerer.push(value);
}

fn set_hidden(lowerer: &mut Lowerer<'_, '_>, name: &str, value: ValueId) {
    let name = lowerer.file.strings.intern(name);
    if let Some(slot) = lowerer.body.env.slot(name) {
        lowerer.body.env.set(slot, value);
    }
}

fn hidden(lowerer: &mut Lowerer<'_, '_>, name: &str) -> Option<ValueId> {
    let name = lowerer.file.strings.intern(name);
    let value = lowerer.body.env.variable(lowerer.body.env.slot(name)?).value;
    (value != UNSET).then_some(value)
}

/// `case A: case B: statements` falls through to what follows; `case A -> x` gives its value and leaves.
pub(super) fn case<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let is_rule = lowerer.roles.kind(node) == "switch_rule";
    let children = lowerer.children(node);
    if is_rule {
        lowerer.later(Step::Language(LEAVE_CASE), node, 0);
    }
    for &child in children.iter().rev().filter(|child| child.role() != Role::Pattern) {
        match (is_rule, child.role(), lowerer.only_child(child)) {
            (true, Role::Evaluate, Some(value)) => {
                lowerer.later(Step::Language(RESULT), child, 0);
                lowerer.want(value);
            }
            _ => lowerer.tasks.push(Task::Statement(child)),
        }
    }
    for &label in children.iter().rev().filter(|child| child.role() == Role::Pattern) {
        schedule_label(lowerer, label);
    }
    lowerer.recycle(children);
    lowerer.later(Step::Language(NEXT_CASE), node, 0);
}

/// What the patterns of a label bind.
fn schedule_label<'t>(lowerer: &mut Lowerer<'_, 't>, label: Node<'t>) {
    let subject = hidden(lowerer, "switch");
    let parts = lowerer.children(label);
    for &part in parts.iter().rev() {
        match (part.role(), subject) {
            (Role::IfIn, _) => lowerer.want_child_effect(part),
            (Role::Group, Some(subject)) => lowerer.tasks.push(Task::Assign(part, subject)),
            _ => {}
        }
    }
    lowerer.recycle(parts);
}

pub(super) fn next_case<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let direct = lowerer.body.forks.len().checked_sub(1);
    if direct.is_some() && lowerer.body.breakable.last() == Some(&direct) {
        let is_default =
            node.telling_children().any(|child| child.role() == Role::Pattern && lowerer.bytes(child).starts_with(b"default"));
        lowerer.next_case(node, is_default);
    }
}

pub(super) fn result<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(value) = lowerer.only_child(node) else { return };
    lowerer.later(Step::Language(LEAVE_CASE), node, 0);
    lowerer.later(Step::Language(RESULT), node, 0);
    lowerer.want(value);
}

pub(super) fn yielded<'t>(lowerer: &mut Lowerer<'_, 't>, _: Node<'t>) {
    let value = lowerer.pop();
    set_hidden(lowerer, "yield", value);
}

// Patterns.

/// `x instanceof T`, `x instanceof T t`, `x instanceof R(T t)`.
pub(super) fn type_test<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(object) = lowerer.part(node, Part::Object) else { return lowerer.opaque(node) };
    lowerer.later(Step::Language(TYPE_TEST), node, 0);
    lowerer.want(object);
}

pub(super) fn tested<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let value = lowerer.pop();
    let answer = lowerer.emit(Op::Bin(BinOp::Compare, value, value), node);
    lowerer.push(answer);
    if let Some(pattern) = lowerer.part(node, Part::Value) {
        return lowerer.tasks.push(Task::Assign(pattern, value));
    }
    if let (Some(name), Some(ty)) = (lowerer.part(node, Part::Bind), lowerer.part(node, Part::Type)) {
        let ty = types::type_name(lowerer, ty);
        declare_local(lowerer, name, ty, Some(value));
    }
}

pub(super) fn assign<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, role: Role, value: ValueId) {
    match role {
        // `T t`
        Role::AsPattern => {
            let ty = target.telling_children().find(|child| child.role() == Role::Type);
            let name = target.telling_children().find(|child| child.role() == Role::Name);
            let ty = ty.and_then(|ty| types::type_name(lowerer, ty));
            if let Some(name) = name {
                declare_local(lowerer, name, ty, Some(value));
            }
        }
        Role::ClassPattern => record_pattern(lowerer, target, value),
        _ => {}
    }
}

/// `R(T t, U u)`: of a record of the file the fields, else parts of the object.
fn record_pattern<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, value: ValueId) {
    let Some(name) = lowerer.only_child(target) else { return };
    let record = types::type_name(lowerer, name);
    let body = target.telling_children().find(|child| child.role() == Role::UnionPattern);
    let components: Vec<Node<'t>> = body.into_iter().flat_map(Node::telling_children).collect();
    let parts: Vec<ValueId> = components
        .iter()
        .enumerate()
        .map(|(position, &component)| {
            let selector = record.and_then(|record| component_of(lowerer, record, position)).unwrap_or(Selector::Element);
            lowerer.emit(Op::Get(value, selector), component)
        })
        .collect();
    for (component, part) in components.into_iter().zip(parts).rev() {
        lowerer.tasks.push(Task::Assign(component, part));
    }
}

fn component_of(lowerer: &Lowerer<'_, '_>, record: Symbol, position: usize) -> Option<Selector> {
    lowerer.file.structure(record)?.fields.get(position).map(|field| Selector::Field(field.0))
}

// Resources.

/// A resource of `try (T r = …)` is a variable; `try (r)` names one.
pub(super) fn resource<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    if let Some(value) = lowerer.part(node, Part::Value) {
        lowerer.later(Step::Language(RESOURCE), node, 0);
        lowerer.want(value);
    }
}

pub(super) fn opened<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let value = lowerer.pop();
    let Some(name) = lowerer.part(node, Part::Bind) else { return };
    let ty = lowerer.part(node, Part::Type).and_then(|ty| types::declared(lowerer, ty));
    declare_local(lowerer, name, ty, Some(value));
}
