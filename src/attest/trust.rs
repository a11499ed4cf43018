//! Turns `candor-trust.json`, the auditor's own file, into a decision on the signatures of an envelope.
//! Keys come from this file alone: a key id in an envelope only says which of them to try. Thresholds
//! count public keys, and owners or organisations where the file says so, never signatures. Knows no
//! time: without a trusted timestamp a validity period cannot be checked, and the outcome says so.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::dsse::{Envelope, EnvelopeSignature};
use super::keys::{KeyError, KeyId, PublicKey, short};
use super::statement::is_utc;
use crate::base::{Digest, display};

const MAX_TRUST_BYTES: u64 = 1 << 20;
const VERSION: u64 = 1;

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
            Self::Key { error, .. } => error.help(),
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
struct TrustFile {
    version: u64,
    keys: Vec<TrustedKey>,
    roles: Roles,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Roles {
    auditor: Role,
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

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Algorithm {
    Ed25519,
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
    pub held: bool,
    /// Which rule held or failed, in words.
    pub why: String,
    pub signers: Vec<Signer>,
    /// What the reader must know besides: signatures that did not count, periods not checked.
    pub notes: Vec<String>,
}

/// A public key with its owner, for [`Trust::init`].
pub struct Auditor {
    pub key: PublicKey,
    pub owner: String,
    pub organisation: String,
}

impl Trust {
    /// Trust in these auditors, any one of whom suffices.
    pub fn init(auditors: &[Auditor]) -> Result<Self, TrustError> {
        let keys: Vec<_> = auditors.iter().map(trusted_key).collect();
        let mut keyids: Vec<_> = keys.iter().map(|key| key.keyid).collect();
        keyids.sort();
        let auditor = Role { keyids, threshold: 1, distinct: Distinct::Owner };
        let file = TrustFile { version: VERSION, keys, roles: Roles { auditor } };
        Self::parse(&wire_bytes(&file))
    }

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

    /// The file's text, indented for people.
    pub fn to_bytes(&self) -> Vec<u8> {
        wire_bytes(&self.file)
    }

    /// SHA-256 of the trust file, so that an outcome names the trust it rests on.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// Every key of the file, with the public key itself.
    pub fn keys(&self) -> impl Iterator<Item = (&TrustedKey, &PublicKey)> {
        self.file.keys.iter().zip(&self.keys)
    }

    pub fn auditor(&self) -> &Role {
        &self.file.roles.auditor
    }

    /// Whether `envelope` is signed as the role `auditor` demands.
    pub fn judge(&self, envelope: &Envelope) -> Judgement {
        self.judge_for(envelope, self.auditor().threshold)
    }

    /// Whether any one auditor signed `envelope`: what a companion statement needs.
    pub fn judge_companion(&self, envelope: &Envelope) -> Judgement {
        self.judge_for(envelope, 1)
    }

    fn judge_for(&self, envelope: &Envelope, threshold: u64) -> Judgement {
        let mut signers = Vec::new();
        let mut notes = Vec::new();
        for signature in envelope.signatures() {
            let Some((entry, key)) = self.auditor_key(signature) else {
                notes.push(format!(
                    "the signature by key {} does not count: no auditor of the trust file",
                    short(&signature.keyid)
                ));
                continue;
            };
            // A wrong signature under a trusted key's name is damage or forgery, even if others suffice.
            if !envelope.holds(signature, key) {
                let why = format!("the signature by {} is not valid over this payload", describe(entry));
                return Judgement { held: false, why, signers: Vec::new(), notes };
            }
            if let Some(at) = &entry.revoked_at {
                notes.push(revoked(entry, at));
                continue;
            }
            notes.extend(unchecked_period(entry));
            signers.push(Signer { keyid: entry.keyid, owner: entry.owner.clone(), organisation: entry.organisation.clone() });
        }
        self.count(threshold, signers, notes)
    }

    fn count(&self, threshold: u64, signers: Vec<Signer>, notes: Vec<String>) -> Judgement {
        let distinct = self.auditor().distinct;
        let counted = match distinct {
            Distinct::Key => distinct_count(signers.iter().map(|signer| signer.keyid)),
            Distinct::Owner => distinct_count(signers.iter().map(|signer| &signer.owner)),
            Distinct::Organisation => distinct_count(signers.iter().map(|signer| &signer.organisation)),
        };
        let unit = match distinct {
            Distinct::Key => "key",
            Distinct::Owner => "owner",
            Distinct::Organisation => "organisation",
        };
        let who: Vec<_> = signers.iter().map(|signer| format!("{} ({})", signer.owner, short(&signer.keyid))).collect();
        let who = if who.is_empty() { "nobody who counts".to_owned() } else { who.join(", ") };
        let held = counted >= threshold.max(1);
        let why = format!("signed by {who}: {counted} of {threshold} needed, counting each {unit} once");
        Judgement { held, why, signers, notes }
    }

    fn auditor_key(&self, signature: &EnvelopeSignature) -> Option<(&TrustedKey, &PublicKey)> {
        if !self.auditor().keyids.contains(&signature.keyid) {
            return None;
        }
        self.keys().find(|(entry, _)| entry.keyid == signature.keyid)
    }
}

fn trusted_key(auditor: &Auditor) -> TrustedKey {
    TrustedKey {
        keyid: auditor.key.keyid(),
        alg: Algorithm::Ed25519,
        public_key_pem: auditor.key.to_pem(),
        owner: auditor.owner.clone(),
        organisation: auditor.organisation.clone(),
        valid_from: None,
        valid_until: None,
        revoked_at: None,
        reason: None,
    }
}

fn wire_bytes(file: &TrustFile) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(file).expect("invariant: a trust file holds strings and integers only");
    bytes.push(b'\n');
    bytes
}

fn read_key(entry: &TrustedKey) -> Result<PublicKey, TrustError> {
    let keyid = entry.keyid;
    let key = PublicKey::from_pem(&entry.public_key_pem).map_err(|error| TrustError::Key { keyid, error })?;
    if key.keyid() != keyid {
        return inconsistent(format!("key {} stands under a key id that is not its own", short(&keyid)));
    }
    for (name, text) in [("owner", &entry.owner), ("organisation", &entry.organisation)] {
        if text.is_empty() || text.chars().any(display::is_unsafe) {
            return inconsistent(format!("key {}: {name} is empty or holds characters that do not show", short(&keyid)));
        }
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

fn revoked(entry: &TrustedKey, at: &str) -> String {
    let reason = entry.reason.as_deref().map_or_else(|| "no reason given".to_owned(), display::escape);
    format!(
        "the signature by {} does not count: the key was revoked at {at} ({reason}), and no trusted time shows that the signature is older",
        describe(entry)
    )
}

fn unchecked_period(entry: &TrustedKey) -> Option<String> {
    let period = match (&entry.valid_from, &entry.valid_until) {
        (None, None) => return None,
        (Some(from), None) => format!("from {from}"),
        (None, Some(until)) => format!("until {until}"),
        (Some(from), Some(until)) => format!("from {from} until {until}"),
    };
    Some(format!(
        "not checked: the key of {} is valid {period}, but the pack carries no trusted time of signing",
        describe(entry)
    ))
}

fn inconsistent<T>(why: String) -> Result<T, TrustError> {
    Err(TrustError::Inconsistent(why))
}
