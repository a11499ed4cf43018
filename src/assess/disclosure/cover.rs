//! Items and one finding → which of them declare it, how much of it, and what the first thing that is not declared lacks.
//!
//! A finding says that kinds of data reach a channel, at destinations, from places to places (its variants included). Each
//! combination of kind, destination and way is declared if one item has all three, has the channel, and says what chooses
//! the data. A finding is declared whole if every combination is, by whichever items.

use std::collections::{BTreeMap, BTreeSet};

use regex::{Regex, RegexBuilder};

use super::super::hosts::{allows, host, is_host};
use super::{ANYWHERE, RUN_TIME};
use crate::models::SinkKind;
use crate::report::model::{Disclosure, Finding, Report};

/// Most items of a disclosure: the bits of a [`Mask`].
pub(super) const MAX_ITEMS: usize = 512;

/// Memory of one compiled path, and of its states while it is matched.
const MAX_PATTERN: usize = 1 << 20;

/// A set of items.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Mask([u64; MAX_ITEMS / 64]);

impl Mask {
    fn of(items: &[Disclosure], is: impl Fn(usize, &Disclosure) -> bool) -> Self {
        let mut mask = Self::default();
        let held = items.iter().take(MAX_ITEMS).enumerate().filter(|(at, item)| is(*at, item));
        held.for_each(|(at, _)| mask.0[at / 64] |= 1 << (at % 64));
        mask
    }

    fn and(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] & other.0[at]))
    }

    fn or(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }

    fn has(self, item: usize) -> bool {
        self.0[item / 64] & (1 << (item % 64)) != 0
    }

    fn items(self) -> impl Iterator<Item = usize> {
        (0..MAX_ITEMS).filter(move |&item| self.has(item))
    }
}

/// How much of a finding is declared.
pub(super) struct Covered {
    /// Items that declare some of it. Ascending.
    pub by: BTreeSet<usize>,
    /// Items that have its channel and a kind of its data. Ascending.
    pub near: BTreeSet<usize>,
    /// Combinations that are declared, and all.
    pub declared: u64,
    pub all: u64,
    /// What is not declared first; `None`: everything is.
    pub lacks: Option<String>,
}

/// The items of a disclosure, ready to be held against findings.
pub(super) struct Cover<'a> {
    items: &'a [Disclosure],
    patterns: Vec<Option<Regex>>,
    /// The one folder that holds the whole submission, as archives have it, with its slash.
    folder: String,
    /// Items whose code a path belongs to.
    paths: BTreeMap<String, Mask>,
}

/// What of one dimension is told apart: the items that have it, how many alike, and the first of these.
struct Part<T> {
    mask: Mask,
    count: u64,
    first: T,
}

impl<'a> Cover<'a> {
    pub(super) fn of(report: &Report, items: &'a [Disclosure]) -> Self {
        let patterns = items.iter().map(|item| item.path.as_deref().and_then(pattern)).collect();
        Self { items, patterns, folder: only_folder(report), paths: BTreeMap::new() }
    }

    pub(super) fn finding(&mut self, finding: &Finding) -> Covered {
        let items = self.items;
        let channel = Mask::of(items, |_, item| fits(&item.channel, &finding.sink_kind));
        let says = Mask::of(items, |_, item| finding.via.iter().all(|kind| item.chosen_by.contains(kind)));
        let kinds = parts(finding.source_kinds.iter().map(|kind| (Mask::of(items, |_, item| item.data.contains(kind)), kind)));
        let ends = parts(ends(finding).into_iter().map(|end| (Mask::of(items, |_, item| names(item, &end)), end)));
        let ways = self.ways(finding);
        let near = kinds.iter().fold(Mask::default(), |near, kind| near.or(kind.mask)).and(channel);
        let mut covered = Covered { by: BTreeSet::new(), near: near.items().collect(), declared: 0, all: 0, lacks: None };
        for kind in &kinds {
            for end in &ends {
                for way in &ways {
                    let by = channel.and(says).and(kind.mask).and(end.mask).and(way.mask);
                    let count = kind.count.saturating_mul(end.count).saturating_mul(way.count);
                    covered.all = covered.all.saturating_add(count);
                    if by == Mask::default() {
                        let lacks = || self.lacks(finding, kind.mask.and(channel), says, (kind.first, end), way);
                        covered.lacks.get_or_insert_with(lacks);
                    } else {
                        covered.declared = covered.declared.saturating_add(count);
                        covered.by.extend(by.items());
                    }
                }
            }
        }
        // A finding that says nothing is declared by nothing.
        if covered.all == 0 {
            covered.lacks = Some("it names no data".to_owned());
        }
        covered
    }

