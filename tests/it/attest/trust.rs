//! The auditor's trust file: who counts, how often, and which files are refused.

use candor::attest::edit::Addition;
use candor::attest::layout;
use candor::attest::trust::{Distinct, Proven, RoleName, Times, Trust};
use candor::attest::verify::{Verification, verify_contents};
use serde_json::{Value, json};

use super::sample::{NOW, auditor, key, refused_by, signed_by, trust, verified_under};

/// Three keys: Ada has two of them; Ada and Bo work for the same house.
fn three() -> Value {
    let auditors = [auditor(1, "Ada", "Audit House"), auditor(2, "Ada", "Audit House"), auditor(3, "Bo", "Audit House")];
    serde_json::from_slice(&Trust::init(&auditors).expect("a sound trust file").to_bytes()).expect("JSON")
}

fn with_policy(threshold: u64, distinct: &str) -> Trust {
    let mut file = three();
    file["roles"]["auditor"]["threshold"] = json!(threshold);
    file["roles"]["auditor"]["distinct"] = json!(distinct);
    parse(&file).expect("a sound trust file")
}

fn parse(file: &Value) -> Result<Trust, String> {
    Trust::parse(file.to_string().as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn thresholds_count_keys_and_owners_never_signatures() {
    let cases: [(u64, &str, &[u8], bool); 9] = [
        (1, "owner", &[3], true),
        (1, "owner", &[4], false),
        (2, "key", &[1], false),
        (2, "key", &[1, 1], false),
        (2, "key", &[1, 2], true),
        (2, "owner", &[1, 2], false),
        (2, "owner", &[1, 2, 3], true),
        (2, "owner", &[1, 4], false),
        (1, "organisation", &[1, 2, 3], true),
    ];
    for (threshold, distinct, signers, held) in cases {
        let outcome = verified_under(&signed_by(signers), &with_policy(threshold, distinct));
        assert_eq!(outcome.accepted, held, "{threshold} {distinct} {signers:?}: {:?}", outcome.checks);
    }
}

/// A second auditor's signature, unknown to this reader, neither helps nor harms.
#[test]
fn a_signature_by_a_stranger_is_reported_and_not_counted() {
    let outcome = verified_under(&signed_by(&[1, 9]), &trust());
    assert!(outcome.accepted, "{:?}", outcome.checks);
    assert_eq!(outcome.signers.len(), 1);
    assert!(outcome.notes.iter().any(|note| note.contains("does not count")), "{:?}", outcome.notes);
}

#[test]
fn a_revoked_key_is_refused() {
    let mut file = three();
    file["keys"][0]["revokedAt"] = json!("2026-02-01T00:00:00Z");
    file["keys"][0]["reason"] = json!("lost \u{1b}[1mlaptop");
    let trust = parse(&file).expect("a sound trust file");
    let outcome = verified_under(&signed_by(&[1]), &trust);
    refused_by("signature", &outcome);
    assert!(outcome.notes.iter().any(|note| note.contains("revoked at 2026-02-01T00:00:00Z")), "{:?}", outcome.notes);
    assert!(outcome.notes.iter().all(|note| !note.contains('\u{1b}')), "notes are shown on a terminal");
    assert!(verified_under(&signed_by(&[1, 3]), &trust).accepted, "the other signature still counts");
}

/// Without a trusted time a key must be good today: whoever holds an old key can sign today.
#[test]
fn a_key_outside_its_period_is_refused() {
    let cases = [
        ("validUntil", "2026-05-31T23:59:59Z", None, false),
        ("validUntil", "2026-06-01T00:00:00Z", None, true),
        ("validFrom", "2026-06-01T00:00:01Z", None, false),
        ("validFrom", "2026-06-01T00:00:00Z", None, true),
        // Somebody trusted saw the signature while the key was good, or only when it was no more.
        ("validUntil", "2026-02-01T00:00:00Z", Some("2026-01-31T12:00:00Z"), true),
        ("validUntil", "2026-02-01T00:00:00Z", Some("2026-02-01T00:00:01Z"), false),
        ("validFrom", "2026-02-01T00:00:00Z", Some("2026-01-31T12:00:00Z"), false),
    ];
    for (field, limit, seen, accepted) in cases {
        let mut file = three();
        file["keys"][0][field] = json!(limit);
        let outcome = seen_at(seen, &parse(&file).expect("a sound trust file"));
        assert_eq!(outcome.accepted, accepted, "{field} {limit} {seen:?}: {:?} {:?}", outcome.checks, outcome.notes);
    }
}

/// The pack of key 1, whose signature somebody trusted saw at this time.
fn seen_at(seen: Option<&str>, trust: &Trust) -> Verification {
    let pack = signed_by(&[1]);
    let mut times = Times::at(NOW);
    if let Some(time) = seen {
        let signature = &pack[&layout::signature_path(&key(1).public().keyid())];
        times.prove(signature, Proven { time: time.to_owned(), by: "a log".to_owned() });
    }
    verify_contents(&pack, trust, times)
}

#[test]
fn a_revocation_spares_what_was_seen_before_it() {
    let mut file = three();
    file["keys"][0]["revokedAt"] = json!("2026-02-01T00:00:00Z");
    let trust = parse(&file).expect("a sound trust file");
    for (seen, accepted) in [
        (Some("2026-01-31T23:59:59Z"), true),
        (Some("2026-02-01T00:00:00Z"), false),
        (Some("2026-03-01T00:00:00Z"), false),
        (None, false),
    ] {
        assert_eq!(seen_at(seen, &trust).accepted, accepted, "{seen:?}");
    }
}

#[test]
fn a_policy_can_demand_a_trusted_time() {
    let trust = trust().require_time(true).expect("a sound trust file");
    refused_by("signature", &seen_at(None, &trust));
    let outcome = seen_at(Some("2026-01-31T12:00:00Z"), &trust);
    assert!(outcome.accepted);
    assert!(outcome.notes.iter().any(|note| note.contains("2026-01-31T12:00:00Z at the latest")), "{:?}", outcome.notes);
}

/// Two of two times: the earlier one counts, whatever order they come in.
#[test]
fn the_earliest_time_counts() {
    let proven = |time: &str| Proven { time: time.to_owned(), by: "a log".to_owned() };
    for order in [["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"], ["2026-02-01T00:00:00Z", "2026-01-01T00:00:00Z"]] {
        let mut times = Times::at(NOW);
        order.iter().for_each(|time| times.prove(b"signature", proven(time)));
        assert_eq!(times.of(b"signature"), Some(&proven("2026-01-01T00:00:00Z")));
    }
}

/// A trust file may be changed by hand or by command; every command leaves a file that reads back.
#[test]
fn commands_change_a_trust_file_within_its_rules() {
    let addition = |number, role| Addition { role, member: auditor(number, "Eve", "Acme"), valid_from: None, valid_until: None };
    let trust = trust();
    assert!(trust.add(&addition(1, RoleName::Auditor)).is_err(), "a key twice");
    assert!(trust.add(&addition(1, RoleName::Vendor)).is_err(), "a key in two roles");
    let grown = trust.add(&addition(2, RoleName::Auditor)).expect("a sound trust file");
    assert!(grown.demand(RoleName::Auditor, Some(3), None).is_err(), "more than there are");
    assert!(grown.demand(RoleName::Vendor, Some(1), None).is_err(), "a role of nobody");
    let both = grown.demand(RoleName::Auditor, Some(2), Some(Distinct::Organisation)).expect("a sound trust file");
    refused_by("signature", &verified_under(&signed_by(&[1]), &both));
    assert!(verified_under(&signed_by(&[1, 2]), &both).accepted);

    let id = key(1).public().keyid().hex();
    assert!(both.revoke(&id[..7], "2026-01-01T00:00:00Z", None).is_err(), "too few digits");
    assert!(both.revoke("ffffffff", "2026-01-01T00:00:00Z", None).is_err(), "no such key");
    let revoked = both.revoke(&id[..8], "2026-02-01T00:00:00Z", Some("lost")).expect("a sound trust file");
    assert!(revoked.revoke(&id, "2026-03-01T00:00:00Z", None).is_err(), "a revocation is not put off");
    assert!(revoked.revoke(&id, "2026-01-01T00:00:00Z", None).is_ok());
    refused_by("signature", &verified_under(&signed_by(&[1, 2]), &revoked));
}

#[test]
fn a_trust_file_that_does_not_hold_together_is_refused() {
    let id = |number: u8| key(number).public().keyid().hex();
    let set = |path: &str, value: Value| {
        let mut file = three();
        *file.pointer_mut(path).unwrap_or_else(|| panic!("{path} is not in a trust file")) = value;
        file.to_string()
    };
    let sound = three();
    let text = sound.to_string();
    let cases = [
        (set("/version", json!(2)), "version"),
        (set("/keys/0/keyid", json!(id(9))), "not its own"),
        (set("/keys/0/keyid", json!(id(1).to_uppercase())), "hexadecimal"),
        (set("/keys/1", sound["keys"][0].clone()), "listed twice"),
        (set("/keys/0/alg", json!("rsa")), "rsa"),
        (set("/keys/0/alg", json!("p256")), "not of the algorithm"),
        (
            text.replacen("\"roles\":{", "\"roles\":{\"vendor\":{\"distinct\":\"key\",\"keyids\":[],\"threshold\":1},", 1),
            "between 1 and 0",
        ),
        (set("/keys/0/owner", json!("")), "owner is empty"),
        (set("/keys/0/owner", json!("A\u{200b}da")), "do not show"),
        (set("/keys/0/publicKeyPem", json!("-----BEGIN PUBLIC KEY-----")), "Ed25519"),
        (set("/roles/auditor/keyids/0", json!(id(9))), "not among the keys"),
        (set("/roles/auditor/keyids/1", sound["roles"]["auditor"]["keyids"][0].clone()), "listed twice"),
        (set("/roles/auditor/threshold", json!(0)), "threshold 0"),
        // Three keys, but two owners and one organisation.
        (set("/roles/auditor/threshold", json!(3)), "between 1 and 2"),
        (set("/roles/auditor/distinct", json!("signature")), "signature"),
        (text.replacen("\"threshold\":1", "\"threshold\":1,\"threshold\":0", 1), "duplicate field"),
        (text.replacen("\"threshold\":1", "\"threshold\":1,\"Threshold\":9", 1), "unknown field"),
        (text.replacen("\"threshold\":1", "\"threshold\":1.0", 1), "threshold|integer|invalid type"),
        (text.replacen("\"alg\"", "\"reason\":\"r\",\"alg\"", 1), "without revokedAt"),
        (text.replacen("\"alg\"", "\"revokedAt\":\"yesterday\",\"alg\"", 1), "2026-01-31T12:00:00Z"),
        (format!("{text}{text}"), "trailing"),
        (format!("[1,{},{},[],[],null,false]", sound["keys"], sound["roles"]), "its own form"),
        (text.replacen("\"alg\"", "\"revokedAt\":null,\"alg\"", 1), "its own form"),
        ("[".repeat(100_000), "recursion|invalid type"),
        (String::new(), "EOF"),
    ];
    for (file, why) in cases {
        let error = Trust::parse(file.as_bytes()).map(|_| ()).expect_err(why).to_string();
        assert!(why.split('|').any(|why| error.contains(why)), "{why}: {error}");
    }
}

/// Threat 1: under such a key anyone signs anything; it must not get into a trust file.
#[test]
fn a_weak_key_is_refused_in_a_trust_file() {
    let spki = "MCowBQYDK2VwAyEA";
    let weak_pem =
        format!("-----BEGIN PUBLIC KEY-----\n{spki}AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n-----END PUBLIC KEY-----\n");
    let mut file = three();
    file["keys"][0]["publicKeyPem"] = json!(weak_pem);
    let error = parse(&file).map(|_| ()).expect_err("weak");
    assert!(error.contains("weak public key"), "{error}");
}
