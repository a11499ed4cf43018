//! Changes to a trust file, each of which leaves a file that reads back. For whoever owns the file; verification
//! uses nothing of it.

use crate::attest::keys::{Algorithm, KeyId, PublicKey, short};
use crate::attest::trust::{
    Distinct, LogRequired, Role, RoleName, Roles, TimestampAuthority, Trust, TrustError, TrustFile, TrustedKey, TrustedLog,
    VERSION, inconsistent,
};

/// A public key with its owner.
pub struct Auditor {
    pub key: PublicKey,
    pub owner: String,
    pub organisation: String,
}

/// A member to be added, and until when the key is good.
pub struct Addition {
    pub role: RoleName,
    pub member: Auditor,
    pub valid_from: Option<String>,
    pub valid_until: Option<String>,
}

impl Trust {
    /// The file's text, indented for people.
    pub fn to_bytes(&self) -> Vec<u8> {
        wire_bytes(self.wire())
    }

    /// Trust in these auditors, any one of whom suffices.
    pub fn init(auditors: &[Auditor]) -> Result<Self, TrustError> {
        let keys: Vec<_> = auditors.iter().map(|auditor| entry(auditor, None, None)).collect();
        let mut keyids: Vec<_> = keys.iter().map(|key| key.keyid).collect();
        keyids.sort();
        let auditor = Role { keyids, threshold: 1, distinct: Distinct::Owner };
        let roles = Roles { auditor, vendor: None };
        reread(&TrustFile {
            version: VERSION,
            keys,
            roles,
            timestamp_authorities: Vec::new(),
            logs: Vec::new(),
            log_required: None,
            time_required: None,
        })
    }

    /// With one more key in a role.
    pub fn add(&self, addition: &Addition) -> Result<Self, TrustError> {
        let mut file = self.wire().clone();
        let keyid = addition.member.key.keyid();
        file.keys.push(entry(&addition.member, addition.valid_from.clone(), addition.valid_until.clone()));
        let role = role_mut(&mut file, addition.role);
        role.keyids.push(keyid);
        role.keyids.sort();
        reread(&file)
    }

    /// With the one key whose id begins with `prefix` revoked as of `at`.
    pub fn revoke(&self, prefix: &str, at: &str, reason: Option<&str>) -> Result<Self, TrustError> {
        let keyid = self.find(prefix)?;
        let mut file = self.wire().clone();
        for key in file.keys.iter_mut().filter(|key| key.keyid == keyid) {
            // A revocation can come to light earlier than was thought, never later.
            if key.revoked_at.as_deref().is_some_and(|earlier| earlier < at) {
                return inconsistent(format!("key {} was revoked before that time already", short(&keyid)));
            }
            key.revoked_at = Some(at.to_owned());
            key.reason = reason.map(str::to_owned);
        }
        reread(&file)
    }

    /// With another threshold for a role, and what it counts.
    pub fn demand(&self, role: RoleName, threshold: Option<u64>, distinct: Option<Distinct>) -> Result<Self, TrustError> {
        let mut file = self.wire().clone();
        let role = role_mut(&mut file, role);
        role.threshold = threshold.unwrap_or(role.threshold);
        role.distinct = distinct.unwrap_or(role.distinct);
        reread(&file)
    }

    /// With one more timestamp authority.
    pub fn add_authority(&self, authority: TimestampAuthority) -> Result<Self, TrustError> {
        let mut file = self.wire().clone();
        file.timestamp_authorities.push(authority);
        reread(&file)
    }

    /// With one more log.
    pub fn add_log(&self, log: TrustedLog) -> Result<Self, TrustError> {
        let mut file = self.wire().clone();
        file.logs.push(log);
        reread(&file)
    }

    /// Whether signatures count only with a trusted time.
    pub fn require_time(&self, required: bool) -> Result<Self, TrustError> {
        reread(&TrustFile { time_required: required.then_some(true), ..self.wire().clone() })
    }

    /// What a log must have, so that a signature counts.
    pub fn require_log(&self, required: Option<LogRequired>) -> Result<Self, TrustError> {
        reread(&TrustFile { log_required: required, ..self.wire().clone() })
    }

    fn find(&self, prefix: &str) -> Result<KeyId, TrustError> {
        let mut found = self.wire().keys.iter().filter(|key| prefix.len() >= 8 && key.keyid.hex().starts_with(prefix));
        match (found.next(), found.next()) {
            (Some(key), None) => Ok(key.keyid),
            _ => inconsistent("not one key of the file has an id that begins so (eight digits or more)".to_owned()),
        }
    }
}

fn role_mut(file: &mut TrustFile, role: RoleName) -> &mut Role {
    match role {
        RoleName::Auditor => &mut file.roles.auditor,
        RoleName::Vendor => {
            file.roles.vendor.get_or_insert_with(|| Role { keyids: Vec::new(), threshold: 1, distinct: Distinct::Owner })
        }
    }
}

fn wire_bytes(file: &TrustFile) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(file).expect("invariant: a trust file holds strings and integers only");
    bytes.push(b'\n');
    bytes
}

fn reread(file: &TrustFile) -> Result<Trust, TrustError> {
    Trust::parse(&wire_bytes(file))
}

fn entry(member: &Auditor, valid_from: Option<String>, valid_until: Option<String>) -> TrustedKey {
    let alg: Algorithm = member.key.algorithm();
    TrustedKey {
        keyid: member.key.keyid(),
        alg,
        public_key_pem: member.key.to_pem(),
        owner: member.owner.clone(),
        organisation: member.organisation.clone(),
        valid_from,
        valid_until,
        revoked_at: None,
        reason: None,
    }
}
