//! The upper bound: what a plain analysis without flow, context or fields says. All statements are applied
//! again and again, in no order that matters, until no set grows.
//!
//! All objects of a class are one, since the engine's heap is one cell a (class, field). Everything
//! here may only be coarser than the engine means to be; it says where a false alarm begins.

use std::collections::{BTreeMap, BTreeSet};

use super::gaps;
use super::program::{
    Argument, Call, Callee, ClassIx, Default, FunctionIx, GlobalIx, Local, Program, SiteIx, Stmt, Type, Value, statements,
};

/// Pairs of source and sink that may be connected at all.
pub(super) fn flows(program: &Program) -> BTreeSet<(SiteIx, SiteIx)> {
    let mut naive = Naive { program, sets: BTreeMap::new(), written: BTreeSet::new(), grew: true };
    while naive.grew {
        naive.grew = false;
        naive.sweep();
    }
    naive.arrivals()
}

/// Something a value may be or contain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Atom {
    Source(SiteIx),
    /// Any object of the class.
    Class(ClassIx),
    /// A dict, list or buffer, by the variable it was made for.
    Made(FunctionIx, Local),
    /// The address of a variable.
    Address(FunctionIx, Local),
    Function(FunctionIx),
    /// A function that appends this variable to its argument.
    Lambda(FunctionIx, Local),
    /// What a text parameter was given, itself.
    Given(FunctionIx, Local),
}

/// Something that has a set of atoms.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Place {
    Local(FunctionIx, Local),
    Result(FunctionIx),
    Global(GlobalIx),
    File(u8),
    /// All fields, items or elements.
    Inside(Atom),
}

type Atoms = BTreeSet<Atom>;

struct Naive<'a> {
    program: &'a Program,
    sets: BTreeMap<Place, Atoms>,
    /// Places whose data goes back to where they were filled from ([`gaps::EXACT_RESULTS`]).
    written: BTreeSet<Place>,
    grew: bool,
}

impl<'a> Naive<'a> {
    fn sweep(&mut self) {
        let program = self.program;
        for (at, global) in program.globals.iter().enumerate() {
            if let Type::Object(class) = global.ty {
                self.give(Place::Global(at), Atom::Class(class));
            }
        }
        for (at, function) in program.functions.iter().enumerate() {
            for (local, param) in function.params.iter().enumerate() {
                if let Some(Default::Environment(site)) = param.default {
                    self.give(Place::Local(at, local), Atom::Source(site));
                }
            }
            // Somebody outside may call it: each parameter has an object of its own.
            for (local, &ty) in function.locals[..function.params.len()].iter().enumerate() {
                match ty {
                    Type::Object(class) => self.give(Place::Local(at, local), Atom::Class(class)),
                    Type::Dict | Type::List | Type::Buffer | Type::Out => {
                        self.give(Place::Local(at, local), Atom::Made(at, local));
                    }
                    Type::Text => self.give(Place::Local(at, local), Atom::Given(at, local)),
                    Type::Callback => {}
                }
            }
            for stmt in statements(&function.body) {
                self.statement(at, stmt);
            }
        }
    }

    fn statement(&mut self, at: FunctionIx, stmt: &'a Stmt) {
        let local = |local| Place::Local(at, local);
        match stmt {
            Stmt::Let(target, value) => self.value(at, *target, value),
            Stmt::Do(call) => {
                for callee in self.call(at, call) {
                    self.flow_back(at, callee, call);
                }
                self.unknown(at, call, None);
            }
            &Stmt::SetField(thing, _, value)
            | &Stmt::SetItem(thing, _, value)
            | &Stmt::Append(thing, value)
            | &Stmt::Put(thing, value)
            | &Stmt::SetOut(thing, value) => {
                for place in self.inside(local(thing)) {
                    self.flow(local(value), place);
                }
            }
            &Stmt::Fill(buffer, site) => {
                for place in self.inside(local(buffer)) {
                    self.give(place, Atom::Source(site));
                }
            }
            &Stmt::SetGlobal(global, value) => self.flow(local(value), Place::Global(global)),
            &Stmt::WriteFile(store, text) => self.flow(local(text), Place::File(store.0)),
            &Stmt::Return(value) => self.flow(local(value), Place::Result(at)),
            &Stmt::Each(element, list, _) => {
                for place in self.inside(local(list)) {
                    self.flow(place, local(element));
                }
            }
            Stmt::Sink(..) | Stmt::If(..) | Stmt::While(_) => {}
        }
    }

