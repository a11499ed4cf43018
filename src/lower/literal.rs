//! Containers: list, tuple, set, dictionary and aggregate literals, and comprehensions.

use super::outline::Node;
use smallvec::SmallVec;

use super::machine::{Lowerer, Step};
use super::roles::{Part, Role};
use super::text::integer;
use crate::ir::{Const, LiteralKind, Op, Selector, Symbol, ValueId};

/// Elements of a literal past this position share [`Selector::Element`].
const INDEXED: u32 = 8;

impl<'t> Lowerer<'_, 't> {
    pub(super) fn sequence(&mut self, node: Node<'t>) {
        let at = self.entries.len() as u32;
        let expected = self.expected.take().filter(|_| self.role(node) == Role::Aggregate);
        // A structure that another file declares: which members the positions are is known when files are linked.
        let elsewhere = match expected {
            Some((ty, false)) if self.file.structure(ty).is_none() => Some(ty),
            _ => None,
        };
        if let Some(ty) = elsewhere {
            self.later(Step::Typed, node, ty);
        }
        // What braces around an array hold are its elements, whatever type they have.
        let array = matches!(expected, Some((_, true)));
        self.later(if array { Step::Array } else { Step::Literal }, node, at);
        let children = self.children(node);
        for (position, &child) in children.iter().enumerate().rev() {
            let (field, inner) = self.expected_at(expected, position);
            match self.role(child) {
                Role::Spread => {
                    let inner = self.only_child(child).unwrap_or(child);
                    self.later(Step::EntrySpread, child, 0);
                    self.want(inner);
                }
                Role::Pair => self.schedule_pair(child),
                Role::Designated => {
                    self.later(Step::EntryDesignated, child, 0);
                    match self.part(child, Part::Value) {
                        Some(value) => {
                            self.want(value);
                            let ty = self.expected_by(expected, child);
                            self.expect(value, ty);
                        }
                        None => self.later(Step::Void, child, 0),
                    }
                }
                _ if field.is_some() => {
                    self.later(Step::EntryField, child, field.unwrap_or_default());
                    self.want(child);
                    self.expect(child, inner);
                }
                // Numbers of a table past the indexed positions say nothing.
                Role::Int | Role::Float | Role::Char if position >= INDEXED as usize => {}
                _ => {
                    let step = if elsewhere.is_some() { Step::EntryMember } else { Step::Entry };
                    self.later(step, child, position as u32);
                    self.want(child);
                    self.expect(child, inner);
                }
            }
        }
        self.recycle(children);
    }

    /// The field that a position of an aggregate initialises, and the type expected there.
    fn expected_at(&self, expected: Option<(Symbol, bool)>, position: usize) -> (Option<Symbol>, Option<Symbol>) {
        match expected {
            Some((ty, true)) => (None, Some(ty)),
            Some((ty, false)) => match self.file.structure(ty).and_then(|decl| decl.fields.get(position)) {
                Some(&(name, declared)) => (Some(name), declared),
                None => (None, None),
            },
            None => (None, None),
        }
    }

    /// The type expected where an aggregate says itself what it initialises: `[n] = {…}`, `.name = {…}`.
    fn expected_by(&mut self, expected: Option<(Symbol, bool)>, designated: Node<'t>) -> Option<Symbol> {
        let (ty, array) = expected?;
        if array {
            return Some(ty);
        }
        let Selector::Field(name) = self.designator(designated) else { return None };
        self.file.structure(ty)?.fields.iter().find(|field| field.0 == name)?.1
    }

    pub(super) fn expect(&mut self, child: Node<'t>, ty: Option<Symbol>) {
        if let Some(ty) = ty
            && self.role(child) == Role::Aggregate
        {
            self.later(Step::ExpectStruct, child, ty);
        }
    }

    pub(crate) fn schedule_pair(&mut self, pair: Node<'t>) {
        self.later(Step::EntryPair, pair, 0);
        // The value first: a constant key is then the newest operation, and can be taken back.
        for part in [Part::Name, Part::Value] {
            match self.part(pair, part) {
                Some(node) => self.want(node),
                None => self.later(Step::Void, pair, 0),
            }
        }
    }

    fn literal_kind(&mut self, node: Node<'t>) -> LiteralKind {
        match self.role(node) {
            Role::Tuple | Role::Items => LiteralKind::Tuple,
            Role::Set => LiteralKind::Set,
            Role::Dict => LiteralKind::Dict,
            Role::Aggregate => LiteralKind::Struct,
            Role::Comprehension if self.bytes(node).first() == Some(&b'{') => {
                let body = self.part(node, Part::Body);
                if body.is_some_and(|body| self.role(body) == Role::Pair) { LiteralKind::Dict } else { LiteralKind::Set }
            }
            _ => LiteralKind::List,
        }
    }

    /// The selector that a value used as an index is. `part` of `node` wrote it: a literal there was emitted for
    /// this alone, and is taken back.
    pub(crate) fn selector_of(&mut self, index: ValueId, node: Node<'t>, part: Part) -> Selector {
        let selector = match self.constant_of(index) {
            Some(&Const::Str(name)) if self.roles.scoping.members_by_key => Selector::Field(name),
            Some(&Const::Str(key)) => Selector::Key(key),
            Some(&Const::Int(at)) if (0..i64::from(INDEXED)).contains(&at) => Selector::Index(at as u8),
            Some(Const::Int(_)) => Selector::Element,
            _ if self.roles.scoping.members_by_key => Selector::Any,
            _ => Selector::Element,
        };
        if self.part(node, part).is_some_and(|written| self.role(written).is_literal()) {
            self.body.take_back(index);
        }
        selector
    }

    pub(crate) fn comprehension(&mut self, node: Node<'t>) {
        let block = self.body.env.enter_block() as u32;
        let at = self.entries.len() as u32;
        self.later(Step::EndBlock, node, block);
        self.later(Step::Literal, node, at);
        match self.part(node, Part::Body) {
            Some(body) if self.role(body) == Role::Pair => self.schedule_pair(body),
            Some(body) => {
                self.later(Step::EntryElement, body, 0);
                self.want(body);
            }
            None => {}
        }
        let clauses = self.children(node);
        for &clause in clauses.iter().rev() {
            match self.role(clause) {
                Role::ForIn => {
                    self.later(Step::ComprehensionFor, clause, 0);
                    match self.part(clause, Part::Value) {
                        Some(iterated) => self.want(iterated),
                        None => self.later(Step::Void, clause, 0),
                    }
                }
                Role::IfIn => self.want_child_effect(clause),
                _ => {}
            }
        }
        self.recycle(clauses);
    }

    pub(crate) fn want_child_effect(&mut self, node: Node<'t>) {
        if let Some(child) = self.only_child(node) {
            self.want_effect(child);
        }
    }

    pub(super) fn literal_step(&mut self, step: Step, node: Node<'t>, at: u32) {
        match step {
            Step::Entry => {
                let value = self.pop();
                let selector = if at < INDEXED { Selector::Index(at as u8) } else { Selector::Element };
                self.entries.push((selector, value));
            }
            Step::EntryMember => {
                let value = self.pop();
                self.entries.push((u8::try_from(at).map_or(Selector::Element, Selector::Index), value));
            }
            Step::Typed => {
                let value = self.pop();
                let value = self.typed(value, at, node);
                self.push(value);
            }
            Step::EntryElement => {
                let value = self.pop();
                self.entries.push((Selector::Element, value));
            }
            Step::EntryField => {
                let value = self.pop();
                self.entries.push((Selector::Field(at), value));
            }
            Step::ExpectStruct => self.expected = Some((at, false)),
            Step::ExpectArray => self.expected = Some((at, true)),
            Step::EntrySpread => {
                let spread = self.pop();
                let value = self.emit(Op::Get(spread, Selector::Element), node);
                self.entries.push((Selector::Element, value));
            }
            Step::EntryPair => {
                let key = self.pop();
                let value = self.pop();
                if self.constant_of(key).is_none() {
                    self.entries.push((Selector::Element, key));
                }
                let selector = self.selector_of(key, node, Part::Name);
                self.entries.push((selector, value));
            }
            Step::EntryDesignated => {
                let value = self.pop();
                let selector = self.designator(node);
                self.entries.push((selector, value));
            }
            Step::Literal | Step::Array => {
                let entries: SmallVec<[(Selector, ValueId); 8]> = self.entries.drain(at as usize..).collect();
                let kind = if step == Step::Array { LiteralKind::List } else { self.literal_kind(node) };
                let span = self.span(node);
                let value = self.body.literal(kind, &entries, span);
                (self.hooks.fold.items)(self, node, value);
                self.push(value);
            }
            Step::ComprehensionFor => {
                let iterated = self.pop();
                let Some(target) = self.part(node, Part::Bind) else { return };
                self.note_iterated(node, iterated);
                self.declare_targets(target);
                let element = self.emit(Op::Get(iterated, Selector::Element), node);
                self.tasks.push(super::machine::Task::Assign(target, element));
            }
            _ => self.statement_step(step, node, at),
        }
    }

    /// `.name = v` or `[n] = v`; of a longer path the first step counts.
    fn designator(&mut self, node: Node<'t>) -> Selector {
        let first = self.part(node, Part::Index);
        let inner = first.and_then(|designator| self.only_child(designator).or(Some(designator)));
        match inner.map(|inner| (inner, self.role(inner))) {
            Some((inner, Role::Int)) => match integer(self.bytes(inner)) {
                Some(at) if (0..i64::from(INDEXED)).contains(&at) => Selector::Index(at as u8),
                _ => Selector::Element,
            },
            Some((inner, Role::Designator)) => Selector::Field(self.symbol(inner)),
            _ => Selector::Element,
        }
    }

    /// Makes every name of a target pattern a variable of its own block.
    fn declare_targets(&mut self, target: Node<'t>) {
        let mut stack: SmallVec<[Node<'t>; 4]> = SmallVec::from_slice(&[target]);
        while let Some(node) = stack.pop() {
            match self.role(node) {
                Role::Name => {
                    let name = self.symbol(node);
                    self.body.env.declare(name);
                }
                Role::Tuple | Role::List | Role::Spread | Role::Group => {
                    let children = self.children(node);
                    stack.extend(children.iter().copied());
                    self.recycle(children);
                }
                _ => {}
            }
        }
    }
}
