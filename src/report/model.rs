//! The report: the only wire schema of candor. `report.json` is this value in canonical JSON.
//!
//! Invariants, held by [`Report::finish`] and checked by [`Report::check`]:
//! - every string that comes from a submission went through [`crate::base::display`] when it was put
//!   in, so no string here holds a character that acts (paths and excerpts too: a backslash reads `\\`, but in
//!   [`CodeLine::text`], whose tokens tell);
//! - integers only, below 2^53; no clock, host, user or path of the reviewing machine;
//! - lists are in one canonical order, findings by rank with ids `F001…`, metadata by rank with ids `M001…`;
//! - findings and metadata are kept apart, and the verdict rests on findings alone.
//!
//! Uses `base` alone; vocabularies of the rules appear as plain names. Verification needs it for `--page` only.

mod check;
mod claim;
mod code;
mod coverage;
mod disclosure;
mod finding;
mod history;
mod judgement;
mod metrics;
mod package;

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use crate::base::json::{self, JsonError};
use crate::base::{self, Digest};
use finding::{FINDING, METADATA};

pub use check::ReportError;
pub use claim::{Claim, ClaimedComponent};
pub use code::{Code, CodeFile, CodeLine, Mark};
pub use coverage::{
    CallTotals, Coverage, Dependency, Disposition, FileCoverage, Hole, LanguageTotal, Limit, ReasonCount, Refusal, RungCount,
    Special, Totals,
};
pub use disclosure::{Disclosure, DisclosureOutcome, Disclosures, Gap};
pub(super) use finding::function_name;
pub use finding::{
    Capability, ClassText, Confidence, Endpoint, Finding, Found, Indicator, Place, Spot, Step, Variant, fingerprint,
};
pub use history::{Fixed, History, HistoryCounts, Standing, Status};
pub use judgement::{Abroad, Accepted, AcceptedBlob, Idle, Judgement, Share, Why};
pub use metrics::{Equivalence, Metrics, Part, Ratio, SameFiles, SameFolders, SamePackages, ToolchainPart};
pub use package::{Package, PackageKind, Packages};

/// Name and version of this schema: the value of [`Report::schema`].
pub const SCHEMA: &str = "candor-report/v1";

/// What every report says of itself.
pub const ASSURANCE: &str = "This report is the outcome of a static review of the submitted source code. It is one part of assurance: \
it does not show that shipped binaries were built from this source, nor what servers, updates, configuration or parts that were not \
submitted do. Findings are evidence to be explained, not proof of intent; the absence of findings is not proof of absence.";

/// One review, whole.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: String,
    pub tool: Tool,
    pub ruleset: Ruleset,
    pub source: Source,
    pub scope: Scope,
    pub verdict: Verdict,
    /// By falling rank.
    pub findings: Vec<Finding>,
    /// Flows of mere metadata of files (names, sizes, dates, listings), without contents: told as findings are, apart from
    /// them, and no part of the verdict. By falling rank.
    pub metadata: Vec<Finding>,
    /// Every destination the code names.
    pub endpoints: Vec<Endpoint>,
    /// What the code can do: an inventory, never a finding by itself.
    pub capabilities: Vec<Capability>,
    /// Signs of hiding, found in bytes and syntax.
    pub indicators: Vec<Indicator>,
    pub coverage: Coverage,
    /// The limits that were in force, and how often each was hit.
    pub limits: Vec<Limit>,
    /// Modules that are imported but were not submitted: code that nobody reviewed.
    pub dependencies: Vec<Dependency>,
    pub diagnostics: Vec<Notice>,
    /// What the classes of these findings, metadata and indicators mean, so that the report explains itself. Sorted by id.
    pub classes: Vec<ClassText>,
    /// What became of the findings of an earlier report, if the auditor named one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history: Option<History>,
    /// Lines of code around the places of findings and metadata; absent in reports that were made before there were any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// Packages that the submission is, holds and asks for; absent where a worker ended early, and in reports from before there
    /// was such a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub components: Option<Packages>,
    /// What the vendor disclosed and what came of it, if anything was disclosed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclosures: Option<Disclosures>,
    /// Figures with numerator and denominator; absent in reports that were made before there were any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metrics: Option<Metrics>,
    /// What the auditor's policy made of it, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Judgement>,
    /// What a static review can and cannot show; see [`ASSURANCE`].
    pub assurance: String,
}

