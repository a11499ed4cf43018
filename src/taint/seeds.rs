//! Where something begins: functions that are mentioned as values, sources of model rows, constants that name a
//! destination. What calls show without any data (capabilities, unmodelled calls) is noted on the way.

use smallvec::SmallVec;

use super::apply::Ports;
use super::arguments::CallSite;
use super::body::{laid_out, same_values};
use super::default::{Default, called_name};
use super::domain::{Path, Site, What};
use super::edge::{Hop, Step};
use super::place::Place;
use super::spread::Spread;
use crate::ir::{Callee, Const, Function, Op, ValueId};
use crate::link::{FnId, FunctionLinks, Program, Referent};
use crate::models::RowId;

/// Functions that are mentioned and not just called.
pub(super) fn functions(spread: &mut Spread<'_>) {
    let program = spread.program;
    for (id, links) in program.functions.iter().enumerate() {
        let id = id as FnId;
        let function = program.function(id);
        let mentioned = |referent: &Referent| matches!(referent, Referent::Function(_) | Referent::BoundMethod(_));
        let closures = function.ops.iter().any(|op| matches!(op, Op::Closure(_)));
        for (op, put, value) in spread.outside.mentioned(links) {
            let scope = spread.scope(id);
            let place = if put { scope.written(op) } else { scope.value(op) };
            spread.graph.begin_function(place, Path::EMPTY, scope.body.after(op), (value, false));
        }
        if !closures && links.possible.is_empty() && !links.referents.iter().any(|(_, referent)| mentioned(referent)) {
            continue;
        }
        let called = only_called(function, links);
        let mut begin = |op: ValueId, value: (FnId, bool)| {
            let scope = spread.scope(id);
            spread.graph.begin_function(scope.value(op), Path::EMPTY, scope.body.after(op), value);
        };
        for &(op, referent) in &links.referents {
            if called[op as usize] || !matches!(function.ops[op as usize], Op::Name(_) | Op::Capture(_) | Op::Get(..)) {
                continue;
            }
            match referent {
                Referent::Function(function) => begin(op, (function, false)),
                Referent::BoundMethod(function) => begin(op, (function, true)),
                Referent::Slot(_) | Referent::Class(_) | Referent::Module(_) | Referent::External(_) | Referent::Unknown => {}
            }
        }
        for &(op, function, bound) in links.possible.iter().filter(|&&(op, ..)| !called[op as usize]) {
            begin(op, (function, bound));
        }
        for (op, _) in function.ops.iter().enumerate().filter(|(_, op)| matches!(op, Op::Closure(_))) {
            if let Op::Closure(inner) = function.ops[op] {
                begin(op as ValueId, (program.files[links.file as usize].first_function + inner, false));
            }
        }
    }
}

/// Sources and destinations.
pub(super) fn data(spread: &mut Spread<'_>) {
    destinations(spread);
    let program = spread.program;
    for (id, links) in program.functions.iter().enumerate() {
        let function = program.function(id as FnId);
        let mut same = Vec::new();
        for (call, targets) in links.calls.iter().enumerate() {
            let callee = function.calls[call].callee;
            let site = Site { function: id as FnId, op: function.calls[call].op };
            let all = SmallVec::<[RowId; 4]>::from_iter(targets.rows.iter().chain(spread.outside.rows(site)).copied());
            if all.is_empty() {
                if let Some(guessed) = spread.default_applies(links, site, call as u32)
                    && Default::of(called_name(program.facts(id as FnId), function, callee), guessed) != Default::Nothing
                {
                    spread.shown[id].unmodelled.push((site.op, false));
                }
                continue;
            }
            if same.is_empty() {
                same = same_values(function);
            }
            let laid = laid_out(function, links, &same, call as u32);
            rows(spread, id as FnId, &same, &laid, &all);
        }
        for (op, attributes) in &links.attributes {
            if same.is_empty() {
                same = same_values(function);
            }
            let laid = CallSite::of_attribute(links, *op, function.ops[*op as usize]);
            rows(spread, id as FnId, &same, &laid, attributes);
        }
        let shown = &mut spread.shown[id];
        shown.unmodelled.sort_unstable();
        shown.unmodelled.dedup();
        shown.capabilities.sort_by_key(|&(op, _)| op);
    }
    handed(spread);
}

