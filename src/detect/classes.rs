//! The finding-class catalogue (`reports/classes.toml`): what each class means, and which class a flow
//! belongs to. Total: every kind of source and every kind of sink have a class between them, if only one
//! that says that such flows are no findings.
//! Knows nothing of programs; the texts are ours and go into reports as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::base::Digest;
use crate::models::{RuleSet, SinkKind, SourceKind, SourceSet};
use crate::report::model::{ClassText, Finding, Report};
use crate::taint::Confidence;

const TEXT: &str = include_str!("../../reports/classes.toml");

static CLASSES: LazyLock<Vec<Class>> =
    LazyLock::new(|| parse(source()).unwrap_or_else(|reason| unreachable!("invariant: reports/classes.toml is sound: {reason}")));

/// A finding class, or a class of indicators.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Class {
    /// Kebab-case; the name in reports.
    pub id: String,
    pub title: String,
    pub what: String,
    pub why: String,
    /// How to check a finding of it by hand.
    pub check: String,
    /// How much it matters if true: 0 to 100.
    pub weight: u32,
    /// MITRE ATT&CK technique ids.
    pub attack: Vec<String>,
    pub cwe: Vec<String>,
    /// False: flows of this class are known and are no findings.
    pub report: bool,
    /// How sure such a finding is at most: what happens to the data further on may have to be assumed.
    pub at_most: Confidence,
    /// A sign found in bytes or syntax, not a flow.
    pub indicator: bool,
    /// Flows of names, sizes, dates and listings of files, without contents: told apart from the findings.
    pub metadata: bool,
    rules: Vec<Rule>,
}

/// One `when` entry: all parts must hold.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Rule {
    /// Empty: any.
    sources: SourceSet,
    /// Empty: no matter.
    via: SourceSet,
    sinks: Vec<SinkKind>,
    through_file: Option<bool>,
}

impl Rule {
    fn fits(&self, sources: SourceSet, via: SourceSet, sink: SinkKind, through_file: bool) -> bool {
        let meets = |wanted: SourceSet, given: SourceSet| wanted.is_empty() || wanted.0 & given.0 != 0;
        self.sinks.contains(&sink)
            && meets(self.sources, sources)
            && meets(self.via, via)
            && self.through_file.is_none_or(|wanted| wanted == through_file)
    }
}

/// The text in use: the built-in one, or that of a rule set that stands in for it.
pub fn source() -> &'static str {
    RuleSet::in_use().map_or(TEXT, |set| &set.classes)
}

/// Whether `text` would do as a catalogue.
pub fn check(text: &str) -> Result<(), String> {
    parse(text).map(|_| ())
}

/// Every class, in the order of the file: indicators last.
pub fn all() -> &'static [Class] {
    &CLASSES
}

/// The class named `id`.
pub fn class(id: &str) -> Option<&'static Class> {
    all().iter().find(|class| class.id == id)
}

/// The class of a flow of `sources` into `sink`, where `via` chose what was read, and `through_file` says that the data
/// lay in a file on the way. `None`: such a flow is no finding.
pub fn classify(sources: SourceSet, via: SourceSet, sink: SinkKind, through_file: bool) -> Option<&'static Class> {
    name(sources, via, sink, through_file).filter(|class| class.report)
}

/// As [`classify`], with the classes that are no findings.
pub fn name(sources: SourceSet, via: SourceSet, sink: SinkKind, through_file: bool) -> Option<&'static Class> {
    if sources.is_empty() {
        return None;
    }
    let first = |sources| all().iter().find(|class| class.rules.iter().any(|rule| rule.fits(sources, via, sink, through_file)));
    let class = first(sources)?;
    if !class.metadata {
        return Some(class);
    }
    // What carries more than metadata is told as what else it carries.
    let rest = SourceSet(sources.0 & !SourceSet::of(SourceKind::FileMeta).0);
    let other = if rest.is_empty() { None } else { first(rest) };
    Some(other.filter(|other| other.report).unwrap_or(class))
}

/// The flows of `found` that are findings, and those of mere metadata, which reports tell apart.
pub fn split(found: Vec<Finding>) -> (Vec<Finding>, Vec<Finding>) {
    found.into_iter().partition(|finding| !class(&finding.class).is_some_and(|class| class.metadata))
}

/// By kind of sink.
static WANTED: LazyLock<BTreeMap<SinkKind, SourceSet>> = LazyLock::new(|| {
    let vias = [SourceSet::EMPTY, SourceSet::of(SourceKind::Network), SourceSet::of(SourceKind::Input)];
    let reported = |kind, sink| {
        let mut ways = vias.into_iter().flat_map(|via| [(via, true), (via, false)]);
        ways.any(|(via, through_file)| classify(SourceSet::of(kind), via, sink, through_file).is_some())
    };
    let wanted = |sink| {
        let kinds = SourceKind::ALL.iter().copied().filter(|&kind| reported(kind, sink));
        kinds.map(SourceSet::of).fold(SourceSet::EMPTY, SourceSet::union)
    };
    SinkKind::ALL.iter().map(|&sink| (sink, wanted(sink))).collect()
});

