//! `candor log`: keeps a transparency log in a plain directory, and proves what is in it.

mod args;
mod serve;
mod verify;
mod witness;

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

pub(super) use args::LogArgs;

use super::{Problem, clock};
use crate::attest::dsse::Envelope;
use crate::attest::keys::short;
use crate::attest::pack::put_pack;
use crate::attest::statement::is_utc;
use crate::attest::{PrivateKey, contents, layout};
use crate::base::Digest;
use crate::tlog::leaf::Reason;
use crate::tlog::mirror::View;
use crate::tlog::{Leaf, Log, LogError, Mirror, VerifierKey, log, record};

pub(super) const EXAMPLES: &str = "\
Examples:
  candor log init log/ --origin log.example.org/candor      makes log/, prints the public key to hand out
  candor log append log/ --pack product.candor              one leaf for each signature of the pack
  candor log append log/ --revoke KEYID --reason key-compromise
  candor log prove log/ --pack product.candor               its proofs go into the pack; candor verify checks them
  candor review product/ --log log/                         all of that, and the submission before its review
  candor log prove log/ --index 7 > 7.tlog-proof            that entry 7 is in the log
  candor log prove log/ --from 5 > request                  that the log continues the one of 5 leaves
  candor log witness cosign wit/ --log log/log.vkey request > line
  candor log checkpoint log/ --add line --witness wit/witness.vkey
  candor log verify --log log/log.vkey --leaf 7.leaf --proof 7.tlog-proof
  candor log verify --log log/log.vkey log/                 everything: entries, tiles, checkpoint

log/public/ is all that others need: any web server can serve it as it is, at the address that the origin
names (C2SP tlog-tiles). log/log.pem is the log's private key and is never served.

Exit codes: 0 done, or it holds; 1 it does not hold, or a witness saw a fork; 2 an error";

/// Keep a transparency log, and prove what is in it
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Make an empty log
    Init(Init),
    /// Add leaves, all or none, and sign the new checkpoint
    Append(Append),
    /// Print the checkpoint, and add cosignatures of witnesses to it
    Checkpoint(Checkpoint),
    /// Print the proof that a leaf is in the log, or that the log continues an older state
    Prove(Prove),
    /// Check a proof, or a whole log
    Verify(verify::Args),
    /// Serve a log to this machine, read-only, for tests or behind a web server of your own
    ServeStatic(serve::Args),
    /// Watch logs, and cosign checkpoints of those that merely grow
    Witness(witness::Args),
}

#[derive(clap::Args)]
struct Init {
    /// Where the log goes: a new directory
    log: PathBuf,
    /// The log's name: best the address at which it will be served, without `https://`
    #[arg(long, value_name = "NAME")]
    origin: String,
    /// A private key that lies elsewhere [default: a new one, DIR/log.pem]
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
}

#[derive(clap::Args)]
struct Append {
    /// The directory that `candor log init` made
    log: PathBuf,
    /// The log's private key, where it does not lie in the log's directory
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    #[command(flatten)]
    what: What,
    /// When a key was revoked, as 2026-01-31T12:00:00Z [default: now]
    #[arg(long, value_name = "UTC", requires = "revoke")]
    at: Option<String>,
    /// Why a key was revoked: unspecified, key-compromise, superseded, cessation
    #[arg(long, value_name = "REASON", requires = "revoke", value_parser = reason, default_value = "unspecified")]
    reason: Reason,
}

#[derive(clap::Args)]
#[group(required = true, multiple = true)]
struct What {
    /// A leaf of the form `candor-log/v1`, from a file
    #[arg(long, value_name = "FILE")]
    leaf: Vec<PathBuf>,
    /// A pack: one leaf for each of its signatures
    #[arg(long, value_name = "PACK")]
    pack: Vec<PathBuf>,
    /// A key that is not to be relied on any more
    #[arg(long, value_name = "KEYID", value_parser = digest)]
    revoke: Option<Digest>,
    /// Two statements by the SHA-256 of their payload; the second takes the place of the first
    #[arg(long, value_names = ["OLD", "NEW"], num_args = 2, value_parser = digest)]
    supersede: Vec<Digest>,
}