/// What libraries hand to functions that they call; what leads to no end at which it matters is kept.
pub(super) fn handed(spread: &mut Spread<'_>) {
    for (site, kind, callee, param) in std::mem::take(&mut spread.callback_sources) {
        let to = Place::Param(callee, param);
        if !spread.graph.live.leads_kind(&spread.graph.layout, to, kind) {
            spread.callback_sources.push((site, kind, callee, param));
        } else if let Some(id) = spread.graph.begin(Place::Source(site.function, site.op, kind), Path::EMPTY, What::Data) {
            spread.graph.connect(id, to, Path::EMPTY, What::Data, Step::new(site, Hop::Source, 0));
        }
    }
}

/// Notes what rows say of a call whatever it is given.
fn rows(spread: &mut Spread<'_>, id: FnId, same: &[ValueId], laid: &CallSite, rows: &[u32]) {
    let program = spread.program;
    let (links, function, facts) = (&program.functions[id as usize], program.function(id), program.facts(id));
    for &row in rows {
        let rule = spread.rules.rule(row);
        if rule.capabilities.is_empty() && rule.sources.is_empty() && !rule.reads_channel {
            continue;
        }
        if !(Ports { program, links, function, facts, same, laid }).holds(rule) {
            continue;
        }
        let noted = (laid.at, rule.capabilities);
        let shown = &mut spread.shown[id as usize];
        if !rule.capabilities.is_empty() && !shown.capabilities.contains(&noted) {
            shown.capabilities.push(noted);
        }
        if !rule.sources.is_empty() || rule.reads_channel {
            let scope = spread.scope(id);
            spread.note_reader(&scope, laid, row);
            spread.begin_sources(&scope, laid, row);
        }
    }
}

/// Constants that name a destination.
fn destinations(spread: &mut Spread<'_>) {
    let program = spread.program;
    for file in &program.files {
        let names = |constant: &Const| matches!(constant, Const::Str(text) if names_destination(file.facts.text(*text)));
        let named: Vec<bool> = file.facts.consts.iter().map(names).collect();
        if !named.contains(&true) {
            continue;
        }
        for (ix, function) in file.facts.functions.iter().enumerate() {
            let id = file.first_function + ix as FnId;
            for (op, &operation) in function.ops.iter().enumerate() {
                if let Op::Const(constant) = operation
                    && named[constant as usize]
                    && let Const::Str(symbol) = file.facts.consts[constant as usize]
                {
                    let name = Place::Name(program.functions[id as usize].symbols[symbol as usize]);
                    let scope = spread.scope(id);
                    let to = scope.value(op as ValueId);
                    if spread.graph.live.leads_name(&spread.graph.layout, to)
                        && let Some(name) = spread.graph.begin_name(name)
                    {
                        let step = scope.step(op as ValueId, Hop::Plain);
                        spread.graph.connect(name, to, Path::EMPTY, What::Data, step);
                    }
                }
            }
        }
    }
}

/// Functions that nothing in the tree calls, or only whoever dispatches to one of many, get their arguments from
/// outside; this matters where such input may be run.
pub(super) fn inputs(program: &Program, rules: &super::rules::Rules) -> Vec<(FnId, u16)> {
    use crate::ir::ParamKind;
    use crate::link::Rung;
    let count = program.functions.len();
    let mut called: Vec<bool> = vec![false; count];
    let mut callers: Vec<Vec<FnId>> = vec![Vec::new(); count];
    let mut reaching: Vec<bool> = vec![false; count];
    let mut pending: Vec<FnId> = Vec::new();
    for (id, links) in program.functions.iter().enumerate() {
        let edges = links.calls.iter().flat_map(|targets| &targets.edges);
        for edge in edges {
            called[edge.callee as usize] |= edge.rung < Rung::R4;
            callers[edge.callee as usize].push(id as FnId);
        }
        for (_, edge) in &links.properties {
            callers[edge.callee as usize].push(id as FnId);
        }
        let rows = links.calls.iter().flat_map(|targets| &targets.rows);
        // What it takes as a value it may call.
        let mut rows = rows.chain(links.outside.iter().flat_map(|(.., rows)| rows));
        if rows.any(|&row| rules.rule(row).sinks.iter().any(|(_, kind, _)| kind.is_execution())) {
            reaching[id] = true;
            pending.push(id as FnId);
        }
    }
    while let Some(id) = pending.pop() {
        for &caller in &callers[id as usize] {
            if !std::mem::replace(&mut reaching[caller as usize], true) {
                pending.push(caller);
            }
        }
    }
    let mut inputs = Vec::new();
    for (id, links) in program.functions.iter().enumerate() {
        if reaching[id] && (links.is_entry || !called[id]) {
            let params = program.function(id as FnId).params.iter().enumerate();
            let taken = params.filter(|(_, param)| param.kind != ParamKind::Receiver);
            inputs.extend(taken.map(|(param, _)| (id as FnId, param as u16)));
        }
    }
    inputs
}

