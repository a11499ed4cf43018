//! Turns a finished report into a signed pack on the disk: whole or not at all. The pack is built under
//! a passing name beside its place, flushed, verified as a stranger would, and renamed. What stands in
//! the way is left alone unless it is itself a pack. Knows nothing of what the report says.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::guide::guide;
use super::secret::{KeyFileError, PrivateKey, write_new};
use super::state::StatementInput;
use crate::attest::contents::{self, Contents};
use crate::attest::dsse::{DsseError, Envelope};
use crate::attest::keys::short;
use crate::attest::layout;
use crate::attest::statement::{ReviewResult, ReviewStatement, Reviewer, Run, RunStatement, Source, StatementError, report_id};
use crate::base::json::{self, JsonError};
use crate::base::{Digest, display};

/// Everything that goes into a pack, as bytes and plain values.
#[derive(Clone, Debug)]
pub struct PackInput {
    /// Canonical JSON.
    pub report_json: Vec<u8>,
    pub html: Vec<u8>,
    pub sarif: Vec<u8>,
    /// `MANIFEST.sha256`, in the format of coreutils.
    pub manifest: Vec<u8>,
    /// Name and digest of the file as received, if the submission was one file.
    pub received: Option<(String, Digest)>,
    pub source: Source,
    pub reviewer: Reviewer,
    pub result: ReviewResult,
    /// Times and measures of this run; a pack without them is the same at every run.
    pub run: Option<Run>,
}

/// What was written.
#[derive(Clone, Debug)]
pub struct Written {
    pub path: PathBuf,
    pub report_id: String,
    /// SHA-256 of `statement.json`.
    pub statement: Digest,
    /// SHA-256 of `attestation.dsse.json`.
    pub attestation: Digest,
    /// Whether an older pack stood there and was replaced.
    pub replaced: bool,
}

