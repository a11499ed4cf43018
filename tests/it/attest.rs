//! What a pack must withstand: every changed byte, foreign and weak keys, confused types, repeated
//! signatures; and what must keep working: openssl reads our keys, and VERIFY.md does what it says.

mod amend;
mod commands;
mod interop;
mod keys;
mod logged;
mod rerun;
mod sample;
mod tamper;
mod trust;
mod vectors;
mod write;
