//! Reads `candor.disclosure.toml`, in which a vendor says what data leaves, where to, and why. Read strictly: what is said twice,
//! unclear or not filled in is told with its line, and then nothing is declared. Knows nothing of findings.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::super::hosts::is_pattern;
use super::cover::{MAX_ITEMS, fits, needs_endpoint, pattern};
use super::{ANYWHERE, RUN_TIME};
use crate::base::{Diagnostic, Digest, Severity, display};
use crate::models::{SinkKind, SourceKind};
use crate::report::model::{Disclosure, DisclosureOutcome, Disclosures};

/// The name of the file in a submission.
pub const NAME: &str = "candor.disclosure.toml";

/// More is no disclosure.
const MAX_BYTES: usize = 256 << 10;
/// Characters of one text, as it is shown.
const MAX_TEXT: usize = 1000;
const MAX_ID: usize = 64;
const MAX_ENDPOINTS: usize = 100;
/// Faults that are told.
const MAX_FAULTS: usize = 20;
/// Characters of what is at fault.
const MAX_SHOWN: usize = 60;

const HELP: &str = "`candor disclose init` prints a disclosure with every key explained, `candor disclose check FILE` tells what is \
                    wrong with one";

/// Why a file is no disclosure: one line a fault.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{}", .0.join("\n  "))]
pub struct DisclosureError(pub Vec<String>);

impl DisclosureError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        HELP
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    disclosure: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Row {
    id: Spanned<String>,
    data: Spanned<Vec<String>>,
    channel: Spanned<String>,
    endpoints: Option<Spanned<Vec<String>>>,
    chosen_by: Option<Spanned<Vec<String>>>,
    purpose: Spanned<String>,
    trigger: Option<Spanned<String>>,
    consent: Option<Spanned<String>>,
    path: Option<Spanned<String>>,
}

/// A disclosure that an auditor gives. The error names everything that is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Disclosures, DisclosureError> {
    let items = parse(bytes).map_err(DisclosureError)?;
    Ok(disclosures(bytes, None, Some(items)))
}

/// A disclosure that lies in a submission at `path`. One that cannot be used declares nothing, and the diagnostics say why.
pub fn submitted(bytes: &[u8], path: &str) -> (Disclosures, Vec<Diagnostic>) {
    let told = |fault: &String| {
        let message = format!("the vendor's disclosure cannot be used, so everything is undeclared: {fault}");
        Diagnostic::new(Severity::Warning, "disclosure-unusable", message).at(path).help(HELP)
    };
    let (items, faults) = match parse(bytes) {
        Ok(items) => (Some(items), Vec::new()),
        Err(faults) => (None, faults.iter().map(told).collect()),
    };
    (disclosures(bytes, Some(path.to_owned()), items), faults)
}

fn disclosures(bytes: &[u8], path: Option<String>, items: Option<Vec<Disclosure>>) -> Disclosures {
    Disclosures {
        digest: Digest::of(bytes),
        path,
        usable: items.is_some(),
        earlier: None,
        items: items.unwrap_or_default(),
        gaps: Vec::new(),
        undeclared: 0,
        undeclared_metadata: 0,
    }
}

/// Whether items could have been read from a file.
pub(super) fn are_sound(items: &[Disclosure]) -> bool {
    items.len() <= MAX_ITEMS && items.iter().all(|item| faults(item).is_empty())
}

fn parse(bytes: &[u8]) -> Result<Vec<Disclosure>, Vec<String>> {
    if bytes.len() > MAX_BYTES {
        return Err(vec![format!("{} bytes, more than {MAX_BYTES}", bytes.len())]);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| vec!["it is not UTF-8".to_owned()])?;
    let lines = Lines::of(text);
    let document: Document = toml::from_str(text).map_err(|error| {
        let line = lines.at(error.span().map_or(0, |span| span.start));
        vec![format!("line {line}: {}", display::escape(error.message()))]
    })?;
    if document.disclosure.len() > MAX_ITEMS {
        return Err(vec![format!("{} items, more than {MAX_ITEMS}", document.disclosure.len())]);
    }
    let mut told = Vec::new();
    let mut known: BTreeMap<String, u32> = BTreeMap::new();
    let mut items = Vec::new();
    for row in document.disclosure {
        let (item, places) = item(row, &lines);
        for (key, fault) in faults(&item) {
            told.push((places.get(key).copied().unwrap_or(item.line), fault));
        }
        if let Some(first) = known.get(&item.id) {
            told.push((item.line, format!("`{}` is the id of the item in line {first} already", shown(&item.id))));
        }
        known.entry(item.id.clone()).or_insert(item.line);
        items.push(item);
    }
    told.sort();
    let more = told.len().saturating_sub(MAX_FAULTS);
    let mut told: Vec<String> = told.into_iter().take(MAX_FAULTS).map(|(line, fault)| format!("line {line}: {fault}")).collect();
    told.extend((more > 0).then(|| format!("and {more} more faults")));
    if told.is_empty() { Ok(items) } else { Err(told) }
}

