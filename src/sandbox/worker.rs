//! The worker's side: takes one request from standard input, locks itself in, runs it, sends everything to
//! standard output. Between the request and the lock lies nothing that a submission has a part in.
//! Ends at once when the parent is gone.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

#[cfg(target_os = "linux")]
use super::confine::confine;
use super::message::{Message, PROTOCOL, Word, read_frame, write_frame};
use super::{Bodies, Failure, Progress, Reading, Request, Stage, Submitted};
use crate::base::{Diagnostic, Digest};
use crate::models::RuleSet;

/// Between two messages on the progress of one stage.
const PACE: Duration = Duration::from_millis(50);

/// Of the parent, which is trusted; rules that stand in for the built-in ones come with a request.
const MAX_REQUEST: u32 = 1 << 26;
const MAX_WORD: u32 = 16;

/// What is done at the beginning of a stage, with the submission's path, and of a file, with its bytes. Nothing,
/// in a worker that is not there to show what a worker cannot do.
pub(super) type Probe = fn(&Reporter, Stage, &[u8]);

/// The line to the parent, shared by all threads.
pub struct Reporter {
    state: Mutex<State>,
    words: Mutex<Receiver<Word>>,
    probe: Probe,
}

struct State {
    out: io::Stdout,
    last: Option<(Progress, Instant)>,
}

impl Reporter {
    fn new(probe: Probe, words: Receiver<Word>) -> Self {
        Self { state: Mutex::new(State { out: io::stdout(), last: None }), words: Mutex::new(words), probe }
    }

    /// Says what was read, and waits until the parent lets the review begin.
    pub fn submitted(&self, submitted: Submitted) {
        self.send(&Message::Submitted(submitted));
        match locked(&self.words).recv() {
            Ok(Word::Admitted) => {}
            // The thread that listens to the parent is gone, which ends this process.
            Err(_) => std::process::exit(2),
        }
    }

    /// Tells that a stage begins.
    pub fn enter(&self, stage: Stage, request: &Request) {
        self.progress(Progress { stage, files: 0, files_total: 0, bytes: 0, bytes_total: 0 });
        (self.probe)(self, stage, &request.submission);
    }

    /// Tells what a thread is going to look at, before it does.
    pub fn reading(&self, thread: usize, file: Digest, path: String, bytes: &[u8]) {
        self.send(&Message::Reading { thread: number(thread), file: Some(Reading { file, path }) });
        (self.probe)(self, Stage::Files, bytes);
    }

    /// Tells that a thread has no file any more.
    pub fn finished(&self, thread: usize) {
        self.send(&Message::Reading { thread: number(thread), file: None });
    }

    /// Tells how far a stage has come; at most every 50 ms, and at every stage's start and end.
    #[expect(clippy::disallowed_methods, reason = "progress alone may look at a clock")]
    pub fn progress(&self, progress: Progress) {
        let mut state = locked(&self.state);
        let now = Instant::now();
        let due = state.last.is_none_or(|(last, at)| {
            last.stage != progress.stage || progress.files == progress.files_total || now.duration_since(at) >= PACE
        });
        if due {
            state.last = Some((progress, now));
            state.send(&Message::Progress(progress));
        }
    }

    /// Says something about this machine that is no part of the report.
    pub fn diagnostic(&self, diagnostic: &Diagnostic) {
        self.send(&Message::Diagnostic(diagnostic.clone()));
    }

    fn send(&self, message: &Message) {
        locked(&self.state).send(message);
    }

    fn deliver(&self, bodies: &Bodies) {
        let mut state = locked(&self.state);
        for (&body, bytes) in bodies {
            state.send(&Message::Body { body, length: bytes.len() as u64 });
            leave_if_failed(&state.out.write_all(bytes));
        }
        state.send(&Message::Done);
    }
}

impl State {
    fn send(&mut self, message: &Message) {
        leave_if_failed(&write_frame(&mut self.out, message));
    }
}

/// A thread that panicked left nothing half said.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn number(thread: usize) -> u32 {
    u32::try_from(thread).unwrap_or(u32::MAX)
}

/// Nobody listens any more: there is nothing left to do and nobody to tell.
fn leave_if_failed<T>(written: &io::Result<T>) {
    if written.is_err() {
        std::process::exit(2);
    }
}

/// Serves one request, if standard input holds one.
pub fn serve(run: impl FnOnce(&Request, &Reporter) -> Result<Bodies, Failure>) -> ExitCode {
    serve_with(|_, _, _| {}, run)
}

pub(super) fn serve_with(probe: Probe, run: impl FnOnce(&Request, &Reporter) -> Result<Bodies, Failure>) -> ExitCode {
    let request = match read_frame::<(u32, Request, Option<Vec<u8>>)>(&mut io::stdin().lock(), MAX_REQUEST) {
        Ok(Some((PROTOCOL, request, None))) => request,
        Ok(Some((PROTOCOL, request, Some(rules)))) if RuleSet::parse(&rules).is_ok_and(RuleSet::install) => request,
        Ok(_) | Err(_) => {
            let _ = writeln!(io::stderr(), "this subcommand is for candor itself: it reads a request from its parent process");
            return ExitCode::from(2);
        }
    };
    let isolation = confine(&request);
    let (said, words) = channel();
    thread::spawn(move || listen(&said));
    let reporter = Reporter::new(probe, words);
    let enough = isolation.level() >= request.isolation;
    reporter.send(&Message::Hello { protocol: PROTOCOL, version: env!("CARGO_PKG_VERSION").to_owned(), isolation });
    if !enough {
        return ExitCode::from(2);
    }
    match run(&request, &reporter) {
        Ok(bodies) => reporter.deliver(&bodies),
        Err(failure) => reporter.send(&Message::Failed(failure)),
    }
    ExitCode::SUCCESS
}

#[cfg(not(target_os = "linux"))]
fn confine(_: &Request) -> super::Isolation {
    super::Isolation::none("candor holds its worker in on Linux alone")
}

/// Hands on what the parent says. It keeps our standard input open: the end of that is the parent's end, and ours.
fn listen(words: &Sender<Word>) {
    while let Ok(Some(word)) = read_frame::<Word>(&mut io::stdin().lock(), MAX_WORD) {
        let _ = words.send(word);
    }
    std::process::exit(2);
}