    /// The ways of a finding, alike where the same items speak of their code.
    fn ways(&mut self, finding: &Finding) -> Vec<Part<(String, String)>> {
        let ways: BTreeSet<(&str, &str)> = finding.ways().map(|[(from, _), (to, _)]| (from, to)).collect();
        let masks = ways.into_iter().map(|(from, to)| (self.path(from).or(self.path(to)), (from.to_owned(), to.to_owned())));
        parts(masks.collect::<Vec<_>>().into_iter())
    }

    fn path(&mut self, path: &str) -> Mask {
        if let Some(mask) = self.paths.get(path) {
            return *mask;
        }
        let inner = path.strip_prefix(&self.folder).unwrap_or(path);
        let mask = Mask::of(self.items, |at, item| match (&item.path, &self.patterns[at]) {
            (None, _) => true,
            (Some(_), Some(pattern)) => pattern.is_match(path) || pattern.is_match(inner),
            (Some(_), None) => false,
        });
        self.paths.insert(path.to_owned(), mask);
        mask
    }

    /// What the first item that has the kind and the channel does not have.
    fn lacks(
        &self,
        finding: &Finding,
        near: Mask,
        says: Mask,
        (kind, end): (&String, &Part<Option<String>>),
        way: &Part<(String, String)>,
    ) -> String {
        let Some(item) = near.items().next() else {
            return format!("no item declares {kind} to {}", finding.sink_kind);
        };
        let id = &self.items[item].id;
        match &end.first {
            _ if !says.has(item) => format!("{id} does not say chosen-by {}", finding.via.join(", ")),
            Some(host) if !end.mask.has(item) => format!("{id} does not name the destination {host}"),
            None if !end.mask.has(item) => format!("{id} does not say that the destination is {RUN_TIME}"),
            _ if !way.mask.has(item) => {
                let (from, to) = &way.first;
                let to = if from == to { String::new() } else { format!(" and {to}") };
                format!("{id} is not about the code in {from}{to}")
            }
            // It has every part, and nothing was missing: cannot be, and is no reason to stop.
            _ => format!("{id} does not declare {kind}"),
        }
    }
}

/// Puts together what the same items have, in the order of the first ones.
fn parts<T>(all: impl Iterator<Item = (Mask, T)>) -> Vec<Part<T>> {
    let mut known: BTreeMap<Mask, usize> = BTreeMap::new();
    let mut parts: Vec<Part<T>> = Vec::new();
    for (mask, first) in all {
        match known.get(&mask) {
            Some(&at) => parts[at].count += 1,
            None => {
                known.insert(mask, parts.len());
                parts.push(Part { mask, count: 1, first });
            }
        }
    }
    parts
}

/// The destinations of a finding as hosts; `None`: the code does not say. Where data does not leave the machine by itself
/// there need not be one, and then a single end that every item names stands for it.
pub(super) fn ends(finding: &Finding) -> Vec<Option<String>> {
    let named: BTreeSet<&str> = finding.endpoint.iter().flat_map(|endpoint| endpoint.split(", ")).collect();
    let hosts: BTreeSet<Option<String>> = named.into_iter().map(|end| host(end).filter(|host| is_host(host))).collect();
    if hosts.is_empty() { vec![None] } else { hosts.into_iter().collect() }
}

