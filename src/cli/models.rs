//! `candor models`: what candor knows about libraries.
//! `list` shows the rows that are built in; `missing` asks a worker which functions of a submission no row speaks of.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;

use super::Problem;
use super::review::{Means, check_submission, watched};
use crate::base::display;
use crate::models::{Catalogue, Model, Target};
use crate::review;
use crate::syntax::grammar;

pub(super) const EXAMPLES: &str = "\
Examples:
  candor models list --language python requests     what is known of the library `requests`
  candor models list --does egress                  every call through which data leaves
  candor models missing product/                    what no row speaks of, the most important first";

/// Show what candor knows about libraries, or what it does not know
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// List the rows: one library fact a line
    List(List),
    /// List the library functions that a submission calls and no row speaks of, the most important first
    Missing(Missing),
}

#[derive(clap::Args)]
struct Missing {
    /// A submission, as for `candor review`
    submission: PathBuf,
    /// The revision to read, when it is a repository
    #[arg(long = "ref", value_name = "REV")]
    reference: Option<String>,
    /// Only functions of this language
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
    #[command(flatten)]
    means: Means,
}

#[derive(clap::Args)]
struct List {
    /// Only rows with this text in a name they speak of
    name: Option<String>,
    /// Only rows of this language
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// Only rows with this text in what they say: FILE, egress.http, NETWORK, encode
    #[arg(long, value_name = "TEXT")]
    does: Option<String>,
    /// Show where each fact is documented, too
    #[arg(long)]
    provenance: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::List(list) => run_list(list),
        Command::Missing(missing) => run_missing(missing),
    }
}

fn run_list(args: &List) -> anyhow::Result<ExitCode> {
    let catalogue = Catalogue::parse(grammar::catalogue_files()).context("the built-in models are damaged")?;
    check_language(args.language.as_deref())?;
    let mut none = true;
    let mut out = anstream::stdout().lock();
    for row in catalogue.rows().iter().filter(|row| args.language.as_ref().is_none_or(|language| *language == row.language)) {
        let does = effects(row);
        if args.does.as_ref().is_some_and(|text| !does.contains(text)) {
            continue;
        }
        for name in row.targets.iter().map(show).filter(|name| args.name.as_ref().is_none_or(|text| name.contains(text.as_str())))
        {
            none = false;
            writeln!(out, "{:8} {name:44} {does}", row.language)?;
            if args.provenance {
                writeln!(out, "{:8} {:44} {} ({})", "", "", row.provenance, row.id)?;
            }
        }
    }
    if none {
        writeln!(anstream::stderr(), "note: no row matches; `candor models list` shows all of them")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A language that no grammar has is a slip, not a filter that leaves nothing.
fn check_language(language: Option<&str>) -> Result<(), Problem> {
    let Some(unknown) = language.filter(|language| grammar::by_id(language).is_none()) else { return Ok(()) };
    let known: Vec<_> = grammar::all().iter().map(|grammar| grammar.id).collect();
    Err(Problem::new(format!("no language is called `{}`", display::escape(unknown)), format!("known are: {}", known.join(", "))))
}

fn run_missing(args: &Missing) -> anyhow::Result<ExitCode> {
    check_language(args.language.as_deref())?;
    check_submission(&args.submission)?;
    let order = args.means.order(&args.submission, args.reference.clone());
    let rows = watched(args.means.quiet, |tell| review::unmodelled(&order, tell))?;
    let wanted = rows.iter().filter(|row| args.language.as_ref().is_none_or(|language| *language == row.language));
    let mut out = anstream::stdout().lock();
    writeln!(out, "{:>8} {:>8} {:8} function", "tainted", "calls", "language")?;
    for row in wanted.take(args.limit) {
        writeln!(out, "{:>8} {:>8} {:8} {}", row.tainted, row.calls, row.language, row.name)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// As people write it: `requests.post`, `requests.Session::get`, `::recv`, `os.stat_result.st_size` as an attribute.
fn show(target: &Target) -> String {
    match target {
        Target::Function(path) => path.clone(),
        Target::Method { ty, name } => format!("{ty}::{name}()"),
        Target::AnyMethod(name) => format!("*::{name}()"),
        Target::Attribute { ty, name } => format!("{ty}::{name}"),
        Target::AnyAttribute(name) => format!("*::{name}"),
    }
}

/// All that a row says, in few words.
fn effects(row: &Model) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(row.sources.iter().map(|source| format!("source {}", source.kind.name())));
    parts.extend(row.sinks.iter().map(|sink| format!("sink {}", sink.kind.name())));
    parts.extend(row.flows.iter().filter_map(|flow| flow.transform).map(|transform| format!("transform {}", transform.name())));
    if row.flows.iter().any(|flow| flow.transform.is_none()) {
        parts.push("flow".to_owned());
    }
    if !row.invokes.is_empty() {
        parts.push("invokes".to_owned());
    }
    if !row.aliases.is_empty() {
        parts.push("alias".to_owned());
    }
    parts.extend(row.capabilities.iter().map(|capability| format!("can {}", capability.name())));
    if row.capabilities.is_empty() && parts.is_empty() {
        parts.push("nothing flows".to_owned());
    }
    parts.dedup();
    parts.join(", ")
}
