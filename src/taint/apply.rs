//! What model rows say of something that a call uses: flows, readings that it directs, sinks, callbacks.

use smallvec::SmallVec;

use super::arguments::{Actual, CallSite};
use super::body::Body;
use super::domain::{Confidence, Path, Sel, Site, What, seen};
use super::edge::{Carries, End, Hop};
use super::invocations::{By, Invocation};
use super::place::{NO_NAME, Place};
use super::rules::{Rule, RuleAnchor, RuleArg, RuleCondition, RulePlace, RulePort, RuleStep};
use super::scope::Scope;
use super::spread::{Held, Spread};
use crate::ir::{BinOp, Const, FileFacts, Function, LiteralKind, Op, Selector, ValueId};
use crate::link::{FnId, FunctionLinks, Program, Referent, Ty};
use crate::models::{Medium, RowId, SinkKind, SourceKind, Transform, glob_matches};

/// Most positions that an argument list is spread to.
const SPREAD: u8 = 8;
/// Most values that come together in one of which conditions are asked.
const MAX_ALTERNATIVES: usize = 8;
/// Longer commands are not read.
const MAX_WORDS: usize = 64;

/// What a call says by itself, without regard to what its values hold.
pub(super) struct Ports<'b> {
    pub program: &'b Program,
    pub links: &'b FunctionLinks,
    pub function: &'b Function,
    pub facts: &'b FileFacts,
    pub same: &'b [ValueId],
    pub laid: &'b CallSite,
}

