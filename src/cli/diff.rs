//! `candor diff`: two packs, or two submissions that are reviewed first → what changed, the most dangerous change first.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use super::review::{Means, check_submission, is_pack, report_of, watched};
use crate::base::Digest;
use crate::report::compare::{Comparison, compare};
use crate::report::model::Report;
use crate::review::{self, Admission};

pub(super) const EXAMPLES: &str = "\
Examples:
  candor diff product-1.candor product-2.candor         two packs
  candor diff product-1.candor product-2.tar.gz         a pack and what the vendor handed in since
  candor diff old/ new/ --format html >changes.html     two submissions, reviewed for the purpose

Packs are read, not verified: `candor verify` does that. Nothing is signed or written.

Exit codes: 0 nothing became worse, 1 something did, 2 an error";

/// Show what changed between two reviews, by falling risk
#[derive(clap::Args)]
pub(super) struct Args {
    /// The earlier one: a pack, or a submission
    old: PathBuf,
    /// The later one: a pack, or a submission
    new: PathBuf,
    #[command(flatten)]
    means: Means,
    /// What goes to standard output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A summary for reading
    Text,
    /// Everything, for programs
    Json,
    /// One page
    Html,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let (old, old_id) = report(&args.old, &args.means)?;
    let (new, new_id) = report(&args.new, &args.means)?;
    let comparison = compare(&old, &old_id, &new, &new_id);
    let code = if comparison.is_no_worse() { ExitCode::SUCCESS } else { ExitCode::from(1) };
    match print(&comparison, args.format) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        Ok(()) | Err(_) => Ok(code),
    }
}

fn print(comparison: &Comparison, format: Format) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    match format {
        Format::Text => out.write_all(comparison.to_text(true).as_bytes())?,
        Format::Html => out.write_all(comparison.to_html().as_bytes())?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, comparison)?;
            writeln!(out)?;
        }
    }
    out.flush()
}

/// The report of a pack, or of a review of a submission.
fn report(path: &Path, means: &Means) -> anyhow::Result<(Report, Digest)> {
    if is_pack(path) {
        return report_of(path);
    }
    check_submission(path)?;
    let outcome = watched(means.quiet, |tell| review::review(&means.order(path, None), &mut Admission::unlogged(), tell))
        .with_context(|| format!("cannot review {}", path.display()))?;
    Ok((outcome.report, Digest::of(&outcome.report_json)))
}
