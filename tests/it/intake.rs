//! A submission of any form becomes the same snapshot; manifest and tree id agree with coreutils
//! and git; a directory is read as it is, within its caps, following nothing.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use candor::base::Digest;
use candor::intake::{self, IntakeError, Limits, Options, Reason, SourceKind, SpecialKind};

use super::intake_archives::{compressed, product_tar, product_zip};
use super::intake_support::*;

#[test]
fn every_form_of_one_product_is_the_same_snapshot() {
    let place = scratch();
    let root = place.path().join("work");
    write_product(&root);
    let directory = open(&root);
    assert_product(&directory, "directory");
    assert_eq!(directory.kind, SourceKind::Directory);

    let mut forms = vec![("zip", open_bytes(&product_zip(), Limits::default()))];
    for (name, bytes) in compressed(&product_tar()) {
        forms.push((name, open_bytes(&bytes, Limits::default())));
    }
    for (name, snapshot) in &forms {
        assert_eq!(snapshot.kind, SourceKind::Archive, "{name}");
        assert_eq!(snapshot.received.as_ref().unwrap().name, "submission.txt");
    }
    if git(place.path(), &["init", "-q", "-b", "main", "work"]).is_some() {
        git(&root, &["add", "-A", "-f"]);
        git(&root, &["commit", "-q", "-m", "one"]);
        git(place.path(), &["clone", "-q", "--bare", "work", "bare.git"]);
        git(&root, &["bundle", "create", "-q", "../product.bundle", "HEAD"]);
        git(&root, &["bundle", "create", "-q", "--version=3", "../three.bundle", "main"]);
        forms.push(("worktree as it is", open(&root)));
        forms.push(("worktree", open_rev(&root, "HEAD").unwrap()));
        forms.push(("bare", open_rev(&place.path().join("bare.git"), "main").unwrap()));
        for bundle in ["product.bundle", "three.bundle"] {
            let snapshot = open(&place.path().join(bundle));
            assert_eq!(snapshot.kind, SourceKind::GitBundle);
            let bytes = fs::read(place.path().join(bundle)).unwrap();
            assert_eq!(snapshot.received.as_ref().unwrap().digest, Digest::of(&bytes));
            assert_eq!(snapshot.commit, git(&root, &["rev-parse", "HEAD"]));
            assert_eq!(snapshot.tree, git(&root, &["rev-parse", "HEAD^{tree}"]));
            forms.push((bundle, snapshot));
        }
    }
    for (name, snapshot) in &forms {
        assert_product(snapshot, name);
        assert_eq!(snapshot.files, directory.files, "{name}");
        assert_eq!(snapshot.manifest(), directory.manifest(), "{name}");
        assert_eq!(snapshot.tree_id(), directory.tree_id(), "{name}");
    }
}

#[test]
fn manifest_passes_sha256sum_whatever_the_names() {
    let place = scratch();
    let root = place.path().join("in");
    write_product(&root);
    let names: [&[u8]; 6] = [b"new\nline", b"back\\slash", b"carriage\rreturn", b" lead", b"\xff\xfe", b"-x"];
    for name in names {
        fs::write(root.join(OsStr::from_bytes(name)), name).unwrap();
    }
    // Larger than the limit: refused, but not lost.
    write(&root, "big", &[7; 5000]);
    let snapshot = open_limited(&root, Limits { file_bytes: 4096, ..Limits::default() });
    assert_eq!(refusals(&snapshot), [("big".to_owned(), Reason::FileTooLarge)]);
    assert_eq!(snapshot.refused[0].withheld.unwrap().digest, Digest::of(&[7; 5000]));
    let manifest = snapshot.manifest();
    assert_eq!(manifest.iter().filter(|&&byte| byte == b'\n').count(), PRODUCT.len() + 7);
    fs::write(place.path().join("MANIFEST.sha256"), &manifest).unwrap();
    run(&root, "sha256sum", &["--strict", "--quiet", "-c", "../MANIFEST.sha256"]);
}

