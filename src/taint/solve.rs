//! The driver. Functions are analysed for what is known to arrive at them ([`super::active`]), again whenever
//! more does or a callee says more; the functions of one level of the call graph in parallel, on frozen inputs.
//! Sweeps go up the levels (what is returned reaches callers) and down (what is passed reaches callees) until
//! nothing is left; then what meets in slots is resolved. Budgets are counted runs, so equal programs give equal
//! results.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::active::{Activated, Activation, Active};
use super::domain::{Path, Root};
use super::identity::Identities;
use super::meet::{self, Meeting};
use super::rules::Rules;
use super::summary::{Cell, Shown, Step, Store, Summary};
use super::transfer::{Analysed, Context, analyse};
use crate::ir::{Const, Op, ParamKind};
use crate::link::{FnId, NameId, Program, Referent, SlotId};
use crate::models::Catalogue;

/// Most times one function is analysed.
const RUNS: u32 = 48;
/// Fewer functions than this are not worth handing to other threads.
const PARALLEL: usize = 4;

/// What the engine found, before it is made into findings.
pub struct Solution {
    /// By function.
    pub summaries: Vec<Arc<Summary>>,
    pub shown: Vec<Shown>,
    pub steps: Vec<Vec<Step>>,
    /// Whole flows from a source to a sink, slots resolved. Sorted.
    pub meeting: Meeting,
    pub stats: SolveStats,
}

/// Figures for the report and the bench.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SolveStats {
    pub components: usize,
    pub largest_component: usize,
    /// Times functions were analysed, in all.
    pub runs: usize,
    /// Most times that one function was.
    pub most_runs: usize,
    /// Times a limit dropped something; each is a weaker answer.
    pub widened: usize,
}

/// Runs the analysis over the whole program.
pub fn solve(program: &Program, catalogue: &Catalogue) -> Solution {
    let rules = Rules::compile(catalogue, &program.names);
    let identities = Identities::of(program, &rules);
    let mut driver = Driver::new(program, &rules, &identities);
    driver.take_input();
    driver.run();
    let mut stats = driver.stats();
    let Driver { summaries, shown, steps, .. } = driver;
    let meeting = meet::resolve(program, &shown);
    stats.widened += meeting.widened;
    Solution { summaries, shown, steps, meeting, stats }
}

struct Driver<'a> {
    program: &'a Program,
    rules: &'a Rules,
    identities: &'a Identities,
    active: Active,
    summaries: Vec<Arc<Summary>>,
    shown: Vec<Shown>,
    steps: Vec<Vec<Step>>,
    runs: Vec<u32>,
    level_of: Vec<u32>,
    /// Functions to analyse, by level.
    dirty: BTreeMap<u32, BTreeSet<FnId>>,
    callers: Vec<Vec<FnId>>,
    /// Functions that read a slot.
    readers: FxHashMap<SlotId, Vec<FnId>>,
    /// Slots whose functions also lie in another slot.
    handed_on: FxHashMap<(SlotId, Path), BTreeSet<(SlotId, Path)>>,
    dropped: usize,
}

impl<'a> Driver<'a> {
    fn new(program: &'a Program, rules: &'a Rules, identities: &'a Identities) -> Self {
        let count = program.functions.len();
        let mut driver = Self {
            program,
            rules,
            identities,
            active: Active::new(count),
            summaries: vec![Arc::default(); count],
            shown: vec![Shown::default(); count],
            steps: vec![Vec::new(); count],
            runs: vec![0; count],
            level_of: vec![0; count],
            dirty: BTreeMap::new(),
            callers: vec![Vec::new(); count],
            readers: FxHashMap::default(),
            handed_on: FxHashMap::default(),
            dropped: 0,
        };
        for (level, components) in program.levels.iter().enumerate() {
            for &id in components.iter().flatten() {
                driver.level_of[id as usize] = level as u32;
                driver.dirty.entry(level as u32).or_default().insert(id);
            }
        }
        for (id, links) in program.functions.iter().enumerate() {
            let id = id as FnId;
            let called = links.calls.iter().flat_map(|targets| &targets.edges);
            for edge in called.chain(links.properties.iter().map(|(_, edge)| edge)) {
                push_new(&mut driver.callers[edge.callee as usize], id);
            }
            let named = links.referents.iter().filter_map(|(_, referent)| match referent {
                Referent::Slot(slot) => Some(*slot),
                _ => None,
            });
            for slot in named.chain(links.fields.iter().map(|&(_, slot)| slot)) {
                push_new(driver.readers.entry(slot).or_default(), id);
            }
        }
        driver
    }

