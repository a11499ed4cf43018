//! Turns a pack and a trust file into a list of checks in words. Nothing is accepted unless every check
//! ran and held: a failed check ends the verification. The bytes whose signature was verified are the
//! bytes that are parsed. It does not compare the pack with a submission, and knows when a signature was made
//! only as far as a timestamp or a log says so.

use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use super::companion::{Companion, FindingResponse, Outcome};
use super::contents::{self, Contents, ContentsError};
use super::dsse::Envelope;
use super::keys::{PublicKey, short};
use super::layout;
use super::statement::{FileDescriptor, ReviewStatement, StatementError};
use super::timestamp::Token;
use super::trust::{Failing, Judgement, LogRequired, RoleName, Signer, Times, Trust};
use crate::base::{Digest, display, json};

/// The outcome. Empty of everything but the checks unless the pack is accepted.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// Whether all checks were made and all held.
    pub accepted: bool,
    /// In the order they were made; the last one failed if the pack is refused.
    pub checks: Vec<Check>,
    /// What the checks cannot tell.
    pub notes: Vec<String>,
    /// SHA-256 of the trust file that this rests on.
    pub trust: Digest,
    /// Whose signatures counted.
    pub signers: Vec<Signer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<ReviewStatement>,
    /// What the vendor says to findings, as signed; no finding goes away by it.
    pub responses: Vec<Answer>,
}

/// A vendor's response to one finding, and who signed it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    pub by: String,
    #[serde(flatten)]
    pub response: FindingResponse,
}

/// One rule, and whether it held.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Check {
    pub name: &'static str,
    pub ok: bool,
    pub detail: String,
}

/// Verifies the pack in the directory `pack`. An error means that the disk could not be read; whatever
/// is wrong with the pack itself is a refusal. `times` holds the reader's clock, and what a log proved.
pub fn verify(pack: &Path, trust: &Trust, times: Times) -> Result<Verification, ContentsError> {
    match contents::read(pack) {
        Ok(contents) => Ok(verify_contents(&contents, trust, times)),
        Err(ContentsError::Refused(why)) => Ok(Checks::new(trust, times).refuse("layout", why)),
        Err(error) => Err(error),
    }
}

/// As [`verify`], over bytes already read.
pub fn verify_contents(contents: &Contents, trust: &Trust, times: Times) -> Verification {
    let mut checks = Checks::new(trust, times);
    match checks.run(contents, trust) {
        Ok(statement) => checks.accept(statement),
        Err(Failed { name, why }) => checks.refuse(name, why),
    }
}

/// The first rule that did not hold.
struct Failed {
    name: &'static str,
    why: String,
}

struct Checks {
    outcome: Verification,
    times: Times,
}

impl Checks {
    fn new(trust: &Trust, times: Times) -> Self {
        let outcome = Verification {
            accepted: false,
            checks: Vec::new(),
            notes: Vec::new(),
            trust: *trust.digest(),
            signers: Vec::new(),
            statement: None,
            responses: Vec::new(),
        };
        Self { outcome, times }
    }

    fn refuse(mut self, name: &'static str, detail: String) -> Verification {
        self.outcome.checks.push(Check { name, ok: false, detail });
        self.outcome.signers.clear();
        self.outcome.responses.clear();
        self.outcome
    }

    fn accept(mut self, statement: ReviewStatement) -> Verification {
        self.outcome.accepted = self.outcome.checks.iter().all(|check| check.ok);
        self.outcome.statement = Some(statement);
        self.outcome
    }

    /// Notes the outcome of one rule and gives on what it found.
    fn hold<T>(&mut self, name: &'static str, result: Result<(T, String), String>) -> Result<T, Failed> {
        let (value, detail) = result.map_err(|why| Failed { name, why })?;
        self.outcome.checks.push(Check { name, ok: true, detail });
        Ok(value)
    }

