//! Inventories beside the findings: capabilities, destinations, calls and holes, dependencies, and the
//! library functions that rules are missing for.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::addresses;
use super::place::Places;
use crate::base::{country, display};
use crate::link::{FnId, HoleReason, Program, Rung};
use crate::models::{Capability, Catalogue, package_of};
use crate::report::model::{
    CallTotals, Capability as CapabilityEntry, Dependency, Endpoint, Found, Hole, ReasonCount, RungCount, Step,
};
use crate::taint::{Site, Solution};

/// Functions that use a capability themselves, once for each library call they use it by, and for each component one entry function from which it is reached.
pub fn capabilities(places: &mut Places<'_>, solution: &Solution) -> Vec<CapabilityEntry> {
    let program = places.program();
    let callers = callers(program);
    let mut entries = Vec::new();
    for &capability in Capability::ALL {
        let direct: BTreeMap<FnId, u32> = solution
            .shown
            .iter()
            .enumerate()
            .filter_map(|(id, shown)| Some((id as FnId, shown.capabilities.iter().find(|(_, set)| set.contains(capability))?.0)))
            .collect();
        for &function in direct.keys() {
            let mut told: BTreeSet<Option<String>> = BTreeSet::new();
            for &(op, _) in solution.shown[function as usize].capabilities.iter().filter(|(_, set)| set.contains(capability)) {
                let site = Site { function, op };
                if told.insert(places.callee(site)) {
                    let step = used(places, site);
                    entries.push(entry(places, capability, site, vec![step]));
                }
            }
        }
        reached(places, &callers, &direct, capability, &mut entries);
    }
    entries
}

fn used(places: &mut Places<'_>, site: Site) -> Step {
    let note = places.callee(site).map_or("used here".to_owned(), |callee| format!("uses {callee}"));
    places.step(site, note)
}

fn entry(places: &mut Places<'_>, capability: Capability, site: Site, witness: Vec<Step>) -> CapabilityEntry {
    let place = places.place(site, "");
    CapabilityEntry {
        component: component(&place.path),
        capability: capability.name().to_owned(),
        function: place.function,
        path: place.path,
        line: place.line,
        witness,
    }
}

/// Backwards, breadth first: each function keeps the first call that leads to the capability.
fn reached(
    places: &mut Places<'_>,
    callers: &BTreeMap<FnId, Vec<(FnId, u32)>>,
    direct: &BTreeMap<FnId, u32>,
    capability: Capability,
    entries: &mut Vec<CapabilityEntry>,
) {
    let program = places.program();
    let mut next: BTreeMap<FnId, (u32, FnId)> = BTreeMap::new();
    let mut queue: VecDeque<FnId> = direct.keys().copied().collect();
    let mut told: BTreeSet<String> = BTreeSet::new();
    while let Some(function) = queue.pop_front() {
        for &(caller, op) in callers.get(&function).into_iter().flatten() {
            if direct.contains_key(&caller) || next.contains_key(&caller) {
                continue;
            }
            next.insert(caller, (op, function));
            queue.push_back(caller);
            if program.functions[caller as usize].is_entry && told.insert(component(places.path(caller))) {
                let mut witness = Vec::new();
                let mut at = caller;
                while let Some(&(op, callee)) = next.get(&at) {
                    let note = format!("calls {}", places.function_name(callee));
                    witness.push(places.step(Site { function: at, op }, note));
                    at = callee;
                }
                if let Some(&op) = direct.get(&at) {
                    witness.push(used(places, Site { function: at, op }));
                }
                entries.push(entry(places, capability, Site { function: caller, op }, witness));
            }
        }
    }
}

fn callers(program: &Program) -> BTreeMap<FnId, Vec<(FnId, u32)>> {
    let mut callers: BTreeMap<FnId, Vec<(FnId, u32)>> = BTreeMap::new();
    for (id, links) in program.functions.iter().enumerate() {
        let function = program.function(id as FnId);
        for (targets, site) in links.calls.iter().zip(&function.calls) {
            for edge in &targets.edges {
                callers.entry(edge.callee).or_default().push((id as FnId, site.op));
            }
        }
    }
    callers
}

