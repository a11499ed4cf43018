//! What a batch did, as one signed statement: each submission with its verdict and the digests of its report and pack, or why
//! there is none. Strict both ways, as every statement; and its verification, with the packs that it names.
//!
//! Not of the trusted core: it says which packs belong together and that none was taken away, exchanged or added. Whether
//! a pack is to be believed is left to the core, whose functions judge the index's signature and every pack.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::contents::{self, Contents, ContentsError};
use super::dsse::Envelope;
use super::layout;
use super::statement::{
    Ruleset, Sha256, Statement, StatementError, StatementType, Subject, Tool, fixed_point, inconsistent, is_presentable,
};
use super::trust::{RoleName, Signer, Times, Trust};
use super::verify::{Check, Verification};
use crate::base::{Digest, display};

/// The name of the index in the folder of the packs.
pub const NAME: &str = "batch-index.dsse.json";

/// The predicate type of a batch index.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum BatchIndexType {
    #[serde(rename = "https://candor.dev/batch-index/v1")]
    V1,
}

/// Subjects are the attestations of all packs.
pub type BatchIndex = Statement<BatchIndexType, Batch>;

/// The predicate `batch-index/v1`. No time, host or user.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    pub tool: Tool,
    pub ruleset: Ruleset,
    /// In order of vendor and name.
    pub submissions: Vec<Entry>,
}

/// One submission of the batch.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Empty when nobody said whose it is.
    pub vendor: String,
    pub name: String,
    pub outcome: Outcome,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub enum Outcome {
    #[serde(rename_all = "camelCase")]
    Reviewed {
        /// `PASSED`, `FINDINGS` or `INCOMPLETE`.
        verdict: String,
        findings: u64,
        report_id: String,
        /// The subject that this entry speaks of.
        pack: String,
        attestation: Sha256,
    },
    Failed {
        error: String,
    },
}

impl BatchIndex {
    pub fn new(tool: Tool, ruleset: Ruleset, submissions: Vec<Entry>) -> Result<Self, StatementError> {
        let subject = submissions.iter().filter_map(Entry::subject).collect();
        let predicate = Batch { tool, ruleset, submissions };
        let index = Self { kind: StatementType::V1, predicate_type: BatchIndexType::V1, subject, predicate };
        index.check()?;
        Ok(index)
    }

    /// Reads an index: canonical bytes, exact types, and parts that agree with each other.
    pub fn parse(bytes: &[u8]) -> Result<Self, StatementError> {
        let index: Self = fixed_point(bytes)?;
        index.check()?;
        Ok(index)
    }

    fn check(&self) -> Result<(), StatementError> {
        let entries = &self.predicate.submissions;
        if !entries.is_sorted_by(|a, b| (&a.vendor, &a.name) < (&b.vendor, &b.name)) {
            return inconsistent("submissions are not in order, or one comes twice");
        }
        if !entries.iter().filter_map(Entry::subject).eq(self.subject.iter().cloned()) {
            return inconsistent("the subjects are not the attestations of the packs");
        }
        let texts =
            entries.iter().flat_map(|entry| [entry.vendor.as_str(), &entry.name].into_iter().chain(entry.outcome.texts()));
        if texts.into_iter().all(is_presentable) {
            Ok(())
        } else {
            inconsistent("a name holds characters that act instead of showing")
        }
    }
}

impl Entry {
    fn subject(&self) -> Option<Subject> {
        match &self.outcome {
            Outcome::Reviewed { pack, attestation, .. } => Some(Subject { name: pack.clone(), digest: *attestation }),
            Outcome::Failed { .. } => None,
        }
    }
}

impl Outcome {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Reviewed { verdict, report_id, pack, .. } => vec![verdict, report_id, pack],
            Self::Failed { error } => vec![error],
        }
    }
}

/// The outcome. Nothing in it is to be relied on unless it is accepted.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IndexVerification {
    /// Whether the index is signed, and the folder holds the packs that it names and no other.
    pub accepted: bool,
    /// In the order they were made.
    pub checks: Vec<Check>,
    pub notes: Vec<String>,
    /// SHA-256 of the trust file that this rests on.
    pub trust: Digest,
    /// Who signed the index.
    pub signers: Vec<Signer>,
    /// In the order of the index, then what it does not name.
    pub packs: Vec<Pack>,
}

