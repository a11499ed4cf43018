//! What renderers show of the vendor's disclosure: the items with their outcomes, and what it says of one finding.

use super::model::{Disclosure, DisclosureOutcome, Disclosures, Finding, Report};
use super::view::count;

/// Ids that a row names.
const IDS: usize = 30;

/// A disclosure as a section of its own.
pub(super) struct Section<'a> {
    /// Where it came from, and its digest.
    pub origin: String,
    /// How it stands with the findings, in a sentence or two.
    pub told: Vec<String>,
    pub rows: Vec<Row<'a>>,
}

/// One item.
pub(super) struct Row<'a> {
    pub id: &'a str,
    pub outcome: DisclosureOutcome,
    /// `DEVICE, USER by egress.http to a.example, in agent/`.
    pub declares: String,
    pub purpose: &'a str,
    /// When, and with whose consent.
    pub terms: Vec<(&'static str, &'a str)>,
    pub widened: String,
    /// Ids of the flows that it declares, as many as a row holds.
    pub findings: &'a [String],
    pub more: usize,
}

/// The disclosure of `report`, if there is one.
pub(super) fn section(report: &Report) -> Option<Section<'_>> {
    let disclosures = report.disclosures.as_ref()?;
    let by = disclosures.path.as_ref().map_or_else(|| "given by the auditor".to_owned(), Clone::clone);
    Some(Section {
        origin: format!("{by}, sha256 {}", disclosures.digest),
        told: told(report, disclosures),
        rows: disclosures.items.iter().map(row).collect(),
    })
}

/// In a sentence, for where there is no more room: `not declared by the vendor's disclosure: 2 of 5 findings`.
pub(super) fn undeclared(report: &Report) -> Option<String> {
    let disclosures = report.disclosures.as_ref()?;
    let all = report.findings.len();
    (all > 0).then(|| match (disclosures.usable, disclosures.undeclared) {
        (false, _) => "the vendor's disclosure cannot be used: nothing is declared".to_owned(),
        (true, 0) => "the vendor's disclosure declares every finding".to_owned(),
        (true, open) => {
            format!("not declared by the vendor's disclosure: {open} of {}", count(all as u64, "finding", "findings"))
        }
    })
}

/// What the disclosure says of one flow: a word, and the rest. `None`: there is no disclosure.
pub(super) fn of(report: &Report, finding: &Finding) -> Option<(&'static str, String)> {
    let disclosures = report.disclosures.as_ref()?;
    if let Some(ids) = &finding.disclosure {
        let widened = disclosures.items.iter().any(|item| !item.widened.is_empty() && item.findings.contains(&finding.id));
        let rest = if widened { " (wider than the disclosure of the baseline)" } else { "" };
        return Some(("disclosed as", format!("{ids}{rest}")));
    }
    Some(match disclosures.gap(finding) {
        Some(gap) if gap.declared > 0 => {
            let share = format!("{} of {}", gap.declared, count(gap.all, "combination", "combinations"));
            ("disclosed in part", format!("{share} of data, destination and place; {}", gap.lacks))
        }
        Some(gap) => ("undeclared", gap.lacks.clone()),
        None => ("undeclared", "no item of the disclosure speaks of this data on this channel".to_owned()),
    })
}

fn told(report: &Report, disclosures: &Disclosures) -> Vec<String> {
    if !disclosures.usable {
        return vec!["it cannot be used, and a message says why: everything is undeclared".to_owned()];
    }
    let with = |outcome| disclosures.items.iter().filter(|item| item.outcome == outcome).count();
    use DisclosureOutcome::{Matched, Partly, Unseen, Widened};
    let outcomes: Vec<String> = [Matched, Partly, Unseen, Widened]
        .into_iter()
        .filter(|outcome| with(*outcome) > 0)
        .map(|outcome| format!("{} {}", with(outcome), outcome.name()))
        .collect();
    let mut told = vec![format!("{}: {}", count(disclosures.items.len() as u64, "item", "items"), outcomes.join(", "))];
    if disclosures.items.is_empty() {
        told = vec!["it declares nothing".to_owned()];
    }
    told.extend(undeclared(report));
    if disclosures.undeclared_metadata > 0 {
        let flows = count(disclosures.undeclared_metadata, "flow", "flows");
        told.push(format!("{flows} of mere metadata: not declared"));
    }
    told
}

fn row(item: &Disclosure) -> Row<'_> {
    let mut declares = format!("{} by {}", item.data.join(", "), item.channel);
    for (word, values) in [(" to ", &item.endpoints), (", chosen by ", &item.chosen_by)] {
        if !values.is_empty() {
            declares.push_str(word);
            declares.push_str(&values.join(", "));
        }
    }
    if let Some(path) = &item.path {
        declares.push_str(", in ");
        declares.push_str(path);
    }
    let terms = [("when", &item.trigger), ("consent", &item.consent)];
    Row {
        id: &item.id,
        outcome: item.outcome,
        declares,
        purpose: &item.purpose,
        terms: terms.into_iter().filter_map(|(word, text)| Some((word, text.as_deref()?))).collect(),
        widened: item.widened.join("; "),
        findings: &item.findings[..item.findings.len().min(IDS)],
        more: item.findings.len().saturating_sub(IDS),
    }
}
