//! What a transparency log took in: a signature's time is that of the witnesses, a proof that was bent, or that is for
//! something else, shows nothing, and a policy can demand that the log has the signature, and before it the submission.

use std::fs;
use std::path::Path;
use std::process::Command;

use candor::attest::amend::Amendment;
use candor::attest::contents::{self, Contents};
use candor::attest::dsse::Envelope;
use candor::attest::edit::Addition;
use candor::attest::layout;
use candor::attest::pack::write_pack;
use candor::attest::trust::{LogRequired, RoleName, Times, Trust, TrustedLog};
use candor::attest::verify::Verification;
use candor::base::Digest;
use candor::tlog::evidence::verify_contents;
use candor::tlog::{KeyKind, Leaf, Log, VerifierKey, record};

use super::sample::{auditor, input, key, refused_by, signed_by, trust};

const LATER: &str = "2100-01-01T00:00:00Z";

#[track_caller]
fn candor(folder: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_candor")).current_dir(folder).args(args).output().expect("the program runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A pack whose signature is in a log that one witness cosigned, and a policy that demands that.
fn logged() -> (Contents, Trust, TrustedLog) {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    write_pack(&folder.join("p.candor"), input(), &[&key(1)]).expect("a pack");
    candor(folder, &["log", "init", "log", "--origin", "log.example.org/candor"]);
    candor(folder, &["log", "append", "log", "--pack", "p.candor"]);
    candor(folder, &["log", "witness", "init", "wit", "--name", "w.example"]);
    fs::write(folder.join("request"), candor(folder, &["log", "prove", "log", "--from", "0"])).expect("written");
    let line = candor(folder, &["log", "witness", "cosign", "wit", "--log", "log/log.vkey", "request"]);
    fs::write(folder.join("line"), line).expect("written");
    candor(folder, &["log", "checkpoint", "log", "--add", "line", "--witness", "wit/witness.vkey"]);
    fs::write(folder.join("proof"), candor(folder, &["log", "prove", "log", "--index", "0"])).expect("written");
    let attestation = fs::read(folder.join("p.candor").join(layout::ATTESTATION)).expect("a file");
    let envelope = Envelope::parse(&attestation).expect("an envelope");
    let leaf = Leaf::of_signature(&envelope, &envelope.signatures()[0]).to_bytes();
    fs::write(folder.join("leaf"), leaf).expect("written");
    candor(folder, &["attach", "p.candor", "--leaf", "leaf", "--proof", "proof"]);

    fs::write(folder.join("trust.json"), trust().to_bytes()).expect("written");
    let add = ["trust", "add", "--trust=trust.json", "--log=log/log.vkey", "--witness=wit/witness.vkey", "--time-required"];
    let said = candor(folder, &add);
    assert!(said.contains("log.example.org/candor, 1 of its witnesses: w.example"), "{said}");
    let said = candor(folder, &["verify", "p.candor", "--trust=trust.json"]);
    assert!(said.contains("at the latest: witnesses of the log log.example.org/candor"), "{said}");
    let trust = Trust::load(&folder.join("trust.json")).expect("a trust file");
    let log = trust.logs()[0].clone();
    (contents::read(&folder.join("p.candor")).expect("a pack"), trust, log)
}

fn verified(contents: &Contents, trust: &Trust) -> Verification {
    verify_contents(contents, trust, Times::at(LATER))
}

#[test]
fn a_log_time_decides_what_a_revocation_means() {
    let (pack, trust, _) = logged();
    assert!(verified(&pack, &trust).accepted);
    let id = key(1).public().keyid().hex();
    let after = trust.revoke(&id, "2099-01-01T00:00:00Z", None).expect("a trust file");
    assert!(verified(&pack, &after).accepted, "the log had it while the key was good");
    let before = trust.revoke(&id, "2020-01-01T00:00:00Z", None).expect("a trust file");
    refused_by("signature", &verified(&pack, &before));
}

#[test]
fn a_log_proof_is_believed_from_known_logs_and_witnesses_alone() {
    let (pack, trust, log) = logged();
    let with = |log: Option<TrustedLog>| {
        let bare = super::sample::trust().require_time(true).expect("a trust file");
        log.map_or_else(|| bare.clone(), |log| bare.add_log(log).expect("a trust file"))
    };
    assert!(verified(&pack, &with(Some(log.clone()))).accepted);
    refused_by("signature", &verified(&pack, &with(None)));
    // Without a witness the log's own word is no time.
    let unwitnessed = TrustedLog { witnesses: Vec::new(), threshold: 0, ..log.clone() };
    refused_by("signature", &verified(&pack, &with(Some(unwitnessed))));
    let swapped = TrustedLog { key: log.witnesses[0].clone(), ..log };
    refused_by("signature", &verified(&pack, &with(Some(swapped))));

    // Every byte of the leaf and of the proof counts, and every length.
    let (leaf, proof) = layout::log_paths(&key(1).public().keyid());
    for path in [leaf, proof] {
        let sound = &pack[&path];
        for at in 0..sound.len() {
            let mut bent = pack.clone();
            bent.insert(path.clone(), sound[..at].to_vec());
            refused_by("signature", &verified(&bent, &trust));
            let mut changed = sound.clone();
            changed[at] ^= 1;
            bent.insert(path.clone(), changed);
            refused_by("signature", &verified(&bent, &trust));
        }
    }
}

/// The leaf of one signature beside another one.
#[test]
fn a_log_proof_of_another_signature_shows_nothing() {
    let (pack, trust, _) = logged();
    let (leaf, proof) = layout::log_paths(&key(1).public().keyid());
    let mut other = Amendment::of(signed_by(&[1])).expect("a pack");
    other.add_log(&key(1).public().keyid(), pack[&leaf].clone(), pack[&proof].clone()).expect("added");
    // The sample pack is signed with the same key over the same payload: the same signature.
    assert!(verified(other.contents(), &trust).accepted);
    let mut changed = input();
    changed.html = b"<p>new</p>".to_vec();
    let changed = candor::attest::pack::build("p.candor", changed, &[&key(1)]).expect("a pack");
    let mut other = Amendment::of(changed).expect("a pack");
    other.add_log(&key(1).public().keyid(), pack[&leaf].clone(), pack[&proof].clone()).expect("added");
    let outcome = verified(other.contents(), &trust);
    refused_by("signature", &outcome);
    assert!(outcome.notes.iter().any(|note| note.contains("the leaf is of something else")), "{:?}", outcome.notes);
}

/// Logs that nobody witnesses, in a folder of their own.
struct Logs {
    folder: tempfile::TempDir,
    first: Log,
    second: Log,
}

impl Logs {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let log = |name: &str, number| {
            let origin = format!("log.example.org/{name}");
            Log::init(&folder.path().join(name), &origin, Some(key(number))).expect("a log")
        };
        let (first, second) = (log("first", 11), log("second", 12));
        Self { folder, first, second }
    }

    /// Trust in key 1, and in both logs for what `required` says.
    fn trust(&self, required: LogRequired) -> Trust {
        let trust = [&self.first, &self.second].iter().try_fold(trust(), |trust, log| trust.add_log(unwitnessed(log)));
        trust.and_then(|trust| trust.require_log(Some(required))).expect("a trust file")
    }
}

