//! Which values can matter at all: those from which some way, however coarse, leads to a sink, to a place that names
//! a destination, or to a call of a function value. Everything else is left out of the analysis proper, which so
//! pays for what could become a finding and for nothing more.
//!
//! One backward search over a graph of all values: contexts are ignored, fields are known by their names alone,
//! conditions of rows are taken to hold. Coarse on the safe side: a value without a mark cannot show in a
//! flow. Writing into a value and reading from it are told apart, or every object would join all that it meets.

use rayon::prelude::*;

use super::arguments::{Actual, CallSite};
use super::default::{Default, called_name};
use super::domain::{Token, What};
use super::fields::Fields;
use super::rules::{Rule, RuleAnchor, RuleArg, RulePort, RuleStep, Rules};
use super::summary::Cell;
use super::transfer::same_values;
use crate::ir::{BinOp, Callee, Const, Function, Op, Selector, ValueId};
use crate::link::{Binding, Edge, FnId, FunctionLinks, NameId, Program, Referent, Rung, Slot, Targets, Ty};

/// A set of reasons to matter.
type Mark = u8;
const SINK: Mark = 1;
const ENDPOINT: Mark = 2;
const CALLEE: Mark = 4;

type Node = u32;

/// What a value is to a node: what it holds itself, what lies in its parts, and the same as written through it.
#[derive(Clone, Copy)]
enum Side {
    Whole,
    Parts,
    WriteWhole,
    WriteParts,
}

/// Parameters of unknown functions that are told apart.
const UNKNOWN_PARAMS: usize = 8;

/// What matters. Answers are never wrong on the side of leaving out.
pub(super) struct Relevance {
    layout: Layout,
    marks: Vec<Mark>,
}

impl Relevance {
    pub(super) fn of(program: &Program, rules: &Rules, identities: &super::identity::Identities, fields: &Fields) -> Self {
        let layout = Layout::of(program);
        let parts: Vec<Part> = (0..program.functions.len() as FnId)
            .into_par_iter()
            .map(|id| {
                let mut builder = Builder::new(program, rules, identities, fields, &layout, id);
                builder.function();
                builder.part
            })
            .collect();
        let marks = search(layout.count as usize, &parts);
        Self { layout, marks }
    }

    /// True when data, a function or a destination that `token` stands for matters in a value.
    pub(super) fn value(&self, function: FnId, value: ValueId, token: &Token) -> bool {
        let first = self.layout.value(function, value, Side::Whole) as usize;
        self.marks[first..first + 4].iter().any(|mark| mark & wanted(token) != 0)
    }

    /// True when it matters in a place that functions share.
    pub(super) fn cell(&self, program: &Program, cell: Cell, token: &Token) -> bool {
        let any = |nodes: std::ops::Range<Node>| {
            self.marks[nodes.start as usize..nodes.end as usize].iter().any(|mark| mark & wanted(token) != 0)
        };
        match cell {
            Cell::Slot(slot) => match program.slots[slot as usize] {
                Slot::Field { name, .. } => any(self.layout.field(name)..self.layout.field(name) + 1),
                Slot::Global { .. } | Slot::Cell { .. } | Slot::ExternGlobal { .. } => {
                    any(self.layout.slot(slot)..self.layout.slot(slot) + 2)
                }
            },
            Cell::Channel(_) => any(self.layout.channel..self.layout.channel + 1),
            Cell::Param(function, param) => {
                let first = self.layout.param(function, param, Side::Whole);
                any(first..first + 2)
            }
            Cell::Out(function, param) => {
                let first = self.layout.param(function, param, Side::WriteWhole);
                any(first..first + 2)
            }
            Cell::Return(function) => any(self.layout.result(function)..self.layout.result(function) + 2),
        }
    }
}

fn wanted(token: &Token) -> Mark {
    match token.what {
        What::Data => SINK,
        What::Function => CALLEE,
        What::Destination => ENDPOINT,
    }
}

