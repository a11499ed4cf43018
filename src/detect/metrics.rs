//! The program, the coverage ledger and the files → the metrics annex. What is counted, by which names, and what each figure
//! means is data: `reports/metrics.toml`. Whole numbers only; nothing here decides anything.

mod calls;
mod copies;
mod toolchain;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Texts;
use crate::link::Program;
use crate::report::model::{Coverage, Disposition, Equivalence, Metrics, Packages, Part, Ratio};

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let text = include_str!("../../reports/metrics.toml");
    toml::from_str(text).unwrap_or_else(|reason| unreachable!("invariant: reports/metrics.toml is sound: {reason}"))
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    family: Vec<Family>,
    definition: BTreeMap<String, String>,
    third_party: ThirdParty,
    tool: Vec<ToolKind>,
    compilers: Compilers,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    id: String,
    title: String,
    #[serde(rename = "unsafe")]
    weak: Vec<String>,
    safe: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThirdParty {
    folders: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToolKind {
    kind: String,
    names: Vec<ToolName>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToolName {
    name: String,
    files: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Compilers {
    words: Vec<String>,
}

/// The annex of a report whose coverage is complete.
pub fn metrics(program: &Program, coverage: &Coverage, packages: Option<&Packages>, texts: &Texts<'_>) -> Metrics {
    let files = copies::same_files(&coverage.files);
    let folders = copies::same_folders(&coverage.files);
    let packages = copies::same_packages(packages.map_or(&[], |packages| &packages.list));
    let mut ratios = calls::ratios(program);
    ratios.extend([unresolved(coverage), followed(coverage), unparsed(coverage), files.ratio, folders.ratio, packages.ratio]);
    ratios.sort_by(|a, b| (&a.id, &a.language).cmp(&(&b.id, &b.language)));
    Metrics {
        ratios,
        same_files: files.list,
        same_files_left_out: files.left_out,
        same_folders: folders.list,
        same_folders_left_out: folders.left_out,
        same_packages: packages.list,
        same_packages_left_out: packages.left_out,
        toolchain: toolchain::tools(&coverage.files, texts),
        binary_equivalence: Equivalence::NotAttempted,
    }
}

/// A figure of the whole submission with the definition of its id.
fn ratio(id: &str, numerator: u64, denominator: u64, parts: Vec<Part>) -> Ratio {
    let definition = TABLES.definition.get(id).cloned().unwrap_or_default();
    Ratio { id: id.to_owned(), language: None, definition, numerator, denominator, parts: most_first(parts) }
}

fn most_first(mut parts: Vec<Part>) -> Vec<Part> {
    parts.retain(|part| part.count > 0);
    parts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    parts
}

fn unresolved(coverage: &Coverage) -> Ratio {
    let calls = &coverage.totals.calls;
    let parts: Vec<Part> =
        calls.unresolved.iter().map(|reason| Part { name: reason.reason.clone(), count: reason.count }).collect();
    ratio("unresolved-calls", parts.iter().map(|part| part.count).sum(), calls.total, parts)
}

fn followed(coverage: &Coverage) -> Ratio {
    let rows = coverage.totals.languages.iter().filter(|row| row.disposition == Disposition::Dataflow);
    ratio("lines-followed", rows.map(|row| row.lines).sum(), coverage.totals.lines, Vec::new())
}

fn unparsed(coverage: &Coverage) -> Ratio {
    let parsed =
        |row: &&crate::report::model::LanguageTotal| matches!(row.disposition, Disposition::Dataflow | Disposition::Syntax);
    let rows = || coverage.totals.languages.iter().filter(parsed);
    let broken = rows().map(|row| row.error_bytes.min(row.bytes)).sum();
    ratio("unparsed-bytes", broken, rows().map(|row| row.bytes).sum(), Vec::new())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::TABLES;

    #[test]
    fn the_tables_are_sound() {
        let mut names = BTreeSet::new();
        for family in &TABLES.family {
            assert!(!family.title.is_empty() && !family.weak.is_empty() && !family.safe.is_empty(), "{}", family.id);
            for name in family.weak.iter().chain(&family.safe) {
                assert!(names.insert(name), "{name} is in two families, or twice in one");
            }
        }
        for id in [
            "unsafe-calls",
            "unsafe-family",
            "unresolved-calls",
            "lines-followed",
            "unparsed-bytes",
            "duplicate-files",
            "packages-in-several-versions",
            "third-party-copies",
        ] {
            assert!(TABLES.definition.get(id).is_some_and(|text| text.ends_with('.')), "{id} has no definition");
        }
    }
}