/// Where lines begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(after).collect())
    }

    /// From 1.
    fn at(&self, offset: usize) -> u32 {
        u32::try_from(self.0.partition_point(|&start| start <= offset)).unwrap_or(u32::MAX)
    }
}

/// A row as an item, and the lines of its keys.
fn item(row: Row, lines: &Lines) -> (Disclosure, BTreeMap<&'static str, u32>) {
    let mut places = BTreeMap::new();
    let mut text = |key: &'static str, value: Option<Spanned<String>>| {
        value.map(|value| {
            places.insert(key, lines.at(value.span().start));
            display::escape(value.get_ref())
        })
    };
    let id = text("id", Some(row.id)).unwrap_or_default();
    let channel = text("channel", Some(row.channel)).unwrap_or_default();
    let purpose = text("purpose", Some(row.purpose)).unwrap_or_default();
    let [trigger, consent, path] =
        [("trigger", row.trigger), ("consent", row.consent), ("path", row.path)].map(|(key, value)| text(key, value));
    let mut list = |key: &'static str, value: Option<Spanned<Vec<String>>>| {
        let Some(value) = value else { return Vec::new() };
        places.insert(key, lines.at(value.span().start));
        let mut list: Vec<String> = value.get_ref().iter().map(|one| display::escape(one)).collect();
        list.sort();
        list.dedup();
        list
    };
    let data = list("data", Some(row.data));
    let [endpoints, chosen_by] =
        [("endpoints", row.endpoints), ("chosen-by", row.chosen_by)].map(|(key, value)| list(key, value));
    let line = places["id"];
    let (outcome, widened, findings) = (DisclosureOutcome::Unseen, Vec::new(), Vec::new());
    let item =
        Disclosure { id, line, data, channel, endpoints, chosen_by, purpose, trigger, consent, path, outcome, widened, findings };
    (item, places)
}

/// What is wrong with an item, by key.
fn faults(item: &Disclosure) -> Vec<(&'static str, String)> {
    let mut found: Vec<(&'static str, String)> = Vec::new();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    if item.id.is_empty() || item.id.len() > MAX_ID || !item.id.bytes().all(plain) {
        found.push(("id", format!("`{}` is no id: letters, digits, `-`, `.` and `_`, at most {MAX_ID}", shown(&item.id))));
    }
    if item.data.is_empty() {
        found.push(("data", "`data` names no kind of data".to_owned()));
    }
    for (key, kind) in item.data.iter().map(|kind| ("data", kind)).chain(item.chosen_by.iter().map(|kind| ("chosen-by", kind))) {
        found.extend(kind_fault(kind).map(|fault| (key, fault)));
    }
    found.extend(channel_fault(&item.channel).map(|fault| ("channel", fault)));
    found.extend(endpoint_faults(item).into_iter().map(|fault| ("endpoints", fault)));
    let texts = [("purpose", Some(&item.purpose)), ("trigger", item.trigger.as_ref()), ("consent", item.consent.as_ref())];
    for (key, text) in texts {
        found.extend(text.and_then(|text| text_fault(key, text, &item.id)).map(|fault| (key, fault)));
    }
    found.extend(item.path.as_deref().and_then(path_fault).map(|fault| ("path", fault)));
    found
}

fn kind_fault(kind: &str) -> Option<String> {
    if SourceKind::parse(kind).is_some() {
        return None;
    }
    if kind == ANYWHERE {
        return Some("`*` is no kind of data: a disclosure names what leaves, kind by kind".to_owned());
    }
    let meant = SourceKind::parse(&kind.to_uppercase().replace(['-', ' '], "_"));
    let known = || SourceKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    let rest = meant.map_or_else(|| format!("known are {}", known()), |meant| format!("did you mean `{}`?", meant.name()));
    Some(format!("`{}` is no kind of data; {rest}", shown(kind)))
}

fn channel_fault(channel: &str) -> Option<String> {
    if !channel.is_empty() && SinkKind::ALL.iter().any(|kind| fits(channel, kind.name())) {
        return None;
    }
    let last = |kind: &&SinkKind| kind.name().rsplit('.').next() == Some(&channel.to_lowercase());
    let known = || SinkKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    let rest = match SinkKind::ALL.iter().find(last) {
        Some(meant) => format!("did you mean `{}`?", meant.name()),
        None => format!("known are network, egress, exec, {}", known()),
    };
    Some(format!("`{}` is no channel; {rest}", shown(channel)))
}

fn endpoint_faults(item: &Disclosure) -> Vec<String> {
    if item.endpoints.is_empty() && needs_endpoint(&item.channel) {
        let says = "give `endpoints`: host names, or \"chosen-at-run-time\" for what the code does not name";
        return vec![format!("data that leaves by {} goes somewhere: {says}", shown(&item.channel))];
    }
    if item.endpoints.len() > MAX_ENDPOINTS {
        return vec![format!("{} endpoints, more than {MAX_ENDPOINTS}", item.endpoints.len())];
    }
    let wrong = item.endpoints.iter().filter(|end| *end != ANYWHERE && *end != RUN_TIME && !is_pattern(end));
    let form = "a host name in lower case, without scheme, port and path; `*.` in front for all names below; \
                `chosen-at-run-time` for what the code does not name; `*` for everything";
    wrong.map(|end| format!("`{}` is no endpoint: {form}", shown(end))).collect()
}

