//! Whether a report may be signed, stored or shown: it may come from a worker that read hostile bytes.
//! Checks form alone; whether it is true is for a rerun.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde_json::Value;

use super::finding::{self, FINDING, METADATA};
use super::{Finding, Judgement, Report, SCHEMA, Step, VerdictValue};
use crate::base::display;
use crate::base::json::JsonError;

/// Why a report is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    #[error(transparent)]
    Json(#[from] JsonError),
    #[error("report schema is `{found}`, this candor reads `{SCHEMA}`")]
    Schema { found: String },
    #[error("report holds a character that acts instead of showing, in `{text}`")]
    Text { text: String },
    #[error("report is not consistent: {what}")]
    Inconsistent { what: String },
}

impl Report {
    /// Refuses a report that breaks an invariant of [the model](super).
    pub fn check(&self) -> Result<(), ReportError> {
        if self.schema != SCHEMA {
            return Err(ReportError::Schema { found: display::neutralise(&self.schema).into_owned() });
        }
        self.check_text()?;
        self.check_list(&self.findings, FINDING)?;
        self.check_list(&self.metadata, METADATA)?;
        for endpoint in &self.endpoints {
            check_position("an endpoint", endpoint.line, endpoint.column)?;
        }
        for indicator in &self.indicators {
            check_position("an indicator", indicator.line, indicator.column)?;
            if indicator.count == 0 {
                return inconsistent("an indicator that stands for nothing".to_owned());
            }
        }
        for capability in &self.capabilities {
            check_position("a capability", capability.line, 1)?;
            capability.witness.iter().try_for_each(|step| check_step("a capability", step))?;
        }
        if let Some(components) = &self.components {
            components.check().map_err(|what| ReportError::Inconsistent { what: what.to_owned() })?;
        }
        self.check_disclosures()?;
        self.check_verdict()?;
        self.check_history()?;
        self.check_code()?;
        if let Some(Err(what)) = self.metrics.as_ref().map(super::Metrics::check) {
            return inconsistent(what.to_owned());
        }
        let mut coverage = self.coverage.clone();
        coverage.order();
        if coverage != self.coverage {
            return inconsistent("coverage is not in order or its totals do not add up".to_owned());
        }
        Ok(())
    }

    /// Every entry is sound, in its place, and of a class of its list: metadata never stands among findings, and
    /// nothing but what the report explains as metadata stands there.
    fn check_list(&self, list: &[Finding], letter: char) -> Result<(), ReportError> {
        if !list.is_sorted_by_key(|finding| (Reverse(finding.rank), finding.confidence)) {
            return inconsistent(format!("the list of {letter} ids is not by falling rank"));
        }
        for (number, finding) in list.iter().enumerate() {
            let id = finding::id(letter, number);
            check_finding(&id, finding)?;
            let metadata = self.class(&finding.class).is_some_and(|class| class.metadata);
            if metadata != (letter == METADATA) {
                return inconsistent(format!("{id} is in the wrong list: findings and metadata are told apart"));
            }
        }
        Ok(())
    }

    fn check_text(&self) -> Result<(), ReportError> {
        if !acts(&serde_json::to_string(self).map_err(JsonError::from)?) {
            return Ok(());
        }
        let mut value = serde_json::to_value(self).map_err(JsonError::from)?;
        match neutralise(&mut value) {
            Some(text) => Err(ReportError::Text { text }),
            None => Ok(()),
        }
    }

