//! A coarse value-flow graph of the whole program: calls, parts of a value and the order of operations are not told
//! apart, and the classes of one family are one. A search backwards over it tells which places lead to an end, and what
//! matters there: one for functions, one for data, one for what the outside gives to be run.
//!
//! It has an edge for every step that [`super::spread`] may take, and so leaves out only what could not have been part
//! of a flow: whoever adds a step there adds an edge here. While functions spread, what their calls connect is not
//! known yet: what calls of unknown functions are given, and what functions that are mentioned as values hand out, ends there.

use super::adjacent::Adjacent;
use super::arguments::CallSite;
use super::body::{RECEIVER, laid_out, same_values};
use super::channels::reads;
use super::default::{Default as Unmodelled, called_memory, called_name, called_param};
use super::domain::Site;
use super::index;
use super::invocations::{Invocation, PROPERTY};
use super::live::{Bits, Wants};
use super::place::{ANY_CLASS, Layout, Place};
use super::rules::{Rule, RuleAnchor, RuleArg, RulePort};
use super::spread::Spread;
use crate::ir::{BinOp, Callee, Const, FileFacts, Function, Op, Selector, ValueId};
use crate::link::{
    ClassBase, ClassId, Edge, FnId, FunctionLinks, NameId, Program, Referent, Rung, Slot, SlotId, declares_members,
    has_functional_interfaces,
};
use crate::models::{SinkKind, SourceKind, SourceSet};

/// Edges that the graph may have, at least, and for each operation: ten times what real code needs. With more, every place
/// counts as one that leads to an end.
const LEAST_FLOWS: usize = 10_000_000;
const FLOWS_PER_OPERATION: usize = 32;

/// A place of the coarse graph, by number: those of the layout, and behind them what only this graph has.
type Spot = u32;

/// The coarse graph.
pub(super) struct Coarse {
    /// From, to.
    flows: Vec<(Spot, Spot)>,
    /// The same for data alone.
    data_flows: Vec<(Spot, Spot)>,
    /// Where functions are called.
    function_ends: Vec<Spot>,
    /// Where data ends, and what matters there.
    data_ends: Vec<(Spot, Wants)>,
    /// Those of them at which something is run.
    execution_ends: Vec<(Spot, Wants)>,
    /// All flows of data by where they lead: after [`Coarse::data`].
    starts: Adjacent,
    /// What is given to calls that only the default describes.
    told: Vec<(Spot, Site)>,
    /// Calls that perhaps only the default describes: what a function value calls decides.
    undecided: Vec<(FnId, Vec<u32>)>,
    /// Behind the places of the layout: what is put into a slot, by slot; objects by class; families of classes; what lies
    /// in files, pipes and the like.
    put: Spot,
    objects: Spot,
    families: Spot,
    channels: Spot,
    spots: usize,
    /// Most edges.
    limit: usize,
    /// See [`super::live::Live`].
    loose: Bits,
    /// Functions that are mentioned as values.
    valued: Bits,
    /// How far the places of written values are behind those of values.
    written: Spot,
    /// By class.
    family: Vec<ClassId>,
}

impl Coarse {
    pub(super) fn of(spread: &Spread<'_>) -> Self {
        let program = spread.program;
        let put = spread.graph.layout.len();
        let objects = put + program.slots.len();
        let families = objects + program.classes.len();
        let channels = families + program.classes.len();
        let mut coarse = Self {
            flows: Vec::new(),
            data_flows: Vec::new(),
            function_ends: Vec::new(),
            data_ends: Vec::new(),
            execution_ends: Vec::new(),
            starts: Adjacent::default(),
            told: Vec::new(),
            undecided: Vec::new(),
            put: put as Spot,
            objects: objects as Spot,
            families: families as Spot,
            channels: channels as Spot,
            spots: channels + 1,
            limit: LEAST_FLOWS + FLOWS_PER_OPERATION * spread.graph.layout.written() as usize,
            written: spread.graph.layout.written(),
            family: Vec::new(),
            loose: Bits::below(program.names.len()),
            valued: Bits::below(program.functions.len() + 64),
        };
        coarse.slots(spread);
        spread.rules.fields.iter().for_each(|&name| coarse.loosen(name));
        for id in 0..program.functions.len() as FnId {
            Builder::of(spread, &mut coarse, id).function();
        }
        coarse
    }

