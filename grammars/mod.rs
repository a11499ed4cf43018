//! Everything candor knows about one language is one folder here; one line a language.
//! Registered in [`crate::syntax::grammar`].

pub mod c;
pub mod cpp;
pub mod go;
pub mod java;
pub mod javascript;
pub mod python;
pub mod tsx;
pub mod typescript;
