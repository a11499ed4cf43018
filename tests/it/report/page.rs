//! The page as a document: what it shows of findings and their code, that it can be walked by headings, landmarks and
//! anchors, and that it stays a page when there is much to tell.

use std::collections::BTreeSet;

use candor::base::Digest;
use candor::report::html::{self, Beside};
use candor::report::model::{Code, Report};
use candor::report::sarif;
use serde_json::Value;

use super::sample;
use super::{GOOD, RAW, id};

fn page(report: &Report) -> String {
    html::render(report, &id(report))
}

/// What lies between `start` and `end`, at each place of `start`.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    text.split(start).skip(1).map(|rest| rest.split(end).next().unwrap_or_default()).collect()
}

/// The article of one finding.
fn article<'a>(page: &'a str, finding: &str) -> &'a str {
    let start = page.find(&format!("\" id=\"{finding}\" aria-labelledby")).unwrap_or_else(|| panic!("{finding}"));
    let end = page[start..].find("</article>").expect("it ends");
    &page[start..start + end]
}

/// Text without tags.
fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for character in html.chars() {
        match character {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => out.push(character),
            _ => {}
        }
    }
    out
}

#[test]
fn a_finding_shows_its_way_and_its_code() {
    let report = sample::report(GOOD);
    let page = page(&report);
    let first = article(&page, "F001");
    assert!(first.contains(
        "Contents of files, chosen by input from the network, reach an HTTP request, compressed and encoded on the way."
    ));
    // Drawn, and told in a list for who does not see the picture.
    let drawing = between(first, "<svg class=\"flow", "</svg>");
    assert_eq!(drawing.len(), 1);
    assert!(drawing[0].contains("role=\"img\"") && drawing[0].contains("aria-label=\"The way of F001 in 32 steps"));
    let drawn: Vec<&str> = between(drawing[0], "<text class=\"number\"", "</text>");
    let listed = between(first, "<li value=\"", "\"");
    assert_eq!(listed, (1..=32).map(|number| number.to_string()).collect::<Vec<_>>());
    assert_eq!(drawn.len(), listed.len());
    // The mark is what the report says is meant, colours are the token kinds, the line of the source has its number.
    let second = article(&page, "F002");
    let marked: Vec<String> = between(second, "<mark>", "</mark>").into_iter().map(plain).collect();
    assert_eq!(marked, ["socket.gethostname()", "requests.post(URL, json={&#34;é&#34;: name})"]);
    assert!(second.contains("<span class=\"k\">def</span>") && second.contains("<span class=\"s\">{&#34;é&#34;: name}</span>"));
    assert!(
        second.contains("<div class=\"l hit\" data-n=\"4\" data-h=\"1\">")
            && second.contains("<div class=\"l\" data-n=\"3\" data-h=\"\">")
    );
    // What stands for a character that acts is set apart from text that reads the same.
    assert!(second.contains("<span class=\"x\">\\u{1b}[2J"), "{second}");
    // What the class means is told once.
    assert!(second.contains("<dt>What it means</dt>") && article(&page, "F003").contains("as for <a href=\"#F002\">F002</a>"));
    assert!(page.contains("for 1 place, no more than the line itself"), "what has no code is told");
}

#[test]
fn what_chose_the_data_comes_before_the_data() {
    let mut report = sample::report(GOOD);
    let finding = &mut report.findings[0];
    let at_source = finding.steps[1].clone();
    (finding.source.path, finding.source.line, finding.source.column) = (at_source.path, at_source.line, at_source.column);
    let page = page(&report);
    let first = article(&page, "F001");
    let roles: Vec<&str> =
        between(first, "<li value=\"", ">").into_iter().map(|li| li.split("class=\"").nth(1).unwrap_or("")).collect();
    assert_eq!(&roles[..3], ["step\"", "source\"", "step\""]);
    assert_eq!(roles.last(), Some(&"sink\""));
    let log: Value = serde_json::from_slice(&sarif::render(&report, &id(&report))).expect("SARIF is JSON");
    let locations = log["runs"][0]["results"][0]["codeFlows"][0]["threadFlows"][0]["locations"].as_array().expect("hops");
    assert_eq!(locations.len(), 31);
}

