//! The same source as those see it who get its data from a call: which calls these are, and which of them lead where. That is
//! looked up in sets that are solved for all of them at once, as those of [`super::reach`] are for sources.

use rustc_hash::{FxHashMap, FxHashSet};

use super::domain::Site;
use super::edge::Hop;
use super::graph::{Graph, NodeId};
use super::reach::{Leading, WORDS};

/// Most places that are looked through for callers that get a source's data, and edges.
const PLACES: usize = 512;
const EDGES: usize = 8192;
/// Most calls of one source, the nearest.
const CALLS: usize = 64;
/// Most places of all sources together at which data comes back from calls, the nearest of each.
const ALL: usize = 2048;

/// A place at which data comes back from a call, and the call.
type Back = (NodeId, Site);

pub(super) struct Callers {
    /// By source: where its data comes back from calls. Nearest first.
    of: FxHashMap<NodeId, Vec<Back>>,
    /// By such a place: its bit.
    bits: FxHashMap<NodeId, u32>,
    /// By a place that was asked for: the bits of those that lead there.
    leading: FxHashMap<NodeId, Vec<u64>>,
}

impl Callers {
    /// The callers that get data of `sources`, and which of `points` each of them leads to.
    pub(super) fn of(graph: &Graph, leading: &Leading, sources: &[NodeId], points: &[NodeId]) -> Self {
        let of: FxHashMap<NodeId, Vec<Back>> = sources
            .iter()
            .map(|&source| (source, callers(graph, leading, source)))
            .filter(|(_, list)| !list.is_empty())
            .collect();
        let mut places: Vec<NodeId> = Vec::new();
        let mut bits: FxHashMap<NodeId, u32> = FxHashMap::default();
        for near in 0..CALLS {
            for (place, _) in sources.iter().filter_map(|source| of.get(source)?.get(near)) {
                if places.len() < ALL && !bits.contains_key(place) {
                    bits.insert(*place, places.len() as u32);
                    places.push(*place);
                }
            }
        }
        let mut lead: FxHashMap<NodeId, Vec<u64>> = points.iter().map(|&point| (point, Vec::new())).collect();
        for batch in places.chunks(WORDS * 64) {
            let words = batch.len().div_ceil(64);
            let starts = (0..).zip(batch).filter_map(|(bit, &place)| Some((leading.row(place)?, bit, true)));
            let sets = leading.reaching(words, &starts.collect::<Vec<_>>());
            for &point in points {
                if let (Some(row), Some(known)) = (leading.row(point), lead.get_mut(&point)) {
                    known.extend(leading.set(&sets, words, row, false));
                }
            }
        }
        Self { of, bits, leading: lead }
    }

    /// The calls by which data of a source comes to one of some places. Nearest first.
    pub(super) fn between(&self, source: NodeId, points: &[NodeId]) -> Vec<Site> {
        let mut calls: Vec<Site> = Vec::new();
        for &(place, call) in self.of.get(&source).into_iter().flatten() {
            let Some(&bit) = self.bits.get(&place) else { continue };
            let leads = |point: &NodeId| {
                let word = self.leading.get(point).and_then(|words| words.get(bit as usize / 64));
                word.is_some_and(|word| word >> (bit % 64) & 1 == 1)
            };
            if !calls.contains(&call) && points.iter().any(leads) {
                calls.push(call);
            }
        }
        calls
    }
}

/// Where data of a source comes back from calls, if it may come to some end from there. Nearest first.
fn callers(graph: &Graph, leading: &Leading, source: NodeId) -> Vec<Back> {
    let (mut found, mut known, mut calls) = (Vec::new(), FxHashSet::default(), FxHashSet::default());
    let mut seen: FxHashSet<NodeId> = FxHashSet::default();
    let mut pending = vec![source];
    let (mut next, mut edges) = (0, 0);
    while let Some(&node) = pending.get(next) {
        next += 1;
        if calls.len() >= CALLS || seen.len() >= PLACES || edges >= EDGES {
            break;
        }
        if !seen.insert(node) {
            continue;
        }
        for edge in graph.out(node).take(EDGES - edges) {
            edges += 1;
            if leading.row(edge.to).is_none() || matches!(edge.step.hop, Hop::Handed(_) | Hop::Directs(_)) {
                continue;
            }
            let back = (edge.to, edge.step.site);
            if matches!(edge.step.hop, Hop::Returned(_)) && known.insert(back) {
                calls.insert(edge.step.site);
                found.push(back);
            }
            pending.push(edge.to);
        }
    }
    found
}
