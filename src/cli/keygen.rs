//! `candor keygen`: makes a signing key. The private half goes into a new file that its owner alone can
//! read; nothing is ever overwritten.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;

use super::Problem;
use crate::attest::PrivateKey;
use crate::attest::keys::{public_path_of, write_new};

pub(super) const EXAMPLES: &str = "\
Examples:
  candor keygen --output auditor.pem               writes auditor.pem and auditor.pub.pem
  candor keygen --output auditor.pem --public -    writes auditor.pem, prints the public half

Hand out the public half by a way of its own, never inside a pack. openssl reads both files.";

/// Make an Ed25519 key to sign reports with
#[derive(clap::Args)]
pub(super) struct Args {
    /// Where the private key goes: a new file, mode 0600, PKCS#8 PEM
    #[arg(long, value_name = "KEY.pem")]
    output: PathBuf,
    /// Where the public key goes: a new file, or - for standard output [default: KEY.pub.pem]
    #[arg(long, value_name = "FILE")]
    public: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    if args.output.as_os_str() == "-" {
        let help = "name a new file: --output auditor.pem";
        return Err(Problem::new("a private key is not written to standard output", help).into());
    }
    let key = PrivateKey::generate()?;
    let public = key.public();
    let mut out = anstream::stdout().lock();
    if args.public.as_deref().is_some_and(|path| path.as_os_str() == "-") {
        key.save(&args.output)?;
        write!(out, "{}", public.to_pem())?;
        return Ok(ExitCode::SUCCESS);
    }
    let public_path = args.public.clone().unwrap_or_else(|| public_path_of(&args.output));
    // The public half first: should its place be taken, no private key is left lying about.
    write_new(&public_path, public.to_pem().as_bytes(), 0o644)?;
    if let Err(error) = key.save(&args.output) {
        let _ = std::fs::remove_file(&public_path);
        return Err(error).context("no key was made");
    }
    writeln!(out, "private key  {} (mode 0600; keep it to yourself)", args.output.display())?;
    writeln!(out, "public key   {} (hand it out)", public_path.display())?;
    writeln!(out, "key id       {}", public.keyid())?;
    Ok(ExitCode::SUCCESS)
}
