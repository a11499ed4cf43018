//! Where functions meet: what one function puts into a parameter, a field, a global, a file of constant name goes
//! on from there in every function that takes it out. A flow is a way through such places from a source to a
//! sink, a segment in each function; the witness expands them.
//!
//! Each end is followed back to everything that begins a way to it, surest and shortest ways first. A reading that
//! its name directs ends one way and begins another: who directs it is followed forward, once for all ends.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::domain::{Confidence, Info, Path, Root, Site, StepId, Token, What};
use super::graph::{From, Graph, Move, MoveId, PlaceId, To};
use super::summary::{Cell, End, Shown};
use crate::link::{FnId, NameId};
use crate::models::SourceKind;

/// Most places that one end is followed back to; counted, so equal programs end alike.
const WORK_LIMIT: usize = 50_000;

/// Most places that are looked through for callers that get a source's data.
const CALLER_PLACES: usize = 96;

/// Part of a flow inside one function: its last step.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Segment {
    pub function: FnId,
    pub last: StepId,
}

/// A whole flow.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Root is a source, or the parameter of a function that nothing in the tree calls; `read` set: that reading is
    /// directed by the root.
    pub token: Token,
    pub end: End,
    pub info: Info,
    /// Source first.
    pub segments: Vec<Segment>,
    /// Functions that get the data as the result of a call, and from which it comes to the end as well: the same
    /// behaviour as its callers see it. Sorted.
    pub callers: Vec<Segment>,
}

/// All whole flows, and which destinations each sink has.
#[derive(Clone, Debug, Default)]
pub struct Meeting {
    /// From sources, the surest and shortest of each source and end.
    pub flows: Vec<Flow>,
    /// From what the outside hands to a function to what executes it.
    pub inputs: Vec<Flow>,
    /// Site of a sink → constants that name its destination.
    pub destinations: BTreeMap<Site, Vec<NameId>>,
    pub widened: usize,
}

/// Arrivals, surest first, then shortest, then in order.
type Queue = BinaryHeap<Reverse<(Confidence, u16, usize)>>;

/// Follows every end back. `entries`: parameters that the outside fills.
pub(super) fn resolve(shown: &[Shown], entries: &[(FnId, u16)]) -> Meeting {
    let graph = Graph::of(shown);
    let directors = [Directed::by(&graph, SourceKind::Network), Directed::by(&graph, SourceKind::Input)];
    let world = World { begun: Begun::of(&graph, &directors), graph: &graph, directors: &directors, entries };
    let mut ends: BTreeMap<End, Vec<MoveId>> = BTreeMap::new();
    for (id, one) in graph.moves.iter().enumerate() {
        if let To::End(end) = one.to {
            ends.entry(end).or_default().push(id as MoveId);
        }
    }
    let ends: Vec<(End, Vec<MoveId>)> = ends.into_iter().filter(|(_, moves)| moves.iter().any(|&id| world.begins(id))).collect();
    let places = graph.places.len();
    let followed: Vec<(End, Found)> =
        ends.par_iter().map_init(|| Back::new(places), |back, (end, moves)| (*end, back.follow(&world, *end, moves))).collect();
    let mut meeting = Meeting::default();
    for (end, found) in followed {
        meeting.widened += usize::from(found.exhausted);
        meeting.flows.extend(found.flows);
        meeting.inputs.extend(found.inputs);
        if let End::Endpoint { site } = end
            && !found.names.is_empty()
        {
            meeting.destinations.insert(site, found.names);
        }
    }
    meeting
}

struct World<'a> {
    graph: &'a Graph,
    directors: &'a [Directed],
    begun: Begun,
    entries: &'a [(FnId, u16)],
}

impl World<'_> {
    /// True when something begins that comes to this move.
    fn begins(&self, id: MoveId) -> bool {
        match self.graph.get(id).from {
            From::Beginning => true,
            From::Place(place) => self.begun.0[place as usize] || self.is_entry(place),
        }
    }

    fn is_entry(&self, place: PlaceId) -> bool {
        match self.graph.places[place as usize] {
            (Cell::Param(function, param), Path::EMPTY, What::Data) => self.entries.binary_search(&(function, param)).is_ok(),
            _ => false,
        }
    }
}

/// Places that something begun, or the outside, comes to.
struct Begun(Vec<bool>);

