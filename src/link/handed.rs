//! Objects that programs hand around before they use them: a module or an object of a library that is a parameter, a field
//! or a result (`send(electron.net)`, `return secure ? https : http`), and the types of what goes through more hands than
//! there are rounds of learning.

use rustc_hash::FxHashMap;

use super::family::Family;
use super::found::Found;
use super::pass::{Pass, Value};
use super::program::{FnId, NameId, Slot, Ty};
use super::scripts::is_global_object;
use super::shape::{Entity, Shape, Types};
use super::solver::Knowledge;
use crate::ir::{CallSite, ValueId};

/// Hands that one round follows: each sweep takes what is known one further, most take it all the way.
const MAX_SWEEPS: usize = 8;

/// Begins the names of types that are modules: `module electron.net` is the type of `electron.net`.
const MODULE: &str = "module ";

/// Where a value was seen that nothing is known of yet.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Place {
    Slot(Slot),
    Param(FnId, u16),
    Return(FnId),
}

impl Pass<'_, '_> {
    /// What the next holder knows of a value: a module of a library is an object of a type of its own.
    pub(super) fn handed(&self, value: ValueId) -> Shape {
        let value = self.value(value);
        match value.entity {
            Entity::External(_) | Entity::Either(_) if value.shape.is_empty() => {
                let mut shape = Shape::default();
                for each in value.entity.each() {
                    if let Entity::External(path) = each
                        && self.is_namespace(path)
                    {
                        shape.add(self.type_of_module(path));
                    }
                }
                shape
            }
            _ => value.shape,
        }
    }

    fn type_of_module(&self, path: NameId) -> Shape {
        let names = &self.linker.base.tree.names;
        self.external(&format!("{MODULE}{}", &*names.text(path)))
    }

    /// The path of the module that a type stands for.
    pub(super) fn module_of(&self, ty: NameId) -> Option<NameId> {
        let names = &self.linker.base.tree.names;
        names.text(ty).strip_prefix(MODULE).map(|path| names.intern(path))
    }

    /// Modules of libraries, and nothing else.
    pub(super) fn are_modules(&self, types: Types) -> bool {
        types.iter().all(|(ty, _)| matches!(ty, Ty::External(path) if self.module_of(path).is_some()))
    }

    /// Nothing is known but that it is this module of a library.
    pub(super) fn is_only(&self, shape: Shape, entity: Entity) -> bool {
        matches!(entity, Entity::External(path) if self.learns_from_use() && shape == self.type_of_module(path))
    }

    /// What goes on to another place, and nothing is known of.
    pub(super) fn hand_on(&mut self, value: &Value, to: Place) {
        if let Some(from) = value.from.filter(|from| *from != to && value.shape.types.is_empty() && self.learns_from_use()) {
            self.observed.handed.push((from, to));
        }
    }

    /// Where variables have no types of their own.
    fn learns_from_use(&self) -> bool {
        matches!(self.own.family, Family::Scripts | Family::Modules)
            && matches!(&*self.own.facts.language, "javascript" | "typescript" | "tsx" | "python")
    }

    /// A path of a library in which functions are named, and which is itself none: `electron.net`, `os.path`.
    pub(super) fn is_namespace(&self, path: NameId) -> bool {
        if !self.learns_from_use() {
            return false;
        }
        let (rows, text) = (self.linker.base.rows(self.file), self.linker.base.tree.names.text(path));
        let last = text.rsplit('.').next().unwrap_or(&text);
        let is_module =
            !last.starts_with(char::is_uppercase) && rows.is_owner(&text) && (self.is_script() || !rows.knows_type(&text));
        is_module || (self.is_script() && is_global_object(&text))
    }

    /// `net.request(…)` where `net` was handed `electron.net`. False when the type is that of an object.
    pub(super) fn handed_method(&mut self, found: &mut Found, all: Types, ty: NameId, name: NameId, site: &CallSite) -> bool {
        let Some(path) = self.module_of(ty) else { return false };
        self.call_external_member(found, path, name, site);
        if found.targets.rows.is_empty() && found.targets.edges.is_empty() && self.are_modules(all) {
            // It may be handed something of the tree as well.
            self.guess(found, name, site, false);
        }
        true
    }

    /// `win.location`, where `win` was handed `window`.
    pub(super) fn handed_member(&mut self, at: ValueId, ty: NameId, name: NameId) -> Option<Value> {
        let module = self.module_of(ty)?;
        self.get_of_name(at, Entity::External(module), name)
    }
}

/// Takes what is known of places to the places that their values go on to.
pub(super) fn settle(known: &mut Knowledge, handed: &[(Place, Place)], declared: &FxHashMap<Slot, Shape>) {
    for _ in 0..MAX_SWEEPS {
        let mut learned = false;
        for &(from, to) in handed {
            let shape = match from {
                Place::Slot(slot) => known.slots.get(&slot),
                Place::Param(function, number) => known.params.get(&(function, number)),
                Place::Return(function) => known.returns.get(&function),
            };
            let Some(mut shape) = shape.copied().filter(|shape| !shape.is_empty()) else { continue };
            let entry = match to {
                Place::Slot(slot) => {
                    if declared.contains_key(&slot) {
                        shape.types = Types::default();
                    }
                    known.slots.entry(slot).or_default()
                }
                Place::Param(function, number) => known.params.entry((function, number)).or_default(),
                Place::Return(function) => known.returns.entry(function).or_default(),
            };
            let before = *entry;
            entry.add(shape);
            learned |= *entry != before;
        }
        if !learned {
            break;
        }
    }
}
