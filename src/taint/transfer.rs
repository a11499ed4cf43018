//! The transfer function of one function body: operations in order, loops again until nothing new
//! comes, into a [`Summary`] for callers and what the function [`Shown`]s by itself.
//!
//! Objects are SSA values: writing to a value writes to what it was taken from (`write`).
//! Knows nothing of the driver; callees' summaries are given.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::active::Active;
use super::domain::{Added, Contents, Entry, Info, NO_STEP, Path, Root, Sel, Site, StepId, Token, What};
use super::fields::Fields;
use super::identity::Identities;
use super::relevance::Relevance;
use super::rules::Rules;
use super::summary::{Callback, Cell, End, Hop, Out, Reach, Shown, Step, Store, Summary};
use crate::ir::{BinOp, Const, FileFacts, Function, Op, Selector, ValueId};
use crate::link::{ClassId, FnId, FunctionLinks, NameId, Program, Referent, SlotId};
use crate::models::{CapabilitySet, SourceKind};

/// Most passes over a body with loops.
const PASSES: usize = 4;
/// Most entries that one function's operations add up to; counted, so equal programs end alike.
const FUEL: u32 = 3_000_000;
/// Most places one write reaches.
pub(super) const WRITE_PLACES: usize = 48;
/// Most calls of what the caller passed in.
const CALLBACKS: usize = 24;
/// Most sinks reached, and most stores, of one function.
const LIST_LIMIT: usize = 4096;

/// What all functions share while a round of them is analysed.
pub(super) struct Context<'a> {
    pub program: &'a Program,
    pub rules: &'a Rules,
    pub identities: &'a Identities,
    pub fields: &'a Fields,
    pub relevance: &'a Relevance,
    pub summaries: &'a [Arc<Summary>],
    pub active: &'a Active,
}

/// A place of a value, and the value and place that it is another name of.
pub(super) type Alias = (Path, ValueId, Path);

/// A function under analysis.
pub(super) struct Analysis<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) id: FnId,
    pub(super) links: &'a FunctionLinks,
    pub(super) facts: &'a FileFacts,
    pub(super) function: &'a Function,
    /// What each value holds: an index into `held`, 0 while it holds nothing, as most values do.
    pub(super) state: Vec<u32>,
    pub(super) held: Vec<Contents>,
    /// The value whose contents a value shares (copies, casts, addresses).
    pub(super) same: Vec<ValueId>,
    pub(super) aliases: FxHashMap<ValueId, SmallVec<[Alias; 2]>>,
    steps: Vec<Step>,
    step_ids: FxHashMap<(u32, StepId, Hop), StepId>,
    pub(super) out: Output,
    pub(super) changed: bool,
    pub(super) fuel: u32,
    /// (value, place, token) that were written through.
    pub(super) written: FxHashSet<(ValueId, Path, Token)>,
    dynamic: Vec<FnId>,
    pub(super) unpacked: RefCell<Vec<ClassId>>,
    /// Callbacks that are being followed.
    pub(super) nested: u8,
}

/// Lists under construction, with their duplicates found by hash.
#[derive(Default)]
pub(super) struct Output {
    returns: Contents,
    /// By parameter.
    pub(super) outs: BTreeMap<u16, Contents>,
    callbacks: Vec<Callback>,
    shown: Shown,
    seen_reaches: FxHashMap<(Token, End), usize>,
    seen_stores: FxHashMap<(Cell, Path, Token), usize>,
}

/// The outcome for one function.
pub(super) struct Analysed {
    pub summary: Summary,
    pub shown: Shown,
    pub steps: Vec<Step>,
    /// Callees that no edge of the call graph names, sorted.
    pub dynamic: Vec<FnId>,
    /// Classes whose objects are read as a whole, sorted.
    pub unpacked: Vec<ClassId>,
}

