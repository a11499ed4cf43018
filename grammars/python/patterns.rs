//! `match` of Python: what the patterns bind.

use crate::lower::outline::Node;

use super::MATCH;
use super::strings::plain;
use crate::ir::{Op, Selector, ValueId};
use crate::lower::machine::{Lowerer, Step, Task};
use crate::lower::roles::{Part, Role};

pub(super) fn match_statement<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let subjects = lowerer.children_in(node, Part::Value);
    lowerer.later(Step::Language(MATCH), node, 0);
    match subjects.as_slice() {
        [only] => lowerer.want(*only),
        _ => {
            let base = lowerer.values.len() as u32;
            lowerer.later(Step::Opaque, node, base);
            for &subject in subjects.iter().rev() {
                lowerer.want(subject);
            }
        }
    }
    lowerer.recycle(subjects);
}

/// Each case is a branch.
pub(super) fn cases<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let subject = lowerer.pop();
    lowerer.open_fork();
    lowerer.later(Step::Join, node, 0);
    let Some(body) = lowerer.part(node, Part::Body) else { return };
    let clauses = lowerer.children(body);
    for &clause in clauses.iter().rev().filter(|clause| lowerer.roles.row(**clause).role == Role::MatchCase) {
        lowerer.later(Step::EndBranch, clause, 0);
        if let Some(then) = lowerer.part(clause, Part::Then) {
            lowerer.tasks.push(Task::Statement(then));
        }
        if let Some(guard) = lowerer.part(clause, Part::Condition) {
            lowerer.want_child_effect(guard);
        }
        let patterns = lowerer.children(clause);
        for &pattern in patterns.iter().rev().filter(|pattern| lowerer.roles.row(**pattern).role == Role::Pattern) {
            lowerer.tasks.push(Task::Assign(pattern, subject));
        }
        lowerer.recycle(patterns);
    }
    lowerer.recycle(clauses);
}

pub(super) fn assign<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, role: Role, value: ValueId) {
    match role {
        Role::Dotted => capture(lowerer, target, value),
        Role::Pattern | Role::UnionPattern | Role::SplatPattern | Role::AsPattern | Role::ClassPattern => {
            let children = lowerer.children(target);
            let skip = usize::from(role == Role::ClassPattern);
            for &child in children.iter().skip(skip).rev() {
                lowerer.tasks.push(Task::Assign(child, value));
            }
            lowerer.recycle(children);
        }
        Role::KeywordPattern => keyword(lowerer, target, value),
        Role::DictPattern => dictionary(lowerer, target, value),
        _ => {}
    }
}

/// A single name captures; a dotted one compares.
fn capture<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, value: ValueId) {
    let text = lowerer.bytes(target);
    if text != b"_" && !text.contains(&b'.') {
        let name = lowerer.symbol(target);
        lowerer.bind(name, value, target);
    }
}

fn keyword<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, value: ValueId) {
    let children = lowerer.children(target);
    if let [name, pattern] = *children.as_slice() {
        let field = lowerer.symbol(name);
        let member = lowerer.emit(Op::Get(value, Selector::Field(field)), target);
        lowerer.tasks.push(Task::Assign(pattern, member));
    }
    lowerer.recycle(children);
}

fn dictionary<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, value: ValueId) {
    let children = lowerer.children(target);
    let mut selector = Selector::Element;
    for &child in &children {
        match lowerer.role(child) {
            Role::Pattern => {
                let entry = lowerer.emit(Op::Get(value, selector), child);
                lowerer.tasks.push(Task::Assign(child, entry));
                selector = Selector::Element;
            }
            Role::SplatPattern => lowerer.tasks.push(Task::Assign(child, value)),
            _ => {
                selector = match plain(lowerer, child) {
                    Some(key) => Selector::Key(lowerer.file.strings.intern(&key)),
                    None => Selector::Element,
                };
            }
        }
    }
    lowerer.recycle(children);
}
