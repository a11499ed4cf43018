//! Spreads what begins somewhere over the value-flow graph until nothing new arrives anywhere. Function values go
//! first, as what they call decides where data goes; then data and the names of destinations.
//!
//! One work list, in order; equal programs give equal graphs.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::arguments::CallSite;
use super::body::{self, Body, RECEIVER};
use super::children::Scripts;
use super::coarse::Coarse;
use super::domain::{Confidence, Lie, Path, Sel, Site, What, seen};
use super::edge::{Carries, End, Hop, Step};
use super::fields::Fields;
use super::graph::{Graph, Node, NodeId};
use super::identity::Identities;
use super::index::{self, Index};
use super::invocations::{By, Caller, Invocation, InvocationId, Invocations};
use super::lent::Lent;
use super::live::{self, Wants};
use super::outside::Outside;
use super::place::{ANY_CLASS, Place, SHARED};
use super::rules::Rules;
use super::scope::Scope;
use super::solve::Shown;
use super::{apply, objects, seeds};
use crate::ir::{self, BinOp, Callee, Const, Function, Op, Selector, ValueId};
use crate::link::{ClassBase, ClassId, FnId, FunctionLinks, NameId, Program, Referent, Rung, Slot, SlotId};
use crate::models::{Medium, RowId, SinkKind, SourceKind};

/// A class with more subclasses than this is a frame for all kinds of things: what lies in a field of one says little
/// about another.
const MANY_CLASSES: usize = 8;
/// Most operations that put something into one variable or field that are looked at.
const WRITERS: usize = 64;
/// Most classes above one that are looked at.
const ANCESTORS: usize = 128;
/// How far apart those who write and those who read a shared place seem: any object's field is every object's, so a way
/// that hands the data on is the better one to show.
const SHARED_HOP: u8 = 2;
/// The site of a step that no operation makes.
const ANYWHERE: Site = Site { function: 0, op: 0 };

pub(super) struct Spread<'a> {
    pub(super) program: &'a Program,
    pub(super) rules: &'a Rules,
    pub(super) identities: &'a Identities,
    pub(super) lent: &'a Lent,
    pub(super) fields: &'a Fields,
    pub(super) graph: Graph,
    bodies: Vec<Option<Rc<Body>>>,
    pub(super) invocations: Invocations,
    pub(super) outside: Outside,
    pub(super) index: Index,
    /// By place in a parameter: what is given there, and by which call.
    pub(super) feeders: FxHashMap<NodeId, Vec<(NodeId, InvocationId)>>,
    pub(super) fed: FxHashSet<(NodeId, NodeId, InvocationId)>,
    /// By function: what it returns and writes out.
    pub(super) exits: FxHashMap<FnId, Vec<NodeId>>,
    /// By node at which functions lie: who calls them.
    pub(super) callable: FxHashMap<NodeId, SmallVec<[Caller; 1]>>,
    /// What enters unmodelled calls.
    pub(super) entering: Vec<(NodeId, Site)>,
    /// Sources that lead to no end at which they matter: the call, its row, the place that the data comes to.
    pub(super) idle: Vec<(Site, RowId, Place)>,
    /// What matters at a kind of sink.
    pub(super) wants: &'a dyn Fn(SinkKind) -> Wants,
    /// Data that a library hands to a function that it calls: where, what kind, the function and its parameter.
    pub(super) callback_sources: Vec<(Site, SourceKind, FnId, u16)>,
    /// By channel: the calls that read it, and the rows that say so.
    pub(super) channel_readers: FxHashMap<Place, Vec<(Site, RowId)>>,
    pub(super) scripts: Scripts,
    /// By function.
    pub(super) shown: Vec<Shown>,
}

/// Something at a value, as its users see it.
#[derive(Clone, Copy)]
pub(super) struct Held {
    pub id: NodeId,
    pub value: ValueId,
    pub path: Path,
    pub what: What,
    /// It lies in a field of the tree's class: only who reads the whole object gets it from here.
    pub in_slot: bool,
}

