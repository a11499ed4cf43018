//! Calls: model rows, summaries of callees in the tree, function values, and the default for what
//! nobody modelled.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::active::FunctionValue;
use super::arguments::{Actual, Actuals, CallSite};
use super::default::called_name;
use super::domain::{Confidence, Entry, Info, NO_STEP, Path, Root, Sel, Site, Token, What};
use super::summary::{Callback, Cell, Hop, Store};
use super::transfer::Analysis;
use crate::ir::{Callee, Op, ValueId};
use crate::link::{Binding, Edge, FnId, Referent, Rung};

/// Most entries that the arguments of an unknown function value keep.
const CALLBACK_ARGS: usize = 24;
/// Most callbacks of callbacks.
const NESTED: u8 = 4;

/// What the parameters of a callee get: number, and data at a place.
pub(super) type Given = SmallVec<[(u16, Entry); 4]>;

/// Where what a callee does shows.
#[derive(Clone, Copy, Default)]
pub(super) struct Outcome {
    /// What it returns goes here.
    pub(super) result: Option<(ValueId, Path)>,
    /// The object that the call makes: nothing lies in it before.
    pub(super) fresh: Option<ValueId>,
}

impl Outcome {
    pub(super) fn to(result: (ValueId, Path)) -> Self {
        Self { result: Some(result), fresh: None }
    }
}

impl<'a> Analysis<'a> {
    pub(super) fn call(&mut self, at: ValueId, call: u32) {
        let site = self.function.calls[call as usize];
        let args = site.args.of(&self.function.args);
        let receiver = match site.callee {
            Callee::Method { receiver, .. } | Callee::Super { receiver, .. } => Some(receiver),
            Callee::Value(value) => match (self.referent(value), self.function.ops[self.same(value) as usize]) {
                (Some(Referent::BoundMethod(_)), Op::Get(base, _)) => Some(base),
                _ => None,
            },
        };
        let laid = CallSite::new(self.links, at, receiver, args);
        let context = self.context;
        let targets = &context.program.functions[self.id as usize].calls[call as usize];
        let mut applied = false;
        for edge in &targets.edges {
            applied = true;
            self.apply_edge(&laid, *edge);
        }
        for &row in &targets.rows {
            applied |= self.apply_row(&laid, row);
        }
        if targets.is_unknown() {
            applied |= self.apply_value(&laid, site.callee);
        }
        // Callees guessed by name may all be wrong: then the call goes to a library that nobody modelled.
        let guessed = !targets.edges.is_empty() && targets.edges.iter().all(|edge| edge.rung >= Rung::R5);
        if (!applied || guessed) && targets.rows.is_empty() {
            let name = called_name(self.facts, self.function, site.callee);
            self.apply_default(&laid, name, guessed);
        }
    }

    // --- functions of the tree ---

    pub(super) fn apply_edge(&mut self, laid: &CallSite, edge: Edge) {
        let confidence = match edge.rung {
            Rung::R0 | Rung::R1 | Rung::R2 | Rung::R3 => Confidence::Traced,
            Rung::R4 | Rung::R5 | Rung::R6 => Confidence::Ambiguous,
        };
        let first = match edge.binding {
            Binding::Plain => None,
            Binding::Receiver => Some(laid.receiver),
            Binding::New => Some(Some(laid.at)),
            Binding::ClassReceiver => Some(None),
        };
        let actuals = laid.bind(self.context.program, edge.callee, first);
        let outcome = match edge.binding {
            Binding::New => Outcome { result: None, fresh: Some(laid.at) },
            Binding::Plain | Binding::Receiver | Binding::ClassReceiver => Outcome::to((laid.at, Path::EMPTY)),
        };
        self.apply_summary(laid.at, edge.callee, &actuals, confidence, outcome);
    }

    /// What the actuals hold, by parameter and place; it is handed to the callee.
    pub(super) fn given(
        &mut self,
        op: ValueId,
        callee: FnId,
        actuals: &Actuals,
        confidence: Confidence,
        fresh: Option<ValueId>,
    ) -> Given {
        let mut given = Given::new();
        for (param, actual) in
            actuals.iter().enumerate().flat_map(|(param, list)| list.iter().map(move |one| (param as u16, one)))
        {
            match actual {
                // Nothing lies in an object that the call itself makes.
                Actual::Part { value, .. } if fresh == Some(*value) => {}
                Actual::Part { value, from, at } => {
                    let entries = if from.is_empty() { self.travelling(*value) } else { self.read(*value, *from) };
                    given.extend(entries.into_iter().map(|entry| (param, Entry { at: at.join(entry.at), ..entry })));
                }
                Actual::Entries(entries) => given.extend(entries.iter().map(|&entry| (param, entry))),
            }
        }
        let context = self.context;
        given.retain(|(param, entry)| context.relevance.cell(context.program, Cell::Param(callee, *param), &entry.token));
        for (param, entry) in &given {
            let via = self.step(op, entry.info.via, Hop::Handed);
            let info = Info { via, ..entry.info }.at_least(confidence);
            self.store(Store { cell: Cell::Param(callee, *param), at: entry.at, token: entry.token, info });
        }
        given
    }

