//! Reads a git bundle (v2 and v3, gitformat-bundle(5)): a header of refs and one pack. The pack is
//! indexed by libgit2 in a private directory that is removed when the snapshot is made; thin packs
//! (bundles with prerequisites) are refused, since their content is not all there.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use git2::Indexer;
use sha2::{Digest as _, Sha256};

use super::objects::Objects;
use super::pack;
use super::refs::{Names, Target, object_id, split_line};
use super::signatures;
use crate::base::{Diagnostic, Digest, Severity, display};
use crate::intake::Options;
use crate::intake::error::IntakeError;
use crate::intake::limits::Limits;
use crate::intake::snapshot::{Received, Snapshot, SourceKind};

const SIGNATURES: [&[u8]; 2] = [b"# v2 git bundle\n", b"# v3 git bundle\n"];
/// Header lines are a ref name and an id; a header is a line a ref.
const MAX_LINE: u64 = 1 << 16;
const MAX_HEADER: u64 = 1 << 28;
/// The smallest object in a pack: a byte of type and size, and an empty deflate stream.
const MIN_OBJECT: u64 = 9;

/// Whether the file at `path` starts as a git bundle.
pub(in crate::intake) fn is_bundle(path: &Path) -> Result<bool, IntakeError> {
    let mut start = Vec::new();
    let file = File::open(path).map_err(|source| IntakeError::from_io(path, source))?;
    file.take(SIGNATURES[0].len() as u64).read_to_end(&mut start).map_err(|source| IntakeError::from_io(path, source))?;
    Ok(start.starts_with(b"# v") && start.ends_with(b" git bundle\n"))
}

/// The snapshot of the revision named in `options`, or of `HEAD`, or of the only ref.
pub(in crate::intake) fn read_bundle(path: &Path, options: &Options) -> Result<Snapshot, IntakeError> {
    let file = File::open(path).map_err(|source| IntakeError::from_io(path, source))?;
    let size = file.metadata().map_err(|source| IntakeError::from_io(path, source))?.len();
    if size > options.limits.bytes {
        return Err(IntakeError::TooLarge { path: path.to_owned(), size, limit: options.limits.bytes });
    }
    let mut reader = Reader { path, inner: BufReader::with_capacity(1 << 20, file), hasher: Sha256::new(), taken: 0 };
    let header = reader.header()?;
    let scratch = scratch_directory(options)?;
    let pack = scratch.path().join("pack");
    std::fs::create_dir(&pack).map_err(|source| IntakeError::Scratch { source })?;
    reader.index_pack(&pack, &options.limits, size)?;
    let objects = Objects::open(scratch.path())?;
    let target = match &options.rev {
        Some(rev) => header.names.resolve(rev, &objects)?,
        None => header.default_target()?,
    };
    let commit = objects.commit_of(target)?;
    let mut snapshot = objects.snapshot(&commit, SourceKind::GitBundle, &options.limits)?;
    snapshot.received = Some(Received::new(path, Digest(reader.hasher.finalize().into())));
    snapshot.signatures = signatures::of(&objects, &header.names, &commit);
    snapshot.diagnostics.extend(header.remarks());
    Ok(snapshot)
}

fn scratch_directory(options: &Options) -> Result<tempfile::TempDir, IntakeError> {
    let mut builder = tempfile::Builder::new();
    let made = match &options.scratch {
        Some(place) => builder.prefix("candor-").tempdir_in(place),
        None => builder.prefix("candor-").tempdir(),
    };
    made.map_err(|source| IntakeError::Scratch { source })
}

#[derive(Default)]
struct Header {
    names: Names,
    filter: Option<String>,
}

impl Header {
    /// `HEAD`, or what all refs agree on.
    fn default_target(&self) -> Result<git2::Oid, IntakeError> {
        if let Some(id) = self.names.follow(b"HEAD") {
            return Ok(id);
        }
        let mut ids: Vec<git2::Oid> = self.names.refs.keys().filter_map(|name| self.names.follow(name)).collect();
        ids.sort();
        ids.dedup();
        match ids[..] {
            [id] => Ok(id),
            _ => Err(IntakeError::RevisionNeeded { known: self.names.listed() }),
        }
    }

    fn remarks(&self) -> Option<Diagnostic> {
        let filter = self.filter.as_ref()?;
        let message = format!("the bundle leaves out objects by the filter {filter}");
        Some(Diagnostic::new(Severity::Warning, "filtered-bundle", message).help("ask the vendor for a bundle without --filter"))
    }
}

/// The bundle file, hashed as it is read.
struct Reader<'a> {
    path: &'a Path,
    inner: BufReader<File>,
    hasher: Sha256,
    taken: u64,
}

