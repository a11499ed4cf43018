//! What several renderers show in the same way: a finding's hops, destinations with their users,
//! what was not examined, and figures for people.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Capability, Disposition, Finding, Found, Indicator, Place, Ratio, Reason, Report, Signature, Status, Step};
use crate::base::purpose;
use crate::base::reach::{self, Reach};
use crate::base::unescape::unescape;

/// Parts of a figure that are told.
const PARTS: usize = 6;
/// Findings or hosts that one line of a judgement names.
const IDS: usize = 30;

/// What the auditor's policy made of the review, a line each.
pub(crate) fn judgement(report: &Report) -> Vec<String> {
    let (Some(judgement), Some(policy)) = (&report.judgement, &report.verdict.policy) else { return Vec::new() };
    let mut lines = vec![format!("judged by the policy sha256:{policy} on {}", judgement.date)];
    for accepted in &judgement.accepted {
        lines.push(format!("{} is accepted until {}: {}", accepted.finding, accepted.until, accepted.reason));
    }
    if !judgement.uncounted.is_empty() {
        lines.push(format!("not counted by the policy: {}", first(&judgement.uncounted, IDS)));
    }
    if !judgement.disclosed.is_empty() {
        let disclosed = first(&judgement.disclosed, IDS);
        lines.push(format!("not counted by the policy, as the vendor disclosed them: {disclosed}"));
    }
    lines.extend(judgement.blobs.iter().map(|blob| format!("{} need not be followed: {}", blob.path, blob.reason)));
    lines
        .extend(judgement.idle.iter().map(|idle| format!("the acceptance of {} has no effect: {}", idle.of, idle.why.meaning())));
    let abroad = judgement.abroad.iter().map(|abroad| format!("{}: {}", abroad.host, country(&abroad.jurisdiction)));
    for (told, hosts) in [
        ("not destinations that the policy allows", judgement.outside.clone()),
        ("in countries that the policy does not allow", abroad.collect()),
        ("no country can be told from the names of", judgement.unplaced.clone()),
    ] {
        if !hosts.is_empty() {
            lines.push(format!("{told}: {}", first(&hosts, IDS)));
        }
    }
    lines
}

/// One reason of the verdict, with its number: `34 findings stand`.
pub(super) fn reason(reason: &Reason) -> String {
    match reason.count {
        0 | 1 => reason.message.clone(),
        _ if reason.message.starts_with(|first: char| first.is_ascii_digit()) => reason.message.clone(),
        count => format!("{} {}", number(count), reason.message),
    }
}

/// Files and paths that the verdict calls unexamined, and what else it is INCOMPLETE for.
pub(super) fn unexamined(report: &Report) -> (u64, Option<&str>) {
    let reasons = &report.verdict.reasons;
    let files = reasons.iter().filter(|reason| Reason::OF_FILES.contains(&reason.code.as_str()));
    let other = reasons.iter().find(|reason| Reason::OTHER.contains(&reason.code.as_str()));
    let files: u64 = files.map(|reason| reason.count).sum();
    (files.max(report.coverage.unexamined()), other.map(|reason| reason.message.as_str()))
}

/// `99.2 %`, of the lines in the languages that data was followed in; `None`: there are none.
pub(super) fn followed(report: &Report) -> Option<(String, &'static str)> {
    let rows = &report.coverage.totals.languages;
    let (mut all, mut followed) = (BTreeMap::<&str, u64>::new(), 0);
    for row in rows.iter().filter(|row| row.disposition == Disposition::Dataflow) {
        followed += row.lines;
        all.extend(row.language.as_deref().map(|language| (language, 0)));
    }
    for row in rows {
        if let Some(lines) = row.language.as_deref().and_then(|language| all.get_mut(language)) {
            *lines += row.lines;
        }
    }
    let all: u64 = all.values().sum();
    (all > 0).then(|| (share(followed, all), "of the lines in the languages that were followed"))
}

