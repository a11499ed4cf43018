//! The snapshot of a submission that is not read: nothing of it but, of a single file, its digest.

use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::collect::{self, Clashes};
use super::error::IntakeError;
use super::git;
use super::reason::{Reason, Refusal};
use super::snapshot::{Received, Snapshot, SourceKind};
use crate::base::Digest;

/// Refuses the submission at `path` as a whole, for the reason that `detail` gives.
pub fn leave_unread(path: &Path, detail: &str) -> Result<Snapshot, IntakeError> {
    let metadata = std::fs::metadata(path).map_err(|source| IntakeError::from_io(path, source))?;
    let (kind, received) = match metadata.is_file() {
        false => (SourceKind::Directory, None),
        true => {
            let kind = if git::is_bundle(path)? { SourceKind::GitBundle } else { SourceKind::Archive };
            let digest = digest(path).map_err(|source| IntakeError::from_io(path, source))?;
            (kind, Some(Received::new(path, digest)))
        }
    };
    let whole = vec![Refusal::whole(Reason::ReaderEnded, detail)];
    Ok(Snapshot { received, ..collect::assemble(kind, Clashes::Remarked, Vec::new(), whole) })
}

fn digest(path: &Path) -> io::Result<Digest> {
    let mut file = std::fs::File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Digest(hasher.finalize().into())),
            count => hasher.update(&buffer[..count]),
        }
    }
}
