//! A repository is read from its objects alone: nothing in it runs, nothing of it leads elsewhere,
//! and what cannot be read is refused by name.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use candor::intake::{self, IntakeError, Limits, Options, Reason};

use super::intake_support::*;

/// A repository of two commits on `main` with a tag on the first; `None` without git.
fn repository(root: &Path) -> Option<()> {
    fs::create_dir_all(root).unwrap();
    git(root, &["init", "-q", "-b", "main"])?;
    write(root, "a.c", b"int first;\n");
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "-m", "first"]);
    git(root, &["tag", "-a", "-m", "one", "v1"]);
    write(root, "a.c", b"int second;\n");
    git(root, &["commit", "-q", "-a", "-m", "second"]);
    Some(())
}

fn content(root: &Path, rev: &str) -> String {
    let snapshot = open_rev(root, rev).unwrap();
    assert_eq!(refusals(&snapshot), []);
    String::from_utf8(snapshot.files[0].bytes.to_vec()).unwrap()
}

#[test]
fn revisions_are_refs_and_ids() {
    let place = scratch();
    let root = &place.path().join("in");
    let Some(()) = repository(root) else { return };
    let first = git(root, &["rev-parse", "v1^{commit}"]).unwrap();
    for packed in [false, true] {
        if packed {
            git(root, &["gc", "-q", "--aggressive"]);
        }
        for (rev, wanted) in [
            ("HEAD", "int second;\n"),
            ("main", "int second;\n"),
            ("heads/main", "int second;\n"),
            ("refs/heads/main", "int second;\n"),
            ("v1", "int first;\n"),
            (&first, "int first;\n"),
            (&first[..10], "int first;\n"),
        ] {
            assert_eq!(content(root, rev), wanted, "{rev}, packed: {packed}");
        }
    }
    git(root, &["branch", "v1", "HEAD"]);
    assert!(matches!(open_rev(root, "v1"), Err(IntakeError::AmbiguousRevision { .. })));
    assert_eq!(content(root, "refs/tags/v1"), "int first;\n");
    for rev in ["absent", "../../etc/passwd", "", "HEAD~1", "0000"] {
        assert!(matches!(open_rev(root, rev), Err(IntakeError::UnknownRevision { .. })), "{rev}");
    }
    let absent = "1".repeat(40);
    assert!(matches!(open_rev(root, &absent), Err(IntakeError::Object { .. })));
    let tree = git(root, &["rev-parse", "HEAD^{tree}"]).unwrap();
    assert!(matches!(open_rev(root, &tree), Err(IntakeError::Object { .. })));
}

#[test]
fn nothing_of_the_configuration_runs_or_steers() {
    let place = scratch();
    let root = &place.path().join("in");
    let Some(()) = repository(root) else { return };
    let marker = place.path().join("marker");
    let trap = place.path().join("trap.sh");
    fs::write(&trap, format!("#!/bin/sh\ntouch '{}'\ncat\n", marker.display())).unwrap();
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    write(root, ".gitattributes", b"*.c filter=trap diff=trap text eol=crlf ident export-ignore\n");
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "-m", "attributes"]);
    let trap = trap.display();
    let config = format!(
        "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tfsmonitor = {trap}\n\thooksPath = {}\n\teditor = {trap}\n\
         \tpager = {trap}\n\tsshCommand = {trap}\n\tworktree = /nowhere\n\tautocrlf = true\n\talternateRefsCommand = {trap}\n\
         [filter \"trap\"]\n\tsmudge = {trap}\n\tclean = {trap}\n\tprocess = {trap}\n\trequired = true\n\
         [diff \"trap\"]\n\ttextconv = {trap}\n[include]\n\tpath = /nowhere/else\n[extensions]\n\tpartialClone = origin\n\
         [remote \"origin\"]\n\turl = ext::{trap}\n\tpromisor = true\nthis is no configuration\n",
        place.path().display()
    );
    fs::write(root.join(".git/config"), config).unwrap();
    for hook in ["post-checkout", "post-index-change", "fsmonitor-watchman", "reference-transaction"] {
        for folder in [root.join(".git/hooks"), place.path().to_owned()] {
            fs::create_dir_all(&folder).unwrap();
            fs::copy(place.path().join("trap.sh"), folder.join(hook)).unwrap();
        }
    }
    let snapshot = open_rev(root, "HEAD").unwrap();
    assert_eq!(paths(&snapshot), [".gitattributes", "a.c"]);
    assert_eq!(&snapshot.files[1].bytes[..], b"int second;\n");
    open(root);
    assert!(!marker.exists());
}

