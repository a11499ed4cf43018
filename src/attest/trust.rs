//! Turns `candor-trust.json`, the auditor's own file, into a decision on the signatures of an envelope.
//! Keys come from this file alone: a key id in an envelope only says which of them to try. Thresholds
//! count public keys, and owners or organisations where the file says so, never signatures. Knows no
//! time and no log but what [`Times`] brings: the reader's clock, and what timestamps and logs vouch for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::dsse::{Envelope, EnvelopeSignature};
use super::keys::{Algorithm, KeyError, KeyId, PublicKey, short};
use super::statement::is_utc;
use super::timestamp::is_certificate;
use crate::base::{Digest, display};

const MAX_TRUST_BYTES: u64 = 1 << 20;
pub(super) const VERSION: u64 = 1;

/// Why a trust file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    #[error("cannot be read: {0}")]
    Read(#[source] io::Error),
    #[error("not a trust file: larger than 1 MiB")]
    TooLarge,
    #[error("not a trust file: {0}")]
    Json(serde_json::Error),
    #[error("{0}")]
    Inconsistent(String),
    #[error("key {}: {error}", short(keyid))]
    Key { keyid: KeyId, error: KeyError },
}

impl TrustError {
    /// What to do next.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Key { error, .. } => Some(error.help()),
            Self::Read(_) | Self::TooLarge | Self::Json(_) => {
                Some("`candor trust init --auditor PUBKEY.pem --output FILE` makes a trust file")
            }
            Self::Inconsistent(_) => Some("correct the file; it is the auditor's own and is meant to be edited"),
        }
    }
}

/// A trust file that was read and holds together.
#[derive(Clone, Debug)]
pub struct Trust {
    file: TrustFile,
    keys: Vec<PublicKey>,
    digest: Digest,
}

/// The wire form. Lists instead of maps, so that every repeated name is seen and refused.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(rename_all = "camelCase")]
pub(super) struct TrustFile {
    pub version: u64,
    pub keys: Vec<TrustedKey>,
    pub roles: Roles,
    /// Whose RFC 3161 tokens count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timestamp_authorities: Vec<TimestampAuthority>,
    /// In which transparency logs a signature may be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub logs: Vec<TrustedLog>,
    /// What one of them must have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_required: Option<LogRequired>,
    /// Whether a signature counts only with a trusted time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_required: Option<bool>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Roles {
    pub auditor: Role,
    /// Whose responses are shown beside findings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<Role>,
}

/// In what capacity a key speaks. No key has two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RoleName {
    Auditor,
    Vendor,
}

/// A root certificate (X.509, PEM) under which timestamps are believed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TimestampAuthority {
    pub name: String,
    pub certificate_pem: String,
}

/// A key, whose it is, and what became of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TrustedKey {
    pub keyid: KeyId,
    pub alg: Algorithm,
    pub public_key_pem: String,
    pub owner: String,
    pub organisation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Which keys speak in a role, and how many of them it takes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub keyids: Vec<KeyId>,
    pub threshold: u64,
    pub distinct: Distinct,
}

/// What a threshold counts. Keys of one owner count once under `owner`, of one organisation once
/// under `organisation`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Distinct {
    Key,
    Owner,
    Organisation,
}

/// In what way an envelope falls short.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failing {
    /// Nobody signed whom the file knows in the role.
    Strangers,
    /// A signature under a known key's id is not that key's.
    Forged,
    /// Too few signatures count.
    Short,
}

/// A key whose signature counted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Signer {
    pub keyid: KeyId,
    pub owner: String,
    pub organisation: String,
}

/// What the trust file says to an envelope.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Why it did not hold, if it did not.
    pub failing: Option<Failing>,
    /// Which rule held or failed, in words.
    pub why: String,
    pub signers: Vec<Signer>,
    /// What the reader must know besides: signatures that did not count, periods not checked.
    pub notes: Vec<String>,
}

/// A log, and how many of which witnesses must have cosigned its checkpoints; keys as `NAME+ID+KEY` (C2SP signed-note).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustedLog {
    pub key: String,
    pub witnesses: Vec<String>,
    pub threshold: u64,
}

/// Without what in a log a signature on a review does not count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogRequired {
    /// The signature.
    Signature,
    /// The signature, and before it the submission.
    Submission,
}

/// What is known of time and logs, by a verifier.
#[derive(Clone, Debug)]
pub struct Times {
    /// The reader's clock, as `2026-01-31T12:00:00Z`.
    pub now: String,
    /// By the SHA-256 of a signature: the earliest time at which somebody trusted saw it.
    proven: BTreeMap<Digest, Proven>,
    /// What a trusted log has, by its SHA-256: signatures, and the leaf of the submission.
    logged: BTreeSet<Digest>,
}

