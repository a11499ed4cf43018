//! Which sources come to a place by ways that respect calls: what a search backwards need not look for, and when it has
//! found all that there is.
//!
//! For each place that leads to an end, two sets: what comes there if the way may still leave the function for its
//! callers, and what comes there if it may not (the two phases of [`super::search`]). They are the solution of a data-flow
//! problem over the whole graph, solved once for all searches. The order of operations is not looked at, so the sets
//! hold a little more than the searches find, never less.

use rustc_hash::FxHashMap;

use super::back::{Back, Backward, Kind, MANY, REMOTE};
use super::graph::{Graph, NONE, NodeId};
use super::place::Place;
use crate::link::FnId;
use crate::models::{SourceKind, SourceSet};

/// Most words of one set: with more sources than bits, some share one.
const WORDS: usize = 8;
/// Bits of sources that share: the last word of a full set.
const SHARED_BITS: usize = 64;
/// A reading that somebody's data directs.
const READING: usize = 0;
/// A parameter that the outside fills.
const INPUT: usize = 1;
/// The first bit of a source.
const FIRST: usize = 2;

/// A set of origins that a search still looks for.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Left(Box<[u64]>);

impl Left {
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }

    fn has(&self, bit: usize) -> bool {
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn set(&mut self, bit: usize) {
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    fn clear(&mut self, bit: usize) {
        self.0[bit / 64] &= !(1 << (bit % 64));
    }

    /// Readings that somebody's data directs are looked for.
    pub(super) fn readings(&self) -> bool {
        self.has(READING)
    }
}

pub(super) struct Reach {
    /// By node: where its sets are, or [`NONE`].
    rows: Vec<u32>,
    /// Words of one set.
    words: usize,
    /// By row: what comes there on any way, then what comes there on a way that stays below.
    sets: Vec<u64>,
    /// By source: its bit.
    bits: FxHashMap<NodeId, u32>,
    /// By bit: its kind of data, as the searches speak of it; whether it is that of one source alone.
    known: Vec<(SourceSet, bool)>,
    /// What begins where: row, bit, and whether a way that stays below may end with it.
    starts: Vec<(u32, u32, bool)>,
    /// The edges between rows, those that begin at one row behind those of the one before.
    carries: Vec<Carry>,
    first: Vec<u32>,
}

/// By row and phase: how far the nearest of some origins is at least.
pub(super) struct Distances(Vec<[u8; 2]>);

/// None of them comes there.
const NEVER: u8 = u8::MAX;

/// An edge between rows, by where it begins.
#[derive(Clone, Copy, Default)]
struct Carry {
    to: u32,
    /// Which set goes into which: [`FREE`] and so on.
    ways: u8,
    distance: u8,
}

/// From the set of all ways into the same; from there into that of ways that stay below; from that into the set of all ways;
/// from that of ways that stay below into the same.
const FREE: u8 = 1;
const FREE_BELOW: u8 = 2;
const BELOW_FREE: u8 = 4;
const BELOW: u8 = 8;

impl Reach {
    /// `inputs`: parameters that the outside fills.
    pub(super) fn of(graph: &Graph, backward: &Backward, inputs: &[(FnId, u16)]) -> Self {
        let (rows, order) = leading(graph, backward);
        let mut sources: Vec<(FnId, u32, SourceKind, NodeId)> = Vec::new();
        for &node in &order {
            if let Place::Source(function, op, kind) = graph.get(node).place {
                sources.push((function, op, kind, node));
            }
        }
        sources.sort_unstable();
        let words = (sources.len() + FIRST).div_ceil(64).min(WORDS);
        let room = words * 64;
        let alone = if sources.len() + FIRST <= room { room } else { room - SHARED_BITS };
        let mut known = vec![(SourceSet::EMPTY, false); FIRST];
        known.resize(room, (SourceSet::EMPTY, true));
        let mut bits = FxHashMap::default();
        for (at, &(_, _, kind, node)) in (FIRST..).zip(&sources) {
            let bit = if at < alone { at } else { alone + (at - alone) % SHARED_BITS };
            bits.insert(node, bit as u32);
            known[bit].0 = known[bit].0.union(backward.represented(SourceSet::of(kind)));
            known[bit].1 = at < alone;
        }
        let mut reach = Self {
            sets: vec![0; order.len() * 2 * words],
            rows,
            words,
            bits,
            known,
            starts: Vec::new(),
            carries: Vec::new(),
            first: Vec::new(),
        };
        reach.begin(graph, backward, &order, inputs);
        (reach.first, reach.carries) = reach.carries(backward, &order);
        reach.spread();
        reach
    }

    /// What begins at each place itself.
    fn begin(&mut self, graph: &Graph, backward: &Backward, order: &[NodeId], inputs: &[(FnId, u16)]) {
        for (row, &node) in (0..).zip(order) {
            match graph.get(node).place {
                Place::Source(..) => self.starts.extend(self.bits.get(&node).map(|&bit| (row, bit, true))),
                Place::Param(function, param) if inputs.binary_search(&(function, param)).is_ok() => {
                    self.starts.push((row, INPUT as u32, true));
                }
                _ => {}
            }
            let directs = |back: &&Back| back.kind == Kind::Directs && back.kinds.0 & REMOTE.0 != 0;
            for back in backward.leading_to(node).iter().filter(directs) {
                self.starts.push((row, READING as u32, back.own || back.shared));
            }
        }
        for &(row, bit, below) in &self.starts {
            let at = row as usize * 2 * self.words + bit as usize / 64;
            self.sets[at] |= 1 << (bit % 64);
            if below {
                self.sets[at + self.words] |= 1 << (bit % 64);
            }
        }
    }

    /// Brings what comes to each place on, until nothing new comes anywhere. Places near the ends have the first rows, so
    /// most goes from the last row to the first.
    fn spread(&mut self) {
        let (words, rows) = (self.words, self.first.len() - 1);
        let mut waiting: Vec<bool> =
            self.sets.chunks_exact((2 * words).max(1)).map(|sets| sets.iter().any(|&word| word != 0)).collect();
        let mut more = true;
        while more {
            more = false;
            for row in (0..rows).rev() {
                if !std::mem::replace(&mut waiting[row], false) {
                    continue;
                }
                let mut here = [0; 2 * WORDS];
                let here = &mut here[..2 * words];
                here.copy_from_slice(&self.sets[row * 2 * words..(row + 1) * 2 * words]);
                let (free, below) = here.split_at(words);
                for carry in &self.carries[self.first[row] as usize..self.first[row + 1] as usize] {
                    let to = carry.to as usize;
                    let (free_there, below_there) = self.sets[to * 2 * words..(to + 1) * 2 * words].split_at_mut(words);
                    let mut new = 0;
                    let mut pour = |way: u8, from: &[u64], there: &mut [u64]| {
                        if carry.ways & way != 0 {
                            for (from, there) in from.iter().zip(there) {
                                new |= from & !*there;
                                *there |= from;
                            }
                        }
                    };
                    pour(FREE, free, free_there);
                    pour(BELOW_FREE, below, free_there);
                    pour(FREE_BELOW, free, below_there);
                    pour(BELOW, below, below_there);
                    if new != 0 {
                        waiting[to] = true;
                        more |= to >= row;
                    }
                }
            }
        }
    }

    /// The edges between rows, by where they begin: what [`super::search::Search::walk`] does at each of them.
    fn carries(&self, backward: &Backward, order: &[NodeId]) -> (Vec<u32>, Vec<Carry>) {
        let mut first = vec![0_u32; order.len() + 1];
        let each = |with: &mut dyn FnMut(usize, Carry)| {
            for (row, &node) in (0..).zip(order) {
                let many = backward.marks(node) & MANY != 0;
                for back in backward.leading_to(node) {
                    let from = self.rows[back.from as usize];
                    if from == NONE || back.kinds.0 == 0 {
                        continue;
                    }
                    let stays = match () {
                        () if back.shared => FREE_BELOW,
                        () if back.own => BELOW,
                        () => 0,
                    };
                    let ways = match back.kind {
                        Kind::Local | Kind::Through => FREE | stays,
                        Kind::Handed => FREE | if many { FREE_BELOW } else { 0 },
                        Kind::Returned if back.shared => FREE | FREE_BELOW,
                        Kind::Returned if back.own => BELOW_FREE | BELOW,
                        Kind::Returned | Kind::Directs | Kind::Beside => continue,
                    };
                    with(from as usize, Carry { to: row, ways, distance: back.distance });
                }
            }
        };
        each(&mut |from, _| first[from + 1] += 1);
        for at in 1..first.len() {
            first[at] += first[at - 1];
        }
        let mut filled = first.clone();
        let mut carries = vec![Carry::default(); first.last().copied().unwrap_or(0) as usize];
        each(&mut |from, carry| {
            carries[filled[from] as usize] = carry;
            filled[from] += 1;
        });
        (first, carries)
    }

    /// All origins of some kinds; with readings that are directed, and with parameters that the outside fills.
    pub(super) fn all(&self, kinds: SourceSet, readings: bool, inputs: bool) -> Left {
        let mut left = Left(vec![0; self.words].into());
        for (bit, &(known, _)) in self.known.iter().enumerate() {
            if known.0 & kinds.0 != 0 {
                left.set(bit);
            }
        }
        if readings {
            left.set(READING);
        }
        if inputs {
            left.set(INPUT);
        }
        left
    }

    /// How far each place is from the nearest origin of a set, by the hops that cost the reader something.
    pub(super) fn distances(&self, origins: &Left) -> Distances {
        let mut known = vec![[NEVER; 2]; self.first.len() - 1];
        let mut waiting: Vec<Vec<(u32, bool)>> = vec![Vec::new(); usize::from(NEVER)];
        for &(row, _, below) in self.starts.iter().filter(|&&(_, bit, _)| origins.has(bit as usize)) {
            for phase in [false, true].into_iter().take(1 + usize::from(below)) {
                if std::mem::replace(&mut known[row as usize][usize::from(phase)], 0) == NEVER {
                    waiting[0].push((row, phase));
                }
            }
        }
        for distance in 0..NEVER {
            while let Some((row, below)) = waiting[usize::from(distance)].pop() {
                if known[row as usize][usize::from(below)] < distance {
                    continue;
                }
                for carry in &self.carries[self.first[row as usize] as usize..self.first[row as usize + 1] as usize] {
                    let there = distance.saturating_add(carry.distance).min(NEVER - 1);
                    let (free, stays) = if below { (BELOW_FREE, BELOW) } else { (FREE, FREE_BELOW) };
                    for (way, phase) in [(free, false), (stays, true)] {
                        let nearest = &mut known[carry.to as usize][usize::from(phase)];
                        if carry.ways & way != 0 && there < *nearest {
                            *nearest = there;
                            waiting[usize::from(there)].push((carry.to, phase));
                        }
                    }
                }
            }
        }
        Distances(known)
    }

    /// How far a node is from the nearest of the origins of which the distances are; none when none comes there.
    pub(super) fn distance(&self, node: NodeId, below: bool, distances: &Distances) -> Option<u16> {
        let distance = distances.0.get(self.rows[node as usize] as usize)?[usize::from(below)];
        (distance != NEVER).then_some(u16::from(distance))
    }

    /// Adds a source.
    pub(super) fn look_for(&self, left: &mut Left, source: NodeId) {
        if let Some(&bit) = self.bits.get(&source) {
            left.set(bit as usize);
        }
    }

    /// A source was met.
    pub(super) fn met(&self, left: &mut Left, source: NodeId) {
        if let Some(&bit) = self.bits.get(&source)
            && self.known[bit as usize].1
        {
            left.clear(bit as usize);
        }
    }

    /// Data of a kind was met.
    pub(super) fn met_kind(&self, left: &mut Left, kind: SourceKind) {
        for (bit, _) in self.known.iter().enumerate().filter(|(_, (known, _))| *known == SourceSet::of(kind)) {
            left.clear(bit);
        }
    }

    /// Something that is looked for may come to a node; `below`: on a way that may not leave for callers.
    pub(super) fn leads(&self, node: NodeId, below: bool, left: &Left) -> bool {
        let row = self.rows[node as usize];
        if row == NONE {
            return false;
        }
        let at = (row as usize * 2 + usize::from(below)) * self.words;
        self.sets[at..at + self.words].iter().zip(&left.0).any(|(here, left)| here & left != 0)
    }
}

/// The places that lead to an end: a row for each node, and the nodes by row, those near the ends first.
fn leading(graph: &Graph, backward: &Backward) -> (Vec<u32>, Vec<NodeId>) {
    let mut rows = vec![NONE; graph.nodes.len()];
    let mut order: Vec<NodeId> = Vec::new();
    let ends = (0..).zip(&graph.nodes).filter(|(_, node)| matches!(node.place, Place::End(_)));
    for (node, _) in ends {
        rows[node as usize] = order.len() as u32;
        order.push(node);
    }
    let mut next = 0;
    while let Some(&node) = order.get(next) {
        next += 1;
        for back in backward.leading_to(node) {
            let row = &mut rows[back.from as usize];
            if *row == NONE && back.kinds.0 != 0 && back.kind != Kind::Beside {
                *row = order.len() as u32;
                order.push(back.from);
            }
        }
    }
    (rows, order)
}
