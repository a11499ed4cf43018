//! Statements: what each role schedules. Branches, loops and handlers are in [`super::control`].

use super::outline::Node;
use smallvec::SmallVec;

use super::machine::{Lowerer, Step, Task};
use super::roles::{Part, Role};
use crate::ir::{Arg, Callee, Op};

impl<'t> Lowerer<'_, 't> {
    /// Schedules what leaves no value.
    pub(crate) fn statement(&mut self, node: Node<'t>) {
        let role = self.role(node);
        match role {
            Role::Block => self.block(node),
            Role::Evaluate => self.evaluate(node),
            Role::If => self.if_statement(node),
            Role::While => self.while_statement(node),
            Role::DoWhile => self.do_while(node),
            Role::For => self.for_statement(node),
            Role::ForEach => self.for_each(node),
            Role::Switch => self.switch(node),
            Role::Case => self.case(node),
            Role::Break => self.break_out(),
            Role::Try => self.try_statement(node),
            Role::With => self.with_statement(node),
            Role::Return => self.leave(node, Step::Return),
            Role::Throw => self.throw(node),
            Role::Goto => self.goto(node),
            Role::Label => self.label(node),
            // Out of place, in a broken tree: what they hold still counts.
            Role::Elif | Role::Else | Role::Handler | Role::Finally | Role::WithItem | Role::Unmapped => {
                self.statements_inside(node);
            }
            Role::Error => self.broken(node),
            Role::Token | Role::Ignore | Role::Type | Role::Pass | Role::Delete | Role::Global | Role::Nonlocal => {}
            Role::Params | Role::Attribute | Role::Storage | Role::Rest | Role::Dotted | Role::Wildcard => {}
            Role::Name if self.source[node.end_byte()..].trim_ascii_start().starts_with(b"(") => {
                let at = self.args.len() as u32;
                self.later(Step::BrokenCall, node, at);
                self.want(node);
            }
            Role::Name | Role::Text | Role::Texts if !self.may_act(node) => {}
            _ if role.is_statement() => (self.hooks.statement)(self, node, role),
            _ => self.want_effect(node),
        }
    }

    fn block(&mut self, node: Node<'t>) {
        let mark = self.body.env.enter_block() as u32;
        self.later(Step::EndBlock, node, mark);
        if !self.roles.scoping.hoisted {
            let children = self.children(node);
            self.schedule_all(&children);
            return self.recycle(children);
        }
        let children = self.children(node);
        for early in [false, true] {
            for &child in children.iter().rev().filter(|child| (child.role() == Role::Function) == early) {
                self.tasks.push(Task::Statement(child));
            }
        }
        self.recycle(children);
    }

    /// All children as statements, in order.
    pub(crate) fn schedule_children(&mut self, node: Node<'t>) {
        let children = self.children(node);
        for &child in children.iter().rev() {
            self.tasks.push(Task::Statement(child));
        }
        self.recycle(children);
    }

    fn statements_inside(&mut self, node: Node<'t>) {
        self.note_unknown(node);
        self.schedule_children(node);
    }

    /// Broken syntax: what it holds is looked at. A name with `(` behind it still calls, with all that follows
    /// as its arguments.
    fn broken(&mut self, node: Node<'t>) {
        let children = self.children(node);
        let calls = |lowerer: &Self, child: Node<'t>| {
            matches!(lowerer.role(child), Role::Name | Role::Field)
                && lowerer.source[child.end_byte()..].trim_ascii_start().starts_with(b"(")
        };
        let callee = children.iter().position(|&child| calls(self, child));
        let (before, after) = children.split_at(callee.unwrap_or(children.len()));
        let statement = |lowerer: &Self, child: Node<'t>| lowerer.role(child).is_statement() || calls(lowerer, child);
        // The next call of the same stretch starts a stretch of its own.
        let end = after.iter().skip(1).position(|&child| statement(self, child)).map_or(after.len(), |at| at + 1);
        for &child in after[end..].iter().rev() {
            self.tasks.push(Task::Statement(child));
        }
        if let Some((&callee, args)) = after[..end].split_first() {
            let at = self.args.len() as u32;
            self.later(Step::BrokenCall, callee, at);
            for &arg in args.iter().rev() {
                self.later(Step::Arg, arg, 0);
                self.want(arg);
            }
            self.want(callee);
        }
        for &child in before.iter().rev() {
            self.tasks.push(Task::Statement(child));
        }
        self.recycle(children);
    }

    /// A string that stands alone is a comment, unless it is a template.
    fn may_act(&self, node: Node<'t>) -> bool {
        self.role(node) != Role::Name && self.bytes(node).iter().take(2).any(|byte| matches!(byte, b'f' | b'F'))
    }

    fn evaluate(&mut self, node: Node<'t>) {
        let children = self.children(node);
        for &child in children.iter().rev() {
            match self.role(child) {
                Role::Text | Role::Texts | Role::Name if !self.may_act(child) => {}
                Role::Assign if self.part(child, Part::Value).is_none() => self.annotation(child),
                Role::Type => {}
                _ => self.want_effect(child),
            }
        }
        self.recycle(children);
    }

    /// A statement, or an expression for its effect.
    pub(crate) fn do_any(&mut self, node: Node<'t>) {
        match self.role(node).is_statement() {
            true => self.tasks.push(Task::Statement(node)),
            false => self.want_effect(node),
        }
    }

    fn leave(&mut self, node: Node<'t>, step: Step) {
        match self.only_child(node) {
            Some(value) => {
                self.later(step, node, 0);
                self.want(value);
            }
            None => self.body.env.ended = true,
        }
    }

    fn throw(&mut self, node: Node<'t>) {
        if let Some(cause) = self.part(node, Part::Value) {
            self.want_effect(cause);
        }
        self.leave(node, Step::Throw);
    }

    pub(crate) fn statement_step(&mut self, step: Step, node: Node<'t>, at: u32) {
        match step {
            Step::Return => {
                let value = self.pop();
                self.emit(Op::Return(value), node);
                self.body.env.ended = true;
            }
            Step::Throw => {
                let value = self.pop();
                self.emit(Op::Throw(value), node);
                self.body.thrown.push(value);
                self.body.env.ended = true;
            }
            Step::EndBlock => self.body.env.leave_block(at as usize),
            _ => self.control_step(step, node, at),
        }
    }

    /// Continues a node.
    pub(crate) fn step(&mut self, step: Step, node: Node<'t>, at: u32) {
        match step {
            Step::Drop => {
                let value = self.pop();
                if self.role(node).is_literal() {
                    self.body.take_back(value);
                }
            }
            Step::BrokenCall => {
                let args: SmallVec<[Arg; 8]> = self.args.drain(at as usize..).collect();
                let callee = Callee::Value(self.pop());
                let span = self.span(node);
                self.body.call(callee, &args, false, span);
            }
            Step::LeftOver => {
                if !self.errors_seen.contains(&node.id()) {
                    self.tasks.push(Task::Statement(node));
                }
            }
            Step::Assigned | Step::Augment | Step::SetField | Step::SetIndex | Step::SetSlice | Step::SetPointer => {
                self.assignment_step(step, node, at);
            }
            Step::Language(which) => (self.hooks.step)(self, which, node, at),
            _ => self.expression_step(step, node, at),
        }
    }
}
