//! One finding, or one flow of mere metadata, and everything a page says of it.

use std::collections::BTreeMap;

use super::excerpt::{self, Row};
use super::flow::{self, Drawing};
use crate::report::disclosure;
use crate::report::model::{ClassText, Finding, Place, Report, Spot};
use crate::report::view::{self, Hop};
use crate::report::{text, words};

const HOPS: usize = 40;
const VARIANTS: usize = 10;
/// Characters of destinations in a row of a table.
const ROW: usize = 60;

pub(super) struct Told<'a> {
    pub inner: &'a Finding,
    pub class: Option<&'a ClassText>,
    /// The id of the first of this class, if this is a later one: what the class means is told there.
    pub as_for: Option<&'a str>,
    /// In one sentence for everybody.
    pub sentence: String,
    /// In one line for who knows the rules.
    pub summary: String,
    pub confidence: &'static str,
    pub endpoint: String,
    pub country: String,
    pub frames: Vec<Frame<'a>>,
    pub drawing: Option<Drawing>,
    pub hidden: usize,
    pub variants: Vec<(String, String)>,
    pub more_variants: usize,
    pub known_as: String,
    /// What the vendor's disclosure says of it: a word, and the rest.
    pub disclosed: Option<(String, String)>,
    pub answers: Vec<String>,
}

/// Steps that follow each other in one function.
pub(super) struct Frame<'a> {
    pub path: &'a str,
    pub function: &'a str,
    pub steps: Vec<Step<'a>>,
    pub rows: Vec<Row>,
}

/// One step, source and sink included.
pub(super) struct Step<'a> {
    pub number: usize,
    pub hop: Hop<'a>,
    pub note: String,
}

impl<'a> Told<'a> {
    /// Where it goes, for a row of a table.
    pub(super) fn goes_to(&self) -> String {
        text::clip(&self.endpoint, ROW)
    }

    /// Both ends are in tests, by the names of their files.
    pub(super) fn in_tests(&self) -> bool {
        view::in_tests(self.inner)
    }

    /// What its variants are.
    pub(super) fn also(&self) -> String {
        let views = view::count(self.inner.variants.len() as u64, "further view", "further views");
        format!("{views} of this flow, or of others of its kind into the same file")
    }

    /// `findings` in their order; the first `whole` of them with their drawing and code.
    pub(super) fn list(findings: &'a [Finding], report: &'a Report, whole: usize, most: usize) -> Vec<Self> {
        let countries = view::countries(report);
        let mut list: Vec<Self> = Vec::new();
        let mut first: BTreeMap<&str, &str> = BTreeMap::new();
        for (position, finding) in findings.iter().take(most).enumerate() {
            let mut told = Self::of(finding, report, &countries, position < whole);
            let earlier = *first.entry(&finding.class).or_insert(&finding.id);
            told.as_for = (earlier != finding.id).then_some(earlier);
            list.push(told);
        }
        list
    }

    fn of(finding: &'a Finding, report: &'a Report, countries: &BTreeMap<&str, String>, whole: bool) -> Self {
        let mut hops: Vec<(usize, Hop<'_>)> = (1..).zip(view::witness(finding)).collect();
        let hidden = hops.len().saturating_sub(HOPS);
        if hidden > 0 {
            let last = hops.len() - 1;
            hops.drain(last - hidden..last);
        }
        let mut frames = frames(finding, hops);
        for frame in frames.iter_mut().filter(|_| whole) {
            let hops: Vec<(usize, &Hop<'_>)> = frame.steps.iter().map(|step| (step.number, &step.hop)).collect();
            frame.rows = excerpt::rows(report.code.as_ref(), &hops);
        }
        let endpoint = view::goes_to(finding).unwrap_or_default();
        let (chosen, on_the_way) = (words::chosen_by(finding), words::transforms(finding));
        let place = |spot: &Spot| format!("{}:{}", spot.path, spot.line);
        Self {
            inner: finding,
            class: report.class(&finding.class),
            as_for: None,
            sentence: words::sentence(finding),
            summary: view::summary(finding),
            confidence: words::confidence(finding.confidence),
            country: words::listed(view::ends(finding).iter().filter_map(|end| countries.get(end)).map(String::as_str), "and"),
            drawing: whole.then(|| flow::drawing(&frames, &finding.id, &chosen, &on_the_way, &endpoint)),
            endpoint,
            frames,
            hidden,
            variants: finding.variants.iter().take(VARIANTS).map(|each| (place(&each.source), place(&each.sink))).collect(),
            more_variants: finding.variants.len().saturating_sub(VARIANTS),
            known_as: [finding.cwe.as_slice(), finding.attack.as_slice()].concat().join(", "),
            disclosed: disclosure::of(report, finding).map(|(word, rest)| (words::capitalised(word), rest)),
            answers: Vec::new(),
        }
    }
}

fn frames<'a>(finding: &Finding, hops: Vec<(usize, Hop<'a>)>) -> Vec<Frame<'a>> {
    let mut frames: Vec<Frame<'a>> = Vec::new();
    for (number, hop) in hops {
        let step = Step { number, note: note(finding, &hop), hop };
        match frames.last_mut() {
            Some(frame) if (frame.path, frame.function) == (step.hop.path, step.hop.function) => frame.steps.push(step),
            Some(_) | None => {
                let (path, function) = (step.hop.path, step.hop.function);
                frames.push(Frame { path, function, steps: vec![step], rows: Vec::new() });
            }
        }
    }
    frames
}

/// What happens at a hop, in plain words at both ends.
fn note(finding: &Finding, hop: &Hop<'_>) -> String {
    let by = |place: &Place| place.callee.as_ref().map_or(String::new(), |callee| format!(", by {callee}"));
    match hop.role {
        "source" => format!("{}{}", words::data(&finding.source.kind), by(&finding.source)),
        "sink" => format!("{}{}", words::end(&finding.sink.kind), by(&finding.sink)),
        _ => hop.note.clone(),
    }
}