#[derive(clap::Args)]
struct Checkpoint {
    /// The log's directory, or a copy of its public part
    log: PathBuf,
    /// Cosignatures, as `candor log witness cosign` prints them
    #[arg(long, value_name = "FILE", requires = "witness")]
    add: Option<PathBuf>,
    /// The public key of a witness: a file, or NAME+ID+KEY
    #[arg(long, value_name = "VKEY", requires = "add")]
    witness: Vec<String>,
    /// The log's private key, where it does not lie in the log's directory
    #[arg(long, value_name = "FILE", requires = "add")]
    key: Option<PathBuf>,
}

#[derive(clap::Args)]
struct Prove {
    /// The log's directory, or a copy of its public part
    log: PathBuf,
    #[command(flatten)]
    which: Which,
}

#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct Which {
    /// The entry of this number is in the log; the first is 0
    #[arg(long, value_name = "N")]
    index: Option<u64>,
    /// Every signature of this pack is in the log: leaves and proofs go into the pack
    #[arg(long, value_name = "PACK")]
    pack: Option<PathBuf>,
    /// The entry with these bytes is in the log; the latest, if there are several
    #[arg(long, value_name = "FILE")]
    leaf: Option<PathBuf>,
    /// The log continues the one of so many leaves: a request for a witness
    #[arg(long, value_name = "SIZE")]
    from: Option<u64>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Init(args) => run_init(args),
        Command::Append(args) => run_append(args),
        Command::Checkpoint(args) => run_checkpoint(args),
        Command::Prove(args) => run_prove(args),
        Command::Verify(args) => verify::run(args),
        Command::ServeStatic(args) => serve::run(args),
        Command::Witness(args) => witness::run(args),
    }
}

fn run_init(args: &Init) -> anyhow::Result<ExitCode> {
    let log = Log::init(&args.log, &args.origin, private(args.key.as_deref())?)?;
    let mut out = io::stdout().lock();
    writeln!(out, "log         {} (serve {} at the origin's address)", args.log.display(), args.log.join(log::PUBLIC).display())?;
    writeln!(out, "public key  {}", log.key())?;
    Ok(ExitCode::SUCCESS)
}

fn run_append(args: &Append) -> anyhow::Result<ExitCode> {
    let entries = leaves(args)?.iter().map(Leaf::to_bytes).collect::<Vec<_>>();
    let appended = Log::open(&args.log, private(args.key.as_deref())?)?.append(&entries)?;
    let mut out = io::stdout().lock();
    for index in appended.first..appended.head.size {
        writeln!(out, "leaf {index}")?;
    }
    writeln!(out, "size {}", appended.head.size)?;
    Ok(ExitCode::SUCCESS)
}

fn leaves(args: &Append) -> anyhow::Result<Vec<Leaf>> {
    let mut leaves = args.what.leaf.iter().map(|path| read_leaf(path)).collect::<anyhow::Result<Vec<_>>>()?;
    for pack in &args.what.pack {
        let envelope = read_envelope(pack)?;
        leaves.extend(envelope.signatures().iter().map(|signature| Leaf::of_signature(&envelope, signature)));
    }
    if let Some(keyid) = args.what.revoke {
        let at = args.at.clone().unwrap_or_else(|| clock::utc(clock::now()));
        if !is_utc(&at) {
            return Err(Problem::new(format!("{at:?} is not a time"), "write it as 2026-01-31T12:00:00Z").into());
        }
        leaves.push(Leaf::Revocation { keyid, at, reason: args.reason });
    }
    leaves.extend(args.what.supersede.chunks_exact(2).map(|pair| Leaf::Supersession { old: pair[0], new: pair[1] }));
    Ok(leaves)
}

fn read_leaf(path: &Path) -> anyhow::Result<Leaf> {
    let help = "a leaf is what a pack holds as log/….leaf; the kinds are signature, submission, revocation, supersession";
    let leaf = Leaf::parse(&read(path)?);
    leaf.ok_or_else(|| Problem::new(format!("{} is not a leaf of the form candor-log/v1", path.display()), help).into())
}