    fn value(&mut self, at: FunctionIx, target: Local, value: &Value) {
        let local = |local| Place::Local(at, local);
        let to = local(target);
        match value {
            Value::Literal | Value::Length(_) => {}
            &Value::Environment(site) | &Value::ReadInput(site) => self.give(to, Atom::Source(site)),
            &Value::ReadFile(store, site) => {
                self.give(to, Atom::Source(site));
                self.flow(Place::File(store.0), to);
            }
            &Value::Copy(from) => self.flow(local(from), to),
            &Value::Concat(left, right) => {
                self.flow(local(left), to);
                self.flow(local(right), to);
            }
            &Value::Field(thing, _)
            | &Value::Item(thing, _)
            | &Value::First(thing)
            | &Value::Get(thing)
            | &Value::GetOut(thing) => {
                for place in self.inside(local(thing)) {
                    self.flow(place, to);
                }
            }
            &Value::Global(global) => self.flow(Place::Global(global), to),
            &Value::Dict(first, second) => {
                self.give(to, Atom::Made(at, target));
                self.flow(local(first), Place::Inside(Atom::Made(at, target)));
                self.flow(local(second), Place::Inside(Atom::Made(at, target)));
            }
            &Value::List(first) => {
                self.give(to, Atom::Made(at, target));
                if let Some(first) = first {
                    self.flow(local(first), Place::Inside(Atom::Made(at, target)));
                }
            }
            Value::Buffer => self.give(to, Atom::Made(at, target)),
            &Value::Function(function) => self.give(to, Atom::Function(function)),
            &Value::Lambda(text) => self.give(to, Atom::Lambda(at, text)),
            &Value::Bound(object, function) => {
                self.give(to, Atom::Function(function));
                self.flow(local(object), Place::Local(function, 0));
            }
            Value::New(class, args) => {
                let constructor = self.program.classes[*class].constructor;
                self.give(to, Atom::Class(*class));
                self.pass(at, constructor, args);
            }
            Value::Call(call) => {
                for callee in self.call(at, call) {
                    self.flow(Place::Result(callee), to);
                    self.flow_back(at, callee, call);
                }
                self.unknown(at, call, Some(to));
            }
        }
    }

    /// What is called through a value, or through an object of no known type, may be code that is not here:
    /// arguments go to the result and into the object, the object goes to the result.
    fn unknown(&mut self, at: FunctionIx, call: &Call, to: Option<Place>) {
        let receiver = match call.callee {
            Callee::Local(local) | Callee::Hook(local) => local,
            Callee::Method(local, _) if !self.program.typed => local,
            Callee::Method(..) | Callee::Function(_) => return,
        };
        let inside = self.inside(Place::Local(at, receiver));
        let called = self.reach(Place::Local(at, receiver));
        for &arg in call.args.iter().flatten() {
            for &place in inside.iter().chain(&to) {
                self.flow(Place::Local(at, arg), place);
            }
        }
        for &atom in &called {
            if let Atom::Lambda(function, local) = atom {
                let own = Place::Local(function, local);
                to.into_iter().for_each(|to| self.flow(own, to));
                self.lambda_flows_back(at, call, own);
            }
            to.into_iter().for_each(|to| self.give(to, atom));
        }
    }

    /// As [`Self::flow_back`]: what a lambda returns begins with its argument.
    fn lambda_flows_back(&mut self, at: FunctionIx, call: &Call, own: Place) {
        for &arg in call.args.iter().flatten().filter(|_| !gaps::EXACT_RESULTS) {
            self.written.insert(Place::Local(at, arg));
            self.flow(own, Place::Local(at, arg));
        }
    }

    /// [`gaps::EXACT_RESULTS`]: all that the result may be goes into the objects given, and into the texts that it may be.
    fn flow_back(&mut self, at: FunctionIx, callee: FunctionIx, call: &Call) {
        if gaps::EXACT_RESULTS {
            return;
        }
        let function = &self.program.functions[callee];
        let object = match call.callee {
            Callee::Method(object, _) => Some(Some(object)),
            Callee::Function(_) | Callee::Local(_) | Callee::Hook(_) => None,
        };
        let result = self.reach(Place::Result(callee));
        let skipped = usize::from(function.class.is_some() && object.is_none());
        for (param, arg) in object.iter().chain(&call.args).enumerate().map(|(at, arg)| (at + skipped, arg)) {
            let Some(arg) = *arg else { continue };
            let mut places = self.inside(Place::Local(at, arg));
            let by_address = function.locals[param] == Type::Out && self.program.functions[at].locals[arg] == Type::Text;
            if by_address || result.contains(&Atom::Given(callee, param)) {
                places.push(Place::Local(at, arg));
                self.written.insert(Place::Local(at, arg));
            }
            for place in places {
                for &atom in &result {
                    self.give(place, atom);
                }
            }
        }
    }

