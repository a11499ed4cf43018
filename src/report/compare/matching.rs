//! Which finding of one report is which of another, and which file. Findings are paired by ever weaker likeness: a pair that
//! agrees in more is never broken up for one that agrees in less, and within one degree of likeness order decides. Each finding
//! is in one pair at most.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Files;
use crate::base::Digest;
use crate::report::model::{Finding, Fixed, Place, Report, function_name};

/// What a finding is known by.
#[derive(Clone, Copy)]
pub(super) struct Trace<'a> {
    class: &'a str,
    fingerprint: &'a str,
    source: &'a Place,
    sink: &'a Place,
}

impl<'a> Trace<'a> {
    pub(super) fn of(finding: &'a Finding) -> Self {
        Self { class: &finding.class, fingerprint: &finding.fingerprint, source: &finding.source, sink: &finding.sink }
    }

    pub(super) fn of_fixed(fixed: &'a Fixed) -> Self {
        Self { class: &fixed.class, fingerprint: &fixed.fingerprint, source: &fixed.source, sink: &fixed.sink }
    }
}

/// Degrees of likeness, the strongest first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Likeness {
    /// The same code at the same lines.
    Place,
    /// The same code in the same functions and files; lines moved.
    Code,
    /// The same fingerprint: functions and file names; the lines themselves may read otherwise.
    Fingerprint,
    /// The same code in functions of the same names; files were renamed.
    Renamed,
    /// The same functions in files that stayed, or in files of which the old one is gone and the new one was not there.
    RenamedAndEdited,
    /// The same code in other functions.
    Moved,
}

const LIKENESSES: [Likeness; 6] =
    [Likeness::Place, Likeness::Code, Likeness::Fingerprint, Likeness::Renamed, Likeness::RenamedAndEdited, Likeness::Moved];

/// For each of `new`, which of `old` it is. `common`: the paths that are in both submissions.
pub(super) fn pair(old: &[Trace<'_>], new: &[Trace<'_>], common: &BTreeSet<&str>) -> Vec<Option<usize>> {
    let mut pairs = vec![None; new.len()];
    let mut taken = vec![false; old.len()];
    for likeness in LIKENESSES {
        let mut waiting: BTreeMap<Vec<String>, VecDeque<usize>> = BTreeMap::new();
        for (at, trace) in old.iter().enumerate().filter(|(at, _)| !taken[*at]) {
            if let Some(key) = likeness.key(trace, common) {
                waiting.entry(key).or_default().push_back(at);
            }
        }
        for (at, trace) in new.iter().enumerate() {
            let free = pairs[at].is_none();
            let Some(key) = likeness.key(trace, common).filter(|_| free) else { continue };
            if let Some(found) = waiting.get_mut(&key).and_then(VecDeque::pop_front) {
                (pairs[at], taken[found]) = (Some(found), true);
            }
        }
    }
    pairs
}

impl Likeness {
    /// Two findings are alike in this degree if their keys are equal; `None`: this degree cannot tell.
    fn key(self, trace: &Trace<'_>, common: &BTreeSet<&str>) -> Option<Vec<String>> {
        if self == Self::Fingerprint {
            return Some(vec![trace.class.to_owned(), trace.fingerprint.to_owned()]);
        }
        let mut key = vec![trace.class.to_owned()];
        for place in [trace.source, trace.sink] {
            key.extend([place.kind.clone(), place.callee.clone().unwrap_or_default()]);
            key.extend(self.place(place, common)?);
        }
        Some(key)
    }

    fn place(self, place: &Place, common: &BTreeSet<&str>) -> Option<Vec<String>> {
        // An export without excerpts leaves nothing to compare code by.
        let code = || (!place.excerpt.is_empty()).then(|| place.excerpt.split_whitespace().collect::<Vec<_>>().join(" "));
        // A qualified name begins with what follows from the path.
        let (path, function) = (place.path.clone(), function_name(&place.function).to_owned());
        Some(match self {
            Self::Place => vec![path, function, place.excerpt.clone(), format!("{}:{}", place.line, place.column)],
            Self::Code => vec![path, function, place.excerpt.clone()],
            Self::Fingerprint => Vec::new(),
            Self::Renamed => vec![function, code()?],
            Self::RenamedAndEdited if common.contains(path.as_str()) => vec![function, path],
            Self::RenamedAndEdited => vec![function, extension(&path).to_owned()],
            Self::Moved => vec![code()?],
        })
    }
}

fn extension(path: &str) -> &str {
    path.rsplit(['/', '!']).next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension)
}

/// Paths of files that both submissions have.
pub(super) fn common_paths<'r>(old: &'r Report, new: &Report) -> BTreeSet<&'r str> {
    let there: BTreeSet<&str> = new.coverage.files.iter().map(|file| file.path.as_str()).collect();
    old.coverage.files.iter().map(|file| file.path.as_str()).filter(|path| there.contains(path)).collect()
}

/// New paths by the old paths whose bytes they have.
pub(super) type Renamed = BTreeMap<String, String>;

/// How files changed, and which were renamed: the bytes of a path that is gone, under a path that was not there.
pub(super) fn files(old: &Report, new: &Report) -> (Files, Renamed) {
    let by_path = |report: &'_ Report| -> BTreeMap<String, Digest> {
        report.coverage.files.iter().map(|file| (file.path.clone(), file.digest)).collect()
    };
    let (before, after) = (by_path(old), by_path(new));
    let mut files = Files::default();
    let mut gone: BTreeMap<Digest, VecDeque<&str>> = BTreeMap::new();
    for (path, digest) in &before {
        match after.get(path) {
            Some(now) if now == digest => files.same += 1,
            Some(_) => files.changed += 1,
            None => gone.entry(*digest).or_default().push_back(path),
        }
    }
    let mut renamed = Renamed::new();
    for (path, digest) in after.iter().filter(|(path, _)| !before.contains_key(*path)) {
        match gone.get_mut(digest).and_then(VecDeque::pop_front) {
            Some(was) => drop(renamed.insert(was.to_owned(), path.clone())),
            None => files.added += 1,
        }
    }
    files.renamed = renamed.len() as u64;
    files.removed = gone.values().map(|paths| paths.len() as u64).sum();
    (files, renamed)
}