/// Classes with the number of their findings, in the order of the first of each. What is shown of each is the first outside tests.
pub(super) fn by_class(report: &Report) -> Vec<(&Finding, usize)> {
    let mut first: Vec<(&Finding, usize)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &report.findings {
        let place = *places.entry(&finding.class).or_insert(first.len());
        match first.get_mut(place) {
            Some((shown, several)) => {
                *several += 1;
                if in_tests(shown) && !in_tests(finding) {
                    *shown = finding;
                }
            }
            None => first.push((finding, 1)),
        }
    }
    first
}

/// Why the verdict is what it is, findings apart, a line each.
pub(super) fn reasons(report: &Report) -> impl Iterator<Item = String> {
    let others = report.verdict.reasons.iter().filter(|reason| reason.code != Reason::FINDINGS);
    others.map(|reason| match reason.count {
        0 | 1 => reason.message.clone(),
        several => format!("{}: {}", reason.message, number(several)),
    })
}

/// The first `most` of `all`, and how many more there are.
pub(super) fn first(all: &[String], most: usize) -> String {
    let more = if all.len() > most { format!(" and {} more", number((all.len() - most) as u64)) } else { String::new() };
    format!("{}{more}", all[..all.len().min(most)].join(", "))
}

/// One place of a witness, source and sink included.
pub(super) struct Hop<'a> {
    /// `source`, `step`, `sink`.
    pub role: &'static str,
    pub path: &'a str,
    pub line: u32,
    pub column: u32,
    pub function: &'a str,
    pub note: String,
    pub excerpt: &'a str,
}

/// The steps in their order, with the source where it is among them and the sink at the end: what chose the data comes before
/// the source. A source that is not among the steps comes first.
pub(super) fn witness(finding: &Finding) -> Vec<Hop<'_>> {
    let (source, sink) = (&finding.source, &finding.sink);
    let is_at = |step: &Step, place: &Place| (&step.path, step.line, step.column) == (&place.path, place.line, place.column);
    let at = finding.steps.iter().position(|step| is_at(step, source)).unwrap_or(0);
    let (before, after) = finding.steps.split_at(at);
    let between = |step: &&Step| !is_at(step, source) && !is_at(step, sink);
    let mut hops: Vec<_> = before.iter().filter(between).map(Hop::step).collect();
    hops.push(Hop::end("source", source));
    hops.extend(after.iter().filter(between).map(Hop::step));
    hops.push(Hop::end("sink", sink));
    hops
}

impl<'a> Hop<'a> {
    fn end(role: &'static str, place: &'a Place) -> Self {
        let note = match &place.callee {
            Some(callee) => format!("{role}: {} by {callee}", place.kind),
            None => format!("{role}: {}", place.kind),
        };
        let (line, column) = (place.line, place.column);
        Self { role, path: &place.path, line, column, function: &place.function, note, excerpt: &place.excerpt }
    }

    fn step(step: &'a Step) -> Self {
        let (line, column) = (step.line, step.column);
        let note = step.note.clone();
        Self { role: "step", path: &step.path, line, column, function: &step.function, note, excerpt: &step.excerpt }
    }
}

/// Both ends are in tests, by the names of their files.
pub(super) fn in_tests(finding: &Finding) -> bool {
    purpose::is_test(&finding.source.path) && purpose::is_test(&finding.sink.path)
}

/// One line that says what flows where: `FILE chosen by NETWORK → egress.http, after encode; in tests`.
pub(super) fn summary(finding: &Finding) -> String {
    let mut text = finding.source_kinds.join(", ");
    if !finding.via.is_empty() {
        text = format!("{text} chosen by {}", finding.via.join(", "));
    }
    text = format!("{text} → {}", finding.sink_kind);
    if !finding.transforms.is_empty() {
        text = format!("{text}, after {}", finding.transforms.join(", "));
    }
    if in_tests(finding) {
        text.push_str("; in tests");
    }
    text
}

/// A destination with all places that name it.
pub(super) struct Destination<'a> {
    pub value: &'a str,
    pub how: Found,
    pub reach: Reach,
    /// The country whose top-level domain it has: `Germany (DE)`; empty: none tells.
    pub country: String,
    /// First in the order of paths.
    pub path: &'a str,
    pub line: u32,
    pub places: usize,
    /// Calls that use it.
    pub callees: Vec<&'a str>,
    /// Findings that end there, and those that perhaps do.
    pub findings: Vec<&'a str>,
    pub perhaps: Vec<&'a str>,
    /// Flows of mere metadata that end there.
    pub metadata: Vec<&'a str>,
}

