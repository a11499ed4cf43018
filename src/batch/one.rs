//! One submission, in a thread of its own: kept if nothing changed, else reviewed by a worker, signed, written, recorded.

use std::io;
use std::sync::{Mutex, MutexGuard};

use super::budget::Share;
use super::ledger::{Began, Ledger, Recorded};
use super::{Batch, Done, Ending, LedgerError, StopError, Submission, resume};
use crate::attest::pack::{self, PackError, Written};
use crate::attest::secret::KeyFileError;
use crate::attest::statement::Run;
use crate::attest::{Times, Trust, layout};
use crate::base::{Digest, display};
use crate::review::{self, Admission, Order, Outcome, ReviewError, WorkerError};
use crate::tlog::record::record;

/// What the threads of a batch share.
pub(super) struct Shared<'a> {
    pub(super) batch: &'a Batch<'a>,
    pub(super) ledger: Mutex<Ledger>,
    /// The output folder, as the ledger names it.
    pub(super) output: String,
    /// Candor, its rules, the key and the policy as one value.
    pub(super) reviewer: String,
    /// In our own key alone, and in our own log where there is one.
    pub(super) trust: Trust,
}

/// How it went.
pub(super) enum Handled {
    Ended(Ending),
    /// The worker died with a part of the memory; it may live with all of it.
    Died(String),
}

/// Handles `submission` with `share`, which is everything there is if `last`. What an earlier try had logged is in
/// `admission`.
pub(super) fn handle(
    shared: &Shared<'_>,
    submission: &Submission,
    admission: &mut Admission<'_>,
    share: Share,
    last: bool,
    tell: impl Fn(review::Event),
) -> Result<Handled, StopError> {
    let order = Order {
        submission: submission.path.clone(),
        reference: None,
        store: shared.batch.store.clone(),
        scratch: shared.batch.scratch.clone(),
        jobs: share.threads,
        withheld: shared.batch.withheld,
        memory: Some(share.memory),
        ..Order::default()
    };
    let recorded = shared.ledger().last_done(submission, &shared.output)?;
    if let Some(done) = recorded.and_then(|recorded| shared.unchanged(submission, recorded, &order)) {
        return Ok(Handled::Ended(Ending::Kept(done)));
    }
    let clock = shared.batch.clock;
    let started = (clock.now)();
    let run = || (clock.run)(started, share.threads);
    let began = shared.ledger().begin(submission, &shared.output, &shared.reviewer, &run().started)?;
    let failed = |error: String, help: Option<String>| -> Result<Handled, StopError> {
        shared.ledger().fail(began, &run().finished, &error)?;
        Ok(Handled::Ended(Ending::Failed { error, help }))
    };
    let reviewed = review::review(&order, admission, tell).and_then(|outcome| match shared.batch.policy {
        Some((policy, today)) => outcome.under(policy, today),
        None => Ok(outcome),
    });
    match reviewed {
        // Less memory than the machine has must not decide what is examined.
        Ok(outcome) if !outcome.whole && !last => {
            let error = "its workers ended early".to_owned();
            shared.ledger().fail(began, &run().finished, &error)?;
            Ok(Handled::Died(error))
        }
        Ok(outcome) => match write(shared, submission, &outcome, run()) {
            Ok(written) => shared.record(began, &outcome, &written, &run()),
            Err(StopError::Pack(error)) if is_of_the_submission(&error) => {
                failed(error.to_string(), error.help().map(str::to_owned))
            }
            Err(error) => Err(error),
        },
        Err(error @ (ReviewError::Worker(WorkerError::Start(_)) | ReviewError::Log(_))) => Err(error.into()),
        Err(ReviewError::Worker(error @ WorkerError::Died { .. })) if !last => {
            shared.ledger().fail(began, &run().finished, &error.to_string())?;
            Ok(Handled::Died(error.to_string()))
        }
        Err(error) => failed(error.to_string(), error.help().map(str::to_owned)),
    }
}

fn write(shared: &Shared<'_>, submission: &Submission, outcome: &Outcome, run: Run) -> Result<Written, StopError> {
    let input =
        review::pack_input(outcome, &submission.name, run, &[shared.batch.key.public().keyid()]).map_err(StopError::Program)?;
    let path = shared.batch.output.join(submission.pack());
    let mut contents = pack::build_for(&path, input, &[shared.batch.key])?;
    if let Some(log) = shared.batch.log {
        record(&mut contents, log)?;
    }
    Ok(pack::put_pack(&path, &contents)?)
}

/// Whether a pack was not written because of what the submission is; else the disk or the key is at fault, and the next
/// submission would fare no better.
fn is_of_the_submission(error: &PackError) -> bool {
    match error {
        // A name that the file system does not take is the submission's own.
        PackError::Disk { source, .. } | PackError::Key(KeyFileError::File { source, .. }) => {
            source.kind() == io::ErrorKind::InvalidFilename
        }
        PackError::Key(_) | PackError::SameShortId(_) => false,
        PackError::Report(_)
        | PackError::Statement(_)
        | PackError::Envelope(_)
        | PackError::TooLarge { .. }
        | PackError::Name { .. }
        | PackError::InTheWay { .. } => true,
    }
}

impl Shared<'_> {
    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        // A thread that panicked rolled its transaction back.
        self.ledger.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// The recorded outcome, if a review would come to the same: same reviewer, same key, same submission, and the pack
    /// stands, with proofs of the log if there is one.
    fn unchanged(&self, submission: &Submission, recorded: Recorded, order: &Order) -> Option<Done> {
        let pack = self.batch.output.join(submission.pack());
        let clock = self.batch.clock;
        let times = Times::at(&(clock.run)((clock.now)(), order.jobs).started);
        if recorded.reviewer != self.reviewer {
            return None;
        }
        let done = resume::standing(&pack, recorded.done, &self.trust, times)?;
        let received = review::receive(order, |_| {}).ok()?;
        (received.hex() == recorded.received).then_some(done)
    }

    fn record(&self, began: Began, outcome: &Outcome, written: &Written, run: &Run) -> Result<Handled, StopError> {
        let done = Done {
            verdict: outcome.report.verdict.value,
            findings: outcome.report.findings.len() as u64,
            report_id: written.report_id.clone(),
            attestation: written.attestation,
        };
        let received = review::submission_id(&outcome.report);
        self.ledger().finish(began, run, &received, &done, &outcome.report)?;
        Ok(Handled::Ended(Ending::Done(done)))
    }

    /// Opens the ledger of a batch whose output is claimed.
    pub(super) fn open<'a>(batch: &'a Batch<'a>, trust: Trust, reviewer: &Digest) -> Result<Shared<'a>, LedgerError> {
        let mut ledger = Ledger::open(&batch.ledger)?;
        let output = std::fs::canonicalize(&batch.output).unwrap_or_else(|_| batch.output.clone());
        let output = display::escape_bytes(output.as_os_str().as_encoded_bytes());
        ledger.interrupt(&output)?;
        Ok(Shared { batch, ledger: Mutex::new(ledger), output, reviewer: reviewer.hex(), trust })
    }
}

/// Where the attestation of a pack is, below the output folder.
pub(super) fn attestation(submission: &Submission) -> String {
    let pack = submission.pack();
    pack.join(layout::ATTESTATION).iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
