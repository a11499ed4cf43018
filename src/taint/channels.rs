//! Media through which parts of programs hand on data without calling each other: who writes into them, who reads them.
//!
//! A medium is told apart by its key where it has one. The key of a store (the table of a database) is often a parameter
//! of whoever wraps the store, or inside of a text of SQL: a key that is not known means any of those that the same file
//! speaks of, and no more.

use smallvec::SmallVec;

use super::apply::{Ports, laid_at};
use super::arguments::CallSite;
use super::domain::{Confidence, Path, What};
use super::edge::Hop;
use super::graph::NodeId;
use super::place::{ANY_NAME, NO_NAME, Place, SHARED};
use super::rules::{Rule, RuleAnchor, RulePlace, RulePort, RuleStep};
use super::scope::Scope;
use super::spread::Spread;
use crate::ir::ValueId;
use crate::link::NameId;
use crate::models::{Medium, RowId, SourceKind};

/// A queue that the row itself names: the library's own, in which everybody's entries lie (loggers, workers). Who hears whom
/// there is not known.
fn is_common(place: &RulePlace) -> bool {
    place.anchor == RuleAnchor::Channel(Medium::Queue) && matches!(place.path.first(), Some(RuleStep::Sel(_)))
}

impl Ports<'_> {
    /// The channels that a port means, each with its key.
    fn channels(&self, port: &RulePort) -> impl Iterator<Item = (Medium, Option<NameId>)> {
        port.0.iter().filter_map(|place| {
            let RuleAnchor::Channel(medium) = place.anchor else { return None };
            Some((medium, self.path_of(place).and_then(|(path, _)| path.selectors().first()?.name())))
        })
    }

    /// Where a flow to this port puts data, and how sure it is that whoever reads there gets them.
    pub(super) fn channels_written(&self, port: &RulePort) -> SmallVec<[(Place, Confidence); 2]> {
        let mut found = SmallVec::new();
        for (medium, key) in self.channels(port) {
            match (medium, key) {
                (Medium::Store, Some(key)) => {
                    // A table has columns that nothing tells apart.
                    found.push((Place::Channel(medium, key, SHARED), Confidence::Assumed));
                    found.push((Place::Channel(medium, ANY_NAME, self.links.file), Confidence::Ambiguous));
                }
                (Medium::Store, None) => {
                    found.push((Place::Channel(medium, NO_NAME, self.links.file), Confidence::Ambiguous));
                    found.push((Place::Channel(medium, ANY_NAME, self.links.file), Confidence::Ambiguous));
                }
                (_, None) if medium.has_key() => {}
                _ => found.push((self.channel(medium, key), Confidence::Traced)),
            }
        }
        found
    }

    /// Where a flow from this port finds data.
    fn channels_read(&self, port: &RulePort) -> SmallVec<[Place; 2]> {
        let mut found = SmallVec::new();
        for (medium, key) in self.channels(port) {
            match (medium, key) {
                (Medium::Store, Some(key)) => {
                    found.push(Place::Channel(medium, key, SHARED));
                    found.push(Place::Channel(medium, NO_NAME, self.links.file));
                }
                (Medium::Store, None) => found.push(Place::Channel(medium, ANY_NAME, self.links.file)),
                (_, None) if medium.has_key() => {}
                _ => found.push(self.channel(medium, key)),
            }
        }
        found
    }

    fn channel(&self, medium: Medium, key: Option<NameId>) -> Place {
        let owner = if medium == Medium::Output { self.links.file } else { SHARED };
        Place::Channel(medium, key.unwrap_or(NO_NAME), owner)
    }
}

impl<'a> Spread<'a> {
    /// Who reads channels by a row: where its flows begin, and by its sources what a started program is given or prints.
    pub(super) fn note_reader(&mut self, scope: &Scope<'a>, laid: &CallSite, row: RowId) {
        let rules = self.rules;
        let rule: &Rule = rules.rule(row);
        let mut channels: SmallVec<[Place; 2]> = SmallVec::new();
        if rule.reads_channel {
            let ports = self.ports(scope, laid);
            channels.extend(rule.flows.iter().flat_map(|flow| ports.channels_read(&flow.from)));
        }
        for (_, kind, _) in &rule.sources {
            match kind {
                SourceKind::Input => channels.push(Place::Channel(Medium::Input, NO_NAME, scope.links.file)),
                SourceKind::CommandOutput => {
                    channels.extend(self.child(scope, laid).map(|child| Place::Channel(Medium::Output, NO_NAME, child)));
                }
                _ => {}
            }
        }
        for channel in channels {
            let readers = self.channel_readers.entry(channel).or_default();
            let reader = (scope.site(laid.at), row);
            if !readers.contains(&reader) {
                readers.push(reader);
            }
        }
    }

    /// What lies in a channel shows at whoever reads it.
    pub(super) fn read_channel(&mut self, id: NodeId, channel: Place, path: Path, what: What) {
        let Place::Channel(medium, ..) = channel else { return };
        let rules = self.rules;
        for (site, row) in self.channel_readers.get(&channel).cloned().unwrap_or_default() {
            let scope = self.scope(site.function);
            let laid = laid_at(&scope, site.op);
            let ports = self.ports(&scope, &laid);
            let rule: &Rule = rules.rule(row);
            let given = rule.sources.iter().filter(|(_, kind, _)| reads(*kind) == Some(medium)).map(|(port, ..)| port);
            let flowing =
                rule.flows.iter().filter(|flow| ports.channels_read(&flow.from).contains(&channel)).map(|flow| &flow.to);
            let places: SmallVec<[(ValueId, Path, bool); 4]> = given.chain(flowing).flat_map(|port| ports.places(port)).collect();
            let mut step = scope.step(site.op, Hop::Library).long(1);
            step.after = scope.body.at(site.op);
            if rule.flows.iter().any(|flow| flow.from.0.iter().any(is_common)) {
                step = step.sure(Confidence::Assumed);
            }
            for (value, place, _) in places {
                self.graph.connect(id, scope.written(value), place.join(path), what, step);
            }
        }
    }
}

/// The medium that a source of this kind reads, where the tree's own programs fill it.
pub(super) fn reads(kind: SourceKind) -> Option<Medium> {
    match kind {
        SourceKind::Input => Some(Medium::Input),
        SourceKind::CommandOutput => Some(Medium::Output),
        _ => None,
    }
}
