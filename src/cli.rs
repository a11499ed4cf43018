//! The command line: what was typed → one command's run → an exit code.
//!
//! Exit codes are an interface: 2 for an error or an INCOMPLETE verdict, else 1 for findings (or a
//! verification that fails), else 0. Standard output is the product, standard error the conversation.
//! The only station that knows of terminals, clocks, the environment and the current directory.

mod batch;
mod check;
mod clock;
mod completions;
mod diff;
mod disclose;
mod explain;
mod keygen;
mod ledger;
mod log;
mod man;
mod models;
mod places;
mod policy;
mod progress;
mod rerun;
mod respond;
mod review;
mod rules;
mod secret;
mod sign;
mod size;
mod store;
mod table;
mod trust;
mod verify;

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anstyle::{AnsiColor, Style};
use clap::{CommandFactory as _, Parser, Subcommand};

use crate::assess::{DisclosureError, PolicyError};
use crate::attest::amend::AmendError;
use crate::attest::contents::ContentsError;
use crate::attest::pack::PackError;
use crate::attest::secret::KeyFileError;
use crate::attest::ssh::SshError;
use crate::attest::trust::TrustError;
use crate::batch::{BatchError, LedgerError};
use crate::facts::StoreError;
use crate::review::ReviewError;
use crate::review::rules::RulesError;
use crate::tlog::{LogError, RecordError};

/// Errors, and verdicts that leave something open.
const INCOMPLETE: u8 = 2;

/// Columns of help texts at most.
const WIDTH: usize = 110;

const EXAMPLES: &str = "\
Examples:
  candor check                                   your own code, here and now: no keys, no pack
  candor review product/                         review a directory, write product.candor
  candor review product.bundle --ref v2.1        review a revision of a git bundle
  candor batch submissions/ --output reviewed/    review many, write a pack each, a ledger and an index
  candor diff product-1.candor product-2.candor  what changed, the most dangerous change first
  candor verify product.candor --trust trust.json
  candor explain remote-directed-file-collection

Exit codes: 0 no findings, 1 findings, 2 an error or something was not examined";

/// Reviews submitted source code for what could carry data out, and writes a signed report that anyone can check
#[derive(Parser)]
#[command(name = "candor", version, after_help = EXAMPLES, max_term_width = WIDTH)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(after_help = review::EXAMPLES)]
    Review(review::Args),
    #[command(after_help = check::EXAMPLES)]
    Check(check::Args),
    #[command(after_help = batch::EXAMPLES)]
    Batch(batch::Args),
    #[command(after_help = diff::EXAMPLES)]
    Diff(diff::Args),
    #[command(after_help = ledger::EXAMPLES)]
    Ledger(ledger::Args),
    #[command(after_help = verify::EXAMPLES)]
    Verify(verify::Args),
    #[command(after_help = keygen::EXAMPLES)]
    Keygen(keygen::Args),
    #[command(after_help = sign::SIGN_EXAMPLES)]
    Sign(sign::SignArgs),
    #[command(after_help = sign::ATTACH_EXAMPLES)]
    Attach(sign::AttachArgs),
    #[command(after_help = sign::EXPORT_EXAMPLES)]
    Export(sign::ExportArgs),
    #[command(after_help = rules::EXAMPLES)]
    Rules(rules::Args),
    #[command(after_help = rerun::EXAMPLES)]
    Rerun(rerun::Args),
    #[command(after_help = respond::EXAMPLES)]
    Respond(respond::Args),
    #[command(after_help = trust::EXAMPLES)]
    Trust(trust::Args),
    #[command(after_help = log::EXAMPLES)]
    Log(log::Args),
    #[command(after_help = policy::EXAMPLES)]
    Policy(policy::Args),
    #[command(after_help = disclose::EXAMPLES)]
    Disclose(disclose::Args),
    #[command(after_help = explain::EXAMPLES)]
    Explain(explain::Args),
    #[command(after_help = models::EXAMPLES)]
    Models(models::Args),
    #[command(after_help = store::EXAMPLES)]
    Store(store::Args),
    #[command(after_help = completions::EXAMPLES)]
    Completions(completions::Args),
    #[command(after_help = man::EXAMPLES)]
    Man(man::Args),
    /// Serves one request of a parent candor
    #[command(hide = true)]
    Worker,
    #[cfg(all(debug_assertions, target_os = "linux"))]
    #[command(hide = true)]
    ProbedWorker,
}

/// An error of the command line itself, with what to do next.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
struct Problem {
    message: String,
    help: String,
}

