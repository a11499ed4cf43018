//! The model files of Go, in the order in which they are read; one line a file.

/// (file name, text).
pub const FILES: &[(&str, &str)] = &[
    ("builtins.toml", include_str!("builtins.toml")),
    ("cloud.toml", include_str!("cloud.toml")),
    ("conversions.toml", include_str!("conversions.toml")),
    ("crypto.toml", include_str!("crypto.toml")),
    ("database.toml", include_str!("database.toml")),
    ("desktop.toml", include_str!("desktop.toml")),
    ("dns.toml", include_str!("dns.toml")),
    ("exec.toml", include_str!("exec.toml")),
    ("files.toml", include_str!("files.toml")),
    ("ftp-ssh.toml", include_str!("ftp-ssh.toml")),
    ("http.toml", include_str!("http.toml")),
    ("io.toml", include_str!("io.toml")),
    ("keyring.toml", include_str!("keyring.toml")),
    ("logging.toml", include_str!("logging.toml")),
    ("mail.toml", include_str!("mail.toml")),
    ("message.toml", include_str!("message.toml")),
    ("serialise.toml", include_str!("serialise.toml")),
    ("sockets.toml", include_str!("sockets.toml")),
    ("system.toml", include_str!("system.toml")),
    ("telemetry.toml", include_str!("telemetry.toml")),
    ("tools.toml", include_str!("tools.toml")),
    ("tunnels.toml", include_str!("tunnels.toml")),
    ("web.toml", include_str!("web.toml")),
    ("writers.toml", include_str!("writers.toml")),
];
