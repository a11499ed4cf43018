//! What names of modules mean: file-level definitions, imports followed through re-exports, star imports, dotted paths.
//! Works from declarations alone; types of values play no part.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::directories::Directories;
use super::family::{Family, Root, implicit_package};
use super::includes;
use super::modules::{ImportTarget, Modules};
use super::overloads;
use super::packages::Packages;
use super::program::{FileId, FnId, NameId, Slot, Ty};
use super::rows::Rows;
use super::shape::{Entity, Types};
use super::tree::Tree;
use super::words::{is_builtin, is_standard_module};
use crate::ir::{FunctionIx, ParamKind};
use crate::models::Catalogue;

/// A chain of re-exports is followed through this many names.
const MAX_STEPS: usize = 64;

/// Everything name resolution stands on.
pub(super) struct Base<'a> {
    pub(super) tree: Tree<'a>,
    pub(super) modules: Modules<'a>,
    pub(super) directories: Directories<'a>,
    pub(super) packages: Packages,
    /// By file and import (modules).
    imports: Vec<Vec<ImportTarget>>,
    /// By file: of its star imports those that lead to something known, each once.
    stars: Vec<Vec<u32>>,
    /// By file: direct includes (linkage) or imported files (modules).
    pub(super) includes: Vec<Vec<FileId>>,
    rows: Vec<Rows<'a>>,
    /// By file, index into `rows`.
    languages: Vec<usize>,
    /// By file: its dotted module name.
    pub(super) dotted: Vec<NameId>,
}

/// The star imports of a file that lead into the tree, or to a package of which rows speak, each once.
fn useful_stars(tree: &Tree<'_>, packages: &Packages, rows: &Rows<'_>, file: FileId, targets: &[ImportTarget]) -> Vec<u32> {
    let mut seen: FxHashSet<(Option<FileId>, &str)> = FxHashSet::default();
    let stars = tree.files[file as usize].stars.iter().copied();
    let is_packaged = packages.of_file(file).is_some();
    let leads = |target: &ImportTarget| {
        target.file.is_some() || rows.knows_package(&target.dotted) || is_packaged && packages.has(tree, &target.dotted)
    };
    // Of one that comes again, the last place counts.
    let mut useful: Vec<u32> = stars
        .rev()
        .filter(|&star| {
            targets.get(star as usize).is_some_and(|target| leads(target) && seen.insert((target.file, target.dotted.as_str())))
        })
        .collect();
    useful.reverse();
    useful
}

/// Where a binding leads.
pub(super) enum Step {
    Done(Entity),
    /// The member of another file; the entity is what it is if that file does not define it.
    Follow(FileId, NameId, Entity),
}

impl<'a> Base<'a> {
    pub(super) fn of(mut tree: Tree<'a>, roots: &[Root], catalogue: &'a Catalogue) -> Self {
        let mut names: Vec<&str> = Vec::new();
        let mut languages = Vec::with_capacity(tree.files.len());
        for file in &tree.files {
            let language = file.facts.language.as_str();
            let known = names.iter().position(|name| *name == language);
            languages.push(known.unwrap_or(names.len()));
            if known.is_none() {
                names.push(language);
            }
        }
        let rows: Vec<_> = names.into_iter().map(|name| Rows::of(catalogue, name)).collect();
        let modules = Modules::of(&tree, roots);
        let by_file: Vec<&Rows<'_>> = languages.iter().map(|&language| &rows[language]).collect();
        let mut directories = Directories::of(&mut tree);
        directories.note_modules(&tree, roots, &by_file);
        let imports = modules.targets(&tree, &directories, &by_file);
        let mut includes = includes::direct(&tree);
        for (file, targets) in imports.iter().enumerate().filter(|(_, targets)| !targets.is_empty()) {
            let mut files: Vec<_> = targets.iter().flat_map(|target| [target.file, target.submodule]).flatten().collect();
            let packages: Vec<_> = files.iter().flat_map(|&file| directories.files(file)).copied().collect();
            files.extend(packages);
            files.extend(directories.files(file as FileId));
            files.sort_unstable();
            files.dedup();
            includes[file] = files;
        }
        tree.statics = overloads::statics(&tree.files, &includes);
        let packages = Packages::of(&tree);
        let stars =
            (0..).zip(&imports).map(|(file, targets)| useful_stars(&tree, &packages, by_file[file as usize], file, targets));
        let stars = stars.collect();
        let dotted = (0..tree.files.len() as FileId)
            .map(|file| match (directories.of_file(file), packages.of_file(file)) {
                (Some(package), _) => tree.names.intern(&directories.path(package)),
                (None, Some(package)) => package,
                (None, None) => tree.names.intern(&modules.dotted(&tree, file)),
            })
            .collect();
        Self { tree, modules, directories, packages, imports, stars, includes, rows, languages, dotted }
    }

