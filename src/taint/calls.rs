//! Calls of functions of the tree: what is given to parameters, what comes back, and which functions a value may be.
//!
//! What a caller gives comes back to that caller alone, by an edge that goes through the call (a summary edge); only what
//! a function has of its own comes back to every caller.

use smallvec::SmallVec;

use super::arguments::CallSite;
use super::domain::{Lie, Path, Sel, Site, What, seen};
use super::edge::{Hop, Step};
use super::graph::{Node, NodeId, OWN};
use super::invocations::{By, Caller, Invocation, InvocationId, PROPERTY};
use super::place::Place;
use super::scope::Scope;
use super::spread::{Held, Spread};
use crate::ir::{Op, ParamKind, Selector, ValueId};
use crate::link::{Edge, FnId, FunctionLinks, Rung, Ty};

impl<'a> Spread<'a> {
    /// The invocation for an edge of the linker.
    fn linked(&mut self, site: Site, number: u8) -> Option<InvocationId> {
        if let Some(id) = self.invocations.linked(site, number) {
            return Some(id);
        }
        let scope = self.scope(site.function);
        let (laid, edge) = match scope.function.ops[site.op as usize] {
            Op::Call(call) if number != PROPERTY => {
                (scope.laid_out(call), *scope.links.calls[call as usize].edges.get(number as usize)?)
            }
            Op::Get(base, _) => (CallSite::new(scope.links, site.op, Some(base), &[]), scope.links.property(site.op)?),
            _ => return None,
        };
        let mut invocation = Invocation::of(self.program, site, &laid, edge);
        let part =
            matches!(scope.function.ops[site.op as usize], Op::Get(_, selector) if !matches!(selector, Selector::Field(_)));
        invocation.takes_element = part && self.program.function(edge.callee).flags.generator;
        Some(self.invocations.link(site, number, invocation))
    }

    /// Hands what a value holds to the functions that an operation calls.
    pub(super) fn hand(&mut self, scope: &Scope<'a>, held: Held, op: ValueId, edges: usize, property: bool) {
        let site = scope.site(op);
        for number in (0..edges.min(PROPERTY as usize) as u8).chain(property.then_some(PROPERTY)) {
            if let Some(id) = self.linked(site, number) {
                self.feed(scope, held, id);
            }
        }
        if let Some(dynamic) = self.invocations.dynamic.get(&site) {
            for id in dynamic.clone() {
                self.feed(scope, held, id);
            }
        }
    }

    /// What travels goes to a function, and what does not to one that knows its parameter under no type whose fields are those slots (`char *`, `void *`): it reads
    /// the object as a whole, or says anew what it is.
    pub(super) fn travels_into(&self, scope: &Scope<'_>, value: ValueId, path: Path, (callee, param): (FnId, usize)) -> bool {
        self.travels(scope, value, path)
            || scope.has_address_arithmetic()
                && match (self.program.functions[callee as usize].ty(param as ValueId), scope.class_of(value)) {
                    (Some(Ty::Class(formal)), Some(class)) => !self.related(formal, class),
                    _ => true,
                }
    }

    /// An object of the tree is given to a function that knows its parameter under no type.
    pub(super) fn is_given_bytes(&self, scope: &Scope<'_>, value: ValueId, (callee, param): (FnId, usize)) -> bool {
        let kind = || self.program.function(callee).params.get(param).map(|param| param.kind);
        scope.has_objects_as_bytes()
            && scope.class_of(value).is_some()
            && self.program.functions[callee as usize].ty(param as ValueId).is_none()
            && kind() == Some(ParamKind::Positional)
    }

    /// What lies in arguments lies in parameters.
    pub(super) fn feed(&mut self, scope: &Scope<'a>, held: Held, id: InvocationId) {
        let invocation = self.invocations.get(id);
        self.graph.spend(invocation.actuals.len());
        let (callee, site, confidence) = (invocation.callee, invocation.site, invocation.confidence);
        // What lies in the result of a call of a library is given to the function at any time.
        let late = invocation.by_row && site.function == scope.id && scope.body.same(site.op) == held.value;
        let after = if late { ValueId::MAX } else { 0 };
        let mut given: SmallVec<[(u16, Path); 2]> = SmallVec::new();
        for (param, actual) in invocation.actuals.iter().enumerate().flat_map(|(at, list)| list.iter().map(move |one| (at, one)))
        {
            // Nothing lies in an object that the call itself makes.
            if scope.body.same(actual.value) != held.value || invocation.fresh == Some(actual.value) {
                continue;
            }
            // A function that knows the object under no type of the tree reads its bytes: any of them may be what lies there.
            if held.what.is_data() && self.is_given_bytes(scope, actual.value, (callee, param)) {
                given.push((param as u16, actual.at.then(Sel::ELEMENT)));
            }
            if held.in_slot || actual.from.is_empty() && !self.travels_into(scope, actual.value, held.path, (callee, param)) {
                continue;
            }
            if let Some(rest) = seen(held.path, held.what, actual.from, self.rules.file) {
                given.push((param as u16, actual.at.join(rest)));
            }
        }
        for (param, at) in given {
            // What a caller directs goes the way of the data that it lies beside.
            let what = if held.what == What::Directed { What::Data } else { held.what };
            let place = Place::Param(callee, param);
            if !self.graph.leads(place, what) {
                continue;
            }
            let Some((formal, _)) = self.graph.node(place, at, what) else { continue };
            if self.fed(held.id, id, callee, formal) && held.what != What::Directed {
                let step = Step::new(site, Hop::Handed(id), after).sure(confidence).long(1);
                self.graph.connect(held.id, place, at, what, step);
            }
        }
    }

