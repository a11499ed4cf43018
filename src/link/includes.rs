//! Finds the files that `#include` means and what each file sees through them.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::family::Family;
use super::program::FileId;
use super::tree::Tree;

/// No file sees more than this many others.
const MAX_CLOSURE: usize = 4096;

/// Direct includes by file, in order; empty for files without any.
pub(super) fn direct(tree: &Tree<'_>) -> Vec<Vec<FileId>> {
    let mut by_name: FxHashMap<&str, Vec<FileId>> = FxHashMap::default();
    for (id, file) in tree.files.iter().enumerate().filter(|(_, file)| file.family == Family::Linkage) {
        let name = file.path.rsplit_once('/').map_or(file.path, |(_, name)| name);
        by_name.entry(name).or_default().push(id as FileId);
    }
    tree.files
        .par_iter()
        .map(|file| {
            let includes = file.facts.imports.iter().filter(|import| file.family == Family::Linkage && import.star);
            includes
                .filter_map(|import| resolve(tree, &by_name, file.path, file.facts.text(import.module), import.level))
                .collect()
        })
        .collect()
}

/// Next to the including file first (quoted form), then the file with the longest common path whose path ends so.
fn resolve(tree: &Tree<'_>, by_name: &FxHashMap<&str, Vec<FileId>>, importer: &str, include: &str, level: u8) -> Option<FileId> {
    let dir = importer.rsplit_once('/').map_or("", |(dir, _)| dir);
    if level > 0
        && let Some(&file) = tree.paths.get(normalize(dir, include).as_str())
    {
        return Some(file);
    }
    let wanted = normalize("", include.trim_start_matches("../"));
    let name = wanted.rsplit_once('/').map_or(wanted.as_str(), |(_, name)| name);
    let mut best: Option<(usize, FileId)> = None;
    for &candidate in by_name.get(name)? {
        let path = tree.files[candidate as usize].path;
        let fits = path.strip_suffix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
        if fits && path != importer {
            let shared = shared_directories(path, importer);
            if best.is_none_or(|(known, _)| shared > known) {
                best = Some((shared, candidate));
            }
        }
    }
    best.map(|(_, file)| file)
}

/// How many leading directories two paths share.
pub(super) fn shared_directories(left: &str, right: &str) -> usize {
    left.split('/').zip(right.split('/')).take_while(|(a, b)| a == b).count()
}

/// `dir/path` without `.` and `..`.
fn normalize(dir: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in dir.split('/').chain(path.split(['/', '\\'])) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// The files that one file sees, nearest first. Reusable: clears itself.
pub(super) struct Closure {
    /// Distance rank + 1 by file; 0: not seen.
    rank: Vec<u32>,
    order: Vec<FileId>,
}

impl Closure {
    pub(super) fn new(files: usize) -> Self {
        Self { rank: vec![0; files], order: Vec::new() }
    }

    /// Becomes the closure of `file`, which has rank 0.
    pub(super) fn set(&mut self, file: FileId, direct: &[Vec<FileId>]) {
        for &seen in &self.order {
            self.rank[seen as usize] = 0;
        }
        self.order.clear();
        self.see(file);
        let mut next = 0;
        while next < self.order.len() && self.order.len() < MAX_CLOSURE {
            for &include in &direct[self.order[next] as usize] {
                self.see(include);
            }
            next += 1;
        }
    }

    fn see(&mut self, file: FileId) {
        if self.rank[file as usize] == 0 {
            self.order.push(file);
            self.rank[file as usize] = self.order.len() as u32;
        }
    }

    /// The files that are seen, nearest first.
    pub(super) fn seen(&self) -> &[FileId] {
        &self.order
    }

    pub(super) fn rank(&self, file: FileId) -> Option<u32> {
        self.rank[file as usize].checked_sub(1)
    }

    /// Of `items` the one whose file is nearest.
    pub(super) fn nearest<T: Copy>(&self, items: &[(FileId, T)]) -> Option<(FileId, T)> {
        items
            .iter()
            .filter_map(|&item| self.rank(item.0).map(|rank| (rank, item)))
            .min_by_key(|entry| entry.0)
            .map(|entry| entry.1)
    }
}
