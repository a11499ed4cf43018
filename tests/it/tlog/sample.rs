//! Logs in scratch folders, with keys that are the same at every run.

use std::path::PathBuf;

use candor::attest::PrivateKey;
use candor::base::Digest;
use candor::tlog::{KeyKind, Leaf, Log, Policy, VerifierKey, Witness};
use tempfile::TempDir;

pub(super) const ORIGIN: &str = "log.example.org/candor";

/// A log with its folder.
pub(super) struct Case {
    pub(super) folder: TempDir,
    pub(super) log: Log,
}

impl Case {
    pub(super) fn new() -> Self {
        Self::with_key(7)
    }

    pub(super) fn with_key(number: u8) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let log = Log::init(&folder.path().join("log"), ORIGIN, Some(key(number))).expect("a log");
        Self { folder, log }
    }

    pub(super) fn grown(entries: u64) -> Self {
        let case = Self::new();
        case.log.append(&(0..entries).map(entry).collect::<Vec<_>>()).expect("appended");
        case
    }

    pub(super) fn home(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    pub(super) fn witness(&self, name: &str) -> Witness {
        Witness::init(&self.folder.path().join(name), name).expect("a witness")
    }

    pub(super) fn policy(&self) -> Policy {
        Policy::new(self.log.key().clone(), Vec::new(), 0).expect("a policy")
    }

    pub(super) fn inclusion(&self, index: u64) -> Vec<u8> {
        let checkpoint = self.log.mirror().checkpoint().expect("a checkpoint");
        let mut view = self.log.mirror().view(&checkpoint).expect("a view");
        view.prove_inclusion(index).expect("a proof").to_bytes()
    }

    /// The request to a witness that knows `old` leaves.
    pub(super) fn request(&self, old: u64) -> Vec<u8> {
        let checkpoint = self.log.mirror().checkpoint().expect("a checkpoint");
        let mut view = self.log.mirror().view(&checkpoint).expect("a view");
        view.prove_consistency(old).expect("a proof").to_bytes()
    }
}

pub(super) fn key(number: u8) -> PrivateKey {
    PrivateKey::from_secret(&[number; 32])
}

pub(super) fn verifier(name: &str, kind: KeyKind, number: u8) -> VerifierKey {
    VerifierKey::new(name, kind, key(number).public()).expect("a key")
}

/// The entry of this number: a leaf as candor writes it.
pub(super) fn entry(number: u64) -> Vec<u8> {
    let payload = Digest::of(&number.to_le_bytes());
    Leaf::Signature { payload, keyid: Digest::of(b"key"), signature: Digest::of(payload.hex().as_bytes()) }.to_bytes()
}
