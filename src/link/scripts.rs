//! Modules of JavaScript and TypeScript: the file that a specifier means, and the name of a package that is not of the tree.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::family::{Family, Root};
use super::names::{Base, Step};
use super::program::{FileId, NameId, Slot};
use super::rows::Rows;
use super::shape::Entity;
use super::tree::Tree;
use super::words::is_node_module;
use crate::ir::EXPORTED_AS;

/// Suffixes of source files, the first ones first where several files differ in nothing else.
const SUFFIXES: [&str; 8] = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];
/// Names by which build tools know the root of the sources.
const ALIASES: [&str; 6] = ["@/", "~/", "#/", "@@/", "src/", "app/"];
/// Where a package keeps its first file.
const PACKAGE_ROOTS: [&str; 5] = ["", "/src", "/lib", "/src/main", "/dist"];
/// Copies of one package that are told apart.
const MAX_COPIES: usize = 64;
/// A file that several paths may mean is not guessed.
const MAX_PATH: usize = 1024;

/// Script files by path without suffix.
#[derive(Default)]
pub(super) struct Scripts<'a> {
    by_stem: FxHashMap<&'a str, FileId>,
    /// By the last part of the stem; of `x/index`, by `x`.
    by_last: FxHashMap<&'a str, SmallVec<[(&'a str, FileId); 1]>>,
    /// Directories by the names that their manifests give them.
    named: FxHashMap<String, Vec<String>>,
    /// What manifests say that an import means: by directory, (path below the package's name, file below the directory).
    entries: FxHashMap<String, Vec<(String, String)>>,
}

