//! `candor keygen`: makes a signing key. The private half goes into a new file that its owner alone can
//! read; nothing is ever overwritten.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;

use super::{Problem, secret};
use crate::attest::PrivateKey;
use crate::attest::keys::Algorithm;
use crate::attest::secret::{public_path_of, write_new};

pub(super) const EXAMPLES: &str = "\
Examples:
  candor keygen --output auditor.pem               writes auditor.pem and auditor.pub.pem
  candor keygen --output auditor.pem --encrypt     asks for a passphrase, and writes the key encrypted
  candor keygen --output auditor.pem --alg p256    for hardware and services that know no Ed25519
  candor keygen --output auditor.pem --public -    writes auditor.pem, prints the public half

Hand out the public half by a way of its own, never inside a pack. openssl reads both files.";

/// Make a key to sign reports with
#[derive(clap::Args)]
pub(super) struct Args {
    /// Where the private key goes: a new file, mode 0600, PKCS#8 PEM
    #[arg(long, value_name = "KEY.pem")]
    output: PathBuf,
    /// Where the public key goes: a new file, or - for standard output [default: KEY.pub.pem]
    #[arg(long, value_name = "FILE")]
    public: Option<PathBuf>,
    /// What the key signs with
    #[arg(long, value_enum, default_value_t = Alg::Ed25519)]
    alg: Alg,
    /// Encrypt the private key under a passphrase, asked at the terminal
    #[arg(long)]
    encrypt: bool,
    /// Encrypt it under the first line of this file
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Alg {
    Ed25519,
    P256,
}

impl From<Alg> for Algorithm {
    fn from(alg: Alg) -> Self {
        match alg {
            Alg::Ed25519 => Self::Ed25519,
            Alg::P256 => Self::P256,
        }
    }
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    if args.output.as_os_str() == "-" {
        let help = "name a new file: --output auditor.pem";
        return Err(Problem::new("a private key is not written to standard output", help).into());
    }
    let encrypted = args.encrypt || args.passphrase_file.is_some();
    let passphrase = if encrypted { Some(secret::new_passphrase(args.passphrase_file.as_deref())?) } else { None };
    let key = PrivateKey::generate_for(args.alg.into())?;
    let save = || match &passphrase {
        Some(passphrase) => key.save_encrypted(&args.output, passphrase),
        None => key.save(&args.output),
    };
    let public = key.public();
    let mut out = anstream::stdout().lock();
    if args.public.as_deref().is_some_and(|path| path.as_os_str() == "-") {
        save()?;
        write!(out, "{}", public.to_pem())?;
        return Ok(ExitCode::SUCCESS);
    }
    let public_path = args.public.clone().unwrap_or_else(|| public_path_of(&args.output));
    // The public half first: should its place be taken, no private key is left lying about.
    write_new(&public_path, public.to_pem().as_bytes(), 0o644)?;
    if let Err(error) = save() {
        let _ = std::fs::remove_file(&public_path);
        return Err(error).context("no key was made");
    }
    let how = if encrypted { "encrypted" } else { "mode 0600; keep it to yourself" };
    writeln!(out, "private key  {} ({how})", args.output.display())?;
    writeln!(out, "public key   {} (hand it out)", public_path.display())?;
    writeln!(out, "key id       {}", public.keyid())?;
    Ok(ExitCode::SUCCESS)
}
