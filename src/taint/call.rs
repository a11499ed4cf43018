//! Calls: model rows, summaries of callees in the tree, function values, and the default for what
//! nobody modelled.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::domain::{Confidence, Entry, Info, NO_STEP, Path, Root, Sel, Site, Token};
use super::summary::{Callback, Hop, Store};
use super::transfer::Analysis;
use crate::ir::{Arg, Callee, Op, ParamKind, Selector, ValueId};
use crate::link::{Binding, Edge, FnId, Referent, Rung};
use crate::models::SourceKind;

/// Most entries that the arguments of an unknown function value keep.
const CALLBACK_ARGS: usize = 48;

/// What a parameter of a callee gets.
#[derive(Clone)]
pub(super) enum Actual {
    /// The part at `from` of a value, placed at `at` inside the parameter.
    Part {
        value: ValueId,
        from: Path,
        at: Path,
    },
    Entries(Vec<Entry>),
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

impl Analysis<'_> {
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
        let laid = self.lay_out(at, receiver, args);
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
        if targets.edges.is_empty() {
            applied |= self.apply_value(&laid, site.callee);
        }
        // Callees guessed by name may all be wrong: then the call goes to a library that nobody modelled.
        let guessed = !targets.edges.is_empty() && targets.edges.iter().all(|edge| edge.rung >= Rung::R5);
        if (!applied || guessed) && targets.rows.is_empty() {
            let name = match site.callee {
                Callee::Method { symbol, .. } | Callee::Super { symbol, .. } => Some(self.facts.text(symbol)),
                Callee::Value(value) => match self.function.ops[value as usize] {
                    Op::Name(symbol) | Op::Get(_, Selector::Field(symbol)) => Some(self.facts.text(symbol)),
                    _ => None,
                },
            };
            self.apply_default(&laid, name);
        }
    }

    pub(super) fn lay_out(&self, at: ValueId, receiver: Option<ValueId>, args: &[Arg]) -> CallSite {
        let mut laid =
            CallSite { at, receiver, positional: SmallVec::new(), keywords: SmallVec::new(), spreads: SmallVec::new() };
        for arg in args {
            match (arg.keyword, arg.spread) {
                (_, true) => laid.spreads.push(arg.value),
                (Some(keyword), false) => laid.keywords.push((self.links.symbols[keyword as usize], arg.value)),
                (None, false) => laid.positional.push(arg.value),
            }
        }
        laid
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
        let actuals = self.bind(laid, edge.callee, first);
        let returns = edge.binding != Binding::New;
        self.apply_summary(laid.at, edge.callee, &actuals, confidence, returns.then_some((laid.at, Path::EMPTY)));
    }

    /// Lays arguments to parameters. `first`: parameter 0 is bound by the call itself.
    fn bind(&self, laid: &CallSite, callee: FnId, first: Option<Option<ValueId>>) -> Actuals {
        let function = self.context.program.function(callee);
        let links = &self.context.program.functions[callee as usize];
        let mut actuals: Actuals = vec![SmallVec::new(); function.params.len()];
        let part = |value, from, at| Actual::Part { value, from, at };
        let offset = usize::from(first.is_some());
        if let (Some(Some(receiver)), false) = (first, actuals.is_empty()) {
            actuals[0].push(part(receiver, Path::EMPTY, Path::EMPTY));
        }
        let mut next = offset;
        for (number, &value) in laid.positional.iter().enumerate() {
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
        for &(keyword, value) in &laid.keywords {
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
        for &value in &laid.spreads {
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

    /// What the actuals of a parameter hold at `path`.
    fn actual_entries(&self, actuals: &Actuals, param: u16, path: Path) -> SmallVec<[Entry; 4]> {
        let mut found = SmallVec::new();
        for actual in actuals.get(param as usize).into_iter().flatten() {
            match actual {
                Actual::Part { value, from, at } => match at.lie(path) {
                    super::domain::Lie::Below(rest) => {
                        found
                            .extend(self.read(*value, *from).into_iter().map(|entry| Entry { at: rest.join(entry.at), ..entry }));
                    }
                    super::domain::Lie::Above(rest) => found.extend(self.read(*value, from.join(rest))),
                    super::domain::Lie::Apart => {}
                },
                Actual::Entries(entries) => {
                    let contents = super::domain::Contents(entries.iter().copied().collect());
                    found.extend(contents.read(path, self.context.rules.file));
                }
            }
        }
        found
    }

    /// A callee's token as this function sees it: what stands for a parameter is replaced by what the
    /// parameter got; the rest is passed on with a step.
    pub(super) fn substitute(
        &mut self,
        at: ValueId,
        actuals: &Actuals,
        token: Token,
        info: &Info,
        hop: Hop,
    ) -> SmallVec<[Entry; 4]> {
        let mut found = SmallVec::new();
        let Root::Param(param) = token.root else {
            let via = self.step(at, NO_STEP, hop);
            found.push(Entry { at: Path::EMPTY, token, info: Info { via, distance: info.distance.saturating_add(1), ..*info } });
            return found;
        };
        for entry in self.actual_entries(actuals, param, token.path) {
            let mut entry = entry;
            if let Some(read) = token.read {
                if !names_remotely(&entry.token) || entry.at.has(self.context.rules.file) {
                    continue;
                }
                entry.at = Path::EMPTY;
                entry.token.read = Some(read);
            }
            let via = self.step(at, entry.info.via, hop);
            found.push(Entry { info: entry.info.followed_by(info, via), ..entry });
        }
        found
    }

    /// Applies a callee's summary. `result`: where what it returns goes.
    pub(super) fn apply_summary(
        &mut self,
        at: ValueId,
        callee: FnId,
        actuals: &Actuals,
        confidence: Confidence,
        result: Option<(ValueId, Path)>,
    ) {
        let Some(summary) = self.summary(callee) else { return };
        let file = self.context.rules.file;
        if let Some((value, place)) = result {
            for returned in &summary.returns {
                let hop = Hop::Returned { callee, last: returned.info.via };
                for entry in self.substitute(at, actuals, returned.token, &returned.info, hop) {
                    let inner = place.join(returned.at).join(entry.at);
                    self.add(value, inner, entry.token, entry.info.at_least(confidence));
                }
                self.alias_returned(actuals, returned, (value, place));
            }
        }
        for out in &summary.outs {
            let hop = Hop::Returned { callee, last: out.entry.info.via };
            let entries: SmallVec<[Entry; 4]> = self
                .substitute(at, actuals, out.entry.token, &out.entry.info, hop)
                .into_iter()
                .map(|entry| Entry { at: out.entry.at.join(entry.at), info: entry.info.at_least(confidence), ..entry })
                .collect();
            for actual in actuals.get(out.param as usize).cloned().into_iter().flatten() {
                if let Actual::Part { value, from, at: place } = actual {
                    self.write_part(at, value, from, place, &entries);
                }
            }
        }
        for reach in &summary.reaches {
            let hop = Hop::Passed { callee, last: reach.info.via };
            for entry in self.substitute(at, actuals, reach.token, &reach.info, hop) {
                if !entry.at.has(file) {
                    self.reach(entry.token, reach.end, entry.info.at_least(confidence));
                }
            }
        }
        for store in &summary.stores {
            let hop = Hop::Passed { callee, last: store.info.via };
            for entry in self.substitute(at, actuals, store.token, &store.info, hop) {
                let inner = store.at.join(entry.at);
                self.store(Store { at: inner, token: entry.token, info: entry.info.at_least(confidence), ..*store });
            }
        }
        for callback in &summary.callbacks {
            self.pass_callback(at, callee, actuals, callback, confidence);
        }
    }

    /// A callee that returns (a part of) its argument: writing to the result writes to the argument.
    fn alias_returned(&mut self, actuals: &Actuals, returned: &Entry, result: (ValueId, Path)) {
        let Token { root: Root::Param(param), path, read: None } = returned.token else { return };
        if let Some([Actual::Part { value, from, at }]) = actuals.get(param as usize).map(SmallVec::as_slice)
            && at.is_empty()
        {
            self.alias((result.0, result.1.join(returned.at)), (*value, from.join(path)));
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
                entries.retain(|entry| matches!(entry.token.root, Root::Function { .. }));
                entries
            }
            Callee::Super { .. } => return false,
        };
        let mut applied = false;
        for entry in entries {
            match entry.token.root {
                Root::Function { function, bound } if entry.at.is_empty() => {
                    applied = true;
                    let actuals = self.bind(laid, function, bound.then_some(None));
                    self.apply_summary(laid.at, function, &actuals, entry.info.confidence, Some((laid.at, Path::EMPTY)));
                }
                Root::Param(_) | Root::Slot(_) if entry.at.is_empty() && entry.token.read.is_none() => {
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
                _ => {}
            }
        }
        applied
    }

    /// A callee calls a function value that it got from here, or passes the question on.
    fn pass_callback(&mut self, at: ValueId, callee: FnId, actuals: &Actuals, callback: &Callback, confidence: Confidence) {
        let targets = self.substitute(at, actuals, callback.callee, &Info::START, Hop::Library);
        if targets.is_empty() {
            return;
        }
        let mut args: Vec<(u16, Entry)> = Vec::new();
        let mut seen: FxHashSet<(u16, Path, Token)> = FxHashSet::default();
        for (param, entry) in &callback.args {
            let hop = Hop::Passed { callee, last: entry.info.via };
            for given in self.substitute(at, actuals, entry.token, &entry.info, hop) {
                let place = entry.at.join(given.at);
                if args.len() < CALLBACK_ARGS && seen.insert((*param, place, given.token)) {
                    args.push((*param, Entry { at: place, ..given }));
                }
            }
        }
        for target in targets {
            match target.token.root {
                Root::Function { function, bound } => {
                    let actuals = self.bind_entries(function, bound, &args);
                    self.apply_summary(at, function, &actuals, confidence.max(target.info.confidence), None);
                }
                Root::Param(_) | Root::Slot(_) => {
                    self.callback(Callback { callee: target.token, site: callback.site, args: args.clone() });
                }
                Root::Source(..) | Root::Channel(_) | Root::Endpoint(_) => {}
            }
        }
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

/// Data whose content, used as a name, lets somebody else choose what is read.
pub(super) fn names_remotely(token: &Token) -> bool {
    match token.root {
        Root::Source(kind, _) => matches!(kind, SourceKind::Network | SourceKind::Input) && token.read.is_none(),
        Root::Param(_) | Root::Slot(_) | Root::Channel(_) => token.read.is_none(),
        Root::Function { .. } | Root::Endpoint(_) => false,
    }
}
