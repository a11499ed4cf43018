//! Calls: which callee, which arguments, what they become.

use super::outline::Node;
use smallvec::SmallVec;

use super::machine::{Lowerer, Step};
use super::roles::{Part, Role};
use crate::ir::{Arg, BinOp, Callee, Const, Op, Selector, Symbol, ValueId};

/// Members that one subscript may mean and are told apart.
const MAX_MEMBERS: usize = 4;

impl<'t> Lowerer<'_, 't> {
    pub(super) fn call(&mut self, node: Node<'t>) {
        if (self.hooks.call)(self, node) {
            return;
        }
        let Some(callee) = self.part(node, Part::Callee) else { return self.opaque(node) };
        let at = self.args.len() as u32;
        let receiver = match self.role(callee) {
            Role::Field if self.roles.method_calls => self.part(callee, Part::Object),
            _ => None,
        };
        let by_word = |node: Node<'t>| node.role() == Role::Super;
        let is_super = by_word(callee) || receiver.is_some_and(|receiver| by_word(receiver) || self.is_super_call(receiver));
        self.later(if is_super { Step::CallSuper } else { Step::Call }, node, at);
        if let Some(args) = self.part(node, Part::Args) {
            self.schedule_args(args);
        }
        if !is_super {
            self.want(receiver.unwrap_or(callee));
        }
    }

    /// `super()` or `super(Class, self)` as a receiver.
    fn is_super_call(&mut self, receiver: Node<'t>) -> bool {
        self.role(receiver) == Role::Call
            && self.part(receiver, Part::Callee).is_some_and(|callee| self.bytes(callee) == b"super")
            && self.receiver().is_some()
    }

    pub(crate) fn schedule_args(&mut self, args: Node<'t>) {
        if self.role(args) != Role::Args {
            self.later(Step::Arg, args, 0);
            return self.want(args);
        }
        let children = self.children(args);
        for &child in children.iter().rev() {
            let (step, value) = match self.role(child) {
                Role::Keyword => (Step::ArgKeyword, self.part(child, Part::Value)),
                Role::Spread => (Step::ArgSpread, self.only_child(child)),
                _ => (Step::Arg, Some(child)),
            };
            self.later(step, child, 0);
            match value {
                Some(value) => self.want(value),
                None => self.later(Step::Void, child, 0),
            }
        }
        self.recycle(children);
    }

    /// The object that `super` speaks of: that of the function, or of one around it.
    fn super_receiver(&mut self, node: Node<'t>) -> ValueId {
        if self.roles.scoping.receivers { self.read_receiver(node) } else { 0 }
    }

    /// `new T(...)`.
    pub(super) fn construction(&mut self, node: Node<'t>) {
        // C++ names a type there.
        let Some(callee) = self.part(node, Part::Callee) else { return (self.hooks.value)(self, node, Role::New) };
        let at = self.args.len() as u32;
        self.later(Step::Construct, node, at);
        if let Some(args) = self.part(node, Part::Args) {
            self.schedule_args(args);
        }
        self.want(callee);
    }

    pub(super) fn finish_construction(&mut self, node: Node<'t>, at: u32) {
        let args: SmallVec<[Arg; 8]> = self.args.drain(at as usize..).collect();
        let callee = Callee::Value(self.pop());
        let span = self.span(node);
        let value = match (self.hooks.called)(self, node, callee, &args) {
            Some(value) => value,
            None => self.body.call(callee, &args, true, span),
        };
        self.push(value);
    }

    /// `object[condition ? "a" : "b"]` is one of the two members.
    pub(super) fn one_of_members(&mut self, base: ValueId, index: ValueId, node: Node<'t>) -> Option<ValueId> {
        let mut names: SmallVec<[Symbol; 4]> = SmallVec::new();
        let mut open: SmallVec<[ValueId; 4]> = SmallVec::from_elem(index, 1);
        while let Some(value) = open.pop() {
            match (self.body.op(value), self.constant_of(value)) {
                (_, Some(&Const::Str(name))) => names.push(name),
                (Op::Bin(BinOp::Choice, left, right), None) if names.len() + open.len() < MAX_MEMBERS => {
                    open.extend([right, left]);
                }
                _ => return None,
            }
        }
        if names.len() < 2 || !self.roles.scoping.members_by_key {
            return None;
        }
        let members: SmallVec<[ValueId; 4]> =
            names.iter().map(|&name| self.emit(Op::Get(base, Selector::Field(name)), node)).collect();
        members.into_iter().reduce(|left, right| self.emit(Op::Bin(BinOp::Choice, left, right), node))
    }

    /// The methods that are called by `object[condition ? "a" : "b"](…)`.
    fn methods_of(&self, callee: ValueId) -> SmallVec<[Callee; 4]> {
        let mut methods: SmallVec<[Callee; 4]> = SmallVec::new();
        let mut open: SmallVec<[ValueId; 4]> = SmallVec::from_elem(callee, 1);
        while let Some(value) = open.pop() {
            match self.body.op(value) {
                Op::Bin(BinOp::Choice, left, right) if methods.len() + open.len() < MAX_MEMBERS => open.extend([right, left]),
                Op::Get(receiver, Selector::Field(symbol)) => methods.push(Callee::Method { receiver, symbol }),
                _ => return SmallVec::new(),
            }
        }
        methods
    }

    /// `object["name"](…)` calls the method of that name, where members have keys.
    fn callee_of(&mut self, node: Option<Node<'t>>) -> Callee {
        let value = self.pop();
        match self.body.op(value) {
            Op::Get(receiver, Selector::Field(symbol))
                if self.roles.scoping.members_by_key && node.is_some_and(|node| node.role() == Role::Index) =>
            {
                Callee::Method { receiver, symbol }
            }
            _ => Callee::Value(value),
        }
    }

    fn called_by_key(&mut self, callee: Callee, written: Option<Node<'t>>, args: &[Arg], node: Node<'t>) -> Option<ValueId> {
        let Callee::Value(value) = callee else { return None };
        if !self.roles.scoping.members_by_key || written.is_none_or(|written| written.role() != Role::Index) {
            return None;
        }
        let methods = self.methods_of(value);
        if methods.len() < 2 {
            return None;
        }
        let span = self.span(node);
        let calls: SmallVec<[ValueId; 4]> = methods.iter().map(|&method| self.body.call(method, args, false, span)).collect();
        calls.into_iter().reduce(|left, right| self.emit(Op::Bin(BinOp::Choice, left, right), node))
    }

    pub(super) fn finish_call(&mut self, node: Node<'t>, at: u32, is_super: bool) {
        let args: SmallVec<[Arg; 8]> = self.args.drain(at as usize..).collect();
        let callee_node = self.part(node, Part::Callee);
        let method = callee_node.filter(|callee| self.roles.method_calls && self.role(*callee) == Role::Field);
        let name = method.and_then(|callee| self.part(callee, Part::Name));
        let callee = match (name, is_super) {
            (Some(name), true) => {
                let symbol = self.symbol(name);
                Callee::Super { receiver: self.super_receiver(node), symbol }
            }
            (None, true) if callee_node.is_some_and(|callee| callee.role() == Role::Super) => {
                let symbol = self.file.strings.intern("constructor");
                Callee::Super { receiver: self.super_receiver(node), symbol }
            }
            (Some(name), false) => {
                let symbol = self.symbol(name);
                Callee::Method { receiver: self.pop(), symbol }
            }
            (None, false) => self.callee_of(callee_node),
            (None, true) => Callee::Value(0),
        };
        if let Some(value) = self.called_by_key(callee, callee_node, &args, node) {
            return self.push(value);
        }
        if let Some(value) = (self.hooks.called)(self, node, callee, &args) {
            return self.push(value);
        }
        let folded = (self.hooks.fold.call)(self, callee, &args);
        let span = self.span(node);
        let value = self.settle(folded, node, |lowerer| lowerer.body.call(callee, &args, false, span));
        let value = match callee {
            Callee::Method { symbol, .. } => self.one_sign(symbol, &args, value, node),
            _ => value,
        };
        self.push(value);
    }
}
