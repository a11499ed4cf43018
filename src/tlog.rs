//! Turns leaves into an append-only transparency log that any web server can serve, and proof files into a
//! yes or a no. Formats are those of C2SP: signed-note, tlog-checkpoint, tlog-tiles, tlog-proof,
//! tlog-cosignature and the request of tlog-witness.
//!
//! Two halves. What the verification of a pack needs is pure and small, part of the trusted core: [`entry`], [`merkle`],
//! [`note`], [`checkpoint`], [`proof`], [`policy`], [`evidence`]. The rest is for whoever keeps a log or watches one: what
//! can be logged ([`leaf`]), signing ([`sign`]), that a log merely grew ([`consistency`]), what touches the disk:
//! [`tile`], [`tree`], [`mirror`] (reads), [`durable`] (writes), [`log`], [`witness`], and what puts proofs into packs,
//! [`record`]. The first half uses nothing of the second.
//!
//! Keys of logs, witnesses and auditors are different keys. Knows no clock: times are handed in.

pub mod checkpoint;
pub mod entry;
pub mod evidence;
pub mod merkle;
pub mod note;
pub mod policy;
pub mod proof;

pub mod consistency;
pub mod durable;
pub mod error;
pub mod leaf;
pub mod log;
pub mod mirror;
pub mod record;
pub mod sign;
pub mod tile;
pub mod tree;
pub mod witness;

pub use checkpoint::Checkpoint;
pub use error::LogError;
pub use leaf::Leaf;
pub use log::Log;
pub use mirror::Mirror;
pub use note::{KeyKind, VerifierKey};
pub use policy::{Logged, Policy};
pub use proof::ProofError;
pub use record::{RecordError, Recorded};
pub use witness::Witness;
