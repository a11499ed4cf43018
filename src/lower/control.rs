//! Branches, loops, switches, handlers, labels: where control splits and joins.

use super::outline::Node;
use smallvec::SmallVec;

use super::machine::{Lowerer, Step, Task};
use super::roles::{Part, Role};
use super::scope::{Slot, UNSET};
use crate::ir::{BinOp, Callee, Op, RegionKind, Selector, ValueId};

/// A `try` whose body or handlers are being lowered; its fork is on the fork stack.
#[derive(Debug)]
pub(crate) struct OpenTry {
    versions: usize,
    thrown: usize,
    /// What the variables are at the start of each handler.
    state: Vec<(Slot, ValueId)>,
}

impl<'t> Lowerer<'_, 't> {
    // Branches.

    pub(crate) fn if_statement(&mut self, node: Node<'t>) {
        // What the statements before the conditions declare is seen in the branches alone.
        if self.row(node).field(Part::Init) != 0 {
            let mark = self.body.env.enter_block() as u32;
            self.later(Step::EndBlock, node, mark);
        }
        self.later(Step::Join, node, 0);
        self.schedule_branches(node);
        self.later(Step::OpenFork, node, 0);
        self.schedule_condition(node);
    }

    fn schedule_condition(&mut self, node: Node<'t>) {
        if let Some(condition) = self.part(node, Part::Condition) {
            self.want_effect(condition);
        }
        if let Some(init) = self.part(node, Part::Init) {
            self.do_any(init);
        }
    }

    /// The taken branch of an `if` and its alternatives, each ended as a branch.
    fn schedule_branches(&mut self, node: Node<'t>) {
        let alternatives = self.children_in(node, Part::Else);
        for &alternative in alternatives.iter().rev() {
            self.schedule_alternative(alternative);
        }
        self.recycle(alternatives);
        self.later(Step::EndBranch, node, 0);
        self.schedule_then(node);
    }

    fn schedule_alternative(&mut self, alternative: Node<'t>) {
        if self.role(alternative) == Role::Elif {
            self.later(Step::EndBranch, alternative, 0);
            self.schedule_then(alternative);
            if let Some(condition) = self.part(alternative, Part::Condition) {
                self.want_effect(condition);
            }
            return;
        }
        let inner = match self.role(alternative) {
            Role::Else => self.part(alternative, Part::Body).or_else(|| self.only_child(alternative)),
            _ => Some(alternative),
        };
        match inner {
            // A chain of `else if` is one fork, however long.
            Some(inner) if self.role(inner) == Role::If => self.later(Step::ElseBranch, inner, 0),
            Some(inner) => {
                self.later(Step::EndBranch, alternative, 1);
                self.tasks.push(Task::Statement(inner));
            }
            None => {}
        }
    }

    fn schedule_then(&mut self, node: Node<'t>) {
        let Some(then) = self.part(node, Part::Then) else { return };
        let dead = self.part(node, Part::Condition).is_some_and(|condition| self.is_never(condition));
        if dead {
            self.later(Step::CloseRegion, node, 0);
        }
        self.tasks.push(Task::Statement(then));
        if dead {
            self.later(Step::OpenDead, node, 0);
        }
    }

    /// `False`, `0`, in parentheses or not.
    pub(crate) fn is_never(&mut self, condition: Node<'t>) -> bool {
        let inner = match self.role(condition) {
            Role::Group => self.only_child(condition).unwrap_or(condition),
            _ => condition,
        };
        match self.role(inner) {
            Role::False => true,
            Role::Int => super::text::integer(self.bytes(inner)) == Some(0),
            _ => false,
        }
    }

    pub(crate) fn open_fork(&mut self) {
        let fork = self.body.env.fork();
        self.body.forks.push(fork);
    }

    pub(crate) fn end_branch(&mut self, covers: bool) {
        let body = &mut self.body;
        if let Some(fork) = body.forks.last_mut() {
            let steps = body.env.changes_since(fork.mark);
            self.file.spend(steps);
            body.env.end_branch(fork);
            fork.covered |= covers;
        }
    }

    pub(crate) fn join(&mut self, node: Node<'t>) {
        if self.body.forks.last().is_some_and(|fork| !fork.covered) {
            self.end_branch(true);
        }
        let span = self.span(node);
        self.body.join(span);
    }

    // Loops.

    pub(crate) fn while_statement(&mut self, node: Node<'t>) {
        self.schedule_loop_else(node);
        self.later(Step::CloseLoop, node, 0);
        if let Some(body) = self.part(node, Part::Body) {
            self.tasks.push(Task::Statement(body));
        }
        if let Some(condition) = self.part(node, Part::Condition) {
            self.want_effect(condition);
        }
        self.later(Step::OpenLoop, node, 0);
    }

    pub(crate) fn do_while(&mut self, node: Node<'t>) {
        self.later(Step::CloseLoop, node, 0);
        if let Some(condition) = self.part(node, Part::Condition) {
            self.want_effect(condition);
        }
        if let Some(body) = self.part(node, Part::Body) {
            self.tasks.push(Task::Statement(body));
        }
        self.later(Step::OpenLoop, node, 0);
    }

    pub(crate) fn for_statement(&mut self, node: Node<'t>) {
        let mark = self.body.env.enter_block() as u32;
        self.later(Step::EndBlock, node, mark);
        self.later(Step::CloseLoop, node, 0);
        for part in [Part::Update, Part::Body, Part::Condition] {
            if let Some(inner) = self.part(node, part) {
                self.do_any(inner);
            }
        }
        self.later(Step::OpenLoop, node, 0);
        if let Some(init) = self.part(node, Part::Init) {
            self.do_any(init);
        }
    }

    pub(crate) fn for_each(&mut self, node: Node<'t>) {
        if self.part(node, Part::Type).is_some() {
            let mark = self.body.env.enter_block() as u32;
            self.later(Step::EndBlock, node, mark);
        }
        self.schedule_loop_else(node);
        self.later(Step::CloseLoop, node, 0);
        if let Some(body) = self.part(node, Part::Body) {
            self.tasks.push(Task::Statement(body));
        }
        self.later(Step::ForEach, node, 0);
        self.later(Step::OpenLoop, node, 0);
        match self.part(node, Part::Value) {
            Some(iterated) => self.want(iterated),
            None => self.later(Step::Void, node, 0),
        }
    }

    /// What a round of a loop gets. `for (key in object)` gets names, which carry none of the object's data.
    fn iterated_element(&mut self, node: Node<'t>, iterated: ValueId) -> ValueId {
        let (target, value) = (self.part(node, Part::Bind), self.part(node, Part::Value));
        let between = match (self.roles.scoping.declared, target, value) {
            (true, Some(target), Some(value)) => self.source.get(target.end_byte()..value.start_byte()).unwrap_or_default(),
            _ => b"",
        };
        match between.trim_ascii() {
            b"in" => self.emit(Op::Bin(BinOp::Compare, iterated, iterated), node),
            _ => self.emit(Op::Get(iterated, Selector::Element), node),
        }
    }

    fn schedule_loop_else(&mut self, node: Node<'t>) {
        if let Some(alternative) = self.part(node, Part::Else) {
            self.tasks.push(Task::Statement(alternative));
        }
    }

    /// The variables assigned between two positions.
    fn assigned_slots(&mut self, start: u32, end: u32) -> Vec<Slot> {
        let assigned = self.survey.assigned_within(start, end);
        if !self.file.spend(assigned.len()) {
            return Vec::new();
        }
        let mut slots: Vec<Slot> = assigned.iter().filter_map(|&(_, name)| self.body.env.slot(name)).collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    fn open_loop(&mut self, node: Node<'t>) {
        let slots = self.assigned_slots(node.start_byte() as u32, node.end_byte() as u32);
        let span = self.span(node);
        self.body.open_loop(&slots, span);
        self.body.breakable.push(None);
    }

    // Switches.

    pub(crate) fn switch(&mut self, node: Node<'t>) {
        self.later(Step::CloseSwitch, node, 0);
        if let Some(body) = self.part(node, Part::Body) {
            self.tasks.push(Task::Statement(body));
        }
        self.later(Step::OpenSwitch, node, 0);
        if let Some(condition) = self.part(node, Part::Condition) {
            self.want_effect(condition);
        }
    }

    pub(crate) fn case(&mut self, node: Node<'t>) {
        let value = self.part(node, Part::Value);
        let direct = self.body.forks.len().checked_sub(1);
        if direct.is_some() && self.body.breakable.last() == Some(&direct) {
            self.next_case(node, value.is_none());
        }
        let children = self.children(node);
        for &child in children.iter().rev().filter(|child| Some(**child) != value) {
            self.tasks.push(Task::Statement(child));
        }
        self.recycle(children);
    }

    pub(crate) fn next_case(&mut self, node: Node<'t>, is_default: bool) {
        let span = self.span(node);
        let Some(fork) = self.body.forks.last_mut() else { return };
        fork.covered |= is_default;
        let mark = fork.mark;
        for join in self.body.env.next_case(mark) {
            let value = self.body.phi(&join.values, span);
            self.body.env.set(join.slot, value);
        }
    }

    /// Out of a switch the changes so far leave; out of a loop they fall through to its end.
    pub(crate) fn break_out(&mut self) {
        if let Some(&Some(switch)) = self.body.breakable.last()
            && let Some(fork) = self.body.forks.get_mut(switch)
        {
            let steps = self.body.env.changes_since(fork.mark);
            if self.file.spend(steps) {
                self.body.env.jump_out(fork);
            }
        }
    }

    // Handlers.

    pub(crate) fn try_statement(&mut self, node: Node<'t>) {
        let children = self.children(node);
        for &child in children.iter().rev().filter(|child| self.roles.row(**child).role == Role::Finally) {
            self.schedule_children(child);
        }
        self.later(Step::CloseTry, node, 0);
        for &child in children.iter().rev().filter(|child| self.roles.row(**child).role == Role::Handler) {
            self.later(Step::EndHandler, child, 0);
            let inner = self.children(child);
            if let Some(&block) = inner.iter().rev().find(|inner| self.role(**inner) == Role::Block) {
                self.tasks.push(Task::Statement(block));
            }
            self.recycle(inner);
            self.later(Step::OpenHandler, child, 0);
        }
        let handled = children.iter().any(|child| self.role(*child) == Role::Handler);
        self.later(Step::Handlers, node, u32::from(handled));
        for &child in children.iter().rev().filter(|child| matches!(self.roles.row(**child).role, Role::Else | Role::Block)) {
            self.tasks.push(Task::Statement(child));
        }
        self.later(Step::OpenTry, node, 0);
        self.recycle(children);
    }

    fn open_handlers(&mut self, node: Node<'t>, handled: bool) {
        self.end_branch(true);
        let span = self.span(node);
        let Some(open) = self.tries.last_mut() else { return };
        let affordable = self.file.spend(self.body.env.versions_since(open.versions));
        let joins = self.body.env.close_try(if affordable { open.versions } else { usize::MAX });
        if handled {
            open.state = joins.iter().map(|join| (join.slot, self.body.phi(&join.values, span))).collect();
        }
    }

    fn open_handler(&mut self, node: Node<'t>) {
        let region = self.body.open_region(RegionKind::Handler);
        self.open_regions.push(region);
        let Some(open) = self.tries.last() else { return };
        for &(slot, value) in &open.state {
            if value != UNSET {
                self.body.env.set(slot, value);
            }
        }
        let thrown = open.thrown.min(self.body.thrown.len());
        let target = self.part(node, Part::Bind).or_else(|| {
            let pattern = self.part(node, Part::Value)?;
            (self.role(pattern) == Role::AsPattern).then(|| self.part(pattern, Part::Bind))?
        });
        // `catch (T e)`: the pattern says the type as well.
        let declared = node.telling_children().find(|child| self.role(*child) == Role::AsPattern && child.field() == 0);
        let target = target.or(declared);
        if let Some(target) = target {
            let values: SmallVec<[ValueId; 8]> = SmallVec::from_slice(&self.body.thrown[thrown..]);
            let span = self.span(target);
            let exception = self.body.opaque(&values, span);
            (self.hooks.declare)(self, node, target);
            self.tasks.push(Task::Assign(target, exception));
        }
    }

    // Context managers.

    pub(crate) fn with_statement(&mut self, node: Node<'t>) {
        if let Some(body) = self.part(node, Part::Body) {
            self.tasks.push(Task::Statement(body));
        }
        let children = self.children(node);
        let clauses = children.iter().find(|child| self.role(**child) == Role::Group).copied();
        self.recycle(children);
        let Some(clauses) = clauses else { return };
        let items = self.children(clauses);
        for &item in items.iter().rev() {
            let Some(value) = self.part(item, Part::Value).or(Some(item)) else { continue };
            let managed = match self.role(value) {
                Role::AsPattern => self.only_child(value).unwrap_or(value),
                _ => value,
            };
            self.later(Step::WithItem, value, u32::from(self.bytes(node).starts_with(b"async")));
            self.want(managed);
        }
        self.recycle(items);
    }

    /// The name is bound to the manager (as for files) or to what its `__enter__` returns.
    fn with_item(&mut self, node: Node<'t>, is_async: bool) {
        let manager = self.pop();
        let symbol = self.file.strings.intern(if is_async { "__aenter__" } else { "__enter__" });
        let span = self.span(node);
        let entered = self.body.call(Callee::Method { receiver: manager, symbol }, &[], false, span);
        if self.role(node) == Role::AsPattern
            && let Some(target) = self.part(node, Part::Bind)
        {
            let value = self.body.phi(&[manager, entered], span);
            self.tasks.push(Task::Assign(target, value));
        }
    }

    // Labels.

    pub(crate) fn goto(&mut self, node: Node<'t>) {
        let Some(label) = self.part(node, Part::Name) else { return };
        let label = self.symbol(label);
        if let Some(heads) = self.body.back_labels.remove(&label) {
            if self.file.spend(heads.len()) {
                self.body.jump_back(&heads);
            }
            self.body.back_labels.insert(label, heads);
        } else if !self.body.env.ended {
            let steps = self.body.env.changes_since(0);
            if !self.file.spend(steps) {
                return;
            }
            let delta = self.body.env.delta(0);
            self.body.jumps.entry(label).or_default().push(delta);
        }
        self.body.env.ended = true;
    }

    pub(crate) fn label(&mut self, node: Node<'t>) {
        let label = self.part(node, Part::Name);
        let children = self.children(node);
        for &child in children.iter().rev().filter(|child| Some(**child) != label) {
            self.do_any(child);
        }
        self.recycle(children);
        let Some(label) = label else { return };
        let name = self.symbol(label);
        let span = self.span(node);
        if let Some(jumps) = self.body.jumps.remove(&name)
            && self.file.spend(self.body.env.changes_since(0))
        {
            for join in self.body.env.joins_at_label(jumps) {
                let value = self.body.phi(&join.values, span);
                self.body.env.set(join.slot, value);
            }
        }
        self.body.env.ended = false;
        let (start, end) = (node.start_byte() as u32, self.body.function.span.1);
        let later = self.survey.gotos_within(start, end);
        let affordable = self.file.spend(later.len());
        if affordable && let Some(&(last, _)) = later.iter().rfind(|(_, target)| *target == name) {
            let slots = self.assigned_slots(start, last);
            let heads = self.body.heads(&slots, span);
            self.body.back_labels.insert(name, heads);
        }
    }

    pub(crate) fn control_step(&mut self, step: Step, node: Node<'t>, at: u32) {
        match step {
            Step::OpenFork => self.open_fork(),
            Step::EndBranch => self.end_branch(at == 1),
            Step::Join => self.join(node),
            Step::ElseBranch => {
                self.schedule_branches(node);
                self.schedule_condition(node);
            }
            Step::OpenDead => {
                let region = self.body.open_region(RegionKind::Dead);
                self.open_regions.push(region);
            }
            Step::CloseRegion => {
                if let Some(region) = self.open_regions.pop() {
                    self.body.close_region(region);
                }
            }
            Step::OpenLoop => self.open_loop(node),
            Step::CloseLoop => {
                self.body.breakable.pop();
                self.body.close_loop();
            }
            Step::ForEach => {
                let iterated = self.pop();
                let element = self.iterated_element(node, iterated);
                if let Some(target) = self.part(node, Part::Bind) {
                    let ty = self.part(node, Part::Type);
                    match ty {
                        Some(ty) if self.roles.captures => {
                            let ty = (self.hooks.type_name)(self, ty);
                            let element = ty.map_or(element, |ty| self.typed(element, ty, node));
                            return self.tasks.push(Task::Assign(target, element));
                        }
                        Some(ty) => self.declare_target(target, ty),
                        None => (self.hooks.declare)(self, node, target),
                    }
                    self.tasks.push(Task::Assign(target, element));
                }
            }
            Step::OpenSwitch => {
                self.body.breakable.push(Some(self.body.forks.len()));
                self.open_fork();
            }
            Step::CloseSwitch => {
                self.body.breakable.pop();
                self.end_branch(false);
                self.join(node);
            }
            Step::OpenTry => {
                let (versions, thrown) = (self.body.env.open_try(), self.body.thrown.len());
                self.tries.push(OpenTry { versions, thrown, state: Vec::new() });
                self.open_fork();
            }
            Step::Handlers => self.open_handlers(node, at == 1),
            Step::OpenHandler => self.open_handler(node),
            Step::EndHandler => {
                if let Some(region) = self.open_regions.pop() {
                    self.body.close_region(region);
                }
                self.end_branch(false);
            }
            Step::CloseTry => {
                self.tries.pop();
                self.join(node);
            }
            Step::WithItem => self.with_item(node, at == 1),
            _ => {}
        }
    }
}