/// The part of the submission that a path belongs to: its first folder.
pub fn component(path: &str) -> String {
    path.split_once('/').map_or(".", |(first, _)| first).to_owned()
}

/// Every destination that a string names, and every host name that reaches a place where a destination is given.
pub fn endpoints(places: &mut Places<'_>, solution: &Solution) -> Vec<Endpoint> {
    let program = places.program();
    let mut used: BTreeMap<&str, String> = BTreeMap::new();
    for (&site, names) in &solution.meeting.destinations {
        for &(name, _) in names {
            if let Some(callee) = places.callee(site) {
                used.entry(program.names.text(name)).or_insert(callee);
            }
        }
    }
    let mut endpoints = Vec::new();
    for (number, file) in program.files.iter().enumerate() {
        for url in &file.facts.urls {
            let text = file.facts.text(url.text);
            let position = places.position(number as u32, url.span);
            let inside = file
                .facts
                .functions
                .iter()
                .enumerate()
                .filter(|(_, function)| (function.span.0..function.span.1).contains(&url.span));
            let innermost = inside.min_by_key(|(_, function)| function.span.1 - function.span.0).map_or(0, |(ix, _)| ix as u32);
            endpoints.extend(addresses::named(text).into_iter().map(|address| Endpoint {
                value: display::escape(address),
                how: if url.folded { Found::Folded } else { Found::Literal },
                path: file.path.clone(),
                line: position.line,
                column: position.column,
                function: places.function_name(file.first_function + innermost),
                callee: used.get(text).cloned(),
                jurisdiction: jurisdiction(address),
            }));
        }
    }
    endpoints.extend(bare_hosts(places, solution));
    endpoints
}

/// Destinations that no literal shows to be one: a host name without a scheme, at the call that it is given to.
fn bare_hosts(places: &mut Places<'_>, solution: &Solution) -> Vec<Endpoint> {
    let program = places.program();
    let literals: BTreeSet<&str> =
        program.files.iter().flat_map(|file| file.facts.urls.iter().map(|url| file.facts.text(url.text))).collect();
    let mut told = BTreeSet::new();
    let mut hosts = Vec::new();
    for (&site, names) in &solution.meeting.destinations {
        for &(name, _) in names {
            let text = program.names.text(name);
            if literals.contains(text) || !told.insert(name) {
                continue;
            }
            let place = places.place(site, "");
            hosts.push(Endpoint {
                value: display::escape(text),
                how: Found::Literal,
                path: place.path,
                line: place.line,
                column: place.column,
                function: place.function,
                callee: place.callee,
                jurisdiction: jurisdiction(text),
            });
        }
    }
    hosts
}

/// Where the top-level domain is a country's.
fn jurisdiction(url: &str) -> Option<String> {
    country::of_host(url).map(str::to_owned)
}

/// How calls were resolved.
pub fn calls(program: &Program) -> CallTotals {
    let stats = &program.stats;
    let mut by_rung: Vec<RungCount> = Rung::ALL
        .iter()
        .zip(stats.per_rung)
        .map(|(rung, count)| RungCount { rung: rung.name().to_owned(), count: count as u64 })
        .collect();
    by_rung.push(RungCount { rung: "external".to_owned(), count: stats.external as u64 });
    by_rung.push(RungCount { rung: "constructs".to_owned(), count: stats.constructs_only as u64 });
    let unresolved = HoleReason::ALL
        .iter()
        .zip(stats.holes)
        .map(|(reason, count)| ReasonCount { reason: reason.name().to_owned(), count: count as u64 })
        .collect();
    CallTotals { total: stats.call_sites as u64, by_rung, unresolved }
}

