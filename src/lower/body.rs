//! One function while it is lowered: emits operations and keeps the state of its variables.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::fold::Known;
use super::scope::{Delta, Env, Fork, Slot, UNSET};
use super::survey::ScopeIx;
use crate::ir::{
    Arg, BinOp, CallSite, Callee, ConstIx, Function, FunctionIx, LiteralKind, Op, Range, Region, RegionKind, Selector, Symbol,
    TypeIx, ValueId,
};

/// A loop whose body is being lowered.
#[derive(Debug)]
pub(crate) struct Loop {
    /// Variables that the body assigns and their joins at the head.
    pub(crate) heads: Vec<(Slot, ValueId)>,
    /// Variables read in the body before any value: they get one in an earlier round.
    pub(crate) late: Vec<(Slot, ValueId)>,
    region: usize,
}

/// A class whose body is being lowered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OpenClass {
    pub(crate) ty: TypeIx,
    pub(crate) value: ValueId,
    pub(crate) block: usize,
    /// Variables made before are not the class's own.
    pub(crate) first_slot: Slot,
}

#[derive(Debug, Default)]
pub(crate) struct Body {
    pub(crate) function: Function,
    pub(crate) ix: FunctionIx,
    pub(crate) scope: ScopeIx,
    pub(crate) env: Env,
    /// Names that are not local, read once a function.
    pub(crate) names: FxHashMap<Symbol, ValueId>,
    pub(crate) forks: Vec<Fork>,
    /// Forks (by index) that `break` leaves with its changes; `None` for a loop, where it falls through.
    pub(crate) breakable: Vec<Option<usize>>,
    pub(crate) loops: Vec<Loop>,
    pub(crate) classes: Vec<OpenClass>,
    /// Blocks of comprehensions: their targets are their own.
    pub(crate) comprehensions: u32,
    /// Operands of joins that are still open, by join.
    pub(crate) open_phis: FxHashMap<ValueId, SmallVec<[ValueId; 4]>>,
    /// Joins at labels that are jumped back to.
    pub(crate) back_labels: FxHashMap<Symbol, Vec<(Slot, ValueId)>>,
    /// States at jumps to labels not met yet.
    pub(crate) jumps: FxHashMap<Symbol, Vec<Delta>>,
    pub(crate) known: Known,
    /// Values thrown so far.
    pub(crate) thrown: Vec<ValueId>,
    /// The region of what runs beside something that the function started.
    pub(crate) beside: Option<usize>,
    pub(crate) encoded: super::encoded::Encoded,
    /// Members that were read under names that are not known, and the values that are the names.
    pub(crate) read_at: FxHashMap<ValueId, ValueId>,
    /// The declared results, by name where they have one.
    pub(crate) results: SmallVec<[Option<Symbol>; 4]>,
}

impl Body {
    /// Ready for `function`; buffers are kept.
    pub(crate) fn start(&mut self, ix: FunctionIx, function: Function, scope: ScopeIx) {
        self.function = function;
        self.ix = ix;
        self.scope = scope;
        self.env.clear();
        self.names.clear();
        self.forks.clear();
        self.breakable.clear();
        self.loops.clear();
        self.classes.clear();
        self.comprehensions = 0;
        self.open_phis.clear();
        self.back_labels.clear();
        self.jumps.clear();
        self.known.clear();
        self.thrown.clear();
        self.beside = None;
        self.results.clear();
        self.encoded.clear();
        self.read_at.clear();
    }

    /// The finished function: open joins are written out.
    pub(crate) fn finish(&mut self) -> Function {
        let mut open: Vec<_> = self.open_phis.drain().collect();
        open.sort_unstable_by_key(|(phi, _)| *phi);
        for (phi, mut operands) in open {
            operands.sort_unstable();
            operands.dedup();
            self.function.ops[phi as usize] = match operands.as_slice() {
                [only] if *only < phi => Op::Copy(*only),
                _ => Op::Phi(self.operands(&operands)),
            };
        }
        if let Some(region) = self.beside {
            self.close_region(region);
        }
        std::mem::take(&mut self.function)
    }

    pub(crate) fn emit(&mut self, op: Op, span: u32) -> ValueId {
        let value = self.function.ops.len() as ValueId;
        self.function.ops.push(op);
        self.function.spans.push(span);
        value
    }

    /// Drops a constant emitted for the operation in hand alone.
    pub(crate) fn take_back(&mut self, value: ValueId) {
        if value as usize + 1 == self.function.ops.len() && matches!(self.op(value), Op::Const(_)) {
            self.function.ops.pop();
            self.function.spans.pop();
        }
    }

    pub(crate) fn op(&self, value: ValueId) -> Op {
        self.function.ops[value as usize]
    }

    pub(crate) fn constant_of(&self, value: ValueId) -> Option<ConstIx> {
        match self.op(value) {
            Op::Const(constant) => Some(constant),
            _ => None,
        }
    }

