//! Tells pointers of git LFS: files that stand for content kept elsewhere, which nobody handed over. The pointer is a
//! file like any other; what it stands for is refused by name.

use super::reason::{Reason, Refusal};
use super::snapshot::{File, Snapshot};

/// A pointer is a few lines (git-lfs, docs/spec.md).
const MAX_BYTES: usize = 1024;

/// Adds a refusal for each pointer, also for those in archives.
pub(super) fn refuse(snapshot: &mut Snapshot) {
    let pointers = |files: &[File]| files.iter().filter_map(refusal).collect::<Vec<_>>();
    let (own, nested) = (pointers(&snapshot.files), pointers(&snapshot.nested.files));
    snapshot.refused.extend(own);
    snapshot.refused.sort();
    snapshot.nested.refused.extend(nested);
    snapshot.nested.refused.sort();
}

fn refusal(file: &File) -> Option<Refusal> {
    let (oid, size) = pointer(&file.bytes)?;
    let detail = format!("a pointer to {size} bytes that git LFS keeps elsewhere (sha256 {oid}); they were not submitted");
    Some(Refusal { path: file.path.clone(), reason: Reason::LfsPointer, detail, withheld: None })
}

/// `version <address>/spec/v1`, then among lines of `key value` the `oid` and the `size`.
fn pointer(bytes: &[u8]) -> Option<(&str, u64)> {
    if bytes.len() > MAX_BYTES || !bytes.starts_with(b"version ") {
        return None;
    }
    let mut lines = std::str::from_utf8(bytes).ok()?.lines();
    lines.next().filter(|line| line.contains("git-lfs") && line.ends_with("/spec/v1"))?;
    let (mut oid, mut size) = (None, None);
    for line in lines {
        match line.split_once(' ')? {
            ("oid", value) => oid = value.strip_prefix("sha256:"),
            ("size", value) => size = value.parse().ok(),
            _ => {}
        }
    }
    let oid = oid.filter(|oid| oid.len() == 64 && oid.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    Some((oid, size?))
}
