//! Every changed byte and every truncation of a checkpoint, a proof and a leaf is refused; so are forms that
//! say the same in other words.

use candor::tlog::proof::InclusionProof;
use candor::tlog::{KeyKind, Leaf, Policy, VerifierKey};

use super::sample::{Case, ORIGIN, entry, key, verifier};

/// A log of 300 leaves, cosigned by two witnesses, both of which the policy demands.
struct Cosigned {
    case: Case,
    policy: Policy,
    proof: Vec<u8>,
}

fn cosigned() -> Cosigned {
    let case = Case::grown(300);
    let witnesses = ["w1.example", "w2.example"].map(|name| case.witness(name));
    for (number, witness) in witnesses.iter().enumerate() {
        let time = 1_795_478_400 + number as u64;
        let line = witness.cosign(case.log.key(), &case.request(0), time).expect("cosigned");
        case.log.cosign(&line, &[witness.key().clone()]).expect("added");
    }
    let keys = witnesses.iter().map(|witness| witness.key().clone()).collect();
    let policy = Policy::new(case.log.key().clone(), keys, 2).expect("a policy");
    let proof = case.inclusion(217);
    Cosigned { case, policy, proof }
}

#[test]
fn a_sound_proof_says_where_and_by_when() {
    let Cosigned { policy, proof, .. } = cosigned();
    let logged = policy.verify_inclusion(&entry(217), &proof).expect("it holds");
    assert_eq!((logged.index, logged.head.checkpoint.size), (217, 300));
    let seen: Vec<_> = logged.head.seen.iter().map(|seen| (seen.witness.as_str(), seen.time)).collect();
    assert_eq!(seen, [("w1.example", 1_795_478_400), ("w2.example", 1_795_478_401)]);
    assert_eq!(logged.head.time, Some(1_795_478_401), "one of two witnesses may lie about time: the later one counts");
}

/// Threats 6 and 10.
#[test]
fn every_changed_byte_and_every_truncation_of_a_proof_is_refused() {
    let Cosigned { policy, proof, .. } = cosigned();
    refuse_all_changes(&proof, |changed| policy.verify_inclusion(&entry(217), changed).is_ok());
}

#[test]
fn every_changed_byte_and_every_truncation_of_a_checkpoint_is_refused() {
    let Cosigned { case, policy, .. } = cosigned();
    let checkpoint = case.log.mirror().checkpoint().expect("a checkpoint");
    refuse_all_changes(&checkpoint, |changed| policy.check(changed).is_ok());
}

#[test]
fn every_changed_byte_and_every_truncation_of_a_leaf_is_refused() {
    let Cosigned { policy, proof, .. } = cosigned();
    refuse_all_changes(&entry(217), |changed| policy.verify_inclusion(changed, &proof).is_ok());
}

/// Every bit of every byte, one more value of each that takes all of them on its way, all prefixes, and what
/// could be put before or after.
fn refuse_all_changes(sound: &[u8], accepts: impl Fn(&[u8]) -> bool) {
    assert!(accepts(sound));
    for at in 0..sound.len() {
        let mut changed = sound.to_vec();
        for mask in [1, 2, 4, 8, 16, 32, 64, 128, (at * 7 % 255) as u8 + 1] {
            changed[at] = sound[at] ^ mask;
            assert!(!accepts(&changed), "byte {at} changed by {mask:#x} is accepted");
        }
        assert!(!accepts(&sound[..at]), "the first {at} bytes are accepted");
    }
    for more in [&b"\n"[..], b" ", b"\0", b"\r\n", b"\xef\xbb\xbf"] {
        assert!(!accepts(&[sound, more].concat()) && !accepts(&[more, sound].concat()), "an addition is accepted");
    }
}

#[test]
fn other_forms_of_a_proof_are_refused() {
    let Cosigned { policy, proof, .. } = cosigned();
    let text = String::from_utf8(proof).expect("UTF-8");
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let blank = lines.iter().position(|line| *line == "\n").expect("before the checkpoint");
    let with = |at: usize, line: &str| [&lines[..at], &[line], &lines[at..]].concat().concat();
    let without = |at: usize| [&lines[..at], &lines[at + 1..]].concat().concat();
    let signatures = lines.iter().position(|line| line.starts_with('\u{2014}')).expect("signatures");
    let cases = [
        text.replacen("index 217", "index 0217", 1),
        text.replacen("index 217", "index +217", 1),
        text.replacen("index 217", "index 217 ", 1),
        text.replacen("index 217", "index 218", 1),
        text.replacen("index 217", "index 18446744073709551615", 1),
        text.replacen("\n300\n", "\n0300\n", 1),
        text.replacen("\n300\n", "\n301\n", 1),
        text.replacen('\n', "\r\n", 1),
        text.replace("@v1", "@v2"),
        text.replacen(ORIGIN, "log.example.org/other", 1),
        // The specification has an `extra` line that nothing authenticates.
        with(1, "extra aGVsbG8=\n"),
        with(blank + 4, "an extension line\n"),
        with(blank, lines[2]),
        with(blank, "\n"),
        with(signatures, lines[signatures]),
        without(2),
        without(signatures),
        without(signatures + 1),
        without(signatures + 2),
    ];
    for case in cases {
        assert_ne!(case, text, "the case changes something");
        assert!(policy.verify_inclusion(&entry(217), case.as_bytes()).is_err(), "accepted: {case}");
    }
    // What the specification demands: signatures of keys that nobody asked about are passed over.
    let stranger = verifier("stranger.example", KeyKind::Log, 99).sign(&key(99), "something else\n");
    assert!(policy.verify_inclusion(&entry(217), with(signatures, &stranger).as_bytes()).is_ok());
}