/// The program that made the report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    pub name: String,
    pub version: String,
}

impl Tool {
    /// This program.
    pub fn this() -> Self {
        Self { name: "candor".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// The rules that decided what counts: models, classes, grammars, roles.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ruleset {
    pub version: String,
    pub digest: Digest,
}

/// How the submission was handed over.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SubmissionKind {
    Directory,
    Archive,
    Git,
    GitBundle,
}

impl SubmissionKind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Directory => "directory",
            Self::Archive => "archive",
            Self::Git => "git",
            Self::GitBundle => "git-bundle",
        }
    }
}

/// What was reviewed, by digests alone: no name of a file, folder or host on the reviewer's side.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub kind: SubmissionKind,
    /// Digest of the one file that was received (archive, bundle).
    pub received: Option<Digest>,
    /// Digest of `MANIFEST.sha256`.
    pub manifest: Digest,
    /// Git tree id (SHA-256 object format) of the reviewed tree: modes and symlinks included.
    pub tree: Option<String>,
    /// The commit, as the repository writes it.
    pub commit: Option<String>,
    /// `sha1` or `sha256`: how the repository names objects.
    pub object_format: Option<String>,
    /// Where the auditor says the repository lives; never read from the submission.
    pub repository: Option<String>,
    pub submodules: Vec<Submodule>,
    /// What kind of package the files are shaped as: `npm`, `python-sdist`, `python-wheel`, `crate`, `gem`, `jar`,
    /// `apk`, `debian-source`; null when they are shaped as none.
    pub package: Option<String>,
    /// The reviewed commit and the tags that name it, or a signed description of sources, each with the signature it
    /// carries. **No signature is verified here.** Sorted.
    pub signatures: Vec<Signature>,
}

/// Something that may bear a signature of the submitter's.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// `commit`, `tag v1.0`, a file name.
    pub subject: String,
    /// `openpgp`, `ssh`, `x509`; null when it bears none.
    pub form: Option<String>,
}

/// A repository inside the repository, as its parent names it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Submodule {
    pub path: String,
    pub commit: String,
    /// Whether its content was handed over too.
    pub supplied: bool,
}

/// What the review was about.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    pub product: Option<String>,
    pub version: Option<String>,
    pub components: Vec<Component>,
    /// Parts of a product that no file of the submission stands for: `detection rules`, `update channel`,
    /// `backend`, `build scripts`, `documents`.
    pub not_provided: Vec<String>,
    /// What the vendor says of the submission; null when nothing usable was said.
    pub claim: Option<Claim>,
}

/// A part of the submission: a top folder, a package, a program.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Component {
    pub name: String,
    pub path: String,
    /// Sorted.
    pub languages: Vec<String>,
    pub files: u64,
    pub bytes: u64,
    pub lines: u64,
}

/// The decision: graded, never a bare pass.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum VerdictValue {
    /// Everything was examined and no finding stands; flows of mere metadata may.
    Passed,
    /// Findings stand; everything was examined.
    Findings,
    /// Something was not examined, whatever else was found.
    Incomplete,
}

impl VerdictValue {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Passed => "PASSED",
            Self::Findings => "FINDINGS",
            Self::Incomplete => "INCOMPLETE",
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    pub value: VerdictValue,
    pub reasons: Vec<Reason>,
    /// Digest of the auditor's policy, if there was one.
    pub policy: Option<Digest>,
}

/// One reason for a verdict.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Stable, kebab-case.
    pub code: String,
    pub message: String,
    /// How many findings, files or calls it speaks of.
    pub count: u64,
}

/// How much a notice weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Note,
    Warning,
    /// Makes the review incomplete.
    Error,
}

/// What a stage had to say about the input or the tool.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    pub severity: Level,
    pub code: String,
    pub message: String,
    pub path: Option<String>,
    pub help: Option<String>,
}

