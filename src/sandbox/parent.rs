//! The parent's side: starts a worker, listens under limits and a watchdog, ends it whatever happens.
//! Knows how a worker may end, not what its bodies mean.

use std::ffi::OsString;
use std::io::{self, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use super::message::{Message, PROTOCOL, Word, read_exactly, read_frame, write_frame};
use super::watch::Watch;
use super::{Bodies, Body, Cause, Death, Failure, Isolation, Level, Limits, Progress, Request, Submitted, Task};
use crate::base::{Diagnostic, display};
use crate::models::RuleSet;

/// What a worker tells on its way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    Progress(Progress),
    /// About this machine; not part of any report.
    Diagnostic(Diagnostic),
}

/// Why there is no outcome. Everything but `Start` leaves the review incomplete.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    #[error("the worker cannot be started: {0}")]
    Start(io::Error),
    #[error("INCOMPLETE: the worker {} before it was done{}", .0.cause, said(&.0.stderr))]
    Died(Death),
    #[error("INCOMPLETE: the worker broke the protocol: {reason}{}", said(.stderr))]
    Protocol { reason: String, stderr: String },
    #[error("the worker is not held in as far as was demanded: {}, not {}", .held, .demanded.name())]
    Isolation { held: Isolation, demanded: Level },
    #[error("the submission was not admitted to review")]
    NotAdmitted,
    #[error("{}", .0.message)]
    Failed(Failure),
}

impl WorkerError {
    /// What to do next.
    pub fn help(&self) -> Option<&str> {
        Some(match self {
            Self::Start(_) => "check that the candor program file is still where it was started from and may be executed",
            Self::Died(_) => {
                "nothing was signed; if memory ran out, give the review more of it or fewer threads (--jobs 1), \
                 else send the submission's digest and this message to the candor maintainers"
            }
            Self::Protocol { .. } => {
                "nothing was signed; treat the submission as an attack on the reviewing machine until shown otherwise"
            }
            Self::Isolation { .. } => {
                "nothing was read; use a kernel with Landlock and seccomp (Linux 6.2 or later), or demand less with --require-isolation"
            }
            // Whoever did not admit it knows why.
            Self::NotAdmitted => return None,
            Self::Failed(failure) => return failure.help.as_deref(),
        })
    }
}

fn said(stderr: &str) -> String {
    if stderr.is_empty() { String::new() } else { format!("; its last words: {stderr}") }
}

/// What a worker delivered, and how far it was held in while it worked.
#[derive(Clone, Debug)]
pub struct Answer {
    pub bodies: Bodies,
    pub isolation: Isolation,
}

/// How to start a worker.
#[derive(Clone, Debug)]
pub struct Worker {
    pub program: PathBuf,
    pub arguments: Vec<OsString>,
    pub limits: Limits,
}

impl Worker {
    /// This very program, under its hidden subcommand.
    pub fn this_program() -> Result<Self, WorkerError> {
        let program = std::env::current_exe().map_err(WorkerError::Start)?;
        Ok(Self { program, arguments: vec!["worker".into()], limits: Limits::default() })
    }

