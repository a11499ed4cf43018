//! Reads a Debian source package by its `.dsc` (deb-src-control(5)): the description and the files it lists, which
//! must lie beside it with the size and SHA-256 it gives. The files are archives and are opened as all archives are.
//! A signature around the description is told, not verified.

use std::fs;
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::collect::{self, Clashes, Entry};
use super::error::IntakeError;
use super::limits::Limits;
use super::reason::Reason;
use super::snapshot::{Mode, Received, Snapshot, SourceKind};
use crate::base::{Digest, display};
use crate::report::model::Signature;

/// The kind of package, in reports.
pub(super) const KIND: &str = "debian-source";

const SIGNED: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
const SIGNATURE: &str = "-----BEGIN PGP SIGNATURE-----";
const MAX_BYTES: u64 = 1 << 20;
const MAX_FILES: usize = 100;

/// Whether the file at `path` describes a source package, by its name and its first lines.
pub(super) fn is_description(path: &Path) -> bool {
    let is_named = path.extension().is_some_and(|suffix| suffix == "dsc");
    is_named && read_text(path, MAX_BYTES).is_ok_and(|bytes| listed(&bytes).is_ok())
}

/// What may belong to the description at `path`, by name: what lies beside it and begins as it does, up to and with the
/// `_` after the name of the source. For a file of another kind: nothing.
pub(super) fn companions(path: &Path) -> Vec<PathBuf> {
    let name = path.file_name().unwrap_or_default().as_bytes();
    let source = name.iter().position(|&byte| byte == b'_').map(|end| &name[..=end]);
    let Some(source) = source.filter(|_| name.ends_with(b".dsc")) else { return Vec::new() };
    let folder = folder(path);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name()).filter(|other| other.as_bytes().starts_with(source));
    names.take(MAX_FILES).map(|name| folder.join(name)).collect()
}

/// The folder a file lies in; the current one for a bare name.
fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The snapshot of the description at `path` and of what it lists.
pub(super) fn read(path: &Path, limits: &Limits) -> Result<Snapshot, IntakeError> {
    let bytes = read_text(path, MAX_BYTES).map_err(|source| IntakeError::from_io(path, source))?;
    let files = listed(&bytes).map_err(|detail| IntakeError::UnknownFormat { path: path.to_owned(), detail })?;
    let received = Received::new(path, Digest::of(&bytes));
    let is_signed = text(&bytes).is_some_and(|text| text.starts_with(SIGNED));
    let folder = folder(path);
    let mut left = limits.bytes;
    let mut entries: Vec<Entry> = Vec::new();
    for file in files {
        let entry = beside(folder, &file, limits, left);
        if let collect::Node::File { bytes, .. } = &entry.node {
            left = left.saturating_sub(bytes.len() as u64);
        }
        entries.push(entry);
    }
    entries.push(Entry::file(received.name.clone().into_bytes(), Mode::Regular, bytes));
    let mut snapshot = collect::assemble(SourceKind::Archive, Clashes::Refused, entries, Vec::new());
    snapshot.signatures.push(Signature { subject: received.name.clone(), form: is_signed.then(|| "openpgp".to_owned()) });
    snapshot.received = Some(received);
    snapshot.package = Some(KIND);
    Ok(snapshot)
}

fn read_text(path: &Path, limit: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > limit {
        true => Err(std::io::Error::other(format!("more than {limit} bytes"))),
        false => Ok(bytes),
    }
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

/// One file of the package, as the description has it.
struct Listed {
    name: String,
    size: u64,
    digest: Digest,
}

/// The files of `Checksums-Sha256`. The error says why the description is none.
fn listed(bytes: &[u8]) -> Result<Vec<Listed>, String> {
    let text = text(bytes).ok_or("a description that is not UTF-8")?;
    let body = signed_part(text)?;
    let mut fields = body.lines().filter(|line| line.to_ascii_lowercase().starts_with("checksums-sha256:"));
    let start = fields.next().ok_or("a description without Checksums-Sha256")?;
    if fields.next().is_some() {
        return Err("a description with Checksums-Sha256 twice".to_owned());
    }
    let after = body.lines().skip_while(|line| *line != start).skip(1);
    let lines = after.take_while(|line| line.starts_with([' ', '\t']));
    let files = lines.map(|line| row(line).ok_or_else(|| format!("a checksum line that is none: {}", display::escape(line))));
    let files = files.collect::<Result<Vec<Listed>, String>>()?;
    match files.len() {
        0 => Err("a description that lists no file".to_owned()),
        count if count > MAX_FILES => Err(format!("a description of {count} files, more than {MAX_FILES}")),
        _ => Ok(files),
    }
}

/// What lies outside of the signed part is nobody's word.
fn signed_part(text: &str) -> Result<&str, String> {
    let Some(inner) = text.strip_prefix(SIGNED) else { return Ok(text) };
    let (_, inner) = inner.split_once("\n\n").ok_or("a signed description that is cut short")?;
    inner.split_once(SIGNATURE).map(|(body, _)| body).ok_or_else(|| "a signed description without its signature".to_owned())
}

/// ` <sha256> <size> <name>`; a name that could lead elsewhere is none.
fn row(line: &str) -> Option<Listed> {
    let mut words = line.split_ascii_whitespace();
    let (digest, size, name) = (words.next()?, words.next()?, words.next()?);
    let is_plain = !name.starts_with('.') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.:~_%".contains(&byte));
    let listed = Listed { name: name.to_owned(), size: size.parse().ok()?, digest: Digest::from_hex(digest)? };
    (is_plain && words.next().is_none()).then_some(listed)
}

fn beside(folder: &Path, listed: &Listed, limits: &Limits, left: u64) -> Entry {
    let Listed { name, size, digest } = listed;
    let refuse = |reason, detail: String| Entry::refused(name.clone().into_bytes(), reason, detail);
    let path = folder.join(name);
    if !fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file()) {
        return refuse(Reason::NotSubmitted, "listed in the description, but no file of that name lies beside it".to_owned());
    }
    if *size > limits.file_bytes || *size > left {
        return refuse(Reason::FileTooLarge, format!("{size} bytes, more than the limits leave"));
    }
    match read_text(&path, *size) {
        Ok(bytes) if bytes.len() as u64 == *size && Digest::of(&bytes) == *digest => {
            Entry::file(name.clone().into_bytes(), Mode::Regular, bytes)
        }
        Ok(_) => refuse(Reason::DigestMismatch, "its size or its SHA-256 is not the one in the description".to_owned()),
        Err(_) => refuse(Reason::DigestMismatch, "it cannot be read, or is longer than the description says".to_owned()),
    }
}
