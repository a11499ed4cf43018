//! Constant folding while lowering: what a submission spells in pieces is read in one.
//! A folded value has at most 4 KiB and comes from at most 64 steps.

use tree_sitter::Node;

use super::intern::MAX_TEXT;
use super::machine::Lowerer;
use crate::ir::{Arg, Callee, Const, ConstIx, ValueId};

const MAX_STEPS: u8 = 64;

/// A constant that folding made, before it gets its place in the tables.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Folded {
    Text(String),
    Bytes(Vec<u8>),
    Int(i64),
}

impl<'t> Lowerer<'_, 't> {
    pub(crate) fn emit_folded(&mut self, (folded, steps): (Folded, u8), node: Node<'t>) -> ValueId {
        let value = match folded {
            Folded::Text(text) => self.constant_text(&text, node, true),
            Folded::Bytes(bytes) => self.constant(Const::Bytes(bytes), node),
            Folded::Int(number) => self.constant(Const::Int(number), node),
        };
        if let Some(constant) = self.body.constant_of(value) {
            self.file.note_steps(constant, steps);
        }
        value
    }

    pub(crate) fn push_folded(&mut self, folded: (Folded, u8), node: Node<'t>) {
        let value = self.emit_folded(folded, node);
        self.push(value);
    }

    /// The constant behind a value, as something to compute with, and the steps it took.
    pub(crate) fn foldable(&self, value: ValueId) -> Option<(Folded, u8)> {
        let steps = self.body.constant_of(value).map_or(0, |constant| self.file.steps(constant));
        let folded = match self.constant_of(value)? {
            Const::Str(symbol) => Folded::Text(self.file.strings.text(*symbol).to_owned()),
            Const::Bytes(bytes) => Folded::Bytes(bytes.clone()),
            Const::Int(number) => Folded::Int(*number),
            Const::Float | Const::Bool(_) | Const::Null => return None,
        };
        (steps < MAX_STEPS).then_some((folded, steps + 1))
    }

    pub(crate) fn fold_concat(&mut self, values: &[ValueId]) -> Option<(Folded, u8)> {
        if values.iter().any(|&value| self.constant_of(value).is_none()) {
            return None;
        }
        let mut text = String::new();
        let mut bytes = Vec::new();
        let mut most = 0;
        for &value in values {
            let (part, steps) = self.foldable(value)?;
            most = most.max(steps);
            match part {
                Folded::Text(part) => text.push_str(&part),
                Folded::Int(number) => text.push_str(&number.to_string()),
                Folded::Bytes(part) => bytes.extend_from_slice(&part),
            }
        }
        let folded = match (text.is_empty(), bytes.is_empty()) {
            (false, false) => return None,
            (_, false) => Folded::Bytes(bytes),
            _ => Folded::Text(text),
        };
        self.within_limits(folded, most)
    }

    pub(crate) fn fold_binary(&mut self, operator: &[u8], left: ValueId, right: ValueId) -> Option<(Folded, u8)> {
        if self.constant_of(left).is_none() || self.constant_of(right).is_none() {
            return None;
        }
        let ((left, left_steps), (right, right_steps)) = (self.foldable(left)?, self.foldable(right)?);
        let folded = match (operator, left, right) {
            (b"+", Folded::Text(left), Folded::Text(right)) => Folded::Text(left + &right),
            (b"+", Folded::Bytes(mut left), Folded::Bytes(right)) => {
                left.extend_from_slice(&right);
                Folded::Bytes(left)
            }
            (_, Folded::Int(left), Folded::Int(right)) => Folded::Int(integers(operator, left, right)?),
            _ => return None,
        };
        self.within_limits(folded, left_steps.max(right_steps))
    }

    pub(crate) fn fold_slice(&mut self, _base: ValueId, _node: Node<'t>) -> Option<(Folded, u8)> {
        None
    }

    pub(crate) fn fold_call(&mut self, _callee: Callee, _args: &[Arg]) -> Option<(Folded, u8)> {
        None
    }

    pub(crate) fn within_limits(&mut self, folded: Folded, steps: u8) -> Option<(Folded, u8)> {
        let len = match &folded {
            Folded::Text(text) => text.len(),
            Folded::Bytes(bytes) => bytes.len(),
            Folded::Int(_) => 8,
        };
        (len <= MAX_TEXT && steps <= MAX_STEPS && self.file.spend_folding(len)).then_some((folded, steps))
    }
}

fn integers(operator: &[u8], left: i64, right: i64) -> Option<i64> {
    match operator {
        b"+" => left.checked_add(right),
        b"-" => left.checked_sub(right),
        b"*" => left.checked_mul(right),
        b"|" => Some(left | right),
        b"&" => Some(left & right),
        b"^" => Some(left ^ right),
        b"<<" if (0..63).contains(&right) => left.checked_shl(right as u32),
        b">>" if (0..63).contains(&right) => left.checked_shr(right as u32),
        _ => None,
    }
}

/// Steps that each folded constant took.
pub(crate) type Steps = rustc_hash::FxHashMap<ConstIx, u8>;
