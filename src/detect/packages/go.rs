//! Go modules: `go.mod`, and the list of what lies in `vendor/`.

use super::{Found, wanted};

/// The path of a module: all but its last part is the namespace.
fn module(path: &str, version: &str) -> Found {
    let (namespace, name) = path.rsplit_once('/').map_or((None, path), |(namespace, name)| (Some(namespace.to_owned()), name));
    let version = (!version.is_empty()).then(|| version.to_owned());
    Found { namespace, version, ..wanted("golang", name, "", false) }
}

fn quoted(text: &str) -> &str {
    text.trim_matches(['"', '`'])
}

pub(super) fn manifest(text: &str) -> Result<Vec<Found>, String> {
    let mut found = Vec::new();
    let mut block = String::new();
    for line in text.lines() {
        let line = line.split("//").next().unwrap_or(line).trim();
        let mut words = line.split_whitespace();
        let first = words.next().unwrap_or_default();
        match (first, block.as_str()) {
            ("", _) => {}
            (")", _) => block.clear(),
            (_, "require") => found.push(module(quoted(first), words.next().unwrap_or_default())),
            (_, inside) if !inside.is_empty() => {}
            ("module", _) => found.extend(words.next().map(|path| Found { own: true, ..module(quoted(path), "") })),
            ("require", _) if !line.ends_with('(') => {
                found.extend(words.next().map(|path| module(quoted(path), words.next().unwrap_or_default())));
            }
            (verb, _) if line.ends_with('(') => verb.trim_end_matches('(').clone_into(&mut block),
            _ => {}
        }
    }
    if found.is_empty() { Err("it names no module".to_owned()) } else { Ok(found) }
}

/// `# path version`, or `# path version => other version`: then the other lies there.
pub(super) fn vendored(text: &str) -> Result<Vec<Found>, String> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("# "));
    let copy = |line: &str| {
        let line = line.rsplit("=> ").next().unwrap_or(line);
        let mut words = line.split_whitespace();
        let path = words.next().filter(|path| !path.starts_with('.'))?;
        Some(Found { own: true, copy: true, ..module(path, words.next().unwrap_or_default()) })
    };
    Ok(lines.filter_map(copy).collect())
}