/// Analyses function `id`. `steps` holds the steps of earlier rounds, which stay valid.
pub(super) fn analyse(context: &Context<'_>, id: FnId, steps: Vec<Step>) -> Analysed {
    let links = &context.program.functions[id as usize];
    let facts = &*context.program.files[links.file as usize].facts;
    let function = &facts.functions[links.ix as usize];
    let step_ids = steps.iter().enumerate().map(|(at, step)| ((step.op, step.prev, step.hop), at as StepId)).collect();
    let mut analysis = Analysis {
        context,
        id,
        links,
        facts,
        function,
        state: vec![0; function.ops.len()],
        held: vec![Contents::default()],
        same: same_values(function),
        aliases: FxHashMap::default(),
        steps,
        step_ids,
        out: Output::default(),
        changed: false,
        fuel: FUEL,
        written: FxHashSet::default(),
        dynamic: Vec::new(),
        unpacked: RefCell::default(),
        nested: 0,
    };
    analysis.run();
    analysis.dynamic.sort_unstable();
    analysis.dynamic.dedup();
    let Output { returns, outs, callbacks, shown, .. } = analysis.out;
    let outs = outs.into_iter().flat_map(|(param, held)| held.0.into_iter().map(move |entry| Out { param, entry })).collect();
    let summary = Summary { returns: returns.0.into_vec(), outs, callbacks };
    let mut unpacked = analysis.unpacked.into_inner();
    unpacked.sort_unstable();
    Analysed { summary, shown, steps: analysis.steps, dynamic: analysis.dynamic, unpacked }
}

impl<'a> Analysis<'a> {
    fn run(&mut self) {
        let loops = self.function.ops.iter().enumerate().any(|(at, op)| {
            matches!(op, Op::Phi(range) if range.of(&self.function.operands).iter().any(|&operand| operand as usize >= at))
        });
        for _ in 0..PASSES {
            self.changed = false;
            for at in 0..self.function.ops.len() {
                self.operation(at as ValueId, self.function.ops[at]);
            }
            // Two ends of one thing (a pipe): what is written to one end after the other was taken shows there too.
            let twins = self.aliases.iter().any(|(value, list)| list.iter().any(|(_, other, _)| other == value));
            if !self.changed || !(loops || twins) {
                break;
            }
        }
    }

    fn operation(&mut self, at: ValueId, op: Op) {
        match op {
            Op::Const(constant) => self.constant_op(at, constant),
            Op::Param(number) => {
                for (path, what) in self.context.active.param(self.id, number) {
                    self.add(at, path.place(), Token::at(Root::Param(number), path, what), Info::START);
                }
            }
            Op::Name(_) | Op::Capture(_) => self.name(at),
            Op::TypeRef(_) | Op::Storage(_) | Op::Hole(_) | Op::Throw(_) => {}
            Op::Closure(inner) => {
                let file = &self.context.program.files[self.links.file as usize];
                let function = file.first_function + inner;
                self.add(at, Path::EMPTY, Token::new(Root::Function { function, bound: false }), Info::START);
            }
            Op::SetName(_, value) | Op::SetCapture(_, value) => {
                if let Some(Referent::Slot(slot)) = self.referent(at) {
                    let entries = self.travelling(value);
                    self.store_all(at, Cell::Slot(slot), Path::EMPTY, &entries);
                }
            }
            Op::Copy(_) | Op::Cast(..) | Op::Await(_) | Op::AddrOf(_) | Op::Get(_, Selector::Deref) => {}
            Op::Phi(range) | Op::Opaque(range) => {
                for &operand in range.of(&self.function.operands) {
                    self.pass(operand, at);
                }
            }
            Op::Concat(range) => {
                for &operand in range.of(&self.function.operands) {
                    self.pass_whole(operand, at);
                }
            }
            Op::Bin(BinOp::Compare, ..) => {}
            Op::Bin(BinOp::Arith | BinOp::Choice, left, right) => {
                self.pass(left, at);
                self.pass(right, at);
            }
            Op::Literal(_, range) => {
                for &(selector, value) in range.of(&self.function.entries) {
                    let place = Path::EMPTY.then(self.selector(selector));
                    for entry in self.read(value, Path::EMPTY) {
                        self.add(at, place.join(entry.at), entry.token, entry.info);
                    }
                }
            }
            Op::Get(base, selector) => self.get(at, base, selector),
            Op::Set(base, selector, value) => {
                let place = match selector {
                    Selector::Deref => Path::EMPTY,
                    _ => Path::EMPTY.then(self.selector(selector)),
                };
                let mut entries = self.travelling(value);
                for entry in &mut entries {
                    entry.info.via = self.step(at, entry.info.via, Hop::Write);
                }
                self.write(at, base, place, &entries);
                if let Some(slot) = self.field_slot(at) {
                    self.store_all(at, Cell::Slot(slot), Path::EMPTY, &entries);
                }
            }
            Op::Call(call) => self.call(at, call),
            Op::Return(value) => self.returns(value, Path::EMPTY),
            Op::Yield(value) => self.returns(value, Path::EMPTY.then(Sel::ELEMENT)),
        }
    }

