//! An auditor's policy: what it accepts it names, for a time and while the code stays; what it demands decides; a rerun
//! needs the very same one.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use candor::report::model::{Report, VerdictValue, Why};
use tempfile::TempDir;

use super::intake_support::write;

const UPLOAD: &str =
    "import requests\n\ndef send(path):\n    requests.post('https://collect.example/in', data=open(path).read())\n";

struct House(TempDir);

impl House {
    fn new() -> Self {
        let house = Self(tempfile::tempdir().expect("a scratch folder"));
        write(&house.0.path().join("in"), "agent/upload.py", UPLOAD.as_bytes());
        house
    }

    fn candor(&self, args: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.env_clear().env("HOME", self.0.path()).current_dir(self.0.path()).stdin(Stdio::null()).args(args);
        let output = command.output().expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
    }

    fn policy(&self, text: &str) {
        fs::write(self.0.path().join("policy.toml"), text).expect("written");
    }

    /// Reviews by the policy; exit code and report.
    fn review(&self) -> (i32, Report) {
        let (code, _, err) = self.candor(&["review", "in", "--policy", "policy.toml", "--quiet"]);
        assert!(err.is_empty() || err.starts_with("note: made a signing key"), "{err}");
        let bytes = fs::read(self.0.path().join("in.candor/report.json")).expect("a report");
        (code, Report::from_json(&bytes).expect("a sound report"))
    }

    fn accept(&self, until: &str) -> String {
        let args = ["policy", "accept", "in.candor", "F001", "--reason", "the \"known\" upload", "--until", until];
        let (code, out, err) = self.candor(&args);
        assert_eq!((code, err.as_str()), (0, ""));
        out
    }
}

#[test]
fn a_finding_is_accepted_for_a_time_and_while_its_code_stays() {
    let house = House::new();
    house.policy("");
    let (code, report) = house.review();
    assert_eq!((code, report.verdict.value, report.findings.len()), (1, VerdictValue::Findings, 1));

    house.policy(&house.accept("2999-12-31"));
    let (code, report) = house.review();
    let judgement = report.judgement.expect("judged");
    assert_eq!((code, report.verdict.value, report.findings.len()), (0, VerdictValue::Passed, 1));
    assert_eq!((judgement.accepted[0].finding.as_str(), judgement.idle.len()), ("F001", 0));
    let page = fs::read_to_string(house.0.path().join("in.candor/report.html")).expect("a page");
    assert!(page.contains("known") && page.contains("2999-12-31"), "the page says what was accepted");

    house.policy(&house.accept("2020-01-01"));
    let (code, report) = house.review();
    assert_eq!((code, report.judgement.expect("judged").idle[0].why), (1, Why::Expired));

    house.policy(&house.accept("2999-12-31"));
    write(&house.0.path().join("in"), "agent/upload.py", format!("{UPLOAD}# another line\n").as_bytes());
    let (code, report) = house.review();
    assert_eq!((code, report.judgement.expect("judged").idle[0].why), (1, Why::CodeChanged));

    fs::write(house.0.path().join("in/agent/upload.py"), "x = 1\n").expect("written");
    let (code, report) = house.review();
    assert_eq!((code, report.judgement.expect("judged").idle[0].why), (0, Why::MatchesNothing));
}

#[test]
fn what_a_policy_demands_decides() {
    let house = House::new();
    for (policy, code, reasons) in [
        ("[count]\nignore = [\"file-upload\"]\n", 0, &[][..]),
        ("[endpoints]\nallow = [\"collect.example\"]\n[count]\nignore = [\"file-upload\"]\n", 0, &[]),
        ("[endpoints]\nallow = [\"*.example\"]\n", 1, &["findings"]),
        ("[endpoints]\nallow = [\"other.example\"]\n[count]\nignore = [\"file-upload\"]\n", 1, &["endpoints-outside"]),
        ("[coverage]\nfollowed = 100\n", 1, &["findings"]),
        ("[endpoints]\n[count]\nignore = [\"file-upload\"]\n", 0, &[]),
    ] {
        house.policy(policy);
        let (exit, report) = house.review();
        let found: Vec<&str> = report.verdict.reasons.iter().map(|reason| reason.code.as_str()).collect();
        assert_eq!((exit, found.as_slice()), (code, reasons), "{policy}");
    }
    // A file of Python that is none: no data was followed there.
    write(&house.0.path().join("in"), "agent/broken.py", b")))) (((( ]]]] [[[[ }}}} {{{{\n".repeat(40).as_slice());
    house.policy("[coverage]\nfollowed = 100\n");
    let (exit, report) = house.review();
    assert_eq!((exit, report.verdict.value), (2, VerdictValue::Incomplete));
    let (code, section, _) =
        house.candor(&["policy", "accept", "in.candor", "agent/broken.py", "--reason", "a test of a parser"]);
    assert_eq!(code, 0);
    house.policy(&section);
    let (exit, report) = house.review();
    assert_eq!((exit, report.verdict.value), (1, VerdictValue::Findings), "{:?}", report.verdict.reasons);
    assert_eq!(report.judgement.expect("judged").blobs[0].path, "agent/broken.py");
}

