//! What names of C mean: macros and definitions in sight through includes, then external linkage.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::family::Family;
use super::includes::{Closure, shared_directories};
use super::names::Base;
use super::program::{ClassId, FileId, FnId, NameId, Slot, Ty};
use super::shape::Entity;
use super::tree::Tree;
use super::words::is_c_primitive;
use crate::ir::{MacroKind, TypeKind};

/// An alias chain is followed this far.
const MAX_ALIASES: usize = 8;
/// Namespaces used as a whole that are looked at.
const MAX_DIRECTIVES: usize = 16;
/// No more definitions of one name are kept.
pub(super) const MAX_CANDIDATES: usize = 64;

type Definitions<T> = FxHashMap<NameId, Vec<(FileId, T)>>;

/// All C declarations of the tree by name, in file order.
#[derive(Default)]
pub(super) struct Linkage {
    /// First definition in each file, and whether it is `static`.
    functions: Definitions<(FnId, bool)>,
    globals: Definitions<bool>,
    macros: Definitions<()>,
    types: Definitions<ClassId>,
    declares: Definitions<()>,
    /// What a bound name of a namespace stands for (C++).
    aliases: Definitions<NameId>,
    /// By file: namespaces that it uses as a whole.
    directives: FxHashMap<FileId, Vec<NameId>>,
}

impl Linkage {
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let mut all = Self::default();
        for (id, file) in tree.files.iter().enumerate().filter(|(_, file)| file.family == Family::Linkage) {
            let id = id as FileId;
            for function in file.facts.functions.iter().skip(1).filter(|function| !function.flags.is_macro) {
                if let Some(&first) = file.functions.get(&file.name(function.name)) {
                    note(&mut all.functions, file.name(function.name), id, (first, file.function(first).flags.internal));
                }
            }
            all.note_spaces(tree, file, id);
            for global in &file.facts.globals {
                note(&mut all.globals, file.name(global.name), id, global.internal);
            }
            for entry in &file.facts.macros {
                note(&mut all.macros, file.name(entry.name), id, ());
            }
            for decl in file.facts.types.iter().filter(|decl| decl.kind != TypeKind::Outside) {
                if let Some(&class) = file.classes.get(&file.name(decl.name)) {
                    note(&mut all.types, file.name(decl.name), id, class);
                }
            }
            for &symbol in &file.facts.declares {
                note(&mut all.declares, file.name(symbol), id, ());
            }
        }
        all
    }

    /// Methods by their full names, `using` and aliases of namespaces.
    fn note_spaces(&mut self, tree: &Tree<'_>, file: &super::tree::File<'_>, id: FileId) {
        if !file.has_spaces {
            return;
        }
        for (ix, function) in file.facts.functions.iter().enumerate() {
            if let Some(owner) = function.owner {
                let class = file.name(file.facts.types[owner as usize].name);
                let name = tree.names.join(class, file.name(function.name));
                note(&mut self.functions, name, id, (file.first_function + ix as FnId, false));
            }
        }
        for import in file.facts.imports.iter().filter(|import| !import.star) {
            let target = file.name(import.module);
            match import.bound {
                Some(bound) => note(&mut self.aliases, file.name(bound), id, target),
                None => self.directives.entry(id).or_default().push(target),
            }
        }
    }

    /// What an alias in sight stands for.
    pub(super) fn alias(&self, closure: &Closure, name: NameId) -> Option<NameId> {
        let (_, target) = closure.nearest(self.aliases.get(&name)?)?;
        (target != name).then_some(target)
    }

    /// Namespaces that the files in sight use as a whole, in order of sight.
    pub(super) fn directives(&self, closure: &Closure) -> Vec<NameId> {
        let mut all = Vec::new();
        for &target in closure.seen().iter().filter_map(|file| self.directives.get(file)).flatten() {
            if !all.contains(&target) && all.len() < MAX_DIRECTIVES {
                all.push(target);
            }
        }
        all
    }

    /// What `name` means in `file`, whose closure is given. Several candidates go to `several`.
    pub(super) fn name(
        &self,
        base: &Base<'_>,
        file: FileId,
        closure: &Closure,
        name: NameId,
        several: &mut Vec<SmallVec<[FnId; 4]>>,
    ) -> Entity {
        let mut name = name;
        let mut aliases: SmallVec<[NameId; 8]> = SmallVec::new();
        let mut macro_seen = false;
        while let Some((at, ())) = self.macros.get(&name).and_then(|entries| closure.nearest(entries)) {
            let own = &base.tree.files[at as usize];
            let Some(kind) = best_macro(own, name) else { break };
            match kind {
                MacroKind::Const(constant) => return Entity::Constant(at, constant),
                MacroKind::Function(function) => return Entity::Function(own.first_function + function),
                MacroKind::Other => {
                    macro_seen = true;
                    break;
                }
                MacroKind::Alias(to) => {
                    aliases.push(name);
                    name = own.name(to);
                    if aliases.len() > MAX_ALIASES || aliases.contains(&name) {
                        break;
                    }
                }
            }
        }
        match self.defined(base, file, closure, name, several) {
            Entity::None if macro_seen => Entity::Macro,
            Entity::None => Entity::External(name),
            found => found,
        }
    }

    fn defined(
        &self,
        base: &Base<'_>,
        file: FileId,
        closure: &Closure,
        name: NameId,
        several: &mut Vec<SmallVec<[FnId; 4]>>,
    ) -> Entity {
        let functions = self.functions.get(&name).map_or(&[][..], Vec::as_slice);
        if let Some((_, (function, _))) = closure.nearest(functions) {
            return Entity::Function(function);
        }
        let globals = self.globals.get(&name).map_or(&[][..], Vec::as_slice);
        if let Some((at, internal)) = closure.nearest(globals) {
            let home = if internal { at } else { canonical(globals).unwrap_or(at) };
            return Entity::Slot(Slot::Global { file: home, name });
        }
        let external: SmallVec<[(FileId, FnId); 4]> =
            functions.iter().filter(|(_, (_, internal))| !internal).map(|&(at, (function, _))| (at, function)).collect();
        match *self.narrowed(base, file, closure, name, external).as_slice() {
            [] => match canonical(globals) {
                Some(home) => Entity::Slot(Slot::Global { file: home, name }),
                None => Entity::None,
            },
            [(_, only)] => Entity::Function(only),
            ref many => {
                several.push(many.iter().take(MAX_CANDIDATES).map(|&(_, function)| function).collect());
                Entity::Several(several.len() as u32 - 1)
            }
        }
    }

    /// Of several external definitions those that include the declaring header in sight, then those next door.
    fn narrowed(
        &self,
        base: &Base<'_>,
        file: FileId,
        closure: &Closure,
        name: NameId,
        all: SmallVec<[(FileId, FnId); 4]>,
    ) -> SmallVec<[(FileId, FnId); 4]> {
        if all.len() < 2 {
            return all;
        }
        let declares = self.declares.get(&name).map_or(&[][..], Vec::as_slice);
        let in_sight = |at: &FileId| closure.rank(*at).is_some() && declares.binary_search_by_key(at, |entry| entry.0).is_ok();
        let kept = keep(all, |at| base.includes[at as usize].iter().any(in_sight));
        let importer = base.tree.files[file as usize].path;
        let shared = |at: FileId| shared_directories(base.tree.files[at as usize].path, importer);
        let nearest = kept.iter().map(|entry| shared(entry.0)).max().unwrap_or(0);
        keep(kept, |at| shared(at) == nearest)
    }

    /// The type that a C type name stands for: typedefs followed.
    pub(super) fn ty(&self, base: &Base<'_>, closure: &Closure, text: &str) -> Option<Ty> {
        let mut text = text.trim();
        for _ in 0..MAX_ALIASES {
            let tag = ["struct ", "union ", "enum "].iter().find_map(|keyword| text.strip_prefix(keyword)).unwrap_or(text);
            if is_c_primitive(tag) || tag.is_empty() || tag.contains(' ') {
                return None;
            }
            let name = base.tree.names.intern(text);
            let Some(class) = self.class(closure, name) else { return Some(Ty::External(name)) };
            let decl = base.tree.class(class);
            match (decl.kind, decl.bases.first()) {
                (TypeKind::Alias, Some(&target)) => {
                    let target = base.tree.file_of_class(class).facts.text(target);
                    // `typedef struct foo foo;` names the structure it aliases.
                    if target.trim() == text {
                        return Some(Ty::External(base.tree.names.intern(text)));
                    }
                    text = target.split('<').next().unwrap_or(target).trim();
                }
                (TypeKind::Enum, _) | (TypeKind::Alias, None) => return None,
                (TypeKind::Class | TypeKind::Struct | TypeKind::Union | TypeKind::Interface | TypeKind::Outside, _) => {
                    return Some(Ty::Class(class));
                }
            }
        }
        None
    }

    /// In sight, else the only one of the tree.
    pub(super) fn class(&self, closure: &Closure, name: NameId) -> Option<ClassId> {
        let all = self.types.get(&name)?;
        match closure.nearest(all) {
            Some((_, class)) => Some(class),
            None if all.len() == 1 => Some(all[0].1),
            None => None,
        }
    }
}

