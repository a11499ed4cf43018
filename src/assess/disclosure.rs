//! What the vendor disclosed, held against the findings of a report: what each item declares, what falls short, what is undeclared
//! and what is wider than before. A match decides nothing: see `judge`. Pure, so that whoever has the report can do it again.

mod cover;
mod draft;
mod read;
mod wider;

use std::collections::BTreeSet;

use self::cover::{Cover, Covered};
use crate::report::model::{Disclosure, DisclosureOutcome, Disclosures, Finding, Gap, Report};

pub use draft::draft;
pub use read::{DisclosureError, NAME, read, submitted};

/// Stands among endpoints for every destination that the code does not name.
pub(super) const RUN_TIME: &str = "chosen-at-run-time";
/// Stands among endpoints for every destination, named or not.
const ANYWHERE: &str = "*";

/// Holds a disclosure against `report` and puts both together; `earlier` is that of the baseline, if it had one.
pub fn declare(report: &mut Report, disclosures: Disclosures, earlier: Option<&Disclosures>) {
    let (held, by) = hold(report, disclosures, earlier);
    report.findings.iter_mut().chain(&mut report.metadata).zip(by).for_each(|(finding, by)| finding.disclosure = by);
    report.disclosures = Some(held);
}

/// Whether what `report` says of its disclosure follows from the items and the findings: it may come from a worker. Of a report
/// that was not yet held against a baseline.
pub fn follows(report: &Report) -> bool {
    let Some(disclosures) = &report.disclosures else { return true };
    if !read::are_sound(&disclosures.items) {
        return false;
    }
    let (held, by) = hold(report, disclosures.clone(), None);
    held == *disclosures && report.findings.iter().chain(&report.metadata).map(|finding| &finding.disclosure).eq(&by)
}

/// The outcome of each item, and for each finding and flow of mere metadata the items that declare it.
fn hold(report: &Report, disclosures: Disclosures, earlier: Option<&Disclosures>) -> (Disclosures, Vec<Option<String>>) {
    let mut held = bare(disclosures);
    let items = std::mem::take(&mut held.items);
    let mut cover = Cover::of(report, &items);
    let flows: Vec<&Finding> = report.findings.iter().chain(&report.metadata).collect();
    let covered: Vec<Covered> = flows.iter().map(|finding| cover.finding(finding)).collect();
    held.items = items.clone();
    if let Some(earlier) = earlier.filter(|earlier| earlier.usable) {
        held.earlier = Some(earlier.digest);
        held.items.iter_mut().for_each(|item| item.widened = wider::wider(item, &earlier.items));
    }
    let names = |which: &BTreeSet<usize>| which.iter().map(|&item| items[item].id.clone()).collect::<Vec<_>>();
    let mut partly = BTreeSet::new();
    let mut by = Vec::new();
    for (finding, covered) in flows.iter().zip(covered) {
        by.push(covered.lacks.is_none().then(|| names(&covered.by).join(", ")));
        match covered.lacks {
            None => covered.by.iter().for_each(|&item| held.items[item].findings.push(finding.id.clone())),
            Some(_) if covered.near.is_empty() => {}
            Some(lacks) => {
                let (items, declared, all) = (names(&covered.near), covered.declared, covered.all);
                held.gaps.push(Gap { finding: finding.id.clone(), items, declared, all, lacks });
                partly.extend(if declared > 0 { covered.near } else { BTreeSet::new() });
            }
        }
    }
    for (at, item) in held.items.iter_mut().enumerate() {
        item.outcome = outcome(item, partly.contains(&at));
    }
    let open = |by: &[Option<String>]| by.iter().filter(|by| by.is_none()).count() as u64;
    let (findings, metadata) = by.split_at(report.findings.len());
    (held.undeclared, held.undeclared_metadata) = (open(findings), open(metadata));
    (held, by)
}

/// Ids of the findings that items declare whole which are no wider than the earlier disclosure.
pub(super) fn standing(report: &Report) -> BTreeSet<String> {
    let Some(disclosures) = &report.disclosures else { return BTreeSet::new() };
    let items: Vec<Disclosure> = disclosures.items.iter().filter(|item| item.widened.is_empty()).cloned().collect();
    let mut cover = Cover::of(report, &items);
    let findings = report.findings.iter().filter(|finding| cover.finding(finding).lacks.is_none());
    findings.map(|finding| finding.id.clone()).collect()
}

fn outcome(item: &Disclosure, partly: bool) -> DisclosureOutcome {
    match (item.widened.is_empty(), item.findings.is_empty(), partly) {
        (false, _, _) => DisclosureOutcome::Widened,
        (true, false, _) => DisclosureOutcome::Matched,
        (true, true, true) => DisclosureOutcome::Partly,
        (true, true, false) => DisclosureOutcome::Unseen,
    }
}

/// The declaration alone, as if it had not been held against anything.
fn bare(mut disclosures: Disclosures) -> Disclosures {
    for item in &mut disclosures.items {
        item.outcome = DisclosureOutcome::Unseen;
        item.widened.clear();
        item.findings.clear();
    }
    Disclosures { earlier: None, gaps: Vec::new(), undeclared: 0, undeclared_metadata: 0, ..disclosures }
}
