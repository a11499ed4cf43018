//! The value-flow graph. A node is a place at which something lies: a part of a value, of a parameter, of a shared
//! variable; an edge brings it from one place to the next. Nodes are made when something arrives, so the graph
//! holds what flows and nothing else.
//!
//! Each node knows which places in its function's parameters it comes from, as a set of bits: the entry facts of the
//! IFDS framework (Reps, Horwitz and Sagiv, POPL 1995), all of a node propagated at once. [`OWN`] stands for what the
//! function has of its own.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::domain::{Confidence, Path, What};
use super::edge::{Edge, End, Hop, Step};
use super::live::Live;
use super::place::{Layout, Place, most};
use crate::ir::ValueId;
use crate::link::{FnId, Program};

/// Index into [`Graph::nodes`].
pub(super) type NodeId = u32;
/// Index into [`Graph::edges`].
pub type EdgeId = u32;
/// No edge, no node.
pub(super) const NONE: u32 = u32::MAX;

/// See [`Node::expanded`].
const ANEW: ValueId = ValueId::MAX - 1;

/// Bit of what does not come from the parameters.
pub(super) const OWN: u64 = 1 << 63;
/// Places in the parameters of one function that are told apart; what arrives at more counts as the function's own.
const FORMALS: usize = 63;
/// So many edges are looked at for one step.
const SEEN_AT_ONCE: usize = 16;
const LEAST_FUEL: u64 = 5_000_000;
const FUEL_PER_OPERATION: u64 = 8;
/// Most functions at one place: agents have tables of some hundred commands.
const FUNCTIONS: usize = 256;
/// Most places at which one function is followed, those that it came to first; where it is mentioned does not count. What lies
/// at more of them went into something that everything is kept in (the elements of every tuple, the options of every command): there it is
/// one of many, and says nothing about what is called. Real tables and callbacks come to some dozens.
const FUNCTION_PLACES: u32 = 1024;
/// Most calls and shared places that a function is followed through: further on, every value would hold every callback.
const FUNCTION_HOPS: u8 = 12;

#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub place: Place,
    pub path: Path,
    pub what: What,
    /// The places in parameters that this comes from.
    pub mask: u64,
    /// The same for names of destinations that lie here.
    pub names: u64,
    /// Bits that callers were told of.
    pub told: u64,
    /// The first operation that can see this.
    pub time: ValueId,
    /// Operations from here on have seen it; the greatest there is: none has, [`ANEW`]: all have to look again.
    pub expanded: ValueId,
    edges: EdgeId,
    /// The next node at the same place.
    next: NodeId,
    /// Of a place in a parameter: its bit.
    pub bit: u64,
    /// Index into [`Graph::functions`], or [`NONE`].
    functions: u32,
    /// Calls and shared places that a function came through.
    hops: u8,
    /// The functions here are followed no further; another one that comes is.
    halted: bool,
    queued: bool,
}

impl Node {
    /// Where all that lies here comes from.
    pub(super) fn all(&self) -> u64 {
        self.mask | self.names
    }
}

/// A function as a value; bound: a method with its receiver.
pub(super) type FunctionValue = (FnId, bool);

/// A function at a place; the flag: it does not come from a caller.
type Known = (FunctionValue, bool);

/// The functions at one node, in the order in which they arrived.
#[derive(Default)]
struct Functions {
    known: SmallVec<[Known; 2]>,
    /// So many of them went over all the edges that there were then.
    carried: usize,
}

pub(super) struct Graph {
    pub layout: Layout,
    pub live: Live,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    pub ends: Vec<End>,
    end_ids: FxHashMap<End, u32>,
    /// Ways through callees: a place in a parameter, and what the callee returns or writes out.
    pub throughs: Vec<(NodeId, NodeId)>,
    through_ids: FxHashMap<(NodeId, NodeId), u32>,
    /// The first node at each place, by number.
    heads: Vec<NodeId>,
    /// The same for places that are few.
    rare: FxHashMap<Place, NodeId>,
    /// By function: nodes of places in its parameters; the position is the bit.
    pub formals: FxHashMap<FnId, Vec<NodeId>>,
    functions: Vec<Functions>,
    /// By function: at how many places it lies.
    function_places: FxHashMap<FnId, u32>,
    /// The node that is connected was before: some of its edges may be there already.
    pub again: bool,
    queue: VecDeque<NodeId>,
    /// Steps that are left; counted, so equal programs end alike.
    fuel: u64,
    /// They were used up once.
    starved: bool,
    pub widened: usize,
}