    /// Hands the arguments over; returns what may be called.
    fn call(&mut self, at: FunctionIx, call: &Call) -> Vec<FunctionIx> {
        let callees = match call.callee {
            Callee::Function(function) => vec![function],
            Callee::Method(object, function) => {
                self.flow(Place::Local(at, object), Place::Local(function, 0));
                vec![function]
            }
            Callee::Local(local) => self.functions(&[Place::Local(at, local)]),
            Callee::Hook(object) => {
                let places = self.inside(Place::Local(at, object));
                self.functions(&places)
            }
        };
        for &callee in &callees {
            self.pass(at, callee, &call.args);
        }
        callees
    }

    fn pass(&mut self, at: FunctionIx, callee: FunctionIx, args: &[Argument]) {
        let function = &self.program.functions[callee];
        let own = usize::from(function.class.is_some());
        for (param, arg) in args.iter().enumerate().filter_map(|(param, arg)| Some((own + param, (*arg)?))) {
            let by_address = function.locals[param] == Type::Out && self.program.functions[at].locals[arg] == Type::Text;
            if by_address {
                self.give(Place::Local(callee, param), Atom::Address(at, arg));
            } else {
                self.flow(Place::Local(at, arg), Place::Local(callee, param));
            }
        }
    }

    fn functions(&self, places: &[Place]) -> Vec<FunctionIx> {
        let atoms = places.iter().filter_map(|place| self.sets.get(place)).flatten();
        let all: BTreeSet<FunctionIx> = atoms
            .filter_map(|atom| match atom {
                Atom::Function(function) => Some(*function),
                Atom::Source(_) | Atom::Class(_) | Atom::Made(..) | Atom::Address(..) | Atom::Lambda(..) | Atom::Given(..) => {
                    None
                }
            })
            .collect();
        all.into_iter().collect()
    }

    /// The insides of everything that the place may hold.
    fn inside(&self, place: Place) -> Vec<Place> {
        let atoms = self.sets.get(&place).into_iter().flatten();
        let inside = atoms.filter_map(|&atom| match atom {
            Atom::Class(_) | Atom::Made(..) => Some(Place::Inside(atom)),
            Atom::Address(function, local) => Some(Place::Local(function, local)),
            Atom::Source(_) | Atom::Function(_) | Atom::Lambda(..) | Atom::Given(..) => None,
        });
        inside.collect()
    }

    /// All atoms in the place, in what those contain, and so on.
    fn reach(&self, place: Place) -> Atoms {
        let (mut atoms, mut pending, mut done) = (Atoms::new(), vec![place], BTreeSet::new());
        while let Some(place) = pending.pop() {
            if done.insert(place) {
                atoms.extend(self.sets.get(&place).into_iter().flatten());
                pending.extend(self.inside(place));
            }
        }
        atoms
    }

    fn give(&mut self, place: Place, atom: Atom) {
        self.grew |= self.sets.entry(place).or_default().insert(atom);
    }

    fn flow(&mut self, from: Place, to: Place) {
        for atom in self.sets.get(&from).cloned().unwrap_or_default() {
            self.give(to, atom);
        }
        if self.written.contains(&to) && from != to {
            self.grew |= self.written.insert(from);
            for atom in self.sets.get(&to).cloned().unwrap_or_default() {
                self.give(from, atom);
            }
        }
    }

    fn arrivals(&self) -> BTreeSet<(SiteIx, SiteIx)> {
        let mut found = BTreeSet::new();
        for (at, function) in self.program.functions.iter().enumerate() {
            for stmt in statements(&function.body) {
                let &Stmt::Sink(data, sink) = stmt else { continue };
                let whole = [vec![Place::Local(at, data)], self.inside(Place::Local(at, data))].concat();
                for atom in whole.iter().filter_map(|place| self.sets.get(place)).flatten() {
                    if let &Atom::Source(source) = atom {
                        found.insert((source, sink));
                    }
                }
            }
        }
        found
    }
}
