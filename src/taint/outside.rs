//! Functions of libraries as values: they have no body, so where one is called through a variable, a field or a parameter,
//! the rows that speak of it speak of that call.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::domain::{Confidence, Site};
use super::invocations::{By, Caller, Invocations};
use crate::ir::ValueId;
use crate::link::{FnId, FunctionLinks, Program};
use crate::models::RowId;

type RowList = SmallVec<[RowId; 2]>;

/// Which functions of libraries are taken as values, and where they are called.
pub(super) struct Outside {
    /// Functions of the tree have the numbers below this one.
    first: FnId,
    known: Vec<RowList>,
    numbers: FxHashMap<RowList, FnId>,
    /// By call: rows of all functions that it may mean, and whether these are several.
    calls: FxHashMap<Site, (RowList, Confidence)>,
}

impl Outside {
    pub(super) fn of(program: &Program) -> Self {
        let first = program.functions.len() as FnId;
        Self { first, known: Vec::new(), numbers: FxHashMap::default(), calls: FxHashMap::default() }
    }

    /// The values of a function that are such functions, whether these are put there, and the number of each.
    pub(super) fn mentioned(&mut self, links: &FunctionLinks) -> Vec<(ValueId, bool, FnId)> {
        let Self { first, known, numbers, .. } = self;
        let mut number = |rows: &RowList| {
            *numbers.entry(rows.clone()).or_insert_with(|| {
                known.push(rows.clone());
                *first + known.len() as FnId - 1
            })
        };
        links.outside.iter().map(|(value, put, rows)| (*value, *put, number(rows))).collect()
    }

    /// Whether a function value is of a library.
    pub(super) fn is(&self, function: FnId) -> bool {
        function >= self.first
    }

    /// One of them is called; true if its rows are new there.
    pub(super) fn note(&mut self, (site, by): Caller, function: FnId) -> bool {
        let Some(rows) = self.known.get((function - self.first) as usize) else { return false };
        // What a library does with another one's function no row says.
        if !matches!(by, By::Call) {
            return false;
        }
        match self.calls.entry(site) {
            Entry::Vacant(free) => {
                free.insert((rows.clone(), Confidence::Traced));
                true
            }
            Entry::Occupied(mut known) => {
                let (all, sure) = known.get_mut();
                let before = all.len();
                if all != rows {
                    *sure = Confidence::Ambiguous;
                    all.extend(rows.iter().copied());
                    all.sort_unstable();
                    all.dedup();
                }
                all.len() > before
            }
        }
    }

    /// Where a function of the tree may be meant as well, each is a guess.
    pub(super) fn settle(&mut self, invocations: &Invocations) {
        #[expect(clippy::iter_over_hash_type, reason = "each is settled on its own")]
        for (site, (_, sure)) in &mut self.calls {
            if invocations.dynamic.contains_key(site) {
                *sure = Confidence::Ambiguous;
            }
        }
    }

    /// Rows that speak of a call because of what its function value may be.
    pub(super) fn rows(&self, site: Site) -> &[RowId] {
        self.calls.get(&site).map_or(&[], |(rows, _)| rows)
    }

    /// How sure it is that a row speaks of a call.
    pub(super) fn confidence(&self, site: Site, row: RowId) -> Confidence {
        self.calls.get(&site).filter(|(rows, _)| rows.contains(&row)).map_or(Confidence::Traced, |&(_, sure)| sure)
    }

    /// All such calls, in order.
    pub(super) fn each(&self) -> Vec<(Site, RowList)> {
        let mut calls: Vec<(Site, RowList)> = self.calls.iter().map(|(&site, (rows, _))| (site, rows.clone())).collect();
        calls.sort_unstable();
        calls
    }
}
