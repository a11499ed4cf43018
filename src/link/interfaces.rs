//! Interfaces that a type has by having their methods (Go): which types those are, and what a call of a method of one
//! may run.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::classes::Classes;
use super::family::Family;
use super::found::Found;
use super::linkage::MAX_CANDIDATES;
use super::names::Base;
use super::pass::{Pass, Value};
use super::program::{ClassId, FnId, HoleReason, NameId, Rung, Ty};
use super::shape::{Entity, Shape, Types};
use crate::ir::{Op, Selector, TypeKind, ValueId};

/// Comparisons of a type with an interface, for all interfaces together.
const STEPS: usize = 20_000_000;

/// By interface: the types whose methods include its own, by name and number of parameters.
pub(super) fn implementers(base: &Base<'_>, classes: &Classes) -> FxHashMap<ClassId, Vec<ClassId>> {
    let tree = &base.tree;
    let concrete = |class: ClassId| {
        let decl = tree.class(class);
        tree.file_of_class(class).family == Family::Directories && decl.kind != TypeKind::Interface
    };
    let all = (0..tree.class_files.len() as ClassId).filter(|&class| tree.canonical[class as usize] == class);
    let mut by_method: FxHashMap<NameId, Vec<ClassId>> = FxHashMap::default();
    for class in all.clone().filter(|&class| concrete(class)) {
        for &name in classes.method_names(class) {
            by_method.entry(name).or_default().push(class);
        }
    }
    let mut found: FxHashMap<ClassId, Vec<ClassId>> = FxHashMap::default();
    let mut steps = STEPS;
    for interface in all.filter(|&class| !concrete(class) && tree.file_of_class(class).family == Family::Directories) {
        let methods: SmallVec<[(NameId, FnId); 8]> = classes
            .order(interface)
            .iter()
            .flat_map(|&part| {
                classes.method_names(part).iter().filter_map(move |&name| Some((name, classes.own_method(part, name)?)))
            })
            .collect();
        let rarest = methods.iter().min_by_key(|(name, _)| by_method.get(name).map_or(0, Vec::len));
        let Some(owners) = rarest.and_then(|(name, _)| by_method.get(name)) else { continue };
        let mut candidates: Vec<ClassId> = owners.clone();
        for &owner in owners {
            candidates.extend(classes.descendants(owner).into_iter().filter(|&class| concrete(class)));
        }
        candidates.sort_unstable();
        candidates.dedup();
        steps = steps.saturating_sub(candidates.len() * methods.len());
        if steps == 0 {
            break;
        }
        let arity = |method: FnId| tree.function(method).params.len();
        let has = |class: ClassId, &(name, wanted): &(NameId, FnId)| {
            classes.method(class, name).is_some_and(|method| method != wanted && arity(method) == arity(wanted))
        };
        candidates.retain(|&class| methods.iter().all(|method| has(class, method)));
        if !candidates.is_empty() {
            found.insert(interface, candidates);
        }
    }
    found
}

impl Pass<'_, '_> {
    /// A method that an interface declares runs those of the types that have the interface's methods. False for any
    /// other method.
    pub(super) fn interface_method(&mut self, found: &mut Found, method: FnId, name: NameId, rung: Rung) -> bool {
        let tree = &self.linker.base.tree;
        let (function, home) = (tree.function(method), tree.file_of(method));
        let Some(owner) = function.owner.filter(|_| home.family == Family::Directories) else { return false };
        let owner = tree.class_of(home, owner);
        if tree.class(owner).kind != TypeKind::Interface {
            return false;
        }
        found.shape.add(self.return_shape(method));
        let classes = &self.linker.classes;
        let mut methods: SmallVec<[FnId; 8]> =
            classes.implementers(owner).iter().filter_map(|&class| classes.method(class, name)).collect();
        methods.sort_unstable();
        methods.dedup();
        // The one thing of the tree that can run; or one of several, however many: none of them is a guess.
        let rung = if methods.len() < 2 { rung } else { Rung::R4 };
        if methods.len() > MAX_CANDIDATES {
            found.hole(HoleReason::Widened);
        }
        for &method in methods.iter().take(MAX_CANDIDATES) {
            self.member(found, method, rung, false, None);
        }
        for ty in self.library_implementers(method, name) {
            self.external_method(found, ty, name);
        }
        if methods.is_empty() && found.targets.rows.is_empty() {
            let decl = tree.class(owner);
            let ty = tree.names.join(self.linker.base.dotted[tree.class_files[owner as usize] as usize], home.name(decl.name));
            found.external(tree.names.join(ty, name));
        }
        true
    }

