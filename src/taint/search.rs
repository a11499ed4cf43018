//! From each end back to everything that comes to it, surest and shortest ways first.
//!
//! Ways respect calls: what went into a call comes back to that call alone. This is two-phase slicing over summary
//! edges (Horwitz, Reps and Binkley, TOPLAS 1990): a way may leave a function for its callers until it has entered
//! one by what that returns; from there on it stays below. What lies in a shared place may come from anywhere.
//! Where no source can come from by such ways ([`super::reach`]) a search does not go ([`super::aim`]).

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::aim::{Aim, Once};
use super::back::{BEGINS, Back, Backward, Kind, MANY, ORDERED, REMOTE, is_remote};
use super::domain::{Confidence, Info, Path, Site, What};
use super::edge::{End, Hop};
use super::graph::{EdgeId, Graph, NodeId};
use super::place::Place;
use super::queue::{Order, Queue};
use super::reach::{Distances, Left, Reach};
use crate::ir::ValueId;
use crate::link::{FnId, NameId, Program};
use crate::models::{SinkKind, SourceKind, SourceSet};

/// Edges that may be looked at for one end, at least; counted, so equal programs end alike.
const LEAST_WORK: usize = 10_000;
/// Edges that the second search of an end, for what is near, may look at, at most.
const NEAR_WORK: usize = 500_000;
/// The same for all second searches together.
const ALL_NEAR_WORK: usize = 18_000_000;
/// Most names of one reading, the surest and nearest, of which is asked who directs them.
const DIRECTED_NAMES: usize = 16;
/// Edges that may be looked at for who directs one reading.
const DIRECTOR_WORK: usize = 2_000;
/// Edges that may be looked at for all ends together where that is enough to see the whole graph from each.
const ALL_WORK: usize = 6_000_000;
/// Edges that all searches together look at, those for names that direct readings and for ways through callees included.
const TOTAL_WORK: usize = 300_000_000;
/// A way of more hops than this is one that a reader follows only if there is no shorter one, however sure.
pub(super) const FAR: u16 = 8;
/// Most edges that the ways of all flows are kept with.
const WAYS: usize = 50_000_000;
/// Most places inside a callee that are looked at for the ways through it.
const INNER_LIMIT: usize = 20_000;
/// Deepest nesting of calls that ways through callees are looked up in.
const DEPTH: usize = 64;

/// Where data begins: its kind, and the call or the attribute that brings it.
pub type Origin = (SourceKind, Site);

/// A whole flow.
#[derive(Clone, Debug)]
pub struct Flow {
    /// `None`: the parameter of a function that nothing in the tree calls.
    pub source: Option<Origin>,
    /// The reading that the source directs: what it brings is what flows.
    pub read: Option<Origin>,
    pub end: End,
    pub info: Info,
    /// Source first.
    pub way: Vec<EdgeId>,
    /// Calls by which functions get the data as a result, and from which it comes to the end as well: the same
    /// behaviour as its callers see it. Nearest first.
    pub callers: Vec<Site>,
}

impl Flow {
    /// Where what flows begins: the source, or the reading that it directs.
    pub(super) fn origin(&self) -> Option<Origin> {
        self.read.or(self.source)
    }
}

/// A source, or a reading that remote data directs, whose data comes to a call that leads to an end.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Led {
    pub origin: Origin,
    pub end: End,
    pub call: Site,
    /// Calls by which functions get the data as a result, and from which it comes to the call as well. Nearest first.
    pub callers: Vec<Site>,
}

/// All whole flows, and which destinations each sink has.
#[derive(Clone, Debug, Default)]
pub struct Meeting {
    /// From sources, the surest and shortest of each source and end, and where that is long, the shortest of all.
    pub flows: Vec<Flow>,
    /// From what the outside hands to a function to what executes it.
    pub inputs: Vec<Flow>,
    /// Site of a sink → constants that name its destination, each with how sure its surest way is. Sorted.
    pub destinations: BTreeMap<Site, Vec<(NameId, Confidence)>>,
    /// What comes to calls that lead to the ends of flows. Sorted.
    pub led: Vec<Led>,
    /// Ends whose search was cut off.
    pub exhausted: usize,
}