    /// This report with nothing in it that acts: as it is when it is sound. Renderers begin here, so that what
    /// reaches a reader does not depend on every station having kept the invariant.
    pub fn neutralised(&self) -> Cow<'_, Self> {
        if !acts(&serde_json::to_string(self).expect("invariant: a report has a JSON form")) {
            return Cow::Borrowed(self);
        }
        let mut value = serde_json::to_value(self).expect("invariant: a report has a JSON form");
        match neutralise(&mut value) {
            None => Cow::Borrowed(self),
            Some(_) => Cow::Owned(serde_json::from_value(value).expect("invariant: only free text was changed")),
        }
    }

    /// The history speaks of these very findings, in their order, and its counts are right.
    fn check_history(&self) -> Result<(), ReportError> {
        let Some(history) = &self.history else { return Ok(()) };
        let ids = self.findings.iter().chain(&self.metadata).map(|finding| &finding.id);
        if !history.standings.iter().map(|standing| &standing.id).eq(ids) {
            return inconsistent("the history does not speak of these findings".to_owned());
        }
        for place in history.fixed.iter().flat_map(|fixed| [&fixed.source, &fixed.sink]) {
            check_position("a fixed finding", place.line, place.column)?;
        }
        let sound = history.counts == history.counted() && history.fixed.is_sorted();
        if sound { Ok(()) } else { inconsistent("the history is not in order or does not add up".to_owned()) }
    }

    /// What is disclosed is disclosed by an item that stands here.
    fn check_disclosures(&self) -> Result<(), ReportError> {
        match &self.disclosures {
            Some(disclosures) => disclosures.check(self).map_err(|what| ReportError::Inconsistent { what: what.to_owned() }),
            None if self.findings.iter().chain(&self.metadata).any(|finding| finding.disclosure.is_some()) => {
                inconsistent("a finding is disclosed by nothing".to_owned())
            }
            None => Ok(()),
        }
    }

    fn check_code(&self) -> Result<(), ReportError> {
        let Some(code) = &self.code else { return Ok(()) };
        code.check().map_err(|what| ReportError::Inconsistent { what: what.to_owned() })?;
        let excerpt = self.excerpts().find(|excerpt| !excerpt.is_empty());
        match excerpt.filter(|_| code.withheld) {
            Some(_) => inconsistent("an excerpt, though lines of code are withheld".to_owned()),
            None => Ok(()),
        }
    }

    /// Every line of code that stands at a place.
    fn excerpts(&self) -> impl Iterator<Item = &str> {
        let findings = self.findings.iter().chain(&self.metadata);
        let places = findings.clone().flat_map(|finding| [&finding.source, &finding.sink]);
        let fixed = self.history.iter().flat_map(|history| &history.fixed).flat_map(|fixed| [&fixed.source, &fixed.sink]);
        let places = places.chain(fixed);
        let witnesses = self.capabilities.iter().flat_map(|capability| &capability.witness);
        let steps = findings.flat_map(|finding| &finding.steps).chain(witnesses);
        places.map(|place| place.excerpt.as_str()).chain(steps.map(|step| step.excerpt.as_str()))
    }

    /// What a policy accepts it names; without one nothing is accepted.
    fn check_verdict(&self) -> Result<(), ReportError> {
        if self.verdict.policy.is_some() != self.judgement.is_some() {
            return inconsistent("a policy without a judgement, or a judgement without a policy".to_owned());
        }
        if let Some(judgement) = &self.judgement {
            return self.check_judgement(judgement);
        }
        let unexamined = self.coverage.unexamined();
        match self.verdict.value {
            VerdictValue::Passed if !self.findings.is_empty() => inconsistent("PASSED with findings".to_owned()),
            VerdictValue::Findings if self.findings.is_empty() => inconsistent("FINDINGS without findings".to_owned()),
            VerdictValue::Incomplete if self.verdict.reasons.is_empty() => inconsistent("INCOMPLETE without a reason".to_owned()),
            VerdictValue::Passed | VerdictValue::Findings if unexamined > 0 => {
                inconsistent(format!("{} while {unexamined} parts were not examined", self.verdict.value.name()))
            }
            VerdictValue::Passed | VerdictValue::Findings | VerdictValue::Incomplete => Ok(()),
        }
    }

    /// Every finding counts, is accepted or is not counted, and the verdict says so.
    fn check_judgement(&self, judgement: &Judgement) -> Result<(), ReportError> {
        let places = |ids: &mut dyn Iterator<Item = &String>| {
            ids.map(|id| self.findings.iter().position(|finding| finding.id == *id)).collect::<Option<Vec<_>>>()
        };
        let accepted = places(&mut judgement.accepted.iter().map(|accepted| &accepted.finding));
        let uncounted = places(&mut judgement.uncounted.iter());
        let disclosed = places(&mut judgement.disclosed.iter());
        let (Some(accepted), Some(uncounted), Some(disclosed)) = (accepted, uncounted, disclosed) else {
            return inconsistent("the judgement speaks of findings that are not here".to_owned());
        };
        let ascending = |places: &[usize]| places.is_sorted_by(|a, b| a < b);
        let lists = judgement.idle.is_sorted()
            && judgement.blobs.is_sorted_by_key(|blob| &blob.path)
            && [&judgement.outside, &judgement.unplaced].into_iter().all(|hosts| hosts.is_sorted())
            && judgement.abroad.is_sorted();
        if ![&accepted, &uncounted, &disclosed].into_iter().all(|places| ascending(places)) || !lists {
            return inconsistent("the judgement is not in order".to_owned());
        }
        if disclosed.iter().any(|&at| self.findings[at].disclosure.is_none()) {
            return inconsistent("the judgement takes a finding as disclosed that is not".to_owned());
        }
        let waived: BTreeSet<usize> = accepted.into_iter().chain(uncounted).chain(disclosed).collect();
        let stand = waived.len() < self.findings.len() || !judgement.outside.is_empty() || !judgement.abroad.is_empty();
        match self.verdict.value {
            VerdictValue::Passed if stand => inconsistent("PASSED while something stands".to_owned()),
            VerdictValue::Findings if !stand => inconsistent("FINDINGS while nothing stands".to_owned()),
            VerdictValue::Incomplete if self.verdict.reasons.is_empty() => inconsistent("INCOMPLETE without a reason".to_owned()),
            VerdictValue::Passed | VerdictValue::Findings | VerdictValue::Incomplete => Ok(()),
        }
    }
}

