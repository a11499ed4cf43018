//! What one body does with its values, looked up from the values: who uses each, which values share their contents
//! (copies, casts, addresses), which are two names of one thing. Made when something first arrives in a function.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::arguments::CallSite;
use super::domain::Path;
use crate::ir::{BinOp, Callee, Function, Op, ParamKind, RegionKind, Selector, ValueId};
use crate::link::{Binding, Edge, FunctionLinks, NameId, Targets};

/// The operation that is a method's receiver.
pub(super) const RECEIVER: ValueId = 0;
/// Most things that one value is another name of.
const ALIASES: usize = 32;

/// A place of a value, the value and place that it is another name of, and the operation that makes it so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Alias {
    pub mine: Path,
    pub other: ValueId,
    pub theirs: Path,
    pub at: ValueId,
    /// What lies in the value lies in the other one, whoever put it there. Not so from a result, which may be several
    /// things, to an argument: there only what is written through the result arrives.
    pub reads: bool,
}

/// An operation that uses a value, and, where it builds a container, the entry that the value is.
pub(super) type User = (ValueId, u32);

#[derive(Debug, Default)]
pub(super) struct Body {
    /// By value: the value whose contents it shares.
    pub same: Vec<ValueId>,
    /// By value: where its users begin in `users`.
    first_user: Vec<u32>,
    users: Vec<User>,
    pub aliases: FxHashMap<ValueId, SmallVec<[Alias; 2]>>,
    /// The operations that are a parameter: its number, the operation.
    pub params: Vec<(u16, ValueId)>,
    /// Bare names that mean members of the receiver which go with it, in order.
    pub members: Vec<(ValueId, NameId)>,
    /// Calls of the receiver's methods by their bare names, in order.
    pub own_calls: Vec<ValueId>,
    /// Operations that are run again or beside others, as disjoint spans in order: first, last, and where the outermost loop around them
    /// begins. What is done later in a loop is seen earlier in it.
    loops: Vec<(ValueId, ValueId, ValueId)>,
    /// Two ends of one thing (a pipe): what is written to one end after the other was taken shows there too.
    twins: bool,
}

impl Body {
    pub(super) fn of(function: &Function) -> Self {
        let same = same_values(function);
        let mut body = Self { first_user: vec![0; function.ops.len() + 1], same, ..Self::default() };
        let mut pairs = 0;
        each_use(function, |value, _, _| {
            body.first_user[body.same[value as usize] as usize + 1] += 1;
            pairs += 1;
        });
        for at in 1..body.first_user.len() {
            body.first_user[at] += body.first_user[at - 1];
        }
        let mut filled = body.first_user.clone();
        body.users = vec![(0, 0); pairs];
        each_use(function, |value, user, entry| {
            let at = &mut filled[body.same[value as usize] as usize];
            body.users[*at as usize] = (user, entry);
            *at += 1;
        });
        let mut loops: Vec<(ValueId, ValueId)> = Vec::new();
        for (at, &op) in function.ops.iter().enumerate() {
            match op {
                Op::Param(number) => body.params.push((number, at as ValueId)),
                Op::Phi(range) => {
                    if let Some(&last) = range.of(&function.operands).iter().max().filter(|&&last| last as usize >= at) {
                        loops.push((at as ValueId, last));
                    }
                }
                _ => {}
            }
        }
        let regions = function
            .regions
            .iter()
            .filter(|region| matches!(region.kind, RegionKind::Loop | RegionKind::Beside) && region.end > region.first);
        loops.extend(regions.map(|region| (region.first, region.end - 1)));
        loops.sort_unstable();
        for (first, last) in loops {
            let from = body.loops.last().map_or(first, |&(_, covered, _)| first.max(covered + 1));
            if from <= last {
                // A loop that begins inside of another one that ends earlier goes on with what is not covered yet.
                body.loops.push((from, last, first));
            }
        }
        body
    }

    /// Operations that use a value, in order; one that uses it twice may stand there twice.
    pub(super) fn users(&self, value: ValueId) -> &[User] {
        &self.users[self.first_user[value as usize] as usize..self.first_user[value as usize + 1] as usize]
    }

    pub(super) fn same(&self, value: ValueId) -> ValueId {
        self.same[value as usize]
    }

    /// The first operation that sees what `op` does.
    pub(super) fn after(&self, op: ValueId) -> ValueId {
        self.seen_from(op, op + 1)
    }

