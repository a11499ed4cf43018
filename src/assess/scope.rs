//! What the submission is made of, and which parts of a product no file of it stands for. Tells by names
//! alone: it is a list of questions for the vendor, not an answer.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::model::{Component, FileCoverage, Scope};

/// A part that a product has, and how files of it are called: parts of the lower-case path.
const PARTS: &[(&str, &[&str])] = &[
    ("backend", &["backend/", "server/", "service/", "api/"]),
    ("build scripts", &["makefile", "cmakelists.txt", "configure.ac", "setup.py", "pyproject.toml", "meson.build", "build.sh"]),
    ("detection rules", &["rules/", "signatures/", ".yar", ".yara", ".rules"]),
    ("documents", &["readme", "docs/", "doc/", "manual"]),
    ("update channel", &["update", "upgrade"]),
];

/// The scope of a review of `files`; `component` names the component of a path.
pub fn scope(files: &[FileCoverage], component: impl Fn(&str) -> String) -> Scope {
    let mut components: BTreeMap<String, (Component, BTreeSet<String>)> = BTreeMap::new();
    for file in files {
        let name = component(&file.path);
        let (entry, languages) = components.entry(name.clone()).or_insert_with(|| {
            let path = name.clone();
            (Component { name, path, languages: Vec::new(), files: 0, bytes: 0, lines: 0 }, BTreeSet::new())
        });
        entry.files += 1;
        entry.bytes += file.bytes;
        entry.lines += file.lines;
        languages.extend(file.language.clone());
    }
    let components = components
        .into_values()
        .map(|(component, languages)| Component { languages: languages.into_iter().collect(), ..component })
        .collect();
    Scope { product: None, version: None, components, not_provided: not_provided(files), claim: None }
}

fn not_provided(files: &[FileCoverage]) -> Vec<String> {
    let paths: Vec<String> = files.iter().map(|file| file.path.to_lowercase()).collect();
    let lacks = |marks: &[&str]| !paths.iter().any(|path| marks.iter().any(|mark| path.contains(mark)));
    PARTS.iter().filter(|(_, marks)| lacks(marks)).map(|(part, _)| (*part).to_owned()).collect()
}
