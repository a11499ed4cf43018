//! Which functions return an object that their caller passed in, or a part of one: writing to the result then writes
//! to the argument, whether or not anything of interest lies there yet. Callees first, one pass over each body.
//!
//! Knows nothing of data; takes only callees that are certain.

use smallvec::SmallVec;

use super::arguments::{Actual, CallSite};
use super::domain::{Lie, Path};
use super::rules::Rules;
use super::scope::selected;
use crate::ir::{BinOp, Callee, Op, Selector, ValueId};
use crate::link::{Binding, FnId, Program, Rung};

/// Most objects one value is said to be.
const OBJECTS: usize = 4;

/// A place in what is returned is the object at a place in a parameter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Identity {
    pub at: Path,
    pub param: u16,
    pub path: Path,
}

type Objects = SmallVec<[Identity; 1]>;

/// By function.
pub(super) struct Identities(Vec<Objects>);

impl Identities {
    pub(super) fn of(program: &Program, rules: &Rules) -> Self {
        let mut identities = Self(vec![Objects::new(); program.functions.len()]);
        let mut body = Body::default();
        for &id in program.levels.iter().flatten().flatten() {
            identities.0[id as usize] = body.returned(program, rules, &identities, id);
        }
        identities
    }

    pub(super) fn function(&self, id: FnId) -> &[Identity] {
        &self.0[id as usize]
    }
}

/// What the values of one body are; the buffers serve one body after the other.
#[derive(Default)]
struct Body {
    /// Index into `objects`, 0: nothing known.
    state: Vec<u32>,
    objects: Vec<Objects>,
}

impl Body {
    fn returned(&mut self, program: &Program, rules: &Rules, known: &Identities, id: FnId) -> Objects {
        let function = program.function(id);
        let mut returned = Objects::new();
        if function.params.is_empty() || !function.ops.iter().any(|op| matches!(op, Op::Return(_))) {
            return returned;
        }
        self.state.clear();
        self.state.resize(function.ops.len(), 0);
        self.objects.clear();
        self.objects.push(Objects::new());
        let links = &program.functions[id as usize];
        for (at, &op) in function.ops.iter().enumerate() {
            let at = at as ValueId;
            match op {
                Op::Param(param) => self.add(at, Identity { at: Path::EMPTY, param, path: Path::EMPTY }),
                Op::Copy(of) | Op::Cast(of, _) | Op::Await(of) | Op::AddrOf(of) | Op::Get(of, Selector::Deref) => {
                    self.state[at as usize] = self.state[of as usize];
                }
                Op::Get(base, selector) => {
                    let selector = selected(links, selector);
                    self.part(base, Path::EMPTY.then(selector), Path::EMPTY, at);
                }
                Op::Phi(range) => {
                    for &operand in range.of(&function.operands) {
                        self.part(operand, Path::EMPTY, Path::EMPTY, at);
                    }
                }
                Op::Bin(BinOp::Choice, left, right) => {
                    self.part(left, Path::EMPTY, Path::EMPTY, at);
                    self.part(right, Path::EMPTY, Path::EMPTY, at);
                }
                Op::Bin(BinOp::Arith, left, _) => self.part(left, Path::EMPTY, Path::EMPTY, at),
                Op::Literal(_, range) => {
                    for &(selector, value) in range.of(&function.entries) {
                        let place = Path::EMPTY.then(selected(links, selector));
                        self.part(value, Path::EMPTY, place, at);
                    }
                }
                Op::Call(call) => {
                    let site = function.calls[call as usize];
                    let receiver = match site.callee {
                        Callee::Method { receiver, .. } | Callee::Super { receiver, .. } => Some(receiver),
                        Callee::Value(_) => None,
                    };
                    let targets = &links.calls[call as usize];
                    if let [edge] = targets.edges.as_slice()
                        && edge.rung <= Rung::R3
                        && !known.0[edge.callee as usize].is_empty()
                    {
                        let first = match edge.binding {
                            Binding::Plain => None,
                            Binding::Receiver => Some(receiver),
                            Binding::ClassReceiver => Some(None),
                            Binding::New | Binding::Packed(_) | Binding::Shifted(_) => continue,
                        };
                        let laid = CallSite::new(links, at, receiver, site.args.of(&function.args));
                        let actuals = laid.bind(program, edge.callee, first);
                        for identity in &known.0[edge.callee as usize] {
                            if let Some([Actual { value, from, at: place }]) =
                                actuals.get(identity.param as usize).map(SmallVec::as_slice)
                                && place.is_empty()
                            {
                                self.part(*value, from.join(identity.path), identity.at, at);
                            }
                        }
                    }
                    for &row in &targets.rows {
                        let laid = CallSite::new(links, at, receiver, site.args.of(&function.args));
                        for (anchor, path) in rules.rule(row).results() {
                            laid.values(anchor).into_iter().for_each(|value| self.part(value, path, Path::EMPTY, at));
                        }
                    }
                    if let Some(receiver) = receiver
                        && targets.rows.iter().any(|&row| rules.rule(row).fluent)
                    {
                        self.part(receiver, Path::EMPTY, Path::EMPTY, at);
                    }
                }
                Op::Return(value) => {
                    for &identity in &self.objects[self.state[value as usize] as usize] {
                        if !returned.contains(&identity) && returned.len() < OBJECTS {
                            returned.push(identity);
                        }
                    }
                }
                Op::Const(_)
                | Op::Name(_)
                | Op::SetName(..)
                | Op::Capture(_)
                | Op::SetCapture(..)
                | Op::Storage(_)
                | Op::Bin(BinOp::Compare, ..)
                | Op::Concat(_)
                | Op::Set(..)
                | Op::Closure(_)
                | Op::TypeRef(_)
                | Op::Yield(_)
                | Op::Throw(_)
                | Op::Opaque(_)
                | Op::Hole(_) => {}
            }
        }
        returned
    }

    /// `to.place` is (an object at) `from.asked`.
    fn part(&mut self, from: ValueId, asked: Path, place: Path, to: ValueId) {
        let from = self.state[from as usize];
        if from == 0 {
            return;
        }
        for identity in self.objects[from as usize].clone() {
            match identity.at.lie(asked) {
                Lie::Below(rest) => self.add(to, Identity { at: place.join(rest), ..identity }),
                Lie::Above(rest) => self.add(to, Identity { at: place, path: identity.path.join(rest), ..identity }),
                Lie::Apart => {}
            }
        }
    }

    fn add(&mut self, value: ValueId, identity: Identity) {
        let slot = &mut self.state[value as usize];
        if *slot == 0 {
            *slot = self.objects.len() as u32;
            self.objects.push(Objects::new());
        }
        let objects = &mut self.objects[*slot as usize];
        if !objects.contains(&identity) && objects.len() < OBJECTS {
            objects.push(identity);
        }
    }
}
