//! Changed bytes and confused types are refused, each by the rule that is there for it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use candor::attest::contents::Contents;
use candor::attest::dsse::PAYLOAD_TYPE;
use candor::attest::edit::Addition;
use candor::attest::layout;
use candor::attest::trust::{Distinct, RoleName};
use candor::base::Digest;
use serde_json::{Value, json};

use super::sample::{auditor, key, refused_by, resigned, signed_by, statement, trust, verified, verified_under};

#[test]
fn a_sound_pack_is_accepted_and_says_what_was_checked() {
    let outcome = verified(&signed_by(&[1]));
    assert!(outcome.accepted, "{:?}", outcome.checks);
    let names: Vec<_> = outcome.checks.iter().map(|check| check.name).collect();
    assert_eq!(
        names,
        ["layout", "envelope", "signature", "sig-files", "statement", "report", "renderings", "manifest", "companions"]
    );
    assert_eq!(outcome.signers[0].owner, "Ada");
    // No trusted time, no submission at hand: the outcome must not look like more than it is.
    assert!(outcome.notes.iter().any(|note| note.contains("when the signature was made")), "{:?}", outcome.notes);
}

/// Threat 10: every byte of every file but the untrusted copies of keys counts; so does every length.
#[test]
fn every_changed_byte_and_every_truncation_is_refused() {
    let sound = signed_by(&[1]);
    let files: Vec<_> = sound.keys().filter(|path| !path.starts_with("keys/")).collect();
    std::thread::scope(|scope| {
        for path in &files {
            scope.spawn(|| refuse_all_changes(&sound, path));
        }
    });
    assert_eq!(files.len(), 9, "{files:?}");
}

fn refuse_all_changes(sound: &Contents, path: &str) {
    let trust = trust();
    let mut bent = sound.clone();
    let mut refuse = |changed: Vec<u8>, what: &str, at: usize| {
        bent.insert(path.to_owned(), changed);
        assert!(!verified_under(&bent, &trust).accepted, "{path}: {what} at {at} is accepted");
    };
    let bytes = &sound[path];
    // 0x20 is the case of a letter, in a name or in base64; the last mask takes every value on its way
    // through a file. The guide is long and guarded by one digest: every 16th byte of it is enough.
    let stride = if path == layout::GUIDE { 16 } else { 1 };
    for at in (0..bytes.len()).step_by(stride) {
        for mask in [1, 0x20, (at * 7 % 255) as u8 + 1] {
            let mut changed = bytes.clone();
            changed[at] ^= mask;
            refuse(changed, "a changed byte", at);
        }
        refuse(bytes[..at].to_vec(), "a truncation", at);
    }
    for tail in [&b"\n"[..], b" ", b"\0", b"{}"] {
        refuse([bytes, tail].concat(), "an addition", bytes.len());
    }
}

#[test]
fn a_missing_or_additional_file_is_refused() {
    let sound = signed_by(&[1]);
    for path in layout::REQUIRED {
        let mut bent = sound.clone();
        bent.remove(path);
        refused_by("layout", &verified(&bent));
    }
    for path in ["notes.txt", "sig/0000000.sig", "sig/00000000.SIG", "report.json~", "keys/../report.json", "ssh/authorized_keys"]
    {
        let mut bent = sound.clone();
        bent.insert(path.to_owned(), Vec::new());
        refused_by("layout", &verified(&bent));
    }
    for path in ["sig/00000000.sig", "keys/00000000.pub.pem", "ssh/00000000.sig", "time/00000000.tsr", "log/00000000.leaf"] {
        let mut bent = sound.clone();
        bent.insert(path.to_owned(), vec![0; 64]);
        refused_by("sig-files", &verified(&bent));
    }
}

