//! Keys: which points are refused, what stands in the files, and that nothing is overwritten.

use std::fs;

use candor::attest::keys::KeyError;
use candor::attest::secret::{KeyFileError, default_key, public_path_of};
use candor::attest::{PrivateKey, PublicKey};
use candor::base::Digest;

use super::sample::key;

fn point(hex: &str) -> [u8; 32] {
    Digest::from_hex(hex).expect("64 digits").0
}

/// The eight points of small order, their non-canonical spellings, and points that are none. A signature
/// made of the identity point validates under the first in verifiers that do not look.
#[test]
fn weak_points_are_refused() {
    let weak = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        // Not canonical: y is p, p + 1, and zero with a sign.
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        // y = p + 3, a point of large order written with y above p.
        "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        // Not on the curve.
        "0200000000000000000000000000000000000000000000000000000000000000",
    ];
    for hex in weak {
        assert!(matches!(PublicKey::from_bytes(&point(hex)), Err(KeyError::Weak)), "{hex} is accepted");
    }
}

/// RFC 8032, section 7.1, tests 1 and 2: secret, public, message, signature.
#[test]
fn signatures_are_those_of_the_rfc() {
    let cases = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            &b""[..],
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155",
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            &b"\x72"[..],
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
    ];
    for (secret, public, message, r, s) in cases {
        let key = PrivateKey::from_secret(&point(secret));
        assert_eq!(key.public(), PublicKey::from_bytes(&point(public)).expect("strong"));
        let signature = key.sign(message);
        assert_eq!(signature[..], [point(r), point(s)].concat());
        assert!(key.public().verifies(message, &signature));
        assert!(!key.public().verifies(b"other", &signature));
        // S + L is the same signature to verifiers that do not look.
        let mut malleable = signature;
        add_group_order(&mut malleable[32..]);
        assert!(!key.public().verifies(message, &malleable));
    }
}

/// L = 2^252 + 27742317777372353535851937790883648493, little-endian.
fn add_group_order(scalar: &mut [u8]) {
    let order = point("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    let mut carry = 0u16;
    for (byte, add) in scalar.iter_mut().zip(order) {
        carry += u16::from(*byte) + u16::from(add);
        *byte = carry as u8;
        carry >>= 8;
    }
}

#[test]
fn a_key_is_written_once_for_its_owner_alone_and_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("auditor.pem");
    let key = PrivateKey::generate().expect("random numbers");
    key.save(&path).expect("a new file");
    assert_eq!(PrivateKey::load(&path).expect("a key").public(), key.public());
    let pem = fs::read(&path).expect("a file");
    assert!(matches!(PrivateKey::generate().expect("random numbers").save(&path), Err(KeyFileError::Exists { .. })));
    assert_eq!(fs::read(&path).expect("a file"), pem, "never overwritten");
    #[cfg(unix)]
    assert_eq!(mode(&path), 0o600);
    assert_eq!(public_path_of(&path), folder.path().join("auditor.pub.pem"));
}

#[cfg(unix)]
fn mode(path: &std::path::Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(path).expect("a file").permissions().mode() & 0o777
}

#[test]
fn the_default_key_is_made_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("share/candor");
    // All at once: one makes it, all get the same.
    let made: Vec<_> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..4).map(|_| scope.spawn(|| default_key(&data).expect("a key"))).collect();
        started.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    assert_eq!(made.iter().filter(|made| made.created).count(), 1);
    assert!(made.iter().all(|other| other.key.public() == made[0].key.public()));
    assert!(!default_key(&data).expect("a key").created);
    assert_eq!(PublicKey::load(&made[0].public_path).expect("a key"), made[0].key.public());
    assert_eq!(fs::read_dir(&data).expect("a folder").count(), 2, "nothing is left lying about");
    #[cfg(unix)]
    assert_eq!((mode(&made[0].path), mode(&data)), (0o600, 0o700));
    // A public half that belongs to a key of old would be handed out for this one.
    fs::write(&made[0].public_path, key(7).public().to_pem()).expect("written");
    assert!(matches!(default_key(&data), Err(KeyFileError::Stale { .. })));
}

#[test]
fn what_is_no_key_is_named_for_what_it_is() {
    let encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGj\n-----END ENCRYPTED PRIVATE KEY-----\n";
    let private = "-----BEGIN PRIVATE KEY-----\nMC4CAQ==\n-----END PRIVATE KEY-----\n";
    let public = key(1).public().to_pem();
    assert!(matches!(PrivateKey::from_pem(encrypted), Err(KeyFileError::Encrypted)));
    assert!(matches!(PrivateKey::from_pem(&public), Err(KeyFileError::PublicForPrivate)));
    assert!(matches!(PrivateKey::from_pem(private), Err(KeyFileError::Private(_))));
    assert!(matches!(PublicKey::from_pem(private), Err(KeyError::PrivateForPublic)));
    assert!(matches!(PublicKey::from_pem("-----BEGIN CERTIFICATE-----"), Err(KeyError::Public(_))));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("noise");
    for noise in [vec![0xff; 100], vec![b'-'; 100_000], b"-----BEGIN ".repeat(10_000), Vec::new()] {
        fs::write(&path, noise).expect("written");
        assert!(matches!(PublicKey::load(&path), Err(KeyFileError::NotPem)));
    }
}