impl<'a> Destination<'a> {
    /// Everything that ends there, findings first, and what perhaps does.
    pub(super) fn ids(&self) -> Vec<String> {
        let sure = self.findings.iter().chain(&self.metadata).map(|&id| id.to_owned());
        sure.chain(self.perhaps.iter().map(|id| format!("perhaps {id}"))).collect()
    }
}

/// What is to be known of the flows beside the verdict, a line each: how many are in tests, and how many of mere metadata.
pub(super) fn asides(report: &Report) -> Vec<String> {
    let inside = report.findings.iter().filter(|finding| in_tests(finding)).count() as u64;
    let findings = count(inside, "finding is", "findings are");
    let tests = format!("{findings} in tests, by the names of the files; the verdict counts tests like all else");
    let flows = count(report.metadata.len() as u64, "flow", "flows");
    let metadata =
        format!("{flows} of metadata of files alone (names, sizes, dates, listings), told apart: no part of the verdict");
    let all = [(inside > 0, tests), (!report.metadata.is_empty(), metadata)];
    all.into_iter().filter_map(|(there, told)| there.then_some(told)).collect()
}

/// What became of the findings of an earlier report.
pub(super) struct Since<'a> {
    pub baseline: &'a str,
    pub counts: String,
    /// Status, id where there is one, what, and where: all but what was carried over.
    pub rows: Vec<(&'static str, &'a str, &'a str, String)>,
}

/// The history of `report`, if it has one; what is back again first, then what is new, then what is gone.
pub(super) fn since(report: &Report) -> Option<Since<'_>> {
    let history = report.history.as_ref()?;
    let counts = history.counts;
    let place = |source: &Place, sink: &Place| format!("{}:{} → {}:{}", source.path, source.line, sink.path, sink.line);
    let all = report.findings.iter().chain(&report.metadata);
    let by_id: BTreeMap<&str, &Finding> = all.map(|finding| (finding.id.as_str(), finding)).collect();
    let standing = |status: Status| {
        let ids = history.standings.iter().filter(move |standing| standing.status == status);
        ids.filter_map(|standing| by_id.get(standing.id.as_str())).map(move |finding| {
            let where_it_is = place(&finding.source, &finding.sink);
            (status.name(), finding.id.as_str(), finding.title.as_str(), where_it_is)
        })
    };
    let gone = history.fixed.iter().filter(|fixed| fixed.last == history.baseline);
    let gone = gone.map(|fixed| ("gone", "", fixed.title.as_str(), place(&fixed.source, &fixed.sink)));
    let text = format!(
        "{} new, {} back again, {} carried over, {} gone",
        number(counts.new),
        number(counts.regressed),
        number(counts.carried),
        number(counts.fixed)
    );
    let rows = standing(Status::Regressed).chain(standing(Status::New)).chain(gone).collect();
    Some(Since { baseline: &history.baseline, counts: text, rows })
}

