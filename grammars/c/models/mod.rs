//! The model files of C, in the order in which they are read; one line a file.

/// (file name, text).
pub const FILES: &[(&str, &str)] = &[
    ("archives.toml", include_str!("archives.toml")),
    ("curl.toml", include_str!("curl.toml")),
    ("desktop.toml", include_str!("desktop.toml")),
    ("libc-files.toml", include_str!("libc-files.toml")),
    ("libc-strings.toml", include_str!("libc-strings.toml")),
    ("libc-system.toml", include_str!("libc-system.toml")),
    ("message.toml", include_str!("message.toml")),
    ("native.toml", include_str!("native.toml")),
    ("tls.toml", include_str!("tls.toml")),
    ("windows-devices.toml", include_str!("windows-devices.toml")),
    ("windows-memory.toml", include_str!("windows-memory.toml")),
    ("windows-network.toml", include_str!("windows-network.toml")),
    ("windows-system.toml", include_str!("windows-system.toml")),
    ("windows.toml", include_str!("windows.toml")),
];
