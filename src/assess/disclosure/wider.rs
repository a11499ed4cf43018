//! An item and an earlier disclosure → in what the item goes beyond it. By what is declared, not by ids: an item that is merely
//! renamed, split or narrowed is not wider, and one that takes over the id of another may be.

use std::collections::BTreeSet;

use super::super::hosts::allows;
use super::ANYWHERE;
use super::cover::fits;
use crate::models::SinkKind;
use crate::report::model::Disclosure;

/// Empty: everything that `item` declares, some item of `earlier` declared.
pub(super) fn wider(item: &Disclosure, earlier: &[Disclosure]) -> Vec<String> {
    let ends: Vec<Option<&String>> =
        if item.endpoints.is_empty() { vec![None] } else { item.endpoints.iter().map(Some).collect() };
    let known = |kind: &String, end: &Option<&String>| {
        earlier.iter().any(|old| old.data.contains(kind) && end.is_none_or(|end| within(end, old)) && holds(old, item))
    };
    if item.data.iter().all(|kind| ends.iter().all(|end| known(kind, end))) {
        return Vec::new();
    }
    match earlier.iter().find(|old| old.id == item.id) {
        Some(old) => differences(item, old),
        None => vec!["no item of the earlier disclosure declares it".to_owned()],
    }
}

/// Whether `old` reaches as far as `item` in all but data and destinations.
fn holds(old: &Disclosure, item: &Disclosure) -> bool {
    let chosen = item.chosen_by.iter().all(|kind| old.chosen_by.contains(kind));
    chosen && channel_within(&item.channel, &old.channel) && (old.path.is_none() || old.path == item.path)
}

fn channel_within(new: &str, old: &str) -> bool {
    SinkKind::ALL.iter().map(|kind| kind.name()).all(|kind| !fits(new, kind) || fits(old, kind))
}

fn within(end: &str, old: &Disclosure) -> bool {
    let covers = |known: &String| match end.strip_prefix("*.") {
        _ if known == ANYWHERE || known == end => true,
        Some(below) => known.starts_with("*.") && allows(known, below),
        None => allows(known, end),
    };
    old.endpoints.iter().any(covers)
}

fn differences(item: &Disclosure, old: &Disclosure) -> Vec<String> {
    let new = |now: &[String], before: &[String]| {
        let before: BTreeSet<&String> = before.iter().collect();
        now.iter().filter(|one| !before.contains(one)).cloned().collect::<Vec<_>>().join(", ")
    };
    let ends: Vec<String> = item.endpoints.iter().filter(|end| !within(end, old)).cloned().collect();
    let any = |path: &Option<String>| path.clone().unwrap_or_else(|| "any code".to_owned());
    let mut found = Vec::new();
    for (name, values) in [
        ("data", new(&item.data, &old.data)),
        ("endpoints", ends.join(", ")),
        ("chosen-by", new(&item.chosen_by, &old.chosen_by)),
    ] {
        if !values.is_empty() {
            found.push(format!("{name}: {values}"));
        }
    }
    if !channel_within(&item.channel, &old.channel) {
        found.push(format!("channel: {} (was {})", item.channel, old.channel));
    }
    if old.path.is_some() && old.path != item.path {
        found.push(format!("path: {} (was {})", any(&item.path), any(&old.path)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::wider;
    use crate::report::model::{Disclosure, DisclosureOutcome};

    fn item(id: &str, data: &[&str], channel: &str, endpoints: &[&str], path: Option<&str>) -> Disclosure {
        let list = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        Disclosure {
            id: id.to_owned(),
            line: 1,
            data: list(data),
            channel: channel.to_owned(),
            endpoints: list(endpoints),
            chosen_by: Vec::new(),
            purpose: "telemetry".to_owned(),
            trigger: None,
            consent: None,
            path: path.map(str::to_owned),
            outcome: DisclosureOutcome::Unseen,
            widened: Vec::new(),
            findings: Vec::new(),
        }
    }

    #[test]
    fn an_item_is_wider_by_what_it_declares() {
        let old = [item("a", &["DEVICE", "USER"], "egress.http", &["*.example.com"], Some("agent"))];
        let same = |new: Disclosure| wider(&new, &old);
        let none: [String; 0] = [];
        assert_eq!(same(item("a", &["DEVICE"], "egress.http", &["t.example.com"], Some("agent"))), none);
        assert_eq!(same(item("b", &["USER"], "egress.http", &["*.t.example.com"], Some("agent"))), none, "renamed and narrowed");
        assert_eq!(same(item("a", &["FILE"], "egress.http", &["*.example.com"], Some("agent"))), ["data: FILE"]);
        assert_eq!(
            same(item("a", &["DEVICE"], "network", &["*"], None)),
            ["endpoints: *", "channel: network (was egress.http)", "path: any code (was agent)"]
        );
        let host = [item("a", &["DEVICE"], "egress.http", &["example.com"], None)];
        assert_eq!(wider(&item("a", &["DEVICE"], "egress.http", &["*.example.com"], None), &host), ["endpoints: *.example.com"]);
        assert_eq!(
            same(item("b", &["DEVICE"], "egress.http", &["example.com"], Some("agent"))),
            ["no item of the earlier disclosure declares it"]
        );
    }
}