impl Reader<'_> {
    fn broken(&self, detail: impl Into<String>) -> IntakeError {
        IntakeError::Bundle { path: self.path.to_owned(), detail: detail.into() }
    }

    /// One line without its end.
    fn line(&mut self) -> Result<Vec<u8>, IntakeError> {
        let mut line = Vec::new();
        let read = (&mut self.inner).take(MAX_LINE).read_until(b'\n', &mut line);
        read.map_err(|source| IntakeError::from_io(self.path, source))?;
        self.hasher.update(&line);
        self.taken += line.len() as u64;
        if line.pop() != Some(b'\n') || self.taken > MAX_HEADER {
            return Err(self.broken("its header is cut short or too long"));
        }
        Ok(line)
    }

    /// Signature, capabilities (v3), prerequisites, refs, an empty line.
    fn header(&mut self) -> Result<Header, IntakeError> {
        let version = match &self.line()?[..] {
            b"# v2 git bundle" => 2,
            b"# v3 git bundle" => 3,
            _ => return Err(self.broken("neither version 2 nor version 3")),
        };
        let mut header = Header::default();
        loop {
            let line = self.line()?;
            match line.first() {
                None if header.names.refs.is_empty() => return Err(self.broken("it names no refs")),
                None => return Ok(header),
                Some(b'@') if version == 3 && header.names.refs.is_empty() => self.capability(&line[1..], &mut header)?,
                Some(b'-') => return Err(self.broken("it builds on commits that are not in it (prerequisites)")),
                Some(_) => self.reference(&line, &mut header)?,
            }
        }
    }

    fn capability(&self, text: &[u8], header: &mut Header) -> Result<(), IntakeError> {
        if let Some(format) = text.strip_prefix(b"object-format=") {
            return match format {
                b"sha1" => Ok(()),
                _ => Err(IntakeError::ObjectFormat { format: display::escape_bytes(format) }),
            };
        }
        if let Some(filter) = text.strip_prefix(b"filter=") {
            header.filter = Some(display::escape_bytes(filter));
            return Ok(());
        }
        Err(self.broken(format!("unknown capability {}", display::escape_bytes(text))))
    }

    fn reference(&self, line: &[u8], header: &mut Header) -> Result<(), IntakeError> {
        let (id, name) = split_line(line).ok_or_else(|| self.broken("a line of its header is no ref"))?;
        if name.starts_with(b"refs/replace/") {
            return Err(self.broken("it has a ref below refs/replace, which puts other objects in the place of those named"));
        }
        match header.names.refs.insert(name.to_vec(), Target::Object(object_id(id)?)) {
            None => Ok(()),
            Some(_) => Err(self.broken(format!("it names {} twice", display::escape_bytes(name)))),
        }
    }

    /// Everything after the header is one pack; libgit2 checks each object, the trailer and that
    /// nothing follows it.
    fn index_pack(&mut self, directory: &Path, limits: &Limits, size: u64) -> Result<(), IntakeError> {
        self.check_pack(limits, size)?;
        let failed = |error: git2::Error| format!("its pack is damaged: {}", display::escape(error.message()));
        let mut indexer = Indexer::new(None, directory, 0o600, false).map_err(|error| self.broken(failed(error)))?;
        loop {
            let chunk = self.inner.fill_buf().map_err(|source| IntakeError::from_io(self.path, source))?;
            if chunk.is_empty() {
                break;
            }
            self.hasher.update(chunk);
            let (count, written) = (chunk.len(), indexer.write_all(chunk));
            self.inner.consume(count);
            written.map_err(|error| self.broken(format!("its pack is damaged: {error}")))?;
        }
        indexer.commit().map(drop).map_err(|error| self.broken(failed(error)))
    }

    /// Walks the pack once for its sizes and returns to its start.
    fn check_pack(&mut self, limits: &Limits, size: u64) -> Result<(), IntakeError> {
        let mut start = [0; 12];
        self.inner.read_exact(&mut start).map_err(|_| self.broken("it has no pack"))?;
        let count = u64::from(u32::from_be_bytes([start[8], start[9], start[10], start[11]]));
        let room = size.saturating_sub(self.taken);
        if !start.starts_with(b"PACK") || count > room / MIN_OBJECT {
            return Err(self.broken("its pack is damaged, or claims more objects than it has room for"));
        }
        pack::check(&mut self.inner, count, room, limits.file_bytes)
            .map_err(|detail| self.broken(format!("its pack is refused: {detail}")))?;
        let back = self.inner.seek(SeekFrom::Start(self.taken));
        back.map(drop).map_err(|source| IntakeError::from_io(self.path, source))
    }
}
