//! The model files of Go, in the order in which they are read; one line a file.

/// (file name, text).
pub const FILES: &[(&str, &str)] =
    &[("conversions.toml", include_str!("conversions.toml")), ("first.toml", include_str!("first.toml"))];
