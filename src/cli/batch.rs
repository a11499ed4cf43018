//! `candor batch`: many submissions, one pack each; progress for people, or events for programs.

mod display;
mod events;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use super::log::LogArgs;
use super::review::check_reach;
use super::secret::KeyArgs;
use super::store::StoreArgs;
use super::{INCOMPLETE, Problem, clock, places, policy, size};
use crate::batch::{self, Batch, Clock, Event, INDEX, LEDGER, Summary};
use crate::report::model::VerdictValue;
use crate::review::memory_of_machine;

pub(super) const EXAMPLES: &str = "\
Examples:
  candor batch submissions/ --output reviewed/          each entry of the folder is a submission
  candor batch list.txt --output reviewed/ --jobs 8     a path a line, or VENDOR, tab, PATH
  candor batch submissions/ --output reviewed/ --json   events for programs, one JSON object a line
  candor batch submissions/ --output reviewed/ --log log/   each logged before its review and after it
  candor batch submissions/ --output reviewed/ --policy candor-policy.toml   each judged by what you accept and demand

OUT holds NAME.candor (or VENDOR/NAME.candor) of each submission, batch-index.dsse.json and, unless --ledger names another
place, ledger.sqlite for `candor ledger`. Run the same command again after an interruption, or with more submissions: what
is done and has not changed is not done again. With --log, only a pack with proofs of that log is done; with --policy, only one
that was judged by that policy, and by whose acceptances none ended since.

Events (--json), by their `event`: queued {submissions, bytes}, started {slot, name, bytes, threads}, progress {slot, name,
stage, files, files_total, bytes, bytes_total}, note {name, message, help}, retried {slot, name, error}, finished and kept
{slot, name, verdict, findings, report, attestation}, failed {slot, name, error, help}, stopping {error}, and at the end
done {passed, findings, incomplete, failed, kept}.

Exit codes: 0 no findings, 1 findings, 2 an error or something was not examined; of all submissions the worst";

/// Review many submissions and write a signed report of each
#[derive(clap::Args)]
pub(super) struct Args {
    /// A folder of submissions, or a list of their paths
    source: PathBuf,
    /// The folder for packs, index and ledger; made if it is missing
    #[arg(long, short, value_name = "OUT")]
    output: PathBuf,
    /// The ledger, if it is shared with other batches [default: OUT/ledger.sqlite]
    #[arg(long, value_name = "FILE")]
    ledger: Option<PathBuf>,
    /// Whose submissions these are, where a list does not say
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    vendor: String,
    /// Threads of all workers together [default: as many as there are processors]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=256))]
    jobs: Option<u32>,
    /// Memory of all workers together: 6G [default: three quarters of the machine's]
    #[arg(long, value_name = "SIZE", value_parser = size::parse)]
    memory: Option<u64>,
    #[command(flatten)]
    key: KeyArgs,
    #[command(flatten)]
    log: LogArgs,
    #[command(flatten)]
    store: StoreArgs,
    /// Leave every line of the submissions out of the reports and their forms
    #[arg(long)]
    no_excerpts: bool,
    /// Your policy, for every submission: which findings count, which are accepted, what must be covered; `candor policy --help`
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Print events as JSON, one object a line
    #[arg(long)]
    json: bool,
    /// No progress and no summary
    #[arg(long, short)]
    quiet: bool,
}

/// Where a machine does not say how much memory it has.
const SOME_MEMORY: u64 = 4 << 30;

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let submissions = batch::list(&args.source, &args.output, checked_vendor(&args.vendor)?)?;
    let (policy, today) = (args.policy.as_deref().map(policy::load).transpose()?, policy::today());
    let key = args.key.open()?;
    let store = args.store.place();
    let in_reach = || {
        submissions
            .iter()
            .map(|submission| Some(submission.path.as_path()))
            .chain([store.as_ref().map(|store| store.folder.as_path())])
    };
    if let Some(key) = &args.key.key {
        check_reach("the signing key", key, in_reach())?;
    }
    for place in args.log.places() {
        check_reach("the log", place, in_reach())?;
    }
    let log = args.log.open(&key)?;
    let processors = || std::thread::available_parallelism().map_or(1, |count| u32::try_from(count.get()).unwrap_or(1));
    let batch = Batch {
        submissions,
        output: args.output.clone(),
        ledger: args.ledger.clone().unwrap_or_else(|| args.output.join(LEDGER)),
        jobs: args.jobs.unwrap_or_else(processors),
        memory: args.memory.unwrap_or_else(|| memory_of_machine().map_or(SOME_MEMORY, |bytes| bytes / 4 * 3)),
        store,
        scratch: places::scratch(),
        withheld: args.no_excerpts,
        policy: policy.as_ref().map(|policy| (policy, today.as_str())),
        key: &key,
        log: log.as_ref(),
        clock: Clock { now: clock::now, run: clock::run },
    };
    let summary = match args.json {
        true => {
            let mut events = events::Stream::new();
            let summary = batch::run(&batch, &mut |event| events.tell(&event))?;
            events.done(&summary)?;
            summary
        }
        false => {
            let mut display = display::Display::new(args.quiet);
            let summary = batch::run(&batch, &mut |event: Event<'_>| display.tell(&event));
            display.finish();
            summary?
        }
    };
    if !args.json && !args.quiet {
        show(args, &summary)?;
    }
    Ok(exit_code(&summary))
}

fn checked_vendor(vendor: &str) -> Result<&str, Problem> {
    batch::check_vendor(vendor).map_err(|why| Problem::new(why, "--vendor takes a plain name, such as acme"))?;
    Ok(vendor)
}

/// The last words. A reader that went away changes nothing of the outcome.
fn show(args: &Args, summary: &Summary) -> std::io::Result<()> {
    let mut out = anstream::stdout().lock();
    let count = |verdict| summary.count(verdict);
    let written = writeln!(
        out,
        "{} submissions: {} PASSED, {} FINDINGS, {} INCOMPLETE, {} failed; {} of them kept from an earlier run\nSigned index: {}",
        summary.endings.len(),
        count(VerdictValue::Passed),
        count(VerdictValue::Findings),
        count(VerdictValue::Incomplete),
        summary.failed(),
        summary.kept(),
        args.output.join(INDEX).display(),
    );
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

fn exit_code(summary: &Summary) -> ExitCode {
    if summary.failed() > 0 || summary.count(VerdictValue::Incomplete) > 0 {
        ExitCode::from(INCOMPLETE)
    } else if summary.count(VerdictValue::Findings) > 0 {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    }
}