/// A time at which a signature existed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Proven {
    pub time: String,
    /// Who vouches for it, in words.
    pub by: String,
}

impl Times {
    /// Nothing is known but the reader's clock.
    pub fn at(now: &str) -> Self {
        Self { now: now.to_owned(), proven: BTreeMap::new(), logged: BTreeSet::new() }
    }

    /// A trusted log has `what`.
    pub fn log(&mut self, what: &[u8]) {
        self.logged.insert(Digest::of(what));
    }

    pub fn is_logged(&self, what: &[u8]) -> bool {
        self.logged.contains(&Digest::of(what))
    }

    /// `signature` was seen at `proven.time`; of two times the earlier counts.
    pub fn prove(&mut self, signature: &[u8], proven: Proven) {
        let known = self.proven.entry(Digest::of(signature)).or_insert_with(|| proven.clone());
        if proven < *known {
            *known = proven;
        }
    }

    /// When `signature` existed at the latest.
    pub fn of(&self, signature: &[u8]) -> Option<&Proven> {
        self.proven.get(&Digest::of(signature))
    }
}

impl Trust {
    /// Reads a trust file: no unknown or repeated name, strong keys under their own key ids, roles that can be met.
    pub fn parse(bytes: &[u8]) -> Result<Self, TrustError> {
        if bytes.len() as u64 > MAX_TRUST_BYTES {
            return Err(TrustError::TooLarge);
        }
        let file: TrustFile = serde_json::from_slice(bytes).map_err(TrustError::Json)?;
        // serde takes a list for a struct and `null` for nothing at all; what it gives back shows it.
        let wire: Value = serde_json::from_slice(bytes).map_err(TrustError::Json)?;
        if serde_json::to_value(&file).map_err(TrustError::Json)? != wire {
            return inconsistent("not in its own form: a list stands for an object, or null for a value".to_owned());
        }
        if file.version != VERSION {
            return inconsistent(format!("version {} is not {VERSION}", file.version));
        }
        let keys = file.keys.iter().map(read_key).collect::<Result<Vec<_>, _>>()?;
        check_unique("a key", file.keys.iter().map(|key| key.keyid))?;
        check_role("auditor", &file.roles.auditor, &file.keys)?;
        if let Some(vendor) = &file.roles.vendor {
            check_role("vendor", vendor, &file.keys)?;
            let members = vendor.keyids.iter().chain(&file.roles.auditor.keyids);
            check_unique("roles: a key id", members)?;
        }
        for authority in &file.timestamp_authorities {
            check_name("a timestamp authority's name", &authority.name)?;
            if !is_certificate(&authority.certificate_pem) {
                return inconsistent(format!("what stands beside {} is not one certificate", authority.name));
            }
        }
        check_logs(&file, &keys)?;
        Ok(Self { file, keys, digest: Digest::of(bytes) })
    }

