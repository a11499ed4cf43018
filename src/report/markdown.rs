//! The report as a comment on a change: GitHub-flavoured Markdown, short enough for one comment. The answer first, then what a
//! reviewer looks at; lists that are cut say by how much.
//!
//! What comes from a submission stands in code spans, where no renderer looks for markup, mentions, addresses or issue numbers; a
//! code span ends only at a run of backticks as long as the one that began it, and the text holds none such. Links are
//! ours: relative paths, percent-encoded.

use super::model::{Confidence, Disposition, Finding, PackageKind, Place, Report};
use super::view::{self, count, number, relative_uri};
use super::{disclosure, packages, text, words};
use crate::base::Digest;

/// Characters of the whole; GitHub takes 65,536.
const MAX: usize = 60_000;
/// Of these, for what comes after a list.
const RESERVE: usize = 6_000;
const FINDINGS: usize = 50;
const ROWS: usize = 20;
/// Columns of a text in a code span, and of a title.
const TEXT: usize = 160;
/// Backticks of a run that a fence is made for: renderers bound it, and take a longer one for text.
const FENCE: usize = 16;
/// Characters of an address; a longer one is no link.
const ADDRESS: usize = 600;

/// Markdown for `report`, whose canonical bytes have the digest `id`: at most 60,000 characters. Same report, same bytes.
pub fn render(report: &Report, id: &Digest) -> String {
    let report = report.neutralised();
    let mut page = Page { out: String::new(), used: 0 };
    page.verdict(&report);
    page.findings(&report);
    page.since(&report);
    page.disclosures(&report);
    page.destinations(&report);
    page.packages(&report);
    page.coverage(&report);
    page.push(&format!("\nreport.json sha256 {}\n\n{}\n", code(&id.hex()), prose(&report.assurance)));
    page.out
}

struct Page {
    out: String,
    /// Characters of it.
    used: usize,
}

