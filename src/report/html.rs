//! The report as one HTML page: no script, no outside resource, the answer first. Everything is escaped by
//! the template; the policy in its head admits the one style element and nothing else.
//! Long lists end with how much more is in report.json.

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::model::{ClassText, Confidence, Dependency, Disposition, FileCoverage, Finding, Indicator, Notice, Place, Report};
use super::view::{self, Destination, Hop, Since, number};
use crate::base::{Digest, display};

const STYLE: &str = include_str!("../../reports/report.css");

const FINDINGS: usize = 400;
const HOPS: usize = 40;
const VARIANTS: usize = 10;
const ROWS: usize = 500;

/// The page for `report`, whose canonical bytes have the digest `id`. Same report, same bytes.
pub fn render(report: &Report, id: &Digest) -> String {
    render_with(report, id, &[])
}

/// As [`render`], with what the vendor says to findings, each beside its own: the id of a finding, and a text.
pub fn render_with(report: &Report, id: &Digest, answers: &[(String, String)]) -> String {
    let report = report.neutralised();
    let mut page = Page::of(&report, id);
    for told in page.findings.iter_mut().chain(&mut page.metadata) {
        let own = answers.iter().filter(|(finding, _)| *finding == told.inner.id);
        told.answers = own.map(|(_, text)| display::neutralise(text).into_owned()).collect();
    }
    page.render().expect("invariant: writing to a string does not fail")
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    style: String,
    style_hash: String,
    id: String,
    subject: String,
    report: &'a Report,
    followed: Followed,
    languages: Vec<(&'a str, String, String)>,
    not_examined: Vec<(String, String)>,
    findings: Vec<Told<'a>>,
    metadata: Vec<Told<'a>>,
    metadata_count: String,
    since: Option<Since<'a>>,
    more_since: usize,
    confidences: Vec<(&'static str, &'static str)>,
    destinations: Vec<Destination<'a>>,
    indicators: &'a [Indicator],
    capabilities: Vec<(&'a str, usize, Vec<&'a str>)>,
    slices: Vec<Slice>,
    files: Vec<&'a FileCoverage>,
    refused: Vec<(&'a str, String)>,
    dependencies: &'a [Dependency],
    notices: &'a [Notice],
    identity: Vec<(&'static str, String)>,
    more: More,
}

/// How much data was followed through, as text.
struct Followed {
    files: String,
    all: String,
    share: String,
    lines: String,
}

/// One finding, or one flow of mere metadata, and what the page says of it.
struct Told<'a> {
    inner: &'a Finding,
    class: Option<&'a ClassText>,
    summary: String,
    endpoint: &'a str,
    hops: Vec<Hop<'a>>,
    hidden: usize,
    variants: Vec<(String, String)>,
    more_variants: usize,
    known_as: String,
    answers: Vec<String>,
}

/// A part of the coverage bar, in thousandths.
struct Slice {
    name: &'static str,
    meaning: &'static str,
    files: String,
    bytes: String,
    from: u64,
    wide: u64,
}

/// How much of each list is not on the page.
struct More {
    findings: usize,
    metadata: usize,
    destinations: usize,
    indicators: usize,
    files: usize,
    refused: usize,
    dependencies: usize,
    notices: usize,
}

impl<'a> Page<'a> {
    fn of(report: &'a Report, id: &Digest) -> Self {
        let mut destinations = view::destinations(report);
        let followed_through = |file: &&FileCoverage| file.disposition != Disposition::Dataflow;
        let mut files: Vec<_> = report.coverage.files.iter().filter(followed_through).collect();
        let mut refused = refused(report);
        let mut since = view::since(report);
        let more_since = since.as_mut().map_or(0, |since| cut(&mut since.rows));
        let style = style(id);
        let more = More {
            findings: report.findings.len().saturating_sub(FINDINGS),
            metadata: report.metadata.len().saturating_sub(FINDINGS),
            destinations: cut(&mut destinations),
            indicators: report.indicators.len().saturating_sub(ROWS),
            files: cut(&mut files),
            refused: cut(&mut refused),
            dependencies: report.dependencies.len().saturating_sub(ROWS),
            notices: report.diagnostics.len().saturating_sub(ROWS),
        };
        Self {
            style_hash: STANDARD.encode(Digest::of(style.as_bytes()).0),
            style,
            id: id.hex(),
            subject: subject(report),
            report,
            followed: Followed::of(report),
            languages: view::languages(report)
                .into_iter()
                .map(|(name, files, lines)| (name, view::count(files, "file", "files"), view::count(lines, "line", "lines")))
                .collect(),
            not_examined: view::not_examined(report).into_iter().map(|(what, count)| (what, number(count))).collect(),
            findings: Told::list(&report.findings, report),
            metadata: Told::list(&report.metadata, report),
            metadata_count: view::metadata(report).unwrap_or_default(),
            since,
            more_since,
            confidences: Confidence::ALL.iter().map(|confidence| (confidence.name(), confidence.meaning())).collect(),
            destinations,
            indicators: first(&report.indicators),
            capabilities: view::capabilities(report),
            slices: slices(report),
            files,
            refused,
            dependencies: first(&report.dependencies),
            notices: first(&report.diagnostics),
            identity: identity(report),
            more,
        }
    }
}

/// The style of the page; in print every sheet carries the digest of the report (64 hexadecimal digits).
fn style(id: &Digest) -> String {
    let sheet = format!("@bottom-left{{content:\"report.json sha256 {id}\";font:7pt monospace}}");
    let number = "@bottom-right{content:counter(page) \" / \" counter(pages);font:7pt monospace}";
    format!("{STYLE}@page{{margin:1.5cm 1.5cm 2cm;{sheet}{number}}}\n")
}

fn first<T>(list: &[T]) -> &[T] {
    &list[..list.len().min(ROWS)]
}

/// Cuts a list to what the page holds; the outcome is how many went.
fn cut<T>(list: &mut Vec<T>) -> usize {
    let gone = list.len().saturating_sub(ROWS);
    list.truncate(ROWS);
    gone
}

fn subject(report: &Report) -> String {
    match (&report.scope.product, &report.scope.version) {
        (Some(product), Some(version)) => format!("{product} {version}"),
        (Some(product), None) => product.clone(),
        (None, _) => format!("submission {}", &report.source.manifest.hex()[..16]),
    }
}

impl Followed {
    fn of(report: &Report) -> Self {
        let totals = &report.coverage.totals;
        let (files, bytes) = report.coverage.by_disposition(Disposition::Dataflow);
        let share = view::share(bytes, totals.bytes);
        Self { files: number(files), all: number(totals.files), share, lines: number(totals.lines) }
    }
}

impl<'a> Told<'a> {
    /// As many of `findings` as the page holds.
    fn list(findings: &'a [Finding], report: &'a Report) -> Vec<Self> {
        findings.iter().take(FINDINGS).map(|finding| Self::of(finding, report)).collect()
    }

    fn of(finding: &'a Finding, report: &'a Report) -> Self {
        let mut hops = view::witness(finding);
        let hidden = hops.len().saturating_sub(HOPS);
        if hidden > 0 {
            let last = hops.len() - 1;
            hops.drain(last - hidden..last);
        }
        let place = |place: &Place| format!("{}:{}", place.path, place.line);
        let known_as = [finding.cwe.as_slice(), finding.attack.as_slice()].concat().join(", ");
        Self {
            inner: finding,
            class: report.class(&finding.class),
            summary: view::summary(finding),
            endpoint: finding.endpoint.as_deref().unwrap_or_default(),
            hops,
            hidden,
            variants: finding.variants.iter().take(VARIANTS).map(|each| (place(&each.source), place(&each.sink))).collect(),
            more_variants: finding.variants.len().saturating_sub(VARIANTS),
            known_as,
            answers: Vec::new(),
        }
    }
}

/// The coverage bar: what has any files; at least one thousandth wide, so that nothing hides.
fn slices(report: &Report) -> Vec<Slice> {
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
            meaning: disposition.meaning(),
            files: number(files),
            bytes: view::size(bytes),
            from,
            wide,
        });
        from += wide;
    }
    slices
}

fn refused(report: &Report) -> Vec<(&str, String)> {
    let coverage = &report.coverage;
    let refused = coverage.refused.iter().map(|refusal| (refusal.path.as_str(), format!("refused: {}", refusal.reason)));
    let special = coverage.special.iter().map(|special| (special.path.as_str(), format!("{}: {}", special.kind, special.detail)));
    refused.chain(special).collect()
}

fn identity(report: &Report) -> Vec<(&'static str, String)> {
    let source = &report.source;
    let optional = [
        ("Received file", source.received.map(|digest| format!("sha256 {digest}"))),
        ("Git tree", source.tree.clone()),
        ("Commit", source.commit.clone()),
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
