//! Applies model rows to a call: conditions, aliases, flows, sources, callbacks, sinks; and the default for
//! what nobody modelled.

use smallvec::SmallVec;

use super::arguments::{Actuals, CallSite};
use super::call::Outcome;
use super::default::Default;
use super::domain::{Confidence, Entry, Info, Path, Root, Sel, Site, Token, What};
use super::rules::{Rule, RuleAnchor, RuleArg, RuleInvoke, RulePlace, RulePort, RuleStep};
use super::summary::{Callback, End, Hop};
use super::transfer::Analysis;
use crate::ir::{Const, Op, Selector, ValueId};
use crate::link::{FnId, Ty};
use crate::models::{RowId, SinkKind, SourceKind, TransformSet};

impl Analysis<'_> {
    // --- members ---

    pub(super) fn property(&mut self, at: ValueId, base: ValueId) {
        if let Some(edge) = self.links.property(at) {
            let laid = CallSite::new(self.links, at, Some(base), &[]);
            self.apply_edge(&laid, edge);
        }
    }

    /// Rows for an attribute that is read, or an external name that is.
    pub(super) fn attribute(&mut self, at: ValueId, base: Option<ValueId>) {
        let links = self.links;
        let rows = links.attribute_rows(at);
        if !rows.is_empty() {
            let laid = CallSite::new(self.links, at, base, &[]);
            for &row in rows {
                self.apply_row(&laid, row);
            }
        }
    }

    // --- models ---

    /// Applies a row; false when its conditions do not hold.
    pub(super) fn apply_row(&mut self, laid: &CallSite, row: RowId) -> bool {
        let rules = self.context.rules;
        let rule: &Rule = rules.rule(row);
        if !rule.conditions.iter().all(|condition| self.condition_holds(laid, condition)) {
            return false;
        }
        self.capabilities(laid.at, rule.capabilities);
        if rule.fluent
            && let Some(receiver) = laid.receiver
        {
            self.alias((laid.at, Path::EMPTY), (receiver, Path::EMPTY));
        }
        for (a, b) in &rule.aliases {
            for (value_a, path_a, _) in self.places(laid, a) {
                for (value_b, path_b, _) in self.places(laid, b) {
                    self.alias((value_a, path_a), (value_b, path_b));
                }
            }
        }
        for flow in rule.flows.iter().filter(|flow| !flow.ends) {
            self.apply_flow(laid, &flow.from, &flow.to, flow.transforms);
        }
        for (port, kind, path) in &rule.sources {
            self.apply_source(laid, port, *kind, path.as_ref());
        }
        for invoke in &rule.invokes {
            self.apply_invoke(laid, invoke);
        }
        for (port, kind, endpoint) in &rule.sinks {
            self.apply_sink(laid, port, *kind);
            if let Some(endpoint) = endpoint {
                self.apply_endpoint(laid, endpoint);
            }
        }
        for endpoint in &rule.endpoints {
            self.apply_endpoint(laid, endpoint);
        }
        true
    }

    /// The values and paths that a port means at this call; the flag is for `.*`.
    fn places(&self, laid: &CallSite, port: &RulePort) -> SmallVec<[(ValueId, Path, bool); 4]> {
        let mut found = SmallVec::new();
        for place in &port.0 {
            let Some((path, any)) = self.path_of(laid, place) else { continue };
            for value in laid.values(place.anchor) {
                // A keyword's argument may also lie in a spread dictionary, under its name.
                let path = match place.anchor {
                    RuleAnchor::Keyword(name) if laid.spreads.contains(&value) => Path::EMPTY.then(Sel::key(name)).join(path),
                    _ => path,
                };
                found.push((value, path, any));
            }
        }
        found
    }

    fn path_of(&self, laid: &CallSite, place: &RulePlace) -> Option<(Path, bool)> {
        let mut path = Path::EMPTY;
        for step in &place.path {
            match step {
                RuleStep::Sel(selector) => path = path.then(*selector),
                RuleStep::KeyOf(number) => path = path.then(self.key_of(*laid.positional.get(*number as usize)?)?),
                RuleStep::Any => return Some((path, true)),
            }
        }
        Some((path, false))
    }

    /// The key that a constant argument is: its text, its number, or the last part of its unresolved name.
    fn key_of(&self, value: ValueId) -> Option<Sel> {
        match self.function.ops[self.same(value) as usize] {
            Op::Const(constant) => match self.facts.consts[constant as usize] {
                Const::Str(symbol) => Some(Sel::key(self.links.symbols[symbol as usize])),
                Const::Int(number) => u8::try_from(number).ok().filter(|&number| number < 8).map(Sel::index),
                Const::Bytes(_) | Const::Float | Const::Bool(_) | Const::Null => None,
            },
            Op::Name(symbol) | Op::Get(_, Selector::Field(symbol)) => Some(Sel::key(self.links.symbols[symbol as usize])),
            _ => None,
        }
    }

    fn apply_flow(&mut self, laid: &CallSite, from: &RulePort, to: &RulePort, transforms: TransformSet) {
        let targets = self.places(laid, to);
        for (value, path, any) in self.places(laid, from) {
            let mut entries = self.whole(value, path);
            for entry in &mut entries {
                if any {
                    entry.at = Path::EMPTY;
                }
                entry.info = entry.info.with(transforms);
                entry.info.distance = entry.info.distance.saturating_add(1);
                entry.info.via = self.step(laid.at, entry.info.via, Hop::Library);
            }
            for &(target, place, _) in &targets {
                self.write(laid.at, target, place, &entries);
            }
        }
    }

    fn apply_source(&mut self, laid: &CallSite, port: &RulePort, kind: SourceKind, path: Option<&RulePort>) {
        let mut entries: SmallVec<[Entry; 4]> = SmallVec::new();
        entries.push(self.source(laid.at, kind));
        let site = Site { function: self.id, op: laid.at };
        for (value, place, _) in path.map(|path| self.places(laid, path)).unwrap_or_default() {
            for entry in self.whole(value, place) {
                if entry.token.names_remotely() {
                    let via = self.step(laid.at, entry.info.via, Hop::Source);
                    let token = Token { read: Some((kind, site)), ..entry.token };
                    entries.push(Entry { at: Path::EMPTY, token, info: Info { via, ..entry.info } });
                }
            }
        }
        for (value, place, _) in self.places(laid, port) {
            self.write(laid.at, value, place, &entries);
        }
    }

    fn apply_sink(&mut self, laid: &CallSite, port: &RulePort, kind: SinkKind) {
        let site = Site { function: self.id, op: laid.at };
        for (value, path, _) in self.places(laid, port) {
            let through_file = path.has(self.context.rules.file);
            let end = End::Sink { kind, site, through_file };
            for entry in self.whole(value, path) {
                let via = self.step(laid.at, entry.info.via, Hop::Sink);
                self.reach(entry.token, end, Info { via, ..entry.info });
            }
        }
    }

    fn apply_endpoint(&mut self, laid: &CallSite, port: &RulePort) {
        let end = End::Endpoint { site: Site { function: self.id, op: laid.at } };
        for (value, path, _) in self.places(laid, port) {
            for entry in self.whole(value, path) {
                self.reach(entry.token, end, entry.info);
            }
        }
    }

    fn apply_invoke(&mut self, laid: &CallSite, invoke: &RuleInvoke) {
        for (value, path, _) in self.places(laid, &invoke.callee) {
            let path = invoke.method.map_or(path, |method| path.then(Sel::field(method)));
            for entry in self.read(value, path) {
                if !entry.at.is_empty() || entry.token.what != What::Function {
                    continue;
                }
                match entry.token.root {
                    Root::Function { function, bound } => {
                        self.invoke_function(laid, invoke, function, bound, entry.info.confidence)
                    }
                    Root::Slot(_) | Root::Returned(_) | Root::Written(..) => {
                        for &(function, bound) in self.functions_at(&entry.token) {
                            self.invoke_function(laid, invoke, function, bound, Confidence::Ambiguous);
                        }
                    }
                    Root::Param(_) => {
                        let args = self.invoke_args(laid, invoke);
                        let site = Site { function: self.id, op: laid.at };
                        self.callback(Callback { callee: entry.token, site, args });
                    }
                    Root::Source(..) | Root::Channel(_) | Root::Endpoint(_) => {}
                }
            }
        }
    }

    fn invoke_function(&mut self, laid: &CallSite, invoke: &RuleInvoke, function: FnId, bound: bool, confidence: Confidence) {
        self.calls_dynamically(function);
        let args = self.invoke_args(laid, invoke);
        let actuals = self.bind_entries(function, bound, &args);
        let results = invoke.result.as_ref().map(|port| self.places(laid, port)).unwrap_or_default();
        let outcome = Outcome { result: results.first().map(|&(value, path, _)| (value, path)), fresh: None };
        self.apply_summary(laid.at, function, &actuals, confidence, outcome);
        for (param, port) in &invoke.out {
            let outs = self.callback_outs(laid.at, function, &actuals, param + u16::from(bound));
            for (value, path, _) in self.places(laid, port) {
                self.write(laid.at, value, path, &outs);
            }
        }
    }

    fn callback_outs(&mut self, at: ValueId, callee: FnId, actuals: &Actuals, param: u16) -> Vec<Entry> {
        let given = self.given(at, callee, actuals, Confidence::Traced, None);
        let mut found = Vec::new();
        for out in self.summary(callee).outs.iter().filter(|out| out.param == param) {
            let hop = Hop::Returned { callee, last: out.entry.info.via };
            for (token, info) in self.substitute(at, &given, out.entry.token, &out.entry.info, hop) {
                found.push(Entry { at: out.entry.at, token, info });
            }
        }
        found
    }

    fn invoke_args(&mut self, laid: &CallSite, invoke: &RuleInvoke) -> Vec<(u16, Entry)> {
        let mut args = Vec::new();
        for (param, arg) in invoke.args.iter().enumerate() {
            match arg {
                RuleArg::None => {}
                RuleArg::Source(kind) => args.push((param as u16, self.source(laid.at, *kind))),
                RuleArg::Port(port) => {
                    for (value, path, _) in self.places(laid, port) {
                        args.extend(self.read(value, path).into_iter().map(|entry| (param as u16, entry)));
                    }
                }
            }
        }
        for (value, path, _) in invoke.spread.as_ref().map(|port| self.places(laid, port)).unwrap_or_default() {
            for index in 0..8u8 {
                let element = path.then(Sel::index(index));
                args.extend(self.read(value, element).into_iter().map(|entry| (u16::from(index), entry)));
            }
        }
        args
    }

    fn condition_holds(&self, laid: &CallSite, condition: &super::rules::RuleCondition) -> bool {
        let places = self.places(laid, &condition.port);
        if places.is_empty() {
            let absent = |globs: &[String]| globs.iter().any(|glob| glob == "absent");
            return (condition.is.is_empty() || absent(&condition.is)) && !absent(&condition.not) && condition.types.is_empty();
        }
        places.iter().any(|&(value, _, _)| {
            let text = self.constant_text(value);
            let matches =
                |globs: &[String]| text.as_deref().is_some_and(|text| globs.iter().any(|glob| glob_matches(glob, text)));
            let ty = self.type_text(value);
            let typed = |types: &[String]| ty.is_some_and(|ty| types.iter().any(|known| known == ty));
            (condition.is.is_empty() || matches(&condition.is))
                && !matches(&condition.not)
                && (condition.types.is_empty() || typed(&condition.types))
                && !typed(&condition.types_not)
        })
    }

    fn constant_text(&self, value: ValueId) -> Option<String> {
        if let Some(text) = self.links.constant(value) {
            return Some(text.to_owned());
        }
        match self.function.ops[self.same(value) as usize] {
            Op::Const(constant) => match &self.facts.consts[constant as usize] {
                Const::Str(symbol) => Some(self.facts.text(*symbol).to_owned()),
                Const::Int(number) => Some(number.to_string()),
                Const::Bool(value) => Some(value.to_string()),
                Const::Null => Some("null".to_owned()),
                Const::Bytes(_) | Const::Float => None,
            },
            Op::Name(symbol) | Op::Get(_, Selector::Field(symbol)) => Some(self.facts.text(symbol).to_owned()),
            _ => None,
        }
    }

    fn type_text(&self, value: ValueId) -> Option<&str> {
        // What made the value says more than the variable it lies in (`FILE *` from `popen`).
        let ty = self.links.ty(self.same(value)).or_else(|| self.links.ty(value))?;
        Some(match ty {
            Ty::External(name) => self.name_text(name),
            Ty::Class(class) | Ty::ClassObject(class) => self.name_text(self.context.program.classes[class as usize].qualified),
        })
    }

    // --- what nobody modelled ---

    /// Arguments and receiver flow to the result, arguments to the receiver, marked `assumed`. `guessed`: some function
    /// of the tree may be meant as well, and says itself what it writes.
    pub(super) fn apply_default(&mut self, laid: &CallSite, name: Option<&str>, guessed: bool) {
        let keeps = match Default::of(name, guessed) {
            Default::Nothing => return,
            Default::Result => false,
            Default::ResultAndReceiver => true,
        };
        let mut inputs: SmallVec<[Entry; 8]> = SmallVec::new();
        let args = laid.positional.iter().chain(&laid.spreads).copied().chain(laid.keywords.iter().map(|&(_, value)| value));
        for value in args.collect::<SmallVec<[ValueId; 8]>>() {
            inputs.extend(self.whole(value, Path::EMPTY));
        }
        inputs.retain(|entry| entry.token.is_data());
        self.unmodelled(laid.at, inputs.iter().any(|entry| entry.token.is_data()));
        let mut passed: SmallVec<[Entry; 8]> = inputs.iter().map(|entry| self.assumed(laid.at, entry)).collect();
        if let Some(receiver) = laid.receiver {
            if keeps {
                self.write(laid.at, receiver, Path::EMPTY, &passed);
            }
            for entry in self.read(receiver, Path::EMPTY) {
                if entry.token.is_data() && !entry.at.has(self.context.rules.file) {
                    let entry = self.assumed(laid.at, &entry);
                    passed.push(entry);
                }
            }
        }
        for entry in passed {
            self.add(laid.at, Path::EMPTY, entry.token, entry.info);
        }
    }

    fn assumed(&mut self, at: ValueId, entry: &Entry) -> Entry {
        let via = self.step(at, entry.info.via, Hop::Library);
        let info = Info { via, distance: entry.info.distance.saturating_add(2), ..entry.info }.at_least(Confidence::Assumed);
        Entry { at: Path::EMPTY, token: entry.token, info }
    }
}

/// `*` stands for any run of characters, at the end or the start of the glob, or alone.
fn glob_matches(glob: &str, text: &str) -> bool {
    match (glob.strip_prefix('*'), glob.strip_suffix('*')) {
        (Some(middle), Some(_)) if glob.len() > 1 => text.contains(middle.trim_end_matches('*')),
        (Some(_), Some(_)) => true,
        (Some(tail), None) => text.ends_with(tail),
        (None, Some(head)) => text.starts_with(head),
        (None, None) => glob == text,
    }
}