/// Numbers of nodes.
struct Layout {
    values: Vec<Node>,
    params: Vec<Node>,
    results: Node,
    slots: Node,
    fields: Node,
    channel: Node,
    /// By parameter: whole, parts, written; then the result's whole and parts.
    unknown: Node,
    count: Node,
}

impl Layout {
    fn of(program: &Program) -> Self {
        let mut next: Node = 0;
        let mut take = |count: usize| {
            let first = next;
            next += count as Node;
            first
        };
        let ids = 0..program.functions.len() as FnId;
        let values = ids.clone().map(|id| take(4 * program.function(id).ops.len())).collect();
        let params = ids.map(|id| take(4 * program.function(id).params.len())).collect();
        let (results, slots) = (take(2 * program.functions.len()), take(2 * program.slots.len()));
        let (fields, channel, unknown) = (take(program.names.len()), take(1), take(3 * UNKNOWN_PARAMS + 2));
        Self { values, params, results, slots, fields, channel, unknown, count: next }
    }

    fn value(&self, function: FnId, value: ValueId, side: Side) -> Node {
        self.values[function as usize] + 4 * value + side as Node
    }

    fn param(&self, function: FnId, param: u16, side: Side) -> Node {
        self.params[function as usize] + 4 * Node::from(param) + side as Node
    }

    fn result(&self, function: FnId) -> Node {
        self.results + 2 * function
    }

    fn slot(&self, slot: u32) -> Node {
        self.slots + 2 * slot
    }

    fn field(&self, name: NameId) -> Node {
        self.fields + name
    }

    fn unknown_param(&self, param: usize) -> Node {
        self.unknown + 3 * param.min(UNKNOWN_PARAMS - 1) as Node
    }

    fn unknown_result(&self) -> Node {
        self.unknown + 3 * UNKNOWN_PARAMS as Node
    }
}

