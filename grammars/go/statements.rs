//! Statements of Go: several values at once, loops, switches of values, types and channels.

use smallvec::SmallVec;

use super::declarations::declare_storage;
use super::{BIND_EACH, BIND_RESULTS, CASE_OF_TYPE, CASES_OF_TYPE, OPEN_CASES, RANGE, RETURN, SEND, types};
use crate::ir::{Const, LiteralKind, Op, RegionKind, Selector, Symbol, ValueId};
use crate::lower::machine::{Lowerer, Step, Task};
use crate::lower::outline::Node;
use crate::lower::roles::{Part, Role};
use crate::lower::survey::CAPTURED;

type Nodes<'t> = SmallVec<[Node<'t>; 4]>;

/// The members of the lists in a field.
fn members<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>, part: Part) -> Nodes<'t> {
    let field = lowerer.row(node).field(part);
    let mut all = Nodes::new();
    for child in node.telling_children().filter(|child| field != 0 && child.field() == field) {
        match child.role() {
            Role::Items => all.extend(child.telling_children()),
            _ => all.push(child),
        }
    }
    all
}

/// The selector of one of several results.
fn position(at: usize) -> Selector {
    Selector::Index(at.min(7) as u8)
}

/// The results of a call one by one. They are taken of a copy: what an index takes is not.
fn results_of<'t>(lowerer: &mut Lowerer<'_, 't>, call: ValueId, count: usize, node: Node<'t>) -> SmallVec<[ValueId; 8]> {
    let all = lowerer.emit(Op::Copy(call), node);
    (0..count).map(|at| lowerer.emit(Op::Get(all, position(at)), node)).collect()
}

// Assignment.

/// `a, b := x, y`, `a, b = f()`, `var a, b T = x, y`, `v, ok := <-c`, `a += x`.
pub(super) fn assign<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, declares: bool) {
    let (targets, values) = (members(lowerer, node, Part::Bind), members(lowerer, node, Part::Value));
    if !declares && lowerer.operator(node) != b"=" {
        lowerer.later(Step::Drop, node, 0);
        return lowerer.augmented(node);
    }
    match values.as_slice() {
        [] => {
            let ty = lowerer.part(node, Part::Type);
            for &target in &targets {
                declare_without_value(lowerer, target, ty);
            }
        }
        [only] if targets.len() > 1 => {
            lowerer.later(Step::Language(BIND_RESULTS), node, 0);
            lowerer.want(*only);
        }
        _ => {
            lowerer.later(Step::Language(BIND_EACH), node, lowerer.values.len() as u32);
            for &value in values.iter().rev() {
                lowerer.want(value);
            }
        }
    }
}

fn declare_without_value<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, ty: Option<Node<'t>>) {
    if lowerer.body.ix != 0 {
        return declare_storage(lowerer, target, ty);
    }
    let declared = ty.and_then(|ty| types::type_name(lowerer, ty));
    let (name, span) = (lowerer.symbol(target), lowerer.span(target));
    lowerer.file.global(crate::ir::Global { name, declared, internal: false, span });
}

/// One value for each target, evaluated before the first is assigned.
pub(super) fn bind_each<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, at: u32) {
    let values = lowerer.values_above(at);
    let targets = members(lowerer, node, Part::Bind);
    bind_all(lowerer, node, &targets, &values);
}

/// The results of a call, or a value and whether there is one.
pub(super) fn bind_results<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let value = lowerer.pop();
    let targets = members(lowerer, node, Part::Bind);
    let values = match lowerer.body.op(value) {
        Op::Call(_) => results_of(lowerer, value, targets.len(), node),
        _ => {
            let found = lowerer.constant(Const::Bool(true), node);
            (0..targets.len()).map(|at| if at == 0 { value } else { found }).collect()
        }
    };
    bind_all(lowerer, node, &targets, &values);
}

fn bind_all<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, targets: &[Node<'t>], values: &[ValueId]) {
    let declares = match lowerer.role(node) {
        Role::Declaration => true,
        Role::DeclInit => declares(lowerer, node),
        _ => false,
    };
    let ty = lowerer.part(node, Part::Type).and_then(|ty| types::type_name(lowerer, ty));
    let mut stores: SmallVec<[Task<'t>; 4]> = SmallVec::new();
    for (&target, &value) in targets.iter().zip(values) {
        match lowerer.role(target) {
            Role::Name if lowerer.bytes(target) == b"_" => {}
            Role::Name if declares => declare(lowerer, target, value, ty),
            _ => stores.push(Task::Assign(target, value)),
        }
    }
    lowerer.tasks.extend(stores.into_iter().rev());
}

/// `:=` stands between the targets and the values.
fn declares<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>) -> bool {
    let ends = lowerer.part(node, Part::Bind).zip(lowerer.part(node, Part::Value));
    ends.is_some_and(|(target, value)| {
        let between = target.end_byte().min(value.start_byte())..value.start_byte();
        lowerer.source[between].contains(&b':')
    })
}

