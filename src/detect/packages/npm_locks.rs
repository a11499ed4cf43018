//! npm: what Yarn and pnpm lock. Their tools write these files in one layout, which is read line by line: they are long, and a
//! tree of one weighs many times its text.

use super::javascript::scoped;
use super::{Found, wanted};

/// `yarn.lock`, of Yarn 1 and of later ones: at the left edge what was asked for (`"a@^1", "a@npm:^1.2":`), below it `version`
/// and, in later ones, `resolution`.
pub(super) fn yarn(text: &str) -> Result<Vec<Found>, String> {
    let mut found: Vec<Found> = Vec::new();
    let mut asked: Option<&str> = None;
    let mut version: Option<&str> = None;
    for line in text.lines().chain([""]) {
        if line.starts_with([' ', '\t']) {
            let Some((key, value)) = line.trim().split_once([' ', ':']) else { continue };
            let value = unquoted(value.trim_start_matches(':'));
            match key {
                "version" => version = Some(value),
                // Of the tree's own parts there are manifests.
                "resolution" if value.contains("@workspace:") => asked = None,
                // An alias is installed under another name than its own.
                "resolution" => asked = descriptor(value).or(asked),
                _ => {}
            }
            continue;
        }
        if let (Some(name), Some(version)) = (asked.take(), version.take()) {
            found.push(Found { version: Some(version.to_owned()), ..wanted("npm", name, "", false) });
        }
        asked = line.strip_suffix(':').filter(|line| !line.starts_with('#')).and_then(descriptor);
        version = None;
    }
    Ok(found.into_iter().map(scoped).collect())
}

/// The name in `"@scope/name@npm:^1.2", …`; that of what an alias stands for.
fn descriptor(text: &str) -> Option<&str> {
    let first = unquoted(unquoted(text).split(", ").next()?);
    let (name, range) = split(first)?;
    let aliased = range.strip_prefix("npm:").and_then(split).map(|(name, _)| name);
    Some(aliased.unwrap_or(name))
}

/// `name@rest` or `@scope/name@rest`.
fn split(text: &str) -> Option<(&str, &str)> {
    let at = text.char_indices().skip(1).find(|(_, character)| *character == '@')?.0;
    Some((&text[..at], &text[at + 1..]))
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}

/// `pnpm-lock.yaml`: below `packages:` one key for each, `/@scope/name/1.0.0`, `/name@1.0.0(peer@2)` or `name@1.0.0` by the
/// version of the layout, and below that whether it is for development alone.
pub(super) fn pnpm(text: &str) -> Result<Vec<Found>, String> {
    let mut found: Vec<Found> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let line = line.trim();
        match indent {
            _ if line.is_empty() || line.starts_with('#') => {}
            0 => inside = line == "packages:",
            2 if inside => found.extend(line.strip_suffix(':').and_then(package)),
            4 if inside && (line == "dev: true" || line == "optional: true") => {
                if let Some(last) = found.last_mut() {
                    last.development = true;
                }
            }
            _ => {}
        }
    }
    Ok(found.into_iter().map(scoped).collect())
}

fn package(key: &str) -> Option<Found> {
    let key = unquoted(key);
    let key = key.split('(').next().unwrap_or(key);
    let plain = key.strip_prefix('/').unwrap_or(key);
    let by_slash = |text: &'_ str| {
        let (name, version) = text.rsplit_once('/')?;
        let is_version = version.starts_with(|first: char| first.is_ascii_digit()) && !version.contains('@');
        is_version.then_some((name.len(), name.len() + 1))
    };
    // `/name/1.0.0_peer@2.0.0`: the peers have names of their own.
    let own = plain.match_indices('_').map(|(at, _)| &plain[..at]).find(|own| by_slash(own).is_some()).unwrap_or(plain);
    let (name, version) = match by_slash(own) {
        Some((end, begin)) => (&own[..end], &own[begin..]),
        None => split(own)?,
    };
    // What peers it was put together with is no part of its version.
    let version = version.split('_').next().unwrap_or(version);
    Some(Found { version: Some(version.to_owned()), ..wanted("npm", name, "", false) })
}
