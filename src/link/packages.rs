//! Packages that files name themselves: which classes each holds. A file's package is its one import with a level.

use rustc_hash::{FxHashMap, FxHashSet};

use super::family::Family;
use super::program::{ClassId, FileId, NameId};
use super::shape::Entity;
use super::tree::{File, Tree};

/// The packages of the tree.
#[derive(Default)]
pub(super) struct Packages {
    /// By file.
    names: Vec<Option<NameId>>,
    /// By package and name.
    classes: FxHashMap<(NameId, NameId), ClassId>,
    /// Those that hold a class.
    known: FxHashSet<NameId>,
    /// What a file without a package is in.
    unnamed: NameId,
}

impl Packages {
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let mut packages = Self { unnamed: tree.names.intern(""), ..Self::default() };
        for file in &tree.files {
            let is_packaged = file.family == Family::Packages;
            let name = is_packaged.then(|| packages.name(tree, file));
            packages.names.push(name);
            let Some(name) = name else { continue };
            for (ix, decl) in file.facts.types.iter().enumerate() {
                if decl.parent.is_none() && !file.facts.text(decl.name).contains('.') {
                    let class = file.first_class + ix as ClassId;
                    packages.known.insert(name);
                    packages.classes.entry((name, file.name(decl.name))).or_insert(class);
                }
            }
        }
        packages
    }

    fn name(&self, tree: &Tree<'_>, file: &File<'_>) -> NameId {
        let own = file.facts.imports.iter().find(|import| import.level == 1 && import.star);
        own.map_or(self.unnamed, |own| tree.names.intern(file.facts.text(own.module)))
    }

    /// The package of a file of a language that has packages.
    pub(super) fn of_file(&self, file: FileId) -> Option<NameId> {
        self.names[file as usize]
    }

    pub(super) fn class(&self, package: NameId, name: NameId) -> Option<ClassId> {
        self.classes.get(&(package, name)).copied()
    }

    /// An import of all that `module` has may mean something of the tree.
    pub(super) fn has(&self, tree: &Tree<'_>, module: &str) -> bool {
        self.known.contains(&tree.names.intern(module)) || self.class_of_path(tree, module).is_some()
    }

    /// `package.name`, or the member of a class that `module` is: what an import means.
    pub(super) fn member(&self, tree: &Tree<'_>, module: &str, name: NameId) -> Entity {
        if let Some(class) = self.class(tree.names.intern(module), name) {
            return Entity::Class(class);
        }
        match self.class_of_path(tree, module) {
            Some(class) => class_member(tree, class, name),
            None => Entity::None,
        }
    }

    /// `a.b.C` or `a.b.C.D`: the longest package that holds the class wins.
    fn class_of_path(&self, tree: &Tree<'_>, path: &str) -> Option<ClassId> {
        let dots = path.rmatch_indices('.').map(|(at, _)| at);
        for at in dots.map(Some).chain([None]) {
            let (package, rest) = at.map_or(("", path), |at| (&path[..at], &path[at + 1..]));
            let (outer, inner) = rest.split_once('.').map_or((rest, None), |(outer, _)| (outer, Some(rest)));
            let Some(class) = self.class(tree.names.intern(package), tree.names.intern(outer)) else { continue };
            return match inner {
                None => Some(class),
                Some(nested) => tree.file_of_class(class).classes.get(&tree.names.intern(nested)).copied(),
            };
        }
        None
    }
}

/// A nested class, method or field that a class declares itself.
fn class_member(tree: &Tree<'_>, class: ClassId, name: NameId) -> Entity {
    let own = tree.file_of_class(class);
    let decl = own.ty(class);
    let nested = tree.names.join(own.name(decl.name), name);
    if let Some(&inner) = own.classes.get(&nested) {
        return Entity::Class(inner);
    }
    if let Some(&(_, function)) = decl.methods.iter().find(|method| own.name(method.0) == name) {
        return Entity::Function(own.first_function + function);
    }
    match decl.fields.iter().any(|field| own.name(field.0) == name) {
        true => Entity::Slot(super::program::Slot::Field { class, name }),
        false => Entity::None,
    }
}
