//! The model files of Java, in the order in which they are read; one line a file.

/// (file name, text).
pub const FILES: &[(&str, &str)] = &[("core.toml", include_str!("core.toml"))];
