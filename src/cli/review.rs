//! `candor review`: asks a worker for a review, shows it, signs it, writes the pack.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;

use super::log::LogArgs;
use super::progress::Display;
use super::secret::KeyArgs;
use super::store::StoreArgs;
use super::{INCOMPLETE, Problem, clock, disclose, places, policy, rules};
use crate::attest::pack::{build_for, put_pack};
use crate::attest::{ReviewStatement, Written, contents, layout};
use crate::base::{Digest, display};
use crate::report::model::{Report, Verdict, VerdictValue};
use crate::report::{cyclonedx, markdown, sarif, text};
use crate::review::{self, Admission, Isolation, Level, Order, Outcome};
use crate::tlog::record::record;
use crate::tlog::{Log, Recorded};

pub(super) const EXAMPLES: &str = "\
Examples:
  candor review product/                                   a directory, as it is; writes product.candor
  candor review product.bundle --ref v2.1                  one revision of a git bundle or repository
  candor review product.tar.xz --output case-7.candor      an archive, without unpacking it
  candor review product/ --require-isolation full          or not at all: no network, key or other file in reach
  candor review hello_2.10-3.dsc                           a Debian source package: all that it lists
  candor review product-2/ --baseline product-1.candor     with what changed since
  candor review product/ --log log/                        logged before the review and after it: no report can vanish
  candor review product/ --no-excerpts                     a pack that may leave the reading room
  candor review product/ --policy candor-policy.toml       judged by what you accept and demand
  candor review product/ --disclosure vendor.toml          held against what the vendor disclosed
  candor review product/ --format markdown >comment.md      for the pull request
  candor review product/ --format cyclonedx >bom.json      what it is made of, and asks for
  candor review product/ --format sarif >product.sarif     for other tools, beside the pack

Exit codes: 0 no findings, 1 findings, 2 an error or something was not examined";

/// Review a submission and write a signed report
#[derive(clap::Args)]
pub(super) struct Args {
    /// A directory, a git repository or bundle, an archive or package (zip; tar, plain or with gz, xz, zst, bz2), or a
    /// Debian `.dsc` with its files beside it
    submission: PathBuf,
    /// Where the pack goes [default: the submission's name with `.candor`, in the current directory]
    #[arg(long, short, value_name = "NAME.candor")]
    output: Option<PathBuf>,
    /// The revision to read: a tag, a branch, HEAD or a commit
    #[arg(long = "ref", value_name = "REV")]
    reference: Option<String>,
    #[command(flatten)]
    key: KeyArgs,
    #[command(flatten)]
    log: LogArgs,
    #[command(flatten)]
    means: Means,
    /// Review by these rules, which `candor rules export` wrote [default: those of this candor]
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// The pack of an earlier review: the report says what is new, carried over, back again and gone since
    #[arg(long, value_name = "PACK")]
    baseline: Option<PathBuf>,
    /// Leave every line of the submission out of the report and its forms: places are told by path and line alone
    #[arg(long)]
    no_excerpts: bool,
    /// Your policy: which findings count, which are accepted, what must be covered; `candor policy --help`
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// What the vendor disclosed, if it does not lie in the submission as candor.disclosure.toml; `candor disclose --help`
    #[arg(long, value_name = "FILE")]
    disclosure: Option<PathBuf>,
    /// What goes to standard output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// More threads than this help nobody and hinder everybody else on the machine.
const MAX_JOBS: i64 = 256;

/// With what a submission is read; shared with `models missing`.
#[derive(clap::Args)]
pub(super) struct Means {
    /// Threads [default: as many as there are processors]
    #[arg(long, short, value_name = "N", default_value_t = 0, hide_default_value = true,
          value_parser = clap::value_parser!(u32).range(..=MAX_JOBS))]
    jobs: u32,
    /// No progress and no summary
    #[arg(long, short)]
    pub(super) quiet: bool,
    #[command(flatten)]
    store: StoreArgs,
    /// Memory that reading the submission may take, in MiB [default: seven eighths of the machine's]
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..=MAX_MEMORY))]
    memory: Option<u64>,
    /// How long reading may make no step, and one file may take, before the file is given up [default: 600]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    patience: Option<u64>,
    /// Read nothing unless the process that reads the submission is held in this far
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = Demanded::Process)]
    require_isolation: Demanded,
}

