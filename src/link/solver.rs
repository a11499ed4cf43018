//! Two rounds that learn types (of fields, variables, parameters, returns), then one that writes the links.
//! Each round reads only what the round before it learned, so files may be done in any order.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::bridges::Bridges;
use super::classes::Classes;
use super::descriptors;
use super::dynamic::{LOOKUPS, Lookup};
use super::family::Family;
use super::handed::{self, Place};
use super::linkage::Linkage;
use super::names::Base;
use super::pass::{Pass, Scratch};
use super::program::{FileId, FnId, FunctionLinks, NameId, Slot};
use super::scopes::Scope;
use super::shape::{Entity, Shape};
use super::tree::{File, Tree};
use crate::ir::{Function, Op, Selector, ValueId};
use crate::models::RowId;

/// Rounds that learn, before the one that writes.
const LEARNING_ROUNDS: usize = 2;
/// Function values remembered of one variable.
const MAX_VALUES: usize = 8;

/// Everything that is fixed before types are learned.
pub(super) struct Linker<'a> {
    pub(super) base: Base<'a>,
    pub(super) scopes: Vec<Scope>,
    pub(super) classes: Classes,
    pub(super) bridges: Bridges,
    /// Methods by name, in function order.
    pub(super) methods: FxHashMap<NameId, Vec<FnId>>,
    /// Functions of modules by name, those that stand in no other function or class.
    pub(super) free_functions: FxHashMap<NameId, SmallVec<[FnId; 1]>>,
    /// Names of namespaces that code is run in.
    pub(super) injected: FxHashSet<NameId>,
    /// By file of C: it looks up functions by their names, or has to do with descriptors of files and sockets.
    learns: Vec<bool>,
    /// Types that declarations give; what is learned adds nothing to them, unless they are [vague](Self::vague).
    pub(super) declared: FxHashMap<Slot, Shape>,
    /// Declared as of a library's type that no row speaks of: what is put there may be of one that rows know.
    vague: FxHashSet<Slot>,
    /// By method that an interface declares: the rows by which a library writes it.
    pub(super) written: FxHashMap<FnId, SmallVec<[RowId; 2]>>,
    /// Functions that objects without a class have as members, by name (scripts).
    pub(super) in_objects: FxHashMap<NameId, Vec<FnId>>,
}

/// What a round knows.
#[derive(Default)]
pub(super) struct Knowledge {
    pub(super) slots: FxHashMap<Slot, Shape>,
    /// Functions, classes and the like that a variable was set to.
    pub(super) values: FxHashMap<Slot, SmallVec<[Entity; 2]>>,
    pub(super) returns: FxHashMap<FnId, Shape>,
    pub(super) params: FxHashMap<(FnId, u16), Shape>,
    /// The modules of the tree that a parameter is by turns; open where something else is handed in, too.
    pub(super) modules: FxHashMap<(FnId, u16), Entity>,
    /// Functions that look up others by a name that they are given.
    pub(super) lookups: FxHashMap<FnId, SmallVec<[Lookup; 1]>>,
}

/// What one file teaches the next round, in the order found.
#[derive(Default)]
pub(super) struct Observed {
    pub(super) slots: Vec<(Slot, Shape)>,
    pub(super) values: Vec<(Slot, Entity)>,
    pub(super) returns: Vec<(FnId, Shape)>,
    pub(super) params: Vec<(FnId, u16, Shape)>,
    pub(super) lookups: Vec<(FnId, Lookup)>,
    /// Modules of the tree that are handed to functions.
    pub(super) modules: Vec<(FnId, u16, Option<FileId>)>,
    /// Values that nothing was known of, by where they were seen and where they went on to.
    pub(super) handed: Vec<(Place, Place)>,
}

impl Observed {
    /// How much was found of each kind, for `cut`.
    pub(super) fn lengths(&self) -> [usize; 7] {
        let lookups = self.lookups.len();
        [
            self.slots.len(),
            self.values.len(),
            self.returns.len(),
            self.params.len(),
            lookups,
            self.handed.len(),
            self.modules.len(),
        ]
    }

