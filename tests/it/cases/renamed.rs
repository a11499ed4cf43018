//! Hard programs under other names and in another order: what is reported does not rest on what a vendor calls things.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use candor::ir::FileFacts;
use candor::syntax::grammar;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::{CATALOGUE, Case, case_files, facts_of, grammar_of, load, run};

/// Names that mean something to a language or its tools, wherever they are declared.
const FIXED: [&str; 17] = [
    "main",
    "init",
    "index",
    "constructor",
    "exports",
    "module",
    "self",
    "this",
    "cls",
    "args",
    "kwargs",
    "go",
    "package",
    "native",
    "java",
    "com",
    "new",
];
/// A program whose names are nearly all those of libraries shows nothing.
const FEWEST: usize = 2;

/// Class, confidence, source and sink of a finding.
type Seen = (String, String, String, u32, String, u32);

#[test]
fn hard_programs_are_reported_alike_under_other_names() {
    let known = vocabulary();
    let paths: Vec<_> = grammar::all()
        .iter()
        .flat_map(|grammar| case_files(grammar.id, "hard").into_iter().map(move |path| (grammar, path)))
        .collect();
    let outcomes: Vec<(usize, Option<String>)> = paths
        .par_iter()
        .map(|(grammar, path)| {
            let case = load(grammar, path);
            let names = other_names(&case, &known);
            let other = Case {
                facts: Vec::new(),
                files: case.files.iter().map(|(path, bytes)| (replaced(path, &names), bytes_replaced(bytes, &names))).collect(),
                name: case.name.clone(),
                items: Vec::new(),
                problems: Vec::new(),
            };
            let (before, after) =
                (seen(&case, &names), seen(&analysed(other, |path| grammar_of(path, grammar)), &BTreeMap::new()));
            let wrong = (before != after || before.is_empty())
                .then(|| format!("{}\n  was {before:?}\n  is  {after:?}\n  by  {names:?}", case.name));
            (names.len(), wrong)
        })
        .collect();
    let failed: Vec<&String> = outcomes.iter().filter_map(|(_, wrong)| wrong.as_ref()).collect();
    assert!(
        failed.is_empty(),
        "{} of {}:\n{}",
        failed.len(),
        paths.len(),
        failed.iter().map(|text| text.as_str()).collect::<String>()
    );
    assert!(paths.len() >= 20, "{} hard programs", paths.len());
    let renamed = outcomes.iter().filter(|(names, _)| *names >= FEWEST).count();
    assert_eq!(renamed, paths.len(), "programs with names of their own");
}

/// The files in the order of their new paths.
fn analysed(mut case: Case, grammar: impl Fn(&str) -> &'static grammar::Grammar) -> Case {
    case.files.sort();
    case.facts = case.files.iter().map(|(path, bytes)| (path.clone(), Arc::new(facts_of(grammar(path), bytes)))).collect();
    case
}

fn seen(case: &Case, names: &BTreeMap<String, String>) -> BTreeSet<Seen> {
    let outcome = run(case, &CATALOGUE);
    let found = outcome.findings.into_iter().map(|finding| {
        let place = |path: &str| replaced(path, names);
        let (source, sink) = (place(&finding.source.path), place(&finding.sink.path));
        (finding.class, finding.confidence.name().to_owned(), source, finding.source.line, sink, finding.sink.line)
    });
    found.collect()
}

/// Words of the rows: names of libraries, which nobody can choose.
fn vocabulary() -> BTreeSet<String> {
    let lines = grammar::catalogue_files().into_iter().flat_map(|(_, _, text)| text.lines());
    let telling = lines.filter(|line| !line.starts_with("provenance") && !line.starts_with('#'));
    telling.flat_map(words).map(str::to_owned).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric() && character != '_').filter(|word| !word.is_empty())
}

/// What a case declares, and another name for each: by its digest, so the order of files and declarations changes as well.
fn other_names(case: &Case, known: &BTreeSet<String>) -> BTreeMap<String, String> {
    let declared = case.facts.iter().flat_map(|(_, facts)| declared(facts));
    let stems =
        case.files.iter().flat_map(|(path, _)| words(path.rsplit_once('.').map_or("", |(stem, _)| stem)).map(str::to_owned));
    let chosen = declared.chain(stems).filter(|name| {
        let dunder = name.starts_with("__");
        name.len() > 1 && !dunder && !known.contains(name) && !FIXED.contains(&name.as_str()) && words(name).count() == 1
    });
    chosen
        .map(|name| {
            let digest = Sha256::digest(name.as_bytes());
            let start = if name.starts_with(char::is_uppercase) { 'Q' } else { 'q' };
            let private = if name.starts_with('_') { "_" } else { "" };
            let other = format!("{private}{start}{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2]);
            (name, other)
        })
        .collect()
}

fn declared(facts: &FileFacts) -> Vec<String> {
    let functions = facts.functions.iter().flat_map(|function| {
        let params = function.params.iter().map(|param| param.name);
        params.chain([function.name])
    });
    let types = facts.types.iter().flat_map(|ty| ty.fields.iter().map(|&(name, _)| name).chain([ty.name]));
    let globals = facts.globals.iter().map(|global| global.name);
    let all = functions.chain(types).chain(globals);
    all.flat_map(|symbol| words(facts.text(symbol)).map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn bytes_replaced(bytes: &[u8], names: &BTreeMap<String, String>) -> Vec<u8> {
    replaced(&String::from_utf8_lossy(bytes), names).into_bytes()
}

/// Whole words only.
fn replaced(text: &str, names: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for character in text.chars().chain(['\0']) {
        if character.is_alphanumeric() || character == '_' {
            word.push(character);
            continue;
        }
        out.push_str(names.get(&word).unwrap_or(&word));
        word.clear();
        out.push(character);
    }
    out.pop();
    out
}