/// Whether any string of a JSON text may act: reports are large, and hardly one does. In a JSON text characters stand as they
/// are, but for those that act and so are escaped, quotes and backslashes.
fn acts(json: &str) -> bool {
    let mut escaped = json.split('\\').skip(1);
    // Behind a backslash that stands for one, the text goes on with the second.
    while let Some(rest) = escaped.next() {
        match rest.bytes().next() {
            Some(b'"') => {}
            None => drop(escaped.next()),
            Some(_) => return true,
        }
    }
    // No mark stands on a quote, so parts between quotes are looked at alone: most are plain ASCII, and that is told fast.
    json.split('"').any(|part| matches!(display::neutralise(part), Cow::Owned(_)))
}

/// Makes every string in `value` safe to show; the outcome is one that was not, if there was any.
fn neutralise(value: &mut Value) -> Option<String> {
    let mut found = None;
    let mut pending = vec![value];
    while let Some(value) = pending.pop() {
        match value {
            Value::String(text) => {
                if let Cow::Owned(safe) = display::neutralise(text) {
                    found = Some(safe.clone());
                    *text = safe;
                }
            }
            Value::Array(items) => pending.extend(items),
            Value::Object(entries) => pending.extend(entries.values_mut()),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    found
}

fn check_finding(id: &str, finding: &Finding) -> Result<(), ReportError> {
    if finding.id != id {
        return inconsistent(format!("finding {id} is named `{}`", finding.id));
    }
    if finding.fingerprint.len() != 16 || !finding.fingerprint.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return inconsistent(format!("{id} has a malformed fingerprint"));
    }
    let places = [&finding.source, &finding.sink].map(|place| (place.line, place.column));
    let spots = finding.variants.iter().flat_map(|variant| [&variant.source, &variant.sink]);
    let spots = spots.map(|spot| (spot.line, spot.column));
    places.into_iter().chain(spots).try_for_each(|(line, column)| check_position(id, line, column))?;
    finding.steps.iter().try_for_each(|step| check_step(id, step))
}

fn check_step(whose: &str, step: &Step) -> Result<(), ReportError> {
    check_position(whose, step.line, step.column)
}

fn check_position(whose: &str, line: u32, column: u32) -> Result<(), ReportError> {
    if line == 0 || column == 0 { inconsistent(format!("{whose} has a line or column 0")) } else { Ok(()) }
}

fn inconsistent(what: String) -> Result<(), ReportError> {
    Err(ReportError::Inconsistent { what })
}

#[cfg(test)]
mod tests {
    use super::{acts, neutralise};
    use serde_json::json;

    #[test]
    fn the_quick_look_sees_what_the_whole_one_does() {
        let piled = format!("a{}", "\u{301}".repeat(9));
        let quiet = ["", "a \"b\" c", "back\\slash", "\\\\", "\\\"", "\\n spelled out", "\\u{202e} escaped", "café", "e\u{301}"];
        let loud = ["\n", "a\\\n", "\u{1b}[2J", "\\\u{7f}", "\u{202e}", "\u{0}", "\\\\\t", &piled];
        for (texts, expected) in [(&quiet[..], false), (&loud[..], true)] {
            for text in texts {
                let mut value = json!({"text": text, "more": [text, "plain"]});
                assert_eq!(acts(&value.to_string()), expected, "{text:?}");
                assert_eq!(neutralise(&mut value).is_some(), expected, "{text:?}");
            }
        }
    }
}