    /// As [`Trust::parse`], from a file.
    pub fn load(path: &Path) -> Result<Self, TrustError> {
        let mut bytes = Vec::new();
        File::open(path)
            .map_err(TrustError::Read)?
            .take(MAX_TRUST_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(TrustError::Read)?;
        Self::parse(&bytes)
    }

    /// As it is written, for whoever makes another one of it.
    pub(super) fn wire(&self) -> &TrustFile {
        &self.file
    }

    /// SHA-256 of the trust file, so that an outcome names the trust it rests on.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// Every key of the file, with the public key itself.
    pub fn keys(&self) -> impl Iterator<Item = (&TrustedKey, &PublicKey)> {
        self.file.keys.iter().zip(&self.keys)
    }

    /// The role of this name; only that of the auditor is always there.
    pub fn role(&self, name: RoleName) -> Option<&Role> {
        match name {
            RoleName::Auditor => Some(&self.file.roles.auditor),
            RoleName::Vendor => self.file.roles.vendor.as_ref(),
        }
    }

    pub fn timestamp_authorities(&self) -> &[TimestampAuthority] {
        &self.file.timestamp_authorities
    }

    pub fn logs(&self) -> &[TrustedLog] {
        &self.file.logs
    }

    pub fn time_required(&self) -> bool {
        self.file.time_required.unwrap_or(false)
    }

    pub fn log_required(&self) -> Option<LogRequired> {
        self.file.log_required
    }

    /// Whether `envelope` is signed as `role` demands.
    pub fn judge(&self, role: RoleName, envelope: &Envelope, times: &Times) -> Judgement {
        let threshold = self.role(role).map_or(1, |role| role.threshold);
        self.judge_for(role, threshold, true, envelope, times)
    }

    /// Whether any one key of `role` signed `envelope`: what a companion statement needs. No time and no log is
    /// demanded of it: whoever adds one later has no part in the review.
    pub fn judge_companion(&self, role: RoleName, envelope: &Envelope, times: &Times) -> Judgement {
        self.judge_for(role, 1, false, envelope, times)
    }

    fn judge_for(&self, role: RoleName, threshold: u64, on_review: bool, envelope: &Envelope, times: &Times) -> Judgement {
        let mut signers = Vec::new();
        let mut notes = Vec::new();
        let mut unknown = true;
        for signature in envelope.signatures() {
            let Some((entry, key)) = self.key_in(role, signature) else {
                let what = role.name();
                notes.push(format!(
                    "the signature by key {} does not count: no {what} of the trust file",
                    short(&signature.keyid)
                ));
                continue;
            };
            unknown = false;
            // A wrong signature under a trusted key's name is damage or forgery, even if others suffice.
            if !envelope.holds(signature, key) {
                let why = format!("the signature by {} is not valid over this payload", describe(entry));
                return Judgement { failing: Some(Failing::Forged), why, signers: Vec::new(), notes };
            }
            let proven = times.of(&signature.sig);
            let unlogged = on_review && self.log_required().is_some() && !times.is_logged(&signature.sig);
            let why = unlogged.then(|| "the trust file demands that a log has it, and it is not shown that one does".to_owned());
            let time_required = on_review && self.time_required();
            if let Some(why) = why.or_else(|| objection(entry, proven, &times.now, time_required)) {
                notes.push(format!("the signature by {} does not count: {why}", describe(entry)));
                continue;
            }
            notes.extend(
                proven.map(|proven| format!("{} signed by {} at the latest: {}", describe(entry), proven.time, proven.by)),
            );
            signers.push(Signer { keyid: entry.keyid, owner: entry.owner.clone(), organisation: entry.organisation.clone() });
        }
        let judgement = self.count(role, threshold, signers, notes);
        if unknown { Judgement { failing: Some(Failing::Strangers), ..judgement } } else { judgement }
    }

    fn count(&self, role: RoleName, threshold: u64, signers: Vec<Signer>, notes: Vec<String>) -> Judgement {
        let distinct = self.role(role).map_or(Distinct::Key, |role| role.distinct);
        let counted = match distinct {
            Distinct::Key => distinct_count(signers.iter().map(|signer| signer.keyid)),
            Distinct::Owner => distinct_count(signers.iter().map(|signer| &signer.owner)),
            Distinct::Organisation => distinct_count(signers.iter().map(|signer| &signer.organisation)),
        };
        let unit = distinct.name();
        let who: Vec<_> = signers.iter().map(|signer| format!("{} ({})", signer.owner, short(&signer.keyid))).collect();
        let who = if who.is_empty() { "nobody who counts".to_owned() } else { who.join(", ") };
        let failing = (counted < threshold.max(1)).then_some(Failing::Short);
        let why = format!("signed by {who}: {counted} of {threshold} needed, counting each {unit} once");
        Judgement { failing, why, signers, notes }
    }

    fn key_in(&self, role: RoleName, signature: &EnvelopeSignature) -> Option<(&TrustedKey, &PublicKey)> {
        if !self.role(role)?.keyids.contains(&signature.keyid) {
            return None;
        }
        self.keys().find(|(entry, _)| entry.keyid == signature.keyid)
    }
}

impl Distinct {
    pub fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Owner => "owner",
            Self::Organisation => "organisation",
        }
    }
}

impl RoleName {
    pub fn name(self) -> &'static str {
        match self {
            Self::Auditor => "auditor",
            Self::Vendor => "vendor",
        }
    }
}

/// Why a valid signature by this key does not count. With a trusted time the key must have been good then;
/// without one it must be good now, and never have been revoked: who has an old key can sign today.
fn objection(entry: &TrustedKey, proven: Option<&Proven>, now: &str, time_required: bool) -> Option<String> {
    let reason = || entry.reason.as_deref().map_or_else(|| "no reason given".to_owned(), display::escape);
    let (time, unproven) = match proven {
        Some(proven) => (proven.time.as_str(), ""),
        None if time_required => return Some("the trust file demands a trusted time, and there is none".to_owned()),
        None => (now, ", and no trusted time shows that the signature is older"),
    };
    match (&entry.revoked_at, &entry.valid_from, &entry.valid_until) {
        (Some(at), _, _) if proven.is_none() || time >= at.as_str() => {
            Some(format!("the key was revoked at {at} ({}){unproven}", reason()))
        }
        (_, Some(from), _) if time < from.as_str() => Some(format!("the key is valid from {from} on")),
        (_, _, Some(until)) if time > until.as_str() => Some(format!("the key was valid until {until}{unproven}")),
        _ => None,
    }
}

