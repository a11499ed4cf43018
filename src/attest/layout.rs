//! The names in a pack: which files it holds, how large each may be, and what form it has. One table,
//! used by the writer and by the verifier, so that the two cannot drift apart.

use super::keys::{KeyId, MAX_SIGNATURE_BYTES, short};

pub const REPORT: &str = "report.json";
pub const HTML: &str = "report.html";
pub const SARIF: &str = "report.sarif.json";
pub const MANIFEST: &str = "MANIFEST.sha256";
pub const STATEMENT: &str = "statement.json";
pub const ATTESTATION: &str = "attestation.dsse.json";
pub const GUIDE: &str = "VERIFY.md";
pub const COMPANIONS_SUFFIX: &str = ".intoto.jsonl";
pub const PACK_SUFFIX: &str = ".candor";

pub const JSON_TYPE: &str = "application/json";
pub const HTML_TYPE: &str = "text/html";
pub const SARIF_TYPE: &str = "application/sarif+json";

/// The renderings of a report, by name and media type, in the order of the statement.
pub const RENDERINGS: [(&str, &str); 2] = [(HTML, HTML_TYPE), (SARIF, SARIF_TYPE)];

/// What every pack holds besides `sig/`, `keys/` and companions.
pub const REQUIRED: [&str; 7] = [REPORT, HTML, SARIF, MANIFEST, STATEMENT, ATTESTATION, GUIDE];

pub const SIGNATURES: &str = "sig";
pub const KEYS: &str = "keys";
pub const TIME: &str = "time";
pub const SSH: &str = "ssh";
pub const LOG: &str = "log";
pub const DIRECTORIES: [&str; 5] = [SIGNATURES, KEYS, TIME, SSH, LOG];
/// What a log took in for the submission before its review, and the proof that it did.
pub const SUBMISSION: [&str; 2] = ["log/submission.leaf", "log/submission.tlog-proof"];
/// Who may sign with which key, in the form of ssh-keygen; a convenience copy, never trusted.
pub const ALLOWED_SIGNERS: &str = "ssh/allowed_signers";

const MIB: u64 = 1 << 20;

/// The raw signature by the key: `sig/<keyid8>.sig`.
pub fn signature_path(keyid: &KeyId) -> String {
    format!("{SIGNATURES}/{}.sig", short(keyid))
}

/// A convenience copy of the public key, never trusted: `keys/<keyid8>.pub.pem`.
pub fn key_path(keyid: &KeyId) -> String {
    format!("{KEYS}/{}.pub.pem", short(keyid))
}

/// An RFC 3161 token over the raw signature: `time/<keyid8>.tsr`.
pub fn timestamp_path(keyid: &KeyId) -> String {
    format!("{TIME}/{}.tsr", short(keyid))
}

/// What a transparency log took in for the signature, and the proof that it did: `log/<keyid8>.leaf`, `.tlog-proof`.
pub fn log_paths(keyid: &KeyId) -> (String, String) {
    let stem = format!("{LOG}/{}", short(keyid));
    (format!("{stem}.leaf"), format!("{stem}.tlog-proof"))
}

/// The same key's signature over `statement.json` in the form of ssh-keygen: `ssh/<keyid8>.sig`.
pub fn ssh_path(keyid: &KeyId) -> String {
    format!("{SSH}/{}.sig", short(keyid))
}

/// Whether `path` is a file about a key's signature, and whose: the eight digits.
pub fn signer_of(path: &str) -> Option<&str> {
    let (directory, file) = path.split_once('/')?;
    let short = file.split_once('.')?.0;
    (DIRECTORIES.contains(&directory) && is_short(short)).then_some(short)
}

/// The most bytes a file of this name may have; `None` if a pack holds no such file.
pub fn limit(path: &str) -> Option<u64> {
    match path {
        REPORT | HTML | SARIF | MANIFEST => Some(512 * MIB),
        STATEMENT => Some(64 * MIB),
        // Base64 of the statement, and 64 signatures.
        ATTESTATION => Some(96 * MIB),
        GUIDE | ALLOWED_SIGNERS => Some(MIB),
        _ if SUBMISSION.contains(&path) => Some(MIB / 16),
        _ if is_companions(path) => Some(64 * MIB),
        _ => match path.split_once('/')? {
            (SIGNATURES, file) => is_short(file.strip_suffix(".sig")?).then_some(MAX_SIGNATURE_BYTES as u64),
            (TIME, file) => is_short(file.strip_suffix(".tsr")?).then_some(MIB / 16),
            (SSH, file) => is_short(file.strip_suffix(".sig")?).then_some(MIB / 64),
            (LOG, file) => is_short(file.strip_suffix(".leaf").or_else(|| file.strip_suffix(".tlog-proof"))?).then_some(MIB / 16),
            (KEYS, file) => is_short(file.strip_suffix(".pub.pem")?).then_some(MIB / 64),
            _ => None,
        },
    }
}

/// Whether this is `<name>.intoto.jsonl` in the pack's root.
pub fn is_companions(path: &str) -> bool {
    path.strip_suffix(COMPANIONS_SUFFIX).is_some_and(|stem| !stem.is_empty() && !stem.contains('/'))
}

fn is_short(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
