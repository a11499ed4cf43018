//! `candor log witness`: remembers logs, and cosigns what merely grew.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, UNIX_EPOCH};

use super::{Problem, clock, read, verifier_key};
use crate::tlog::Witness;
use crate::tlog::witness::WitnessError;

const EXAMPLES: &str = "\
Examples:
  candor log witness init wit/ --name witness.example.org/w1      makes wit/, prints the public key to hand out
  candor log witness known wit/ --log log.vkey                    how many leaves this witness saw last: SIZE
  candor log prove log/ --from SIZE | candor log witness cosign wit/ --log log.vkey - > line
  candor log checkpoint log/ --add line --witness wit/witness.vkey

Take the log's public key from its operator, never from the request. Keep the witness where the log's
operator cannot write.

Exit codes: 0 cosigned, 1 refused: the log does not continue what it was, 2 an error";

#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Make a witness with a key of its own
    Init(Init),
    /// Print how many leaves of a log were there when this witness cosigned it last
    Known(Known),
    /// Cosign a checkpoint, if the proof shows that the log merely grew
    Cosign(Cosign),
}

#[derive(clap::Args)]
struct Init {
    /// Where the witness goes: a new directory
    witness: PathBuf,
    /// The name that it signs under
    #[arg(long, value_name = "NAME")]
    name: String,
}

#[derive(clap::Args)]
struct Known {
    /// The directory that `candor log witness init` made
    witness: PathBuf,
    /// The log's public key: a file, or NAME+ID+KEY
    #[arg(long, value_name = "VKEY")]
    log: String,
}

#[derive(clap::Args)]
struct Cosign {
    /// The directory that `candor log witness init` made
    witness: PathBuf,
    /// The log's public key: a file, or NAME+ID+KEY
    #[arg(long, value_name = "VKEY")]
    log: String,
    /// What `candor log prove --from SIZE` prints; - for standard input
    #[arg(default_value = "-")]
    request: PathBuf,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut out = io::stdout().lock();
    match &args.command {
        Command::Init(init) => {
            let witness = Witness::init(&init.witness, &init.name)?;
            writeln!(out, "witness     {}", init.witness.display())?;
            writeln!(out, "public key  {}", witness.key())?;
        }
        Command::Known(known) => {
            writeln!(out, "{}", Witness::open(&known.witness)?.known(&verifier_key(&known.log)?)?.size)?;
        }
        Command::Cosign(cosign) => return run_cosign(cosign, &mut out),
    }
    Ok(ExitCode::SUCCESS)
}

fn run_cosign(args: &Cosign, out: &mut impl io::Write) -> anyhow::Result<ExitCode> {
    let now = clock::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs();
    match Witness::open(&args.witness)?.cosign(&verifier_key(&args.log)?, &read(&args.request)?, now) {
        Ok(line) => {
            write!(out, "{line}")?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error @ WitnessError::Inconsistent { .. }) => {
            writeln!(io::stderr(), "REFUSED: {error}")?;
            Ok(ExitCode::from(1))
        }
        Err(error @ WitnessError::Stale { known, .. }) => {
            Err(Problem::new(error.to_string(), format!("`candor log prove LOG --from {known}` makes the request for it")).into())
        }
        Err(WitnessError::Log(error)) => Err(error.into()),
    }
}