/// Threat 2: what lies in `keys/` decides nothing, neither for nor against a pack.
#[test]
fn swapped_keys_have_no_effect() {
    let mut forged = signed_by(&[2]);
    refused_by("signature", &verified(&forged));
    forged.insert(layout::key_path(&key(2).public().keyid()), key(1).public().to_pem().into_bytes());
    refused_by("signature", &verified(&forged));

    let mut sound = signed_by(&[1]);
    sound.insert(layout::key_path(&key(1).public().keyid()), key(2).public().to_pem().into_bytes());
    let outcome = verified(&sound);
    assert!(outcome.accepted);
    assert!(outcome.notes.iter().any(|note| note.contains("in keys/ is not that key")), "{:?}", outcome.notes);
}

/// A forger who names the auditor's key id over a signature of the forger's own.
#[test]
fn a_key_id_is_only_a_hint() {
    let mut forged = signed_by(&[2]);
    let (ours, theirs) = (key(1).public().keyid().hex(), key(2).public().keyid().hex());
    let envelope = String::from_utf8(forged[layout::ATTESTATION].clone()).expect("JSON").replace(&theirs, &ours);
    forged.insert(layout::ATTESTATION.to_owned(), envelope.into_bytes());
    refused_by("signature", &verified(&forged));
}

/// The envelope with its list of signatures changed.
fn with_signatures(pack: &Contents, change: impl FnOnce(&mut Vec<Value>)) -> Contents {
    let mut envelope: Value = serde_json::from_slice(&pack[layout::ATTESTATION]).expect("JSON");
    change(envelope["signatures"].as_array_mut().expect("a list"));
    let mut bent = pack.clone();
    bent.insert(layout::ATTESTATION.to_owned(), envelope.to_string().into_bytes());
    bent
}

#[test]
fn signatures_in_another_order_are_refused() {
    let sound = signed_by(&[1, 2]);
    assert!(verified(&with_signatures(&sound, |_| {})).accepted);
    refused_by("envelope", &verified(&with_signatures(&sound, |signatures| signatures.reverse())));
}

/// Ada signs once, and the same signature stands under Bo's id as well, or under that of nobody.
#[test]
fn one_key_under_two_ids_is_one_key() {
    let both = trust().add(&Addition {
        role: RoleName::Auditor,
        member: auditor(2, "Bo", "Second House"),
        valid_from: None,
        valid_until: None,
    });
    let both = both.and_then(|trust| trust.demand(RoleName::Auditor, Some(2), Some(Distinct::Key))).expect("a trust file");
    assert!(verified_under(&signed_by(&[1, 2]), &both).accepted);
    for other in [key(2).public().keyid(), Digest::of(b"nobody")] {
        let mut bent = with_signatures(&signed_by(&[1]), |signatures| {
            let mut again = signatures[0].clone();
            again["keyid"] = json!(other.hex());
            signatures.push(again);
            signatures.sort_by_key(|signature| signature["keyid"].to_string());
        });
        let raw = bent[&layout::signature_path(&key(1).public().keyid())].clone();
        bent.insert(layout::signature_path(&other), raw);
        refused_by("signature", &verified_under(&bent, &both));
    }
}

#[test]
fn another_payload_type_is_refused_even_if_signed() {
    let payload = &signed_by(&[1])[layout::STATEMENT];
    assert!(verified(&resigned(payload, PAYLOAD_TYPE)).accepted, "the same bytes signed again");
    for other in ["application/json", "application/vnd.in-toto+JSON", "application/vnd.in-toto+json ", ""] {
        refused_by("envelope", &verified(&resigned(payload, other)));
    }
}