    /// No more edges are taken.
    fn is_full(&self) -> bool {
        self.flows.len() >= self.limit
    }

    /// A field of this name is not always a slot.
    fn loosen(&mut self, name: NameId) {
        self.loose.add(name);
    }

    /// Which places lead to calls of function values.
    pub(super) fn functions(&mut self, spread: &mut Spread<'_>) {
        spread.graph.live.loose = std::mem::take(&mut self.loose);
        if !self.is_full() {
            let mut bits = Bits::below(self.spots + 64);
            let open = self.function_ends.iter().copied().filter(|&end| bits.add(end)).collect();
            let starts = Adjacent::of(self.spots, &[&self.flows], |(from, to)| (to, from));
            self.backward(&starts, open, |_, start| bits.add(start));
            spread.graph.live.functions = bits;
        }
    }

    /// Which places lead to ends of data, now that it is known what function values call.
    pub(super) fn data(&mut self, spread: &mut Spread<'_>) {
        for id in spread.invocations.of_values() {
            let invocation = spread.invocations.get(id).clone();
            let body = spread.scope(invocation.site.function).body;
            passed(&spread.graph.layout, &body.same, &invocation, |from, to| self.data_flows.push((from, to)));
        }
        for (site, rows) in spread.outside.each() {
            if let Op::Call(call) = spread.program.function(site.function).ops[site.op as usize] {
                let laid = spread.scope(site.function).laid_out(call);
                let mut builder = Builder::of(spread, self, site.function);
                rows.into_iter().for_each(|row| builder.row(&laid, spread.rules.rule(row)));
            }
        }
        for (id, calls) in std::mem::take(&mut self.undecided) {
            let mut builder = Builder::of(spread, self, id);
            calls.into_iter().for_each(|call| builder.unmodelled(call));
        }
        self.wholes(spread);
        self.starts = Adjacent::of(self.spots, &[&self.flows, &self.data_flows], |(from, to)| (to, from));
        spread.graph.live.data = self.wanting(&self.data_ends);
    }

    /// And which lead to where something is run: after [`Coarse::data`].
    pub(super) fn executions(&self, spread: &mut Spread<'_>) {
        spread.graph.live.data = self.wanting(&self.execution_ends);
    }

    /// By spot: what matters at the ends that it leads to.
    fn wanting(&self, ends: &[(Spot, Wants)]) -> Vec<Wants> {
        if self.is_full() {
            return Vec::new();
        }
        let mut wants = vec![Wants::default(); self.spots];
        let open = ends.iter().filter(|&&(end, what)| wants[end as usize].add(what)).map(|&(end, _)| end).collect();
        self.backward(&self.starts, open, |to, start| {
            let there = wants[to as usize];
            wants[start as usize].add(there)
        });
        wants
    }

    /// The calls without a model that data may come to where it was not followed: from places where it lies over those
    /// that lead to no end, and from sources that did not begin (`idle`) anywhere.
    pub(super) fn entered(
        &self,
        lying: impl Iterator<Item = Spot>,
        idle: impl Iterator<Item = Spot>,
        is_live: impl Fn(Spot) -> bool,
    ) -> Vec<Site> {
        if self.told.is_empty() {
            return Vec::new();
        }
        let ends = Adjacent::of(self.spots, &[&self.flows, &self.data_flows], |(from, to)| (from, to));
        let reached = |from: &mut dyn Iterator<Item = Spot>, is_followed: &dyn Fn(Spot) -> bool| {
            let mut bits = Bits::below(self.spots + 64);
            let mut open: Vec<Spot> = from.filter(|&spot| bits.add(spot)).collect();
            while let Some(spot) = open.pop() {
                // What is written into a value lies there.
                let lies = (self.written..2 * self.written).contains(&spot).then(|| spot - self.written);
                open.extend(ends.to(spot).iter().copied().chain(lies).filter(|&to| !is_followed(to) && bits.add(to)));
            }
            bits
        };
        let (mut lying, mut idle) = (lying, idle);
        let beside = reached(&mut lying, &is_live);
        let unbegun = reached(&mut idle, &|_| false);
        let enters = |spot: Spot| unbegun.has(spot as usize) || !is_live(spot) && beside.has(spot as usize);
        self.told.iter().filter(|&&(spot, _)| enters(spot)).map(|&(_, site)| site).collect()
    }

