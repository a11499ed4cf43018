//! Flows to findings: flows between the same two places are one, classes decide what is reported, and
//! flows of one class into one sink are folded into one finding with variants.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::classes::{self, Class};
use super::place::Places;
use super::views::{Callers, VIEWS, Views, views};
use crate::base::{display, purpose, reach};
use crate::link::{FileId, NameId, Program};
use crate::models::{SinkKind, SourceKind, SourceSet, Transform, TransformSet};
use crate::report::model::{Confidence, Finding, Step, Variant};
use crate::taint::{self, EdgeId, End, HopKind, Site, Solution, Touched, WitnessStep, witness};

/// A way that is this much longer is worth a tenth less.
const STEPS_OF_A_RANK: u32 = 8;
/// Most calls that get the data of one source that are remembered.
const CALLERS: usize = 64;
/// More hosts than this at one place are what its configuration may choose from.
const HOSTS: usize = 4;
/// Most variants that one finding lists, and about how many all list together.
pub const VARIANTS: usize = 800;
const ALL_VARIANTS: usize = 100_000;

/// Class, kinds of data, sink, and whether it is about parts alone that were picked out of parsed files: what one finding is
/// about.
type Group<'a> = (&'a str, SourceSet, Site, bool);

/// All flows of a [`Group`] into its sink, the surest and shortest first.
struct Ending {
    sink: Site,
    flows: Vec<(Site, Bundle)>,
}

/// What the groups of one finding have in common: their class, kinds of data, file of the sink, whether they are about parts
/// alone, the kind of sink, and of their best flows the source and how sure they are; where the data goes.
type Alike<'a> = (&'a str, SourceSet, FileId, bool, SinkKind, Site, taint::Confidence, &'a [(NameId, taint::Confidence)]);

/// A site from which an end is seen, and, where that is known, those who see the beginning from there.
type Seen = (Site, Option<Vec<Site>>);

/// All flows between one source and one sink.
#[derive(Clone)]
struct Bundle {
    kinds: SourceSet,
    via: SourceSet,
    sink: SinkKind,
    through_file: bool,
    confidence: taint::Confidence,
    distance: u16,
    transforms: TransformSet,
    way: Vec<EdgeId>,
    /// Another way, less sure or longer.
    other: Option<Vec<EdgeId>>,
    callers: Vec<Site>,
    /// Calls that lead to the end and that the data comes to, and the calls by which functions get what comes there.
    calls: Vec<(Site, Vec<Site>)>,
    /// A part, picked by its name, of a file that was parsed: that it says what the file says is assumed.
    picked: bool,
}

/// By source, sink, and whether somebody directs the reading.
type Bundles = BTreeMap<(Site, Site, bool), Bundle>;

/// The findings of a solved program, those of mere metadata among them, unordered: [`classes::split`] tells them apart,
/// [`crate::report::model::Report::finish`] ranks and numbers them. With them, how many have more variants than they list.
pub fn findings(places: &mut Places<'_>, solution: &Solution) -> (Vec<Finding>, u64) {
    let program = places.program();
    let mut bundles = Bundles::new();
    for flow in &solution.meeting.flows {
        let Some((root_kind, root_site)) = flow.source else { continue };
        let End::Sink { kind: sink, site, through_file, .. } = flow.end else { continue };
        let (kind, source, via) = match flow.read {
            // What runs is somebody else's choice: that choice is the source, not the local file that was chosen.
            Some(_) if sink.is_execution() => (root_kind, root_site, SourceSet::EMPTY),
            Some((kind, place)) => (kind, place, SourceSet::of(root_kind)),
            None => (root_kind, root_site, SourceSet::EMPTY),
        };
        // What is looked up as it was read is the name of a machine, and not put into one.
        let touched = if sink == SinkKind::EgressDns { taint::touched(program, solution, &flow.way) } else { Touched::Made };
        if touched == Touched::Not {
            continue;
        }
        let parsed = kind == SourceKind::File && flow.info.transforms.contains(Transform::Parse);
        let picked = parsed && !sink.is_execution() && taint::is_picked(program, solution, &flow.way);
        let told = kind == SourceKind::Network && sink == SinkKind::FileWrite && taint::is_told(program, solution, &flow.way);
        let assumed =
            if picked || told || touched == Touched::Copied { taint::Confidence::Assumed } else { taint::Confidence::Traced };
        let bundle = Bundle {
            picked,
            kinds: SourceSet::of(kind),
            via,
            sink,
            through_file,
            confidence: flow.info.confidence.max(assumed),
            distance: flow.info.distance,
            transforms: flow.info.transforms,
            way: flow.way.clone(),
            other: None,
            callers: flow.callers.clone(),
            calls: Vec::new(),
        };
        merge(&mut bundles, (source, site, !via.is_empty()), bundle);
    }
    join_directed(&mut bundles);
    for led in &solution.meeting.led {
        if let End::Sink { site, .. } = led.end {
            for directed in [false, true] {
                if let Some(bundle) = bundles.get_mut(&(led.origin.1, site, directed)) {
                    bundle.calls.push((led.call, led.callers.clone()));
                }
            }
        }
    }
    handled_input(program, solution, &mut bundles);
    let followed = followed_readings(solution, &bundles);
    bundles.retain(|(_, sink, _), bundle| bundle.sink != SinkKind::FilePath || !followed.contains(sink));
    fold(places, solution, bundles)
}

