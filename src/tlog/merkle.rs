//! The Merkle tree of RFC 6962 over SHA-256, and the checks of proofs about it (RFC 9162, sections
//! 2.1.3.2 and 2.1.4.2). Pure; knows nothing of files, signatures or what a leaf says.

use sha2::{Digest as _, Sha256};

use crate::base::Digest;

/// No proof in a tree of at most 2^63 leaves is longer.
pub const MAX_PATH: usize = 63;

/// The hash of one entry.
pub fn leaf_hash(entry: &[u8]) -> Digest {
    Digest(Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
}

/// The hash of an inner node.
pub fn node_hash(left: &Digest, right: &Digest) -> Digest {
    Digest(Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0).finalize().into())
}

/// The root of a tree without leaves.
pub fn empty_root() -> Digest {
    Digest::of(&[])
}

/// Whether `path` (from the leaf's sibling up) shows `leaf` at `index` in the tree of `size` leaves under `root`.
pub fn verify_inclusion(root: &Digest, size: u64, index: u64, leaf: &Digest, path: &[Digest]) -> bool {
    if index >= size {
        return false;
    }
    let mut climb = Climb { node: index, last: size - 1 };
    let mut hash = *leaf;
    for sibling in path {
        hash = match climb.step() {
            Some(Side::Left) => node_hash(sibling, &hash),
            Some(Side::Right) => node_hash(&hash, sibling),
            None => return false,
        };
    }
    climb.last == 0 && hash == *root
}

/// Whether `path` shows that the tree `new` begins with all leaves of the tree `old`; trees as size and root.
pub fn verify_consistency(old: (u64, &Digest), new: (u64, &Digest), path: &[Digest]) -> bool {
    let ((old_size, old_root), (new_size, new_root)) = (old, new);
    match old_size {
        0 => path.is_empty() && *old_root == empty_root() && (new_size > 0 || new_root == old_root),
        _ if old_size == new_size => path.is_empty() && old_root == new_root,
        _ if old_size < new_size => grows(old, new, path),
        _ => false,
    }
}

/// As [`verify_consistency`], for 0 < old < new.
fn grows(old: (u64, &Digest), new: (u64, &Digest), path: &[Digest]) -> bool {
    // The old root itself begins the path where it is a node of the new tree.
    let implied = old.0.is_power_of_two().then_some(old.1);
    let mut path = implied.into_iter().chain(path);
    let Some(first) = path.next() else { return false };
    let shift = (old.0 - 1).trailing_ones();
    let mut climb = Climb { node: (old.0 - 1) >> shift, last: (new.0 - 1) >> shift };
    let (mut old_hash, mut new_hash) = (*first, *first);
    for sibling in path {
        match climb.step() {
            Some(Side::Left) => {
                old_hash = node_hash(sibling, &old_hash);
                new_hash = node_hash(sibling, &new_hash);
            }
            Some(Side::Right) => new_hash = node_hash(&new_hash, sibling),
            None => return false,
        }
    }
    climb.last == 0 && old_hash == *old.1 && new_hash == *new.1
}

/// On which side of the current node its sibling stands.
enum Side {
    Left,
    Right,
}

/// A way from a node up to the root: its number in its layer, and that of the layer's last node.
struct Climb {
    node: u64,
    last: u64,
}

impl Climb {
    /// Goes up by one sibling; layers in which the last node has none are passed over. `None` at the root.
    fn step(&mut self) -> Option<Side> {
        if self.last == 0 {
            return None;
        }
        let side = if self.node & 1 == 1 || self.node == self.last { Side::Left } else { Side::Right };
        if matches!(side, Side::Left) && self.node & 1 == 0 {
            let lonely = self.node.trailing_zeros();
            self.node >>= lonely;
            self.last >>= lonely;
        }
        self.node >>= 1;
        self.last >>= 1;
        Some(side)
    }
}
