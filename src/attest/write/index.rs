//! Signs the index of a batch and puts it in its place.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use super::secret::PrivateKey;
use crate::attest::dsse::{DsseError, Envelope};
use crate::attest::index::BatchIndex;
use crate::attest::statement::StatementError;

/// Why there is no index.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    #[error(transparent)]
    Statement(#[from] StatementError),
    #[error(transparent)]
    Envelope(#[from] DsseError),
    #[error("cannot write {}: {source}", path.display())]
    Disk { path: PathBuf, source: io::Error },
}

/// Signs `index` and puts it at `path` in one step, over an older one.
pub fn write_index(path: &Path, index: &BatchIndex, keys: &[&PrivateKey]) -> Result<(), IndexError> {
    let envelope = Envelope::sign(index.to_bytes()?, keys)?;
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written =
        tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o644)).tempfile_in(folder).and_then(|mut file| {
            file.write_all(&envelope.to_bytes())?;
            file.as_file().sync_all()?;
            file.persist(path).map_err(|error| error.error)?;
            File::open(folder)?.sync_all()
        });
    written.map_err(|source| IndexError::Disk { path: path.to_owned(), source })
}