    /// All rules, in order. Each function below is one.
    fn run(&mut self, contents: &Contents, trust: &Trust) -> Result<ReviewStatement, Failed> {
        self.hold("layout", check_layout(contents))?;
        let envelope = self.hold("envelope", check_envelope(contents))?;
        self.timestamps(&envelope, contents, trust)?;
        self.signatures(trust.judge(RoleName::Auditor, &envelope, &self.times))?;
        self.hold("sig-files", check_signature_files(contents, &envelope))?;
        let statement = self.hold("statement", check_statement(contents, &envelope))?;
        self.submission(contents, trust)?;
        self.hold("report", check_report(contents, &statement))?;
        self.hold("renderings", check_renderings(contents, &statement))?;
        self.hold("manifest", check_manifest(contents, &statement))?;
        self.companions(contents, trust)?;
        self.outcome.notes.extend(notes_on_copies(contents, trust));
        let when = if self.outcome.signers.iter().all(|signer| proven(&envelope, signer, &self.times)) { "" } else { WHEN };
        self.outcome.notes.push(format!("not checked here: that MANIFEST.sha256 lists the submission in your hands{when}"));
        Ok(statement)
    }

    /// What the tokens of the pack prove. One that proves nothing is no harm, but where the policy demands a time.
    fn timestamps(&mut self, envelope: &Envelope, contents: &Contents, trust: &Trust) -> Result<(), Failed> {
        let mut proven = 0;
        for signature in envelope.signatures() {
            let Some(bytes) = contents.get(&layout::timestamp_path(&signature.keyid)) else { continue };
            let token = Token::parse(bytes).map_err(|error| Failed { name: "time", why: error.to_string() })?;
            if !token.is_over(&signature.sig) {
                let why = format!("the timestamp of {} is not over that signature", short(&signature.keyid));
                return Err(Failed { name: "time", why });
            }
            match token.verify(trust.timestamp_authorities()) {
                Ok(seen) => self.times.prove(&signature.sig, seen),
                Err(error) => {
                    let who = short(&signature.keyid);
                    self.outcome.notes.push(format!("the timestamp of the signature by {who} does not count: {error}"));
                    continue;
                }
            }
            proven += 1;
        }
        if count_in(contents, layout::TIME) > 0 {
            let told = format!("{proven} with a timestamp that counts, of {} signatures", envelope.signatures().len());
            self.hold("time", Ok(((), told)))?;
        }
        Ok(())
    }

    fn signatures(&mut self, judgement: Judgement) -> Result<(), Failed> {
        let Judgement { failing, why, signers, notes } = judgement;
        self.outcome.notes.extend(notes);
        self.hold("signature", if failing.is_none() { Ok(((), why)) } else { Err(why) })?;
        self.outcome.signers = signers;
        Ok(())
    }

    /// Where the policy demands it, a log had the submission before it had a signature on its review.
    fn submission(&mut self, contents: &Contents, trust: &Trust) -> Result<(), Failed> {
        if trust.log_required() != Some(LogRequired::Submission) {
            return Ok(());
        }
        let logged = contents.get(layout::SUBMISSION[0]).is_some_and(|leaf| self.times.is_logged(leaf));
        let why = "it is not shown that a log had the submission before the signature".to_owned();
        self.hold("submission", if logged { Ok(((), "a log had it before the signature".to_owned())) } else { Err(why) })
    }

    /// Each line is an envelope with a statement about this very pack, signed by whoever may say such a thing.
    fn companions(&mut self, contents: &Contents, trust: &Trust) -> Result<(), Failed> {
        let Some((name, bytes)) = contents.iter().find(|(path, _)| layout::is_companions(path)) else {
            self.outcome.notes.push("VERIFY.md is not covered by any signature: the pack holds no run statement".to_owned());
            return Ok(());
        };
        let name = display::escape(name);
        let read = lines(bytes).and_then(|lines| self.each_companion(&lines, contents, trust));
        let result = read.map(|told| ((), format!("{name}: {told}"))).map_err(|why| format!("{name}: {why}"));
        self.hold("companions", result)
    }

    fn each_companion(&mut self, lines: &[&[u8]], contents: &Contents, trust: &Trust) -> Result<String, String> {
        let mut told = Vec::new();
        for (number, line) in (1..).zip(lines) {
            told.push(self.companion(line, contents, trust).map_err(|why| format!("line {number}: {why}"))?);
        }
        Ok(told.join("; "))
    }

