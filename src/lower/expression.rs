//! Expressions: what each role schedules, and what it emits once its parts are values.

use smallvec::SmallVec;
use tree_sitter::Node;

use super::machine::{Lowerer, Step};
use super::roles::{Part, Role};
use super::text::{Escapes, integer, unescape};
use crate::ir::{Arg, BinOp, Callee, Const, LiteralKind, Op, Selector, Symbol, ValueId};

/// Elements of a literal past this position share [`Selector::Element`].
const INDEXED: u32 = 8;

impl<'t> Lowerer<'_, 't> {
    /// Schedules what leaves exactly one value.
    pub(crate) fn value(&mut self, node: Node<'t>) {
        let role = self.role(node);
        match role {
            Role::Name => {
                let name = self.symbol(node);
                let value = self.read(name, node);
                self.push(value);
            }
            Role::Int | Role::Float | Role::Char | Role::True | Role::False | Role::Null | Role::Size | Role::Type => {
                let constant = self.literal_constant(node, role);
                let value = self.constant(constant, node);
                self.push(value);
            }
            Role::Text | Role::Texts => (self.hooks.text)(self, node),
            Role::Group => self.group(node),
            Role::Interpolation => match self.part(node, Part::Value) {
                Some(inner) => self.want(inner),
                None => self.opaque(node),
            },
            Role::Call => self.call(node),
            Role::Field => self.field(node),
            Role::Index => self.index(node),
            Role::Unary => self.one(node, Step::Unary),
            Role::Not => self.one(node, Step::Not),
            Role::Await => self.one(node, Step::Await),
            Role::Yield => self.one(node, Step::Yield),
            Role::Cast => self.cast(node),
            Role::Pointer => self.one(node, Step::Pointer),
            Role::Update => self.one(node, Step::Update),
            Role::Binary => self.two(node, Step::Binary),
            Role::Choice => self.two(node, Step::Choice),
            Role::Compare => self.many(node, Step::Compare),
            Role::Ternary => self.ternary(node),
            Role::Comma => self.comma(node),
            Role::Assign => self.assignment(node),
            Role::Augment => self.augmented(node),
            Role::List | Role::Tuple | Role::Set | Role::Dict | Role::Aggregate => self.sequence(node),
            Role::Comprehension => self.comprehension(node),
            Role::Lambda => self.lambda(node),
            Role::Block => self.block_value(node),
            _ if role.is_statement() => {
                self.later(Step::Void, node, 0);
                self.tasks.push(super::machine::Task::Statement(node));
            }
            _ => self.opaque(node),
        }
    }

    fn literal_constant(&mut self, node: Node<'t>, role: Role) -> Const {
        match role {
            Role::Int => integer(self.bytes(node)).map_or(Const::Float, Const::Int),
            Role::Char => character(self.bytes(node)),
            Role::True => Const::Bool(true),
            Role::False => Const::Bool(false),
            Role::Null => Const::Null,
            _ => Const::Float,
        }
    }

    /// Unknown syntax: its value joins its children.
    pub(crate) fn opaque(&mut self, node: Node<'t>) {
        self.note_unknown(node);
        let base = self.values.len() as u32;
        self.later(Step::Opaque, node, base);
        let children = self.children(node);
        for &child in children.iter().rev() {
            match self.role(child) {
                Role::Type | Role::Params | Role::Attribute => {}
                role if role.is_statement() => self.tasks.push(super::machine::Task::Statement(child)),
                _ => self.want(child),
            }
        }
        self.recycle(children);
    }

    pub(crate) fn note_unknown(&mut self, node: Node<'t>) {
        if self.role(node) == Role::Unmapped {
            self.file.unmapped(node.kind());
        }
    }

    fn group(&mut self, node: Node<'t>) {
        match self.only_child(node) {
            Some(inner) => self.want(inner),
            None => self.opaque(node),
        }
    }

    /// `({ ...; x; })`: the value of the last expression.
    fn block_value(&mut self, node: Node<'t>) {
        let children = self.children(node);
        let block = self.body.env.enter_block() as u32;
        self.later(Step::EndBlock, node, block);
        match children.split_last() {
            Some((&last, before)) => {
                match (self.role(last), self.only_child(last)) {
                    (Role::Evaluate, Some(inner)) => self.want(inner),
                    _ => self.want(last),
                }
                for &child in before.iter().rev() {
                    self.tasks.push(super::machine::Task::Statement(child));
                }
            }
            None => self.later(Step::Void, node, 0),
        }
        self.recycle(children);
    }

    /// One operand: the part `value`, or the only child.
    fn one(&mut self, node: Node<'t>, step: Step) {
        let operand = self.part(node, Part::Value).or_else(|| self.only_child(node));
        self.later(step, node, 0);
        match operand {
            Some(operand) => self.want(operand),
            None => self.later(Step::Void, node, 0),
        }
    }

    fn cast(&mut self, node: Node<'t>) {
        self.one(node, Step::Cast);
        if let (Some(value), Some(ty)) = (self.part(node, Part::Value), self.part(node, Part::Type))
            && self.role(value) == Role::Aggregate
        {
            let ty = (self.hooks.type_name)(self, ty);
            self.expect(value, ty);
        }
    }

    fn two(&mut self, node: Node<'t>, step: Step) {
        let (Some(left), Some(right)) = (self.part(node, Part::Object), self.part(node, Part::Value)) else {
            return self.opaque(node);
        };
        self.later(step, node, 0);
        self.want(right);
        self.want(left);
    }

    /// All children as values.
    pub(crate) fn many(&mut self, node: Node<'t>, step: Step) {
        let base = self.values.len() as u32;
        self.later(step, node, base);
        let children = self.children(node);
        for &child in children.iter().rev() {
            self.want(child);
        }
        self.recycle(children);
    }

    fn comma(&mut self, node: Node<'t>) {
        let (Some(left), Some(right)) = (self.part(node, Part::Object), self.part(node, Part::Value)) else {
            return self.opaque(node);
        };
        self.want(right);
        self.want_effect(left);
    }

    /// `c ? a : b` has fields; `a if c else b` has its parts in that order.
    fn ternary(&mut self, node: Node<'t>) {
        let children = self.children(node);
        let by_field = [Part::Condition, Part::Then, Part::Else].map(|part| self.part(node, part));
        match (by_field, children.as_slice()) {
            ([Some(condition), Some(first), Some(second)], _) | (_, &[first, condition, second])
                if self.row(node).field(Part::Condition) == 0 || by_field[0].is_some() =>
            {
                self.later(Step::Choice, node, 0);
                self.want(second);
                self.want(first);
                self.want_effect(condition);
            }
            ([Some(condition), None, Some(second)], _) => {
                self.later(Step::Choice, node, 0);
                self.want(second);
                self.want(condition);
            }
            _ => self.opaque(node),
        }
        self.recycle(children);
    }

    fn field(&mut self, node: Node<'t>) {
        let Some(object) = self.part(node, Part::Object) else { return self.opaque(node) };
        self.later(Step::Field, node, 0);
        self.want(object);
    }

    fn index(&mut self, node: Node<'t>) {
        let Some(object) = self.part(node, Part::Object) else { return self.opaque(node) };
        self.schedule_indices(node, Step::Index, Step::Slice, 0);
        self.want(object);
    }

    /// Schedules the index values of a subscript and then `step` (or `slice`), with `at`, or the number of values.
    pub(crate) fn schedule_indices(&mut self, node: Node<'t>, step: Step, slice: Step, at: ValueId) {
        let indices = self.children_in(node, Part::Index);
        match indices.as_slice() {
            [only] if self.role(*only) == Role::Slice => {
                self.later(slice, node, at);
                let bounds = self.children(*only);
                for &bound in bounds.iter().rev() {
                    if !matches!(self.role(bound), Role::Int | Role::Name | Role::Unary) {
                        self.want_effect(bound);
                    }
                }
                self.recycle(bounds);
            }
            [only] => {
                self.later(step, node, if step == Step::Index { 1 } else { at });
                self.want(*only);
            }
            _ => {
                self.later(step, node, if step == Step::Index { 1 } else { at });
                self.later(Step::Void, node, 0);
                for &index in indices.iter().rev() {
                    if !matches!(self.role(index), Role::Slice | Role::Int) {
                        self.want_effect(index);
                    }
                }
            }
        }
        self.recycle(indices);
    }

    // Calls.

    fn call(&mut self, node: Node<'t>) {
        let Some(callee) = self.part(node, Part::Callee) else { return self.opaque(node) };
        let at = self.args.len() as u32;
        let receiver = match self.role(callee) {
            Role::Field if self.roles.method_calls => self.part(callee, Part::Object),
            _ => None,
        };
        let is_super = receiver.is_some_and(|receiver| self.is_super_call(receiver));
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

    fn finish_call(&mut self, node: Node<'t>, at: u32, is_super: bool) {
        let args: SmallVec<[Arg; 8]> = self.args.drain(at as usize..).collect();
        let callee_node = self.part(node, Part::Callee);
        let method = callee_node.filter(|callee| self.roles.method_calls && self.role(*callee) == Role::Field);
        let name = method.and_then(|callee| self.part(callee, Part::Name));
        let callee = match (name, is_super) {
            (Some(name), true) => Callee::Super { receiver: 0, symbol: self.symbol(name) },
            (Some(name), false) => {
                let symbol = self.symbol(name);
                Callee::Method { receiver: self.pop(), symbol }
            }
            (None, false) => Callee::Value(self.pop()),
            (None, true) => Callee::Value(0),
        };
        if let Some(folded) = self.fold_call(callee, &args) {
            return self.push_folded(folded, node);
        }
        let span = self.span(node);
        let value = self.body.call(callee, &args, false, span);
        self.push(value);
    }

    // Literals.

    fn sequence(&mut self, node: Node<'t>) {
        let at = self.entries.len() as u32;
        self.later(Step::Literal, node, at);
        let expected = self.expected.take().filter(|_| self.role(node) == Role::Aggregate);
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
                        Some(value) => self.want(value),
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
                    self.later(Step::Entry, child, position as u32);
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

    fn expect(&mut self, child: Node<'t>, ty: Option<Symbol>) {
        if let Some(ty) = ty
            && self.role(child) == Role::Aggregate
        {
            self.later(Step::ExpectStruct, child, ty);
        }
    }

    pub(crate) fn schedule_pair(&mut self, pair: Node<'t>) {
        self.later(Step::EntryPair, pair, 0);
        for part in [Part::Value, Part::Name] {
            match self.part(pair, part) {
                Some(node) => self.want(node),
                None => self.later(Step::Void, pair, 0),
            }
        }
    }

    fn literal_kind(&mut self, node: Node<'t>) -> LiteralKind {
        match self.role(node) {
            Role::Tuple => LiteralKind::Tuple,
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
            Some(&Const::Str(key)) => Selector::Key(key),
            Some(&Const::Int(at)) if (0..i64::from(INDEXED)).contains(&at) => Selector::Index(at as u8),
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

    // Operators.

    /// `left operator right`, by the text of the operator.
    pub(crate) fn operate(&mut self, operator: &[u8], left: ValueId, right: ValueId, node: Node<'t>) -> ValueId {
        if let Some(folded) = self.fold_binary(operator, left, right) {
            return self.emit_folded(folded, node);
        }
        let span = self.span(node);
        match operator {
            b"==" | b"!=" | b"<" | b">" | b"<=" | b">=" | b"&&" | b"||" => self.body.bin(BinOp::Compare, left, right, span),
            b"%" if self.hooks.percent_formats && self.is_text(left) => {
                let operands = self.format_operands(left, right);
                self.body.concat(&operands, span)
            }
            b"+" if self.is_text(left) || self.is_text(right) => self.body.concat(&[left, right], span),
            _ => self.body.bin(BinOp::Arith, left, right, span),
        }
    }

    fn is_text(&self, value: ValueId) -> bool {
        match self.body.op(value) {
            Op::Concat(_) => true,
            _ => matches!(self.constant_of(value), Some(Const::Str(_) | Const::Bytes(_))),
        }
    }

    /// `"..." % (a, b)`: the format and each element.
    fn format_operands(&self, format: ValueId, right: ValueId) -> SmallVec<[ValueId; 8]> {
        let mut operands: SmallVec<[ValueId; 8]> = SmallVec::from_slice(&[format]);
        match self.body.op(right) {
            Op::Literal(LiteralKind::Tuple, range) => {
                operands.extend(range.of(&self.body.function.entries).iter().map(|&(_, value)| value));
            }
            _ => operands.push(right),
        }
        operands
    }

    pub(crate) fn operator(&self, node: Node<'t>) -> &'t [u8] {
        self.part(node, Part::Operator).map_or(b"", |operator| self.bytes(operator))
    }

    /// What an expression emits once its parts are values.
    pub(crate) fn expression_step(&mut self, step: Step, node: Node<'t>, at: u32) {
        match step {
            Step::Void => {
                let value = self.constant(Const::Null, node);
                self.push(value);
            }
            Step::Opaque | Step::Concat | Step::Compare => self.joined(step, node, at),
            Step::Call => self.finish_call(node, at, false),
            Step::CallSuper => self.finish_call(node, at, true),
            Step::Arg | Step::ArgSpread => {
                let value = self.pop();
                let spread = step == Step::ArgSpread || self.bytes(node) == b"__VA_ARGS__";
                self.args.push(Arg { value, keyword: None, spread });
            }
            Step::ArgKeyword => {
                let value = self.pop();
                let keyword = self.part(node, Part::Name).map(|name| self.symbol(name));
                self.args.push(Arg { value, keyword, spread: false });
            }
            Step::Field => {
                let base = self.pop();
                let value = match self.part(node, Part::Name) {
                    Some(name) => {
                        let field = self.symbol(name);
                        self.emit(Op::Get(base, Selector::Field(field)), node)
                    }
                    None => base,
                };
                self.push(value);
            }
            Step::Index => {
                let index = self.pop();
                let base = self.pop();
                let selector = self.selector_of(index, node, Part::Index);
                let value = self.emit(Op::Get(base, selector), node);
                self.push(value);
            }
            Step::Slice => {
                let base = self.pop();
                match self.fold_slice(base, node) {
                    Some(folded) => self.push_folded(folded, node),
                    None => {
                        let value = self.emit(Op::Copy(base), node);
                        self.push(value);
                    }
                }
            }
            Step::Unary | Step::Not | Step::Await | Step::Yield | Step::Cast | Step::Pointer | Step::Update => {
                let operand = self.pop();
                let value = self.unary(step, operand, node);
                self.push(value);
            }
            Step::Binary => {
                let right = self.pop();
                let left = self.pop();
                let value = self.operate(self.operator(node), left, right, node);
                self.push(value);
            }
            Step::Choice => {
                let right = self.pop();
                let left = self.pop();
                let value = if left == right { left } else { self.emit(Op::Bin(BinOp::Choice, left, right), node) };
                self.push(value);
            }
            _ => self.literal_step(step, node, at),
        }
    }

    fn joined(&mut self, step: Step, node: Node<'t>, at: u32) {
        let values = self.values_above(at);
        let span = self.span(node);
        let value = match step {
            Step::Concat => return self.finish_concat(&values, node),
            Step::Compare => match values.as_slice() {
                [] => self.body.opaque(&[], span),
                [only] => self.body.bin(BinOp::Compare, *only, *only, span),
                [first, rest @ ..] => rest.iter().fold(*first, |left, &right| self.body.bin(BinOp::Compare, left, right, span)),
            },
            _ => self.body.opaque(&values, span),
        };
        self.push(value);
    }

    pub(crate) fn finish_concat(&mut self, values: &[ValueId], node: Node<'t>) {
        match (self.fold_concat(values), values) {
            (Some(folded), _) => self.push_folded(folded, node),
            (None, _) => {
                let span = self.span(node);
                let value = self.body.concat(values, span);
                self.push(value);
            }
        }
    }

    fn unary(&mut self, step: Step, operand: ValueId, node: Node<'t>) -> ValueId {
        match step {
            Step::Not => self.emit(Op::Bin(BinOp::Compare, operand, operand), node),
            Step::Unary => match (self.operator(node), self.constant_of(operand)) {
                (b"!", _) => self.emit(Op::Bin(BinOp::Compare, operand, operand), node),
                (b"-", Some(&Const::Int(value))) => {
                    if self.part(node, Part::Value).is_some_and(|written| self.role(written).is_literal()) {
                        self.body.take_back(operand);
                    }
                    self.constant(Const::Int(value.wrapping_neg()), node)
                }
                (b"+", _) => operand,
                _ => self.emit(Op::Bin(BinOp::Arith, operand, operand), node),
            },
            Step::Await => self.emit(Op::Await(operand), node),
            Step::Yield => {
                self.body.function.flags.generator = true;
                let from = self.bytes(node).get(5..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b"from"));
                let operand = if from { self.emit(Op::Get(operand, Selector::Element), node) } else { operand };
                self.emit(Op::Yield(operand), node)
            }
            Step::Cast => match self.part(node, Part::Type).and_then(|ty| (self.hooks.type_name)(self, ty)) {
                Some(ty) => self.emit(Op::Cast(operand, ty), node),
                None => operand,
            },
            Step::Pointer => match (self.bytes(node).first(), self.body.op(operand)) {
                (Some(b'&'), Op::Get(target, Selector::Deref)) => target,
                (Some(b'&'), _) => self.emit(Op::AddrOf(operand), node),
                (_, Op::AddrOf(target)) => target,
                _ => self.emit(Op::Get(operand, Selector::Deref), node),
            },
            // x++: the same data, but no constant any more.
            _ => {
                let value = self.emit(Op::Bin(BinOp::Arith, operand, operand), node);
                if let Some(target) = self.part(node, Part::Value) {
                    self.tasks.push(super::machine::Task::Assign(target, value));
                }
                value
            }
        }
    }

    fn literal_step(&mut self, step: Step, node: Node<'t>, at: u32) {
        match step {
            Step::Entry => {
                let value = self.pop();
                let selector = if at < INDEXED { Selector::Index(at as u8) } else { Selector::Element };
                self.entries.push((selector, value));
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
                let value = self.pop();
                let key = self.pop();
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
            Step::Literal => {
                let entries: SmallVec<[(Selector, ValueId); 8]> = self.entries.drain(at as usize..).collect();
                let kind = self.literal_kind(node);
                let span = self.span(node);
                let value = self.body.literal(kind, &entries, span);
                self.push(value);
            }
            Step::ComprehensionFor => {
                let iterated = self.pop();
                let Some(target) = self.part(node, Part::Bind) else { return };
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

/// A character literal of C.
fn character(text: &[u8]) -> Const {
    let start = memchr::memchr(b'\'', text).map_or(0, |at| at + 1);
    let mut out = Vec::new();
    unescape(text[start..].strip_suffix(b"'").unwrap_or_default(), Escapes::C, &mut out);
    match std::str::from_utf8(&out).ok().and_then(|text| text.chars().next()) {
        Some(character) => Const::Int(i64::from(u32::from(character))),
        None => out.first().map_or(Const::Float, |&byte| Const::Int(i64::from(byte))),
    }
}