    /// From spots back over flows by where they lead; `add` says whether the second spot gets something new from the first.
    fn backward(&self, starts: &Adjacent, mut open: Vec<Spot>, mut add: impl FnMut(Spot, Spot) -> bool) {
        while let Some(to) = open.pop() {
            // What is written into a value lies there.
            let written = (to < self.written).then_some(to + self.written);
            open.extend(starts.to(to).iter().copied().chain(written).filter(|&start| add(to, start)));
        }
    }

    /// Variables and fields: who reads them, and who has objects that they are parts of.
    fn slots(&mut self, spread: &Spread<'_>) {
        let program = spread.program;
        let layout = &spread.graph.layout;
        let families = families(program);
        for (id, slot) in (0..).zip(&program.slots) {
            let spot = number(layout, Place::Slot(id, ANY_CLASS));
            for site in spread.index.readers(id) {
                match program.function(site.function).ops[site.op as usize] {
                    Op::Call(_) => self.function_ends.push(spot),
                    _ => self.flows.push((spot, number(layout, Place::Value(site.function, site.op)))),
                }
            }
            if let Slot::Field { class, name } = *slot {
                self.data_flows.push((spot, self.families + families[class as usize]));
                if spread.fields.travel(class) {
                    self.loosen(name);
                }
            }
        }
        spread.fields.each(|class, slot| {
            self.flows.push((self.objects + class, number(layout, Place::Slot(slot, ANY_CLASS))));
        });
        self.family = families;
    }

    /// Objects of the tree's classes that something reads as a whole.
    fn wholes(&mut self, spread: &mut Spread<'_>) {
        for class in 0..spread.program.classes.len() as ClassId {
            let family = self.families + self.family[class as usize];
            for site in spread.index.wholes(spread.program, spread.rules, class) {
                let whole = number(&spread.graph.layout, Place::Value(site.function, site.op));
                self.data_flows.push((family, whole));
            }
        }
    }
}

/// By class: the least class that inheritance connects it with.
fn families(program: &Program) -> Vec<ClassId> {
    let mut family: Vec<ClassId> = (0..program.classes.len() as ClassId).collect();
    let least = |family: &mut Vec<ClassId>, mut class: ClassId| {
        while family[class as usize] != class {
            let above = family[family[class as usize] as usize];
            family[class as usize] = above;
            class = above;
        }
        class
    };
    for (id, class) in (0..).zip(&program.classes) {
        for base in &class.bases {
            if let ClassBase::InTree(base) = *base {
                let (one, other) = (least(&mut family, id), least(&mut family, base));
                family[one.max(other) as usize] = one.min(other);
            }
        }
    }
    (0..family.len() as ClassId).map(|class| least(&mut family, class)).collect()
}

fn number(layout: &Layout, place: Place) -> Spot {
    layout.number(place).expect("invariant: values, parameters, results and slots have numbers") as Spot
}

/// What a call hands to the function that it calls, and what it gets back.
fn passed(layout: &Layout, same: &[ValueId], invocation: &Invocation, mut flow: impl FnMut(Spot, Spot)) {
    let (caller, callee) = (invocation.site.function, invocation.callee);
    let value = |value: ValueId| number(layout, Place::Value(caller, same[value as usize]));
    let written = |value: ValueId| number(layout, Place::Written(caller, same[value as usize]));
    for (param, actuals) in (0..).zip(&invocation.actuals) {
        for actual in actuals {
            flow(value(actual.value), number(layout, Place::Param(callee, param)));
            flow(number(layout, Place::Out(callee, param)), written(actual.value));
        }
    }
    if let Some((result, _)) = invocation.result {
        flow(number(layout, Place::Return(callee)), value(result));
    }
    for &(param, out, _) in &invocation.outs {
        flow(number(layout, Place::Out(callee, param)), written(out));
    }
}

