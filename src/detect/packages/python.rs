//! PyPI: requirement files, `pyproject.toml` (standard and Poetry), lock files, and the metadata that packages carry.

use std::sync::LazyLock;

use regex::Regex;
use toml::{Table, Value};

use super::{Found, document, wanted};

/// The name as the index compares it: lower case, runs of `-`, `_` and `.` as one `-`.
pub(super) fn normal(name: &str) -> String {
    let parts = name.split(['-', '_', '.']).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    parts.join("-").to_lowercase()
}

/// `name[extra] >=1, <2 ; marker`, or `name @ address`.
fn requirement(text: &str, development: bool) -> Option<Found> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(.*)$")
            .expect("invariant: the expression is well-formed")
    });
    let text = text.split(" #").next().unwrap_or(text).split(" --").next().unwrap_or(text);
    let parts = FORM.captures(text)?;
    let rest = parts[2].split(';').next().unwrap_or_default().trim();
    let rest = rest.trim_start_matches('(').trim_end_matches(')').trim();
    // Anything else after a name is no requirement but a sentence.
    if !rest.is_empty() && !rest.starts_with(['=', '<', '>', '!', '~', '@']) {
        return None;
    }
    let exact = rest.strip_prefix("===").or_else(|| rest.strip_prefix("==")).map(str::trim);
    Some(wanted("pypi", &parts[1], exact.filter(|version| super::is_exact(version)).unwrap_or(rest), development))
}

pub(super) fn requirements(text: &str) -> Result<Vec<Found>, String> {
    let joined = text.replace("\\\r\n", " ").replace("\\\n", " ");
    let lines = joined.lines().map(str::trim).filter(|line| !line.starts_with(['#', '-']));
    Ok(lines.filter_map(|line| requirement(line, false)).collect())
}

/// `Name`, `Version` and `Requires-Dist` of the head of a package's metadata.
pub(super) fn metadata(text: &str) -> Result<Vec<Found>, String> {
    let head: Vec<(&str, &str)> =
        text.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.split_once(": ")).collect();
    let value = |key: &str| head.iter().find(|(name, _)| *name == key).map(|(_, value)| value.trim().to_owned());
    let name = value("Name").ok_or("it has no Name")?;
    let own = Found { own: true, version: value("Version"), ..wanted("pypi", &name, "", false) };
    let asked = head.iter().filter(|(key, _)| *key == "Requires-Dist");
    let asked = asked.filter_map(|(_, value)| requirement(value, value.contains("extra ==") || value.contains("extra==")));
    Ok(std::iter::once(own).chain(asked).collect())
}

pub(super) fn pyproject(text: &str) -> Result<Vec<Found>, String> {
    let document = document(text)?;
    let table = |path: &[&str]| path.iter().try_fold(&document, |table, key| table.get(*key)?.as_table());
    let mut found = Vec::new();
    for path in [&["project"][..], &["tool", "poetry"]] {
        let Some(project) = table(path) else { continue };
        let text = |key: &str| project.get(key).and_then(Value::as_str);
        if let Some(name) = text("name") {
            found.push(Found { own: true, version: text("version").map(str::to_owned), ..wanted("pypi", name, "", false) });
        }
    }
    let list = |value: Option<&Value>, development: bool| -> Vec<Found> {
        let texts = value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        texts.filter_map(|text| requirement(text, development)).collect()
    };
    found.extend(list(table(&["project"]).and_then(|project| project.get("dependencies")), false));
    for path in [&["project", "optional-dependencies"][..], &["dependency-groups"]] {
        found.extend(table(path).into_iter().flat_map(Table::values).flat_map(|value| list(Some(value), true)));
    }
    found.extend(list(table(&["build-system"]).and_then(|build| build.get("requires")), true));
    let groups = table(&["tool", "poetry", "group"]).into_iter().flat_map(Table::values).filter_map(Value::as_table);
    let groups = groups.filter_map(|group| group.get("dependencies").and_then(Value::as_table)).map(|list| (list, true));
    let plain = [("dependencies", false), ("dev-dependencies", true)];
    let plain = plain.into_iter().filter_map(|(key, development)| Some((table(&["tool", "poetry", key])?, development)));
    for (list, development) in plain.chain(groups) {
        found.extend(list.iter().filter(|(name, _)| *name != "python").map(|(name, value)| poetry(name, value, development)));
    }
    Ok(found)
}

/// `name = "^1.2"`, or a table with a version.
fn poetry(name: &str, value: &Value, development: bool) -> Found {
    let version = value.as_str().or_else(|| value.get("version").and_then(Value::as_str)).unwrap_or_default();
    // In Poetry too, a bare version stands for itself alone.
    wanted("pypi", name, version.trim_start_matches("=="), development)
}

/// `poetry.lock`, `uv.lock` and `pdm.lock`: one table for each package. What comes from the tree itself has a manifest.
pub(super) fn lock(text: &str) -> Result<Vec<Found>, String> {
    let document = document(text)?;
    let packages = document.get("package").and_then(Value::as_array).into_iter().flatten();
    let here = |package: &&Value| {
        let of = |key: &str| package.get("source").is_some_and(|source| source.get(key).is_some());
        of("virtual") || of("editable") || of("directory")
    };
    let found = packages.filter(|package| !here(package)).filter_map(|package| {
        let text = |key: &str| package.get(key).and_then(Value::as_str);
        let development = text("category") == Some("dev") || package.get("optional").and_then(Value::as_bool) == Some(true);
        Some(Found { version: text("version").map(str::to_owned), ..wanted("pypi", text("name")?, "", development) })
    });
    Ok(found.collect())
}

/// `Pipfile.lock`: `default` and `develop`, each `name` → `{"version": "==1.0"}`.
pub(super) fn pipfile_lock(text: &str) -> Result<Vec<Found>, String> {
    let map: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut found = Vec::new();
    for (list, development) in [("default", false), ("develop", true)] {
        for (name, package) in map.get(list).and_then(serde_json::Value::as_object).into_iter().flatten() {
            let version = package.get("version").and_then(serde_json::Value::as_str).unwrap_or_default();
            found.push(wanted("pypi", name, version.trim_start_matches('='), development));
        }
    }
    Ok(found)
}
