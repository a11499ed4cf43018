//! What a value names, where that may be several things; methods of names that are no values: modules, classes, paths of libraries, and of what is one or another of them by turns.

use super::found::Found;
use super::pass::{Pass, Value};
use super::program::{NameId, Referent, Rung, Ty};
use super::shape::{Alternatives, Entity};
use crate::ir::{CallSite, Op, ValueId};

impl Pass<'_, '_> {
    /// What is called by `entity.name()`, where the entity is one of several.
    pub(super) fn method_by_turns(
        &mut self,
        found: &mut Found,
        object: &Value,
        all: Alternatives,
        name: NameId,
        site: &CallSite,
    ) {
        for each in object.entity.each() {
            self.member_of(found, each, name, site);
        }
        if all.is_open() {
            self.method_of_others(found, object, name, site);
        }
    }

    /// What else than a module of the tree is called where something else may stand as well: methods of the tree.
    fn method_of_others(&mut self, found: &mut Found, object: &Value, name: NameId, site: &CallSite) {
        let mut others = Found { arity: found.arity, ..Found::default() };
        for (ty, exact) in object.shape.types.iter() {
            match ty {
                Ty::Class(class) => drop(self.object_method(&mut others, class, exact, name, Rung::R3, Some(site))),
                Ty::ClassObject(class) => drop(self.class_object_method(&mut others, class, exact, name, Rung::R3, site)),
                Ty::External(_) => {}
            }
        }
        if object.shape.types.is_empty() {
            self.guess(&mut others, name, site, false);
        }
        found.targets.edges.extend(others.targets.edges);
        found.shape.add(others.shape);
    }

    /// What is called by `entity.name()`, where the entity is no value. False where it is one.
    pub(super) fn member_of(&mut self, found: &mut Found, entity: Entity, name: NameId, site: &CallSite) -> bool {
        match entity {
            Entity::Module(_) => {
                let entity = self.linker.base.attribute(self.file, entity, name);
                self.call_entity(found, entity, site);
            }
            Entity::External(path) => self.call_external_member(found, path, name, site),
            Entity::Class(class) => {
                let rung = if self.linker.base.tree.class_files[class as usize] == self.file { Rung::R0 } else { Rung::R1 };
                if !self.class_object_method(found, class, true, name, rung, site) {
                    self.call_class_attribute(found, class, name, site);
                    self.enumerated(found, class, name);
                }
            }
            // What a script offers as a whole.
            Entity::Slot(_) => match self.linker.base.script_attribute(entity, name).filter(|_| self.is_script()) {
                Some(member) => self.call_entity(found, member, site),
                None => return false,
            },
            _ => return false,
        }
        true
    }

    /// Writes down what `at` names: of what it is by turns the first, and of functions of one name (`#ifdef`, one a system) and
    /// further ones any that may be meant.
    pub(super) fn refer(&mut self, at: ValueId, entity: Entity) {
        let named = self.links.referents.last().is_some_and(|&(last, _)| last == at);
        for each in entity.each().skip(usize::from(!named)) {
            if let Entity::Function(other) = each {
                self.links.possible.push((at, other, false));
            }
        }
        let entity = entity.first();
        match entity {
            Entity::Function(first) => {
                let twins = self.linker.base.tree.file_of(first).twins_of(first);
                self.links.possible.extend(twins.iter().filter(|&&twin| twin != first).map(|&twin| (at, twin, false)));
            }
            Entity::Several(ix) => {
                let others = self.scope.several(ix).iter().skip(1);
                self.links.possible.extend(others.map(|&other| (at, other, false)));
            }
            _ => {}
        }
        if named {
            return;
        }
        let referent = match entity {
            Entity::Function(id) => Referent::Function(id),
            Entity::Bound(id) => Referent::BoundMethod(id),
            Entity::Class(id) => Referent::Class(id),
            Entity::Module(file) => Referent::Module(file),
            Entity::External(path) => Referent::External(path),
            Entity::Slot(slot) => Referent::Slot(self.slot_id(slot)),
            Entity::Several(ix) => match self.scope.several(ix).first() {
                Some(&first) => Referent::Function(first),
                None => Referent::Unknown,
            },
            Entity::Constant(..) => match self.function.ops[at as usize] {
                Op::Name(symbol) => Referent::External(self.own.name(symbol)),
                _ => Referent::Unknown,
            },
            Entity::Macro => Referent::Unknown,
            Entity::None | Entity::Either(_) => return,
        };
        self.links.referents.push((at, referent));
    }
}