impl Page {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
        self.used += text.chars().count();
    }

    fn heading(&mut self, text: &str) {
        self.push(&format!("\n### {text}\n\n"));
    }

    /// As many of `rows` as there is room for, and how many of `all` are missing.
    fn list(&mut self, rows: impl Iterator<Item = String>, all: usize) {
        let mut shown = 0;
        for row in rows {
            let row = format!("- {row}\n");
            if self.used + row.chars().count() > MAX - RESERVE {
                break;
            }
            self.push(&row);
            shown += 1;
        }
        if all > shown {
            self.push(&format!("- … and {} more in report.json\n", number((all - shown) as u64)));
        }
    }

    fn verdict(&mut self, report: &Report) {
        self.push(&format!("## {}: {}\n\n", report.verdict.value.name(), subject(report)));
        let reasons = report.verdict.reasons.iter().map(|reason| match reason.count {
            0 | 1 => prose(&reason.message),
            count => format!("{}: {}", prose(&reason.message), number(count)),
        });
        let disclosed = disclosure::undeclared(report).map(|text| prose(&text));
        let judged = view::judgement(report).into_iter().map(|text| prose(&text));
        let lines: Vec<String> = reasons.chain(disclosed).chain(judged).collect();
        self.list(lines.iter().take(ROWS).cloned(), lines.len());
        let by_confidence = Confidence::ALL.map(|confidence| {
            let several = report.findings.iter().filter(|finding| finding.confidence == confidence).count();
            (several > 0).then(|| format!("{} {}", number(several as u64), confidence.name()))
        });
        let by_confidence: Vec<String> = by_confidence.into_iter().flatten().collect();
        let (files, bytes) = report.coverage.by_disposition(Disposition::Dataflow);
        let totals = &report.coverage.totals;
        let findings = count(report.findings.len() as u64, "finding", "findings");
        let rest = if by_confidence.is_empty() { String::new() } else { format!(" ({})", by_confidence.join(", ")) };
        self.push(&format!(
            "\n**{findings}**{rest}. Data was followed through {} of {}, {} of the bytes; {} not examined as they should be.\n",
            number(files),
            count(totals.files, "file", "files"),
            view::share(bytes, totals.bytes),
            count(view::unexamined(report).0, "file or path was", "files or paths were"),
        ));
    }

    fn findings(&mut self, report: &Report) {
        for (title, list) in [("Findings", &report.findings), ("Metadata of files (no part of the verdict)", &report.metadata)] {
            if !list.is_empty() {
                self.heading(title);
                self.list(list.iter().take(FINDINGS).map(|finding| row(report, finding)), list.len());
            }
        }
    }

    fn since(&mut self, report: &Report) {
        let Some(since) = view::since(report) else { return };
        self.heading("Since the baseline");
        self.push(&format!("{}\n\n", prose(&since.counts)));
        let rows = since.rows.iter().take(ROWS);
        let row = |(status, id, title, place): &(&str, &str, &str, String)| {
            format!("{status} {} {}: {}", prose(id), prose(title), code(place))
        };
        self.list(rows.map(row), since.rows.len());
    }

    fn disclosures(&mut self, report: &Report) {
        let Some(section) = disclosure::section(report) else { return };
        self.heading("What the vendor discloses");
        self.push(&format!("{}\n\n", code(&section.origin)));
        let told = section.told.iter().map(|text| prose(text)).collect::<Vec<_>>();
        self.list(told.into_iter(), section.told.len());
        let rows = section.rows.iter().take(ROWS).map(|row| {
            let wider = if row.widened.is_empty() { String::new() } else { format!(" ({})", code(&row.widened)) };
            let (outcome, id) = (row.outcome.name(), code(row.id));
            format!("**{outcome}**{wider} {id}: {}: {}", code(&row.declares), code(row.purpose))
        });
        self.list(rows, section.rows.len());
    }

    fn destinations(&mut self, report: &Report) {
        let all = view::destinations(report);
        if all.is_empty() {
            return;
        }
        self.heading("Destinations");
        let rows = all.iter().take(ROWS).map(|destination| {
            let ids = destination.ids();
            let shown: Vec<String> = ids.iter().take(ROWS).map(|id| prose(id)).collect();
            let more = if ids.len() > shown.len() { format!(" and {} more", ids.len() - shown.len()) } else { String::new() };
            let used = if shown.is_empty() { String::new() } else { format!(" in {}{more}", shown.join(", ")) };
            let country =
                if destination.country.is_empty() { String::new() } else { format!(", {}", prose(&destination.country)) };
            let reach = words::reach(destination.reach);
            let reach = if reach.is_empty() { String::new() } else { format!(" ({reach})") };
            format!("{}{reach}{country}{used}: {}", code(destination.value), link(destination.path, destination.line))
        });
        self.list(rows, all.len());
    }

    fn packages(&mut self, report: &Report) {
        let Some(told) = packages::told(report) else { return };
        self.heading("What it is made of");
        self.push(&format!("{}\n\n", prose(&told)));
        let rows = packages::rows(report);
        let copies: Vec<_> = rows.iter().filter(|row| row.inner.kind == PackageKind::Vendored).collect();
        let told = copies.iter().take(ROWS).map(|row| {
            let named = code(&format!("{} {}", row.name, row.version));
            format!("a copy of {named}: {}", code(row.path))
        });
        self.list(told, copies.len());
    }

    fn coverage(&mut self, report: &Report) {
        let list = view::not_examined(report);
        let coverage = &report.coverage;
        let gone = coverage.files.iter().filter(|file| matches!(file.disposition, Disposition::Refused | Disposition::Limit));
        let gone: Vec<&str> =
            gone.map(|file| file.path.as_str()).chain(coverage.refused.iter().map(|refusal| refusal.path.as_str())).collect();
        if list.is_empty() && gone.is_empty() && report.scope.not_provided.is_empty() {
            return;
        }
        self.heading("Not examined, or less well");
        let rows = list.iter().map(|(what, count)| format!("{} {}", number(*count), prose(what)));
        self.list(rows, list.len());
        let provided: Vec<String> = report.scope.not_provided.iter().take(ROWS).map(|part| prose(part)).collect();
        if !provided.is_empty() {
            self.list(std::iter::once(format!("not handed over: {}", provided.join(", "))), 1);
        }
        if !gone.is_empty() {
            self.push("\nNot read, or given up:\n\n");
            self.list(gone.iter().take(ROWS).map(|path| code(path)), gone.len());
        }
    }
}

