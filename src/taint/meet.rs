//! Where functions meet without calling each other: fields, globals, captured variables, files by
//! constant name. What is stored in a cell is brought to every use of the cell.
//!
//! A flow is a chain of segments, one function each; the witness expands them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use super::domain::{Contents, Entry, Info, Lie, Path, Root, Site, StepId, Token};
use super::rules::Rules;
use super::summary::{Callback, Cell, End, Reach, Shown, Store, Summary};
use crate::link::{FnId, NameId, Program};
use crate::models::SourceKind;

/// Most entries of one cell.
const CELL_LIMIT: usize = 96;
/// Most arrivals in all; counted, so equal programs end alike.
const WORK_LIMIT: usize = 2_000_000;

/// Part of a flow inside one function: its last step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Segment {
    pub function: FnId,
    pub last: StepId,
}

/// A whole flow.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Root is a source; `read` set: that reading is directed by the root.
    pub token: Token,
    pub end: End,
    pub info: Info,
    /// Source first.
    pub segments: Vec<Segment>,
}

/// All whole flows, and which destinations each sink has.
#[derive(Clone, Debug, Default)]
pub struct Meeting {
    pub flows: Vec<Flow>,
    /// Site of a sink → constants that name its destination.
    pub destinations: BTreeMap<Site, Vec<NameId>>,
    pub widened: usize,
}

/// An entry of a cell and how it came there.
#[derive(Clone, Copy)]
struct Held {
    entry: Entry,
    /// Function and last step of the store.
    segment: Segment,
    /// The held entry it came from, in `World::held`.
    from: Option<usize>,
}