/// The best way through a callee, from a place in a parameter to what it returns or writes out.
#[derive(Clone, Debug)]
pub(super) struct Inner {
    pub info: Info,
    /// The way leads over a reading that the parameter directs.
    pub directs: Option<Origin>,
    pub way: Vec<EdgeId>,
}

/// A place on a way to the end: by which edge it leads on, and to which arrival.
#[derive(Clone, Copy)]
struct Arrival {
    node: NodeId,
    edge: EdgeId,
    next: u32,
    distance: u16,
    confidence: Confidence,
    /// The way has entered a callee and may not leave it.
    below: bool,
    /// What comes here later than this operation goes another way.
    bound: ValueId,
}

const LAST: u32 = u32::MAX;

/// What one search found.
#[derive(Default)]
pub(super) struct Walk {
    arrivals: Vec<Arrival>,
    /// Arrivals at sources, at parameters that the outside fills.
    sources: Vec<u32>,
    inputs: Vec<u32>,
    /// Arrivals at names that direct a reading, and the reading.
    directed: Vec<(u32, Origin)>,
    names: Vec<(NameId, Confidence)>,
    exhausted: bool,
}

impl Walk {
    fn get(&self, at: u32) -> Arrival {
        self.arrivals[at as usize]
    }

    fn push(&mut self, arrival: Arrival) -> u32 {
        let at = self.arrivals.len() as u32;
        self.arrivals.push(arrival);
        at
    }

    /// From an arrival to the end.
    fn way(&self, mut at: u32) -> Vec<EdgeId> {
        let mut way = Vec::new();
        while self.get(at).next != LAST {
            way.push(self.get(at).edge);
            at = self.get(at).next;
        }
        way
    }
}

/// The best way so far from a source over a reading that it directs: how sure and how long, the arrival at the name of
/// the reading, and which of its directors it is.
type Directed = (Confidence, u16, u32, Rc<Vec<Director>>, usize);

/// The surest way of remote data to the name of a reading.
struct Director {
    source: Origin,
    confidence: Confidence,
    distance: u16,
    way: Vec<EdgeId>,
}

pub(super) struct Search<'a> {
    pub(super) graph: &'a Graph,
    inputs: &'a [(FnId, u16)],
    /// The kinds of data that matter at a sink.
    pub(super) wanted: &'a dyn Fn(SinkKind) -> SourceSet,
    pub(super) backward: Backward,
    /// By index of [`Graph::throughs`].
    pub inner: Vec<Option<Inner>>,
    solving: FxHashSet<NodeId>,
    directors: FxHashMap<(NodeId, bool), Rc<Vec<Director>>>,
    /// By node and phase: the last search that came there, and its latest bound.
    stamps: Vec<[(u32, ValueId); 2]>,
    now: u32,
    /// Edges that one search looks at.
    pub limit: usize,
    pub(super) reach: Reach,
    /// All that somebody elsewhere controls.
    remote: Left,
    /// How far places are from the origins that are looked for, by these.
    pub(super) ahead: FxHashMap<Left, Rc<Distances>>,
    /// Edges that a search for what is near looks at.
    pub(super) near: usize,
    /// What is left of [`TOTAL_WORK`] and of [`WAYS`].
    work: usize,
    ways: usize,
}

impl<'a> Search<'a> {
    pub(super) fn new(graph: &'a Graph, inputs: &'a [(FnId, u16)], wanted: &'a dyn Fn(SinkKind) -> SourceSet) -> Self {
        let fair = ALL_WORK / graph.ends.len().max(1);
        let backward = Backward::of(graph, inputs, wanted);
        let reach = Reach::of(graph, &backward, inputs);
        Self {
            graph,
            inputs,
            wanted,
            remote: reach.all(REMOTE, false, false),
            reach,
            backward,
            ahead: FxHashMap::default(),
            inner: vec![None; graph.throughs.len()],
            solving: FxHashSet::default(),
            directors: FxHashMap::default(),
            stamps: vec![[(0, 0); 2]; graph.nodes.len()],
            now: 0,
            near: LEAST_WORK,
            limit: if fair >= graph.edges.len() { fair.max(LEAST_WORK) } else { LEAST_WORK },
            work: TOTAL_WORK,
            ways: WAYS,
        }
    }