    fn companion(&mut self, line: &[u8], contents: &Contents, trust: &Trust) -> Result<String, String> {
        let envelope = Envelope::parse(line).map_err(|error| error.to_string())?;
        let companion = check_companion(&envelope, contents)?;
        let role = if matches!(companion, Companion::Response(_)) { RoleName::Vendor } else { RoleName::Auditor };
        let judgement = trust.judge_companion(role, &envelope, &self.times);
        let by: Vec<_> = judgement.signers.iter().map(|s| format!("{} ({})", s.owner, s.organisation)).collect();
        let by = by.join(", ");
        match (judgement.failing, companion) {
            (Some(Failing::Forged), _) | (Some(Failing::Strangers), Companion::Run(_)) => Err(judgement.why),
            // A stranger may add a line to the file, and a key may be revoked; what such a line says is neither believed
            // nor shown, and takes nothing away.
            (Some(_), companion) => {
                let what = if matches!(companion, Companion::Run(_)) { "VERIFY.md is covered by" } else { "not shown:" };
                self.outcome.notes.push(format!("{what} a statement that does not count: {}", judgement.notes.join("; ")));
                Ok("a statement that does not count".to_owned())
            }
            (None, Companion::Run(_)) => Ok("when the review ran".to_owned()),
            (None, Companion::Rerun(rerun)) => match rerun.predicate.outcome {
                Outcome::Identical => Ok(format!("repeated by {by} with the same report")),
                Outcome::Different => {
                    self.outcome.notes.push(format!("repeated by {by} with ANOTHER report, sha256:{}", rerun.predicate.report));
                    Ok(format!("repeated by {by} with another report"))
                }
            },
            (None, Companion::Response(response)) => {
                let answers = response.predicate.responses.into_iter().map(|response| Answer { by: by.clone(), response });
                self.outcome.responses.extend(answers);
                Ok(format!("a response by {by}"))
            }
        }
    }
}

/// What a pack without a trusted time cannot tell.
const WHEN: &str = ", and when the signature was made";

fn proven(envelope: &Envelope, signer: &Signer, times: &Times) -> bool {
    envelope.signatures().iter().any(|signature| signature.keyid == signer.keyid && times.of(&signature.sig).is_some())
}

fn lines(bytes: &[u8]) -> Result<Vec<&[u8]>, String> {
    let lines = bytes.strip_suffix(b"\n").filter(|lines| !lines.is_empty()).ok_or("it has no last line end")?;
    Ok(lines.split(|byte| *byte == b'\n').collect())
}

pub(super) fn check_layout(contents: &Contents) -> Result<((), String), String> {
    if let Some(missing) = layout::REQUIRED.iter().find(|name| !contents.contains_key(**name)) {
        return Err(format!("{missing} is missing"));
    }
    match contents.keys().find(|path| layout::limit(path).is_none()) {
        Some(path) => Err(format!("{} does not belong in a pack", display::escape(path))),
        None => Ok(((), format!("{} files, all of them named by the layout", contents.len()))),
    }
}

pub(super) fn check_envelope(contents: &Contents) -> Result<(Envelope, String), String> {
    let envelope = Envelope::parse(file(contents, layout::ATTESTATION)?).map_err(|error| error.to_string())?;
    let detail = format!("DSSE in its one form, {} bytes of payload", envelope.payload().len());
    Ok((envelope, detail))
}

/// `sig/` mirrors the envelope for tools that read raw signatures: same keys, same bytes, nothing else.
pub(super) fn check_signature_files(contents: &Contents, envelope: &Envelope) -> Result<((), String), String> {
    let signatures = envelope.signatures();
    for signature in signatures {
        let path = layout::signature_path(&signature.keyid);
        if file(contents, &path)? != signature.sig {
            return Err(format!("{path} is not the signature in the envelope"));
        }
    }
    let (raw, keys) = (count_in(contents, layout::SIGNATURES), count_in(contents, layout::KEYS));
    if raw != signatures.len() {
        return Err(format!("{raw} files in sig/, {} signatures in the envelope", signatures.len()));
    }
    let named = signatures.iter().filter(|signature| contents.contains_key(&layout::key_path(&signature.keyid))).count();
    if keys != named {
        return Err("keys/ holds a key that did not sign".to_owned());
    }
    let signed = |short_id: &str| signatures.iter().any(|signature| short(&signature.keyid) == short_id);
    if let Some(path) = contents.keys().find(|path| layout::signer_of(path).is_some_and(|short_id| !signed(short_id))) {
        return Err(format!("{path} is about a key that did not sign"));
    }
    Ok(((), "sig/ holds the envelope's signatures and nothing else".to_owned()))
}