impl Ports<'_> {
    /// The values and paths that a port means; the flag is for `.*`.
    pub(super) fn places(&self, port: &RulePort) -> SmallVec<[(ValueId, Path, bool); 4]> {
        let mut found = SmallVec::new();
        for place in &port.0 {
            let Some((path, any)) = self.path_of(place) else { continue };
            for value in self.laid.values(place.anchor) {
                // A keyword's argument may also lie in a spread dictionary, under its name.
                let path = match place.anchor {
                    RuleAnchor::Keyword(name) if self.laid.spreads.contains(&value) => {
                        Path::EMPTY.then(Sel::key(name)).join(path)
                    }
                    _ => path,
                };
                found.push((value, path, any));
            }
        }
        found
    }

    pub(super) fn path_of(&self, place: &RulePlace) -> Option<(Path, bool)> {
        let mut path = Path::EMPTY;
        for step in &place.path {
            match step {
                RuleStep::Sel(selector) => path = path.then(*selector),
                RuleStep::KeyOf(number) => {
                    let key = *self.laid.positional.get(*number as usize)?;
                    // What is known of the key only when the program runs may be any.
                    path = path.then(self.key_of(key).unwrap_or(Sel::ELEMENT));
                }
                RuleStep::Any => return Some((path, true)),
            }
        }
        Some((path, false))
    }

    fn op(&self, value: ValueId) -> Op {
        self.function.ops[self.same[value as usize] as usize]
    }

    /// The key that a constant argument is: its text, its number, or the last part of its unresolved name.
    fn key_of(&self, value: ValueId) -> Option<Sel> {
        match self.op(value) {
            Op::Const(constant) => match self.facts.consts[constant as usize] {
                Const::Str(symbol) => Some(Sel::key(self.links.symbols[symbol as usize])),
                Const::Int(number) => u8::try_from(number).ok().filter(|&number| number < 8).map(Sel::index),
                Const::Bytes(_) | Const::Float | Const::Bool(_) | Const::Null => None,
            },
            Op::Name(symbol) | Op::Get(_, Selector::Field(symbol)) => Some(Sel::key(self.links.symbols[symbol as usize])),
            _ => None,
        }
    }

    /// True when the row speaks of this call.
    pub(super) fn holds(&self, rule: &Rule) -> bool {
        rule.conditions.iter().all(|condition| self.condition(condition))
    }

    fn condition(&self, condition: &RuleCondition) -> bool {
        let places = self.places(&condition.port);
        if places.is_empty() {
            let absent = |globs: &[String]| globs.iter().any(|glob| glob == "absent");
            return (condition.is.is_empty() || absent(&condition.is)) && !absent(&condition.not) && condition.types.is_empty();
        }
        places.iter().flat_map(|&(value, _, _)| self.alternatives(value)).any(|value| {
            let text = self.constant_text(value);
            let of_words = condition.is.iter().any(|glob| glob.contains([' ', '@'])) && text.is_none();
            // A command of several words is known in part.
            let text = if of_words { Some(self.skeleton(value)) } else { text };
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

    /// The values that one may be: those that come together in it.
    fn alternatives(&self, value: ValueId) -> SmallVec<[ValueId; 4]> {
        let mut found: SmallVec<[ValueId; 4]> = SmallVec::from_elem(value, 1);
        let mut at = 0;
        while let Some(&value) = found.get(at) {
            match self.op(value) {
                Op::Phi(range) => {
                    for &operand in range.of(&self.function.operands) {
                        if found.len() < MAX_ALTERNATIVES && !found.contains(&operand) {
                            found.push(operand);
                        }
                    }
                }
                Op::Bin(BinOp::Choice, left, right) if found.len() < MAX_ALTERNATIVES => found.extend([left, right]),
                _ => {}
            }
            at += 1;
        }
        found
    }

    fn constant_text(&self, value: ValueId) -> Option<String> {
        if let Some(text) = self.links.constant(value) {
            return Some(text.to_owned());
        }
        match self.op(value) {
            Op::Const(constant) => match &self.facts.consts[constant as usize] {
                Const::Str(symbol) => Some(self.facts.text(*symbol).to_owned()),
                Const::Int(number) => Some(number.to_string()),
                Const::Bool(value) => Some(value.to_string()),
                Const::Null => Some("null".to_owned()),
                Const::Bytes(_) | Const::Float => None,
            },
            Op::Name(symbol) | Op::Get(_, Selector::Field(symbol)) => {
                Some(self.facts.text(symbol).trim_start_matches('.').to_owned())
            }
            _ => None,
        }
    }

    /// What is known of a text or a list of words: `curl -d ?` for `"curl -d " + data` and for `["curl", "-d", data]`.
    fn skeleton(&self, value: ValueId) -> String {
        let mut text = String::new();
        let mut open: SmallVec<[ValueId; 8]> = SmallVec::from_elem(value, 1);
        let mut words = 0;
        while let Some(value) = open.pop().filter(|_| words < MAX_WORDS) {
            words += 1;
            match self.op(value) {
                Op::Concat(range) => open.extend(range.of(&self.function.operands).iter().rev().copied()),
                Op::Literal(LiteralKind::List | LiteralKind::Tuple, range) if words == 1 => {
                    // Its words are taken one by one, the first one first.
                    let entries = range.of(&self.function.entries);
                    for &(_, entry) in entries.iter().take(MAX_WORDS) {
                        text.push_str(&self.skeleton_of_word(entry));
                        text.push(' ');
                    }
                }
                _ => text.push_str(&self.constant_of(value)),
            }
        }
        text
    }

    fn skeleton_of_word(&self, value: ValueId) -> String {
        match self.op(value) {
            Op::Concat(range) => {
                let parts = range.of(&self.function.operands).iter().take(MAX_WORDS);
                parts.map(|&part| self.constant_of(part)).collect()
            }
            _ => self.constant_of(value),
        }
    }

    fn constant_of(&self, value: ValueId) -> String {
        let constant = match self.op(value) {
            Op::Const(_) => self.constant_text(value),
            _ => self.links.constant(value).map(str::to_owned),
        };
        constant.unwrap_or_else(|| "?".to_owned())
    }

    fn type_text(&self, value: ValueId) -> Option<&str> {
        // What made the value says more than the variable it lies in (`FILE *` from `popen`).
        let ty = self.links.ty(self.same[value as usize]).or_else(|| self.links.ty(value))?;
        let name = match ty {
            Ty::External(name) => name,
            Ty::Class(class) | Ty::ClassObject(class) => self.program.classes[class as usize].qualified,
        };
        Some(self.program.names.text(name))
    }
}

impl<'a> Spread<'a> {
    pub(super) fn ports<'b>(&self, scope: &'b Scope<'a>, laid: &'b CallSite) -> Ports<'b>
    where
        'a: 'b,
    {
        let Scope { links, function, facts, body, .. } = scope;
        Ports { program: self.program, links, function, facts, same: &body.same, laid }
    }

    /// Applies a row to what one of the call's values holds.
    pub(super) fn row(&mut self, scope: &Scope<'a>, held: Held, laid: &CallSite, row: RowId) {
        let rules = self.rules;
        let rule: &Rule = rules.rule(row);
        let ports = self.ports(scope, laid);
        if !ports.holds(rule) {
            return;
        }
        let (site, file) = (scope.site(laid.at), rules.file);
        let sure = self.outside.confidence(site, row);
        // Where what is held lies for who asks for all of a port.
        let whole = |port: &RulePort| -> SmallVec<[Path; 2]> {
            let asked = ports.places(port).into_iter().filter(|&(value, _, _)| scope.body.same(value) == held.value);
            let asked = asked.filter(|(_, path, _)| path.is_empty() || !held.in_slot);
            let seen = asked.filter_map(|(_, path, any)| {
                let rest = seen(held.path, held.what, path, file)?;
                (!rest.has(file)).then_some(if any { Path::EMPTY } else { rest })
            });
            seen.collect()
        };
        for flow in rule.flows.iter().filter(|flow| !flow.ends) {
            let mut step = scope.step(laid.at, if flow.drains { Hop::Drained } else { Hop::Library }).sure(sure).long(1);
            step.transforms = flow.transforms;
            // Of what was encrypted or compressed nothing tells the parts apart.
            let opaque =
                [Transform::Encrypt, Transform::Compress].into_iter().any(|transform| flow.transforms.contains(transform));
            for rest in whole(&flow.from) {
                let rest = if opaque && held.what == What::Data && !rules.is_behind(rest) { Path::EMPTY } else { rest };
                for (target, place, _) in ports.places(&flow.to) {
                    self.graph.connect(held.id, scope.written(target), place.join(rest), held.what, step);
                }
                for (channel, sure) in ports.channels_written(&flow.to) {
                    self.graph.connect(held.id, channel, rest, held.what, step.sure(sure).only(Carries::Data));
                }
            }
        }
        if held.what == What::Data {
            for (port, kind, path) in rule.sources.iter().filter_map(|(port, kind, path)| Some((port, kind, path.as_ref()?))) {
                if whole(path).is_empty() {
                    continue;
                }
                let mut step = scope.step(laid.at, Hop::Directs(*kind)).sure(sure);
                step.after = scope.body.at(laid.at);
                if let Some((source, _)) = self.graph.node(Place::Source(scope.id, laid.at, *kind), Path::EMPTY, What::Data) {
                    self.graph.directs(held.id, source, step);
                }
                for (target, place, _) in ports.places(port) {
                    self.graph.connect(held.id, scope.written(target), place, What::Directed, step);
                }
            }
        }
        for (port, kind, endpoint) in &rule.sinks {
            if held.what == What::Data {
                let asked = ports.places(port).into_iter().filter(|&(value, _, _)| scope.body.same(value) == held.value);
                for (_, path, _) in asked.filter(|(_, path, _)| path.is_empty() || !held.in_slot) {
                    if seen(held.path, held.what, path, file).is_some_and(|rest| !rest.has(file)) {
                        let called = rule.invokes.iter().any(|invoke| invoke.callee == *port);
                        self.end(held, site, sure, End::Sink { kind: *kind, site, through_file: path.has(file), called });
                        if *kind == SinkKind::ExecCommand
                            && let Some(child) = self.child(scope, laid)
                        {
                            let step = scope.step(laid.at, Hop::Library).long(1).only(Carries::Data);
                            let input = Place::Channel(Medium::Input, NO_NAME, child);
                            self.graph.connect(held.id, input, Path::EMPTY, held.what, step);
                        }
                    }
                }
                if let Some(endpoint) = endpoint
                    && !whole(endpoint).is_empty()
                {
                    self.end(held, site, sure, End::Endpoint { site });
                }
            }
        }
        if held.what == What::Data && rule.endpoints.iter().any(|endpoint| !whole(endpoint).is_empty()) {
            self.end(held, site, sure, End::Endpoint { site });
        }
        if held.what == What::Function && !held.in_slot {
            for (number, invoke) in rule.invokes.iter().enumerate() {
                let functional = invoke.method.is_some() && scope.has_functional_interfaces();
                let lies = |path: Path| seen(held.path, held.what, path, file).is_some_and(|rest| rest.is_empty());
                let called = ports.places(&invoke.callee).into_iter().any(|(value, path, _)| {
                    let member = invoke.method.map_or(path, |method| path.then(Sel::field(method)));
                    scope.body.same(value) == held.value && (lies(member) || functional && held.path == path)
                });
                if called {
                    self.calls(held, (site, By::Row(row, number as u8)));
                }
            }
        }
    }

    /// What lies in an object that a library's container was given lies in the container.
    pub(super) fn kept(&mut self, scope: &Scope<'a>, held: Held, call: u32) {
        let rules = self.rules;
        let site = scope.site(scope.function.calls[call as usize].op);
        let rows = scope.links.calls[call as usize].rows.iter().chain(self.outside.rows(site));
        for row in SmallVec::<[RowId; 4]>::from_iter(rows.copied()) {
            for (from, anchor, place) in rules.rule(row).keeps(rules.content) {
                let laid = scope.laid_out(call);
                if laid.values(from.anchor).into_iter().any(|value| scope.body.same(value) == held.value) {
                    let step = scope.step(laid.at, Hop::Library).long(1);
                    for target in laid.values(anchor) {
                        self.graph.connect(held.id, scope.written(target), place.join(held.path), held.what, step);
                    }
                }
            }
        }
    }

    /// The call of a function that a library makes, as a row says.
    pub(super) fn invoked(
        &mut self,
        scope: &Scope<'a>,
        site: Site,
        row: u32,
        number: u8,
        (callee, bound): (FnId, bool),
    ) -> Invocation {
        let invoke = &self.rules.rule(row).invokes[number as usize];
        let laid = laid_at(scope, site.op);
        let ports = self.ports(scope, &laid);
        let first = usize::from(bound || self.program.takes_receiver(callee));
        let mut actuals = vec![SmallVec::new(); self.program.function(callee).params.len()];
        let mut give = |param: usize, value: ValueId, from: Path| {
            if let Some(list) = actuals.get_mut(param + first) {
                list.push(Actual { value, from, at: Path::EMPTY });
            }
        };
        let mut sources: SmallVec<[(u16, SourceKind); 1]> = SmallVec::new();
        for (param, arg) in invoke.args.iter().enumerate() {
            match arg {
                RuleArg::None => {}
                RuleArg::Source(kind) => sources.push(((param + first) as u16, *kind)),
                RuleArg::Port(port) => {
                    for (value, path, _) in ports.places(port) {
                        give(param, value, path);
                    }
                }
            }
        }
        for (value, path, _) in invoke.spread.as_ref().map(|port| ports.places(port)).unwrap_or_default() {
            for index in 0..SPREAD {
                give(usize::from(index), value, path.then(Sel::index(index)));
            }
        }
        let result = invoke.result.as_ref().and_then(|port| ports.places(port).first().copied());
        let outs = invoke.out.iter().flat_map(|(param, port)| {
            ports.places(port).into_iter().map(move |(value, path, _)| (param + first as u16, value, path))
        });
        let invocation = Invocation {
            site,
            callee,
            actuals,
            result: result.map(|(value, path, _)| (value, path)),
            fresh: None,
            outs: outs.collect(),
            confidence: Confidence::Traced,
            takes_element: false,
            by_row: true,
        };
        let params = self.program.function(callee).params.len();
        for (param, kind) in sources.into_iter().filter(|(param, _)| (*param as usize) < params) {
            self.callback_sources.push((site, kind, callee, param));
        }
        invocation
    }

    /// Two ports of a call that are one thing, as a row says.
    pub(super) fn row_aliases(&self, body: &mut Body, links: &FunctionLinks, function: &Function, laid: &CallSite, row: RowId) {
        let rule = self.rules.rule(row);
        if !rule.fluent && rule.aliases.is_empty() {
            return;
        }
        let facts = &*self.program.files[links.file as usize].facts;
        let same = std::mem::take(&mut body.same);
        let ports = Ports { program: self.program, links, function, facts, same: &same, laid };
        type Spot = (ValueId, Path);
        let mut pairs: SmallVec<[(Spot, Spot); 4]> = SmallVec::new();
        if ports.holds(rule) {
            if let (true, Some(receiver)) = (rule.fluent, laid.receiver) {
                pairs.push(((laid.at, Path::EMPTY), (receiver, Path::EMPTY)));
            }
            for (a, b) in &rule.aliases {
                for (value_a, path_a, _) in ports.places(a) {
                    for (value_b, path_b, _) in ports.places(b) {
                        pairs.push(((value_a, path_a), (value_b, path_b)));
                    }
                }
            }
        }
        body.same = same;
        for (a, b) in pairs {
            body.alias(a, b, laid.at);
        }
    }

    /// The data that begins at a call or the reading of an attribute, by a row.
    pub(super) fn begin_sources(&mut self, scope: &Scope<'a>, laid: &CallSite, row: RowId) {
        let rule = self.rules.rule(row);
        let ports = self.ports(scope, laid);
        let mut begun: SmallVec<[(SourceKind, ValueId, Path); 2]> = SmallVec::new();
        for (port, kind, _) in &rule.sources {
            for (value, place, _) in ports.places(port) {
                begun.push((*kind, value, place));
            }
        }
        let outside = |base| matches!(scope.links.referent(base), Some(Referent::External(_)));
        let sure = self.outside.confidence(scope.site(laid.at), row);
        for (kind, value, place) in begun {
            let source = Place::Source(scope.id, laid.at, kind);
            let to = match scope.function.ops[value as usize] {
                // What is read from outside lies in what was read, not in all that is read there next.
                Op::Get(base, _) if value == laid.at && outside(base) => scope.value(value),
                _ => scope.written(value),
            };
            if !self.graph.live.leads_kind(&self.graph.layout, to, kind) {
                let unbegun = (scope.site(laid.at), row, to);
                if !self.graph.again && self.idle.last() != Some(&unbegun) {
                    self.idle.push(unbegun);
                }
            } else if let Some(id) = self.graph.begin(source, Path::EMPTY, What::Data) {
                let mut step = scope.step(laid.at, Hop::Source).sure(sure);
                // The same call may send it on (sendfile).
                step.after = scope.body.at(laid.at);
                self.graph.connect(id, to, place, What::Data, step);
            }
        }
    }
}

/// The call or the reading of an attribute at an operation, laid out.
pub(super) fn laid_at(scope: &Scope<'_>, op: ValueId) -> CallSite {
    match scope.function.ops[op as usize] {
        Op::Call(call) => scope.laid_out(call),
        read => CallSite::of_attribute(scope.links, op, read),
    }
}
