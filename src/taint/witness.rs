//! The witness: the steps of a flow, from the source to the sink, calls expanded. Explicit stack; at most [`LIMIT`]
//! hops.

use super::domain::Site;
use super::edge::{Edge, Hop};
use super::graph::EdgeId;
use super::place::Place;
use super::solve::Solution;
use crate::ir::{BinOp, Callee, Const, Op, Selector, ValueId};
use crate::link::{FnId, Program, has_address_arithmetic};
use crate::models::Transform;

/// Most hops of one witness.
const LIMIT: usize = 400;
/// Most edges that one witness is read from, and deepest nesting of calls that it shows.
const EDGES: usize = 16 * LIMIT;
const DEPTH: u8 = 32;

/// What happens at a hop, for the reader.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HopKind {
    Source,
    Read,
    Write,
    Library,
    /// Comes back from a call.
    Returned,
    /// Goes into a call.
    Passed,
    Sink,
}

/// One hop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WitnessStep {
    pub site: Site,
    pub kind: HopKind,
    /// A `Returned` hop whose data began inside the call: seen from here, the call is the source.
    pub begins: bool,
    /// A `Library` hop that takes the data out of a stream.
    pub drains: bool,
    /// The function of the tree that a `Passed` hop goes into, to which a library hands what begins (`Source`), or a `Returned` hop that begins comes out of.
    pub callee: Option<FnId>,
}

enum Task<'a> {
    /// Calls around it, and its edges.
    Way(u8, &'a [EdgeId]),
    Emit(WitnessStep),
}

/// The hops of a way in order.
pub fn witness(solution: &Solution, way: &[EdgeId]) -> Vec<WitnessStep> {
    let mut out: Vec<WitnessStep> = Vec::new();
    let mut tasks = vec![Task::Way(0, way)];
    // What a function has from elsewhere is taken apart where a reader wants to see it; what it made itself is not.
    let mut elsewhere = false;
    let mut edges = 0;
    while let Some(task) = tasks.pop() {
        if out.len() >= LIMIT || edges >= EDGES {
            break;
        }
        edges += 1;
        let (depth, ids) = match task {
            Task::Emit(step) => {
                emit(&mut out, step);
                continue;
            }
            Task::Way(depth, ids) => (depth, ids),
        };
        let Some((&id, rest)) = ids.split_first() else { continue };
        tasks.push(Task::Way(depth, rest));
        let edge = &solution.graph.edges[id as usize];
        let from = solution.graph.get(edge.from).place;
        elsewhere |= matches!(from, Place::Param(..) | Place::Slot(..) | Place::Channel(..));
        let drains = edge.step.hop == Hop::Drained;
        let callee = match (edge.step.hop, from, solution.graph.get(edge.to).place) {
            (Hop::Handed(_) | Hop::Source, _, Place::Param(callee, _)) => Some(callee),
            (Hop::Returned(_), Place::Return(callee) | Place::Out(callee, _), _) => Some(callee),
            _ => None,
        };
        let step = |kind, begins| WitnessStep { site: edge.step.site, kind, begins, drains, callee };
        match edge.step.hop {
            Hop::Plain => {}
            Hop::Source | Hop::Directs(_) => {
                elsewhere = false;
                emit(&mut out, step(HopKind::Source, false));
            }
            Hop::Read if elsewhere => emit(&mut out, step(HopKind::Read, false)),
            Hop::Read => {}
            Hop::Write => emit(&mut out, step(HopKind::Write, false)),
            Hop::Library | Hop::Drained => emit(&mut out, step(HopKind::Library, false)),
            Hop::Handed(_) => emit(&mut out, step(HopKind::Passed, false)),
            Hop::Returned(_) => {
                elsewhere = false;
                emit(&mut out, step(HopKind::Returned, true));
            }
            Hop::Through(index) | Hop::Reading(index) => {
                tasks.push(Task::Emit(step(HopKind::Returned, false)));
                if let Some(inner) = &solution.inner[index as usize]
                    && depth < DEPTH
                {
                    tasks.push(Task::Way(depth + 1, &inner.way));
                }
            }
            Hop::Sink => emit(&mut out, step(HopKind::Sink, false)),
        }
    }
    out
}

/// What became of what was read, on its way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Touched {
    /// It arrives byte for byte.
    Not,
    /// It was copied, cut or read piece by piece.
    Copied,
    /// Something was put beside it or made of it; or the way is too long to be looked at whole.
    Made,
}

/// Words in the names of functions that make something new of what they are given.
const MAKING: [&str; 24] = [
    "printf", "cat", "format", "append", "join", "encode", "replace", "hex", "64", "operator", "write", "build", "add", "insert",
    "push", "put", "crypt", "press", "sum", "url", "uri", "merge", "hash", "dump",
];

/// What is put beside what was read, and what libraries make of it.
pub fn touched(program: &Program, solution: &Solution, way: &[EdgeId]) -> Touched {
    let mut touched = Touched::Not;
    let whole = each_edge(solution, way, |edge| match edge.step.hop {
        Hop::Source => touched = Touched::Not,
        Hop::Library | Hop::Drained => touched = touched.max(made(program, edge)),
        _ => {
            let op = program.function(edge.step.site.function).ops.get(edge.step.site.op as usize);
            let counts = has_address_arithmetic(&program.facts(edge.step.site.function).language);
            touched = touched.max(match op {
                // One goes on in a text, or cuts it, by counting.
                Some(Op::Bin(BinOp::Arith, ..)) if counts => Touched::Copied,
                Some(Op::Concat(_) | Op::Opaque(_) | Op::Bin(BinOp::Arith, ..)) => Touched::Made,
                // Put together piece by piece.
                Some(Op::Set(_, selector, _)) if !matches!(selector, Selector::Field(_) | Selector::Deref) => Touched::Copied,
                _ => Touched::Not,
            });
        }
    });
    if whole { touched } else { Touched::Made }
}

