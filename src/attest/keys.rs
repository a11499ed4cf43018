//! Turns PEM files into public keys: Ed25519 and NIST P-256 as SubjectPublicKeyInfo (RFC 8410, RFC 5480). A key
//! that exists here is strong and has one form: small order, mixed order, non-canonical points and other
//! encodings of the same key are refused on the way in, so that one key has one id. Knows nothing of owners,
//! roles or validity; that is `trust`. Private halves and key files are in `write::secret`.

use ed25519_dalek::{Signature, VerifyingKey};
use p256::ecdsa::signature::Verifier as _;
use pkcs8::der::pem::LineEnding;
use pkcs8::{DecodePublicKey, Document, EncodePublicKey, spki};
use serde::{Deserialize, Serialize};

use crate::base::Digest;

/// SHA-256 of the DER form of a public key's SubjectPublicKeyInfo. Names a key, proves nothing.
pub type KeyId = Digest;

/// The first eight digits of a key id, as used in file names.
pub fn short(keyid: &KeyId) -> String {
    keyid.hex()[..8].to_owned()
}

/// The longest signature there is: P-256 in DER.
pub const MAX_SIGNATURE_BYTES: usize = 72;

/// Why a public key is refused.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("this is a private key where a public one belongs")]
    PrivateForPublic,
    #[error("not an Ed25519 or P-256 public key in SubjectPublicKeyInfo form: {0}")]
    Public(spki::Error),
    #[error(
        "a weak public key: its point has small or mixed order, or is not in canonical form; signatures under it prove nothing"
    )]
    Weak,
}

impl KeyError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            Self::PrivateForPublic => "`openssl pkey -in KEY.pem -pubout` prints the public half",
            Self::Public(_) => "only Ed25519 and P-256 keys are read; `candor keygen --output KEY.pem` makes one",
            Self::Weak => "do not use this key; ask its owner where it comes from",
        }
    }
}

/// What a key signs with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Algorithm {
    /// RFC 8032; signatures of 64 bytes.
    Ed25519,
    /// ECDSA over NIST P-256 with SHA-256; signatures in DER.
    P256,
}

/// A public key of full order in its one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(Point);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Point {
    Ed25519(VerifyingKey),
    P256(p256::ecdsa::VerifyingKey),
}

impl PublicKey {
    /// Accepts a strong key only; every other way to make an Ed25519 `PublicKey` goes through here.
    fn strong(key: VerifyingKey) -> Result<Self, KeyError> {
        let point = key.to_edwards();
        let canonical = point.compress().to_bytes() == key.to_bytes();
        let strong = canonical && !key.is_weak() && point.is_torsion_free();
        if strong { Ok(Self(Point::Ed25519(key))) } else { Err(KeyError::Weak) }
    }

    /// Reads the 32 bytes of RFC 8032.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyError> {
        Self::strong(VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::Weak)?)
    }

    pub(super) fn from_p256(key: p256::ecdsa::VerifyingKey) -> Self {
        // The curve has prime order: a point on it that is not the identity is of full order.
        Self(Point::P256(key))
    }

    /// Reads `-----BEGIN PUBLIC KEY-----`.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        if pem.contains("PRIVATE KEY-----") {
            return Err(KeyError::PrivateForPublic);
        }
        let (label, der) = Document::from_pem(pem).map_err(|error| KeyError::Public(error.into()))?;
        if label != "PUBLIC KEY" {
            return Err(KeyError::Public(spki::Error::KeyMalformed));
        }
        Self::from_der(der.as_bytes())
    }

    /// Reads a SubjectPublicKeyInfo. What is read is what would be written: no compressed point, no curve by parameters.
    pub fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        let key = match p256::ecdsa::VerifyingKey::from_public_key_der(der) {
            Ok(key) => Self::from_p256(key),
            Err(_) => Self::strong(VerifyingKey::from_public_key_der(der).map_err(KeyError::Public)?)?,
        };
        if key.to_der().as_bytes() == der { Ok(key) } else { Err(KeyError::Public(spki::Error::KeyMalformed)) }
    }

    /// The 32 bytes of RFC 8032, for formats that hold nothing else.
    pub fn ed25519(&self) -> Option<[u8; 32]> {
        match &self.0 {
            Point::Ed25519(key) => Some(key.to_bytes()),
            Point::P256(_) => None,
        }
    }

    pub fn algorithm(&self) -> Algorithm {
        match self.0 {
            Point::Ed25519(_) => Algorithm::Ed25519,
            Point::P256(_) => Algorithm::P256,
        }
    }

    fn to_der(&self) -> Document {
        let der = match &self.0 {
            Point::Ed25519(key) => key.to_public_key_der(),
            Point::P256(key) => p256::PublicKey::from(key).to_public_key_der(),
        };
        der.expect("invariant: a valid point has a SubjectPublicKeyInfo")
    }

    pub fn to_pem(&self) -> String {
        self.to_der().to_pem("PUBLIC KEY", LineEnding::LF).expect("invariant: DER of known length has a PEM form")
    }

    pub fn keyid(&self) -> KeyId {
        Digest::of(self.to_der().as_bytes())
    }

    /// Strict verification. Ed25519: canonical S and R, no small-order points. P-256: strict DER.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match &self.0 {
            Point::Ed25519(key) => {
                Signature::from_slice(signature).is_ok_and(|signature| key.verify_strict(message, &signature).is_ok())
            }
            Point::P256(key) => p256::ecdsa::Signature::from_der(signature)
                .is_ok_and(|read| read.to_der().as_bytes() == signature && key.verify(message, &read).is_ok()),
        }
    }
}