/// The kinds of data whose way into `sink` may be a finding.
pub fn wanted(sink: SinkKind) -> SourceSet {
    WANTED.get(&sink).copied().unwrap_or(SourceSet::EMPTY)
}

/// The texts of all classes that `report` speaks of, for [`Report::classes`].
pub fn texts(report: &Report) -> Vec<ClassText> {
    let flows = report.findings.iter().chain(&report.metadata).map(|finding| &finding.class);
    let named: BTreeSet<&String> = flows.chain(report.indicators.iter().map(|sign| &sign.class)).collect();
    named.into_iter().filter_map(|id| class(id)).map(Class::text).collect()
}

impl Class {
    fn text(&self) -> ClassText {
        ClassText {
            id: self.id.clone(),
            title: self.title.clone(),
            what: self.what.clone(),
            why: self.why.clone(),
            check: self.check.clone(),
            weight: self.weight,
            metadata: self.metadata,
            attack: self.attack.clone(),
            cwe: self.cwe.clone(),
        }
    }
}

/// Digest of the catalogue: a part of the rule set's identity.
pub fn digest() -> Digest {
    Digest::of(source().as_bytes())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    class: Vec<RawClass>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClass {
    id: String,
    title: String,
    what: String,
    why: String,
    check: String,
    weight: u32,
    attack: Vec<String>,
    cwe: Vec<String>,
    #[serde(default = "yes")]
    report: bool,
    #[serde(default)]
    assumed: bool,
    #[serde(default)]
    indicator: bool,
    #[serde(default)]
    metadata: bool,
    #[serde(default)]
    when: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    via: Vec<String>,
    sinks: Vec<String>,
    through_file: Option<bool>,
}

fn yes() -> bool {
    true
}

fn parse(text: &str) -> Result<Vec<Class>, String> {
    let raw: RawFile = toml::from_str(text).map_err(|error| error.to_string())?;
    raw.class.into_iter().map(RawClass::check).collect()
}

impl RawClass {
    fn check(self) -> Result<Class, String> {
        let rules: Vec<Rule> = self.when.iter().map(RawRule::check).collect::<Result<_, _>>()?;
        if self.indicator != rules.is_empty() {
            return Err(format!("{}: a class has `when` or is an indicator", self.id));
        }
        let mere = SourceSet::of(SourceKind::FileMeta);
        if self.metadata && (self.indicator || !self.report || rules.iter().any(|rule| rule.sources != mere)) {
            return Err(format!(
                "{}: a class of metadata is reported, and of flows of {} alone",
                self.id,
                SourceKind::FileMeta.name()
            ));
        }
        Ok(Class {
            id: self.id,
            title: self.title,
            what: self.what,
            why: self.why,
            check: self.check,
            weight: self.weight,
            attack: self.attack,
            cwe: self.cwe,
            report: self.report,
            at_most: if self.assumed { Confidence::Assumed } else { Confidence::Traced },
            indicator: self.indicator,
            metadata: self.metadata,
            rules,
        })
    }
}

impl RawRule {
    fn check(&self) -> Result<Rule, String> {
        let mut sinks = Vec::new();
        for pattern in &self.sinks {
            let found = SinkKind::ALL.iter().filter(|kind| match pattern.strip_suffix('*') {
                Some(family) => kind.name().starts_with(family),
                None => kind.name() == pattern,
            });
            let before = sinks.len();
            sinks.extend(found);
            if sinks.len() == before {
                return Err(format!("no sink kind is `{pattern}`"));
            }
        }
        Ok(Rule { sources: source_set(&self.sources)?, via: source_set(&self.via)?, sinks, through_file: self.through_file })
    }
}

fn source_set(names: &[String]) -> Result<SourceSet, String> {
    let mut set = SourceSet::EMPTY;
    for name in names {
        set.insert(SourceKind::parse(name).ok_or_else(|| format!("unknown source kind `{name}`"))?);
    }
    Ok(set)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{TEXT, all, class, classify, name, parse};
    use crate::models::{SinkKind, SourceKind, SourceSet};

    #[test]
    fn every_kind_of_data_has_a_class_at_every_sink() {
        let via = [SourceSet::EMPTY, SourceSet::of(SourceKind::Network)];
        for &source in SourceKind::ALL {
            for &sink in SinkKind::ALL {
                for (via, through_file) in via.iter().flat_map(|&via| [(via, false), (via, true)]) {
                    assert!(name(SourceSet::of(source), via, sink, through_file).is_some(), "{source:?} → {sink:?}");
                }
                // What leaves the machine is always a finding, unless it only came from the network.
                let leaves = sink.is_egress() && source != SourceKind::Network;
                assert!(
                    !leaves || classify(SourceSet::of(source), SourceSet::EMPTY, sink, false).is_some(),
                    "{source:?} → {sink:?}"
                );
            }
        }
        assert!(name(SourceSet::EMPTY, SourceSet::EMPTY, SinkKind::EgressHttp, false).is_none());
    }

    #[test]
    fn every_class_can_be_reached_and_reads_whole() {
        let mut ids = BTreeSet::new();
        for class in all() {
            assert!(ids.insert(&class.id), "{} is there twice", class.id);
            assert!(class.weight <= 100, "{}", class.id);
            for text in [&class.what, &class.why, &class.check] {
                assert!(text.ends_with('.') && !text.contains('\n'), "{}: {text}", class.id);
            }
            assert!(!class.title.ends_with('.'), "{}", class.id);
            assert!(class.attack.iter().all(|id| id.starts_with('T')) && class.cwe.iter().all(|id| id.starts_with("CWE-")));
        }
        let via = [SourceSet::EMPTY, SourceSet::of(SourceKind::Network)];
        let reached: BTreeSet<_> = SourceKind::ALL
            .iter()
            .flat_map(|&source| SinkKind::ALL.iter().map(move |&sink| (source, sink)))
            .flat_map(|(source, sink)| via.iter().flat_map(move |&via| [(source, sink, via, false), (source, sink, via, true)]))
            .filter_map(|(source, sink, via, through_file)| name(SourceSet::of(source), via, sink, through_file))
            .map(|class| &class.id)
            .collect();
        for class in all().iter().filter(|class| !class.indicator) {
            assert!(reached.contains(&class.id), "nothing is ever a {}", class.id);
        }
    }

    #[test]
    fn flows_get_the_most_telling_class() {
        use SourceKind::{CommandOutput, Device, Environment, File, FileMeta, Input, Keystroke, Network, User};
        let set = |kinds: &[SourceKind]| kinds.iter().fold(SourceSet::EMPTY, |set, &kind| set.union(SourceSet::of(kind)));
        type Case = (&'static [SourceKind], &'static [SourceKind], SinkKind, bool, Option<&'static str>);
        let cases: &[Case] = &[
            (&[File], &[Network], SinkKind::EgressHttp, false, Some("remote-directed-file-collection")),
            (&[File], &[], SinkKind::EgressHttp, false, Some("file-upload")),
            (&[File, Device], &[], SinkKind::EgressCloud, false, Some("file-upload")),
            (&[Device, Environment], &[], SinkKind::EgressHttp, false, Some("environment-exfiltration")),
            (&[CommandOutput], &[Network], SinkKind::EgressHttp, false, Some("remote-shell")),
            (&[CommandOutput], &[], SinkKind::EgressHttp, false, Some("command-output-exfiltration")),
            (&[Network], &[], SinkKind::ExecCommand, false, Some("remote-command-execution")),
            (&[Network], &[], SinkKind::ExecCommand, true, Some("download-and-execute")),
            (&[Network], &[], SinkKind::ExecLoad, false, Some("remote-code-execution")),
            (&[Network], &[], SinkKind::FileWrite, false, Some("download-to-file")),
            (&[Keystroke], &[], SinkKind::EgressMail, false, Some("keystroke-capture")),
            (&[File], &[], SinkKind::EgressMail, false, Some("mail-exfiltration")),
            (&[Environment], &[], SinkKind::EgressDns, false, Some("dns-exfiltration")),
            (&[Input], &[], SinkKind::ExecCode, false, Some("code-execution-of-input")),
            (&[FileMeta], &[], SinkKind::EgressHttp, false, Some("file-listing-exfiltration")),
            (&[FileMeta], &[Network], SinkKind::EgressHttp, false, Some("remote-directed-listing")),
            // Mere metadata is what carries nothing else.
            (&[FileMeta, Device], &[], SinkKind::EgressHttp, false, Some("device-information")),
            (&[FileMeta, User], &[Network], SinkKind::EgressHttp, false, Some("user-information")),
            (&[FileMeta, File], &[Network], SinkKind::EgressHttp, false, Some("remote-directed-file-collection")),
            (&[FileMeta, Network], &[], SinkKind::EgressHttp, false, Some("file-listing-exfiltration")),
            (&[File], &[], SinkKind::FileWrite, false, None),
            (&[Network], &[], SinkKind::EgressHttp, false, None),
        ];
        for &(sources, via, sink, through_file, expected) in cases {
            let found = classify(set(sources), set(via), sink, through_file).map(|class| class.id.as_str());
            assert_eq!(found, expected, "{sources:?} via {via:?} → {sink:?}");
        }
        assert!(class("file-upload").is_some() && class("no-such-class").is_none());
    }

    #[test]
    fn metadata_is_what_the_catalogue_calls_so() {
        let ids: Vec<_> = all().iter().filter(|class| class.metadata).map(|class| class.id.as_str()).collect();
        assert_eq!(ids, ["remote-directed-listing", "file-listing-exfiltration"]);
        let listing = "id = \"file-listing-exfiltration\"\n";
        for (at, wrong) in [
            (listing, format!("{listing}report = false\n")),
            ("title = \"Contents of a file leave\"\n", "title = \"Contents of a file leave\"\nmetadata = true\n".to_owned()),
            ("indicator = true\n", "indicator = true\nmetadata = true\n".to_owned()),
            ("metadata = true\n", "metadata = 1\n".to_owned()),
        ] {
            assert!(TEXT.contains(at) && parse(&TEXT.replacen(at, &wrong, 1)).is_err(), "{wrong}");
        }
    }
}
