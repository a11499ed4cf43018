//! Model rows with their names resolved once a program, so that applying one compares integers.

use rustc_hash::{FxHashMap, FxHashSet};

use super::domain::{Path, Sel};
use crate::link::{NameId, Names};
use crate::models::{
    Anchor, CapabilitySet, Catalogue, InvokeArg, Medium, Model, Port, PortStep, RowId, SinkKind, SourceKind, Transform,
    TransformSet,
};

/// All rows, compiled, and the pseudo-fields the engine itself knows.
pub(super) struct Rules {
    rows: Vec<Rule>,
    /// `@file`: what lies in the file that a value names.
    pub file: Sel,
    /// `@content`: what a stream holds.
    pub content: Sel,
    /// What lies somewhere in an object that is read as a whole: no member by name has it.
    pub whole: Sel,
    /// Methods that libraries call on the objects given to them.
    pub invoked: FxHashSet<NameId>,
    /// Fields that rows speak of.
    pub fields: Vec<NameId>,
}

/// One compiled row.
pub(super) struct Rule {
    pub conditions: Vec<RuleCondition>,
    pub sources: Vec<(RulePort, SourceKind, Option<RulePort>)>,
    pub sinks: Vec<(RulePort, SinkKind, Option<RulePort>)>,
    pub flows: Vec<RuleFlow>,
    pub aliases: Vec<(RulePort, RulePort)>,
    pub invokes: Vec<RuleInvoke>,
    pub endpoints: Vec<RulePort>,
    pub capabilities: CapabilitySet,
    /// Returns its receiver.
    pub fluent: bool,
    /// Objects go through as they are.
    pub moves: bool,
    /// A flow begins in a channel.
    pub reads_channel: bool,
    /// Speaks of what lies in the result: what the call makes of its own is used by the call itself.
    pub uses_result: bool,
}

impl Rule {
    /// What the result of a call is, whatever else holds: the object at these places of the receiver or an argument.
    pub(super) fn results(&self) -> impl Iterator<Item = (RuleAnchor, Path)> {
        let certain = self.aliases.iter().filter(|_| self.conditions.is_empty());
        let whole = |place: &RulePlace| place.anchor == RuleAnchor::Return && place.path.is_empty();
        certain.filter(move |(a, _)| a.0.iter().any(whole)).flat_map(|(_, b)| &b.0).filter_map(RulePlace::fixed)
    }

    /// What the call keeps in its receiver or in an argument, as it is: which values, and where.
    pub(super) fn keeps(&self, content: Sel) -> impl Iterator<Item = (&RulePlace, RuleAnchor, Path)> {
        let whole = |place: &&RulePlace| place.path.is_empty() && place.anchor != RuleAnchor::Return;
        let kept = self.flows.iter().filter(|flow| !flow.ends && flow.transforms == TransformSet::EMPTY);
        let pairs = kept.flat_map(move |flow| flow.from.0.iter().filter(whole).map(move |from| (from, &flow.to)));
        let objects = pairs.flat_map(|(from, to)| to.0.iter().map(move |to| (from, to)));
        let fixed = objects.filter_map(|(from, to)| to.fixed().map(|(anchor, path)| (from, anchor, path)));
        fixed.filter(move |(from, anchor, path)| {
            let inside = !path.is_empty() && path.selectors().first() != Some(&content);
            inside && !matches!(anchor, RuleAnchor::Return | RuleAnchor::Channel(_)) && from.anchor != *anchor
        })
    }
}

impl RulePlace {
    /// A place that is the same at every call.
    fn fixed(&self) -> Option<(RuleAnchor, Path)> {
        let step = |path: Path, step: &RuleStep| match step {
            RuleStep::Sel(selector) => Some(path.then(*selector)),
            RuleStep::KeyOf(_) | RuleStep::Any => None,
        };
        Some((self.anchor, self.path.iter().try_fold(Path::EMPTY, step)?))
    }
}

pub(super) struct RuleFlow {
    pub from: RulePort,
    pub to: RulePort,
    pub transforms: TransformSet,
    /// The data ends here and a digest, a length or a truth value goes on: no flow.
    pub ends: bool,
    /// It takes what a stream holds out of it.
    pub drains: bool,
}

