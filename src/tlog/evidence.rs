//! The leaves and proofs that a pack holds for its signatures → by when a log of the trust file had them, for the
//! verification of the pack. A proof that proves nothing is told and is no harm, but where the policy demands a time.

use std::path::Path;
use std::time::Duration;

use super::entry;
use super::note::VerifierKey;
use super::policy::{Logged, Policy};
use super::proof::ProofError;
use crate::attest::contents::{self, Contents, ContentsError};
use crate::attest::dsse::{Envelope, EnvelopeSignature};
use crate::attest::keys::short;
use crate::attest::trust::{Proven, TrustedLog};
use crate::attest::verify::verify_contents;
use crate::attest::{Times, Trust, Verification, layout};

/// As [`crate::attest::verify()`], with what the logs of the trust file show.
pub fn verify(pack: &Path, trust: &Trust, mut times: Times) -> Result<Verification, ContentsError> {
    let Ok(contents) = contents::read(pack) else { return crate::attest::verify(pack, trust, times) };
    let notes = prove(&contents, trust, &mut times);
    let mut outcome = verify_contents(&contents, trust, times);
    outcome.notes.extend(notes);
    Ok(outcome)
}

/// Adds to `times` what the pack's proofs show; gives what there is to say of them.
pub fn prove(contents: &Contents, trust: &Trust, times: &mut Times) -> Vec<String> {
    // An envelope that does not parse is refused by the verification itself.
    let Some(envelope) = contents.get(layout::ATTESTATION).and_then(|bytes| Envelope::parse(bytes).ok()) else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    for signature in envelope.signatures() {
        let who = short(&signature.keyid);
        match of_signature(contents, &envelope, signature, trust) {
            None => {}
            Some(Ok((log, logged))) => {
                let place = format!("leaf {} of {} in the log {log}", logged.index, logged.head.checkpoint.size);
                let seen: Vec<_> = logged.head.seen.iter().map(|seen| seen.witness.as_str()).collect();
                notes.push(format!("the signature by {who} is {place}, witnessed by {}", list(&seen)));
                if let Some(time) = logged.head.time.and_then(utc) {
                    times.prove(&signature.sig, Proven { time, by: format!("witnesses of the log {log}") });
                }
            }
            Some(Err(why)) => notes.push(format!("the log proof of the signature by {who} does not count: {why}")),
        }
    }
    notes
}

/// `None`: the pack holds no proof for this signature.
fn of_signature(
    contents: &Contents,
    envelope: &Envelope,
    signature: &EnvelopeSignature,
    trust: &Trust,
) -> Option<Result<(String, Logged), String>> {
    let (leaf, proof) = layout::log_paths(&signature.keyid);
    let (leaf, proof) = match (contents.get(&leaf), contents.get(&proof)) {
        (None, None) => return None,
        (Some(leaf), Some(proof)) => (leaf, proof),
        _ => return Some(Err("the leaf or the proof is missing".to_owned())),
    };
    if *leaf != entry::of_signature(envelope, signature) {
        return Some(Err("the leaf is not that of this signature".to_owned()));
    }
    let mut why = "the trust file names no log".to_owned();
    for log in trust.logs() {
        match policy(log).and_then(|policy| policy.verify_inclusion(leaf, proof)) {
            Ok(logged) => return Some(Ok((logged.head.checkpoint.origin.clone(), logged))),
            Err(error) => why = error.to_string(),
        }
    }
    Some(Err(why))
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

fn list(names: &[&str]) -> String {
    if names.is_empty() { "nobody".to_owned() } else { names.join(", ") }
}
