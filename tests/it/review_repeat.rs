//! The same submission gives the same bytes of report: at any number of threads, in any directory order,
//! with a cold, a warm and a damaged store, whatever the surroundings.

use std::fs;
use std::path::{Path, PathBuf};

use super::review_run::Review;

fn acme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/acme-agent")
}

/// All files below `root`, as relative paths.
fn files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![root.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).expect("a readable tree") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { pending.push(path) } else { found.push(path.strip_prefix(root).expect("below").to_owned()) }
        }
    }
    found.sort();
    found
}

/// A copy whose files come into being in reverse order, which many file systems then list them in.
fn reversed(to: &Path) {
    for path in files(&acme()).iter().rev() {
        let target = to.join(path);
        fs::create_dir_all(target.parent().expect("a parent")).expect("a folder");
        fs::copy(acme().join(path), target).expect("a copy");
    }
}

#[test]
fn a_report_depends_on_the_submission_alone() {
    let expected = Review::of(&acme()).arg("--no-store").arg("--jobs=1").run().report_bytes();
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let copy = scratch.path().join("another-name");
    reversed(&copy);
    let store = scratch.path().join("store");
    let store = || format!("--store={}", store.display());
    let runs = [
        ("two threads", Review::of(&acme()).arg("--no-store").arg("--jobs=2")),
        ("eight threads", Review::of(&acme()).arg("--no-store").arg("--jobs=8")),
        ("another place and directory order", Review::of(&copy).arg("--no-store")),
        ("other surroundings", Review::of(&acme()).env("TZ", "Asia/Kolkata").env("LC_ALL", "tr_TR.UTF-8").env("TERM", "xterm")),
        ("a cold store", Review::of(&acme()).arg(store())),
        ("a warm store", Review::of(&acme()).arg(store()).arg("--jobs=8")),
    ];
    for (what, review) in runs {
        assert!(review.run().report_bytes() == expected, "{what} changed the report");
    }
}

#[test]
fn the_product_is_on_standard_output_and_nothing_else() {
    let review = Review::of(&acme()).arg("--format=json").run();
    assert_eq!(review.stdout.trim_end().as_bytes(), review.report_bytes());
    let quiet = Review::of(&acme()).arg("--quiet").run();
    assert_eq!((quiet.stdout.as_str(), quiet.code), ("", 1));
}

#[test]
fn what_cannot_be_done_is_said_with_a_next_step() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let occupied = scratch.path().join("notes.candor");
    fs::write(&occupied, "mine").expect("a file");
    let nowhere = scratch.path().join("nowhere");
    let inside = acme().join("x.candor");
    let runs = [
        (Review::of(&nowhere), "no such file"),
        (Review::of(&acme()).output(&occupied), "is not a pack"),
        (Review::of(&acme()).output(&scratch.path().join("notes.txt")), "is not the name of a pack"),
        (Review::of(&acme()).output(&inside), "inside the submission"),
        (Review::of(&acme()).arg("--ref=HEAD"), "not a git repository"),
        (Review::of(&acme()).arg(format!("--key={}", nowhere.display())), "nowhere"),
    ];
    for (review, expected) in runs {
        let review = review.run();
        assert_eq!(review.code, 2, "{expected}: {}", review.stderr);
        assert!(review.stderr.contains(expected) && review.stderr.contains("help: "), "{expected}: {}", review.stderr);
        assert!(review.stdout.is_empty());
    }
    assert_eq!(fs::read_to_string(&occupied).expect("still there"), "mine");
    assert!(!inside.exists());
}
