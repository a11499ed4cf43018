//! Finds the file that an `import` means, from the paths alone: no search path is known, so roots are
//! guessed from which directories are packages.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::directories::Directories;
use super::family::{Family, Root};
use super::program::FileId;
use super::rows::Rows;
use super::scripts::{Scripts, module_name, package_name};
use super::tree::Tree;
use super::words::is_standard_module;
use crate::ir::Import;

type Parts<'a> = SmallVec<[&'a str; 8]>;

/// So many modules of the tree are imported under the name that it is taken to have.
const MIN_OWN_MODULES: usize = 2;

/// What an import statement refers to.
#[derive(Clone, Debug, Default)]
pub(super) struct ImportTarget {
    /// The module.
    pub(super) file: Option<FileId>,
    /// The imported name, when it is itself a module.
    pub(super) submodule: Option<FileId>,
    /// The module's absolute dotted path.
    pub(super) dotted: String,
}

/// Every module of the tree by its path.
pub(super) struct Modules<'a> {
    by_last: FxHashMap<&'a str, Vec<FileId>>,
    /// By file; empty for files that are no modules.
    parts: Vec<Parts<'a>>,
    is_package: Vec<bool>,
    /// Directories with an `__init__` file.
    packages: FxHashMap<&'a str, FileId>,
    /// Module paths from the tree's root, joined with `/`.
    by_path: FxHashMap<String, FileId>,
    /// The name of the package that the tree itself is: what it calls itself in its imports, which no path says.
    own_name: Option<&'a str>,
    scripts: Scripts<'a>,
}

impl<'a> Modules<'a> {
    pub(super) fn of(tree: &Tree<'a>, roots: &[Root]) -> Self {
        let mut modules = Self {
            by_last: FxHashMap::default(),
            parts: vec![Parts::new(); tree.files.len()],
            is_package: vec![false; tree.files.len()],
            packages: FxHashMap::default(),
            by_path: FxHashMap::default(),
            own_name: None,
            scripts: Scripts::of(tree, roots),
        };
        for (id, file) in tree.files.iter().enumerate().filter(|(_, file)| file.family == Family::Modules) {
            modules.add(id as FileId, file.path);
        }
        if modules.packages.contains_key("") {
            modules.own_name = modules.named_by_itself(tree);
        }
        modules
    }

