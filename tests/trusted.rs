//! The trusted core by itself: the files below are all of our own source that says whether a pack is to be believed,
//! and they are compiled here without the rest of candor. What the compiler finds no use of outside them they do not
//! import, and what they call lies in them; so the number of lines that an auditor has to read is counted, not claimed.

#![allow(dead_code, reason = "the rest of candor uses some of it: names, accessors, help texts")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tlog::evidence;

/// Code lines: no comments, no blank lines, no test modules, no lists of modules.
const MOST_LINES: usize = 2_500;

#[path = "../src/base"]
pub mod base {
    pub mod digest;
    pub mod display;
    pub mod json;

    pub use digest::Digest;
}

#[path = "../src/attest"]
pub mod attest {
    pub mod companion;
    pub mod contents;
    pub mod dsse;
    pub mod keys;
    pub mod layout;
    pub mod statement;
    pub mod timestamp;
    pub mod trust;
    pub mod verify;

    pub use trust::{Times, Trust};
    pub use verify::{Verification, verify};
}

#[path = "../src/tlog"]
pub mod tlog {
    pub mod checkpoint;
    pub mod entry;
    pub mod evidence;
    pub mod merkle;
    pub mod note;
    pub mod policy;
    pub mod proof;
}

/// A pack as candor writes it, its keys and a trust file.
#[path = "it/attest/sample.rs"]
mod sample;

/// The files compiled above, as this very file lists them.
fn core_files() -> Vec<String> {
    let mut folder = "";
    let mut found = Vec::new();
    for line in include_str!("trusted.rs").lines() {
        if let Some(path) = line.strip_prefix("#[path = \"../").and_then(|rest| rest.strip_suffix("\"]")) {
            folder = path;
        } else if let Some(module) = line.strip_prefix("    pub mod ").and_then(|rest| rest.strip_suffix(';')) {
            found.push(format!("{folder}/{module}.rs"));
        }
    }
    found
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Test modules end our files; what stands above them is code.
fn code_lines(path: &str) -> usize {
    let text = read(path);
    let code = text.split("\n#[cfg(test)]\n").next().unwrap_or_default();
    code.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count()
}

#[test]
fn the_core_can_be_read_in_a_day() {
    let counts: Vec<_> = core_files().into_iter().map(|path| (code_lines(&path), path)).collect();
    let sum: usize = counts.iter().map(|(lines, _)| lines).sum();
    let table: String = counts.iter().map(|(lines, path)| format!("{lines:6} {path}\n")).collect();
    eprintln!("{table}{sum:6} lines of code");
    assert_eq!(counts.len(), counts.iter().map(|(_, path)| path).collect::<BTreeSet<_>>().len());
    assert!(sum < MOST_LINES, "{sum} lines, {MOST_LINES} is the most:\n{table}");
}

#[test]
fn the_lists_of_modules_hold_nothing_else() {
    for path in ["src/base.rs", "src/attest.rs", "src/tlog.rs"] {
        for line in read(path).lines().filter(|line| !line.is_empty()) {
            let list = ["//", "pub mod ", "pub use "].iter().any(|start| line.starts_with(start));
            assert!(list, "{path} holds code that is not counted: {line}");
        }
    }
}

#[test]
fn the_core_alone_accepts_a_good_pack_and_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = folder.path().join("sample.candor");
    candor::attest::write_pack(&pack, sample::input(), &[&sample::key(1)]).expect("a pack");
    let trust = attest::Trust::parse(&sample::trust().to_bytes()).expect("a sound trust file");
    let verify = || evidence::verify(&pack, &trust, attest::Times::at(sample::NOW)).expect("a readable pack");
    let outcome = verify();
    assert!(outcome.accepted && outcome.signers.len() == 1, "{:?}", outcome.checks);
    fs::write(pack.join("report.json"), br#"{"findings":["none"],"schema":"sample"}"#).expect("written");
    let outcome = verify();
    assert!(!outcome.accepted && outcome.statement.is_none());
    assert_eq!(outcome.checks.last().map(|check| (check.name, check.ok)), Some(("report", false)));
}
