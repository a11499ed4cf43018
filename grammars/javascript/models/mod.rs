//! What libraries of JavaScript do, one file a field.

/// (file name, text), sorted.
pub const FILES: &[(&str, &str)] = &[("node-start.toml", include_str!("node-start.toml"))];
