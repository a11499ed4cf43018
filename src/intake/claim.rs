//! Reads `submission.toml`, in which a vendor says what the submission is: vendor, product, version, components
//! provided and not provided. Evidence and no instruction: it is held against the files and decides nothing. A file
//! that says things twice, unknown things or nothing is told, and taken for no claim at all.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::names;
use super::snapshot::Snapshot;
use super::{File, Limits};
use crate::base::{Diagnostic, Severity, display};
use crate::report::model::{Claim, ClaimedComponent};

const NAME: &[u8] = b"submission.toml";
/// More is no description.
const MAX_BYTES: usize = 64 << 10;
const MAX_COMPONENTS: usize = 1000;
/// Characters of one text.
const MAX_TEXT: usize = 500;

const HELP: &str = "it is vendor = \"…\", product = \"…\", version = \"…\" and any number of [[component]] with name, \
                    provided = true or false, path (where it lies, if provided) and note";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    vendor: String,
    product: String,
    version: String,
    #[serde(default)]
    component: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    provided: bool,
    path: Option<String>,
    note: Option<String>,
}

/// The claim in the submission, if there is one, and what does not agree with it.
pub(super) fn read(snapshot: &Snapshot) -> (Option<Claim>, Vec<Diagnostic>) {
    let Some((root, file)) = snapshot.at_root(NAME) else { return (None, Vec::new()) };
    match parse(&file.bytes) {
        Ok(document) => {
            let claim = hold(document, root, file, snapshot);
            let faults = disagreements(&claim);
            (Some(claim), faults)
        }
        Err(fault) => {
            let remark =
                Diagnostic::new(Severity::Warning, "submission-toml", format!("the vendor's description is unusable: {fault}"));
            (None, vec![remark.at(file.display_path()).help(HELP)])
        }
    }
}

/// The error says what is wrong, and on which line.
fn parse(bytes: &[u8]) -> Result<Document, String> {
    if bytes.len() > MAX_BYTES {
        return Err(format!("{} bytes, more than {MAX_BYTES}", bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    let document: Document = toml::from_str(text).map_err(|error| {
        let line = error
            .span()
            .map_or(1, |span| 1 + text.as_bytes()[..span.start.min(text.len())].iter().filter(|&&byte| byte == b'\n').count());
        format!("line {line}: {}", display::escape(error.message()))
    })?;
    check(&document)?;
    Ok(document)
}

fn check(document: &Document) -> Result<(), String> {
    for (key, text) in [("vendor", &document.vendor), ("product", &document.product), ("version", &document.version)] {
        check_text(key, text)?;
    }
    if document.component.len() > MAX_COMPONENTS {
        return Err(format!("{} components, more than {MAX_COMPONENTS}", document.component.len()));
    }
    let mut names = BTreeSet::new();
    for row in &document.component {
        check_text("a component's name", &row.name)?;
        let name = display::escape(&row.name);
        if !names.insert(&row.name) {
            return Err(format!("component `{name}` is listed twice"));
        }
        if let Some(note) = &row.note {
            check_text("a note", note)?;
        }
        match &row.path {
            Some(path) if plain(path).is_none() => {
                return Err(format!("the path of component `{name}` is no plain path below the submission's root"));
            }
            None if row.provided => return Err(format!("component `{name}` is provided, but no path says where")),
            Some(_) | None => {}
        }
    }
    Ok(())
}

fn check_text(what: &str, text: &str) -> Result<(), String> {
    match text.trim().is_empty() || text.chars().count() > MAX_TEXT {
        true => Err(format!("{what} is empty or longer than {MAX_TEXT} characters")),
        false => Ok(()),
    }
}

/// A path without empty and `.` components; empty for the root itself.
fn plain(path: &str) -> Option<Vec<u8>> {
    names::archive_path(path.as_bytes(), &Limits::default()).ok()
}

/// Puts beside each claim what is there.
fn hold(document: Document, root: &[u8], file: &File, snapshot: &Snapshot) -> Claim {
    let folders: Vec<Option<Vec<u8>>> =
        document.component.iter().map(|row| Some([root, &plain(row.path.as_deref()?)?].concat())).collect();
    let provided: Vec<&Vec<u8>> = folders
        .iter()
        .zip(&document.component)
        .filter(|(_, row)| row.provided)
        .filter_map(|(folder, _)| folder.as_ref())
        .collect();
    let unclaimed = snapshot.files.iter().filter(|&other| other != file);
    let unclaimed = unclaimed.filter(|file| !provided.iter().any(|folder| lies_in(&file.path, folder))).count();
    let mut components: Vec<ClaimedComponent> = document
        .component
        .iter()
        .zip(&folders)
        .map(|(row, folder)| ClaimedComponent {
            name: display::escape(&row.name),
            provided: row.provided,
            path: row.path.as_deref().map(display::escape),
            note: row.note.as_deref().map(display::escape),
            files: folder
                .as_ref()
                .map_or(0, |folder| snapshot.files.iter().filter(|file| lies_in(&file.path, folder)).count() as u64),
        })
        .collect();
    components.sort();
    Claim {
        path: file.display_path(),
        vendor: display::escape(&document.vendor),
        product: display::escape(&document.product),
        version: display::escape(&document.version),
        components,
        unclaimed_files: if provided.is_empty() { 0 } else { unclaimed as u64 },
    }
}

/// Whether `path` is `folder`, or below it.
fn lies_in(path: &[u8], folder: &[u8]) -> bool {
    let folder = folder.strip_suffix(b"/").unwrap_or(folder);
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest[0] == b'/')
}

fn disagreements(claim: &Claim) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut remark = |code: &str, severity, message: String, help: &str| {
        out.push(Diagnostic::new(severity, code, message).at(claim.path.clone()).help(help));
    };
    for component in &claim.components {
        let (name, path) = (&component.name, component.path.as_deref().unwrap_or_default());
        match (component.provided, component.files) {
            (true, 0) => remark(
                "component-missing",
                Severity::Warning,
                format!("the vendor says that component `{name}` lies in `{path}`, but no file is there"),
                "ask the vendor for it; nothing of it was reviewed",
            ),
            (false, files) if files > 0 => remark(
                "component-present",
                Severity::Warning,
                format!("the vendor says that component `{name}` is not provided, but {files} files lie in `{path}`"),
                "they were reviewed like all others; ask the vendor which of the two is meant",
            ),
            (_, _) => {}
        }
    }
    if claim.unclaimed_files > 0 {
        remark(
            "files-not-claimed",
            Severity::Note,
            format!("{} files lie in no component that the vendor lists as provided", claim.unclaimed_files),
            "they were reviewed like all others",
        );
    }
    out
}
