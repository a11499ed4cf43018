//! A worker that does what the submission tells it, as one would whose parser was taken over: it shows what such
//! a worker cannot do, and what becomes of a review in which it dies. Not part of a release build.
//!
//! A file tells by lines `probe: ACTION [ARGUMENT]`, the path of a submission by `probe-STAGE-ACTION`.

use std::fs;
use std::io;
use std::net::TcpStream;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, ExitCode};

use super::worker::serve_with;
use super::{Bodies, Failure, Reporter, Request, Stage};
use crate::base::{Diagnostic, Severity};

/// Serves one request, doing what its submission asks for.
pub fn serve_probed(run: impl FnOnce(&Request, &Reporter) -> Result<Bodies, Failure>) -> ExitCode {
    serve_with(probe, run)
}

fn probe(line: &Reporter, stage: Stage, told: &[u8]) {
    let told = String::from_utf8_lossy(told);
    if let Some((_, action)) = told.rsplit_once(&format!("probe-{stage:?}-")) {
        act(line, action, "");
    }
    for order in told.lines().filter_map(|text| text.split_once("probe: ")).map(|(_, order)| order) {
        let (action, argument) = order.split_once(' ').unwrap_or((order, ""));
        act(line, action, argument);
    }
}

/// Does it, and says what came of it: a diagnostic with the action as its code.
fn act(line: &Reporter, action: &str, argument: &str) {
    let outcome = match action {
        "abort" => std::process::abort(),
        "spin" => loop {
            std::hint::spin_loop();
        },
        "memory" => devour(),
        "read" => fs::read(argument).map(drop),
        "list" => fs::read_dir(argument).map(drop),
        "write" => fs::write(argument, "was here"),
        "remove" => fs::remove_file(argument),
        "rename" => fs::rename(argument, format!("{argument}.moved")),
        "truncate" => fs::OpenOptions::new().write(true).truncate(true).open(argument).map(drop),
        "link" => std::os::unix::fs::symlink("/", argument),
        "connect" => TcpStream::connect(argument).map(drop),
        "fork" => Command::new(argument).spawn().map(drop),
        "exec" => Err(Command::new(argument).exec()),
        "kill" => kill(argument),
        "thread" => std::thread::Builder::new().spawn(|| {}).map(drop),
        _ => return,
    };
    let said = match outcome {
        Ok(()) => "done".to_owned(),
        Err(error) => format!("refused: {error}"),
    };
    line.diagnostic(&Diagnostic::new(Severity::Note, action, said));
}

fn kill(process: &str) -> io::Result<()> {
    let process = process.parse().ok().and_then(rustix::process::Pid::from_raw).ok_or(io::ErrorKind::InvalidInput)?;
    Ok(rustix::process::kill_process(process, rustix::process::Signal::TERM)?)
}

/// Takes memory until there is no more.
fn devour() -> ! {
    let mut taken = Vec::new();
    loop {
        taken.push(vec![1u8; 1 << 20]);
    }
}
