//! A signature that a transparency log took in: its time is that of the witnesses, and a proof that was bent, or that
//! is for another signature, shows nothing.

use std::fs;
use std::path::Path;
use std::process::Command;

use candor::attest::amend::Amendment;
use candor::attest::contents::{self, Contents};
use candor::attest::dsse::Envelope;
use candor::attest::layout;
use candor::attest::pack::write_pack;
use candor::attest::trust::{Times, Trust, TrustedLog};
use candor::attest::verify::{Verification, verify_contents};
use candor::tlog::{Leaf, evidence};

use super::sample::{input, key, refused_by, trust};

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
    let mut times = Times::at(LATER);
    let notes = evidence::prove(contents, trust, &mut times);
    let mut outcome = verify_contents(contents, trust, times);
    outcome.notes.extend(notes);
    outcome
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
    let mut other = Amendment::of(super::sample::signed_by(&[1])).expect("a pack");
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
    assert!(outcome.notes.iter().any(|note| note.contains("not that of this signature")), "{:?}", outcome.notes);
}
