//! Packages of files: those of one directory that name the same package share one scope (Go). Which package an import
//! path means is told by the manifests of modules, and where there is none by the directories: the path of a module is then
//! what most imports have in common before the directories of the tree.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::family::{Family, Root};
use super::program::{ClassId, FileId, FnId, NameId, Slot};
use super::rows::Rows;
use super::shape::Entity;
use super::tree::Tree;
use super::words::is_go_standard;
use crate::ir::TypeKind;

/// Index into [`Directories::packages`].
pub(super) type PackageIx = u32;

/// Module paths that are kept.
const MAX_MODULES: usize = 256;

#[derive(Debug)]
struct Package<'a> {
    directory: &'a str,
    files: Vec<FileId>,
    members: FxHashMap<NameId, Entity>,
}

/// The packages of the tree.
#[derive(Default)]
pub(super) struct Directories<'a> {
    packages: Vec<Package<'a>>,
    of_file: Vec<Option<PackageIx>>,
    /// By directory; of several the one with most files.
    by_directory: FxHashMap<&'a str, PackageIx>,
    by_last: FxHashMap<&'a str, Vec<PackageIx>>,
    /// (directory, module path): what imports of the directories below it begin with.
    modules: Vec<(String, String)>,
}

impl<'a> Directories<'a> {
    /// Groups the files, and makes what several of them declare one thing.
    pub(super) fn of(tree: &mut Tree<'a>) -> Self {
        let mut groups: BTreeMap<(&'a str, &'a str), Vec<FileId>> = BTreeMap::new();
        for (id, file) in tree.files.iter().enumerate().filter(|(_, file)| file.family == Family::Directories) {
            let directory = file.path.rsplit_once('/').map_or("", |(directory, _)| directory);
            let name = file.facts.package.map_or("", |package| file.facts.text(package));
            groups.entry((directory, name)).or_default().push(id as FileId);
        }
        let mut all = Self { of_file: vec![None; tree.files.len()], ..Self::default() };
        for ((directory, name), files) in groups {
            let ix = all.packages.len() as PackageIx;
            for &file in &files {
                all.of_file[file as usize] = Some(ix);
            }
            let members = joined(tree, &files);
            let count = files.len();
            all.packages.push(Package { directory, files, members });
            match all.by_directory.get(directory) {
                Some(&known) if all.packages[known as usize].files.len() >= count || name.ends_with("_test") => {}
                _ => {
                    all.by_directory.insert(directory, ix);
                }
            }
        }
        let mut directories: Vec<(&str, PackageIx)> = all.by_directory.iter().map(|(&directory, &ix)| (directory, ix)).collect();
        directories.sort_unstable();
        for (directory, ix) in directories {
            let last = directory.rsplit('/').next().unwrap_or_default();
            all.by_last.entry(last).or_default().push(ix);
        }
        all
    }

    /// The package of a file of a language that has such packages.
    pub(super) fn of_file(&self, file: FileId) -> Option<PackageIx> {
        self.of_file[file as usize]
    }

    /// What a package declares under this name.
    pub(super) fn member(&self, package: PackageIx, name: NameId) -> Option<Entity> {
        self.packages[package as usize].members.get(&name).copied()
    }

    /// The files of the package that `file` is part of.
    pub(super) fn files(&self, file: FileId) -> &[FileId] {
        self.of_file(file).map_or(&[], |package| &self.packages[package as usize].files)
    }

    /// The import path of a file's package, as far as the tree tells.
    pub(super) fn path(&self, package: PackageIx) -> String {
        let directory = self.packages[package as usize].directory;
        let inside = self.modules.iter().filter_map(|(root, module)| {
            let rest = below(directory, root)?;
            Some((root.len(), if rest.is_empty() { module.clone() } else { format!("{module}/{rest}") }))
        });
        inside.max().map_or_else(|| directory.to_owned(), |(_, path)| path)
    }

