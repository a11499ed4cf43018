//! The lexical environment of one function: which value each variable has at this point, and how
//! branches, loops and handlers join. Cost follows what changes, not how many variables there are.

use rustc_hash::FxHashMap;

use crate::ir::{Symbol, ValueId};

/// Names that are gone through at once.
const MAX_NAMED: usize = 4096;

/// Index of a variable.
pub(crate) type Slot = u32;

/// A variable without a value yet.
pub(crate) const UNSET: ValueId = ValueId::MAX;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Variable {
    pub(crate) value: ValueId,
    pub(crate) declared: Option<Symbol>,
    /// Its address is taken: the object that holds it. Assignments write to the object.
    pub(crate) object: Option<ValueId>,
    /// Declared in a block (C, a comprehension): never a name of the file or a member of a class.
    pub(crate) own: bool,
    /// The block it was declared in.
    block: u32,
}

/// Changes against the start of a fork.
pub(crate) type Delta = Vec<(Slot, ValueId)>;

/// A point where control splits and later joins.
#[derive(Debug)]
pub(crate) struct Fork {
    pub(crate) mark: usize,
    pub(crate) exits: Vec<Delta>,
    /// Exits of branches that ended in `return`, `raise`: used when no other branch goes on.
    pub(crate) dead: Vec<Delta>,
    /// Some branch is always taken.
    pub(crate) covered: bool,
    ended_before: bool,
}

/// A join to be emitted: the variable and the values that meet.
#[derive(Debug)]
pub(crate) struct Join {
    pub(crate) slot: Slot,
    pub(crate) values: Vec<ValueId>,
}

#[derive(Debug, Default)]
pub(crate) struct Env {
    slots: FxHashMap<Symbol, Slot>,
    variables: Vec<Variable>,
    /// Overwritten values, newest last: what a branch must undo.
    trail: Vec<(Slot, ValueId)>,
    /// Every value assigned while a `try` is open.
    versions: Vec<(Slot, ValueId)>,
    pub(crate) open_tries: u32,
    /// Serial numbers of the open blocks, and of the last one opened.
    blocks: Vec<u32>,
    last_block: u32,
    /// Names hidden by an inner block, newest last.
    hidden: Vec<(Symbol, Option<Slot>)>,
    /// Control does not reach this point.
    pub(crate) ended: bool,
}

impl Env {
    pub(crate) fn clear(&mut self) {
        self.slots.clear();
        self.variables.clear();
        self.trail.clear();
        self.versions.clear();
        self.blocks.clear();
        self.last_block = 0;
        self.hidden.clear();
        self.open_tries = 0;
        self.ended = false;
    }

    pub(crate) fn slot(&self, name: Symbol) -> Option<Slot> {
        self.slots.get(&name).copied()
    }

    /// The names that have a value here and are wanted, in the order in which they came up; of more than `most` the newest.
    pub(crate) fn named(&self, most: usize, wanted: impl Fn(Symbol) -> bool) -> Vec<(Symbol, ValueId)> {
        if self.slots.len() > MAX_NAMED {
            return Vec::new();
        }
        let named = self.slots.iter().filter(|(name, _)| wanted(**name)).map(|(&name, &slot)| (slot, name));
        let mut all: Vec<(Slot, Symbol)> = named.filter(|&(slot, _)| self.variable(slot).value != UNSET).collect();
        all.sort_unstable();
        all.drain(..all.len().saturating_sub(most));
        all.into_iter().map(|(slot, name)| (name, self.variable(slot).value)).collect()
    }

    pub(crate) fn variable(&self, slot: Slot) -> &Variable {
        &self.variables[slot as usize]
    }

    pub(crate) fn variable_mut(&mut self, slot: Slot) -> &mut Variable {
        &mut self.variables[slot as usize]
    }

    /// The variable of this name, made without a value if there is none.
    pub(crate) fn slot_or_new(&mut self, name: Symbol) -> Slot {
        match self.slots.get(&name) {
            Some(&slot) => slot,
            None => {
                let slot = self.new_variable();
                self.slots.insert(name, slot);
                slot
            }
        }
    }

    /// A new variable that hides any outer one of the same name until the block ends. Declared twice in one
    /// block (in branches of a preprocessor conditional), it is one variable.
    pub(crate) fn declare(&mut self, name: Symbol) -> Slot {
        let block = self.blocks.last().copied().unwrap_or(0);
        if let Some(&slot) = self.slots.get(&name) {
            let known = &self.variables[slot as usize];
            if known.own && known.block == block {
                return slot;
            }
        }
        let slot = self.new_variable();
        self.variables[slot as usize].own = true;
        self.variables[slot as usize].block = block;
        let outer = self.slots.insert(name, slot);
        self.hidden.push((name, outer));
        slot
    }

    /// The number of the next variable to be made.
    pub(crate) fn next_slot(&self) -> Slot {
        self.variables.len() as Slot
    }

    fn new_variable(&mut self) -> Slot {
        let slot = self.variables.len() as Slot;
        self.variables.push(Variable { value: UNSET, declared: None, object: None, own: false, block: 0 });
        slot
    }

    /// The start of a block, for [`Env::leave_block`].
    pub(crate) fn enter_block(&mut self) -> usize {
        self.last_block += 1;
        self.blocks.push(self.last_block);
        self.hidden.len()
    }

    pub(crate) fn leave_block(&mut self, mark: usize) {
        self.blocks.pop();
        while self.hidden.len() > mark {
            match self.hidden.pop() {
                Some((name, Some(outer))) => self.slots.insert(name, outer),
                Some((name, None)) => self.slots.remove(&name),
                None => None,
            };
        }
    }

