//! Reads a log, one's own or a copy: tiles and entries under a checkpoint → proofs, entries, an audit of the
//! whole. Every hash that is read is checked against the checkpoint's root before anything is said on its
//! ground; whose signature the checkpoint carries is for the caller to check.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::LogError;
use super::checkpoint::Checkpoint;
use super::consistency::{ConsistencyProof, verify_consistency};
use super::durable;
use super::log::PUBLIC;
use super::merkle::{self, leaf_hash, node_hash};
use super::note::{MAX_NOTE_BYTES, Note};
use super::proof::InclusionProof;
use super::tile::{Content, HEIGHT, LEVELS, Tile, WIDTH};
use super::tree::{Edge, perfect_root};
use crate::base::Digest;

/// The name of the checkpoint below a log's root.
pub const CHECKPOINT: &str = "checkpoint";

const HASH_BYTES: usize = 32;
/// The most bytes of one entry: its length is written in two.
pub const MAX_ENTRY_BYTES: usize = u16::MAX as usize;
const MAX_BUNDLE_BYTES: usize = WIDTH as usize * (MAX_ENTRY_BYTES + 2);

/// The public files of a log.
#[derive(Clone, Debug)]
pub struct Mirror {
    root: PathBuf,
}

impl Mirror {
    /// The log in `path`: the directory that `candor log init` made, or one that holds `checkpoint` and `tile/`.
    pub fn at(path: &Path) -> Self {
        let public = path.join(PUBLIC);
        Self { root: if public.is_dir() { public } else { path.to_owned() } }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The signed note, byte for byte.
    pub fn checkpoint(&self) -> Result<Vec<u8>, LogError> {
        let path = self.root.join(CHECKPOINT);
        durable::read_if_there(&path, MAX_NOTE_BYTES)?.ok_or(LogError::NotALog { path: self.root.clone() })
    }

    /// The log as it was when it had this checkpoint.
    pub fn view(&self, checkpoint: &[u8]) -> Result<View<'_>, LogError> {
        let head = Checkpoint::parse(Note::parse(checkpoint).map_err(super::ProofError::from)?.text)?;
        Ok(View { mirror: self, note: checkpoint.to_vec(), head, tiles: BTreeMap::new() })
    }

    /// The bytes of a tile, cut out of the full one where the partial one is gone.
    pub(super) fn hashes(&self, tile: &Tile) -> Result<Vec<Digest>, LogError> {
        let bytes = self.bytes(tile, WIDTH as usize * HASH_BYTES)?;
        let width = tile.width as usize;
        let whole = bytes.len() == width * HASH_BYTES || bytes.len() == WIDTH as usize * HASH_BYTES;
        if !whole {
            return Err(damaged(tile, "does not have its width"));
        }
        let hashes = bytes.chunks_exact(HASH_BYTES).take(width);
        Ok(hashes.map(|hash| Digest(hash.try_into().expect("invariant: chunks of 32 bytes"))).collect())
    }

    /// The entries of a bundle, cut out of the full one where the partial one is gone.
    pub(super) fn entries(&self, bundle: &Tile) -> Result<Vec<Vec<u8>>, LogError> {
        let bytes = self.bytes(bundle, MAX_BUNDLE_BYTES)?;
        let mut rest = bytes.as_slice();
        let mut entries = Vec::new();
        while let Some((length, after)) = rest.split_first_chunk::<2>() {
            let (entry, after) =
                after.split_at_checked(u16::from_be_bytes(*length).into()).ok_or_else(|| damaged(bundle, "ends early"))?;
            entries.push(entry.to_vec());
            rest = after;
        }
        let width = bundle.width as usize;
        if !rest.is_empty() || (entries.len() != width && entries.len() != WIDTH as usize) {
            return Err(damaged(bundle, "does not have its width"));
        }
        entries.truncate(width);
        Ok(entries)
    }

    /// The bytes to hand out as `tile`; `None` for what the present checkpoint does not commit to, and for
    /// partial tiles that are gone.
    pub fn served(&self, tile: &Tile) -> Result<Option<Vec<u8>>, LogError> {
        let size = self.view(&self.checkpoint()?)?.head.size;
        if tile.content.tile(tile.index, size).is_none_or(|widest| widest.width < tile.width) {
            return Ok(None);
        }
        durable::read_if_there(&self.root.join(tile.path()), MAX_BUNDLE_BYTES)
    }

    fn bytes(&self, tile: &Tile, limit: usize) -> Result<Vec<u8>, LogError> {
        match durable::read_if_there(&self.root.join(tile.path()), limit)? {
            Some(bytes) => Ok(bytes),
            None if tile.is_full() => Err(damaged(tile, "is missing")),
            None => {
                durable::read_if_there(&self.root.join(tile.full().path()), limit)?.ok_or_else(|| damaged(tile, "is missing"))
            }
        }
    }
}

/// A log at one checkpoint. Remembers the tiles that it read.
#[derive(Debug)]
pub struct View<'m> {
    mirror: &'m Mirror,
    note: Vec<u8>,
    head: Checkpoint,
    tiles: BTreeMap<Tile, Vec<Digest>>,
}

