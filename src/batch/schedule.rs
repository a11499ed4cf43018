//! Who is next: the largest submission that the free budget admits, until none is left; then the index.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::budget::{Budget, Share};
use super::one::{self, Handled, Shared};
use super::{Batch, BatchError, Ending, Event, INDEX, StopError, Submission, Summary, resume};
use crate::attest::Trust;
use crate::attest::edit::Auditor;
use crate::attest::index::{BatchIndex, Entry, Outcome};
use crate::attest::trust::{LogRequired, TrustedLog};
use crate::attest::write::index::{IndexError, write_index};
use crate::base::Digest;
use crate::review::{self, Admission};
use crate::tlog::Log;

/// Reviews all submissions of `batch`, or those that an earlier run did not finish, and signs the index of all.
pub fn run(batch: &Batch<'_>, tell: &mut dyn FnMut(Event<'_>)) -> Result<Summary, BatchError> {
    let _claim = resume::claim(batch)?;
    let stopped = |error: StopError| BatchError::Stopped { done: 0, total: batch.submissions.len(), error };
    let (tool, ruleset) = review::reviewer().map_err(|error| stopped(StopError::Program(error)))?;
    let key = batch.key.public();
    let parts = [tool.digest.sha256, ruleset.digest.sha256, key.keyid()];
    let policy = batch.policy.map(|(policy, today)| (policy.digest.0, policy.expired(today).to_le_bytes()));
    let policy = policy.map_or_else(Vec::new, |(digest, expired)| [&digest[..], &expired].concat());
    let reviewer = Digest::of_parts(&[&parts[0].0, &parts[1].0, &parts[2].0, &[u8::from(batch.withheld)], &policy]);
    let own = Auditor { key, owner: "candor batch".to_owned(), organisation: "candor batch".to_owned() };
    let mut trust = Trust::init(&[own]).expect("invariant: a key of ours is strong");
    if let Some(log) = batch.log {
        let ours = TrustedLog { key: log.key().to_string(), witnesses: Vec::new(), threshold: 0 };
        trust = trust.add_log(ours)?.require_log(Some(LogRequired::Submission))?;
    }
    let shared = Shared::open(batch, trust, &reviewer)?;
    let bytes = batch.submissions.iter().map(|submission| submission.bytes).sum();
    tell(Event::Queued { submissions: batch.submissions.len(), bytes });

    let summary = Schedule::new(batch).run(&shared, tell)?;
    let entries = summary.endings.iter().map(|(submission, ending)| entry(submission, ending));
    let index = BatchIndex::new(tool, ruleset, entries.collect()).map_err(IndexError::from)?;
    write_index(&batch.output.join(INDEX), &index, &[batch.key])?;
    let label = |(submission, ending): (&Submission, Ending)| (submission.label(), ending);
    Ok(Summary { endings: summary.endings.into_iter().map(label).collect() })
}

fn entry(submission: &Submission, ending: &Ending) -> Entry {
    let outcome = match ending {
        Ending::Done(done) | Ending::Kept(done) => Outcome::Reviewed {
            verdict: done.verdict.name().to_owned(),
            findings: done.findings,
            report_id: done.report_id.clone(),
            pack: one::attestation(submission),
            attestation: done.attestation.into(),
        },
        Ending::Failed { error, .. } => Outcome::Failed { error: error.clone() },
    };
    Entry { vendor: submission.vendor.clone(), name: submission.name.clone(), outcome }
}

/// Endings by submission, in the order of labels.
struct Endings<'a> {
    endings: Vec<(&'a Submission, Ending)>,
}

/// A submission that waits.
struct Waiting<'a> {
    submission: &'a Submission,
    /// What was said of it and logged already.
    admission: Admission<'a>,
    /// Its worker died beside others: it waits for everything there is.
    alone: bool,
}

