//! `candor policy`: what an auditor's policy is, sections for it, and what a pack's verdict would be by one.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use super::review::{exit_code, report_of};
use super::{Problem, clock};
use crate::assess::{self, Policy};
use crate::base::display;
use crate::report::model::Report;
use crate::report::view;

pub(super) const EXAMPLES: &str = "\
Examples:
  candor policy init >candor-policy.toml                     every setting, explained
  candor policy accept product.candor F003 --until 2027-06-30 --reason 'the update check' >>candor-policy.toml
  candor policy try candor-policy.toml product.candor        the verdict that a pack would have by it
  candor review product/ --policy candor-policy.toml         and the verdict of a review

Exit codes of `try`: those of a review.";

/// A policy that fits on one screen of memory many times.
const MAX_BYTES: u64 = 4 << 20;

/// Write an auditor's policy, and see what comes of it
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Print a policy with every setting explained
    Init,
    /// Print the section that accepts a finding of a pack, or a file that could not be followed
    Accept {
        /// The pack: a directory NAME.candor
        pack: PathBuf,
        /// The finding, as the report numbers it (F003), or the path of a file
        what: String,
        /// Why it is accepted
        #[arg(long)]
        reason: String,
        /// The last day of the acceptance of a finding: 2027-06-30
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
    },
    /// Judge a pack's report by a policy; the pack stays as it is
    Try { policy: PathBuf, pack: PathBuf },
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Init => print(include_str!("../../reports/policy.toml"))?,
        Command::Accept { pack, what, reason, until } => print(&accept(pack, what, reason, until.as_deref())?)?,
        Command::Try { policy, pack } => {
            let policy = load(policy)?;
            let (mut report, _) = report_of(pack)?;
            let (verdict, judgement) = assess::judge(&report, &policy, &today());
            (report.verdict, report.judgement) = (verdict, Some(judgement));
            print(&told(&report))?;
            return Ok(exit_code(&report.verdict));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads a policy file.
pub(super) fn load(path: &Path) -> anyhow::Result<Policy> {
    let context = || format!("policy {}", path.display());
    let length = fs::metadata(path).with_context(context)?.len();
    if length > MAX_BYTES {
        let help = "`candor policy init` prints what a policy looks like";
        return Err(Problem::new(format!("{} is no policy: {length} bytes", path.display()), help).into());
    }
    Policy::parse(&fs::read(path).with_context(context)?).with_context(context)
}

/// The day, in UTC.
pub(super) fn today() -> String {
    clock::utc(clock::now())[..10].to_owned()
}

fn accept(pack: &Path, what: &str, reason: &str, until: Option<&str>) -> anyhow::Result<String> {
    let (report, _) = report_of(pack)?;
    let section = match (finding(&report, what), until) {
        (Some(section), Some(until)) => format!("\n{section}until = {until}\nreason = {}\n", quoted(reason)),
        (Some(_), None) => {
            let help = "say with --until how long, as 2027-06-30; after that it counts again";
            return Err(Problem::new("a finding is accepted for a time", help).into());
        }
        (None, _) => {
            let Some(file) = report.coverage.files.iter().find(|file| file.path == what) else {
                let help = "name a finding as the report numbers it (F003), or a path as the report has it";
                let message = format!("{} has no `{}`", pack.display(), display::escape(what));
                return Err(Problem::new(message, help).into());
            };
            format!("\n[[blob]]\nsha256 = \"{}\"\nreason = {}\n", file.digest, quoted(reason))
        }
    };
    let parsed = Policy::parse(section.as_bytes());
    parsed.map_err(|error| Problem::new(format!("this cannot be accepted: {error}"), "see `candor policy init`"))?;
    Ok(section)
}

fn finding(report: &Report, id: &str) -> Option<String> {
    let finding = report.findings.iter().find(|finding| finding.id == id)?;
    let code = assess::code(report, finding);
    Some(format!(
        "# {}: {} ({}:{} to {}:{})\n[[accept]]\nfingerprint = \"{}\"\ncode = \"{code}\"\n",
        finding.id,
        finding.title,
        finding.source.path,
        finding.source.line,
        finding.sink.path,
        finding.sink.line,
        finding.fingerprint,
    ))
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn told(report: &Report) -> String {
    let mut lines = vec![report.verdict.value.name().to_owned()];
    lines.extend(report.verdict.reasons.iter().map(|reason| format!("  {}: {}", reason.message, reason.count)));
    lines.extend(view::judgement(report).into_iter().map(|line| format!("  {line}")));
    lines.join("\n") + "\n"
}

fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