/// Why no pack was written.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    #[error("report.json is {0}")]
    Report(JsonError),
    #[error(transparent)]
    Statement(#[from] StatementError),
    #[error(transparent)]
    Envelope(#[from] DsseError),
    #[error(transparent)]
    Key(#[from] KeyFileError),
    #[error("two signing keys share the first eight digits of their key ids, {0}")]
    SameShortId(String),
    #[error("{path} has {size} bytes, more than the {limit} that a verifier reads")]
    TooLarge { path: String, size: u64, limit: u64 },
    #[error("{} is not the name of a pack", path.display())]
    Name { path: PathBuf },
    #[error("{} exists and is not a pack ({why}); it is left alone", path.display())]
    InTheWay { path: PathBuf, why: String },
    #[error("cannot {action} {}: {source}", path.display())]
    Disk { action: &'static str, path: PathBuf, source: io::Error },
}

impl PackError {
    /// What to do next.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Key(error) => error.help(),
            Self::SameShortId(_) => Some("make one of the keys anew"),
            Self::Name { .. } => Some("a pack is a directory named NAME.candor"),
            Self::InTheWay { .. } => Some("name another output with --output NAME.candor"),
            Self::Report(_) | Self::Statement(_) | Self::Envelope(_) | Self::TooLarge { .. } | Self::Disk { .. } => None,
        }
    }
}

/// The files of a pack, signed with `keys`. Pure: the same input and keys give the same bytes.
/// `name` is the pack's own (`NAME.candor`).
pub fn build(name: &str, input: PackInput, keys: &[&PrivateKey]) -> Result<Contents, PackError> {
    json::from_canonical::<Value>(&input.report_json).map_err(PackError::Report)?;
    let run = input.run.clone();
    let (statement, mut contents) = state(input)?;
    let payload = statement.to_bytes()?;
    let statement_digest = Digest::of(&payload);
    let envelope = Envelope::sign(payload.clone(), keys)?;
    let companions = run.as_ref().map(|_| companions_path(name));
    let guide = guide(&statement, &statement_digest, companions.as_deref()).into_bytes();
    if let (Some(run), Some(path)) = (run, companions) {
        contents.insert(path, sign_run(run, statement_digest, &guide, keys)?);
    }
    contents.insert(layout::GUIDE.to_owned(), guide);
    contents.insert(layout::STATEMENT.to_owned(), payload);
    contents.insert(layout::ATTESTATION.to_owned(), envelope.to_bytes());
    add_signers(&mut contents, &envelope, keys)?;
    check_limits(&contents)?;
    Ok(contents)
}

/// Builds the pack and puts it at `path` in one step. An existing pack there is replaced; anything else is not.
pub fn write_pack(path: &Path, input: PackInput, keys: &[&PrivateKey]) -> Result<Written, PackError> {
    put_pack(path, &build_for(path, input, keys)?)
}

/// As [`build`], for a pack that can be put at `path`.
pub fn build_for(path: &Path, input: PackInput, keys: &[&PrivateKey]) -> Result<Contents, PackError> {
    check_place(path)?;
    build(&pack_name(path)?, input, keys)
}

/// Puts a pack at `path` in one step. An existing pack there is replaced; anything else is not.
pub fn put_pack(path: &Path, contents: &Contents) -> Result<Written, PackError> {
    let name = pack_name(path)?;
    check_limits(contents)?;
    let partial = Partial::create(path, &name)?;
    partial.fill(contents)?;
    let replaced = partial.put(path)?;
    let digest_of = |file: &str| Digest::of(contents.get(file).map_or(&[], Vec::as_slice));
    Ok(Written {
        path: path.to_owned(),
        report_id: report_id(&digest_of(layout::REPORT)),
        statement: digest_of(layout::STATEMENT),
        attestation: digest_of(layout::ATTESTATION),
        replaced,
    })
}

/// Puts a folder in order that a killed writer left: an older pack that was only moved aside goes back to its place, and
/// what else has a passing name is removed. Nobody else may write there meanwhile.
pub fn recover(folder: &Path) -> io::Result<()> {
    let mut left: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    left.sort_by_key(fs::DirEntry::file_name);
    for path in left.into_iter().map(|entry| entry.path()) {
        match passing(&path) {
            Some((pack, true)) if !folder.join(pack).exists() => fs::rename(&path, folder.join(pack))?,
            Some(_) => fs::remove_dir_all(&path)?,
            None => {}
        }
    }
    Ok(())
}

/// The pack that a passing name is for, and whether it names an older one moved aside.
fn passing(path: &Path) -> Option<(&str, bool)> {
    let name = path.file_name()?.to_str()?.strip_prefix('.')?;
    let (rest, kind) = name.rsplit_once('.')?;
    let (pack, noise) = rest.rsplit_once('.')?;
    let noisy = noise.len() == 16 && noise.bytes().all(|byte| byte.is_ascii_hexdigit());
    let ours = noisy && pack.ends_with(layout::PACK_SUFFIX) && matches!(kind, PARTIAL | OLD) && path.is_dir();
    ours.then_some((pack, kind == OLD))
}

/// Whether a pack could be written to `path`: to be asked before a long review, not after it.
pub fn check_place(path: &Path) -> Result<(), PackError> {
    pack_name(path)?;
    let in_the_way = |why: &str| Err(PackError::InTheWay { path: path.to_owned(), why: why.to_owned() });
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => check_parent(path),
        Err(source) => Err(PackError::Disk { action: "look at", path: path.to_owned(), source }),
        Ok(found) if !found.is_dir() => in_the_way("not a directory"),
        Ok(_) => match contents::list(path) {
            Ok(files) if files.is_empty() => Ok(()),
            Ok(files) if [layout::STATEMENT, layout::ATTESTATION].iter().all(|name| files.iter().any(|file| file == name)) => {
                Ok(())
            }
            Ok(_) => in_the_way("it has no statement.json with attestation.dsse.json"),
            Err(error) => in_the_way(&error.to_string()),
        },
    }
}

/// `<name>.intoto.jsonl` for a pack's name. What a shell or a file system could read otherwise becomes `_`.
pub fn companions_path(pack_name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+') { c } else { '_' };
    let stem: String = pack_name.strip_suffix(layout::PACK_SUFFIX).unwrap_or(pack_name).chars().map(plain).collect();
    let stem = stem.trim_start_matches(['-', '.']);
    format!("{}{}", if stem.is_empty() { "pack" } else { stem }, layout::COMPANIONS_SUFFIX)
}

fn check_parent(path: &Path) -> Result<(), PackError> {
    let parent = parent_of(path);
    match fs::metadata(parent) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => {
            Err(PackError::Disk { action: "write into", path: parent.to_owned(), source: io::ErrorKind::NotADirectory.into() })
        }
        Err(source) => Err(PackError::Disk { action: "write into", path: parent.to_owned(), source }),
    }
}

/// The statement over the input, and the files that it speaks of.
fn state(input: PackInput) -> Result<(ReviewStatement, Contents), PackError> {
    let files = [
        (layout::REPORT, input.report_json),
        (layout::HTML, input.html),
        (layout::SARIF, input.sarif),
        (layout::MANIFEST, input.manifest),
    ];
    let contents: Contents = files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    let digests: BTreeMap<_, _> = contents.iter().map(|(name, bytes)| (name.as_str(), Digest::of(bytes))).collect();
    let statement = ReviewStatement::new(StatementInput {
        manifest: digests[layout::MANIFEST],
        received: input.received,
        report: digests[layout::REPORT],
        renderings: layout::RENDERINGS.map(|(name, kind)| (name.to_owned(), kind.to_owned(), digests[name])).to_vec(),
        source: input.source,
        reviewer: input.reviewer,
        result: input.result,
    })?;
    Ok((statement, contents))
}