impl Problem {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// Runs the command that was typed.
pub fn main() -> ExitCode {
    close_inherited();
    outlive_file_limit();
    let outcome = match Cli::parse().command {
        Command::Review(args) => review::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Batch(args) => batch::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Ledger(args) => ledger::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Keygen(args) => keygen::run(&args),
        Command::Sign(args) => sign::sign(&args),
        Command::Attach(args) => sign::attach(&args),
        Command::Export(args) => sign::export(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Rerun(args) => rerun::run(&args),
        Command::Respond(args) => respond::run(&args),
        Command::Trust(args) => trust::run(&args),
        Command::Log(args) => log::run(&args),
        Command::Policy(args) => policy::run(&args),
        Command::Disclose(args) => disclose::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Models(args) => models::run(&args),
        Command::Store(args) => store::run(&args),
        Command::Completions(args) => completions::run(&args, typed()),
        Command::Man(args) => man::run(&args, typed()),
        Command::Worker => Ok(crate::review::worker()),
        #[cfg(all(debug_assertions, target_os = "linux"))]
        Command::ProbedWorker => Ok(crate::review::probed_worker()),
    };
    outcome.unwrap_or_else(|error| report(&error))
}

/// The whole command line as people see it.
fn typed() -> clap::Command {
    let whole = Cli::command();
    let seen: Vec<clap::Command> = whole.get_subcommands().filter(|command| !command.is_hide_set()).cloned().collect();
    let mut typed = clap::Command::new("candor").version(env!("CARGO_PKG_VERSION")).after_help(EXAMPLES).max_term_width(WIDTH);
    if let Some(about) = whole.get_about() {
        typed = typed.about(about.clone());
    }
    typed.subcommand_required(true).subcommands(seen)
}

/// Whatever whoever started candor left open besides the three standard streams ends here: a worker must not
/// hold it.
fn close_inherited() {
    #[cfg(target_os = "linux")]
    close_fds::set_fds_cloexec(3, &[]);
}

/// A limit on the size of files (`ulimit -f`) is to be an error of the write that meets it, as a full disk is, and not
/// this process's end: the signal is caught, and says no more. Workers come through here themselves.
fn outlive_file_limit() {
    #[cfg(unix)]
    {
        use signal_hook::consts::SIGXFSZ;
        let _ = signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
    }
}

/// Shows an error and what to do about it. A reader that went away is none.
fn report(error: &anyhow::Error) -> ExitCode {
    if error.chain().any(is_broken_pipe) {
        return ExitCode::SUCCESS;
    }
    let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
    let bold = Style::new().bold();
    let mut err = anstream::stderr();
    let _ = writeln!(err, "{red}error{red:#}: {}", words(error));
    let help = help(error).unwrap_or_else(|| "check the paths and options; `candor COMMAND --help` has examples".to_owned());
    let _ = writeln!(err, "{bold}help{bold:#}: {help}");
    ExitCode::from(INCOMPLETE)
}

/// The error and its causes, each said once: some messages name their cause themselves.
fn words(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).fold(String::new(), |said, cause| match said.as_str() {
        "" => cause,
        _ if said.ends_with(&cause) => said,
        _ => format!("{said}: {cause}"),
    })
}

fn is_broken_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn help(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        if let Some(problem) = cause.downcast_ref::<Problem>() {
            return Some(problem.help.clone());
        }
        let help = cause.downcast_ref::<ReviewError>().and_then(ReviewError::help);
        let help = help.or_else(|| cause.downcast_ref::<KeyFileError>().and_then(KeyFileError::help));
        let help = help.or_else(|| cause.downcast_ref::<TrustError>().and_then(TrustError::help));
        let help = help.or_else(|| cause.downcast_ref::<PackError>().and_then(PackError::help));
        let help = help.or_else(|| cause.downcast_ref::<ContentsError>().and_then(ContentsError::help));
        let help = help.or_else(|| cause.downcast_ref::<AmendError>().and_then(AmendError::help));
        let help = help.or_else(|| cause.downcast_ref::<RulesError>().and_then(RulesError::help));
        let help = help.or_else(|| cause.downcast_ref::<SshError>().and_then(SshError::help));
        let help = help.or_else(|| cause.downcast_ref::<LogError>().and_then(LogError::help));
        let help = help.or_else(|| cause.downcast_ref::<RecordError>().and_then(RecordError::help));
        let help = help.or_else(|| cause.downcast_ref::<StoreError>().map(StoreError::help));
        let help = help.or_else(|| cause.downcast_ref::<BatchError>().and_then(BatchError::help));
        let help = help.or_else(|| cause.downcast_ref::<LedgerError>().map(LedgerError::help));
        let help = help.or_else(|| cause.downcast_ref::<PolicyError>().map(PolicyError::help));
        let help = help.or_else(|| cause.downcast_ref::<DisclosureError>().map(DisclosureError::help));
        help.map(str::to_owned)
    })
}