    /// Functions that nothing in the tree calls get their arguments from outside; this matters where such input
    /// may be run.
    fn take_input(&mut self) {
        let mut reaching: Vec<bool> = vec![false; self.program.functions.len()];
        let mut pending: Vec<FnId> = Vec::new();
        for (id, links) in self.program.functions.iter().enumerate() {
            let rows = links.calls.iter().flat_map(|targets| &targets.rows);
            if rows.copied().any(|row| self.rules.rule(row).sinks.iter().any(|(_, kind, _)| kind.is_execution())) {
                reaching[id] = true;
                pending.push(id as FnId);
            }
        }
        while let Some(id) = pending.pop() {
            for &caller in &self.callers[id as usize] {
                if !std::mem::replace(&mut reaching[caller as usize], true) {
                    pending.push(caller);
                }
            }
        }
        let entries = self.program.functions.iter().enumerate().filter(|(id, links)| links.is_entry && reaching[*id]);
        for (id, _) in entries {
            let id = id as FnId;
            for (param, info) in self.program.function(id).params.iter().enumerate() {
                if info.kind != ParamKind::Receiver {
                    self.active.add_param(Activation { function: id, param: param as u16, path: Path::EMPTY });
                }
            }
        }
    }

    fn run(&mut self) {
        while !self.dirty.is_empty() {
            let mut next = self.dirty.first_key_value().map(|(&level, _)| level);
            while let Some(level) = next {
                self.level(level);
                next = self.dirty.range(level..).next().map(|(&level, _)| level);
            }
            let mut next = self.dirty.last_key_value().map(|(&level, _)| level);
            while let Some(level) = next {
                self.level(level);
                next = self.dirty.range(..=level).next_back().map(|(&level, _)| level);
            }
        }
    }

    /// Analyses the waiting functions of a level and takes in what they say.
    fn level(&mut self, level: u32) {
        let Some(waiting) = self.dirty.remove(&level) else { return };
        let jobs: Vec<(FnId, Vec<Step>)> =
            waiting.into_iter().map(|id| (id, std::mem::take(&mut self.steps[id as usize]))).collect();
        let context = Context {
            program: self.program,
            rules: self.rules,
            identities: self.identities,
            summaries: &self.summaries,
            active: &self.active,
        };
        let one = |(id, steps)| (id, analyse(&context, id, steps));
        let done: Vec<(FnId, Analysed)> = if jobs.len() < PARALLEL {
            jobs.into_iter().map(one).collect()
        } else {
            jobs.into_par_iter().map(one).collect()
        };
        for (id, analysed) in done {
            self.take(id, analysed);
        }
    }

    fn take(&mut self, id: FnId, analysed: Analysed) {
        self.runs[id as usize] += 1;
        let changed = !analysed.summary.says_the_same(&self.summaries[id as usize]);
        for callee in analysed.dynamic {
            if !self.callers[callee as usize].contains(&id) {
                self.callers[callee as usize].push(id);
            }
        }
        for store in analysed.summary.stores.iter().chain(&analysed.shown.stores) {
            self.stored(store);
        }
        for activation in analysed.activations {
            match self.active.add_param(activation) {
                Activated::New => self.wake(activation.function),
                Activated::Known => {}
                Activated::Full => self.dropped += 1,
            }
        }
        if changed {
            for at in 0..self.callers[id as usize].len() {
                self.wake(self.callers[id as usize][at]);
            }
        }
        self.steps[id as usize] = analysed.steps;
        self.shown[id as usize] = analysed.shown;
        self.summaries[id as usize] = Arc::new(analysed.summary);
    }