impl Graph {
    pub(super) fn new(program: &Program) -> Self {
        let layout = Layout::of(program);
        let heads = vec![NONE; layout.len()];
        Self {
            layout,
            live: Live::default(),
            heads,
            nodes: Vec::new(),
            edges: Vec::new(),
            ends: Vec::new(),
            end_ids: FxHashMap::default(),
            throughs: Vec::new(),
            through_ids: FxHashMap::default(),
            rare: FxHashMap::default(),
            formals: FxHashMap::default(),
            functions: Vec::new(),
            function_places: FxHashMap::default(),
            again: false,
            queue: VecDeque::new(),
            fuel: Self::fuel(program),
            starved: false,
            widened: 0,
        }
    }

    /// Steps that may be taken: many times what real code needs.
    pub(super) fn fuel(program: &Program) -> u64 {
        let operations = program.files.iter().flat_map(|file| &file.facts.functions).map(|function| function.ops.len() as u64);
        LEAST_FUEL + FUEL_PER_OPERATION * operations.sum::<u64>()
    }

    pub(super) fn spend(&mut self, steps: usize) {
        self.fuel = self.fuel.saturating_sub(steps as u64);
    }

    /// The part of the steps that function values may take: one in so many.
    pub(super) const FUNCTIONS_SHARE: u64 = 3;
    /// The same for what the outside gives.
    pub(super) const INPUTS_SHARE: u64 = 16;

    /// Leaves only one in so many of the steps that are left; the rest is given back by [`Graph::refuel`].
    pub(super) fn ration(&mut self, share: u64) -> u64 {
        let rest = self.fuel - self.fuel / share;
        self.fuel -= rest;
        rest
    }

    pub(super) fn refuel(&mut self, rest: u64) {
        self.starved |= self.is_spent();
        self.fuel += rest;
    }

    /// Steps that were taken.
    pub(super) fn steps(&self, program: &Program) -> u64 {
        Self::fuel(program) - self.fuel
    }

    /// Some steps were not to be had.
    pub(super) fn is_starved(&self) -> bool {
        self.starved || self.is_spent()
    }

    /// Nothing spreads any further: the steps are used up.
    pub(super) fn is_spent(&self) -> bool {
        self.fuel == 0
    }

    /// What lies at a place may come to an end; all else is not followed.
    pub(super) fn leads(&self, place: Place, what: What) -> bool {
        self.live.leads(&self.layout, place, what)
    }

    fn head(&self, place: Place) -> NodeId {
        match self.layout.number(place) {
            Some(number) => self.heads[number],
            None => self.rare.get(&place).copied().unwrap_or(NONE),
        }
    }

    pub(super) fn end(&mut self, end: End) -> Place {
        let next = self.ends.len() as u32;
        let id = *self.end_ids.entry(end).or_insert(next);
        if id == next {
            self.ends.push(end);
        }
        Place::End(id)
    }

    pub(super) fn through(&mut self, formal: NodeId, exit: NodeId) -> u32 {
        let next = self.throughs.len() as u32;
        let id = *self.through_ids.entry((formal, exit)).or_insert(next);
        if id == next {
            self.throughs.push((formal, exit));
        }
        id
    }

    /// A function's own data names what a source reads.
    pub(super) fn directs(&mut self, name: NodeId, source: NodeId, step: Step) {
        let id = self.edges.len() as EdgeId;
        if !self.out(name).any(|edge| edge.to == source) {
            let start = &mut self.nodes[name as usize];
            self.edges.push(Edge { from: name, to: source, next: std::mem::replace(&mut start.edges, id), step });
        }
    }

    pub(super) fn known_through(&self, formal: NodeId, exit: NodeId) -> Option<u32> {
        self.through_ids.get(&(formal, exit)).copied()
    }

    /// The edges that start at a node.
    pub(super) fn out(&self, id: NodeId) -> impl Iterator<Item = &Edge> {
        let mut next = self.nodes[id as usize].edges;
        std::iter::from_fn(move || {
            let edge = self.edges.get(next as usize)?;
            next = edge.next;
            Some(edge)
        })
    }

