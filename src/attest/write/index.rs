//! What a batch did, as one signed statement: each submission with its verdict and the digests of its report and pack, or why
//! there is none. Strict both ways, as every statement. What it says of a pack is what the pack's own statement says; who
//! relies on a pack verifies the pack.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::secret::PrivateKey;
use crate::attest::dsse::{DsseError, Envelope};
use crate::attest::statement::{
    Ruleset, Sha256, Statement, StatementError, StatementType, Subject, Tool, fixed_point, inconsistent, is_presentable,
};

/// The predicate type of a batch index.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum BatchIndexType {
    #[serde(rename = "https://candor.dev/batch-index/v1")]
    V1,
}

/// Subjects are the attestations of all packs.
pub type BatchIndex = Statement<BatchIndexType, Batch>;

/// The predicate `batch-index/v1`. No time, host or user.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    pub tool: Tool,
    pub ruleset: Ruleset,
    /// In order of vendor and name.
    pub submissions: Vec<Entry>,
}

/// One submission of the batch.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Empty when nobody said whose it is.
    pub vendor: String,
    pub name: String,
    pub outcome: Outcome,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub enum Outcome {
    #[serde(rename_all = "camelCase")]
    Reviewed {
        /// `PASSED`, `FINDINGS` or `INCOMPLETE`.
        verdict: String,
        findings: u64,
        report_id: String,
        /// The subject that this entry speaks of.
        pack: String,
        attestation: Sha256,
    },
    Failed {
        error: String,
    },
}

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

impl BatchIndex {
    pub fn new(tool: Tool, ruleset: Ruleset, submissions: Vec<Entry>) -> Result<Self, StatementError> {
        let subject = submissions.iter().filter_map(Entry::subject).collect();
        let predicate = Batch { tool, ruleset, submissions };
        let index = Self { kind: StatementType::V1, predicate_type: BatchIndexType::V1, subject, predicate };
        index.check()?;
        Ok(index)
    }

    /// Reads an index: canonical bytes, exact types, and parts that agree with each other.
    pub fn parse(bytes: &[u8]) -> Result<Self, StatementError> {
        let index: Self = fixed_point(bytes)?;
        index.check()?;
        Ok(index)
    }

    fn check(&self) -> Result<(), StatementError> {
        let entries = &self.predicate.submissions;
        if !entries.is_sorted_by(|a, b| (&a.vendor, &a.name) < (&b.vendor, &b.name)) {
            return inconsistent("submissions are not in order, or one comes twice");
        }
        if !entries.iter().filter_map(Entry::subject).eq(self.subject.iter().cloned()) {
            return inconsistent("the subjects are not the attestations of the packs");
        }
        let texts =
            entries.iter().flat_map(|entry| [entry.vendor.as_str(), &entry.name].into_iter().chain(entry.outcome.texts()));
        if texts.into_iter().all(is_presentable) {
            Ok(())
        } else {
            inconsistent("a name holds characters that act instead of showing")
        }
    }
}

impl Entry {
    fn subject(&self) -> Option<Subject> {
        match &self.outcome {
            Outcome::Reviewed { pack, attestation, .. } => Some(Subject { name: pack.clone(), digest: *attestation }),
            Outcome::Failed { .. } => None,
        }
    }
}

impl Outcome {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Reviewed { verdict, report_id, pack, .. } => vec![verdict, report_id, pack],
            Self::Failed { error } => vec![error],
        }
    }
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
