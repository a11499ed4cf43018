//! `candor rules`: the rules of a review, written down and used again. Rules that were kept are found by the digest that
//! a pack's statement names.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use super::sign;
use crate::attest::secret::{data_directory, write_new};
use crate::base::Digest;
use crate::review::rules;

pub(super) const EXAMPLES: &str = "\
Examples:
  candor rules export --output rules.json    the rules of this candor, to be kept beside the packs
  candor rules use rules.json                keep them where `candor rerun` finds them
  candor review product/ --rules rules.json  review by them

A rule set holds models and finding classes. Grammars are code: rules that were made for others are refused,
and the candor that made the report must be run.";

/// Write down the rules of a review, or use those of another time
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Write the rules of this candor to a file
    #[command(after_help = EXAMPLES)]
    Export {
        /// Where they go: a new file, or - for standard output
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Keep rules, to be found again by their digest
    #[command(after_help = EXAMPLES)]
    Use {
        /// What `candor rules export` wrote
        file: PathBuf,
    },
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Export { output } => export(output),
        Command::Use { file } => keep(file),
    }
}

fn export(output: &Path) -> anyhow::Result<ExitCode> {
    let set = rules::export();
    let bytes = set.to_bytes()?;
    if output.as_os_str() == "-" {
        let mut out = io::stdout().lock();
        out.write_all(&bytes)?;
        out.flush()?;
    } else {
        write_new(output, &bytes, 0o644)?;
        writeln!(anstream::stdout().lock(), "rules  sha256:{} of candor {}", set.digest, set.version)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn keep(file: &Path) -> anyhow::Result<ExitCode> {
    let bytes = sign::read(file)?;
    let set = rules::read(&bytes).with_context(|| format!("cannot use {}", file.display()))?;
    let place = place(&set.digest)?;
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    // What lies there under this digest is the same, or damaged: then it is refused when it is read.
    if !place.exists() {
        write_new(&place, &bytes, 0o644)?;
    }
    writeln!(anstream::stdout().lock(), "rules  sha256:{} of candor {}, kept for `candor rerun`", set.digest, set.version)?;
    Ok(ExitCode::SUCCESS)
}

/// Uses the rules in `file` from now on.
pub(super) fn install(file: &Path) -> anyhow::Result<()> {
    let set = rules::read(&sign::read(file)?).with_context(|| format!("cannot use {}", file.display()))?;
    Ok(rules::install(set)?)
}

/// Uses the rules of this digest, where they are kept; else the built-in ones stay.
pub(super) fn install_kept(digest: &Digest) -> anyhow::Result<()> {
    let place = place(digest)?;
    if rules::identity().digest != *digest && place.is_file() { install(&place) } else { Ok(()) }
}

fn place(digest: &Digest) -> anyhow::Result<PathBuf> {
    Ok(data_directory()?.join("rules").join(format!("{digest}.json")))
}
