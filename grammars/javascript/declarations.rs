//! Variables of JavaScript.

use crate::lower::outline::Node;

use super::{DECLARATOR, DECLARE, classes, functions, modules, patterns, types};
use crate::ir::{Const, Global};
use crate::lower::machine::{Lowerer, Step, Task};
use crate::lower::roles::{Part, Role};
use crate::lower::scope::UNSET;

/// `const`, `let`, `var`: each declarator in turn.
pub(super) fn declaration<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let block = !lowerer.bytes(node).starts_with(b"var");
    let children = lowerer.children(node);
    for &child in children.iter().rev().filter(|child| lowerer.roles.row(**child).role == Role::DeclInit) {
        lowerer.later(Step::Language(DECLARATOR), child, u32::from(block));
    }
    lowerer.recycle(children);
}

pub(super) fn declarator<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, block: bool) {
    let Some(target) = lowerer.part(node, Part::Bind) else { return lowerer.schedule_children(node) };
    let Some(value) = lowerer.part(node, Part::Value) else { return without_value(lowerer, node, target, block) };
    if modules::required(lowerer, node, target, value) {
        return;
    }
    if lowerer.role(target) == Role::Name {
        let name = lowerer.symbol(target);
        let constant = is_constant(lowerer, node);
        match lowerer.role(value) {
            Role::Lambda | Role::FunctionValue if constant => return functions::named(lowerer, value, name, target),
            Role::ClassValue if constant => return classes::named(lowerer, value, name),
            _ => {}
        }
    }
    lowerer.later(Step::Language(DECLARE), node, u32::from(block));
    lowerer.want(value);
}

/// Stands behind `const`, or behind a declarator of one.
fn is_constant(lowerer: &Lowerer<'_, '_>, node: Node<'_>) -> bool {
    lowerer.source[..node.start_byte()].trim_ascii_end().ends_with(b"const")
}

/// `let x;`
fn without_value<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, target: Node<'t>, block: bool) {
    patterns::declare_names(lowerer, target, block);
    if lowerer.role(target) != Role::Name {
        return;
    }
    let declared = lowerer.part(node, Part::Type).and_then(|ty| types::declared(lowerer, ty));
    let (name, span) = (lowerer.symbol(target), lowerer.span(node));
    if lowerer.enclosing().is_none() {
        lowerer.file.global(Global { name, declared, internal: false, span });
    }
    if let Some(slot) = lowerer.body.env.slot(name) {
        lowerer.body.env.variable_mut(slot).declared = declared;
        if block && lowerer.enclosing().is_some() {
            lowerer.body.env.set(slot, UNSET);
        }
        // What an inner function puts there is read from the variable's cell.
        if lowerer.is_rebound_inside(name) && lowerer.body.env.variable(slot).value == UNSET {
            let nothing = lowerer.constant(Const::Null, node);
            lowerer.bind(name, nothing, target);
        }
    }
}

pub(super) fn declare<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, block: bool) {
    let mut value = lowerer.pop();
    let Some(target) = lowerer.part(node, Part::Bind) else { return };
    let declared = lowerer.part(node, Part::Type).and_then(|ty| types::declared(lowerer, ty));
    if let Some(ty) = declared {
        value = lowerer.typed(value, ty, node);
    }
    patterns::declare_names(lowerer, target, block);
    if lowerer.role(target) == Role::Name {
        let (name, span) = (lowerer.symbol(target), lowerer.span(node));
        if lowerer.enclosing().is_none() && declared.is_some() {
            lowerer.file.global(Global { name, declared, internal: false, span });
        } else if let Some(slot) = lowerer.body.env.slot(name) {
            lowerer.body.env.variable_mut(slot).declared = declared;
        }
    }
    lowerer.tasks.push(Task::Assign(target, value));
}
