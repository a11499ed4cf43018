//! Findings for somebody at work on the code: each with its way from source to sink as annotated lines, then the answer in
//! a few lines. A part of the report, never all of it: it says where it stops.
//! Nothing of a submission acts: texts went through `base::display` when they came into the report, once more here, and
//! links are made of our own bytes and percent-encoded paths.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Effects, Style};
use anstyle_hyperlink::Hyperlink;

use super::model::{CodeFile, Confidence, Disposition, FileCoverage, Finding, Report, VerdictValue};
use super::selection::Selection;
use super::text::{Terminal, clip, wrap};
use super::view::{self, Hop, count, number};

/// Findings that are shown with their lines of code; the others get a line.
const WHOLE: usize = 20;
/// Findings that get a line.
const LINES: usize = 40;
/// Hops of a way that are shown at each end, besides the source.
const HOPS: usize = 6;
/// Paths that are named of those that were not read.
const UNREAD: usize = 5;
/// Columns of a label beyond which it is cut.
const LABEL: usize = 100;

const INDENT: &str = "  ";

const BOLD: Style = Style::new().effects(Effects::BOLD);
const RED: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
const YELLOW: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
const GREEN: Style = AnsiColor::Green.on_default().effects(Effects::BOLD);

/// What is told, and to whom.
pub struct View<'a> {
    pub terminal: Terminal,
    /// Where the submission lies, absolute, if paths are to be links to its files.
    pub links: Option<PathBuf>,
    /// The revision with which files were compared, safe to show, and the paths of those that changed since.
    pub since: Option<(&'a str, &'a BTreeSet<String>)>,
}

/// What of `report` is told in `view`.
pub fn render(report: &Report, view: &View<'_>) -> String {
    let report = report.neutralised();
    let selection = Selection::of(&report, view.since.map(|(_, changed)| changed));
    let mut page = Page { out: String::new(), view, report: &report };
    for finding in selection.findings.iter().take(WHOLE) {
        page.finding(finding);
    }
    page.rows(&selection);
    page.answer(&selection);
    page.out
}

struct Page<'a> {
    out: String,
    view: &'a View<'a>,
    report: &'a Report,
}

impl Page<'_> {
    fn styled(&self, style: Style, text: &str) -> String {
        if self.view.terminal.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn wrapped(&mut self, text: &str) {
        for line in wrap(text, self.view.terminal.width.saturating_sub(INDENT.len())) {
            let _ = writeln!(self.out, "{INDENT}{line}");
        }
    }

    fn finding(&mut self, finding: &Finding) {
        let level = if finding.confidence == Confidence::Traced { Level::ERROR } else { Level::WARNING };
        let hops = view::witness(finding);
        let mut group: Group<'_> = Group::with_title(level.primary_title(&finding.title).id(&finding.class));
        for element in self.way(&hops) {
            group = group.element(element);
        }
        for note in notes(finding) {
            group = group.element(Level::NOTE.message(note));
        }
        let renderer = if self.view.terminal.colour { Renderer::styled() } else { Renderer::plain() };
        let told = renderer.term_width(self.view.terminal.width).render(&[group]);
        let _ = writeln!(self.out, "{}\n{told}\n", self.head(finding));
    }

    /// `F001 a.py:3 → b.py:12`
    fn head(&self, finding: &Finding) -> String {
        let place = |path: &str, line: u32| self.linked(path, &format!("{path}:{line}"));
        let (source, sink) = (&finding.source, &finding.sink);
        let id = self.styled(BOLD, &finding.id);
        format!("{id} {} → {}", place(&source.path, source.line), place(&sink.path, sink.line))
    }

    /// `text`, as a link to the file at `path` where there are links. What lies in an archive is no file.
    fn linked(&self, path: &str, text: &str) -> String {
        let Some(root) = self.view.links.as_ref().filter(|_| !path.contains("!/")) else {
            return text.to_owned();
        };
        let link = Hyperlink::with_url(file_url(root, path));
        format!("{link}{text}{link:#}")
    }

    fn way<'h>(&self, hops: &'h [Hop<'h>]) -> Vec<Element<'h>> {
        let shown = |position: usize| position < HOPS || position + HOPS >= hops.len() || hops[position].role == "source";
        let mut elements = Vec::new();
        let mut hidden = 0;
        for (position, hop) in hops.iter().enumerate() {
            if !shown(position) {
                hidden += 1;
                continue;
            }
            if hidden > 0 {
                elements.push(Level::NOTE.message(format!("{} left out here", count(hidden, "step", "steps"))).into());
                hidden = 0;
            }
            elements.push(self.hop(position + 1, hop).into());
        }
        elements
    }

    fn hop<'h>(&self, number: usize, hop: &'h Hop<'h>) -> Snippet<'h, Annotation<'h>> {
        let (text, span) = self.line_of(hop);
        let kind = if hop.role == "sink" { AnnotationKind::Primary } else { AnnotationKind::Context };
        let label = clip(&format!("{number} {}", hop.note), LABEL);
        let snippet = Snippet::source(text).line_start(hop.line as usize).path(hop.path);
        snippet.annotation(kind.span(span).label(label))
    }

    /// The line of code of a hop and which bytes of it are meant; its excerpt where the report has no more.
    fn line_of(&self, hop: &Hop<'_>) -> (String, Range<usize>) {
        let file = self.report.code.as_ref().and_then(|code| code.file(hop.path));
        file.and_then(|file| marked(file, hop)).unwrap_or_else(|| {
            let text = if hop.excerpt.is_empty() { format!("in {}", hop.function) } else { hop.excerpt.to_owned() };
            let end = text.len();
            (text, 0..end)
        })
    }

    /// A line each for the findings after the first ones.
    fn rows(&mut self, selection: &Selection<'_>) {
        let rest = selection.findings.get(WHOLE..).unwrap_or_default();
        for finding in rest.iter().take(LINES) {
            let head = self.head(finding);
            let _ = writeln!(self.out, "{head} {}, {}", finding.class, finding.confidence.name());
        }
        if let Some(more) = rest.len().checked_sub(LINES).filter(|more| *more > 0) {
            let _ = writeln!(self.out, "… and {} more; --format json has all", number(more as u64));
        }
        if !rest.is_empty() {
            self.out.push('\n');
        }
    }

    /// The verdict on what is told and how much is not told.
    fn answer(&mut self, selection: &Selection<'_>) {
        let verdict = selection.verdict(self.report);
        let style = match verdict {
            VerdictValue::Incomplete => YELLOW,
            VerdictValue::Findings => RED,
            VerdictValue::Passed => GREEN,
        };
        let word = self.styled(style, verdict.name());
        let _ = writeln!(self.out, "{word}  {}", self.counted(selection));
        for line in view::reasons(self.report).chain(unread(self.report)).chain(self.beside(selection)) {
            self.wrapped(&line);
        }
        if let Some(finding) = selection.findings.first() {
            self.wrapped(&format!("`candor explain {}` tells what such a finding means", finding.class));
        }
    }

    fn counted(&self, selection: &Selection<'_>) -> String {
        let told = count(selection.findings.len() as u64, "finding", "findings");
        match self.view.since {
            None => told,
            Some((rev, changed)) => {
                let files = count(changed.len() as u64, "file", "files");
                format!("{told} on ways through the {files} that changed since {rev}; {} elsewhere", number(selection.elsewhere))
            }
        }
    }

    /// What there is besides findings that count.
    fn beside(&self, selection: &Selection<'_>) -> Vec<String> {
        let mut lines = Vec::new();
        if selection.waived > 0 {
            lines.push(format!("{} by the policy", count(selection.waived, "finding does not count", "findings do not count")));
        }
        let metadata = count(self.report.metadata.len() as u64, "flow of mere metadata", "flows of mere metadata");
        let signs = count(self.report.indicators.len() as u64, "sign of hiding", "signs of hiding");
        if !self.report.metadata.is_empty() || !self.report.indicators.is_empty() {
            lines.push(format!("besides {metadata} and {signs}, which `candor review` tells"));
        }
        lines
    }
}

