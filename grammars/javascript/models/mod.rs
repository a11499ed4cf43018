//! The model files of JavaScript, in the order in which they are read; one line a file. TypeScript inherits them.

/// (file name, text).
pub const FILES: &[(&str, &str)] = &[
    ("browser.toml", include_str!("browser.toml")),
    ("builtins.toml", include_str!("builtins.toml")),
    ("cloud.toml", include_str!("cloud.toml")),
    ("data.toml", include_str!("data.toml")),
    ("database.toml", include_str!("database.toml")),
    ("desktop.toml", include_str!("desktop.toml")),
    ("dns.toml", include_str!("dns.toml")),
    ("exec.toml", include_str!("exec.toml")),
    ("extension.toml", include_str!("extension.toml")),
    ("frameworks.toml", include_str!("frameworks.toml")),
    ("fs.toml", include_str!("fs.toml")),
    ("ftp-ssh.toml", include_str!("ftp-ssh.toml")),
    ("http.toml", include_str!("http.toml")),
    ("logging.toml", include_str!("logging.toml")),
    ("mail.toml", include_str!("mail.toml")),
    ("message.toml", include_str!("message.toml")),
    ("os.toml", include_str!("os.toml")),
    ("server.toml", include_str!("server.toml")),
    ("sockets.toml", include_str!("sockets.toml")),
    ("telemetry.toml", include_str!("telemetry.toml")),
    ("tools.toml", include_str!("tools.toml")),
];
