//! What values hold while a function is analysed: reading, copying, and writing through a value to everything that
//! it was taken from. What lies in fields of the tree's own classes lies in slots and does not travel with objects.

use smallvec::SmallVec;

use super::domain::{Added, Contents, Entry, Info, Path, Root, Sel, Token, What};
use super::summary::{Cell, Hop, Store};
use super::transfer::{Analysis, WRITE_PLACES};
use crate::ir::{BinOp, Const, Op, ValueId};
use crate::link::{ClassId, Referent, SlotId, Ty};

/// Most data that one object's fields add where it is read as a whole.
const UNPACKED: usize = 24;

impl Analysis<'_> {
    pub(super) fn same(&self, value: ValueId) -> ValueId {
        self.same[value as usize]
    }

    /// What lies in `value` at `path`.
    pub(super) fn read(&self, value: ValueId, path: Path) -> SmallVec<[Entry; 4]> {
        let contents = &self.held[self.state[self.same(value) as usize] as usize];
        if contents.0.is_empty() { SmallVec::new() } else { contents.read(path, self.context.rules.file) }
    }

    /// All data of `value` that a reader of the whole gets: everything but the contents of files it names.
    pub(super) fn whole(&self, value: ValueId, path: Path) -> SmallVec<[Entry; 4]> {
        let file = self.context.rules.file;
        let mut found = self.read(value, path);
        found.retain(|entry| !entry.at.has(file));
        if let (true, Some(class)) = (path.is_empty(), self.class_of(value)) {
            let mut unpacked = self.unpacked.borrow_mut();
            if !unpacked.contains(&class) {
                unpacked.push(class);
            }
            let before = found.len();
            for &(name, slot) in self.context.fields.all(class) {
                for &(path, what) in self.context.active.slot(slot) {
                    if found.len() - before >= UNPACKED {
                        return found;
                    }
                    let at = Path::EMPTY.then(Sel::field(name)).join(path.place());
                    found.push(Entry { at, token: Token::at(Root::Slot(slot), path, what), info: Info::START });
                }
            }
        }
        found
    }

    /// The class or structure of the tree that a value is an object of.
    pub(super) fn class_of(&self, value: ValueId) -> Option<ClassId> {
        match self.links.ty(self.same(value)).or_else(|| self.links.ty(value)) {
            Some(Ty::Class(class)) => Some(class),
            Some(Ty::ClassObject(_) | Ty::External(_)) | None => None,
        }
    }

    /// The slot that what lies at a path in a value lies in.
    pub(super) fn slot_of(&self, value: ValueId, at: Path) -> Option<SlotId> {
        let name = at.selectors().first()?.field_name()?;
        self.context.fields.slot(self.class_of(value)?, name)
    }

    /// What goes with a value that is passed, returned or stored: all but what lies in slots.
    pub(super) fn travelling(&self, value: ValueId) -> SmallVec<[Entry; 4]> {
        let mut found = self.read(value, Path::EMPTY);
        if found.iter().any(|entry| !entry.at.is_empty()) {
            found.retain(|entry| self.slot_of(value, entry.at).is_none());
        }
        found
    }

    pub(super) fn add(&mut self, value: ValueId, at: Path, token: Token, info: Info) {
        let value = self.same(value);
        if !self.context.relevance.value(self.id, value, &token) {
            return;
        }
        if self.fuel == 0 {
            self.widen();
            return;
        }
        self.fuel -= 1;
        let slot = &mut self.state[value as usize];
        if *slot == 0 {
            *slot = self.held.len() as u32;
            self.held.push(Contents::default());
        }
        match self.held[*slot as usize].add(Entry { at, token, info }) {
            Added::New => self.changed = true,
            Added::Known => {}
            Added::Widened => self.widen(),
        }
    }

    pub(super) fn pass(&mut self, from: ValueId, to: ValueId) {
        let (from, to) = (self.same(from), self.same(to));
        let held = self.state[from as usize];
        if from == to || held == 0 {
            return;
        }
        let entries = self.held[held as usize].0.clone();
        for entry in entries {
            self.add(to, entry.at, entry.token, entry.info);
        }
    }

    pub(super) fn pass_whole(&mut self, from: ValueId, to: ValueId) {
        for entry in self.whole(from, Path::EMPTY).into_iter().filter(|entry| entry.token.what != What::Function) {
            self.add(to, Path::EMPTY, entry.token, entry.info);
        }
    }

    /// Writes `entries` into `value` at `path`, and into everything `value` was taken from.
    pub(super) fn write(&mut self, op: ValueId, value: ValueId, path: Path, entries: &[Entry]) {
        if entries.is_empty() {
            return;
        }
        let file = self.context.rules.file;
        let mut pending: SmallVec<[(ValueId, Path); 8]> = SmallVec::new();
        let mut done: SmallVec<[(ValueId, Path); 8]> = SmallVec::new();
        pending.push((self.same(value), path));
        while let Some(place) = pending.pop() {
            if done.contains(&place) {
                continue;
            }
            if done.len() >= WRITE_PLACES {
                self.widen();
                break;
            }
            done.push(place);
            let (value, path) = place;
            // What was written here before went on from here before.
            let fresh: SmallVec<[Entry; 4]> =
                entries.iter().filter(|entry| self.written.insert((value, path.join(entry.at), entry.token))).copied().collect();
            if fresh.is_empty() {
                continue;
            }
            for entry in &fresh {
                self.add(value, path.join(entry.at), entry.token, entry.info);
            }
            for entry in &fresh {
                let at = path.join(entry.at);
                if let Some(slot) = self.slot_of(value, at) {
                    let via = self.step(op, entry.info.via, Hop::Write);
                    let info = Info { via, ..entry.info };
                    self.store(Store { cell: Cell::Slot(slot), at: at.rest(1), token: entry.token, info });
                }
            }
            match self.function.ops[value as usize] {
                Op::Param(number) => self.outs(number, value, path, entries),
                Op::Get(base, selector) => {
                    if let Some(slot) = self.field_slot(value) {
                        self.store_all(op, Cell::Slot(slot), path, entries);
                    }
                    if let Some(Referent::Slot(slot)) = self.referent(value) {
                        self.store_all(op, Cell::Slot(slot), path, entries);
                    }
                    pending.push((self.same(base), Path::EMPTY.then(self.selector(selector)).join(path)));
                }
                Op::Phi(range) => {
                    pending.extend(range.of(&self.function.operands).iter().map(|&operand| (self.same(operand), path)));
                }
                Op::Bin(BinOp::Arith | BinOp::Choice, left, _) => pending.push((self.same(left), path)),
                Op::Name(_) | Op::Capture(_) => {
                    if let Some(Referent::Slot(slot)) = self.referent(value) {
                        self.store_all(op, Cell::Slot(slot), path, entries);
                    }
                }
                Op::Const(constant) if path.selectors().first() == Some(&file) => {
                    if let Const::Str(symbol) = self.facts.consts[constant as usize] {
                        let cell = Cell::Channel(self.links.symbols[symbol as usize]);
                        self.store_all(op, cell, Path::of(&path.selectors()[1..]), entries);
                    }
                }
                Op::Const(_)
                | Op::SetName(..)
                | Op::SetCapture(..)
                | Op::Storage(_)
                | Op::Cast(..)
                | Op::Copy(_)
                | Op::Bin(BinOp::Compare, ..)
                | Op::Concat(_)
                | Op::Literal(..)
                | Op::Set(..)
                | Op::AddrOf(_)
                | Op::Call(_)
                | Op::Closure(_)
                | Op::TypeRef(_)
                | Op::Return(_)
                | Op::Yield(_)
                | Op::Throw(_)
                | Op::Await(_)
                | Op::Opaque(_)
                | Op::Hole(_) => {}
            }
            if let Some(aliases) = self.aliases.get(&value) {
                for &(mine, other, theirs) in aliases {
                    if let super::domain::Lie::Below(rest) = path.lie(mine) {
                        pending.push((other, theirs.join(rest)));
                    }
                }
            }
        }
    }

    /// Makes `a.at_a` and `b.at_b` two names of one thing, from here on.
    pub(super) fn alias(&mut self, a: (ValueId, Path), b: (ValueId, Path)) {
        let (a, b) = ((self.same(a.0), a.1), (self.same(b.0), b.1));
        if a == b {
            return;
        }
        for (from, to) in [(a, b), (b, a)] {
            let known = self.aliases.entry(from.0).or_default();
            if known.contains(&(from.1, to.0, to.1)) || known.len() >= 8 {
                continue;
            }
            known.push((from.1, to.0, to.1));
        }
        for (from, to) in [(a, b), (b, a)] {
            for entry in self.read(from.0, from.1) {
                self.add(to.0, to.1.join(entry.at), entry.token, entry.info);
            }
        }
    }

    pub(super) fn outs(&mut self, param: u16, value: ValueId, path: Path, entries: &[Entry]) {
        for entry in entries {
            let at = path.join(entry.at);
            if self.slot_of(value, at).is_some() {
                continue;
            }
            if entry.token == Token::at(Root::Param(param), at, entry.token.what) {
                continue;
            }
            let entry = self.own(Cell::Out(self.id, param), Root::Written(self.id, param), Entry { at, ..*entry });
            if self.out.outs.entry(param).or_default().add(entry) == Added::Widened {
                self.widen();
            }
        }
    }
}
