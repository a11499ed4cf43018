//! The report as one HTML page: no script, no outside resource, the answer first. Everything is escaped by
//! the template; the policy in its head admits the one style element and nothing else. Three depths: a summary of one
//! sheet, the report, and an annex that is folded. Long lists end with how much more is in report.json.

mod excerpt;
mod flow;
mod lists;
mod told;

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use self::lists::{Can, Slice, Tile, first};
use self::told::Told;
use super::disclosure::{self, Section};
use super::model::{Confidence, Dependency, Disposition, FileCoverage, Finding, Indicator, Notice, Report};
use super::packages;
use super::view::{self, Destination, Since, number};
use super::{text, words};
use crate::base::{Digest, display};

const STYLE: &str = include_str!("../../reports/report.css");

/// Findings that are told at all, and those of them that are drawn and shown in their code.
const FINDINGS: usize = 5000;
const WHOLE: usize = 300;
const METADATA: usize = 400;
const WHOLE_METADATA: usize = 20;
/// Keys on each sheet.
const SIGNERS: usize = 3;
/// Classes whose first finding is in the summary.
const TOPS: usize = 5;
/// Characters of the vendor's own name for it.
const TITLE: usize = 160;

/// What stands on the page and not in the report.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// Who signed, or is about to: the key, and whose it is where that is known.
    pub signers: Vec<(Digest, Option<String>)>,
    /// What the vendor says to findings: the id of a finding, and a text.
    pub answers: Vec<(String, String)>,
}

/// The page for `report`, whose canonical bytes have the digest `id`. Same report, same bytes.
pub fn render(report: &Report, id: &Digest) -> String {
    render_with(report, id, &Beside::default())
}

