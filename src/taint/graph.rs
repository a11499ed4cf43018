//! What functions do with what lies at places, as one graph: places are nodes, a function that takes data from one
//! place and puts it into another is an edge. Beginnings (sources, constants) and ends (sinks) hang on it.
//!
//! Ids are positions in sorted order, so equal programs give equal graphs.

use rustc_hash::FxHashMap;

use super::domain::{Confidence, Info, Path, Root, Token, What};
use super::summary::{Cell, End, Shown};
use crate::link::FnId;

/// Index into [`Graph::places`].
pub(super) type PlaceId = u32;
/// Index into [`Graph::moves`].
pub(super) type MoveId = u32;

/// A place in something that functions share.
pub(super) type Place = (Cell, Path, What);

/// Where a move starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum From {
    /// At a source or a constant: the token says which.
    Beginning,
    Place(PlaceId),
}

/// Where a move goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum To {
    Place(PlaceId),
    End(End),
}

/// One function brings data on. `function` is `None` for the step from a part to the whole that it lies in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub function: Option<FnId>,
    pub from: From,
    pub to: To,
    /// What stands for the data in the function.
    pub token: Token,
    pub info: Info,
}

pub(super) struct Graph {
    pub places: Vec<Place>,
    pub moves: Vec<Move>,
    /// By place: moves that start there, and moves that go there.
    pub out: Vec<Vec<MoveId>>,
    pub into: Vec<Vec<MoveId>>,
    /// Sorted by token.
    pub beginnings: Vec<MoveId>,
    /// Moves of what a reading brings whose name the data before it directs, sorted by reading.
    directed: Vec<MoveId>,
}

impl Graph {
    pub(super) fn of(shown: &[Shown]) -> Self {
        let mut graph = Self {
            places: places(shown),
            moves: Vec::new(),
            out: Vec::new(),
            into: Vec::new(),
            beginnings: Vec::new(),
            directed: Vec::new(),
        };
        let ids: FxHashMap<Place, PlaceId> = graph.places.iter().enumerate().map(|(id, &place)| (place, id as PlaceId)).collect();
        graph.out = vec![Vec::new(); graph.places.len()];
        graph.into = vec![Vec::new(); graph.places.len()];
        for (function, shown) in shown.iter().enumerate() {
            let function = function as FnId;
            let from = |token: &Token| match token.cell_in(function) {
                Some(cell) => From::Place(ids[&(cell, token.path, token.what)]),
                None => From::Beginning,
            };
            for reach in &shown.reaches {
                let (from, to) = (from(&reach.token), To::End(reach.end));
                graph.push(Move { function: Some(function), from, to, token: reach.token, info: reach.info });
            }
            for store in shown.stores.iter().filter(|store| moves_data(&store.token)) {
                let (from, to) = (from(&store.token), To::Place(ids[&(store.cell, store.at, store.token.what)]));
                graph.push(Move { function: Some(function), from, to, token: store.token, info: store.info });
            }
        }
        let Self { beginnings, moves, .. } = &mut graph;
        beginnings.sort_by_key(|&id| (moves[id as usize].token, id));
        graph.directed = (0..graph.moves.len() as MoveId).filter(|&id| graph.get(id).token.read.is_some()).collect();
        let Self { directed, moves, .. } = &mut graph;
        directed.sort_by_key(|&id| (moves[id as usize].token.read, id));
        for (id, &(cell, path, what)) in graph.places.clone().iter().enumerate() {
            if path != Path::ANYWHERE
                && let Some(&whole) = ids.get(&(cell, Path::ANYWHERE, what))
            {
                let token = Token::at(Root::Param(0), path, what);
                let (from, to) = (From::Place(id as PlaceId), To::Place(whole));
                let info = Info::START.at_least(Confidence::Ambiguous);
                graph.push(Move { function: None, from, to, token, info });
            }
        }
        graph
    }

    fn push(&mut self, one: Move) {
        let id = self.moves.len() as MoveId;
        match one.from {
            From::Beginning => self.beginnings.push(id),
            From::Place(place) => self.out[place as usize].push(id),
        }
        if let To::Place(place) = one.to {
            self.into[place as usize].push(id);
        }
        self.moves.push(one);
    }

    /// The moves that begin with a source's data, or with what that source directs.
    pub(super) fn beginnings_of(&self, token: &Token) -> impl Iterator<Item = &Move> {
        let first = self.directed.partition_point(|&id| self.get(id).token.read < token.read);
        let directed = self.directed[first..].iter().map(|&id| self.get(id)).take_while(|one| one.token.read == token.read);
        let from = self.beginnings.partition_point(|&id| self.get(id).token < *token);
        let own = self.beginnings[from..].iter().map(|&id| self.get(id)).take_while(|one| one.token == *token);
        own.chain(directed)
    }

    pub(super) fn get(&self, id: MoveId) -> &Move {
        &self.moves[id as usize]
    }
}

/// Functions as values are followed while the program is solved.
fn moves_data(token: &Token) -> bool {
    token.what != What::Function
}

/// All places, sorted.
fn places(shown: &[Shown]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for (function, shown) in shown.iter().enumerate() {
        let function = function as FnId;
        let stored = shown.stores.iter().map(|store| &store.token).filter(|token| moves_data(token));
        let taken = shown.reaches.iter().map(|reach| &reach.token).chain(stored);
        places.extend(taken.filter_map(|token| Some((token.cell_in(function)?, token.path, token.what))));
        places.extend(
            shown.stores.iter().filter(|store| moves_data(&store.token)).map(|store| (store.cell, store.at, store.token.what)),
        );
    }
    places.sort_unstable();
    places.dedup();
    places
}