/// Unresolved calls by reason, with those that data of interest entered.
pub fn holes(program: &Program, solution: &Solution) -> Vec<Hole> {
    let mut counts: BTreeMap<HoleReason, (u64, u64)> = BTreeMap::new();
    for (id, links) in program.functions.iter().enumerate() {
        let function = program.function(id as FnId);
        let shown = &solution.shown[id];
        for (targets, site) in links.calls.iter().zip(&function.calls) {
            let Some(reason) = targets.hole else { continue };
            let tainted = shown.unmodelled.binary_search_by_key(&site.op, |&(op, _)| op).is_ok_and(|at| shown.unmodelled[at].1);
            let count = counts.entry(reason).or_default();
            count.0 += 1;
            count.1 += u64::from(tainted);
        }
    }
    counts.into_iter().map(|(reason, (count, tainted))| Hole { reason: reason.name().to_owned(), count, tainted }).collect()
}

/// Modules that are imported and not part of the submission.
pub fn dependencies(program: &Program, catalogue: &Catalogue) -> Vec<Dependency> {
    let own: BTreeSet<&str> =
        program.files.iter().flat_map(|file| file.path.split('/')).map(|part| part.split('.').next().unwrap_or(part)).collect();
    let mut found: BTreeMap<(String, String), (u64, BTreeSet<usize>)> = BTreeMap::new();
    for (number, file) in program.files.iter().enumerate() {
        for import in file.facts.imports.iter().filter(|import| import.level == 0) {
            let module = file.facts.text(import.module);
            let root = match file.facts.language.as_str() {
                "c" | "go" => module,
                _ => package_of(module.strip_prefix("node:").unwrap_or(module)),
            };
            let stem = root.rsplit('/').next().unwrap_or(root).split('.').next().unwrap_or(root);
            if root.is_empty() || own.contains(stem) {
                continue;
            }
            let entry = found.entry((display::escape(root), file.facts.language.clone())).or_default();
            entry.0 += 1;
            entry.1.insert(number);
        }
    }
    let described: BTreeSet<(&str, &str)> = catalogue
        .rows()
        .iter()
        .flat_map(|row| row.targets.iter().map(move |target| (row.language.as_str(), target)))
        .filter_map(|(language, target)| Some((language, target.library()?)))
        .collect();
    found
        .into_iter()
        .map(|((name, language), (imports, files))| {
            let modelled = described.contains(&(language.as_str(), name.as_str()));
            Dependency { name, language, imports, files: files.len() as u64, modelled }
        })
        .collect()
}

/// A library function without a row, and how often it is called.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Missing {
    pub tainted: u64,
    pub calls: u64,
    pub language: String,
    pub name: String,
}

/// Unmodelled library functions, those that data of interest enters most often first.
pub fn missing(program: &Program, solution: &Solution) -> Vec<Missing> {
    let mut counts: BTreeMap<(String, String), (u64, u64)> = BTreeMap::new();
    for (id, links) in program.functions.iter().enumerate() {
        let function = program.function(id as FnId);
        let facts = program.facts(id as FnId);
        for &(op, tainted) in &solution.shown[id].unmodelled {
            let Some(at) = function.calls.iter().position(|site| site.op == op) else { continue };
            let name = match (links.calls[at].external, function.calls[at].callee) {
                (Some(name), _) => program.names.text(name).to_owned(),
                (None, crate::ir::Callee::Method { symbol, .. } | crate::ir::Callee::Super { symbol, .. }) => {
                    format!("?.{}", facts.text(symbol))
                }
                (None, crate::ir::Callee::Value(_)) => continue,
            };
            let count = counts.entry((facts.language.clone(), name)).or_default();
            count.0 += u64::from(tainted);
            count.1 += 1;
        }
    }
    let mut list: Vec<Missing> =
        counts.into_iter().map(|((language, name), (tainted, calls))| Missing { tainted, calls, language, name }).collect();
    list.sort_by(|a, b| (b.tainted, b.calls, &a.language, &a.name).cmp(&(a.tainted, a.calls, &b.language, &b.name)));
    list
}