    /// Runs one request to its end. The worker gets an empty environment, and does not outlive this call. A review
    /// goes on past what was read if `admit` says so.
    pub fn run(
        &self,
        request: &Request,
        mut tell: impl FnMut(Event),
        mut admit: impl FnMut(Submitted) -> bool,
    ) -> Result<Answer, WorkerError> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map(Guard)
            .map_err(WorkerError::Start)?;
        let (stdin, stdout, stderr) = (child.0.stdin.take(), child.0.stdout.take(), child.0.stderr.take());
        let (Some(mut stdin), Some(stdout), Some(stderr)) = (stdin, stdout, stderr) else {
            return Err(WorkerError::Start(io::Error::other("no pipe to it")));
        };
        let heard = self.listen(stdout);
        let words = self.collect(stderr);
        // A worker that is gone already is reported by how it ended, not by this write.
        let rules = RuleSet::in_use().and_then(|set| set.to_bytes().ok());
        let _ = write_frame(&mut stdin, &(PROTOCOL, request, rules));
        let watch = Watch::new(child.0.id(), self.limits.patience);
        let mut line = Line { heard, stdin, watch };
        let ending = line.follow(request, &mut tell, &mut admit);
        let Line { heard, stdin, watch } = line;
        // Open until here: its end tells the worker that the parent is gone.
        drop(stdin);
        let status = child.end(matches!(ending, Ending::Closed));
        drop(heard);
        let stderr = words.join().unwrap_or_default();
        match ending {
            Ending::Done(answer) => Ok(answer),
            Ending::NotAdmitted => Err(WorkerError::NotAdmitted),
            Ending::Isolation(held) => Err(WorkerError::Isolation { held, demanded: request.isolation }),
            Ending::Failed(failure) => Err(WorkerError::Failed(failure)),
            Ending::Protocol(reason) => Err(WorkerError::Protocol { reason, stderr }),
            Ending::Stuck | Ending::Closed => {
                let seconds = self.limits.patience.as_secs();
                let stuck = matches!(ending, Ending::Stuck);
                let cause = if stuck { Cause::Stuck { seconds } } else { Cause::of(status, &stderr) };
                let (stage, reading) = watch.last();
                Err(WorkerError::Died(Death { cause, stage, reading, stderr }))
            }
        }
    }

    fn listen(&self, stdout: ChildStdout) -> Receiver<Heard> {
        let (send, receive) = sync_channel(16);
        let limits = self.limits;
        thread::spawn(move || hear(&mut BufReader::new(stdout), &limits, &send));
        receive
    }

    /// Reads standard error to its end, keeps the last part, safe to show.
    fn collect(&self, mut stderr: ChildStderr) -> JoinHandle<String> {
        let limit = self.limits.stderr;
        thread::spawn(move || {
            let mut kept = Vec::new();
            let mut buffer = [0u8; 4096];
            while let Ok(count @ 1..) = stderr.read(&mut buffer) {
                kept.extend_from_slice(&buffer[..count]);
                kept.drain(..kept.len().saturating_sub(limit));
            }
            display::escape_bytes(kept.trim_ascii())
        })
    }
}

/// The two ends of a worker's pipes, and the watch over it.
struct Line {
    heard: Receiver<Heard>,
    stdin: ChildStdin,
    watch: Watch,
}

