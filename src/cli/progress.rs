//! Progress on a terminal's standard error: stage, files, bytes, time left. Silent everywhere else.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::places;
use crate::review::{Progress, Stage};

/// One line that follows the worker.
pub(super) struct Display {
    bar: ProgressBar,
    stage: Option<Stage>,
}

impl Display {
    /// Draws nothing when `quiet`, or when standard error is no terminal or one that cannot go back in a line.
    pub(super) fn new(quiet: bool) -> Self {
        let target = if quiet || places::is_dumb() { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(None, target);
        // Until the first stage is told there is nothing to measure.
        bar.set_style(ProgressStyle::default_spinner());
        bar.enable_steady_tick(Duration::from_millis(100));
        Self { bar, stage: None }
    }

    pub(super) fn follow(&mut self, progress: &Progress) {
        if self.stage != Some(progress.stage) {
            self.stage = Some(progress.stage);
            self.bar.reset();
            self.bar.set_style(style(progress));
        }
        self.bar.set_message(files(progress));
        match measured_in_bytes(progress) {
            true => {
                self.bar.set_length(progress.bytes_total);
                self.bar.set_position(progress.bytes);
            }
            false => {
                self.bar.set_length(progress.files_total);
                self.bar.set_position(progress.files);
            }
        }
    }

    /// A line above the bar.
    pub(super) fn say(&self, line: &str) {
        self.bar.suspend(|| {
            use std::io::Write as _;
            let _ = writeln!(anstream::stderr(), "{line}");
        });
    }

    pub(super) fn finish(self) {
        self.bar.finish_and_clear();
    }
}

fn measured_in_bytes(progress: &Progress) -> bool {
    progress.bytes_total > 0
}

pub(super) fn files(progress: &Progress) -> String {
    match progress.files_total {
        0 if progress.files == 0 => String::new(),
        0 => format!("{} files", progress.files),
        total => format!("{}/{total} {}", progress.files, unit(progress.stage)),
    }
}

fn unit(stage: Stage) -> &'static str {
    match stage {
        Stage::Intake | Stage::Files | Stage::Link | Stage::Report => "files",
        Stage::Solve => "levels",
    }
}

/// What happens at a stage, for readers.
pub(super) fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Intake => "reading",
        Stage::Files => "parsing",
        Stage::Link => "linking",
        Stage::Solve => "following",
        Stage::Report => "reporting",
    }
}

fn style(progress: &Progress) -> ProgressStyle {
    let name = format!("{:9}", stage(progress.stage));
    let template = match (measured_in_bytes(progress), progress.files_total) {
        (true, _) => format!("{name} {{bar:30}} {{msg}}, {{bytes}}/{{total_bytes}}, {{eta}} left"),
        (false, 0) => format!("{name} {{spinner}} {{msg}} {{elapsed}}"),
        (false, _) => format!("{name} {{bar:30}} {{msg}}, {{eta}} left"),
    };
    ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