    /// A callee's token as this function sees it: what stands for a place in a parameter is replaced by what
    /// was given there; the rest is passed on with a step.
    pub(super) fn substitute(
        &mut self,
        at: ValueId,
        given: &Given,
        token: Token,
        info: &Info,
        hop: Hop,
    ) -> SmallVec<[(Token, Info); 4]> {
        let mut found = SmallVec::new();
        let Root::Param(param) = token.root else {
            let via = self.step(at, NO_STEP, hop);
            found.push((token, Info { via, distance: info.distance.saturating_add(1), ..*info }));
            return found;
        };
        let anywhere = token.path == Path::ANYWHERE;
        for (_, entry) in given.iter().filter(|(number, entry)| *number == param && (anywhere || entry.at == token.path)) {
            if let Some(actual) = entry.token.in_place_of(&token) {
                let via = self.step(at, entry.info.via, hop);
                found.push((actual, entry.info.followed_by(info, via)));
            }
        }
        found
    }

    /// Applies a callee's summary. `result`: where what it returns goes; `fresh`: the object that the call makes.
    pub(super) fn apply_summary(
        &mut self,
        at: ValueId,
        callee: FnId,
        actuals: &Actuals,
        confidence: Confidence,
        outcome: Outcome,
    ) {
        let given = self.given(at, callee, actuals, confidence, outcome.fresh);
        let summary = self.summary(callee);
        if let Some((value, place)) = outcome.result {
            for returned in &summary.returns {
                let hop = Hop::Returned { callee, last: returned.info.via };
                for (token, info) in self.substitute(at, &given, returned.token, &returned.info, hop) {
                    self.add(value, place.join(returned.at), token, info.at_least(confidence));
                }
            }
            self.alias_returned(callee, actuals, (value, place));
        }
        for out in &summary.outs {
            let hop = Hop::Returned { callee, last: out.entry.info.via };
            let entries: SmallVec<[Entry; 4]> = self
                .substitute(at, &given, out.entry.token, &out.entry.info, hop)
                .into_iter()
                .map(|(token, info)| Entry { at: out.entry.at, token, info: info.at_least(confidence) })
                .collect();
            for actual in actuals.get(out.param as usize).into_iter().flatten() {
                if let Actual::Part { value, from, at: place } = actual {
                    self.write_part(at, *value, *from, *place, &entries);
                }
            }
        }
        for callback in &summary.callbacks {
            self.pass_callback(at, callee, &given, callback, confidence);
        }
    }

    /// A callee that returns (a part of) its argument: writing to the result writes to the argument.
    fn alias_returned(&mut self, callee: FnId, actuals: &Actuals, result: (ValueId, Path)) {
        for identity in self.context.identities.function(callee) {
            if let Some([Actual::Part { value, from, at }]) = actuals.get(identity.param as usize).map(SmallVec::as_slice)
                && at.is_empty()
            {
                self.alias((result.0, result.1.join(identity.at)), (*value, from.join(identity.path)));
            }
        }
    }

    /// Writes entries whose places are inside a parameter back into the argument it was made of.
    fn write_part(&mut self, op: ValueId, value: ValueId, from: Path, place: Path, entries: &[Entry]) {
        let inner: SmallVec<[Entry; 4]> = entries
            .iter()
            .filter_map(|entry| match entry.at.lie(place) {
                super::domain::Lie::Below(rest) => Some(Entry { at: rest, ..*entry }),
                super::domain::Lie::Above(_) | super::domain::Lie::Apart => None,
            })
            .collect();
        self.write(op, value, from, &inner);
    }

    // --- function values ---

