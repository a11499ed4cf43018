//! What every station shares: digests, spans, canonical JSON, diagnostics, safe display,
//! what addresses and paths say.
//! Depends on nothing else in this crate and knows nothing of source code analysis.

pub mod country;
pub mod diagnostic;
pub mod digest;
pub mod display;
pub mod json;
pub mod purpose;
pub mod reach;
pub mod span;
pub mod unescape;

pub use diagnostic::{Diagnostic, Severity};
pub use digest::Digest;
pub use span::{LineIndex, Position};