/// MiB; beyond, a number of bytes would not fit.
const MAX_MEMORY: u64 = 1 << 40;

/// How far the reading process must be held in.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Demanded {
    /// As far as this machine can
    Process,
    /// By Landlock, by seccomp or by limits
    Partial,
    /// By all of them: no network, no key, no program, no file but the submission, the store and scratch
    Full,
}

impl From<Demanded> for Level {
    fn from(demanded: Demanded) -> Self {
        match demanded {
            Demanded::Process => Self::Process,
            Demanded::Partial => Self::Partial,
            Demanded::Full => Self::Full,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A summary with every finding and its way
    Text,
    /// report.json
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// The packages that are held and asked for, as CycloneDX 1.6 JSON
    Cyclonedx,
    /// A summary for a comment on a change, at most 60,000 characters
    Markdown,
}

impl Means {
    /// As [`check_reach`], for the key that signs. Where it lies by default it is in nobody's reach.
    pub(super) fn check_key(&self, key: Option<&Path>, submission: &Path) -> Result<(), Problem> {
        key.map_or(Ok(()), |key| check_reach("the signing key", key, [Some(submission), self.store.folder.as_deref()]))
    }

    /// Where facts are kept, if they are.
    pub(super) fn store_folder(&self) -> Option<PathBuf> {
        self.store.place().map(|place| place.folder)
    }

    pub(super) fn order(&self, submission: &Path, reference: Option<String>) -> Order {
        Order {
            submission: submission.to_owned(),
            reference,
            changed_since: None,
            store: self.store.place(),
            scratch: places::scratch(),
            jobs: self.jobs,
            withheld: false,
            memory: self.memory.map(|mebibytes| mebibytes << 20),
            isolation: self.require_isolation.into(),
            patience: self.patience.map(Duration::from_secs),
        }
    }
}

/// What the reading process may `open` must hold neither keys nor logs.
pub(super) fn check_reach<'p>(what: &str, path: &Path, open: impl IntoIterator<Item = Option<&'p Path>>) -> Result<(), Problem> {
    let Ok(path) = fs::canonicalize(path) else { return Ok(()) };
    let holds = |folder: &&Path| fs::canonicalize(folder).is_ok_and(|folder| path.starts_with(folder));
    match open.into_iter().flatten().find(holds) {
        None => Ok(()),
        Some(folder) => {
            let message = format!("{what} lies inside {}, which the reading process may open", folder.display());
            Err(Problem::new(message, "move it to a folder of its own, outside the submission and the store"))
        }
    }
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    if let Some(file) = &args.rules {
        rules::install(file)?;
    }
    let submission = Submission::named(&args.submission)?;
    let output = args.output.clone().unwrap_or_else(|| PathBuf::from(format!("{}.candor", submission.file_name)));
    check_output(&output, &args.submission)?;
    let baseline = args.baseline.as_deref().map(report_of).transpose()?;
    let policy = args.policy.as_deref().map(policy::load).transpose()?;
    let disclosure = args.disclosure.as_deref().map(disclose::load).transpose()?;
    let key = args.key.open()?;
    args.means.check_key(args.key.key.as_deref(), &args.submission)?;
    for place in args.log.places() {
        check_reach("the log", place, [Some(args.submission.as_path()), args.means.store.folder.as_deref()])?;
    }
    let log = args.log.open(&key)?;

    let started = clock::now();
    let order = Order { withheld: args.no_excerpts, ..args.means.order(&args.submission, args.reference.clone()) };
    let mut admission = log.as_ref().map_or_else(Admission::unlogged, Admission::logged);
    let outcome = watched(args.means.quiet, |tell| review::review(&order, &mut admission, tell))?;
    if !args.means.quiet {
        tell_isolation(&outcome.isolation);
    }
    let outcome = match &disclosure {
        Some(disclosure) => outcome.disclosed(disclosure)?,
        None => outcome,
    };
    let outcome = match &baseline {
        Some((report, id)) => outcome.since(report, id)?,
        None => outcome,
    };
    let outcome = match &policy {
        Some(policy) => outcome.under(policy, &policy::today())?,
        None => outcome,
    };
    let run = clock::run(started, args.means.jobs);
    let input = review::pack_input(&outcome, &submission.display, run, &[key.public().keyid()])
        .context("this program's own file cannot be read")?;
    let mut contents = build_for(&output, input, &[&key])?;
    let recorded = log.as_ref().map(|log| record(&mut contents, log)).transpose();
    let recorded = recorded.context("the log did not take the signature in, and no pack was written")?;
    let written = put_pack(&output, &contents)?;

    // The pack is written: a reader that has seen enough changes nothing of the outcome.
    match show(args, &outcome, &written, log.as_ref().zip(recorded.as_ref())) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error).context("cannot write to standard output"),
        Ok(()) | Err(_) => Ok(exit_code(&outcome.report.verdict)),
    }
}

