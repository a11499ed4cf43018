//! What renderers show of the packages that a submission is, holds and asks for.

use super::model::{Package, PackageKind, Report};
use super::view::{count, number};

/// In a sentence; `None`: no manifest or header named any.
pub(super) fn told(report: &Report) -> Option<String> {
    let packages = report.components.as_ref().filter(|packages| !packages.list.is_empty())?;
    let of = |kind| packages.list.iter().filter(|package| package.kind == kind).count() as u64;
    let parts = [
        (of(PackageKind::Own), "described by the submission itself"),
        (of(PackageKind::Vendored), "held as copies"),
        (of(PackageKind::Declared), "asked for"),
    ];
    let mut told: Vec<String> =
        parts.iter().filter(|(several, _)| *several > 0).map(|(several, what)| format!("{} {what}", number(*several))).collect();
    let missing = packages.missing().count() as u64;
    if missing > 0 {
        told.push(format!("of these {} not submitted", number(missing)));
    }
    if packages.left_out > 0 {
        told.push(format!("{} more beyond the bound of the list", number(packages.left_out)));
    }
    Some(format!("{}: {}", count(packages.list.len() as u64, "package", "packages"), told.join(", ")))
}

/// One package of a list.
pub(super) struct Row<'a> {
    pub inner: &'a Package,
    /// With what stands before it: `@scope/name`, `org.example:name`.
    pub name: String,
    /// The version, or what would do.
    pub version: &'a str,
    pub how: &'static str,
    /// The first file that says so, and how many more there are.
    pub path: &'a str,
    pub more: usize,
}

/// All packages, copies first: these are what others wrote and somebody reviewed here. What is asked for only to build or
/// develop comes last.
pub(super) fn rows(report: &Report) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = report.components.iter().flat_map(|packages| &packages.list).map(row).collect();
    rows.sort_by_key(|row| match row.inner.kind {
        PackageKind::Vendored => 0,
        PackageKind::Own => 1,
        PackageKind::Declared => 2 + u8::from(row.inner.development),
    });
    rows
}

fn row(package: &Package) -> Row<'_> {
    let separator = if package.ecosystem == "maven" { ":" } else { "/" };
    let name = match &package.namespace {
        Some(namespace) => format!("{namespace}{separator}{}", package.name),
        None => package.name.clone(),
    };
    let how = match (package.kind, package.submitted, package.development) {
        (PackageKind::Own, _, _) => "describes itself",
        (PackageKind::Vendored, _, _) => "a copy is here",
        (PackageKind::Declared, true, _) => "asked for; a copy is here",
        (PackageKind::Declared, false, false) => "asked for; not submitted",
        (PackageKind::Declared, false, true) => "asked for by development, build or extras; not submitted",
    };
    let version = package.version.as_deref().or(package.requirement.as_deref()).unwrap_or_default();
    let path = package.paths.first().map_or("", String::as_str);
    Row { inner: package, name, version, how, path, more: package.paths.len().saturating_sub(1) }
}
