//! The model files of Java, in the order in which they are read; one line a file.

/// (file name, text).
pub const FILES: &[(&str, &str)] = &[
    ("android-content.toml", include_str!("android-content.toml")),
    ("android-device.toml", include_str!("android-device.toml")),
    ("apache-http.toml", include_str!("apache-http.toml")),
    ("archives.toml", include_str!("archives.toml")),
    ("azure.toml", include_str!("azure.toml")),
    ("cloud.toml", include_str!("cloud.toml")),
    ("commons.toml", include_str!("commons.toml")),
    ("crypto.toml", include_str!("crypto.toml")),
    ("desktop.toml", include_str!("desktop.toml")),
    ("ftp-ssh.toml", include_str!("ftp-ssh.toml")),
    ("io.toml", include_str!("io.toml")),
    ("lang.toml", include_str!("lang.toml")),
    ("logging.toml", include_str!("logging.toml")),
    ("mail.toml", include_str!("mail.toml")),
    ("message.toml", include_str!("message.toml")),
    ("net.toml", include_str!("net.toml")),
    ("nio.toml", include_str!("nio.toml")),
    ("okhttp.toml", include_str!("okhttp.toml")),
    ("serialise.toml", include_str!("serialise.toml")),
    ("servlet.toml", include_str!("servlet.toml")),
    ("spring.toml", include_str!("spring.toml")),
    ("sql.toml", include_str!("sql.toml")),
    ("telemetry.toml", include_str!("telemetry.toml")),
    ("util.toml", include_str!("util.toml")),
];
