//! A compressed file: of a tar archive, or of one file without a name of its own.

use std::cell::Cell;
use std::io::{Chain, Cursor, Read};

use super::Contents;
use super::decompress::{self, Compression};
use super::tar;
use crate::intake::collect::Entry;
use crate::intake::limits::Limits;
use crate::intake::names;
use crate::intake::reason::{Reason, Refusal};
use crate::intake::snapshot::Mode;

/// What an archive of one file is called after.
const SUFFIXES: [&[u8]; 5] = [b".gz", b".xz", b".zst", b".bz2", b".z"];

/// The content of the compressed file named `path`.
pub(super) fn open_compressed(path: &[u8], compression: Compression, bytes: &[u8], limits: &Limits) -> Contents {
    let taken = Cell::new(0);
    let mut reader = decompress::open(compression, bytes, &taken, limits);
    let mut start = Vec::new();
    if let Err(error) = (&mut reader).take(tar::BLOCK as u64).read_to_end(&mut start) {
        return refused(tar::Stop::from(error));
    }
    let is_tar = tar::is_start(&start);
    let reader: Chain<_, _> = Cursor::new(start).chain(reader);
    if !is_tar {
        return one_file(path, reader, limits);
    }
    tar::read(reader, limits)
        .unwrap_or_else(|detail| Contents { entries: Vec::new(), whole: vec![Refusal::whole(Reason::Corrupt, detail)] })
}

fn one_file(path: &[u8], reader: impl Read, limits: &Limits) -> Contents {
    let mut content = Vec::new();
    if let Err(error) = reader.take(limits.file_bytes.saturating_add(1)).read_to_end(&mut content) {
        return refused(tar::Stop::from(error));
    }
    let name = name_within(path, limits);
    let entry = match content.len() as u64 > limits.file_bytes {
        true => {
            Entry::refused(name, Reason::FileTooLarge, format!("more than the limit of {} bytes for one file", limits.file_bytes))
        }
        false => Entry::file(name, Mode::Regular, content),
    };
    Contents { entries: vec![entry], whole: Vec::new() }
}

/// The file name of `path` without the suffix of its compression; `content` where that is no good name.
fn name_within(path: &[u8], limits: &Limits) -> Vec<u8> {
    let name = path.rsplit(|&byte| byte == b'/').next().unwrap_or_default();
    let bare =
        SUFFIXES.iter().find_map(|suffix| name.strip_suffix(*suffix)).filter(|bare| names::archive_path(bare, limits).is_ok());
    bare.unwrap_or(b"content").to_vec()
}

fn refused(tar::Stop(reason, detail): tar::Stop) -> Contents {
    Contents { entries: Vec::new(), whole: vec![Refusal::whole(reason, detail)] }
}
