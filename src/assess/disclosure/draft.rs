//! A report → a disclosure for the vendor to complete: one item for each kind of data, channel and set of destinations that was
//! found. It says what the code does, and leaves open why: a draft is refused until every purpose is filled in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::cover::{MAX_ITEMS, ends, needs_endpoint};
use super::{NAME, RUN_TIME};
use crate::report::model::{Finding, Report};

/// Findings that a comment names.
const SHOWN: usize = 8;

/// What one item is about: kind of data, channel, destinations, and what chooses the data.
type Key = (String, String, Vec<String>, Vec<String>);

/// The text of a disclosure that declares everything that `report` found.
pub fn draft(report: &Report) -> String {
    let mut groups: BTreeMap<Key, Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings.iter().chain(&report.metadata) {
        for kind in &finding.source_kinds {
            let key = (kind.clone(), finding.sink_kind.clone(), endpoints(finding), finding.via.clone());
            groups.entry(key).or_default().push(finding);
        }
    }
    let mut text = format!(
        "# A draft, from a review: what the code does. Put it into the root of the submission as {NAME}.\n\
         # Fill in every purpose, and trigger and consent where there is something to say. Take out what is to be closed instead.\n\
         # `candor disclose init` prints what each key means; `candor disclose check FILE` says whether it can be used.\n"
    );
    if groups.is_empty() {
        text.push_str("# The review found nothing to disclose.\n");
    }
    let left_out = groups.len().saturating_sub(MAX_ITEMS);
    let mut ids = BTreeSet::new();
    for (key, findings) in groups.into_iter().take(MAX_ITEMS) {
        item(&mut text, &mut ids, &key, &findings);
    }
    if left_out > 0 {
        let _ = writeln!(
            text,
            "\n# {left_out} more were left out: a disclosure has at most {MAX_ITEMS} items. Put alike ones together."
        );
    }
    text
}

fn endpoints(finding: &Finding) -> Vec<String> {
    let ends = ends(finding);
    let named = ends.iter().any(Option::is_some);
    let ends = ends.into_iter().filter(|end| end.is_some() || named || needs_endpoint(&finding.sink_kind));
    let ends: BTreeSet<String> = ends.map(|end| end.unwrap_or_else(|| RUN_TIME.to_owned())).collect();
    ends.into_iter().collect()
}

fn item(text: &mut String, ids: &mut BTreeSet<String>, (kind, channel, endpoints, chosen_by): &Key, findings: &[&Finding]) {
    text.push('\n');
    for finding in findings.iter().take(SHOWN) {
        let (source, sink) = (&finding.source, &finding.sink);
        let title = &finding.title;
        let _ = writeln!(text, "# {}: {title} ({}:{} to {}:{})", finding.id, source.path, source.line, sink.path, sink.line);
    }
    if findings.len() > SHOWN {
        let _ = writeln!(text, "# and {} more", findings.len() - SHOWN);
    }
    let _ = writeln!(text, "[[disclosure]]\nid = \"{}\"", id(ids, kind, channel));
    let _ = writeln!(text, "data = {}\nchannel = {}", list(std::slice::from_ref(kind)), quoted(channel));
    for (key, values) in [("endpoints", endpoints), ("chosen-by", chosen_by)] {
        if !values.is_empty() {
            let _ = writeln!(text, "{key} = {}", list(values));
        }
    }
    text.push_str("purpose = \"…\"\n# trigger = \"…\"\n# consent = \"…\"\n");
}

/// `file-http`, `file-http-2`.
fn id(ids: &mut BTreeSet<String>, kind: &str, channel: &str) -> String {
    let plain = |text: &str| text.to_lowercase().replace(|byte: char| !byte.is_ascii_alphanumeric(), "-");
    let stem = format!("{}-{}", plain(kind), plain(channel.rsplit('.').next().unwrap_or(channel)));
    let numbered = (2..).map(|number: u32| format!("{stem}-{number}"));
    let id = std::iter::once(stem.clone()).chain(numbered).find(|id| !ids.contains(id)).unwrap_or(stem);
    ids.insert(id.clone());
    id
}

fn list(values: &[String]) -> String {
    format!("[{}]", values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", "))
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
