//! Destructuring: what patterns declare and what they bind.

use crate::lower::outline::Node;
use smallvec::SmallVec;

use super::{DEFAULT, strings};
use crate::ir::{Op, Selector, ValueId};
use crate::lower::machine::{Lowerer, Step, Task};
use crate::lower::roles::{Part, Role};

/// Positions of an array that are told apart.
const INDEXED: usize = 8;

/// Makes variables of all names that a pattern binds: of this block, or of the function (`var`).
pub(super) fn declare_names<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, block: bool) {
    let mut stack: SmallVec<[Node<'t>; 8]> = SmallVec::from_slice(&[target]);
    while let Some(node) = stack.pop() {
        match lowerer.role(node) {
            Role::Name => {
                let name = lowerer.symbol(node);
                match block && lowerer.enclosing().is_some() {
                    true => lowerer.body.env.declare(name),
                    false => lowerer.body.env.slot_or_new(name),
                };
            }
            Role::DefaultPattern => stack.extend(lowerer.part(node, Part::Name)),
            Role::PairPattern => stack.extend(lowerer.part(node, Part::Value)),
            Role::ObjectPattern | Role::ArrayPattern | Role::Spread | Role::Group => {
                let children = lowerer.children(node);
                stack.extend(children.iter().copied());
                lowerer.recycle(children);
            }
            _ => {}
        }
    }
}

/// The target of a loop or handler, as the statement around it says.
pub(super) fn declare_target<'t>(lowerer: &mut Lowerer<'_, 't>, around: Node<'t>, target: Node<'t>) {
    let head = lowerer.source.get(around.start_byte()..target.start_byte()).unwrap_or_default().trim_ascii_end();
    let handler = lowerer.role(around) == Role::Handler;
    if handler || !head.ends_with(b"(") {
        declare_names(lowerer, target, handler || !head.ends_with(b"var"));
    }
}

pub(super) fn assign<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, role: Role, value: ValueId) {
    match role {
        Role::ObjectPattern => object(lowerer, target, value),
        Role::ArrayPattern => array(lowerer, target, value),
        Role::DefaultPattern => {
            lowerer.later(Step::Language(DEFAULT), target, value);
            match lowerer.part(target, Part::Value) {
                Some(default) => lowerer.want(default),
                None => lowerer.later(Step::Void, target, 0),
            }
        }
        _ => {}
    }
}

fn object<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, value: ValueId) {
    let children = lowerer.children(target);
    let first = lowerer.tasks.len();
    for &child in &children {
        let (key, inner) = match lowerer.role(child) {
            Role::Name => (Some(child), child),
            Role::PairPattern => (lowerer.part(child, Part::Name), lowerer.part(child, Part::Value).unwrap_or(child)),
            Role::DefaultPattern => (lowerer.part(child, Part::Name), child),
            Role::Spread => {
                lowerer.tasks.push(Task::Assign(child, value));
                continue;
            }
            _ => continue,
        };
        let name = key.and_then(|key| strings::key(lowerer, key));
        let part = lowerer.emit(Op::Get(value, name.map_or(Selector::Element, Selector::Field)), child);
        lowerer.tasks.push(Task::Assign(inner, part));
    }
    lowerer.tasks[first..].reverse();
    lowerer.recycle(children);
}

/// `[a, , b] = value`: what stands between the commas counts.
fn array<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, value: ValueId) {
    let children = lowerer.children(target);
    let first = lowerer.tasks.len();
    let (mut position, mut end) = (0, target.start_byte());
    for &child in &children {
        let gap = lowerer.source.get(end..child.start_byte()).unwrap_or_default();
        position += gap.iter().filter(|byte| **byte == b',').count();
        end = child.end_byte();
        let part = match lowerer.role(child) {
            Role::Spread => value,
            _ => {
                let selector = if position < INDEXED { Selector::Index(position as u8) } else { Selector::Element };
                lowerer.emit(Op::Get(value, selector), child)
            }
        };
        lowerer.tasks.push(Task::Assign(child, part));
    }
    lowerer.tasks[first..].reverse();
    lowerer.recycle(children);
}

/// `target = default` in a pattern.
pub(super) fn default<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, given: ValueId) {
    let default = lowerer.pop();
    let Some(target) = lowerer.part(node, Part::Name) else { return };
    let span = lowerer.span(node);
    let value = lowerer.body.phi(&[given, default], span);
    lowerer.tasks.push(Task::Assign(target, value));
}
