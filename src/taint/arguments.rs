//! Calls laid out: which value is which argument, and which parameter of a callee it becomes.

use smallvec::SmallVec;

use super::domain::{Path, Sel};
use super::rules::RuleAnchor;
use crate::ir::{Arg, Op, ParamKind, ValueId};
use crate::link::{FnId, FunctionLinks, Program};

/// What a parameter of a callee gets: the part at `from` of a value, placed at `at` inside the parameter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Actual {
    pub value: ValueId,
    pub from: Path,
    pub at: Path,
}

/// Actuals by parameter number.
pub(super) type Actuals = Vec<SmallVec<[Actual; 1]>>;

/// A call, its arguments laid out.
pub(super) struct CallSite {
    pub(super) at: ValueId,
    pub(super) receiver: Option<ValueId>,
    pub(super) positional: SmallVec<[ValueId; 6]>,
    pub(super) keywords: SmallVec<[(u32, ValueId); 4]>,
    /// `*args`, `**kwargs`.
    pub(super) spreads: SmallVec<[ValueId; 1]>,
}

impl CallSite {
    pub(super) fn new(links: &FunctionLinks, at: ValueId, receiver: Option<ValueId>, args: &[Arg]) -> Self {
        let mut laid = Self { at, receiver, positional: SmallVec::new(), keywords: SmallVec::new(), spreads: SmallVec::new() };
        for arg in args {
            match (arg.keyword, arg.spread) {
                (_, true) => laid.spreads.push(arg.value),
                (Some(keyword), false) => laid.keywords.push((links.symbols[keyword as usize], arg.value)),
                (None, false) => laid.positional.push(arg.value),
            }
        }
        laid
    }

    /// The reading or writing of an attribute: what is written is the argument.
    pub(super) fn of_attribute(links: &FunctionLinks, at: ValueId, op: Op) -> Self {
        match op {
            Op::Get(base, _) => Self::new(links, at, Some(base), &[]),
            Op::Set(base, _, value) => Self::new(links, at, Some(base), &[Arg { value, keyword: None, spread: false }]),
            Op::SetName(_, value) => Self::new(links, at, None, &[Arg { value, keyword: None, spread: false }]),
            _ => Self::new(links, at, None, &[]),
        }
    }

    /// How many arguments there are.
    /// What it is given one by one.
    pub(super) fn single(&self) -> impl Iterator<Item = ValueId> {
        self.positional.iter().copied().chain(self.keywords.iter().map(|&(_, value)| value))
    }

    /// All that it is given but the receiver.
    pub(super) fn given(&self) -> impl Iterator<Item = ValueId> {
        self.single().chain(self.spreads.iter().copied())
    }

    pub(super) fn len(&self) -> usize {
        self.positional.len() + self.keywords.len() + self.spreads.len()
    }

    /// The values that an anchor of a row means at this call.
    pub(super) fn values(&self, anchor: RuleAnchor) -> SmallVec<[ValueId; 4]> {
        let all = |from: usize| self.positional.iter().skip(from).copied();
        let spreads = self.spreads.iter().copied();
        let keywords = self.keywords.iter();
        match anchor {
            RuleAnchor::Channel(_) => SmallVec::new(),
            RuleAnchor::Return => SmallVec::from_slice(&[self.at]),
            RuleAnchor::Receiver => self.receiver.into_iter().collect(),
            RuleAnchor::Arg(number) => match self.positional.get(number as usize) {
                Some(&value) => SmallVec::from_slice(&[value]),
                None => spreads.collect(),
            },
            RuleAnchor::ArgFrom(number) => all(number as usize).chain(spreads).collect(),
            RuleAnchor::AllArgs => all(0).chain(keywords.map(|&(_, value)| value)).chain(spreads).collect(),
            RuleAnchor::AllKeywords => keywords.map(|&(_, value)| value).chain(spreads).collect(),
            RuleAnchor::Keyword(name) => {
                keywords.filter(|&&(keyword, _)| keyword == name).map(|&(_, value)| value).chain(spreads).collect()
            }
        }
    }

