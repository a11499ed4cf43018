//! What parent and worker say to each other, and how it lies on the pipe.
//!
//! A frame is its length (u32, little-endian) and that many bytes of postcard. The parent sends one
//! [`Request`]; the worker answers with [`Message`]s, the first of which is `Hello` and the last `Done` or
//! `Failed`. In a review it says with `Submitted` what it has read, and looks into nothing of it before the parent sends
//! [`Word::Admitted`]. After `Body` follow as many raw bytes as it says. Both sides bound everything they read.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::ending::{Cause, Reading};
use super::isolation::{Isolation, Level};
use crate::base::{Diagnostic, Digest};

/// Changes whenever a message does; parent and worker are the same program, so they must agree.
pub(super) const PROTOCOL: u32 = 8;

/// What the worker is asked to do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Request {
    pub task: Task,
    /// The path of the submission, as its bytes.
    pub submission: Vec<u8>,
    /// The revision to read, when the submission is a repository.
    pub reference: Option<String>,
    /// The revision that is compared with in a review: which files are not as in it?
    pub changed_since: Option<String>,
    /// The folder of the facts store; `None`: no store.
    pub store: Option<Vec<u8>>,
    /// The digest of the program file that parent and worker are, under which the store keeps reports; `None`: it keeps none.
    pub program: Option<Digest>,
    /// The folder for temporary files, for this request alone.
    pub scratch: Option<Vec<u8>>,
    /// Threads; 0: as many as there are processors.
    pub jobs: u32,
    /// Bytes of memory that the worker may use; `None`: a share of the machine's.
    pub memory: Option<u64>,
    /// Whether the report is to hold no line of the submission's files.
    pub withheld: bool,
    /// Held in less than this, the worker reads nothing.
    pub isolation: Level,
    /// Files that ended earlier workers: not to be looked into.
    pub excluded: Vec<Exclusion>,
    /// Files one of which ended an earlier worker: to be read before all others, one at a time.
    pub suspects: Vec<Digest>,
    /// Whether less is to be done than a review does, and why.
    pub lessened: Option<Lessened>,
}

/// A file, by its content, and what became of the worker that read it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Exclusion {
    pub file: Digest,
    pub cause: Cause,
}

/// How far a review goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Depth {
    /// The submission is hashed and not read.
    Nothing,
    /// Its files are told apart and hashed; none is parsed.
    Names,
    /// Files are parsed; no data is followed.
    Files,
}

/// What is not done any more, after a worker ended in `stage`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lessened {
    pub depth: Depth,
    pub stage: Stage,
    pub cause: Cause,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Task {
    /// Ends with [`Body::Report`] and [`Body::Manifest`], and with [`Body::Changed`] if a revision is compared with.
    Review,
    /// Ends with [`Body::Unmodelled`].
    Unmodelled,
    /// Reads no more than intake does. Ends with [`Body::Received`].
    Receive,
}

/// The stations that take time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Stage {
    Intake,
    Files,
    Link,
    Solve,
    Report,
}

/// How far a stage has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Progress {
    pub stage: Stage,
    pub files: u64,
    pub files_total: u64,
    pub bytes: u64,
    pub bytes_total: u64,
}

/// The bodies that a worker delivers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Body {
    /// `report.json`.
    Report,
    /// `MANIFEST.sha256`.
    Manifest,
    /// What `candor models missing` lists, as JSON.
    Unmodelled,
    /// The paths of the files that changed since the revision that was asked for, as a JSON list.
    Changed,
    /// What intake alone says: a report with no findings and no files.
    Received,
}

/// What a worker has read, before it looks into it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Submitted {
    /// SHA-256 of `MANIFEST.sha256`.
    pub manifest: Digest,
    /// SHA-256 of the file as received, if the submission was one.
    pub received: Option<Digest>,
}

/// All bodies of one outcome.
pub type Bodies = BTreeMap<Body, Vec<u8>>;

/// Why the worker could not do what it was asked: the environment, never the submission's content.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Failure {
    pub message: String,
    pub help: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum Message {
    Hello {
        protocol: u32,
        version: String,
        isolation: Isolation,
    },
    Progress(Progress),
    /// What a thread is at from here on; said before a byte of it is looked at.
    Reading {
        thread: u32,
        file: Option<Reading>,
    },
    /// About this machine, so never part of the report: a store that cannot be written.
    Diagnostic(Diagnostic),
    /// In a review, once, before any file is looked into.
    Submitted(Submitted),
    Body {
        body: Body,
        length: u64,
    },
    Done,
    Failed(Failure),
}

/// What the parent says after its request.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum Word {
    /// To `Submitted`: the review may begin.
    Admitted,
}

/// How much the parent takes from a worker, and for how long it waits.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one frame.
    pub frame: u32,
    /// Number of frames.
    pub frames: u64,
    /// Bytes of one body.
    pub body: u64,
    /// Bytes of the worker's standard error that are kept.
    pub stderr: usize,
    /// A worker that says nothing, or is at one file, for so long is ended: see `watch`.
    pub patience: Duration,
}

impl Stage {
    /// As a reader knows it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Files => "parsing",
            Self::Link => "linking",
            Self::Solve => "following data",
            Self::Report => "reporting",
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { frame: 1 << 16, frames: 1 << 24, body: 1 << 29, stderr: 1 << 16, patience: Duration::from_secs(600) }
    }
}

/// Writes one frame.
pub(super) fn write_frame<T: Serialize>(out: &mut impl Write, value: &T) -> io::Result<()> {
    let bytes = postcard::to_stdvec(value).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&bytes)?;
    out.flush()
}

/// Reads one frame of at most `limit` bytes; `Ok(None)` at the end of the stream.
pub(super) fn read_frame<T: DeserializeOwned>(input: &mut impl Read, limit: u32) -> io::Result<Option<T>> {
    let mut length = [0u8; 4];
    let got = read_up_to(input, &mut length)?;
    if got == 0 {
        return Ok(None);
    }
    if got < length.len() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let length = u32::from_le_bytes(length);
    if length > limit {
        return Err(io::Error::other(format!("a message of {length} bytes, the limit is {limit}")));
    }
    let bytes = read_exactly(input, u64::from(length))?;
    let (value, rest) = postcard::take_from_bytes(&bytes).map_err(io::Error::other)?;
    if !rest.is_empty() {
        return Err(io::Error::other("a message with bytes left over"));
    }
    Ok(Some(value))
}

/// Reads `length` bytes; memory grows with what arrives, not with what was announced.
pub(super) fn read_exactly(input: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.by_ref().take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

fn read_up_to(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut got = 0;
    while got < buffer.len() {
        match input.read(&mut buffer[got..]) {
            Ok(0) => break,
            Ok(count) => got += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(got)
}
