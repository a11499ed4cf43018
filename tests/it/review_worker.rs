//! Whatever a worker does, the parent ends with a checked outcome or an error that says what happened.
//! The workers here are shell one-liners that stand in for a candor whose parser was taken over.

use std::time::Duration;

use candor::base::Digest;
use candor::sandbox::{Cause, Death, Level, Limits, Request, Stage, Submitted, Task, Worker, WorkerError};

fn request() -> Request {
    Request {
        task: Task::Review,
        submission: b"/nowhere".to_vec(),
        reference: None,
        changed_since: None,
        store: None,
        program: None,
        scratch: None,
        jobs: 1,
        memory: None,
        withheld: false,
        isolation: Level::Process,
        excluded: vec![],
        suspects: vec![],
        lessened: None,
    }
}

fn limits() -> Limits {
    Limits { frame: 1 << 12, frames: 1000, body: 1 << 16, stderr: 200, patience: Duration::from_secs(1) }
}

fn run(script: &str) -> WorkerError {
    let worker = Worker { program: "/bin/sh".into(), arguments: vec!["-c".into(), script.into()], limits: limits() };
    worker.run(&request(), |_| {}, |_| true).expect_err(script)
}

/// A frame as shell words: its length and its bytes.
fn frame(bytes: &[u8]) -> String {
    let length = (bytes.len() as u32).to_le_bytes();
    let octal: String = length.iter().chain(bytes).map(|byte| format!("\\{byte:03o}")).collect();
    format!("printf '{octal}'")
}

/// `Hello` of this very version, from a worker in which every mechanism holds.
fn hello() -> String {
    greeting(&[0])
}

/// `Submitted`, of an empty list of files and no file as received.
fn submitted() -> String {
    frame(&[&[4u8, 64], Digest::of(b"").hex().as_bytes(), &[0]].concat())
}

/// `Hello` with these mechanisms missing.
fn greeting(missing: &[u8]) -> String {
    let version = env!("CARGO_PKG_VERSION");
    frame(&[&[0u8, 8, version.len() as u8], version.as_bytes(), missing].concat())
}

#[test]
fn a_worker_that_ends_early_is_named_with_its_last_words() {
    for (script, expected) in [
        ("exit 0", "ended with exit code 0"),
        ("echo out of luck >&2; exit 7", "exit code 7 before it was done; its last words: out of luck"),
        ("kill -KILL $$", "signal 9, which the kernel sends when memory runs out"),
        ("kill -SEGV $$", "signal 11"),
        ("printf '\\010\\000\\000\\000ab'", "exit code 0"),
    ] {
        let error = run(script);
        assert!(error.to_string().contains(expected), "{script}: {error}");
        assert!(matches!(error, WorkerError::Died(_)) && error.help().is_some());
    }
}

#[test]
fn a_silent_worker_is_ended() {
    for script in ["exec sleep 600".to_owned(), format!("{}; exec sleep 600", hello())] {
        assert!(matches!(run(&script), WorkerError::Died(Death { cause: Cause::Stuck { seconds: 1 }, .. })), "{script}");
    }
}

/// Two threads of which one comes to an end and the other, with all its messages, does not move on.
#[test]
fn a_worker_that_is_stuck_at_a_file_while_it_goes_on_talking_is_ended_and_the_file_is_named() {
    let reading =
        |thread: u8, name: &[u8]| frame(&[&[2, thread, 1, 64], [b'a'; 64].as_slice(), &[name.len() as u8], name].concat());
    let progress = frame(&[1, 1, 0, 0, 0, 0]);
    let (slow, quick) = (reading(1, b"slow.c"), reading(0, b"quick.c"));
    let script = format!("{}; {}; {slow}; while :; do {progress}; {quick}; done", hello(), submitted());
    let limits = Limits { frames: u64::MAX, ..limits() };
    let worker = Worker { program: "/bin/sh".into(), arguments: vec!["-c".into(), script.into()], limits };
    let WorkerError::Died(death) = worker.run(&request(), |_| {}, |_| true).expect_err("stuck") else { panic!("not dead") };
    let at: Vec<&str> = death.reading.iter().map(|reading| reading.path.as_str()).collect();
    assert_eq!((death.cause, death.stage, at), (Cause::Stuck { seconds: 1 }, Stage::Files, vec!["slow.c"]));
}

