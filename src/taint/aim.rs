//! What a search backwards looks for, and which places it passes by for that.

use std::rc::Rc;

use super::back::{Back, Kind};
use super::domain::Site;
use super::edge::End;
use super::graph::NodeId;
use super::place::Place;
use super::queue::Order;
use super::reach::{Distances, Left};
use super::search::{FAR, Flow, Origin, Search};
use crate::models::SourceSet;

pub(super) struct Aim {
    /// Kinds of data; none: names of destinations.
    pub wanted: Option<SourceSet>,
    /// The origins that are still looked for: places to which none of them comes are passed by. None: any.
    pub left: Option<Left>,
    /// How far they are, so that what leads to one is looked at first (the heuristic of A*: Hart, Nilsson and Raphael, IEEE
    /// TSSC 1968). It is never too far, so the first way to an origin is the best.
    pub ahead: Option<Rc<Distances>>,
    pub once: Once,
}

/// What is looked for no longer once it was met.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Once {
    /// Nothing: all ways to it are followed, as its callers have them.
    Never,
    Origin,
    /// All data of that kind.
    Kind,
}

impl Search<'_> {
    /// All that matters at an end.
    pub(super) fn aim(&mut self, end: End) -> Aim {
        match end {
            End::Endpoint { .. } => Aim { wanted: None, left: None, ahead: None, once: Once::Never },
            End::Sink { kind, .. } => self.aim_at((self.wanted)(kind), true, kind.is_execution()),
        }
    }

    /// Data of some kinds; with readings that somebody's data directs, with parameters that the outside fills.
    pub(super) fn aim_at(&mut self, kinds: SourceSet, readings: bool, inputs: bool) -> Aim {
        let wanted = self.backward.represented(kinds);
        let left = self.reach.all(wanted, readings, inputs);
        let ahead = self.ahead.entry(left.clone()).or_insert_with(|| Rc::new(self.reach.distances(&left)));
        Aim { wanted: Some(wanted), ahead: Some(Rc::clone(ahead)), left: Some(left), once: Once::Never }
    }

    /// What a second search looks for at an end: what the first one did not come to or found by a long way only. Where that
    /// came to everything ([`Order::Shortest`]), the latter alone.
    pub(super) fn aim_again(&mut self, end: End, order: Order, found: &[Flow]) -> Aim {
        let aim = self.aim(end);
        let far = |flow: &&Flow| flow.info.distance > FAR;
        let left = match aim.left {
            Some(_) if order == Order::Shortest => {
                let directed = found.iter().filter(far).any(|flow| flow.read.is_some());
                let mut left = self.reach.all(SourceSet::EMPTY, directed, false);
                found.iter().filter(far).for_each(|flow| self.look_for(&mut left, flow.source));
                Some(left)
            }
            Some(mut left) => {
                let near = found.iter().filter(|flow| !far(flow) && flow.read.is_none());
                near.flat_map(|flow| self.begins(flow.source)).for_each(|node| self.reach.met(&mut left, node));
                Some(left)
            }
            None => None,
        };
        Aim { left, once: Once::Origin, ..aim }
    }

    /// Adds an origin to those that are looked for.
    pub(super) fn look_for(&self, left: &mut Left, origin: Option<Origin>) {
        self.begins(origin).for_each(|node| self.reach.look_for(left, node));
    }

    /// Where an origin is in the graph.
    pub(super) fn begins(&self, origin: Option<Origin>) -> impl Iterator<Item = NodeId> + use<> {
        let nodes = origin.map(|(kind, Site { function, op })| self.graph.at(Place::Source(function, op, kind)));
        nodes.into_iter().flatten()
    }

    /// How far what is looked for is from the start of an edge; none when nothing of it comes there.
    pub(super) fn ahead_of(&self, aim: &Aim, back: &Back, below: bool) -> Option<u16> {
        if back.kind == Kind::Directs {
            return Some(0);
        }
        if aim.left.as_ref().is_some_and(|left| !self.reach.leads(back.from, below, left)) {
            return None;
        }
        aim.ahead.as_ref().map_or(Some(0), |distances| self.reach.distance(back.from, below, distances))
    }
}
