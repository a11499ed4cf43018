//! A comparison for a terminal: the two sides, then the changes by falling risk, then what is gone.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Effects, Style};

use super::{Change, Comparison, Side};
use crate::report::view::{count, number, share};

/// Changes without risk that are listed; the JSON form has all.
const GONE: usize = 40;

const PLAIN: Style = Style::new();
const BOLD: Style = Style::new().effects(Effects::BOLD);

pub(super) fn render(comparison: &Comparison, colour: bool) -> String {
    let mut page = Page { out: String::new(), colour };
    page.sides(comparison);
    page.sums(comparison);
    let (worse, rest): (Vec<_>, Vec<_>) = comparison.changes.iter().partition(|change| change.risk > 0);
    if worse.is_empty() {
        page.heading("Nothing that matters was added");
    } else {
        page.heading("What to look at, the most important first");
        worse.iter().for_each(|change| page.change(change));
    }
    if !rest.is_empty() {
        page.heading("Gone, or better than before");
        rest.iter().take(GONE).for_each(|change| page.change(change));
        if rest.len() > GONE {
            let _ = writeln!(page.out, "  {} more with --format json", rest.len() - GONE);
        }
    }
    page.out
}

struct Page {
    out: String,
    colour: bool,
}

impl Page {
    fn styled(&self, style: Style, text: &str) -> String {
        if self.colour && style != PLAIN { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn heading(&mut self, text: &str) {
        let text = self.styled(BOLD, text);
        let _ = writeln!(self.out, "\n{text}");
    }

    fn sides(&mut self, comparison: &Comparison) {
        for (name, side) in [("old", &comparison.old), ("new", &comparison.new)] {
            let _ = writeln!(self.out, "{name}  {}", describe(side));
        }
        if comparison.same_content {
            let _ = writeln!(self.out, "     both reviewed the same content");
        }
        if !comparison.same_reviewer {
            let text = "the two were not made by the same candor with the same rules: a change may be the reviewer's";
            let _ = writeln!(self.out, "     {}", self.styled(AnsiColor::Yellow.on_default(), text));
        }
    }

    fn sums(&mut self, comparison: &Comparison) {
        let (findings, files) = (comparison.findings, comparison.files);
        let _ = writeln!(
            self.out,
            "\nfindings  {} new, {} back again, {} carried over, {} gone\nfiles     {} added, {} removed, {} changed, {} renamed, {} the same",
            number(findings.new),
            number(findings.regressed),
            number(findings.carried),
            number(findings.fixed),
            number(files.added),
            number(files.removed),
            number(files.changed),
            number(files.renamed),
            number(files.same),
        );
    }

    fn change(&mut self, change: &Change) {
        let style = match change.risk {
            60.. => AnsiColor::Red.on_default().effects(Effects::BOLD),
            30.. => AnsiColor::Yellow.on_default(),
            _ => PLAIN,
        };
        let risk = if change.risk == 0 { "   ".to_owned() } else { format!("{:3}", change.risk) };
        let kind = self.styled(style, change.kind.title());
        let id = change.id.as_ref().map(|id| format!(" {id}")).unwrap_or_default();
        let _ = writeln!(self.out, "  {risk}  {kind}{id}: {}", change.what);
        let place = change.place.as_ref().map(|place| format!("at {place}"));
        let more: Vec<_> = place.iter().chain(&change.detail).map(String::as_str).collect();
        if !more.is_empty() && change.risk > 0 {
            let _ = writeln!(self.out, "       {}", more.join("; "));
        }
    }
}

fn describe(side: &Side) -> String {
    format!(
        "{}, {}, {}, {} of the bytes followed, {} parts not examined; report {}",
        side.verdict.name(),
        count(side.findings, "finding", "findings"),
        count(side.files, "file", "files"),
        share(side.followed, side.bytes),
        number(side.unexamined),
        &side.report[..23],
    )
}
