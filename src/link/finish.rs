//! Puts the links of all files together: final ids of names and slots, qualified names, callers, levels, figures.

use std::sync::Arc;

use rayon::prelude::*;

use super::family::Family;
use super::levels::levels;
use super::program::{
    ClassBase, ClassId, ClassLinks, FileId, FnId, FunctionLinks, HoleReason, LinkStats, NameId, Program, ProgramFile, Referent,
    Slot, Ty,
};
use super::solver::{FileLinks, Linker};
use super::tree::File;
use crate::ir::{Callee, FileFacts, Function, Op};

/// Nested functions are named by those around them, so many at most.
const MAX_NESTING: usize = 16;

/// The program without its files: what is left when the borrow of the facts ends.
pub(super) struct Parts {
    program: Program,
    starts: Vec<(FnId, ClassId)>,
}

impl Parts {
    pub(super) fn with_files(self, files: Vec<(String, Arc<FileFacts>)>) -> Program {
        let mut program = self.program;
        program.files = files
            .into_iter()
            .zip(self.starts)
            .map(|((path, facts), (first_function, first_class))| ProgramFile { path, facts, first_function, first_class })
            .collect();
        program
    }
}

pub(super) fn finish(linker: Linker<'_>, mut links: Vec<FileLinks>) -> Parts {
    let stats = stats(&linker, &links);
    qualify(&linker, &mut links);
    let mut classes = class_links(&linker);
    let statics = linker.base.tree.statics.clone();
    let starts = linker.base.tree.files.iter().map(|file| (file.first_function, file.first_class)).collect();
    let symbols: Vec<Vec<NameId>> = linker.base.tree.files.iter().map(|file| file.names.clone()).collect();
    let macros: Vec<bool> = linker
        .base
        .tree
        .files
        .iter()
        .flat_map(|file| file.facts.functions.iter().map(|function| function.flags.is_macro))
        .collect();
    let (names, renumbered) = linker.base.tree.names.finish();
    let slots = renumber(&mut links, symbols, &renumbered);
    for class in &mut classes {
        class.qualified = renumbered[class.qualified as usize];
        for base in &mut class.bases {
            if let ClassBase::External(path) = base {
                *path = renumbered[*path as usize];
            }
        }
    }
    let mut functions: Vec<FunctionLinks> = links.into_iter().flat_map(|file| file.functions).collect();
    mark_entries(&mut functions, &macros);
    let levels = levels(&functions.par_iter().map(dependencies).collect::<Vec<_>>());
    let program = Program { files: Vec::new(), names, slots, functions, classes, statics, levels, stats };
    Parts { program, starts }
}

// Names.

fn qualify(linker: &Linker<'_>, links: &mut [FileLinks]) {
    links.par_iter_mut().zip(&linker.base.tree.files).enumerate().for_each(|(id, (links, file))| {
        for function in &mut links.functions {
            let facts = &file.facts.functions[function.ix as usize];
            function.owner = facts.owner.map(|owner| linker.classes.canonical(linker.base.tree.class_of(file, owner)));
            function.qualified = linker.base.tree.names.intern(&qualified(linker, id as FileId, file, facts));
        }
    });
}

fn qualified(linker: &Linker<'_>, id: FileId, file: &File<'_>, function: &Function) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut at = Some(function);
    while let Some(function) = at
        && parts.len() < MAX_NESTING
    {
        parts.push(file.facts.text(function.name));
        if let Some(owner) = function.owner {
            parts.push(file.facts.text(file.facts.types[owner as usize].name));
        }
        at = function.parent.map(|parent| &file.facts.functions[parent as usize]);
    }
    let module = linker.base.tree.names.text(linker.base.dotted[id as usize]);
    match file.family {
        Family::Linkage if !std::ptr::eq(function, &file.facts.functions[0]) => {}
        Family::Linkage => parts.push(file.path),
        Family::Modules | Family::Directories | Family::Packages | Family::Scripts if module.is_empty() => {}
        Family::Modules | Family::Directories | Family::Packages | Family::Scripts => parts.push(&module),
    }
    parts.reverse();
    parts.join(".")
}

fn class_links(linker: &Linker<'_>) -> Vec<ClassLinks> {
    let (tree, classes) = (&linker.base.tree, &linker.classes);
    (0..tree.class_files.len() as ClassId)
        .map(|class| {
            let file = tree.class_files[class as usize];
            let own = &tree.files[file as usize];
            let name = own.name(own.ty(class).name);
            let qualified = match own.family {
                Family::Linkage => name,
                Family::Packages if tree.names.text(linker.base.dotted[file as usize]).is_empty() => name,
                Family::Modules | Family::Directories | Family::Packages | Family::Scripts => {
                    tree.names.join(linker.base.dotted[file as usize], name)
                }
            };
            ClassLinks {
                file,
                ix: class - own.first_class,
                qualified,
                bases: classes.bases[class as usize].to_vec(),
                root: classes.root(class),
                subclasses: classes.subclasses[class as usize].clone(),
            }
        })
        .collect()
}