    pub(crate) fn set(&mut self, slot: Slot, value: ValueId) {
        let variable = &mut self.variables[slot as usize];
        if variable.value == value {
            return;
        }
        self.trail.push((slot, variable.value));
        variable.value = value;
        if self.open_tries > 0 && value != UNSET {
            self.versions.push((slot, value));
        }
    }

    pub(crate) fn fork(&mut self) -> Fork {
        let ended_before = std::mem::replace(&mut self.ended, false);
        Fork { mark: self.trail.len(), exits: Vec::new(), dead: Vec::new(), covered: false, ended_before }
    }

    /// Ends a branch: its changes become an exit, and the variables are as at the fork again.
    pub(crate) fn end_branch(&mut self, fork: &mut Fork) {
        let delta = self.delta(fork.mark);
        self.roll_back(fork.mark);
        if std::mem::replace(&mut self.ended, false) {
            fork.dead.push(delta);
        } else {
            fork.exits.push(delta);
        }
    }

    /// Leaves a fork by a jump from inside: the changes so far become an exit.
    pub(crate) fn jump_out(&mut self, fork: &mut Fork) {
        if !self.ended {
            let delta = self.delta(fork.mark);
            fork.exits.push(delta);
            self.ended = true;
        }
    }

    /// The start of the next case: it is entered from the fork, or falls through from the case before.
    pub(crate) fn next_case(&mut self, mark: usize) -> Vec<Join> {
        let delta = self.delta(mark);
        self.roll_back(mark);
        if std::mem::replace(&mut self.ended, false) {
            return Vec::new();
        }
        join(&[delta, Delta::new()], |slot| self.variables[slot as usize].value, false)
    }

    /// How many changes [`Env::delta`] looks through.
    pub(crate) fn changes_since(&self, mark: usize) -> usize {
        self.trail.len().saturating_sub(mark)
    }

    /// Current values of all variables changed since `mark`.
    pub(crate) fn delta(&self, mark: usize) -> Delta {
        let mut delta: Delta = self.trail[mark..].iter().map(|&(slot, _)| (slot, self.variables[slot as usize].value)).collect();
        delta.sort_unstable();
        delta.dedup();
        delta
    }

    pub(crate) fn roll_back(&mut self, mark: usize) {
        while self.trail.len() > mark {
            if let Some((slot, value)) = self.trail.pop() {
                self.variables[slot as usize].value = value;
            }
        }
    }

    /// Closes a fork whose branches have all ended: what must be joined. With `partial`, a variable
    /// without a value on some branch has none after it (a name of the file is then read by name).
    pub(crate) fn joins(&mut self, fork: Fork, partial: bool) -> Vec<Join> {
        self.ended = fork.ended_before || (fork.exits.is_empty() && !fork.dead.is_empty());
        let exits = if fork.exits.is_empty() { fork.dead } else { fork.exits };
        let base = |slot: Slot| self.variables[slot as usize].value;
        join(&exits, base, partial)
    }

    /// Joins at a label: `jumps` are changes since the start of the function, as is the present state.
    pub(crate) fn joins_at_label(&mut self, mut jumps: Vec<Delta>) -> Vec<Join> {
        if !std::mem::replace(&mut self.ended, false) || jumps.is_empty() {
            jumps.push(self.delta(0));
        }
        let mut first: FxHashMap<Slot, ValueId> = FxHashMap::default();
        for &(slot, before) in &self.trail {
            first.entry(slot).or_insert(before);
        }
        join(&jumps, |slot| first.get(&slot).copied().unwrap_or(UNSET), false)
    }

    /// Starts a `try`: where its versions begin.
    pub(crate) fn open_try(&mut self) -> usize {
        self.open_tries += 1;
        self.versions.len()
    }

    /// How many versions [`Env::close_try`] looks through.
    pub(crate) fn versions_since(&self, start: usize) -> usize {
        self.versions.len().saturating_sub(start)
    }

    /// Ends the protected part: for each variable assigned in it, all its versions and the value before.
    /// To be called after the roll-back to the start of the `try`.
    pub(crate) fn close_try(&mut self, start: usize) -> Vec<Join> {
        self.open_tries -= 1;
        let mut versions: Delta = self.versions[start.min(self.versions.len())..].to_vec();
        if self.open_tries == 0 {
            self.versions.clear();
        }
        versions.sort_unstable();
        versions.dedup();
        let base = |slot: Slot| self.variables[slot as usize].value;
        grouped(&versions)
            .map(|(slot, run)| {
                let mut values: Vec<ValueId> = std::iter::once(base(slot)).chain(run.iter().map(|&(_, value)| value)).collect();
                tidy(&mut values);
                Join { slot, values }
            })
            .collect()
    }
}

fn grouped(sorted: &[(Slot, ValueId)]) -> impl Iterator<Item = (Slot, &[(Slot, ValueId)])> {
    sorted.chunk_by(|left, right| left.0 == right.0).map(|run| (run[0].0, run))
}

fn join(exits: &[Delta], base: impl Fn(Slot) -> ValueId, partial: bool) -> Vec<Join> {
    let mut all: Delta = exits.iter().flatten().copied().collect();
    all.sort_unstable();
    let mut joins = Vec::new();
    for (slot, run) in grouped(&all) {
        let mut values: Vec<ValueId> = run.iter().map(|&(_, value)| value).collect();
        if run.len() < exits.len() {
            values.push(base(slot));
        }
        if partial && values.contains(&UNSET) {
            values = vec![UNSET];
        }
        tidy(&mut values);
        joins.push(Join { slot, values });
    }
    joins
}

/// Sorted, distinct, and without "no value" unless that is all there is.
fn tidy(values: &mut Vec<ValueId>) {
    values.sort_unstable();
    values.dedup();
    if values.len() > 1 && values.last() == Some(&UNSET) {
        values.pop();
    }
}