fn unwitnessed(log: &Log) -> TrustedLog {
    TrustedLog { key: log.key().to_string(), witnesses: Vec::new(), threshold: 0 }
}

/// Puts the proof that `log` has this leaf at `index` into a pack.
fn put(pack: &mut Contents, paths: [String; 2], leaf: &Leaf, log: &Log, index: u64) {
    let checkpoint = log.mirror().checkpoint().expect("a checkpoint");
    let proof = log.mirror().view(&checkpoint).expect("a view").prove_inclusion(index).expect("a proof");
    let [leaf_path, proof_path] = paths;
    pack.insert(leaf_path, leaf.to_bytes());
    pack.insert(proof_path, proof.to_bytes());
}

/// The sample pack, and the leaves of its submission and its signature.
fn unlogged() -> (Contents, Leaf, Leaf) {
    let pack = signed_by(&[1]);
    let envelope = Envelope::parse(&pack[layout::ATTESTATION]).expect("an envelope");
    let received = Some(Digest::of(b"agent"));
    let submission = Leaf::Submission { manifest: Digest::of(&pack[layout::MANIFEST]), received };
    (pack, submission, Leaf::of_signature(&envelope, &envelope.signatures()[0]))
}

fn signature_paths() -> [String; 2] {
    layout::log_paths(&key(1).public().keyid()).into()
}

fn submission_paths() -> [String; 2] {
    layout::SUBMISSION.map(str::to_owned)
}

/// Every byte of these files, and every length.
fn refuses_all_changes(pack: &Contents, paths: &[String], trust: &Trust, rule: &str) {
    for path in paths {
        let sound = &pack[path];
        for at in 0..sound.len() {
            let mut changed = sound.clone();
            changed[at] ^= 1;
            for bytes in [changed, sound[..at].to_vec()] {
                let mut bent = pack.clone();
                bent.insert(path.clone(), bytes);
                refused_by(rule, &verified(&bent, trust));
            }
        }
        let mut bent = pack.clone();
        bent.remove(path);
        refused_by(rule, &verified(&bent, trust));
    }
}

