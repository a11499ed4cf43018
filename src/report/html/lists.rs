//! The lists of a page beside its findings, as text, and cut to what a page holds.

use crate::base::{Digest, display};
use crate::report::disclosure;
use crate::report::model::{Confidence, Disposition, Finding, Limit, Place, Reason, Report};
use crate::report::view::{self, Destination, number};
use crate::report::{text, words};

/// Rows of a table.
const ROWS: usize = 500;
/// Characters of a path or a destination in the summary.
const SHORT: usize = 64;
/// Ids in one row of the destinations.
const IDS: usize = 12;

/// A figure of the summary.
pub(super) struct Tile {
    pub name: &'static str,
    pub figure: String,
    pub rest: String,
}

/// `…/agent.py:12 → …/transport.py:31`: both ends of a finding for the summary.
pub(super) fn way(finding: &Finding) -> String {
    let place = |place: &Place| format!("{}:{}", text::clip_head(&place.path, SHORT / 2), place.line);
    format!("{} → {}", place(&finding.source), place(&finding.sink))
}

/// A part of the coverage bar, in thousandths.
pub(super) struct Slice {
    pub name: &'static str,
    pub title: &'static str,
    pub meaning: &'static str,
    pub files: String,
    pub bytes: String,
    pub share: String,
    pub from: u64,
    pub wide: u64,
}

/// What a component can do in one way.
pub(super) struct Can<'a> {
    /// Whether it is the first row of its component.
    pub first: bool,
    pub component: &'a str,
    pub capability: &'a str,
    pub can: &'a str,
    pub functions: String,
    pub path: &'a str,
    pub line: u32,
    pub witness: String,
}

pub(super) fn first<T>(list: &[T]) -> &[T] {
    &list[..list.len().min(ROWS)]
}

/// Cuts a list to what the page holds; the outcome is how many went.
pub(super) fn cut<T>(list: &mut Vec<T>) -> usize {
    let gone = list.len().saturating_sub(ROWS);
    list.truncate(ROWS);
    gone
}

/// The sections that this report has, in their order.
pub(super) fn sections(report: &Report, destinations: usize) -> Vec<(&'static str, &'static str, String)> {
    let count = |count: usize| if count == 0 { String::new() } else { number(count as u64) };
    let mut sections = vec![
        ("summary", "Summary", String::new()),
        ("coverage", "Coverage", String::new()),
        ("findings", "Findings", number(report.findings.len() as u64)),
        ("destinations", "Destinations", count(destinations)),
        ("capabilities", "Capabilities", String::new()),
        ("dependencies", "Not handed over", count(report.dependencies.len())),
        ("packages", "Packages", count(report.components.as_ref().map_or(0, |packages| packages.list.len()))),
        ("hiding", "Signs of hiding", count(report.indicators.len())),
    ];
    let items = report.disclosures.as_ref().map(|disclosures| count(disclosures.items.len()));
    sections.extend(items.map(|count| ("disclosures", "Disclosures", count)));
    sections.extend(report.history.as_ref().map(|_| ("since", "Since the baseline", String::new())));
    let metadata = ("metadata", "Metadata", count(report.metadata.len()));
    sections.extend((!report.metadata.is_empty()).then_some(metadata));
    sections.push(("limits", "Limits", String::new()));
    sections.extend(report.metrics.as_ref().map(|_| ("metrics", "Metrics annex", String::new())));
    sections.extend([("verify", "Verify", String::new()), ("annex", "Annex", String::new())]);
    sections
}

/// Why the verdict is what it is, and what the auditor's policy made of the review.
pub(super) fn reasons(report: &Report) -> Vec<String> {
    let one = |reason: &Reason| words::capitalised(&view::reason(reason));
    let disclosed = disclosure::undeclared(report);
    report.verdict.reasons.iter().map(one).chain(disclosed).chain(view::judgement(report)).collect()
}

pub(super) fn tiles(report: &Report, destinations: &[Destination<'_>]) -> Vec<Tile> {
    let coverage = &report.coverage;
    let (_, followed) = coverage.by_disposition(Disposition::Dataflow);
    let by_confidence = Confidence::ALL.map(|confidence| {
        let several = report.findings.iter().filter(|finding| finding.confidence == confidence).count();
        (several > 0).then(|| format!("{} {}", number(several as u64), confidence.name()))
    });
    let by_confidence: Vec<String> = by_confidence.into_iter().flatten().collect();
    let reached = destinations.iter().filter(|destination| !destination.findings.is_empty()).count();
    let (unexamined, other) = view::unexamined(report);
    let files = if unexamined == 1 { "file or path" } else { "files or paths" };
    let share = view::share(followed, coverage.totals.bytes);
    let (figure, rest) = match view::followed(report) {
        Some((lines, of)) => (lines, format!("{of}, {share} of all bytes")),
        None => (share, "of the bytes".to_owned()),
    };
    vec![
        Tile { name: "Findings", figure: number(report.findings.len() as u64), rest: by_confidence.join(", ") },
        Tile {
            name: "Destinations",
            figure: number(destinations.len() as u64),
            rest: format!("{} of them in findings", number(reached as u64)),
        },
        Tile { name: "Data followed through", figure, rest },
        Tile {
            name: "Not examined as it should be",
            figure: number(unexamined),
            rest: other.map_or_else(|| files.to_owned(), |other| format!("{files}; {other}")),
        },
    ]
}

/// `and 5 more of this class`; empty: that is all.
pub(super) fn more_of(several: usize) -> String {
    if several == 0 { String::new() } else { format!("and {} more of this class", number(several as u64)) }
}

/// What a class is called, where the report explains it.
pub(super) fn class_title<'a>(report: &'a Report, class: &str) -> &'a str {
    report.class(class).map_or("", |class| class.title.as_str())
}

