//! One file's language and kind, the gates before a parse, and the parse itself.

pub mod grammar;