/// Threat 3: a key has one use. A log's signature is no cosignature, nor the other way round.
#[test]
fn keys_of_logs_and_witnesses_are_not_interchangeable() {
    let log = verifier(ORIGIN, KeyKind::Log, 7);
    let witness = verifier("w.example", KeyKind::Cosignature, 8);
    let refused = |log: &VerifierKey, witnesses: &[&VerifierKey], threshold| {
        Policy::new(log.clone(), witnesses.iter().map(|&key| key.clone()).collect(), threshold).is_err()
    };
    assert!(!refused(&log, &[&witness], 1));
    assert!(refused(&witness, &[], 0), "a witness's key as a log's");
    assert!(refused(&log, &[&log], 1), "a log's key as a witness's");
    assert!(refused(&log, &[&verifier("w.example", KeyKind::Cosignature, 7)], 1), "a log that witnesses itself");
    assert!(refused(&log, &[&witness, &witness], 1), "a witness that counts twice");
    assert!(refused(&log, &[&witness, &verifier("w2.example", KeyKind::Cosignature, 8)], 1), "one key under two names");
    assert!(refused(&log, &[&witness], 2), "more than there are");

    // The same key bytes and name, of the other kind: the signature under it is not looked at.
    let case = Case::grown(3);
    let text = String::from_utf8(case.log.mirror().checkpoint().expect("one")).expect("UTF-8");
    let text = text.split_inclusive('\n').take(3).collect::<String>();
    let as_witness = verifier(ORIGIN, KeyKind::Cosignature, 7);
    let note = format!("{text}\n{}", as_witness.cosign(&key(7), &text, 1));
    assert!(case.policy().check(note.as_bytes()).is_err());
    let forged = format!("{text}\n{}", verifier(ORIGIN, KeyKind::Log, 9).sign(&key(9), &text));
    assert!(case.policy().check(forged.as_bytes()).is_err(), "another key under the same name");
}

#[test]
fn verifier_keys_have_one_form() {
    let key = verifier(ORIGIN, KeyKind::Log, 7);
    let text = key.to_string();
    assert_eq!(VerifierKey::parse(&text).expect("a key"), key);
    assert_eq!(VerifierKey::parse(&format!("{text}\n")).expect("a key"), key);
    refuse_all_changes(text.as_bytes(), |changed| {
        // A line end is passed over, once.
        !changed.ends_with(b"\n")
            && std::str::from_utf8(changed).is_ok_and(|text| VerifierKey::parse(text).is_ok_and(|it| it == key))
    });
    // The identity point validates anything: a weak key is no key, whoever computed its id.
    let weak = "w+83ac0bb2+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    for bad in ["", "a+b", weak, &text.replacen('+', "-", 1), &text.replacen("log.", "lag.", 1)] {
        assert!(VerifierKey::parse(bad).is_err(), "{bad}");
    }
    for name in ["", "a b", "a+b", "a\u{a0}b", "caf\u{e9}", &"x".repeat(256)] {
        assert!(VerifierKey::new(name, KeyKind::Log, super::sample::key(7).public()).is_err(), "{name}");
    }
}

#[test]
fn leaves_have_one_form() {
    let digest = "ab".repeat(32);
    let written = [
        format!("candor-log/v1\nsignature\n{digest}\n{digest}\n{digest}\n"),
        format!("candor-log/v1\nsubmission\n{digest}\n-\n"),
        format!("candor-log/v1\nsubmission\n{digest}\n{digest}\n"),
        format!("candor-log/v1\nrevocation\n{digest}\n2026-01-31T12:00:00Z\nkey-compromise\n"),
        format!("candor-log/v1\nsupersession\n{digest}\n{digest}\n"),
    ];
    for leaf in &written {
        let parsed = Leaf::parse(leaf.as_bytes()).expect("a leaf");
        assert_eq!(parsed.to_bytes(), leaf.as_bytes());
        for bad in [
            format!("{leaf}\n"),
            leaf.trim_end().to_owned(),
            leaf.replace("v1", "v2"),
            leaf.replace('\n', "\r\n"),
            leaf.replace("ab", "AB"),
            leaf.replacen(&digest, &digest[1..], 1),
            leaf.replacen("candor-log/v1\n", "candor-log/v1\n\n", 1),
        ] {
            assert_eq!(Leaf::parse(bad.as_bytes()), None, "{bad}");
        }
    }
    let revocation = &written[3];
    for bad in [revocation.replace("12:00", "25:00"), revocation.replace("key-compromise", "boredom")] {
        assert_eq!(Leaf::parse(bad.as_bytes()), None, "{bad}");
    }
}

/// An own proof read back, byte for byte, of the smallest log and of a larger one.
#[test]
fn proofs_are_written_as_they_are_read() {
    for size in [1, 2, 300] {
        let case = Case::grown(size);
        let bytes = case.inclusion(size - 1);
        assert_eq!(InclusionProof::parse(&bytes).expect("a proof").to_bytes(), bytes);
        case.policy().verify_inclusion(&entry(size - 1), &bytes).expect("it holds");
    }
}