/// On standard error: it is about this machine, and stands in the run statement, not in the report.
pub(super) fn tell_isolation(held: &Isolation) {
    let mut err = anstream::stderr().lock();
    let _ = writeln!(err, "note: isolation of the reading process: {held}");
    if held.level() < Level::Full {
        let _ = writeln!(err, "help: `--require-isolation full` reads nothing on a machine like this one");
    }
}

/// Runs `work` with a progress line on the terminal.
pub(super) fn watched<T, E>(quiet: bool, work: impl FnOnce(&mut dyn FnMut(review::Event)) -> Result<T, E>) -> Result<T, E> {
    let mut display = Display::new(quiet);
    let result = work(&mut |event| match event {
        review::Event::Progress(progress) => display.follow(&progress),
        review::Event::Diagnostic(diagnostic) => {
            display.say(&format!("note: {}", diagnostic.message));
            if let Some(help) = diagnostic.help {
                display.say(&format!("help: {help}"));
            }
        }
    });
    display.finish();
    result
}

fn show(args: &Args, outcome: &Outcome, written: &Written, logged: Option<(&Log, &Recorded)>) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    match args.format {
        Format::Text if args.means.quiet => {}
        Format::Text => {
            out.write_all(text::render(&outcome.report, &text::Terminal::of_stdout()).as_bytes())?;
            writeln!(out, "Signed report: {}", written.path.display())?;
            writeln!(out, "Report id:     {}", written.report_id)?;
            if let Some((log, Recorded { size, signatures, submission })) = logged {
                let leaves = submission.iter().chain(signatures.iter().map(|(_, index)| index));
                let leaves = leaves.map(ToString::to_string).collect::<Vec<_>>().join(" and ");
                writeln!(out, "Logged:        leaves {leaves} of {size}, {}", log.key().name())?;
            }
        }
        Format::Json => {
            out.write_all(&outcome.report_json)?;
            writeln!(out)?;
        }
        Format::Cyclonedx => out.write_all(&cyclonedx::render(&outcome.report, &Digest::of(&outcome.report_json)))?,
        Format::Markdown => {
            out.write_all(markdown::render(&outcome.report, &Digest::of(&outcome.report_json)).as_bytes())?;
        }
        Format::Sarif => out.write_all(&sarif::render(&outcome.report, &Digest::of(&outcome.report_json)))?,
    }
    out.flush()
}

