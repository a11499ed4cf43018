//! `candor verify` of a batch: its index, and each pack that the index names.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use super::{GREEN, RED, show_checks};
use crate::attest::index::{self, IndexVerification, State};
use crate::attest::{Contents, Times, Trust, layout};
use crate::tlog::evidence;

/// How names of envelopes end.
const SUFFIX: &[u8] = b".dsse.json";

/// The index that `path` is or, as the output folder of a batch, holds.
pub(super) fn index_in(path: &Path) -> Option<PathBuf> {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    if path.is_file() && name.ends_with(SUFFIX) && name != layout::ATTESTATION.as_bytes() {
        return Some(path.to_owned());
    }
    let index = path.join(index::NAME);
    (index.is_file() && !path.join(layout::ATTESTATION).exists()).then_some(index)
}

pub(super) fn run(index: &Path, trust: &Trust, now: &str, json: bool) -> anyhow::Result<ExitCode> {
    let verify = |contents: &Contents| evidence::verify_contents(contents, trust, Times::at(now));
    let outcome = index::verify(index, trust, &Times::at(now), verify).context("the index cannot be verified")?;
    let code = if outcome.accepted { ExitCode::SUCCESS } else { ExitCode::from(1) };
    match print(&outcome, json) {
        // A reader that went away must not turn a refusal into a success.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        Ok(()) | Err(_) => Ok(code),
    }
}

fn print(outcome: &IndexVerification, json: bool) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    if json {
        serde_json::to_writer_pretty(&mut out, outcome)?;
        writeln!(out)?;
    } else {
        show(&mut out, outcome)?;
    }
    out.flush()
}

fn show(out: &mut impl Write, outcome: &IndexVerification) -> io::Result<()> {
    for pack in &outcome.packs {
        let style = if pack.state.is_as_said() { GREEN } else { RED };
        writeln!(out, "{style}{:8}{style:#}  {}: {}", word(pack.state), pack.name, pack.detail)?;
    }
    show_checks(out, &outcome.checks, &outcome.notes, &outcome.trust)?;
    let signers: Vec<_> = outcome.signers.iter().map(|s| format!("{} ({}), key {}", s.owner, s.organisation, s.keyid)).collect();
    match outcome.accepted {
        true => writeln!(out, "{GREEN}ACCEPTED{GREEN:#}: an index signed by {}, and its packs", signers.join("; ")),
        false => writeln!(out, "{RED}REFUSED{RED:#}: this is not the batch that the auditor signed, or not all of it"),
    }
}

fn word(state: State) -> &'static str {
    match state {
        State::Same | State::SignedSince => "held",
        State::None => "no pack",
        State::Changed => "CHANGED",
        State::Refused => "REFUSED",
        State::Missing => "MISSING",
        State::Extra => "EXTRA",
    }
}
