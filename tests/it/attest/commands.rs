//! `keygen`, `trust init` and `verify` as people type them: what they print, write and exit with.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use candor::attest::layout;
use candor::attest::pack::write_pack;
use candor::attest::{PrivateKey, PublicKey};
use serde_json::Value;

use super::sample::input;

/// Exit code, standard output and standard error.
fn candor(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_candor")).current_dir(folder).args(args).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an exit code"), text(output.stdout), text(output.stderr))
}

#[track_caller]
fn succeeds(folder: &Path, args: &[&str]) -> String {
    let (code, out, err) = candor(folder, args);
    assert_eq!(code, 0, "{args:?}: {err}");
    out
}

/// An error: exit code 2, nothing on standard output, and a next step.
#[track_caller]
fn fails(folder: &Path, args: &[&str], why: &str) {
    let (code, out, err) = candor(folder, args);
    assert_eq!((code, out.as_str()), (2, ""), "{args:?}: {err}");
    assert!(err.contains(why), "{args:?}: {err}");
    assert!(err.contains("help: ") || err.contains("--help"), "{args:?}: {err}");
}

#[test]
fn from_a_key_to_an_accepted_pack() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let said = succeeds(folder, &["keygen", "--output", "ada.pem"]);
    let key = PrivateKey::load(&folder.join("ada.pem")).expect("a key");
    assert!(said.contains(&key.public().keyid().hex()), "{said}");
    assert_eq!(PublicKey::load(&folder.join("ada.pub.pem")).expect("a key"), key.public());

    let said = succeeds(folder, &["trust", "init", "--auditor", "ada.pub.pem", "--output", "trust.json"]);
    assert!(said.contains("ada (unnamed), key id"), "{said}");

    let pack = folder.join("sample.candor");
    write_pack(&pack, input(), &[&key]).expect("a pack");
    let verify = ["verify", "sample.candor", "--trust", "trust.json"];
    let said = succeeds(folder, &verify);
    assert!(said.contains("ACCEPTED: signed by ada (unnamed)") && said.contains("verdict: INCOMPLETE"), "{said}");
    assert!(!said.contains('\u{1b}'), "no colours but on a terminal");
    let outcome: Value = serde_json::from_str(&succeeds(folder, &[&verify[..], &["--json"]].concat())).expect("JSON");
    assert_eq!((&outcome["accepted"], &outcome["signers"][0]["owner"]), (&Value::Bool(true), &Value::from("ada")));

    fs::write(pack.join(layout::HTML), "<p>all is well</p>").expect("written");
    let (code, said, _) = candor(folder, &verify);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("FAILED  renderings") && said.contains("REFUSED") && !said.contains("verdict"), "{said}");
    let (code, said, _) = candor(folder, &[&verify[..], &["--json"]].concat());
    let outcome: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!((code, &outcome["accepted"], outcome.get("statement")), (1, &Value::Bool(false), None));
}

#[test]
fn nothing_is_overwritten_and_no_half_key_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    succeeds(folder, &["keygen", "--output", "ada.pem"]);
    let before = fs::read(folder.join("ada.pem")).expect("a file");
    fails(folder, &["keygen", "--output", "ada.pem"], "exists already");
    fails(folder, &["keygen", "--output", "ada.pem", "--public", "new.pem"], "exists already");
    fails(folder, &["keygen", "--output", "new.pem", "--public", "ada.pub.pem"], "exists already");
    assert!(!folder.join("new.pem").exists(), "neither half is left when the other has no place");
    assert_eq!(fs::read(folder.join("ada.pem")).expect("a file"), before);

    let printed = succeeds(folder, &["keygen", "--output", "bo.pem", "--public", "-"]);
    assert_eq!(printed, PrivateKey::load(&folder.join("bo.pem")).expect("a key").public().to_pem());
    assert!(!folder.join("bo.pub.pem").exists());

    let init = ["trust", "init", "--auditor", "ada.pub.pem", "--output", "trust.json"];
    succeeds(folder, &init);
    fails(folder, &init, "exists already");
}

#[test]
fn mistakes_are_named_with_a_next_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    succeeds(folder, &["keygen", "--output", "ada.pem"]);
    fails(folder, &["trust", "init", "--auditor", "ada.pem", "--output", "t.json"], "help: `openssl pkey -in KEY.pem -pubout`");
    fails(folder, &["trust", "init", "--auditor", "absent.pem", "--output", "t.json"], "cannot read absent.pem");
    let twice = ["trust", "init", "--auditor", "ada.pub.pem", "--auditor", "ada.pub.pem", "--output", "t.json"];
    fails(folder, &twice, "listed twice");
    fails(folder, &["verify", "absent.candor", "--trust", "absent.json"], "help: `candor trust init");
    succeeds(folder, &["trust", "init", "--auditor", "ada.pub.pem", "--output", "trust.json"]);
    fails(folder, &["verify", "absent.candor", "--trust", "trust.json"], "cannot read absent.candor");
    fails(folder, &["verify", "ada.pem", "--trust", "trust.json"], "help: name the pack itself");
    fails(folder, &["verify", "ada.pem", "--trust", "ada.pem"], "not a trust file");
    fails(folder, &["verify", "ada.pem"], "--trust <FILE>");
    fails(folder, &["keygen", "--output", "-"], "not written to standard output");
    fails(folder, &["keygen", "--output", "no/such/key.pem"], "help: name a place in a directory that exists");
    fails(folder, &["trust", "init", "--auditor", "trust.json", "--output", "t.json"], "cannot trust trust.json");
    fails(folder, &["trust", "init", "--auditor", ".", "--output", "t.json"], "help: name a key file that exists");
    let unnamed = ["trust", "init", "--auditor", "ada.pub.pem", "--output", "t.json", "--organisation", "A\u{1b}[1m"];
    fails(folder, &unnamed, "characters that do not show");
    assert!(!folder.join("t.json").exists() && !folder.join("-").exists());
}
