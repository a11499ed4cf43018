//! The model files of C++, in the order in which they are read; one line a file. Those of C hold as well.

/// (file name, text).
pub const FILES: &[(&str, &str)] = &[
    ("asio.toml", include_str!("asio.toml")),
    ("boost.toml", include_str!("boost.toml")),
    ("cloud.toml", include_str!("cloud.toml")),
    ("crypto-ssh.toml", include_str!("crypto-ssh.toml")),
    ("database.toml", include_str!("database.toml")),
    ("filesystem.toml", include_str!("filesystem.toml")),
    ("http-clients.toml", include_str!("http-clients.toml")),
    ("message.toml", include_str!("message.toml")),
    ("poco.toml", include_str!("poco.toml")),
    ("qt-core.toml", include_str!("qt-core.toml")),
    ("qt-network.toml", include_str!("qt-network.toml")),
    ("serialise.toml", include_str!("serialise.toml")),
    ("std-algorithms.toml", include_str!("std-algorithms.toml")),
    ("std-containers.toml", include_str!("std-containers.toml")),
    ("std-streams.toml", include_str!("std-streams.toml")),
    ("windows-cpp.toml", include_str!("windows-cpp.toml")),
];