    /// All arguments as the elements of one parameter, keywords under their names.
    pub(super) fn packed(&self, program: &Program, callee: FnId, at: u8) -> Actuals {
        let mut actuals: Actuals = vec![SmallVec::new(); program.function(callee).params.len()];
        if let Some(list) = actuals.get_mut(at as usize) {
            for (number, &value) in self.positional.iter().enumerate() {
                let place = if number < 8 { Sel::index(number as u8) } else { Sel::ELEMENT };
                list.push(Actual { value, from: Path::EMPTY, at: Path::EMPTY.then(place) });
            }
            list.extend(self.spreads.iter().map(|&value| Actual { value, from: Path::EMPTY, at: Path::EMPTY }));
        }
        if let Some(list) = actuals.get_mut(at as usize + 1) {
            let keywords = self.keywords.iter();
            list.extend(keywords.map(|&(name, value)| Actual { value, from: Path::EMPTY, at: Path::EMPTY.then(Sel::key(name)) }));
        }
        actuals
    }

    /// Positional arguments from parameter `by` on, the receiver before them.
    pub(super) fn shifted(&self, program: &Program, callee: FnId, by: u8) -> Actuals {
        let mut actuals: Actuals = vec![SmallVec::new(); program.function(callee).params.len()];
        let whole = |value| Actual { value, from: Path::EMPTY, at: Path::EMPTY };
        let receiver = self.receiver.map(|value| (usize::from(by).wrapping_sub(1), value));
        let args = self.positional.iter().enumerate().map(|(number, &value)| (number + usize::from(by), value));
        for (param, value) in receiver.into_iter().chain(args) {
            if let Some(list) = actuals.get_mut(param) {
                list.push(whole(value));
            }
        }
        actuals
    }

    /// Lays arguments to parameters. `first`: parameter 0 is bound by the call itself.
    pub(super) fn bind(&self, program: &Program, callee: FnId, first: Option<Option<ValueId>>) -> Actuals {
        let function = program.function(callee);
        let links = &program.functions[callee as usize];
        let mut actuals: Actuals = vec![SmallVec::new(); function.params.len()];
        let part = |value, from, at| Actual { value, from, at };
        let offset = usize::from(first.is_some());
        if let (Some(Some(receiver)), false) = (first, actuals.is_empty()) {
            actuals[0].push(part(receiver, Path::EMPTY, Path::EMPTY));
        }
        let mut next = offset;
        for (number, &value) in self.positional.iter().enumerate() {
            match function.params.get(next).map(|param| param.kind) {
                Some(ParamKind::Positional | ParamKind::Receiver) => {
                    actuals[next].push(part(value, Path::EMPTY, Path::EMPTY));
                    next += 1;
                }
                Some(ParamKind::Rest) => {
                    let index = number + offset - next;
                    let at = if index < 8 { Sel::index(index as u8) } else { Sel::ELEMENT };
                    actuals[next].push(part(value, Path::EMPTY, Path::EMPTY.then(at)));
                }
                Some(ParamKind::KeywordOnly | ParamKind::KeywordRest) | None => {}
            }
        }
        for &(keyword, value) in &self.keywords {
            let named = function.params.iter().position(|param| {
                links.symbols[param.name as usize] == keyword
                    && matches!(param.kind, ParamKind::Positional | ParamKind::KeywordOnly)
            });
            match named {
                Some(at) => actuals[at].push(part(value, Path::EMPTY, Path::EMPTY)),
                None => {
                    if let Some(rest) = function.params.iter().position(|param| param.kind == ParamKind::KeywordRest) {
                        actuals[rest].push(part(value, Path::EMPTY, Path::EMPTY.then(Sel::key(keyword))));
                    }
                }
            }
        }
        for &value in &self.spreads {
            for (at, param) in function.params.iter().enumerate().skip(offset) {
                match param.kind {
                    ParamKind::Positional | ParamKind::KeywordOnly if at >= next => {
                        actuals[at].push(part(value, Path::EMPTY.then(Sel::ELEMENT), Path::EMPTY));
                    }
                    ParamKind::Rest | ParamKind::KeywordRest => actuals[at].push(part(value, Path::EMPTY, Path::EMPTY)),
                    ParamKind::Positional | ParamKind::KeywordOnly | ParamKind::Receiver => {}
                }
            }
        }
        actuals
    }
}
