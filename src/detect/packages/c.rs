//! C and C++: Conan and vcpkg, and copies of libraries by the version that their own header defines.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::{Found, is_exact, wanted};

/// A line a library: file name, name, and the macros that make its version, joined by `.`; a text holds all of it.
const HEADERS: &str = include_str!("headers.tsv");
/// Bytes of a header in which its version stands.
const HEAD: usize = 512 << 10;

/// Copies of libraries that `path` is a header of.
pub(super) fn copies(path: &str, bytes: &[u8]) -> Vec<Found> {
    let file = path.rsplit(['/', '!']).next().unwrap_or(path);
    let rows = HEADERS.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()?)).filter(|(name, ..)| *name == file)
    });
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return Vec::new();
    }
    let copy = |name: &str, version: String| Found {
        own: true,
        copy: true,
        version: Some(version),
        ..wanted("generic", name, "", false)
    };
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let mut found: Vec<Found> = rows.filter_map(|(_, name, macros)| Some(copy(name, version(&text, macros)?))).collect();
    found.dedup_by(|a, b| a.name == b.name);
    found
}

fn version(text: &str, macros: &str) -> Option<String> {
    let parts: Option<Vec<&str>> = macros.split(' ').map(|name| defined(text, name)).collect();
    let parts = parts?.join(".");
    // `OpenSSL 1.1.1k  25 Mar 2021`, `1.0.8, 13-Jul-2019`: the first word that begins with a digit.
    let mut words = parts.split([' ', ',']).map(|word| word.trim_matches(['"', '(', ')']));
    words.find(|word| is_exact(word)).map(str::to_owned)
}

/// The value of `#define NAME value`, without quotes and comments.
fn defined<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    text.lines().find_map(|line| {
        let rest = line.trim_start().strip_prefix('#')?.trim_start().strip_prefix("define")?.trim_start().strip_prefix(name)?;
        let value = rest.starts_with([' ', '\t']).then(|| rest.trim())?;
        let value = value.split("/*").next().unwrap_or(value).split("//").next().unwrap_or(value).trim();
        (!value.is_empty()).then(|| value.trim_matches('"'))
    })
}

/// `name/version@user/channel#revision`, or a range in brackets.
fn reference(text: &str, development: bool) -> Option<Found> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([A-Za-z0-9_][A-Za-z0-9_+.-]*)/(\[[^\]]*\]|[^@#\s/]+)").expect("invariant: the expression is well-formed")
    });
    let parts = FORM.captures(text.trim())?;
    Some(wanted("conan", &parts[1], parts[2].trim_matches(['[', ']']), development))
}

pub(super) fn conan(text: &str) -> Result<Vec<Found>, String> {
    let mut section = "";
    let mut found = Vec::new();
    for line in text.lines().map(str::trim) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => section = name,
            None if section == "requires" => found.extend(reference(line, false)),
            None if matches!(section, "tool_requires" | "build_requires" | "test_requires") => {
                found.extend(reference(line, true))
            }
            None => {}
        }
    }
    Ok(found)
}

/// A recipe is a program, which is not run: of its lines, those that require something by name.
pub(super) fn conan_recipe(text: &str) -> Result<Vec<Found>, String> {
    static QUOTED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"["']([^"'\s]+/[^"']+)["']"#).expect("invariant: the expression is well-formed"));
    let mut found = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let requires = line.contains("requires");
        open = if requires { line.contains('(') || line.contains('[') } else { open };
        if requires || open {
            let development = line.contains("tool_requires") || line.contains("build_requires") || line.contains("test_requires");
            found.extend(QUOTED.captures_iter(line).filter_map(|parts| reference(&parts[1], development)));
        }
        open &= !line.contains([')', ']']);
    }
    Ok(found)
}

pub(super) fn vcpkg(text: &str) -> Result<Vec<Found>, String> {
    let document: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let word = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let version = |value: &Value| {
        ["version", "version-semver", "version-string", "version-date"].into_iter().find_map(|key| word(value, key))
    };
    let mut found = Vec::new();
    if let Some(name) = word(&document, "name") {
        found.push(Found { own: true, version: version(&document), ..wanted("generic", &name, "", false) });
    }
    let list = |key: &str| document.get(key).and_then(Value::as_array).into_iter().flatten();
    for value in list("overrides") {
        let name = word(value, "name").unwrap_or_default();
        found.push(Found { version: version(value), ..wanted("generic", &name, "", false) });
    }
    for value in list("dependencies") {
        let Some(name) = value.as_str().map(str::to_owned).or_else(|| word(value, "name")) else { continue };
        let least = word(value, "version>=").map(|least| format!(">={least}"));
        let development = value.get("host").and_then(Value::as_bool).unwrap_or_default();
        found.push(Found { requirement: least, ..wanted("generic", &name, "", development) });
    }
    Ok(found)
}
