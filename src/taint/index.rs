//! Who reads what functions share: variables and fields, constants that name a file, objects of a class as a whole.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::body::laid_out;
use super::domain::Site;
use super::identity::Identities;
use super::rules::Rules;
use crate::ir::{Arg, Const, FileFacts, Function, LiteralKind, Op, ParamKind, ValueId};
use crate::link::{
    Binding, ClassId, Edge, FnId, FunctionLinks, NameId, Program, Referent, Slot, SlotId, Ty, has_objects_as_bytes,
    writes_out_objects, writes_out_parts,
};
use crate::models::RowId;

/// Most classes that lie in the fields of one, and in those of their objects; further in, what lies there is not read with it.
const MAX_PARTS: usize = 32;
/// Steps to say so for all classes together.
const PART_STEPS: usize = 1_000_000;

pub(super) struct Index {
    /// Reading operations by slot, one list behind the other.
    readers: Vec<Site>,
    first_reader: Vec<u32>,
    /// By slot: operations that put something there. Made when something is first written into what a slot holds.
    writers: Option<FxHashMap<SlotId, Vec<Site>>>,
    /// Made when a named file is first written to.
    mentions: Option<FxHashMap<NameId, Vec<Site>>>,
    /// By class: values of that class that something reads as a whole. Made when something first lies in a field.
    wholes: Option<FxHashMap<ClassId, Vec<Site>>>,
}

impl Index {
    pub(super) fn of(program: &Program) -> Self {
        let mut first_reader = vec![0; program.slots.len() + 1];
        each_reading(program, |slot, _| first_reader[slot as usize + 1] += 1);
        for at in 1..first_reader.len() {
            first_reader[at] += first_reader[at - 1];
        }
        let mut filled = first_reader.clone();
        let mut readers = vec![Site { function: 0, op: 0 }; first_reader.last().copied().unwrap_or(0) as usize];
        each_reading(program, |slot, site| {
            let at = &mut filled[slot as usize];
            readers[*at as usize] = site;
            *at += 1;
        });
        Self { readers, first_reader, writers: None, mentions: None, wholes: None }
    }

    pub(super) fn readers(&self, slot: SlotId) -> &[Site] {
        &self.readers[self.first_reader[slot as usize] as usize..self.first_reader[slot as usize + 1] as usize]
    }

    /// Operations that put something into a variable or a field: who writes into what it holds writes into the same thing.
    pub(super) fn writers(&mut self, program: &Program, slot: SlotId) -> Vec<Site> {
        self.writers.get_or_insert_with(|| writers(program)).get(&slot).cloned().unwrap_or_default()
    }

    /// Operations that are this constant.
    pub(super) fn mentions(&mut self, program: &Program, name: NameId) -> Vec<Site> {
        let mentions = self.mentions.get_or_insert_with(|| {
            let mut mentions: FxHashMap<NameId, Vec<Site>> = FxHashMap::default();
            for (id, links) in program.functions.iter().enumerate() {
                let facts = program.facts(id as FnId);
                for (at, op) in program.function(id as FnId).ops.iter().enumerate() {
                    if let Op::Const(constant) = *op
                        && let Const::Str(symbol) = facts.consts[constant as usize]
                    {
                        let site = Site { function: id as FnId, op: at as ValueId };
                        mentions.entry(links.symbols[symbol as usize]).or_default().push(site);
                    }
                }
            }
            mentions
        });
        mentions.get(&name).cloned().unwrap_or_default()
    }

    /// Values of a class that something reads as a whole.
    pub(super) fn wholes(&mut self, program: &Program, rules: &Rules, class: ClassId) -> Vec<Site> {
        self.wholes.get_or_insert_with(|| wholes(program, rules)).get(&class).cloned().unwrap_or_default()
    }
}

fn each_reading(program: &Program, mut found: impl FnMut(SlotId, Site)) {
    for (id, links) in program.functions.iter().enumerate() {
        let function = program.function(id as FnId);
        let site = |op: ValueId| Site { function: id as FnId, op };
        for &(op, referent) in &links.referents {
            if let Referent::Slot(slot) = referent
                && matches!(function.ops[op as usize], Op::Name(_) | Op::Capture(_) | Op::Get(..))
            {
                found(slot, site(op));
            }
        }
        let reads = |op: ValueId| matches!(function.ops[op as usize], Op::Get(..) | Op::Call(_));
        for &(op, slot) in links.fields.iter().filter(|&&(op, _)| reads(op)) {
            found(slot, site(op));
        }
    }
}