/// As [`render`], with what is known beside the report.
pub fn render_with(report: &Report, id: &Digest, beside: &Beside) -> String {
    let report = report.neutralised();
    let mut page = Page::of(&report, id, &beside.signers);
    for told in page.findings.iter_mut().chain(&mut page.metadata) {
        let own = beside.answers.iter().filter(|(finding, _)| *finding == told.inner.id);
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
    /// Anchor, title, and how much there is.
    sections: Vec<(&'static str, &'static str, String)>,
    verdict: &'static str,
    reasons: Vec<String>,
    tiles: Vec<Tile>,
    followed: Followed,
    languages: Vec<(&'a str, String, String)>,
    languages_line: String,
    components: Vec<(&'a str, String, String)>,
    not_examined: Vec<(String, String)>,
    holes: Vec<(&'a str, String, String)>,
    /// The first finding of each class, and how many more of it there are.
    tops: Vec<(&'a Finding, String, String)>,
    classes_count: usize,
    findings: Vec<Told<'a>>,
    findings_count: String,
    code_note: Option<String>,
    metadata: Vec<Told<'a>>,
    asides: Vec<String>,
    since: Option<Since<'a>>,
    disclosures: Option<Section<'a>>,
    packages: Vec<packages::Row<'a>>,
    packages_told: String,
    confidences: Vec<(&'static str, &'static str)>,
    destinations: Vec<Destination<'a>>,
    destinations_count: String,
    /// With what its class is called.
    indicators: Vec<(&'a Indicator, &'a str)>,
    abilities: Vec<Can<'a>>,
    slices: Vec<Slice>,
    files: Vec<&'a FileCoverage>,
    files_count: String,
    refused: Vec<(&'a str, String)>,
    refused_count: String,
    dependencies: &'a [Dependency],
    limits: Vec<(&'a str, &'a str, String, String)>,
    notices: &'a [Notice],
    notices_count: String,
    calls: Vec<(String, String)>,
    calls_count: String,
    signers: Vec<String>,
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

/// How much of each list is not on the page.
struct More {
    findings: usize,
    metadata: usize,
    destinations: usize,
    indicators: usize,
    components: usize,
    abilities: usize,
    files: usize,
    refused: usize,
    dependencies: usize,
    notices: usize,
    since: usize,
    disclosures: usize,
    packages: usize,
}

impl<'a> Page<'a> {
    fn of(report: &'a Report, id: &Digest, signers: &[(Digest, Option<String>)]) -> Self {
        let mut destinations = view::destinations(report);
        let followed_through = |file: &&FileCoverage| file.disposition != Disposition::Dataflow;
        let mut files: Vec<_> = report.coverage.files.iter().filter(followed_through).collect();
        let mut refused = lists::refused(report);
        let mut since = view::since(report);
        let mut disclosures = disclosure::section(report);
        let mut packages = packages::rows(report);
        let mut components = lists::components(report);
        let mut abilities = lists::abilities(report);
        let languages = view::languages(report);
        let not_examined: Vec<_> = view::not_examined(report).into_iter().map(|(what, count)| (what, number(count))).collect();
        let style = style(id, signers);
        let all = |count: usize| number(count as u64);
        let tops = view::by_class(report);
        Self {
            style_hash: STANDARD.encode(Digest::of(style.as_bytes()).0),
            style,
            id: id.hex(),
            subject: subject(report),
            sections: lists::sections(report, destinations.len()),
            verdict: words::verdict(report.verdict.value),
            reasons: lists::reasons(report),
            tiles: lists::tiles(report, &destinations),
            followed: Followed::of(report),
            languages_line: words::listed(languages.iter().take(4).map(|(name, _, _)| *name), "and"),
            languages: languages.into_iter().map(|(name, files, lines)| (name, number(files), number(lines))).collect(),
            not_examined,
            holes: report
                .coverage
                .holes
                .iter()
                .map(|hole| (words::hole(&hole.reason), number(hole.count), number(hole.tainted)))
                .collect(),
            tops: tops
                .iter()
                .take(TOPS)
                .map(|(first, several)| (*first, lists::way(first), lists::more_of(several - 1)))
                .collect(),
            classes_count: tops.len(),
            findings: Told::list(&report.findings, report, WHOLE, FINDINGS),
            findings_count: all(report.findings.len()),
            code_note: lists::code_note(report),
            metadata: Told::list(&report.metadata, report, WHOLE_METADATA, METADATA),
            asides: view::asides(report),
            confidences: Confidence::ALL.iter().map(|confidence| (confidence.name(), words::confidence(*confidence))).collect(),
            destinations_count: all(destinations.len()),
            indicators: first(&report.indicators).iter().map(|sign| (sign, lists::class_title(report, &sign.class))).collect(),
            slices: lists::slices(report),
            files_count: all(files.len()),
            refused_count: all(refused.len()),
            dependencies: first(&report.dependencies),
            limits: lists::limits(report),
            notices: first(&report.diagnostics),
            notices_count: all(report.diagnostics.len()),
            calls: lists::calls(report),
            calls_count: number(report.coverage.totals.calls.total),
            signers: lists::signers(signers),
            identity: lists::identity(report),
            more: More {
                findings: report.findings.len().saturating_sub(FINDINGS),
                metadata: report.metadata.len().saturating_sub(METADATA),
                destinations: lists::cut(&mut destinations),
                indicators: report.indicators.len() - first(&report.indicators).len(),
                components: lists::cut(&mut components),
                abilities: lists::cut(&mut abilities),
                files: lists::cut(&mut files),
                refused: lists::cut(&mut refused),
                dependencies: report.dependencies.len() - first(&report.dependencies).len(),
                notices: report.diagnostics.len() - first(&report.diagnostics).len(),
                since: since.as_mut().map_or(0, |since| lists::cut(&mut since.rows)),
                packages: lists::cut(&mut packages),
                disclosures: disclosures.as_mut().map_or(0, |section| lists::cut(&mut section.rows)),
            },
            report,
            destinations,
            components,
            abilities,
            files,
            refused,
            since,
            disclosures,
            packages,
            packages_told: packages::told(report).unwrap_or_default(),
        }
    }
}

/// The style of the page; in print every sheet carries the digest of the report and the keys that sign it (hexadecimal digits).
fn style(id: &Digest, signers: &[(Digest, Option<String>)]) -> String {
    let keys: String = signers.iter().take(SIGNERS).map(|(key, _)| format!("\\a signing key {key}")).collect();
    let sheet = format!("@bottom-left{{content:\"report.json sha256 {id}{keys}\";font:7pt monospace;white-space:pre}}");
    let number = "@bottom-right{content:counter(page) \" / \" counter(pages);font:7pt monospace}";
    format!("{STYLE}@page{{size:A4;margin:1.6cm 1.6cm 1.8cm;{sheet}{number}}}\n")
}

fn subject(report: &Report) -> String {
    match (&report.scope.product, &report.scope.version, &report.scope.claim) {
        (Some(product), Some(version), _) => format!("{product} {version}"),
        (Some(product), None, _) => product.clone(),
        (None, _, Some(claim)) => text::clip(&claim.title(), TITLE),
        (None, _, None) => format!("Submission {}", &report.source.manifest.hex()[..16]),
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
