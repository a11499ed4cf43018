//! Constant folding while lowering: what a submission spells in pieces is read in one.
//! A folded value has at most 4 KiB and comes from at most 64 steps.
//!
//! What folding knows for certain replaces the operation. What rests on a name that may mean something else (a
//! global assigned once, `chr`, `base64.b64decode`) is a join of the operation and the constant: no data is
//! lost if the name lies.

use super::outline::Node;
use rustc_hash::FxHashMap;

use super::intern::MAX_TEXT;
use super::machine::Lowerer;
use super::scope::UNSET;
use crate::ir::{Const, ConstIx, Op, ValueId};

const MAX_STEPS: u8 = 64;

/// Constants of one function that are not plain [`Op::Const`].
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Joins of an operation and the constant it folds to.
    folded: FxHashMap<ValueId, ConstIx>,
    /// Literals and comprehensions whose elements are all known.
    pub(crate) items: FxHashMap<ValueId, Items>,
    /// What the clauses of open comprehensions iterate over, by node id, where it is known.
    pub(crate) iterated: FxHashMap<u32, ValueId>,
}

impl Known {
    pub(crate) fn clear(&mut self) {
        self.folded.clear();
        self.items.clear();
        self.iterated.clear();
    }
}

/// The elements of a constant list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Items {
    Ints(Vec<i64>),
    Texts(Vec<String>),
}

/// A constant to compute with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Datum {
    Text(String),
    Bytes(Vec<u8>),
    Int(i64),
}

/// What an operation folds to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Folded {
    pub(crate) datum: Datum,
    pub(crate) steps: u8,
    /// Rests on no name.
    pub(crate) certain: bool,
}

impl Folded {
    /// The same provenance, another value.
    pub(crate) fn with(self, datum: Datum) -> Self {
        Self { datum, ..self }
    }

    pub(crate) fn uncertain(self) -> Self {
        Self { certain: false, ..self }
    }

    /// A value made of this and `other`.
    pub(crate) fn joined(&self, other: &Self, datum: Datum) -> Self {
        Self { datum, steps: self.steps.max(other.steps), certain: self.certain && other.certain }
    }
}

