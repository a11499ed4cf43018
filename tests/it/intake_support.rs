//! What the intake tests share: scratch submissions, tools, and snapshots in a form that compares.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use candor::intake::{self, IntakeError, Limits, Mode, Options, Reason, Snapshot, SpecialKind};

/// The product that every form of submission holds: path, executable, content.
pub(crate) const PRODUCT: [(&str, bool, &[u8]); 6] = [
    ("product/README", false, b"read me\n"),
    ("product/build.sh", true, b"#!/bin/sh\nexec make\n"),
    ("product/empty", false, b""),
    // Sorts between `src` and `src/main.c` as bytes: directories must not be hashed by plain name.
    ("product/src.c", false, b"int before;\n"),
    ("product/src/main.c", false, b"int main(void) { return 0; }\n"),
    ("product/src/na\u{ef}ve \u{3bb}.py", false, b"print(1)\n"),
];

pub(crate) const PRODUCT_LINK: (&str, &str) = ("product/link", "src/main.c");

/// Writes the product below `root`.
pub(crate) fn write_product(root: &Path) {
    for (path, executable, content) in PRODUCT {
        write(root, path, content);
        let mode = if executable { 0o755 } else { 0o644 };
        fs::set_permissions(root.join(path), fs::Permissions::from_mode(mode)).unwrap();
    }
    symlink(PRODUCT_LINK.1, root.join(PRODUCT_LINK.0)).unwrap();
}

pub(crate) fn write(root: &Path, path: &str, content: &[u8]) {
    let place = root.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, content).unwrap();
}

pub(crate) fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

pub(crate) fn open(path: &Path) -> Snapshot {
    intake::open(path, &Options::default()).unwrap()
}

pub(crate) fn open_limited(path: &Path, limits: Limits) -> Snapshot {
    intake::open(path, &Options { limits, ..Options::default() }).unwrap()
}

pub(crate) fn open_rev(path: &Path, rev: &str) -> Result<Snapshot, IntakeError> {
    intake::open(path, &Options { rev: Some(rev.to_owned()), ..Options::default() })
}

/// The snapshot of `bytes` as a file.
pub(crate) fn open_bytes(bytes: &[u8], limits: Limits) -> Snapshot {
    let place = scratch();
    // A name that says nothing true: content decides.
    let path = place.path().join("submission.txt");
    fs::write(&path, bytes).unwrap();
    open_limited(&path, limits)
}

pub(crate) fn paths(snapshot: &Snapshot) -> Vec<String> {
    snapshot.files.iter().map(|file| file.display_path()).collect()
}

pub(crate) fn refusals(snapshot: &Snapshot) -> Vec<(String, Reason)> {
    snapshot.refused.iter().map(|refusal| (refusal.display_path(), refusal.reason)).collect()
}

pub(crate) fn symlinks(snapshot: &Snapshot) -> Vec<(String, String)> {
    let target = |kind: &SpecialKind| match kind {
        SpecialKind::Symlink { target } => Some(String::from_utf8_lossy(target).into_owned()),
        _ => None,
    };
    snapshot.special.iter().filter_map(|special| Some((special.display_path(), target(&special.kind)?))).collect()
}

/// The snapshot holds the product, all of it and nothing else.
pub(crate) fn assert_product(snapshot: &Snapshot, what: &str) {
    assert_eq!(refusals(snapshot), [], "{what}");
    let found: Vec<(String, bool, &[u8])> = snapshot
        .files
        .iter()
        .map(|file| (String::from_utf8(file.path.clone()).unwrap(), file.mode == Mode::Executable, &file.bytes[..]))
        .collect();
    let wanted: Vec<(String, bool, &[u8])> =
        PRODUCT.iter().map(|(path, mode, bytes)| ((*path).to_owned(), *mode, *bytes)).collect();
    assert_eq!(found, wanted, "{what}");
    assert_eq!(symlinks(snapshot), [(PRODUCT_LINK.0.to_owned(), PRODUCT_LINK.1.to_owned())], "{what}");
}

/// Runs a tool and returns what it prints; `None` (with a note) where the tool is not installed.
pub(crate) fn run(directory: &Path, tool: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(tool)
        .args(arguments)
        .current_dir(directory)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("GIT_AUTHOR_NAME", "A")
        .env("GIT_AUTHOR_EMAIL", "a@example.org")
        .env("GIT_COMMITTER_NAME", "A")
        .env("GIT_COMMITTER_EMAIL", "a@example.org")
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .env_remove("GIT_WORK_TREE")
        .output();
    let Ok(output) = output else {
        eprintln!("{tool} is not installed: this part is not tested");
        return None;
    };
    assert!(output.status.success(), "{tool} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

pub(crate) fn git(directory: &Path, arguments: &[&str]) -> Option<String> {
    run(directory, "git", arguments)
}