/// Readings of files that somebody chooses and whose contents a finding follows on: that finding says it all.
fn followed_readings(solution: &Solution, bundles: &Bundles) -> BTreeSet<Site> {
    let reported: BTreeSet<Site> = bundles
        .iter()
        .filter(|(_, bundle)| classes::classify(bundle.kinds, bundle.via, bundle.sink, bundle.through_file).is_some())
        .map(|((_, sink, _), _)| *sink)
        .collect();
    let mut followed = BTreeSet::new();
    for flow in &solution.meeting.flows {
        if let (Some((_, reading)), End::Sink { site, .. }) = (flow.read, flow.end)
            && site != reading
            && reported.contains(&site)
        {
            followed.insert(reading);
        }
    }
    followed
}

/// A reading that somebody directs as surely as it is sent is one behaviour. Where it is sent more surely than directed, that
/// it is sent must not lend its sureness to who directs it: these are two.
fn join_directed(bundles: &mut Bundles) {
    let directed: Vec<_> = bundles.keys().filter(|key| key.2).copied().collect();
    for key in directed {
        let own = (key.0, key.1, false);
        if bundles.get(&own).is_some_and(|own| own.confidence >= bundles[&key].confidence)
            && let Some(own) = bundles.remove(&own)
        {
            merge(bundles, key, own);
        }
    }
}

fn merge(bundles: &mut Bundles, key: (Site, Site, bool), mut new: Bundle) {
    let Some(old) = bundles.get_mut(&key) else {
        bundles.insert(key, new);
        return;
    };
    // Where somebody directs the reading, the way that shows it says most.
    let better = (new.via.is_empty(), new.confidence, new.distance, new.way.len())
        < (old.via.is_empty(), old.confidence, old.distance, old.way.len());
    if better {
        std::mem::swap(old, &mut new);
    }
    old.kinds = old.kinds.union(new.kinds);
    old.via = old.via.union(new.via);
    old.through_file |= new.through_file;
    if old.way != new.way {
        old.other.get_or_insert(new.way);
    }
    for caller in new.callers {
        if old.callers.len() < CALLERS && !old.callers.contains(&caller) {
            old.callers.push(caller);
        }
    }
}

/// Code or files that a function without a known caller runs as its parameters say: what hands the parameter
/// in was not found in the tree, so the place where it is taken apart stands for the source.
fn handled_input(program: &Program, solution: &Solution, bundles: &mut Bundles) {
    for flow in &solution.meeting.inputs {
        let End::Sink { kind: sink, site, through_file, called } = flow.end else { continue };
        // What is handed on as it came is more likely a function, and called.
        if called && taint::is_untouched(program, solution, &flow.way) {
            continue;
        }
        let runs = matches!(sink, SinkKind::ExecCode | SinkKind::ExecLoad) || (sink == SinkKind::ExecCommand && through_file);
        if !runs || flow.read.is_some() {
            continue;
        }
        let hops = witness(solution, &flow.way);
        let Some(first) = hops.iter().find(|hop| hop.kind == HopKind::Read).or(hops.first()) else { continue };
        let bundle = Bundle {
            picked: false,
            kinds: SourceSet::of(SourceKind::Input),
            via: SourceSet::EMPTY,
            sink,
            through_file,
            confidence: flow.info.confidence.max(taint::Confidence::Ambiguous),
            distance: flow.info.distance,
            transforms: flow.info.transforms,
            way: flow.way.clone(),
            other: None,
            callers: flow.callers.clone(),
            calls: Vec::new(),
        };
        merge(bundles, (first.site, site, false), bundle);
    }
}