#[test]
fn a_policy_names_the_countries_that_data_may_go_to() {
    let house = House::new();
    let hosts = ["a.example.de", "b.example.ru", "c.example.eu", "d.example.com", "198.51.100.7"];
    let lines = hosts.map(|host| format!("requests.get('https://{host}/in')\n"));
    write(&house.0.path().join("in"), "agent/upload.py", format!("import requests\n{}", lines.concat()).as_bytes());
    let unplaced = ["198.51.100.7", "d.example.com"];
    for (jurisdictions, code, abroad, unplaced) in [
        ("allow = [\"DE\", \"EU\", \"RU\"]", 0, &[][..], &unplaced[..]),
        ("allow = [\"DE\"]", 1, &["b.example.ru (RU)", "c.example.eu (EU)"], &unplaced),
        ("allow = []", 1, &["a.example.de (DE)", "b.example.ru (RU)", "c.example.eu (EU)"], &unplaced),
        ("deny = [\"RU\", \"CN\"]", 1, &["b.example.ru (RU)"], &unplaced),
        ("deny = []", 0, &[], &unplaced),
    ] {
        house.policy(&format!("[endpoints.jurisdictions]\n{jurisdictions}\n"));
        let (exit, report) = house.review();
        let judgement = report.judgement.as_ref().expect("judged");
        let found: Vec<String> =
            judgement.abroad.iter().map(|abroad| format!("{} ({})", abroad.host, abroad.jurisdiction)).collect();
        assert_eq!((exit, found.iter().map(String::as_str).collect::<Vec<_>>()), (code, abroad.to_vec()), "{jurisdictions}");
        assert_eq!(judgement.unplaced, unplaced, "{jurisdictions}");
        let reasons: Vec<&str> = report.verdict.reasons.iter().map(|reason| reason.code.as_str()).collect();
        assert_eq!(reasons, vec!["endpoints-abroad"; usize::from(code == 1)], "{jurisdictions}");
        let page = fs::read_to_string(house.0.path().join("in.candor/report.html")).expect("a page");
        assert_eq!(page.contains("in countries that the policy does not allow: "), code == 1, "{jurisdictions}");
        assert!(page.contains("no country can be told from the names of: 198.51.100.7, d.example.com"), "{jurisdictions}");
    }
    house.policy("[endpoints]\nallow = [\"*.example.ru\"]\n[endpoints.jurisdictions]\ndeny = [\"RU\"]\n");
    let (_, report) = house.review();
    assert_eq!(report.verdict.reasons.len(), 2, "both lists have to be kept to");
}

#[test]
fn a_rerun_is_judged_by_the_same_policy_on_the_same_day() {
    let house = House::new();
    house.policy("[coverage]\nfollowed = 10\n");
    house.review();
    let (code, out, err) = house.candor(&["rerun", "in.candor", "in", "--policy", "policy.toml", "--quiet"]);
    assert_eq!(code, 0, "{out}{err}");
    let (code, _, err) = house.candor(&["rerun", "in.candor", "in", "--quiet"]);
    assert!(code == 2 && err.contains("help: give it with --policy FILE: the one with sha256:"), "{err}");
    house.policy("[coverage]\nfollowed = 11\n");
    let (code, _, err) = house.candor(&["rerun", "in.candor", "in", "--policy", "policy.toml", "--quiet"]);
    assert!(code == 2 && err.contains("judged by another policy"), "{err}");
}

#[test]
fn the_template_is_a_policy_and_mistakes_are_named() {
    let house = House::new();
    let (code, template, _) = house.candor(&["policy", "init"]);
    assert_eq!(code, 0);
    house.policy(&template);
    assert_eq!(house.review().0, 1);
    let (code, out, _) = house.candor(&["policy", "try", "policy.toml", "in.candor"]);
    assert!(code == 1 && out.starts_with("FINDINGS\n"), "{out}");
    house.policy("[count]\nleast = 1\n");
    let accept = |rest: &[&'static str]| [&["policy", "accept", "in.candor"], rest].concat();
    for (args, why) in [
        (vec!["review", "in", "--policy", "policy.toml"], "policy policy.toml: line 2"),
        (vec!["review", "in", "--policy", "nowhere.toml"], "policy nowhere.toml"),
        (accept(&["F009", "--reason", "x", "--until", "2999-01-01"]), "has no `F009`"),
        (accept(&["F001", "--reason", "x"]), "a finding is accepted for a time"),
        (accept(&["F001", "--reason", "x", "--until", "soon"]), "this cannot be accepted"),
        (accept(&["F001", "--reason", "", "--until", "2999-01-01"]), "the reason for fingerprint"),
    ] {
        let (code, out, err) = house.candor(&args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(err.contains(why) && err.contains("help: "), "{args:?}: {err}");
    }
    assert!(Path::new(&house.0.path().join("in.candor")).exists());
}
