//! Where functions meet without calling each other: fields, globals, captured variables, files by
//! constant name. What is stored in a cell is brought to every use of the cell.
//!
//! A flow is a chain of segments, one function each; the witness expands them.

use std::collections::{BTreeMap, VecDeque};

use super::domain::{Entry, Info, Root, Site, StepId, Token};
use super::summary::{Cell, End, Reach, Shown, Store};
use crate::link::{FnId, NameId, Program};

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
}

struct World<'a> {
    program: &'a Program,
    uses: BTreeMap<Cell, Vec<Use<'a>>>,
    cells: BTreeMap<Cell, Vec<usize>>,
    held: Vec<Held>,
    pending: VecDeque<(Cell, usize)>,
    meeting: Meeting,
    work: usize,
}

/// Brings stored data to its uses until nothing new arrives.
pub(super) fn resolve(program: &Program, shown: &[Shown]) -> Meeting {
    let mut world = World {
        program,
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

/// What a use of `wanted` gets from `entry`.
fn matched(entry: &Entry, wanted: &Token) -> Option<Token> {
    if entry.at == wanted.path { entry.token.in_place_of(wanted) } else { None }
}

impl World<'_> {
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
                    if let Some(token) = matched(&held.entry, &reach.token) {
                        let info = held.entry.info.followed_by(&reach.info, reach.info.via);
                        self.arrive(token, reach.end, info, Segment { function: *function, last: reach.info.via }, Some(at));
                    }
                }
                Use::Store(function, store) => {
                    if let Some(token) = matched(&held.entry, &store.token) {
                        let info = held.entry.info.followed_by(&store.info, store.info.via);
                        let entry = Entry { at: store.at, token, info };
                        let segment = Segment { function: *function, last: store.info.via };
                        self.hold(store.cell, Held { entry, segment, from: Some(at) });
                    }
                }
            }
        }
        self.uses.insert(cell, uses);
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