    pub(super) fn import_targets(&self, file: FileId) -> &[ImportTarget] {
        &self.imports[file as usize]
    }

    fn is_script(&self, file: FileId) -> bool {
        self.tree.files[file as usize].family == Family::Scripts
    }

    pub(super) fn rows(&self, file: FileId) -> &Rows<'a> {
        &self.rows[self.languages[file as usize]]
    }

    /// A function of a script that speaks of `this`, of whatever object it is called; a method of C++ whose receiver is
    /// nothing.
    pub(super) fn takes_receiver(&self, function: FnId) -> bool {
        let home = self.tree.file_of(function);
        self.tree.statics.binary_search(&function).is_ok()
            || home.family == Family::Scripts
                && home.function(function).params.first().is_some_and(|first| first.kind == ParamKind::Receiver)
    }

    /// What a name means at file level; a name that nothing defines is an external one (a builtin).
    pub(super) fn global(&self, file: FileId, name: NameId) -> Entity {
        match self.member(file, name) {
            Entity::None => Entity::External(name),
            found => found,
        }
    }

    /// Types of libraries of which no row speaks: what they have and do is not known.
    pub(super) fn is_vague(&self, file: FileId, types: Types) -> bool {
        let rows = self.rows(file);
        let unknown = |ty: Ty| matches!(ty, Ty::External(name) if !rows.knows_type(&self.tree.names.text(name)));
        !types.is_empty() && types.iter().all(|(ty, _)| unknown(ty))
    }

    /// `globals()["name"]`: what the file calls so; what nothing in it does was put there while it ran, as a module of the
    /// tree that alone is called so.
    pub(super) fn put_global(&self, file: FileId, name: NameId) -> Entity {
        match self.member(file, name) {
            Entity::None => self.modules.only(&self.tree.names.text(name)).map_or(Entity::External(name), Entity::Module),
            found => found,
        }
    }

    /// The files of the tree whose names the file imports all of.
    pub(super) fn starred(&self, file: FileId) -> impl Iterator<Item = FileId> {
        let (stars, targets) = (&self.tree.files[file as usize].stars, &self.imports[file as usize]);
        stars.iter().filter_map(|&star| targets.get(star as usize)?.file)
    }

    /// True when the name may come from a star import that leads out of the tree.
    pub(super) fn may_be_starred(&self, file: FileId, name: &str) -> bool {
        let stars = &self.tree.files[file as usize].stars;
        !is_builtin(name)
            && stars.iter().any(|&star| self.imports[file as usize].get(star as usize).is_some_and(|to| to.file.is_none()))
    }

    /// The file-level definition of `name` in `file`, followed through imports; `None` if there is none.
    pub(super) fn member(&self, file: FileId, name: NameId) -> Entity {
        let mut open: SmallVec<[(FileId, NameId); 4]> = SmallVec::from_elem((file, name), 1);
        let mut seen: SmallVec<[(FileId, NameId); 8]> = SmallVec::new();
        let mut fallback = Entity::None;
        // Of a name that is bound to several things by turns, all.
        let mut all = Entity::None;
        let mut several = false;
        while let Some(next) = open.pop() {
            if seen.contains(&next) || seen.len() >= MAX_STEPS {
                continue;
            }
            seen.push(next);
            several |= self.is_bound_by_turns(next.0, next.1);
            match self.own_member(next.0, next.1, &mut open, &mut fallback) {
                Entity::None => {}
                found if several => all = all.or(found),
                found => return found,
            }
        }
        if all == Entity::None {
            return fallback;
        }
        fallback.each().fold(all, |all, each| self.by_turns(file, all, each))
    }

    /// What a name is that is bound to both. What is imported from a library counts beside the tree's own where the library is
    /// known: of another there is nothing to follow.
    fn by_turns(&self, file: FileId, first: Entity, found: Entity) -> Entity {
        let is_unknown = |entity: Entity| match entity {
            Entity::External(path) => !self.rows(file).knows_path(&self.tree.names.text(path)),
            _ => false,
        };
        match (first, found) {
            (Entity::External(_), Entity::External(_)) => {
                let mut known = first;
                self.prefer(file, &mut known, found);
                known
            }
            (first, found) if first != Entity::None && is_unknown(found) => first,
            (first, found) if is_unknown(first) && found != Entity::None => found,
            (first, found) => first.or(found),
        }
    }

    /// A file binds the name more than once, other than by assignments: imports, and what it defines itself
    /// (`try: from a import f` … `except ImportError: def f(): …`).
    fn is_bound_by_turns(&self, file: FileId, name: NameId) -> bool {
        let own = &self.tree.files[file as usize];
        if !own.binds_by_turns() {
            return false;
        }
        let imports = own.imports.get(&name).map_or(0, SmallVec::len);
        let defined = usize::from(own.functions.contains_key(&name)) + usize::from(own.classes.contains_key(&name));
        imports > 1 || imports + defined > 1 || own.redefined.contains_key(&name)
    }

    /// What the file itself says of the name; where else to look goes to `open`.
    fn own_member(
        &self,
        file: FileId,
        name: NameId,
        open: &mut SmallVec<[(FileId, NameId); 4]>,
        fallback: &mut Entity,
    ) -> Entity {
        let own = &self.tree.files[file as usize];
        if let Some(package) = self.directories.of_file(file)
            && let Some(member) = self.directories.member(package, name)
        {
            return member;
        }
        let function = own.functions.get(&name).map_or(Entity::None, |&function| Entity::Function(function));
        let class = own.classes.get(&name).filter(|&&class| own.ty(class).parent.is_none());
        let class = class.map_or(Entity::None, |&class| Entity::Class(class));
        let again = own.redefined.get(&name).map_or(&[][..], SmallVec::as_slice);
        let mut all = again.iter().fold(function.or(class), |all, &class| all.or(Entity::Class(class)));
        let imports = own.imports.get(&name).map_or(&[][..], SmallVec::as_slice);
        if all != Entity::None && (imports.is_empty() || !own.binds_by_turns()) {
            return all;
        }
        let first = open.len();
        let is_import = !imports.is_empty();
        for &import in imports {
            match self.step(file, import) {
                Step::Done(found @ Entity::External(_)) => self.prefer(file, fallback, found),
                Step::Done(found) => all = all.or(found),
                Step::Follow(to, member, otherwise) => {
                    open.push((to, member));
                    self.prefer(file, fallback, otherwise);
                }
            }
        }
        open[first..].reverse();
        if is_import {
            return all;
        }
        if own.globals.contains_key(&name) {
            return Entity::Slot(Slot::Global { file, name });
        }
        if let Some(package) = self.packages.of_file(file)
            && let Some(class) = self.packages.class(package, name)
        {
            return Entity::Class(class);
        }
        self.look_through_stars(file, name, open, fallback);
        match self.modules.submodule(file, &self.tree.names.text(name)) {
            Some(module) => Entity::Module(module),
            None => Entity::None,
        }
    }

    fn look_through_stars(&self, file: FileId, name: NameId, open: &mut SmallVec<[(FileId, NameId); 4]>, fallback: &mut Entity) {
        let own = &self.tree.files[file as usize];
        let (stars, implicit) = (&self.stars[file as usize], implicit_package(&own.facts.language));
        if stars.is_empty() && implicit.is_none() {
            return;
        }
        let text = self.tree.names.text(name);
        let known = |package: &str| {
            let path = format!("{package}.{}", &*text);
            self.rows(file).knows_path(&path).then(|| Entity::External(self.tree.names.intern(&path)))
        };
        if let Some(found) = implicit.and_then(known) {
            *fallback = found;
        }
        let targets = stars.iter().filter_map(|&star| self.imports[file as usize].get(star as usize));
        if self.packages.of_file(file).is_some() {
            for target in targets {
                let found = self.packages.member(&self.tree, &target.dotted, name);
                if found != Entity::None {
                    *fallback = found;
                    return;
                }
                if let Some(found) = known(&target.dotted).filter(|_| !is_builtin(&text)) {
                    *fallback = found;
                }
            }
            return;
        }
        // Of two that offer the name the later one counts.
        let mut from: SmallVec<[FileId; 8]> = SmallVec::new();
        let mut external = Entity::None;
        for target in targets.rev() {
            if from.len() == MAX_STEPS {
                break;
            }
            match target.file {
                Some(module) => {
                    let exports = &self.tree.files[module as usize].exports;
                    if if exports.is_empty() { !text.starts_with('_') } else { exports.contains(&name) } {
                        from.push(module);
                    }
                }
                None if external == Entity::None && !is_builtin(&text) => external = known(&target.dotted).unwrap_or_default(),
                None => {}
            }
        }
        if external != Entity::None {
            *fallback = external;
        }
        open.extend(from.into_iter().rev().map(|module| (module, self.offered(module, name))));
    }

    /// Of several external meanings, those that the catalogue or the standard library knows, or one.
    fn prefer(&self, file: FileId, known: &mut Entity, found: Entity) {
        let is_known = |path: NameId| {
            let text = self.tree.names.text(path);
            let library = text.split('.').next().unwrap_or_default();
            is_standard_module(library) || self.rows(file).knows_library(library)
        };
        *known = match (*known, found) {
            (Entity::External(first), Entity::External(found)) if is_known(first) && !is_known(found) => *known,
            (Entity::External(first), Entity::External(_)) if !is_known(first) => found,
            (Entity::External(_) | Entity::Either(_), Entity::External(_)) => known.or(found),
            (_, Entity::None) => *known,
            (_, found) => found,
        };
    }

    fn step(&self, file: FileId, import: u32) -> Step {
        if self.is_script(file) {
            return self.script_step(file, import);
        }
        let facts = self.tree.files[file as usize].facts;
        let target = &self.imports[file as usize][import as usize];
        let import = &facts.imports[import as usize];
        let names = &self.tree.names;
        if let Some(name) = import.name {
            if self.packages.of_file(file).is_some() {
                let found = self.packages.member(&self.tree, &target.dotted, self.tree.files[file as usize].name(name));
                if found != Entity::None {
                    return Step::Done(found);
                }
            }
            let path = match target.dotted.as_str() {
                "" => facts.text(name).to_owned(),
                module => format!("{module}.{}", facts.text(name)),
            };
            let otherwise = match target.submodule {
                Some(module) => Entity::Module(module),
                None => Entity::External(names.intern(&path)),
            };
            return match target.file {
                Some(module) => Step::Follow(module, self.tree.files[file as usize].name(name), otherwise),
                None => Step::Done(otherwise),
            };
        }
        // `import a.b` binds `a`; `import a.b as c` binds the module itself, and so does a path that names a host (`gorm.io/gorm`).
        let bound = import.bound.map(|bound| facts.text(bound));
        if let Some((package, rest)) = target.dotted.split_once('.')
            && bound == Some(package)
            && !rest.contains('/')
        {
            return Step::Done(self.module(file, package));
        }
        Step::Done(match target.file {
            Some(module) => Entity::Module(module),
            None => Entity::External(names.intern(&target.dotted)),
        })
    }

    fn module(&self, file: FileId, dotted: &str) -> Entity {
        match self.modules.resolve(file, dotted, self.rows(file)) {
            Some(module) => Entity::Module(module),
            None => Entity::External(self.tree.names.intern(dotted)),
        }
    }

    /// What an import in a function binds.
    pub(super) fn local_import(&self, file: FileId, import: u32) -> Entity {
        match self.step(file, import) {
            Step::Done(found) => found,
            Step::Follow(module, name, otherwise) => match self.member(module, name) {
                Entity::None | Entity::External(_) => otherwise,
                found => found,
            },
        }
    }

    /// `entity.name`, where the entity is no value: a module, an external path, or a class with a class inside.
    pub(super) fn attribute(&self, file: FileId, entity: Entity, name: NameId) -> Entity {
        let names = &self.tree.names;
        if let Entity::Either(_) = entity {
            return entity.each().fold(Entity::None, |all, each| all.or(self.attribute(file, each, name)));
        }
        if self.is_script(file)
            && let Some(found) = self.script_attribute(entity, name)
        {
            return found;
        }
        match entity {
            Entity::Module(module) => match self.member(module, name) {
                Entity::None => Entity::External(names.join(self.dotted[module as usize], name)),
                found => found,
            },
            Entity::External(path) => {
                if self.packages.of_file(file).is_some()
                    && let Some(class) = self.packages.class(path, name)
                {
                    return Entity::Class(class);
                }
                let joined = names.join(path, name);
                if self.modules.has_name(&names.text(name)) {
                    return self.module(file, &names.text(joined));
                }
                Entity::External(joined)
            }
            Entity::Class(class) => {
                let own = self.tree.file_of_class(class);
                let path = names.join(own.name(own.ty(class).name), name);
                own.classes.get(&path).map_or(Entity::None, |&inner| Entity::Class(inner))
            }
            Entity::None
            | Entity::Function(_)
            | Entity::Bound(_)
            | Entity::Slot(_)
            | Entity::Several(_)
            | Entity::Constant(..)
            | Entity::Macro
            | Entity::Either(_) => Entity::None,
        }
    }

    /// A dotted name as it stands in a declaration, seen from `scope`.
    pub(super) fn path(&self, file: FileId, scope: Option<FunctionIx>, text: &str) -> Entity {
        let mut parts = text.split('.');
        let first = self.tree.names.intern(parts.next().unwrap_or_default());
        let mut entity = self.local(file, scope, first).unwrap_or_else(|| self.global(file, first));
        for part in parts {
            entity = self.attribute(file, entity, self.tree.names.intern(part));
        }
        entity
    }

    /// A name that a function or one around it imports or declares.
    pub(super) fn local(&self, file: FileId, scope: Option<FunctionIx>, name: NameId) -> Option<Entity> {
        let own = &self.tree.files[file as usize];
        let mut at = scope;
        for _ in 0..MAX_STEPS {
            let function = at?;
            let key = (function, name);
            let imports = own.local_imports.get(&key).map_or(&[][..], SmallVec::as_slice);
            let defined = own.local_functions.get(&key).map(|&id| Entity::Function(id));
            let defined = defined.or_else(|| own.local_classes.get(&key).map(|&id| Entity::Class(id)));
            match defined {
                Some(defined) if imports.is_empty() || !own.binds_by_turns() => return Some(defined),
                None if imports.is_empty() => {}
                defined => {
                    let first = defined.unwrap_or_default();
                    let found = |all, &import: &u32| self.by_turns(file, all, self.local_import(file, import));
                    return Some(imports.iter().fold(first, found));
                }
            }
            at = own.facts.functions[function as usize].parent;
        }
        None
    }
}
