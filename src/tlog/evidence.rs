//! The leaves and proofs that a pack holds for its signatures and its submission → which of them a log of the trust file
//! had, and by when, for the verification of the pack. A proof that proves nothing is told, and is as good as none: the
//! pack is refused where the policy demands a log or a time.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use super::entry;
use super::note::VerifierKey;
use super::policy::{Logged, Policy};
use super::proof::ProofError;
use crate::attest::contents::{self, Contents, ContentsError};
use crate::attest::dsse::Envelope;
use crate::attest::keys::short;
use crate::attest::statement::ReviewStatement;
use crate::attest::trust::{Proven, TrustedLog};
use crate::attest::{Times, Trust, Verification, layout};

/// As [`crate::attest::verify()`], with what the logs of the trust file show.
pub fn verify(pack: &Path, trust: &Trust, times: Times) -> Result<Verification, ContentsError> {
    match contents::read(pack) {
        Ok(contents) => Ok(verify_contents(&contents, trust, times)),
        Err(_) => crate::attest::verify(pack, trust, times),
    }
}

/// As [`verify`], over bytes already read.
pub fn verify_contents(contents: &Contents, trust: &Trust, mut times: Times) -> Verification {
    let notes = prove(contents, trust, &mut times);
    let mut outcome = crate::attest::verify::verify_contents(contents, trust, times);
    outcome.notes.extend(notes);
    outcome
}

/// Adds to `times` what the pack's proofs show; gives what there is to say of them.
fn prove(contents: &Contents, trust: &Trust, times: &mut Times) -> Vec<String> {
    let mut notes = Vec::new();
    // An envelope or a statement that does not parse is refused by the verification itself.
    let Some(envelope) = contents.get(layout::ATTESTATION).and_then(|bytes| Envelope::parse(bytes).ok()) else { return notes };
    let mut signed = BTreeMap::new();
    for signature in envelope.signatures() {
        let what = format!("the signature by {}", short(&signature.keyid));
        let (leaf, proof) = layout::log_paths(&signature.keyid);
        let entry = entry::of_signature(&envelope, signature);
        let Some(Logged { index, head }) = logged(contents, [&leaf, &proof], &entry, trust, &what, &mut notes) else { continue };
        times.log(&signature.sig);
        let origin = head.checkpoint.origin;
        if let Some(time) = head.time.and_then(utc) {
            times.prove(&signature.sig, Proven { time, by: format!("witnesses of the log {origin}") });
        }
        signed.entry(origin).and_modify(|first: &mut u64| *first = index.min(*first)).or_insert(index);
    }
    let Ok(statement) = ReviewStatement::parse(envelope.payload()) else { return notes };
    let mut digests = statement.subject.iter().map(|subject| &subject.digest.sha256);
    let Some(manifest) = digests.next() else { return notes };
    let entry = entry::of_submission(manifest, digests.next());
    if let Some(Logged { index, head }) = logged(contents, layout::SUBMISSION, &entry, trust, "the submission", &mut notes) {
        // Leaves have the order in which the log took them in.
        if signed.get(&head.checkpoint.origin).is_some_and(|first| index < *first) {
            times.log(&entry);
        } else {
            notes.push("it is not shown that a log had the submission before the signature".to_owned());
        }
    }
    notes
}

/// Where the proof at `paths` shows `entry` to be in a log; `None`, and a note if there is a proof that shows nothing.
fn logged(
    contents: &Contents,
    paths: [&str; 2],
    entry: &[u8],
    trust: &Trust,
    what: &str,
    notes: &mut Vec<String>,
) -> Option<Logged> {
    let outcome = match paths.map(|path| contents.get(path)) {
        [None, None] => return None,
        [Some(leaf), Some(proof)] if leaf == entry => in_a_log(entry, proof, trust),
        [Some(_), Some(_)] => Err("the leaf is of something else".to_owned()),
        _ => Err("the leaf or the proof is missing".to_owned()),
    };
    match &outcome {
        Ok(Logged { index, head }) => {
            let seen: Vec<_> = head.seen.iter().map(|seen| seen.witness.as_str()).collect();
            let by = if seen.is_empty() { "nobody".to_owned() } else { seen.join(", ") };
            let place = format!("leaf {index} of {} in the log {}", head.checkpoint.size, head.checkpoint.origin);
            notes.push(format!("{what} is {place}, witnessed by {by}"));
        }
        Err(why) => notes.push(format!("the log proof of {what} does not count: {why}")),
    }
    outcome.ok()
}

fn in_a_log(entry: &[u8], proof: &[u8], trust: &Trust) -> Result<Logged, String> {
    let mut why = "the trust file names no log".to_owned();
    for log in trust.logs() {
        match policy(log).and_then(|policy| policy.verify_inclusion(entry, proof)) {
            Ok(logged) => return Ok(logged),
            Err(error) => why = error.to_string(),
        }
    }
    Err(why)
}

/// The policy that a trust file states for a log.
pub fn policy(log: &TrustedLog) -> Result<Policy, ProofError> {
    let witnesses = log.witnesses.iter().map(|key| VerifierKey::parse(key)).collect::<Result<_, _>>()?;
    let threshold = usize::try_from(log.threshold).map_err(|_| ProofError::Policy("its threshold is too large"))?;
    Policy::new(VerifierKey::parse(&log.key)?, witnesses, threshold)
}

fn utc(seconds: u64) -> Option<String> {
    der::DateTime::from_unix_duration(Duration::from_secs(seconds)).ok().map(|time| time.to_string())
}
