//! Git bundles, and repositories made of hostile files: an input that begins as a bundle is one, any other is cut
//! at zero bytes into the files of a repository.
#![no_main]

use std::fs;

const FILES: [&str; 10] = [
    "HEAD",
    "packed-refs",
    "refs/heads/main",
    "refs/tags/v1",
    "config",
    "objects/info/alternates",
    "objects/info/packs",
    "shallow",
    "info/grafts",
    "commondir",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"# v") {
        let path = candor_fuzz::place("bundle");
        candor_fuzz::put(&path, bytes);
        return candor_fuzz::take_in(&path, None);
    }
    let root = candor_fuzz::place("repository");
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join(".git/objects/pack")).expect("a folder of ours");
    fs::create_dir_all(root.join(".git/refs")).expect("a folder of ours");
    for (name, content) in FILES.iter().zip(bytes.split(|&byte| byte == 0)) {
        if !content.is_empty() {
            candor_fuzz::put(&root.join(".git").join(name), content);
        }
    }
    candor_fuzz::take_in(&root, Some("HEAD".to_owned()));
    candor_fuzz::take_in(&root, Some("main".to_owned()));
});