#[test]
fn a_report_from_before_there_was_code_shows_its_excerpts() {
    let mut value: Value = serde_json::from_slice(&sample::report(GOOD).to_json().expect("JSON")).expect("JSON");
    value.as_object_mut().and_then(|report| report.remove("code")).expect("the sample shows code");
    let old = Report::from_json(&candor::base::json::to_canonical(&value).expect("canonical")).expect("still a report");
    assert_eq!(old.code, None);
    let page = page(&old);
    assert!(article(&page, "F002").contains("<code>name = socket.gethostname()</code>"));
    let mut none = sample::report(GOOD);
    none.code = Some(Code { withheld: true, ..Code::default() });
    for finding in none.findings.iter_mut().chain(&mut none.metadata) {
        finding.source.excerpt.clear();
        finding.sink.excerpt.clear();
        finding.variants.clear();
        finding.steps.iter_mut().for_each(|step| step.excerpt.clear());
    }
    none.capabilities.clear();
    none.check().expect("sound");
    let page = html::render(&none, &id(&none));
    assert!(page.contains("left out on the auditor") && !page.contains("class=\"code\"") && page.contains("id=\"F003\""));
}

#[test]
fn the_page_can_be_walked_by_headings_landmarks_and_anchors() {
    for report in [sample::report(GOOD), sample::report(RAW)] {
        let page = page(&report);
        let mut last = 0;
        let mut firsts = 0;
        for (at, _) in page.match_indices("<h") {
            let Some(level) = page[at + 2..].chars().next().and_then(|digit| digit.to_digit(10)) else { continue };
            assert!(level <= last + 1, "a heading of level {level} after one of level {last}: {}", &page[at..at + 60]);
            last = level;
            firsts += u32::from(level == 1);
        }
        assert_eq!(firsts, 1);
        for landmark in ["<main>", "<nav ", "<header ", "<footer>"] {
            assert_eq!(page.matches(landmark).count(), 1, "{landmark}");
        }
        let ids: Vec<&str> = between(&page, " id=\"", "\"");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id twice");
        for anchor in between(&page, "href=\"#", "\"") {
            assert!(ids.contains(&anchor), "#{anchor} leads nowhere");
        }
    }
}

#[test]
fn countries_are_named_where_a_domain_tells() {
    let page = page(&sample::report(GOOD));
    let row = between(&page, "https://mirror.example.de/in", "</tr>");
    assert!(row.iter().any(|row| row.contains("<td data-label=\"Country\">Germany (DE)</td>")), "{row:?}");
}

#[test]
fn what_the_vendor_says_stands_beside_the_finding() {
    let report = sample::report(GOOD);
    let answers = vec![("F002".to_owned(), "disputed: <b>not affected</b> \u{202e}".to_owned())];
    let signers = vec![(Digest::of(b"key"), Some("Ann <b> (Audit)".to_owned()))];
    let page = html::render_with(&report, &id(&report), &Beside { answers, signers });
    let key = Digest::of(b"key");
    assert!(page.contains(&format!("Ann &#60;b&#62; (Audit), key {key}")), "in the text");
    assert!(page.contains(&format!("\\a signing key {key}\"")), "on each sheet");
    assert!(article(&page, "F002").contains("disputed: &#60;b&#62;not affected&#60;/b&#62; \\u{202e}"));
    assert!(!article(&page, "F001").contains("disputed"));
}

#[test]
fn thousands_of_findings_are_still_a_page() {
    let mut report = sample::report(GOOD);
    let (device, directed) = (report.findings[1].clone(), report.findings[0].clone());
    report.findings = vec![directed];
    for number in 0..6_000 {
        let mut finding = device.clone();
        finding.source.line = number + 1;
        finding.rank = device.rank - 1;
        report.findings.push(finding);
    }
    report.finish();
    let page = html::render(&report, &Digest::of(b"many"));
    assert_eq!(page.matches("<article ").count(), 5_000 + report.metadata.len());
    assert!(page.contains("1001 more in report.json"));
    assert!(page.contains(">F5000</a>") && article(&page, "F5000").contains("socket.gethostname"));
    assert!(page.matches("<svg class=\"flow").count() < 400);
    assert!(page.len() < 20 << 20, "{} bytes", page.len());
}
