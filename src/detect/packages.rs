//! Manifests, lock files and headers of well-known libraries → the packages that a submission is, holds and asks for. Bounded;
//! a manifest that cannot be read is told and gives none. Runs no build tool and resolves nothing: what is written, as it is written.

mod c;
mod go;
mod gradle;
mod java;
mod javascript;
mod npm_locks;
mod python;
mod rust;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Diagnostic, Severity, display};
use crate::link::Root;
use crate::report::model::{Package, PackageKind, Packages};

/// A manifest is no longer; lock files may be long.
const MAX_BYTES: usize = 16 << 20;
/// Where a manifest's syntax tree weighs many times its text.
const MAX_TOML: usize = 4 << 20;
/// Packages that are looked at, and those of a report.
const MAX_FOUND: usize = 200_000;
const MAX_PACKAGES: usize = 20_000;
/// Directories that have a name.
const MAX_ROOTS: usize = 20_000;
/// Diagnostics about manifests.
const MAX_TOLD: usize = 50;
/// Places of one package.
const PATHS: usize = 8;
/// Characters of a name or version.
const MAX_TEXT: usize = 200;
/// Bytes of one as it is shown: CycloneDX 1.6 takes no version of more than 1,024 characters.
const MAX_SHOWN: usize = 1000;

/// Folders that hold copies of others' code.
const VENDORING: &[&str] = &[
    "node_modules",
    "bower_components",
    "vendor",
    "vendored",
    "_vendor",
    "third_party",
    "third-party",
    "thirdparty",
    "3rdparty",
    "external",
    "externals",
    "extern",
    "deps",
    "site-packages",
    "dist-packages",
    "subprojects",
    "Pods",
];

/// What one file says of one package, unescaped.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
struct Found {
    /// A description of itself, not of what it asks for.
    own: bool,
    /// A copy, whatever folder it lies in.
    copy: bool,
    ecosystem: &'static str,
    namespace: Option<String>,
    name: String,
    version: Option<String>,
    requirement: Option<String>,
    development: bool,
}

/// Reads one manifest's text; the error says why it is none.
type Read = fn(&str) -> Result<Vec<Found>, String>;

/// The packages of files, given by their paths (safe to show) and bytes.
pub fn packages<'a>(files: impl Iterator<Item = (String, &'a [u8])>) -> (Packages, Vec<Diagnostic>) {
    let mut found: BTreeMap<(PackageKind, Found), BTreeSet<String>> = BTreeMap::new();
    let (mut told, mut left_out) = (Vec::new(), 0);
    for (path, bytes) in files {
        let mut list = c::copies(&path, bytes);
        list.extend(javascript::copy(&path));
        if let Some(read) = reader(&path) {
            match text(bytes).and_then(read) {
                Ok(more) => list.extend(more),
                Err(fault) => told.push(unusable(&path, &fault)),
            }
        }
        let room = MAX_FOUND.saturating_sub(found.len());
        left_out += list.len().saturating_sub(room) as u64;
        for one in list.into_iter().take(room).filter(|one| !one.name.trim().is_empty()) {
            let kind = match one.own {
                true if one.copy || is_vendored(&path) => PackageKind::Vendored,
                true => PackageKind::Own,
                false => PackageKind::Declared,
            };
            found.entry((kind, one)).or_default().insert(path.clone());
        }
    }
    let mut list = merged(found);
    left_out += list.len().saturating_sub(MAX_PACKAGES) as u64;
    list.truncate(MAX_PACKAGES);
    let more = told.len().saturating_sub(MAX_TOLD);
    told.truncate(MAX_TOLD);
    told.extend(
        (more > 0).then(|| Diagnostic::new(Severity::Note, "manifest-unusable", format!("{more} more manifests cannot be read"))),
    );
    (Packages { list, left_out }, told)
}