    /// A call gives something to a place in a parameter: what the callee makes of it shows at the call. False when that
    /// is known.
    fn fed(&mut self, actual: NodeId, id: InvocationId, callee: FnId, formal: NodeId) -> bool {
        if !self.fed.insert((actual, formal, id)) {
            return false;
        }
        self.feeders.entry(formal).or_default().push((actual, id));
        let bit = self.graph.get(formal).bit & !OWN;
        for at in 0..self.exits.get(&callee).map_or(0, Vec::len) {
            let exit = self.exits[&callee][at];
            self.graph.spend(1);
            if self.graph.is_spent() {
                break;
            }
            if self.graph.get(exit).told & bit != 0 {
                self.comes_through(actual, id, formal, exit);
            }
        }
        true
    }

    /// What a function returns or writes out comes to its callers.
    pub(super) fn comes_back(&mut self, exit: NodeId) {
        let node = *self.graph.get(exit);
        let (Place::Return(function) | Place::Out(function, _)) = node.place else { return };
        let new = node.all() & !node.told;
        if new == 0 {
            return;
        }
        if node.told == 0 {
            self.exits.entry(function).or_default().push(exit);
        }
        self.graph.nodes[exit as usize].told = node.all();
        let what = node.what;
        if new & OWN != 0 {
            for at in 0..self.invocations.callers(function).len() {
                let (site, number) = self.invocations.callers(function)[at];
                if let Some(id) = self.linked(site, number) {
                    self.returns(exit, Hop::Returned(id), id, exit, what);
                }
            }
            for id in self.invocations.of_callee.get(&function).cloned().unwrap_or_default() {
                self.returns(exit, Hop::Returned(id), id, exit, what);
            }
        }
        if new & !OWN != 0 {
            let formals = self.graph.formals.get(&function).cloned().unwrap_or_default();
            for (_, formal) in formals.into_iter().enumerate().filter(|(bit, _)| new >> bit & 1 == 1) {
                for at in 0..self.feeders.get(&formal).map_or(0, Vec::len) {
                    let (actual, id) = self.feeders[&formal][at];
                    self.graph.spend(1);
                    if self.graph.is_spent() {
                        return;
                    }
                    self.comes_through(actual, id, formal, exit);
                }
            }
        }
    }

    fn comes_through(&mut self, actual: NodeId, id: InvocationId, formal: NodeId, exit: NodeId) {
        let (given, out) = (self.graph.get(formal), self.graph.get(exit));
        if let (Place::Param(_, param), Place::Out(_, written)) = (given.place, out.place)
            && (param, given.path) == (written, out.path)
        {
            // It lies there already.
            return;
        }
        let through = self.graph.through(formal, exit);
        let directed = |node: NodeId| self.graph.get(node).what == What::Directed;
        match (directed(actual), directed(exit)) {
            (false, true) => {
                self.returns(actual, Hop::Reading(through), id, exit, What::Data);
                self.returns(actual, Hop::Through(through), id, exit, What::Directed);
            }
            (true, true) => {}
            (true, false) => self.returns(actual, Hop::Through(through), id, exit, What::Directed),
            (false, false) => {
                let what = self.graph.get(exit).what;
                self.returns(actual, Hop::Through(through), id, exit, what);
            }
        }
    }