/// What leads out of a repository, or changes what its revisions mean.
#[test]
fn hostile_repositories_are_refused() {
    let place = scratch();
    let foreign = &place.path().join("foreign");
    let Some(()) = repository(foreign) else { return };
    let objects = foreign.join(".git/objects");
    type Attack<'a> = (&'a str, Box<dyn Fn(&Path) + 'a>);
    let attacks: Vec<Attack<'_>> = vec![
        (
            "alternates",
            Box::new(|dir| fs::write(dir.join("objects/info/alternates"), objects.display().to_string() + "\n").unwrap()),
        ),
        ("http-alternates", Box::new(|dir| fs::write(dir.join("objects/info/http-alternates"), "x").unwrap())),
        ("commondir", Box::new(|dir| fs::write(dir.join("commondir"), "../../foreign/.git\n").unwrap())),
        ("grafts", Box::new(|dir| fs::write(dir.join("info/grafts"), "\n").unwrap())),
        ("refs/replace", Box::new(|dir| write(dir, "refs/replace/1111111111111111111111111111111111111111", b"x"))),
        (
            "refs/replace",
            Box::new(|dir| {
                fs::write(dir.join("packed-refs"), format!("{0} refs/replace/{0}\n", "1".repeat(40))).unwrap();
            }),
        ),
        (
            "objects",
            Box::new(|dir| {
                fs::rename(dir.join("objects"), dir.join("old")).unwrap();
                symlink(&objects, dir.join("objects")).unwrap();
            }),
        ),
        (
            "HEAD",
            Box::new(|dir| {
                fs::remove_file(dir.join("HEAD")).unwrap();
                symlink(foreign.join(".git/HEAD"), dir.join("HEAD")).unwrap();
            }),
        ),
        ("pack", Box::new(|dir| symlink(objects.join("pack"), dir.join("objects/pack/extra")).unwrap())),
        (
            "`.git` is a file",
            Box::new(|dir| {
                fs::rename(dir, dir.with_file_name("moved")).unwrap();
                fs::write(dir, "gitdir: moved\n").unwrap();
            }),
        ),
        (
            "`.git` is a symbolic link",
            Box::new(|dir| {
                fs::rename(dir, dir.with_file_name("moved")).unwrap();
                symlink("moved", dir).unwrap();
            }),
        ),
    ];
    for (number, (name, attack)) in attacks.iter().enumerate() {
        let root = place.path().join(format!("{number}"));
        repository(&root).unwrap();
        fs::create_dir_all(root.join(".git/info")).unwrap();
        attack(&root.join(".git"));
        match open_rev(&root, "HEAD") {
            Err(error @ IntakeError::HostileRepository { .. }) => assert!(error.to_string().contains(name), "{name}: {error}"),
            other => panic!("{name}: {other:?}"),
        }
    }
}

/// A tree that names a blob which only an alternate would have.
#[test]
fn foreign_objects_are_not_reached() {
    let place = scratch();
    let (foreign, root) = (&place.path().join("foreign"), &place.path().join("in"));
    let Some(()) = repository(foreign) else { return };
    write(foreign, "secret", b"another vendor's secret");
    let blob = git(foreign, &["hash-object", "-w", "secret"]).unwrap();
    repository(root).unwrap();
    git(root, &["update-index", "--add", "--cacheinfo", &format!("100644,{blob},stolen")]);
    let tree = git(root, &["write-tree", "--missing-ok"]).unwrap();
    let commit = git(root, &["commit-tree", "-m", "x", &tree]).unwrap();
    let snapshot = open_rev(root, &commit).unwrap();
    assert_eq!(refusals(&snapshot), [("stolen".to_owned(), Reason::ObjectMissing)]);
    write(root, ".git/objects/info/alternates", foreign.join(".git/objects").display().to_string().as_bytes());
    assert!(open_rev(root, &commit).is_err());
}

