//! How a signing key is named on the command line and opened: a file, a passphrase from a file or the terminal,
//! never from an argument, which every user of the machine can read.

use std::fs::File;
use std::io::{self, BufRead as _, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use super::Problem;
use crate::attest::PrivateKey;
use crate::attest::secret::{data_directory, default_key, is_encrypted_file};

/// Longer lines are no passphrases.
const MAX_PASSPHRASE: u64 = 4096;

/// A signing key.
#[derive(clap::Args, Clone, Default)]
pub(super) struct KeyArgs {
    /// The signing key (PKCS#8 PEM, Ed25519 or P-256) [default: a key of your own, made on first use]
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
    /// Its passphrase: the first line of this file [default: asked at the terminal]
    #[arg(long, value_name = "FILE")]
    pub(super) passphrase_file: Option<PathBuf>,
}

impl KeyArgs {
    /// The key is read before any work is done, so that a missing one costs none.
    pub(super) fn open(&self) -> anyhow::Result<PrivateKey> {
        if let Some(path) = &self.key {
            let opened = open(path, self.passphrase_file.as_deref());
            return opened.with_context(|| format!("cannot sign with {}", path.display()));
        }
        let default = default_key(&data_directory()?)?;
        if default.created {
            let mut err = anstream::stderr().lock();
            writeln!(err, "note: made a signing key for you: {}", default.path.display())?;
            writeln!(
                err,
                "help: give {} to whoever checks your reports; keep the other to yourself",
                default.public_path.display()
            )?;
        }
        Ok(default.key)
    }
}

fn open(path: &Path, passphrase_file: Option<&Path>) -> anyhow::Result<PrivateKey> {
    if !is_encrypted_file(path)? {
        return Ok(PrivateKey::load(path)?);
    }
    let passphrase = match passphrase_file {
        Some(file) => read_passphrase(file)?,
        None => ask(&format!("passphrase of {}: ", path.display()))?,
    };
    Ok(PrivateKey::load_with(path, &passphrase)?)
}

/// A passphrase for a new key: from the file, or typed twice.
pub(super) fn new_passphrase(file: Option<&Path>) -> anyhow::Result<Vec<u8>> {
    let passphrase = match file {
        Some(file) => read_passphrase(file)?,
        None => {
            let first = ask("new passphrase: ")?;
            if ask("once more: ")? != first {
                return Err(Problem::new("the two passphrases differ", "type the same one twice").into());
            }
            first
        }
    };
    if passphrase.is_empty() {
        return Err(Problem::new("the passphrase is empty", "a key without a passphrase is made without --encrypt").into());
    }
    Ok(passphrase)
}

/// The first line, without its end.
fn read_passphrase(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MAX_PASSPHRASE + 1).read_to_end(&mut bytes))
        .with_context(|| format!("cannot read the passphrase in {}", path.display()))?;
    if bytes.len() as u64 > MAX_PASSPHRASE {
        let help = "the first line of the file is the passphrase";
        return Err(Problem::new(format!("{} is no passphrase file: it is too large", path.display()), help).into());
    }
    let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(bytes.len());
    bytes.truncate(end);
    Ok(bytes)
}

/// Reads a line from the terminal itself, with echo off; standard input may be something else.
fn ask(prompt: &str) -> anyhow::Result<Vec<u8>> {
    let help = "give it with --passphrase-file FILE";
    let opened = File::options().read(true).write(true).open("/dev/tty");
    let mut terminal = opened.map_err(|_| Problem::new("a passphrase is needed, and there is no terminal to ask at", help))?;
    terminal.write_all(prompt.as_bytes())?;
    let line = without_echo(&terminal, || {
        let mut line = Vec::new();
        io::BufReader::new(&terminal).take(MAX_PASSPHRASE).read_until(b'\n', &mut line).map(|_| line)
    })?;
    terminal.write_all(b"\n")?;
    Ok(line.strip_suffix(b"\n").unwrap_or(&line).to_vec())
}

fn without_echo<T>(terminal: &File, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let before = tcgetattr(terminal)?;
    let mut silent = before.clone();
    silent.local_modes.remove(LocalModes::ECHO);
    tcsetattr(terminal, OptionalActions::Flush, &silent)?;
    let result = work();
    tcsetattr(terminal, OptionalActions::Flush, &before)?;
    result
}