#[test]
fn tree_id_is_what_git_writes() {
    let place = scratch();
    let root = place.path();
    write_product(root);
    for (path, content) in [("a/b/c/d", "1"), ("a.b/x", "2"), ("a-b", "3"), ("a0", "4"), ("a/b.c", "5"), (".gitignore", "*\n")] {
        write(root, path, content.as_bytes());
    }
    fs::create_dir_all(root.join("empty/inside")).unwrap();
    symlink("/nowhere", root.join("dangling")).unwrap();
    write(root, "big", &[9; 9000]);
    let limited = open_limited(root, Limits { file_bytes: 8192, ..Limits::default() });
    let snapshot = open(root);
    assert_eq!(limited.tree_id(), snapshot.tree_id());
    if git(root, &["init", "-q", "--object-format=sha256"]).is_some() {
        git(root, &["add", "-A", "-f"]);
        assert_eq!(Some(snapshot.tree_id()), git(root, &["write-tree"]));
    }
    // The id of the empty tree is a constant of git's SHA-256 format.
    let empty = scratch();
    assert_eq!(open(empty.path()).tree_id(), "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321");
}

#[test]
fn links_and_special_files_are_recorded_not_followed() {
    let place = scratch();
    let (root, outside) = (place.path().join("in"), place.path().join("outside"));
    write(&outside, "secret", b"secret");
    write(&root, "a.c", b"int a;");
    symlink("../outside", root.join("directory")).unwrap();
    symlink("../outside/secret", root.join("file")).unwrap();
    symlink(".", root.join("loop")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(root.join("socket")).unwrap();
    let has_fifo = run(&root, "mkfifo", &["pipe"]).is_some();
    let snapshot = open(&root);
    assert_eq!(paths(&snapshot), ["a.c"]);
    assert_eq!(refusals(&snapshot), []);
    let links = [("directory", "../outside"), ("file", "../outside/secret"), ("loop", ".")];
    assert_eq!(symlinks(&snapshot), links.map(|(path, target)| (path.to_owned(), target.to_owned())));
    assert!(snapshot.special.iter().any(|special| special.kind == SpecialKind::Socket));
    assert_eq!(snapshot.special.iter().any(|special| special.kind == SpecialKind::Fifo), has_fifo);
    assert!(snapshot.diagnostics.iter().any(|diagnostic| diagnostic.code == "symlink-escapes"));
}

#[test]
fn the_inside_of_git_is_reported_and_a_false_git_is_refused() {
    let place = scratch();
    let root = place.path();
    write(root, "a.c", b"int a;");
    write(root, ".git/HEAD", b"ref: refs/heads/main\n");
    write(root, ".git/objects/x", b"");
    write(root, ".git/refs/x", b"");
    write(root, "sub/.git", b"gitdir: ../../elsewhere\n");
    write(root, "hidden/.git/payload.py", b"import socket");
    write(root, "file/.git", b"import socket");
    let snapshot = open(root);
    assert_eq!(paths(&snapshot), ["a.c"]);
    let special: Vec<_> = snapshot.special.iter().map(|special| (special.display_path(), special.kind.code())).collect();
    assert_eq!(special, [(".git".to_owned(), "git-directory"), ("sub/.git".to_owned(), "git-file")]);
    let reason = Reason::GitDirectoryNotARepository;
    assert_eq!(refusals(&snapshot), [("file/.git".to_owned(), reason), ("hidden/.git".to_owned(), reason)]);
    assert!(snapshot.diagnostics.iter().any(|diagnostic| diagnostic.code == "git-not-read"));
}

#[test]
fn nothing_beyond_a_cap_is_lost_in_silence() {
    let place = scratch();
    let root = place.path();
    for (path, size) in [("a", 60), ("b", 60), ("c", 30), ("d/e/f/g", 1), ("long-long-long-name", 1)] {
        write(root, path, &vec![b'x'; size]);
    }
    let check = |limits: Limits, wanted: &[(&str, Reason)]| {
        let wanted: Vec<_> = wanted.iter().map(|(path, reason)| ((*path).to_owned(), *reason)).collect();
        assert_eq!(refusals(&open_limited(root, limits)), wanted);
    };
    check(Limits::default(), &[]);
    // In path order: `a` fits, `b` does not, the smaller ones after it do.
    check(Limits { bytes: 100, ..Limits::default() }, &[("b", Reason::TotalBytes)]);
    check(Limits { file_bytes: 50, ..Limits::default() }, &[("a", Reason::FileTooLarge), ("b", Reason::FileTooLarge)]);
    check(Limits { depth: 3, ..Limits::default() }, &[("d/e/f", Reason::TooDeep)]);
    check(Limits { path_bytes: 10, ..Limits::default() }, &[("long-long-long-name", Reason::PathTooLong)]);
    check(Limits { entries: 6, ..Limits::default() }, &[(".", Reason::EntryLimit)]);
    check(Limits { entries: 3, ..Limits::default() }, &[(".", Reason::EntryLimit)]);
}

#[test]
fn names_that_clash_elsewhere_are_remarked() {
    let place = scratch();
    write(place.path(), "Makefile", b"");
    write(place.path(), "makefile", b"");
    let snapshot = open(place.path());
    assert_eq!(paths(&snapshot), ["Makefile", "makefile"]);
    assert!(snapshot.diagnostics.iter().any(|diagnostic| diagnostic.code == "case-clash"));
}

#[test]
fn thread_count_and_file_order_change_nothing() {
    let place = scratch();
    let names: Vec<String> = (0..300).map(|n| format!("d{}/f{}", n % 7, n * 7919 % 300)).collect();
    let view = |order: &mut dyn Iterator<Item = &String>, threads: usize| {
        let root = place.path().join(format!("{threads}"));
        order.for_each(|name| write(&root, name, name.as_bytes()));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let snapshot = pool.install(|| open_limited(&root, Limits { bytes: 1500, ..Limits::default() }));
        (snapshot.manifest(), snapshot.tree_id(), refusals(&snapshot))
    };
    let one = view(&mut names.iter(), 1);
    assert!(!one.2.is_empty());
    assert_eq!(one, view(&mut names.iter().rev(), 8));
}

#[test]
fn errors_say_what_to_do_next() {
    let place = scratch();
    write(place.path(), "plain.c", b"int main(void) { return 0; }\n");
    write(place.path(), "directory/a", b"");
    for name in ["HEAD", "objects/x", "refs/x"] {
        write(&place.path().join("bare"), name, b"");
    }
    let gz = &compressed(b"not an archive, but long enough")[1].1;
    write(place.path(), "single.gz", gz);
    let error = |name: &str, rev: Option<&str>| {
        let options = Options { rev: rev.map(str::to_owned), ..Options::default() };
        let error = intake::open(&place.path().join(name), &options).unwrap_err();
        assert!(!error.help().is_empty());
        assert!(error.to_string().starts_with(|first: char| first.is_lowercase() || first == '/'), "{error}");
        error
    };
    assert!(matches!(error("absent", None), IntakeError::NotFound { .. }));
    assert!(matches!(error("plain.c", None), IntakeError::UnknownFormat { .. }));
    assert!(matches!(error("plain.c", Some("HEAD")), IntakeError::NotARepository { .. }));
    assert!(matches!(error("directory", Some("HEAD")), IntakeError::NotARepository { .. }));
    assert!(matches!(error("bare", None), IntakeError::BareRepository { .. }));
    let single = error("single.gz", None);
    assert!(matches!(&single, IntakeError::UnknownFormat { detail, .. } if detail.contains("gzip")), "{single}");
}
