//! `candor rerun`: does a pack's review again and says whether the same report came of it, signed.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use serde_json::Value;

use super::review::{Means, check_submission, report_of, watched};
use super::secret::KeyArgs;
use super::{Problem, disclose, policy, rules, sign};
use crate::attest::amend::AmendError;
use crate::attest::companion::{self, RerunStatement};
use crate::attest::dsse::Envelope;
use crate::attest::layout;
use crate::attest::secret::write_new;
use crate::attest::statement::{SourceDescriptor, SourceKind, report_id};
use crate::base::{Digest, display, json};
use crate::review::{self, Admission, Comparison, Order};

pub(super) const EXAMPLES: &str = "\
Examples:
  candor rerun product.candor product/                         the outcome is signed and put into the pack
  candor rerun product.candor product.bundle --key mine.pem    the commit is the one that the pack names
  candor rerun product.candor product/ --output rerun.intoto.jsonl   the pack stays as it is

Exit codes: 0 the same report, byte for byte; 1 another report, and what it differs by; 2 an error.
Whose signatures the pack has is not looked at: `candor verify` does that.";

/// Do a review again and compare
#[derive(clap::Args)]
pub(super) struct Args {
    /// The pack: a directory NAME.candor
    pack: PathBuf,
    /// The submission, in the form in which it was received
    submission: PathBuf,
    /// The revision to read [default: the commit that the pack names]
    #[arg(long = "ref", value_name = "REV")]
    reference: Option<String>,
    /// The pack that the review had as its baseline, if it had one
    #[arg(long, value_name = "PACK")]
    baseline: Option<PathBuf>,
    /// The policy that the review was judged by, if it was
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// The disclosure that the auditor gave, if one was given
    #[arg(long, value_name = "FILE")]
    disclosure: Option<PathBuf>,
    #[command(flatten)]
    key: KeyArgs,
    #[command(flatten)]
    means: Means,
    /// Repeat it by these rules [default: those that the pack names, where `candor rules use` kept them]
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// Where the signed statement goes: a new file [default: into the pack]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    check_submission(&args.submission)?;
    let mut pack = sign::open(&args.pack)?;
    let baseline = args.baseline.as_deref().map(report_of).transpose()?;
    check_baseline(&pack.contents()[layout::REPORT], baseline.as_ref().map(|(_, id)| id))?;
    let policy = args.policy.as_deref().map(policy::load).transpose()?;
    let judged = check_policy(&pack.contents()[layout::REPORT], policy.as_ref().map(|policy| &policy.digest))?;
    let disclosure = args.disclosure.as_deref().map(disclose::load).transpose()?;
    check_disclosure(&pack.contents()[layout::REPORT], disclosure.as_ref().map(|disclosure| &disclosure.digest))?;
    let key = args.key.open()?;
    args.means.check_key(args.key.key.as_deref(), &args.submission)?;
    match &args.rules {
        Some(file) => rules::install(file)?,
        None => rules::install_kept(&pack.statement.predicate.reviewer.ruleset.digest.sha256)?,
    }
    let source = &pack.statement.predicate.source;
    let commit = source.descriptors.iter().find_map(|descriptor| match descriptor {
        SourceDescriptor::GitCommit(commit) => Some(commit.as_str().to_owned()),
        SourceDescriptor::GitTree(_) => None,
    });
    let from_git = matches!(source.kind, SourceKind::Git | SourceKind::GitBundle);
    let reference = args.reference.clone().or(if from_git { commit } else { None });
    let withheld = is_withheld(&pack.contents()[layout::REPORT])?;
    let order = Order { withheld, ..args.means.order(&args.submission, reference) };
    let again = watched(args.means.quiet, |tell| review::review(&order, &mut Admission::unlogged(), tell))?;
    let again = match &disclosure {
        Some(disclosure) => again.disclosed(disclosure)?,
        None => again,
    };
    let again = match &baseline {
        Some((report, id)) => again.since(report, id)?,
        None => again,
    };
    let again = match (&policy, judged) {
        (Some(policy), Some(day)) => again.under(policy, &day)?,
        (Some(_) | None, _) => again,
    };
    let (tool, ruleset) = review::reviewer().context("this program's own file cannot be read")?;
    let (report, manifest) = (&pack.contents()[layout::REPORT], &pack.contents()[layout::MANIFEST]);
    let compared = review::compare(report, manifest, &pack.statement.predicate.reviewer, &again, tool, ruleset);

