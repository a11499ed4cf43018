//! Gradle: what build scripts ask for in so many words, version catalogues, and lock files. A script is a program: what it
//! puts together is not known.

use std::sync::LazyLock;

use regex::Regex;
use toml::{Table, Value};

use super::{Found, document, wanted};

fn artifact(coordinates: &str, development: bool) -> Option<Found> {
    let mut parts = coordinates.split(':');
    let (group, name) = (parts.next()?, parts.next()?);
    let version = parts.next().unwrap_or_default().split('@').next().unwrap_or_default();
    // What is put in is known where the script runs alone.
    let version = if version.contains('$') { "" } else { version };
    let plain = |text: &str| !text.is_empty() && !text.contains(['$', ' ', '/']);
    (plain(group) && plain(name))
        .then(|| Found { namespace: Some(group.to_owned()), ..wanted("maven", name, version, development) })
}

/// `build.gradle` and `build.gradle.kts`: `implementation 'group:name:1.0'`, `testImplementation("group:name:1.0")`.
pub(super) fn script(text: &str) -> Result<Vec<Found>, String> {
    static ASKED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r#"(?m)^\s*([A-Za-z]*(?:[iI]mplementation|[aA]pi|[cC]ompile|[cC]ompileOnly|[rR]untimeOnly|[rR]untime|[pP]rocessor|kapt|ksp|classpath))[ \t(]+(?:(?:platform|enforcedPlatform)\()?["']([^"'\n]+)["']"#,
        )
        .expect("invariant: the expression is well-formed")
    });
    let found = ASKED.captures_iter(text).filter_map(|parts| {
        let configuration = parts[1].to_lowercase();
        let development = ["test", "processor", "kapt", "ksp", "classpath"].iter().any(|word| configuration.contains(word));
        artifact(&parts[2], development)
    });
    Ok(found.collect())
}

/// `gradle.lockfile`: `group:name:1.0=compileClasspath,runtimeClasspath`.
pub(super) fn lock(text: &str) -> Result<Vec<Found>, String> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let found = lines.filter_map(|line| {
        let (coordinates, configurations) = line.split_once('=')?;
        artifact(coordinates, configurations.split(',').all(|name| name.to_lowercase().contains("test")))
    });
    Ok(found.collect())
}

/// A version catalogue (`libs.versions.toml`): `libraries`, each with a version of its own or one that it refers to.
pub(super) fn catalogue(text: &str) -> Result<Vec<Found>, String> {
    let document = document(text)?;
    let table = |key: &str| document.get(key).and_then(Value::as_table);
    let versions = table("versions").cloned().unwrap_or_default();
    let libraries = table("libraries").into_iter().flat_map(Table::values);
    Ok(libraries.filter_map(|library| listed(library, &versions)).collect())
}

fn listed(library: &Value, versions: &Table) -> Option<Found> {
    if let Some(coordinates) = library.as_str() {
        return artifact(coordinates, false);
    }
    let text = |key: &str| library.get(key).and_then(Value::as_str);
    let module = match (text("module"), text("group"), text("name")) {
        (Some(module), _, _) => module.to_owned(),
        (None, Some(group), Some(name)) => format!("{group}:{name}"),
        _ => return None,
    };
    let version = match library.get("version") {
        Some(Value::Table(rich)) => match rich.get("ref").and_then(Value::as_str) {
            Some(name) => versions.get(name).and_then(Value::as_str),
            None => ["strictly", "require", "prefer"].iter().find_map(|key| rich.get(*key)?.as_str()),
        },
        version => version.and_then(Value::as_str),
    };
    artifact(&format!("{module}:{}", version.unwrap_or_default()), false)
}
