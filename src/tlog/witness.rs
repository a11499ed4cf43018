//! A witness: remembers the last checkpoint of every log that it was shown, and cosigns a newer one if the log
//! merely grew. Its state is on the disk before the cosignature is given away, so that it never cosigns two
//! histories of one log. What it refuses though the log signed it is kept: it may show that the log was forked.

use std::fs;
use std::path::{Path, PathBuf};

use super::checkpoint::Checkpoint;
use super::consistency::ConsistencyProof;
use super::durable::{self, disk};
use super::merkle::empty_root;
use super::note::{KeyKind, MAX_NOTE_BYTES, Note, VerifierKey};
use super::policy::Policy;
use super::{LogError, ProofError};
use crate::attest::PrivateKey;
use crate::attest::secret::write_new;
use crate::base::Digest;

const KEY: &str = "witness.pem";
const VERIFIER_KEY: &str = "witness.vkey";
const SEEN: &str = "seen";
const REFUSED: &str = "refused";

/// A witness with its memory.
pub struct Witness {
    home: PathBuf,
    private: PrivateKey,
    key: VerifierKey,
}

/// Why a witness did not cosign.
#[derive(Debug, thiserror::Error)]
pub enum WitnessError {
    /// The request rests on another state than the one remembered (409 in tlog-witness).
    #[error("the proof begins at {old} leaves, the last checkpoint that this witness cosigned has {known}")]
    Stale { old: u64, known: u64 },
    /// What the log signed does not continue what it signed before; `kept` is where it was put aside.
    #[error("{why}; the checkpoint is kept in {}", kept.display())]
    Inconsistent { why: ProofError, kept: PathBuf },
    #[error(transparent)]
    Log(#[from] LogError),
}

impl Witness {
    /// Makes a witness in `home`, which must not exist yet, with a key of its own.
    pub fn init(home: &Path, name: &str) -> Result<Self, LogError> {
        if fs::symlink_metadata(home).is_ok() {
            return Err(LogError::Exists { path: home.to_owned() });
        }
        let private = PrivateKey::generate()?;
        let key = VerifierKey::new(name, KeyKind::Cosignature, private.public()).map_err(ProofError::from)?;
        for directory in [home.to_owned(), home.join(SEEN), home.join(REFUSED)] {
            fs::create_dir(&directory).map_err(disk("create", &directory))?;
        }
        private.save(&home.join(KEY))?;
        write_new(&home.join(VERIFIER_KEY), format!("{key}\n").as_bytes(), 0o644)?;
        Ok(Self { home: home.to_owned(), private, key })
    }

    pub fn open(home: &Path) -> Result<Self, LogError> {
        let text =
            durable::read_if_there(&home.join(VERIFIER_KEY), 1024)?.ok_or(LogError::NotAWitness { path: home.to_owned() })?;
        let key = VerifierKey::parse(&String::from_utf8_lossy(&text)).map_err(ProofError::from)?;
        let private = PrivateKey::load(&home.join(KEY))?;
        if private.public() != *key.key() {
            return Err(LogError::OtherKey { path: home.to_owned() });
        }
        Ok(Self { home: home.to_owned(), private, key })
    }

    pub fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// The state of `log` that this witness cosigned last.
    pub fn known(&self, log: &VerifierKey) -> Result<Checkpoint, LogError> {
        match durable::read_if_there(&self.memory_of(log), MAX_NOTE_BYTES)? {
            Some(note) => Ok(Checkpoint::parse(Note::parse(&note).map_err(ProofError::from)?.text)?),
            None => Ok(Checkpoint { origin: log.name().to_owned(), size: 0, root: empty_root() }),
        }
    }

    /// Cosigns a checkpoint of `log`: `request` as tlog-witness has it, `now` in seconds since 1970. Gives the
    /// line to put under the checkpoint.
    pub fn cosign(&self, log: &VerifierKey, request: &[u8], now: u64) -> Result<String, WitnessError> {
        let proof = ConsistencyProof::parse(request).map_err(LogError::from)?;
        let policy = Policy::new(log.clone(), Vec::new(), 0).map_err(LogError::from)?;
        let lock = durable::lock(&self.home)?;
        let known = self.known(log)?;
        policy.check(&proof.checkpoint).map_err(LogError::from)?;
        if proof.old != known.size {
            return Err(WitnessError::Stale { old: proof.old, known: known.size });
        }
        if let Err(why) = policy.verify_consistency(&known, &proof) {
            let kept = self.home.join(REFUSED).join(Digest::of(&proof.checkpoint).hex());
            durable::replace(&self.home, &kept, &proof.checkpoint)?;
            return Err(WitnessError::Inconsistent { why, kept });
        }
        durable::replace(&self.home, &self.memory_of(log), &proof.checkpoint)?;
        drop(lock);
        let note = Note::parse(&proof.checkpoint).map_err(|error| LogError::from(ProofError::from(error)))?;
        Ok(self.key.cosign(&self.private, note.text, now))
    }

    fn memory_of(&self, log: &VerifierKey) -> PathBuf {
        self.home.join(SEEN).join(Digest::of(log.name().as_bytes()).hex())
    }
}
