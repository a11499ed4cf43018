//! A small pack, its auditor and the auditor's trust, for the other tests of this folder.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use candor::attest::PrivateKey;
use candor::attest::contents::Contents;
use candor::attest::edit::Auditor;
use candor::attest::layout;
use candor::attest::pack::{self, PackInput};
use candor::attest::statement::{
    Coverage, GitId, Isolation, IsolationLevel, ObjectFormat, Policy, Refused, ReviewResult, Reviewer, Ruleset, Run, Source,
    SourceDescriptor, SourceKind, Tool, Verdict,
};
use candor::attest::trust::{Times, Trust};
use candor::attest::verify::{Verification, verify_contents};
use candor::base::Digest;
use serde_json::{Value, json};

/// The submission that the sample's manifest lists.
pub(super) const SUBMISSION: [(&str, &str); 2] =
    [("agent.py", "import os\n"), ("lib/send file.c", "int main(void) { return 0; }\n")];

/// A key that is the same at every run: nothing here depends on chance.
pub(super) fn key(number: u8) -> PrivateKey {
    PrivateKey::from_secret(&[number; 32])
}

pub(super) fn auditor(number: u8, owner: &str, organisation: &str) -> Auditor {
    Auditor { key: key(number).public(), owner: owner.to_owned(), organisation: organisation.to_owned() }
}

/// Trust in key 1 alone.
pub(super) fn trust() -> Trust {
    Trust::init(&[auditor(1, "Ada", "Audit House")]).expect("a sound trust file")
}

pub(super) fn input() -> PackInput {
    let manifest: String = SUBMISSION.iter().map(|(name, text)| format!("{}  {name}\n", Digest::of(text.as_bytes()))).collect();
    PackInput {
        report_json: br#"{"findings":[],"schema":"sample"}"#.to_vec(),
        html: b"<!doctype html><title>sample</title>\n".to_vec(),
        sarif: b"{\"version\":\"2.1.0\"}\n".to_vec(),
        manifest: manifest.into_bytes(),
        received: Some(("agent-1.0.tar.gz".to_owned(), Digest::of(b"agent"))),
        source: Source {
            kind: SourceKind::Archive,
            object_format: Some(ObjectFormat::Sha256),
            descriptors: vec![SourceDescriptor::GitTree(GitId::new(&Digest::of(b"tree").hex()).expect("64 digits"))],
            submodules: Vec::new(),
            refused: vec![Refused { path: "dev/null".to_owned(), reason: "a device".to_owned() }],
        },
        reviewer: Reviewer {
            tool: Tool {
                name: "candor".to_owned(),
                version: "0.1.0".to_owned(),
                digest: Digest::of(b"program").into(),
                target: "x86_64-unknown-linux-gnu".to_owned(),
            },
            ruleset: Ruleset { version: "1".to_owned(), digest: Digest::of(b"rules").into() },
            parameters: BTreeMap::from([("excerpts".to_owned(), "yes".to_owned())]),
            limits: BTreeMap::from([("file-bytes".to_owned(), 1 << 28)]),
        },
        result: ReviewResult {
            verdict: Verdict::Incomplete,
            counts: BTreeMap::from([("traced".to_owned(), 0)]),
            coverage: Coverage { files: 3, analysed: 2, refused: 1 },
            policy: Some(Policy { digest: Digest::of(b"policy").into() }),
        },
        run: Some(Run {
            started: "2026-01-31T12:00:00Z".to_owned(),
            finished: "2026-01-31T12:00:09Z".to_owned(),
            jobs: 2,
            isolation: Some(Isolation { level: IsolationLevel::Partial, missing: vec!["files".to_owned()] }),
            measures: BTreeMap::from([("cpu_ms".to_owned(), 8200)]),
        }),
    }
}

/// The sample pack, signed with these keys.
pub(super) fn signed_by(numbers: &[u8]) -> Contents {
    let keys: Vec<_> = numbers.iter().map(|number| key(*number)).collect();
    pack::build("sample.candor", input(), &keys.iter().collect::<Vec<_>>()).expect("a pack")
}

/// Refused, and by the rule of this name.
#[track_caller]
pub(super) fn refused_by(rule: &str, outcome: &Verification) {
    assert!(!outcome.accepted, "accepted: {:?}", outcome.checks);
    assert!(outcome.statement.is_none() && outcome.signers.is_empty(), "a refused pack says nothing");
    let last = outcome.checks.last().expect("a check failed");
    assert_eq!((last.name, last.ok), (rule, false), "{}", last.detail);
}

/// The pack with another payload, signed by key 1 all over again: what a careless auditor could sign.
pub(super) fn resigned(payload: &[u8], payload_type: &str) -> Contents {
    let mut contents = signed_by(&[1]);
    let pae = candor::attest::dsse::pae(payload_type, payload);
    let signature = key(1).sign(&pae);
    let keyid = key(1).public().keyid();
    let envelope = json!({
        "payload": STANDARD.encode(payload),
        "payloadType": payload_type,
        "signatures": [{"keyid": keyid.hex(), "sig": STANDARD.encode(&signature)}],
    });
    contents.insert(layout::ATTESTATION.to_owned(), envelope.to_string().into_bytes());
    contents.insert(layout::STATEMENT.to_owned(), payload.to_vec());
    contents.insert(layout::signature_path(&keyid), signature);
    contents.retain(|path, _| !layout::is_companions(path));
    contents
}

/// The sample's statement, as a value to be bent.
pub(super) fn statement() -> Value {
    serde_json::from_slice(&signed_by(&[1])[layout::STATEMENT]).expect("JSON")
}

pub(super) fn verified(contents: &Contents) -> Verification {
    verified_under(contents, &trust())
}

/// What the reader's clock shows, unless a test is about time.
pub(super) const NOW: &str = "2026-06-01T00:00:00Z";

pub(super) fn verified_under(contents: &Contents, trust: &Trust) -> Verification {
    verify_contents(contents, trust, Times::at(NOW))
}