    fn constant_op(&mut self, at: ValueId, constant: u32) {
        let Const::Str(symbol) = self.facts.consts[constant as usize] else { return };
        let name = self.links.symbols[symbol as usize];
        if names_destination(self.facts.text(symbol)) {
            self.add(at, Path::EMPTY, Token::new(Root::Endpoint(name)), Info::START);
        }
        for &(path, what) in self.context.active.channel(name) {
            let inside = Path::EMPTY.then(self.context.rules.file).join(path.place());
            self.add(at, inside, Token::at(Root::Channel(name), path, what), Info::START);
        }
    }

    fn slot(&mut self, at: ValueId, slot: SlotId) {
        for &(path, what) in self.context.active.slot(slot) {
            let via = self.step(at, NO_STEP, Hop::Read);
            self.add(at, path.place(), Token::at(Root::Slot(slot), path, what), Info { via, ..Info::START });
        }
    }

    fn name(&mut self, at: ValueId) {
        match self.referent(at) {
            Some(Referent::Slot(slot)) => self.slot(at, slot),
            Some(Referent::Function(function)) => {
                self.add(at, Path::EMPTY, Token::new(Root::Function { function, bound: false }), Info::START);
            }
            Some(Referent::BoundMethod(function)) => {
                self.add(at, Path::EMPTY, Token::new(Root::Function { function, bound: true }), Info::START);
            }
            Some(Referent::Class(_) | Referent::Module(_) | Referent::External(_) | Referent::Unknown) | None => {}
        }
        self.attribute(at, None);
    }

    fn get(&mut self, at: ValueId, base: ValueId, selector: Selector) {
        match self.referent(at) {
            Some(Referent::Function(_) | Referent::BoundMethod(_) | Referent::Slot(_)) => self.name(at),
            Some(Referent::Class(_) | Referent::Module(_) | Referent::External(_) | Referent::Unknown) | None => {}
        }
        let part = Path::EMPTY.then(self.selector(selector));
        let found = self.read(base, part);
        let mut local = false;
        for entry in found {
            let via = match entry.token.root {
                Root::Param(_) | Root::Slot(_) | Root::Channel(_) => self.step(at, entry.info.via, Hop::Read),
                Root::Returned(_) | Root::Written(..) | Root::Source(..) | Root::Function { .. } | Root::Endpoint(_) => {
                    local = true;
                    entry.info.via
                }
            };
            self.add(at, entry.at, entry.token, Info { via, ..entry.info });
        }
        if !local && let Some(slot) = self.field_slot(at) {
            self.slot(at, slot);
        }
        self.property(at, base);
        self.attribute(at, Some(base));
    }

    fn returns(&mut self, value: ValueId, place: Path) {
        for entry in self.travelling(value) {
            let entry = Entry { at: place.join(entry.at), ..entry };
            let entry = self.own(Cell::Return(self.id), Root::Returned(self.id), entry);
            if self.out.returns.add(entry) == Added::Widened {
                self.widen();
            }
        }
    }

