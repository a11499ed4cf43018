//! Cases: annotated sources, one file a case (`grammars/<language>/cases/{flow,hard,models}/*`).
//!
//! `#~` (or `//~`) opens annotations at the end of a line, separated by commas; `^` behind it means the line before.
//! `source(KIND) f1`, `sink(kind) f1`, `finding([class,] confidence) f1`, `step f1`, `capability(NAME)`,
//! `endpoint("text")`, `ok`. `MISSING:` and `SPURIOUS:` before an item record a known gap; closing the gap fails the case.
//! `# --- path: NAME ---` splits a file into several. Annotations are blanked before the analysis, so offsets hold.

mod renamed;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use candor::detect::{self, Places, Texts};
use candor::ir::FileFacts;
use candor::link;
use candor::models::{Catalogue, Target};
use candor::report::model::{Capability, Endpoint, Finding};
use candor::syntax::grammar::{self, Grammar};
use candor::{lower, syntax, taint};
use rayon::prelude::*;

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::parse(grammar::catalogue_files()).unwrap_or_else(|error| panic!("{error}")));

/// What one line says.
#[derive(Clone, Debug, PartialEq)]
struct Item {
    path: String,
    line: u32,
    gap: Option<Gap>,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Gap {
    Missing,
    Spurious,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Source { kind: String, id: String },
    Sink { kind: String, id: String },
    Finding { class: Option<String>, confidence: String, id: String },
    Step { id: String },
    Capability(String),
    Endpoint(String),
    Ok,
}

/// A case, ready to be analysed with any catalogue.
struct Case {
    name: String,
    files: Vec<(String, Vec<u8>)>,
    facts: Vec<(String, Arc<FileFacts>)>,
    items: Vec<Item>,
    problems: Vec<String>,
}

struct Outcome {
    /// Flows of mere metadata among them.
    findings: Vec<Finding>,
    capabilities: Vec<Capability>,
    endpoints: Vec<Endpoint>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn case_files(language: &str, kind: &str) -> Vec<PathBuf> {
    let folder = root().join("grammars").join(language).join("cases").join(kind);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

fn load(grammar: &'static Grammar, path: &Path) -> Case {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let comment = comment_of(&name);
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut items = Vec::new();
    let mut problems = Vec::new();
    let mut current = (name.clone(), String::new());
    let mut line = 0;
    for text_line in text.split_inclusive('\n') {
        if let Some(section) = section(text_line, comment) {
            if !current.1.trim().is_empty() {
                files.push((current.0.clone(), current.1.clone().into_bytes()));
            }
            current = (section.to_owned(), String::new());
            line = 0;
            continue;
        }
        line += 1;
        let marker = format!("{}~", comment_of(&current.0));
        match text_line.find(&marker) {
            None => current.1.push_str(text_line),
            Some(at) => {
                let annotation = text_line[at + marker.len()..].trim_end();
                current.1.push_str(&text_line[..at]);
                current.1.push_str(&" ".repeat(text_line.trim_end_matches('\n').len() - at));
                current.1.push('\n');
                let carets = annotation.chars().take_while(|&c| c == '^').count();
                for part in split_items(&annotation[carets..]) {
                    match parse_item(&part) {
                        Ok((gap, what)) => items.push(Item { path: current.0.clone(), line: line - carets as u32, gap, what }),
                        Err(reason) => problems.push(format!("{name}:{line}: {reason}")),
                    }
                }
            }
        }
    }
    files.push((current.0, current.1.into_bytes()));
    files.sort();
    let sources = files.iter().filter(|(path, _)| !is_manifest(path));
    let facts = sources.map(|(path, bytes)| (path.clone(), Arc::new(facts_of(grammar_of(path, grammar), bytes)))).collect();
    Case { name, files, facts, items, problems }
}

fn is_manifest(path: &str) -> bool {
    matches!(path.rsplit('/').next(), Some("go.mod" | "package.json"))
}

/// The grammar of one file of a case: that of the case, unless its name says otherwise.
fn grammar_of(path: &str, grammar: &'static Grammar) -> &'static Grammar {
    syntax::classify(path.as_bytes(), b"").grammar().unwrap_or(grammar)
}

fn comment_of(path: &str) -> &'static str {
    if path.ends_with(".py") { "#" } else { "//" }
}

fn facts_of(grammar: &'static Grammar, bytes: &[u8]) -> FileFacts {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&grammar.language.into()).unwrap_or_else(|error| panic!("{error}"));
    let tree = parser.parse(bytes, None).unwrap_or_else(|| panic!("no tree"));
    lower::lower_file(grammar, &tree, bytes)
}

fn section<'a>(line: &'a str, comment: &str) -> Option<&'a str> {
    line.trim().strip_prefix(comment)?.trim().strip_prefix("--- path:")?.strip_suffix("---").map(str::trim)
}

/// Splits at commas outside parentheses and quotes.
fn split_items(text: &str) -> Vec<String> {
    let (mut parts, mut depth, mut quoted) = (vec![String::new()], 0, false);
    for character in text.chars() {
        match character {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth -= 1,
            ',' if depth == 0 && !quoted => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = parts.last_mut() {
            last.push(character);
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

fn parse_item(text: &str) -> Result<(Option<Gap>, What), String> {
    let (gap, text) = match (text.strip_prefix("MISSING:"), text.strip_prefix("SPURIOUS:")) {
        (Some(rest), _) => (Some(Gap::Missing), rest.trim()),
        (_, Some(rest)) => (Some(Gap::Spurious), rest.trim()),
        _ => (None, text),
    };
    if text == "ok" {
        return Ok((gap, What::Ok));
    }
    if let Some(id) = text.strip_prefix("step ") {
        return Ok((gap, What::Step { id: id.trim().to_owned() }));
    }
    let (name, rest) = text.split_once('(').ok_or_else(|| format!("`{text}` is no annotation"))?;
    let close = rest.rfind(')').ok_or_else(|| format!("`{text}` lacks `)`"))?;
    let (inner, id) = (rest[..close].trim(), rest[close + 1..].trim().to_owned());
    let what = match name.trim() {
        "source" => What::Source { kind: inner.to_owned(), id },
        "sink" => What::Sink { kind: inner.to_owned(), id },
        "finding" => match inner.split_once(',') {
            Some((class, confidence)) => {
                What::Finding { class: Some(class.trim().to_owned()), confidence: confidence.trim().to_owned(), id }
            }
            None => What::Finding { class: None, confidence: inner.to_owned(), id },
        },
        "capability" => What::Capability(inner.to_owned()),
        "endpoint" => What::Endpoint(inner.trim_matches('"').to_owned()),
        other => return Err(format!("`{other}` is no annotation")),
    };
    Ok((gap, what))
}

fn roots_of(case: &Case) -> Vec<link::Root> {
    detect::roots(case.files.iter().map(|(path, bytes)| (path.clone(), bytes.as_slice())))
}

fn run(case: &Case, catalogue: &Catalogue) -> Outcome {
    let program = link::link(case.facts.clone(), &roots_of(case), catalogue);
    let solution = taint::solve(&program, catalogue, &detect::wanted);
    let texts: Texts<'_> = case.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let mut places = Places::new(&program, &texts, false);
    Outcome {
        findings: detect::findings(&mut places, &solution).0,
        capabilities: detect::capabilities(&mut places, &solution),
        endpoints: detect::endpoints(&mut places, &solution),
    }
}

/// What is wrong with the outcome; empty when the case holds.
fn failures(case: &Case, outcome: &Outcome) -> Vec<String> {
    let mut failures = case.problems.clone();
    let mut explained = vec![false; outcome.findings.len()];
    let at = |path: &str, line: u32, place: (&str, u32)| place == (path, line);
    let mut say = |item: &Item, holds: bool, text: String| match (item.gap, holds) {
        (None, true) | (Some(Gap::Missing), false) => {}
        (None, false) => failures.push(format!("{}:{}: {text}", item.path, item.line)),
        (Some(Gap::Spurious), true) => {}
        (Some(Gap::Spurious), false) => {
            failures.push(format!("{}:{}: a SPURIOUS is gone, remove the label", item.path, item.line))
        }
        (Some(Gap::Missing), true) => {
            failures.push(format!("{}:{}: a MISSING is found now, remove the label", item.path, item.line))
        }
    };
    for item in &case.items {
        match &item.what {
            What::Finding { class, confidence, id } => {
                let sources: Vec<(&Item, &str)> = case
                    .items
                    .iter()
                    .filter_map(|other| match &other.what {
                        What::Source { kind, id: theirs } if theirs == id => Some((other, kind.as_str())),
                        _ => None,
                    })
                    .collect();
                let sink_kind = case.items.iter().find_map(|other| match &other.what {
                    What::Sink { kind, id: theirs } if theirs == id && other.line == item.line => Some(kind.as_str()),
                    _ => None,
                });
                let steps: Vec<&Item> =
                    case.items.iter().filter(|other| matches!(&other.what, What::Step { id: theirs } if theirs == id)).collect();
                let mut found = false;
                for (number, finding) in outcome.findings.iter().enumerate() {
                    let joined = finding.ways().any(|[source, sink]| {
                        at(&item.path, item.line, sink)
                            && sources
                                .iter()
                                .any(|(place, kind)| at(&place.path, place.line, source) && finding.source.kind == *kind)
                    });
                    let fits = joined
                        && class.as_ref().is_none_or(|class| &finding.class == class)
                        && sink_kind.is_none_or(|kind| kind == finding.sink_kind)
                        && steps
                            .iter()
                            .all(|step| finding.steps.iter().any(|seen| seen.path == step.path && seen.line == step.line));
                    if fits {
                        explained[number] = true;
                        found |= finding.confidence.name() == confidence;
                    }
                }
                say(
                    item,
                    found,
                    format!("no {confidence} finding {id} from {:?}", sources.iter().map(|(s, _)| s.line).collect::<Vec<_>>()),
                );
            }
            What::Capability(name) => {
                let holds = outcome.capabilities.iter().any(|one| {
                    &one.capability == name && one.witness.iter().any(|step| step.path == item.path && step.line == item.line)
                });
                say(item, holds, format!("no capability {name}"));
            }
            What::Endpoint(text) => {
                let used = outcome.endpoints.iter().any(|one| &one.value == text && one.callee.is_some());
                let found = outcome.findings.iter().any(|finding| {
                    finding.sink.line == item.line && finding.endpoint.as_ref().is_some_and(|endpoint| endpoint.contains(text))
                });
                say(item, used || found, format!("no endpoint {text}"));
            }
            What::Ok => {
                let loud = outcome.findings.iter().find(|finding| {
                    let own = (finding.sink.path.as_str(), finding.sink.line);
                    at(&item.path, item.line, own) || finding.ways().any(|[source, _]| at(&item.path, item.line, source))
                });
                let place = loud.map_or(0, |finding| finding.sink.line);
                say(item, loud.is_none(), format!("this line was to stay silent, not to go on to line {place}"));
            }
            What::Source { .. } | What::Sink { .. } | What::Step { .. } => {}
        }
    }
    for (finding, explained) in outcome.findings.iter().zip(explained) {
        let labelled = case.items.iter().any(|item| {
            item.gap == Some(Gap::Spurious)
                && [&finding.sink, &finding.source].iter().any(|place| at(&item.path, item.line, (&place.path, place.line)))
        });
        if !explained && !labelled {
            failures.push(format!(
                "{}:{}: unannotated {} {} from {}:{} ({})",
                finding.sink.path,
                finding.sink.line,
                finding.confidence.name(),
                finding.class,
                finding.source.path,
                finding.source.line,
                finding.source.kind
            ));
        }
    }
    failures
}

/// `CANDOR_CASES=LANGUAGE` runs those of one language alone: for whoever writes them.
#[allow(clippy::disallowed_methods, reason = "asked for from outside, for whoever writes cases")]
fn is_wanted(language: &str) -> bool {
    !std::env::var("CANDOR_CASES").is_ok_and(|only| only != language)
}

fn all_cases() -> Vec<Case> {
    let paths: Vec<(&'static Grammar, PathBuf)> = grammar::all()
        .iter()
        .filter(|grammar| is_wanted(grammar.id))
        .flat_map(|grammar| {
            ["flow", "hard", "models"].iter().flat_map(move |kind| case_files(grammar.id, kind)).map(move |path| (grammar, path))
        })
        .collect();
    paths.par_iter().map(|(grammar, path)| load(grammar, path)).collect()
}

/// Every case holds; known gaps are counted.
#[test]
fn cases_hold() {
    let cases = all_cases();
    let results: Vec<Vec<String>> = cases.par_iter().map(|case| failures(case, &run(case, &CATALOGUE))).collect();
    let gaps = cases.iter().flat_map(|case| &case.items).filter(|item| item.gap.is_some()).count();
    eprintln!(
        "{} cases, {} annotations, {gaps} known gaps",
        cases.len(),
        cases.iter().map(|case| case.items.len()).sum::<usize>()
    );
    let report: Vec<String> = cases
        .iter()
        .zip(&results)
        .filter(|(_, failures)| !failures.is_empty())
        .map(|(case, failures)| format!("{}\n  {}", case.name, failures.join("\n  ")))
        .collect();
    assert!(report.is_empty(), "\n{}", report.join("\n"));
}

/// Each row is needed by the case file of its model file, and has a near-miss there.
#[test]
fn every_row_has_a_case_and_a_near_miss() {
    let wanted = |id: &u32| is_wanted(&CATALOGUE.row(*id).language);
    let rows: Vec<u32> = (0..CATALOGUE.rows().len() as u32).filter(wanted).collect();
    let mut cases: BTreeMap<(String, String), Case> = BTreeMap::new();
    let mut raw: BTreeMap<(String, String), String> = BTreeMap::new();
    for grammar in grammar::all() {
        for path in case_files(grammar.id, "models") {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            raw.insert((grammar.id.to_owned(), stem.clone()), std::fs::read_to_string(&path).unwrap_or_default());
            cases.insert((grammar.id.to_owned(), stem), load(grammar, &path));
        }
    }
    let failed: Vec<String> = rows
        .par_iter()
        .filter_map(|&id| {
            let row = CATALOGUE.row(id);
            let stem = row.id.split(".toml").next().unwrap_or_default().to_owned();
            let key = (row.language.clone(), stem);
            let Some(case) = cases.get(&key) else { return Some(format!("{}: no case file", row.id)) };
            let names: Vec<&str> = row.targets.iter().map(last_name).collect();
            let near = raw[&key].lines().any(|line| {
                (line.contains("#~") || line.contains("//~"))
                    && line.trim_end().ends_with("ok")
                    && names.iter().any(|name| line.contains(name))
            });
            if !near {
                return Some(format!("{}: no near-miss (`ok`) names one of {names:?}", row.id));
            }
            let inherited = grammar::by_id(&row.language).map_or(&[][..], |grammar| grammar.inherits);
            let holds = |language: &str| language == row.language || inherited.contains(&language);
            let without = CATALOGUE.only(|other, model| other != id && holds(&model.language));
            failures(case, &run(case, &without)).is_empty().then(|| format!("{}: nothing fails without it ({names:?})", row.id))
        })
        .collect();
    assert!(failed.is_empty(), "{} of {} rows:\n{}", failed.len(), rows.len(), failed.join("\n"));
}

fn last_name(target: &Target) -> &str {
    match target {
        Target::Function(path) => path.rsplit('.').next().unwrap_or(path),
        // `name=` is the writing of a property.
        Target::Method { name, .. } | Target::AnyMethod(name) | Target::Attribute { name, .. } | Target::AnyAttribute(name) => {
            name.trim_end_matches('=')
        }
    }
}
