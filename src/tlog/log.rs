//! Keeps a log: leaves → entries, tiles, a signed checkpoint. The home of a log is a directory with
//!
//! - `log.pem`, the private key (unless it lies elsewhere), and `log.vkey`, the public one to hand out;
//! - `head`, the latest checkpoint that was signed: the log's memory, what it must never contradict;
//! - `public/`, what any web server may serve: `checkpoint` and `tile/` (C2SP tlog-tiles);
//! - `lock` and `staging/`, for whoever writes.
//!
//! Order is all: tiles are on the disk before a checkpoint over them is signed, `head` before anybody can read
//! the checkpoint. A process that is killed leaves the log at the old head or at the new one; tiles that no
//! checkpoint names are written over. A log restored from an old copy of itself would fork: witnesses notice.

use std::fs;
use std::path::{Path, PathBuf};

use super::checkpoint::Checkpoint;
use super::durable::{self, Stage, disk};
use super::merkle::{empty_root, leaf_hash};
use super::mirror::{CHECKPOINT, MAX_ENTRY_BYTES, Mirror, View};
use super::note::{KeyKind, MAX_NOTE_BYTES, Note, VerifierKey};
use super::tile::{Content, Tile, WIDTH};
use super::{LogError, ProofError};
use crate::attest::PrivateKey;
use crate::attest::secret::write_new;
use crate::base::Digest;

/// The directory that may be served.
pub const PUBLIC: &str = "public";
const KEY: &str = "log.pem";
const VERIFIER_KEY: &str = "log.vkey";
const HEAD: &str = "head";

/// A log that can be appended to.
pub struct Log {
    home: PathBuf,
    mirror: Mirror,
    private: PrivateKey,
    key: VerifierKey,
}

/// What an append did.
#[derive(Clone, Debug)]
pub struct Appended {
    /// Index of the first of the new entries; the others follow it.
    pub first: u64,
    /// The new signed checkpoint.
    pub checkpoint: Vec<u8>,
    pub head: Checkpoint,
}

impl Log {
    /// Makes an empty log in `home`, which must not exist yet. Without a `private` key it makes one.
    pub fn init(home: &Path, origin: &str, private: Option<PrivateKey>) -> Result<Self, LogError> {
        if fs::symlink_metadata(home).is_ok() {
            return Err(LogError::Exists { path: home.to_owned() });
        }
        let own = private.is_none();
        let private = private.map_or_else(PrivateKey::generate, Ok)?;
        let key = VerifierKey::new(origin, KeyKind::Log, private.public()).map_err(ProofError::from)?;
        fs::create_dir(home).map_err(disk("create", home))?;
        fs::create_dir(home.join(PUBLIC)).map_err(disk("create", home))?;
        if own {
            private.save(&home.join(KEY))?;
        }
        write_new(&home.join(VERIFIER_KEY), format!("{key}\n").as_bytes(), 0o644)?;
        let log = Self { home: home.to_owned(), mirror: Mirror::at(home), private, key };
        let lock = durable::lock(home)?;
        log.publish(&Checkpoint { origin: origin.to_owned(), size: 0, root: empty_root() })?;
        drop(lock);
        Ok(log)
    }

    /// Opens the log in `home` with its own key, or with `private` where the key lies elsewhere.
    pub fn open(home: &Path, private: Option<PrivateKey>) -> Result<Self, LogError> {
        let key = verifier_key(home)?;
        let private = private.map_or_else(|| PrivateKey::load(&home.join(KEY)), Ok)?;
        if private.public() != *key.key() {
            return Err(LogError::OtherKey { path: home.to_owned() });
        }
        Ok(Self { home: home.to_owned(), mirror: Mirror::at(home), private, key })
    }

    /// The public key, whose name is the log's origin.
    pub fn key(&self) -> &VerifierKey {
        &self.key
    }