fn read_envelope(pack: &Path) -> anyhow::Result<Envelope> {
    let path = pack.join(layout::ATTESTATION);
    Envelope::parse(&read(&path)?).with_context(|| path.display().to_string())
}

fn run_checkpoint(args: &Checkpoint) -> anyhow::Result<ExitCode> {
    let note = match &args.add {
        None => Mirror::at(&args.log).checkpoint()?,
        Some(path) => {
            let witnesses = args.witness.iter().map(|key| verifier_key(key)).collect::<anyhow::Result<Vec<_>>>()?;
            let lines = String::from_utf8(read(path)?).with_context(|| path.display().to_string())?;
            Log::open(&args.log, private(args.key.as_deref())?)?.cosign(&lines, &witnesses)?
        }
    };
    io::stdout().lock().write_all(&note)?;
    Ok(ExitCode::SUCCESS)
}

fn run_prove(args: &Prove) -> anyhow::Result<ExitCode> {
    let mirror = Mirror::at(&args.log);
    let mut view = mirror.view(&mirror.checkpoint()?)?;
    if let Some(pack) = &args.which.pack {
        return prove_pack(pack, &mut view);
    }
    let proof = match &args.which {
        Which { from: Some(size), .. } => view.prove_consistency(*size)?.to_bytes(),
        Which { leaf: Some(path), .. } => {
            let Some(index) = view.find(&read(path)?, u64::MAX)? else {
                let help = "`candor log append` adds it; a proof is of the log as its checkpoint has it";
                return Err(Problem::new(format!("{} is not in the log", path.display()), help).into());
            };
            view.prove_inclusion(index)?.to_bytes()
        }
        Which { index, .. } => view.prove_inclusion(index.unwrap_or_default())?.to_bytes(),
    };
    io::stdout().lock().write_all(&proof)?;
    Ok(ExitCode::SUCCESS)
}

/// Puts the leaves of a pack and their proofs into it, under the checkpoint as it is now.
fn prove_pack(path: &Path, view: &mut View<'_>) -> anyhow::Result<ExitCode> {
    let mut contents = contents::read(path)?;
    let recorded = record::prove(&mut contents, view).with_context(|| path.display().to_string())?;
    put_pack(path, &contents)?;
    let mut out = io::stdout().lock();
    if let Some(index) = recorded.submission {
        writeln!(out, "submission: leaf {index} of {}", recorded.size)?;
    }
    for (keyid, index) in &recorded.signatures {
        writeln!(out, "signature by {}: leaf {index} of {}", short(keyid), recorded.size)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn private(path: Option<&Path>) -> anyhow::Result<Option<PrivateKey>> {
    let load = |path: &Path| PrivateKey::load(path).map_err(LogError::from).with_context(|| path.display().to_string());
    path.map(load).transpose()
}

/// A public key as it is written, or from the file that holds it.
fn verifier_key(text: &str) -> anyhow::Result<VerifierKey> {
    let help = "a verifier key is NAME+ID+KEY, or a file that holds one: log/log.vkey, witness/witness.vkey";
    let written = if text.contains('+') {
        text.to_owned()
    } else {
        fs::read_to_string(text).map_err(|error| Problem::new(format!("cannot read {text}: {error}"), help))?
    };
    VerifierKey::parse(&written).map_err(|error| Problem::new(format!("{text}: {error}"), help).into())
}

/// More than any leaf, proof or request has.
const MAX_INPUT_BYTES: u64 = 100 << 20;

/// A file, or standard input for `-`.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        io::stdin().lock().take(MAX_INPUT_BYTES).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| file.take(MAX_INPUT_BYTES).read_to_end(&mut bytes))
    };
    read.with_context(|| format!("cannot read {}", path.display()))?;
    Ok(bytes)
}

fn digest(text: &str) -> Result<Digest, &'static str> {
    Digest::from_hex(text).ok_or("not a SHA-256 digest in 64 lower-case hexadecimal digits")
}

fn reason(text: &str) -> Result<Reason, String> {
    let known = Reason::ALL.map(Reason::name).join(", ");
    Reason::from_name(text).ok_or_else(|| format!("known are: {known}"))
}