    fn operands(&mut self, values: &[ValueId]) -> Range {
        let start = self.function.operands.len() as u32;
        self.function.operands.extend_from_slice(values);
        Range { start, len: values.len() as u32 }
    }

    pub(crate) fn opaque(&mut self, values: &[ValueId], span: u32) -> ValueId {
        let range = self.operands(values);
        self.emit(Op::Opaque(range), span)
    }

    pub(crate) fn concat(&mut self, values: &[ValueId], span: u32) -> ValueId {
        let range = self.operands(values);
        self.emit(Op::Concat(range), span)
    }

    /// One of `values`: the value itself when there is only one.
    pub(crate) fn phi(&mut self, values: &[ValueId], span: u32) -> ValueId {
        match values {
            [] => UNSET,
            [only] => *only,
            _ => {
                let range = self.operands(values);
                self.emit(Op::Phi(range), span)
            }
        }
    }

    /// A join that gets further operands later.
    pub(crate) fn open_phi(&mut self, first: Option<ValueId>, span: u32) -> ValueId {
        let phi = self.emit(Op::Phi(Range::default()), span);
        self.open_phis.insert(phi, first.into_iter().collect());
        phi
    }

    pub(crate) fn add_to_phi(&mut self, phi: ValueId, value: ValueId) {
        if let Some(operands) = self.open_phis.get_mut(&phi)
            && value != UNSET
            && value != phi
            && operands.last() != Some(&value)
        {
            operands.push(value);
        }
    }

    pub(crate) fn bin(&mut self, kind: BinOp, left: ValueId, right: ValueId, span: u32) -> ValueId {
        self.emit(Op::Bin(kind, left, right), span)
    }

    pub(crate) fn literal(&mut self, kind: LiteralKind, entries: &[(Selector, ValueId)], span: u32) -> ValueId {
        let start = self.function.entries.len() as u32;
        self.function.entries.extend_from_slice(entries);
        self.emit(Op::Literal(kind, Range { start, len: entries.len() as u32 }), span)
    }

    pub(crate) fn call(&mut self, callee: Callee, args: &[Arg], constructs: bool, span: u32) -> ValueId {
        let start = self.function.args.len() as u32;
        self.function.args.extend_from_slice(args);
        let ix = self.function.calls.len() as u32;
        let op = self.emit(Op::Call(ix), span);
        self.function.calls.push(CallSite { callee, args: Range { start, len: args.len() as u32 }, op, constructs });
        op
    }

    /// Calls a value with positional arguments.
    pub(crate) fn call_value(&mut self, callee: ValueId, args: &[ValueId], span: u32) -> ValueId {
        let args: SmallVec<[Arg; 4]> = args.iter().map(|&value| Arg { value, keyword: None, spread: false }).collect();
        self.call(Callee::Value(callee), &args, false, span)
    }

    pub(crate) fn open_region(&mut self, kind: RegionKind) -> usize {
        let first = self.function.ops.len() as u32;
        self.function.regions.push(Region { kind, first, end: first });
        self.function.regions.len() - 1
    }

    pub(crate) fn close_region(&mut self, region: usize) {
        self.function.regions[region].end = self.function.ops.len() as u32;
    }

    /// Joins what the branches of the innermost fork left behind.
    pub(crate) fn join(&mut self, span: u32) {
        let Some(fork) = self.forks.pop() else { return };
        let partial = self.ix == 0;
        for join in self.env.joins(fork, partial) {
            let value = self.phi(&join.values, span);
            self.env.set(join.slot, value);
        }
    }

    pub(crate) fn open_loop(&mut self, assigned: &[Slot], span: u32) {
        let region = self.open_region(RegionKind::Loop);
        let heads = self.heads(assigned, span);
        self.loops.push(Loop { heads, late: Vec::new(), region });
    }

    /// A join for each variable that has a value here and is assigned on the way back to here.
    pub(crate) fn heads(&mut self, assigned: &[Slot], span: u32) -> Vec<(Slot, ValueId)> {
        let mut heads = Vec::with_capacity(assigned.len());
        for &slot in assigned {
            let variable = self.env.variable(slot);
            if variable.value == UNSET || variable.object.is_some() {
                continue;
            }
            let before = variable.value;
            let head = self.open_phi(Some(before), span);
            self.env.set(slot, head);
            heads.push((slot, head));
        }
        heads
    }

    /// Joins the present state into the heads of a loop or label.
    pub(crate) fn jump_back(&mut self, heads: &[(Slot, ValueId)]) {
        for &(slot, head) in heads {
            let last = self.env.variable(slot).value;
            self.add_to_phi(head, last);
        }
    }

    pub(crate) fn close_loop(&mut self) {
        let Some(closed) = self.loops.pop() else { return };
        self.jump_back(&closed.heads);
        self.jump_back(&closed.late);
        for &(slot, head) in &closed.heads {
            self.env.set(slot, head);
        }
        self.close_region(closed.region);
        self.env.ended = false;
    }
}