/// Gives names and slots their final ids; returns all slots.
fn renumber(links: &mut [FileLinks], symbols: Vec<Vec<NameId>>, names: &[NameId]) -> Vec<Slot> {
    let name = |id: NameId| names[id as usize];
    let final_slot = |slot: Slot| match slot {
        Slot::Global { file, name: id } => Slot::Global { file, name: name(id) },
        Slot::Cell { function, name: id } => Slot::Cell { function, name: name(id) },
        Slot::Field { class, name: id } => Slot::Field { class, name: name(id) },
        Slot::ExternGlobal { name: id } => Slot::ExternGlobal { name: name(id) },
    };
    let mut slots: Vec<Slot> = links.iter().flat_map(|file| &file.slots).map(|&slot| final_slot(slot)).collect();
    slots.par_sort_unstable();
    slots.dedup();
    links.par_iter_mut().zip(symbols).for_each(|(file, symbols)| {
        let symbols: Arc<[NameId]> = symbols.into_iter().map(name).collect();
        // Every slot of a file is among all slots.
        let ids: Vec<u32> =
            file.slots.iter().map(|&slot| slots.binary_search(&final_slot(slot)).unwrap_or_default() as u32).collect();
        let ty = |ty: &mut Ty| {
            if let Ty::External(path) = ty {
                *path = name(*path);
            }
        };
        for function in &mut file.functions {
            function.symbols = symbols.clone();
            function.qualified = name(function.qualified);
            for (_, referent) in &mut function.referents {
                match referent {
                    Referent::External(path) => *path = name(*path),
                    Referent::Slot(slot) => *slot = ids[*slot as usize],
                    Referent::Function(_)
                    | Referent::BoundMethod(_)
                    | Referent::Class(_)
                    | Referent::Module(_)
                    | Referent::Unknown => {}
                }
            }
            function.types.iter_mut().for_each(|entry| ty(&mut entry.1));
            function.fields.iter_mut().for_each(|entry| entry.1 = ids[entry.1 as usize]);
            for call in &mut function.calls {
                call.external = call.external.map(name);
                call.constructs.iter_mut().for_each(ty);
            }
            function.referents.shrink_to_fit();
            function.types.shrink_to_fit();
            function.fields.shrink_to_fit();
        }
    });
    slots
}

// The call graph.

/// What a function needs summarised before itself: callees, properties, functions it mentions as values.
fn dependencies(function: &FunctionLinks) -> Vec<FnId> {
    let called = function.calls.iter().flat_map(|call| &call.edges).map(|edge| edge.callee);
    let read = function.properties.iter().map(|(_, edge)| edge.callee);
    let mentioned = function.referents.iter().filter_map(|(_, referent)| match referent {
        Referent::Function(id) | Referent::BoundMethod(id) => Some(*id),
        Referent::Slot(_) | Referent::Class(_) | Referent::Module(_) | Referent::External(_) | Referent::Unknown => None,
    });
    let mut all: Vec<FnId> = called.chain(read).chain(mentioned).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn mark_entries(functions: &mut [FunctionLinks], macros: &[bool]) {
    let mut called = vec![false; functions.len()];
    for function in functions.iter() {
        let properties = function.properties.iter().map(|(_, edge)| edge.callee);
        for callee in function.calls.iter().flat_map(|call| &call.edges).map(|edge| edge.callee).chain(properties) {
            called[callee as usize] = true;
        }
    }
    for ((function, called), is_macro) in functions.iter_mut().zip(called).zip(macros) {
        function.is_entry = function.ix == 0 || !called && !is_macro;
    }
}

// Figures.

fn stats(linker: &Linker<'_>, links: &[FileLinks]) -> LinkStats {
    links
        .par_iter()
        .zip(&linker.base.tree.files)
        .map(|(links, file)| {
            let mut stats = LinkStats::default();
            for function in &links.functions {
                count(linker, file, function, &mut stats);
            }
            stats
        })
        .reduce(LinkStats::default, LinkStats::plus)
}

fn count(linker: &Linker<'_>, file: &File<'_>, links: &FunctionLinks, stats: &mut LinkStats) {
    let function = &file.facts.functions[links.ix as usize];
    for (site, targets) in function.calls.iter().zip(&links.calls) {
        stats.call_sites += 1;
        let in_tree_class = matches!(targets.constructs, Some(Ty::Class(_)));
        if let Some(rung) = targets.edges.iter().map(|edge| edge.rung).min() {
            stats.per_rung[rung as usize] += 1;
        } else if in_tree_class {
            stats.constructs_only += 1;
        } else if targets.external.is_some() || !targets.rows.is_empty() {
            stats.external += 1;
            stats.modelled += usize::from(!targets.rows.is_empty());
        } else if let Some(reason) = targets.hole {
            stats.holes[HoleReason::ALL.iter().position(|other| *other == reason).unwrap_or_default()] += 1;
        }
        let resolved = !targets.edges.is_empty() || in_tree_class;
        let name = match site.callee {
            Callee::Method { symbol, .. } | Callee::Super { symbol, .. } => Some(file.name(symbol)),
            Callee::Value(value) => match function.ops[value as usize] {
                Op::Name(symbol) => Some(file.name(symbol)),
                _ => None,
            },
        };
        let undecided = targets.hole.is_some() && name.is_some_and(|name| linker.methods.contains_key(&name));
        stats.in_tree_resolved += usize::from(resolved);
        stats.in_tree_candidates += usize::from(resolved || undecided);
    }
}

impl LinkStats {
    fn plus(mut self, other: Self) -> Self {
        self.call_sites += other.call_sites;
        self.external += other.external;
        self.modelled += other.modelled;
        self.constructs_only += other.constructs_only;
        self.in_tree_resolved += other.in_tree_resolved;
        self.in_tree_candidates += other.in_tree_candidates;
        self.per_rung.iter_mut().zip(other.per_rung).for_each(|(sum, more)| *sum += more);
        self.holes.iter_mut().zip(other.holes).for_each(|(sum, more)| *sum += more);
        self
    }
}