/// Destinations by value; those that findings end at come first, then those that they perhaps end at, then those of metadata; of these, other machines first.
pub(super) fn destinations<'a>(report: &'a Report) -> Vec<Destination<'a>> {
    let mut by_value: BTreeMap<(&str, Found), Destination<'a>> = BTreeMap::new();
    for endpoint in &report.endpoints {
        let entry = by_value.entry((&endpoint.value, endpoint.how)).or_insert_with(|| Destination {
            value: &endpoint.value,
            how: endpoint.how,
            reach: if endpoint.how == Found::RunTime { Reach::Named } else { reach::of_address(&endpoint.value) },
            country: endpoint.jurisdiction.as_deref().map(country).unwrap_or_default(),
            path: &endpoint.path,
            line: endpoint.line,
            places: 0,
            callees: Vec::new(),
            findings: Vec::new(),
            perhaps: Vec::new(),
            metadata: Vec::new(),
        });
        entry.places += 1;
        if (endpoint.path.as_str(), endpoint.line) < (entry.path, entry.line) {
            (entry.path, entry.line) = (&endpoint.path, endpoint.line);
        }
        entry.callees.extend(endpoint.callee.as_deref());
    }
    let mut all: Vec<_> = by_value.into_values().collect();
    let (findings, metadata) = (by_end(&report.findings, sure_ends), by_end(&report.metadata, ends));
    let perhaps = by_end(&report.findings, unsure_ends);
    for destination in &mut all {
        destination.callees.sort_unstable();
        destination.callees.dedup();
        destination.findings = findings.get(destination.value).cloned().unwrap_or_default();
        destination.perhaps = perhaps.get(destination.value).cloned().unwrap_or_default();
        destination.metadata = metadata.get(destination.value).cloned().unwrap_or_default();
    }
    all.sort_by_key(|to| (to.findings.is_empty(), to.perhaps.is_empty(), to.metadata.is_empty(), to.reach));
    all
}

/// Ids by the destinations that they end at.
fn by_end<'a>(list: &'a [Finding], ends: impl Fn(&'a Finding) -> BTreeSet<&'a str>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut ids: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for finding in list {
        for part in ends(finding) {
            ids.entry(part).or_default().push(&finding.id);
        }
    }
    ids
}

/// The destinations that a finding names, each once.
pub(super) fn ends(finding: &Finding) -> BTreeSet<&str> {
    finding.endpoint.iter().flat_map(|endpoint| endpoint.split(", ")).collect()
}

/// Those to which an ambiguous way alone leads.
fn unsure_ends(finding: &Finding) -> BTreeSet<&str> {
    finding.unsure_endpoints.iter().flat_map(|endpoint| endpoint.split(", ")).collect()
}

/// The others.
fn sure_ends(finding: &Finding) -> BTreeSet<&str> {
    &ends(finding) - &unsure_ends(finding)
}

/// Where a finding goes, in words: `a, b; perhaps c`. `None`: the code does not say.
pub(super) fn goes_to(finding: &Finding) -> Option<String> {
    let endpoint = finding.endpoint.as_deref()?;
    let unsure = finding.unsure_endpoints.join(", ");
    let sure = endpoint.strip_suffix(&unsure).unwrap_or(endpoint).trim_end_matches(", ");
    Some(match (sure, unsure.as_str()) {
        (sure, "") => sure.to_owned(),
        ("", unsure) => format!("perhaps {unsure}"),
        (sure, unsure) => format!("{sure}; perhaps {unsure}"),
    })
}

/// The countries of destinations, as a reader knows them.
pub(super) fn countries(report: &Report) -> BTreeMap<&str, String> {
    let told = report.endpoints.iter().filter_map(|endpoint| Some((endpoint.value.as_str(), endpoint.jurisdiction.as_deref()?)));
    told.map(|(value, code)| (value, country(code))).collect()
}

/// `Germany (DE)`.
fn country(code: &str) -> String {
    crate::base::country::name(code).map_or_else(|| code.to_owned(), |name| format!("{name} ({code})"))
}

/// What one component can do in one way.
pub(super) struct Ability<'a> {
    pub capability: &'a str,
    /// How many functions can.
    pub functions: usize,
    /// The first of them.
    pub example: &'a Capability,
}

/// For each component what it can do, by the names of capabilities.
pub(super) fn abilities(report: &Report) -> BTreeMap<&str, Vec<Ability<'_>>> {
    let mut by_name: BTreeMap<(&str, &str), Vec<&Capability>> = BTreeMap::new();
    for capability in &report.capabilities {
        by_name.entry((&capability.component, &capability.capability)).or_default().push(capability);
    }
    let mut components: BTreeMap<&str, Vec<Ability<'_>>> = BTreeMap::new();
    for ((component, capability), mut entries) in by_name {
        // The shortest witness is the easiest to check.
        entries.sort_by_key(|entry| (entry.witness.len(), &entry.path, entry.line));
        let functions: BTreeSet<(&str, &str)> =
            entries.iter().map(|entry| (entry.path.as_str(), entry.function.as_str())).collect();
        let ability = Ability { capability, functions: functions.len(), example: entries[0] };
        components.entry(component).or_default().push(ability);
    }
    components
}