/// One function's part of the coarse graph.
struct Builder<'b, 'a> {
    spread: &'b Spread<'a>,
    coarse: &'b mut Coarse,
    id: FnId,
    links: &'a FunctionLinks,
    function: &'a Function,
    facts: &'a FileFacts,
    same: Vec<ValueId>,
    values: Spot,
    undecided: Vec<u32>,
}

impl<'b, 'a> Builder<'b, 'a> {
    fn of(spread: &'b Spread<'a>, coarse: &'b mut Coarse, id: FnId) -> Self {
        let program: &'a Program = spread.program;
        let function = program.function(id);
        let values = if function.ops.is_empty() { 0 } else { number(&spread.graph.layout, Place::Value(id, 0)) };
        let links = &program.functions[id as usize];
        Self {
            spread,
            coarse,
            id,
            links,
            function,
            facts: program.facts(id),
            same: same_values(function),
            values,
            undecided: Vec::new(),
        }
    }

    fn value(&self, value: ValueId) -> Spot {
        self.values + self.same[value as usize]
    }

    fn written(&self, value: ValueId) -> Spot {
        self.value(value) + self.coarse.written
    }

    fn place(&self, place: Place) -> Spot {
        number(&self.spread.graph.layout, place)
    }

    fn slot(&self, slot: SlotId) -> Spot {
        self.place(Place::Slot(slot, ANY_CLASS))
    }

    fn flow(&mut self, from: Spot, to: Spot) {
        if !self.coarse.is_full() {
            self.coarse.flows.push((from, to));
        }
    }

    /// Two names of one thing.
    fn alias(&mut self, a: ValueId, b: ValueId) {
        for (from, to) in [(a, b), (b, a)] {
            self.flow(self.value(from), self.value(to));
            let stored = matches!(self.function.ops[to as usize], Op::Get(..) | Op::Name(_) | Op::Capture(_));
            let held = stored.then_some(self.value(from));
            held.into_iter().chain([self.written(from)]).for_each(|from| self.flow(from, self.written(to)));
        }
    }

    fn function(mut self) {
        for (at, &op) in self.function.ops.iter().enumerate() {
            self.operation(at as ValueId, op);
        }
        let numbers: Vec<ValueId> = self.links.types.iter().map(|&(value, _)| value).collect();
        for value in numbers {
            if let Some(class) = index::class_of(self.links, self.same[value as usize], value) {
                self.flow(self.written(value), self.coarse.objects + class);
            }
        }
        for (op, rows) in &self.links.attributes {
            let laid = CallSite::of_attribute(self.links, *op, self.function.ops[*op as usize]);
            rows.iter().for_each(|&row| self.row(&laid, self.spread.rules.rule(row)));
        }
        for &(op, edge) in &self.links.properties {
            if let Op::Get(base, _) = self.function.ops[op as usize] {
                self.edge(&CallSite::new(self.links, op, Some(base), &[]), edge);
            }
        }
        self.valued();
        if !self.undecided.is_empty() {
            self.coarse.undecided.push((self.id, self.undecided));
        }
    }

    /// Functions that are mentioned as values: who calls them is not known yet, so neither is where the functions go that
    /// they return or write out.
    fn valued(&mut self) {
        let first = self.spread.program.files[self.links.file as usize].first_function;
        let closures = self.function.ops.iter().filter_map(|op| match *op {
            Op::Closure(inner) => Some(first + inner),
            _ => None,
        });
        let mentioned = self.links.referents.iter().filter_map(|(_, referent)| match *referent {
            Referent::Function(function) | Referent::BoundMethod(function) => Some(function),
            _ => None,
        });
        let possible = self.links.possible.iter().map(|&(_, function, _)| function);
        for function in closures.chain(mentioned).chain(possible) {
            if self.coarse.valued.add(function) {
                let params = self.spread.program.function(function).params.len() as u16;
                let outs = (0..params).map(|param| Place::Out(function, param));
                for place in outs.chain([Place::Return(function)]) {
                    let end = self.place(place);
                    self.coarse.function_ends.push(end);
                }
            }
        }
    }

