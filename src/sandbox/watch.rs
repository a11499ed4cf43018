//! The watchdog: whether a worker still gets on, from what it says and how long it works without saying it.
//! The last resort, for code that counts no steps; everything that a submission can make slow has a counted
//! budget first.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use super::message::Message;
use super::{Reading, Stage};

/// Threads that may be at a file at once.
const MAX_THREADS: u32 = 1 << 12;
/// The whole program is worked on without a word in between: for so many times longer.
const WHOLE_PROGRAM: u32 = 6;
/// A worker that the machine leaves no processor is waited for so many times longer.
const STARVED: u32 = 4;

/// A moment, in time and in what the worker had worked by then.
#[derive(Clone, Copy)]
struct Mark {
    at: Instant,
    worked: Duration,
}

pub(super) struct Watch {
    process: u32,
    patience: Duration,
    now: Mark,
    heard: Mark,
    stage: Stage,
    /// What each thread is at, and since when.
    reading: BTreeMap<u32, (Reading, Mark)>,
}

impl Watch {
    pub(super) fn new(process: u32, patience: Duration) -> Self {
        let now = mark(process);
        Self { process, patience, now, heard: now, stage: Stage::Intake, reading: BTreeMap::new() }
    }

    /// Begins anew: what went by was the parent's own time.
    pub(super) fn restart(&mut self) {
        self.now = mark(self.process);
        self.heard = self.now;
    }

    /// How long to wait for a message before [`Self::is_stuck`] is to be asked.
    pub(super) fn pace(&self) -> Duration {
        (self.patience / 8).min(Duration::from_secs(1))
    }

    /// Takes a message in; `Err` says what is wrong with it.
    pub(super) fn hear(&mut self, message: &Message) -> Result<(), String> {
        self.heard = self.now;
        match message {
            Message::Progress(progress) => self.stage = progress.stage,
            Message::Reading { thread, .. } if *thread >= MAX_THREADS => return Err("too many threads".to_owned()),
            Message::Reading { thread, file: Some(file) } => {
                self.reading.insert(*thread, (file.clone(), self.now));
            }
            Message::Reading { thread, file: None } => {
                self.reading.remove(thread);
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether it is time to ask [`Self::is_stuck`] although messages come in.
    pub(super) fn is_due(&self) -> bool {
        self.elapsed() > self.pace()
    }

    pub(super) fn is_stuck(&mut self) -> bool {
        self.now = mark(self.process);
        let whole = matches!(self.stage, Stage::Link | Stage::Solve | Stage::Report);
        let patience = if whole { self.patience * WHOLE_PROGRAM } else { self.patience };
        self.is_over(&self.heard, patience) || self.reading.values().any(|(_, since)| self.is_over(since, self.patience))
    }

    /// The stage, and the files that the worker was at: of a stuck one those that took too long, if any did.
    pub(super) fn last(self) -> (Stage, Vec<Reading>) {
        let stuck = |(_, since): &&(Reading, Mark)| self.is_over(since, self.patience);
        let slow: Vec<_> = self.reading.values().filter(stuck).map(|(file, _)| file.clone()).collect();
        let mut reading = if slow.is_empty() { self.reading.values().map(|(file, _)| file.clone()).collect() } else { slow };
        reading.sort();
        reading.dedup();
        (self.stage, reading)
    }

    /// In time, and, unless much more of it went by, in work too: another process's load is no fault of this one.
    fn is_over(&self, since: &Mark, patience: Duration) -> bool {
        let time = self.now.at.saturating_duration_since(since.at);
        let work = self.now.worked.saturating_sub(since.worked);
        time >= patience && (work >= patience / 2 || time >= patience * STARVED)
    }

    #[expect(clippy::disallowed_methods, reason = "the watchdog decides whether there is a report, not what it says")]
    fn elapsed(&self) -> Duration {
        Instant::now().saturating_duration_since(self.now.at)
    }
}

#[expect(clippy::disallowed_methods, reason = "the watchdog decides whether there is a report, not what it says")]
fn mark(process: u32) -> Mark {
    Mark { at: Instant::now(), worked: worked(process).unwrap_or_default() }
}

/// Processor time of all threads of a process (proc_pid_stat(5), fields 14 and 15), in hundredths of a second:
/// the unit that Linux shows to programs, whatever its own.
fn worked(process: u32) -> Option<Duration> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The second field is a name in parentheses that may hold anything.
    let (_, fields) = text.rsplit_once(") ")?;
    let mut times = fields.split(' ').skip(11).map_while(|field| field.parse::<u64>().ok());
    Some(Duration::from_millis((times.next()? + times.next()?) * 10))
}
