//! candor: the map of this house. (Under construction.)

pub mod base;
pub mod ir;
pub mod lower;
pub mod models;
pub mod syntax;

#[path = "../grammars/mod.rs"]
pub mod grammars;
