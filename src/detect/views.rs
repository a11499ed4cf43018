//! One flow as people see it from different places: where the bytes leave the stream that was opened, the calls that
//! get the data from the function in which it begins, the calls that lead to the function in which it ends.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::link::{FnId, Program};
use crate::models::SinkKind;
use crate::taint::{HopKind, Site, Solution, WitnessStep};

/// Most views of the beginning of one flow, and of its end; the nearest come first.
pub(super) const VIEWS: usize = 8;
/// Most functions that are remembered of those that lead to one, the nearest: views further off are too many to show.
const LEADING: usize = 1 << 10;

/// Who calls whom, backwards.
pub(super) struct Callers {
    /// By function: its callers. Sorted.
    of: FxHashMap<FnId, Vec<FnId>>,
    /// By function: those from which it is reached, the nearest, itself included.
    leading: FxHashMap<FnId, FxHashSet<FnId>>,
}

impl Callers {
    pub(super) fn of(program: &Program, solution: &Solution) -> Self {
        let mut of: FxHashMap<FnId, Vec<FnId>> = FxHashMap::default();
        let mut add = |caller: FnId, callee: FnId| of.entry(callee).or_default().push(caller);
        for (id, links) in (0..).zip(&program.functions) {
            let edges = links.calls.iter().flat_map(|targets| &targets.edges);
            edges.chain(links.properties.iter().map(|(_, edge)| edge)).for_each(|edge| add(id, edge.callee));
            // Whoever runs it, a function in another one runs as that one says.
            if let Some(parent) = program.function(id).parent {
                add(program.function_id(links.file, parent), id);
            }
        }
        solution.handing().for_each(|(caller, callee)| add(caller, callee));
        #[allow(clippy::iter_over_hash_type, reason = "each list is sorted on its own")]
        for callers in of.values_mut() {
            callers.sort_unstable();
            callers.dedup();
        }
        Self { of, leading: FxHashMap::default() }
    }

    /// The function is `to`, or calls of its own lead there.
    fn leads(&mut self, from: FnId, to: FnId) -> bool {
        let Self { of, leading } = self;
        let leading = leading.entry(to).or_insert_with(|| {
            let mut found: FxHashSet<FnId> = FxHashSet::from_iter([to]);
            let mut open = VecDeque::from([to]);
            while let Some(function) = open.pop_front() {
                for &caller in of.get(&function).into_iter().flatten() {
                    if found.len() < LEADING && found.insert(caller) {
                        open.push_back(caller);
                    }
                }
            }
            found
        });
        leading.contains(&from)
    }
}

/// The sites from which a flow is seen as well, besides its own source and sink; nearest first.
pub(super) struct Views {
    pub begins: Vec<Site>,
    pub ends: Vec<Site>,
    /// Where the bytes go into the stream whose opening is the sink.
    pub poured: Option<Site>,
}

/// `callers`: calls by which functions get the data as a result, though this way does not lead over them.
pub(super) fn views(
    calls: &mut Callers,
    hops: &[WitnessStep],
    (source, sink): (Site, Site),
    kind: SinkKind,
    callers: &[Site],
) -> Views {
    let returned = hops.iter().filter(|hop| hop.kind == HopKind::Returned && hop.begins);
    let returned: Vec<_> = returned
        .filter(|hop| hop.callee.is_some_and(|callee| calls.leads(callee, source.function)))
        .map(|hop| hop.site)
        .collect();
    let begins = drained(hops, kind).into_iter().chain(handed(hops)).chain(returned).chain(callers.iter().copied());
    let passed = hops.iter().rev().filter(|hop| hop.kind == HopKind::Passed);
    let ends = passed.filter(|hop| hop.callee.is_some_and(|callee| calls.leads(callee, sink.function))).map(|hop| hop.site);
    Views { begins: distinct(begins, source), ends: distinct(ends, sink), poured: poured(hops, sink) }
}

fn distinct(sites: impl Iterator<Item = Site>, own: Site) -> Vec<Site> {
    let mut found: Vec<Site> = Vec::new();
    for site in sites {
        if site != own && !found.contains(&site) && found.len() < VIEWS {
            found.push(site);
        }
    }
    found
}

/// The function of the tree to which a library hands what begins: it was given to the library elsewhere.
fn handed(hops: &[WitnessStep]) -> Option<Site> {
    let begins = hops.iter().rfind(|hop| hop.kind == HopKind::Source)?;
    begins.callee.map(|callee| Site { function: callee, op: 0 })
}

/// Where the bytes are put into the stream that the sink opened before: by a call of a library, itself or in a function that
/// is called after the opening.
fn poured(hops: &[WitnessStep], sink: Site) -> Option<Site> {
    let before = |hop: &&WitnessStep| matches!(hop.kind, HopKind::Library | HopKind::Returned);
    let last = hops.iter().rev().find(before)?;
    let after = last.site.function == sink.function && last.site.op > sink.op;
    let library = hops.iter().rev().find(|hop| hop.kind == HopKind::Library).filter(|_| after)?;
    Some(library.site)
}

/// Where the bytes are taken out of the stream that was opened, if they leave.
fn drained(hops: &[WitnessStep], kind: SinkKind) -> Option<Site> {
    let begins = hops.iter().rposition(|hop| hop.kind == HopKind::Source).filter(|_| !kind.is_execution())?;
    hops[begins..].iter().find(|hop| hop.drains).map(|hop| hop.site)
}