pub(super) fn exit_code(verdict: &Verdict) -> ExitCode {
    match verdict.value {
        VerdictValue::Passed => ExitCode::SUCCESS,
        VerdictValue::Findings => ExitCode::from(1),
        VerdictValue::Incomplete => ExitCode::from(INCOMPLETE),
    }
}

/// How the submission is called: its last name, of the file system and for display.
struct Submission {
    file_name: String,
    display: String,
}

impl Submission {
    fn named(path: &Path) -> anyhow::Result<Self> {
        check_submission(path)?;
        // `.` and `..` have no name of their own; resolving them opens nothing.
        let resolved = match path.file_name() {
            Some(_) => path.to_owned(),
            None => fs::canonicalize(path).with_context(|| format!("cannot find {}", path.display()))?,
        };
        let name = resolved.file_name().unwrap_or("submission".as_ref());
        let display = display::escape_bytes(name.as_encoded_bytes());
        Ok(Self { file_name: name.to_str().map_or_else(|| "submission".to_owned(), str::to_owned), display })
    }
}

/// Refuses what no vendor hands over, before a key is made for it. Looks at names, opens nothing.
pub(super) fn check_submission(path: &Path) -> Result<(), Problem> {
    if let Err(error) = fs::metadata(path) {
        let help = "check the path of the submission; what lies in a git repository is named with --ref";
        return Err(Problem::new(format!("cannot find {}: {error}", path.display()), help));
    }
    let named = path.extension().is_some_and(|extension| extension == "candor");
    if named && is_pack(path) {
        let help = "`candor verify PACK --trust FILE` checks a pack; `candor review` wants the source code itself";
        return Err(Problem::new(format!("{} is a pack, not a submission", path.display()), help));
    }
    Ok(())
}

/// The report of a pack, whole and as its statement has it. Who signed it is for `candor verify`.
pub(super) fn report_of(pack: &Path) -> anyhow::Result<(Report, Digest)> {
    let contents = contents::read(pack).with_context(|| format!("{} is not read as a pack", pack.display()))?;
    let file = |name: &str| contents.get(name).map_or(&[][..], Vec::as_slice);
    let statement = ReviewStatement::parse(file(layout::STATEMENT)).with_context(|| format!("the pack {}", pack.display()))?;
    let id = Digest::of(file(layout::REPORT));
    if statement.predicate.report.digest.sha256 != id {
        let help = "`candor verify PACK --trust FILE` says more; ask for an untouched copy";
        return Err(Problem::new(format!("{} was changed: its statement speaks of another report", pack.display()), help).into());
    }
    let report = Report::from_json(file(layout::REPORT)).with_context(|| format!("the report of {}", pack.display()))?;
    Ok((report, id))
}

pub(super) fn is_pack(path: &Path) -> bool {
    path.join(layout::ATTESTATION).is_file()
}

/// Refuses before the work what could not be written after it.
fn check_output(output: &Path, submission: &Path) -> Result<(), Problem> {
    let help = "name another place with --output NAME.candor";
    if output.extension().is_none_or(|extension| extension != "candor") {
        return Err(Problem::new(format!("{} is not the name of a pack", output.display()), "a pack is called NAME.candor"));
    }
    if output.exists() && !is_pack(output) {
        return Err(Problem::new(format!("{} exists and is not a pack", output.display()), help));
    }
    let itself = fs::canonicalize(output).is_ok_and(|output| fs::canonicalize(submission).is_ok_and(|it| it == output));
    if itself {
        return Err(Problem::new("the pack would replace the submission", help));
    }
    let inside = fs::canonicalize(parent(output)).is_ok_and(|parent| {
        fs::canonicalize(submission).is_ok_and(|submission| submission.is_dir() && parent.starts_with(submission))
    });
    if inside {
        return Err(Problem::new("the pack would lie inside the submission and change it", help));
    }
    match fs::metadata(parent(output)) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) | Err(_) => Err(Problem::new(format!("there is no directory {}", parent(output).display()), "make it first")),
    }
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
