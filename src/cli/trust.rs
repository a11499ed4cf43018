//! `candor trust`: makes and changes the file that says whose signatures count. Verification knows no other keys.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use super::{Problem, clock};
use crate::attest::PublicKey;
use crate::attest::edit::{Addition, Auditor};
use crate::attest::keys::short;
use crate::attest::secret::write_new;
use crate::attest::statement::is_utc;
use crate::attest::trust::{Distinct, LogRequired, RoleName, TimestampAuthority, Trust, TrustedKey, TrustedLog};
use crate::base::display;
use crate::tlog::evidence;

pub(super) const EXAMPLES: &str = "\
Examples:
  candor trust init --auditor ada.pub.pem --organisation 'Audit House' --output candor-trust.json
  candor trust add --trust candor-trust.json --key bo.pub.pem --organisation 'Second House'
  candor trust add --trust candor-trust.json --threshold 2 --distinct organisation
  candor trust add --trust candor-trust.json --key vendor.pub.pem --role vendor --organisation Acme
  candor trust revoke --trust candor-trust.json 3f0a9c11 --at 2026-05-01T00:00:00Z --reason 'laptop stolen'
  candor trust add --trust candor-trust.json --timestamp-authority tsa-root.pem --time-required
  candor trust add --trust candor-trust.json --log log.vkey --witness w1.vkey --log-required submission
  candor trust show --trust candor-trust.json

Take public keys from their owners, never from a pack. The file is yours, and may be edited by hand as well.";

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
    /// Add a key to a role, or ask more of a role
    #[command(after_help = EXAMPLES)]
    Add(Add),
    /// Say that a key's signatures do not count any more, as of a time
    #[command(after_help = EXAMPLES)]
    Revoke(Revoke),
    /// Show what a trust file says
    Show(Show),
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

#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("change").required(true).multiple(true).args(["key", "threshold", "distinct", "time_required", "timestamp_authority", "log", "log_required"]))]
struct Add {
    /// The trust file to change
    #[arg(long, value_name = "FILE")]
    trust: PathBuf,
    /// A public key to add
    #[arg(long, value_name = "PUBKEY.pem")]
    key: Option<PathBuf>,
    /// In what capacity it speaks, and whose threshold is meant
    #[arg(long, value_enum, default_value_t = RoleArg::Auditor)]
    role: RoleArg,
    /// Whose key it is [default: the file's name]
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// The organisation that the owner works for
    #[arg(long, value_name = "NAME", default_value = "unnamed", requires = "key")]
    organisation: String,
    /// The key is good from this time on, as 2026-01-31T12:00:00Z
    #[arg(long, value_name = "TIME", requires = "key")]
    valid_from: Option<String>,
    /// The key is good until this time
    #[arg(long, value_name = "TIME", requires = "key")]
    valid_until: Option<String>,
    /// How many must sign
    #[arg(long, value_name = "N")]
    threshold: Option<u64>,
    /// What the threshold counts
    #[arg(long, value_enum)]
    distinct: Option<DistinctArg>,
    /// Believe the RFC 3161 timestamps that stand under this certificate (X.509, PEM)
    #[arg(long, value_name = "CERT.pem", conflicts_with = "key")]
    timestamp_authority: Option<PathBuf>,
    /// Believe what this transparency log took in: its public key, a file or NAME+ID+KEY
    #[arg(long, value_name = "VKEY")]
    log: Option<String>,
    /// A witness of that log; may be given several times
    #[arg(long, value_name = "VKEY", requires = "log")]
    witness: Vec<String>,
    /// How many of the witnesses must have cosigned; without any, the log gives no time [default: all]
    #[arg(long, value_name = "N", requires = "log")]
    witnesses: Option<u64>,
    /// Count signatures only with a proof that one of the logs has this
    #[arg(long, value_name = "WHAT", value_enum)]
    log_required: Option<LogRequiredArg>,
    /// Count signatures with a trusted time only
    #[arg(long)]
    time_required: bool,
}