    pub fn mirror(&self) -> &Mirror {
        &self.mirror
    }

    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Does all of an append but for the entries: fails where one would, as far as can be known beforehand.
    pub fn check(&self) -> Result<(), LogError> {
        let lock = durable::lock(&self.home)?;
        let old = self.settle()?;
        let view = self.mirror.view(&old)?;
        view.edge()?;
        self.last_bundle(&view)?;
        Stage::new(&self.home)?.publish()?;
        drop(lock);
        Ok(())
    }

    /// Adds entries, all or none, and signs the new state. Gives back when it is on the disk for good.
    pub fn append(&self, entries: &[Vec<u8>]) -> Result<Appended, LogError> {
        if let Some(entry) = entries.iter().find(|entry| entry.len() > MAX_ENTRY_BYTES) {
            return Err(LogError::TooLarge { bytes: entry.len() });
        }
        let lock = durable::lock(&self.home)?;
        let old = self.settle()?;
        let view = self.mirror.view(&old)?;
        let first = view.head().size;
        let head = self.write_tiles(&view, entries)?;
        let checkpoint = self.publish(&head)?;
        self.sweep(first, head.size);
        drop(lock);
        Ok(Appended { first, checkpoint, head })
    }

    /// Puts cosignatures (lines as a witness gives them) of `witnesses` under the public checkpoint. Every line
    /// must be one of theirs and hold. Gives back the checkpoint.
    pub fn cosign(&self, lines: &str, witnesses: &[VerifierKey]) -> Result<Vec<u8>, LogError> {
        let lock = durable::lock(&self.home)?;
        let head = self.settle()?;
        let offered = [&head[..], lines.as_bytes()].concat();
        let offered = Note::parse(&offered).map_err(ProofError::from)?;
        let public = self.mirror.checkpoint()?;
        let mut public = Note::parse(&public).map_err(ProofError::from)?;
        let mut added = 0;
        for witness in witnesses {
            if offered.cosigned_by(witness).map_err(ProofError::from)?.is_some() {
                public.take_over(&offered, witness);
                added += 1;
            }
        }
        if added == 0 || added != lines.lines().count() {
            return Err(LogError::Cosignatures);
        }
        let note = public.to_bytes();
        durable::replace(&self.home, &self.mirror.root().join(CHECKPOINT), &note)?;
        drop(lock);
        Ok(note)
    }

    /// The head, after whatever a killed process left undone is done. The lock must be held.
    fn settle(&self) -> Result<Vec<u8>, LogError> {
        let head = durable::read(&self.home.join(HEAD), MAX_NOTE_BYTES)?;
        let own = self.own_checkpoint(&head)?;
        let public = self.mirror.root().join(CHECKPOINT);
        let published = durable::read_if_there(&public, MAX_NOTE_BYTES)?;
        let published_head = published.map(|note| self.own_checkpoint(&note)).transpose()?;
        match published_head {
            Some(published) if published == own => {}
            Some(published) if published.size >= own.size => {
                return Err(LogError::Damaged(format!(
                    "head has {} leaves, the published checkpoint has {} that it does not know: going on would fork the log",
                    own.size, published.size
                )));
            }
            Some(_) | None => durable::replace(&self.home, &public, &head)?,
        }
        self.sweep(own.size, own.size);
        self.drop_unborn(own.size);
        Ok(head)
    }

    fn own_checkpoint(&self, note: &[u8]) -> Result<Checkpoint, LogError> {
        let note = Note::parse(note).map_err(ProofError::from)?;
        if !note.signed_by(&self.key).map_err(ProofError::from)? {
            return Err(ProofError::NotSigned(self.key.name().to_owned()).into());
        }
        Ok(Checkpoint::parse(note.text)?)
    }