/// True where what arrives is what was read, byte for byte: nothing is put beside it, and no library makes anything of it. Of a way
/// that is too long to be looked at whole that is not known.
pub fn is_untouched(program: &Program, solution: &Solution, way: &[EdgeId]) -> bool {
    touched(program, solution, way) == Touched::Not
}

/// True where what arrives was put into a message on its way: such a message tells of what was read (`log("got %s", line)`).
pub fn is_told(program: &Program, solution: &Solution, way: &[EdgeId]) -> bool {
    let mut told = false;
    each_edge(solution, way, |edge| match edge.step.hop {
        Hop::Source => told = false,
        Hop::Library => told |= called(program, edge).is_some_and(|name| name.contains("printf")),
        _ => {}
    });
    told
}

/// The name of the library's function that an edge goes through.
fn called<'a>(program: &'a Program, edge: &Edge) -> Option<&'a str> {
    let Site { function, op } = edge.step.site;
    let Some(&Op::Call(call)) = program.function(function).ops.get(op as usize) else { return None };
    let name = program.functions[function as usize].calls[call as usize].external?;
    Some(program.names.text(name))
}

/// What a call of a library makes of what it is given: in C, where texts are passed from buffer to buffer, most only copy it.
fn made(program: &Program, edge: &Edge) -> Touched {
    let is_c = matches!(program.facts(edge.step.site.function).language.as_str(), "c" | "cpp");
    let Some(name) = called(program, edge).filter(|_| is_c && edge.step.transforms.is_empty()) else { return Touched::Made };
    let last = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    if MAKING.iter().any(|word| last.contains(word)) { Touched::Made } else { Touched::Copied }
}

/// Every edge of a way, and of the ways through functions that are called on it, in their order; false when that is not all.
fn each_edge<'s>(solution: &'s Solution, way: &'s [EdgeId], mut seen: impl FnMut(&'s Edge)) -> bool {
    let mut ways: Vec<(u8, &[EdgeId])> = vec![(0, way)];
    let mut whole = true;
    for _ in 0..EDGES {
        let Some((depth, ids)) = ways.pop() else { return whole };
        let Some((&id, rest)) = ids.split_first() else { continue };
        ways.push((depth, rest));
        let edge = &solution.graph.edges[id as usize];
        seen(edge);
        if let Hop::Through(index) | Hop::Reading(index) = edge.step.hop {
            match &solution.inner[index as usize] {
                Some(inner) if depth < DEPTH => ways.push((depth + 1, &inner.way)),
                _ => whole = false,
            }
        }
    }
    false
}

/// True where what arrives is a part, picked by its name, of a document that was parsed: a setting or a key, and not what
/// the document says.
pub fn is_picked(program: &Program, solution: &Solution, way: &[EdgeId]) -> bool {
    let (mut parsed, mut picked) = (false, false);
    each_edge(solution, way, |edge| match edge.step.hop {
        // Where the data begins; what came before chose it.
        Hop::Source | Hop::Directs(_) => (parsed, picked) = (false, false),
        Hop::Read if parsed => {
            // Of something that lies in a container or a field the container was the way, not the document.
            let from = solution.graph.get(edge.from);
            let whole = matches!(from.place, Place::Value(..)) && from.path.is_empty();
            picked |= whole && takes_by_name(program, edge.step.site);
        }
        Hop::Through(_) | Hop::Reading(_) => {}
        _ => {
            picked |= parsed && asks_by_name(program, edge);
            parsed |= edge.step.transforms.contains(Transform::Parse);
        }
    });
    picked
}

/// The operation takes a member or an entry that the code names.
fn takes_by_name(program: &Program, site: Site) -> bool {
    let op = program.function(site.function).ops.get(site.op as usize);
    matches!(op, Some(Op::Get(_, Selector::Field(_) | Selector::Key(_))))
}

/// A call that asks for an entry by a name that stands there: `settings.getProperty("url")`, `settings.get("url")`,
/// `cJSON_GetObjectItem(json, "url")`.
fn asks_by_name(program: &Program, edge: &Edge) -> bool {
    const ASKING: [&str; 6] = ["get", "opt", "property", "value", "find", "pop"];
    let Site { function, op } = edge.step.site;
    let (body, facts) = (program.function(function), program.facts(function));
    let Some(&Op::Call(call)) = body.ops.get(op as usize) else { return false };
    let call = &body.calls[call as usize];
    let name = match (called(program, edge), call.callee) {
        (Some(name), _) => name,
        (None, Callee::Method { symbol, .. }) => facts.text(symbol),
        (None, _) => return false,
    };
    let last = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    let is_text = |value: ValueId| match body.ops.get(value as usize) {
        Some(&Op::Const(constant)) => matches!(facts.consts[constant as usize], Const::Str(_)),
        _ => false,
    };
    let args = call.args.of(&body.args);
    ASKING.iter().any(|word| last.contains(word)) && args.iter().take(2).any(|arg| is_text(arg.value))
}

fn emit(out: &mut Vec<WitnessStep>, step: WitnessStep) {
    if out.last() != Some(&step) {
        out.push(step);
    }
}
