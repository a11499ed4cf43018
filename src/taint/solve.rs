//! The driver. Functions are analysed for what is known to arrive at them ([`super::active`]), again whenever
//! more does or a callee says more; the functions of one level of the call graph in parallel, on frozen inputs.
//! Sweeps go up the levels (what is returned reaches callers) and down (what is passed reaches callees) until
//! nothing is left; then what meets in slots is resolved. Budgets are counted runs, so equal programs give equal
//! results.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::active::{Active, FunctionValue};
use super::domain::{Path, Root, What};
use super::fields::Fields;
use super::identity::Identities;
use super::meet::{self, Meeting};
use super::relevance::Relevance;
use super::rules::Rules;
use super::summary::{Cell, Shown, Step, Store, Summary};
use super::transfer::{Analysed, Context, analyse};
use crate::ir::{Const, Op, ParamKind};
use crate::link::{FnId, NameId, Program, Referent, Rung, SlotId};
use crate::models::Catalogue;

/// Most times one function is analysed.
const RUNS: u32 = 24;
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
    let fields = Fields::of(program);
    let relevance = Relevance::of(program, &rules, &identities, &fields);
    let mut driver = Driver::new(program, &rules, &identities, &fields, &relevance);
    driver.take_input();
    driver.run();
    let mut stats = driver.stats();
    let Driver { summaries, shown, steps, inputs, .. } = driver;
    let meeting = meet::resolve(&shown, &inputs);
    stats.widened += meeting.widened;
    Solution { summaries, shown, steps, meeting, stats }
}

struct Driver<'a> {
    program: &'a Program,
    rules: &'a Rules,
    identities: &'a Identities,
    fields: &'a Fields,
    relevance: &'a Relevance,
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
    /// Places whose functions also lie at other places.
    handed_on: FxHashMap<(Cell, Path), BTreeSet<(Cell, Path)>>,
    /// Parameters that the outside fills.
    inputs: Vec<(FnId, u16)>,
    dropped: usize,
}

impl<'a> Driver<'a> {
    fn new(
        program: &'a Program,
        rules: &'a Rules,
        identities: &'a Identities,
        fields: &'a Fields,
        relevance: &'a Relevance,
    ) -> Self {
        let count = program.functions.len();
        let mut driver = Self {
            program,
            rules,
            identities,
            fields,
            relevance,
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
            inputs: Vec::new(),
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

    /// Functions that nothing in the tree calls, or only whoever dispatches to one of many, get their arguments from
    /// outside; this matters where such input may be run.
    fn take_input(&mut self) {
        let mut called: Vec<bool> = vec![false; self.program.functions.len()];
        let edges = self.program.functions.iter().flat_map(|links| &links.calls).flat_map(|targets| &targets.edges);
        for edge in edges.filter(|edge| edge.rung < Rung::R4) {
            called[edge.callee as usize] = true;
        }
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
        let entries =
            self.program.functions.iter().enumerate().filter(|(id, links)| (links.is_entry || !called[*id]) && reaching[*id]);
        for (id, _) in entries {
            let id = id as FnId;
            for (param, info) in self.program.function(id).params.iter().enumerate() {
                if info.kind != ParamKind::Receiver {
                    self.active.add(Cell::Param(id, param as u16), (Path::EMPTY, What::Data));
                    self.inputs.push((id, param as u16));
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
            fields: self.fields,
            relevance: self.relevance,
            summaries: &self.summaries,
            active: &self.active,
        };
        let one = |(id, steps)| (id, analyse(&context, id, steps));
        let done: Vec<(FnId, Analysed)> =
            if jobs.len() < PARALLEL { jobs.into_iter().map(one).collect() } else { jobs.into_par_iter().map(one).collect() };
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
        for class in analysed.unpacked {
            for &(_, slot) in self.fields.all(class) {
                let readers = self.readers.entry(slot).or_default();
                if !readers.contains(&id) {
                    readers.push(id);
                }
            }
        }
        for store in &analysed.shown.stores {
            self.stored(id, store);
        }
        if changed {
            self.wake_callers(id);
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

    /// Something is put into a place: whoever looks there has to look again.
    fn stored(&mut self, id: FnId, store: &Store) {
        if self.active.add(store.cell, (store.at, store.token.what)) {
            self.wake_at(store.cell);
        }
        if let Root::Function { function, bound } = store.token.root {
            return self.function_stored((store.cell, store.at), (function, bound));
        }
        let Some(from) = store.token.cell_in(id).filter(|_| store.token.what == What::Function) else { return };
        let (from, to) = ((from, store.token.path), (store.cell, store.at));
        if self.handed_on.entry(from).or_default().insert(to) {
            for known in self.active.functions(from.0, from.1).to_vec() {
                self.function_stored(to, known);
            }
        }
    }

    /// A function lies at a place, and at all places that get what lies there.
    fn function_stored(&mut self, place: (Cell, Path), function: FunctionValue) {
        let mut pending = vec![place];
        while let Some(place) = pending.pop() {
            match self.active.add_function(place, function) {
                Some(true) => {
                    match place.0 {
                        Cell::Slot(slot) => self.wake_readers(slot),
                        Cell::Return(callee) | Cell::Out(callee, _) => self.wake_callers(callee),
                        Cell::Channel(_) | Cell::Param(..) => {}
                    }
                    pending.extend(self.handed_on.get(&place).into_iter().flatten());
                }
                Some(false) => {}
                None => self.dropped += 1,
            }
        }
    }

    fn wake_at(&mut self, cell: Cell) {
        match cell {
            Cell::Slot(slot) => self.wake_readers(slot),
            Cell::Channel(name) => self.wake_mentions(name),
            Cell::Param(function, _) => self.wake(function),
            Cell::Return(callee) | Cell::Out(callee, _) => self.wake_callers(callee),
        }
    }

    fn wake_callers(&mut self, callee: FnId) {
        for at in 0..self.callers[callee as usize].len() {
            self.wake(self.callers[callee as usize][at]);
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