    pub(super) fn get(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// The nodes at a place.
    pub(super) fn at(&self, place: Place) -> SmallVec<[NodeId; 8]> {
        let mut found = SmallVec::new();
        let mut id = self.head(place);
        while id != NONE {
            found.push(id);
            id = self.nodes[id as usize].next;
        }
        found
    }

    /// The node for what lies at a place. The flag: the place had too many parts, and this is all of it.
    pub(super) fn node(&mut self, place: Place, path: Path, what: What) -> Option<(NodeId, bool)> {
        let head = self.head(place);
        let (mut id, mut parts, mut whole) = (head, 0, false);
        while id != NONE {
            let node = &self.nodes[id as usize];
            if node.what == what {
                if node.path == path {
                    return Some((id, false));
                }
                parts += 1;
                whole |= node.path.is_empty();
            }
            id = node.next;
        }
        if parts >= most(place, path, what, whole) && !path.is_empty() {
            self.widened += 1;
            return if what == What::Function { None } else { self.node(place, Path::EMPTY, what).map(|(id, _)| (id, true)) };
        }
        let id = self.nodes.len() as NodeId;
        let bit = match place {
            Place::Param(function, _) => {
                let formals = self.formals.entry(function).or_default();
                if formals.len() < FORMALS {
                    formals.push(id);
                    1 << (formals.len() - 1)
                } else {
                    OWN
                }
            }
            _ => OWN,
        };
        let time = if place.ordered_in().is_some() { ValueId::MAX } else { 0 };
        self.nodes.push(Node {
            place,
            path,
            what,
            mask: 0,
            names: 0,
            told: 0,
            time,
            expanded: ValueId::MAX,
            edges: NONE,
            next: head,
            bit,
            functions: NONE,
            hops: u8::MAX,
            halted: false,
            queued: false,
        });
        match self.layout.number(place) {
            Some(number) => self.heads[number] = id,
            None => {
                self.rare.insert(place, id);
            }
        }
        Some((id, false))
    }

    /// Something begins at a place.
    pub(super) fn begin(&mut self, place: Place, path: Path, what: What) -> Option<NodeId> {
        let (id, _) = self.node(place, path, what)?;
        let node = &mut self.nodes[id as usize];
        node.mask |= node.bit;
        self.wake(id);
        Some(id)
    }

    /// The name of a destination begins at a place.
    pub(super) fn begin_name(&mut self, place: Place) -> Option<NodeId> {
        let (id, _) = self.node(place, Path::EMPTY, What::Data)?;
        let node = &mut self.nodes[id as usize];
        node.names |= node.bit;
        self.wake(id);
        Some(id)
    }

    /// A function lies at a place from an operation on.
    pub(super) fn begin_function(&mut self, place: Place, path: Path, after: ValueId, function: FunctionValue) {
        if self.leads(place, What::Function)
            && let Some((id, _)) = self.node(place, path, What::Function)
        {
            let node = &mut self.nodes[id as usize];
            node.time = node.time.min(after);
            node.mask |= OWN;
            node.hops = 0;
            // However often it is mentioned, it goes on from each of these places.
            let places = self.function_places.get(&function.0).copied();
            self.add_functions(id, &[(function, true)]);
            self.function_places.insert(function.0, places.unwrap_or(0).min(FUNCTION_PLACES - 1));
            self.wake(id);
        }
    }

    /// Something at `from` also comes to a place.
    pub(super) fn connect(&mut self, from: NodeId, place: Place, path: Path, what: What, mut step: Step) -> Option<NodeId> {
        self.spend(1);
        if self.is_spent() || !self.leads(place, what) || what == What::Function && self.live.in_slot(path) {
            return None;
        }
        // What shared places hold was read in some function: there the reading tells what it is directed by.
        if what == What::Directed && (place.is_shared() || place.is_apart(self.get(from).place)) {
            return None;
        }
        // What goes in and out of calls is remembered there, so it is not asked for again.
        let by_call = matches!(step.hop, Hop::Handed(_) | Hop::Returned(_) | Hop::Through(_));
        if what == What::Function && !by_call && !self.is_followed(from) {
            self.widened += 1;
            self.nodes[from as usize].halted = true;
            return None;
        }
        let hops = match what {
            What::Function => self.get(from).hops + u8::from(place.is_shared() || step.distance > 0),
            What::Data | What::Directed => 0,
        };
        if hops > FUNCTION_HOPS {
            return None;
        }
        let (to, widened) = self.node(place, path, what)?;
        let known = &mut self.nodes[to as usize].hops;
        *known = hops.min(*known);
        if widened {
            step = step.sure(Confidence::Ambiguous);
        }
        if from == to {
            return Some(to);
        }
        if self.again {
            let mut looked = 0;
            let same = |edge: &Edge| edge.to == to && edge.step.hop == step.hop && edge.step.site == step.site;
            let known = self.out(from).inspect(|_| looked += 1).any(same);
            self.spend(looked / SEEN_AT_ONCE);
            if known {
                return Some(to);
            }
        }
        let id = self.edges.len() as EdgeId;
        let start = &mut self.nodes[from as usize];
        self.edges.push(Edge { from, to, next: std::mem::replace(&mut start.edges, id), step });
        self.carry(id, 0);
        Some(to)
    }

    pub(super) fn wake(&mut self, id: NodeId) {
        let node = &mut self.nodes[id as usize];
        if !std::mem::replace(&mut node.queued, true) {
            self.queue.push_back(id);
        }
    }

    pub(super) fn next(&mut self) -> Option<NodeId> {
        if self.is_spent() {
            return None;
        }
        let id = self.queue.pop_front()?;
        self.nodes[id as usize].queued = false;
        Some(id)
    }

    /// Brings on over all edges what is known at their start.
    pub(super) fn carry_all(&mut self, id: NodeId) {
        let Node { mask, names, time, functions, mut edges, .. } = self.nodes[id as usize];
        let (mut carried, mut new) = (0, false);
        if let Some(functions) = self.functions.get_mut(functions as usize) {
            carried = std::mem::replace(&mut functions.carried, functions.known.len());
            new = carried < functions.known.len();
        }
        while edges != NONE && !self.is_spent() {
            self.spend(1);
            let edge = &self.edges[edges as usize];
            let to = &self.nodes[edge.to as usize];
            // Most of what is brought again is known.
            let known = mask & !to.mask == 0 && names & !to.names == 0 && time >= to.time;
            let next = edge.next;
            if !known || new {
                self.carry(edges, carried);
            }
            edges = next;
        }
    }

    /// Brings on over an edge what is known at its start; of the functions, those after the first `carried`.
    fn carry(&mut self, id: EdgeId, carried: usize) {
        let edge = self.edges[id as usize];
        let (from, to) = (self.nodes[edge.from as usize], &mut self.nodes[edge.to as usize]);
        let mut changed = false;
        let brings = |bits: u64| match edge.step.hop {
            _ if bits == 0 => 0,
            Hop::Handed(_) => to.bit,
            Hop::Reading(_) | Hop::Directs(_) if to.what == What::Data => 0,
            // A reading that the function's own data directs is a source of its own.
            _ if to.what == What::Directed => bits & !OWN,
            Hop::Returned(_) => bits & OWN,
            _ if from.place.is_shared() || to.place.is_shared() || from.place.is_apart(to.place) => OWN,
            _ => bits,
        };
        let mask = if edge.step.carries.data() { brings(from.mask) } else { 0 };
        let names = if edge.step.carries.names() { brings(from.names) } else { 0 };
        if to.mask | mask != to.mask || to.names | names != to.names {
            to.mask |= mask;
            to.names |= names;
            changed = true;
        }
        if let Some(function) = to.place.ordered_in() {
            let before = if from.place.ordered_in() == Some(function) { from.time } else { 0 };
            let time = before.max(edge.step.after);
            if time < to.time {
                to.time = time;
                changed = true;
            }
        }
        if let Some(functions) = self.functions.get(from.functions as usize)
            && carried < functions.known.len()
        {
            let shared = to.place.is_shared() || from.place.is_apart(to.place);
            let mut given: SmallVec<[Known; FUNCTIONS]> = functions.known[carried..].into();
            match edge.step.hop {
                Hop::Handed(_) => given.iter_mut().for_each(|(_, own)| *own = false),
                Hop::Returned(_) => given.retain(|(_, own)| *own),
                _ => given.iter_mut().for_each(|(_, own)| *own |= shared),
            }
            self.spend(given.len());
            changed |= self.add_functions(edge.to, &given);
        }
        if changed {
            self.wake(edge.to);
        }
    }

    /// The functions that lie at a node, sorted.
    pub(super) fn functions(&self, id: NodeId) -> SmallVec<[FunctionValue; 2]> {
        let known = self.functions.get(self.nodes[id as usize].functions as usize).map_or(&[][..], |functions| &functions.known);
        let mut functions: SmallVec<[FunctionValue; 2]> = known.iter().map(|&(function, _)| function).collect();
        functions.sort_unstable();
        functions.dedup();
        functions
    }

    /// Some function here does not lie at too many places yet.
    fn is_followed(&self, id: NodeId) -> bool {
        let functions = self.functions.get(self.nodes[id as usize].functions as usize);
        let few =
            |&((function, _), _): &Known| self.function_places.get(&function).is_none_or(|&places| places < FUNCTION_PLACES);
        functions.is_some_and(|functions| functions.known.iter().any(few))
    }

    fn add_functions(&mut self, id: NodeId, functions: &[Known]) -> bool {
        if functions.is_empty() {
            return false;
        }
        let at = &mut self.nodes[id as usize].functions;
        if *at == NONE {
            *at = self.functions.len() as u32;
            self.functions.push(Functions::default());
        }
        let known = &mut self.functions[*at as usize].known;
        let before = known.len();
        for function in functions {
            if known.contains(function) {
                continue;
            }
            let places = self.function_places.entry(function.0.0).or_default();
            let here = known.iter().any(|(known, _)| *known == function.0);
            if known.len() >= FUNCTIONS || *places >= FUNCTION_PLACES && !here {
                self.widened += 1;
            } else {
                *places += u32::from(!here);
                known.push(*function);
            }
        }
        let grown = known.len() > before;
        let node = &mut self.nodes[id as usize];
        if grown && std::mem::take(&mut node.halted) {
            // It did not go to those who read from here when it could.
            node.expanded = ANEW;
        }
        grown
    }
}
