//! What readers see: every form of a report is whole, says the same each time, and lets nothing that a
//! submission wrote act on them. The sample is also what `tests/interop` validates with other tools.

mod page;
mod sample;

use std::fs;
use std::path::{Path, PathBuf};

use candor::base::{Digest, display};
use candor::report::model::{
    Code, CodeFile, DisclosureOutcome, Disclosures, Disposition, Endpoint, Reason, Report, Verdict, VerdictValue,
};
use candor::report::text::Terminal;
use candor::report::{cyclonedx, html, markdown, sarif, text};
use serde_json::Value;

use self::sample::Pen;

const GOOD: Pen = Pen { raw: false };
const RAW: Pen = Pen { raw: true };

/// Compares `found` with the file `path` of this repository; `CANDOR_BLESS=1` writes it.
fn golden(path: &str, found: &[u8]) {
    let file: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    #[allow(clippy::disallowed_methods)]
    if std::env::var_os("CANDOR_BLESS").is_some() {
        fs::write(&file, found).expect("a writable tree");
    }
    let expected = fs::read(&file).unwrap_or_default();
    assert!(expected == found, "{path} is not current: run with CANDOR_BLESS=1 and read the difference");
}

fn id(report: &Report) -> Digest {
    Digest::of(&report.to_json().expect("a canonical form"))
}

#[test]
fn the_published_schema_is_current() {
    let mut schema = serde_json::to_string_pretty(&Report::json_schema()).expect("JSON");
    schema.push('\n');
    golden("reports/report.schema.json", schema.as_bytes());
}

#[test]
fn the_sample_is_rendered_as_committed() {
    let report = sample::report(GOOD);
    golden("reports/sample/report.json", &report.to_json().expect("a canonical form"));
    golden("reports/sample/report.sarif.json", &sarif::render(&report, &id(&report)));
    golden("reports/sample/report.html", html::render(&report, &id(&report)).as_bytes());
    golden("reports/sample/report.md", markdown::render(&report, &id(&report)).as_bytes());
    golden("reports/sample/report.cdx.json", &cyclonedx::render(&report, &id(&report)));
    golden("reports/sample/report.txt", text::render(&report, &Terminal::PLAIN).as_bytes());
}

#[test]
fn a_report_survives_its_own_form() {
    let report = sample::report(GOOD);
    let bytes = report.to_json().expect("a canonical form");
    assert!(Report::from_json(&bytes).expect("a sound report") == report);
    assert!(Report::from_json(&[&bytes[..], b"\n"].concat()).is_err());
}

#[test]
fn the_order_of_discovery_leaves_no_trace() {
    let report = sample::report(GOOD);
    let mut other = report.clone();
    other.findings.reverse();
    other.metadata.push(other.metadata[0].clone());
    other.endpoints.reverse();
    other.coverage.files.reverse();
    other.classes.reverse();
    // Equal flows are told apart when the report is finished; undo what the first time did.
    for finding in other.findings.iter_mut().chain(&mut other.metadata) {
        finding.fingerprint = finding.compute_fingerprint();
    }
    other.finish();
    assert!(other == report, "the order shows");
    assert_eq!(report.findings.iter().map(|finding| finding.id.as_str()).collect::<Vec<_>>(), ["F001", "F002", "F003"]);
    assert_eq!(report.metadata.iter().map(|finding| finding.id.as_str()).collect::<Vec<_>>(), ["M001"]);
    assert_ne!(report.findings[1].fingerprint, report.findings[2].fingerprint);
}

#[test]
fn fingerprints_stay_while_lines_move() {
    let report = sample::report(GOOD);
    let finding = &report.findings[0];
    let mut moved = finding.clone();
    (moved.source.line, moved.sink.column) = (400, 77);
    moved.steps.clear();
    moved.source.path = format!("elsewhere/{}", moved.source.path);
    assert_eq!(moved.compute_fingerprint(), finding.fingerprint);
    moved.sink.function = "other".to_owned();
    assert_ne!(moved.compute_fingerprint(), finding.fingerprint);
}