    /// Follows every end back.
    pub(super) fn meet(&mut self, program: &Program) -> Meeting {
        let mut ends: Vec<(End, u32)> = self.graph.ends.iter().enumerate().map(|(at, &end)| (end, at as u32)).collect();
        ends.sort_unstable();
        let mut meeting = Meeting::default();
        let (mut again, mut met) = (Vec::new(), Vec::new());
        for (end, at) in ends {
            let aim = self.aim(end);
            let walk = self.walk_to(at, aim, Order::Surest);
            match end {
                End::Endpoint { site } => {
                    meeting.exhausted += usize::from(walk.exhausted);
                    let mut names = walk.names;
                    names.sort_unstable();
                    names.dedup_by_key(|(name, _)| *name);
                    if !names.is_empty() {
                        meeting.destinations.insert(site, names);
                    }
                }
                End::Sink { kind, .. } => {
                    if kind.is_execution() {
                        for &at in &walk.inputs {
                            let Some(way) = self.kept(&walk, at) else { break };
                            let info = self.info(&way);
                            meeting.inputs.push(Flow { source: None, read: None, end, info, way, callers: Vec::new() });
                        }
                    }
                    let known = meeting.flows.len();
                    self.flows(&walk, end, &mut meeting.flows);
                    let found = known..meeting.flows.len();
                    if !found.is_empty() {
                        met.push((end, at));
                    }
                    if walk.exhausted {
                        again.push((end, at, Order::Nearest, found));
                    } else if meeting.flows[found.clone()].iter().any(|flow| flow.info.distance > FAR) {
                        again.push((end, at, Order::Shortest, found));
                    }
                    meeting.exhausted += usize::from(self.ways == 0 && !walk.exhausted);
                }
            }
        }
        self.meet_again(again, &mut meeting);
        let given = self.meet_leading(program, &met, &mut meeting);
        self.meet_callers(&met, &given, &mut meeting);
        meeting
    }

    /// Sure ways through half of the tree used up the searches of these ends, or are all that was found: what is near is
    /// looked for by itself, as far as it was not found. With each end, the flows that were found.
    fn meet_again(&mut self, ends: Vec<(End, u32, Order, Range<usize>)>, meeting: &mut Meeting) {
        self.near = (ALL_NEAR_WORK / ends.len().max(1)).clamp(LEAST_WORK, NEAR_WORK);
        for (end, at, order, found) in ends {
            if self.is_spent() {
                meeting.exhausted += usize::from(order == Order::Nearest);
                continue;
            }
            let aim = self.aim_again(end, order, &meeting.flows[found]);
            let walk = self.walk_to(at, aim, order);
            meeting.exhausted += usize::from(order == Order::Nearest && walk.exhausted);
            self.flows(&walk, end, &mut meeting.flows);
        }
        self.limit = self.limit.max(self.near);
    }

    fn walk_to(&mut self, end: u32, aim: Aim, order: Order) -> Walk {
        let nodes = self.graph.at(Place::End(end));
        self.walk(&nodes, false, aim, order)
    }

    /// The edges that lead to a node.
    pub(super) fn leading_edges(&self, node: NodeId) -> &[Back] {
        self.backward.leading_to(node)
    }

    /// The sources that a search came to, and the readings that remote data may direct.
    pub(super) fn origins(&self, walk: &Walk) -> Vec<Origin> {
        let sources = walk.sources.iter().filter_map(|&at| match self.graph.get(walk.get(at).node).place {
            Place::Source(function, op, kind) => Some((kind, Site { function, op })),
            _ => None,
        });
        sources.chain(walk.directed.iter().map(|&(_, read)| read)).collect()
    }

