//! What each kind of operation does with something that one of its operands holds.

use smallvec::SmallVec;

use super::arguments::CallSite;
use super::body::User;
use super::default::{Default, called_memory, called_name, called_param};
use super::domain::{Confidence, Path, Sel, What, seen};
use super::edge::{Carries, End, Hop};
use super::invocations::By;
use super::place::{ANY_CLASS, Place};
use super::scope::Scope;
use super::spread::{Held, Spread};
use crate::ir::{BinOp, Callee, Op, Selector, ValueId};
use crate::link::{Edge, Referent};
use crate::models::{RowId, SinkKind};

impl<'a> Spread<'a> {
    /// The operation `user` uses a value that holds something; `entry`: where it builds a container, as this entry.
    pub(super) fn operation(&mut self, scope: &Scope<'a>, held: Held, (user, entry): User) {
        let op = scope.function.ops[user as usize];
        if held.in_slot {
            match op {
                Op::Concat(_) => self.concat(scope, held, user),
                Op::Call(call) => self.call(scope, held, user, call),
                Op::Literal(kind, range) => {
                    // Nothing says that all of the object is read there.
                    let (selector, _) = range.of(&scope.function.entries)[entry as usize];
                    let (part, _) = self.entry(scope.links, scope.function, &scope.body.same, (user, kind), selector);
                    let step = scope.step(user, Hop::Plain).sure(Confidence::Assumed);
                    self.graph.connect(
                        held.id,
                        scope.value(user),
                        Path::EMPTY.then(part).then(self.rules.whole),
                        held.what,
                        step,
                    );
                }
                _ => {}
            }
            return;
        }
        match op {
            Op::Bin(BinOp::Arith, ..) if self.rules.is_behind(held.path) || !survives_arithmetic(scope, held) => {}
            Op::Phi(_) | Op::Opaque(_) | Op::Bin(BinOp::Arith | BinOp::Choice, ..) => {
                self.graph.connect(held.id, scope.value(user), held.path, held.what, scope.step(user, Hop::Plain));
            }
            Op::Concat(_) => self.concat(scope, held, user),
            Op::Literal(kind, range) => {
                let (selector, _) = range.of(&scope.function.entries)[entry as usize];
                let (part, slot) = self.entry(scope.links, scope.function, &scope.body.same, (user, kind), selector);
                let step = scope.step(user, Hop::Plain);
                self.graph.connect(held.id, scope.value(user), Path::EMPTY.then(part).join(held.path), held.what, step);
                if let Some((slot, class)) = slot {
                    self.graph.connect(held.id, Place::Slot(slot, class), held.path, held.what, step);
                }
            }
            Op::Get(base, selector) if selector != Selector::Deref => self.get(scope, held, user, base, selector),
            Op::Set(base, selector, value) => {
                let place = match selector {
                    Selector::Deref => Path::EMPTY,
                    _ => Path::EMPTY.then(scope.selector(selector)),
                };
                if self.travels(scope, value, held.path) {
                    let step = scope.step(user, Hop::Write);
                    self.graph.connect(held.id, scope.written(base), place.join(held.path), held.what, step);
                    if let Some(slot) = scope.links.field(user) {
                        let place = Place::Slot(slot, scope.class_of(base).unwrap_or(ANY_CLASS));
                        self.graph.connect(held.id, place, held.path, held.what, step);
                    } else if let Some(Referent::Slot(slot)) = scope.links.referent(user) {
                        // A variable of another module: `settings.token = ...`.
                        self.graph.connect(held.id, Place::Slot(slot, ANY_CLASS), held.path, held.what, step);
                    }
                }
                self.attribute_rows(scope, held, user, op);
            }
            Op::SetName(_, value) | Op::SetCapture(_, value) => {
                if let Some(Referent::Slot(slot)) = scope.links.referent(user)
                    && self.travels(scope, value, held.path)
                {
                    let place = Place::Slot(slot, ANY_CLASS);
                    self.graph.connect(held.id, place, held.path, held.what, scope.step(user, Hop::Write));
                    self.write_member(scope, held, user, scope.step(user, Hop::Write));
                }
                self.attribute_rows(scope, held, user, op);
            }
            Op::Call(call) => self.call(scope, held, user, call),
            Op::Return(value) => self.returned(scope, held, user, value, Path::EMPTY),
            Op::Yield(value) => self.returned(scope, held, user, value, Path::EMPTY.then(Sel::ELEMENT)),
            Op::Get(..)
            | Op::Const(_)
            | Op::Param(_)
            | Op::Name(_)
            | Op::Capture(_)
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

    /// The linker knows of no callee that does anything.
    fn runs_nothing(&self, edges: &[Edge]) -> bool {
        edges.iter().all(|edge| self.program.function(edge.callee).ops.is_empty())
    }

    fn concat(&mut self, scope: &Scope<'a>, held: Held, user: ValueId) {
        if held.what != What::Function && !self.rules.is_behind(held.path) {
            self.graph.connect(held.id, scope.value(user), Path::EMPTY, held.what, scope.step(user, Hop::Plain));
        }
    }

    fn returned(&mut self, scope: &Scope<'a>, held: Held, user: ValueId, value: ValueId, place: Path) {
        if self.travels(scope, value, held.path) {
            let step = scope.step(user, Hop::Plain);
            self.graph.connect(held.id, Place::Return(scope.id), place.join(held.path), held.what, step);
        }
    }

    fn get(&mut self, scope: &Scope<'a>, held: Held, user: ValueId, base: ValueId, selector: Selector) {
        if held.path.is_empty() && scope.links.further_results.binary_search(&user).is_ok() {
            return;
        }
        let part = Path::EMPTY.then(scope.selector(selector));
        // A method is code of the tree, whatever lies in the object that it is taken of.
        let method = matches!(scope.links.referent(user), Some(Referent::BoundMethod(_) | Referent::Function(_)))
            && scope.links.property(user).is_none()
            && held.what.is_data();
        if !method && let Some(rest) = seen(held.path, held.what, part, self.rules.file) {
            self.graph.connect(held.id, scope.value(user), rest, held.what, scope.step(user, Hop::Read));
        }
        self.hand(scope, held, user, 0, scope.links.property(user).is_some());
        self.attribute_rows(scope, held, user, Op::Get(base, selector));
    }

    /// What rows say of the reading or writing of an attribute.
    fn attribute_rows(&mut self, scope: &Scope<'a>, held: Held, user: ValueId, op: Op) {
        let rows = scope.links.attribute_rows(user);
        if rows.is_empty() {
            return;
        }
        let laid = CallSite::of_attribute(scope.links, user, op);
        if matches!(op, Op::Set(..) | Op::SetName(..)) {
            self.hand(scope, held, user, 0, false);
        }
        for &row in rows {
            self.row(scope, held, &laid, row);
        }
    }

    fn call(&mut self, scope: &Scope<'a>, held: Held, user: ValueId, call: u32) {
        let links = scope.links;
        let targets = &links.calls[call as usize];
        let callee = scope.function.calls[call as usize].callee;
        let laid = scope.laid_out(call);
        // Each argument that holds something looks at all of them.
        self.graph.spend(laid.len() * (1 + targets.edges.len() + targets.rows.len()));
        if !held.in_slot || scope.has_objects_as_bytes() {
            self.hand(scope, held, user, targets.edges.len(), false);
        }
        for &row in &targets.rows {
            self.row(scope, held, &laid, row);
        }
        for row in SmallVec::<[RowId; 2]>::from_slice(self.outside.rows(scope.site(user))) {
            self.row(scope, held, &laid, row);
        }
        let assembled = !held.in_slot && self.assembled(scope, held, user, call);
        self.found_again(scope, held, user);
        if held.what == What::Function {
            let called = match callee {
                Callee::Value(value) => scope.body.same(value) == held.value && held.path.is_empty(),
                Callee::Method { receiver, symbol } => {
                    let field = Path::EMPTY.then(Sel::field(links.symbols[symbol as usize]));
                    let is_part = held.path == field || held.path.is_empty() && scope.has_functional_interfaces();
                    scope.body.same(receiver) == held.value && is_part
                }
                Callee::Super { .. } => false,
            };
            // A function is what its interface's method runs, and so is a method that the tree only declares.
            let certain = || held.path.is_empty() || self.runs_nothing(&targets.edges);
            if called && (targets.is_unknown() || scope.has_functional_interfaces() && certain()) {
                self.calls(held, (scope.site(user), By::Call));
            }
        } else if held.what == What::Data
            && held.path.is_empty()
            && targets.is_unknown()
            && scope.has_address_arithmetic()
            && called_memory(scope.function, links, &scope.body.same, callee) == Some(held.value)
        {
            let site = scope.site(user);
            let end = End::Sink { kind: SinkKind::ExecCode, site, through_file: false, called: true };
            self.end(held, site, Confidence::Traced, end);
        } else if held.what.is_data()
            && !assembled
            && let Some(guessed) = self.default_applies(links, scope.site(user), call)
        {
            let name = called_name(scope.facts, scope.function, callee);
            self.unmodelled(scope, held, &laid, Default::of(name, guessed));
            if held.path.is_empty() && called_param(scope.function, &scope.body.same, callee) == Some(held.value) {
                let step = scope.step(laid.at, Hop::Library).sure(Confidence::Assumed).long(1).only(Carries::Data);
                for &given in &laid.positional {
                    self.graph.connect(held.id, scope.written(given), Path::EMPTY, held.what, step);
                }
            }
        }
    }

    /// What was written to the file that an object names lies there for whoever looks the object up by the same text.
    fn found_again(&mut self, scope: &Scope<'a>, held: Held, call: ValueId) {
        if let [file, field] = *held.path.selectors()
            && file == self.rules.file
            && field.field_name().is_some()
            && matches!(scope.function.ops[held.value as usize], Op::Const(_))
            && !scope.looked_up(self.identities, call).is_empty()
        {
            let named = Path::EMPTY.then(field).then(file);
            self.graph.connect(held.id, scope.value(call), named, held.what, scope.step(call, Hop::Plain));
        }
    }

    /// Arguments and receiver flow to the result, arguments to the receiver, marked `assumed`.
    fn unmodelled(&mut self, scope: &Scope<'a>, held: Held, laid: &CallSite, default: Default) {
        let keeps = match default {
            Default::Nothing => return,
            Default::Result => false,
            Default::ResultAndReceiver => true,
        };
        if held.path.has(self.rules.file) {
            return;
        }
        let is = |value: ValueId| scope.body.same(value) == held.value;
        let mut args = laid.given();
        let given = args.any(is);
        if !given && (held.in_slot || !laid.receiver.is_some_and(is)) {
            return;
        }
        let step = scope.step(laid.at, Hop::Library).sure(Confidence::Assumed).long(2).only(Carries::Data);
        self.graph.connect(held.id, scope.value(laid.at), Path::EMPTY, held.what, step);
        if given {
            self.entering.push((held.id, scope.site(laid.at)));
            if let (true, Some(receiver)) = (keeps, laid.receiver) {
                self.graph.connect(held.id, scope.written(receiver), Path::EMPTY, held.what, step);
            }
        }
    }
}

/// Sums of texts, numbers and lists hold what their terms held; one of objects has neither's members, and is no function.
fn survives_arithmetic(scope: &Scope<'_>, held: Held) -> bool {
    match held.path.selectors().first() {
        _ if scope.has_address_arithmetic() => true,
        Some(first) => first.field_name().is_none(),
        None => held.what.is_data(),
    }
}
