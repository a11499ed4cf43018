//! `candor verify`: a pack and a trust file → what was checked, what held, and an exit code that scripts
//! can rely on. Part of what an auditor must be able to trust: it uses `attest`, `tlog` and `base` alone, but for the page.

mod index;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use anyhow::Context as _;
use serde::Serialize;
use serde_json::Value;

use super::{Problem, clock};
use crate::attest::secret::write_new;
use crate::attest::statement::{ReviewStatement, Verdict, is_utc};
use crate::attest::verify::{Answer, Check};
use crate::attest::{Times, Trust, Verification, contents, layout};
use crate::base::Digest;
use crate::report::Report;
use crate::report::html::{self, Beside};
use crate::tlog::evidence;

pub(super) const EXAMPLES: &str = "\
Examples:
  candor verify product.candor --trust candor-trust.json
  candor verify product.candor --trust candor-trust.json --json | jq .accepted
  candor verify reviewed/ --trust candor-trust.json            the index of a batch and all of its packs

Exit codes: 0 accepted, 1 refused, 2 an error. The review's verdict is no part of it: an accepted
pack may report findings. VERIFY.md in the pack has the same checks for openssl and jq.

A batch is accepted if one auditor's signature is on its index, each pack that the index names is there, accepted and of
the report that the index says, and no other pack lies beside them.";

const GREEN: Style = AnsiColor::Green.on_default().bold();
const RED: Style = AnsiColor::Red.on_default().bold();

/// Check a pack's, or a batch's, signatures and digests against your trust file
#[derive(clap::Args)]
pub(super) struct Args {
    /// The pack: a directory NAME.candor; or the index of a batch, or the folder that it lies in
    pack: PathBuf,
    /// Your trust file (`candor trust init` makes one)
    #[arg(long, value_name = "FILE")]
    trust: PathBuf,
    /// The time to judge by, as 2026-01-31T12:00:00Z [default: this machine's clock]
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// Write the report as a page with the vendor's responses beside the findings, if the pack is accepted
    #[arg(long, value_name = "FILE.html")]
    page: Option<PathBuf>,
    /// Print the outcome as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let trust = Trust::load(&args.trust).with_context(|| format!("trust file {}", args.trust.display()))?;
    let now = args.at.clone().unwrap_or_else(|| clock::utc(clock::now()));
    if !is_utc(&now) {
        return Err(Problem::new("--at is not a time", "a time is of the form 2026-01-31T12:00:00Z").into());
    }
    if let Some(index) = index::index_in(&args.pack) {
        return match args.page {
            Some(_) => Err(Problem::new("a batch has no page", "verify one of its packs with --page").into()),
            None => index::run(&index, &trust, &now, args.json),
        };
    }
    let outcome = evidence::verify(&args.pack, &trust, Times::at(&now)).context("the pack cannot be verified")?;
    if let (Some(path), Some(statement)) = (&args.page, &outcome.statement) {
        write_page(path, &args.pack, statement, &outcome)?;
    }
    let code = if outcome.accepted { ExitCode::SUCCESS } else { ExitCode::from(1) };
    match print(&outcome, args.json) {
        // A reader that went away must not turn a refusal into a success.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        Ok(()) | Err(_) => Ok(code),
    }
}

/// Renders the very report that was verified: read again, and held against the signed digest.
fn write_page(path: &Path, pack: &Path, statement: &ReviewStatement, outcome: &Verification) -> anyhow::Result<()> {
    let bytes = contents::read(pack)?.remove(layout::REPORT).unwrap_or_default();
    let id = Digest::of(&bytes);
    if id != statement.predicate.report.digest.sha256 {
        return Err(Problem::new("the pack changed while it was read", "verify it once more").into());
    }
    let report = Report::from_json(&bytes).context("the report cannot be shown as a page")?;
    let beside = Beside {
        answers: outcome.responses.iter().map(|answer| (answer.response.finding.clone(), words(answer).join(". "))).collect(),
        signers: outcome
            .signers
            .iter()
            .map(|signer| (signer.keyid, Some(format!("{} ({})", signer.owner, signer.organisation))))
            .collect(),
    };
    Ok(write_new(path, html::render_with(&report, &id, &beside).as_bytes(), 0o644)?)
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
    show_checks(out, &outcome.checks, &outcome.notes, &outcome.trust)?;
    match &outcome.statement {
        Some(statement) if outcome.accepted => show_accepted(out, outcome, statement),
        Some(_) | None => writeln!(out, "{RED}REFUSED{RED:#}: nothing in this pack can be relied on"),
    }
}

/// The checks in their order, what they cannot tell, and the trust file that they rest on.
fn show_checks(out: &mut impl Write, checks: &[Check], notes: &[String], trust: &Digest) -> io::Result<()> {
    for check in checks {
        let (style, word) = if check.ok { (GREEN, "held  ") } else { (RED, "FAILED") };
        writeln!(out, "{style}{word}{style:#}  {:12} {}", check.name, check.detail)?;
    }
    for note in notes {
        writeln!(out, "note    {note}")?;
    }
    writeln!(out, "trust   sha256:{trust}")
}

fn show_accepted(out: &mut impl Write, outcome: &Verification, statement: &ReviewStatement) -> io::Result<()> {
    let review = &statement.predicate;
    // Safe to show: a statement with a name that acts on a terminal is refused when it is parsed.
    for subject in &statement.subject {
        writeln!(out, "subject sha256:{} {}", subject.digest.sha256, subject.name)?;
    }
    writeln!(out, "report  {}", review.report_id)?;
    let signers: Vec<_> = outcome.signers.iter().map(|s| format!("{} ({}), key {}", s.owner, s.organisation, s.keyid)).collect();
    writeln!(out, "{GREEN}ACCEPTED{GREEN:#}: signed by {}", signers.join("; "))?;
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
    )?;
    outcome.responses.iter().try_for_each(|answer| show_answer(out, answer))
}

/// Safe to show: a response with characters that act is refused when it is parsed.
fn show_answer(out: &mut impl Write, answer: &Answer) -> io::Result<()> {
    let mut lines = words(answer).into_iter();
    writeln!(out, "{}: {} (the finding stands)", answer.response.finding, lines.next().unwrap_or_default())?;
    lines.try_for_each(|text| writeln!(out, "    {text}"))
}

/// `disputed by Vic (Acme): not_affected, component_not_present`, and the statements in full.
fn words(Answer { by, response }: &Answer) -> Vec<String> {
    let justification = response.justification.map_or(String::new(), |justification| format!(", {}", name(&justification)));
    let first = format!("{} by {by}: {}{justification}", name(&response.position), name(&response.status));
    let statements = [&response.impact_statement, &response.action_statement];
    [first].into_iter().chain(statements.into_iter().flatten().cloned()).collect()
}

/// The name on the wire, which is also what people read.
fn name(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).ok();
    value.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
}