/// One finding for each (class, kinds of data, sink); the surest and shortest flow is its witness. Sinks of one file that data
/// of the same beginning reaches as surely, on the way to the same destination, are one behaviour at several places: a logger's
/// lines, the branches of a client. With them, how many are cut.
fn fold(places: &mut Places<'_>, solution: &Solution, bundles: Bundles) -> (Vec<Finding>, u64) {
    let mut groups: BTreeMap<Group<'_>, Vec<(Site, Bundle)>> = BTreeMap::new();
    for ((source, sink, _), bundle) in bundles {
        if let Some(class) = classes::classify(bundle.kinds, bundle.via, bundle.sink, bundle.through_file) {
            groups.entry((&class.id, bundle.kinds, sink, bundle.picked)).or_default().push((source, bundle));
        }
    }
    let mut alike: BTreeMap<Alike<'_>, Vec<Ending>> = BTreeMap::new();
    for ((id, kinds, sink, picked), mut flows) in groups {
        // Of two that are as sure, what is no test shows more of the product.
        flows.sort_by_cached_key(|(source, bundle)| {
            (bundle.confidence, in_test(places.program(), *source), bundle.distance, *source)
        });
        let (source, best) = &flows[0];
        let file = places.program().functions[sink.function as usize].file;
        let like = (id, kinds, file, picked, best.sink, *source, best.confidence, destinations(solution, sink));
        alike.entry(like).or_default().push(Ending { sink, flows });
    }
    let mut calls = Callers::of(places.program(), solution);
    let most = (ALL_VARIANTS / alike.len().max(1)).clamp(VIEWS, VARIANTS);
    let (mut findings, mut cut) = (Vec::new(), 0);
    for ((id, ..), mut ends) in alike {
        let Some(class) = classes::class(id) else { continue };
        ends.sort_by_key(|end| (end.flows[0].1.distance, end.sink));
        let (finding, whole) = finding(places, &mut calls, solution, class, &ends, most);
        findings.push(finding);
        cut += u64::from(!whole);
    }
    (findings, cut)
}

/// The function is in a test, by the name of its file.
fn in_test(program: &Program, site: Site) -> bool {
    purpose::is_test(&program.files[program.functions[site.function as usize].file as usize].path)
}

/// Constants that name where a sink sends to, and how sure it is of each.
fn destinations(solution: &Solution, sink: Site) -> &[(NameId, taint::Confidence)] {
    solution.meeting.destinations.get(&sink).map_or(&[], Vec::as_slice)
}

/// The finding, and whether it lists all its variants. The first end is shown.
fn finding(
    places: &mut Places<'_>,
    calls: &mut Callers,
    solution: &Solution,
    class: &Class,
    ends: &[Ending],
    most: usize,
) -> (Finding, bool) {
    let Ending { sink, flows } = &ends[0];
    let (source, best) = &flows[0];
    let source_place = places.place(*source, kind_name(best.kinds));
    let sink_place = places.place(*sink, best.sink.name());
    let (variants, whole) = variants(places, calls, solution, ends, most);
    let hops = witness(solution, &best.way);
    let all = ends.iter().flat_map(|end| &end.flows);
    let via = all.fold(SourceSet::EMPTY, |via, (_, bundle)| via.union(bundle.via));
    let (endpoint, unsure_endpoints) = endpoints(places, destinations(solution, *sink));
    let mut finding = Finding {
        id: String::new(),
        class: class.id.clone(),
        title: class.title.clone(),
        confidence: match best.confidence.max(class.at_most) {
            taint::Confidence::Traced => Confidence::Traced,
            taint::Confidence::Assumed => Confidence::Assumed,
            taint::Confidence::Ambiguous => Confidence::Ambiguous,
        },
        severity: class.weight,
        rank: rank(class, best, via, hops.len()),
        fingerprint: String::new(),
        steps: steps(places, &hops),
        source: source_place,
        sink: sink_place,
        source_kinds: best.kinds.iter().map(|kind| kind.name().to_owned()).collect(),
        sink_kind: best.sink.name().to_owned(),
        via: via.iter().map(|kind| kind.name().to_owned()).collect(),
        transforms: best.transforms.iter().map(|transform| transform.name().to_owned()).collect(),
        endpoint,
        unsure_endpoints,
        trigger: None,
        variants,
        disclosure: None,
        how_to_check: class.check.clone(),
        attack: class.attack.clone(),
        cwe: class.cwe.clone(),
    };
    finding.fingerprint = finding.compute_fingerprint();
    (finding, whole)
}