/// For each capability: how many functions have it, and in which components.
pub(super) fn capabilities(report: &Report) -> Vec<(&str, usize, Vec<&str>)> {
    let mut by_name: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for capability in &report.capabilities {
        let (count, components) = by_name.entry(&capability.capability).or_default();
        *count += 1;
        components.insert(&capability.component);
    }
    by_name.into_iter().map(|(name, (count, components))| (name, count, components.into_iter().collect())).collect()
}

/// What a reader must know was not examined, or less well than by following data: what, and how much.
pub(super) fn not_examined(report: &Report) -> Vec<(String, u64)> {
    let coverage = &report.coverage;
    let mut list: Vec<(String, u64)> = Vec::new();
    for disposition in [Disposition::Refused, Disposition::Limit, Disposition::Opaque, Disposition::Lexical, Disposition::Syntax]
    {
        let (files, bytes) = coverage.by_disposition(disposition);
        let of = spoken(report, disposition);
        list.push((format!("{}: {} ({}){of}", one(files, "file", "files"), disposition.meaning(), size(bytes)), files));
    }
    let refused = coverage.refused.len() as u64;
    list.push((format!("{} refused at intake", one(refused, "path", "paths")), refused));
    let special = coverage.special.len() as u64;
    list.push((one(special, SPECIAL.0, SPECIAL.1).to_owned(), special));
    let (holes, tainted) = coverage.holes.iter().fold((0, 0), |(all, hit), hole| (all + hole.count, hit + hole.tainted));
    let places = one(holes, "place", "places");
    list.push((
        format!("{places} where the analysis lost the thread ({} of them with data of interest)", number(tainted)),
        holes,
    ));
    let bytes = coverage.totals.error_bytes;
    let share = share(bytes, coverage.totals.bytes);
    list.push((format!("{} that no grammar could parse ({share} of the total)", one(bytes, "byte", "bytes")), bytes));
    let unreviewed = report.dependencies.len() as u64;
    list.push((one(unreviewed, UNREVIEWED.0, UNREVIEWED.1).to_owned(), unreviewed));
    let asked = report.components.as_ref().map_or(0, |packages| packages.missing().count()) as u64;
    list.push((one(asked, ASKED.0, ASKED.1).to_owned(), asked));
    let hit = report.limits.iter().filter(|limit| limit.hits > 0).count() as u64;
    list.push((format!("{} hit", one(hit, "limit was", "limits were")), hit));
    list.retain(|(_, count)| *count > 0);
    list
}

/// The languages that most of the lines of these files are in: `; of these 1,248 shell, 87 perl`.
fn spoken(report: &Report, disposition: Disposition) -> String {
    let rows = report.coverage.totals.languages.iter().filter(|row| row.disposition == disposition && row.lines > 0);
    let mut named: Vec<_> = rows.filter_map(|row| Some((row.lines, row.files, row.language.as_deref()?))).collect();
    named.sort_by(|a, b| b.cmp(a));
    let named: Vec<String> = named.iter().take(LANGUAGES).map(|(_, files, name)| format!("{} {name}", number(*files))).collect();
    if named.is_empty() { String::new() } else { format!("; of these {}", named.join(", ")) }
}

/// Languages that a line names.
const LANGUAGES: usize = 4;

/// For one, and for several.
const SPECIAL: (&str, &str) = (
    "link, device or repository inside, recorded but not followed",
    "links, devices and repositories inside, recorded but not followed",
);
const ASKED: (&str, &str) =
    ("package that is asked for and was not submitted", "packages that are asked for and were not submitted");
const UNREVIEWED: (&str, &str) =
    ("module that is imported but was not submitted", "modules that are imported but were not submitted");

fn one<'a>(count: u64, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