#[derive(clap::Args)]
struct Revoke {
    /// The trust file to change
    #[arg(long, value_name = "FILE")]
    trust: PathBuf,
    /// The key id, or its first eight digits or more
    keyid: String,
    /// Signatures count that were made before this time, where a trusted time shows it [default: now]
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Why, for whoever reads an outcome
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

#[derive(clap::Args)]
struct Show {
    /// The trust file
    #[arg(long, value_name = "FILE")]
    trust: PathBuf,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum RoleArg {
    Auditor,
    Vendor,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum DistinctArg {
    Key,
    Owner,
    Organisation,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum LogRequiredArg {
    /// The signature itself
    Signature,
    /// The signature, and before it the submission, as `candor review --log` sees to
    Submission,
}

impl From<LogRequiredArg> for LogRequired {
    fn from(required: LogRequiredArg) -> Self {
        match required {
            LogRequiredArg::Signature => Self::Signature,
            LogRequiredArg::Submission => Self::Submission,
        }
    }
}

impl From<RoleArg> for RoleName {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Auditor => Self::Auditor,
            RoleArg::Vendor => Self::Vendor,
        }
    }
}

impl From<DistinctArg> for Distinct {
    fn from(distinct: DistinctArg) -> Self {
        match distinct {
            DistinctArg::Key => Self::Key,
            DistinctArg::Owner => Self::Owner,
            DistinctArg::Organisation => Self::Organisation,
        }
    }
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Init(init) => run_init(init),
        Command::Add(add) => run_add(add),
        Command::Revoke(revoke) => run_revoke(revoke),
        Command::Show(args) => {
            show(&mut anstream::stdout().lock(), &load(&args.trust)?)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn run_init(args: &Init) -> anyhow::Result<ExitCode> {
    check_name("organisation", &args.organisation)?;
    let auditors = args.auditor.iter().map(|path| member(path, None, &args.organisation)).collect::<anyhow::Result<Vec<_>>>()?;
    let trust = Trust::init(&auditors)?;
    write_new(&args.output, &trust.to_bytes(), 0o644)?;
    let mut out = anstream::stdout().lock();
    show(&mut out, &trust)?;
    writeln!(out, "trust file  {} (keep it where nobody else can write)", args.output.display())?;
    Ok(ExitCode::SUCCESS)
}

fn run_add(args: &Add) -> anyhow::Result<ExitCode> {
    let mut trust = load(&args.trust)?;
    if let Some(path) = &args.key {
        check_name("organisation", &args.organisation)?;
        let addition = Addition {
            role: args.role.into(),
            member: member(path, args.owner.as_deref(), &args.organisation)?,
            valid_from: args.valid_from.clone(),
            valid_until: args.valid_until.clone(),
        };
        trust = trust.add(&addition)?;
    }
    if args.threshold.is_some() || args.distinct.is_some() {
        trust = trust.demand(args.role.into(), args.threshold, args.distinct.map(Distinct::from))?;
    }
    if let Some(path) = &args.timestamp_authority {
        let certificate_pem = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = args.owner.clone().unwrap_or_else(|| owner_of(path));
        check_name("owner", &name)?;
        trust = trust.add_authority(TimestampAuthority { name, certificate_pem })?;
    }
    if let Some(key) = &args.log {
        let witnesses = args.witness.iter().map(|key| vkey(key)).collect::<anyhow::Result<Vec<_>>>()?;
        let threshold = args.witnesses.unwrap_or(witnesses.len() as u64);
        let log = TrustedLog { key: vkey(key)?, witnesses, threshold };
        evidence::policy(&log)
            .map_err(|error| Problem::new(error.to_string(), "log.vkey and witness.vkey are the files to name"))?;
        trust = trust.add_log(log)?;
    }
    if let Some(required) = args.log_required {
        trust = trust.require_log(Some(required.into()))?;
    }
    if args.time_required {
        trust = trust.require_time(true)?;
    }
    save(&args.trust, &trust)
}

fn run_revoke(args: &Revoke) -> anyhow::Result<ExitCode> {
    let at = args.at.clone().unwrap_or_else(|| clock::utc(clock::now()));
    if !is_utc(&at) {
        return Err(Problem::new("--at is not a time", "a time is of the form 2026-01-31T12:00:00Z").into());
    }
    if let Some(reason) = &args.reason {
        check_name("reason", reason)?;
    }
    save(&args.trust, &load(&args.trust)?.revoke(&args.keyid, &at, args.reason.as_deref())?)
}

fn load(path: &Path) -> anyhow::Result<Trust> {
    Trust::load(path).with_context(|| format!("trust file {}", path.display()))
}

/// Puts the changed file in the place of the old one, in one step, and shows it.
fn save(path: &Path, trust: &Trust) -> anyhow::Result<ExitCode> {
    let mut passing = path.to_owned().into_os_string();
    passing.push(format!(".{}", &trust.digest().hex()[..8]));
    let passing = PathBuf::from(passing);
    write_new(&passing, &trust.to_bytes(), 0o644)?;
    if let Err(error) = fs::rename(&passing, path) {
        let _ = fs::remove_file(&passing);
        return Err(error).with_context(|| format!("cannot write {}", path.display()));
    }
    show(&mut anstream::stdout().lock(), trust)?;
    Ok(ExitCode::SUCCESS)
}

/// Safe to show: a file with names that act on a terminal is refused when it is read; reasons are escaped here.
fn show(out: &mut impl Write, trust: &Trust) -> io::Result<()> {
    for name in [RoleName::Auditor, RoleName::Vendor] {
        let Some(role) = trust.role(name) else { continue };
        for (entry, _) in trust.keys().filter(|(entry, _)| role.keyids.contains(&entry.keyid)) {
            writeln!(
                out,
                "{:10}  {} ({}), key id {}{}",
                name.name(),
                entry.owner,
                entry.organisation,
                entry.keyid,
                period(entry)
            )?;
        }
        writeln!(out, "{:10}  {} of them, counting each {} once", "threshold", role.threshold, role.distinct.name())?;
    }
    let idle = |entry: &TrustedKey| {
        [RoleName::Auditor, RoleName::Vendor]
            .into_iter()
            .filter_map(|name| trust.role(name))
            .all(|role| !role.keyids.contains(&entry.keyid))
    };
    for (entry, _) in trust.keys().filter(|(entry, _)| idle(entry)) {
        writeln!(out, "no role     {} ({}), key {}", entry.owner, entry.organisation, short(&entry.keyid))?;
    }
    for authority in trust.timestamp_authorities() {
        writeln!(out, "timestamps  {}", authority.name)?;
    }
    for log in trust.logs() {
        let name = |key: &str| display::escape(key.split('+').next().unwrap_or_default());
        let witnesses: Vec<_> = log.witnesses.iter().map(|key| name(key)).collect();
        writeln!(out, "log         {}, {} of its witnesses: {}", name(&log.key), log.threshold, witnesses.join(", "))?;
    }
    match trust.log_required() {
        None => {}
        Some(LogRequired::Signature) => writeln!(out, "log         a signature counts with a proof that a log has it only")?,
        Some(LogRequired::Submission) => {
            writeln!(out, "log         a signature counts with a proof that a log has it, and before it the submission, only")?;
        }
    }
    if trust.time_required() {
        writeln!(out, "time        a signature counts with a trusted time only")?;
    }
    writeln!(out, "digest      sha256:{}", trust.digest())
}

fn period(entry: &TrustedKey) -> String {
    let part = |word: &str, time: &Option<String>| time.as_ref().map_or(String::new(), |time| format!(", {word} {time}"));
    let reason = entry.reason.as_deref().map_or(String::new(), |reason| format!(" ({})", display::escape(reason)));
    let revoked = part("REVOKED at", &entry.revoked_at);
    format!("{}{}{revoked}{reason}", part("from", &entry.valid_from), part("until", &entry.valid_until))
}

fn member(path: &Path, owner: Option<&str>, organisation: &str) -> anyhow::Result<Auditor> {
    let key = PublicKey::load(path).with_context(|| format!("cannot trust {}", path.display()))?;
    if let Some(owner) = owner {
        check_name("owner", owner)?;
    }
    let owner = owner.map_or_else(|| owner_of(path), str::to_owned);
    Ok(Auditor { key, owner, organisation: organisation.to_owned() })
}

/// A key of a log or a witness: the text itself, or what stands in the file.
fn vkey(text: &str) -> anyhow::Result<String> {
    let key = if text.contains('+') {
        text.to_owned()
    } else {
        fs::read_to_string(text).with_context(|| format!("cannot read {text}"))?
    };
    Ok(key.trim_end().to_owned())
}

fn check_name(what: &str, name: &str) -> Result<(), Problem> {
    if name.trim().is_empty() || display::escape(name) != name {
        let help = format!("--{what} takes a text as it is to be read in reports of a verification");
        return Err(Problem::new(format!("the {what} is empty or holds characters that do not show"), help));
    }
    Ok(())
}

/// `keys/ada.pub.pem` → `ada`.
fn owner_of(path: &Path) -> String {
    let name = display::escape_bytes(path.file_name().unwrap_or(OsStr::new("auditor")).as_encoded_bytes());
    let stem = name.strip_suffix(".pem").unwrap_or(&name);
    let stem = stem.strip_suffix(".pub").unwrap_or(stem);
    if stem.is_empty() { name } else { stem.to_owned() }
}