pub(super) fn check_statement(contents: &Contents, envelope: &Envelope) -> Result<(ReviewStatement, String), String> {
    if file(contents, layout::STATEMENT)? != envelope.payload() {
        return Err("statement.json is not the signed payload".to_owned());
    }
    let statement = ReviewStatement::parse(envelope.payload()).map_err(words)?;
    Ok((statement, "statement.json is the signed payload: a review in canonical form".to_owned()))
}

pub(super) fn check_report(contents: &Contents, statement: &ReviewStatement) -> Result<((), String), String> {
    let bytes = file(contents, layout::REPORT)?;
    check_digest(bytes, &statement.predicate.report)?;
    // The id is that of the signed digest: `ReviewStatement::parse` saw to it.
    let id = &statement.predicate.report_id;
    json::from_canonical::<Value>(bytes).map_err(|error| format!("report.json is {error}"))?;
    Ok(((), format!("report.json is {id}, in canonical form")))
}

pub(super) fn check_renderings(contents: &Contents, statement: &ReviewStatement) -> Result<((), String), String> {
    for rendering in &statement.predicate.renderings {
        check_digest(file(contents, &rendering.name)?, rendering)?;
    }
    Ok(((), "report.html and report.sarif.json have the signed digests".to_owned()))
}

pub(super) fn check_manifest(contents: &Contents, statement: &ReviewStatement) -> Result<((), String), String> {
    let digest = Digest::of(file(contents, layout::MANIFEST)?);
    if statement.manifest() == Some(&digest) {
        Ok(((), "MANIFEST.sha256 is the signed subject".to_owned()))
    } else {
        Err("MANIFEST.sha256 does not have the signed digest".to_owned())
    }
}

/// A statement whose subjects are files of this pack.
pub(super) fn check_companion(envelope: &Envelope, contents: &Contents) -> Result<Companion, String> {
    let companion = Companion::parse(envelope.payload()).map_err(words)?;
    for subject in companion.subject() {
        if Digest::of(file(contents, &subject.name)?) != subject.digest.sha256 {
            return Err(format!("{} does not have the signed digest", subject.name));
        }
    }
    if let Companion::Response(response) = &companion {
        response.check_findings(file(contents, layout::REPORT)?).map_err(words)?;
    }
    Ok(companion)
}

/// The copies in `keys/` and `ssh/` decide nothing, but a reader who takes one by mistake should be warned.
fn notes_on_copies(contents: &Contents, trust: &Trust) -> Vec<String> {
    let differs = |path: &str, key: &PublicKey| contents.get(path).is_some_and(|copy| copy != key.to_pem().as_bytes());
    let wrong = trust.keys().filter(|(entry, key)| differs(&layout::key_path(&entry.keyid), key));
    let mut notes: Vec<_> = wrong
        .map(|(entry, _)| format!("the copy of key {} in keys/ is not that key; nothing relies on it", short(&entry.keyid)))
        .collect();
    if count_in(contents, layout::SSH) > 0 {
        notes.push("ssh/ was not checked: it is for ssh-keygen, with an allowed_signers file of your own".to_owned());
    }
    notes
}

fn check_digest(bytes: &[u8], descriptor: &FileDescriptor) -> Result<(), String> {
    if Digest::of(bytes) == descriptor.digest.sha256 {
        Ok(())
    } else {
        Err(format!("{} does not have the signed digest", descriptor.name))
    }
}

fn file<'c>(contents: &'c Contents, path: &str) -> Result<&'c [u8], String> {
    contents.get(path).map(Vec::as_slice).ok_or_else(|| format!("{path} is missing"))
}

fn count_in(contents: &Contents, directory: &str) -> usize {
    contents.keys().filter(|path| path.split_once('/').is_some_and(|(first, _)| first == directory)).count()
}

fn words(error: StatementError) -> String {
    error.to_string()
}