    /// Puts the tiles and bundles of the log with `entries` on the disk; gives the head over them.
    fn write_tiles(&self, view: &View<'_>, entries: &[Vec<u8>]) -> Result<Checkpoint, LogError> {
        let root = self.mirror.root();
        let mut edge = view.edge()?;
        let mut bundle = self.last_bundle(view)?;
        let mut stage = Stage::new(&self.home)?;
        for entry in entries {
            bundle.extend_from_slice(&(entry.len() as u16).to_be_bytes());
            bundle.extend_from_slice(entry);
            edge.push(leaf_hash(entry), |tile, hashes| stage.add(root.join(tile.path()), &concat(hashes)))?;
            if edge.size().is_multiple_of(WIDTH) {
                let full = Tile { content: Content::Entries, index: edge.size() / WIDTH - 1, width: WIDTH };
                stage.add(root.join(full.path()), &bundle)?;
                bundle.clear();
            }
        }
        if let Some(partial) = Content::Entries.partial(edge.size()) {
            stage.add(root.join(partial.path()), &bundle)?;
        }
        for (tile, hashes) in edge.partials() {
            stage.add(root.join(tile.path()), &concat(hashes))?;
        }
        stage.publish()?;
        Ok(Checkpoint { origin: self.key.name().to_owned(), size: edge.size(), root: edge.root() })
    }

    /// The bytes of the partial bundle, after its entries were checked against the tile beside it.
    fn last_bundle(&self, view: &View<'_>) -> Result<Vec<u8>, LogError> {
        let size = view.head().size;
        let Some(partial) = Content::Entries.partial(size) else { return Ok(Vec::new()) };
        let entries = self.mirror.entries(&partial)?;
        let hashes: Vec<_> = entries.iter().map(|entry| leaf_hash(entry)).collect();
        let tile = (Content::Hashes { level: 0 }).partial(size).expect("invariant: as wide as the bundle");
        if self.mirror.hashes(&tile)? != hashes {
            return Err(LogError::Damaged(format!("{} does not hash to {}", partial.path(), tile.path())));
        }
        Ok(entries.iter().flat_map(|entry| [&(entry.len() as u16).to_be_bytes()[..], entry].concat()).collect())
    }

    /// Signs a head and makes it known. From the first of the two writes on, this is the log's state.
    fn publish(&self, head: &Checkpoint) -> Result<Vec<u8>, LogError> {
        let text = head.text();
        let note = format!("{text}\n{}", self.key.sign(&self.private, &text)).into_bytes();
        durable::replace(&self.home, &self.home.join(HEAD), &note)?;
        durable::replace(&self.home, &self.mirror.root().join(CHECKPOINT), &note)?;
        Ok(note)
    }

    /// Removes partial tiles that a killed append left and that no checkpoint committed to: once the log has
    /// grown past their width, nothing would tell them from true ones.
    fn drop_unborn(&self, size: u64) {
        for content in Content::all() {
            let index = content.count(size) / WIDTH;
            let committed = content.count(size) % WIDTH;
            let directory = self.mirror.root().join(Tile { content, index, width: WIDTH }.partials());
            for entry in fs::read_dir(&directory).into_iter().flatten().flatten() {
                let width = entry.file_name().to_str().and_then(|name| name.parse::<u64>().ok());
                if width.is_none_or(|width| width > committed) {
                    let _ = fs::remove_file(entry.path());
                }
            }
        }
    }

    /// Removes the partial tiles at places that are full by now. What stays behind for whatever reason does no harm.
    fn sweep(&self, old: u64, new: u64) {
        for content in Content::all() {
            let filled = content.count(new) / WIDTH;
            // Where an append began, and left of where the log ends: the places that a killed process can leave.
            for index in [content.count(old) / WIDTH, filled.saturating_sub(1)] {
                if index < filled {
                    let tile = Tile { content, index, width: WIDTH };
                    let _ = fs::remove_dir_all(self.mirror.root().join(tile.partials()));
                }
            }
        }
    }
}

/// The public key of the log in `home`.
pub fn verifier_key(home: &Path) -> Result<VerifierKey, LogError> {
    let bytes = durable::read_if_there(&home.join(VERIFIER_KEY), 1024)?.ok_or(LogError::NotALog { path: home.to_owned() })?;
    Ok(VerifierKey::parse(&String::from_utf8_lossy(&bytes)).map_err(ProofError::from)?)
}

fn concat(hashes: &[Digest]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}
