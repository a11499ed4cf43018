//! What several renderers show in the same way: a finding's hops, destinations with their users,
//! what was not examined, and figures for people.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Disposition, Finding, Found, Place, Report, Signature, Status};

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

/// Source, steps, sink. Steps that repeat the place of the source or the sink are left out.
pub(super) fn witness(finding: &Finding) -> Vec<Hop<'_>> {
    let end = |role, place: &'_ Place| match &place.callee {
        Some(callee) => format!("{role}: {} by {callee}", place.kind),
        None => format!("{role}: {}", place.kind),
    };
    let (source, sink) = (&finding.source, &finding.sink);
    let ends = [(&source.path, source.line, source.column), (&sink.path, sink.line, sink.column)];
    let mut hops = vec![Hop {
        role: "source",
        path: &source.path,
        line: source.line,
        column: source.column,
        function: &source.function,
        note: end("source", source),
        excerpt: &source.excerpt,
    }];
    let between = finding.steps.iter().filter(|step| !ends.contains(&(&step.path, step.line, step.column)));
    hops.extend(between.map(|step| Hop {
        role: "step",
        path: &step.path,
        line: step.line,
        column: step.column,
        function: &step.function,
        note: step.note.clone(),
        excerpt: &step.excerpt,
    }));
    hops.push(Hop {
        role: "sink",
        path: &sink.path,
        line: sink.line,
        column: sink.column,
        function: &sink.function,
        note: end("sink", sink),
        excerpt: &sink.excerpt,
    });
    hops
}

/// One line that says what flows where: `FILE chosen by NETWORK → egress.http, after encode`.
pub(super) fn summary(finding: &Finding) -> String {
    let mut text = finding.source_kinds.join(", ");
    if !finding.via.is_empty() {
        text = format!("{text} chosen by {}", finding.via.join(", "));
    }
    text = format!("{text} → {}", finding.sink_kind);
    if !finding.transforms.is_empty() {
        text = format!("{text}, after {}", finding.transforms.join(", "));
    }
    text
}

/// A destination with all places that name it.
pub(super) struct Destination<'a> {
    pub value: &'a str,
    pub how: &'static str,
    pub jurisdiction: Option<&'a str>,
    /// First in the order of paths.
    pub path: &'a str,
    pub line: u32,
    pub places: usize,
    /// Calls that use it.
    pub callees: Vec<&'a str>,
    /// Findings that end there.
    pub findings: Vec<&'a str>,
    /// Flows of mere metadata that end there.
    pub metadata: Vec<&'a str>,
}

impl<'a> Destination<'a> {
    /// Everything that ends there, findings first.
    pub(super) fn ids(&self) -> Vec<&'a str> {
        [&self.findings[..], &self.metadata].concat()
    }
}

/// How many flows of mere metadata there are, beside the verdict; `None`: none.
pub(super) fn metadata(report: &Report) -> Option<String> {
    let flows = count(report.metadata.len() as u64, "flow", "flows");
    let told = "of metadata of files alone (names, sizes, dates, listings), told apart: no part of the verdict";
    (!report.metadata.is_empty()).then(|| format!("{flows} {told}"))
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
    let standing = |status: Status| {
        let ids = history.standings.iter().filter(move |standing| standing.status == status);
        let all = || report.findings.iter().chain(&report.metadata);
        ids.filter_map(move |standing| all().find(|finding| finding.id == standing.id)).map(move |finding| {
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

/// Destinations by value; those that findings end at come first, then those of metadata.
pub(super) fn destinations<'a>(report: &'a Report) -> Vec<Destination<'a>> {
    let mut by_value: BTreeMap<(&str, Found), Destination<'a>> = BTreeMap::new();
    for endpoint in &report.endpoints {
        let entry = by_value.entry((&endpoint.value, endpoint.how)).or_insert_with(|| Destination {
            value: &endpoint.value,
            how: endpoint.how.name(),
            jurisdiction: endpoint.jurisdiction.as_deref(),
            path: &endpoint.path,
            line: endpoint.line,
            places: 0,
            callees: Vec::new(),
            findings: Vec::new(),
            metadata: Vec::new(),
        });
        entry.places += 1;
        if (endpoint.path.as_str(), endpoint.line) < (entry.path, entry.line) {
            (entry.path, entry.line) = (&endpoint.path, endpoint.line);
        }
        entry.callees.extend(endpoint.callee.as_deref());
    }
    let mut all: Vec<_> = by_value.into_values().collect();
    for destination in &mut all {
        destination.callees.sort_unstable();
        destination.callees.dedup();
        let ends_there = |finding: &&Finding| {
            finding.endpoint.as_deref().is_some_and(|endpoint| endpoint.split(", ").any(|part| part == destination.value))
        };
        let ids = |list: &'a [Finding]| list.iter().filter(ends_there).map(|finding| finding.id.as_str()).collect();
        (destination.findings, destination.metadata) = (ids(&report.findings), ids(&report.metadata));
    }
    all.sort_by_key(|destination| (destination.findings.is_empty(), destination.metadata.is_empty()));
    all
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
        list.push((format!("files: {} ({})", disposition.meaning(), size(bytes)), files));
    }
    list.push(("paths refused at intake".to_owned(), coverage.refused.len() as u64));
    list.push(("links, devices and repositories inside, recorded but not followed".to_owned(), coverage.special.len() as u64));
    let (holes, tainted) = coverage.holes.iter().fold((0, 0), |(all, hit), hole| (all + hole.count, hit + hole.tainted));
    list.push((format!("places where the analysis lost the thread ({} of them with data of interest)", number(tainted)), holes));
    let bytes = coverage.totals.error_bytes;
    list.push((format!("bytes that no grammar could parse ({} of the total)", share(bytes, coverage.totals.bytes)), bytes));
    let unreviewed = report.dependencies.len() as u64;
    list.push(("modules that are imported but were not submitted".to_owned(), unreviewed));
    list.push(("limits that were hit".to_owned(), report.limits.iter().filter(|limit| limit.hits > 0).count() as u64));
    list.retain(|(_, count)| *count > 0);
    list
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
    format!("{} {}", number(value), if value == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::{number, share, size};

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
