//! What is added to a finished pack: signatures of others, made elsewhere, by other kinds of keys; and what does
//! not belong to it is refused.

use candor::attest::amend::{AmendError, Amendment};
use candor::attest::companion::{FindingResponse, Outcome, Position, Rerun, RerunStatement, ResponseStatement, Stage, Status};
use candor::attest::contents::Contents;
use candor::attest::dsse::Envelope;
use candor::attest::edit::{Addition, Auditor};
use candor::attest::keys::Algorithm;
use candor::attest::statement::{Ruleset, Tool};
use candor::attest::trust::{Distinct, RoleName, Trust};
use candor::attest::{PrivateKey, layout};
use candor::base::Digest;

use super::sample::{auditor, input, key, refused_by, signed_by, trust, verified, verified_under};

const REPORT: &[u8] = br#"{"findings":[{"fingerprint":"ab12","id":"F001"}],"metadata":[],"schema":"sample"}"#;

/// A pack with one finding.
fn pack() -> Contents {
    let mut input = input();
    input.report_json = REPORT.to_vec();
    candor::attest::pack::build("sample.candor", input, &[&key(1)]).expect("a pack")
}

fn two_houses() -> Trust {
    let trust = Trust::init(&[auditor(1, "Ada", "Audit House"), auditor(2, "Bo", "Second House")]).expect("a trust file");
    trust.demand(RoleName::Auditor, Some(2), Some(Distinct::Organisation)).expect("two houses")
}

fn with_vendor() -> Trust {
    let member = auditor(5, "Vic", "Acme");
    trust().add(&Addition { role: RoleName::Vendor, member, valid_from: None, valid_until: None }).expect("a vendor")
}

#[test]
fn a_second_auditor_signs_the_same_statement() {
    let first = signed_by(&[1]);
    refused_by("signature", &verified_under(&first, &two_houses()));
    let mut pack = Amendment::of(first.clone()).expect("a pack");
    let signature = key(2).sign(&pack.envelope.pae());
    pack.add_signature(&key(2).public(), signature.clone()).expect("a signature");
    assert!(verified_under(pack.contents(), &two_houses()).accepted);
    // What was there is there still, byte for byte; only the envelope grew.
    let changed: Vec<_> = first.iter().filter(|(path, bytes)| pack.contents().get(*path) != Some(*bytes)).collect();
    assert_eq!(changed.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), [layout::ATTESTATION]);
    // The order in which they signed leaves no trace.
    let mut other = Amendment::of(signed_by(&[2])).expect("a pack");
    let signature_1 = key(1).sign(&other.envelope.pae());
    other.add_signature(&key(1).public(), signature_1).expect("a signature");
    assert_eq!(other.contents()[layout::ATTESTATION], pack.contents()[layout::ATTESTATION]);
    assert!(matches!(pack.add_signature(&key(2).public(), signature), Err(AmendError::Signed(_))));
}

#[test]
fn a_signature_that_is_none_is_not_added() {
    let mut pack = Amendment::of(signed_by(&[1])).expect("a pack");
    let over_payload = key(2).sign(pack.envelope.payload());
    for wrong in [over_payload, key(3).sign(&pack.envelope.pae()), Vec::new(), vec![0; 64]] {
        assert!(matches!(pack.add_signature(&key(2).public(), wrong), Err(AmendError::Signature(_))));
    }
    assert_eq!(*pack.contents(), signed_by(&[1]));
    let mut damaged = signed_by(&[1]);
    damaged.insert(layout::HTML.to_owned(), b"<p>all is well</p>".to_vec());
    assert!(matches!(Amendment::of(damaged), Err(AmendError::Pack(_))));
}

#[test]
fn p256_signs_and_every_changed_byte_of_its_signature_is_refused() {
    let secret = PrivateKey::generate_for(Algorithm::P256).expect("random numbers");
    let auditor = Auditor { key: secret.public(), owner: "Cy".to_owned(), organisation: "House".to_owned() };
    let trust = Trust::init(&[auditor]).expect("a trust file");
    let sound = candor::attest::pack::build("sample.candor", input(), &[&secret]).expect("a pack");
    assert!(verified_under(&sound, &trust).accepted);
    let path = layout::signature_path(&secret.public().keyid());
    let envelope = Envelope::parse(&sound[layout::ATTESTATION]).expect("an envelope");
    for at in 0..sound[&path].len() {
        let mut signature = envelope.signatures()[0].clone();
        signature.sig[at] ^= 1;
        let bent = Envelope::sign(envelope.payload().to_vec(), &[&key(9)]).and_then(|other| other.with(signature.clone()));
        let mut contents = sound.clone();
        contents.insert(layout::ATTESTATION.to_owned(), bent.expect("an envelope").to_bytes());
        contents.insert(path.clone(), signature.sig);
        refused_by("signature", &verified_under(&contents, &trust));
    }
}

fn respond(status: Status, by: u8) -> Vec<u8> {
    let response = FindingResponse {
        finding: "F001".to_owned(),
        fingerprint: "ab12".to_owned(),
        position: Position::Disputed,
        status,
        justification: None,
        impact_statement: Some("the upload is off unless the user turns it on".to_owned()),
        action_statement: None,
    };
    let statement = ResponseStatement::new(Digest::of(REPORT), vec![response]).expect("a response");
    Envelope::sign(statement.to_bytes().expect("JSON"), &[&key(by)]).expect("an envelope").to_bytes()
}