pub(super) struct RuleCondition {
    pub port: RulePort,
    pub is: Vec<String>,
    pub not: Vec<String>,
    pub types: Vec<String>,
    pub types_not: Vec<String>,
}

pub(super) struct RuleInvoke {
    pub callee: RulePort,
    pub method: Option<NameId>,
    pub args: Vec<RuleArg>,
    pub spread: Option<RulePort>,
    pub result: Option<RulePort>,
    pub out: Vec<(u16, RulePort)>,
}

pub(super) enum RuleArg {
    None,
    Source(SourceKind),
    Port(RulePort),
}

/// Alternatives of a port.
#[derive(PartialEq, Eq)]
pub(super) struct RulePort(pub Vec<RulePlace>);

#[derive(PartialEq, Eq)]
pub(super) struct RulePlace {
    pub anchor: RuleAnchor,
    pub path: Vec<RuleStep>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RuleAnchor {
    Return,
    Receiver,
    Arg(u8),
    ArgFrom(u8),
    AllArgs,
    AllKeywords,
    Keyword(NameId),
    Channel(Medium),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RuleStep {
    Sel(Sel),
    /// Key from the folded constant of this positional argument.
    KeyOf(u8),
    /// Whatever follows.
    Any,
}

impl Rule {
    /// `memcpy` and the like: all that it does with what it is given second is to put it where the first is.
    pub(super) fn copies(&self) -> bool {
        let is = |port: &RulePort, anchor| port.0.iter().all(|place| place.anchor == anchor);
        let copied = |flow: &RuleFlow| is(&flow.from, RuleAnchor::Arg(1)) && is(&flow.to, RuleAnchor::Arg(0));
        self.sinks.is_empty() && !self.flows.is_empty() && self.flows.iter().all(copied)
    }
}

impl Rules {
    pub(super) fn compile(catalogue: &Catalogue, names: &Names) -> Self {
        let mut vocabulary = Vocabulary { names, extra: FxHashMap::default(), fields: Vec::new() };
        let file = Sel::field(vocabulary.name("@file"));
        let content = Sel::field(vocabulary.name("@content"));
        let whole = Sel::field(vocabulary.name("@whole"));
        let rows: Vec<Rule> = catalogue.rows().iter().map(|row| vocabulary.rule(row)).collect();
        let mut fields = vocabulary.fields;
        fields.sort_unstable();
        fields.dedup();
        let invoked: FxHashSet<NameId> = rows.iter().flat_map(|rule| &rule.invokes).filter_map(|invoke| invoke.method).collect();
        Self { rows, file, content, whole, invoked, fields }
    }

    /// True for what is in a file that a value names, or in a stream that it is: a text built from the value, or another
    /// name made of it, has none of that.
    pub(super) fn is_behind(&self, path: Path) -> bool {
        path.has(self.file) || path.selectors().first() == Some(&self.content)
    }

    pub(super) fn rule(&self, row: RowId) -> &Rule {
        &self.rows[row as usize]
    }
}

/// Names of the program, continued by names that only models use.
struct Vocabulary<'a> {
    names: &'a Names,
    extra: FxHashMap<String, NameId>,
    /// Names of fields that were asked for.
    fields: Vec<NameId>,
}

impl Vocabulary<'_> {
    fn name(&mut self, text: &str) -> NameId {
        if let Some(id) = self.names.lookup(text) {
            return id;
        }
        let next = (self.names.len() + self.extra.len()) as NameId;
        *self.extra.entry(text.to_owned()).or_insert(next)
    }

    fn field(&mut self, text: &str) -> NameId {
        let name = self.name(text);
        self.fields.push(name);
        name
    }