    /// What goes to callers: of what this function has of its own they learn the place alone, `root`; the rest
    /// they know better.
    pub(super) fn own(&mut self, cell: Cell, root: Root, entry: Entry) -> Entry {
        if matches!(entry.token.root, Root::Param(_) | Root::Function { .. }) {
            return entry;
        }
        self.store(Store { cell, at: entry.at, token: entry.token, info: entry.info });
        Entry { at: entry.at, token: Token::at(root, entry.at, entry.token.what), info: Info::START }
    }

    pub(super) fn store_all(&mut self, op: ValueId, cell: Cell, path: Path, entries: &[Entry]) {
        for entry in entries.iter().filter(|entry| self.context.relevance.cell(self.context.program, cell, &entry.token)) {
            let via = self.step(op, entry.info.via, Hop::Write);
            self.store(Store { cell, at: path.join(entry.at), token: entry.token, info: Info { via, ..entry.info } });
        }
    }

    pub(super) fn store(&mut self, store: Store) {
        let own = store.token.cell_in(self.id) == Some(store.cell) && store.at == store.token.path;
        if own || !self.context.relevance.cell(self.context.program, store.cell, &store.token) {
            return;
        }
        if self.out.shown.stores.len() >= LIST_LIMIT {
            self.out.shown.widened += 1;
            return;
        }
        let key = (store.cell, store.at, store.token);
        keep_best(&mut self.out.shown.stores, &mut self.out.seen_stores, key, store, |kept| &mut kept.info);
    }

    /// Data arrives at an end.
    pub(super) fn reach(&mut self, token: Token, end: End, info: Info) {
        let wanted = match end {
            End::Sink { .. } => What::Data,
            End::Endpoint { .. } => What::Destination,
        };
        if token.what != wanted {
            return;
        }
        if self.out.shown.reaches.len() >= LIST_LIMIT {
            self.out.shown.widened += 1;
            return;
        }
        let reach = Reach { token, end, info };
        keep_best(&mut self.out.shown.reaches, &mut self.out.seen_reaches, (token, end), reach, |kept| &mut kept.info);
    }

    pub(super) fn callback(&mut self, callback: Callback) {
        let list = &mut self.out.callbacks;
        match list.iter().position(|known| known.callee == callback.callee && known.site == callback.site) {
            Some(known) => list[known].args = callback.args,
            None if list.len() < CALLBACKS => list.push(callback),
            None => self.out.shown.widened += 1,
        }
    }

    pub(super) fn capabilities(&mut self, at: ValueId, set: CapabilitySet) {
        if !set.is_empty() && !self.out.shown.capabilities.contains(&(at, set)) {
            self.out.shown.capabilities.push((at, set));
        }
    }

    pub(super) fn unmodelled(&mut self, at: ValueId, tainted: bool) {
        match self.out.shown.unmodelled.binary_search_by_key(&at, |&(op, _)| op) {
            Ok(known) => self.out.shown.unmodelled[known].1 |= tainted,
            Err(place) => self.out.shown.unmodelled.insert(place, (at, tainted)),
        }
    }

    /// A fresh source at `at`.
    pub(super) fn source(&mut self, at: ValueId, kind: SourceKind) -> Entry {
        let via = self.step(at, NO_STEP, Hop::Source);
        let site = Site { function: self.id, op: at };
        Entry { at: Path::EMPTY, token: Token::new(Root::Source(kind, site)), info: Info { via, ..Info::START } }
    }

    pub(super) fn step(&mut self, op: ValueId, prev: StepId, hop: Hop) -> StepId {
        let next = self.steps.len() as StepId;
        let id = *self.step_ids.entry((op, prev, hop)).or_insert(next);
        if id == next {
            self.steps.push(Step { op, prev, hop });
        }
        id
    }

    // --- look-ups ---

    pub(super) fn referent(&self, at: ValueId) -> Option<Referent> {
        let found = self.links.referents.binary_search_by_key(&at, |&(value, _)| value).ok()?;
        Some(self.links.referents[found].1)
    }

