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
pub(super) const WORDS: usize = 8;
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

/// The places that lead to an end, by row, and the edges between them.
pub(super) struct Leading {
    /// By node: its row, or [`NONE`].
    rows: Vec<u32>,
    /// By row: its node. Those near the ends come first.
    order: Vec<NodeId>,
    /// The edges, those that begin at one row behind those of the one before.
    carries: Vec<Carry>,
    first: Vec<u32>,
    /// By row and phase ([`state`]): its strongly connected component. What comes to one comes to all of it.
    components: Vec<u32>,
    /// The states, those of one component together; no edge leads to a component behind its own.
    states: Vec<u32>,
}

pub(super) struct Reach {
    pub leading: Leading,
    /// Words of one set.
    words: usize,
    /// By component of [`Leading`]: what comes there.
    sets: Vec<u64>,
    /// By source: its bit.
    bits: FxHashMap<NodeId, u32>,
    /// By bit: its kind of data, as the searches speak of it; whether it is that of one source alone.
    known: Vec<(SourceSet, bool)>,
    /// What begins where: row, bit, and whether a way that stays below may end with it.
    starts: Vec<(u32, u32, bool)>,
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
/// The same by where a way is and where it goes on: whether it stays below.
const WAYS: [[u8; 2]; 2] = [[FREE, FREE_BELOW], [BELOW_FREE, BELOW]];

/// A row and whether ways there stay below.
fn state(row: u32, below: bool) -> u32 {
    row * 2 + u32::from(below)
}

impl Reach {
    /// `inputs`: parameters that the outside fills.
    pub(super) fn of(graph: &Graph, backward: &Backward, inputs: &[(FnId, u16)]) -> Self {
        let leading = Leading::of(graph, backward);
        let mut sources: Vec<(FnId, u32, SourceKind, NodeId)> = Vec::new();
        for &node in &leading.order {
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
        let starts = starts(&leading, graph, backward, inputs, &bits);
        let sets = leading.reaching(words, &starts);
        Self { leading, words, sets, bits, known, starts }
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
        let mut known = vec![[NEVER; 2]; self.leading.order.len()];
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
                for carry in self.leading.carries_of(row) {
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
        let distance = distances.0.get(self.leading.rows[node as usize] as usize)?[usize::from(below)];
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
        let row = self.leading.rows[node as usize];
        if row == NONE {
            return false;
        }
        self.leading.set(&self.sets, self.words, row, below).iter().zip(&left.0).any(|(here, left)| here & left != 0)
    }
}

/// What begins at each place itself.
fn starts(
    leading: &Leading,
    graph: &Graph,
    backward: &Backward,
    inputs: &[(FnId, u16)],
    bits: &FxHashMap<NodeId, u32>,
) -> Vec<(u32, u32, bool)> {
    let mut starts = Vec::new();
    for (row, &node) in (0..).zip(&leading.order) {
        match graph.get(node).place {
            Place::Source(..) => starts.extend(bits.get(&node).map(|&bit| (row, bit, true))),
            Place::Param(function, param) if inputs.binary_search(&(function, param)).is_ok() => {
                starts.push((row, INPUT as u32, true));
            }
            _ => {}
        }
        let directs = |back: &&Back| back.kind == Kind::Directs && back.kinds.0 & REMOTE.0 != 0;
        for back in backward.leading_to(node).iter().filter(directs) {
            starts.push((row, READING as u32, back.own || back.shared));
        }
    }
    starts
}

impl Leading {
    fn of(graph: &Graph, backward: &Backward) -> Self {
        let (rows, order) = leading(graph, backward);
        let (first, carries) = carries(&rows, &order, backward);
        let mut leading = Self { rows, order, carries, first, components: Vec::new(), states: Vec::new() };
        (leading.components, leading.states) = leading.components();
        leading
    }

    fn carries_of(&self, row: u32) -> &[Carry] {
        &self.carries[self.first[row as usize] as usize..self.first[row as usize + 1] as usize]
    }

    /// The row of a node that leads to an end.
    pub(super) fn row(&self, node: NodeId) -> Option<u32> {
        Some(self.rows[node as usize]).filter(|&row| row != NONE)
    }

    /// Which bits come to each component, in so many words each. `starts`: row and bit, and whether a way that stays below may
    /// end with it.
    pub(super) fn reaching(&self, words: usize, starts: &[(u32, u32, bool)]) -> Vec<u64> {
        let count = self.states.last().map_or(0, |&last| self.components[last as usize] as usize + 1);
        let mut sets = vec![0_u64; count * words];
        for &(row, bit, below) in starts {
            for phase in [false, true].into_iter().take(1 + usize::from(below)) {
                let component = self.components[state(row, phase) as usize] as usize;
                sets[component * words + bit as usize / 64] |= 1 << (bit % 64);
            }
        }
        for &from in self.states.iter().rev() {
            let component = self.components[from as usize] as usize;
            let (before, here) = sets.split_at_mut(component * words);
            let here = &here[..words];
            if here.iter().all(|&word| word == 0) {
                continue;
            }
            for to in self.next(from) {
                let there = self.components[to as usize] as usize;
                if there != component {
                    before[there * words..][..words].iter_mut().zip(here).for_each(|(there, here)| *there |= here);
                }
            }
        }
        sets
    }

    /// What comes to a row, of what [`reaching`](Self::reaching) found.
    pub(super) fn set<'s>(&self, sets: &'s [u64], words: usize, row: u32, below: bool) -> &'s [u64] {
        &sets[self.components[state(row, below) as usize] as usize * words..][..words]
    }