/// Languages by falling number of lines that data was followed through: name, files, lines.
pub(super) fn languages(report: &Report) -> Vec<(&str, u64, u64)> {
    let rows = report.coverage.totals.languages.iter();
    let mut rows: Vec<_> = rows
        .filter(|row| row.disposition == Disposition::Dataflow)
        .filter_map(|row| row.language.as_deref().map(|language| (language, row.files, row.lines)))
        .collect();
    rows.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(b.0)));
    rows
}

/// Which of what was handed over bears a signature; none is verified.
pub(super) fn signatures(report: &Report) -> Option<String> {
    let one = |signature: &Signature| {
        let form = signature.form.as_ref().map_or("not signed".to_owned(), |form| format!("{form} signature"));
        format!("{}: {form}", signature.subject)
    };
    let list: Vec<String> = report.source.signatures.iter().map(one).collect();
    let shown = &list[..list.len().min(SIGNATURES)];
    let rest =
        if list.len() > shown.len() { format!(", {} more", number((list.len() - shown.len()) as u64)) } else { String::new() };
    (!list.is_empty()).then(|| format!("{}{rest} (no signature is verified)", shown.join(", ")))
}

/// Signatures that a line names.
const SIGNATURES: usize = 8;

/// `12,345`.
/// A figure of the metrics annex as a share.
pub(super) fn ratio(ratio: &Ratio) -> String {
    if ratio.denominator == 0 { "none".to_owned() } else { share(ratio.numerator, ratio.denominator) }
}

/// What a figure is made of, most first, cut.
pub(super) fn parts(ratio: &Ratio) -> String {
    let told: Vec<String> = ratio.parts.iter().take(PARTS).map(|part| format!("{} {}", part.name, number(part.count))).collect();
    let more = if ratio.parts.len() > PARTS { format!(" and {} more", ratio.parts.len() - PARTS) } else { String::new() };
    format!("{}{more}", told.join(", "))
}

/// What a sign of hiding says, with how many it stands for.
pub(super) fn sign(indicator: &Indicator) -> String {
    match indicator.count {
        0 | 1 => indicator.detail.clone(),
        count => format!("{}; {} in all", indicator.detail, number(count)),
    }
}

pub(super) fn number(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `97.3 %`, rounded down; nothing but the whole is 100 %.
pub(super) fn share(part: u64, whole: u64) -> String {
    let thousandths = u128::from(part) * 1000 / u128::from(whole.max(1));
    format!("{}.{} %", thousandths / 10, thousandths % 10)
}

/// `3.2 MB`, in powers of 1000, rounded down.
pub(super) fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    format!("{}.{} {name}", number(bytes / unit), bytes % unit * 10 / unit)
}

/// `1 finding`, `2 findings`.
pub(super) fn count(value: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(value), self::one(value, one, many))
}

/// A path as a relative reference (RFC 3986): its bytes as they are on disk, all but unreserved ones encoded.
pub(super) fn relative_uri(path: &str) -> String {
    let bytes = unescape(path).unwrap_or_else(|| path.as_bytes().to_vec());
    encode(&bytes, b"/")
}

/// All bytes but unreserved ones (RFC 3986, 2.3) and those to `keep` are percent-encoded.
pub(super) fn encode(bytes: &[u8], keep: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || keep.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{number, relative_uri, share, size};

    #[test]
    fn paths_become_relative_references() {
        assert_eq!(relative_uri("src/a b#c?.py"), "src/a%20b%23c%3F.py");
        assert_eq!(relative_uri("c:\\\\x\\xff/é"), "c%3A%5Cx%FF/%C3%A9");
        assert_eq!(relative_uri("outer.zip!inner"), "outer.zip%21inner");
    }

    #[test]
    fn figures_for_people() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(number), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(
            [(0, 0), (1, 3), (999_999, 1_000_000), (7, 7)].map(|(a, b)| share(a, b)),
            ["0.0 %", "33.3 %", "99.9 %", "100.0 %"]
        );
        assert_eq!([12, 1_500, 3_200_000, 1_999_999_999_999].map(size), ["12 B", "1.5 kB", "3.2 MB", "1,999.9 GB"]);
    }
}
