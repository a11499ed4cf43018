//! The Merkle tree of RFC 6962 over SHA-256, and the check of a proof that a leaf is in one (RFC 9162,
//! section 2.1.3.2). Pure; knows nothing of files, signatures or what a leaf says.

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

/// On which side of the current node its sibling stands.
pub(super) enum Side {
    Left,
    Right,
}

/// A way from a node up to the root: its number in its layer, and that of the layer's last node.
pub(super) struct Climb {
    pub(super) node: u64,
    pub(super) last: u64,
}

impl Climb {
    /// Goes up by one sibling; layers in which the last node has none are passed over. `None` at the root.
    pub(super) fn step(&mut self) -> Option<Side> {
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