/// A pack that the index names, or that lies beside those.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pack {
    /// Below the index's folder; of a review that failed, the submission. Safe to show.
    pub name: String,
    pub state: State,
    pub detail: String,
}

/// What the index says of a pack, and what was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// The very pack, and it is accepted.
    Same,
    /// The very review, accepted, with other signatures than when the index was signed.
    SignedSince,
    /// Another one: accepted by itself, but not what the index speaks of.
    Changed,
    /// It is refused, whatever the index says.
    Refused,
    Missing,
    /// The index does not name it.
    Extra,
    /// The index says that the review failed, so there is none.
    None,
}

impl State {
    /// Whether all is as the index says.
    pub fn is_as_said(self) -> bool {
        matches!(self, Self::Same | Self::SignedSince | Self::None)
    }
}

/// Verifies the index in `file` and the packs beside it, each with `verify`. An error means that the disk could not be
/// read; whatever is wrong with index or packs is a refusal.
pub fn verify(
    file: &Path,
    trust: &Trust,
    times: &Times,
    verify: impl Fn(&Contents) -> Verification,
) -> Result<IndexVerification, ContentsError> {
    let bytes = read(file)?;
    let mut outcome = IndexVerification {
        accepted: false,
        checks: Vec::new(),
        notes: Vec::new(),
        trust: *trust.digest(),
        signers: Vec::new(),
        packs: Vec::new(),
    };
    let index = match outcome.read(&bytes, trust, times) {
        Ok(index) => index,
        Err((name, detail)) => {
            outcome.checks.push(Check { name, ok: false, detail });
            outcome.signers.clear();
            return Ok(outcome);
        }
    };
    let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    outcome.compare(&index, folder, verify)?;
    outcome.accepted = outcome.checks.iter().all(|check| check.ok);
    Ok(outcome)
}

impl IndexVerification {
    /// The index itself, once its signature held; else the rule that did not hold, and why.
    fn read(&mut self, bytes: &[u8], trust: &Trust, times: &Times) -> Result<BatchIndex, (&'static str, String)> {
        let mut hold = |name, detail| self.checks.push(Check { name, ok: true, detail });
        let envelope = Envelope::parse(bytes).map_err(|error| ("envelope", error.to_string()))?;
        hold("envelope", format!("DSSE in its one form, {} bytes of payload", envelope.payload().len()));
        // As of a statement about a pack: the packs themselves are held to the threshold.
        let judgement = trust.judge_companion(RoleName::Auditor, &envelope, times);
        if judgement.failing.is_some() {
            return Err(("signature", judgement.why));
        }
        hold("signature", judgement.why);
        let index = BatchIndex::parse(envelope.payload()).map_err(|error| ("statement", error.to_string()))?;
        hold("statement", format!("a batch of {} submissions", index.predicate.submissions.len()));
        self.notes.extend(judgement.notes);
        self.signers = judgement.signers;
        Ok(index)
    }

    fn compare(
        &mut self,
        index: &BatchIndex,
        folder: &Path,
        verify: impl Fn(&Contents) -> Verification,
    ) -> Result<(), ContentsError> {
        for entry in &index.predicate.submissions {
            self.packs.push(entry.look(folder, &verify)?);
        }
        self.judge("packs", format!("{} as the index says", self.packs.len()));
        let detail = "not in the index".to_owned();
        let named: BTreeSet<&Path> = index.subject.iter().filter_map(|subject| pack_of(&subject.name)).map(Path::new).collect();
        let extra = packs_in(folder)?.into_iter().filter(|pack| !named.contains(pack.as_path()));
        let name = |pack: PathBuf| display::escape_bytes(pack.as_os_str().as_encoded_bytes());
        let extra: Vec<_> = extra.map(|pack| Pack { name: name(pack), state: State::Extra, detail: detail.clone() }).collect();
        let ok = extra.is_empty();
        let detail =
            if ok { "no pack but those".to_owned() } else { format!("{} packs that the index does not name", extra.len()) };
        self.checks.push(Check { name: "folder", ok, detail });
        self.packs.extend(extra);
        Ok(())
    }

    fn judge(&mut self, name: &'static str, held: String) {
        let wrong = self.packs.iter().filter(|pack| !pack.state.is_as_said()).count();
        let detail = if wrong == 0 { held } else { format!("{wrong} of {} are not as the index says", self.packs.len()) };
        self.checks.push(Check { name, ok: wrong == 0, detail });
    }
}