    /// The flows that a search found: the surest and shortest of each source.
    fn flows(&mut self, walk: &Walk, end: End, flows: &mut Vec<Flow>) {
        for &at in &walk.sources {
            let arrival = walk.get(at);
            let Place::Source(function, op, kind) = self.graph.get(arrival.node).place else { continue };
            let source = Some((kind, Site { function, op }));
            let Some(way) = self.kept(walk, at) else { return };
            let info = self.info(&way);
            flows.push(Flow { source, read: None, end, info, way, callers: Vec::new() });
        }
        let mut best: BTreeMap<(Origin, Origin), Directed> = BTreeMap::new();
        let mut asked: FxHashMap<Origin, usize> = FxHashMap::default();
        for &(at, read) in &walk.directed {
            let arrival = walk.get(at);
            let names = asked.entry(read).or_default();
            if *names == DIRECTED_NAMES {
                continue;
            }
            *names += 1;
            let directors = self.directors(arrival.node, arrival.below);
            for (number, director) in directors.iter().enumerate() {
                let confidence = director.confidence.max(arrival.confidence);
                let distance = director.distance.saturating_add(arrival.distance);
                let known = best.get(&(director.source, read));
                if known.is_none_or(|known| (confidence, distance) < (known.0, known.1)) {
                    best.insert((director.source, read), (confidence, distance, at, Rc::clone(&directors), number));
                }
            }
        }
        for ((source, read), (_, _, at, directors, number)) in best {
            let Some(rest) = self.kept(walk, at) else { return };
            let way: Vec<EdgeId> = directors[number].way.iter().copied().chain(rest).collect();
            self.ways = self.ways.saturating_sub(directors[number].way.len());
            let info = self.info(&way);
            flows.push(Flow { source: Some(source), read: Some(read), end, info, way, callers: Vec::new() });
        }
    }

    /// What is known of a way.
    fn info(&self, way: &[EdgeId]) -> Info {
        way.iter().fold(Info::START, |info, &id| {
            let edge = &self.graph.edges[id as usize];
            let inner = match edge.step.hop {
                Hop::Through(index) | Hop::Reading(index) => self.inner[index as usize].as_ref().map(|inner| inner.info),
                _ => None,
            };
            info.and(edge.info()).and(inner.unwrap_or(Info::START))
        })
    }