impl<'a> Spread<'a> {
    pub(super) fn new(
        program: &'a Program,
        rules: &'a Rules,
        identities: &'a Identities,
        lent: &'a Lent,
        fields: &'a Fields,
        wants: &'a dyn Fn(SinkKind) -> Wants,
    ) -> Self {
        let count = program.functions.len();
        Self {
            program,
            rules,
            identities,
            lent,
            fields,
            graph: Graph::new(program),
            bodies: vec![None; count],
            invocations: Invocations::new(program),
            outside: Outside::of(program),
            index: Index::of(program),
            feeders: FxHashMap::default(),
            fed: FxHashSet::default(),
            exits: FxHashMap::default(),
            callable: FxHashMap::default(),
            entering: Vec::new(),
            idle: Vec::new(),
            wants,
            callback_sources: Vec::new(),
            channel_readers: FxHashMap::default(),
            scripts: Scripts::of(program),
            shown: vec![Shown::default(); count],
        }
    }

    /// Everything from everywhere. `inputs`: parameters that the outside fills.
    pub(super) fn run(&mut self, inputs: &mut Vec<(FnId, u16)>) {
        let mut coarse = Coarse::of(self);
        coarse.functions(self);
        let rest = self.graph.ration(Graph::FUNCTIONS_SHARE);
        seeds::functions(self);
        objects::methods(self);
        self.spread();
        self.graph.refuel(rest);
        self.outside.settle(&self.invocations);
        self.invocations.settle(self.program);
        coarse.data(self);
        seeds::data(self);
        self.spread();
        self.entered(&coarse);
        self.inputs(&coarse, inputs);
        for (node, site) in std::mem::take(&mut self.entering) {
            if self.graph.get(node).mask != 0 {
                self.shown[site.function as usize].entered(site.op);
            }
        }
    }

    /// Notes the calls without a model that data of interest may enter where it was not followed, as no end is there.
    fn entered(&mut self, coarse: &Coarse) {
        let layout = &self.graph.layout;
        let spot = |place| live::number(layout, place).map(|spot| spot as u32);
        let lying = self.graph.nodes.iter().filter(|node| node.what == What::Data && node.mask != 0).map(|node| node.place);
        let handed = self.callback_sources.iter().map(|&(.., callee, param)| Place::Param(callee, param));
        let idle = self.idle.iter().map(|&(.., to)| to).chain(handed);
        let is_live = |spot| self.graph.live.data.get(spot as usize).is_none_or(|wants| !wants.is_empty());
        for site in coarse.entered(lying.filter_map(spot), idle.filter_map(spot), is_live) {
            self.shown[site.function as usize].entered(site.op);
        }
    }

    /// What the outside gives matters only where something is run. It goes last, so that it takes nothing from what is
    /// read for certain.
    fn inputs(&mut self, coarse: &Coarse, inputs: &mut Vec<(FnId, u16)>) {
        // A function without a name is called by those who were given it.
        let outside =
            |function| !self.program.function(function).flags.anonymous || !self.invocations.of_callee.contains_key(&function);
        inputs.retain(|&(function, _)| outside(function));
        coarse.executions(self);
        let rest = self.graph.ration(Graph::INPUTS_SHARE);
        for &(function, param) in inputs.iter() {
            self.graph.begin(Place::Param(function, param), Path::EMPTY, What::Data);
        }
        // What the same rows began before is there.
        self.graph.again = true;
        let mut idle: Vec<(Site, RowId)> = std::mem::take(&mut self.idle).into_iter().map(|(site, row, _)| (site, row)).collect();
        idle.sort_unstable();
        idle.dedup();
        seeds::handed(self);
        for (site, row) in idle {
            let scope = self.scope(site.function);
            self.begin_sources(&scope, &apply::laid_at(&scope, site.op), row);
        }
        self.graph.again = false;
        self.spread();
        self.graph.refuel(rest);
    }

    /// What the searches need; the rest is freed.
    pub(super) fn finish(self) -> (Graph, Vec<Shown>) {
        (self.graph, self.shown)
    }