fn subject(report: &Report) -> String {
    match (&report.scope.product, &report.scope.version, &report.scope.claim) {
        (Some(product), Some(version), _) => code(&format!("{product} {version}")),
        (Some(product), None, _) => code(product),
        (None, _, Some(claim)) => code(&claim.title()),
        (None, _, None) => format!("submission {}", code(&report.source.manifest.hex()[..16])),
    }
}

/// One finding: what, how sure, both ends, where to, and what the vendor says.
fn row(report: &Report, finding: &Finding) -> String {
    let place = |place: &Place| link(&place.path, place.line);
    let end = |to: String| format!(", to {}", code(&to));
    let end = view::goes_to(finding).map(end).unwrap_or_default();
    let disclosed = disclosure::of(report, finding);
    let disclosed = disclosed.map(|(word, rest)| format!("; {word}: {}", prose(&rest))).unwrap_or_default();
    format!(
        "**{}** {} ({}): {} → {}{end}{disclosed}. {}",
        prose(&finding.id),
        prose(&finding.title),
        finding.confidence.name(),
        place(&finding.source),
        place(&finding.sink),
        prose(&words::sentence(finding)),
    )
}

/// A place, as a link where its path can be one: not into an archive, nor anywhere but below the root.
fn link(path: &str, line: u32) -> String {
    let shown = code(&format!("{}:{line}", text::clip_head(path, TEXT)));
    let address = relative_uri(path);
    let below = !path.starts_with('/') && path.split('/').all(|step| !matches!(step, "" | "." | ".."));
    if !below || path.contains("!/") || address.len() > ADDRESS { shown } else { format!("[{shown}]({address}#L{line})") }
}

/// Text of ours as it is, if it is plain words; else in a code span, since a report may come from elsewhere.
fn prose(text: &str) -> String {
    let plain = |word: &str| {
        let word = word.trim_matches([',', ':', ';', '(', ')', '.', '\'']);
        let digits = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
        let id =
            word.strip_prefix(['F', 'M']).is_some_and(|rest| rest.len() < 7 && rest.bytes().all(|byte| byte.is_ascii_digit()));
        let letters = word.chars().all(|character| character.is_alphabetic() || character == '-' || character == '\'');
        letters || (digits && word.len() < 12) || id
    };
    match text.split(' ').all(plain) && text.chars().count() <= 1000 {
        true => text.to_owned(),
        false => code(text),
    }
}

/// A code span, cut to a width. Its fence is longer than any run of backticks in the text.
fn code(text: &str) -> String {
    let text = text::clip(text, TEXT);
    if text.trim().is_empty() {
        return "(nothing)".to_owned();
    }
    let run = |text: &str| text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let text = if run(&text) > FENCE { text.replace('`', "\\u{60}") } else { text };
    let longest = run(&text);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::{code, link, prose};

    #[test]
    fn text_of_others_stands_in_code_spans() {
        assert_eq!(code("a | <b> @all #12"), "`a | <b> @all #12`");
        assert_eq!(code("``x`"), "``` ``x` ```");
        assert_eq!(code(" "), "(nothing)");
        assert_eq!(code(&"`".repeat(20)).matches('`').count(), 2);
        assert_eq!(prose("files were given up at a limit"), "files were given up at a limit");
        assert_eq!(prose("3,012 files (2 of them), F001"), "3,012 files (2 of them), F001");
        for text in ["see www.example.com", "@all", "a*b*", "<b>", "[a](b)", "GH-12", "#12", "a_b_", "a  b@c.example"] {
            assert!(prose(text).starts_with('`'), "{text}");
        }
    }

    #[test]
    fn links_lead_to_lines_below_the_root() {
        assert_eq!(link("src/a b.py", 3), "[`src/a b.py:3`](src/a%20b.py#L3)");
        assert_eq!(link("javascript:alert(1)", 1), "[`javascript:alert(1):1`](javascript%3Aalert%281%29#L1)");
        for path in ["a.zip!/b.py", "../b.py", "/etc/passwd", "//evil.example/b"] {
            assert!(link(path, 1).starts_with('`'), "{path}");
        }
    }
}