    let statement = RerunStatement::new(Digest::of(report), compared.rerun.clone())
        .map_err(|error| Problem::new(error.to_string(), "report this as a bug of candor"))?;
    let line = Envelope::sign(statement.to_bytes()?, &[&key])?.to_bytes();
    if let Some(path) = &args.output {
        write_new(path, &[&line[..], b"\n"].concat(), 0o644)?;
    } else {
        match pack.add_statement(&sign::name(&args.pack), &line) {
            // The same key found the same before.
            Err(AmendError::Present) => {}
            added => {
                added?;
                crate::attest::pack::put_pack(&args.pack, pack.contents()).map(drop)?;
            }
        }
    }
    match show(&compared) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        Ok(()) | Err(_) => Ok(match compared.rerun.outcome {
            companion::Outcome::Identical => ExitCode::SUCCESS,
            companion::Outcome::Different => ExitCode::from(1),
        }),
    }
}

/// Whether the review was to leave lines of code out.
fn is_withheld(report: &[u8]) -> anyhow::Result<bool> {
    let report: Value = json::from_canonical(report).context("the pack's report")?;
    Ok(report.pointer("/code/withheld").and_then(Value::as_bool).unwrap_or_default())
}

/// A report that carries a history comes out the same with the same baseline alone.
fn check_baseline(report: &[u8], given: Option<&Digest>) -> anyhow::Result<()> {
    // Whether the rest of it is sound is for the comparison to say.
    let report: Value = json::from_canonical(report).context("the pack's report")?;
    let wanted = report.pointer("/history/baseline").and_then(Value::as_str).map(display::escape);
    if wanted == given.map(report_id) {
        return Ok(());
    }
    let problem = match (wanted, given) {
        (Some(wanted), None) => {
            Problem::new("the review had a baseline", format!("name its pack with --baseline PACK: the one with report {wanted}"))
        }
        (Some(wanted), Some(_)) => Problem::new("the review had another baseline", format!("the one with report {wanted}")),
        (None, _) => Problem::new("the review had no baseline", "leave --baseline out"),
    };
    Err(problem.into())
}

/// A report that was judged by a policy comes out the same by the same policy alone, on the same day: that day.
fn check_policy(report: &[u8], given: Option<&Digest>) -> anyhow::Result<Option<String>> {
    let report: Value = json::from_canonical(report).context("the pack's report")?;
    let text = |pointer: &str| report.pointer(pointer).and_then(Value::as_str).map(display::escape);
    let wanted = text("/verdict/policy");
    if wanted == given.map(Digest::hex) {
        return Ok(text("/judgement/date"));
    }
    let problem = match (wanted, given) {
        (Some(wanted), None) => {
            Problem::new("the review was judged by a policy", format!("give it with --policy FILE: the one with sha256:{wanted}"))
        }
        (Some(wanted), Some(_)) => {
            Problem::new("the review was judged by another policy", format!("the one with sha256:{wanted}"))
        }
        (None, _) => Problem::new("the review was judged by no policy", "leave --policy out"),
    };
    Err(problem.into())
}

/// A report that was held against a disclosure of the auditor's comes out the same with the same one alone.
fn check_disclosure(report: &[u8], given: Option<&Digest>) -> anyhow::Result<()> {
    let report: Value = json::from_canonical(report).context("the pack's report")?;
    let is_given = report.pointer("/disclosures/path").is_some_and(Value::is_null);
    let digest = report.pointer("/disclosures/digest").and_then(Value::as_str).map(display::escape);
    let wanted = digest.filter(|_| is_given);
    if wanted == given.map(Digest::hex) {
        return Ok(());
    }
    let problem = match (wanted, given) {
        (Some(wanted), None) => Problem::new(
            "the review was given a disclosure",
            format!("give it with --disclosure FILE: the one with sha256:{wanted}"),
        ),
        (Some(wanted), Some(_)) => {
            Problem::new("the review was given another disclosure", format!("the one with sha256:{wanted}"))
        }
        (None, _) => Problem::new("the review was given no disclosure", "leave --disclosure out"),
    };
    Err(problem.into())
}

fn show(compared: &Comparison) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    for note in &compared.notes {
        writeln!(out, "note       {note}")?;
    }
    for difference in &compared.differences {
        writeln!(out, "differs    {difference}")?;
    }
    let word = match compared.rerun.outcome {
        companion::Outcome::Identical => "IDENTICAL",
        companion::Outcome::Different => "DIFFERENT",
    };
    writeln!(out, "{word}  report sha256:{}", compared.rerun.report)?;
    out.flush()
}
