//! Turns the bytes of a finished report into a signed pack, and a pack into a verdict on its
//! signatures and digests. It parses no source code, knows nothing of findings or rendering, and
//! treats every file of a pack as hostile until its digest stands in a statement signed under the
//! auditor's own trust file.
//!
//! Two halves. The files of this folder are what verification is made of; with `base` and the verifying files of
//! `tlog` they are the trusted core, small enough to be read in a day and held to that by a test; [`index`] alone, the packs
//! of a batch, is not of it. [`write`] is what makes and changes packs, keys and trust files; nothing of the first half
//! uses it.

pub mod companion;
pub mod contents;
pub mod dsse;
pub mod index;
pub mod keys;
pub mod layout;
pub mod statement;
pub mod timestamp;
pub mod trust;
pub mod verify;

pub mod write;

pub use contents::Contents;
pub use keys::PublicKey;
pub use statement::{Review, ReviewStatement};
pub use trust::{Times, Trust};
pub use verify::{Verification, verify};
pub use write::pack::{PackInput, Written, write_pack};
pub use write::secret::PrivateKey;
pub use write::state::StatementInput;
pub use write::{amend, edit, guide, pack, secret, sigstore, ssh};