impl Begun {
    fn of(graph: &Graph, directors: &[Directed]) -> Self {
        let mut begun = vec![false; graph.places.len()];
        let mut pending: Vec<PlaceId> = Vec::new();
        for one in &graph.moves {
            // What a directed reading brings begins there too.
            let begins = match one.from {
                From::Beginning => true,
                From::Place(place) => one.token.read.is_some() && directors.iter().any(|by| by.comes_to(place)),
            };
            if let (true, To::Place(place)) = (begins, one.to) {
                pending.push(place);
            }
        }
        while let Some(place) = pending.pop() {
            if std::mem::replace(&mut begun[place as usize], true) {
                continue;
            }
            pending.extend(graph.out[place as usize].iter().filter_map(|&id| match graph.get(id).to {
                To::Place(to) => Some(to),
                To::End(_) => None,
            }));
        }
        Self(begun)
    }
}

/// How data from sources of one kind, which may direct readings, comes to each place: the surest and shortest way.
struct Directed {
    /// Place → the last move of the way, and the way so far.
    ways: FxHashMap<PlaceId, (MoveId, Info)>,
}

impl Directed {
    fn by(graph: &Graph, kind: SourceKind) -> Self {
        let mut ways: FxHashMap<PlaceId, (MoveId, Info)> = FxHashMap::default();
        let mut arrivals: Vec<(PlaceId, MoveId, Info)> = Vec::new();
        let mut queue = Queue::new();
        let offer = |queue: &mut Queue, arrivals: &mut Vec<_>, id: MoveId, before: Option<Info>| {
            let one = graph.get(id);
            if let (None, To::Place(place)) = (one.token.read, one.to) {
                let info = before.map_or(one.info, |before| before.followed_by(&one.info, one.info.via));
                queue.push(Reverse((info.confidence, info.distance, arrivals.len())));
                arrivals.push((place, id, info));
            }
        };
        for &id in &graph.beginnings {
            if matches!(graph.get(id).token.root, Root::Source(source, _) if source == kind) {
                offer(&mut queue, &mut arrivals, id, None);
            }
        }
        while let Some(Reverse((_, _, at))) = queue.pop() {
            let (place, id, info) = arrivals[at];
            if ways.contains_key(&place) {
                continue;
            }
            ways.insert(place, (id, info));
            for &next in &graph.out[place as usize] {
                offer(&mut queue, &mut arrivals, next, Some(info));
            }
        }
        Self { ways }
    }

    fn comes_to(&self, place: PlaceId) -> bool {
        self.ways.contains_key(&place)
    }

    /// The way to a place: the source, what is known of the way, and its segments.
    fn way(&self, graph: &Graph, place: PlaceId) -> Option<(Root, Info, Vec<Segment>)> {
        let &(mut id, info) = self.ways.get(&place)?;
        let mut segments = Vec::new();
        loop {
            let one = graph.get(id);
            segments.extend(segment(one));
            match one.from {
                From::Beginning => break,
                From::Place(from) => id = self.ways.get(&from)?.0,
            }
        }
        segments.reverse();
        Some((graph.get(id).token.root, info, segments))
    }
}

fn segment(one: &Move) -> Option<Segment> {
    one.function.map(|function| Segment { function, last: one.info.via })
}

/// What comes to one end.
#[derive(Default)]
struct Found {
    flows: Vec<Flow>,
    inputs: Vec<Flow>,
    names: Vec<NameId>,
    exhausted: bool,
}

/// Follows one end back, then the next; the buffers serve all.
struct Back {
    /// By place: the move that leads on to the end, valid where `stamp` is that of this end.
    next: Vec<MoveId>,
    stamp: Vec<u32>,
    now: u32,
    arrivals: Vec<(PlaceId, MoveId, Info)>,
    queue: Queue,
    flows: BTreeMap<Token, Flow>,
}

impl Back {
    fn new(places: usize) -> Self {
        Self {
            next: vec![0; places],
            stamp: vec![0; places],
            now: 0,
            arrivals: Vec::new(),
            queue: Queue::new(),
            flows: BTreeMap::new(),
        }
    }

