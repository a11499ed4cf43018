//! `candor verify`: a pack and a trust file → what was checked, what held, and an exit code that scripts
//! can rely on. Part of what an auditor must be able to trust: it uses `attest` and `base` alone.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use anyhow::Context as _;

use crate::attest::statement::{ReviewStatement, Verdict};
use crate::attest::{Trust, Verification, verify};

pub(super) const EXAMPLES: &str = "\
Examples:
  candor verify product.candor --trust candor-trust.json
  candor verify product.candor --trust candor-trust.json --json | jq .accepted

Exit codes: 0 accepted, 1 refused, 2 an error. The review's verdict is no part of it: an accepted
pack may report findings. VERIFY.md in the pack has the same checks for openssl and jq.";

/// Check a pack's signatures and digests against your trust file
#[derive(clap::Args)]
pub(super) struct Args {
    /// The pack: a directory NAME.candor
    pack: PathBuf,
    /// Your trust file (`candor trust init` makes one)
    #[arg(long, value_name = "FILE")]
    trust: PathBuf,
    /// Print the outcome as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let trust = Trust::load(&args.trust).with_context(|| format!("trust file {}", args.trust.display()))?;
    let outcome = verify(&args.pack, &trust).context("the pack cannot be verified")?;
    let code = if outcome.accepted { ExitCode::SUCCESS } else { ExitCode::from(1) };
    match print(&outcome, args.json) {
        // A reader that went away must not turn a refusal into a success.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        Ok(()) | Err(_) => Ok(code),
    }
}

fn print(outcome: &Verification, json: bool) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    if json {
        serde_json::to_writer_pretty(&mut out, outcome)?;
        writeln!(out)?;
    } else {
        show(&mut out, outcome)?;
    }
    out.flush()
}

fn show(out: &mut impl Write, outcome: &Verification) -> io::Result<()> {
    let colour = |colour: AnsiColor| Style::new().bold().fg_color(Some(colour.into()));
    let (green, red) = (colour(AnsiColor::Green), colour(AnsiColor::Red));
    for check in &outcome.checks {
        let (style, word) = if check.ok { (green, "held  ") } else { (red, "FAILED") };
        writeln!(out, "{style}{word}{style:#}  {:12} {}", check.name, check.detail)?;
    }
    for note in &outcome.notes {
        writeln!(out, "note    {note}")?;
    }
    writeln!(out, "trust   sha256:{}", outcome.trust)?;
    match &outcome.statement {
        Some(statement) if outcome.accepted => show_accepted(out, outcome, statement, green),
        Some(_) | None => writeln!(out, "{red}REFUSED{red:#}: nothing in this pack can be relied on"),
    }
}

fn show_accepted(out: &mut impl Write, outcome: &Verification, statement: &ReviewStatement, style: Style) -> io::Result<()> {
    let review = &statement.predicate;
    // Safe to show: a statement with a name that acts on a terminal is refused when it is parsed.
    for subject in &statement.subject {
        writeln!(out, "subject sha256:{} {}", subject.digest.sha256, subject.name)?;
    }
    writeln!(out, "report  {}", review.report_id)?;
    let signers: Vec<_> = outcome.signers.iter().map(|s| format!("{} ({}), key {}", s.owner, s.organisation, s.keyid)).collect();
    writeln!(out, "{style}ACCEPTED{style:#}: signed by {}", signers.join("; "))?;
    let verdict = match review.result.verdict {
        Verdict::Passed => "PASSED",
        Verdict::Findings => "FINDINGS",
        Verdict::Incomplete => "INCOMPLETE",
    };
    let coverage = &review.result.coverage;
    writeln!(
        out,
        "The review's verdict: {verdict}; {} files, {} analysed, {} refused",
        coverage.files, coverage.analysed, coverage.refused
    )
}