impl<'a> Scripts<'a> {
    pub(super) fn of(tree: &Tree<'a>, roots: &[Root]) -> Self {
        let mut scripts = Self::default();
        for root in roots.iter().filter(|root| Family::of(root.language) == Family::Scripts) {
            let directories = scripts.named.entry(root.name.clone()).or_default();
            if directories.len() < MAX_COPIES {
                directories.push(root.directory.clone());
                scripts.entries.insert(root.directory.clone(), root.entries.clone());
            }
        }
        let mut files: Vec<(usize, &'a str, FileId)> = Vec::new();
        for (id, file) in tree.files.iter().enumerate().filter(|(_, file)| file.family == Family::Scripts) {
            let (stem, rank) = split_suffix(file.path);
            files.push((rank, stem, id as FileId));
        }
        files.sort_unstable();
        for (_, stem, id) in files {
            if let std::collections::hash_map::Entry::Vacant(free) = scripts.by_stem.entry(stem) {
                free.insert(id);
                let whole = stem.strip_suffix("/index").unwrap_or(stem);
                let last = whole.rsplit('/').next().unwrap_or(whole);
                scripts.by_last.entry(last).or_default().push((whole, id));
            }
        }
        scripts
    }

    /// The file that `specifier` means in the file at `importer`.
    pub(super) fn resolve(&self, importer: &str, specifier: &str, rows: &Rows<'_>) -> Option<FileId> {
        if specifier.len() > MAX_PATH {
            return None;
        }
        if specifier.starts_with('.') {
            return self.at(&joined(importer, specifier)?);
        }
        let (package, _) = split_package(specifier);
        if is_node_module(package) || specifier.starts_with("node:") || rows.knows_library(package) {
            return None;
        }
        let named = || self.named(importer, specifier);
        self.aliased(importer, specifier).or_else(named).or_else(|| self.package(importer, specifier))
    }

    /// A package of the same tree, by the name that its manifest gives it; of several copies the nearest.
    fn named(&self, importer: &str, specifier: &str) -> Option<FileId> {
        let (package, inside) = split_package(specifier);
        let near = |directory: &&String| shared_parts(directory, importer);
        let directory = self.named.get(package)?.iter().rev().max_by_key(near)?;
        let below = |path: &str| {
            [directory.as_str(), path, inside].join("/").split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
        };
        let entries = self.entries.get(directory).into_iter().flatten().filter(|(path, _)| path == inside);
        let entry = |path: &str| self.at([directory.as_str(), path].join("/").trim_start_matches('/'));
        let meant = entries.filter(|(_, path)| !path.is_empty()).find_map(|(_, path)| entry(path));
        meant.or_else(|| PACKAGE_ROOTS.iter().find_map(|root| self.at(&below(root))))
    }

    /// A path as written: with or without suffix, `.js` for a `.ts` file, a directory.
    fn at(&self, path: &str) -> Option<FileId> {
        let (stem, _) = split_suffix(path);
        let find = |stem: &str| self.by_stem.get(stem).copied();
        find(path).or_else(|| find(stem)).or_else(|| match path {
            "" => find("index"),
            _ => find(&format!("{path}/index")),
        })
    }

    /// `@/x`: the nearest file below any root that ends so; in a tree of many packages each has a root of its own.
    fn aliased(&self, importer: &str, specifier: &str) -> Option<FileId> {
        let path = ALIASES.iter().find_map(|alias| specifier.strip_prefix(alias))?;
        self.nearest(importer, split_suffix(path).0.strip_suffix("/index").unwrap_or(split_suffix(path).0))
    }

    /// A package of the same tree, by the name of its directory.
    fn package(&self, importer: &str, specifier: &str) -> Option<FileId> {
        let (package, inside) = split_package(specifier);
        let directory = package.rsplit('/').next().unwrap_or(package);
        if inside.is_empty() {
            return PACKAGE_ROOTS.iter().find_map(|root| self.nearest(importer, &format!("{directory}{root}")));
        }
        PACKAGE_ROOTS.iter().find_map(|root| self.nearest(importer, &format!("{directory}{root}/{inside}")))
    }

    /// The file whose stem ends with `path` and that lies nearest to the one that imports it; of several, none.
    fn nearest(&self, importer: &str, path: &str) -> Option<FileId> {
        let last = path.rsplit('/').next().unwrap_or(path);
        let ends = |stem: &str| stem.strip_suffix(path).is_some_and(|before| before.is_empty() || before.ends_with('/'));
        let mut best: Option<(usize, FileId)> = None;
        let mut several = false;
        for &(stem, file) in self.by_last.get(last)?.iter().filter(|(stem, _)| ends(stem)) {
            let near = shared_parts(stem, importer);
            if best.is_none_or(|(known, _)| near > known) {
                (best, several) = (Some((near, file)), false);
            } else {
                several |= best.is_some_and(|(known, _)| near == known);
            }
        }
        best.filter(|_| !several).map(|(_, file)| file)
    }
}

/// How many parts two paths begin with alike.
fn shared_parts(left: &str, right: &str) -> usize {
    left.split('/').zip(right.split('/')).take_while(|(a, b)| a == b).count()
}

/// The path without the suffix of a source file, and the rank of that suffix.
pub(super) fn split_suffix(path: &str) -> (&str, usize) {
    let found = SUFFIXES.iter().enumerate().find_map(|(rank, suffix)| Some((path.strip_suffix(suffix)?, rank)));
    found.unwrap_or((path, SUFFIXES.len()))
}

/// `@scope/name/a/b` is the package `@scope/name` and what is inside of it.
fn split_package(specifier: &str) -> (&str, &str) {
    let from = match specifier.starts_with('@') {
        true => specifier.find('/').map_or(specifier.len(), |at| at + 1),
        false => 0,
    };
    match specifier[from..].find('/') {
        Some(at) => (&specifier[..from + at], &specifier[from + at + 1..]),
        None => (specifier, ""),
    }
}

/// `specifier` seen from the directory of `importer`; `None` above the root.
fn joined(importer: &str, specifier: &str) -> Option<String> {
    let directory = importer.rsplit_once('/').map_or("", |(directory, _)| directory);
    let mut parts: SmallVec<[&str; 16]> = directory.split('/').filter(|part| !part.is_empty()).collect();
    for part in specifier.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The dotted name of a package: `node:fs/promises` is `fs.promises`, others keep their slashes.
pub(super) fn package_name(specifier: &str) -> String {
    let plain = specifier.strip_prefix("node:").unwrap_or(specifier);
    let (package, inside) = split_package(plain);
    if !inside.is_empty() && is_node_module(package) {
        format!("{package}.{}", inside.replace('/', "."))
    } else {
        plain.to_owned()
    }
}

/// The short name of a script file: its own, or that of its directory.
pub(super) fn module_name(path: &str) -> &str {
    let stem = split_suffix(path).0;
    let whole = stem.strip_suffix("/index").unwrap_or(stem);
    whole.rsplit('/').next().unwrap_or(whole)
}

/// Names of the object that holds all global names.
pub(super) fn is_global_object(name: &str) -> bool {
    matches!(name, "window" | "globalThis" | "self" | "global")
}

impl Base<'_> {
    /// What an import of a script binds.
    pub(super) fn script_step(&self, file: FileId, import: u32) -> Step {
        let own = &self.tree.files[file as usize];
        let target = &self.import_targets(file)[import as usize];
        let import = &own.facts.imports[import as usize];
        let special = &self.tree.special;
        let name = import.name.map(|name| own.name(name));
        let Some(module) = target.file else {
            let path = self.tree.names.intern(&target.dotted);
            return Step::Done(Entity::External(match name {
                Some(name) if name != special.default => self.tree.names.join(path, name),
                _ => path,
            }));
        };
        match name {
            Some(name) if name == special.default => Step::Follow(module, name, self.whole(module)),
            Some(name) => {
                let otherwise = Entity::External(self.tree.names.join(self.dotted[module as usize], name));
                Step::Follow(module, self.offered(module, name), otherwise)
            }
            None => match self.tree.files[module as usize].globals.contains_key(&special.whole) {
                true => Step::Done(self.whole(module)),
                false => Step::Done(Entity::Module(module)),
            },
        }
    }

    /// The name that a file itself has for what it offers under a name.
    pub(super) fn offered(&self, file: FileId, name: NameId) -> NameId {
        let own = &self.tree.files[file as usize];
        if own.family != Family::Scripts || own.globals.contains_key(&name) || own.functions.contains_key(&name) {
            return name;
        }
        let renamed = self.tree.names.written(&format!("{EXPORTED_AS}{}", &*self.tree.names.text(name)));
        renamed.filter(|renamed| own.globals.contains_key(renamed)).unwrap_or(name)
    }

    /// What a script gives as a whole: what it assigns to `module.exports`, or itself.
    pub(super) fn whole(&self, module: FileId) -> Entity {
        let whole = self.tree.special.whole;
        match self.tree.files[module as usize].globals.contains_key(&whole) {
            true => Entity::Slot(Slot::Global { file: module, name: whole }),
            false => Entity::Module(module),
        }
    }

    /// `entity.name` in a script.
    pub(super) fn script_attribute(&self, entity: Entity, name: NameId) -> Option<Entity> {
        let (names, special) = (&self.tree.names, &self.tree.special);
        match entity {
            Entity::Module(module) => Some(match self.member(module, self.offered(module, name)) {
                Entity::None if name == special.default => self.whole(module),
                Entity::None => Entity::External(names.join(self.dotted[module as usize], name)),
                found => found,
            }),
            Entity::External(path) if is_global_object(&names.text(path)) => Some(Entity::External(name)),
            Entity::External(path) if name == special.default => Some(Entity::External(path)),
            Entity::External(path) => Some(Entity::External(names.join(path, name))),
            // What the file offers beside the object that it is.
            Entity::Slot(Slot::Global { file, name: whole }) if whole == special.whole => match self.member(file, name) {
                Entity::None | Entity::External(_) => None,
                found => Some(found),
            },
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{joined, module_name, package_name, split_package};

    #[test]
    fn packages_and_what_is_inside() {
        assert_eq!(split_package("@aws-sdk/client-s3/dist/x"), ("@aws-sdk/client-s3", "dist/x"));
        assert_eq!(split_package("lodash/get"), ("lodash", "get"));
        assert_eq!(split_package("axios"), ("axios", ""));
        assert_eq!(package_name("node:fs/promises"), "fs.promises");
        assert_eq!(package_name("@scope/name/sub"), "@scope/name/sub");
    }

    #[test]
    fn paths_are_joined() {
        assert_eq!(joined("src/a/b.ts", "../c").as_deref(), Some("src/c"));
        assert_eq!(joined("a.js", "./b.js").as_deref(), Some("b.js"));
        assert_eq!(joined("a.js", "../b"), None);
        assert_eq!(module_name("src/upload/index.ts"), "upload");
    }
}
