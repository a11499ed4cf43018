//! npm: `package.json`, `package-lock.json` of all versions, and copies of single files that carry a version in their names.

use std::cmp::Reverse;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Map, Value};

use super::{Found, wanted};

const LISTS: [(&str, bool); 4] =
    [("dependencies", false), ("peerDependencies", false), ("optionalDependencies", true), ("devDependencies", true)];

/// Files that one manifest names as what its package offers.
const MAX_ENTRIES: usize = 64;
/// Conditions in conditions.
const MAX_DEPTH: usize = 4;

/// `@scope/name` has its scope as namespace.
pub(super) fn scoped(mut found: Found) -> Found {
    if let Some((scope, name)) = found.name.split_once('/').filter(|(scope, _)| scope.starts_with('@')) {
        (found.namespace, found.name) = (Some(scope.to_owned()), name.to_owned());
    }
    found
}

fn object(text: &str) -> Result<Map<String, Value>, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn word(map: &Map<String, Value>, key: &str) -> Option<String> {
    map.get(key).and_then(Value::as_str).map(str::to_owned)
}

pub(super) fn manifest(text: &str) -> Result<Vec<Found>, String> {
    let map = object(text)?;
    let mut found = Vec::new();
    if let Some(name) = word(&map, "name") {
        found.push(scoped(Found { own: true, version: word(&map, "version"), ..wanted("npm", &name, "", false) }));
    }
    for (list, development) in LISTS {
        for (name, requirement) in map.get(list).and_then(Value::as_object).into_iter().flatten() {
            let requirement = requirement.as_str().unwrap_or_default();
            found.push(scoped(wanted("npm", name, requirement.trim_start_matches('='), development)));
        }
    }
    Ok(found)
}

/// What imports of the package mean: (path below its name, file below its folder), in the order in which they are tried.
pub(super) fn entries(text: &str) -> Vec<(String, String)> {
    let Ok(map) = object(text) else { return Vec::new() };
    let plain = |path: &str| path.trim_start_matches("./").to_owned();
    // As Node has it, `exports` goes before all else. In which order its conditions stand is not known any more.
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open: Vec<(String, &Value, usize)> =
        map.get("exports").map(|exports| (String::new(), exports, 0)).into_iter().collect();
    while let Some((inside, value, depth)) = open.pop() {
        match value {
            Value::String(path) if found.len() < MAX_ENTRIES => found.push((inside, plain(path))),
            Value::Object(map) if depth < MAX_DEPTH => {
                // `"./x"` is a path below the name, `"import"` a condition.
                let mut entries: Vec<_> = map.iter().collect();
                entries.sort_by_key(|(key, _)| Reverse(condition_rank(key)));
                open.extend(entries.into_iter().map(|(key, value)| match key.strip_prefix('.') {
                    Some(below) => (below.trim_start_matches('/').to_owned(), value, depth + 1),
                    None => (inside.clone(), value, depth + 1),
                }));
            }
            _ => {}
        }
    }
    // What bundlers ask for; `source` is what the rest is built from.
    let others = ["main", "module", "source"].iter().filter_map(|key| Some((String::new(), plain(&word(&map, key)?))));
    found.extend(others);
    // Declarations of types have no code.
    found.retain(|(_, path)| !path.ends_with(".d.ts") && !path.contains('*'));
    found
}

/// Conditions of `exports`, the one first that holds for a program that Node runs.
fn condition_rank(key: &str) -> usize {
    const USUAL: [&str; 4] = ["node", "import", "require", "module"];
    match key {
        "default" => USUAL.len() + 1,
        _ => USUAL.iter().position(|known| *known == key).unwrap_or(USUAL.len()),
    }
}

/// Versions 2 and 3 list packages by the folders that they go to, version 1 in each other.
pub(super) fn lock(text: &str) -> Result<Vec<Found>, String> {
    let map = object(text)?;
    let mut found = Vec::new();
    if let Some(packages) = map.get("packages").and_then(Value::as_object) {
        for (folder, package) in packages {
            let Some((_, name)) = folder.rsplit_once("node_modules/") else { continue };
            found.extend(package.as_object().and_then(|package| locked(name, package)));
        }
        return Ok(found);
    }
    let mut pending: Vec<&Map<String, Value>> = map.get("dependencies").and_then(Value::as_object).into_iter().collect();
    while let Some(list) = pending.pop() {
        for (name, package) in list.iter().filter_map(|(name, package)| Some((name, package.as_object()?))) {
            found.extend(locked(name, package));
            pending.extend(package.get("dependencies").and_then(Value::as_object));
        }
    }
    Ok(found)
}

fn locked(name: &str, package: &Map<String, Value>) -> Option<Found> {
    let is = |key: &str| package.get(key).and_then(Value::as_bool).unwrap_or_default();
    // A link leads to a folder that has a manifest of its own.
    if is("link") {
        return None;
    }
    // An alias is installed under another name than its own.
    let name = word(package, "name").unwrap_or_else(|| name.to_owned());
    Some(scoped(Found { version: word(package, "version"), ..wanted("npm", &name, "", is("dev") || is("optional")) }))
}

/// `jquery-3.5.1.min.js`.
pub(super) fn copy(path: &str) -> Option<Found> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([a-z][a-z0-9_.-]*?)[-.]v?([0-9]+(?:\.[0-9]+){1,3})(?:[.-](?:min|slim|bundle|umd|prod))*\.js$")
            .expect("invariant: the expression is well-formed")
    });
    let name = path.rsplit(['/', '!']).next().unwrap_or(path);
    let parts = NAME.captures(name)?;
    let version = Some(parts[2].to_owned());
    Some(Found { own: true, copy: true, version, ..wanted("npm", &parts[1], "", false) })
}