    /// Calls whatever functions the callee value holds. True when there was one.
    fn apply_value(&mut self, laid: &CallSite, callee: Callee) -> bool {
        let entries = match callee {
            Callee::Value(value) => self.read(value, Path::EMPTY),
            Callee::Method { receiver, symbol } => {
                let mut entries = self.read(receiver, Path::EMPTY.then(Sel::field(self.links.symbols[symbol as usize])));
                entries.retain(|entry| entry.token.what == What::Function);
                entries
            }
            Callee::Super { .. } => return false,
        };
        let mut applied = false;
        for entry in entries.into_iter().filter(|entry| entry.at.is_empty() && entry.token.what == What::Function) {
            match entry.token.root {
                Root::Function { function, bound } => {
                    applied = true;
                    self.apply_function(laid, function, bound, entry.info.confidence);
                }
                Root::Slot(_) | Root::Returned(_) | Root::Written(..) => {
                    for &(function, bound) in self.functions_at(&entry.token) {
                        applied = true;
                        self.apply_function(laid, function, bound, Confidence::Ambiguous);
                    }
                }
                Root::Param(_) => {
                    let args = laid
                        .positional
                        .iter()
                        .enumerate()
                        .flat_map(|(param, &value)| self.read(value, Path::EMPTY).into_iter().map(move |arg| (param as u16, arg)))
                        .take(CALLBACK_ARGS)
                        .collect();
                    let site = Site { function: self.id, op: laid.at };
                    self.callback(Callback { callee: entry.token, site, args });
                }
                Root::Source(..) | Root::Channel(_) | Root::Endpoint(_) => {}
            }
        }
        applied
    }

    /// The functions that lie where the token says.
    pub(super) fn functions_at(&self, token: &Token) -> &'a [FunctionValue] {
        token.cell_in(self.id).map_or(&[], |cell| self.context.active.functions(cell, token.path))
    }

    fn apply_function(&mut self, laid: &CallSite, function: FnId, bound: bool, confidence: Confidence) {
        self.calls_dynamically(function);
        let actuals = laid.bind(self.context.program, function, bound.then_some(None));
        self.apply_summary(laid.at, function, &actuals, confidence, Outcome::to((laid.at, Path::EMPTY)));
    }

    /// A callee calls a function value that it got from here, or passes the question on.
    fn pass_callback(&mut self, at: ValueId, callee: FnId, given: &Given, callback: &Callback, confidence: Confidence) {
        let targets = self.substitute(at, given, callback.callee, &Info::START, Hop::Library);
        if targets.is_empty() {
            return;
        }
        let mut args: Vec<(u16, Entry)> = Vec::new();
        let mut seen: FxHashSet<(u16, Path, Token)> = FxHashSet::default();
        for (param, entry) in &callback.args {
            let hop = Hop::Passed { callee, last: entry.info.via };
            for (token, info) in self.substitute(at, given, entry.token, &entry.info, hop) {
                if args.len() < CALLBACK_ARGS && seen.insert((*param, entry.at, token)) {
                    args.push((*param, Entry { at: entry.at, token, info }));
                }
            }
        }
        for (target, info) in targets {
            match target.root {
                Root::Function { function, bound } => self.call_back(at, function, bound, &args, confidence.max(info.confidence)),
                Root::Slot(_) | Root::Returned(_) | Root::Written(..) => {
                    for &(function, bound) in self.functions_at(&target) {
                        self.call_back(at, function, bound, &args, Confidence::Ambiguous);
                    }
                }
                Root::Param(_) => self.callback(Callback { callee: target, site: callback.site, args: args.clone() }),
                Root::Source(..) | Root::Channel(_) | Root::Endpoint(_) => {}
            }
        }
    }

    /// Runs a function that a callee calls. Functions that call themselves through their arguments end here.
    fn call_back(&mut self, at: ValueId, function: FnId, bound: bool, args: &[(u16, Entry)], confidence: Confidence) {
        if self.nested >= NESTED {
            self.widen();
            return;
        }
        self.nested += 1;
        self.calls_dynamically(function);
        let actuals = self.bind_entries(function, bound, args);
        self.apply_summary(at, function, &actuals, confidence, Outcome::default());
        self.nested -= 1;
    }

    pub(super) fn bind_entries(&self, function: FnId, bound: bool, args: &[(u16, Entry)]) -> Actuals {
        let params = self.context.program.function(function).params.len();
        let mut actuals: Actuals = vec![SmallVec::new(); params];
        for (param, entry) in args {
            if let Some(slot) = actuals.get_mut(*param as usize + usize::from(bound)) {
                slot.push(Actual::Entries(vec![*entry]));
            }
        }
        actuals
    }
}