    /// Dijkstra over the ways to some nodes, until nothing is left to look for. `below`: the first is in a callee already.
    pub(super) fn walk(&mut self, start: &[NodeId], below: bool, mut aim: Aim, order: Order) -> Walk {
        self.now += 1;
        let mut walk = Walk::default();
        let mut queue = Queue::new(order);
        let limit = match order {
            _ if aim.once == Once::Kind => DIRECTOR_WORK,
            Order::Surest => self.limit,
            Order::Nearest | Order::Shortest => self.near,
        };
        for &node in start {
            let bound = ValueId::MAX;
            let arrival = Arrival { node, below, bound, confidence: Confidence::Traced, distance: 0, edge: 0, next: LAST };
            queue.push(Confidence::Traced, 0, walk.push(arrival));
        }
        let mut work = 0;
        let readings = aim.left.as_ref().is_none_or(Left::readings);
        while let Some(at) = queue.pop() {
            let arrival = walk.get(at);
            let Some(since) = self.settle(arrival) else { continue };
            if work > limit.min(self.work) {
                walk.exhausted = true;
                break;
            }
            let marks = self.backward.marks(arrival.node);
            if marks & BEGINS != 0 {
                let node = self.graph.get(arrival.node);
                match node.place {
                    Place::Source(_, _, kind) => {
                        if since.is_none() {
                            walk.sources.push(at);
                        }
                        if let Some(left) = &mut aim.left {
                            match aim.once {
                                Once::Never => {}
                                Once::Origin => self.reach.met(left, arrival.node),
                                Once::Kind => self.reach.met_kind(left, kind),
                            }
                            if left.is_empty() {
                                break;
                            }
                        }
                    }
                    Place::Name(name) => walk.names.push((name, arrival.confidence)),
                    Place::Param(function, param)
                        if node.path == Path::EMPTY
                            && node.what == What::Data
                            && self.inputs.binary_search(&(function, param)).is_ok() =>
                    {
                        walk.inputs.push(at);
                    }
                    _ => {}
                }
            }
            let (many, ordered) = (marks & MANY != 0, marks & ORDERED != 0);
            let edges = self.backward.leading_to(arrival.node).len();
            work += 1 + edges;
            for position in 0..edges {
                let back = self.backward.leading_to(arrival.node)[position];
                let of_use = |wanted: SourceSet| {
                    let wanted = if back.kind == Kind::Directs { REMOTE } else { wanted };
                    wanted.0 & back.kinds.0 != 0
                };
                if !aim.wanted.map_or(back.names, of_use) || back.kind == Kind::Directs && !readings {
                    continue;
                }
                let mut below = arrival.below;
                match back.kind {
                    // What came in by too many places to be told apart counts as the function's own.
                    Kind::Handed if below && !many => continue,
                    Kind::Handed => below = false,
                    Kind::Returned => below = true,
                    Kind::Beside => continue,
                    Kind::Local | Kind::Through | Kind::Directs => {}
                }
                below &= !back.shared;
                // What came later goes another way; what came earlier was followed when the node was met before, unless the
                // bound goes on with it.
                let inherits = ordered && back.runs.is_none() && !back.apart;
                let followed = !inherits && since.is_some_and(|bound| back.time <= bound);
                if back.time > arrival.bound || followed || below && !back.own {
                    continue;
                }
                let directing = matches!(back.kind, Kind::Through | Kind::Directs);
                let bound = match back.runs {
                    Some(op) => op,
                    None if inherits => arrival.bound,
                    None => ValueId::MAX,
                };
                let settled = || self.known(back.from, below).is_some_and(|known| known >= bound);
                if !directing && settled() {
                    continue;
                }
                let Some(ahead) = self.ahead_of(&aim, &back, below) else { continue };
                let mut confidence = arrival.confidence.max(back.confidence);
                let mut distance = arrival.distance.saturating_add(u16::from(back.distance));
                let mut directs = None;
                if directing {
                    let step = &self.graph.edges[back.edge as usize].step;
                    match step.hop {
                        Hop::Through(index) | Hop::Reading(index) => {
                            let inner = self.through(index);
                            confidence = confidence.max(inner.0.confidence);
                            distance = distance.saturating_add(inner.0.distance);
                            directs = inner.1;
                        }
                        Hop::Directs(kind) => directs = Some((kind, step.site)),
                        _ => {}
                    }
                }
                let next = Arrival { node: back.from, below, bound, confidence, distance, edge: back.edge, next: at };
                match directs {
                    Some(reading) => {
                        if self.reach.leads(back.from, below, &self.remote) {
                            let next = walk.push(next);
                            walk.directed.push((next, reading));
                        }
                    }
                    None => queue.push(confidence, distance.saturating_add(ahead), walk.push(next)),
                }
            }
        }
        self.spend(work);
        walk
    }

    /// The budgets of all searches together are used up.
    pub(super) fn is_spent(&self) -> bool {
        self.work == 0 || self.ways == 0
    }

    fn spend(&mut self, work: usize) {
        self.work = self.work.saturating_sub(work);
    }

    /// From an arrival to the end. `None` when there is no more room for ways.
    fn kept(&mut self, walk: &Walk, at: u32) -> Option<Vec<EdgeId>> {
        if self.ways == 0 {
            return None;
        }
        let way = walk.way(at);
        self.ways = self.ways.saturating_sub(way.len());
        Some(way)
    }

    /// Marks an arrival. `None` when all that it can lead to is known, else the bound up to which it is.
    fn settle(&mut self, arrival: Arrival) -> Option<Option<ValueId>> {
        let since = self.known(arrival.node, arrival.below);
        if since.is_some_and(|bound| bound >= arrival.bound) {
            return None;
        }
        self.stamps[arrival.node as usize][usize::from(arrival.below)] = (self.now, arrival.bound);
        Some(since)
    }

    /// The bound up to which this search knows all that a node leads to.
    fn known(&self, node: NodeId, below: bool) -> Option<ValueId> {
        let stamp = self.stamps[node as usize];
        let known = |(search, bound): (u32, ValueId)| (search == self.now).then_some(bound);
        // Who may leave for callers may all that who may not.
        let free = known(stamp[0]);
        if below { free.max(known(stamp[1])) } else { free }
    }

