//! The files of a submission → contents that are there several times, and third parties' folders that are, by digests and
//! names; its inventory of packages → those that are there in several versions.

use std::collections::{BTreeMap, BTreeSet};

use super::{TABLES, ratio};
use crate::base::Digest;
use crate::report::model::{FileCoverage, Package, PackageKind, Ratio, SameFiles, SameFolders, SamePackages};

/// Smaller files are alike by chance: empty ones, markers, one-line modules.
const LEAST: u64 = 256;
/// Contents and names that are listed.
const LISTED: usize = 50;
/// Paths listed of each.
const PATHS: usize = 5;

/// A list, what it leaves out, and the figure of all.
pub(super) struct Copies<T> {
    pub(super) list: Vec<T>,
    pub(super) left_out: u64,
    pub(super) ratio: Ratio,
}

pub(super) fn same_files(files: &[FileCoverage]) -> Copies<SameFiles> {
    let mut contents: BTreeMap<Digest, (u64, Vec<&str>)> = BTreeMap::new();
    let mut all = 0;
    for file in files.iter().filter(|file| file.bytes >= LEAST) {
        all += 1;
        let entry = contents.entry(file.digest).or_insert((file.bytes, Vec::new()));
        entry.1.push(&file.path);
    }
    contents.retain(|_, (_, paths)| paths.len() > 1);
    let copies = contents.values().map(|(_, paths)| paths.len() as u64 - 1).sum();
    let mut list: Vec<SameFiles> = contents
        .into_iter()
        .map(|(digest, (bytes, paths))| SameFiles { digest, bytes, copies: paths.len() as u64, paths: first(paths) })
        .collect();
    list.sort_by_key(|same| (std::cmp::Reverse(same.bytes.saturating_mul(same.copies - 1)), same.digest));
    let left_out = list.len().saturating_sub(LISTED) as u64;
    list.truncate(LISTED);
    Copies { list, left_out, ratio: ratio("duplicate-files", copies, all, Vec::new()) }
}

/// Of packages that are there, the submission's own and copies of others'.
pub(super) fn same_packages(packages: &[Package]) -> Copies<SamePackages> {
    let mut names: BTreeMap<(&str, String), BTreeSet<&str>> = BTreeMap::new();
    for package in packages.iter().filter(|package| package.kind != PackageKind::Declared) {
        let Some(version) = &package.version else { continue };
        let name = package.namespace.as_ref().map_or_else(|| package.name.clone(), |space| format!("{space}/{}", package.name));
        names.entry((&package.ecosystem, name)).or_default().insert(version);
    }
    let all = names.len() as u64;
    names.retain(|_, versions| versions.len() > 1);
    let several = names.len() as u64;
    let list = names.into_iter().take(LISTED).map(|((ecosystem, name), versions)| SamePackages {
        ecosystem: ecosystem.to_owned(),
        name,
        versions: versions.into_iter().take(PATHS).map(str::to_owned).collect(),
    });
    let left_out = several.saturating_sub(LISTED as u64);
    Copies { list: list.collect(), left_out, ratio: ratio("packages-in-several-versions", several, all, Vec::new()) }
}

fn first(mut paths: Vec<&str>) -> Vec<String> {
    paths.sort_unstable();
    paths.into_iter().take(PATHS).map(str::to_owned).collect()
}

pub(super) fn same_folders(files: &[FileCoverage]) -> Copies<SameFolders> {
    // Folder → what its files are, as (path inside, digest) one after another.
    let mut folders: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for file in files {
        for folder in third_parties(&file.path) {
            let content = folders.entry(folder).or_default();
            content.extend(&file.path.as_bytes()[folder.len()..]);
            content.extend(file.digest.0);
        }
    }
    let all = folders.len() as u64;
    let mut names: BTreeMap<String, BTreeMap<&str, Digest>> = BTreeMap::new();
    for (folder, content) in folders {
        names.entry(component(folder)).or_default().insert(folder, Digest::of(&content));
    }
    names.retain(|_, copies| copies.len() > 1);
    let extra = names.values().map(|copies| copies.len() as u64 - 1).sum();
    let left_out = names.len().saturating_sub(LISTED) as u64;
    let list = names.into_iter().take(LISTED).map(|(name, copies)| {
        let mut contents: Vec<&Digest> = copies.values().collect();
        contents.sort_unstable();
        contents.dedup();
        let (copied, contents) = (copies.len() as u64, contents.len() as u64);
        SameFolders { name, copies: copied, contents, paths: first(copies.into_keys().collect()) }
    });
    Copies { list: list.collect(), left_out, ratio: ratio("third-party-copies", extra, all, Vec::new()) }
}

/// The folders of third parties that a file lies in, outermost first: `a/vendor/zlib` of `a/vendor/zlib/inflate.c`. Scopes
/// of packages (`node_modules/@scope/name`) and hosts (`vendor/host.example/owner/name`) belong to the name.
fn third_parties(path: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut below: Option<u8> = None;
    for (slash, _) in path.match_indices('/') {
        let part = &path[start..slash];
        below = match below {
            _ if TABLES.third_party.folders.iter().any(|name| part.eq_ignore_ascii_case(name)) => Some(0),
            Some(0) if part.starts_with('@') => Some(1),
            Some(0) if part.contains('.') && !part.starts_with(|first: char| first.is_ascii_digit()) && is_host(part) => Some(2),
            Some(2) => Some(1),
            Some(_) => {
                found.push(&path[..slash]);
                None
            }
            None => None,
        };
        start = slash + 1;
    }
    found
}

/// `github.com`, not `zlib-1.2.13`.
fn is_host(part: &str) -> bool {
    part.rsplit_once('.').is_some_and(|(_, last)| last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// What a folder is of: its name without a version, in lower case, with its scope.
fn component(folder: &str) -> String {
    let mut parts = folder.rsplit('/');
    let name = parts.next().unwrap_or(folder);
    let scope = parts.next().filter(|scope| scope.starts_with('@')).map_or(String::new(), |scope| format!("{scope}/"));
    let version = name.char_indices().find(|&(at, mark)| {
        let rest = name[at + mark.len_utf8()..].trim_start_matches('v');
        at > 0 && matches!(mark, '-' | '_' | '@' | '.') && rest.starts_with(|first: char| first.is_ascii_digit())
    });
    let name = &name[..version.map_or(name.len(), |(at, _)| at)];
    format!("{scope}{}", name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{component, third_parties};

    #[test]
    fn folders_of_third_parties_and_their_names() {
        for (path, expected) in [
            ("src/a.c", &[][..]),
            ("a/vendor/zlib-1.2.13/inflate.c", &["a/vendor/zlib-1.2.13"]),
            ("vendor/a.c", &[]),
            ("node_modules/a/node_modules/@b/c/i.js", &["node_modules/a", "node_modules/a/node_modules/@b/c"]),
            ("vendor/github.example/o/n/x.go", &["vendor/github.example/o/n"]),
        ] {
            assert_eq!(third_parties(path), expected, "{path}");
        }
        for (folder, name) in [
            ("vendor/zlib-1.2.13", "zlib"),
            ("vendor/OpenSSL_1_0_2", "openssl"),
            ("node_modules/@b/c", "@b/c"),
            ("deps/lib-ssh", "lib-ssh"),
            ("deps/foo-v2", "foo"),
        ] {
            assert_eq!(component(folder), name, "{folder}");
        }
    }
}
