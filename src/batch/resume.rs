//! What an earlier run left: its output is claimed, half-written packs are cleared away, and whether a finished one still stands.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::path::Path;

use super::{Batch, BatchError, Done};
use crate::attest::statement::report_id;
use crate::attest::{Times, Trust, contents, layout, pack};
use crate::base::Digest;
use crate::tlog::evidence::verify_contents;

/// Held by the batch that writes into the folder; the system lets go of it however the batch ends.
const LOCK: &str = ".candor-batch.lock";

/// Makes the output folder, locks it until the outcome is dropped, and puts it in order.
pub(super) fn claim(batch: &Batch<'_>) -> Result<File, BatchError> {
    let output = batch.output.as_path();
    fs::create_dir_all(output).map_err(BatchError::disk("create", output))?;
    check_outside(batch)?;
    let path = output.join(LOCK);
    let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(BatchError::disk("write", &path))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(BatchError::Busy { path: output.to_owned() }),
        Err(TryLockError::Error(source)) => return Err(BatchError::Disk { action: "lock", path, source }),
    }
    let folders: BTreeSet<_> = batch.submissions.iter().map(|submission| output.join(&submission.vendor)).collect();
    for folder in folders {
        fs::create_dir_all(&folder).map_err(BatchError::disk("create", &folder))?;
        pack::recover(&folder).map_err(BatchError::disk("clear", &folder))?;
    }
    Ok(lock)
}

fn check_outside(batch: &Batch<'_>) -> Result<(), BatchError> {
    let output = fs::canonicalize(&batch.output).map_err(BatchError::disk("look at", &batch.output))?;
    let around = batch.submissions.iter().find(|submission| {
        fs::canonicalize(&submission.path).is_ok_and(|submission| submission.is_dir() && output.starts_with(submission))
    });
    match around {
        None => Ok(()),
        Some(submission) => Err(BatchError::Inside { path: batch.output.clone(), submission: submission.label() }),
    }
}

/// The recorded outcome, if its pack is there, whole, and as `trust` demands. Others may have signed it
/// since, so its attestation is taken as it is now.
pub(super) fn standing(pack: &Path, done: Done, trust: &Trust, times: Times) -> Option<Done> {
    let contents = contents::read(pack).ok()?;
    let digest_of = |file: &str| contents.get(file).map(|bytes| Digest::of(bytes));
    let same = report_id(&digest_of(layout::REPORT)?) == done.report_id;
    let attestation = digest_of(layout::ATTESTATION)?;
    (same && verify_contents(&contents, trust, times).accepted).then_some(Done { attestation, ..done })
}