    fn spread(&mut self) {
        while let Some(id) = self.graph.next() {
            self.graph.carry_all(id);
            let node = *self.graph.get(id);
            if node.all() != 0 && node.time < node.expanded {
                self.graph.nodes[id as usize].expanded = node.time;
                self.graph.again = node.expanded != ValueId::MAX;
                self.expand(id, node);
                self.graph.again = false;
            }
            if matches!(node.place, Place::Return(_) | Place::Out(..)) {
                self.comes_back(id);
            }
            if node.what == What::Function {
                self.called(id);
            }
        }
    }

    pub(super) fn scope(&mut self, id: FnId) -> Scope<'a> {
        let links = &self.program.functions[id as usize];
        let facts = &*self.program.files[links.file as usize].facts;
        let function = &facts.functions[links.ix as usize];
        let body = match &self.bodies[id as usize] {
            Some(body) => Rc::clone(body),
            None => {
                let body = Rc::new(self.body(id, links, function));
                self.bodies[id as usize] = Some(Rc::clone(&body));
                body
            }
        };
        Scope { id, links, function, facts, body }
    }

    /// The body with all its aliases.
    fn body(&self, id: FnId, links: &'a FunctionLinks, function: &'a Function) -> Body {
        let mut body = Body::of(function);
        for (op, referent) in &links.referents {
            if let (Referent::Slot(_), Op::Name(_)) = (referent, function.ops[*op as usize])
                && let Some(name) = self.fields.bare_member(self.program, id, *op)
            {
                body.members.push((*op, name));
            }
        }
        let bare = |site: &ir::CallSite| matches!(site.callee, Callee::Value(value) if matches!(function.ops[value as usize], Op::Name(_)));
        let own = function
            .calls
            .iter()
            .zip(&links.calls)
            .filter(|(site, targets)| bare(site) && body::is_own_method(function, targets));
        body.own_calls.extend(own.map(|(site, _)| site.op));
        for (call, targets) in links.calls.iter().enumerate() {
            let fluent = |&row: &u32| self.rules.rule(row).fluent || !self.rules.rule(row).aliases.is_empty();
            let returning = targets.edges.iter().any(|edge| !self.identities.function(edge.callee).is_empty());
            if !returning && !targets.rows.iter().any(fluent) {
                continue;
            }
            let laid = body::laid_out(function, links, &body.same, call as u32);
            for edge in &targets.edges {
                let invocation = Invocation::of(self.program, Site { function: 0, op: laid.at }, &laid, *edge);
                let Some((result, _)) = invocation.result else { continue };
                for identity in self.identities.function(edge.callee) {
                    if let Some([actual]) = invocation.actuals.get(identity.param as usize).map(SmallVec::as_slice)
                        && actual.at.is_empty()
                    {
                        body.alias((result, identity.at), (actual.value, actual.from.join(identity.path)), laid.at);
                    }
                }
            }
            for &row in targets.rows.iter() {
                self.row_aliases(&mut body, links, function, &laid, row);
            }
        }
        addresses(&mut body, links, function);
        for (op, rows) in &links.attributes {
            let laid = CallSite::of_attribute(links, *op, function.ops[*op as usize]);
            for &row in rows {
                self.row_aliases(&mut body, links, function, &laid, row);
            }
        }
        body
    }

    // --- places ---

    fn expand(&mut self, id: NodeId, node: Node) {
        let Node { place, path, what, time, expanded, .. } = node;
        match place {
            Place::Value(function, value) | Place::Object(function, value) => {
                let scope = self.scope(function);
                let in_slot = matches!(place, Place::Object(..));
                let held = Held { id, value, path, what, in_slot };
                let mut last = None;
                let users = scope.body.users(value);
                let from = users.partition_point(|&(op, _)| op < time);
                for &user in users[from..].iter().take_while(|(op, _)| *op < expanded) {
                    if last.replace(user) != Some(user) {
                        self.operation(&scope, held, user);
                    }
                }
                if !in_slot {
                    self.read_members(&scope, held, time, expanded);
                    self.own_call(&scope, held);
                    self.other_names(&scope, held);
                }
            }
            Place::Written(function, value) => {
                let scope = self.scope(function);
                let held = Held { id, value, path, what, in_slot: false };
                self.write_through(&scope, held);
                if !path.is_empty() && scope.assigns_references() {
                    self.put_before(&scope, held, time);
                }
            }
            Place::Param(function, number) => {
                let scope = self.scope(function);
                for &(_, op) in scope.body.params.iter().filter(|(known, _)| *known == number) {
                    self.graph.connect(id, scope.value(op), path, what, Step::new(scope.site(op), Hop::Plain, 0));
                }
            }
            Place::Slot(slot, class) => self.read_slot(id, slot, class, path, what),
            Place::Fields(class) => {
                let confidence = self.frame(class);
                let subclasses = &self.program.classes[class as usize].subclasses;
                for &below in subclasses {
                    let step = Step::new(ANYWHERE, Hop::Plain, 0).sure(confidence);
                    self.graph.connect(id, Place::Fields(below), path, what, step);
                }
                for site in self.index.wholes(self.program, self.rules, class) {
                    self.graph.connect(id, Place::Object(site.function, site.op), path, what, Step::new(site, Hop::Plain, 0));
                }
            }
            Place::Channel(Medium::File, name, _) => {
                let inside = Path::EMPTY.then(self.rules.file).join(path);
                for site in self.index.mentions(self.program, name) {
                    let scope = self.scope(site.function);
                    self.graph.connect(id, scope.value(site.op), inside, what, scope.step(site.op, Hop::Plain));
                }
            }
            Place::Channel(..) => self.read_channel(id, place, path, what),
            Place::Source(..) | Place::Name(_) | Place::Return(_) | Place::Out(..) | Place::End(_) => {}
        }
    }

    /// What is written into a captured variable's value lies in that value where the variable got it; what is written to
    /// a stream, or to the file of a name, that any variable or field holds is written to what was put there.
    fn write_stored(&mut self, id: NodeId, slot: SlotId, class: Option<ClassId>, path: Path, what: What) {
        let stream = path.selectors().first().is_some_and(|&first| first == self.rules.content || first == self.rules.file);
        for site in self.index.writers(self.program, slot).into_iter().take(WRITERS) {
            let scope = self.scope(site.function);
            let (value, writer) = match scope.function.ops[site.op as usize] {
                Op::SetCapture(_, value) => (value, None),
                // The file's own code goes on with what its functions write into the file's variables.
                Op::SetName(_, value) if stream || scope.links.ix == 0 => (value, None),
                Op::Set(base, _, value) if stream => (value, scope.class_of(base)),
                _ => continue,
            };
            if class.is_none_or(|class| writer.is_none_or(|writer| self.related(class, writer))) {
                self.graph.connect(id, scope.written(value), path, what, scope.step(site.op, Hop::Write));
            }
        }
    }

    /// What is written into an object lies in everything that the object was put into before.
    fn put_before(&mut self, scope: &Scope<'a>, held: Held, time: ValueId) {
        let users = scope.body.users(held.value);
        for &user in &users[..users.partition_point(|&(op, _)| op < time)] {
            let put = match scope.function.ops[user.0 as usize] {
                Op::Set(_, _, value) => scope.body.same(value) == held.value,
                Op::Call(call) => {
                    self.kept(scope, held, call);
                    false
                }
                op => matches!(op, Op::SetName(..) | Op::SetCapture(..) | Op::Literal(..)),
            };
            if put {
                self.operation(scope, held, user);
            }
        }
    }

    /// A call whose rows speak of its result.
    fn own_call(&mut self, scope: &Scope<'a>, held: Held) {
        if let Op::Call(call) = scope.function.ops[held.value as usize] {
            let links = scope.links;
            let site = scope.site(held.value);
            let rows = links.calls[call as usize].rows.iter().chain(self.outside.rows(site)).copied();
            let rows: SmallVec<[RowId; 4]> = rows.filter(|&row| self.rules.rule(row).uses_result).collect();
            for row in rows {
                self.row(scope, held, &scope.laid_out(call), row);
            }
            // What a library hands to a function while the call lasts may lie in what the call results in.
            for id in self.invocations.dynamic.get(&scope.site(held.value)).cloned().unwrap_or_default() {
                if self.invocations.get(id).by_row {
                    self.feed(scope, held, id);
                }
            }
        }
    }

    /// What lies in a variable or a field is read by whoever reads it there: in an object of the class, of one above it or
    /// of one below.
    fn read_slot(&mut self, id: NodeId, slot: SlotId, class: ClassId, path: Path, what: What) {
        let sure = match self.program.slots[slot as usize] {
            Slot::Field { class, .. } if what.is_data() && self.fields.is_guess(slot, class) => Confidence::Ambiguous,
            _ => Confidence::Traced,
        };
        for at in 0..self.index.readers(slot).len() {
            let site = self.index.readers(slot)[at];
            let scope = self.scope(site.function);
            let mut sure = sure;
            let reader = match scope.function.ops[site.op as usize] {
                Op::Call(call) => {
                    if what == What::Function && path.is_empty() && scope.links.calls[call as usize].is_unknown() {
                        self.callable.entry(id).or_default().push((site, By::Call));
                    }
                    continue;
                }
                Op::Get(base, _) if scope.links.field(site.op).is_some() && scope.is_guessed(base) => {
                    sure = Confidence::Ambiguous;
                    None
                }
                Op::Get(base, _) if class != ANY_CLASS => {
                    // It was put into one of the objects that are found there, by whatever text.
                    if what.is_data() && !scope.looked_up(self.identities, base).is_empty() {
                        sure = Confidence::Ambiguous;
                    }
                    scope.class_of(base)
                }
                _ => None,
            };
            if reader.is_none_or(|reader| self.related(class, reader)) {
                let step = scope.step(site.op, Hop::Read).sure(sure).long(if what.is_data() { SHARED_HOP } else { 0 });
                self.graph.connect(id, scope.value(site.op), path, what, step);
            }
        }
        let Slot::Field { class: root, .. } = self.program.slots[slot as usize] else { return };
        if what != What::Data {
            return;
        }
        let class = if class == ANY_CLASS { root } else { class };
        let step = Step::new(ANYWHERE, Hop::Plain, 0).sure(sure).only(Carries::Data);
        self.graph.connect(id, Place::Fields(class), Path::EMPTY, what, step);
        for above in self.above(class) {
            for site in self.index.wholes(self.program, self.rules, above) {
                let place = Place::Object(site.function, site.op);
                self.graph.connect(id, place, Path::EMPTY, what, step.sure(self.frame(above)));
            }
        }
    }

    /// How sure it is that what lies in an object of a class lies in one of a class below it.
    fn frame(&self, class: ClassId) -> Confidence {
        let many = self.program.classes[class as usize].subclasses.len() > MANY_CLASSES;
        if many { Confidence::Ambiguous } else { Confidence::Traced }
    }

    /// One is, or is above, the other; or too much stands above one to say that it is not.
    pub(super) fn related(&self, a: ClassId, b: ClassId) -> bool {
        let reaches = |above: SmallVec<[ClassId; 8]>, other| above.len() >= ANCESTORS || above.contains(&other);
        a == b || reaches(self.above(a), b) || reaches(self.above(b), a)
    }

    /// The classes above one.
    fn above(&self, class: ClassId) -> SmallVec<[ClassId; 8]> {
        let mut found: SmallVec<[ClassId; 8]> = SmallVec::new();
        found.push(class);
        let mut next = 0;
        while let Some(&class) = found.get(next).filter(|_| next < ANCESTORS) {
            for base in &self.program.classes[class as usize].bases {
                if let ClassBase::InTree(base) = *base
                    && !found.contains(&base)
                {
                    found.push(base);
                }
            }
            next += 1;
        }
        found.remove(0);
        found
    }

    /// Two names of one thing hold the same.
    fn other_names(&mut self, scope: &Scope<'a>, held: Held) {
        for alias in scope.body.aliases.get(&held.value).into_iter().flatten().filter(|alias| alias.reads) {
            if let Some(rest) = seen(held.path, held.what, alias.mine, self.rules.file) {
                let step = scope.step(alias.at, Hop::Plain);
                // What a stream holds that a field or variable keeps, it holds for all who use it there.
                let kept = matches!(scope.function.ops[alias.other as usize], Op::Get(..) | Op::Name(_) | Op::Capture(_));
                let stream = alias.theirs.selectors().first() == Some(&self.rules.content);
                let other = if kept && stream { scope.written(alias.other) } else { scope.value(alias.other) };
                self.graph.connect(held.id, other, alias.theirs.join(rest), held.what, step);
            }
        }
    }

    /// The slot that what lies at a path in a value lies in.
    pub(super) fn slot_of(&self, scope: &Scope<'_>, value: ValueId, path: Path) -> Option<SlotId> {
        let name = path.selectors().first()?.field_name()?;
        self.fields.slot(scope.class_of(value)?, name)
    }

    fn fields_travel(&self, scope: &Scope<'_>, value: ValueId) -> bool {
        scope.class_of(value).is_some_and(|class| self.fields.travel(class))
    }

    /// What goes with a value that is passed, returned or stored: all but what lies in slots.
    pub(super) fn travels(&self, scope: &Scope<'_>, value: ValueId, path: Path) -> bool {
        path.is_empty() || self.slot_of(scope, value, path).is_none() || self.fields_travel(scope, value)
    }

    /// The field, where a path says what lies in the file that is named there.
    pub(super) fn named_file(&self, path: Path) -> Option<Path> {
        match *path.selectors() {
            [field, file, ..] if file == self.rules.file && field.field_name().is_some() => Some(Path::EMPTY.then(field)),
            _ => None,
        }
    }

    /// What is written through a value lies in everything that the value was taken from.
    fn write_through(&mut self, scope: &Scope<'a>, held: Held) {
        let Held { id, value, path, what, .. } = held;
        let plain = Step::new(scope.site(value), Hop::Plain, 0);
        self.graph.connect(id, scope.value(value), path, what, plain);
        if let Some(field) = self.named_file(path) {
            // What is found by another text is another file's name.
            let texts = scope.looked_up(self.identities, value);
            for &text in &texts {
                self.graph.connect(id, Place::Channel(Medium::File, text, SHARED), field, what, plain.sure(Confidence::Assumed));
            }
            if !texts.is_empty() {
                return;
            }
        }
        let slot = self.slot_of(scope, value, path);
        if let Some(slot) = slot {
            let place = Place::Slot(slot, scope.class_of(value).unwrap_or(ANY_CLASS));
            self.graph.connect(id, place, path.rest(1), what, plain);
        }
        let referent = match scope.links.referent(value) {
            Some(Referent::Slot(slot)) => Some(slot),
            _ => None,
        };
        match scope.function.ops[value as usize] {
            Op::Param(number) if slot.is_none() || self.fields_travel(scope, value) => {
                self.graph.connect(id, Place::Out(scope.id, number), path, what, plain);
            }
            Op::Get(base, selector) => {
                let found =
                    path.selectors().first() == Some(&self.rules.file) && !scope.looked_up(self.identities, base).is_empty();
                if let Some(slot) = scope.links.field(value).filter(|_| !found) {
                    let place = Place::Slot(slot, scope.class_of(base).unwrap_or(ANY_CLASS));
                    let step = if scope.is_guessed(base) { plain.sure(Confidence::Ambiguous) } else { plain };
                    self.graph.connect(id, place, path, what, step);
                    self.write_stored(id, slot, scope.class_of(base), path, what);
                }
                if let Some(slot) = referent {
                    self.graph.connect(id, Place::Slot(slot, ANY_CLASS), path, what, plain);
                    self.write_stored(id, slot, None, path, what);
                }
                let whole = Path::EMPTY.then(scope.selector(selector)).join(path);
                self.graph.connect(id, scope.written(base), whole, what, plain);
            }
            Op::Call(call) => {
                for edge in scope.links.calls[call as usize].edges.iter().filter(|edge| edge.rung <= Rung::R3) {
                    for &slot in self.lent.slots(edge.callee) {
                        self.graph.connect(id, Place::Slot(slot, ANY_CLASS), path, what, plain);
                        if let (Some(receiver), Some(name)) =
                            (scope.laid_out(call).receiver, self.fields.member(self.program, slot))
                        {
                            let whole = Path::EMPTY.then(Sel::field(name)).join(path);
                            self.graph.connect(id, scope.written(receiver), whole, what, plain);
                        }
                    }
                }
            }
            Op::Phi(range) => {
                for &operand in range.of(&scope.function.operands) {
                    self.graph.connect(id, scope.written(operand), path, what, plain);
                }
            }
            Op::Bin(BinOp::Arith | BinOp::Choice, left, _) => {
                self.graph.connect(id, scope.written(left), path, what, plain);
            }
            Op::Name(_) | Op::Capture(_) => {
                if let Some(slot) = referent {
                    self.graph.connect(id, Place::Slot(slot, ANY_CLASS), path, what, plain);
                    self.write_stored(id, slot, None, path, what);
                    self.write_member(scope, held, value, plain);
                }
            }
            Op::Const(constant) if path.selectors().first() == Some(&self.rules.file) => {
                if let Const::Str(symbol) = scope.facts.consts[constant as usize]
                    && index::names_something(scope.facts.text(symbol))
                {
                    let place = Place::Channel(Medium::File, scope.links.symbols[symbol as usize], SHARED);
                    self.graph.connect(id, place, path.rest(1), what, plain);
                }
            }
            _ => {}
        }
        for alias in scope.body.aliases.get(&value).into_iter().flatten() {
            if let Lie::Below(rest) = path.lie(alias.mine) {
                let place = scope.written(alias.other);
                self.graph.connect(id, place, alias.theirs.join(rest), what, plain);
            }
        }
    }

    /// What a bare name of a method means lies in the receiver.
    pub(super) fn write_member(&mut self, scope: &Scope<'a>, held: Held, op: ValueId, step: Step) {
        if let (true, Some(name)) = (held.what.is_data(), self.fields.bare_member(self.program, scope.id, op)) {
            let path = Path::EMPTY.then(Sel::field(name)).join(held.path);
            self.graph.connect(held.id, scope.written(RECEIVER), path, held.what, step);
        }
    }

    /// And what lies in the receiver is what it means, and is there for the receiver's methods.
    fn read_members(&mut self, scope: &Scope<'a>, held: Held, from: ValueId, until: ValueId) {
        if held.value != RECEIVER || !held.what.is_data() {
            return;
        }
        for &op in scope.body.own_calls.iter().filter(|op| (from..until).contains(op)) {
            self.operation(scope, held, (op, 0));
        }
        let Some(first) = held.path.selectors().first().and_then(|first| first.field_name()) else { return };
        let between = |at: &&(ValueId, NameId)| at.1 == first && (from..until).contains(&at.0);
        for &(op, _) in scope.body.members.iter().filter(between) {
            self.graph.connect(held.id, scope.value(op), held.path.rest(1), held.what, scope.step(op, Hop::Read));
        }
    }

    pub(super) fn end(&mut self, held: Held, site: Site, sure: Confidence, end: End) {
        let place = self.graph.end(end);
        let carries = match end {
            End::Sink { .. } => Carries::Data,
            End::Endpoint { .. } => Carries::Names,
        };
        // What lies in a call's own result is what was put there later.
        let after = if held.value == site.op { ValueId::MAX } else { 0 };
        self.graph.connect(held.id, place, Path::EMPTY, held.what, Step::new(site, Hop::Sink, after).sure(sure).only(carries));
    }
}

/// A field of a library's object that holds the address of something is another name of it: what the library writes
/// there lies in the thing (`command.Stdout = &output`). Fields of the tree's own classes are slots.
fn addresses(body: &mut Body, links: &FunctionLinks, function: &Function) {
    for (at, &op) in function.ops.iter().enumerate() {
        let Op::Set(base, Selector::Field(name), value) = op else { continue };
        let known = index::class_of(links, body.same(base), base).is_some();
        if !known && matches!(function.ops[value as usize], Op::AddrOf(_)) {
            let field = Path::EMPTY.then(Sel::field(links.symbols[name as usize]));
            body.alias((base, field), (value, Path::EMPTY), at as ValueId);
        }
    }
}