    /// Types of libraries that have a method which an interface of the tree declares. That they mean the same method is told by
    /// its parameters: a type of the library that has it is among them (`Do(*http.Request)` is that of `http.Client`).
    fn library_implementers(&self, method: FnId, name: NameId) -> SmallVec<[NameId; 2]> {
        let tree = &self.linker.base.tree;
        let (names, function) = (&tree.names, tree.function(method));
        let (file, home) = (tree.function_files[method as usize], tree.file_of(method));
        let rows = self.linker.base.rows(file);
        let mut found = SmallVec::new();
        for declared in function.params.iter().filter_map(|param| param.declared) {
            let Some(Ty::External(path)) = self.linker.scopes[file as usize].ty(method - home.first_function, declared) else {
                continue;
            };
            let path = names.text(path);
            let Some((package, _)) = path.rsplit_once('.') else { continue };
            for ty in rows.types_with(package, &names.text(name)) {
                let ty = names.intern(ty);
                if !found.contains(&ty) {
                    found.push(ty);
                }
            }
        }
        found
    }

    /// `T(x)`: the same data as another type.
    pub(super) fn converted(&mut self, found: &mut Found, class: ClassId) {
        found.shape.types.add(Types::of(Ty::Class(class)));
        found.rows(self.linker.base.rows(self.file).function("@conversion"));
    }

    /// What a pointer points to, an element, one of several results. A pointer and what holds elements bear the type of
    /// what they lead to; a named type that holds elements says which.
    pub(super) fn part_of_package(&mut self, at: ValueId, base: ValueId, selector: Selector) -> Value {
        let container = self.value(base);
        if let (Selector::Index(position), Op::Copy(call)) = (selector, self.function.ops[base as usize])
            && let Op::Call(call) = self.function.ops[call as usize]
        {
            return Value { shape: self.result(at, call, position, container.shape), ..Value::default() };
        }
        // An instance of a generic function or type is that.
        let entity = match container.entity {
            entity @ (Entity::Function(_) | Entity::Class(_) | Entity::External(_) | Entity::Bound(_)) => entity,
            _ => Entity::None,
        };
        let mut shape = Shape::default();
        for (ty, _) in container.shape.types.iter() {
            let held = match ty {
                Ty::Class(class) if selector != Selector::Deref => self.declared(class, self.special().held),
                _ => None,
            };
            shape.types.add(held.unwrap_or(Types::of(ty)));
        }
        shape.types.add(container.shape.elements);
        Value { entity, shape, ..Value::default() }
    }

    /// The type that a named type has for a member: for its elements, for what its functions give.
    pub(super) fn declared(&self, class: ClassId, name: NameId) -> Option<Types> {
        let declarer = self.linker.classes.declarer(class, name)?;
        let slot = super::program::Slot::Field { class: declarer, name };
        Some(self.known.slots.get(&slot).map_or(Types::default(), |shape| shape.types))
    }

    /// The type of one of several results.
    fn result(&mut self, at: ValueId, call: u32, position: u8, whole: Shape) -> Shape {
        let targets = &self.links.calls[call as usize];
        if targets.edges.is_empty() {
            if position > 0 && targets.rows.is_empty() {
                self.links.further_results.push(at);
            }
            return if position == 0 { whole } else { Shape::default() };
        }
        let mut shape = Shape::default();
        for edge in &targets.edges {
            let file = self.linker.base.tree.function_files[edge.callee as usize];
            let returns = self.linker.base.tree.function(edge.callee).returns;
            let results = returns.and_then(|symbol| self.linker.scopes[file as usize].results(symbol));
            if let Some(&Some(ty)) = results.and_then(|results| results.get(usize::from(position))) {
                shape.types.add(Types::of(ty));
            }
        }
        shape
    }
}