impl<'t> Lowerer<'_, 't> {
    /// The constant that a value is, for certain or not.
    pub(crate) fn constant_of(&self, value: ValueId) -> Option<&Const> {
        let ix = match self.body.op(value) {
            Op::Const(ix) => ix,
            Op::Name(name) => self.file.constants.get(&name).copied().flatten()?,
            Op::Phi(_) => self.body.known.folded.get(&value).copied()?,
            _ => return None,
        };
        Some(&self.file.consts.table[ix as usize])
    }

    /// The number that a variable or a name of the file holds.
    pub(crate) fn constant_variable(&self, node: Node<'t>) -> Option<i64> {
        let name = self.file.strings.find(self.bytes(node))?;
        let constant = match self.body.env.slot(name).map(|slot| self.body.env.variable(slot).value) {
            Some(value) if value != UNSET => self.constant_of(value)?,
            _ => &self.file.consts.table[self.file.constants.get(&name).copied().flatten()? as usize],
        };
        match constant {
            Const::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// Notes what a clause of a comprehension iterates over, if that is known.
    pub(crate) fn note_iterated(&mut self, clause: Node<'t>, iterated: ValueId) {
        if self.constant_of(iterated).is_some() || self.body.known.items.contains_key(&iterated) {
            self.body.known.iterated.insert(clause.id(), iterated);
        }
    }

    /// The value as something to compute with, one step further.
    pub(crate) fn foldable(&self, value: ValueId) -> Option<Folded> {
        let constant = self.constant_of(value)?;
        let known = self.body.known.folded.get(&value).copied();
        let steps = self.body.constant_of(value).or(known).map_or(0, |constant| self.file.steps(constant));
        let datum = match constant {
            Const::Str(symbol) => Datum::Text(self.file.strings.text(*symbol).to_owned()),
            Const::Bytes(bytes) => Datum::Bytes(bytes.clone()),
            Const::Int(number) => Datum::Int(*number),
            Const::Float | Const::Bool(_) | Const::Null => return None,
        };
        let certain = matches!(self.body.op(value), Op::Const(_));
        (steps < MAX_STEPS).then_some(Folded { datum, steps: steps + 1, certain })
    }

    /// Emits what an operation folds to, or the operation, or a join of both.
    pub(crate) fn settle(
        &mut self,
        folded: Option<Folded>,
        node: Node<'t>,
        operation: impl FnOnce(&mut Self) -> ValueId,
    ) -> ValueId {
        let Some(folded) = folded.filter(|folded| self.within_limits(folded)) else { return operation(self) };
        let original = (!folded.certain).then(|| operation(self));
        let constant = self.emit_folded(folded, node);
        let Some(original) = original else { return constant };
        let span = self.span(node);
        let both = self.body.phi(&[original, constant], span);
        if let Some(ix) = self.body.constant_of(constant) {
            self.body.known.folded.insert(both, ix);
        }
        both
    }

    fn emit_folded(&mut self, folded: Folded, node: Node<'t>) -> ValueId {
        let value = match folded.datum {
            Datum::Text(text) => self.constant_text(&text, node, true),
            Datum::Bytes(bytes) => self.constant_bytes(bytes, node, true),
            Datum::Int(number) => self.constant(Const::Int(number), node),
        };
        if let Some(constant) = self.body.constant_of(value) {
            self.file.note_steps(constant, folded.steps);
        }
        value
    }

    fn within_limits(&mut self, folded: &Folded) -> bool {
        let len = match &folded.datum {
            Datum::Text(text) => text.len(),
            Datum::Bytes(bytes) => bytes.len(),
            Datum::Int(_) => 8,
        };
        len <= MAX_TEXT && folded.steps <= MAX_STEPS && self.file.spend_folding(len)
    }

    /// String building: template strings and adjacent literals.
    pub(crate) fn fold_concat(&self, values: &[ValueId]) -> Option<Folded> {
        if values.is_empty() || values.iter().any(|&value| self.constant_of(value).is_none()) {
            return None;
        }
        let mut whole: Option<Folded> = None;
        for &value in values {
            let part = self.foldable(value)?;
            let Some(before) = whole.take() else {
                whole = Some(match part.datum {
                    Datum::Int(number) => part.with(Datum::Text(number.to_string())),
                    _ => part,
                });
                continue;
            };
            let datum = match (&before.datum, &part.datum) {
                (Datum::Text(left), Datum::Text(right)) => Datum::Text(format!("{left}{right}")),
                (Datum::Text(left), Datum::Int(right)) => Datum::Text(format!("{left}{right}")),
                (Datum::Bytes(left), Datum::Bytes(right)) => Datum::Bytes([left.as_slice(), right].concat()),
                _ => return None,
            };
            if matches!(&datum, Datum::Text(text) if text.len() > MAX_TEXT) {
                return None;
            }
            whole = Some(before.joined(&part, datum));
        }
        whole
    }

    pub(crate) fn fold_binary(&self, operator: &[u8], left: ValueId, right: ValueId) -> Option<Folded> {
        if self.constant_of(left).is_none() || self.constant_of(right).is_none() {
            return None;
        }
        let (left, right) = (self.foldable(left)?, self.foldable(right)?);
        let datum = match (operator, &left.datum, &right.datum) {
            (b"+", Datum::Text(left), Datum::Text(right)) => Datum::Text(format!("{left}{right}")),
            (b"+", Datum::Bytes(left), Datum::Bytes(right)) => Datum::Bytes([left.as_slice(), right].concat()),
            (b"*", Datum::Text(text), &Datum::Int(times)) => {
                let times = usize::try_from(times).ok().filter(|times| times.saturating_mul(text.len()) <= MAX_TEXT)?;
                Datum::Text(text.repeat(times))
            }
            (_, &Datum::Int(left), &Datum::Int(right)) => Datum::Int(integers(operator, left, right)?),
            _ => return None,
        };
        Some(left.joined(&right, datum))
    }
}

/// An operation on two numbers, if it is one without surprises.
pub(crate) fn integers(operator: &[u8], left: i64, right: i64) -> Option<i64> {
    match operator {
        b"+" => left.checked_add(right),
        b"-" => left.checked_sub(right),
        b"*" => left.checked_mul(right),
        b"%" if left >= 0 && right > 0 => Some(left % right),
        b"|" => Some(left | right),
        b"&" => Some(left & right),
        b"^" => Some(left ^ right),
        b"<<" if (0..32).contains(&right) && left.unsigned_abs() < 1 << 31 => Some(left << right),
        b">>" if (0..63).contains(&right) => Some(left >> right),
        _ => None,
    }
}

/// Steps that each folded constant took.
pub(crate) type Steps = FxHashMap<ConstIx, u8>;