#[test]
fn a_policy_can_demand_that_a_log_has_the_signature() {
    let logs = Logs::new();
    let trust = logs.trust(LogRequired::Signature);
    let (mut pack, _, signature) = unlogged();
    let outcome = verified(&pack, &trust);
    refused_by("signature", &outcome);
    assert!(outcome.notes.iter().any(|note| note.contains("the trust file demands that a log has it")), "{:?}", outcome.notes);

    logs.second.append(&[signature.to_bytes()]).expect("appended");
    put(&mut pack, signature_paths(), &signature, &logs.second, 0);
    let outcome = verified(&pack, &trust);
    assert!(outcome.accepted, "{:?} {:?}", outcome.checks, outcome.notes);
    refuses_all_changes(&pack, &signature_paths(), &trust, "signature");

    // A log that the trust file does not name.
    let first = super::sample::trust().add_log(unwitnessed(&logs.first)).expect("a trust file");
    refused_by("signature", &verified(&pack, &first.require_log(Some(LogRequired::Signature)).expect("a trust file")));
    assert!(verified(&pack, &first).accepted, "where no log is demanded a proof of another one is no harm");

    // Of two signatures that are needed one is logged.
    let mut two = signed_by(&[1, 2]);
    for path in signature_paths() {
        two.insert(path.clone(), pack[&path].clone());
    }
    let second =
        Addition { role: RoleName::Auditor, member: auditor(2, "Bo", "Audit House"), valid_from: None, valid_until: None };
    let both = trust.add(&second).expect("a trust file");
    assert!(verified(&two, &both).accepted, "either of them suffices");
    refused_by("signature", &verified(&two, &both.demand(RoleName::Auditor, Some(2), None).expect("a trust file")));
}

#[test]
fn a_policy_can_demand_that_a_log_had_the_submission_before_the_signature() {
    let logs = Logs::new();
    let trust = logs.trust(LogRequired::Submission);
    let (bare, submission, signature) = unlogged();
    // The submission comes in twice: before the signature, and after it.
    let leaves = [&submission, &signature, &submission].map(Leaf::to_bytes);
    logs.first.append(&leaves).expect("appended");
    logs.second.append(&leaves[..1]).expect("appended");
    let with = |log: &Log, index| {
        let mut pack = bare.clone();
        put(&mut pack, signature_paths(), &signature, &logs.first, 1);
        put(&mut pack, submission_paths(), &submission, log, index);
        pack
    };
    let sound = with(&logs.first, 0);
    let outcome = verified(&sound, &trust);
    assert!(outcome.accepted, "{:?} {:?}", outcome.checks, outcome.notes);
    assert!(outcome.checks.iter().any(|check| (check.name, check.ok) == ("submission", true)));
    refuses_all_changes(&sound, &submission_paths(), &trust, "submission");
    refuses_all_changes(&sound, &signature_paths(), &trust, "signature");

    let mut without = sound.clone();
    without.retain(|path, _| !layout::SUBMISSION.contains(&path.as_str()));
    for (pack, why) in
        [(without, None), (with(&logs.first, 2), Some("after it")), (with(&logs.second, 0), Some("in another log"))]
    {
        let outcome = verified(&pack, &trust);
        refused_by("submission", &outcome);
        let told = outcome.notes.iter().any(|note| note.contains("had the submission before the signature"));
        assert_eq!(told, why.is_some(), "{why:?}: {:?}", outcome.notes);
        assert!(verified(&pack, &logs.trust(LogRequired::Signature)).accepted, "{why:?}: no harm where it is not demanded");
    }
    // What candor itself puts into a pack is the proof that counts.
    let mut pack = bare.clone();
    let checkpoint = logs.first.mirror().checkpoint().expect("a checkpoint");
    let recorded = record::prove(&mut pack, &mut logs.first.mirror().view(&checkpoint).expect("a view")).expect("proofs");
    assert_eq!((recorded.submission, recorded.signatures[0].1), (Some(0), 1));
    assert_eq!(pack, sound);
    drop(logs.folder);
}

/// Other files, or the same ones received as another file.
#[test]
fn the_leaf_of_another_submission_shows_nothing() {
    let logs = Logs::new();
    let trust = logs.trust(LogRequired::Submission);
    let (bare, submission, signature) = unlogged();
    let Leaf::Submission { manifest, .. } = submission else { panic!("{submission:?}") };
    let others = [
        Leaf::Submission { manifest, received: None },
        Leaf::Submission { manifest, received: Some(manifest) },
        Leaf::Submission { manifest: Digest::of(b""), received: Some(Digest::of(b"agent")) },
    ];
    let entries: Vec<_> = others.iter().chain([&signature]).map(Leaf::to_bytes).collect();
    logs.first.append(&entries).expect("appended");
    for (index, other) in (0..).zip(&others) {
        let mut pack = bare.clone();
        put(&mut pack, signature_paths(), &signature, &logs.first, 3);
        put(&mut pack, submission_paths(), other, &logs.first, index);
        let outcome = verified(&pack, &trust);
        refused_by("submission", &outcome);
        assert!(outcome.notes.iter().any(|note| note.contains("the leaf is of something else")), "{:?}", outcome.notes);
    }
}

