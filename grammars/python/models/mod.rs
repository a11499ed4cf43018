//! The model files of Python, in the order in which they are read; one line a file.

/// (file name, text).
pub const FILES: &[(&str, &str)] = &[
    ("builtins.toml", include_str!("builtins.toml")),
    ("cloud.toml", include_str!("cloud.toml")),
    ("crypto.toml", include_str!("crypto.toml")),
    ("curl.toml", include_str!("curl.toml")),
    ("database.toml", include_str!("database.toml")),
    ("desktop.toml", include_str!("desktop.toml")),
    ("dns.toml", include_str!("dns.toml")),
    ("ftp-ssh.toml", include_str!("ftp-ssh.toml")),
    ("http.toml", include_str!("http.toml")),
    ("keyring.toml", include_str!("keyring.toml")),
    ("logging.toml", include_str!("logging.toml")),
    ("mail.toml", include_str!("mail.toml")),
    ("message.toml", include_str!("message.toml")),
    ("os.toml", include_str!("os.toml")),
    ("serialise.toml", include_str!("serialise.toml")),
    ("social.toml", include_str!("social.toml")),
    ("sockets.toml", include_str!("sockets.toml")),
    ("subprocess.toml", include_str!("subprocess.toml")),
    ("system.toml", include_str!("system.toml")),
    ("telemetry.toml", include_str!("telemetry.toml")),
    ("tools.toml", include_str!("tools.toml")),
    ("windows.toml", include_str!("windows.toml")),
];
