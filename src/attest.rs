//! Turns the bytes of a finished report into a signed pack, and a pack into a verdict on its
//! signatures and digests. Part of the trusted core with `base`: it parses no source code, knows
//! nothing of findings or rendering, and treats every file of a pack as hostile until its digest
//! stands in a statement signed under the auditor's own trust file.

pub mod amend;
pub mod companion;
pub mod contents;
pub mod dsse;
pub mod guide;
pub mod index;
pub mod keys;
pub mod layout;
pub mod pack;
pub mod secret;
pub mod sigstore;
pub mod ssh;
pub mod statement;
pub mod timestamp;
pub mod trust;
pub mod verify;

pub use contents::Contents;
pub use keys::{PrivateKey, PublicKey};
pub use pack::{PackInput, Written, write_pack};
pub use statement::{Review, ReviewStatement, StatementInput};
pub use trust::{Times, Trust};
pub use verify::{Verification, verify};
