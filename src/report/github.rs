//! Findings as workflow commands of GitHub: an annotation for each, at the line where the data leaves. What is not
//! examined is an annotation of its own. Whatever a submission has part in is escaped by the rules of these commands, so
//! that it can be neither another property nor another command.

use std::fmt::Write as _;

use super::model::{Confidence, Finding, Report, VerdictValue};
use super::selection::Selection;
use super::view::{self, count};

/// GitHub shows no more of a kind in one step; the rest is said in one line.
const ANNOTATIONS: usize = 10;

/// The annotations of what is selected of `report`; `root` is where the submission lies in the repository, empty or with
/// a slash at its end.
pub fn render(report: &Report, selection: &Selection<'_>, root: &str) -> String {
    let mut out = String::new();
    for finding in selection.findings.iter().take(ANNOTATIONS) {
        finding_command(finding, root, &mut out);
    }
    if let Some(rest) = selection.findings.len().checked_sub(ANNOTATIONS).filter(|rest| *rest > 0) {
        let text = format!("{} more: `candor check` shows them", count(rest as u64, "finding", "findings"));
        command("notice", &[("title", "candor")], &text, &mut out);
    }
    if selection.verdict(report) == VerdictValue::Incomplete {
        let reasons = view::reasons(report).collect::<Vec<_>>().join("\n");
        command("error", &[("title", "candor: INCOMPLETE")], &reasons, &mut out);
    }
    out
}

fn finding_command(finding: &Finding, root: &str, out: &mut String) {
    let sink = &finding.sink;
    let (line, column) = (sink.line.to_string(), sink.column.to_string());
    let hops = view::witness(finding);
    let way: Vec<String> = hops.iter().map(|hop| format!("{}:{} {}: {}", hop.path, hop.line, hop.function, hop.note)).collect();
    let text = format!("{} ({})\n{}", finding.title, view::summary(finding), way.join("\n"));
    let title = format!("candor {}: {}, {}", finding.id, finding.class, finding.confidence.name());
    let path = format!("{root}{}", sink.path);
    let properties = [("file", path.as_str()), ("line", &line), ("col", &column), ("title", &title)];
    let level = if finding.confidence == Confidence::Traced { "error" } else { "warning" };
    command(level, &properties, &text, out);
}

fn command(name: &str, properties: &[(&str, &str)], text: &str, out: &mut String) {
    let properties: Vec<String> = properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    let _ = writeln!(out, "::{name} {}::{}", properties.join(","), data(text));
}

/// As the runner takes it back: `%25`, `%0D` and `%0A`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// As [`data`], and what would end a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::command;

    #[test]
    fn no_text_becomes_a_property_or_a_command() {
        let mut out = String::new();
        command("error", &[("file", "a,line=1::b%0A\n::stop-commands::x.py")], "x\r\n::set-env name=PATH::y 5 %", &mut out);
        assert_eq!(
            out,
            "::error file=a%2Cline=1%3A%3Ab%250A%0A%3A%3Astop-commands%3A%3Ax.py::x%0D%0A::set-env name=PATH::y 5 %25\n"
        );
    }
}