    fn wake(&mut self, id: FnId) {
        if self.runs[id as usize] >= RUNS {
            self.dropped += 1;
            return;
        }
        self.dirty.entry(self.level_of[id as usize]).or_default().insert(id);
    }

    /// Something is stored: whoever reads there has to look.
    fn stored(&mut self, store: &Store) {
        let added = match store.cell {
            Cell::Slot(slot) => self.active.add_slot(slot, store.at),
            Cell::Channel(name) => self.active.add_channel(name, store.at),
        };
        match (added, store.cell) {
            (Activated::New, Cell::Slot(slot)) => self.wake_readers(slot),
            (Activated::New, Cell::Channel(name)) => self.wake_mentions(name),
            (Activated::Known, _) => {}
            (Activated::Full, _) => self.dropped += 1,
        }
        let Cell::Slot(slot) = store.cell else { return };
        match store.token.root {
            Root::Function { function, bound } => self.function_stored((slot, store.at), (function, bound)),
            Root::Slot(from) if !store.token.part && store.token.read.is_none() => {
                let place = (from, store.token.path);
                if self.handed_on.entry(place).or_default().insert((slot, store.at)) {
                    for known in self.active.functions(place.0, place.1).to_vec() {
                        self.function_stored((slot, store.at), known);
                    }
                }
            }
            _ => {}
        }
    }

    /// A function lies in a slot, and in all slots that get what lies there.
    fn function_stored(&mut self, place: (SlotId, Path), function: (FnId, bool)) {
        let mut pending = vec![place];
        while let Some(place) = pending.pop() {
            match self.active.add_function(place.0, place.1, function) {
                Activated::New => {
                    self.wake_readers(place.0);
                    pending.extend(self.handed_on.get(&place).into_iter().flatten());
                }
                Activated::Known => {}
                Activated::Full => self.dropped += 1,
            }
        }
    }

    fn wake_readers(&mut self, slot: SlotId) {
        for at in 0..self.readers.get(&slot).map_or(0, Vec::len) {
            self.wake(self.readers[&slot][at]);
        }
    }

    /// Wakes the functions in which the constant `name` stands.
    fn wake_mentions(&mut self, name: NameId) {
        for file in &self.program.files {
            let symbols = &self.program.functions[file.first_function as usize].symbols;
            let Some(symbol) = symbols.iter().position(|&known| known == name) else { continue };
            let names = |constant: &Const| matches!(constant, Const::Str(text) if *text as usize == symbol);
            let mentions = |op: &Op| matches!(op, Op::Const(constant) if names(&file.facts.consts[*constant as usize]));
            for (ix, function) in file.facts.functions.iter().enumerate() {
                if function.ops.iter().any(mentions) {
                    self.wake(file.first_function + ix as FnId);
                }
            }
        }
    }

    fn stats(&self) -> SolveStats {
        let components = self.program.levels.iter().flatten();
        SolveStats {
            components: components.clone().count(),
            largest_component: components.map(Vec::len).max().unwrap_or(0),
            runs: self.runs.iter().map(|&runs| runs as usize).sum(),
            most_runs: self.runs.iter().max().map_or(0, |&runs| runs as usize),
            widened: self.dropped + self.shown.iter().map(|shown| shown.widened as usize).sum::<usize>(),
        }
    }
}

/// Adds to a list that is filled in order.
fn push_new(list: &mut Vec<FnId>, id: FnId) {
    if list.last() != Some(&id) {
        list.push(id);
    }
}
