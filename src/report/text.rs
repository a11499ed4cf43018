//! The report as a terminal summary: the answer first, then the findings with their witnesses, then flows of mere
//! metadata, shorter.
//! A part of the report, never all of it: it says where it stops.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Effects, Style};
use unicode_width::UnicodeWidthChar as _;

use super::disclosure;
use super::model::{Confidence, Disposition, Finding, PackageKind, Place, Report, VerdictValue};
use super::packages;
use super::view::{self, Hop, count, number};
use super::words;

/// Findings that are told whole; the others get a line.
const FINDINGS: usize = 10;
/// Findings that get a line.
const LINES: usize = 40;
/// Flows of mere metadata that get their witness; the others get a line.
const METADATA: usize = 5;
const DESTINATIONS: usize = 20;
/// Ids in one row of the destinations.
const IDS: usize = 3;
/// Hops of a witness that are shown at each end.
const HOPS: usize = 6;

/// What the text is written for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terminal {
    /// In columns; at least 40 are used.
    pub width: usize,
    pub colour: bool,
}

impl Terminal {
    /// A file or a pipe.
    pub const PLAIN: Self = Self { width: 110, colour: false };

    /// Standard output as it is: colours and its own width on a terminal, plain text elsewhere.
    pub fn of_stdout() -> Self {
        let stdout = std::io::stdout();
        let colour = anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
        let width = terminal_size::terminal_size_of(&stdout).map(|(width, _)| usize::from(width.0).clamp(40, 160));
        Self { width: width.unwrap_or(Self::PLAIN.width), colour }
    }
}

/// The summary of `report`. Only colour sequences of ours, and only when `terminal` has colours.
pub fn render(report: &Report, terminal: &Terminal) -> String {
    let report = report.neutralised();
    let mut page = Page { out: String::new(), width: terminal.width.max(40), colour: terminal.colour };
    page.verdict(&report);
    page.examined(&report);
    page.since(&report);
    page.findings(&report);
    page.metadata(&report);
    page.destinations(&report);
    page.capabilities(&report);
    page.indicators(&report);
    page.not_examined(&report);
    page.packages(&report);
    page.claim(&report);
    page.disclosures(&report);
    page.metrics(&report);
    page.wrapped("", &report.assurance, DIM);
    page.out
}

/// What came of the vendor's disclosure alone, with what it says of each finding.
pub fn disclosures(report: &Report, terminal: &Terminal) -> String {
    let report = report.neutralised();
    let mut page = Page { out: String::new(), width: terminal.width.max(40), colour: terminal.colour };
    page.disclosures(&report);
    for finding in report.findings.iter().chain(&report.metadata) {
        page.row(finding);
        if let Some((word, rest)) = disclosure::of(&report, finding) {
            page.wrapped("     ", &format!("{word}: {rest}"), PLAIN);
        }
    }
    page.out
}

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);
const RED: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
const YELLOW: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);
const GREEN: Style = AnsiColor::Green.on_default().effects(Effects::BOLD);

struct Page {
    out: String,
    width: usize,
    colour: bool,
}

