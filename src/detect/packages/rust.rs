//! Cargo: `Cargo.toml` and `Cargo.lock`.

use toml::{Table, Value};

use super::{Found, document, wanted};

const LISTS: [(&str, bool); 3] = [("dependencies", false), ("dev-dependencies", true), ("build-dependencies", true)];

pub(super) fn manifest(text: &str) -> Result<Vec<Found>, String> {
    let document = document(text)?;
    let mut found = Vec::new();
    if let Some(package) = document.get("package").and_then(Value::as_table) {
        let text = |key: &str| package.get(key).and_then(Value::as_str);
        let name = text("name").unwrap_or_default();
        found.push(Found { own: true, version: text("version").map(str::to_owned), ..wanted("cargo", name, "", false) });
    }
    let targets =
        document.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values).filter_map(Value::as_table);
    for table in std::iter::once(&document).chain(targets) {
        for (list, development) in LISTS {
            let rows = table.get(list).and_then(Value::as_table).into_iter().flatten();
            found.extend(rows.filter_map(|(name, value)| asked(name, value, development)));
        }
    }
    Ok(found)
}

/// What lies at a path is part of the submission, and has a manifest of its own.
fn asked(name: &str, value: &Value, development: bool) -> Option<Found> {
    if value.get("path").is_some() {
        return None;
    }
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let name = text("package").unwrap_or(name);
    let version = value.as_str().or_else(|| text("version")).or_else(|| text("git")).unwrap_or_default();
    // A bare version stands for all that are compatible with it.
    let exact = version.strip_prefix('=').map(str::trim).filter(|version| super::is_exact(version));
    let found = wanted("cargo", name, exact.unwrap_or_default(), development);
    let requirement = (exact.is_none() && !version.is_empty()).then(|| version.to_owned());
    Some(Found { requirement, ..found })
}

/// Only what comes from elsewhere has a source.
pub(super) fn lock(text: &str) -> Result<Vec<Found>, String> {
    let document = document(text)?;
    let packages = document.get("package").and_then(Value::as_array).into_iter().flatten();
    let foreign = packages.filter(|package| package.get("source").is_some());
    let found = foreign.filter_map(|package| {
        let text = |key: &str| package.get(key).and_then(Value::as_str);
        Some(Found { version: text("version").map(str::to_owned), ..wanted("cargo", text("name")?, "", false) })
    });
    Ok(found.collect())
}