/// What a thread says.
enum Message<'a> {
    Tells { slot: usize, submission: &'a Submission, event: review::Event },
    Ended { slot: usize, waiting: Waiting<'a>, share: Share, result: Result<Handled, StopError> },
}

struct Schedule<'a> {
    /// Largest first.
    waiting: Vec<Waiting<'a>>,
    budget: Budget,
    /// Which slots of the display are taken.
    slots: Vec<bool>,
    endings: Vec<(&'a Submission, Ending)>,
    stop: Option<StopError>,
}

impl<'a> Schedule<'a> {
    fn new(batch: &'a Batch<'a>) -> Self {
        Self {
            waiting: batch.submissions.iter().map(|submission| Waiting::new(submission, batch.log)).collect(),
            budget: Budget::new(batch.jobs, batch.memory),
            slots: Vec::new(),
            endings: Vec::new(),
            stop: None,
        }
    }

    fn run(mut self, shared: &Shared<'a>, tell: &mut dyn FnMut(Event<'_>)) -> Result<Endings<'a>, BatchError> {
        let total = self.waiting.len();
        thread::scope(|scope| {
            let (send, receive) = channel();
            loop {
                while let Some((waiting, share)) = self.next() {
                    let slot = self.slot();
                    let Submission { bytes, .. } = *waiting.submission;
                    tell(Event::Started { slot, name: &waiting.submission.label(), bytes, threads: share.threads });
                    let (send, last) = (send.clone(), self.budget.is_all(share));
                    scope.spawn(move || work(shared, waiting, share, last, slot, &send));
                }
                if !self.slots.contains(&true) {
                    break;
                }
                let message = receive.recv().expect("invariant: this thread holds a sender itself");
                self.hear(message, tell);
            }
        });
        self.endings.sort_by_key(|(submission, _)| (&submission.vendor, &submission.name));
        match self.stop {
            Some(error) => Err(BatchError::Stopped { done: self.endings.len(), total, error }),
            None => Ok(Endings { endings: self.endings }),
        }
    }

    /// The first that the budget admits.
    fn next(&mut self) -> Option<(Waiting<'a>, Share)> {
        if self.stop.is_some() {
            return None;
        }
        let bytes = self.waiting.iter().map(|waiting| waiting.submission.bytes).sum();
        let (at, share) = self.waiting.iter().enumerate().find_map(|(at, waiting)| {
            let share = match waiting.alone {
                true => self.budget.take_all(),
                false => self.budget.take(waiting.submission.bytes, bytes),
            };
            share.map(|share| (at, share))
        })?;
        Some((self.waiting.remove(at), share))
    }

    fn slot(&mut self) -> usize {
        let free = self.slots.iter().position(|taken| !taken);
        let slot = free.unwrap_or(self.slots.len());
        self.slots.resize(self.slots.len().max(slot + 1), false);
        self.slots[slot] = true;
        slot
    }

    fn hear(&mut self, message: Message<'a>, tell: &mut dyn FnMut(Event<'_>)) {
        match message {
            Message::Tells { slot, submission, event: review::Event::Progress(progress) } => {
                tell(Event::Progress { slot, name: &submission.label(), progress });
            }
            Message::Tells { submission, event: review::Event::Diagnostic(diagnostic), .. } => {
                let (message, help) = (diagnostic.message.as_str(), diagnostic.help.as_deref());
                tell(Event::Note { name: &submission.label(), message, help });
            }
            Message::Ended { slot, waiting, share, result } => {
                self.budget.give_back(share);
                self.slots[slot] = false;
                self.end(slot, waiting, result, tell);
            }
        }
    }

    fn end(&mut self, slot: usize, waiting: Waiting<'a>, result: Result<Handled, StopError>, tell: &mut dyn FnMut(Event<'_>)) {
        let Waiting { submission, admission, .. } = waiting;
        match result {
            Ok(Handled::Ended(ending)) => {
                tell(Event::Ended { slot, name: &submission.label(), bytes: submission.bytes, ending: &ending });
                self.endings.push((submission, ending));
            }
            Ok(Handled::Died(error)) => {
                tell(Event::Retried { slot, name: &submission.label(), error: &error });
                self.waiting.push(Waiting { submission, admission, alone: true });
            }
            Err(error) => {
                tell(Event::Stopping { error: &error.to_string() });
                self.stop.get_or_insert(error);
            }
        }
    }
}

impl<'a> Waiting<'a> {
    fn new(submission: &'a Submission, log: Option<&'a Log>) -> Self {
        Self { submission, admission: log.map_or_else(Admission::unlogged, Admission::logged), alone: false }
    }
}

fn work<'a>(shared: &Shared<'a>, mut waiting: Waiting<'a>, share: Share, last: bool, slot: usize, send: &Sender<Message<'a>>) {
    let submission = waiting.submission;
    let tell = |event| {
        let _ = send.send(Message::Tells { slot, submission, event });
    };
    // A report that this process cannot render must not take the other submissions with it.
    let handled = catch_unwind(AssertUnwindSafe(|| one::handle(shared, submission, &mut waiting.admission, share, last, tell)));
    let result = handled.unwrap_or_else(|_| {
        let help = Some("report this as a bug of candor".to_owned());
        Ok(Handled::Ended(Ending::Failed { error: "candor itself failed on the outcome of this review".to_owned(), help }))
    });
    let _ = send.send(Message::Ended { slot, waiting, share, result });
}
