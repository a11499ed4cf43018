//! `candor verify` of a batch: the index holds what lies beside it together, pack by pack.

use std::fs;
use std::path::Path;

use candor::attest::dsse::Envelope;
use candor::attest::index::{BatchIndex, Entry, NAME, Outcome};
use candor::attest::write::index::write_index;
use candor::attest::{PrivateKey, layout};
use serde_json::Value;

use super::batch::House;
use super::intake_support::run;

/// The auditor of `House`, as a trust file has it.
fn audited() -> House {
    let house = House::new();
    let made = house.candor(&["keygen", "--output=stranger.pem"]).output().expect("it runs");
    assert!(made.status.success());
    let key = PrivateKey::from_secret(&[7; 32]).public().to_pem();
    fs::write(house.path("auditor.pub.pem"), key).expect("ours");
    for who in ["auditor", "stranger"] {
        let args = ["trust", "init", &format!("--auditor={who}.pub.pem"), &format!("--output={who}.json")];
        let made = house.candor(&args).output().expect("it runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
    fs::write(house.path("list.txt"), "acme\tin/leaky\n\tin/clean\nbetamax\tin/packed.tar\n").expect("ours");
    let args = ["batch", "list.txt", "--output=out", "--key=auditor.pem", "--quiet"];
    assert_eq!(house.candor(&args).output().expect("it runs").status.code(), Some(1));
    house
}

/// Exit code and outcome.
fn verify(house: &House, what: &str, trust: &str) -> (i32, Value) {
    let output = house.candor(&["verify", what, "--trust", trust, "--json"]).output().expect("it runs");
    let code = output.status.code().expect("no signal");
    (code, serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr))))
}

fn states(outcome: &Value) -> Vec<(&str, &str)> {
    let packs = outcome["packs"].as_array().expect("packs");
    packs.iter().map(|pack| (pack["name"].as_str().expect("text"), pack["state"].as_str().expect("text"))).collect()
}

/// Fails by this rule.
#[track_caller]
fn refused_by(rule: &str, (code, outcome): &(i32, Value)) {
    let failed = outcome["checks"].as_array().expect("checks").iter().find(|check| check["ok"] == false);
    assert_eq!((*code, failed.map(|check| &check["name"])), (1, Some(&rule.into())), "{outcome}");
    assert_eq!(outcome["accepted"], false);
}

const SAME: [(&str, &str); 3] = [("clean.candor", "same"), ("acme/leaky.candor", "same"), ("betamax/packed.tar.candor", "same")];

/// What becomes of a pack of the batch, and how it is told.
type Bend = fn(&House);
const BENDS: [(&str, Bend, &str, (&str, &str)); 6] = [
    (
        "gone",
        |house| fs::remove_dir_all(house.path("out/acme/leaky.candor")).expect("ours"),
        "packs",
        ("acme/leaky.candor", "missing"),
    ),
    (
        "with another page",
        |house| fs::write(house.path("out/acme/leaky.candor/report.html"), "<p>all is well</p>").expect("ours"),
        "packs",
        ("acme/leaky.candor", "refused"),
    ),
    (
        "a mere name",
        |house| exchange(house, |pack| fs::write(pack, "").expect("ours")),
        "packs",
        ("acme/leaky.candor", "refused"),
    ),
    (
        "exchanged for another good one",
        |house| {
            let args = ["review", "in/clean", "--output=leaky.candor", "--key=auditor.pem", "--quiet"];
            assert_eq!(house.candor(&args).output().expect("it runs").status.code(), Some(0));
            exchange(house, |pack| fs::rename(house.path("leaky.candor"), pack).expect("ours"));
        },
        "packs",
        ("acme/leaky.candor", "changed"),
    ),
    (
        "one more",
        |house| drop(run(&house.path("out"), "cp", &["-r", "clean.candor", "acme/new.candor"])),
        "folder",
        ("acme/new.candor", "extra"),
    ),
    (
        "a link to one",
        |house| std::os::unix::fs::symlink("clean.candor", house.path("out/new.candor")).expect("ours"),
        "folder",
        ("new.candor", "extra"),
    ),
];

fn exchange(house: &House, put: impl Fn(&Path)) {
    let pack = house.path("out/acme/leaky.candor");
    fs::remove_dir_all(&pack).expect("ours");
    put(&pack);
}