fn read_key(entry: &TrustedKey) -> Result<PublicKey, TrustError> {
    let keyid = entry.keyid;
    let key = PublicKey::from_pem(&entry.public_key_pem).map_err(|error| TrustError::Key { keyid, error })?;
    if key.keyid() != keyid {
        return inconsistent(format!("key {} stands under a key id that is not its own", short(&keyid)));
    }
    if key.algorithm() != entry.alg {
        return inconsistent(format!("key {} is not of the algorithm that stands beside it", short(&keyid)));
    }
    for (name, text) in [("owner", &entry.owner), ("organisation", &entry.organisation)] {
        check_name(&format!("key {}: {name}", short(&keyid)), text)?;
    }
    for time in [&entry.valid_from, &entry.valid_until, &entry.revoked_at].into_iter().flatten() {
        if !is_utc(time) {
            return inconsistent(format!("key {}: a time is not of the form 2026-01-31T12:00:00Z", short(&keyid)));
        }
    }
    if entry.reason.is_some() && entry.revoked_at.is_none() {
        return inconsistent(format!("key {}: a reason without revokedAt", short(&keyid)));
    }
    Ok(key)
}

fn check_role(name: &str, role: &Role, keys: &[TrustedKey]) -> Result<(), TrustError> {
    check_unique(&format!("role {name}: a key id"), role.keyids.iter())?;
    let members: Vec<_> = keys.iter().filter(|key| role.keyids.contains(&key.keyid)).collect();
    if members.len() != role.keyids.len() {
        return inconsistent(format!("role {name} names a key id that is not among the keys"));
    }
    let most = match role.distinct {
        Distinct::Key => members.len() as u64,
        Distinct::Owner => distinct_count(members.iter().map(|key| &key.owner)),
        Distinct::Organisation => distinct_count(members.iter().map(|key| &key.organisation)),
    };
    if role.threshold == 0 || role.threshold > most {
        return inconsistent(format!("role {name}: threshold {} is not between 1 and {most}", role.threshold));
    }
    Ok(())
}

/// Logs and witnesses sign with keys of their own (the last 32 bytes of `NAME+ID+KEY`): who logs a signature must not be
/// who made it.
fn check_logs(file: &TrustFile, keys: &[PublicKey]) -> Result<(), TrustError> {
    for text in file.logs.iter().flat_map(|log| log.witnesses.iter().chain([&log.key])) {
        let bytes = text.trim_end().splitn(3, '+').nth(2).and_then(|key| STANDARD.decode(key).ok());
        let Some(bytes) = bytes else { return inconsistent(format!("{} is no key of a log or witness", display::escape(text))) };
        let is_same = |key: &PublicKey| key.ed25519().is_some_and(|raw| bytes.ends_with(&raw));
        if let Some((entry, _)) = file.keys.iter().zip(keys).find(|(_, key)| is_same(key)) {
            return inconsistent(format!("the key of {} is that of a log or witness too", describe(entry)));
        }
    }
    if file.log_required.is_some() && file.logs.is_empty() {
        return inconsistent("logRequired, and no log is named".to_owned());
    }
    Ok(())
}

fn check_unique<T: Ord>(what: &str, items: impl Iterator<Item = T>) -> Result<(), TrustError> {
    let mut seen = BTreeSet::new();
    for item in items {
        if !seen.insert(item) {
            return inconsistent(format!("{what} is listed twice"));
        }
    }
    Ok(())
}

fn distinct_count<T: Ord>(items: impl Iterator<Item = T>) -> u64 {
    items.collect::<BTreeSet<_>>().len() as u64
}

fn describe(entry: &TrustedKey) -> String {
    format!("{} ({})", entry.owner, short(&entry.keyid))
}

fn check_name(what: &str, text: &str) -> Result<(), TrustError> {
    if text.is_empty() || text.chars().any(display::is_unsafe) {
        return inconsistent(format!("{what} is empty or holds characters that do not show"));
    }
    Ok(())
}

pub(super) fn inconsistent<T>(why: String) -> Result<T, TrustError> {
    Err(TrustError::Inconsistent(why))
}