    /// Finds the paths of the tree's modules: those that manifests name, and outside of these each import path that ends like
    /// a directory speaks for one.
    pub(super) fn note_modules(&mut self, tree: &Tree<'a>, roots: &[Root], rows: &[&Rows<'_>]) {
        let named = roots.iter().filter(|root| Family::of(root.language) == Family::Directories).take(MAX_MODULES);
        self.modules.extend(named.map(|root| (root.directory.clone(), root.name.clone())));
        let named = self.modules.len();
        let spoken_for = self.imported(tree);
        let mut votes: BTreeMap<(&str, &str), BTreeSet<PackageIx>> = BTreeMap::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (id, file) in tree.files.iter().enumerate().filter(|(_, file)| file.family == Family::Directories) {
            for import in &file.facts.imports {
                let path = file.facts.text(import.module);
                if !seen.insert(path) || is_go_standard(path) || rows[id].knows_library(path) {
                    continue;
                }
                let last = path.rsplit('/').next().unwrap_or_default();
                let ending = self.by_last.get(last).map_or(&[][..], Vec::as_slice);
                for &package in ending.iter().filter(|&&package| !spoken_for[package as usize]) {
                    let directory = self.packages[package as usize].directory;
                    let shared = shared_suffix(path, directory);
                    let (module, root) =
                        (path[..path.len() - shared].trim_end_matches('/'), &directory[..directory.len() - shared]);
                    votes.entry((root.trim_end_matches('/'), module)).or_default().insert(package);
                }
            }
        }
        let mut ranked: Vec<_> = votes.into_iter().map(|((root, module), packages)| (packages.len(), root, module)).collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.cmp(b)));
        for (_, root, module) in ranked {
            // What lies below a module that is known speaks for that one.
            let taken = |(other, known): &(String, String)| other == root || below(module, known).is_some();
            if self.modules.len() < named + MAX_MODULES && !self.modules.iter().any(taken) {
                self.modules.push((root.to_owned(), module.to_owned()));
            }
        }
    }

    /// By package: whether some file imports it by the name that a manifest gives its module. What a manifest says and nobody goes
    /// by says nothing.
    fn imported(&self, tree: &Tree<'a>) -> Vec<bool> {
        let mut imported = vec![false; self.packages.len()];
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let files = tree.files.iter().filter(|file| file.family == Family::Directories);
        for path in files.flat_map(|file| file.facts.imports.iter().map(|import| file.facts.text(import.module))) {
            if !seen.insert(path) {
                continue;
            }
            for (root, module) in &self.modules {
                let directory = below(path, module).map(|rest| joined_path(root, rest));
                if let Some(&package) = directory.and_then(|directory| self.by_directory.get(directory.as_str())) {
                    imported[package as usize] = true;
                }
            }
        }
        imported
    }

    /// The first file of the package that an import path means: it stands for the package.
    pub(super) fn resolve(&self, importer: FileId, path: &str, known: bool) -> Option<FileId> {
        if is_go_standard(path) {
            return None;
        }
        let home = self.of_file(importer).map_or("", |package| self.packages[package as usize].directory);
        let near = |directory: &str| home.split('/').zip(directory.split('/')).take_while(|(a, b)| a == b).count();
        let mut best: Option<(usize, PackageIx)> = None;
        let mut offer = |score: usize, package: PackageIx| {
            if best.is_none_or(|(known, _)| score > known) {
                best = Some((score, package));
            }
        };
        // A copy of the library itself lies in the tree.
        for &package in self.by_last.get(path.rsplit('/').next()?).map_or(&[][..], Vec::as_slice) {
            let directory = self.packages[package as usize].directory;
            if shared_suffix(path, directory) == path.len() && (path.contains('/') || !known) {
                offer(1000 + near(directory), package);
            }
        }
        for (root, module) in self.modules.iter().filter(|_| !known) {
            let Some(rest) = below(path, module) else { continue };
            let directory = joined_path(root, rest);
            if let Some(&package) = self.by_directory.get(directory.as_str()) {
                offer(1 + near(&directory), package);
            }
        }
        best.and_then(|(_, package)| self.packages[package as usize].files.first().copied())
    }
}