fn sign_run(run: Run, statement: Digest, guide: &[u8], keys: &[&PrivateKey]) -> Result<Vec<u8>, PackError> {
    let payload = RunStatement::new(run, statement, Digest::of(guide))?.to_bytes()?;
    let mut line = Envelope::sign(payload, keys)?.to_bytes();
    line.push(b'\n');
    Ok(line)
}

fn add_signers(contents: &mut Contents, envelope: &Envelope, keys: &[&PrivateKey]) -> Result<(), PackError> {
    for signature in envelope.signatures() {
        let path = layout::signature_path(&signature.keyid);
        if contents.insert(path, signature.sig.clone()).is_some() {
            return Err(PackError::SameShortId(short(&signature.keyid)));
        }
    }
    for key in keys.iter().map(|key| key.public()) {
        contents.insert(layout::key_path(&key.keyid()), key.to_pem().into_bytes());
    }
    Ok(())
}

fn check_limits(contents: &Contents) -> Result<(), PackError> {
    for (path, bytes) in contents {
        let (size, limit) = (bytes.len() as u64, layout::limit(path).unwrap_or(0));
        if size > limit {
            return Err(PackError::TooLarge { path: path.clone(), size, limit });
        }
    }
    Ok(())
}

fn pack_name(path: &Path) -> Result<String, PackError> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let named = name.strip_suffix(layout::PACK_SUFFIX).is_some_and(|stem| !stem.is_empty());
    if named && !name.chars().any(display::is_unsafe) {
        Ok(name.to_owned())
    } else {
        Err(PackError::Name { path: path.to_owned() })
    }
}

fn parent_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The ends of passing names: of a pack that is being built, and of an older one that makes way.
const PARTIAL: &str = "partial";
const OLD: &str = "old";

/// A pack under its passing name; removed again unless it was put into place.
struct Partial {
    directory: PathBuf,
}

impl Partial {
    fn create(path: &Path, name: &str) -> Result<Self, PackError> {
        let mut noise = [0u8; 8];
        getrandom::fill(&mut noise).map_err(KeyFileError::Random)?;
        let directory = parent_of(path).join(format!(".{name}.{:016x}.{PARTIAL}", u64::from_le_bytes(noise)));
        fs::create_dir(&directory).map_err(disk("create", &directory))?;
        Ok(Self { directory })
    }

    fn fill(&self, contents: &Contents) -> Result<(), PackError> {
        let holds = |inner: &&&str| contents.keys().any(|path| path.split_once('/').is_some_and(|(first, _)| first == **inner));
        let inner: Vec<_> = layout::DIRECTORIES.iter().filter(holds).map(|inner| self.directory.join(inner)).collect();
        for inner in &inner {
            fs::create_dir(inner).map_err(disk("create", inner))?;
        }
        for (path, bytes) in contents {
            write_new(&self.directory.join(path), bytes, 0o644)?;
        }
        for inner in &inner {
            sync_directory(inner)?;
        }
        sync_directory(&self.directory)
    }

    /// Renames into place; gives whether an older pack was replaced. Should the second rename fail, the
    /// older pack goes back to where it was.
    fn put(mut self, path: &Path) -> Result<bool, PackError> {
        // Looked at again: someone may have put something there since.
        check_place(path)?;
        let aside = self.directory.with_extension(OLD);
        let replaced = match fs::rename(path, &aside) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(source) => return Err(PackError::Disk { action: "move aside", path: path.to_owned(), source }),
        };
        if let Err(source) = fs::rename(&self.directory, path) {
            if replaced {
                let _ = fs::rename(&aside, path);
            }
            return Err(PackError::Disk { action: "create", path: path.to_owned(), source });
        }
        // What is dropped from now on is the older pack.
        self.directory = aside;
        sync_directory(parent_of(path))?;
        Ok(replaced)
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.directory);
    }
}

fn disk<'p>(action: &'static str, path: &'p Path) -> impl FnOnce(io::Error) -> PackError + 'p {
    move |source| PackError::Disk { action, path: path.to_owned(), source }
}

/// Flushes a directory's entries, where the system can (Unix).
fn sync_directory(directory: &Path) -> Result<(), PackError> {
    if cfg!(unix) { File::open(directory).and_then(|opened| opened.sync_all()).map_err(disk("flush", directory)) } else { Ok(()) }
}