impl View<'_> {
    pub fn head(&self) -> &Checkpoint {
        &self.head
    }

    /// The proof that the entry at `index` is in the log (RFC 6962, section 2.1.1).
    pub fn prove_inclusion(&mut self, index: u64) -> Result<InclusionProof, LogError> {
        let size = self.head.size;
        if index >= size {
            return Err(LogError::NoEntry { index, size });
        }
        let (mut low, mut high, mut path) = (0, size, Vec::new());
        while high - low > 1 {
            let middle = low + left_width(high - low);
            let sibling = if index < middle { (middle, high) } else { (low, middle) };
            path.push(self.range(sibling.0, sibling.1)?);
            (low, high) = if index < middle { (low, middle) } else { (middle, high) };
        }
        path.reverse();
        let leaf = self.subtree(0, index)?;
        if merkle::verify_inclusion(&self.head.root, size, index, &leaf, &path) {
            Ok(InclusionProof { index, path, checkpoint: self.note.clone() })
        } else {
            Err(self.not_its_root())
        }
    }

    /// The proof that this log began with `old` leaves (RFC 6962, section 2.1.2).
    pub fn prove_consistency(&mut self, old: u64) -> Result<ConsistencyProof, LogError> {
        let size = self.head.size;
        if old > size {
            return Err(LogError::NoEntry { index: old, size });
        }
        let (mut low, mut high, mut path) = (0, size, Vec::new());
        while old > 0 && high > old {
            let middle = low + left_width(high - low);
            let sibling = if old <= middle { (middle, high) } else { (low, middle) };
            path.push(self.range(sibling.0, sibling.1)?);
            (low, high) = if old <= middle { (low, middle) } else { (middle, high) };
        }
        // What is left is a whole subtree that ends at `old`; the old root itself is not repeated.
        if low > 0 {
            path.push(self.range(low, high)?);
        }
        path.reverse();
        let old_root = self.range(0, old)?;
        if verify_consistency((old, &old_root), (size, &self.head.root), &path) {
            Ok(ConsistencyProof { old, path, checkpoint: self.note.clone() })
        } else {
            Err(self.not_its_root())
        }
    }

    /// The latest entry of these bytes among the first `end`.
    pub fn find(&self, entry: &[u8], end: u64) -> Result<Option<u64>, LogError> {
        let wanted = leaf_hash(entry);
        let end = end.min(self.head.size);
        for index in (0..end.div_ceil(WIDTH)).rev() {
            let Some(tile) = (Content::Hashes { level: 0 }).tile(index, self.head.size) else { continue };
            let numbered = (index * WIDTH..end).zip(self.mirror.hashes(&tile)?);
            if let Some((found, _)) = numbered.filter(|(_, hash)| *hash == wanted).last() {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The edge of the tree, checked against the root.
    pub fn edge(&self) -> Result<Edge, LogError> {
        let hashes = |level| match (Content::Hashes { level }).partial(self.head.size) {
            Some(tile) => self.mirror.hashes(&tile),
            None => Ok(Vec::new()),
        };
        let levels = (0..LEVELS).map(hashes).collect::<Result<Vec<_>, _>>()?;
        let edge = Edge::new(self.head.size, levels).ok_or_else(|| self.not_its_root())?;
        if edge.root() == self.head.root { Ok(edge) } else { Err(self.not_its_root()) }
    }

    /// Reads everything: entries hash to the tiles, tiles to the root. `visit` gets every entry in order.
    pub fn audit(&self, mut visit: impl FnMut(u64, &[u8])) -> Result<(), LogError> {
        let mut edge = Edge::new(0, Vec::new()).expect("invariant: a tree without leaves has no tiles");
        let compare = |tile: Tile, hashes: &[Digest]| {
            if self.mirror.hashes(&tile)? == hashes { Ok(()) } else { Err(damaged(&tile, "is not what the entries hash to")) }
        };
        for index in 0..self.head.size.div_ceil(WIDTH) {
            let Some(bundle) = Content::Entries.tile(index, self.head.size) else { continue };
            for entry in self.mirror.entries(&bundle)? {
                visit(edge.size(), &entry);
                edge.push(leaf_hash(&entry), compare)?;
            }
        }
        edge.partials().try_for_each(|(tile, hashes)| compare(tile, hashes))?;
        if edge.root() == self.head.root { Ok(()) } else { Err(self.not_its_root()) }
    }

    /// The root of the leaves from `low` to before `high`, where `low` is a multiple of the largest power of
    /// two in `high - low`: its perfect subtrees, folded from the right.
    fn range(&mut self, low: u64, high: u64) -> Result<Digest, LogError> {
        let mut end = high;
        let mut root = None;
        while end > low {
            let height = (end - low).trailing_zeros();
            end -= 1 << height;
            let left = self.subtree(height, end >> height)?;
            root = Some(root.map_or(left, |right| node_hash(&left, &right)));
        }
        Ok(root.unwrap_or_else(merkle::empty_root))
    }

    /// The root of the perfect subtree of 2^`height` leaves at `index`.
    fn subtree(&mut self, height: u32, index: u64) -> Result<Digest, LogError> {
        let (level, inside) = ((height / HEIGHT) as u8, height % HEIGHT);
        let first = index << inside;
        let tile = (Content::Hashes { level }).tile(first / WIDTH, self.head.size).ok_or_else(|| self.not_its_root())?;
        let start = (first % WIDTH) as usize;
        let hashes = self.hashes(tile)?.get(start..start + (1 << inside)).map(perfect_root);
        hashes.ok_or_else(|| self.not_its_root())
    }

    fn hashes(&mut self, tile: Tile) -> Result<&[Digest], LogError> {
        if !self.tiles.contains_key(&tile) {
            self.tiles.insert(tile, self.mirror.hashes(&tile)?);
        }
        Ok(&self.tiles[&tile])
    }

    fn not_its_root(&self) -> LogError {
        LogError::Damaged(format!("the tiles do not lead to the root of the checkpoint of {} leaves", self.head.size))
    }
}

/// The leaves of the left subtree of a tree of `size` > 1 leaves: the largest power of two below `size`.
fn left_width(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

fn damaged(tile: &Tile, what: &str) -> LogError {
    LogError::Damaged(format!("{} {what}", tile.path()))
}