    /// Forgets what was found since.
    pub(super) fn cut(&mut self, [slots, values, returns, params, lookups, handed, modules]: [usize; 7]) {
        self.slots.truncate(slots);
        self.values.truncate(values);
        self.returns.truncate(returns);
        self.params.truncate(params);
        self.lookups.truncate(lookups);
        self.handed.truncate(handed);
        self.modules.truncate(modules);
    }
}

/// The links of one file; names are provisional, slot ids index `slots`.
#[derive(Default)]
pub(super) struct FileLinks {
    pub(super) functions: Vec<FunctionLinks>,
    pub(super) slots: Vec<Slot>,
}

impl<'a> Linker<'a> {
    pub(super) fn of(base: Base<'a>) -> Self {
        let linkage = Linkage::of(&base.tree);
        let mut scopes = super::scopes::of(&base, &linkage);
        let mut classes = Classes::of(&base, &scopes);
        let given = super::scopes::instantiate(&base, &linkage, &mut classes, &mut scopes);
        super::scopes::complete(&base, &linkage, &classes, &given, &mut scopes);
        let mut methods: FxHashMap<NameId, Vec<FnId>> = FxHashMap::default();
        for file in &base.tree.files {
            for (ix, function) in file.facts.functions.iter().enumerate().filter(|(_, function)| function.owner.is_some()) {
                methods.entry(file.name(function.name)).or_default().push(file.first_function + ix as FnId);
            }
        }
        let bridges = Bridges::of(&base.tree);
        let telling = |text: &str| LOOKUPS.contains(&text) || descriptors::is_named_so(text);
        let accessors = accessors(&base.tree);
        let learns = |file: &File<'_>| {
            let told = file.facts.strings.iter().any(|text| telling(text) || accessors.contains(&**text));
            told && file.family == Family::Linkage
        };
        let learns = base.tree.files.iter().map(learns).collect();
        let mut free_functions: FxHashMap<NameId, SmallVec<[FnId; 1]>> = FxHashMap::default();
        for file in base.tree.files.iter().filter(|file| file.family == Family::Modules) {
            let outer = |ix: &usize| file.facts.functions[*ix].owner.is_none() && file.facts.functions[*ix].parent.is_none();
            for ix in (1..file.facts.functions.len()).filter(outer) {
                free_functions
                    .entry(file.name(file.facts.functions[ix].name))
                    .or_default()
                    .push(file.first_function + ix as FnId);
            }
        }
        let injected = super::injected::names(&base.tree);
        super::scopes::inject(&base, &injected, &mut scopes);
        let in_objects = super::objects::members(&base.tree);
        let (declared, vague) = (FxHashMap::default(), FxHashSet::default());
        let written = super::lexical::written_by_annotation(&base, &scopes);
        let mut linker = Self {
            base,
            scopes,
            classes,
            bridges,
            methods,
            free_functions,
            injected,
            learns,
            declared,
            vague,
            written,
            in_objects,
        };
        linker.note_declared();
        linker
    }

    fn note_declared(&mut self) {
        for (id, (file, scope)) in self.base.tree.files.iter().zip(&self.scopes).enumerate() {
            for (ix, global) in file.facts.globals.iter().enumerate() {
                let shape = global.declared.and_then(|symbol| scope.with_elements(scope.ty_of_global(ix, symbol), symbol));
                if let Some(shape) = shape {
                    let slot = Slot::Global { file: id as FileId, name: file.name(global.name) };
                    self.vague.extend(self.base.is_vague(id as FileId, shape.types).then_some(slot));
                    self.declared.entry(slot).or_insert(shape);
                }
            }
            for (ix, decl) in file.facts.types.iter().enumerate() {
                let class = self.classes.canonical(self.base.tree.class_of(file, ix as u32));
                for &(name, declared) in &decl.fields {
                    let shape = declared.and_then(|symbol| scope.with_elements(scope.ty_in_type(ix as u32, symbol), symbol));
                    if let Some(shape) = shape {
                        let slot = self.classes.field(class, file.name(name));
                        self.vague.extend(self.base.is_vague(id as FileId, shape.types).then_some(slot));
                        self.declared.entry(slot).or_insert(shape);
                    }
                }
            }
        }
    }

    /// The links of all files, in order.
    pub(super) fn solve(&self) -> Vec<FileLinks> {
        let mut known = self.learn(Vec::new());
        for _ in 0..LEARNING_ROUNDS {
            let observed = self.round(&known, false).into_iter().map(|(observed, _)| observed).collect();
            known = self.learn(observed);
        }
        self.round(&known, true).into_iter().map(|(_, links)| links).collect()
    }

    fn round(&self, known: &Knowledge, write: bool) -> Vec<(Observed, FileLinks)> {
        (0..self.base.tree.files.len() as FileId)
            .into_par_iter()
            .map_init(Scratch::default, |scratch, file| {
                // C declares the types of everything: there is nothing to learn but what is looked up by name, and what
                // a number stands for that is a descriptor.
                let own = &self.base.tree.files[file as usize];
                let declares = own.family == Family::Linkage && !own.has_spaces;
                if !write && declares && !self.learns[file as usize] {
                    return Default::default();
                }
                let (mut observed, links) = self.file(file, known, write, scratch);
                if declares {
                    descriptors::keep(&mut observed, &self.base.tree);
                }
                (observed, links)
            })
            .collect()
    }

    fn file(&self, file: FileId, known: &Knowledge, write: bool, scratch: &mut Scratch) -> (Observed, FileLinks) {
        let own = &self.base.tree.files[file as usize];
        let mut observed = Observed::default();
        let mut links = FileLinks::default();
        scratch.slots.clear();
        for ix in 0..own.facts.functions.len() as u32 {
            let done = Pass::new(self, known, file, ix, scratch, &mut observed).run();
            if write {
                links.functions.push(done);
            } else {
                scratch.keep_room(done);
            }
        }
        links.slots = std::mem::take(&mut scratch.slots.list);
        (observed, links)
    }

    /// Merges in file order: of more types than are kept the first ones stay.
    fn learn(&self, all: Vec<Observed>) -> Knowledge {
        let mut known = Knowledge { slots: self.declared.clone(), ..Knowledge::default() };
        let mut handed = Vec::new();
        for observed in all {
            handed.extend(observed.handed);
            for (slot, shape) in observed.slots {
                let entry = known.slots.entry(slot).or_default();
                entry.elements.add(shape.elements);
                if !self.declared.contains_key(&slot) || self.vague.contains(&slot) {
                    entry.types.add(shape.types);
                }
            }
            for (slot, value) in observed.values {
                let entry = known.values.entry(slot).or_default();
                if entry.len() < MAX_VALUES && !entry.contains(&value) {
                    entry.push(value);
                }
            }
            for (function, shape) in observed.returns {
                known.returns.entry(function).or_default().add(shape);
            }
            for (function, lookup) in observed.lookups {
                let entry = known.lookups.entry(function).or_default();
                if entry.len() < MAX_VALUES && !entry.contains(&lookup) {
                    entry.push(lookup);
                }
            }
            for (function, param, module) in observed.modules {
                let known = known.modules.entry((function, param)).or_default();
                *known = match module {
                    Some(module) => known.or(Entity::Module(module)),
                    None => known.or_else(),
                };
            }
            for (function, param, shape) in observed.params {
                known.params.entry((function, param)).or_default().add(shape);
            }
        }
        handed::settle(&mut known, &handed, &self.declared);
        descriptors::settle(&mut known, &self.base.tree.names);
        known
    }
}

/// Macros of C with arguments that take a member of one (`#define SOCK(c) (c)->sock`): of what type that is, only those who use
/// them say.
fn accessors<'a>(tree: &Tree<'a>) -> FxHashSet<&'a str> {
    let files = tree.files.iter().filter(|file| file.family == Family::Linkage && !file.has_spaces);
    let macros = files.flat_map(|file| {
        let facts = file.facts;
        facts.functions.iter().filter(|function| function.flags.is_macro).map(move |function| (facts, function))
    });
    let takes = |function: &Function| {
        let of_param = |value: ValueId| matches!(function.ops[value as usize], Op::Param(_));
        function.ops.iter().any(|op| matches!(*op, Op::Get(base, Selector::Field(_)) if of_param(base)))
    };
    macros.filter(|(_, function)| takes(function)).map(|(facts, function)| facts.text(function.name)).collect()
}