/// The words stand beside the finding; the report, the counts and the verdict stay what they are.
#[test]
fn a_vendors_response_is_shown_and_takes_nothing_away() {
    let mut amended = Amendment::of(pack()).expect("a pack");
    amended.add_statement("sample.candor", &respond(Status::NotAffected, 5)).expect("a response");
    let (before, after) = (verified_under(&pack(), &with_vendor()), verified_under(amended.contents(), &with_vendor()));
    assert!(after.accepted, "{:?}", after.checks);
    assert_eq!((after.responses.len(), after.responses[0].by.as_str()), (1, "Vic (Acme)"));
    assert_eq!(before.statement, after.statement);
    assert_eq!(amended.contents()[layout::REPORT], REPORT);

    // Whom the reader does not know as a vendor is not shown, and cannot spoil the pack either.
    let unknown = verified(amended.contents());
    assert!(unknown.accepted && unknown.responses.is_empty(), "{:?}", unknown.checks);
    assert!(unknown.notes.iter().any(|note| note.contains("not shown")), "{:?}", unknown.notes);
    // An auditor is no vendor.
    let mut by_auditor = Amendment::of(pack()).expect("a pack");
    by_auditor.add_statement("sample.candor", &respond(Status::NotAffected, 1)).expect("a response");
    assert!(verified_under(by_auditor.contents(), &with_vendor()).responses.is_empty());
}

#[test]
fn every_changed_byte_of_a_response_is_refused() {
    let mut amended = Amendment::of(pack()).expect("a pack");
    amended.add_statement("sample.candor", &respond(Status::NotAffected, 5)).expect("a response");
    let path = candor::attest::pack::companions_path("sample.candor");
    let sound = amended.contents()[&path].clone();
    let start = sound.iter().position(|byte| *byte == b'\n').expect("the run statement") + 1;
    let trust = with_vendor();
    for at in start..sound.len() {
        let mut contents = amended.contents().clone();
        let mut bent = sound.clone();
        bent[at] ^= 1;
        contents.insert(path.clone(), bent);
        let outcome = verified_under(&contents, &trust);
        // A byte of the key id makes the signer a stranger: then nothing is shown.
        assert!(!outcome.accepted || outcome.responses.is_empty(), "byte {at} of the response does not count");
    }
}

#[test]
fn a_response_that_does_not_fit_is_refused() {
    let mut pack = Amendment::of(signed_by(&[1])).expect("a pack");
    assert!(matches!(pack.add_statement("s.candor", &respond(Status::NotAffected, 5)), Err(AmendError::Statement(_))));
    let response = |change: &dyn Fn(&mut FindingResponse)| {
        let mut response = FindingResponse {
            finding: "F001".to_owned(),
            fingerprint: "ab12".to_owned(),
            position: Position::Accepted,
            status: Status::UnderInvestigation,
            justification: None,
            impact_statement: None,
            action_statement: None,
        };
        change(&mut response);
        ResponseStatement::new(Digest::of(REPORT), vec![response]).and_then(|statement| statement.check_findings(REPORT))
    };
    assert!(response(&|_| ()).is_ok());
    assert!(response(&|r| r.finding = "F002".to_owned()).is_err(), "no such finding");
    assert!(response(&|r| r.fingerprint = "ab13".to_owned()).is_err(), "another finding of that number");
    assert!(response(&|r| r.status = Status::NotAffected).is_err(), "without a reason");
    assert!(response(&|r| r.status = Status::Affected).is_err(), "without an action");
    assert!(response(&|r| r.impact_statement = Some("\u{1b}[2J".to_owned())).is_err(), "text that acts");
    let twice = pack_line_twice();
    assert!(twice.is_err(), "a finding answered twice in one statement");
}

fn pack_line_twice() -> Result<ResponseStatement, candor::attest::statement::StatementError> {
    let one = FindingResponse {
        finding: "F001".to_owned(),
        fingerprint: "ab12".to_owned(),
        position: Position::Accepted,
        status: Status::Fixed,
        justification: None,
        impact_statement: None,
        action_statement: None,
    };
    ResponseStatement::new(Digest::of(REPORT), vec![one.clone(), one])
}

/// A rerun says what came of it, and cannot say two things.
#[test]
fn a_rerun_agrees_with_itself() {
    let rerun = |outcome, report: &[u8], stages: &[Stage]| {
        let tool = Tool {
            name: "candor".to_owned(),
            version: "1".to_owned(),
            digest: Digest::of(b"program").into(),
            target: "t".to_owned(),
        };
        let ruleset = Ruleset { version: "1".to_owned(), digest: Digest::of(b"rules").into() };
        let rerun = Rerun { outcome, report: Digest::of(report), tool, ruleset, stages: stages.to_vec() };
        RerunStatement::new(Digest::of(REPORT), rerun)
    };
    let sound = rerun(Outcome::Identical, REPORT, &[]).expect("a rerun");
    assert!(rerun(Outcome::Different, b"{}", &[Stage::Rules, Stage::Findings]).is_ok());
    assert!(rerun(Outcome::Identical, b"{}", &[]).is_err());
    assert!(rerun(Outcome::Different, REPORT, &[Stage::Rules]).is_err());
    assert!(rerun(Outcome::Identical, REPORT, &[Stage::Rules]).is_err());
    assert!(rerun(Outcome::Different, b"{}", &[]).is_err());
    assert!(rerun(Outcome::Different, b"{}", &[Stage::Findings, Stage::Rules]).is_err());

    let line = Envelope::sign(sound.to_bytes().expect("JSON"), &[&key(1)]).expect("an envelope").to_bytes();
    let mut amended = Amendment::of(pack()).expect("a pack");
    amended.add_statement("sample.candor", &line).expect("a rerun");
    assert!(matches!(amended.add_statement("sample.candor", &line), Err(AmendError::Present)));
    let outcome = verified(amended.contents());
    let companions = outcome.checks.iter().find(|check| check.name == "companions").expect("checked");
    assert!(companions.detail.contains("repeated by Ada (Audit House) with the same report"), "{}", companions.detail);
}
