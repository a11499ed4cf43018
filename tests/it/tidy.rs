//! Holds the house to its own rules: who may import whom, where the C libraries may be named, how
//! files begin and how long they get, and that data lying in the tree is data that runs.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use candor::detect::classes;
use candor::syntax::grammar;

/// The stations in order: each imports only from those to its left. `report::model`, the wire schema, is
/// data that findings are written in, so it stands further left than its renderers. `sandbox` stands
/// beside `review` and is imported by `review` and `batch` alone.
const ORDER: &[&str] = &[
    "base",
    "ir",
    "models",
    "report::model",
    "intake",
    "syntax",
    "lower",
    "facts",
    "link",
    "taint",
    "detect",
    "assess",
    "report",
    "attest",
    "tlog",
    "sandbox",
    "review",
    "batch",
    "cli",
];

/// The stations that parse source code or decide findings; the trusted core must stand without them.
const UNTRUSTED: &[&str] = &["intake", "syntax", "lower", "facts", "link", "taint", "detect", "assess"];
const TRUSTED: &[&str] = &["base", "report::model", "report", "attest", "tlog"];

const MAX_LINES: usize = 700;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder`, sorted, as paths relative to the repository's root.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![root().join(folder)];
    while let Some(folder) = pending.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("a readable tree").path();
            if path.is_dir() {
                pending.push(path);
            } else {
                found.push(path.strip_prefix(root()).expect("below the root").to_owned());
            }
        }
    }
    found.sort();
    found
}

fn rust_files(folder: &str) -> Vec<PathBuf> {
    files(folder).into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "rs")).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text without line comments (doc links are not imports). A `//` inside a string cuts the line
/// short, which can only hide something after a URL on the same line.
fn code(path: &Path) -> String {
    read(path).lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// `src/taint/solve.rs` and `src/taint.rs` are both of the station `taint`.
fn station(path: &Path) -> Option<String> {
    let inside = path.strip_prefix("src").ok()?.with_extension("");
    let names: Vec<_> = inside.iter().filter_map(|name| name.to_str()).collect();
    Some(station_of(names.first()?, names.get(1).copied()))
}

fn station_of(first: &str, second: Option<&str>) -> String {
    match (first, second) {
        ("report", Some("model")) => "report::model".to_owned(),
        _ => first.to_owned(),
    }
}

fn rank(station: &str) -> Option<usize> {
    ORDER.iter().position(|&name| name == station)
}

/// Stations of this crate that `text` names: `crate::x`, `crate::{x, y::z}`.
fn imported(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, start) in text.match_indices("crate::") {
        let rest = text[at + start.len()..].trim_start();
        match rest.strip_prefix('{') {
            Some(list) => names.extend(group_heads(list)),
            None => names.extend(head(rest)),
        }
    }
    names
}

fn identifier(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// The station that the path at the start of `text` leads to.
fn head(text: &str) -> Option<String> {
    let text = text.trim_start();
    let first = identifier(text);
    let second = text[first.len()..].strip_prefix("::").map(identifier);
    (!first.is_empty()).then(|| station_of(first, second))
}

/// The station of each entry of a `{...}` list whose opening brace is already consumed.
fn group_heads(list: &str) -> Vec<String> {
    let mut heads: Vec<String> = head(list).into_iter().collect();
    let mut depth = 0;
    for (at, character) in list.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.extend(head(&list[at + 1..])),
            _ => {}
        }
    }
    heads
}

/// Fails with one line a breach.
fn hold(rule: &str, breaches: Vec<String>) {
    assert!(breaches.is_empty(), "{rule}:\n  {}", breaches.join("\n  "));
}

#[test]
fn imports_go_one_way() {
    let mut breaches = Vec::new();
    for path in rust_files("src") {
        let Some(here) = station(&path) else { continue };
        if here == "main" || here == "lib" {
            continue;
        }
        let Some(own) = rank(&here) else {
            breaches.push(format!("{}: `{here}` is not a station of this house", path.display()));
            continue;
        };
        for name in imported(&code(&path)) {
            match rank(&name) {
                Some(other) if other > own => breaches.push(format!("{}: {here} imports {name}", path.display())),
                Some(_) if name == "sandbox" && !["sandbox", "review", "batch"].contains(&here.as_str()) => {
                    breaches.push(format!("{}: sandbox is for review and batch alone", path.display()));
                }
                Some(_) if TRUSTED.contains(&here.as_str()) && UNTRUSTED.contains(&name.as_str()) => {
                    breaches.push(format!("{}: the trusted core ({here}) imports {name}", path.display()));
                }
                Some(_) | None => {}
            }
        }
    }
    hold("a module imports only from its left (`ORDER`)", breaches);
}

#[test]
fn imports_are_read_in_every_form() {
    let text =
        "use crate::{base::Digest, ir::{self, Op}, taint};\nfn f() { crate::link::x(); }\nuse crate::report::model::Report;";
    let names: Vec<_> = imported(text).into_iter().collect();
    assert_eq!(names, ["base", "ir", "link", "report::model", "taint"]);
}

