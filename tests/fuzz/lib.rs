//! What the targets share: a submission on a disk in memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use candor::intake::{self, Limits, Options, Snapshot};
use tempfile::TempDir;

/// A folder for this process, in memory where the system has such a place.
static SCRATCH: LazyLock<TempDir> = LazyLock::new(|| {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.expect("a scratch folder")
});

/// A path in that folder.
pub fn place(name: &str) -> PathBuf {
    SCRATCH.path().join(name)
}

/// Reads what lies at `path` under small caps and holds the snapshot to what every snapshot promises.
pub fn take_in(path: &Path, rev: Option<String>) {
    let limits = Limits { bytes: 8 << 20, file_bytes: 1 << 20, entries: 2_000, ..Limits::default() };
    let options = Options { rev, limits, scratch: Some(SCRATCH.path().to_owned()) };
    let Ok(snapshot) = intake::open(path, &options) else { return };
    holds(&snapshot);
    let again = intake::open(path, &options).expect("what was read once is read again");
    assert_eq!(snapshot.manifest(), again.manifest());
    assert_eq!(snapshot.tree_id(), again.tree_id());
    assert_eq!(snapshot.refused, again.refused);
}

fn holds(snapshot: &Snapshot) {
    assert!(snapshot.files.is_sorted_by(|one, other| one.path < other.path), "files in order, no path twice");
    for file in &snapshot.files {
        assert_eq!(file.digest, candor::base::Digest::of(&file.bytes));
        let parts = file.path.split(|&byte| byte == b'/');
        assert!(parts.clone().all(|part| !part.is_empty() && part != b"." && part != b".."), "{:?}", file.path);
        assert!(!parts.into_iter().any(|part| part.eq_ignore_ascii_case(b".git")), "{:?}", file.path);
    }
}

/// Writes one file, with the folders above it.
pub fn put(path: &Path, bytes: &[u8]) {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).expect("a folder of ours");
    }
    fs::write(path, bytes).expect("a file of ours");
}