impl From<&base::Diagnostic> for Notice {
    /// The diagnostic's texts are made safe here, once more if they already are.
    fn from(diagnostic: &base::Diagnostic) -> Self {
        let safe = |text: &String| base::display::neutralise(text).into_owned();
        Self {
            severity: match diagnostic.severity {
                base::Severity::Note => Level::Note,
                base::Severity::Warning => Level::Warning,
                base::Severity::Error => Level::Error,
            },
            code: safe(&diagnostic.code),
            message: safe(&diagnostic.message),
            path: diagnostic.path.as_ref().map(safe),
            help: diagnostic.help.as_ref().map(safe),
        }
    }
}

impl Reason {
    /// The code of the reason that findings stand.
    pub const FINDINGS: &'static str = "findings";
    /// Codes of reasons that count files or paths which were not examined as they should be.
    pub const OF_FILES: [&'static str; 5] =
        ["refused-paths", "refused-files", "files-at-a-limit", "unfollowed-files", "unsupported-files"];
    /// Codes of the other reasons for INCOMPLETE.
    pub const OTHER: [&'static str; 5] = ["nothing-followed", "flow-given-up", "stage-errors", "empty", "below-coverage"];
}

impl Report {
    /// A report of `source` that says nothing yet and has no verdict but INCOMPLETE.
    pub fn new(ruleset: Ruleset, source: Source) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            tool: Tool::this(),
            ruleset,
            source,
            scope: Scope::default(),
            verdict: Verdict { value: VerdictValue::Incomplete, reasons: Vec::new(), policy: None },
            findings: Vec::new(),
            metadata: Vec::new(),
            endpoints: Vec::new(),
            capabilities: Vec::new(),
            indicators: Vec::new(),
            coverage: Coverage::default(),
            limits: Vec::new(),
            dependencies: Vec::new(),
            diagnostics: Vec::new(),
            classes: Vec::new(),
            history: None,
            code: None,
            components: None,
            disclosures: None,
            metrics: None,
            judgement: None,
            assurance: ASSURANCE.to_owned(),
        }
    }

    /// Puts every list into its canonical order, tells equal fingerprints apart, numbers the findings and the metadata.
    /// Call it once, when everything is in; the order in which things were found leaves no trace.
    pub fn finish(&mut self) {
        finding::order(&mut self.findings, FINDING);
        finding::order(&mut self.metadata, METADATA);
        self.endpoints.sort();
        self.endpoints.dedup();
        self.capabilities.sort();
        self.capabilities.dedup();
        self.indicators.sort();
        self.indicators.dedup();
        self.dependencies.sort();
        self.diagnostics.sort();
        self.diagnostics.dedup();
        self.classes.sort();
        self.classes.dedup();
        self.limits.sort();
        self.scope.components.sort();
        self.source.submodules.sort();
        self.source.signatures.sort();
        self.coverage.order();
    }

    /// The bytes of `report.json` (RFC 8785); their SHA-256 is the report's id.
    pub fn to_json(&self) -> Result<Vec<u8>, JsonError> {
        json::to_canonical(self)
    }

    /// What this report says of the class `id`.
    pub fn class(&self, id: &str) -> Option<&ClassText> {
        self.classes.iter().find(|class| class.id == id)
    }

    /// Reads `report.json`, refusing what is not canonical, not of this schema or not [checked](Self::check).
    pub fn from_json(bytes: &[u8]) -> Result<Self, ReportError> {
        let report: Self = serde_json::from_slice(bytes).map_err(JsonError::from)?;
        if report.to_json()? != bytes {
            return Err(JsonError::NotCanonical.into());
        }
        report.check()?;
        Ok(report)
    }

    /// The JSON Schema (2020-12) of `report.json`, as published in `reports/report.schema.json`.
    pub fn json_schema() -> Schema {
        schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Self>()
    }
}

impl JsonSchema for Digest {
    fn schema_name() -> Cow<'static, str> {
        "Sha256".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "description": "A SHA-256 digest in lower-case hexadecimal.",
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
        })
    }
}