#[test]
fn c_libraries_are_named_in_few_places() {
    let confined: &[(&str, &[&str])] = &[("git2", &["src/intake"]), ("tree_sitter", &["src/syntax", "src/lower", "grammars"])];
    let mut breaches = Vec::new();
    for path in rust_files("src").into_iter().chain(rust_files("grammars")) {
        let text = code(&path);
        let name = path.to_str().expect("our own paths are UTF-8");
        for (library, places) in confined {
            let used = text.contains(&format!("{library}::")) || text.contains(&format!("use {library}"));
            let allowed = places.iter().any(|place| name == format!("{place}.rs") || name.starts_with(&format!("{place}/")));
            if used && !allowed {
                breaches.push(format!("{name}: names {library}, which is for {places:?}"));
            }
        }
    }
    hold("git2 and tree-sitter stay where they are fenced in", breaches);
}

#[test]
fn every_module_says_what_it_is() {
    let mut breaches = Vec::new();
    for path in
        rust_files("src").into_iter().chain(rust_files("grammars")).chain(rust_files("tests")).chain(rust_files("benches"))
    {
        if !read(&path).starts_with("//!") {
            breaches.push(format!("{}: does not open with `//!`", path.display()));
        }
        if path.starts_with("src") && path.ends_with("mod.rs") {
            breaches.push(format!("{}: modules are `x.rs` beside `x/`", path.display()));
        }
    }
    hold("what into what, its invariant, what it does not know", breaches);
}

#[test]
fn no_file_grows_past_one_idea() {
    let long = |path: PathBuf| {
        let lines = read(&path).lines().count();
        (lines > MAX_LINES).then(|| format!("{}: {lines} lines", path.display()))
    };
    let all = ["src", "grammars", "tests", "benches"].into_iter().flat_map(rust_files);
    hold("look for a second idea", all.filter_map(long).collect());
}

#[test]
fn every_grammar_folder_is_registered() {
    let mut breaches = Vec::new();
    for entry in fs::read_dir(root().join("grammars")).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir()) {
        let language = entry.file_name().into_string().expect("our own names are UTF-8");
        let Some(grammar) = grammar::by_id(&language) else {
            breaches.push(format!("grammars/{language}: no line of the registry names it"));
            continue;
        };
        let embedded: BTreeSet<&str> = grammar.models.iter().map(|&(name, _)| name).collect();
        for path in files(&format!("grammars/{language}/models")) {
            let name = path.file_name().and_then(|name| name.to_str()).expect("our own names are UTF-8");
            if name.ends_with(".toml") && !embedded.contains(name) {
                breaches.push(format!("{}: lies there and is not built in", path.display()));
            }
        }
    }
    hold("one language, one folder, one line", breaches);
}

#[test]
fn every_case_file_is_run() {
    let mut breaches = Vec::new();
    for language in grammar::all() {
        let folder = PathBuf::from(format!("grammars/{}/cases", language.id));
        for path in files(folder.to_str().expect("our own paths are UTF-8")) {
            let inside: Vec<_> = path.strip_prefix(&folder).expect("below").iter().filter_map(|part| part.to_str()).collect();
            // The harnesses list these folders and run whatever lies in them.
            let run = match inside[..] {
                ["flow" | "hard" | "models", _] => true,
                ["lower", name] => {
                    name.strip_suffix(".ir").is_none_or(|source| root().join(&folder).join("lower").join(source).is_file())
                }
                _ => false,
            };
            if !run {
                breaches.push(format!("{}: no harness looks there", path.display()));
            }
        }
    }
    for entry in fs::read_dir(root().join("tests/cases")).into_iter().flatten().flatten() {
        if !entry.path().join("expect.toml").is_file() {
            breaches.push(format!("{}: has no expect.toml", entry.path().display()));
        }
    }
    hold("data lying in the tree is data that runs", breaches);
}

#[test]
fn every_finding_class_has_its_text() {
    let mut breaches = Vec::new();
    for class in classes::all() {
        for (name, text) in [("title", &class.title), ("what", &class.what), ("why", &class.why), ("check", &class.check)] {
            if text.trim().len() < 10 {
                breaches.push(format!("{}: `{name}` says nothing", class.id));
            }
        }
        if class.weight > 100 || !class.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit())
        {
            breaches.push(format!("{}: weight or name out of form", class.id));
        }
    }
    let names: BTreeSet<&str> = classes::all().iter().map(|class| class.id.as_str()).collect();
    assert_eq!(names.len(), classes::all().len(), "two classes of one name");
    hold("a reader can act on every class", breaches);
}

#[test]
fn no_address_or_machine_path_is_written_down() {
    // Assembled, so that this file does not contain what it looks for.
    let forbidden = [["registry.", "npmjs"], ["pypi.", "org"], ["deb.", "debian.org"], ["crates.io", "/api"], ["/wor", "k/"]];
    let mut breaches = Vec::new();
    let places = ["src", "grammars", "tests", "benches", "reports", ".ci", ".cargo"];
    let all = places.into_iter().flat_map(files).chain(["README.md", "CHANGELOG.md", "Cargo.toml"].map(PathBuf::from));
    for path in all {
        let Ok(text) = fs::read_to_string(root().join(&path)) else { continue };
        for word in forbidden.iter().map(|parts| parts.concat()) {
            if text.contains(&word) {
                breaches.push(format!("{}: contains {word}", path.display()));
            }
        }
    }
    hold("addresses come from the machine's own client configuration", breaches);
}
