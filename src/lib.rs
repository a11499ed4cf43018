//! candor: the map of this house. (Under construction.)

pub mod base;
pub mod ir;
pub mod models;
pub mod report;