fn note<T>(all: &mut Definitions<T>, name: NameId, file: FileId, item: T) {
    let list = all.entry(name).or_default();
    if list.last().is_none_or(|last| last.0 != file) {
        list.push((file, item));
    }
}

/// Those that pass, or all if none does.
fn keep(all: SmallVec<[(FileId, FnId); 4]>, passes: impl Fn(FileId) -> bool) -> SmallVec<[(FileId, FnId); 4]> {
    let kept: SmallVec<[_; 4]> = all.iter().copied().filter(|entry| passes(entry.0)).collect();
    if kept.is_empty() { all } else { kept }
}

/// The one file that stands for an external variable.
fn canonical(globals: &[(FileId, bool)]) -> Option<FileId> {
    globals.iter().find(|(_, internal)| !internal).map(|entry| entry.0)
}

/// Of several definitions of a macro (`#ifdef`) the one that says most.
fn best_macro(file: &super::tree::File<'_>, name: NameId) -> Option<MacroKind> {
    let kinds = file.macros.get(&name)?.iter().map(|&ix| file.facts.macros[ix as usize].kind);
    kinds.min_by_key(|kind| match kind {
        MacroKind::Function(_) => 0,
        MacroKind::Alias(_) => 1,
        MacroKind::Const(_) => 2,
        MacroKind::Other => 3,
    })
}
