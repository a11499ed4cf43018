//! `candor trust`: makes the file that says whose signatures count. Verification knows no other keys.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use super::Problem;
use crate::attest::PublicKey;
use crate::attest::keys::write_new;
use crate::attest::trust::{Auditor, Trust};
use crate::base::display;

pub(super) const EXAMPLES: &str = "\
Examples:
  candor trust init --auditor auditor.pub.pem --output candor-trust.json
  candor trust init --auditor ada.pub.pem bo.pub.pem --output candor-trust.json

Take public keys from their owners, never from a pack. The file is yours to edit: owners, periods,
a revokedAt with its reason, a higher threshold and what it counts (distinct: key, owner or
organisation).";

/// Say whose signatures count
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Start a trust file: any one of these auditors suffices
    #[command(after_help = EXAMPLES)]
    Init(Init),
}

#[derive(clap::Args)]
struct Init {
    /// An auditor's public key; may be given several times. The file's name becomes the owner's
    #[arg(long, value_name = "PUBKEY.pem", required = true, num_args = 1..)]
    auditor: Vec<PathBuf>,
    /// The organisation that these auditors work for
    #[arg(long, value_name = "NAME", default_value = "unnamed")]
    organisation: String,
    /// Where the trust file goes: a new file
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Init(init) => run_init(init),
    }
}

fn run_init(args: &Init) -> anyhow::Result<ExitCode> {
    if args.organisation.trim().is_empty() || display::escape(&args.organisation) != args.organisation {
        let help = "--organisation takes a name as it is to be read in reports of a verification";
        return Err(Problem::new("the organisation's name is empty or holds characters that do not show", help).into());
    }
    let auditors = args.auditor.iter().map(|path| read_auditor(path, &args.organisation)).collect::<anyhow::Result<Vec<_>>>()?;
    let trust = Trust::init(&auditors)?;
    write_new(&args.output, &trust.to_bytes(), 0o644)?;
    let mut out = anstream::stdout().lock();
    for (entry, _) in trust.keys() {
        writeln!(out, "auditor     {} ({}), key id {}", entry.owner, entry.organisation, entry.keyid)?;
    }
    writeln!(out, "threshold   {}", trust.auditor().threshold)?;
    writeln!(out, "trust file  {} (keep it where nobody else can write)", args.output.display())?;
    Ok(ExitCode::SUCCESS)
}

fn read_auditor(path: &Path, organisation: &str) -> anyhow::Result<Auditor> {
    let key = PublicKey::load(path).with_context(|| format!("cannot trust {}", path.display()))?;
    Ok(Auditor { key, owner: owner_of(path), organisation: organisation.to_owned() })
}

/// `keys/ada.pub.pem` → `ada`.
fn owner_of(path: &Path) -> String {
    let name = display::escape_bytes(path.file_name().unwrap_or(OsStr::new("auditor")).as_encoded_bytes());
    let stem = name.strip_suffix(".pem").unwrap_or(&name);
    let stem = stem.strip_suffix(".pub").unwrap_or(stem);
    if stem.is_empty() { name } else { stem.to_owned() }
}