    fn rule(&mut self, row: &Model) -> Rule {
        let result = |port: &Port| port.0.iter().any(|place| place.anchor == Ok(Anchor::Return));
        let ends = row.sinks.iter().flat_map(|sink| std::iter::once(&sink.port).chain(&sink.endpoint));
        let uses_result = ends.chain(row.flows.iter().map(|flow| &flow.from)).chain(&row.endpoints).any(result);
        let from_channel =
            |flow: &crate::models::Flow| flow.from.0.iter().any(|place| matches!(place.anchor, Ok(Anchor::Channel(_))));
        Rule {
            uses_result,
            reads_channel: row.flows.iter().any(from_channel),
            conditions: row
                .when
                .iter()
                .map(|condition| RuleCondition {
                    port: self.port(&condition.port),
                    is: condition.is.clone(),
                    not: condition.not.clone(),
                    types: condition.types.clone(),
                    types_not: condition.types_not.clone(),
                })
                .collect(),
            sources: row
                .sources
                .iter()
                .map(|source| (self.port(&source.port), source.kind, source.path.as_ref().map(|path| self.port(path))))
                .collect(),
            sinks: row
                .sinks
                .iter()
                .map(|sink| (self.port(&sink.port), sink.kind, sink.endpoint.as_ref().map(|port| self.port(port))))
                .collect(),
            flows: row.flows.iter().map(|flow| self.flow(flow)).collect(),
            aliases: row.aliases.iter().map(|alias| (self.port(&alias.a), self.port(&alias.b))).collect(),
            invokes: row.invokes.iter().map(|invoke| self.invoke(invoke)).collect(),
            endpoints: row.endpoints.iter().map(|port| self.port(port)).collect(),
            capabilities: row.capabilities,
            moves: row.moves,
            fluent: row.returns == Some(crate::models::Returns::Receiver),
        }
    }

    fn flow(&mut self, flow: &crate::models::Flow) -> RuleFlow {
        RuleFlow {
            from: self.port(&flow.from),
            to: self.port(&flow.to),
            transforms: flow.transform.map_or(TransformSet::EMPTY, TransformSet::of),
            ends: matches!(flow.transform, Some(Transform::Hash | Transform::Length | Transform::Boolean)),
            drains: flow.from.is_stream() && !flow.to.is_stream(),
        }
    }

    fn invoke(&mut self, invoke: &crate::models::Invoke) -> RuleInvoke {
        RuleInvoke {
            callee: self.port(&invoke.callee),
            method: invoke.method.as_ref().map(|name| self.field(name)),
            args: invoke
                .args
                .iter()
                .map(|arg| match arg {
                    InvokeArg::None => RuleArg::None,
                    InvokeArg::Source(kind) => RuleArg::Source(*kind),
                    InvokeArg::Port(port) => RuleArg::Port(self.port(port)),
                })
                .collect(),
            spread: invoke.spread.as_ref().map(|port| self.port(port)),
            result: invoke.result.as_ref().map(|port| self.port(port)),
            out: invoke.out.iter().map(|(param, port)| (u16::from(*param), self.port(port))).collect(),
        }
    }

    fn port(&mut self, port: &Port) -> RulePort {
        RulePort(
            port.0
                .iter()
                .map(|place| RulePlace {
                    anchor: match &place.anchor {
                        Ok(Anchor::Return) => RuleAnchor::Return,
                        Ok(Anchor::Receiver) => RuleAnchor::Receiver,
                        Ok(Anchor::Arg(number)) => RuleAnchor::Arg(*number),
                        Ok(Anchor::ArgFrom(number)) => RuleAnchor::ArgFrom(*number),
                        Ok(Anchor::AllArgs) => RuleAnchor::AllArgs,
                        Ok(Anchor::AllKeywords) => RuleAnchor::AllKeywords,
                        Ok(Anchor::Channel(medium)) => RuleAnchor::Channel(*medium),
                        Err(keyword) => RuleAnchor::Keyword(self.name(keyword)),
                    },
                    path: place
                        .path
                        .iter()
                        .map(|step| match step {
                            PortStep::Field(name) => RuleStep::Sel(Sel::field(self.field(name))),
                            PortStep::Key(name) => RuleStep::Sel(Sel::key(self.name(name))),
                            PortStep::Index(index) => RuleStep::Sel(Sel::index(*index)),
                            PortStep::Element => RuleStep::Sel(Sel::ELEMENT),
                            PortStep::KeyOf(number) => RuleStep::KeyOf(*number),
                            PortStep::Any => RuleStep::Any,
                        })
                        .collect(),
                })
                .collect(),
        )
    }
}
