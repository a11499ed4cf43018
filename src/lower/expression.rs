//! Expressions: what each role schedules, and what it emits once its parts are values.

use super::outline::Node;
use smallvec::SmallVec;

use super::machine::{Lowerer, Step};
use super::roles::{Part, Role};
use super::text::{Escapes, integer, unescape};
use crate::ir::{Arg, BinOp, Const, LiteralKind, Op, Selector, ValueId};

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
            Role::This => {
                let value = self.read_receiver(node);
                self.push(value);
            }
            Role::Text | Role::Texts => (self.hooks.text)(self, node),
            Role::Group => self.group(node),
            Role::Interpolation => match self.part(node, Part::Value) {
                Some(inner) => self.want(inner),
                None => self.opaque(node),
            },
            Role::Call => self.call(node),
            Role::New => self.construction(node),
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
            Role::Clause => self.clause(node),
            Role::Assign => self.assignment(node),
            Role::Augment => self.augmented(node),
            Role::List | Role::Tuple | Role::Set | Role::Dict | Role::Aggregate => self.sequence(node),
            Role::Items => self.items(node),
            Role::Construct | Role::Elements | Role::Stretch | Role::Instance => (self.hooks.value)(self, node, role),
            Role::Comprehension => self.comprehension(node),
            Role::Lambda if !self.roles.scoping.receivers => self.lambda(node),
            Role::Block => self.block_value(node),
            Role::Sequence => self.sequence_of_values(node),
            Role::Object
            | Role::Lambda
            | Role::FunctionValue
            | Role::ClassValue
            | Role::Element
            | Role::Qualified
            | Role::Template => (self.hooks.value)(self, node, role),
            _ if role.is_irregular() => (self.hooks.value)(self, node, role),
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
            self.file.unmapped(self.roles.kind(node));
        }
    }

    fn group(&mut self, node: Node<'t>) {
        match self.only_child(node) {
            Some(inner) => self.want(inner),
            None => self.opaque(node),
        }
    }

    /// `a` or `a, b`.
    fn items(&mut self, node: Node<'t>) {
        let mut members = node.telling_children();
        match (members.next(), members.next()) {
            (Some(only), None) => self.want(only),
            _ => self.sequence(node),
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
        let written = |node: Node<'t>| node.telling_children().find(|child| child.role() != Role::Type);
        let operand = self.part(node, Part::Value).or_else(|| written(node)).or_else(|| self.only_child(node));
        self.later(step, node, 0);
        match operand {
            Some(operand) => self.want(operand),
            None => self.later(Step::Void, node, 0),
        }
    }

    pub(crate) fn cast(&mut self, node: Node<'t>) {
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

    /// `a, b, c`: the last one.
    fn sequence_of_values(&mut self, node: Node<'t>) {
        let children = self.children(node);
        match children.split_last() {
            Some((&last, before)) => {
                self.want(last);
                for &child in before.iter().rev() {
                    self.want_effect(child);
                }
            }
            None => self.later(Step::Void, node, 0),
        }
        self.recycle(children);
    }

    /// `if (init; condition)`: what it declares and does; the value says nothing.
    fn clause(&mut self, node: Node<'t>) {
        self.later(Step::Void, node, 0);
        let children = self.children(node);
        for &child in children.iter().rev() {
            self.do_any(child);
        }
        self.recycle(children);
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
        // `Outer.this`
        if self.part(node, Part::Name).is_some_and(|name| self.role(name) == Role::Receiver) {
            return (self.hooks.value)(self, node, Role::Receiver);
        }
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

    // Operators.

    /// `left operator right`, by the text of the operator.
    pub(crate) fn operate(&mut self, operator: &[u8], left: ValueId, right: ValueId, node: Node<'t>) -> ValueId {
        let span = self.span(node);
        if let Some(value) = (self.hooks.operator)(self, operator, left, right, node) {
            return value;
        }
        if let (b"%", Some(percent), true) = (operator, self.hooks.fold.percent, self.is_text(left)) {
            let operands = self.format_operands(left, right);
            let folded = percent(self, &operands);
            return self.settle(folded, node, |lowerer| lowerer.body.concat(&operands, span));
        }
        let folded = self.fold_binary(operator, left, right);
        let choices = self.roles.scoping.choices;
        let (left, right) = match operator {
            b"+" | b"|" | b"<<" => (self.with_place(left, node), self.with_place(right, node)),
            _ => (left, right),
        };
        let value = self.settle(folded, node, |lowerer| match operator {
            b"&&" | b"||" | b"??" if choices => lowerer.body.bin(BinOp::Choice, left, right, span),
            b"===" | b"!==" | b"instanceof" | b"in" if choices => lowerer.body.bin(BinOp::Compare, left, right, span),
            b"==" | b"!=" | b"<" | b">" | b"<=" | b">=" | b"&&" | b"||" => lowerer.body.bin(BinOp::Compare, left, right, span),
            b"+" if lowerer.is_text(left) || lowerer.is_text(right) => lowerer.body.concat(&[left, right], span),
            // A pointer that is counted on leads into the same object, wherever the number stands.
            b"+" if matches!(lowerer.constant_of(left), Some(Const::Int(_))) => lowerer.body.bin(BinOp::Arith, right, left, span),
            _ => lowerer.body.bin(BinOp::Arith, left, right, span),
        });
        self.note_bits(operator, value);
        value
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
            Step::Construct => self.finish_construction(node, at),
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
                    Some(name) if self.roles.scoping.members_by_key && self.bytes(name) == b"length" => {
                        self.emit(Op::Bin(BinOp::Compare, base, base), node)
                    }
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
                if let Some(value) = self.one_of_members(base, index, node) {
                    return self.push(value);
                }
                let selector = self.selector_of(index, node, Part::Index);
                let found = self.emit(Op::Get(base, selector), node);
                self.note_read(found, index);
                let value = self.looked_up(base, index, found, node);
                self.push(value);
            }
            Step::Slice => {
                let base = self.pop();
                let folded = (self.hooks.fold.slice)(self, base, node);
                let value = self.settle(folded, node, |lowerer| lowerer.emit(Op::Copy(base), node));
                self.push(value);
            }
            Step::Unary | Step::Not | Step::Await | Step::Yield | Step::Cast | Step::Pointer | Step::Update => {
                let operand = self.pop();
                let value = self.unary(step, operand, node);
                self.body.encoded.stands_for(operand, value);
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
                self.body.encoded.stands_for(left, value);
                self.body.encoded.stands_for(right, value);
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
        let folded = self.fold_concat(values);
        let span = self.span(node);
        let value = self.settle(folded, node, |lowerer| lowerer.body.concat(values, span));
        self.push(value);
    }

    fn unary(&mut self, step: Step, operand: ValueId, node: Node<'t>) -> ValueId {
        match step {
            Step::Not => self.emit(Op::Bin(BinOp::Compare, operand, operand), node),
            Step::Unary => match (self.operator(node), self.constant_of(operand)) {
                (b"!" | b"typeof" | b"void" | b"delete", _) => self.emit(Op::Bin(BinOp::Compare, operand, operand), node),
                (b"-", Some(&Const::Int(value))) => {
                    if self.part(node, Part::Value).is_some_and(|written| self.role(written).is_literal()) {
                        self.body.take_back(operand);
                    }
                    self.constant(Const::Int(value.wrapping_neg()), node)
                }
                (b"+", _) => operand,
                (b"&" | b"*", _) => self.pointer(operand, node),
                (b"<-", _) => self.emit(Op::Get(operand, Selector::Element), node),
                _ => self.emit(Op::Bin(BinOp::Arith, operand, operand), node),
            },
            Step::Await => self.emit(Op::Await(operand), node),
            Step::Yield => {
                self.body.function.flags.generator = true;
                let rest = self.bytes(node).get(5..).unwrap_or_default().trim_ascii_start();
                let from = rest.starts_with(b"from") || rest.starts_with(b"*");
                let operand = if from { self.emit(Op::Get(operand, Selector::Element), node) } else { operand };
                self.emit(Op::Yield(operand), node)
            }
            Step::Cast => {
                match self.part(node, Part::Type).or_else(|| second_type(node)).and_then(|ty| (self.hooks.type_name)(self, ty)) {
                    Some(ty) => self.emit(Op::Cast(operand, ty), node),
                    None => operand,
                }
            }
            Step::Pointer => self.pointer(operand, node),
            // x++: the same data, but no constant any more.
            _ => {
                let value = self.emit(Op::Bin(BinOp::Arith, operand, operand), node);
                if let Some(target) = self.part(node, Part::Value).or_else(|| self.only_child(node)) {
                    self.tasks.push(super::machine::Task::Assign(target, value));
                }
                value
            }
        }
    }
}

impl<'t> Lowerer<'_, 't> {
    /// `&x` and `*x`, one of which takes the other back.
    fn pointer(&mut self, operand: ValueId, node: Node<'t>) -> ValueId {
        match (self.bytes(node).first(), self.body.op(operand)) {
            (Some(b'&'), Op::Get(target, Selector::Deref)) => target,
            (Some(b'&'), _) => self.emit(Op::AddrOf(operand), node),
            (_, Op::AddrOf(target)) => target,
            _ => self.emit(Op::Get(operand, Selector::Deref), node),
        }
    }
}

/// `x as T`.
fn second_type(node: Node<'_>) -> Option<Node<'_>> {
    node.telling_children().find(|child| child.role() == Role::Type)
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