impl Entry {
    fn look(&self, folder: &Path, verify: impl Fn(&Contents) -> Verification) -> Result<Pack, ContentsError> {
        let Outcome::Reviewed { verdict, report_id, pack, attestation, .. } = &self.outcome else {
            let parts = [self.vendor.as_str(), &self.name];
            let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
            return Ok(Pack { name, state: State::None, detail: "its review failed".to_owned() });
        };
        let Some(name) = pack_of(pack) else {
            let detail = "the index names a place that is no pack beside it".to_owned();
            return Ok(Pack { name: display::escape(pack), state: State::Refused, detail });
        };
        let found = |state, detail: String| Ok(Pack { name: name.to_owned(), state, detail });
        let path = folder.join(name);
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return found(State::Missing, "there is no such pack".to_owned());
            }
            Ok(about) if !about.is_dir() => return found(State::Refused, "it is not a directory".to_owned()),
            Ok(_) | Err(_) => {}
        }
        let contents = match contents::read(&path) {
            Ok(contents) => contents,
            Err(ContentsError::Refused(why)) => return found(State::Refused, format!("layout: {why}")),
            Err(error) => return Err(error),
        };
        let outcome = verify(&contents);
        let Some(statement) = outcome.statement.filter(|_| outcome.accepted) else {
            let last = outcome.checks.last().map(|check| format!("{}: {}", check.name, check.detail));
            return found(State::Refused, last.unwrap_or_default());
        };
        let review = &statement.predicate;
        let says = serde_json::to_value(review.result.verdict).ok();
        if review.report_id != *report_id || says.as_ref().and_then(serde_json::Value::as_str) != Some(verdict) {
            return found(State::Changed, format!("the index has {verdict}, {report_id}; this is {}", review.report_id));
        }
        if contents.get(layout::ATTESTATION).is_some_and(|bytes| Digest::of(bytes) == attestation.sha256) {
            return found(State::Same, format!("{verdict}, {report_id}"));
        }
        found(State::SignedSince, format!("{verdict}, {report_id}, with other signatures than when the index was signed"))
    }
}

/// The folder of an attestation, if it is `NAME.candor` or `VENDOR/NAME.candor`.
fn pack_of(attestation: &str) -> Option<&str> {
    let pack = attestation.strip_suffix(layout::ATTESTATION)?.strip_suffix('/')?;
    let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    let parts: Vec<_> = pack.split('/').collect();
    (parts.len() <= 2 && parts.iter().all(|part| plain(part)) && pack.ends_with(layout::PACK_SUFFIX)).then_some(pack)
}

/// What is called a pack in `folder`, or in a vendor's folder in it, in order; hidden files are none: unfinished packs are
/// called so.
fn packs_in(folder: &Path) -> Result<Vec<PathBuf>, ContentsError> {
    let is_pack = |name: &OsStr| name.as_encoded_bytes().ends_with(layout::PACK_SUFFIX.as_bytes());
    let mut found = Vec::new();
    for (name, is_folder) in entries(folder)? {
        if is_pack(&name) {
            found.push(PathBuf::from(name));
        } else if is_folder {
            let inside = entries(&folder.join(&name))?.into_iter().filter(|(pack, _)| is_pack(pack));
            found.extend(inside.map(|(pack, _)| Path::new(&name).join(pack)));
        }
    }
    found.sort();
    Ok(found)
}

/// Each name that is not hidden, and whether it is a folder; links are not followed.
fn entries(folder: &Path) -> Result<Vec<(OsString, bool)>, ContentsError> {
    let failed = |source| ContentsError::Read { path: folder.to_owned(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            found.push((entry.file_name(), entry.file_type().map_err(failed)?.is_dir()));
        }
    }
    Ok(found)
}

/// An index is no larger than a pack's attestation may be.
fn read(path: &Path) -> Result<Vec<u8>, ContentsError> {
    let failed = |source| ContentsError::Read { path: path.to_owned(), source };
    let limit = layout::limit(layout::ATTESTATION).expect("invariant: every pack has one");
    let mut bytes = Vec::new();
    File::open(path).map_err(failed)?.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
    match bytes.len() as u64 > limit {
        true => Err(ContentsError::Refused(format!("the index is larger than {limit} bytes"))),
        false => Ok(bytes),
    }
}
