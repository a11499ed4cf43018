//! `candor check`: the review of `candor review`, for those who write the code: by the same worker, stages and rules,
//! without key, pack and statement, shown as annotated lines.

mod watch;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use super::review::{self, Means};
use super::{INCOMPLETE, Problem, disclose, places, policy};
use crate::assess::Policy;
use crate::base::display;
use crate::report::model::{Disclosures, VerdictValue};
use crate::report::selection::Selection;
use crate::report::text::Terminal;
use crate::report::{annotated, github};
use crate::review::{Admission, Level, Order, Outcome, review as run_review};

pub(super) const EXAMPLES: &str = "\
Examples:
  candor check                                   the files of this directory, as they are
  candor check src/ --watch                      and again after each change; Ctrl-C ends it
  candor check --changed-since main              only what goes through files that differ from main
  candor check --changed-since HEAD~1 --quiet    nothing but an exit code, for a hook
  candor check --policy candor-policy.toml       judged as your auditor will
  candor check --format github                   annotations in a workflow of GitHub
  candor check --format json | jq .verdict       report.json, with everything

It is the review of `candor review`, without a key and without a pack. What was read before is not parsed again.

Exit codes: 0 no findings, 1 findings, 2 an error or something was not examined; with --changed-since of what is shown";

/// Check your own code, with annotated lines in the terminal; no keys, no pack
#[derive(clap::Args)]
pub(super) struct Args {
    /// The directory with the code
    #[arg(default_value = ".")]
    directory: PathBuf,
    /// Show only findings whose way touches a file that differs from this revision: a branch, a tag or a commit, with ~N
    /// behind it. DIRECTORY is then the root of a git repository
    #[arg(long, value_name = "REV")]
    changed_since: Option<String>,
    /// Check again whenever a file changes
    #[arg(long)]
    watch: bool,
    /// A policy: which findings count, which are accepted, what must be covered; `candor policy --help`
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// What you disclose, if it does not lie in DIRECTORY as candor.disclosure.toml; `candor disclose --help`
    #[arg(long, value_name = "FILE")]
    disclosure: Option<PathBuf>,
    /// What goes to standard output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    means: Means,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Findings with their ways as annotated lines
    Text,
    /// report.json, whole
    Json,
    /// Workflow commands of GitHub, a line for each finding
    Github,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    check_directory(&args.directory)?;
    if args.watch {
        return watch::run(&args.directory, args.means.store_folder().as_deref(), || once(args));
    }
    once(args)
}

/// One check, shown; the exit code is that of what was shown.
fn once(args: &Args) -> anyhow::Result<ExitCode> {
    let policy = args.policy.as_deref().map(policy::load).transpose()?;
    let disclosure = args.disclosure.as_deref().map(disclose::load).transpose()?;
    let order = Order { changed_since: args.changed_since.clone(), ..args.means.order(&args.directory, None) };
    let outcome = review::watched(args.means.quiet, |tell| run_review(&order, &mut Admission::unlogged(), tell))?;
    if !args.means.quiet && outcome.isolation.level() < Level::Full {
        review::tell_isolation(&outcome.isolation);
    }
    let outcome = judged(outcome, disclosure.as_ref(), policy.as_ref())?;
    match show(args, &outcome) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error).context("cannot write to standard output"),
        Ok(()) | Err(_) => Ok(exit_code(&outcome)),
    }
}

fn judged(outcome: Outcome, disclosure: Option<&Disclosures>, policy: Option<&Policy>) -> anyhow::Result<Outcome> {
    let outcome = match disclosure {
        Some(disclosure) => outcome.disclosed(disclosure)?,
        None => outcome,
    };
    Ok(match policy {
        Some(policy) => outcome.under(policy, &policy::today())?,
        None => outcome,
    })
}

fn exit_code(outcome: &Outcome) -> ExitCode {
    let selection = Selection::of(&outcome.report, outcome.changed.as_ref());
    match selection.verdict(&outcome.report) {
        VerdictValue::Passed => ExitCode::SUCCESS,
        VerdictValue::Findings => ExitCode::from(1),
        VerdictValue::Incomplete => ExitCode::from(INCOMPLETE),
    }
}

fn show(args: &Args, outcome: &Outcome) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    match args.format {
        Format::Text if args.means.quiet => {}
        Format::Text => {
            let rev = args.changed_since.as_deref().map(display::escape);
            let view = view(&args.directory, rev.as_deref().zip(outcome.changed.as_ref()));
            out.write_all(annotated::render(&outcome.report, &view).as_bytes())?;
        }
        Format::Json => {
            out.write_all(&outcome.report_json)?;
            writeln!(out)?;
        }
        Format::Github => {
            let selection = Selection::of(&outcome.report, outcome.changed.as_ref());
            out.write_all(github::render(&outcome.report, &selection, &root(&args.directory)).as_bytes())?;
        }
    }
    out.flush()
}

fn view<'a>(directory: &Path, since: Option<(&'a str, &'a BTreeSet<String>)>) -> annotated::View<'a> {
    let terminal = Terminal::of_stdout();
    let has_links = terminal.colour && io::stdout().is_terminal() && supports_hyperlinks::supports_hyperlinks();
    let links = if has_links && !places::is_dumb() { fs::canonicalize(directory).ok() } else { None };
    annotated::View { terminal, links, since }
}

/// How paths of `directory` begin in the repository, whose root is where the command runs.
fn root(directory: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let below = directory.strip_prefix(&here).unwrap_or(directory);
    let below: PathBuf = below.components().filter(|part| *part != Component::CurDir).collect();
    match below.as_os_str().is_empty() {
        true => String::new(),
        false => format!("{}/", display::escape_bytes(below.as_os_str().as_encoded_bytes())),
    }
}

/// Looks at names, opens nothing.
fn check_directory(directory: &Path) -> Result<(), Problem> {
    match fs::metadata(directory) {
        Ok(metadata) if metadata.is_dir() => review::check_submission(directory),
        Ok(_) => {
            let help = "name the directory that your code lies in; `candor review` reads archives, packages and bundles";
            Err(Problem::new(format!("{} is not a directory", directory.display()), help))
        }
        Err(error) => {
            Err(Problem::new(format!("cannot find {}: {error}", directory.display()), "check the name of the directory"))
        }
    }
}
