//! The model files of Python, in the order in which they are read; one line a file.

/// (file name, text).
pub const FILES: &[(&str, &str)] = &[
    // ("files.toml", include_str!("files.toml")),
];