    pub(super) fn field_slot(&self, at: ValueId) -> Option<SlotId> {
        let found = self.links.fields.binary_search_by_key(&at, |&(value, _)| value).ok()?;
        Some(self.links.fields[found].1)
    }

    pub(super) fn summary(&self, function: FnId) -> Arc<Summary> {
        Arc::clone(&self.context.summaries[function as usize])
    }

    pub(super) fn widen(&mut self) {
        self.out.shown.widened += 1;
    }

    /// A callee that was found as a value.
    pub(super) fn calls_dynamically(&mut self, callee: FnId) {
        if self.dynamic.last() != Some(&callee) {
            self.dynamic.push(callee);
        }
    }

    pub(super) fn selector(&self, selector: Selector) -> Sel {
        match selector {
            Selector::Field(symbol) => Sel::field(self.links.symbols[symbol as usize]),
            Selector::Key(symbol) => Sel::key(self.links.symbols[symbol as usize]),
            Selector::Index(index) => Sel::index(index),
            Selector::Element | Selector::Deref => Sel::ELEMENT,
        }
    }

    pub(super) fn name_text(&self, name: NameId) -> &'a str {
        self.context.program.names.text(name)
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

/// Adds `item` under `key`, or betters the one that stands there.
fn keep_best<T, K: std::hash::Hash + Eq>(
    list: &mut Vec<T>,
    seen: &mut FxHashMap<K, usize>,
    key: K,
    mut item: T,
    info: impl Fn(&mut T) -> &mut Info,
) {
    match seen.get(&key) {
        Some(&at) => {
            let better = *info(&mut item);
            let kept = info(&mut list[at]);
            if better.better_than(kept) {
                *kept = better;
            }
        }
        None => {
            seen.insert(key, list.len());
            list.push(item);
        }
    }
}

/// URLs, host names and addresses: the constants whose way to a sink is worth following.
fn names_destination(text: &str) -> bool {
    if text.len() < 4 || text.len() > 2048 || text.bytes().any(|byte| byte.is_ascii_whitespace()) {
        return false;
    }
    if let Some(at) = text.find("://") {
        return at > 0 && text[..at].bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    }
    let host = text.split(['/', ':']).next().unwrap_or_default();
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or_default();
    let dotted = host.contains('.') && host.split('.').all(|label| !label.is_empty() && label.bytes().all(is_host_byte));
    let address = dotted && host.split('.').count() == 4 && host.split('.').all(|label| label.parse::<u8>().is_ok());
    let named = dotted && last.len() >= 2 && TOP_LEVEL.binary_search(&last).is_ok();
    address || named
}

fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// Top-level domains that rarely end a file name, sorted.
const TOP_LEVEL: &[&str] = &[
    "app", "be", "biz", "br", "cc", "ch", "cloud", "cn", "co", "com", "cz", "de", "dev", "edu", "es", "eu", "example", "fi",
    "fr", "gov", "hk", "hu", "il", "in", "info", "invalid", "io", "ir", "it", "jp", "kp", "kr", "me", "mil", "mx", "net", "nl",
    "no", "onion", "online", "org", "pl", "ro", "ru", "se", "site", "su", "test", "tk", "top", "tr", "tw", "ua", "uk", "us",
    "vn", "xyz", "za",
];

#[cfg(test)]
mod tests {
    use super::{TOP_LEVEL, names_destination};

    #[test]
    fn destinations_and_what_only_looks_like_one() {
        assert!(TOP_LEVEL.is_sorted());
        for yes in ["https://a.example/x", "ftp://h", "10.0.0.1", "up.vendor.example:8443", "api.acme.cn/v1"] {
            assert!(names_destination(yes), "{yes}");
        }
        for no in ["a", "config.json", "os.path", "1.2.3", "hello world.com x", "://", "libc.so"] {
            assert!(!names_destination(no), "{no}");
        }
    }
}