/// What manifests call the directories that they lie in, for the languages whose imports begin with such a name. Of a manifest
/// that cannot be read [`packages`] tells.
pub fn roots<'a>(files: impl Iterator<Item = (String, &'a [u8])>) -> Vec<Root> {
    let mut roots = Vec::new();
    for (path, bytes) in files {
        let (directory, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let (language, read): (_, Read) = match name {
            "go.mod" => ("go", go::manifest),
            "package.json" => ("javascript", javascript::manifest),
            _ => continue,
        };
        let found = text(bytes).and_then(read).unwrap_or_default();
        let own = found.into_iter().find(|one| one.own && !one.name.is_empty());
        roots.extend(own.map(|one| {
            let name = one.namespace.map(|namespace| format!("{namespace}/")).unwrap_or_default() + &one.name;
            let entries =
                if language == "javascript" { text(bytes).map(javascript::entries).unwrap_or_default() } else { Vec::new() };
            Root { language, directory: directory.to_owned(), name, entries }
        }));
    }
    roots.sort();
    roots.truncate(MAX_ROOTS);
    roots
}

fn text(bytes: &[u8]) -> Result<&str, String> {
    if bytes.len() > MAX_BYTES {
        return Err(format!("{} bytes, more than {MAX_BYTES}", bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn unusable(path: &str, fault: &str) -> Diagnostic {
    let first = display::escape(fault.lines().next().unwrap_or_default());
    let short: String = first.chars().take(MAX_TEXT).collect();
    let message = format!("the manifest cannot be read, so its packages are not listed: {short}");
    Diagnostic::new(Severity::Note, "manifest-unusable", message).at(path).help("look at it by hand")
}

/// A document of TOML, within its bound.
fn document(text: &str) -> Result<toml::Table, String> {
    if text.len() > MAX_TOML {
        return Err(format!("{} bytes, more than {MAX_TOML}", text.len()));
    }
    toml::from_str(text).map_err(|error| error.message().to_owned())
}

/// By the names that the tools of each language demand.
fn reader(path: &str) -> Option<Read> {
    let name = path.rsplit(['/', '!']).next().unwrap_or(path);
    let parent = path.rsplit('/').nth(1).unwrap_or_default();
    Some(match name {
        "package.json" => javascript::manifest,
        "package-lock.json" | "npm-shrinkwrap.json" | ".package-lock.json" => javascript::lock,
        "yarn.lock" => npm_locks::yarn,
        "pnpm-lock.yaml" => npm_locks::pnpm,
        "pyproject.toml" => python::pyproject,
        "poetry.lock" | "uv.lock" | "pdm.lock" => python::lock,
        "Pipfile.lock" => python::pipfile_lock,
        "PKG-INFO" => python::metadata,
        "METADATA" if parent.ends_with(".dist-info") => python::metadata,
        "go.mod" => go::manifest,
        "modules.txt" if parent == "vendor" => go::vendored,
        "pom.xml" => java::pom,
        "build.gradle" | "build.gradle.kts" => gradle::script,
        "gradle.lockfile" | "buildscript-gradle.lockfile" => gradle::lock,
        _ if name.ends_with(".versions.toml") => gradle::catalogue,
        "Cargo.toml" => rust::manifest,
        "Cargo.lock" => rust::lock,
        "conanfile.txt" => c::conan,
        "conanfile.py" => c::conan_recipe,
        "vcpkg.json" => c::vcpkg,
        _ if name.ends_with(".txt") && (name.starts_with("requirements") || parent == "requirements") => python::requirements,
        _ => return None,
    })
}

fn is_vendored(path: &str) -> bool {
    path.split('/').rev().skip(1).any(|folder| VENDORING.contains(&folder))
}

/// What a package is called, however it is written.
fn identity(found: &Found) -> (&'static str, Option<String>, String) {
    let name = match found.ecosystem {
        "pypi" => python::normal(&found.name),
        "npm" | "golang" => found.name.to_lowercase(),
        _ => found.name.clone(),
    };
    (found.ecosystem, found.namespace.clone(), name)
}

/// A requirement that a lock file answers is told with the answer; of everything that is asked for, whether there is a copy.
fn merged(found: BTreeMap<(PackageKind, Found), BTreeSet<String>>) -> Vec<Package> {
    let mut answered = BTreeSet::new();
    let mut copies = BTreeSet::new();
    for (kind, one) in found.keys() {
        match kind {
            PackageKind::Declared => answered.extend(one.version.is_some().then(|| identity(one))),
            PackageKind::Own | PackageKind::Vendored => copies.extend([identity(one)]),
        }
    }
    let mut packages: BTreeMap<Package, BTreeSet<String>> = BTreeMap::new();
    for ((kind, one), paths) in found {
        let key = identity(&one);
        if kind == PackageKind::Declared && one.version.is_none() && answered.contains(&key) {
            continue;
        }
        let submitted = kind != PackageKind::Declared || copies.contains(&key);
        packages.entry(package(kind, one, submitted)).or_default().extend(paths);
    }
    // What is asked for by one file for tests and by another for itself is asked for by itself.
    let needed: BTreeSet<Package> = packages.keys().filter(|package| !package.development).cloned().collect();
    let mut list: Vec<Package> = packages
        .into_iter()
        .filter(|(package, _)| !package.development || !needed.contains(&Package { development: false, ..package.clone() }))
        .map(|(package, paths)| Package { paths: paths.into_iter().take(PATHS).collect(), ..package })
        .collect();
    list.sort();
    list
}

fn package(kind: PackageKind, found: Found, submitted: bool) -> Package {
    let safe = |text: &str| {
        let mut short: String = text.trim().chars().take(MAX_TEXT).collect();
        let mut shown = display::escape(&short);
        while shown.len() > MAX_SHOWN {
            short.pop();
            shown = display::escape(&short);
        }
        shown
    };
    Package {
        kind,
        ecosystem: found.ecosystem.to_owned(),
        namespace: found.namespace.as_deref().filter(|text| !text.is_empty()).map(safe),
        name: safe(&found.name),
        version: found.version.as_deref().filter(|text| !text.is_empty()).map(safe),
        requirement: found.requirement.as_deref().filter(|text| !text.is_empty()).map(safe),
        development: found.development,
        submitted,
        paths: Vec::new(),
    }
}

/// A version by itself, not a range of them.
fn is_exact(version: &str) -> bool {
    version.starts_with(|first: char| first.is_ascii_digit())
        && version.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-+_!".contains(&byte))
        && !version.split('.').any(|part| part == "x" || part == "X")
}

/// What is asked for with `requirement`: one version, or what would do.
fn wanted(ecosystem: &'static str, name: &str, requirement: &str, development: bool) -> Found {
    let exact = is_exact(requirement);
    let text = (!requirement.is_empty()).then(|| requirement.to_owned());
    let (version, requirement) = if exact { (text, None) } else { (None, text) };
    Found { ecosystem, name: name.to_owned(), version, requirement, development, ..Found::default() }
}
