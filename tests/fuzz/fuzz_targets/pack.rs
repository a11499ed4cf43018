//! What verification reads: envelopes, statements, trust files and reports. What is accepted is written as the
//! same bytes again.
#![no_main]

use candor::attest::dsse::Envelope;
use candor::attest::statement::RunStatement;
use candor::attest::{ReviewStatement, Trust};
use candor::report::Report;
use candor::report::{html, sarif};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(envelope) = Envelope::parse(bytes) {
        let again = Envelope::parse(&envelope.to_bytes()).expect("our own form");
        assert_eq!((again.payload(), again.signatures().len()), (envelope.payload(), envelope.signatures().len()));
    }
    if let Ok(statement) = ReviewStatement::parse(bytes) {
        assert_eq!(statement.to_bytes().expect("accepted"), bytes);
    }
    if let Ok(statement) = RunStatement::parse(bytes) {
        assert_eq!(statement.to_bytes().expect("accepted"), bytes);
    }
    let _ = Trust::parse(bytes);
    if let Ok(report) = Report::from_json(bytes) {
        assert_eq!(report.to_json().expect("accepted"), bytes);
        let id = candor::base::Digest::of(bytes);
        html::render(&report, &id);
        sarif::render(&report, &id);
    }
});