enum Use<'a> {
    Reach(FnId, &'a Reach),
    Store(FnId, &'a Store),
    Callback(FnId, &'a Callback),
}

struct World<'a> {
    rules: &'a Rules,
    program: &'a Program,
    summaries: &'a [Arc<Summary>],
    uses: BTreeMap<Cell, Vec<Use<'a>>>,
    cells: BTreeMap<Cell, Vec<usize>>,
    held: Vec<Held>,
    pending: VecDeque<(Cell, usize)>,
    meeting: Meeting,
    work: usize,
}

/// Brings stored data to its uses until nothing new arrives.
pub(super) fn resolve(program: &Program, rules: &Rules, summaries: &[Arc<Summary>], shown: &[Shown]) -> Meeting {
    let mut world = World {
        rules,
        program,
        summaries,
        uses: BTreeMap::new(),
        cells: BTreeMap::new(),
        held: Vec::new(),
        pending: VecDeque::new(),
        meeting: Meeting::default(),
        work: 0,
    };
    for (id, shown) in shown.iter().enumerate() {
        let id = id as FnId;
        for reach in &shown.reaches {
            match cell_of(&reach.token) {
                Some(cell) => world.uses.entry(cell).or_default().push(Use::Reach(id, reach)),
                None => world.arrive(reach.token, reach.end, reach.info, Segment { function: id, last: reach.info.via }, None),
            }
        }
        for store in &shown.stores {
            if let Some(cell) = cell_of(&store.token) {
                world.uses.entry(cell).or_default().push(Use::Store(id, store));
            }
        }
        for callback in &shown.callbacks {
            if let Some(cell) = cell_of(&callback.callee) {
                world.uses.entry(cell).or_default().push(Use::Callback(id, callback));
            }
        }
    }
    for (id, shown) in shown.iter().enumerate() {
        for store in shown.stores.iter().filter(|store| cell_of(&store.token).is_none()) {
            let segment = Segment { function: id as FnId, last: store.info.via };
            let entry = Entry { at: store.at, token: store.token, info: store.info };
            world.hold(store.cell, Held { entry, segment, from: None });
        }
    }
    while let Some((cell, at)) = world.pending.pop_front() {
        world.visit(cell, at);
    }
    world.meeting
}

/// The cell that a symbolic token stands for.
fn cell_of(token: &Token) -> Option<Cell> {
    match token.root {
        Root::Slot(slot) => Some(Cell::Slot(slot)),
        Root::Channel(name) => Some(Cell::Channel(name)),
        Root::Source(..) | Root::Param(_) | Root::Function { .. } | Root::Endpoint(_) => None,
    }
}

impl<'a> World<'a> {
    fn hold(&mut self, cell: Cell, held: Held) {
        let list = self.cells.entry(cell).or_default();
        let same = |&at: &usize| {
            let known = &self.held[at].entry;
            known.at == held.entry.at && known.token == held.entry.token
        };
        if list.iter().any(same) {
            return;
        }
        if list.len() >= CELL_LIMIT || self.work >= WORK_LIMIT {
            self.meeting.widened += 1;
            return;
        }
        let at = self.held.len();
        list.push(at);
        self.held.push(held);
        self.pending.push_back((cell, at));
    }

    /// Brings one held entry to all uses of its cell.
    fn visit(&mut self, cell: Cell, at: usize) {
        let held = self.held[at];
        let Some(uses) = self.uses.remove(&cell) else { return };
        for use_ in &uses {
            self.work += 1;
            match use_ {
                Use::Reach(function, reach) => {
                    if let Some((place, token)) = self.matched(&held.entry, &reach.token)
                        && !place.has(self.rules.file)
                    {
                        let info = held.entry.info.followed_by(&reach.info, reach.info.via);
                        self.arrive(token, reach.end, info, Segment { function: *function, last: reach.info.via }, Some(at));
                    }
                }
                Use::Store(function, store) => {
                    if let Some((place, token)) = self.matched(&held.entry, &store.token) {
                        let info = held.entry.info.followed_by(&store.info, store.info.via);
                        let entry = Entry { at: store.at.join(place), token, info };
                        let segment = Segment { function: *function, last: store.info.via };
                        self.hold(store.cell, Held { entry, segment, from: Some(at) });
                    }
                }
                Use::Callback(function, callback) => {
                    if let Some((place, token)) = self.matched(&held.entry, &callback.callee)
                        && place.is_empty()
                        && let Root::Function { function: target, bound } = token.root
                    {
                        self.call(*function, callback, target, bound);
                    }
                }
            }
        }
        self.uses.insert(cell, uses);
    }

    /// What a use of `wanted` gets from `entry`: the place inside it and the token.
    fn matched(&self, entry: &Entry, wanted: &Token) -> Option<(Path, Token)> {
        let mut token = entry.token;
        let place = match entry.at.lie(wanted.path) {
            Lie::Below(rest) => rest,
            Lie::Above(rest) => {
                if rest.has(self.rules.file) || matches!(token.root, Root::Function { .. }) {
                    return None;
                }
                Path::EMPTY
            }
            Lie::Apart => return None,
        };
        if let Some(read) = wanted.read {
            if !matches!(token.root, Root::Source(SourceKind::Network | SourceKind::Input, _)) || token.read.is_some() {
                return None;
            }
            token.read = Some(read);
            return Some((Path::EMPTY, token));
        }
        Some((place, token))
    }

    /// A function value from a cell is called: its summary meets the arguments.
    fn call(&mut self, caller: FnId, callback: &Callback, target: FnId, bound: bool) {
        let summary = &self.summaries[target as usize];
        for reach in summary.reaches.iter() {
            let Root::Param(param) = reach.token.root else { continue };
            for entry in self.arguments(callback, param, bound, reach.token.path) {
                if entry.token.is_symbolic() || entry.at.has(self.rules.file) || reach.token.read.is_some() {
                    continue;
                }
                let at = self.held.len();
                self.held.push(Held { entry, segment: Segment { function: caller, last: entry.info.via }, from: None });
                let info = entry.info.followed_by(&reach.info, reach.info.via).at_least(super::domain::Confidence::Ambiguous);
                self.arrive(entry.token, reach.end, info, Segment { function: target, last: reach.info.via }, Some(at));
            }
        }
        for store in summary.stores.iter() {
            let Root::Param(param) = store.token.root else { continue };
            for entry in self.arguments(callback, param, bound, store.token.path) {
                if entry.token.is_symbolic() || store.token.read.is_some() {
                    continue;
                }
                let at = self.held.len();
                self.held.push(Held { entry, segment: Segment { function: caller, last: entry.info.via }, from: None });
                let info = entry.info.followed_by(&store.info, store.info.via).at_least(super::domain::Confidence::Ambiguous);
                let entry = Entry { at: store.at.join(entry.at), info, ..entry };
                self.hold(
                    store.cell,
                    Held { entry, segment: Segment { function: target, last: store.info.via }, from: Some(at) },
                );
            }
        }
    }

    fn arguments(&self, callback: &Callback, param: u16, bound: bool, path: Path) -> Vec<Entry> {
        let entries = callback.args.iter().filter(|(at, _)| at + u16::from(bound) == param).map(|&(_, entry)| entry);
        Contents(entries.collect()).read(path, self.rules.file).into_vec()
    }

    /// A concrete token is at an end.
    fn arrive(&mut self, token: Token, end: End, info: Info, last: Segment, from: Option<usize>) {
        match (token.root, end) {
            (Root::Endpoint(name), End::Endpoint { site }) => {
                let names = self.meeting.destinations.entry(site).or_default();
                if let Err(at) = names.binary_search(&name) {
                    names.insert(at, name);
                }
            }
            (Root::Source(..), End::Sink { .. }) => {
                let mut segments = vec![last];
                let mut before = from;
                while let Some(at) = before {
                    segments.push(self.held[at].segment);
                    before = self.held[at].from;
                }
                segments.reverse();
                self.meeting.flows.push(Flow { token, end, info, segments });
            }
            _ => {}
        }
        debug_assert!(
            (last.function as usize) < self.program.functions.len(),
            "invariant: segments name functions of the program"
        );
    }
}
