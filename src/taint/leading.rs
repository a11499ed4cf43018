//! Calls that lead to an end by what they are given: the end as the callers of the functions around it see it. What comes
//! to each of them is searched for by itself, so that a pair of a source and such a call is a way that was found.

use rustc_hash::{FxHashMap, FxHashSet};

use super::aim::{Aim, Once};
use super::back::Kind;
use super::callers::Callers;
use super::domain::Site;
use super::edge::End;
use super::graph::NodeId;
use super::place::Place;
use super::queue::Order;
use super::search::{Flow, Led, Meeting, Origin, Search};
use crate::link::{FnId, Program, Slot};
use crate::models::SourceSet;

/// Most calls that are looked at for one end, and how many calls deep.
const CALLS: usize = 64;
const CALL_DEPTH: u8 = 5;
/// Most places that are looked through for them.
const PLACES: usize = 2_000;
/// Edges that all these searches together look at, and the least and the most that one does.
const ALL_LED_WORK: usize = 4_000_000;
const LEAST_LED_WORK: usize = 2_000;
const MOST_LED_WORK: usize = 100_000;

/// By origin, end and call that leads there: the places of what the call is given.
pub(super) type Given = FxHashMap<(Origin, End, Site), Vec<NodeId>>;

impl Search<'_> {
    /// Finds what comes to the calls that lead to `ends`, of what is known to come to these.
    /// By origin and call: the places of what is given there.
    pub(super) fn meet_leading(&mut self, program: &Program, ends: &[(End, u32)], meeting: &mut Meeting) -> Given {
        let mut places = Given::default();
        let mut leading: Vec<(End, Site, NodeId)> = Vec::new();
        for &(end, at) in ends {
            leading.extend(self.leading_to(program, at).into_iter().map(|(call, given)| (end, call, given)));
        }
        let mut met: FxHashMap<Site, Vec<Origin>> = FxHashMap::default();
        for flow in &meeting.flows {
            if let End::Sink { site, .. } = flow.end {
                met.entry(site).or_default().extend(flow.origin());
            }
        }
        self.near = (ALL_LED_WORK / leading.len().max(1)).clamp(LEAST_LED_WORK, MOST_LED_WORK);
        for (end, call, given) in leading {
            let End::Sink { site, .. } = end else { continue };
            if self.is_spent() {
                break;
            }
            let mut left = self.reach.all(SourceSet::EMPTY, false, false);
            met.get(&site).into_iter().flatten().for_each(|&origin| self.look_for(&mut left, Some(origin)));
            if !self.reach.leads(given, false, &left) {
                continue;
            }
            let aim = Aim { left: Some(left), once: Once::Origin, ..self.aim(end) };
            let walk = self.walk(&[given], false, aim, Order::Nearest);
            for origin in self.origins(&walk) {
                places.entry((origin, end, call)).or_default().push(given);
                meeting.led.push(Led { origin, end, call, callers: Vec::new() });
            }
        }
        meeting.led.sort_unstable();
        meeting.led.dedup();
        places
    }

    /// Finds who gets the data from a call, of each flow and of each call that leads to its end.
    pub(super) fn meet_callers(&mut self, ends: &[(End, u32)], given: &Given, meeting: &mut Meeting) {
        let sources = |flow: &Flow| self.begins(flow.origin()).collect::<Vec<_>>();
        let mut all: Vec<NodeId> = meeting.flows.iter().flat_map(sources).collect();
        all.sort_unstable();
        all.dedup();
        let at: FxHashMap<End, _> = ends.iter().map(|&(end, at)| (end, self.graph.at(Place::End(at)))).collect();
        let mut points: Vec<NodeId> = at.values().flatten().chain(given.values().flatten()).copied().collect();
        points.sort_unstable();
        points.dedup();
        let callers = Callers::of(self.graph, &self.reach.leading, &all, &points);
        let between = |origin: Option<Origin>, points: &[NodeId]| {
            let mut calls: Vec<Site> = Vec::new();
            for source in self.begins(origin) {
                let more = callers.between(source, points).into_iter().filter(|call| !calls.contains(call)).collect::<Vec<_>>();
                calls.extend(more);
            }
            calls
        };
        for flow in &mut meeting.flows {
            flow.callers = at.get(&flow.end).map_or(Vec::new(), |points| between(flow.origin(), points));
        }
        for led in &mut meeting.led {
            let points = given.get(&(led.origin, led.end, led.call));
            led.callers = points.map_or(Vec::new(), |points| between(Some(led.origin), points));
        }
    }

    /// The calls from other files that hand something to functions in which it comes to the end, whatever else it passes there.
    fn leading_to(&self, program: &Program, end: u32) -> Vec<(Site, NodeId)> {
        let mut calls: Vec<(Site, NodeId)> = Vec::new();
        let mut seen: FxHashSet<NodeId> = FxHashSet::default();
        let mut open: Vec<(NodeId, u8)> = self.graph.at(Place::End(end)).into_iter().map(|node| (node, 0)).collect();
        let mut next = 0;
        while let Some(&(node, depth)) = open.get(next) {
            next += 1;
            if seen.len() >= PLACES || !seen.insert(node) {
                continue;
            }
            for back in self.leading_edges(node) {
                let shared = match self.graph.get(back.from).place {
                    // What a function inside of another one takes from there.
                    Place::Slot(slot, _) => !matches!(program.slots[slot as usize], Slot::Cell { .. }),
                    place => place.is_shared(),
                };
                match back.kind {
                    _ if shared => {}
                    Kind::Local | Kind::Through => open.push((back.from, depth)),
                    Kind::Handed if depth < CALL_DEPTH && calls.len() < CALLS => {
                        let call = self.graph.edges[back.edge as usize].step.site;
                        let inside = |callee: FnId| {
                            program.functions[callee as usize].file == program.functions[call.function as usize].file
                        };
                        if !matches!(self.graph.get(node).place, Place::Param(callee, _) if inside(callee)) {
                            calls.push((call, back.from));
                        }
                        open.push((back.from, depth + 1));
                    }
                    Kind::Handed | Kind::Returned | Kind::Directs | Kind::Beside => {}
                }
            }
        }
        calls
    }
}