fn text_fault(key: &str, text: &str, id: &str) -> Option<String> {
    let bare = text.trim().trim_end_matches(['.', '…']).to_lowercase();
    let filled = bare.chars().any(char::is_alphanumeric) && !["todo", "tbd", "fixme", "xxx"].contains(&bare.as_str());
    match (filled, text.chars().count() > MAX_TEXT) {
        (false, _) if key == "purpose" => {
            Some(format!("the purpose of `{}` is not filled in: say why this data leaves", shown(id)))
        }
        (false, _) => Some(format!("the {key} of `{}` is not filled in: fill it in, or leave the line out", shown(id))),
        (true, true) => Some(format!("the {key} of `{}` is longer than {MAX_TEXT} characters", shown(id))),
        (true, false) => None,
    }
}

fn path_fault(path: &str) -> Option<String> {
    let steps = path.trim_end_matches('/').split('/');
    let plain = !path.starts_with('/') && steps.clone().all(|step| !matches!(step, "" | "." | ".."));
    let form = "a path below the root of the submission, with `/` between folders; `*` within a folder, `**` for any folders";
    match () {
        () if !plain || path.contains("\\\\") => Some(format!("`{}` is no path: {form}", shown(path))),
        () if path.chars().count() > MAX_TEXT || pattern(path).is_none() => {
            Some(format!("the path `{}` is too long", shown(path)))
        }
        () => None,
    }
}

/// The beginning of what is at fault.
fn shown(text: &str) -> String {
    let safe = display::neutralise(text);
    let short: String = safe.chars().take(MAX_SHOWN).collect();
    if short.len() < safe.len() { format!("{short}…") } else { short }
}

#[cfg(test)]
mod tests {
    use super::read;

    const ITEM: &str = "[[disclosure]]\nid = \"a\"\ndata = [\"FILE\"]\nchannel = \"network\"\nendpoints = [\"a.example\"]\n\
                        purpose = \"crash reports\"\n";

    #[test]
    fn what_a_disclosure_cannot_mean_is_told_with_its_line() {
        assert!(read(ITEM.as_bytes()).is_ok() && read(b"").is_ok());
        for (from, to, says) in [
            ("\"FILE\"", "\"file\"", "line 3: `file` is no kind of data; did you mean `FILE`?"),
            ("\"FILE\"", "\"*\"", "line 3: `*` is no kind of data"),
            ("\"FILE\"", "", "line 3: `data` names no kind"),
            ("\"FILE\"", "\"PICTURES\"", "line 3: `PICTURES` is no kind of data; known are FILE, FILE_META"),
            ("network", "http", "line 4: `http` is no channel; did you mean `egress.http`?"),
            ("network", "", "line 4: `` is no channel; known are network"),
            ("endpoints = [\"a.example\"]\n", "", "line 2: data that leaves by network goes somewhere"),
            ("a.example", "https://a.example/x", "line 5: `https://a.example/x` is no endpoint"),
            ("a.example", "A.example", "is no endpoint"),
            ("crash reports", "…", "line 6: the purpose of `a` is not filled in"),
            ("crash reports", "TODO", "is not filled in"),
            ("purpose = \"crash reports\"\n", "", "missing field `purpose`"),
            ("id = \"a\"", "id = \"a b\"", "line 2: `a b` is no id"),
            ("id = \"a\"", "id = 7", "line 2: invalid type"),
            ("purpose", "purposes", "line 6: unknown field `purposes`"),
            ("[[disclosure]]", "[disclosure]", "line 1: invalid type"),
            ("purpose", "path = \"../x\"\npurpose", "line 6: `../x` is no path"),
            ("purpose", "path = \"a\\\\b\"\npurpose", "line 6: `a\\\\b` is no path"),
            ("purpose", "chosen-by = [\"SERVER\"]\npurpose", "line 6: `SERVER` is no kind of data"),
            ("purpose", "consent = \"\"\npurpose", "line 6: the consent of `a` is not filled in: fill it in, or leave"),
        ] {
            let text = ITEM.replacen(from, to, 1);
            let error = read(text.as_bytes()).expect_err(&text).to_string();
            assert!(error.contains(says), "{text}\n{error}");
        }
        let twice = format!("{ITEM}{ITEM}");
        assert!(read(twice.as_bytes()).expect_err("twice").to_string().contains("line 8: `a` is the id of the item in line 2"));
        assert!(read(&[0xff]).is_err() && read(&vec![b'#'; 1 << 20]).is_err());
        let many = ITEM.replace("FILE", "x").repeat(30).replace("id = \"a\"", "id = \"?\"");
        assert_eq!(read(many.as_bytes()).expect_err("many").0.len(), 21, "faults are bounded");
    }
}