    /// Connects `from`, which a callee passes on as `exit`, with the places where that shows at a call.
    fn returns(&mut self, from: NodeId, hop: Hop, id: InvocationId, exit: NodeId, what: What) {
        let Node { place, path, .. } = *self.graph.get(exit);
        let invocation = self.invocations.get(id);
        let (site, confidence, by_row) = (invocation.site, invocation.confidence, invocation.by_row);
        let mut shows: SmallVec<[(ValueId, Path, bool); 2]> = SmallVec::new();
        match place {
            Place::Return(_) => {
                let element = Path::EMPTY.then(Sel::ELEMENT);
                let rest = if invocation.takes_element { seen(path, what, element, self.rules.file) } else { Some(path) };
                shows.extend(invocation.result.zip(rest).map(|((value, at), rest)| (value, at.join(rest), false)));
            }
            Place::Out(_, param) => {
                for actual in invocation.actuals.get(param as usize).into_iter().flatten() {
                    if let Lie::Below(rest) = path.lie(actual.at) {
                        shows.push((actual.value, actual.from.join(rest), true));
                    }
                }
                let outs = invocation.outs.iter().filter(|(number, ..)| *number == param);
                shows.extend(outs.map(|&(_, value, at)| (value, at.join(path), true)));
            }
            _ => return,
        }
        let scope = self.scope(site.function);
        let mut step = scope.step(site.op, hop).sure(confidence).long(1);
        if by_row {
            step.after = scope.body.at(site.op);
        }
        for (value, at, written) in shows {
            let place = if written { scope.written(value) } else { scope.value(value) };
            self.graph.connect(from, place, at, what, step);
        }
    }

    // --- function values ---

    /// A function value is called here.
    pub(super) fn calls(&mut self, held: Held, caller: Caller) {
        let callers = self.callable.entry(held.id).or_default();
        if !callers.contains(&caller) {
            callers.push(caller);
        }
    }

    pub(super) fn called(&mut self, id: NodeId) {
        let functions = self.graph.functions(id);
        for (site, by) in self.callable.get(&id).cloned().unwrap_or_default() {
            for &function in &functions {
                if self.outside.is(function.0) {
                    if self.outside.note((site, by), function.0) {
                        self.look_again(site);
                    }
                    continue;
                }
                if self.invocations.is_known((site, by), function) {
                    continue;
                }
                let scope = self.scope(site.function);
                let invocation = match by {
                    By::Call => {
                        let Op::Call(call) = scope.function.ops[site.op as usize] else { continue };
                        Invocation::of_value(self.program, site, &scope.laid_out(call), function)
                    }
                    By::Row(row, number) => self.invoked(&scope, site, row, number, function),
                };
                let id = self.invocations.add((site, by), function, invocation);
                self.replay(&scope, id);
            }
        }
    }

    /// New rows speak of a call: functions that it is given already may be called by it.
    fn look_again(&mut self, site: Site) {
        let scope = self.scope(site.function);
        let Op::Call(call) = scope.function.ops[site.op as usize] else { return };
        let laid = scope.laid_out(call);
        let mut done: SmallVec<[ValueId; 4]> = SmallVec::new();
        for value in laid.single() {
            let value = scope.body.same(value);
            if done.contains(&value) {
                continue;
            }
            done.push(value);
            for id in self.graph.at(Place::Value(scope.id, value)) {
                let Node { path, what, time, .. } = *self.graph.get(id);
                if what == What::Function && time <= site.op {
                    self.operation(&scope, Held { id, value, path, what, in_slot: false }, (site.op, 0));
                    self.graph.wake(id);
                }
            }
        }
    }

    /// A new callee gets what its arguments hold already, and its caller what it returns.
    fn replay(&mut self, scope: &Scope<'a>, id: InvocationId) {
        let actuals = self.invocations.get(id).actuals.clone();
        let mut done: SmallVec<[ValueId; 4]> = SmallVec::new();
        for actual in actuals.iter().flatten() {
            let value = scope.body.same(actual.value);
            if done.contains(&value) {
                continue;
            }
            done.push(value);
            for node in self.graph.at(Place::Value(scope.id, value)) {
                let Node { path, what, time, .. } = *self.graph.get(node);
                if time <= self.invocations.get(id).site.op {
                    self.feed(scope, Held { id: node, value, path, what, in_slot: false }, id);
                }
            }
        }
        let callee = self.invocations.get(id).callee;
        for exit in self.exits.get(&callee).cloned().unwrap_or_default() {
            if self.graph.get(exit).told & OWN != 0 {
                let what = self.graph.get(exit).what;
                self.returns(exit, Hop::Returned(id), id, exit, what);
            }
        }
    }

    /// True when only a library that nobody modelled can be meant by a call; the flag: or a function guessed by its name. Where
    /// the tree only declares what is called (an interface whose methods a library makes up), what runs is a library's.
    pub(super) fn default_applies(&self, links: &FunctionLinks, site: Site, call: u32) -> Option<bool> {
        let targets = &links.calls[call as usize];
        if !targets.rows.is_empty() || !self.outside.rows(site).is_empty() {
            return None;
        }
        let declared = |edge: &Edge| self.program.function(edge.callee).ops.is_empty();
        let guessed = !targets.edges.is_empty() && targets.edges.iter().all(|edge| edge.rung >= Rung::R5 || declared(edge));
        let applied = !targets.edges.is_empty() || (targets.is_unknown() && self.invocations.dynamic.contains_key(&site));
        (!applied || guessed).then_some(guessed)
    }
}
