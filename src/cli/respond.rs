//! `candor respond`: the vendor's side of a pack. A template with one entry a finding, to be filled in; then the
//! filled file → a signed statement that goes back to the auditor. Findings stay as they are.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::secret::KeyArgs;
use super::{Problem, sign};
use crate::attest::companion::{FindingResponse, ResponseStatement};
use crate::attest::dsse::Envelope;
use crate::attest::layout;
use crate::attest::secret::write_new;
use crate::base::{Digest, json};

pub(super) const EXAMPLES: &str = "\
Examples:
  candor respond product.candor --template response.json        write a template, one entry a finding
  candor respond product.candor --sign response.json --key vendor.pem --output response.intoto.jsonl
  candor attach product.candor --statement response.intoto.jsonl    the auditor puts it beside the findings

In the template, position is accepted or disputed; status is one of OpenVEX's: not_affected (with a justification or
an impactStatement), affected (with an actionStatement), fixed, under_investigation. Justifications: component_not_present,
vulnerable_code_not_present, vulnerable_code_not_in_execute_path, vulnerable_code_cannot_be_controlled_by_adversary,
inline_mitigations_already_exist. Remove the entries that you do not answer. No finding goes away by an answer.";

/// Answer the findings of a pack, as the vendor
#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("step").required(true).multiple(false).args(["template", "sign"]))]
pub(super) struct Args {
    /// The pack: a directory NAME.candor
    pack: PathBuf,
    /// Write a template to fill in: a new file
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Sign the filled template
    #[arg(long, value_name = "FILE", requires = "output")]
    sign: Option<PathBuf>,
    #[command(flatten)]
    key: KeyArgs,
    /// Where the signed statement goes: a new file, one line of JSON
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What the vendor fills in. The title is there to be read and is not signed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    report: Digest,
    responses: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    #[serde(default)]
    title: String,
    #[serde(flatten)]
    response: Value,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let pack = sign::open(&args.pack)?;
    let report = &pack.contents()[layout::REPORT];
    if let Some(path) = &args.template {
        let template = template(report)?;
        let mut bytes = serde_json::to_vec_pretty(&template)?;
        bytes.push(b'\n');
        write_new(path, &bytes, 0o644)?;
        writeln!(anstream::stdout().lock(), "template  {} ({} findings)", path.display(), template.responses.len())?;
        return Ok(ExitCode::SUCCESS);
    }
    let filled = args.sign.as_deref().unwrap_or(Path::new(""));
    let responses = read(filled, &Digest::of(report)).with_context(|| format!("cannot sign {}", filled.display()))?;
    let statement = ResponseStatement::new(Digest::of(report), responses).map_err(|error| refused(&error.to_string()))?;
    statement.check_findings(report).map_err(|error| refused(&error.to_string()))?;
    let key = args.key.open()?;
    let mut line = Envelope::sign(statement.to_bytes()?, &[&key])?.to_bytes();
    line.push(b'\n');
    let output = args.output.as_deref().unwrap_or(Path::new(""));
    write_new(output, &line, 0o644)?;
    writeln!(anstream::stdout().lock(), "response  {} (signed by key {})", output.display(), key.public().keyid())?;
    Ok(ExitCode::SUCCESS)
}

fn template(report: &[u8]) -> anyhow::Result<Template> {
    let value: Value = json::from_canonical(report)?;
    let findings = ["findings", "metadata"].into_iter().filter_map(|list| value[list].as_array()).flatten();
    let entry = |finding: &Value| Entry {
        title: finding["title"].as_str().unwrap_or_default().to_owned(),
        response: serde_json::json!({
            "finding": finding["id"],
            "fingerprint": finding["fingerprint"],
            "position": "accepted",
            "status": "under_investigation",
        }),
    };
    Ok(Template { report: Digest::of(report), responses: findings.map(entry).collect() })
}

fn read(path: &Path, report: &Digest) -> anyhow::Result<Vec<FindingResponse>> {
    let template: Template = serde_json::from_slice(&sign::read(path)?).map_err(|error| refused(&error.to_string()))?;
    if template.report != *report {
        return Err(refused("it answers another report").into());
    }
    let read = |entry: Entry| serde_json::from_value(entry.response).map_err(|error| refused(&error.to_string()).into());
    template.responses.into_iter().map(read).collect()
}

fn refused(why: &str) -> Problem {
    Problem::new(format!("the response is not one: {why}"), "`candor respond --help` says what an entry may hold")
}
