//! The coverage ledger: what was examined, how well, and what was not.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::base::Digest;

/// How well a file was examined, best first. Every file has exactly one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Disposition {
    /// Parsed, lowered, and part of the flow analysis.
    Dataflow,
    /// Parsed; its structure was read, but no flows.
    Syntax,
    /// Searched for names and addresses as text.
    Lexical,
    /// Hashed and looked at as bytes.
    Opaque,
    /// Not read, for a reason in `refused`.
    Refused,
    /// Given up at a limit.
    Limit,
}

impl Disposition {
    pub const ALL: [Self; 6] = [Self::Dataflow, Self::Syntax, Self::Lexical, Self::Opaque, Self::Refused, Self::Limit];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dataflow => "dataflow",
            Self::Syntax => "syntax",
            Self::Lexical => "lexical",
            Self::Opaque => "opaque",
            Self::Refused => "refused",
            Self::Limit => "limit",
        }
    }

    /// What it means, for readers.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Dataflow => "parsed, and data followed through it",
            Self::Syntax => "parsed; no data followed",
            Self::Lexical => "searched as text",
            Self::Opaque => "bytes hashed, not understood",
            Self::Refused => "not read",
            Self::Limit => "given up at a limit",
        }
    }
}

/// Everything about what was and was not examined.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// One entry for every regular file, and for every file in an archive among them under `archive!/path`; sorted by
    /// path.
    pub files: Vec<FileCoverage>,
    pub totals: Totals,
    /// Places where the analysis lost the thread, by reason.
    pub holes: Vec<Hole>,
    /// Paths that intake would not read.
    pub refused: Vec<Refusal>,
    /// What is not a regular file: symlinks, submodules, devices. Recorded, not followed.
    pub special: Vec<Special>,
}

/// The disposition of one file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileCoverage {
    pub path: String,
    /// Grammar id; null when no language was recognised.
    pub language: Option<String>,
    pub disposition: Disposition,
    /// In a few words why it is not `dataflow`, or what was done to read it; null when there is nothing to say.
    pub reason: Option<String>,
    pub bytes: u64,
    pub lines: u64,
    /// Bytes the grammar could not parse.
    pub error_bytes: u64,
    pub digest: Digest,
}

/// Sums over the submission.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    pub files: u64,
    pub bytes: u64,
    pub lines: u64,
    pub error_bytes: u64,
    /// By language and disposition.
    pub languages: Vec<LanguageTotal>,
    pub calls: CallTotals,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LanguageTotal {
    pub language: Option<String>,
    pub disposition: Disposition,
    pub files: u64,
    pub bytes: u64,
    pub lines: u64,
    pub error_bytes: u64,
}

/// How calls were resolved.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CallTotals {
    /// All call sites.
    pub total: u64,
    /// By the rule that resolved them (`R0`…`R6`, `external` for libraries).
    pub by_rung: Vec<RungCount>,
    /// Not resolved, by reason.
    pub unresolved: Vec<ReasonCount>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RungCount {
    pub rung: String,
    pub count: u64,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonCount {
    pub reason: String,
    pub count: u64,
}

/// Places of one kind where the analysis lost the thread.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hole {
    pub reason: String,
    pub count: u64,
    /// How many of them data of interest entered.
    pub tainted: u64,
}

/// A path that intake would not read, and why.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    pub path: String,
    pub reason: String,
}

/// Something that is not a regular file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Special {
    pub path: String,
    /// `symlink`, `submodule`, `fifo`, `device`, `git-directory`.
    pub kind: String,
    /// A symlink's target, a submodule's commit.
    pub detail: String,
}

/// A limit in force.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    pub name: String,
    pub value: u64,
    pub hits: u64,
}

impl Limit {
    /// Steps that data was followed by. Hit: what was to be followed after it was not.
    pub const FLOW_STEPS: &'static str = "flow-steps";
}

/// A module that is imported but not part of the submission.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dependency {
    pub name: String,
    pub language: String,
    /// How many imports name it.
    pub imports: u64,
    /// In how many files.
    pub files: u64,
    /// Whether rules describe it (then its effects are known, though not its code).
    pub modelled: bool,
}

impl Coverage {
    /// Sorts the lists and sums `files` up; the totals of calls stay as they were given.
    pub(super) fn order(&mut self) {
        self.files.sort();
        self.holes.sort();
        self.refused.sort();
        self.special.sort();
        self.totals.calls.by_rung.sort();
        self.totals.calls.unresolved.sort();
        self.sum();
    }

    fn sum(&mut self) {
        let mut cells: BTreeMap<(Option<&str>, Disposition), [u64; 4]> = BTreeMap::new();
        let mut all = [0u64; 4];
        for file in &self.files {
            let cell = cells.entry((file.language.as_deref(), file.disposition)).or_default();
            let figures = [1, file.bytes, file.lines, file.error_bytes];
            for (position, figure) in figures.into_iter().enumerate() {
                cell[position] += figure;
                all[position] += figure;
            }
        }
        let languages = cells
            .into_iter()
            .map(|((language, disposition), [files, bytes, lines, error_bytes])| LanguageTotal {
                language: language.map(str::to_owned),
                disposition,
                files,
                bytes,
                lines,
                error_bytes,
            })
            .collect();
        let totals = &mut self.totals;
        totals.languages = languages;
        [totals.files, totals.bytes, totals.lines, totals.error_bytes] = all;
    }

    /// Files and bytes of one disposition.
    pub fn by_disposition(&self, disposition: Disposition) -> (u64, u64) {
        let rows = self.totals.languages.iter().filter(|row| row.disposition == disposition);
        rows.fold((0, 0), |(files, bytes), row| (files + row.files, bytes + row.bytes))
    }

    /// Everything a reader must know was not examined: files refused or given up, and refused paths.
    pub fn unexamined(&self) -> u64 {
        self.by_disposition(Disposition::Refused).0 + self.by_disposition(Disposition::Limit).0 + self.refused.len() as u64
    }
}