/// Statements that the auditor's key did sign, but that are not this statement about this pack.
#[test]
fn a_statement_of_another_shape_is_refused_even_if_signed() {
    let set = |path: &str, value: Value| {
        let mut bent = statement();
        *bent.pointer_mut(path).unwrap_or_else(|| panic!("{path} is not in a statement")) = value;
        bent
    };
    let add = |path: &str, name: &str, value: Value| {
        let mut bent = statement();
        bent.pointer_mut(path).and_then(Value::as_object_mut).expect("an object").insert(name.to_owned(), value);
        bent
    };
    let zeros = "0".repeat(64);
    let bent = [
        set("/_type", json!("https://in-toto.io/Statement/v0.1")),
        set("/predicateType", json!("https://candor.dev/run/v1")),
        set("/predicateType", json!("https://candor.dev/source-review/v2")),
        set("/predicate/reportId", json!(format!("sha256:{zeros}"))),
        set("/predicate/reportId", json!(format!("SHA256:{zeros}"))),
        set("/predicate/report/name", json!("report.html")),
        set("/predicate/report/name", json!("../report.json")),
        set("/predicate/renderings", json!([])),
        set("/predicate/source/kind", json!("svn")),
        set("/predicate/source/objectFormat", Value::Null),
        set("/predicate/source/descriptors", json!([{"gitTree": "ABCDEF"}])),
        set("/predicate/source/descriptors", json!([{"gitTree": zeros, "gitCommit": zeros}])),
        set("/predicate/result/verdict", json!("passed")),
        set("/predicate/result/coverage/files", json!(-1)),
        set("/predicate/result/coverage/files", json!(1.5)),
        set("/predicate/result/coverage/files", json!(1u64 << 53)),
        set("/predicate/reviewer/tool/digest", json!({"sha1": "00"})),
        set("/predicate/source/refused/0/path", json!("a\u{1b}[2Jb")),
        set("/subject", json!([])),
        set("/subject/0/name", json!("manifest.sha256")),
        set("/subject/1/name", json!("MANIFEST.sha256")),
        set("/subject/1/name", json!("a/b")),
        set("/subject/1/name", json!("a\u{202e}b")),
        add("", "Predicate", json!({})),
        add("/predicate", "time", json!("now")),
        add("/subject/0/digest", "sha512", json!("00")),
        add("/predicate/source", "host", json!("h")),
        json!([]),
        json!("statement"),
    ];
    for statement in bent {
        let outcome = verified(&resigned(statement.to_string().as_bytes(), PAYLOAD_TYPE));
        assert_eq!(
            outcome.checks.last().map(|check| (check.name, check.ok)),
            Some(("statement", false)),
            "accepted: {statement}"
        );
    }
}

/// Threat 4: keys that come twice, differ in case or are written otherwise; signed, and refused all the same.
#[test]
fn a_statement_in_another_form_is_refused_even_if_signed() {
    let text = String::from_utf8(signed_by(&[1])[layout::STATEMENT].clone()).expect("JSON");
    let cases = [
        text.replacen("{\"_type\"", "{\"_type\":\"https://in-toto.io/Statement/v1\",\"_type\"", 1),
        text.replacen("\"verdict\":\"INCOMPLETE\"", "\"verdict\":\"INCOMPLETE\",\"verdict\":\"PASSED\"", 1),
        text.replacen("\"verdict\"", "\"Verdict\"", 1),
        text.replacen("\"verdict\"", "\"verdic\\u0074\"", 1),
        text.replacen(':', ": ", 1),
        format!("{text}\n"),
        format!("\u{feff}{text}"),
    ];
    for case in cases {
        assert_ne!(case, text, "the case changes something");
        refused_by("statement", &verified(&resigned(case.as_bytes(), PAYLOAD_TYPE)));
    }
}