/// The first of what was not read, or given up, with the reason.
fn unread(report: &Report) -> Vec<String> {
    let given_up = |file: &&FileCoverage| matches!(file.disposition, Disposition::Refused | Disposition::Limit);
    let files = report.coverage.files.iter().filter(given_up);
    let files = files.map(|file| (&file.path, file.reason.as_deref().unwrap_or("at a limit")));
    let refused = report.coverage.refused.iter().map(|refusal| (&refusal.path, refusal.reason.as_str()));
    let mut lines: Vec<String> = refused.chain(files).map(|(path, reason)| format!("{path}: {reason}")).collect();
    if let Some(more) = lines.len().checked_sub(UNREAD).filter(|more| *more > 0) {
        lines.truncate(UNREAD);
        lines.push(format!("… and {} more; --format json has all", number(more as u64)));
    }
    lines
}

/// What is to be known of a finding beside its way.
fn notes(finding: &Finding) -> Vec<String> {
    let mut notes = vec![format!("{}: {}", finding.confidence.name(), view::summary(finding))];
    notes.extend(view::goes_to(finding).map(|to| format!("to {to}")));
    notes.extend(finding.trigger.iter().map(|trigger| format!("set off by {trigger}")));
    if !finding.variants.is_empty() {
        notes.push(format!(
            "and {} into this sink or others like it",
            count(finding.variants.len() as u64, "more flow", "more flows")
        ));
    }
    notes
}

/// The piece of a line that `hop` stands in, and the bytes of its mark; without a mark, all of it but its margin.
fn marked(file: &CodeFile, hop: &Hop<'_>) -> Option<(String, Range<usize>)> {
    let mark = file.mark(hop.line, hop.column);
    let piece = mark.map_or(hop.column, |mark| mark.piece);
    let line = file.lines.iter().rfind(|line| line.line == hop.line && line.column <= piece)?;
    let text = &line.text;
    let byte = |character: u32| text.char_indices().nth(character as usize).map_or(text.len(), |(at, _)| at);
    let whole = text.len() - text.trim_start().len()..text.trim_end().len();
    let span = mark.map_or(whole, |mark| byte(mark.from)..if mark.end == mark.line { byte(mark.to) } else { text.len() });
    Some((text.clone(), span.start..span.end.max(span.start)))
}

/// Of the file at the relative `path` below `root`, which is absolute.
fn file_url(root: &Path, path: &str) -> String {
    let root = view::encode(root.as_os_str().as_encoded_bytes(), b"/");
    format!("file://{}/{}", root.trim_end_matches('/'), view::relative_uri(path))
}
