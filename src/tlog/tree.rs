//! The right edge of a growing Merkle tree: all that is needed to add a leaf and to know the root, a few hundred
//! hashes however large the tree is. Pure: full tiles are handed out as they arise, where they go is not known.

use super::merkle::{empty_root, node_hash};
use super::tile::{Content, HEIGHT, Tile, WIDTH};
use crate::base::Digest;

/// The partial tiles of a tree.
#[derive(Clone, Debug)]
pub struct Edge {
    size: u64,
    /// By level, each with fewer than 256 hashes.
    levels: Vec<Vec<Digest>>,
}

impl Edge {
    /// The edge of a tree of `size` leaves, from its partial tiles by level; `None` if they do not have the
    /// widths of such a tree.
    pub fn new(size: u64, levels: Vec<Vec<Digest>>) -> Option<Self> {
        let fits = |(level, hashes): (usize, &Vec<Digest>)| {
            let level = u8::try_from(level).ok()?;
            let width = Content::Hashes { level }.partial(size).map_or(0, |tile| tile.width);
            (hashes.len() as u64 == width).then_some(())
        };
        levels.iter().enumerate().try_for_each(|pair| fits(pair).ok_or(())).ok()?;
        Some(Self { size, levels })
    }

    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf. `full` gets each tile that it fills.
    pub fn push<E>(&mut self, leaf: Digest, mut full: impl FnMut(Tile, &[Digest]) -> Result<(), E>) -> Result<(), E> {
        let mut hash = leaf;
        for level in 0.. {
            if self.levels.len() == usize::from(level) {
                self.levels.push(Vec::new());
            }
            let hashes = &mut self.levels[usize::from(level)];
            hashes.push(hash);
            if (hashes.len() as u64) < WIDTH {
                break;
            }
            let index = self.size >> (HEIGHT * (u32::from(level) + 1));
            full(Tile { content: Content::Hashes { level }, index, width: WIDTH }, hashes)?;
            hash = perfect_root(hashes);
            hashes.clear();
        }
        self.size += 1;
        Ok(())
    }

    /// The partial tiles, lowest level first.
    pub fn partials(&self) -> impl Iterator<Item = (Tile, &[Digest])> {
        let tile = |level: usize| Content::Hashes { level: level as u8 }.partial(self.size);
        self.levels.iter().enumerate().filter_map(move |(level, hashes)| Some((tile(level)?, hashes.as_slice())))
    }

    /// The root of the whole tree: its perfect subtrees, folded from the right.
    pub fn root(&self) -> Digest {
        let right_to_left = self.levels.iter().flat_map(|hashes| perfect_subtrees(hashes));
        right_to_left.reduce(|right, left| node_hash(&left, &right)).unwrap_or_else(empty_root)
    }
}

/// The roots of the perfect subtrees over `hashes`, rightmost (and smallest) first.
fn perfect_subtrees(hashes: &[Digest]) -> impl Iterator<Item = Digest> {
    let mut end = hashes.len();
    std::iter::from_fn(move || {
        let width = if end == 0 { return None } else { 1 << end.trailing_zeros() };
        end -= width;
        Some(perfect_root(&hashes[end..end + width]))
    })
}

/// The root over `hashes`, whose number is a power of two.
pub fn perfect_root(hashes: &[Digest]) -> Digest {
    let mut layer = hashes.to_vec();
    while layer.len() > 1 {
        layer = layer.chunks_exact(2).map(|pair| node_hash(&pair[0], &pair[1])).collect();
    }
    layer[0]
}