/// Whether an item names a destination. An item about what stays on the machine has none to name.
fn names(item: &Disclosure, end: &Option<String>) -> bool {
    let named = |endpoint: &String| match end {
        _ if endpoint == ANYWHERE => true,
        Some(host) => allows(endpoint, host),
        None => endpoint == RUN_TIME,
    };
    item.endpoints.iter().any(named) || (end.is_none() && !needs_endpoint(&item.channel))
}

/// Whether a channel leads out of the machine.
pub(super) fn needs_endpoint(channel: &str) -> bool {
    SinkKind::ALL.iter().any(|kind| leaves(*kind) && fits(channel, kind.name()))
}

fn leaves(kind: SinkKind) -> bool {
    kind.is_egress() && kind != SinkKind::EgressIpc
}

/// Whether `channel` stands for the kind of sink: by its name, by the beginning of its name, or as `network`.
pub(super) fn fits(channel: &str, sink: &str) -> bool {
    let beginning = sink.strip_prefix(channel).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    beginning || (channel == "network" && SinkKind::parse(sink).is_some_and(leaves))
}

/// The path of an item: `*` for anything within a folder, `**` for any folders, `?` for one character; a folder stands for all
/// below it. Matched in time linear in the path. `None`: too large.
pub(super) fn pattern(path: &str) -> Option<Regex> {
    let mut text = String::from("(?s)^");
    let mut characters = path.trim_end_matches('/').chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '*' if characters.next_if_eq(&'*').is_some() => {
                while characters.next_if_eq(&'*').is_some() {}
                let folders = characters.next_if_eq(&'/').is_some();
                text.push_str(if folders { "(?:.*/)?" } else { ".*" });
            }
            '*' => text.push_str("[^/]*"),
            '?' => text.push_str("[^/]"),
            other => text.push_str(&regex::escape(other.encode_utf8(&mut [0; 4]))),
        }
    }
    text.push_str("(?:/.*)?$");
    RegexBuilder::new(&text).size_limit(MAX_PATTERN).dfa_size_limit(MAX_PATTERN).build().ok()
}

fn only_folder(report: &Report) -> String {
    let files = &report.coverage.files;
    let first = files.first().and_then(|file| file.path.split_once('/'));
    let folder = first.map_or_else(String::new, |(folder, _)| format!("{folder}/"));
    if files.iter().all(|file| file.path.starts_with(&folder)) { folder } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::{fits, needs_endpoint, pattern};

    #[test]
    fn channels_are_kinds_of_sinks_or_their_beginnings() {
        for (channel, sink, expected) in [
            ("egress.http", "egress.http", true),
            ("egress", "egress.http", true),
            ("egress.h", "egress.http", false),
            ("network", "egress.dns", true),
            ("network", "egress.ipc", false),
            ("network", "exec.command", false),
            ("exec", "exec.command", true),
        ] {
            assert_eq!(fits(channel, sink), expected, "{channel} {sink}");
        }
        assert!(needs_endpoint("egress") && needs_endpoint("network"));
        assert!(!needs_endpoint("exec.command") && !needs_endpoint("egress.ipc"));
    }

    #[test]
    fn paths_of_items_are_globs() {
        for (path, file, expected) in [
            ("agent", "agent/a.py", true),
            ("agent/", "agent/x/a.py", true),
            ("agent", "agents/a.py", false),
            ("agent/*.py", "agent/a.py", true),
            ("agent/*.py", "agent/x/a.py", false),
            ("**/a.py", "a.py", true),
            ("**/a.py", "x/y/a.py", true),
            ("src/**", "src/x/y.c", true),
            ("src/?.c", "src/ab.c", false),
            ("a+(b)", "a+(b)", true),
        ] {
            assert_eq!(pattern(path).expect("small").is_match(file), expected, "{path} {file}");
        }
    }
}
