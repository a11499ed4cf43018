//! The git tree id of a snapshot, in git's SHA-256 object format, computed from memory: blobs hash
//! as `blob <size>\0<bytes>`, trees as `tree <size>\0` and their entries in path order.

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::snapshot::{Mode, Snapshot, SpecialKind};
use crate::base::Digest;

/// The id of the root tree.
pub(super) fn tree_id(snapshot: &Snapshot) -> Digest {
    let mut leaves: Vec<Leaf<'_>> = snapshot
        .files
        .par_iter()
        .map(|file| Leaf { path: &file.path, mode: mode_text(file.mode), id: blob_id(&file.bytes) })
        .collect();
    leaves.extend(snapshot.special.iter().filter_map(|special| match &special.kind {
        SpecialKind::Symlink { target } => Some(Leaf { path: &special.path, mode: "120000", id: blob_id(target) }),
        SpecialKind::Submodule { commit, .. } => {
            Digest::from_hex(commit).map(|id| Leaf { path: &special.path, mode: "160000", id })
        }
        _ => None,
    }));
    leaves.extend(snapshot.refused.iter().filter_map(|refusal| {
        let withheld = refusal.withheld?;
        Some(Leaf { path: &refusal.path, mode: mode_text(withheld.mode), id: withheld.blob_id })
    }));
    leaves.sort_by_key(|leaf| leaf.path);
    hash_trees(&leaves)
}

/// The blob id of bytes in memory.
fn blob_id(bytes: &[u8]) -> Digest {
    let mut hasher = blob_hasher(bytes.len() as u64);
    hasher.update(bytes);
    Digest(hasher.finalize().into())
}

/// A hasher to which the `size` bytes of a blob are still to be given.
pub(super) fn blob_hasher(size: u64) -> Sha256 {
    let mut hasher = Sha256::new();
    hasher.update(format!("blob {size}\0"));
    hasher
}

struct Leaf<'a> {
    path: &'a [u8],
    mode: &'static str,
    id: Digest,
}

fn mode_text(mode: Mode) -> &'static str {
    match mode {
        Mode::Regular => "100644",
        Mode::Executable => "100755",
    }
}

/// Sorted full paths visit each directory once and in git's entry order (a directory sorts as if
/// its name ended in `/`), so one open tree per path component is enough.
fn hash_trees(leaves: &[Leaf<'_>]) -> Digest {
    let mut open: Vec<(&[u8], Vec<u8>)> = vec![(b"", Vec::new())];
    for leaf in leaves {
        let mut components: Vec<&[u8]> = leaf.path.split(|&byte| byte == b'/').collect();
        let name = components.pop().unwrap_or_default();
        let shared = open[1..].iter().zip(&components).take_while(|((opened, _), component)| opened == *component).count();
        close_to(&mut open, shared + 1);
        open.extend(components[shared..].iter().map(|component| (*component, Vec::new())));
        push_entry(&mut open, leaf.mode, name, leaf.id);
    }
    close_to(&mut open, 1);
    object_id(&open[0].1)
}

fn close_to(open: &mut Vec<(&[u8], Vec<u8>)>, depth: usize) {
    while open.len() > depth {
        let (name, entries) = open.pop().expect("invariant: deeper than `depth`, which is at least 1");
        push_entry(open, "40000", name, object_id(&entries));
    }
}

fn push_entry(open: &mut [(&[u8], Vec<u8>)], mode: &str, name: &[u8], id: Digest) {
    let (_, entries) = open.last_mut().expect("invariant: the root tree stays open");
    entries.extend_from_slice(mode.as_bytes());
    entries.push(b' ');
    entries.extend_from_slice(name);
    entries.push(0);
    entries.extend_from_slice(&id.0);
}

fn object_id(entries: &[u8]) -> Digest {
    let mut hasher = Sha256::new();
    hasher.update(format!("tree {}\0", entries.len()));
    hasher.update(entries);
    Digest(hasher.finalize().into())
}