/// The coverage bar: what has any files; at least one thousandth wide, so that nothing hides.
pub(super) fn slices(report: &Report) -> Vec<Slice> {
    let whole = report.coverage.totals.bytes.max(1);
    let mut from = 0;
    let mut slices = Vec::new();
    for disposition in Disposition::ALL {
        let (files, bytes) = report.coverage.by_disposition(disposition);
        if files == 0 {
            continue;
        }
        let wide = (u128::from(bytes) * 1000 / u128::from(whole)).clamp(1, 1000) as u64;
        slices.push(Slice {
            name: disposition.name(),
            title: words::disposition(disposition),
            meaning: disposition.meaning(),
            files: number(files),
            bytes: view::size(bytes),
            share: view::share(bytes, whole),
            from,
            wide,
        });
        from += wide;
    }
    slices
}

pub(super) fn components(report: &Report) -> Vec<(&str, String, String)> {
    report.scope.components.iter().map(|part| (&*part.name, number(part.files), number(part.lines))).collect()
}

pub(super) fn abilities(report: &Report) -> Vec<Can<'_>> {
    let mut rows = Vec::new();
    for (component, abilities) in view::abilities(report) {
        for (position, ability) in abilities.into_iter().enumerate() {
            let example = ability.example;
            let way: Vec<&str> = example.witness.iter().map(|step| step.note.as_str()).collect();
            rows.push(Can {
                first: position == 0,
                component,
                capability: ability.capability,
                can: words::capability(ability.capability),
                functions: number(ability.functions as u64),
                path: &example.path,
                line: example.line,
                witness: format!("{} {}", example.function, way.join(", which ")).trim_end().to_owned(),
            });
        }
    }
    rows
}

pub(super) fn refused(report: &Report) -> Vec<(&str, String)> {
    let coverage = &report.coverage;
    let refused = coverage.refused.iter().map(|refusal| (refusal.path.as_str(), format!("refused: {}", refusal.reason)));
    let special = coverage.special.iter().map(|special| (special.path.as_str(), format!("{}: {}", special.kind, special.detail)));
    refused.chain(special).collect()
}

/// What is bounded, its name, the bound, and how often it was hit.
pub(super) fn limits<'a>(report: &'a Report) -> Vec<(&'a str, &'a str, String, String)> {
    let row = |limit: &'a Limit| (words::limit(&limit.name), limit.name.as_str(), number(limit.value), number(limit.hits));
    report.limits.iter().map(row).collect()
}

pub(super) fn calls(report: &Report) -> Vec<(String, String)> {
    let calls = &report.coverage.totals.calls;
    let resolved = calls.by_rung.iter().map(|row| (row.rung.clone(), number(row.count)));
    let unresolved = calls.unresolved.iter().map(|row| (format!("not resolved: {}", row.reason), number(row.count)));
    resolved.chain(unresolved).collect()
}

/// What is to be said of lines of code that are not there.
pub(super) fn code_note(report: &Report) -> Option<String> {
    let code = report.code.as_ref()?;
    match (code.withheld, code.left_out) {
        (true, _) => Some("Lines of code were left out on the auditor's order: places are told by path and line.".to_owned()),
        (false, 0) => None,
        (false, left_out) => {
            let places = view::count(left_out, "place", "places");
            Some(format!("Code is shown up to a bound: for {places}, no more than the line itself."))
        }
    }
}

/// `Ann (Audit Ltd), key 0123…`
pub(super) fn signers(signers: &[(Digest, Option<String>)]) -> Vec<String> {
    let one = |(key, who): &(Digest, Option<String>)| match who {
        Some(who) => format!("{}, key {key}", display::neutralise(who)),
        None => format!("key {key}"),
    };
    signers.iter().map(one).collect()
}

pub(super) fn identity(report: &Report) -> Vec<(&'static str, String)> {
    let source = &report.source;
    let optional = [
        ("Received file", source.received.map(|digest| format!("sha256 {digest}"))),
        ("Git tree", source.tree.clone()),
        ("Commit", source.commit.clone()),
        ("Repository", source.repository.clone()),
        ("Package", source.package.clone()),
        ("Signatures", view::signatures(report)),
        ("Policy", report.verdict.policy.map(|digest| format!("sha256 {digest}"))),
    ];
    let mut list = vec![
        ("Submission", source.kind.name().to_owned()),
        ("MANIFEST.sha256", format!("sha256 {}", source.manifest)),
        ("Rules", format!("sha256 {}", report.ruleset.digest)),
        ("Schema", report.schema.clone()),
    ];
    list.extend(optional.into_iter().filter_map(|(name, value)| value.map(|value| (name, value))));
    list
}

impl Destination<'_> {
    /// For the summary, which is one sheet.
    pub(super) fn short(&self) -> String {
        text::clip(self.value, SHORT)
    }

    pub(super) fn named(&self) -> String {
        let words = [words::found(self.how), words::reach(self.reach)];
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("; ")
    }

    /// Ids of the flows that end there, findings first, as many as a row holds.
    pub(super) fn shown(&self) -> Vec<&str> {
        self.flows().take(IDS).collect()
    }

    fn flows(&self) -> impl Iterator<Item = &str> {
        self.findings.iter().chain(&self.metadata).copied()
    }

    /// Ids of the findings that perhaps end there, as many as a row holds.
    pub(super) fn perhaps_shown(&self) -> &[&str] {
        &self.perhaps[..self.perhaps.len().min(IDS)]
    }

    /// How many more there are.
    pub(super) fn not_shown(&self) -> usize {
        self.flows().count().saturating_sub(IDS)
    }
}
