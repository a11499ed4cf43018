//! `candor ledger`: what the batches so far found, asked of their ledger. Reads alone.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use super::{Problem, table};
use crate::base::{Digest, display};
use crate::batch::ledger::Query;
use crate::batch::{LEDGER, Ledger};

pub(super) const EXAMPLES: &str = "\
Examples:
  candor ledger submissions --ledger reviewed/              each submission and its last verdict
  candor ledger findings --class file-upload --ledger all.sqlite
  candor ledger endpoints --host example.com --ledger all.sqlite --json
  candor ledger blob DIGEST --ledger all.sqlite             who else handed in this very file
  candor ledger first-seen --kind host --ledger all.sqlite  new destinations, newest first

Findings, endpoints and capabilities are those of each submission's last finished review; blob and first-seen look at
all of them.";

/// Ask the ledger of past batches
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    ask: Ask,
    /// The ledger, or the output folder of a batch
    #[arg(long, value_name = "FILE", global = true, default_value = LEDGER)]
    ledger: PathBuf,
    /// Print a JSON array of objects, nothing cut
    #[arg(long, global = true)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum Ask {
    /// Each submission and how its last review ended
    Submissions,
    /// Every review, the failed and interrupted ones too
    Runs,
    /// Findings, the worst first
    Findings {
        /// Only of this class
        #[arg(long, value_name = "CLASS")]
        class: Option<String>,
    },
    /// Destinations that the code names
    Endpoints {
        /// Only this host and those below it
        #[arg(long, value_name = "HOST")]
        host: Option<String>,
    },
    /// Where a file of this content was handed in, by any vendor
    Blob {
        /// SHA-256 of the file
        digest: String,
    },
    /// What the components of each submission can do
    Capabilities {
        /// Only this one: NETWORK, EXEC, …
        #[arg(long, value_name = "NAME")]
        capability: Option<String>,
    },
    /// When each finding, host and capability was first seen, and where
    FirstSeen {
        /// Only one kind
        #[arg(long, value_parser = ["finding", "host", "capability"])]
        kind: Option<String>,
    },
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let path = if args.ledger.is_dir() { args.ledger.join(LEDGER) } else { args.ledger.clone() };
    let query = query(&args.ask)?;
    let found = Ledger::read(&path)?.ask(&query)?;
    let mut out = anstream::stdout().lock();
    if args.json {
        table::json(&mut out, &found)?;
    } else if found.rows.is_empty() {
        writeln!(anstream::stderr(), "note: nothing in the ledger matches")?;
    } else {
        table::text(&mut out, &found)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn query(ask: &Ask) -> Result<Query, Problem> {
    Ok(match ask {
        Ask::Submissions => Query::Submissions,
        Ask::Runs => Query::Runs,
        Ask::Findings { class } => Query::Findings { class: class.clone() },
        Ask::Endpoints { host } => Query::Endpoints { host: host.clone() },
        Ask::Blob { digest } => Query::Blob { digest: checked(digest)? },
        Ask::Capabilities { capability } => Query::Capabilities { capability: capability.clone() },
        Ask::FirstSeen { kind } => Query::FirstSeen { kind: kind.clone() },
    })
}

fn checked(digest: &str) -> Result<String, Problem> {
    let hex = digest.strip_prefix("sha256:").unwrap_or(digest).to_ascii_lowercase();
    match Digest::from_hex(&hex) {
        Some(_) => Ok(hex),
        None => Err(Problem::new(
            format!("`{}` is no SHA-256 digest", display::escape(digest)),
            "`sha256sum FILE` prints it; MANIFEST.sha256 of a pack lists those of its submission",
        )),
    }
}