    /// Data from the network or of the user that says what is read by the name at a node.
    fn directors(&mut self, node: NodeId, below: bool) -> Rc<Vec<Director>> {
        if let Some(known) = self.directors.get(&(node, below)) {
            return Rc::clone(known);
        }
        let aim = Aim { once: Once::Kind, ..self.aim_at(REMOTE, false, false) };
        let walk = self.walk(&[node], below, aim, Order::Surest);
        let mut found: Vec<Director> = Vec::new();
        for &at in &walk.sources {
            let arrival = walk.get(at);
            let Place::Source(function, op, kind) = self.graph.get(arrival.node).place else { continue };
            if is_remote(kind) && found.iter().all(|known| known.source.0 != kind) {
                let (confidence, distance) = (arrival.confidence, arrival.distance);
                found.push(Director { source: (kind, Site { function, op }), confidence, distance, way: walk.way(at) });
            }
        }
        let found = Rc::new(found);
        self.directors.insert((node, below), Rc::clone(&found));
        found
    }

    /// What is known of the best way through a callee.
    fn through(&mut self, index: u32) -> (Info, Option<Origin>) {
        let (_, exit) = self.graph.throughs[index as usize];
        if self.inner[index as usize].is_none() && self.solving.len() < DEPTH && self.solving.insert(exit) {
            self.solve(exit);
            self.solving.remove(&exit);
        }
        match &self.inner[index as usize] {
            Some(inner) => (inner.info, inner.directs),
            None => (Info::START, None),
        }
    }

    /// The best ways from all places in the parameters of a function to one that it returns or writes out.
    fn solve(&mut self, exit: NodeId) {
        let mut walk = Walk::default();
        let mut queue = Queue::new(Order::Surest);
        let mut seen: FxHashSet<NodeId> = FxHashSet::default();
        // By arrival: the reading that the way leads over.
        let mut readings: Vec<Option<Origin>> = vec![None];
        let bound = ValueId::MAX;
        let start = Arrival { node: exit, below: true, bound, confidence: Confidence::Traced, distance: 0, edge: 0, next: LAST };
        queue.push(Confidence::Traced, 0, walk.push(start));
        while let Some(at) = queue.pop() {
            let arrival = walk.get(at);
            if !seen.insert(arrival.node) {
                continue;
            }
            if seen.len() > INNER_LIMIT || self.work == 0 {
                break;
            }
            self.spend(1 + self.backward.leading_to(arrival.node).len());
            if let Place::Param(..) = self.graph.get(arrival.node).place {
                if let Some(index) = self.graph.known_through(arrival.node, exit)
                    && self.inner[index as usize].is_none()
                {
                    let way = walk.way(at);
                    let info = self.info(&way);
                    self.inner[index as usize] = Some(Inner { info, directs: readings[at as usize], way });
                }
                continue;
            }
            for position in 0..self.backward.leading_to(arrival.node).len() {
                let back = self.backward.leading_to(arrival.node)[position];
                if !back.formal || seen.contains(&back.from) || matches!(back.kind, Kind::Handed | Kind::Returned) {
                    continue;
                }
                let mut confidence = arrival.confidence.max(back.confidence);
                let mut distance = arrival.distance.saturating_add(u16::from(back.distance));
                let mut directs = readings[at as usize];
                match self.graph.edges[back.edge as usize].step.hop {
                    Hop::Through(index) => {
                        let inner = self.through(index);
                        confidence = confidence.max(inner.0.confidence);
                        distance = distance.saturating_add(inner.0.distance);
                        directs = directs.or(inner.1);
                    }
                    // It leads to the same data as a source, not to what a caller directs.
                    Hop::Reading(_) => continue,
                    Hop::Directs(kind) => {
                        directs = directs.or(Some((kind, self.graph.edges[back.edge as usize].step.site)));
                    }
                    _ => {}
                }
                let next = Arrival { node: back.from, below: true, bound, confidence, distance, edge: back.edge, next: at };
                readings.push(directs);
                queue.push(confidence, distance, walk.push(next));
            }
        }
    }
}