    fn operation(&mut self, at: ValueId, op: Op) {
        match op {
            Op::Param(param) => {
                self.flow(self.place(Place::Param(self.id, param)), self.value(at));
                self.flow(self.written(at), self.place(Place::Out(self.id, param)));
            }
            Op::Phi(range) => {
                for &operand in range.of(&self.function.operands) {
                    self.flow(self.value(operand), self.value(at));
                    self.flow(self.written(at), self.written(operand));
                }
            }
            Op::Opaque(range) | Op::Concat(range) => {
                for &operand in range.of(&self.function.operands) {
                    self.flow(self.value(operand), self.value(at));
                }
            }
            Op::Bin(BinOp::Arith | BinOp::Choice, left, right) => {
                self.flow(self.value(left), self.value(at));
                self.flow(self.value(right), self.value(at));
                self.flow(self.written(at), self.written(left));
            }
            Op::Literal(kind, range) => {
                for &(selector, value) in range.of(&self.function.entries) {
                    self.flow(self.value(value), self.written(at));
                    let (part, slot) = self.spread.entry(self.links, self.function, &self.same, (at, kind), selector);
                    if let Some(name) = part.field_name().filter(|_| slot.is_none() || !declares_members(&self.facts.language)) {
                        self.coarse.loosen(name);
                    }
                }
            }
            Op::Get(base, selector) if selector != Selector::Deref => {
                self.flow(self.value(base), self.value(at));
                self.flow(self.written(at), self.written(base));
                self.written_to_slots(at);
                self.mention(at, selector);
            }
            Op::Set(base, selector, value) => {
                self.mention(at, selector);
                self.flow(self.value(value), self.written(base));
                self.put(at, value);
                if matches!(self.function.ops[value as usize], Op::AddrOf(_)) {
                    self.alias(base, value);
                }
            }
            Op::SetName(_, value) | Op::SetCapture(_, value) => {
                self.put(at, value);
                if self.is_bare_member(at) {
                    self.flow(self.value(value), self.written(RECEIVER));
                }
            }
            Op::Name(_) | Op::Capture(_) => {
                self.written_to_slots(at);
                if self.is_bare_member(at) {
                    self.flow(self.value(RECEIVER), self.value(at));
                    self.flow(self.written(at), self.written(RECEIVER));
                }
            }
            Op::Return(value) | Op::Yield(value) => self.flow(self.value(value), self.place(Place::Return(self.id))),
            Op::Const(constant) if matches!(self.facts.consts[constant as usize], Const::Str(_)) => {
                // It may be the name of a file, which anybody may read.
                self.flow(self.written(at), self.coarse.channels);
                self.flow(self.coarse.channels, self.value(at));
            }
            Op::Call(call) => self.call(call),
            Op::Get(..)
            | Op::Const(_)
            | Op::Storage(_)
            | Op::Cast(..)
            | Op::Copy(_)
            | Op::Bin(BinOp::Compare, ..)
            | Op::AddrOf(_)
            | Op::Closure(_)
            | Op::TypeRef(_)
            | Op::Throw(_)
            | Op::Await(_)
            | Op::Hole(_) => {}
        }
    }

    /// An operation speaks of a part of a value.
    fn mention(&mut self, at: ValueId, selector: Selector) {
        match selector {
            Selector::Field(symbol) if self.links.field(at).is_none() || !declares_members(&self.facts.language) => {
                self.coarse.loosen(self.links.symbols[symbol as usize]);
            }
            // Where members belong to no type, fields are loose anyway.
            Selector::Any | Selector::Field(_) | Selector::Key(_) | Selector::Index(_) | Selector::Element | Selector::Deref => {}
        }
    }

    /// The variables and fields that an operation speaks of.
    fn slots(&self, at: ValueId) -> impl Iterator<Item = SlotId> + use<> {
        let named = match self.links.referent(at) {
            Some(Referent::Slot(slot)) => Some(slot),
            _ => None,
        };
        self.links.field(at).into_iter().chain(named)
    }