#[test]
fn an_envelope_in_another_form_is_refused() {
    let sound = signed_by(&[1]);
    let text = String::from_utf8(sound[layout::ATTESTATION].clone()).expect("JSON");
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let (payload, sig) = (value["payload"].as_str().expect("text"), value["signatures"][0]["sig"].as_str().expect("text"));
    let signature = value["signatures"][0].to_string();
    let cases = [
        text.replacen("{\"payload\"", "{\"Payload\":\"\",\"payload\"", 1),
        text.replacen("{\"payload\"", "{\"payload\":\"\",\"payload\"", 1),
        text.replacen(payload, payload.trim_end_matches('='), 1).replacen(sig, sig.trim_end_matches('='), 1),
        text.replacen(sig, &stray_bits(sig), 1),
        text.replacen(sig, "", 1),
        text.replacen(sig, &STANDARD.encode([0u8; 73]), 1),
        text.replacen(&format!("[{signature}]"), "[]", 1),
        text.replacen(&signature, &format!("{signature},{signature}"), 1),
        text.replacen("\"keyid\"", "\"cert\":\"\",\"keyid\"", 1),
        format!("{text}{text}"),
        // serde reads a list as a struct; we do not.
        format!("[{},{},[{}]]", value["payload"], value["payloadType"], value["signatures"][0]),
        "[".repeat(100_000),
    ];
    for case in cases {
        assert_ne!(case, text, "the case changes something");
        let mut bent = sound.clone();
        bent.insert(layout::ATTESTATION.to_owned(), case.into_bytes());
        refused_by("envelope", &verified(&bent));
    }
}

/// Base64 of 64 bytes ends in `x==`, where four bits of `x` say nothing: set one of them.
fn stray_bits(sig: &str) -> String {
    let mut bytes = sig.as_bytes().to_vec();
    let at = bytes.len() - 3;
    bytes[at] += 1;
    String::from_utf8(bytes).expect("ASCII")
}

/// A run statement names the statement and the guide that it stands beside; another pack's does not fit.
#[test]
fn a_companion_of_another_pack_is_refused() {
    let path = candor::attest::pack::companions_path("sample.candor");
    let mut other = super::sample::input();
    other.report_json = b"{}".to_vec();
    let other = candor::attest::pack::build("sample.candor", other, &[&key(1)]).expect("a pack");
    let mut bent = signed_by(&[1]);
    bent.insert(path.clone(), other[&path].clone());
    refused_by("companions", &verified(&bent));
    bent.insert(path.clone(), signed_by(&[2])[&path].clone());
    refused_by("companions", &verified(&bent));
    // An envelope with a review inside is no companion, though the auditor signed it.
    let review = [&bent[layout::ATTESTATION][..], b"\n"].concat();
    bent.insert(path, review);
    refused_by("companions", &verified(&bent));
}

/// Names of the submission's choosing neither stop a review from being signed nor reach a terminal as they are.
#[test]
fn hostile_names_are_signed_in_a_form_that_shows() {
    let mut input = super::sample::input();
    input.received = Some(("invoice\u{202e}fdp.zip".to_owned(), Digest::of(b"zip")));
    input.source.refused[0].path = "dev/\u{1b}]0;x\u{7}\n".to_owned();
    let contents = candor::attest::pack::build("sample.candor", input, &[&key(1)]).expect("a pack");
    let outcome = verified(&contents);
    assert!(outcome.accepted, "{:?}", outcome.checks);
    let statement = outcome.statement.expect("accepted");
    assert_eq!(statement.subject[1].name, "invoice\\u{202e}fdp.zip");
    assert_eq!(statement.predicate.source.refused[0].path, "dev/\\u{1b}]0;x\\u{7}\\n");
}

#[test]
fn a_report_that_is_not_canonical_is_neither_signed_nor_accepted() {
    let mut input = super::sample::input();
    input.report_json = b"{\"b\":1,\"a\":2}".to_vec();
    let digest = Digest::of(&input.report_json);
    assert!(candor::attest::pack::build("sample.candor", input.clone(), &[&key(1)]).is_err());
    // The same, signed by an auditor whose tool did not care.
    let mut bent = statement();
    bent["predicate"]["reportId"] = json!(format!("sha256:{digest}"));
    bent["predicate"]["report"]["digest"]["sha256"] = json!(digest.hex());
    let mut contents = resigned(bent.to_string().as_bytes(), PAYLOAD_TYPE);
    contents.insert(layout::REPORT.to_owned(), input.report_json);
    refused_by("report", &verified(&contents));
}