fn declare<'t>(lowerer: &mut Lowerer<'_, 't>, target: Node<'t>, value: ValueId, ty: Option<Symbol>) {
    let name = lowerer.symbol(target);
    if lowerer.body.ix == 0 {
        lowerer.bind_in_file(name, value, target);
        if let Some(declared) = ty {
            let span = lowerer.span(target);
            lowerer.file.global(crate::ir::Global { name, declared: Some(declared), internal: false, span });
        }
        return;
    }
    let value = match (ty, lowerer.body.op(value)) {
        // What is made here says what it is; the declared type may be an interface.
        (Some(ty), Op::Call(_) | Op::Get(..) | Op::Name(_)) => lowerer.emit(Op::Cast(value, ty), target),
        _ => value,
    };
    let slot = lowerer.body.env.declare(name);
    let variable = lowerer.body.env.variable_mut(slot);
    (variable.object, variable.declared) = (None, None);
    lowerer.body.env.set(slot, value);
    if lowerer.survey.flags(lowerer.body.scope, name) & CAPTURED != 0 {
        lowerer.emit(Op::SetCapture(name, value), target);
    }
}

// Results.

pub(super) fn leave<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let values: Nodes<'t> = match lowerer.only_child(node) {
        Some(list) if list.role() == Role::Items => list.telling_children().collect(),
        Some(only) => Nodes::from_slice(&[only]),
        None => Nodes::new(),
    };
    lowerer.later(Step::Language(RETURN), node, lowerer.values.len() as u32);
    for &value in values.iter().rev() {
        lowerer.want(value);
    }
}

/// Without values a `return` gives what the named results hold; a call with several results may stand for all of them.
pub(super) fn finish_return<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, at: u32) {
    let mut values = lowerer.values_above(at);
    let results = lowerer.body.results.clone();
    if values.is_empty() {
        values.extend(results.iter().flatten().map(|&name| lowerer.read(name, node)));
    } else if let ([only], 2..) = (values.as_slice(), results.len()) {
        let call = *only;
        values = results_of(lowerer, call, results.len(), node);
    }
    let value = match values.as_slice() {
        [] => None,
        [only] => Some(*only),
        several => {
            let entries: SmallVec<[(Selector, ValueId); 4]> =
                several.iter().enumerate().map(|(at, &value)| (position(at), value)).collect();
            let span = lowerer.span(node);
            Some(lowerer.body.literal(LiteralKind::Tuple, &entries, span))
        }
    };
    if let Some(value) = value {
        lowerer.emit(Op::Return(value), node);
    }
    lowerer.body.env.ended = true;
}

/// `go f(x)`: what is started sees what its starter does later on.
pub(super) fn spawn<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    if lowerer.body.beside.is_none() {
        lowerer.body.beside = Some(lowerer.body.open_region(RegionKind::Beside));
    }
    lowerer.want_child_effect(node);
}

// Channels.

pub(super) fn send<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let (Some(channel), Some(value)) = (lowerer.part(node, Part::Object), lowerer.part(node, Part::Value)) else {
        return lowerer.schedule_children(node);
    };
    lowerer.later(Step::Language(SEND), node, 0);
    lowerer.want(value);
    lowerer.want(channel);
}

pub(super) fn finish_send<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let value = lowerer.pop();
    let channel = lowerer.pop();
    lowerer.emit(Op::Set(channel, Selector::Element, value), node);
}

// Loops.

pub(super) fn loop_statement<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let body = lowerer.part(node, Part::Body);
    let clause = node.telling_children().find(|child| Some(*child) != body);
    let mark = lowerer.body.env.enter_block() as u32;
    lowerer.later(Step::EndBlock, node, mark);
    lowerer.later(Step::CloseLoop, node, 0);
    let role = clause.map(|clause| lowerer.role(clause));
    if let (Some(Role::For), Some(update)) = (role, clause.and_then(|clause| lowerer.part(clause, Part::Update))) {
        lowerer.do_any(update);
    }
    if let Some(body) = body {
        lowerer.tasks.push(Task::Statement(body));
    }
    let Some(clause) = clause else { return lowerer.later(Step::OpenLoop, node, 0) };
    match lowerer.role(clause) {
        Role::ForIn => {
            lowerer.later(Step::Language(RANGE), clause, 0);
            lowerer.later(Step::OpenLoop, node, 0);
            match lowerer.part(clause, Part::Value) {
                Some(iterated) => lowerer.want(iterated),
                None => lowerer.later(Step::Void, clause, 0),
            }
        }
        Role::For => {
            if let Some(condition) = lowerer.part(clause, Part::Condition) {
                lowerer.do_any(condition);
            }
            lowerer.later(Step::OpenLoop, node, 0);
            if let Some(init) = lowerer.part(clause, Part::Init) {
                lowerer.do_any(init);
            }
        }
        _ => {
            lowerer.do_any(clause);
            lowerer.later(Step::OpenLoop, node, 0);
        }
    }
}