    fn is_bare_member(&self, at: ValueId) -> bool {
        self.spread.fields.bare_member(self.spread.program, self.id, at).is_some()
    }

    /// A value is put into what an operation speaks of.
    fn put(&mut self, at: ValueId, value: ValueId) {
        for slot in self.slots(at) {
            self.flow(self.value(value), self.slot(slot));
            self.flow(self.coarse.put + slot, self.written(value));
        }
    }

    /// What is written into what an operation reads lies there, and in what was put there.
    fn written_to_slots(&mut self, at: ValueId) {
        for slot in self.slots(at) {
            self.flow(self.written(at), self.slot(slot));
            self.flow(self.written(at), self.coarse.put + slot);
        }
    }

    fn call(&mut self, call: u32) {
        let (links, function) = (self.links, self.function);
        let targets = &links.calls[call as usize];
        let callee = function.calls[call as usize].callee;
        let laid = laid_out(function, links, &self.same, call);
        if targets.is_unknown() || has_functional_interfaces(&self.facts.language) {
            let called = match callee {
                Callee::Value(value) => Some(value),
                Callee::Method { receiver, symbol } => {
                    self.mention(laid.at, Selector::Field(symbol));
                    Some(receiver)
                }
                Callee::Super { .. } => None,
            };
            if let Some(called) = called {
                let called = self.value(called);
                self.coarse.function_ends.push(called);
                // It may be a function that calls what it is given.
                laid.single().for_each(|value| self.coarse.function_ends.push(self.value(value)));
            }
            if let Some(memory) = called_memory(function, links, &self.same, callee) {
                self.coarse.data_ends.push((self.value(memory), (self.spread.wants)(SinkKind::ExecCode)));
            }
        }
        if !index::looked_up(self.spread.identities, self.facts, links, function, laid.at, laid.at).is_empty() {
            self.flow(self.written(laid.at), self.coarse.channels);
            laid.single().for_each(|text| self.flow(self.value(text), self.value(laid.at)));
        }
        for edge in targets.edges.iter().take(PROPERTY as usize) {
            self.edge(&laid, *edge);
        }
        for &row in &targets.rows {
            self.row(&laid, self.spread.rules.rule(row));
        }
        if targets.rows.is_empty() {
            if targets.edges.is_empty() && targets.constructs.is_some() {
                let at = self.written(laid.at);
                laid.single().for_each(|value| self.flow(self.value(value), at));
            }
            self.undecided.push(call);
        }
    }

    fn edge(&mut self, laid: &CallSite, edge: Edge) {
        if self.coarse.is_full() {
            return;
        }
        let site = Site { function: self.id, op: laid.at };
        let invocation = Invocation::of(self.spread.program, site, laid, edge);
        let Self { spread, coarse, same, .. } = self;
        passed(&spread.graph.layout, same, &invocation, |from, to| coarse.flows.push((from, to)));
        for identity in self.spread.identities.function(edge.callee) {
            for actual in invocation.actuals.get(identity.param as usize).into_iter().flatten() {
                self.alias(laid.at, actual.value);
            }
        }
        if edge.rung <= Rung::R3 {
            for &slot in self.spread.lent.slots(edge.callee) {
                self.flow(self.written(laid.at), self.slot(slot));
                if let (Some(receiver), Some(_)) = (laid.receiver, self.spread.fields.member(self.spread.program, slot)) {
                    self.flow(self.written(laid.at), self.written(receiver));
                }
            }
        }
    }

    /// All values that a port may mean.
    fn port(&self, laid: &CallSite, port: &RulePort) -> impl Iterator<Item = ValueId> + use<> {
        let values: Vec<ValueId> = port.0.iter().flat_map(|place| laid.values(place.anchor)).collect();
        values.into_iter()
    }

