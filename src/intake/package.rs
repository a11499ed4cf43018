//! Tells by the names of its files which kind of registry package a submission is shaped as. A label for the reader:
//! nothing is read differently for it.

use super::snapshot::{Snapshot, SourceKind};

/// The kind, by marks that the registries' own tools leave; `None` for a directory or repository, which is none yet.
pub(super) fn kind(snapshot: &Snapshot) -> Option<&'static str> {
    if snapshot.kind != SourceKind::Archive {
        return None;
    }
    if snapshot.package.is_some() {
        return snapshot.package;
    }
    let has = |path: &[u8]| snapshot.files.binary_search_by(|file| file.path.as_slice().cmp(path)).is_ok();
    let in_top = |name: &[u8]| {
        snapshot.files.first().and_then(|file| file.path.split(|&byte| byte == b'/').next()).is_some_and(|top| {
            let folder = [top, b"/"].concat();
            snapshot.files.iter().all(|file| file.path.starts_with(&folder)) && has(&[&folder, name].concat())
        })
    };
    let dist_info = |name: &[u8]| {
        let suffix = [b".dist-info/", name].concat();
        snapshot
            .files
            .iter()
            .any(|file| file.path.ends_with(&suffix) && file.path.iter().filter(|&&byte| byte == b'/').count() == 1)
    };
    let marks: [(&str, bool); 8] = [
        ("gem", has(b"metadata.gz") && has(b"data.tar.gz")),
        ("deb", has(b"debian-binary")),
        ("python-wheel", dist_info(b"WHEEL") && dist_info(b"METADATA")),
        ("apk", has(b"AndroidManifest.xml") && has(b"classes.dex")),
        ("jar", has(b"META-INF/MANIFEST.MF")),
        ("crate", in_top(b"Cargo.toml") && in_top(b"Cargo.toml.orig")),
        ("npm", has(b"package/package.json")),
        ("python-sdist", in_top(b"PKG-INFO")),
    ];
    marks.into_iter().find(|(_, marked)| *marked).map(|(kind, _)| kind)
}
