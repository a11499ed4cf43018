//! A batch on a terminal: what ended scrolls by, below it a line a worker and one for all. Without a terminal, only what went
//! wrong is said.

use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::batch::{Ending, Event};
use crate::cli::progress::{files, stage};

pub(super) struct Display {
    lines: MultiProgress,
    all: ProgressBar,
    /// By slot.
    workers: Vec<ProgressBar>,
    /// Whether there is a terminal to draw on.
    shown: bool,
    /// Says nothing at all.
    quiet: bool,
}

impl Display {
    /// Draws nothing when `quiet` or when standard error is no terminal.
    pub(super) fn new(quiet: bool) -> Self {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let shown = !target.is_hidden();
        let lines = MultiProgress::with_draw_target(target);
        let all = lines.add(ProgressBar::new(0));
        all.set_style(style("{bar:30} {msg}, {bytes}/{total_bytes}, {elapsed}, {eta} left"));
        all.enable_steady_tick(Duration::from_millis(200));
        Self { lines, all, workers: Vec::new(), shown, quiet }
    }

    pub(super) fn tell(&mut self, event: &Event<'_>) {
        match event {
            Event::Queued { submissions, bytes } => {
                self.all.set_length(*bytes);
                self.all.set_message(format!("{submissions} submissions"));
            }
            Event::Started { slot, name, .. } => self.worker(*slot).set_message((*name).to_owned()),
            Event::Progress { slot, name, progress } => {
                let text = format!("{:9} {name} {}", stage(progress.stage), files(progress));
                self.worker(*slot).set_message(text);
            }
            Event::Note { name, message, help } => {
                self.say(&format!("note: {name}: {message}"));
                help.iter().for_each(|help| self.say(&format!("help: {help}")));
            }
            Event::Retried { slot, name, error } => {
                self.worker(*slot).set_message(String::new());
                self.say(&format!("note: {name}: {error}; it is tried once more, alone"));
            }
            Event::Ended { slot, name, bytes, ending } => {
                self.worker(*slot).set_message(String::new());
                self.all.inc(*bytes);
                self.ended(name, ending);
            }
            Event::Stopping { error } => self.say(&format!("error: {error}; waiting for the reviews that run")),
        }
    }

    fn ended(&self, name: &str, ending: &Ending) {
        match ending {
            Ending::Done(done) if self.shown => {
                self.say(&format!("{:10} {name}, {} findings", done.verdict.name(), done.findings))
            }
            Ending::Kept(done) if self.shown => self.say(&format!("{:10} {name}, as before", done.verdict.name())),
            Ending::Done(_) | Ending::Kept(_) => {}
            Ending::Failed { error, help } => {
                self.say(&format!("failed     {name}: {error}"));
                help.iter().for_each(|help| self.say(&format!("help: {help}")));
            }
        }
    }

    fn worker(&mut self, slot: usize) -> &ProgressBar {
        while self.workers.len() <= slot {
            let line = self.lines.insert_before(&self.all, ProgressBar::new_spinner());
            line.set_style(style("{spinner} {wide_msg}"));
            self.workers.push(line);
        }
        &self.workers[slot]
    }

    fn say(&self, line: &str) {
        if self.quiet {
            return;
        }
        self.lines.suspend(|| {
            use std::io::Write as _;
            let _ = writeln!(anstream::stderr(), "{line}");
        });
    }

    pub(super) fn finish(self) {
        self.workers.iter().for_each(ProgressBar::finish_and_clear);
        self.all.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