/// Whoever signs a report must not be the log that has it, nor one of its witnesses.
#[test]
fn a_log_or_a_witness_with_the_key_of_an_auditor_or_vendor_is_refused() {
    let vkey = |kind, number| VerifierKey::new("log.example.org", kind, key(number).public()).expect("a key").to_string();
    let (log, witness) = (|number| vkey(KeyKind::Log, number), |number| vkey(KeyKind::Cosignature, number));
    let vendor = Addition { role: RoleName::Vendor, member: auditor(3, "Vic", "Acme"), valid_from: None, valid_until: None };
    let trust = trust().add(&vendor).expect("a trust file");
    let named = |key: String, witnesses: Vec<String>| TrustedLog { key, witnesses, threshold: 0 };
    for (entry, why) in [
        (named(log(1), vec![]), "the key of Ada"),
        (named(log(3), vec![]), "the key of Vic"),
        (named(log(11), vec![witness(12), witness(1)]), "the key of Ada"),
        (named(log(11), vec![witness(3)]), "the key of Vic"),
        // A line end is passed over by whoever reads the key.
        (named(format!("{}\n", log(1)), vec![]), "the key of Ada"),
        (named("log.example.org".to_owned(), vec![]), "log.example.org is no key of a log or witness"),
        (named("a+b+c\u{1b}".to_owned(), vec![]), "a+b+c\\u{1b} is no key of a log or witness"),
    ] {
        let error = trust.add_log(entry).expect_err(why).to_string();
        assert!(error.contains(why), "{why}: {error}");
    }
    // The other way round: a key that comes in after the log did.
    let logged = super::sample::trust().add_log(named(log(3), vec![])).expect("a trust file");
    assert!(logged.add(&vendor).expect_err("the same key").to_string().contains("the key of Vic"));
    assert!(trust.require_log(Some(LogRequired::Signature)).expect_err("no log").to_string().contains("no log is named"));
    let text = String::from_utf8(logged.to_bytes()).expect("UTF-8").replacen("\"logs\"", "\"logRequired\": \"all\", \"logs\"", 1);
    assert!(Trust::parse(text.as_bytes()).expect_err("not a value").to_string().contains("unknown variant"));
}

/// As people type it.
#[test]
fn the_command_line_states_and_shows_what_is_demanded() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("trust.json"), trust().to_bytes()).expect("written");
    candor(folder, &["log", "init", "log", "--origin", "log.example.org/candor"]);
    for (required, told) in [
        ("signature", "log         a signature counts with a proof that a log has it only"),
        ("submission", "log         a signature counts with a proof that a log has it, and before it the submission, only"),
    ] {
        let log: &[&str] = if required == "signature" { &["--log=log/log.vkey"] } else { &[] };
        let said = candor(folder, &[&["trust", "add", "--trust=trust.json", "--log-required", required], log].concat());
        assert!(said.contains(told), "{said}");
        assert!(candor(folder, &["trust", "show", "--trust=trust.json"]).contains(told));
    }
    write_pack(&folder.join("p.candor"), input(), &[&key(1)]).expect("a pack");
    // The submission is logged by hand, where it came in: then the signature, and the proofs of both.
    let (_, submission, _) = unlogged();
    fs::write(folder.join("0.leaf"), submission.to_bytes()).expect("written");
    candor(folder, &["log", "append", "log", "--leaf", "0.leaf"]);
    candor(folder, &["log", "append", "log", "--pack", "p.candor"]);
    let said = candor(folder, &["log", "prove", "log", "--pack", "p.candor"]);
    assert!(said.starts_with("submission: leaf 0 of 2\nsignature by "), "{said}");
    let said = candor(folder, &["verify", "p.candor", "--trust=trust.json"]);
    assert!(said.contains("held    submission   a log had it before the signature"), "{said}");
    // The same by way of files.
    write_pack(&folder.join("q.candor"), input(), &[&key(1)]).expect("a pack");
    for (number, leaf) in [("0", "0.leaf"), ("1", "1.leaf")] {
        fs::write(folder.join("proof"), candor(folder, &["log", "prove", "log", "--index", number])).expect("written");
        fs::write(folder.join("1.leaf"), unlogged().2.to_bytes()).expect("written");
        candor(folder, &["attach", "q.candor", "--leaf", leaf, "--proof", "proof"]);
    }
    candor(folder, &["verify", "q.candor", "--trust=trust.json"]);
}
