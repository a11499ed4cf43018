//! `candor disclose`: the vendor's side of a review, before it. What a disclosure is, a draft of one, what is wrong with one, and what
//! would come of it.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use super::Problem;
use super::review::{is_pack, report_of};
use crate::assess;
use crate::attest::layout;
use crate::attest::secret::write_new;
use crate::report::model::{Disclosures, Report};
use crate::report::text::{self, Terminal};

pub(super) const EXAMPLES: &str = "\
Examples:
  candor disclose init                                              every key of a disclosure, explained
  candor disclose init product.candor --output candor.disclosure.toml     a draft of what a review found
  candor disclose check candor.disclosure.toml                      whether it can be used, and what is wrong with it
  candor disclose try candor.disclosure.toml product.candor         what it declares of what a review found
  candor review product/                                            with candor.disclosure.toml in its root
  candor review product/ --disclosure candor.disclosure.toml        or given by the auditor

A disclosure takes no finding away. Whether findings count that it declares is for the auditor's policy (`candor policy init`).

Exit codes of `check`: 0 it can be used, 1 it cannot; of `try`: 0 every finding is declared, 1 some are not; 2 an error";

/// More is no disclosure; what it says exactly is for its reader.
const MAX_BYTES: u64 = 1 << 20;

/// Write a vendor's disclosure of what data leaves, and see what comes of it
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Print a disclosure with every key explained, or draft one of what a review found
    Init {
        /// A pack (a directory NAME.candor), or its report.json
        #[arg(value_name = "PACK|REPORT")]
        review: Option<PathBuf>,
        /// Where it goes: a new file [default: standard output]
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Say whether a disclosure can be used, and everything that is wrong with it
    Check { file: PathBuf },
    /// Hold a disclosure against a review; the pack stays as it is
    Try {
        file: PathBuf,
        #[arg(value_name = "PACK|REPORT")]
        review: PathBuf,
    },
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Init { review, output } => {
            let template = || Ok(include_str!("../../reports/disclosure.toml").to_owned());
            let text = review
                .as_deref()
                .map_or_else(template, |review| report(review).map(|report| assess::draft_disclosure(&report)))?;
            match output {
                Some(path) => {
                    write_new(path, text.as_bytes(), 0o644)?;
                    print(&format!("disclosure  {}\n", path.display()))?;
                }
                None => print(&text)?,
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Check { file } => check(file),
        Command::Try { file, review } => {
            let disclosures = load(file)?;
            let mut report = report(review)?;
            assess::declare(&mut report, disclosures, None);
            print(&text::disclosures(&report, &Terminal::of_stdout()))?;
            let open = report.disclosures.is_none_or(|disclosures| disclosures.undeclared > 0);
            Ok(if open { ExitCode::from(1) } else { ExitCode::SUCCESS })
        }
    }
}

/// Reads a disclosure file.
pub(super) fn load(path: &Path) -> anyhow::Result<Disclosures> {
    let bytes = read(path)?;
    assess::read_disclosure(&bytes).with_context(|| format!("{} is no disclosure that can be used", path.display()))
}

fn check(path: &Path) -> anyhow::Result<ExitCode> {
    let (text, code) = match assess::read_disclosure(&read(path)?) {
        Ok(disclosures) => (format!("it can be used; items: {}\n", disclosures.items.len()), ExitCode::SUCCESS),
        Err(faults) => {
            let lines: String = faults.0.iter().map(|fault| format!("{fault}\n")).collect();
            (lines + &format!("it cannot be used; {}\n", faults.help()), ExitCode::from(1))
        }
    };
    print(&text)?;
    Ok(code)
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let context = || format!("disclosure {}", path.display());
    if path.is_dir() {
        let help = "name the file with the disclosure first, then the pack; `candor disclose --help` has examples";
        return Err(Problem::new(format!("{} is a folder, not a disclosure", path.display()), help).into());
    }
    let length = fs::metadata(path).with_context(context)?.len();
    if length > MAX_BYTES {
        let help = "`candor disclose init` prints what a disclosure looks like";
        return Err(Problem::new(format!("{} is no disclosure: {length} bytes", path.display()), help).into());
    }
    fs::read(path).with_context(context)
}

/// The report of a pack, or a report.json by itself.
fn report(path: &Path) -> anyhow::Result<Report> {
    if is_pack(path) || path.is_dir() {
        return report_of(path).map(|(report, _)| report);
    }
    let context = || format!("report {}", path.display());
    let length = fs::metadata(path).with_context(context)?.len();
    if layout::limit(layout::REPORT).is_some_and(|limit| length > limit) {
        return Err(
            Problem::new(format!("{} is no report: {length} bytes", path.display()), "name a pack, or its report.json").into()
        );
    }
    let report = Report::from_json(&fs::read(path).with_context(context)?);
    report.map_err(|error| Problem::new(format!("{}: {error}", path.display()), "name a pack, or its report.json").into())
}

fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
