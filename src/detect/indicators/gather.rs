//! The signs of all files → the report's indicators. What needs more than one file is decided here: whether a source is
//! elsewhere in the submission, and what is told once for many files. No class can crowd out another: each keeps its most
//! telling signs, and what is left out is counted.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::base;
use super::{Sign, Signs};
use crate::report::model::Indicator;

/// Indicators of one class in a report.
pub const PER_CLASS: usize = 250;

/// The outcome.
#[derive(Debug, Default)]
pub struct Gathered {
    pub indicators: Vec<Indicator>,
    /// How many indicators were left out at [`PER_CLASS`].
    pub left_out: u64,
}

/// `files`: (path as shown, signs), in the order of the snapshot.
pub fn gather(files: impl IntoIterator<Item = (String, Signs)>, paths: &[String]) -> Gathered {
    let mut classes: BTreeMap<&'static str, Vec<(String, Sign)>> = BTreeMap::new();
    let mut groups: BTreeMap<Group, Vec<(String, Sign)>> = BTreeMap::new();
    let mut muted: BTreeMap<&'static str, Muted> = BTreeMap::new();
    let mut names: Option<BTreeSet<String>> = None;
    for (path, signs) in files {
        let derived = signs.derived.and_then(|derived| {
            let names = names.get_or_insert_with(|| paths.iter().map(|path| base(path.as_bytes())).collect());
            derived.settle(|name| names.contains(name))
        });
        for (tool, (count, line)) in signs.muted {
            muted.entry(tool).or_insert_with(|| Muted { path: path.clone(), line, files: 0, count: 0 }).add(count);
        }
        let own = signs.of.into_iter().chain(derived.map(|sign| ("code-without-source", sign)));
        for (class, sign) in own {
            match sign.group {
                Some(group) => groups.entry((class, folder(&path), group)).or_default().push((path.clone(), sign)),
                None => classes.entry(class).or_default().push((path.clone(), sign)),
            }
        }
    }
    for ((class, folder, _), members) in groups {
        classes.entry(class).or_default().push(merged(&folder, members));
    }
    let style = muted.into_iter().map(|(tool, muted)| muted.sign(tool));
    classes.entry("suppression-comment").or_default().extend(style);
    bounded(classes)
}

/// Class, folder and what is alike in it.
type Group = (&'static str, String, &'static str);

/// The outermost archive or the folder that a file lies in.
fn folder(path: &str) -> String {
    match (path.split_once("!/"), path.rsplit_once('/')) {
        (Some((archive, _)), _) => format!("{archive}!"),
        (None, Some((folder, _))) => folder.to_owned(),
        (None, None) => String::new(),
    }
}

/// One sign for all of a group.
fn merged(folder: &str, members: Vec<(String, Sign)>) -> (String, Sign) {
    let count: u64 = members.iter().map(|(_, sign)| sign.count).sum();
    let mut members = members.into_iter();
    let (path, mut sign) = members.next().unwrap_or_else(|| unreachable!("invariant: a group has a member"));
    if count > sign.count {
        let place = if folder.is_empty() { "the top folder" } else { folder };
        sign.detail = format!("{}; with others like it in {place}", sign.detail);
        sign.count = count;
    }
    (path, sign)
}

/// Remarks on style of one tool, muted.
struct Muted {
    path: String,
    line: u32,
    files: u64,
    count: u64,
}

impl Muted {
    fn add(&mut self, count: u64) {
        self.files += 1;
        self.count += count;
    }

    fn sign(self, tool: &str) -> (String, Sign) {
        let detail =
            format!("remarks of {tool} on style and types are muted, in {} files of the submission; here first", self.files);
        (self.path, Sign { rank: 10, line: self.line, column: 1, count: self.count, detail, group: None })
    }
}

fn bounded(classes: BTreeMap<&'static str, Vec<(String, Sign)>>) -> Gathered {
    let mut gathered = Gathered::default();
    for (class, mut signs) in classes {
        // The sort is stable: among equals the order of the snapshot holds.
        signs.sort_by_key(|(_, sign)| std::cmp::Reverse(sign.rank));
        gathered.left_out += signs.len().saturating_sub(PER_CLASS) as u64;
        signs.truncate(PER_CLASS);
        gathered.indicators.extend(signs.into_iter().map(|(path, sign)| Indicator {
            path,
            line: sign.line,
            column: sign.column,
            class: class.to_owned(),
            detail: sign.detail,
            count: sign.count,
        }));
    }
    gathered
}