/// Of two targets the second is the element, the first where it stands. One alone is an element of a channel or
/// a key of a map, or, where the loop indexes with it, a position.
pub(super) fn range<'t>(lowerer: &mut Lowerer<'_, 't>, clause: Node<'t>) {
    let iterated = lowerer.pop();
    let targets = members(lowerer, clause, Part::Bind);
    let alone = targets.len() == 1 && !indexes(lowerer, clause, targets[0]);
    let mut values: SmallVec<[ValueId; 4]> = SmallVec::new();
    for (at, &target) in targets.iter().enumerate() {
        values.push(match at == 1 || alone {
            true => lowerer.emit(Op::Get(iterated, Selector::Element), target),
            false => {
                let span = lowerer.span(target);
                lowerer.body.opaque(&[], span)
            }
        });
    }
    let declares = declares(lowerer, clause);
    let mut stores: SmallVec<[Task<'t>; 4]> = SmallVec::new();
    for (&target, &value) in targets.iter().zip(&values) {
        match lowerer.role(target) {
            Role::Name if lowerer.bytes(target) == b"_" => {}
            Role::Name if declares => declare(lowerer, target, value, None),
            _ => stores.push(Task::Assign(target, value)),
        }
    }
    lowerer.tasks.extend(stores.into_iter().rev());
}

/// The loop's body, which follows its clause, has `[i]`.
fn indexes<'t>(lowerer: &Lowerer<'_, 't>, clause: Node<'t>, target: Node<'t>) -> bool {
    let Some(body) = clause.behind().filter(|body| body.start_byte() >= clause.end_byte()) else { return false };
    let needle = [b"[", lowerer.bytes(target), b"]"].concat();
    let text = lowerer.bytes(body);
    memchr::memmem::find(text, &needle).is_some()
}

// Switches.

/// Each case is a branch: nothing falls through but by saying so.
pub(super) fn switch<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let mark = lowerer.body.env.enter_block() as u32;
    lowerer.later(Step::EndBlock, node, mark);
    if lowerer.part(node, Part::Bind).is_some() {
        lowerer.later(Step::Language(CASES_OF_TYPE), node, 0);
        match lowerer.part(node, Part::Value) {
            Some(value) => lowerer.want(value),
            None => lowerer.later(Step::Void, node, 0),
        }
    } else {
        schedule_cases(lowerer, node, None);
        if let Some(value) = lowerer.part(node, Part::Value) {
            lowerer.want_effect(value);
        }
    }
    if let Some(init) = lowerer.part(node, Part::Init) {
        lowerer.do_any(init);
    }
}

fn schedule_cases<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, alias: Option<Symbol>) {
    lowerer.later(Step::Join, node, 0);
    let cases = lowerer.children(node);
    for &case in cases.iter().rev().filter(|case| case.role() == Role::MatchCase) {
        let parts = [Part::Value, Part::Type, Part::Init].map(|part| lowerer.part(case, part));
        let is_default = parts.iter().all(Option::is_none);
        lowerer.later(Step::EndBranch, case, u32::from(is_default));
        let inner = lowerer.children(case);
        for &child in inner.iter().rev() {
            match lowerer.role(child) {
                Role::Type => {}
                Role::Items if !lowerer.bytes(child).contains(&b'(') => {}
                _ if parts.contains(&Some(child)) => lowerer.do_any(child),
                _ => lowerer.tasks.push(Task::Statement(child)),
            }
        }
        lowerer.recycle(inner);
        if let Some(alias) = alias {
            lowerer.later(Step::Language(CASE_OF_TYPE), case, alias);
        }
    }
    lowerer.recycle(cases);
    lowerer.later(Step::Language(OPEN_CASES), node, 0);
}

/// `switch v := x.(type)`: in the case of one type the variable has that type.
pub(super) fn cases_of_type<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let subject = lowerer.pop();
    let alias = members(lowerer, node, Part::Bind).first().copied();
    let Some(alias) = alias else { return schedule_cases(lowerer, node, None) };
    declare(lowerer, alias, subject, None);
    let name = lowerer.symbol(alias);
    schedule_cases(lowerer, node, Some(name));
}

pub(super) fn case_of_type<'t>(lowerer: &mut Lowerer<'_, 't>, case: Node<'t>, alias: Symbol) {
    let written = lowerer.children_in(case, Part::Type);
    let only = match written.as_slice() {
        &[only] => types::type_name(lowerer, only),
        _ => None,
    };
    lowerer.recycle(written);
    if let (Some(ty), Some(slot)) = (only, lowerer.body.env.slot(alias)) {
        let subject = lowerer.body.env.variable(slot).value;
        let value = lowerer.emit(Op::Cast(subject, ty), case);
        lowerer.body.env.set(slot, value);
    }
}
