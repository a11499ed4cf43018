//! The writer's half of [`crate::attest`]: packs are built, signed and added to, statements stated, keys made and
//! kept, trust files edited. What it writes it reads back with the other half, which uses nothing of it.

pub mod amend;
pub mod edit;
pub mod guide;
pub mod index;
pub mod pack;
pub mod secret;
pub mod sign;
pub mod sigstore;
pub mod ssh;
pub mod state;