impl Line {
    /// Listens until the worker is done or says what it must not.
    fn follow(&mut self, request: &Request, tell: &mut impl FnMut(Event), admit: &mut impl FnMut(Submitted) -> bool) -> Ending {
        let mut bodies = Bodies::new();
        let mut greeting: Option<Isolation> = None;
        // Whether the worker may look into what it has read.
        let mut admitted = request.task != Task::Review;
        let Self { heard, stdin, watch } = self;
        loop {
            let heard = match heard.recv_timeout(watch.pace()) {
                Ok(heard) => heard,
                Err(RecvTimeoutError::Timeout) if watch.is_stuck() => return Ending::Stuck,
                Err(RecvTimeoutError::Timeout) => continue,
                Err(RecvTimeoutError::Disconnected) => return Ending::Closed,
            };
            if let Heard::Message(message) = &heard
                && let Err(reason) = watch.hear(message)
            {
                return Ending::Protocol(reason);
            }
            // The other threads of a worker of which one is stuck go on telling.
            if watch.is_due() && watch.is_stuck() {
                return Ending::Stuck;
            }
            match (heard, &greeting) {
                (Heard::Broken(reason), _) => return Ending::Protocol(reason),
                (Heard::Body(body, bytes), Some(_)) if admitted => {
                    if bodies.insert(body, bytes).is_some() {
                        return Ending::Protocol(format!("two bodies {body:?}"));
                    }
                }
                (Heard::Message(Message::Hello { protocol, version, isolation }), None) => {
                    if protocol != PROTOCOL || version != env!("CARGO_PKG_VERSION") {
                        return Ending::Protocol("it is another version of candor".to_owned());
                    }
                    let missing = isolation.missing.into_iter().map(|(mechanism, why)| (mechanism, neutral(why))).collect();
                    let isolation = Isolation { missing };
                    if isolation.level() < request.isolation {
                        return Ending::Isolation(isolation);
                    }
                    greeting = Some(isolation);
                }
                (Heard::Message(Message::Progress(progress)), Some(_)) => tell(Event::Progress(progress)),
                (Heard::Message(Message::Diagnostic(diagnostic)), Some(_)) => tell(Event::Diagnostic(safe(diagnostic))),
                (Heard::Message(Message::Submitted(submitted)), Some(_)) if !admitted => {
                    if !admit(submitted) {
                        return Ending::NotAdmitted;
                    }
                    admitted = true;
                    watch.restart();
                    // As above: how the worker ended says more than this write.
                    let _ = write_frame(stdin, &Word::Admitted);
                }
                (Heard::Message(Message::Reading { .. }), Some(_)) if admitted => {}
                (Heard::Message(Message::Done), Some(isolation)) if admitted => {
                    return Ending::Done(Answer { bodies, isolation: isolation.clone() });
                }
                (Heard::Message(Message::Failed(failure)), Some(_)) => {
                    return Ending::Failed(Failure { message: neutral(failure.message), help: failure.help.map(neutral) });
                }
                (Heard::Message(_) | Heard::Body(..), _) => return Ending::Protocol("messages in the wrong order".to_owned()),
            }
        }
    }
}

enum Ending {
    Done(Answer),
    NotAdmitted,
    /// Held in by no more than this, which was not enough.
    Isolation(Isolation),
    Failed(Failure),
    Stuck,
    Protocol(String),
    /// The pipe closed before `Done`.
    Closed,
}

enum Heard {
    Message(Message),
    Body(Body, Vec<u8>),
    Broken(String),
}

/// Reads messages until the pipe closes, a limit is reached or nobody listens any more.
fn hear(input: &mut impl Read, limits: &Limits, send: &SyncSender<Heard>) {
    for _ in 0..limits.frames {
        let heard = match read_frame::<Message>(input, limits.frame) {
            Ok(None) => return,
            Ok(Some(Message::Body { length, .. })) if length > limits.body => {
                Heard::Broken(format!("a body of {length} bytes, the limit is {}", limits.body))
            }
            Ok(Some(Message::Body { body, length })) => match read_exactly(input, length) {
                Ok(bytes) => Heard::Body(body, bytes),
                Err(_) => return,
            },
            Ok(Some(message)) => Heard::Message(message),
            // Cut off in the middle of a message: how the worker ended says more.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return,
            Err(error) => Heard::Broken(error.to_string()),
        };
        let last = matches!(heard, Heard::Broken(_));
        if send.send(heard).is_err() || last {
            return;
        }
    }
    let _ = send.send(Heard::Broken(format!("more than {} messages", limits.frames)));
}

fn safe(diagnostic: Diagnostic) -> Diagnostic {
    Diagnostic {
        severity: diagnostic.severity,
        code: neutral(diagnostic.code),
        message: neutral(diagnostic.message),
        path: diagnostic.path.map(neutral),
        help: diagnostic.help.map(neutral),
    }
}

fn neutral(text: String) -> String {
    display::neutralise(&text).into_owned()
}

/// A child that does not outlive its guard.
struct Guard(Child);

impl Guard {
    /// Waits for a worker that closed its pipe, ends any other.
    fn end(&mut self, closed: bool) -> Option<ExitStatus> {
        if !closed {
            let _ = self.0.kill();
        }
        self.0.wait().ok()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
