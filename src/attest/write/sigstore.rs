//! One signature of a pack as a Sigstore bundle v0.3 (`dev.sigstore.bundle.v1`), the key named and not enclosed, for
//! verifiers that read nothing else. Whoever verifies it brings the key, and asks for no transparency log of Sigstore.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::attest::contents::Contents;
use crate::attest::dsse::{Envelope, PAYLOAD_TYPE};
use crate::attest::keys::KeyId;
use crate::attest::layout;
use crate::base::json::{JsonError, to_canonical};

const MEDIA_TYPE: &str = "application/vnd.dev.sigstore.bundle.v0.3+json";

/// The bundle of the signature by `keyid`, with its timestamp if the pack has one; `None`: that key did not sign.
pub fn bundle(contents: &Contents, envelope: &Envelope, keyid: &KeyId) -> Result<Option<Vec<u8>>, JsonError> {
    let Some(signature) = envelope.signatures().iter().find(|signature| signature.keyid == *keyid) else { return Ok(None) };
    let tokens: Vec<_> = contents
        .get(&layout::timestamp_path(keyid))
        .map(|token| json!({"signedTimestamp": STANDARD.encode(token)}))
        .into_iter()
        .collect();
    let bundle = json!({
        "mediaType": MEDIA_TYPE,
        "verificationMaterial": {
            "publicKey": {"hint": keyid.hex()},
            "tlogEntries": [],
            "timestampVerificationData": {"rfc3161Timestamps": tokens},
        },
        // A bundle of this version has one signature; its key is named above.
        "dsseEnvelope": {
            "payload": STANDARD.encode(envelope.payload()),
            "payloadType": PAYLOAD_TYPE,
            "signatures": [{"keyid": keyid.hex(), "sig": STANDARD.encode(&signature.sig)}],
        },
    });
    to_canonical(&bundle).map(Some)
}
