//! Packs on the disk: written whole, beside nothing else, over nothing but packs; read without trust.

use std::fs;
use std::path::Path;

use candor::attest::contents::{self, ContentsError};
use candor::attest::layout;
use candor::attest::pack::{PackError, check_place, write_pack};
use candor::attest::verify::Verification;
use candor::attest::{Times, Trust};

use super::sample::{NOW, input, key, refused_by, signed_by, trust, verified};

fn verify(path: &Path, trust: &Trust) -> Result<Verification, ContentsError> {
    candor::attest::verify(path, trust, Times::at(NOW))
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    names
}

#[test]
fn a_written_pack_is_the_built_one_and_verifies() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample.candor");
    let written = write_pack(&path, input(), &[&key(1)]).expect("a pack");
    assert!(!written.replaced);
    assert_eq!(contents::read(&path).expect("a pack"), signed_by(&[1]), "the same input and key give the same bytes");
    assert!(verify(&path, &trust()).expect("readable").accepted);
    assert_eq!(names(folder.path()), ["sample.candor"], "no passing name is left");
}

/// The statement and the report hold no time: but for the run statement, two runs write the same pack.
#[test]
fn without_a_run_the_pack_holds_no_time() {
    let build = || {
        let mut input = input();
        input.run = None;
        candor::attest::pack::build("x.candor", input, &[&key(1)]).expect("a pack")
    };
    assert_eq!(build(), build());
    let outcome = verified(&build());
    assert!(outcome.accepted);
    assert!(outcome.notes.iter().any(|note| note.starts_with("VERIFY.md is not covered")), "{:?}", outcome.notes);
}

#[test]
fn only_a_pack_is_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample.candor");
    write_pack(&path, input(), &[&key(1)]).expect("a pack");
    let mut changed = input();
    changed.html = b"<p>new</p>".to_vec();
    assert!(write_pack(&path, changed, &[&key(1)]).expect("a pack over a pack").replaced);
    assert_eq!(fs::read(path.join(layout::HTML)).expect("a file"), b"<p>new</p>");
    assert_eq!(names(folder.path()), ["sample.candor"], "nothing of the old one is left");

    // A user's note in a pack is not ours to delete.
    fs::write(path.join("notes.txt"), "mine").expect("written");
    assert!(matches!(write_pack(&path, input(), &[&key(1)]), Err(PackError::InTheWay { .. })));
    assert_eq!(fs::read(path.join("notes.txt")).expect("a file"), b"mine");

    let other = folder.path().join("thesis.candor");
    fs::create_dir(&other).expect("made");
    assert!(check_place(&other).is_ok(), "an empty directory may be used");
    fs::write(other.join(layout::REPORT), "mine").expect("written");
    assert!(matches!(check_place(&other), Err(PackError::InTheWay { .. })));
    let file = folder.path().join("file.candor");
    fs::write(&file, "mine").expect("written");
    assert!(matches!(check_place(&file), Err(PackError::InTheWay { .. })));
}

#[test]
fn a_pack_needs_the_name_of_one_and_a_place() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["sample", ".candor", "sample.candor.d", "a\u{202e}b.candor", ""] {
        assert!(matches!(check_place(&folder.path().join(name)), Err(PackError::Name { .. })), "{name:?}");
    }
    assert!(matches!(check_place(&folder.path().join("no/such/sample.candor")), Err(PackError::Disk { .. })));
}

#[test]
fn what_cannot_be_read_is_an_error_and_not_a_refusal() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(matches!(verify(&folder.path().join("absent.candor"), &trust()), Err(ContentsError::Read { .. })));
    refused_by("layout", &verify(folder.path(), &trust()).expect("an empty directory is readable"));
}

#[cfg(unix)]
#[test]
fn links_and_special_files_are_refused() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample.candor");
    write_pack(&path, input(), &[&key(1)]).expect("a pack");
    let outside = folder.path().join("outside");
    fs::rename(path.join(layout::REPORT), &outside).expect("moved");
    symlink(&outside, path.join(layout::REPORT)).expect("a link");
    refused_by("layout", &verify(&path, &trust()).expect("readable"));
    fs::remove_file(path.join(layout::REPORT)).expect("removed");
    // A directory, where a file should be; and the directory sig/ by a link.
    fs::create_dir(path.join(layout::REPORT)).expect("made");
    refused_by("layout", &verify(&path, &trust()).expect("readable"));
    fs::remove_dir(path.join(layout::REPORT)).expect("removed");
    fs::rename(&outside, path.join(layout::REPORT)).expect("moved");
    assert!(verify(&path, &trust()).expect("readable").accepted);
    fs::rename(path.join(layout::SIGNATURES), &outside).expect("moved");
    symlink(&outside, path.join(layout::SIGNATURES)).expect("a link");
    refused_by("layout", &verify(&path, &trust()).expect("readable"));
}

/// A sparse file of a terabyte must be refused by its size, not read.
#[test]
fn a_file_beyond_its_limit_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample.candor");
    write_pack(&path, input(), &[&key(1)]).expect("a pack");
    let file = fs::OpenOptions::new().write(true).open(path.join(layout::GUIDE)).expect("a file");
    file.set_len(1 << 40).expect("a sparse file");
    refused_by("layout", &verify(&path, &trust()).expect("readable"));
}