#[test]
fn what_a_tree_names_and_cannot_be_read_is_refused() {
    let place = scratch();
    let root = &place.path().join("in");
    let Some(()) = repository(root) else { return };
    let commit = "c".repeat(40);
    let good = git(root, &["rev-parse", "HEAD:a.c"]).unwrap();
    let damaged = {
        write(root, "damaged", b"soon damaged");
        git(root, &["hash-object", "-w", "damaged"]).unwrap()
    };
    let loose = root.join(".git/objects").join(&damaged[..2]).join(&damaged[2..]);
    fs::remove_file(&loose).unwrap();
    let mut other = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    other.write_all(b"blob 12\0not the same").unwrap();
    fs::write(&loose, other.finish().unwrap()).unwrap();
    let big = {
        write(root, "big", &[b'x'; 3000]);
        git(root, &["hash-object", "-w", "big"]).unwrap()
    };
    let tree = raw_tree(
        root,
        &[
            ("100644", "a.c", &good),
            ("100644", "big", &big),
            ("100644", "damaged", &damaged),
            ("40000", "no-tree", &good),
            ("160000", "sub", &commit),
            ("100644", "twice", &good),
            ("100755", "twice", &good),
            ("40000", "two-trees", &good),
            ("40000", "two-trees", &good),
            ("100600", "unknown-mode", &good),
            ("100644", "..", &good),
            ("100644", ".GIT", &good),
            ("100644", "a/b", &good),
        ],
    );
    let id = git(root, &["commit-tree", "-m", "x", &tree]).unwrap();
    let options = Options { rev: Some(id), limits: Limits { file_bytes: 2000, ..Limits::default() }, scratch: None };
    let snapshot = intake::open(root, &options).unwrap();
    assert_eq!(paths(&snapshot), ["a.c"]);
    let wanted = [
        ("..", Reason::ParentPath),
        (".GIT", Reason::GitComponent),
        ("a/b", Reason::InvalidTreeEntry),
        ("big", Reason::FileTooLarge),
        ("damaged", Reason::ObjectCorrupt),
        ("no-tree", Reason::ObjectCorrupt),
        ("sub", Reason::SubmoduleNotSupplied),
        ("twice", Reason::DuplicateName),
        ("two-trees", Reason::DuplicateName),
        ("unknown-mode", Reason::InvalidTreeEntry),
    ];
    assert_eq!(refusals(&snapshot), wanted.map(|(path, reason)| (path.to_owned(), reason)));
    assert_eq!(snapshot.special.len(), 1);
}

/// Writes a tree that `git mktree` would refuse.
fn raw_tree(root: &Path, entries: &[(&str, &str, &str)]) -> String {
    let mut text = Vec::new();
    for (mode, name, id) in entries {
        write!(text, "{mode} {name}\0").unwrap();
        text.extend((0..20).map(|at| u8::from_str_radix(&id[2 * at..2 * at + 2], 16).unwrap()));
    }
    write(root, ".git/raw-tree", &text);
    git(root, &["hash-object", "-w", "-t", "tree", "--literally", ".git/raw-tree"]).unwrap()
}

/// Ten trees of ten entries each stand for ten thousand million files.
#[test]
fn a_git_bomb_meets_the_cap_on_entries() {
    let place = scratch();
    let root = &place.path().join("in");
    let Some(()) = repository(root) else { return };
    let names: Vec<String> = (0..10).map(|n| format!("f{n}")).collect();
    let mut id = git(root, &["rev-parse", "HEAD:a.c"]).unwrap();
    for level in 0..10 {
        let mode = if level == 0 { "100644" } else { "40000" };
        let entries: Vec<(&str, &str, &str)> = names.iter().map(|name| (mode, name.as_str(), id.as_str())).collect();
        id = raw_tree(root, &entries);
    }
    let commit = git(root, &["commit-tree", "-m", "x", &id]).unwrap();
    let options = Options { rev: Some(commit), limits: Limits { entries: 5000, ..Limits::default() }, scratch: None };
    let snapshot = intake::open(root, &options).unwrap();
    assert!(snapshot.files.len() <= 5000);
    assert_eq!(refusals(&snapshot), [(".".to_owned(), Reason::EntryLimit)]);
}

