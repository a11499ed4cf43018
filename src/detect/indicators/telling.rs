//! What hidden bytes turn out to be: a program, an archive, text that acts, plain text, noise. The same judgement for what
//! is encoded in code and for what lies in files of data.

use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

use super::entropy;
use crate::syntax::{Form, FormKind, form};

/// What bytes are, once nothing encodes them any more.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    /// A program or an archive.
    Form(Form),
    /// Text that names this, which acts or connects.
    Acting(&'static str),
    /// Text that does neither.
    Text,
    /// Pictures, sound, fonts, documents, certificates: what programs carry with them.
    Known,
    /// No form and no text, and as mixed as noise.
    Noise,
    /// No form and no text: a table.
    Table,
}

/// What text that acts is told by.
const ACTING: &[&str] = &[
    "http://",
    "https://",
    "ftp://",
    "eval(",
    "exec(",
    "execve",
    "import os",
    "import socket",
    "import subprocess",
    "import requests",
    "import urllib",
    "#!/",
    "/bin/sh",
    "/bin/bash",
    "powershell",
    "cmd.exe",
    "<script",
    "<?php",
    "require(",
    "child_process",
    "XMLHttpRequest",
    "fetch(",
    "socket(",
    "os.system",
    "subprocess",
    "popen(",
    "Runtime.getRuntime",
    "ProcessBuilder",
    "System(",
    "system(",
    "curl ",
    "wget ",
    "LoadLibrary",
    "CreateProcess",
    "VirtualAlloc",
    "function(",
    "function (",
    "fromCharCode",
    "document.cookie",
    "/etc/passwd",
    "authorized_keys",
    ".onion",
];

static AUTOMATON: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(ACTING).expect("invariant: a few short words fit an automaton"));

/// Judges decoded bytes.
pub(super) fn meaning(bytes: &[u8]) -> Meaning {
    if let Some(form) = form(bytes) {
        return match form.kind {
            FormKind::Program | FormKind::Archive => Meaning::Form(form),
            FormKind::Media | FormKind::Data => Meaning::Known,
        };
    }
    if is_text(bytes) {
        return acting(bytes).map_or(Meaning::Text, Meaning::Acting);
    }
    match bytes {
        // A sequence of ASN.1: certificates, keys, signatures.
        [0x30, 0x81..=0x83, ..] => Meaning::Known,
        // Keys of secure shells (RFC 4253): a length and the name of the algorithm.
        [0, 0, 0, _, b's' | b'e', b's' | b'c', ..] => Meaning::Known,
        _ if bytes.starts_with(b"openssh-key-v1") || bytes.starts_with(b"RIFF") => Meaning::Known,
        _ if entropy::is_random(bytes) => Meaning::Noise,
        _ => Meaning::Table,
    }
}

/// The first word in text that acts.
pub(super) fn acting(text: &[u8]) -> Option<&'static str> {
    AUTOMATON.find(text).map(|found| ACTING[found.pattern().as_usize()])
}

/// The first word that is more than an address, which every text may cite.
pub(super) fn calling(text: &[u8]) -> Option<&'static str> {
    let words = AUTOMATON.find_iter(text).map(|found| ACTING[found.pattern().as_usize()]);
    words.into_iter().find(|word| !word.ends_with("://"))
}

/// Text as people or programs write it: no byte in twenty is anything else.
fn is_text(bytes: &[u8]) -> bool {
    let printable = |byte: &&u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r');
    let sample = &bytes[..bytes.len().min(1 << 16)];
    !sample.is_empty() && sample.iter().filter(printable).count() * 20 >= sample.len() * 19
}
