//! candor reviews source code that a vendor hands over, finds what in it could carry data out, and
//! writes a signed report that anyone can check. This is the map of the house.
//!
//! Data moves one way; a module imports only from those before it:
//!
//! | station    | from → to |
//! |------------|-----------|
//! | [`base`]   | what all share: digests, spans, canonical JSON, diagnostics, safe display, what addresses and paths say |
//! | [`ir`]     | the language-neutral intermediate representation of one file |
//! | [`models`] | what libraries do, as data: rows of `grammars/<language>/models/*.toml` |
//! | [`intake`] | a submission (directory, git, archive) → one immutable [`intake::Snapshot`] |
//! | [`syntax`] | one file's bytes → language, gates, syntax trees |
//! | [`lower`]  | syntax trees → [`ir::FileFacts`] |
//! | [`facts`]  | facts on disk, so that a known file is not parsed again, and reports, so that a known question is answered |
//! | [`link`]   | the facts of all files → one [`link::Program`]: names, types, call graph |
//! | [`taint`]  | the program → the value-flow graph, flows from sources to sinks and their witnesses |
//! | [`detect`] | flows → findings, and flows of mere metadata; inventories of capabilities, destinations, holes |
//! | [`assess`] | findings, the vendor's disclosure and coverage → the verdict |
//! | [`report`] | one [`report::Report`] value (the only wire schema), one renderer a form |
//! | [`attest`] | statement, signature, keys, trust, the pack and its verification |
//! | [`tlog`]   | leaves → an append-only transparency log, proofs that a leaf is in one, and their verification |
//!
//! Around that line: [`review`] (the stages in order), [`sandbox`] (the worker process in which they run),
//! [`batch`] (many submissions, and the ledger of them), [`cli`]. A language is one folder of [`grammars`].
//!
//! The trusted core is what says whether a pack is to be believed: `attest` without [`attest::write`], the verifying half of
//! `tlog`, and of `base` digests, display and JSON. `tests/trusted.rs` compiles it alone and counts its lines. It parses no
//! source code, nor does anything else that verification touches. Hostile bytes are read in a worker process alone.
//!
//! Invariants that every station keeps:
//! 1. Same snapshot, same candor, same rules: same bytes of report. No clock, host, user, path, locale,
//!    thread count or hash order reaches it; budgets are counted steps.
//! 2. Nothing is skipped in silence: every file has one disposition in the coverage ledger.
//! 3. The submission steers nothing: its ignore files and suppression comments are evidence.
//! 4. Wrong input is data (`(T, Vec<Diagnostic>)`); a broken environment is an error (`Result`).
//! 5. No recursion over input, no panic on input.

pub mod assess;
pub mod attest;
pub mod base;
pub mod batch;
pub mod cli;
pub mod detect;
pub mod facts;
pub mod intake;
pub mod ir;
pub mod link;
pub mod lower;
pub mod models;
pub mod report;
pub mod review;
pub mod sandbox;
pub mod syntax;
pub mod taint;
pub mod tlog;

#[path = "../grammars/mod.rs"]
pub mod grammars;