/// The names of destinations, the surer ones first, and those among them that are only perhaps meant: an ambiguous way leads
/// there, or they are some of too many hosts.
fn endpoints(places: &Places<'_>, names: &[(NameId, taint::Confidence)]) -> (Option<String>, Vec<String>) {
    let is_ambiguous = |confidence: taint::Confidence| confidence == taint::Confidence::Ambiguous;
    let named = names.iter().filter(|(_, confidence)| !is_ambiguous(*confidence));
    let hosts: BTreeSet<&str> = named.map(|&(name, _)| reach::host(places.program().names.text(name))).collect();
    let is_unsure = |confidence: taint::Confidence| is_ambiguous(confidence) || hosts.len() > HOSTS;
    let (unsure, sure): (Vec<_>, Vec<_>) = names.iter().partition(|(_, confidence)| is_unsure(*confidence));
    let texts = |names: &[(NameId, taint::Confidence)]| -> Vec<String> {
        names.iter().map(|&(name, _)| display::escape(places.program().names.text(name))).collect()
    };
    let unsure = texts(&unsure);
    let all = [texts(&sure), unsure.clone()].concat();
    ((!all.is_empty()).then(|| all.join(", ")), unsure)
}

fn kind_name(kinds: SourceSet) -> &'static str {
    kinds.iter().next().map_or("", SourceKind::name)
}

/// All flows of a finding but the one that it shows, each as seen from around the functions in which it begins and ends. Where
/// they are too many, the surest flows and the nearest views stay, and the outcome is not whole.
fn variants(
    places: &mut Places<'_>,
    calls: &mut Callers,
    solution: &Solution,
    ends: &[Ending],
    most: usize,
) -> (Vec<Variant>, bool) {
    let program = places.program();
    // Each flow by itself goes before all views: where they are enough, the others need not be looked at.
    let all: usize = ends.iter().map(|end| end.flows.len()).sum();
    let shown = ends.iter().take(most + 1);
    let mut pairs: Vec<_> = shown.flat_map(|end| views_of(program, calls, solution, end, most + 1)).collect();
    pairs.sort_unstable();
    let shown = (ends[0].flows[0].0, ends[0].sink);
    let mut seen: BTreeSet<(Site, Site)> = BTreeSet::from([shown]);
    pairs.retain(|&(_, _, begin, end)| seen.insert((begin, end)));
    let whole = pairs.len() <= most && all <= most + 1;
    pairs.truncate(most);
    let variants = pairs.into_iter().map(|(_, _, begin, end)| Variant { source: places.spot(begin), sink: places.spot(end) });
    let mut variants: Vec<Variant> = variants.collect();
    variants.sort();
    variants.dedup();
    (variants, whole)
}

