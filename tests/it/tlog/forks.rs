//! Two histories of one log: seen by whoever holds an older checkpoint, and by a witness. And damage: a log whose
//! files do not fit its checkpoint signs nothing more.

use std::fs;

use candor::tlog::witness::WitnessError;
use candor::tlog::{Log, LogError, Mirror};

use super::sample::{Case, entry, key};

/// Two logs under one key and name that part after `common` leaves, of `size` leaves each.
fn forked(common: u64, size: u64) -> (Case, Case) {
    let cases = (Case::grown(common), Case::grown(common));
    let rest = |offset: u64| (common..size).map(|number| entry(number + offset)).collect::<Vec<_>>();
    cases.0.log.append(&rest(0)).expect("appended");
    cases.1.log.append(&rest(1_000_000)).expect("appended");
    cases
}

#[test]
fn a_witness_cosigns_growth_and_refuses_a_fork() {
    for (common, size) in [(5, 9), (256, 300), (0, 1), (300, 513)] {
        let (honest, fork) = forked(common, size);
        let witness = honest.witness("w.example");
        let log = honest.log.key();
        witness.cosign(log, &honest.request(0), 10).expect("the first time");
        assert_eq!(witness.known(log).expect("known").size, size);
        witness.cosign(log, &honest.request(size), 11).expect("nothing new, seen again");

        // The same size, and grown further: neither continues what was cosigned.
        for _ in 0..2 {
            let refused = witness.cosign(log, &fork.request(size), 12);
            let Err(WitnessError::Inconsistent { kept, .. }) = refused else { panic!("{common}, {size}: {refused:?}") };
            assert_eq!(fs::read(kept).expect("evidence"), fork.log.mirror().checkpoint().expect("a checkpoint"));
            fork.log.append(&[entry(77)]).expect("appended");
        }
        assert_eq!(witness.known(log).expect("known").size, size, "a refusal changes nothing");
        honest.log.append(&[entry(size)]).expect("appended");
        witness.cosign(log, &honest.request(size), 13).expect("the honest one goes on");
    }
}

#[test]
fn a_witness_says_what_it_knows_and_takes_no_step_back() {
    let case = Case::grown(5);
    let witness = case.witness("w.example");
    let early = case.request(0);
    case.log.append(&[entry(5), entry(6)]).expect("appended");
    witness.cosign(case.log.key(), &case.request(0), 10).expect("cosigned");
    for stale in [&early, &case.request(3)] {
        let refused = witness.cosign(case.log.key(), stale, 11);
        assert!(matches!(refused, Err(WitnessError::Stale { known: 7, .. })), "{refused:?}");
    }
    // An old checkpoint with a proof that claims to begin where the witness stands.
    let text = String::from_utf8(early).expect("UTF-8").replacen("old 0", "old 7", 1);
    let refused = witness.cosign(case.log.key(), text.as_bytes(), 12);
    assert!(matches!(refused, Err(WitnessError::Inconsistent { .. })), "{refused:?}");
    let other = Case::with_key(9);
    let refused = witness.cosign(case.log.key(), &other.request(0), 13);
    assert!(matches!(refused, Err(WitnessError::Log(LogError::Proof(_)))), "signed by another key: {refused:?}");
    assert_eq!(witness.known(case.log.key()).expect("known").size, 7);
}

#[test]
fn two_witnesses_are_two_lines_and_a_newer_line_replaces_the_older() {
    let case = Case::grown(4);
    let (first, second) = (case.witness("w1.example"), case.witness("w2.example"));
    let log = case.log.key();
    for (witness, old, time) in [(&first, 0, 10), (&second, 0, 20), (&first, 4, 30)] {
        let line = witness.cosign(log, &case.request(old), time).expect("cosigned");
        let other = if witness.key() == first.key() { &second } else { &first };
        assert!(case.log.cosign(&line, &[other.key().clone()]).is_err(), "a line of somebody else");
        assert!(case.log.cosign(&line.replacen('\u{2014}', "-", 1), &[witness.key().clone()]).is_err());
        case.log.cosign(&line, &[witness.key().clone()]).expect("added");
    }
    let note = String::from_utf8(case.log.mirror().checkpoint().expect("one")).expect("UTF-8");
    assert_eq!(note.matches("w1.example").count(), 1, "{note}");
    let keys = vec![first.key().clone(), second.key().clone()];
    let policy = candor::tlog::Policy::new(log.clone(), keys, 1).expect("a policy");
    let head = policy.check(note.as_bytes()).expect("it holds");
    assert_eq!(head.seen.iter().map(|seen| seen.time).collect::<Vec<_>>(), [30, 20]);
    assert_eq!(head.time, Some(20), "one witness is believed: the earliest time counts");

    // A cosignature over an older checkpoint does not hold for the newer one.
    let line = first.cosign(log, &case.request(4), 40).expect("cosigned");
    case.log.append(&[entry(4)]).expect("appended");
    assert!(case.log.cosign(&line, &[first.key().clone()]).is_err());
}

/// A log restored from yesterday's copy, whose published checkpoint is today's, must not go on.
#[test]
fn an_old_head_beside_a_newer_checkpoint_signs_nothing() {
    let case = Case::grown(5);
    let head = fs::read(case.home().join("head")).expect("a head");
    case.log.append(&[entry(5)]).expect("appended");
    fs::write(case.home().join("head"), head).expect("written");
    let published = case.log.mirror().checkpoint().expect("a checkpoint");
    let refused = case.log.append(&[entry(6)]);
    assert!(matches!(refused, Err(LogError::Damaged(_))), "{refused:?}");
    assert_eq!(case.log.mirror().checkpoint().expect("a checkpoint"), published);
}

#[test]
fn a_log_with_damaged_files_signs_nothing_and_an_audit_names_them() {
    let paths = ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44", "tile/0/000", "tile/entries/000"];
    for (number, path) in paths.iter().enumerate() {
        let case = Case::grown(300);
        let file = case.home().join("public").join(path);
        let mut bytes = fs::read(&file).expect(path);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&file, bytes).expect("written");
        let mirror = Mirror::at(&case.home());
        let view = mirror.view(&mirror.checkpoint().expect("one")).expect("a view");
        assert!(matches!(view.audit(|_, _| ()), Err(LogError::Damaged(_))), "{path}");
        // Full tiles are not read to append: they are not written again either.
        let appended = case.log.append(&[entry(300)]);
        assert_eq!(matches!(appended, Err(LogError::Damaged(_))), number < 3, "{path}: {appended:?}");
    }
}

#[test]
fn only_the_logs_own_key_appends() {
    let case = Case::grown(3);
    assert!(matches!(Log::open(&case.home(), Some(key(8))), Err(LogError::OtherKey { .. })));
    assert!(Log::open(&case.home(), None).is_err(), "the key lies elsewhere");
    let again = Log::open(&case.home(), Some(key(7))).expect("the log");
    assert_eq!(again.append(&[entry(3)]).expect("appended").first, 3);
    let nowhere = case.folder.path().join("nowhere");
    assert!(matches!(Log::open(&nowhere, None), Err(LogError::NotALog { .. })));
    assert!(matches!(Log::init(&case.home(), "other", None), Err(LogError::Exists { .. })));
}
