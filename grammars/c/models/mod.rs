//! The model files of C, in the order in which they are read; one line a file.

/// (file name, text).
pub const FILES: &[(&str, &str)] = &[
    ("curl.toml", include_str!("curl.toml")),
    ("libc-files.toml", include_str!("libc-files.toml")),
    ("libc-strings.toml", include_str!("libc-strings.toml")),
    ("libc-system.toml", include_str!("libc-system.toml")),
];