/// The flows into one sink as they are seen from around: how far off, the number of the flow, and where it seems to begin and to
/// end. A call that leads to the sink is worth a view from another file: who reads the sink's own has it before his eyes.
fn views_of(
    program: &Program,
    calls: &mut Callers,
    solution: &Solution,
    Ending { sink, flows }: &Ending,
    most: usize,
) -> Vec<(usize, usize, Site, Site)> {
    let sink = *sink;
    let file_of = |site: Site| program.functions[site.function as usize].file;
    // By flow and way: who sees its beginning, and who its end; with some ends those who see the beginning from there.
    let mut seen_from: Vec<(usize, Vec<Site>, Vec<Seen>)> = Vec::new();
    let mut shared: BTreeMap<Site, usize> = BTreeMap::new();
    for (number, (source, bundle)) in flows.iter().enumerate().take(most) {
        for way in std::iter::once(&bundle.way).chain(&bundle.other) {
            let hops = witness(solution, way);
            let Views { begins, ends, poured } = views(calls, &hops, (*source, sink), bundle.sink, &bundle.callers);
            let led = bundle.calls.iter().filter(|(call, _)| !ends.contains(call));
            let led = led.map(|(call, callers)| (*call, Some(closest(program, *call, callers))));
            let mut ends: Vec<_> = ends.iter().map(|&end| (end, None)).chain(led).collect();
            ends.retain(|(end, _)| file_of(*end) != file_of(sink));
            ends.extend(poured.map(|call| (call, None)));
            ends.iter().for_each(|&(end, _)| *shared.entry(end).or_default() += 1);
            seen_from.push((number, begins, ends));
        }
    }
    let mut pairs: Vec<(usize, usize, Site, Site)> = Vec::new();
    for (number, begins, ends) in seen_from {
        let (source, _) = &flows[number];
        // What few flows share says most of each: such an end counts as near.
        let mut rarest: Vec<Site> = ends.iter().map(|(end, _)| *end).collect();
        rarest.sort_by_key(|end| shared[end]);
        let off = |near: usize, end: Site| near.min(rarest.iter().position(|&rare| rare == end).unwrap_or(near));
        let ends = ends.iter().enumerate().map(|(near, (end, from))| (1 + off(near, *end), *end, from.as_ref()));
        for (off, end, from) in std::iter::once((0, sink, None)).chain(ends) {
            for (far, &begin) in std::iter::once(source).chain(from.unwrap_or(&begins)).enumerate() {
                pairs.push((far + off, number, begin, end));
            }
        }
    }
    pairs
}

/// Of the callers that get what comes to a call, those whose folders have most names in common with its own: there is whoever
/// reads the call.
fn closest(program: &Program, call: Site, callers: &[Site]) -> Vec<Site> {
    let path = |site: Site| program.files[program.functions[site.function as usize].file as usize].path.as_str();
    let own: BTreeSet<&str> = path(call).split('/').collect();
    let mut closest = callers.to_vec();
    closest.sort_by_key(|&caller| Reverse(path(caller).split('/').filter(|name| own.contains(name)).count()));
    closest.truncate(VIEWS);
    closest
}

/// Confidence × weight, raised by direction from the network and by what conceals, lowered by the length of the way: of two that
/// are as grave, who reads wants the one that can be followed.
fn rank(class: &Class, best: &Bundle, via: SourceSet, steps: usize) -> u32 {
    let confidence = match best.confidence.max(class.at_most) {
        taint::Confidence::Traced => 10,
        taint::Confidence::Assumed => 8,
        taint::Confidence::Ambiguous => 6,
    };
    let directed = if via.contains(SourceKind::Network) { 12 } else { 10 };
    let concealed = if best.transforms.iter().all(|transform| transform == Transform::Parse) { 10 } else { 11 };
    let short = 10 - (steps as u32 / STEPS_OF_A_RANK).min(6);
    class.weight * confidence * directed * concealed * short / 1000
}

fn steps(places: &mut Places<'_>, hops: &[WitnessStep]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for hop in hops {
        let callee = places.callee(hop.site);
        let named = |text: &str, none: &str| callee.as_ref().map_or(none.to_owned(), |callee| format!("{text} {callee}"));
        let note = match hop.kind {
            HopKind::Source => named("begins at", "begins here"),
            HopKind::Read => named("taken from", "taken from a variable"),
            HopKind::Write => "stored".to_owned(),
            HopKind::Library => named("goes through", "goes through a library call"),
            HopKind::Returned => named("comes back from", "comes back from a call"),
            HopKind::Passed => named("handed to", "handed to a call"),
            HopKind::Sink => named("ends at", "ends here"),
        };
        let step = places.step(hop.site, note);
        if !steps.last().is_some_and(|last| last.path == step.path && last.line == step.line && last.note == step.note) {
            steps.push(step);
        }
    }
    steps
}