#[test]
fn shallow_repositories_are_remarked_and_other_formats_named() {
    let place = scratch();
    let root = &place.path().join("in");
    let Some(()) = repository(root) else { return };
    git(place.path(), &["clone", "-q", "--depth=1", &format!("file://{}", root.display()), "shallow"]);
    let snapshot = open_rev(&place.path().join("shallow"), "HEAD").unwrap();
    assert!(snapshot.diagnostics.iter().any(|diagnostic| diagnostic.code == "shallow-repository"));

    let other = &place.path().join("sha256");
    git(place.path(), &["init", "-q", "--object-format=sha256", "-b", "main", "sha256"]);
    write(other, "a", b"a");
    git(other, &["add", "-A"]);
    git(other, &["commit", "-q", "-m", "x"]);
    git(other, &["bundle", "create", "-q", "../sha256.bundle", "HEAD"]);
    assert!(matches!(open_rev(other, "HEAD"), Err(IntakeError::ObjectFormat { .. })));
    let bundle = intake::open(&place.path().join("sha256.bundle"), &Options::default());
    assert!(matches!(bundle, Err(IntakeError::ObjectFormat { .. })));
}

#[test]
fn bundles_are_whole_or_refused() {
    let place = scratch();
    let root = &place.path().join("in");
    let Some(()) = repository(root) else { return };
    git(root, &["branch", "old", "v1^{commit}"]);
    let bundle = |name: &str, arguments: &[&str]| {
        let path = place.path().join(name);
        git(root, &[&["bundle", "create", "-q", path.to_str().unwrap()], arguments].concat());
        path
    };
    let all = bundle("all", &["--all"]);
    assert_eq!(content(&all, "main"), "int second;\n");
    assert_eq!(content(&all, "old"), "int first;\n");
    assert_eq!(content(&all, "v1"), "int first;\n");
    assert!(open(&all).commit.is_some());

    let two = bundle("two", &["main", "old"]);
    match intake::open(&two, &Options::default()) {
        Err(IntakeError::RevisionNeeded { known }) => assert_eq!(known, ["refs/heads/main", "refs/heads/old"]),
        other => panic!("{other:?}"),
    }
    let thin = bundle("thin", &["main", "^old"]);
    let error = intake::open(&thin, &Options::default()).unwrap_err();
    assert!(matches!(&error, IntakeError::Bundle { detail, .. } if detail.contains("prerequisites")), "{error}");

    let good = fs::read(bundle("head", &["HEAD"])).unwrap();
    let header = good.windows(2).position(|pair| pair == b"\n\n").unwrap() + 2;
    let with = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = good.clone();
        change(&mut bytes);
        let path = place.path().join("changed");
        fs::write(&path, bytes).unwrap();
        intake::open(&path, &Options::default())
    };
    assert!(with(&|_| ()).is_ok());
    for (name, result) in [
        ("cut short", with(&|bytes| bytes.truncate(good.len() - 30))),
        ("no pack", with(&|bytes| bytes.truncate(header))),
        ("cut in its header", with(&|bytes| bytes.truncate(30))),
        ("followed by data", with(&|bytes| bytes.extend(b"more"))),
        ("damaged", with(&|bytes| bytes[header + 40] ^= 1)),
        ("of many objects", with(&|bytes| bytes[header + 8..header + 12].fill(0xff))),
        ("version 9", with(&|bytes| bytes[3] = b'9')),
        ("replacing", with(&|bytes| drop(bytes.splice(16..16, format!("{0} refs/replace/{0}\n", "1".repeat(40)).into_bytes())))),
    ] {
        assert!(matches!(result, Err(IntakeError::Bundle { .. })), "{name}: {result:?}");
    }
    // Nothing is left behind where the pack was indexed.
    let temporary = scratch();
    let options = Options { scratch: Some(temporary.path().to_owned()), ..Options::default() };
    intake::open(&all, &options).unwrap();
    assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 0);
}