/// What of `path` lies below `root`; empty for the root itself.
fn below<'p>(path: &'p str, root: &str) -> Option<&'p str> {
    if root.is_empty() {
        return Some(path);
    }
    let rest = path.strip_prefix(root)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

fn joined_path(root: &str, rest: &str) -> String {
    match (root.is_empty(), rest.is_empty()) {
        (true, _) => rest.to_owned(),
        (false, true) => root.to_owned(),
        (false, false) => format!("{root}/{rest}"),
    }
}

/// The bytes of the longest run of whole parts that both paths end in.
fn shared_suffix(left: &str, right: &str) -> usize {
    let mut length = 0;
    for (a, b) in left.rsplit('/').zip(right.rsplit('/')) {
        if a != b || a.is_empty() {
            break;
        }
        length += a.len() + usize::from(length > 0);
    }
    length
}

/// The members of a package. A type whose methods stand in several files is one type, and what files for several
/// systems declare under one name stands side by side.
fn joined(tree: &mut Tree<'_>, files: &[FileId]) -> FxHashMap<NameId, Entity> {
    let mut members: FxHashMap<NameId, Entity> = FxHashMap::default();
    let mut classes: FxHashMap<NameId, ClassId> = FxHashMap::default();
    for declared in [true, false] {
        for &id in files {
            let file = &tree.files[id as usize];
            for (ix, decl) in file.facts.types.iter().enumerate().filter(|(_, decl)| decl.parent.is_none()) {
                let is_stub = decl.kind == TypeKind::Alias && decl.bases.is_empty();
                if is_stub != declared {
                    let class = file.first_class + ix as ClassId;
                    classes.entry(file.name(decl.name)).or_insert(class);
                }
            }
        }
    }
    let mut methods: FxHashMap<(ClassId, NameId), FnId> = FxHashMap::default();
    let mut twins: Vec<(FnId, FnId)> = Vec::new();
    let mut canonical: Vec<(ClassId, ClassId)> = Vec::new();
    for &id in files {
        let file = &tree.files[id as usize];
        for (ix, decl) in file.facts.types.iter().enumerate().filter(|(_, decl)| decl.parent.is_none()) {
            let class = classes[&file.name(decl.name)];
            canonical.push((file.first_class + ix as ClassId, class));
            members.entry(file.name(decl.name)).or_insert(Entity::Class(class));
            for &(name, function) in &decl.methods {
                let method = file.first_function + function;
                let first = *methods.entry((class, file.name(name))).or_insert(method);
                if first != method && tree.function_files[first as usize] != id {
                    twins.push((first, method));
                }
            }
        }
        let mut functions: SmallVec<[(NameId, FnId); 16]> =
            file.functions.iter().map(|(&name, &function)| (name, function)).collect();
        functions.sort_unstable_by_key(|entry| entry.1);
        for (name, function) in functions {
            match *members.entry(name).or_insert(Entity::Function(function)) {
                Entity::Function(first) if first != function => twins.push((first, function)),
                _ => {}
            }
        }
        for global in &file.facts.globals {
            let name = file.name(global.name);
            members.entry(name).or_insert(Entity::Slot(Slot::Global { file: id, name }));
        }
    }
    for (class, first) in canonical {
        tree.canonical[class as usize] = first;
    }
    for (first, other) in twins {
        let home = tree.function_files[first as usize];
        tree.files[home as usize].twins.entry(first).or_insert_with(|| SmallVec::from_elem(first, 1)).push(other);
    }
    members
}

#[cfg(test)]
mod tests {
    use super::{below, shared_suffix};

    #[test]
    fn paths_share_whole_parts() {
        assert_eq!(shared_suffix("example.com/shop/internal/db", "internal/db"), "internal/db".len());
        assert_eq!(shared_suffix("example.com/shop/db", "mydb"), 0);
        assert_eq!(below("example.com/shop/db", "example.com/shop"), Some("db"));
        assert_eq!(below("example.com/shops", "example.com/shop"), None);
        assert_eq!(below("example.com/shop", "example.com/shop"), Some(""));
    }
}