    fn row(&mut self, laid: &CallSite, rule: &Rule) {
        let channel = |port: &RulePort| port.0.iter().any(|place| matches!(place.anchor, RuleAnchor::Channel(_)));
        for flow in rule.flows.iter().filter(|flow| !flow.ends) {
            let (read, shared) = (channel(&flow.from), channel(&flow.to));
            for from in self.port(laid, &flow.from) {
                if shared {
                    self.flow(self.value(from), self.coarse.channels);
                }
                self.port(laid, &flow.to).for_each(|to| self.flow(self.value(from), self.written(to)));
            }
            for to in self.port(laid, &flow.to).filter(|_| read) {
                self.flow(self.coarse.channels, self.written(to));
            }
        }
        for (port, ..) in rule.sources.iter().filter(|(_, kind, _)| reads(*kind).is_some()) {
            self.port(laid, port).for_each(|to| self.flow(self.coarse.channels, self.written(to)));
        }
        for (from, anchor, _) in rule.keeps(self.spread.rules.content) {
            for from in laid.values(from.anchor) {
                laid.values(anchor).into_iter().for_each(|to| self.flow(self.value(from), self.written(to)));
            }
        }
        for (a, b) in &rule.aliases {
            for a in self.port(laid, a) {
                self.port(laid, b).for_each(|b| self.alias(a, b));
            }
        }
        if let (true, Some(receiver)) = (rule.fluent, laid.receiver) {
            self.alias(laid.at, receiver);
        }
        for (to, path) in rule.sources.iter().filter_map(|(port, _, path)| Some((port, path.as_ref()?))) {
            for from in self.port(laid, path) {
                self.port(laid, to).for_each(|to| self.flow(self.value(from), self.written(to)));
            }
        }
        for (port, kind, endpoint) in &rule.sinks {
            let wants = (self.spread.wants)(*kind);
            for value in self.port(laid, port) {
                let end = self.value(value);
                self.coarse.data_ends.extend((!wants.is_empty()).then_some((end, wants)));
                if kind.is_execution() {
                    self.coarse.execution_ends.push((end, Wants::kinds(SourceSet::of(SourceKind::Input))));
                    // What a program of the tree is started with, it reads.
                    self.flow(end, self.coarse.channels);
                }
            }
            endpoint.iter().for_each(|port| self.names(laid, port));
        }
        rule.endpoints.iter().for_each(|port| self.names(laid, port));
        for invoke in &rule.invokes {
            let given = invoke.args.iter().filter_map(|arg| match arg {
                RuleArg::Port(port) => Some(port),
                RuleArg::None | RuleArg::Source(_) => None,
            });
            // What it is called with may be functions in their turn.
            for port in given.chain([&invoke.callee]).chain(&invoke.spread) {
                for value in self.port(laid, port) {
                    let end = self.value(value);
                    self.coarse.function_ends.push(end);
                }
            }
        }
    }

    /// What lies here names a destination.
    fn names(&mut self, laid: &CallSite, port: &RulePort) {
        for value in self.port(laid, port) {
            let end = self.value(value);
            self.coarse.data_ends.push((end, Wants::NAMES));
        }
    }

    /// A call that only the default describes: what it is given is told of, and goes on.
    fn unmodelled(&mut self, call: u32) {
        let (links, function) = (self.links, self.function);
        let laid = laid_out(function, links, &self.same, call);
        let site = Site { function: self.id, op: laid.at };
        let Some(guessed) = self.spread.default_applies(links, site, call) else { return };
        let name = called_name(self.facts, function, function.calls[call as usize].callee);
        let keeps = match Unmodelled::of(name, guessed) {
            Unmodelled::Nothing => return,
            Unmodelled::Result => None,
            Unmodelled::ResultAndReceiver => laid.receiver,
        };
        let result = self.value(laid.at);
        let kept = keeps.map(|receiver| self.written(receiver));
        for value in laid.given() {
            let spot = self.value(value);
            self.coarse.told.push((spot, site));
            self.coarse.data_flows.extend([Some(result), kept].into_iter().flatten().map(|to| (spot, to)));
        }
        if let Some(receiver) = laid.receiver {
            let from = self.value(receiver);
            self.coarse.data_flows.push((from, result));
        }
        if let Some(decoder) = called_param(function, &self.same, function.calls[call as usize].callee) {
            let (from, to) = (self.value(decoder), laid.positional.iter().map(|&given| self.written(given)));
            let flows: Vec<_> = to.map(|to| (from, to)).collect();
            self.coarse.data_flows.extend(flows);
        }
    }
}
