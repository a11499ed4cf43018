//! Which functions return a variable or a field itself and no copy of it, by a reference that others may write through:
//! what is written to their result is written there, whoever's object it is.
//!
//! Callees first, one look at what each function returns; takes only callees that are certain.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::ir::{Function, Op, Selector, ValueId};
use crate::link::{FnId, FunctionLinks, Program, Referent, Rung, SlotId};

/// Casts and the like looked through.
const MAX_STEPS: usize = 8;
/// Most variables that one function is said to lend.
const MAX_SLOTS: usize = 4;

/// By function.
pub(super) struct Lent(FxHashMap<FnId, SmallVec<[SlotId; 1]>>);

impl Lent {
    pub(super) fn of(program: &Program) -> Self {
        let mut lent = Self(FxHashMap::default());
        for &id in program.levels.iter().flatten().flatten() {
            if !program.function(id).flags.lends {
                continue;
            }
            let slots = lent.returned(program, id);
            if !slots.is_empty() {
                lent.0.insert(id, slots);
            }
        }
        lent
    }

    pub(super) fn slots(&self, function: FnId) -> &[SlotId] {
        self.0.get(&function).map_or(&[], SmallVec::as_slice)
    }

    fn returned(&self, program: &Program, id: FnId) -> SmallVec<[SlotId; 1]> {
        let (function, links) = (program.function(id), &program.functions[id as usize]);
        let mut slots = SmallVec::new();
        for op in &function.ops {
            let Op::Return(value) = *op else { continue };
            for &slot in self.of_value(function, links, value).iter() {
                if slots.len() < MAX_SLOTS && !slots.contains(&slot) {
                    slots.push(slot);
                }
            }
        }
        slots
    }

    fn of_value(&self, function: &Function, links: &FunctionLinks, value: ValueId) -> SmallVec<[SlotId; 1]> {
        let mut at = value;
        for _ in 0..MAX_STEPS {
            if let Some(slot) = links.field(at) {
                return SmallVec::from_elem(slot, 1);
            }
            if let Some(Referent::Slot(slot)) = links.referent(at) {
                return SmallVec::from_elem(slot, 1);
            }
            at = match function.ops[at as usize] {
                Op::Copy(of) | Op::Cast(of, _) | Op::AddrOf(of) | Op::Get(of, Selector::Deref) => of,
                Op::Call(call) => {
                    let edges = links.calls[call as usize].edges.iter();
                    let certain = edges.filter(|edge| edge.rung <= Rung::R3);
                    return certain.flat_map(|edge| self.slots(edge.callee)).copied().take(MAX_SLOTS).collect();
                }
                _ => break,
            };
        }
        SmallVec::new()
    }
}