/// Marks everything from which an end is reached.
fn search(count: usize, parts: &[Part]) -> Vec<Mark> {
    let edges = || parts.iter().flat_map(|part| &part.edges);
    // Edges by the node they lead to, one list behind the other.
    let mut starts: Vec<u32> = vec![0; count + 1];
    for &(_, to) in edges() {
        starts[to as usize + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut filled = starts.clone();
    let mut before: Vec<Node> = vec![0; starts[count] as usize];
    for &(from, to) in edges() {
        let at = &mut filled[to as usize];
        before[*at as usize] = from;
        *at += 1;
    }
    drop(filled);
    let mut marks: Vec<Mark> = vec![0; count];
    let mut pending: Vec<Node> = Vec::new();
    for &(node, mark) in parts.iter().flat_map(|part| &part.ends) {
        marks[node as usize] |= mark;
        pending.push(node);
    }
    while let Some(node) = pending.pop() {
        let mark = marks[node as usize];
        for &from in &before[starts[node as usize] as usize..starts[node as usize + 1] as usize] {
            let known = &mut marks[from as usize];
            if *known | mark != *known {
                *known |= mark;
                pending.push(from);
            }
        }
    }
    marks
}

/// The part of the graph that one function makes.
#[derive(Default)]
struct Part {
    /// From, to.
    edges: Vec<(Node, Node)>,
    ends: Vec<(Node, Mark)>,
}

struct Builder<'a> {
    program: &'a Program,
    rules: &'a Rules,
    identities: &'a super::identity::Identities,
    fields: &'a Fields,
    layout: &'a Layout,
    id: FnId,
    links: &'a FunctionLinks,
    function: &'a Function,
    same: Vec<ValueId>,
    /// Values that are named to be called, by a call that is bound.
    called: Vec<bool>,
    part: Part,
}

impl<'a> Builder<'a> {
    fn new(
        program: &'a Program,
        rules: &'a Rules,
        identities: &'a super::identity::Identities,
        fields: &'a Fields,
        layout: &'a Layout,
        id: FnId,
    ) -> Self {
        let function = program.function(id);
        let links = &program.functions[id as usize];
        let same = same_values(function);
        let called = only_called(function, links);
        Self { program, rules, identities, fields, layout, id, links, function, same, called, part: Part::default() }
    }

    fn node(&self, value: ValueId, side: Side) -> Node {
        self.layout.value(self.id, self.same[value as usize], side)
    }

    fn edge(&mut self, from: Node, to: Node) {
        if from != to {
            self.part.edges.push((from, to));
        }
    }

    /// All data of a value goes to a node.
    fn all_of(&mut self, value: ValueId, to: Node) {
        self.edge(self.node(value, Side::Whole), to);
        self.edge(self.node(value, Side::Parts), to);
    }

    /// All data of a value that is read as a whole goes to a node, fields included.
    fn whole_of(&mut self, value: ValueId, to: Node) {
        self.all_of(value, to);
        let ty = self.links.ty(self.same[value as usize]).or_else(|| self.links.ty(value));
        if let Some(Ty::Class(class)) = ty {
            for &(name, _) in self.fields.all(class) {
                self.edge(self.layout.field(name), to);
            }
        }
    }

    /// What one value holds, another holds in the same places.
    fn pass(&mut self, from: ValueId, to: ValueId) {
        self.edge(self.node(from, Side::Whole), self.node(to, Side::Whole));
        self.edge(self.node(from, Side::Parts), self.node(to, Side::Parts));
    }

    /// What is written through one value is written to another.
    fn write_through(&mut self, from: ValueId, to: ValueId) {
        self.edge(self.node(from, Side::WriteWhole), self.node(to, Side::WriteWhole));
        self.edge(self.node(from, Side::WriteParts), self.node(to, Side::WriteParts));
    }

    fn function(&mut self) {
        for (at, &op) in self.function.ops.iter().enumerate() {
            let at = at as ValueId;
            if self.same[at as usize] == at {
                self.edge(self.node(at, Side::WriteWhole), self.node(at, Side::Whole));
                self.edge(self.node(at, Side::WriteParts), self.node(at, Side::Parts));
            }
            self.operation(at, op);
        }
    }

    fn operation(&mut self, at: ValueId, op: Op) {
        let function = self.function;
        match op {
            Op::Const(constant) => {
                if matches!(self.program.facts(self.id).consts[constant as usize], Const::Str(_)) {
                    self.edge(self.layout.channel, self.node(at, Side::Parts));
                    self.edge(self.node(at, Side::WriteParts), self.layout.channel);
                }
            }
            Op::Param(number) => {
                for side in [Side::Whole, Side::Parts] {
                    self.edge(self.layout.param(self.id, number, side), self.node(at, side));
                }
                for side in [Side::WriteWhole, Side::WriteParts] {
                    self.edge(self.node(at, side), self.layout.param(self.id, number, side));
                }
            }
            Op::Name(_) | Op::Capture(_) => self.named(at, None),
            Op::SetName(_, value) | Op::SetCapture(_, value) => {
                if let Some(Referent::Slot(slot)) = self.links.referent(at) {
                    self.edge(self.node(value, Side::Whole), self.layout.slot(slot));
                    self.edge(self.node(value, Side::Parts), self.layout.slot(slot) + 1);
                }
            }
            Op::Phi(range) => {
                for &operand in range.of(&function.operands) {
                    self.pass(operand, at);
                    self.write_through(at, operand);
                }
            }
            Op::Opaque(range) => {
                for &operand in range.of(&function.operands) {
                    self.pass(operand, at);
                }
            }
            Op::Concat(range) => {
                for &operand in range.of(&function.operands) {
                    self.whole_of(operand, self.node(at, Side::Whole));
                }
            }
            Op::Bin(BinOp::Arith | BinOp::Choice, left, right) => {
                self.pass(left, at);
                self.pass(right, at);
                self.write_through(at, left);
            }
            Op::Literal(_, range) => {
                for &(selector, value) in range.of(&function.entries) {
                    self.all_of(value, self.node(at, Side::Parts));
                    if let Some(field) = self.field(selector) {
                        self.all_of(value, field);
                    }
                }
            }
            Op::Get(base, selector) if selector != Selector::Deref => self.get(at, base, selector),
            Op::Set(base, selector, value) => {
                match selector {
                    Selector::Deref => self.pass_into(value, base),
                    _ => self.all_of(value, self.node(base, Side::WriteParts)),
                }
                if let Some(field) = self.field(selector) {
                    self.all_of(value, field);
                }
            }
            Op::Call(call) => self.call(at, call),
            Op::Return(value) => {
                self.edge(self.node(value, Side::Whole), self.layout.result(self.id));
                self.edge(self.node(value, Side::Parts), self.layout.result(self.id) + 1);
            }
            Op::Yield(value) => self.all_of(value, self.layout.result(self.id) + 1),
            Op::Closure(inner) => {
                let file = &self.program.files[self.links.file as usize];
                self.unknown_callee(file.first_function + inner);
            }
            Op::Get(..)
            | Op::Copy(_)
            | Op::Cast(..)
            | Op::Await(_)
            | Op::AddrOf(_)
            | Op::Bin(BinOp::Compare, ..)
            | Op::TypeRef(_)
            | Op::Storage(_)
            | Op::Hole(_)
            | Op::Throw(_) => {}
        }
    }

    /// The data of a value is written over another.
    fn pass_into(&mut self, from: ValueId, to: ValueId) {
        self.edge(self.node(from, Side::Whole), self.node(to, Side::WriteWhole));
        self.edge(self.node(from, Side::Parts), self.node(to, Side::WriteParts));
    }

    fn field(&self, selector: Selector) -> Option<Node> {
        match selector {
            Selector::Field(symbol) => Some(self.layout.field(self.links.symbols[symbol as usize])),
            Selector::Key(_) | Selector::Index(_) | Selector::Element | Selector::Deref => None,
        }
    }

    fn get(&mut self, at: ValueId, base: ValueId, selector: Selector) {
        let (whole, parts) = (self.node(at, Side::Whole), self.node(at, Side::Parts));
        self.edge(self.node(base, Side::Whole), whole);
        match self.field(selector) {
            Some(field) => {
                self.edge(field, whole);
                self.edge(field, parts);
                self.edge(self.node(at, Side::WriteWhole), field);
                self.edge(self.node(at, Side::WriteParts), field);
            }
            None => {
                self.edge(self.node(base, Side::Parts), whole);
                self.edge(self.node(base, Side::Parts), parts);
            }
        }
        for side in [Side::WriteWhole, Side::WriteParts] {
            self.edge(self.node(at, side), self.node(base, Side::WriteParts));
        }
        self.named(at, Some(base));
    }

    /// What a name, or a member taken as a value, stands for.
    fn named(&mut self, at: ValueId, base: Option<ValueId>) {
        match self.links.referent(at) {
            Some(Referent::Slot(slot)) => {
                let (whole, parts) = (self.layout.slot(slot), self.layout.slot(slot) + 1);
                self.edge(whole, self.node(at, Side::Whole));
                self.edge(parts, self.node(at, Side::Parts));
                self.edge(self.node(at, Side::WriteWhole), whole);
                self.edge(self.node(at, Side::WriteParts), parts);
            }
            Some(Referent::Function(function) | Referent::BoundMethod(function)) if !self.called[at as usize] => {
                self.unknown_callee(function);
            }
            Some(Referent::Function(_) | Referent::BoundMethod(_)) => {}
            Some(Referent::Class(_) | Referent::Module(_) | Referent::External(_) | Referent::Unknown) | None => {}
        }
        if let (Some(base), Some(edge)) = (base, self.links.property(at)) {
            self.callee(&CallSite::new(self.links, at, Some(base), &[]), edge);
        }
        let laid = CallSite::new(self.links, at, base, &[]);
        for &row in self.links.attribute_rows(at) {
            self.row(&laid, self.rules.rule(row));
        }
    }

    /// A function that is mentioned may be called by whoever calls a value.
    fn unknown_callee(&mut self, function: FnId) {
        for param in 0..self.program.function(function).params.len() as u16 {
            // Bound methods get their receiver from elsewhere: the first argument may be either of two parameters.
            for position in [param as usize, (param as usize).saturating_sub(1)] {
                let unknown = self.layout.unknown_param(position);
                self.edge(unknown, self.layout.param(function, param, Side::Whole));
                self.edge(unknown + 1, self.layout.param(function, param, Side::Parts));
                self.edge(self.layout.param(function, param, Side::WriteWhole), unknown + 2);
                self.edge(self.layout.param(function, param, Side::WriteParts), unknown + 2);
            }
        }
        self.edge(self.layout.result(function), self.layout.unknown_result());
        self.edge(self.layout.result(function) + 1, self.layout.unknown_result() + 1);
    }

    fn call(&mut self, at: ValueId, call: u32) {
        let site = self.function.calls[call as usize];
        let receiver = match site.callee {
            Callee::Method { receiver, .. } | Callee::Super { receiver, .. } => Some(receiver),
            Callee::Value(value) => match (self.links.referent(value), self.function.ops[self.same[value as usize] as usize]) {
                (Some(Referent::BoundMethod(_)), Op::Get(base, _)) => Some(base),
                _ => None,
            },
        };
        let laid = CallSite::new(self.links, at, receiver, site.args.of(&self.function.args));
        let targets: &'a Targets = &self.links.calls[call as usize];
        for &edge in &targets.edges {
            self.callee(&laid, edge);
        }
        for &row in &targets.rows {
            self.row(&laid, self.rules.rule(row));
        }
        if targets.is_unknown() {
            self.unknown_call(&laid, site.callee);
        }
        if targets.rows.is_empty() && targets.edges.iter().all(|edge| edge.rung >= Rung::R5) {
            let name = called_name(self.program.facts(self.id), self.function, site.callee);
            self.unmodelled(&laid, Default::of(name, !targets.edges.is_empty()));
        }
    }

    fn callee(&mut self, laid: &CallSite, edge: Edge) {
        let first = match edge.binding {
            Binding::Plain => None,
            Binding::Receiver => Some(laid.receiver),
            Binding::New => Some(Some(laid.at)),
            Binding::ClassReceiver => Some(None),
        };
        let actuals = laid.bind(self.program, edge.callee, first);
        for (param, actual) in
            actuals.iter().enumerate().flat_map(|(param, list)| list.iter().map(move |one| (param as u16, one)))
        {
            let Actual::Part { value, from, at: place } = actual else { continue };
            let side = |side| self.layout.param(edge.callee, param, side);
            let (whole, parts) = (side(Side::Whole), side(Side::Parts));
            let (written, written_parts) = (side(Side::WriteWhole), side(Side::WriteParts));
            match (from.is_empty(), place.is_empty()) {
                (true, true) => {
                    self.edge(self.node(*value, Side::Whole), whole);
                    self.edge(self.node(*value, Side::Parts), parts);
                    self.edge(written, self.node(*value, Side::WriteWhole));
                    self.edge(written_parts, self.node(*value, Side::WriteParts));
                }
                _ => {
                    self.all_of(*value, whole);
                    self.all_of(*value, parts);
                    for node in [written, written_parts] {
                        self.edge(node, self.node(*value, Side::WriteWhole));
                        self.edge(node, self.node(*value, Side::WriteParts));
                    }
                }
            }
        }
        if edge.binding != Binding::New {
            self.edge(self.layout.result(edge.callee), self.node(laid.at, Side::Whole));
            self.edge(self.layout.result(edge.callee) + 1, self.node(laid.at, Side::Parts));
            for identity in self.identities.function(edge.callee) {
                if let Some([Actual::Part { value, .. }]) = actuals.get(identity.param as usize).map(smallvec::SmallVec::as_slice)
                {
                    self.one_thing(laid.at, *value);
                }
            }
        }
    }

    /// Two values may be, or have as parts, the same thing.
    fn one_thing(&mut self, a: ValueId, b: ValueId) {
        for (from, to) in [(a, b), (b, a)] {
            for read in [Side::Whole, Side::Parts] {
                self.edge(self.node(from, read), self.node(to, Side::Whole));
                self.edge(self.node(from, read), self.node(to, Side::Parts));
            }
            for written in [Side::WriteWhole, Side::WriteParts] {
                self.edge(self.node(from, written), self.node(to, Side::WriteWhole));
                self.edge(self.node(from, written), self.node(to, Side::WriteParts));
            }
        }
    }

    fn unknown_call(&mut self, laid: &CallSite, callee: Callee) {
        match callee {
            Callee::Value(value) => {
                self.part.ends.push((self.node(value, Side::Whole), CALLEE));
            }
            Callee::Method { symbol, .. } => {
                self.part.ends.push((self.layout.field(self.links.symbols[symbol as usize]), CALLEE));
            }
            Callee::Super { .. } => return,
        }
        let positions = laid.positional.iter().copied().enumerate();
        let others = laid.keywords.iter().map(|&(_, value)| value).chain(laid.spreads.iter().copied());
        let others = others.flat_map(|value| (0..UNKNOWN_PARAMS).map(move |position| (position, value)));
        for (position, value) in positions.chain(others).collect::<Vec<_>>() {
            self.unknown_argument(position, value);
        }
        self.edge(self.layout.unknown_result(), self.node(laid.at, Side::Whole));
        self.edge(self.layout.unknown_result() + 1, self.node(laid.at, Side::Parts));
    }

    fn unknown_argument(&mut self, position: usize, value: ValueId) {
        let unknown = self.layout.unknown_param(position);
        self.edge(self.node(value, Side::Whole), unknown);
        self.edge(self.node(value, Side::Parts), unknown + 1);
        self.edge(unknown + 2, self.node(value, Side::WriteWhole));
        self.edge(unknown + 2, self.node(value, Side::WriteParts));
    }

    /// Arguments and receiver go to the result, arguments to the receiver.
    fn unmodelled(&mut self, laid: &CallSite, default: Default) {
        if default == Default::Nothing {
            return;
        }
        let values: Vec<ValueId> =
            laid.positional.iter().chain(&laid.spreads).copied().chain(laid.keywords.iter().map(|&(_, value)| value)).collect();
        for &value in &values {
            self.whole_of(value, self.node(laid.at, Side::Whole));
            if let (Some(receiver), Default::ResultAndReceiver) = (laid.receiver, default) {
                self.whole_of(value, self.node(receiver, Side::WriteWhole));
            }
        }
        if let Some(receiver) = laid.receiver {
            self.whole_of(receiver, self.node(laid.at, Side::Whole));
        }
    }

    // --- models ---

    fn row(&mut self, laid: &CallSite, rule: &Rule) {
        if rule.fluent
            && let Some(receiver) = laid.receiver
        {
            self.one_thing(laid.at, receiver);
        }
        for (a, b) in &rule.aliases {
            for (a, _) in values(laid, a) {
                for (b, _) in values(laid, b) {
                    self.one_thing(a, b);
                }
            }
        }
        for flow in rule.flows.iter().filter(|flow| !flow.ends) {
            self.flow(laid, &flow.from, &flow.to);
        }
        for (port, _, path) in &rule.sources {
            if let Some(path) = path {
                self.flow(laid, path, port);
            }
        }
        for (port, _, endpoint) in &rule.sinks {
            self.end(laid, port, SINK);
            if let Some(endpoint) = endpoint {
                self.end(laid, endpoint, ENDPOINT);
            }
        }
        for endpoint in &rule.endpoints {
            self.end(laid, endpoint, ENDPOINT);
        }
        for invoke in &rule.invokes {
            self.end(laid, &invoke.callee, CALLEE);
            for (position, arg) in invoke.args.iter().enumerate() {
                if let RuleArg::Port(port) = arg {
                    for (value, _) in values(laid, port) {
                        self.unknown_argument(position, value);
                    }
                }
            }
            for (value, _) in invoke.spread.iter().flat_map(|port| values(laid, port)).collect::<Vec<_>>() {
                for position in 0..UNKNOWN_PARAMS {
                    self.all_of(value, self.layout.unknown_param(position));
                    self.all_of(value, self.layout.unknown_param(position) + 1);
                }
            }
            let results = invoke.result.iter().map(|port| (self.layout.unknown_result(), port));
            let outs = invoke.out.iter().map(|(param, port)| (self.layout.unknown_param(*param as usize) + 2, port));
            for (from, port) in results.chain(outs).collect::<Vec<_>>() {
                for (value, _) in values(laid, port) {
                    for node in [from, if from == self.layout.unknown_result() { from + 1 } else { from }] {
                        self.edge(node, self.node(value, Side::WriteWhole));
                        self.edge(node, self.node(value, Side::WriteParts));
                    }
                }
            }
        }
    }

    fn end(&mut self, laid: &CallSite, port: &RulePort, mark: Mark) {
        for (value, _) in values(laid, port) {
            let nodes = [self.node(value, Side::Whole), self.node(value, Side::Parts)];
            self.part.ends.extend(nodes.map(|node| (node, mark)));
            let ty = self.links.ty(self.same[value as usize]).or_else(|| self.links.ty(value));
            if let Some(Ty::Class(class)) = ty {
                let fields = self.fields.all(class).iter();
                self.part.ends.extend(fields.map(|&(name, _)| (self.layout.field(name), mark)));
            }
        }
    }

    fn flow(&mut self, laid: &CallSite, from: &RulePort, to: &RulePort) {
        let targets: Vec<_> =
            to.0.iter().flat_map(|place| laid.values(place.anchor).into_iter().map(move |value| (value, place))).collect();
        for (source, _) in values(laid, from) {
            for &(target, place) in &targets {
                self.whole_of(source, self.node(target, Side::WriteParts));
                if place.path.is_empty() {
                    self.whole_of(source, self.node(target, Side::WriteWhole));
                }
                for step in &place.path {
                    if let RuleStep::Sel(selector) = step
                        && let Some(name) = selector.name().filter(|&name| (name as usize) < self.program.names.len())
                    {
                        self.whole_of(source, self.layout.field(name));
                    }
                }
            }
        }
    }
}

/// Values whose only uses are calls that are bound.
fn only_called(function: &Function, links: &FunctionLinks) -> Vec<bool> {
    let mut called = vec![false; function.ops.len()];
    for (site, targets) in function.calls.iter().zip(&links.calls) {
        if let (Callee::Value(value), false) = (site.callee, targets.is_unknown()) {
            called[value as usize] = true;
        }
    }
    let taken = function.ops.iter().flat_map(|op| match *op {
        Op::SetName(_, value) | Op::SetCapture(_, value) | Op::Set(_, _, value) => [Some(value), None],
        Op::Copy(value) | Op::Cast(value, _) | Op::Await(value) | Op::AddrOf(value) | Op::Get(value, _) => [Some(value), None],
        Op::Return(value) | Op::Yield(value) | Op::Throw(value) => [Some(value), None],
        Op::Bin(_, left, right) => [Some(left), Some(right)],
        _ => [None, None],
    });
    let taken = taken.flatten().chain(function.operands.iter().copied());
    let taken = taken.chain(function.entries.iter().map(|&(_, value)| value)).chain(function.args.iter().map(|arg| arg.value));
    for value in taken.collect::<Vec<_>>() {
        called[value as usize] = false;
    }
    called
}

/// The values that a port means, and at which anchor.
fn values(laid: &CallSite, port: &RulePort) -> Vec<(ValueId, RuleAnchor)> {
    port.0.iter().flat_map(|place| laid.values(place.anchor).into_iter().map(move |value| (value, place.anchor))).collect()
}
