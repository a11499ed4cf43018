//! Every finding class has an example and a near miss, and candor tells them apart.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use candor::detect::{classes, examples};
use candor::report::model::Report;
use candor::syntax::grammar;

#[test]
fn every_class_of_findings_has_an_example() {
    let told = |class: &&classes::Class| class.report && !class.indicator;
    let wanted: BTreeSet<&str> = classes::all().iter().filter(told).map(|class| class.id.as_str()).collect();
    let given: BTreeSet<&str> = examples::all().keys().map(String::as_str).collect();
    assert_eq!(given, wanted);
    for (class, example) in examples::all() {
        assert!(grammar::by_id(&example.language).is_some() && example.difference.ends_with(['.', ')']), "{class}");
        let lines = |code: &str| code.lines().map(|line| line.chars().count()).max().unwrap_or_default();
        assert!(lines(&example.example).max(lines(&example.near_miss)) <= 110, "{class}: as wide as a page");
    }
}

/// All of them in one tree, each in a folder of its own: none leads into another.
#[test]
fn what_is_shown_as_an_example_is_found_and_the_near_miss_is_not() {
    let home = tempfile::tempdir().expect("a folder");
    for (class, example) in examples::all() {
        let suffix = match example.language.as_str() {
            "c" => "c",
            "javascript" => "js",
            "python" => "py",
            other => panic!("{other} has no suffix here"),
        };
        write(home.path(), &format!("{class}/example/main.{suffix}"), &example.example);
        write(home.path(), &format!("{class}/near-miss/main.{suffix}"), &example.near_miss);
    }
    let found = found(home.path());
    let has = |class: &str, which: &str| found.get(&format!("{class}/{which}")).is_some_and(|classes| classes.contains(class));
    let missed: Vec<&String> = examples::all().keys().filter(|class| !has(class, "example")).collect();
    let mistaken: Vec<&String> = examples::all().keys().filter(|class| has(class, "near-miss")).collect();
    assert!(missed.is_empty() && mistaken.is_empty(), "not found: {missed:?}; found in the near miss: {mistaken:?}");
    for class in examples::all().keys() {
        assert!(explain(class).contains("A near miss, which is none"), "{class}");
    }
}

/// The classes of all flows, by the folders of their sources and sinks.
fn found(tree: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    let output = command.env_clear().arg("check").arg(tree).args(["--format=json", "--no-store"]).output().expect("it runs");
    let report = Report::from_json(output.stdout.trim_ascii_end()).expect("a report");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for finding in report.findings.iter().chain(&report.metadata) {
        for place in [&finding.source, &finding.sink] {
            let folder = place.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            found.entry(folder.to_owned()).or_default().insert(finding.class.clone());
        }
    }
    found
}

fn explain(class: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_candor")).env_clear().args(["explain", class]).output().expect("it runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
    fs::write(path, text).expect("a file");
}