impl Page {
    fn styled(&self, style: Style, text: &str) -> String {
        if self.colour && style != PLAIN { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// One line, cut to the width.
    fn line(&mut self, style: Style, text: &str) {
        let text = self.styled(style, &clip(text, self.width));
        self.out.push_str(&text);
        self.out.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.out.push('\n');
        self.line(BOLD, text);
    }

    /// A paragraph; `indent` before each line.
    fn wrapped(&mut self, indent: &str, text: &str, style: Style) {
        if indent.is_empty() {
            self.out.push('\n');
        }
        for line in wrap(text, self.width.saturating_sub(columns(indent))) {
            self.line(style, &format!("{indent}{line}"));
        }
    }

    fn verdict(&mut self, report: &Report) {
        let verdict = &report.verdict;
        let style = match verdict.value {
            VerdictValue::Passed => GREEN,
            VerdictValue::Findings => RED,
            VerdictValue::Incomplete => YELLOW,
        };
        let what = match (&report.scope.product, &report.scope.version) {
            (Some(product), Some(version)) => format!("{product} {version}"),
            (Some(product), None) => product.clone(),
            (None, _) => format!("submission {}", &report.source.manifest.hex()[..16]),
        };
        let rest =
            clip(&format!("{what}, reviewed by {} {}", report.tool.name, report.tool.version), self.width.saturating_sub(12));
        let value = self.styled(style, verdict.value.name());
        let _ = writeln!(self.out, "{value}  {rest}");
        for reason in &verdict.reasons {
            self.wrapped("  ", &view::reason(reason), PLAIN);
        }
        for text in view::asides(report).into_iter().chain(disclosure::undeclared(report)).chain(view::judgement(report)) {
            self.wrapped("  ", &text, PLAIN);
        }
    }

    fn examined(&mut self, report: &Report) {
        let totals = &report.coverage.totals;
        self.heading("Examined");
        let (files, bytes) = report.coverage.by_disposition(Disposition::Dataflow);
        let text = format!(
            "data followed through {} of {} files ({} of the bytes), {} in all",
            number(files),
            number(totals.files),
            view::share(bytes, totals.bytes),
            count(totals.lines, "line", "lines"),
        );
        self.wrapped("  ", &text, PLAIN);
        if let Some((share, of)) = view::followed(report) {
            self.wrapped("  ", &format!("{share} {of}"), PLAIN);
        }
        for (language, files, lines) in view::languages(report) {
            self.line(
                PLAIN,
                &format!("  {language:12} {:>12}  {:>16}", count(files, "file", "files"), count(lines, "line", "lines")),
            );
        }
        let calls = &totals.calls;
        if calls.total > 0 {
            let unresolved: u64 = calls.unresolved.iter().map(|row| row.count).sum();
            let text =
                format!("{}, {} of them not resolved", count(calls.total, "call", "calls"), view::share(unresolved, calls.total));
            self.wrapped("  ", &text, PLAIN);
        }
    }

    fn since(&mut self, report: &Report) {
        let Some(since) = view::since(report) else { return };
        self.heading("Since the baseline");
        self.line(PLAIN, &format!("  {}", since.counts));
        for (status, id, title, place) in since.rows.iter().take(LINES) {
            self.line(PLAIN, &format!("  {status:9} {id:4} {title}: {place}"));
        }
        self.rest(since.rows.len(), LINES);
        self.line(DIM, &format!("  baseline {}", since.baseline));
    }

    fn findings(&mut self, report: &Report) {
        let findings = &report.findings;
        if findings.is_empty() {
            self.heading("No findings");
            return;
        }
        let by_confidence = Confidence::ALL.map(|confidence| {
            let several = findings.iter().filter(|finding| finding.confidence == confidence).count();
            (several > 0).then(|| format!("{several} {}", confidence.name()))
        });
        let by_confidence: Vec<String> = by_confidence.into_iter().flatten().collect();
        self.heading(&format!("{} ({})", count(findings.len() as u64, "finding", "findings"), by_confidence.join(", ")));
        let classes = view::by_class(report);
        if findings.len() > FINDINGS {
            for (first, several) in &classes {
                self.line(PLAIN, &format!("  {:>6}  {}, from {} on", number(*several as u64), first.title, first.id));
            }
        }
        for finding in findings.iter().take(FINDINGS) {
            self.out.push('\n');
            self.finding(report, finding);
        }
        if findings.len() > FINDINGS {
            self.out.push('\n');
        }
        for finding in findings.iter().skip(FINDINGS).take(LINES) {
            self.row(finding);
        }
        self.rest(findings.len(), FINDINGS + LINES);
    }

    /// Flows of mere metadata: a line each, the first ones with their witnesses.
    fn metadata(&mut self, report: &Report) {
        let metadata = &report.metadata;
        if metadata.is_empty() {
            return;
        }
        self.heading(&format!("Metadata of files: {}", count(metadata.len() as u64, "flow", "flows")));
        for (position, finding) in metadata.iter().take(LINES).enumerate() {
            self.row(finding);
            if position < METADATA {
                self.witness(finding);
            }
        }
        self.rest(metadata.len(), LINES);
    }

    /// One line for one finding.
    fn row(&mut self, finding: &Finding) {
        let head = format!("{} {:10} {:30} ", finding.id, finding.confidence.name(), finding.class);
        let room = (self.width.saturating_sub(columns(&head) + 3) / 2).max(self.width / 5);
        let end = |place: &Place| clip_head(&format!("{}:{}", place.path, place.line), room);
        self.line(PLAIN, &format!("{head}{} → {}", end(&finding.source), end(&finding.sink)));
    }

    /// Says how much was left out after `shown` of `all`.
    fn rest(&mut self, all: usize, shown: usize) {
        if all > shown {
            self.line(DIM, &format!("  … and {} more in report.json", number((all - shown) as u64)));
        }
    }

    fn finding(&mut self, report: &Report, finding: &Finding) {
        let style = match finding.confidence {
            Confidence::Traced => RED,
            Confidence::Assumed | Confidence::Ambiguous => YELLOW,
            Confidence::CoReachable => BOLD,
        };
        let head = format!("{} {}", finding.id, finding.title);
        for (position, line) in wrap(&head, self.width.saturating_sub(5)).iter().enumerate() {
            self.line(style, &format!("{}{line}", if position == 0 { "" } else { "     " }));
        }
        self.line(PLAIN, &format!("     {}, {}: {}", finding.class, finding.confidence.name(), view::summary(finding)));
        for (name, value) in [("to", &view::goes_to(finding)), ("set off by", &finding.trigger)] {
            if let Some(value) = value {
                self.line(PLAIN, &format!("     {name} {value}"));
            }
        }
        if let Some((word, rest)) = disclosure::of(report, finding) {
            self.line(PLAIN, &format!("     {word}: {rest}"));
        }
        self.witness(finding);
        if !finding.variants.is_empty() {
            self.line(DIM, &format!("     and {}", count(finding.variants.len() as u64, "variant", "variants")));
        }
    }

    fn witness(&mut self, finding: &Finding) {
        let hops = view::witness(finding);
        let hidden = hops.len().saturating_sub(2 * HOPS);
        for (position, hop) in hops.iter().enumerate() {
            if hidden > 0 && position == HOPS {
                self.line(DIM, &format!("       … {} …", count(hidden as u64, "more step", "more steps")));
            }
            if hidden == 0 || position < HOPS || position >= HOPS + hidden {
                self.hop(hop, position == 0);
            }
        }
    }

    fn hop(&mut self, hop: &Hop<'_>, first: bool) {
        let arrow = if first { " " } else { "→" };
        let tail = format!(":{} {}: {}", hop.line, words::short(hop.function), hop.note);
        let path = clip_head(hop.path, self.width.saturating_sub(7 + columns(&tail)).max(self.width / 3));
        self.line(PLAIN, &format!("     {arrow} {path}{tail}"));
        if !hop.excerpt.is_empty() {
            self.line(DIM, &format!("         {}", hop.excerpt));
        }
    }

    fn destinations(&mut self, report: &Report) {
        let all = view::destinations(report);
        if all.is_empty() {
            return;
        }
        self.heading(&count(all.len() as u64, "destination", "destinations"));
        for destination in all.iter().take(DESTINATIONS) {
            let value = clip(destination.value, self.width * 3 / 5);
            let reach = words::reach(destination.reach);
            let how = [destination.how.name(), reach].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
            let mut text = format!("  {value} ({how}) {}:{}", destination.path, destination.line);
            if destination.places > 1 {
                let _ = write!(text, " and {}", count(destination.places as u64 - 1, "other place", "other places"));
            }
            let ids = destination.ids();
            if !ids.is_empty() {
                let _ = write!(text, "  ← {}", view::first(&ids, IDS));
            }
            self.line(if destination.findings.is_empty() { PLAIN } else { BOLD }, &text);
        }
        self.rest(all.len(), DESTINATIONS);
    }

    fn capabilities(&mut self, report: &Report) {
        let all = view::capabilities(report);
        if all.is_empty() {
            return;
        }
        self.heading("What the code can do (functions)");
        let list: Vec<String> = all.iter().map(|(name, count, _)| format!("{name} {}", number(*count as u64))).collect();
        self.wrapped("  ", &list.join(", "), PLAIN);
    }

    fn indicators(&mut self, report: &Report) {
        if report.indicators.is_empty() {
            return;
        }
        self.heading(&count(report.indicators.len() as u64, "sign of hiding", "signs of hiding"));
        for indicator in report.indicators.iter().take(DESTINATIONS) {
            let detail = view::sign(indicator);
            self.line(PLAIN, &format!("  {} {}:{} {detail}", indicator.class, indicator.path, indicator.line));
        }
        self.rest(report.indicators.len(), DESTINATIONS);
    }

    fn metrics(&mut self, report: &Report) {
        let Some(metrics) = &report.metrics else { return };
        self.heading("Metrics (the annex of the page says what is counted)");
        for ratio in metrics.ratios.iter().filter(|ratio| ratio.denominator > 0) {
            let language = ratio.language.as_ref().map_or(String::new(), |language| format!(" of {language}"));
            let figure = format!("{} of {}, {}", number(ratio.numerator), number(ratio.denominator), view::ratio(ratio));
            self.line(PLAIN, &format!("  {}{language}: {figure}", ratio.id));
        }
        let tools: Vec<&str> = metrics.toolchain.iter().map(|tool| tool.name.as_str()).collect();
        if !tools.is_empty() {
            self.wrapped("  ", &format!("built and checked with: {}", tools.join(", ")), PLAIN);
        }
        self.line(PLAIN, &format!("  binary equivalence: {}", metrics.binary_equivalence.name()));
    }

    fn not_examined(&mut self, report: &Report) {
        let list = view::not_examined(report);
        if list.is_empty() && report.scope.not_provided.is_empty() {
            return;
        }
        self.heading("Not examined, or less well");
        for (what, count) in list {
            self.line(PLAIN, &format!("  {:>9}  {what}", number(count)));
        }
        if !report.scope.not_provided.is_empty() {
            self.wrapped("  ", &format!("not handed over: {}", report.scope.not_provided.join(", ")), PLAIN);
        }
    }

    /// Copies of others' code by name; what is merely asked for by number.
    fn packages(&mut self, report: &Report) {
        let Some(told) = packages::told(report) else { return };
        self.heading("What it is made of");
        self.wrapped("  ", &told, PLAIN);
        let rows = packages::rows(report);
        let copies: Vec<_> = rows.iter().filter(|row| row.inner.kind == PackageKind::Vendored).collect();
        for row in copies.iter().take(DESTINATIONS) {
            self.line(PLAIN, &format!("  {} {} ({}) {}", row.name, row.version, row.inner.ecosystem, row.path));
        }
        self.rest(copies.len(), DESTINATIONS);
    }

    fn claim(&mut self, report: &Report) {
        let Some(claim) = &report.scope.claim else { return };
        self.heading("What the vendor says");
        self.wrapped("  ", &format!("{} ({})", claim.title(), claim.path), PLAIN);
        let lines = claim.lines();
        for line in lines.iter().take(DESTINATIONS) {
            self.wrapped("  ", line, PLAIN);
        }
        self.rest(lines.len(), DESTINATIONS);
    }

    fn disclosures(&mut self, report: &Report) {
        let Some(section) = disclosure::section(report) else { return };
        self.heading("What the vendor discloses");
        for text in std::iter::once(&section.origin).chain(&section.told) {
            self.wrapped("  ", text, PLAIN);
        }
        for row in section.rows.iter().take(LINES) {
            let found = match row.findings {
                [] => String::new(),
                ids if row.more > 0 => format!(" ({} and {} more)", ids.join(", "), row.more),
                ids => format!(" ({})", ids.join(", ")),
            };
            self.wrapped("  ", &format!("{} {}: {}{found}", row.outcome.name(), row.id, row.declares), PLAIN);
            self.wrapped("      ", row.purpose, DIM);
            if !row.widened.is_empty() {
                self.wrapped("      ", &format!("wider than the disclosure of the baseline: {}", row.widened), YELLOW);
            }
        }
        self.rest(section.rows.len(), LINES);
    }
}

/// Columns of a character; a combining mark counts as one, so that a pile of them ends at the width too.
fn column(character: char) -> usize {
    character.width().unwrap_or(1).max(1)
}

fn columns(text: &str) -> usize {
    text.chars().map(column).sum()
}

/// Cut at the end to at most `width` columns, with `…` where something is missing.
pub(super) fn clip(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|character| {
        used += column(*character);
        used <= width
    });
    let mut out: String = kept.collect();
    out.push('…');
    out
}

/// Cut at the start: of a path the end tells more.
pub(super) fn clip_head(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.chars().rev().take_while(|character| {
        used += column(*character);
        used <= width
    });
    let mut out: Vec<char> = kept.collect();
    out.push('…');
    out.iter().rev().collect()
}

/// Lines of at most `width` columns, broken between words; a longer word is cut into pieces.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(8);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let needed = columns(word);
        if used > 0 && used + 1 + needed > width {
            lines.push(String::new());
            used = 0;
        }
        if used > 0 {
            lines.last_mut().expect("invariant: never empty").push(' ');
            used += 1;
        }
        for character in word.chars() {
            let wide = column(character);
            if used + wide > width {
                lines.push(String::new());
                used = 0;
            }
            lines.last_mut().expect("invariant: never empty").push(character);
            used += wide;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{clip, clip_head, wrap};

    #[test]
    fn lines_keep_to_the_width() {
        assert_eq!(clip("abcdef", 6), "abcdef");
        assert_eq!(clip("abcdefg", 6), "abcde…");
        assert_eq!(clip_head("dir/file.py", 8), "…file.py");
        assert_eq!(clip("漢字漢字", 6), "漢字…");
        assert_eq!(wrap("one two  three", 8), ["one two", "three"]);
        assert_eq!(wrap("abcdefghijkl", 8), ["abcdefgh", "ijkl"]);
    }
}