    /// Of the names at which absolute imports begin and that nothing in the tree has: the one under which most of its modules
    /// are imported, if there are several of them.
    fn named_by_itself(&self, tree: &Tree<'a>) -> Option<&'a str> {
        let mut meant: BTreeMap<&'a str, FxHashSet<FileId>> = BTreeMap::new();
        for file in tree.files.iter().filter(|file| file.family == Family::Modules) {
            for import in file.facts.imports.iter().filter(|import| import.level == 0) {
                let module = file.facts.text(import.module);
                let (first, rest) = module.split_once('.').unwrap_or((module, ""));
                let name = import.name.map_or("", |name| file.facts.text(name));
                let found = match rest {
                    "" => self.in_directory(&[], name).filter(|_| !name.is_empty()),
                    rest => self.in_directory(&[], rest),
                };
                if let Some(found) = found.filter(|_| !self.by_path.contains_key(first) && !is_standard_module(first)) {
                    meant.entry(first).or_default().insert(found);
                }
            }
        }
        let several = meant.into_iter().filter(|(_, files)| files.len() >= MIN_OWN_MODULES);
        several.max_by(|a, b| a.1.len().cmp(&b.1.len()).then_with(|| b.0.cmp(a.0))).map(|(name, _)| name)
    }

    fn add(&mut self, id: FileId, path: &'a str) {
        let (dir, name) = split_path(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let mut parts: Parts<'a> = dir.split('/').filter(|part| !part.is_empty()).collect();
        if stem == "__init__" {
            self.packages.entry(dir).or_insert(id);
            self.is_package[id as usize] = true;
        } else {
            parts.push(stem);
        }
        if let Some(last) = parts.last() {
            self.by_last.entry(last).or_default().push(id);
        }
        self.by_path.entry(parts.join("/")).or_insert(id);
        self.parts[id as usize] = parts;
    }

    fn script_target(&self, importer: &str, specifier: &str, rows: &Rows<'_>) -> ImportTarget {
        let file = self.scripts.resolve(importer, specifier, rows);
        ImportTarget { file, submodule: None, dotted: package_name(specifier) }
    }

    /// The absolute name of a module: from the topmost directory that is a package.
    pub(super) fn dotted(&self, tree: &Tree<'_>, file: FileId) -> String {
        if tree.files[file as usize].family == Family::Scripts {
            return module_name(tree.files[file as usize].path).to_owned();
        }
        let parts = &self.parts[file as usize];
        let mut first = parts.len().saturating_sub(1);
        while first > 0 && self.packages.contains_key(parts[..first].join("/").as_str()) {
            first -= 1;
        }
        parts[first..].join(".")
    }

    /// The file of an absolute import.
    pub(super) fn resolve(&self, importer: FileId, dotted: &str, rows: &Rows<'_>) -> Option<FileId> {
        if let Some(rest) = self.own_name.and_then(|own| dotted.strip_prefix(own))
            && (rest.is_empty() || rest.starts_with('.'))
        {
            return match rest.strip_prefix('.') {
                Some(inner) => self.in_directory(&[], inner),
                None => self.packages.get("").copied(),
            };
        }
        let wanted: Parts<'_> = dotted.split('.').collect();
        let (first, last) = (*wanted.first()?, *wanted.last()?);
        let candidates = self.by_last.get(last)?;
        let home = self.home(importer);
        let mut best: Option<(usize, FileId)> = None;
        for &candidate in candidates {
            let parts = &self.parts[candidate as usize];
            if candidate == importer && wanted.len() == 1 || !parts.ends_with(&wanted) {
                continue;
            }
            let root = &parts[..parts.len() - wanted.len()];
            if !self.may_be_root(root, home, first, rows) {
                continue;
            }
            let shared = parts.iter().zip(self.parts[importer as usize].iter()).take_while(|(a, b)| a == b).count();
            if best.is_none_or(|(known, _)| shared > known) {
                best = Some((shared, candidate));
            }
        }
        best.map(|(_, file)| file)
    }

    /// Whether an absolute import of `first` in a file of directory `home` may look into `root`.
    fn may_be_root(&self, root: &[&str], home: &[&str], first: &str, rows: &Rows<'_>) -> bool {
        let inside_package = !root.is_empty() && self.packages.contains_key(root.join("/").as_str());
        match (is_standard_module(first), rows.knows_library(first)) {
            // Only a script's own directory comes before the standard library.
            (true, _) => root == home && !inside_package,
            (false, true) => home.starts_with(root) && !inside_package,
            // Python 2: a module of the same package.
            (false, false) => !inside_package || root == home,
        }
    }

    /// The directory whose modules a relative import of one dot means.
    fn home(&self, file: FileId) -> &[&'a str] {
        let parts = &self.parts[file as usize];
        if self.is_package[file as usize] { parts } else { &parts[..parts.len().saturating_sub(1)] }
    }

    fn in_directory(&self, dir: &[&str], dotted: &str) -> Option<FileId> {
        let mut path = dir.join("/");
        for part in dotted.split('.').filter(|part| !part.is_empty()) {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(part);
        }
        self.by_path.get(path.as_str()).copied()
    }

    /// A module inside a package.
    pub(super) fn submodule(&self, package: FileId, name: &str) -> Option<FileId> {
        if !self.is_package[package as usize] || !self.has_name(name) {
            return None;
        }
        self.in_directory(&self.parts[package as usize], name)
    }

    /// The module with this last name, if there is only one.
    pub(super) fn only(&self, last: &str) -> Option<FileId> {
        match self.by_last.get(last).map(Vec::as_slice) {
            Some(&[only]) => Some(only),
            _ => None,
        }
    }

    /// True when some module of the tree has this last name: cheap, before [`Modules::resolve`].
    pub(super) fn has_name(&self, last: &str) -> bool {
        self.by_last.contains_key(last)
    }

    fn target(&self, tree: &Tree<'_>, importer: FileId, import: &Import, rows: &Rows<'_>) -> ImportTarget {
        let facts = tree.files[importer as usize].facts;
        let module = facts.text(import.module);
        let name = import.name.map(|name| facts.text(name));
        if import.level == 0 {
            let file = self.resolve(importer, module, rows);
            let submodule = name.and_then(|name| match file {
                Some(file) => self.submodule(file, name),
                None if self.has_name(name) => self.resolve(importer, &format!("{module}.{name}"), rows),
                None => None,
            });
            return ImportTarget { file, submodule, dotted: module.to_owned() };
        }
        let home = self.home(importer);
        let up = usize::from(import.level) - 1;
        let dir = &home[..home.len().saturating_sub(up)];
        let file = self.in_directory(dir, module);
        let full = name.map(|name| if module.is_empty() { name.to_owned() } else { format!("{module}.{name}") });
        let submodule = full.and_then(|full| self.in_directory(dir, &full));
        ImportTarget { file, submodule, dotted: self.dotted_directory(dir, module) }
    }

    fn dotted_directory(&self, dir: &[&str], module: &str) -> String {
        let mut first = dir.len();
        while first > 0 && self.packages.contains_key(dir[..first].join("/").as_str()) {
            first -= 1;
        }
        let mut parts: Vec<&str> = dir[first..].to_vec();
        if !module.is_empty() {
            parts.push(module);
        }
        parts.join(".")
    }

    /// The targets of all imports of all files.
    pub(super) fn targets(&self, tree: &Tree<'_>, directories: &Directories<'_>, rows: &[&Rows<'_>]) -> Vec<Vec<ImportTarget>> {
        tree.files
            .par_iter()
            .enumerate()
            .map(|(id, file)| match file.family {
                Family::Linkage => Vec::new(),
                Family::Directories => {
                    let target = |import: &Import| {
                        let path = file.facts.text(import.module);
                        let found = directories.resolve(id as FileId, path, rows[id].knows_library(path));
                        ImportTarget { file: found, submodule: None, dotted: path.to_owned() }
                    };
                    file.facts.imports.iter().map(target).collect()
                }
                Family::Scripts => {
                    let target = |import: &Import| self.script_target(file.path, file.facts.text(import.module), rows[id]);
                    file.facts.imports.iter().map(target).collect()
                }
                Family::Packages => {
                    let target = |import: &Import| file.facts.text(import.module).to_owned();
                    let imports = file.facts.imports.iter().map(target);
                    imports.map(|dotted| ImportTarget { dotted, ..ImportTarget::default() }).collect()
                }
                Family::Modules => {
                    file.facts.imports.iter().map(|import| self.target(tree, id as FileId, import, rows[id])).collect()
                }
            })
            .collect()
    }
}

fn split_path(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}