#[test]
fn unsound_reports_are_refused() {
    type Break = (&'static str, fn(&mut Report));
    let breaks: &[Break] = &[
        ("schema", |report| report.schema = "candor-report/v2".to_owned()),
        ("acts", |report| report.findings[0].sink.excerpt = "a\u{1b}[2J".to_owned()),
        ("acts", |report| report.coverage.special[0].detail = "a\u{202e}b".to_owned()),
        ("named", |report| report.findings[1].id = "F009".to_owned()),
        ("fingerprint", |report| report.findings[1].fingerprint = "xyz".to_owned()),
        ("line or column 0", |report| report.findings[0].steps[0].line = 0),
        ("named", |report| report.metadata[0].id = "F004".to_owned()),
        ("fingerprint", |report| report.metadata[0].fingerprint.clear()),
        ("line or column 0", |report| report.metadata[0].source.column = 0),
        ("falling rank", |report| report.findings[0].rank = 0),
        ("wrong list", |report| report.metadata[0].class = "device-information".to_owned()),
        ("wrong list", |report| report.findings[0].class = report.metadata[0].class.clone()),
        ("wrong list", |report| report.classes.retain(|class| !class.metadata)),
        ("wrong list", |report| {
            report.findings = std::mem::take(&mut report.metadata);
            report.findings[0].id = "F001".to_owned();
        }),
        ("PASSED with findings", |report| report.verdict.value = VerdictValue::Passed),
        ("not examined", |report| report.verdict.value = VerdictValue::Findings),
        ("without a reason", |report| report.verdict.reasons.clear()),
        ("more tokens", |report| code(report).lines[0].tokens = "999k".to_owned()),
        ("out of form", |report| code(report).lines[0].tokens = "3k1".to_owned()),
        ("out of form", |report| code(report).lines[0].tokens = "3k 1n".to_owned()),
        ("out of form", |report| code(report).lines[0].tokens.push_str("1.")),
        ("longest ones", |report| code(report).lines[0].tokens = "1k1k".to_owned()),
        ("acts", |report| code(report).lines[0].text.push('\u{202e}')),
        ("not in order", |report| code(report).lines.swap(0, 1)),
        ("not in order", |report| code(report).lines[0].line = 0),
        ("not in order", |report| report.code.as_mut().expect("code").files.swap(0, 1)),
        ("not in its lines", |report| code(report).marks[0].to = 9999),
        ("not in its lines", |report| code(report).marks[0].end = 9999),
        ("not in its lines", |report| code(report).marks[0].from = code(report).marks[0].to + 1),
        ("withheld", |report| report.code.as_mut().expect("code").withheld = true),
        ("an excerpt", |report| report.code = Some(Code { withheld: true, ..Code::default() })),
        ("packages are not in order", |report| report.components.as_mut().expect("packages").list.swap(0, 1)),
        ("no name or place", |report| report.components.as_mut().expect("packages").list[0].name.clear()),
        ("disclosed by nothing", |report| report.disclosures = None),
        ("cannot be used", |report| disclosures(report).usable = false),
        ("not among the files", |report| disclosures(report).digest = Digest::of(b"another")),
        ("twice", |report| disclosures(report).items[1].id = "inventory".to_owned()),
        ("out of order", |report| disclosures(report).items.swap(0, 1)),
        ("not here", |report| disclosures(report).items[0].findings.push("F009".to_owned())),
        ("do not agree", |report| disclosures(report).items[0].findings.clear()),
        ("do not agree", |report| report.findings[0].disclosure = Some("collection".to_owned())),
        ("gaps", |report| disclosures(report).gaps[0].declared = 2),
        ("gaps", |report| disclosures(report).gaps[0].finding = "F003".to_owned()),
        ("gaps", |report| disclosures(report).gaps[0].items = vec!["nobody".to_owned()]),
        ("does not follow", |report| disclosures(report).items[0].outcome = DisclosureOutcome::Unseen),
        ("does not follow", |report| disclosures(report).items[1].widened.clear()),
        ("does not follow", |report| disclosures(report).earlier = None),
        ("undeclared", |report| disclosures(report).undeclared = 0),
        ("acts", |report| disclosures(report).items[0].purpose.push('\u{202e}')),
        ("add up", |report| report.coverage.totals.bytes += 1),
        ("add up", |report| report.coverage.files.swap(0, 1)),
    ];
    for (expected, breaking) in breaks {
        let mut report = sample::report(GOOD);
        report.check().expect("the sample is sound");
        breaking(&mut report);
        let error = report.check().expect_err(expected).to_string();
        assert!(error.contains(expected), "{error}");
    }
}

fn disclosures(report: &mut Report) -> &mut Disclosures {
    report.disclosures.as_mut().expect("the sample has a disclosure")
}

/// The first file whose lines are shown.
fn code(report: &mut Report) -> &mut CodeFile {
    report.code.as_mut().and_then(|code| code.files.first_mut()).expect("the sample shows code")
}

#[test]
fn metadata_is_told_apart_and_decides_nothing() {
    let mut report = sample::report(GOOD);
    report.findings.clear();
    report.disclosures = None;
    report.coverage.files.retain(|file| file.disposition == Disposition::Dataflow);
    report.coverage.refused.clear();
    report.verdict = Verdict { value: VerdictValue::Passed, reasons: Vec::new(), policy: None };
    report.finish();
    report.check().expect("mere metadata lets a review pass");
    let text = text::render(&report, &Terminal::PLAIN);
    assert!(text.starts_with("PASSED") && text.contains("\nNo findings\n"), "{text}");
    assert!(text.lines().take(4).any(|line| line.contains("1 flow of metadata of files alone")), "{text}");
    let page = html::render(&report, &id(&report));
    assert!(page.contains("No findings.") && page.contains("id=\"M001\"") && page.contains("1 flow of metadata of files alone"));
    report.verdict.value = VerdictValue::Findings;
    assert!(report.check().is_err(), "FINDINGS without a finding");

    let report = sample::report(GOOD);
    let text = text::render(&report, &Terminal::PLAIN);
    let (before, after) = text.split_once("\nMetadata of files: 1 flow\n").expect("a section of its own");
    assert!(before.contains("3 findings (") && before.contains("F003 ") && !before.contains("M001 "), "{text}");
    assert!(after.starts_with("M001 traced     remote-directed-listing "), "{after}");
    let page = html::render(&report, &id(&report));
    let places = ["Findings at a glance", "id=\"F003\"", "id=\"hiding\"", "id=\"metadata\"", "id=\"M001\"", "id=\"limits\""];
    let places: Vec<_> = places.iter().map(|part| page.find(part).unwrap_or_else(|| panic!("{part}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    let glance = &page[page.find("id=\"findings\"").expect("findings")..page.find("id=\"destinations\"").expect("destinations")];
    assert!(glance.contains("href=\"#F003\"") && !glance.contains("M001"), "not among the findings at a glance");
}

#[test]
fn raw_text_of_a_submission_never_reaches_a_reader() {
    let raw = sample::report(RAW);
    assert!(raw.check().is_err());
    for report in [&raw, &sample::report(GOOD)] {
        for terminal in [Terminal::PLAIN, Terminal { width: 40, colour: false }, Terminal { width: 200, colour: false }] {
            let text = text::render(report, &terminal);
            let acting = text.chars().find(|&character| character != '\n' && display::is_unsafe(character));
            assert_eq!(acting, None, "in the terminal summary");
            assert!(!text.lines().any(|line| line.starts_with("VERDICT")), "a forged line");
        }
        let page = html::render(report, &id(report));
        assert_eq!(page.chars().find(|&character| character != '\n' && display::is_unsafe(character)), None, "in the page");
        let comment = markdown::render(report, &id(report));
        assert_eq!(comment.chars().find(|&character| character != '\n' && display::is_unsafe(character)), None, "in Markdown");
        let bom: Value = serde_json::from_slice(&cyclonedx::render(report, &id(report))).expect("CycloneDX is JSON");
        assert_eq!(first_unsafe(&bom), None, "in CycloneDX");
        let log = sarif::render(report, &id(report));
        let log: Value = serde_json::from_slice(&log).expect("SARIF is JSON");
        assert_eq!(first_unsafe(&log), None, "in SARIF");
    }
}

fn first_unsafe(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => text.chars().any(display::is_unsafe).then_some(text),
        Value::Array(items) => items.iter().find_map(first_unsafe),
        Value::Object(entries) => entries.values().find_map(first_unsafe),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

#[test]
fn colours_are_ours_alone() {
    let report = sample::report(RAW);
    let coloured = text::render(&report, &Terminal { width: 100, colour: true });
    let plain = text::render(&report, &Terminal { width: 100, colour: false });
    assert!(coloured.contains('\u{1b}'));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

#[test]
fn lines_of_the_summary_end_at_the_width() {
    let report = sample::report(GOOD);
    for width in [40, 80, 110] {
        let text = text::render(&report, &Terminal { width, colour: false });
        for line in text.lines() {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn the_page_runs_nothing_and_loads_nothing() {
    for pen in [GOOD, RAW] {
        let report = sample::report(pen);
        let page = html::render(&report, &id(&report));
        let lower = page.to_lowercase();
        for forbidden in
            ["<script", "<img", "<iframe", "<link", "<base", "<form", "<object", "<b>", " style=", " onerror=alert(1)>"]
        {
            assert!(!lower.contains(forbidden), "{forbidden}");
        }
        for opening in lower.match_indices("href=\"").map(|(at, text)| &lower[at + text.len()..]) {
            assert!(opening.starts_with('#'), "a link that leaves the page: {}", &opening[..20]);
        }
        let (_, rest) = page.split_once("<style>").expect("one style element");
        let (style, _) = rest.split_once("</style>").expect("it ends");
        assert_eq!(page.matches("<style").count(), 1);
        assert!(!style.contains("url(") && !style.contains("@import"));
        assert!(
            page.contains(&format!("style-src 'sha256-{}'", base64(&Digest::of(style.as_bytes()).0))),
            "the policy admits it"
        );
        assert!(page.find("Content-Security-Policy") < page.find("<style>"), "the policy comes first");
    }
}

fn base64(bytes: &[u8]) -> String {
    use ::base64::Engine as _;
    ::base64::engine::general_purpose::STANDARD.encode(bytes)
}

#[test]
fn the_answer_comes_first_in_every_form() {
    let report = sample::report(GOOD);
    let text = text::render(&report, &Terminal::PLAIN);
    assert!(text.starts_with("INCOMPLETE"));
    for part in ["2 parts of the submission were not examined", "F001", "3 findings", "collect.example", "NETWORK 1"] {
        assert!(text.contains(part), "{part}");
    }
    let page = html::render(&report, &id(&report));
    let places = [
        "<strong>INCOMPLETE",
        "What was examined",
        "What was not",
        "Top findings",
        "Where data may go",
        "id=\"coverage\"",
        "id=\"findings\"",
        "id=\"F001\"",
        "id=\"destinations\"",
        "id=\"capabilities\"",
        "id=\"dependencies\"",
        "id=\"metadata\"",
        "id=\"limits\"",
        "id=\"verify\"",
        "id=\"annex\"",
    ];
    let places: Vec<_> = places.iter().map(|part| page.find(part).unwrap_or_else(|| panic!("{part}"))).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(page.contains(&id(&report).hex()));
}

#[test]
fn readers_are_told_how_much_of_each_kind_there_is() {
    let mut report = sample::report(GOOD);
    report.disclosures = None;
    report.history = None;
    let finding = report.findings[1].clone();
    let path = format!("{}/deep.py", "folder/".repeat(30));
    report.findings.extend((0..60).map(|line| {
        let mut finding = finding.clone();
        finding.disclosure = None;
        (finding.source.line, finding.source.path) = (line + 1, path.clone());
        finding.sink.function = "golang.example/very/long/module.Class.method".to_owned();
        finding
    }));
    report.findings.iter_mut().for_each(|finding| finding.disclosure = None);
    let endpoint = report.endpoints[0].clone();
    report.endpoints.extend(
        ["http://%s:%d/", "http://127.0.0.1:80", "https://zz.example/x"]
            .map(|value| Endpoint { value: value.to_owned(), ..endpoint.clone() }),
    );
    report.verdict.reasons[0] =
        Reason { code: "flow-given-up".to_owned(), message: "budgets for following data were used up".to_owned(), count: 3 };
    report.finish();
    let text = text::render(&report, &Terminal::PLAIN);
    // Each class with its number and its first finding, and both ends of each row.
    let class = format!("      61  {}, from ", report.findings[1].title);
    assert!(text.contains(&class) || text.contains(&class.replace("61", "62")), "{text}");
    let mut rows = text.lines().filter(|line| line.starts_with("F0") && line.contains("device-information"));
    assert!(rows.all(|line| line.contains(" → ") && !line.ends_with('…')), "{text}");
    assert!(text.contains("Class.method") && !text.contains("golang.example"), "{text}");
    assert!(text.contains("3 budgets for following data were used up"), "{text}");
    assert!(text.contains("of the lines in the languages that were followed"), "{text}");
    // Addresses that lead to no other machine come last, and say so.
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part}: {text}"));
    assert!(at("https://zz.example/x") < at("http://%s:%d/ (folded, names no host)"), "{text}");
    assert!(at("http://%s:%d/") < at("http://127.0.0.1:80 (folded, this machine)"), "{text}");
    let page = html::render(&report, &id(&report));
    let (top, _) = page.split_once("Where data may go").expect("a summary");
    assert!(top.contains("more of this class") && top.matches("href=\"#F0").count() <= 5, "one of each class");
    assert!(top.contains("Not examined as it should be") && top.contains("; budgets for following data were used up"), "{top}");
    let comment = markdown::render(&report, &id(&report));
    assert!(comment.contains("`http://127.0.0.1:80` (this machine)"), "{comment}");
}

#[test]
fn sarif_says_what_the_report_says() {
    let report = sample::report(GOOD);
    let log: Value = serde_json::from_slice(&sarif::render(&report, &id(&report))).expect("SARIF is JSON");
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), report.findings.len() + report.metadata.len() + report.indicators.len());
    assert_eq!(run["artifacts"].as_array().map(Vec::len), Some(report.coverage.files.len()));
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    assert!(run["invocations"][0]["toolExecutionNotifications"].as_array().is_some_and(|list| list.len() >= 4));
    assert_eq!(run["versionControlProvenance"][0]["repositoryUri"], "https://git.example/agent");
    let first = &results[0];
    assert_eq!(first["ruleId"], "remote-directed-file-collection");
    assert_eq!(first["codeFlows"][0]["threadFlows"][0]["locations"].as_array().map(Vec::len), Some(32));
    assert_eq!(first["partialFingerprints"]["candorFlow/v1"], report.findings[0].fingerprint.as_str());
    // Mere metadata is a note: services that sort by a rule's severity get none for it.
    let listing = &results[report.findings.len()];
    assert_eq!((&listing["ruleId"], &listing["level"]), (&Value::from("remote-directed-listing"), &Value::from("note")));
    assert_eq!((&listing["properties"]["id"], &first["level"]), (&Value::from("M001"), &Value::from("error")));
    let rule = |result: &Value| run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("an index") as usize].clone();
    assert!(rule(listing)["properties"].get("security-severity").is_none());
    assert_eq!(rule(first)["properties"]["security-severity"], "10.0");
    // What was disclosed is marked and still there.
    assert_eq!(results.iter().filter(|result| result.get("suppressions").is_some()).count(), 1);
    // Every index leads to what it names.
    for result in results {
        let rule = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        let artifact = place["index"].as_u64().expect("an index") as usize;
        assert_eq!(run["artifacts"][artifact]["location"]["uri"], place["uri"]);
    }
    let opaque = run["artifacts"].as_array().into_iter().flatten().find(|file| file["properties"]["disposition"] == "opaque");
    assert_eq!(opaque.map(|file| &file["location"]["uri"]), Some(&Value::from("agent/caf%E9.bin")));

    let mut local = report.clone();
    local.source.repository = None;
    let log: Value = serde_json::from_slice(&sarif::render(&local, &id(&local))).expect("SARIF is JSON");
    assert!(log["runs"][0].get("versionControlProvenance").is_none(), "no address, no provenance");
}

#[test]
fn a_report_of_nothing_renders() {
    let mut report = sample::report(GOOD);
    report.findings.clear();
    report.metadata.clear();
    report.endpoints.clear();
    report.capabilities.clear();
    report.indicators.clear();
    report.diagnostics.clear();
    report.dependencies.clear();
    report.limits.clear();
    report.classes.clear();
    report.disclosures = None;
    report.components = None;
    report.coverage = Default::default();
    report.scope = Default::default();
    report.verdict.value = VerdictValue::Passed;
    report.finish();
    report.check().expect("sound");
    assert!(text::render(&report, &Terminal::PLAIN).starts_with("PASSED"));
    assert!(html::render(&report, &id(&report)).contains("No findings."));
    assert!(
        !text::render(&report, &Terminal::PLAIN).contains("etadata")
            && !html::render(&report, &id(&report)).contains("etadata of")
    );
    let log: Value = serde_json::from_slice(&sarif::render(&report, &id(&report))).expect("SARIF is JSON");
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], true);
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn a_comment_is_short_enough_and_says_how_much_is_missing() {
    let mut report = sample::report(GOOD);
    let comment = markdown::render(&report, &id(&report));
    for part in
        ["## INCOMPLETE: ", "**3 findings** (", "### Findings", "**F001**", "### What the vendor discloses", "report.json"]
    {
        assert!(comment.contains(part), "{part}: {comment}");
    }
    // Paths that are long and need escaping, in as many findings as there may be.
    report.disclosures = None;
    let finding = report.findings[1].clone();
    report.findings = (0..3_000)
        .map(|line| {
            let mut finding = finding.clone();
            finding.disclosure = None;
            finding.source.path = format!("{}/{line}.py", "é".repeat(150));
            finding.endpoint = Some("`|<b>@all ".repeat(400));
            finding
        })
        .collect();
    report.endpoints = (0..3_000)
        .map(|line| Endpoint { line: line + 1, value: format!("{line}.example"), ..report.endpoints[0].clone() })
        .collect();
    report.finish();
    let comment = markdown::render(&report, &id(&report));
    let characters = comment.chars().count();
    assert!(characters <= 60_000, "{characters}");
    assert!(comment.contains("more in report.json") && comment.contains("### Destinations"));
    assert!(comment.contains(&id(&report).hex()), "what it is a summary of");
}