    /// The operation itself, for what one part of it sees of another.
    pub(super) fn at(&self, op: ValueId) -> ValueId {
        self.seen_from(op, op)
    }

    fn seen_from(&self, op: ValueId, next: ValueId) -> ValueId {
        if self.twins {
            return 0;
        }
        let at = self.loops.partition_point(|&(_, last, _)| last < op);
        match self.loops.get(at) {
            Some(&(first, _, begins)) if first <= op => begins,
            _ => next,
        }
    }

    /// Makes `a.at_a` and `b.at_b` two names of one thing, from `at` on.
    pub(super) fn alias(&mut self, a: (ValueId, Path), b: (ValueId, Path), at: ValueId) {
        let (a, b) = ((self.same(a.0), a.1), (self.same(b.0), b.1));
        if a == b {
            return;
        }
        self.twins |= a.0 == b.0;
        for (from, to) in [(a, b), (b, a)] {
            let alias = Alias { mine: from.1, other: to.0, theirs: to.1, at, reads: from.0 != self.same[at as usize] };
            let known = self.aliases.entry(from.0).or_default();
            if known.len() < ALIASES && !known.contains(&alias) {
                known.push(alias);
            }
        }
    }
}

/// By value: the value whose contents it shares.
pub(super) fn same_values(function: &Function) -> Vec<ValueId> {
    let mut same: Vec<ValueId> = (0..function.ops.len() as ValueId).collect();
    for (at, &op) in function.ops.iter().enumerate() {
        if let Op::Copy(of) | Op::Cast(of, _) | Op::Await(of) | Op::AddrOf(of) | Op::Get(of, Selector::Deref) = op {
            same[at] = same[of as usize];
        }
    }
    same
}

fn each_use(function: &Function, mut used: impl FnMut(ValueId, ValueId, u32)) {
    for (at, &op) in function.ops.iter().enumerate() {
        let at = at as ValueId;
        match op {
            Op::SetName(_, value) | Op::SetCapture(_, value) | Op::Set(_, _, value) => used(value, at, 0),
            Op::Return(value) | Op::Yield(value) => used(value, at, 0),
            Op::Get(base, selector) if selector != Selector::Deref => used(base, at, 0),
            Op::Phi(range) | Op::Opaque(range) | Op::Concat(range) => {
                range.of(&function.operands).iter().for_each(|&value| used(value, at, 0));
            }
            Op::Bin(BinOp::Arith | BinOp::Choice, left, right) => {
                used(left, at, 0);
                used(right, at, 0);
            }
            Op::Literal(_, range) => {
                (0..).zip(range.of(&function.entries)).for_each(|(entry, &(_, value))| used(value, at, entry));
            }
            Op::Call(call) => {
                let site = function.calls[call as usize];
                match site.callee {
                    Callee::Value(value) => {
                        used(value, at, 0);
                        // A bound method's receiver is the base that it was taken of.
                        if let Op::Get(base, _) = function.ops[value as usize] {
                            used(base, at, 0);
                        }
                    }
                    Callee::Method { receiver, .. } | Callee::Super { receiver, .. } => used(receiver, at, 0),
                }
                site.args.of(&function.args).iter().for_each(|arg| used(arg.value, at, 0));
            }
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
}

/// A bare name is called that means a method of the receiver. Parameters are the first operations.
pub(super) fn is_own_method(function: &Function, targets: &Targets) -> bool {
    let receiver = function.params.first().is_some_and(|first| first.kind == ParamKind::Receiver);
    let takes = |edge: &Edge| edge.binding == Binding::Receiver;
    receiver && function.ops.first() == Some(&Op::Param(0)) && targets.edges.iter().any(takes)
}

/// The receiver of a call, if it has one: of a method that is called, or that a bound value was taken of.
pub(super) fn laid_out(function: &Function, links: &FunctionLinks, same: &[ValueId], call: u32) -> CallSite {
    let site = function.calls[call as usize];
    let receiver = match site.callee {
        Callee::Method { receiver, .. } | Callee::Super { receiver, .. } => Some(receiver),
        Callee::Value(value) => match (links.referent(value), function.ops[same[value as usize] as usize]) {
            (Some(crate::link::Referent::BoundMethod(_)), Op::Get(base, _)) => Some(base),
            (_, Op::Name(_)) if is_own_method(function, &links.calls[call as usize]) => Some(RECEIVER),
            _ => None,
        },
    };
    CallSite::new(links, site.op, receiver, site.args.of(&function.args))
}