    /// Where ways go on from a state.
    fn next(&self, from: u32) -> impl Iterator<Item = u32> {
        let [free, below] = WAYS[from as usize % 2];
        self.carries_of(from / 2).iter().flat_map(move |carry| {
            let free = (carry.ways & free != 0).then_some(state(carry.to, false));
            free.into_iter().chain((carry.ways & below != 0).then_some(state(carry.to, true)))
        })
    }

    /// The strongly connected components (Tarjan, SIAM J. Comput. 1972, without recursion): by state its component, and the
    /// states by component. Components are numbered as they are completed, so edges between them lead to smaller numbers.
    fn components(&self) -> (Vec<u32>, Vec<u32>) {
        let count = self.order.len() * 2;
        let (mut components, mut states) = (vec![NONE; count], Vec::with_capacity(count));
        // When each was met, from 1 on; the first that is known to be met again from it.
        let (mut met, mut low) = (vec![0_u32; count], vec![0_u32; count]);
        let (mut clock, mut completed) = (0, 0);
        let mut open: Vec<u32> = Vec::new();
        let mut pending = Vec::new();
        for root in 0..count as u32 {
            if met[root as usize] != 0 {
                continue;
            }
            let mut enter = Some(root);
            while enter.is_some() || !pending.is_empty() {
                if let Some(state) = enter.take() {
                    clock += 1;
                    (met[state as usize], low[state as usize]) = (clock, clock);
                    open.push(state);
                    pending.push((state, self.next(state)));
                }
                let Some((state, next)) = pending.last_mut() else { break };
                let state = *state;
                for to in next.by_ref() {
                    if met[to as usize] == 0 {
                        enter = Some(to);
                        break;
                    }
                    if components[to as usize] == NONE {
                        low[state as usize] = low[state as usize].min(met[to as usize]);
                    }
                }
                if enter.is_some() {
                    continue;
                }
                pending.pop();
                if let Some((parent, _)) = pending.last() {
                    low[*parent as usize] = low[*parent as usize].min(low[state as usize]);
                }
                if low[state as usize] == met[state as usize] {
                    let first = open.iter().rposition(|&one| one == state).unwrap_or(0);
                    for one in open.drain(first..) {
                        components[one as usize] = completed;
                        states.push(one);
                    }
                    completed += 1;
                }
            }
        }
        (components, states)
    }
}

/// The edges between rows, by where they begin: what [`super::search::Search::walk`] does at each of them.
fn carries(rows: &[u32], order: &[NodeId], backward: &Backward) -> (Vec<u32>, Vec<Carry>) {
    let mut first = vec![0_u32; order.len() + 1];
    let each = |with: &mut dyn FnMut(usize, Carry)| {
        for (row, &node) in (0..).zip(order) {
            let many = backward.marks(node) & MANY != 0;
            for back in backward.leading_to(node) {
                let from = rows[back.from as usize];
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

#[cfg(test)]
mod tests {
    use super::{BELOW, BELOW_FREE, Carry, FREE, FREE_BELOW, Leading};
    use proptest::prelude::*;

    /// Rows with edges of some ways between them.
    fn leading(rows: u32, edges: &[(u32, u32, u8)]) -> Leading {
        let mut first = vec![0];
        let mut carries = Vec::new();
        for row in 0..rows {
            let of_row = edges.iter().filter(|(from, ..)| *from == row);
            carries.extend(of_row.map(|&(_, to, ways)| Carry { to, ways, distance: 1 }));
            first.push(carries.len() as u32);
        }
        let (rows, order) = ((0..rows).collect(), (0..rows).collect());
        let mut leading = Leading { rows, order, carries, first, components: Vec::new(), states: Vec::new() };
        (leading.components, leading.states) = leading.components();
        leading
    }

    /// Edge by edge, until nothing changes.
    fn naive(rows: u32, edges: &[(u32, u32, u8)], starts: &[(u32, u32, bool)]) -> Vec<[u64; 2]> {
        let mut sets = vec![[0, 0]; rows as usize];
        for &(row, bit, below) in starts {
            sets[row as usize][0] |= 1 << bit;
            sets[row as usize][1] |= u64::from(below) << bit;
        }
        loop {
            let before = sets.clone();
            for &(from, to, ways) in edges {
                for (way, out, into) in [(FREE, 0, 0), (FREE_BELOW, 0, 1), (BELOW_FREE, 1, 0), (BELOW, 1, 1)] {
                    if ways & way != 0 {
                        sets[to as usize][into] |= sets[from as usize][out];
                    }
                }
            }
            if sets == before {
                return sets;
            }
        }
    }

    proptest! {
        #[test]
        fn what_comes_where_is_what_one_finds_edge_by_edge(
            edges in proptest::collection::vec((0..12_u32, 0..12_u32, 0..16_u8), 0..40),
            starts in proptest::collection::vec((0..12_u32, 0..64_u32, any::<bool>()), 0..6),
        ) {
            let (leading, expected) = (leading(12, &edges), naive(12, &edges, &starts));
            let sets = leading.reaching(1, &starts);
            for row in 0..12 {
                let found = [false, true].map(|below| leading.set(&sets, 1, row, below)[0]);
                prop_assert_eq!(found, expected[row as usize]);
            }
        }
    }
}