#[test]
fn what_breaks_the_protocol_is_refused() {
    let progress = frame(&[1, 0, 0, 0, 0, 0]);
    let report = |length: &[u8]| frame(&[&[5u8, 0], length].concat());
    for (script, expected) in [
        ("exec yes".to_owned(), "the limit is 4096"),
        ("exec cat /dev/zero".to_owned(), "broke the protocol"),
        (progress.clone(), "wrong order"),
        (format!("{0}; {0}", hello()), "wrong order"),
        (frame(&[0, 3, 1, b'0', 0]), "another version"),
        (frame(&[0, 3, 1, b'0']), "broke the protocol"),
        (frame(&[9, 9, 9]), "broke the protocol"),
        (format!("{}; {}", hello(), frame(&[2, 0x80, 0x80, 1, 0])), "too many threads"),
        // An announced body of 2^34 bytes costs nothing but the refusal.
        (format!("{}; {}", hello(), report(&[0x80, 0x80, 0x80, 0x80, 0x40])), "a body of 17179869184 bytes"),
        (format!("{}; {}; {r}; printf x; {r}; printf x; exec sleep 9", hello(), submitted(), r = report(&[1])), "two bodies"),
        (format!("{0}; {1}; {1}; exec sleep 9", hello(), submitted()), "wrong order"),
        // Nothing is delivered of what was not admitted.
        (format!("{}; {}; printf x; exec sleep 9", hello(), report(&[1])), "wrong order"),
        (format!("{}; {}; exec sleep 9", hello(), frame(&[2, 0, 0])), "wrong order"),
        (format!("{}; {}; exec sleep 9", hello(), frame(&[6])), "wrong order"),
        (format!("{}; while :; do {progress}; done", hello()), "more than 1000 messages"),
    ] {
        let error = run(&script);
        assert!(matches!(error, WorkerError::Protocol { .. }), "{script}: {error}");
        assert!(error.to_string().contains(expected), "{script}: {error}");
    }
}

/// One mechanism missing, for a reason that would clear the auditor's terminal.
#[test]
fn a_worker_that_is_held_in_less_than_demanded_is_ended() {
    let script = format!("{}; exec sleep 600", greeting(b"\x01\x00\x06no\x1b[2J"));
    let worker = Worker { program: "/bin/sh".into(), arguments: vec!["-c".into(), script.into()], limits: limits() };
    let error = worker.run(&Request { isolation: Level::Full, ..request() }, |_| {}, |_| true).expect_err("not full");
    let text = "the worker is not held in as far as was demanded: partial (files: no\\u{1b}[2J), not full";
    assert_eq!(error.to_string(), text);
    assert!(matches!(error, WorkerError::Isolation { .. }) && error.help().is_some());
}

#[test]
fn a_worker_whose_submission_is_not_admitted_is_ended() {
    let script = format!("{}; {}; exec sleep 600", hello(), submitted());
    let worker = Worker { program: "/bin/sh".into(), arguments: vec!["-c".into(), script.into()], limits: limits() };
    let mut heard = Vec::new();
    let refuse = |submitted| {
        heard.push(submitted);
        false
    };
    let ended = worker.run(&request(), |_| {}, refuse);
    assert!(matches!(ended, Err(WorkerError::NotAdmitted)), "{ended:?}");
    assert_eq!(heard, [Submitted { manifest: Digest::of(b""), received: None }]);
}

#[test]
fn a_flood_on_standard_error_is_cut_and_made_safe() {
    let error = run("head -c 1000000 /dev/zero >&2; printf '\\033[2Jend' >&2; exit 3");
    let text = error.to_string();
    assert!(text.len() < 3000 && text.ends_with("\\u{1b}[2Jend"), "{text}");
}

#[test]
fn a_program_that_is_not_there_is_an_error_with_help() {
    let worker = Worker { program: "/nonexistent/candor".into(), arguments: vec![], limits: limits() };
    let error = worker.run(&request(), |_| {}, |_| true).unwrap_err();
    assert!(matches!(error, WorkerError::Start(_)) && error.help().is_some());
}
