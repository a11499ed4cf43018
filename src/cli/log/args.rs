//! How a log to be written to is named on the command line and opened, before any work is done for it.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::{Problem, private};
use crate::attest::PrivateKey;
use crate::tlog::Log;

/// A log that takes in submissions and signatures.
#[derive(clap::Args)]
pub(in crate::cli) struct LogArgs {
    /// Log each submission before its review, and the signature after it; the pack gets the proofs (`candor log init`
    /// makes DIR)
    #[arg(long, value_name = "DIR")]
    log: Option<PathBuf>,
    /// The log's private key, where it does not lie in the log's directory
    #[arg(long, value_name = "FILE", requires = "log")]
    log_key: Option<PathBuf>,
}

impl LogArgs {
    /// Opens the log and sees that an append would succeed.
    pub(in crate::cli) fn open(&self, signing: &PrivateKey) -> anyhow::Result<Option<Log>> {
        let Some(home) = &self.log else { return Ok(None) };
        let log = Log::open(home, private(self.log_key.as_deref())?)?;
        if *log.key().key() == signing.public() {
            let help = "sign with another key (--key), or make a log with a key of its own";
            return Err(Problem::new("the log has the key that signs the report", help).into());
        }
        log.check().with_context(|| format!("the log {} takes nothing in", home.display()))?;
        Ok(Some(log))
    }

    /// What nobody else may read or change: the log, and its key where that lies elsewhere.
    pub(in crate::cli) fn places(&self) -> impl Iterator<Item = &Path> {
        [&self.log, &self.log_key].into_iter().flatten().map(PathBuf::as_path)
    }
}