/// A submodule is supplied when its repository lies among the modules, at the commit that the tree names.
#[test]
fn submodules_are_read_where_they_were_handed_over() {
    let place = scratch();
    let [inner, middle, root] = ["inner", "middle", "in"].map(|name| place.path().join(name));
    for (repo, file) in [(&inner, "deep.c"), (&middle, "mid.c"), (&root, "top.c")] {
        let Some(()) = repository(repo) else { return };
        write(repo, file, b"int x;\n");
        git(repo, &["add", "-A"]);
        git(repo, &["commit", "-q", "-m", "more"]);
    }
    let add = |repo: &Path, from: &Path, to: &str| {
        git(repo, &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", from.to_str().unwrap(), to]);
        git(repo, &["commit", "-q", "-m", "submodule"]);
    };
    add(&middle, &inner, "third/inner");
    add(&root, &middle, "lib");
    git(&root, &["-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init", "--recursive"]);
    let supplied = |snapshot: &intake::Snapshot| {
        let flag = |special: &intake::Special| match special.kind {
            intake::SpecialKind::Submodule { supplied, .. } => Some((special.display_path(), supplied)),
            _ => None,
        };
        snapshot.special.iter().filter_map(flag).collect::<Vec<_>>()
    };
    let snapshot = open_rev(&root, "HEAD").unwrap();
    let wanted = [
        ".gitmodules",
        "a.c",
        "lib/.gitmodules",
        "lib/a.c",
        "lib/mid.c",
        "lib/third/inner/a.c",
        "lib/third/inner/deep.c",
        "top.c",
    ];
    assert_eq!(paths(&snapshot), wanted);
    assert_eq!(refusals(&snapshot), []);
    assert_eq!(supplied(&snapshot), [("lib".to_owned(), true), ("lib/third/inner".to_owned(), true)]);
    fs::write(place.path().join("MANIFEST.sha256"), snapshot.manifest()).unwrap();
    run(&root, "sha256sum", &["--strict", "--quiet", "-c", "../MANIFEST.sha256"]);

    // What leads elsewhere is not followed, at any level.
    let modules = root.join(".git/modules");
    let deep = modules.join("lib/modules/third/inner");
    fs::write(deep.join("objects/info/alternates"), inner.join(".git/objects").display().to_string()).unwrap();
    let snapshot = open_rev(&root, "HEAD").unwrap();
    assert_eq!(refusals(&snapshot), [("lib/third/inner".to_owned(), Reason::SubmoduleNotSupplied)]);
    assert!(snapshot.refused[0].detail.contains("alternates"), "{:?}", snapshot.refused);
    assert_eq!(supplied(&snapshot), [("lib".to_owned(), true), ("lib/third/inner".to_owned(), false)]);
    fs::rename(&modules, place.path().join("elsewhere")).unwrap();
    symlink(place.path().join("elsewhere"), &modules).unwrap();
    let snapshot = open_rev(&root, "HEAD").unwrap();
    assert_eq!(refusals(&snapshot), [("lib".to_owned(), Reason::SubmoduleNotSupplied)]);
    fs::remove_file(&modules).unwrap();
    let bundle = place.path().join("one.bundle");
    git(&root, &["bundle", "create", "-q", bundle.to_str().unwrap(), "HEAD"]);
    for snapshot in [open_rev(&root, "HEAD").unwrap(), open(&bundle)] {
        assert_eq!(supplied(&snapshot), [("lib".to_owned(), false)]);
    }
}

/// Signatures are told by their form; none is verified, so none needs to hold.
#[test]
fn signatures_of_the_commit_and_its_tags_are_told() {
    let place = scratch();
    let root = &place.path().join("in");
    let Some(()) = repository(root) else { return };
    let object = |kind: &str, text: String| {
        write(root, ".git/text", text.as_bytes());
        git(root, &["hash-object", "-w", "-t", kind, "--literally", ".git/text"]).unwrap()
    };
    let tree = git(root, &["rev-parse", "HEAD^{tree}"]).unwrap();
    let person = "A <a@example.org> 1700000000 +0000";
    let armour = |what: &str| format!("-----BEGIN {what}-----\n \n x\n -----END {what}-----");
    let text = format!("tree {tree}\nauthor {person}\ncommitter {person}\ngpgsig {}\n\nsigned\n", armour("SSH SIGNATURE"));
    let commit = object("commit", text);
    let tag = |name: &str, of: &str, kind: &str, end: &str| {
        let id = object("tag", format!("object {of}\ntype {kind}\ntag {name}\ntagger {person}\n\n{name}\n{end}\n"));
        git(root, &["update-ref", &format!("refs/tags/{name}"), &id]);
        id
    };
    git(root, &["update-ref", "refs/tags/light", &commit]);
    let plain = tag("plain", &commit, "commit", "");
    tag("pgp", &commit, "commit", &armour("PGP SIGNATURE"));
    tag("outer", &plain, "tag", &armour("SIGNED MESSAGE"));
    tag("elsewhere", &git(root, &["rev-parse", "HEAD"]).unwrap(), "commit", &armour("PGP SIGNATURE"));
    let wanted = [
        ("commit", Some("ssh")),
        ("tag light", None),
        ("tag outer", Some("x509")),
        ("tag pgp", Some("openpgp")),
        ("tag plain", None),
    ];
    git(root, &["bundle", "create", "-q", "../tags.bundle", "--tags"]);
    let bundle = Options { rev: Some("light".to_owned()), ..Options::default() };
    for snapshot in [open_rev(root, &commit).unwrap(), intake::open(&place.path().join("tags.bundle"), &bundle).unwrap()] {
        let found: Vec<_> = snapshot.signatures.iter().map(|one| (one.subject.as_str(), one.form.as_deref())).collect();
        assert_eq!(found, wanted);
    }
}

/// A delta names sizes that are held in memory when it is resolved: 40 bytes could ask for gigabytes.
#[test]
fn delta_bombs_in_a_bundle_are_refused() {
    let place = scratch();
    let deflate = |bytes: &[u8]| {
        let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    };
    // Base size 4, result size 2^34; and a delta of itself.
    let bomb = [&[4u8, 0x80, 0x80, 0x80, 0x80, 0x40][..], &[0x90; 9]].concat();
    let delta = |distance: u8, content: &[u8]| [&[0x60 | content.len() as u8, distance][..], &deflate(content)].concat();
    let blob = |claim: u8, content: &[u8]| [&[0x30 | claim][..], &deflate(content)].concat();
    let base = blob(4, b"base");
    let distance = base.len() as u8;
    for (what, objects) in [
        ("more than the limit", vec![base.clone(), delta(distance, &bomb)]),
        ("no object", vec![base.clone(), delta(distance - 1, b"\x04\x04\x90\x04")]),
        ("no object", vec![base.clone(), delta(0, b"\x04\x04\x90\x04")]),
        ("larger than it claims", vec![blob(3, b"base")]),
        ("smaller than it claims", vec![blob(5, b"base")]),
        ("unknown type", vec![vec![0x50, 0]]),
    ] {
        let mut bytes = format!("# v2 git bundle\n{} HEAD\n\n", "1".repeat(40)).into_bytes();
        bytes.extend_from_slice(b"PACK\0\0\0\x02");
        bytes.extend_from_slice(&(objects.len() as u32).to_be_bytes());
        bytes.extend_from_slice(&objects.concat());
        bytes.extend_from_slice(&[0; 20]);
        let path = place.path().join("bomb");
        fs::write(&path, bytes).unwrap();
        let error = intake::open(&path, &Options::default()).unwrap_err().to_string();
        assert!(error.contains(what), "{what}: {error}");
    }
}
