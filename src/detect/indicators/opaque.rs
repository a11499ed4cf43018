//! `opaque-blob`: files that nobody can read: programs without their source, archives that were not opened, and bytes of no
//! known form that are as mixed as noise, as encrypted or compressed ones are. Told once a folder and form. Pictures, sound,
//! fonts, documents and tables are data, and have their line in the coverage ledger.

use super::{Signs, Subject, entropy};
use crate::syntax::{FormKind, form};

/// Shorter noise is a key, a digest or a test vector.
const LEAST: usize = 512;

/// Forms of archives that intake opens, or refuses by name.
const OPENED: &[&str] =
    &["zip archive", "empty zip archive", "gzip data", "bzip2 data", "xz data", "zstandard data", "tar archive"];

pub(super) fn look(subject: &Subject<'_>, signs: &mut Signs) {
    if subject.is_text() {
        return;
    }
    let size = subject.bytes.len();
    match form(subject.bytes) {
        Some(form) if form.kind == FormKind::Program => {
            signs.note_grouped("opaque-blob", form.name, 60, format!("{}, {size} bytes", form.name));
        }
        Some(form) if form.kind == FormKind::Archive && !OPENED.contains(&form.name) => {
            signs.note_grouped("opaque-blob", form.name, 50, format!("{}, {size} bytes, not opened", form.name));
        }
        Some(_) => {}
        None if size >= LEAST && entropy::is_random(subject.bytes) && !is_deflated(subject.bytes) => {
            let detail = format!("{size} bytes of no known form: {}, as encrypted data has", entropy::told(subject.bytes));
            signs.note_grouped("opaque-blob", "noise", 70, detail);
        }
        None => {}
    }
}

/// A zlib stream (RFC 1950), which has no form of its own but holds together.
fn is_deflated(bytes: &[u8]) -> bool {
    use std::io::Read as _;
    let mut out = [0; 1024];
    bytes.first() == Some(&0x78) && flate2::read::ZlibDecoder::new(bytes).read_exact(&mut out).is_ok()
}