fn writers(program: &Program) -> FxHashMap<SlotId, Vec<Site>> {
    let mut found: FxHashMap<SlotId, Vec<Site>> = FxHashMap::default();
    for (id, links) in program.functions.iter().enumerate() {
        let function = program.function(id as FnId);
        let named = links.referents.iter().filter_map(|&(op, referent)| match referent {
            Referent::Slot(slot) => Some((op, slot)),
            _ => None,
        });
        for (op, slot) in named.chain(links.fields.iter().copied()) {
            if matches!(function.ops[op as usize], Op::SetName(..) | Op::SetCapture(..) | Op::Set(..)) {
                found.entry(slot).or_default().push(Site { function: id as FnId, op });
            }
        }
    }
    found
}

/// The class or structure of the tree that a value is an object of. `same`: the value whose contents it shares.
pub(super) fn class_of(links: &FunctionLinks, same: ValueId, value: ValueId) -> Option<ClassId> {
    if links.types.is_empty() {
        return None;
    }
    match links.ty(same).or_else(|| links.ty(value)) {
        Some(Ty::Class(class)) => Some(class),
        Some(Ty::ClassObject(_) | Ty::External(_)) | None => None,
    }
}

/// The texts by which a function of the tree looked up the object that a value is, among those that it was given: by others
/// it finds others.
pub(super) fn looked_up(
    identities: &Identities,
    facts: &FileFacts,
    links: &FunctionLinks,
    function: &Function,
    same: ValueId,
    value: ValueId,
) -> SmallVec<[NameId; 1]> {
    let Op::Call(call) = function.ops[same as usize] else { return SmallVec::new() };
    let found = links.calls[call as usize].edges.iter().any(|edge| !identities.function(edge.callee).is_empty());
    if !found || class_of(links, same, value).is_none() {
        return SmallVec::new();
    }
    let text = |arg: &Arg| match function.ops[arg.value as usize] {
        Op::Const(constant) => match facts.consts[constant as usize] {
            Const::Str(symbol) => names_something(facts.text(symbol)).then(|| links.symbols[symbol as usize]),
            _ => None,
        },
        _ => None,
    };
    function.calls[call as usize].args.of(&function.args).iter().filter_map(text).collect()
}

/// The empty text and signs stand everywhere, and for nothing.
pub(super) fn names_something(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
}

fn wholes(program: &Program, rules: &Rules) -> FxHashMap<ClassId, Vec<Site>> {
    let mut found: FxHashMap<ClassId, Vec<Site>> = FxHashMap::default();
    let mut deep: Vec<(ClassId, Site)> = Vec::new();
    for (id, links) in program.functions.iter().enumerate().filter(|(_, links)| !links.types.is_empty()) {
        let function = program.function(id as FnId);
        let same = super::body::same_values(function);
        let follows = writes_out_parts(&program.facts(id as FnId).language);
        let mut read = |value: ValueId| {
            let same = same[value as usize];
            // What was made here is followed by its parts.
            if !matches!(function.ops[same as usize], Op::Storage(_))
                && let Some(class) = class_of(links, same, value)
            {
                let sites = found.entry(class).or_default();
                let site = Site { function: id as FnId, op: same };
                if sites.last() != Some(&site) {
                    sites.push(site);
                }
            }
        };
        for (call, targets) in links.calls.iter().enumerate() {
            if !targets.rows.is_empty() && targets.rows.iter().all(|&row| rules.rule(row).moves) {
                continue;
            }
            let guessed = |edge: &Edge| edge.rung >= crate::link::Rung::R5 || program.function(edge.callee).ops.is_empty();
            if !targets.rows.is_empty() || targets.edges.iter().all(guessed) {
                let laid = laid_out(function, links, &same, call as u32);
                // What copies an object onto another one of its class takes each field to where it is already.
                let class = |value: ValueId| class_of(links, same[value as usize], value);
                let alike = matches!(*laid.positional, [to, from, ..] if class(to).is_some() && class(to) == class(from));
                let copies = |&row: &RowId| rules.rule(row).copies();
                if alike && !targets.rows.is_empty() && targets.rows.iter().all(copies) {
                    continue;
                }
                laid.receiver.iter().for_each(|&value| read(value));
                let args = function.calls[call].args.of(&function.args);
                args.iter().for_each(|arg| read(arg.value));
                // A library that is known reads what lies in the object's parts, too: it is written out.
                if follows && !targets.rows.is_empty() {
                    deep.extend(args.iter().filter_map(|arg| {
                        let same = same[arg.value as usize];
                        Some((class_of(links, same, arg.value)?, Site { function: id as FnId, op: same }))
                    }));
                }
            }
        }
        if has_objects_as_bytes(&program.facts(id as FnId).language) {
            for (call, targets) in links.calls.iter().enumerate() {
                let edges = targets.edges.iter().filter(|edge| edge.rung < crate::link::Rung::R5);
                for edge in edges.filter(|edge| matches!(edge.binding, Binding::Plain | Binding::Receiver)) {
                    let first = usize::from(edge.binding == Binding::Receiver);
                    let (params, types) = (&program.function(edge.callee).params, &program.functions[edge.callee as usize]);
                    for (at, arg) in function.calls[call].args.of(&function.args).iter().enumerate() {
                        let positional = params.get(at + first).is_some_and(|param| param.kind == ParamKind::Positional);
                        if positional && types.ty((at + first) as ValueId).is_none() {
                            read(arg.value);
                        }
                    }
                }
            }
        }
        let language = &program.facts(id as FnId).language;
        for op in &function.ops {
            match op {
                Op::Concat(range) => range.of(&function.operands).iter().for_each(|&value| read(value)),
                // `{ events: [event] }`: who gets it knows nothing of the class.
                Op::Literal(kind, range) if *kind != LiteralKind::Struct && writes_out_objects(language) => {
                    range.of(&function.entries).iter().for_each(|&(_, value)| read(value));
                }
                _ => {}
            }
        }
    }
    read_parts(&parts(program), deep, &mut found);
    found
}

