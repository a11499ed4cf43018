//! Events of a batch as JSON, one object a line, on standard output. The names are an interface: `candor batch --help` lists them.

use std::io::{self, Write as _};

use serde_json::{Value, json};

use crate::batch::{Done, Ending, Event, Summary};
use crate::cli::progress;
use crate::report::model::VerdictValue;

/// Standard output until it fails; the batch goes on all the same, and the failure is told at the end.
pub(super) struct Stream {
    failed: Option<io::Error>,
}

impl Stream {
    pub(super) fn new() -> Self {
        Self { failed: None }
    }

    pub(super) fn tell(&mut self, event: &Event<'_>) {
        self.write(&object(event));
    }

    /// The last event. A reader that went away changes nothing of the outcome.
    pub(super) fn done(mut self, summary: &Summary) -> io::Result<()> {
        self.write(&json!({
            "event": "done",
            "passed": summary.count(VerdictValue::Passed),
            "findings": summary.count(VerdictValue::Findings),
            "incomplete": summary.count(VerdictValue::Incomplete),
            "failed": summary.failed(),
            "kept": summary.kept(),
        }));
        match self.failed {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
            Some(_) | None => Ok(()),
        }
    }

    fn write(&mut self, object: &Value) {
        if self.failed.is_none() {
            let mut out = io::stdout().lock();
            self.failed = writeln!(out, "{object}").and_then(|()| out.flush()).err();
        }
    }
}

fn object(event: &Event<'_>) -> Value {
    match event {
        Event::Queued { submissions, bytes } => json!({"event": "queued", "submissions": submissions, "bytes": bytes}),
        Event::Started { slot, name, bytes, threads } => {
            json!({"event": "started", "slot": slot, "name": name, "bytes": bytes, "threads": threads})
        }
        Event::Progress { slot, name, progress } => json!({
            "event": "progress", "slot": slot, "name": name, "stage": progress::stage(progress.stage),
            "files": progress.files, "files_total": progress.files_total,
            "bytes": progress.bytes, "bytes_total": progress.bytes_total,
        }),
        Event::Note { name, message, help } => json!({"event": "note", "name": name, "message": message, "help": help}),
        Event::Retried { slot, name, error } => json!({"event": "retried", "slot": slot, "name": name, "error": error}),
        Event::Ended { slot, name, ending, .. } => match ending {
            Ending::Done(done) => finished("finished", *slot, name, done),
            Ending::Kept(done) => finished("kept", *slot, name, done),
            Ending::Failed { error, help } => {
                json!({"event": "failed", "slot": slot, "name": name, "error": error, "help": help})
            }
        },
        Event::Stopping { error } => json!({"event": "stopping", "error": error}),
    }
}

fn finished(event: &str, slot: usize, name: &str, done: &Done) -> Value {
    json!({
        "event": event, "slot": slot, "name": name, "verdict": done.verdict.name(), "findings": done.findings,
        "report": done.report_id, "attestation": done.attestation,
    })
}
