//! Bare names in classes: members of the class, of those above it and of those around it. And which of several methods
//! of one name can take the arguments of a call.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::found::Found;
use super::names::Base;
use super::pass::Pass;
use super::program::{ClassId, FnId, NameId, Rung};
use super::scopes::Scope;
use super::shape::Entity;
use crate::ir::{CallSite, Function, ParamKind, ValueId};
use crate::models::RowId;

/// Classes are nested this deep, no deeper.
const MAX_NESTING: usize = 16;

/// By method that an interface declares: the rows of annotations (`@POST`) from which a library writes it.
pub(super) fn written_by_annotation(base: &Base<'_>, scopes: &[Scope]) -> FxHashMap<FnId, SmallVec<[RowId; 2]>> {
    let mut written: FxHashMap<FnId, SmallVec<[RowId; 2]>> = FxHashMap::default();
    for (id, (file, scope)) in (0..).zip(base.tree.files.iter().zip(scopes)).filter(|(_, (file, _))| file.lexical) {
        for (ix, function) in (0..).zip(&file.facts.functions).filter(|(_, function)| function.ops.is_empty()) {
            let mut rows: SmallVec<[RowId; 2]> = SmallVec::new();
            for &annotation in &function.decorators {
                if let Entity::External(path) = scope.entity(0, annotation) {
                    rows.extend_from_slice(base.rows(id).function(&format!("@{}", &*base.tree.names.text(path))));
                }
            }
            if !rows.is_empty() {
                rows.sort_unstable();
                rows.dedup();
                written.insert(file.first_function + ix, rows);
            }
        }
    }
    written
}

impl Pass<'_, '_> {
    /// The class in whose code this is.
    pub(super) fn class_here(&self) -> Option<ClassId> {
        let own = self.function.owner.map(|owner| self.own.first_class + owner);
        own.or_else(|| self.owner_around())
    }

    /// The class around another one: by its name, or by the method that declares it.
    fn outer(&self, class: ClassId) -> Option<ClassId> {
        let own = self.linker.base.tree.file_of_class(class);
        let decl = own.ty(class);
        let mut at = decl.parent;
        for _ in 0..MAX_NESTING {
            let function = &own.facts.functions[at? as usize];
            if let Some(owner) = function.owner {
                return Some(own.first_class + owner);
            }
            at = function.parent;
        }
        None
    }

    fn outer_by_name(&self, class: ClassId) -> Option<ClassId> {
        let own = self.linker.base.tree.file_of_class(class);
        let (outer, _) = own.facts.text(own.ty(class).name).rsplit_once('.')?;
        own.classes.get(&self.linker.base.tree.names.intern(outer)).copied()
    }

    /// The class and those around it, innermost first.
    fn around(&self, class: ClassId) -> SmallVec<[ClassId; 4]> {
        let mut all: SmallVec<[ClassId; 4]> = SmallVec::from_elem(class, 1);
        while all.len() < MAX_NESTING
            && let Some(&last) = all.last()
            && let Some(outer) = self.outer(last).or_else(|| self.outer_by_name(last))
            && !all.contains(&outer)
        {
            all.push(outer);
        }
        all
    }

    /// The field or nested class that a bare name means.
    pub(super) fn lexical_member(&self, name: NameId) -> Option<Entity> {
        let classes = &self.linker.classes;
        for class in self.around(self.class_here()?) {
            if classes.is_field(class, name) {
                return Some(Entity::Slot(classes.field(class, name)));
            }
            if let Entity::Class(inner) = self.nested(class, name) {
                return Some(Entity::Class(inner));
            }
        }
        None
    }

    /// A method called by its bare name that the class itself does not have: of a class around it, or imported.
    pub(super) fn lexical_method(&mut self, found: &mut Found, receiver: ValueId, name: NameId, site: &CallSite) -> bool {
        let Some(here) = self.class_here().filter(|_| self.own.lexical && self.is_here(receiver)) else { return false };
        for class in self.around(here) {
            let classes = &self.linker.classes;
            if classes.method(class, name).is_some() || !classes.overrides(class, name).is_empty() {
                return class != here && self.object_method(found, class, false, name, Rung::R2, None);
            }
        }
        if self.inherited_around(found, here, name) {
            return true;
        }
        if !self.own.imports.contains_key(&name) && self.own.stars.is_empty() {
            return false;
        }
        match self.linker.base.member(self.file, name) {
            Entity::None => false,
            entity => {
                self.call_entity(found, entity, site);
                true
            }
        }
    }

    /// A method that a class around this one has of a library, as rows say: `getContentResolver()` in a task inside of a
    /// service. What the class itself has of libraries goes first.
    fn inherited_around(&mut self, found: &mut Found, here: ClassId, name: NameId) -> bool {
        let (rows, names) = (self.linker.base.rows(self.file), &self.linker.base.tree.names);
        let text = names.text(name);
        let has = |base: &NameId| !rows.method(&names.text(*base), &text).is_empty();
        let around = self.around(here).into_iter();
        let mut having =
            around.filter_map(|class| Some((class, *self.linker.classes.externals(class).iter().find(|base| has(base))?)));
        let Some((_, base)) = having.next().filter(|&(class, _)| class != here) else { return false };
        self.external_method(found, base, name);
        true
    }

    /// `this`, or in static code the class.
    fn is_here(&self, receiver: ValueId) -> bool {
        self.is_receiver(receiver) || matches!(self.function.ops[receiver as usize], crate::ir::Op::TypeRef(_))
    }

    /// The method of an object of the class that can take so many arguments; if none can, the first of that name.
    pub(super) fn method_for(&self, class: ClassId, name: NameId, arity: Option<usize>) -> Option<FnId> {
        let classes = &self.linker.classes;
        let mut all = classes.order(class).iter().filter_map(|&ancestor| classes.own_method(ancestor, name));
        let first = all.next()?;
        if arity.is_none() || self.takes(first, arity) {
            return Some(first);
        }
        all.find(|&method| self.takes(method, arity)).or(Some(first))
    }

    /// One of the definitions under the method's name takes so many arguments.
    pub(super) fn takes(&self, method: FnId, arity: Option<usize>) -> bool {
        let home = self.linker.base.tree.file_of(method);
        home.twins_of(method).into_iter().any(|twin| has_arity(self.linker.base.tree.function(twin), arity))
    }

    /// The definitions under a method's name that take so many arguments; if none does, all.
    pub(super) fn twins_for(&self, method: FnId, arity: Option<usize>) -> SmallVec<[FnId; 2]> {
        let home = self.linker.base.tree.file_of(method);
        let mut twins = home.twins_of(method);
        if twins.len() > 1 && twins.iter().any(|&twin| has_arity(self.linker.base.tree.function(twin), arity)) {
            twins.retain(|twin| has_arity(self.linker.base.tree.function(*twin), arity));
        }
        twins
    }

    /// Declared without a body, where that can be: what runs stands below.
    pub(super) fn is_abstract(&self, method: FnId) -> bool {
        self.own.lexical && self.linker.base.tree.function(method).ops.is_empty()
    }
}

fn has_arity(function: &Function, arity: Option<usize>) -> bool {
    let Some(arity) = arity else { return true };
    let positional = function.params.iter().filter(|param| param.kind == ParamKind::Positional).count();
    let takes_rest = function.params.iter().any(|param| param.kind == ParamKind::Rest);
    if takes_rest { arity >= positional } else { arity == positional }
}