/// By value: it names a function or a method that is called there and then, and is used for nothing else.
fn only_called(function: &Function, links: &FunctionLinks) -> Vec<bool> {
    let mut called = vec![false; function.ops.len()];
    for (site, targets) in function.calls.iter().zip(&links.calls) {
        if let (Callee::Value(value), false) = (site.callee, targets.is_unknown()) {
            called[value as usize] = true;
        }
    }
    let taken = function.ops.iter().flat_map(|op| match *op {
        Op::SetName(_, value) | Op::SetCapture(_, value) | Op::Set(_, _, value) => [Some(value), None],
        Op::Copy(value) | Op::Cast(value, _) | Op::Await(value) | Op::AddrOf(value) | Op::Get(value, _) => [Some(value), None],
        Op::Return(value) | Op::Yield(value) | Op::Throw(value) => [Some(value), None],
        Op::Bin(_, left, right) => [Some(left), Some(right)],
        _ => [None, None],
    });
    let taken = taken.flatten().chain(function.operands.iter().copied());
    let taken = taken.chain(function.entries.iter().map(|&(_, value)| value)).chain(function.args.iter().map(|arg| arg.value));
    for value in taken.collect::<Vec<_>>() {
        called[value as usize] = false;
    }
    called
}

/// URLs, host names and addresses: the constants whose way to a sink is worth following.
fn names_destination(text: &str) -> bool {
    if text.len() < 4 || text.len() > 2048 || text.bytes().any(|byte| byte.is_ascii_whitespace()) {
        return false;
    }
    if let Some(at) = text.find("://") {
        return at > 0 && text[..at].bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.:".contains(&byte));
    }
    let host = text.split(['/', ':']).next().unwrap_or_default();
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or_default();
    let dotted = host.contains('.') && host.split('.').all(|label| !label.is_empty() && label.bytes().all(is_host_byte));
    let address = dotted && host.split('.').count() == 4 && host.split('.').all(|label| label.parse::<u8>().is_ok());
    let named = dotted && last.len() >= 2 && TOP_LEVEL.binary_search(&last).is_ok();
    address || named
}

fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
}

/// Top-level domains that rarely end a file name, sorted.
const TOP_LEVEL: &[&str] = &[
    "app", "be", "biz", "br", "cc", "ch", "cloud", "cn", "co", "com", "cz", "de", "dev", "edu", "es", "eu", "example", "fi",
    "fr", "gov", "hk", "hu", "il", "in", "info", "invalid", "io", "ir", "it", "jp", "kp", "kr", "me", "mil", "mx", "net", "nl",
    "no", "onion", "online", "org", "pl", "ro", "ru", "se", "site", "su", "test", "tk", "top", "tr", "tw", "ua", "uk", "us",
    "vn", "xyz", "za",
];

#[cfg(test)]
mod tests {
    use super::{TOP_LEVEL, names_destination};

    #[test]
    fn destinations_and_what_only_looks_like_one() {
        assert!(TOP_LEVEL.is_sorted());
        for yes in ["https://a.example/x", "jdbc:mysql://h/d", "10.0.0.1", "up.vendor.example:8443", "api.acme.cn/v1"] {
            assert!(names_destination(yes), "{yes}");
        }
        for no in ["a", "config.json", "os.path", "1.2.3", "hello world.com x", "://", "libc.so"] {
            assert!(!names_destination(no), "{no}");
        }
    }
}