#[test]
fn a_batch_is_accepted_whole_or_not_at_all() {
    let house = audited();
    for what in ["out", "out/", "out/batch-index.dsse.json"] {
        let (code, outcome) = verify(&house, what, "auditor.json");
        assert_eq!((code, &outcome["accepted"]), (0, &true.into()), "{outcome}");
        assert_eq!(states(&outcome), SAME);
    }
    refused_by("signature", &verify(&house, "out", "stranger.json"));
    run(house.home(), "cp", &["-r", "out", "whole"]);
    for (what, bend, rule, (name, state)) in BENDS {
        fs::remove_dir_all(house.path("out")).expect("ours");
        run(house.home(), "cp", &["-r", "whole", "out"]);
        bend(&house);
        let found = verify(&house, "out", "auditor.json");
        refused_by(rule, &found);
        assert!(states(&found.1).contains(&(name, state)), "{what}: {}", found.1);
        assert_eq!(states(&found.1).iter().filter(|(_, state)| *state == "same").count(), if rule == "folder" { 3 } else { 2 });
    }
}

#[test]
fn every_changed_byte_of_an_index_is_refused() {
    let house = audited();
    let path = house.path("out").join(NAME);
    let whole = fs::read(&path).expect("an index");
    for at in (0..whole.len()).step_by(whole.len() / 40) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(&path, bytes).expect("ours");
        let (code, outcome) = verify(&house, "out", "auditor.json");
        assert_eq!((code, &outcome["accepted"], states(&outcome)), (1, &false.into(), vec![]), "byte {at}");
    }
}

#[test]
fn a_pack_that_was_signed_again_is_still_that_of_the_index() {
    let house = audited();
    let signed = house.candor(&["sign", "out/acme/leaky.candor", "--key=stranger.pem"]).output().expect("it runs");
    assert!(signed.status.success());
    let (code, outcome) = verify(&house, "out", "auditor.json");
    assert_eq!((code, states(&outcome)[1]), (0, ("acme/leaky.candor", "signedSince")), "{outcome}");
}

#[test]
fn a_failed_review_has_no_pack_and_an_index_reaches_no_further_than_its_folder() {
    let house = audited();
    let key = PrivateKey::from_secret(&[7; 32]);
    let path = house.path("out").join(NAME);
    let envelope = Envelope::parse(&fs::read(&path).expect("an index")).expect("an envelope");
    let index = BatchIndex::parse(envelope.payload()).expect("a statement");
    let batch = index.predicate;
    let entry = |outcome| Entry { vendor: "acme".to_owned(), name: "leaky".to_owned(), outcome };
    let sign = |entry: Entry| {
        let index = BatchIndex::new(batch.tool.clone(), batch.ruleset.clone(), vec![entry]).expect("an index");
        write_index(&path, &index, &[&key]).expect("ours");
    };
    sign(entry(Outcome::Failed { error: "it could not be read".to_owned() }));
    refused_by("folder", &verify(&house, "out", "auditor.json"));
    for name in ["clean.candor", "acme/leaky.candor", "betamax/packed.tar.candor"] {
        fs::rename(house.path("out").join(name), house.path(&name.replace('/', "-"))).expect("ours");
    }
    let (code, outcome) = verify(&house, "out", "auditor.json");
    assert_eq!((code, states(&outcome)), (0, vec![("acme/leaky", "none")]), "{outcome}");

    let reviewed = batch.submissions.iter().find(|entry| entry.name == "leaky").expect("an entry").outcome.clone();
    for place in ["../clean.candor", "/clean.candor", "a/b/clean.candor", ".", "acme/..", "clean"] {
        let Outcome::Reviewed { verdict, findings, report_id, attestation, .. } = reviewed.clone() else {
            panic!("it was reviewed")
        };
        let pack = format!("{place}/{}", layout::ATTESTATION);
        sign(entry(Outcome::Reviewed { verdict, findings, report_id, pack, attestation }));
        let found = verify(&house, "out", "auditor.json");
        refused_by("packs", &found);
        assert_eq!(states(&found.1)[0].1, "refused", "{place}");
    }
}

#[test]
fn a_batch_has_no_page_and_a_key_is_no_index() {
    let house = audited();
    let mistakes = [("out", "--page=x.html", "a batch has no page"), ("auditor.pem", "--json", "help: name the pack itself")];
    for (what, option, why) in mistakes {
        let output = house.candor(&["verify", what, "--trust=auditor.json", option]).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && said.contains(why), "{what}: {said}");
    }
    let said = house.candor(&["verify", "out", "--trust=auditor.json"]).output().expect("it runs");
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("ACCEPTED: an index signed by auditor") && said.contains("acme/leaky.candor: FINDINGS"), "{said}");
}