/// Objects that lie in the fields of objects that are read as a whole are read so as well, and those in theirs.
fn read_parts(
    parts: &FxHashMap<ClassId, Vec<ClassId>>,
    mut read: Vec<(ClassId, Site)>,
    found: &mut FxHashMap<ClassId, Vec<Site>>,
) {
    read.sort_unstable();
    read.dedup();
    let mut steps = PART_STEPS;
    for sites in read.chunk_by(|a, b| a.0 == b.0) {
        let mut within: Vec<ClassId> = vec![sites[0].0];
        let mut next = 0;
        while let Some(class) = within.get(next).filter(|_| next < MAX_PARTS) {
            for &part in parts.get(class).into_iter().flatten() {
                if within.len() < MAX_PARTS && !within.contains(&part) {
                    within.push(part);
                }
            }
            next += 1;
        }
        steps = match steps.checked_sub(within.len() * sites.len()) {
            Some(left) => left,
            None => break,
        };
        for part in within.into_iter().skip(1) {
            found.entry(part).or_default().extend(sites.iter().map(|&(_, site)| site));
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each is sorted on its own")]
    for sites in found.values_mut() {
        sites.sort_unstable();
        sites.dedup();
    }
}

/// By class: the classes of what lies in its fields, by what is read from them, put into them and written in literals.
fn parts(program: &Program) -> FxHashMap<ClassId, Vec<ClassId>> {
    let mut all: Vec<(ClassId, ClassId)> = Vec::new();
    for (id, links) in program.functions.iter().enumerate() {
        let ops = &program.function(id as FnId).ops;
        for &(op, slot) in &links.fields {
            if let Slot::Field { class, .. } = program.slots[slot as usize]
                && matches!(ops[op as usize], Op::Get(..) | Op::Set(..))
                && let Some(Ty::Class(part)) = links.ty(op)
            {
                all.push((class, part));
            }
        }
        let entries = &program.function(id as FnId).entries;
        for (at, op) in ops.iter().enumerate() {
            if let Op::Literal(LiteralKind::Struct, range) = op
                && let Some(Op::Cast(..)) = ops.get(at + 1)
                && let Some(Ty::Class(class)) = links.ty(at as ValueId + 1)
            {
                let typed = range.of(entries).iter().filter_map(|&(_, value)| links.ty(value));
                all.extend(typed.filter_map(|ty| if let Ty::Class(part) = ty { Some((class, part)) } else { None }));
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    let mut parts: FxHashMap<ClassId, Vec<ClassId>> = FxHashMap::default();
    all.into_iter().filter(|(class, part)| class != part).for_each(|(class, part)| parts.entry(class).or_default().push(part));
    parts
}