    fn follow(&mut self, world: &World<'_>, end: End, moves: &[MoveId]) -> Found {
        self.now += 1;
        self.arrivals.clear();
        self.queue.clear();
        let mut found = Found::default();
        for &id in moves {
            self.offer(world, end, id, None, &mut found);
        }
        let mut settled = 0;
        while let Some(Reverse((_, _, at))) = self.queue.pop() {
            let (place, id, info) = self.arrivals[at];
            if std::mem::replace(&mut self.stamp[place as usize], self.now) == self.now {
                continue;
            }
            self.next[place as usize] = id;
            settled += 1;
            if settled > WORK_LIMIT {
                found.exhausted = true;
                break;
            }
            if matches!(end, End::Sink { kind, .. } if kind.is_execution()) && world.is_entry(place) {
                let token = Token::new(Root::Param(0));
                let segments = self.segments(world.graph, id);
                found.inputs.push(Flow { token, end, info, segments, callers: Vec::new() });
            }
            for &before in &world.graph.into[place as usize] {
                self.offer(world, end, before, Some(info), &mut found);
            }
        }
        found.flows = std::mem::take(&mut self.flows).into_values().collect();
        for flow in &mut found.flows {
            flow.callers = self.callers(world.graph, end, &flow.token);
        }
        found
    }

    /// A move leads to the end; `rest`: the way from where it goes.
    fn offer(&mut self, world: &World<'_>, end: End, id: MoveId, rest: Option<Info>, found: &mut Found) {
        let one = world.graph.get(id);
        let info = rest.map_or(one.info, |rest| one.info.followed_by(&rest, rest.via));
        match (one.from, end) {
            (From::Beginning, End::Endpoint { .. }) => {
                if let Root::Endpoint(name) = one.token.root
                    && let Err(at) = found.names.binary_search(&name)
                {
                    found.names.insert(at, name);
                }
            }
            (From::Beginning, End::Sink { .. }) => {
                if matches!(one.token.root, Root::Source(..)) {
                    let segments = self.segments(world.graph, id);
                    self.flow(one.token, end, info, segments);
                }
            }
            (From::Place(place), End::Sink { .. }) if one.token.read.is_some() => {
                for by in world.directors {
                    let Some((root, way, mut segments)) = by.way(world.graph, place) else { continue };
                    segments.extend(self.segments(world.graph, id));
                    let token = Token { root, path: Path::EMPTY, read: one.token.read, what: What::Data };
                    let info = way.followed_by(&info, info.via);
                    self.flow(token, end, info, segments);
                }
            }
            (From::Place(place), _) => {
                if self.stamp[place as usize] != self.now && (world.begun.0[place as usize] || world.is_entry(place)) {
                    self.queue.push(Reverse((info.confidence, info.distance, self.arrivals.len())));
                    self.arrivals.push((place, id, info));
                }
            }
        }
    }

    /// Keeps the better way of each source.
    fn flow(&mut self, token: Token, end: End, info: Info, segments: Vec<Segment>) {
        match self.flows.get(&token) {
            Some(known) if !info.better_than(&known.info) => {}
            _ => {
                self.flows.insert(token, Flow { token, end, info, segments, callers: Vec::new() });
            }
        }
    }

    /// Who gets the data of a source from a call, and brings it on to the end.
    fn callers(&self, graph: &Graph, end: End, token: &Token) -> Vec<Segment> {
        let leads = |to: To| match to {
            To::Place(place) => self.stamp[place as usize] == self.now,
            To::End(other) => other == end,
        };
        let mut callers = Vec::new();
        let mut seen: Vec<PlaceId> = Vec::new();
        let mut pending: Vec<PlaceId> = Vec::new();
        let push = |pending: &mut Vec<PlaceId>, one: &Move| {
            if let To::Place(place) = one.to
                && leads(one.to)
                && !matches!(graph.places[place as usize].0, Cell::Param(..))
            {
                pending.push(place);
            }
        };
        for one in graph.beginnings_of(token) {
            push(&mut pending, one);
        }
        while let Some(place) = pending.pop() {
            if seen.len() >= CALLER_PLACES || seen.contains(&place) {
                continue;
            }
            seen.push(place);
            for one in graph.out[place as usize].iter().map(|&id| graph.get(id)).filter(|one| one.token.read.is_none()) {
                if leads(one.to) && matches!(graph.places[place as usize].0, Cell::Return(_)) {
                    callers.extend(segment(one));
                }
                push(&mut pending, one);
            }
        }
        callers.sort_unstable();
        callers.dedup();
        callers
    }

    /// The segments from a move to the end.
    fn segments(&self, graph: &Graph, first: MoveId) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut id = first;
        loop {
            let one = graph.get(id);
            segments.extend(segment(one));
            match one.to {
                To::Place(place) => id = self.next[place as usize],
                To::End(_) => return segments,
            }
        }
    }
}
