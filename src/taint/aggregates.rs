//! Objects that are made of their members in order, without a function of the tree: aggregates of C and C++, data
//! classes of Python.

use smallvec::SmallVec;

use super::domain::{Path, Sel};
use super::edge::Hop;
use super::index::class_of;
use super::scope::{Scope, selected};
use super::spread::{Held, Spread};
use crate::ir::{Function, LiteralKind, Op, Selector, ValueId};
use crate::link::{ClassBase, ClassId, FunctionLinks, NameId, Program, SlotId, Ty, members_in_order};

/// Classes above one that are looked through.
const MAX_BASES: usize = 16;
/// Classes of libraries whose subclasses are made of the members that they declare.
const RECORDS: [&str; 4] = ["typing.NamedTuple", "pydantic.BaseModel", "pydantic.main.BaseModel", "msgspec.Struct"];

impl<'a> Spread<'a> {
    /// A call that makes an object of its arguments; false if something else says what it does.
    pub(super) fn assembled(&mut self, scope: &Scope<'a>, held: Held, user: ValueId, call: u32) -> bool {
        let targets = &scope.links.calls[call as usize];
        let Some(Ty::Class(class)) = targets.constructs.filter(|_| targets.edges.is_empty() && targets.rows.is_empty()) else {
            return false;
        };
        if !members_in_order(&scope.facts.language) {
            return false;
        }
        let Some(members) = members(self.program, class) else { return false };
        let laid = scope.laid_out(call);
        let positional = laid.positional.iter().enumerate().filter_map(|(at, &value)| Some((*members.get(at)?, value)));
        let keywords = laid.keywords.iter().filter(|(name, _)| members.contains(name)).copied();
        let given: SmallVec<[NameId; 2]> =
            positional.chain(keywords).filter(|&(_, value)| scope.body.same(value) == held.value).map(|(name, _)| name).collect();
        for &name in &given {
            let place = Path::EMPTY.then(Sel::field(name)).join(held.path);
            self.graph.connect(held.id, scope.written(user), place, held.what, scope.step(user, Hop::Plain));
        }
        !given.is_empty()
    }

    /// The part of a literal that an entry is, and the slot that it is for all objects of the class; another file may
    /// declare which member a position is.
    pub(super) fn entry(
        &self,
        links: &FunctionLinks,
        function: &Function,
        same: &[ValueId],
        (literal, kind): (ValueId, LiteralKind),
        selector: Selector,
    ) -> (Sel, Option<(SlotId, ClassId)>) {
        let plain = selected(links, selector);
        if kind != LiteralKind::Struct {
            return (plain, None);
        }
        let class = typed(same, &function.ops, literal).and_then(|typed| class_of(links, same[typed as usize], typed));
        let Some(class) = class else { return (plain, None) };
        let name = match selector {
            Selector::Index(position) => members(self.program, class).and_then(|members| members.get(position as usize).copied()),
            _ => plain.field_name(),
        };
        let Some(name) = name else { return (plain, None) };
        (Sel::field(name), self.fields.slot(class, name).map(|slot| (slot, class)))
    }
}

/// The operation that says of which type an aggregate is stands behind it.
fn typed(same: &[ValueId], ops: &[Op], literal: ValueId) -> Option<ValueId> {
    let next = literal + 1;
    let is = matches!(ops.get(next as usize), Some(Op::Cast(..))) && same[next as usize] == same[literal as usize];
    is.then_some(next)
}

/// The members of a class in the order in which an object of it is made of them; none if a library makes it.
fn members(program: &Program, class: ClassId) -> Option<SmallVec<[NameId; 8]>> {
    let mut classes: SmallVec<[ClassId; 4]> = SmallVec::from_elem(class, 1);
    let mut next = 0;
    while let Some(&class) = classes.get(next).filter(|_| next < MAX_BASES) {
        next += 1;
        for base in &program.classes[class as usize].bases {
            match *base {
                ClassBase::InTree(base) if !classes.contains(&base) => classes.push(base),
                ClassBase::InTree(_) => {}
                ClassBase::External(name) if RECORDS.contains(&program.names.text(name)) => {}
                ClassBase::External(_) => return None,
            }
        }
    }
    let mut found = SmallVec::new();
    for &class in classes.iter().rev() {
        let links = &program.classes[class as usize];
        let file = &program.files[links.file as usize];
        let first = program.functions.get(file.first_function as usize)?;
        found.extend(file.facts.types[links.ix as usize].fields.iter().map(|&(symbol, _)| first.name(symbol)));
    }
    Some(found)
}
