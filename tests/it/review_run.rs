//! Runs `candor review` as a user would, in a home of its own.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use candor::report::model::Report;
use tempfile::TempDir;

/// A review to be run.
pub(super) struct Review {
    home: TempDir,
    submission: PathBuf,
    output: PathBuf,
    command: Command,
}

/// A review that has ended. Its home goes when it goes.
pub(super) struct Reviewed {
    pub(super) code: i32,
    pub(super) stdout: String,
    pub(super) stderr: String,
    pub(super) pack: PathBuf,
    _home: TempDir,
}

impl Review {
    pub(super) fn of(submission: &Path) -> Self {
        let home = tempfile::tempdir().expect("a scratch folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.env_clear().env("HOME", home.path()).current_dir(home.path());
        command.arg("review").arg(submission);
        let output = home.path().join("out.candor");
        Self { home, submission: submission.to_owned(), output, command }
    }

    pub(super) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    pub(super) fn output(mut self, output: &Path) -> Self {
        self.output = output.to_owned();
        self
    }

    pub(super) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(super) fn current_dir(mut self, directory: &Path) -> Self {
        self.command.current_dir(directory);
        self
    }

    /// Runs in a shell that was told this first: `umask 077`, `ulimit -d 100000`.
    pub(super) fn after(mut self, setting: &str) -> Self {
        let mut shell = Command::new("/bin/sh");
        shell.arg("-c").arg(format!("{setting} && exec \"$0\" \"$@\""));
        shell.arg(self.command.get_program()).args(self.command.get_args()).env_clear();
        for (name, value) in self.command.get_envs() {
            shell.env(name, value.expect("no variable is taken away"));
        }
        shell.current_dir(self.command.get_current_dir().expect("`of` names it"));
        self.command = shell;
        self
    }

    pub(super) fn run(mut self) -> Reviewed {
        let output = self
            .command
            .arg("--output")
            .arg(&self.output)
            .output()
            .unwrap_or_else(|error| panic!("{}: {error}", self.submission.display()));
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        Reviewed {
            code: output.status.code().expect("no signal"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            pack: self.output,
            _home: self.home,
        }
    }
}

impl Reviewed {
    pub(super) fn report_bytes(&self) -> Vec<u8> {
        fs::read(self.pack.join("report.json")).unwrap_or_else(|error| panic!("no report ({error}): {}", self.stderr))
    }

    pub(super) fn report(&self) -> Report {
        Report::from_json(&self.report_bytes()).expect("a valid report")
    }
}
