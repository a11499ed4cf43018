//! The names of files, and the words of those that belong to a build → what the submission is built and checked with.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::super::Texts;
use super::TABLES;
use crate::report::model::{FileCoverage, ToolchainPart};
use crate::syntax::Lexicon;

/// Bytes of a file of a build that are searched for compilers.
const SEARCHED: usize = 1 << 20;

static COMPILERS: LazyLock<Option<Lexicon>> = LazyLock::new(|| Lexicon::new(&TABLES.compilers.words).ok());

/// Counts files, and keeps the first.
#[derive(Default)]
struct Inventory<'a>(BTreeMap<(&'a str, &'a str), (u64, &'a str)>);

impl<'a> Inventory<'a> {
    fn add(&mut self, kind: &'a str, name: &'a str, path: &'a str) {
        self.0.entry((kind, name)).or_insert((0, path)).0 += 1;
    }
}

/// Sorted. `files` are in the order of their paths.
pub(super) fn tools(files: &[FileCoverage], texts: &Texts<'_>) -> Vec<ToolchainPart> {
    let mut found = Inventory::default();
    for file in files {
        let mut builds = false;
        for kind in &TABLES.tool {
            for tool in kind.names.iter().filter(|tool| tool.files.iter().any(|pattern| fits(pattern, &file.path))) {
                found.add(&kind.kind, &tool.name, &file.path);
                builds |= kind.kind != "lock-file";
            }
        }
        if let Some(text) = texts.get(file.path.as_str()).filter(|_| builds) {
            compilers(text, &file.path, &mut found);
        }
    }
    let tool = |((kind, name), (files, path)): ((&str, &str), (u64, &str))| ToolchainPart {
        kind: kind.to_owned(),
        name: name.to_owned(),
        files,
        path: path.to_owned(),
    };
    found.0.into_iter().map(tool).collect()
}

fn compilers<'a>(text: &[u8], path: &'a str, found: &mut Inventory<'a>) {
    let Some(lexicon) = COMPILERS.as_ref() else { return };
    let mut named: Vec<u32> =
        lexicon.search(&text[..text.len().min(SEARCHED)]).names.into_iter().map(|(index, _)| index).collect();
    named.sort_unstable();
    named.dedup();
    for index in named {
        if let Some(word) = TABLES.compilers.words.get(index as usize) {
            found.add("compiler", word, path);
        }
    }
}

/// A file name, the end of a path, or `*` for what stands before a suffix.
fn fits(pattern: &str, path: &str) -> bool {
    let Some((before, suffix)) = pattern.split_once('*') else {
        return path.strip_suffix(pattern).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
    };
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let beside = before.is_empty() || fits(before.trim_end_matches('/'), folder);
    beside && name.len() > suffix.len() && name.ends_with(suffix)
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_fit_whole_names() {
        for (pattern, path, expected) in [
            ("Makefile", "a/Makefile", true),
            ("Makefile", "a/GNUMakefile", false),
            ("*.mk", "a/b.mk", true),
            ("*.mk", "a/.mk", false),
            (".github/workflows/*.yml", "a/.github/workflows/b.yml", true),
            (".github/workflows/*.yml", "a/b.yml", false),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }
}
