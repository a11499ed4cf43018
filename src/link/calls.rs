//! What a call may run: in-tree functions by rung, model rows, an external name, or a reason why not.

use smallvec::SmallVec;

use super::callbacks::Given;
use super::family::Family;
use super::found::Found;
use super::linkage::MAX_CANDIDATES;
use super::pass::Pass;
use super::program::{Binding, ClassId, Edge, FnId, HoleReason, NameId, Rung, Targets, Ty};
use super::shape::{Entity, Shape, Types};
use super::words::{is_builtin, is_common_method, is_common_script_method, is_go_builtin, is_script_global, looks_like_class};
use crate::ir::{BinOp, CallSite, Callee, Op, Selector, ValueId};
use crate::models::{Condition, Returns, RowId};

/// Values looked through for what a callee may be.
const MAX_ALTERNATIVES: usize = 8;
/// Overrides below a class up to this number are edges of their own rung; more are a hub.
const MAX_OVERRIDES: usize = 8;

impl Pass<'_, '_> {
    pub(super) fn call(&mut self, site: &CallSite) -> (Targets, Shape) {
        let given = site.args.of(&self.function.args);
        let counted = self.own.lexical && !given.iter().any(|arg| arg.spread);
        let mut found = Found { arity: counted.then_some(given.len()), ..Found::default() };
        match site.callee {
            Callee::Value(value) => self.call_value(&mut found, value, site),
            Callee::Method { receiver, symbol } => self.call_method(&mut found, receiver, self.own.name(symbol), site),
            Callee::Super { symbol, .. } => self.call_super(&mut found, self.own.name(symbol)),
        }
        let Found { mut targets, mut shape, .. } = found;
        targets.edges.sort_unstable();
        targets.rows.sort_unstable();
        targets.rows.dedup();
        if !targets.rows.is_empty() {
            let receiver = match site.callee {
                Callee::Method { receiver, .. } | Callee::Super { receiver, .. } => Some(receiver),
                Callee::Value(_) => None,
            };
            let given = Given::of(receiver, site.args.of(&self.function.args));
            self.observe_callbacks(&targets.rows, &given, &mut shape);
        }
        for edge in &targets.edges {
            if edge.binding != Binding::New {
                shape.add(self.return_shape(edge.callee));
            }
            if edge.rung <= Rung::R3 {
                self.observe_arguments(site, *edge);
            }
        }
        let written = |edge: &Edge| self.linker.written.get(&edge.callee).into_iter().flatten().copied();
        targets.rows.extend(targets.edges.iter().flat_map(written).collect::<SmallVec<[RowId; 2]>>());
        (targets, shape)
    }

    // Values.

    fn call_value(&mut self, found: &mut Found, callee: ValueId, site: &CallSite) {
        if site.constructs && self.own.has_spaces && self.construct_member(found, callee, site) {
            return;
        }
        let alternatives = self.alternatives(callee);
        for &value in &alternatives {
            match self.value(value).entity {
                Entity::None => self.call_untyped(found, value, site),
                entity => self.call_entity(found, entity, site),
            }
        }
        let known = |targets: &Targets| !targets.edges.is_empty() || !targets.rows.is_empty() || targets.constructs.is_some();
        if self.own.family == Family::Linkage && !known(&found.targets) {
            self.call_namesake(found, &alternatives, site);
        }
    }

    /// The values that may be called: operands of joins and choices.
    fn alternatives(&self, callee: ValueId) -> SmallVec<[ValueId; 2]> {
        let mut open: SmallVec<[ValueId; 8]> = SmallVec::from_elem(callee, 1);
        let mut all: SmallVec<[ValueId; 2]> = SmallVec::new();
        let mut steps = 0;
        while let Some(value) = open.pop() {
            steps += 1;
            match self.function.ops[value as usize] {
                _ if steps > 4 * MAX_ALTERNATIVES => {}
                Op::Copy(inner) | Op::Cast(inner, _) | Op::Await(inner) | Op::AddrOf(inner) => open.push(inner),
                // `(*f)()` is `f()`.
                Op::Get(inner, Selector::Deref) if self.own.family == Family::Linkage => open.push(inner),
                Op::Bin(BinOp::Choice, left, right) => open.extend([right, left]),
                Op::Phi(range) => {
                    open.extend(range.of(&self.function.operands).iter().rev().copied().filter(|&operand| operand < value))
                }
                _ if all.len() < MAX_ALTERNATIVES && !all.contains(&value) => all.push(value),
                _ => {}
            }
        }
        all
    }

    /// A call of something that is no name: an object with `__call__`, a class in a variable, or unknown.
    fn call_untyped(&mut self, found: &mut Found, value: ValueId, site: &CallSite) {
        if self.call_getattr(found, value, site) {
            return;
        }
        let types = self.value(value).shape.types;
        // `method = object.name` that is called later, and `getattr(object, "name")()`.
        if let (true, Family::Modules, Op::Get(object, Selector::Field(name))) =
            (types.is_empty(), self.own.family, self.function.ops[value as usize])
        {
            return self.call_method(found, object, self.own.name(name), site);
        }
        if types.is_empty() {
            found.hole(if self.is_dynamic(value) { HoleReason::Dynamic } else { HoleReason::FunctionValue });
        }
        for ty in types.iter() {
            if !self.call_object(found, ty, self.receiver_rung(value), site) {
                found.hole(HoleReason::FunctionValue);
            }
        }
    }

    /// A call of an object of this type: a class, what has an operator for it, functions of a type that says what they give.
    /// False when what runs is not known.
    fn call_object(&mut self, found: &mut Found, (ty, exact): (Ty, bool), rung: Rung, site: &CallSite) -> bool {
        match ty {
            Ty::ClassObject(class) => {
                self.construct(found, class, rung, Some(site));
                // `cls(…)`: of the class that the method was called on.
                found.shape.types.add(if exact { Types::default() } else { Types::of(Ty::Class(class)) });
                true
            }
            Ty::Class(class) => {
                let runs = self.object_method(found, class, exact, self.call_operator(), Rung::R3, Some(site));
                found.shape.types.add(self.declared(class, self.special().called).unwrap_or_default());
                runs
            }
            Ty::External(ty) if self.is_callable(ty) => {
                self.external_method(found, ty, self.call_operator());
                true
            }
            Ty::External(_) => false,
        }
    }

    pub(super) fn call_entity(&mut self, found: &mut Found, entity: Entity, site: &CallSite) {
        match entity {
            Entity::Function(function) if site.constructs && self.is_script() => self.construct_by(found, function, site),
            Entity::Function(function) => self.call_function(found, function, site),
            Entity::Bound(method) => {
                let class_method = self.linker.base.tree.function(method).flags.class_method;
                let binding = if class_method { Binding::ClassReceiver } else { Binding::Receiver };
                found.edge(method, Rung::R2, binding);
            }
            Entity::Class(class) if self.own.family == Family::Directories => self.converted(found, class),
            Entity::Class(class) => {
                let own = self.linker.base.tree.class_files[class as usize] == self.file;
                self.construct(found, class, if own { Rung::R0 } else { Rung::R1 }, Some(site));
            }
            Entity::External(path) => self.call_external(found, path, site),
            Entity::Slot(slot) => {
                if self.call_prototype(found, slot, site) {
                    return;
                }
                let before = found.targets.edges.len();
                let values = self.known.values.get(&slot).cloned().unwrap_or_default();
                for value in values.into_iter().filter(|value| !matches!(value, Entity::Slot(_))) {
                    self.call_entity(found, value, site);
                }
                for ty in self.known.slots.get(&slot).map_or(Types::default(), |shape| shape.types).iter() {
                    self.call_object(found, ty, Rung::R3, site);
                }
                if self.is_injected(Some(slot)) {
                    found.targets.edges[before..].iter_mut().for_each(|edge| edge.rung = edge.rung.max(Rung::R5));
                }
                if !found.is_bound() {
                    found.hole(HoleReason::FunctionValue);
                }
            }
            Entity::Several(ix) => {
                for &function in self.scope.several(ix) {
                    found.edge(function, Rung::R6, Binding::Plain);
                }
            }
            Entity::Constant(..) | Entity::Macro => found.hole(HoleReason::Macro),
            Entity::Either(_) => entity.each().for_each(|each| self.call_entity(found, each, site)),
            Entity::Module(module) if self.is_script() => match self.linker.base.member(module, self.special().default) {
                Entity::None | Entity::Module(_) => found.hole(HoleReason::UnknownName),
                entity => self.call_entity(found, entity, site),
            },
            Entity::None | Entity::Module(_) => found.hole(HoleReason::UnknownName),
        }
    }

    /// A function by name, and what stands beside it under the same name (`#ifdef`, `try`).
    pub(super) fn plain(&self, found: &mut Found, function: FnId, binding: Binding, site: &CallSite) {
        let home = self.linker.base.tree.function_files[function as usize];
        let rung = if home == self.file { Rung::R0 } else { Rung::R1 };
        let twins = self.twins_for(function, found.arity);
        for twin in self.fitting(twins.into_iter().collect(), Some(site)) {
            let receives = binding == Binding::Plain && self.linker.base.takes_receiver(twin);
            let binding = if receives { Binding::Receiver } else { binding };
            found.edge(twin, rung, binding);
        }
    }

    /// `new f()`: the class that `f` makes, or an object of no class.
    fn construct_by(&mut self, found: &mut Found, function: FnId, site: &CallSite) {
        let home = self.linker.base.tree.file_of(function);
        match home.function(function).owner.filter(|_| home.function(function).flags.constructor) {
            Some(owner) => self.construct(found, home.first_class + owner, Rung::R1, Some(site)),
            None if self.linker.base.takes_receiver(function) => self.plain(found, function, Binding::New, site),
            None => self.plain(found, function, Binding::Plain, site),
        }
    }

    // Classes.

    pub(super) fn construct(&mut self, found: &mut Found, class: ClassId, rung: Rung, site: Option<&CallSite>) {
        let (classes, special) = (&self.linker.classes, &self.linker.base.tree.special);
        found.targets.constructs.get_or_insert(Ty::Class(class));
        found.shape.types.add(Types::exactly(Ty::Class(class)));
        if let Some(constructor) = classes.constructor(class) {
            for constructor in self.fitting(self.overloads(constructor), site) {
                found.edge(constructor, rung, Binding::New);
            }
            return;
        }
        let init = if self.is_script() { special.constructor } else { special.init };
        let init = self.method_for(class, init, found.arity);
        let post_init = || classes.method(class, special.post_init).filter(|_| !self.is_script());
        match init.or_else(post_init) {
            Some(init) if self.own.lexical => {
                for twin in self.twins_for(init, found.arity) {
                    found.edge(twin, rung, Binding::New);
                }
            }
            Some(init) => found.edge(init, rung, Binding::New),
            None => {
                let rows = self.linker.base.rows(self.file);
                for &external in classes.externals(class) {
                    found.rows(rows.function(&self.linker.base.tree.names.text(external)));
                    found.external(external);
                }
            }
        }
        if let Some(new) = classes.method(class, special.new) {
            found.edge(new, rung, Binding::ClassReceiver);
        }
    }

    pub(super) fn receiver_rung(&self, value: ValueId) -> Rung {
        match self.value(value).place {
            _ if self.is_receiver(value) => Rung::R2,
            place if self.is_injected(place) => Rung::R5,
            _ => Rung::R3,
        }
    }

    /// A method of an object: the inherited one, and overrides below unless the class is exact.
    /// False when the class, its descendants and its external bases have none.
    pub(super) fn object_method(
        &mut self,
        found: &mut Found,
        class: ClassId,
        exact: bool,
        name: NameId,
        rung: Rung,
        site: Option<&CallSite>,
    ) -> bool {
        let inherited = self.method_for(class, name, found.arity);
        if let Some(method) = inherited
            && self.interface_method(found, method, name, rung)
        {
            return true;
        }
        let classes = &self.linker.classes;
        let mut overrides: SmallVec<[FnId; 4]> = SmallVec::new();
        // A constructor is that of the very class.
        if !exact && name != self.linker.base.tree.special.init {
            overrides = classes.overrides(class, name);
            if inherited.is_none() && overrides.is_empty() {
                // A mixin calls what the classes it is mixed into have from elsewhere.
                let below = classes.descendants(class).into_iter();
                overrides = below.filter_map(|descendant| classes.method(descendant, name)).collect();
            }
            overrides.sort_unstable();
            overrides.dedup();
        }
        if found.arity.is_some() {
            overrides.retain(|method| self.takes(*method, found.arity));
        }
        let abstracted = inherited.is_some_and(|method| self.is_abstract(method)) && !overrides.is_empty();
        if let Some(method) = inherited.filter(|_| !abstracted) {
            self.member(found, method, rung, false, site);
        }
        let rung_below = match overrides.len() {
            // The one thing that can run; a script's abstract methods are not among the facts.
            1 if abstracted || (inherited.is_none() && self.is_script()) => rung,
            0..=MAX_OVERRIDES => Rung::R4,
            _ => Rung::R6,
        };
        if overrides.len() > MAX_CANDIDATES {
            found.hole(HoleReason::Widened);
        }
        for &method in overrides.iter().take(MAX_CANDIDATES) {
            self.member(found, method, rung_below, false, site);
        }
        if inherited.is_some() {
            return true;
        }
        let externals = classes.externals(class).to_vec();
        for &external in &externals {
            self.external_method(found, external, name);
        }
        !overrides.is_empty() || !externals.is_empty()
    }

    /// A method of a class that is taken from the class itself.
    pub(super) fn class_object_method(
        &mut self,
        found: &mut Found,
        class: ClassId,
        exact: bool,
        name: NameId,
        rung: Rung,
        site: &CallSite,
    ) -> bool {
        let classes = &self.linker.classes;
        if let Entity::Class(inner) = self.nested(class, name) {
            self.construct(found, inner, rung, Some(site));
            return true;
        }
        let inherited = self.method_for(class, name, found.arity);
        if let Some(method) = inherited {
            self.member(found, method, rung, true, Some(site));
        }
        if !exact {
            let overrides = classes.overrides(class, name);
            let rung = if overrides.len() > MAX_OVERRIDES { Rung::R6 } else { Rung::R4 };
            for &method in overrides.iter().take(MAX_CANDIDATES) {
                self.member(found, method, rung, true, Some(site));
            }
        }
        if inherited.is_none() {
            for &external in &classes.externals(class).to_vec() {
                self.external_method(found, external, name);
            }
        }
        found.is_bound()
    }

    pub(super) fn member(&self, found: &mut Found, method: FnId, rung: Rung, of_class: bool, site: Option<&CallSite>) {
        let flags = self.linker.base.tree.function(method).flags;
        let binding = match () {
            () if flags.is_static => Binding::Plain,
            () if flags.class_method => Binding::ClassReceiver,
            () if of_class && !self.linker.base.takes_receiver(method) => Binding::Plain,
            () => Binding::Receiver,
        };
        if self.own.has_spaces {
            for twin in self.fitting(self.overloads(method), site) {
                let is_static = self.linker.base.tree.function(twin).flags.is_static;
                found.edge(twin, rung, if is_static { Binding::Plain } else { Binding::Receiver });
            }
            return;
        }
        for twin in self.twins_for(method, found.arity) {
            if !self.linker.base.tree.function(twin).flags.property || twin == method {
                found.edge(twin, rung, binding);
            }
        }
        self.linker.bridges.method(found, method, rung);
    }

    // Methods.

    pub(super) fn call_method(&mut self, found: &mut Found, receiver: ValueId, name: NameId, site: &CallSite) {
        let object = self.value(receiver);
        if let Some(entity) = self.offered(&object, name) {
            return self.call_entity(found, entity, site);
        }
        self.container_method(found, receiver, name, site);
        if self.lexical_method(found, receiver, name, site) {
            return;
        }
        match object.entity {
            Entity::Either(all) => return self.method_by_turns(found, &object, all, name, site),
            entity if self.member_of(found, entity, name, site) => return,
            _ => {}
        }
        let types = self.types_behind(&object);
        if types.is_empty() {
            let foreign = self.is_of_library(receiver);
            return self.guess(found, name, site, foreign);
        }
        let rung = self.receiver_rung(receiver);
        let mut missing = false;
        for (ty, exact) in types.iter() {
            match ty {
                Ty::Class(class) => {
                    let known = self.object_method(found, class, exact, name, rung, Some(site));
                    if self.is_script() && self.is_interface(class) {
                        missing |= !self.interface_member(found, class, name, rung, site) && !known;
                    } else if !known {
                        missing |= !self.call_nested_or_field(found, class, name, rung, site);
                    }
                }
                Ty::ClassObject(class) => {
                    if !self.class_object_method(found, class, exact, name, rung, site) {
                        self.call_class_attribute(found, class, name, site);
                    }
                }
                Ty::External(ty) if self.handed_method(found, types, ty, name, site) => {}
                Ty::External(ty) => {
                    self.external_method(found, ty, name);
                    self.receiver_returned(found, name, object.shape.types);
                }
            }
        }
        if missing && !found.is_bound() {
            self.supplied(found, types, name);
            self.missing_member(found, types, name, site);
        }
    }

    /// A class has no such method: `__getattr__`, or a type that was not what it seemed.
    fn missing_member(&mut self, found: &mut Found, types: Types, name: NameId, site: &CallSite) {
        let special = &self.linker.base.tree.special;
        let has_getattr =
            |(ty, _)| matches!(ty, Ty::Class(class) if self.linker.classes.method(class, special.getattr).is_some());
        if types.iter().any(has_getattr) {
            return found.hole(HoleReason::Dynamic);
        }
        if found.targets.hole.is_none() {
            self.guess(found, name, site, false);
            if !found.is_bound() {
                found.targets.hole = Some(HoleReason::UnknownMember);
            }
        }
    }

    fn call_nested_or_field(&mut self, found: &mut Found, class: ClassId, name: NameId, rung: Rung, site: &CallSite) -> bool {
        if let Entity::Class(inner) = self.nested(class, name) {
            self.construct(found, inner, rung, Some(site));
            return true;
        }
        if self.linker.classes.declarer(class, name).is_none() {
            return false;
        }
        self.call_class_attribute(found, class, name, site);
        true
    }

    /// A field that holds something callable.
    pub(super) fn call_class_attribute(&mut self, found: &mut Found, class: ClassId, name: NameId, site: &CallSite) {
        let slot = self.linker.classes.field(class, name);
        if self.is_script() {
            self.call_field(site.op, slot);
        }
        self.call_entity(found, Entity::Slot(slot), site);
        if self.own.has_spaces && !found.is_bound() {
            self.call_named_after(found, name, site);
        }
    }

    fn call_super(&mut self, found: &mut Found, name: NameId) {
        let owner = self.function.owner.map(|owner| self.own_class(owner)).or_else(|| self.owner_around());
        let Some(owner) = owner else { return found.hole(HoleReason::UnknownReceiver) };
        let classes = &self.linker.classes;
        if let Some(method) = classes.method_after(owner, owner, name) {
            return self.member(found, method, Rung::R2, false, None);
        }
        // In a mixin the next class is that of a descendant.
        let mut next: SmallVec<[FnId; 4]> = SmallVec::new();
        for descendant in classes.descendants(owner) {
            if let Some(method) = classes.method_after(descendant, owner, name)
                && !next.contains(&method)
                && next.len() < MAX_OVERRIDES
            {
                next.push(method);
            }
        }
        for &method in &next {
            self.member(found, method, Rung::R4, false, None);
        }
        for &external in &classes.externals(owner).to_vec() {
            if name == self.special().init || name == self.special().constructor {
                found.rows(self.linker.base.rows(self.file).function(&self.linker.base.tree.names.text(external)));
            }
            self.external_method(found, external, name);
        }
        if !found.is_bound() {
            // `object` has it, or nothing has.
            found.external(name);
        }
    }

    pub(super) fn owner_around(&self) -> Option<ClassId> {
        if let Some(owner) = self.function.owner.filter(|_| self.own.has_spaces) {
            return Some(self.own_class(owner));
        }
        let mut at = self.function.parent;
        for _ in 0..MAX_CANDIDATES {
            let function = &self.own.facts.functions[at? as usize];
            if let Some(owner) = function.owner {
                return Some(self.own_class(owner));
            }
            at = function.parent;
        }
        None
    }

    // Guessing by name.

    /// A method of an object whose type is unknown: rows for any receiver, and the tree's methods of that
    /// name if it is uncommon; of a member of a library's object (`foreign`) one in a file that this one imports.
    pub(super) fn guess(&mut self, found: &mut Found, name: NameId, site: &CallSite, foreign: bool) {
        let text = self.linker.base.tree.names.text(name);
        found.rows(self.linker.base.rows(self.file).any_method(&text));
        if (self.guesses() || self.own.has_spaces)
            && !is_common_method(&text)
            && !(self.is_script() && is_common_script_method(&text))
        {
            let given = site.args.of(&self.function.args);
            let fitting: SmallVec<[FnId; 4]> = self
                .linker
                .methods
                .get(&name)
                .map_or(&[][..], Vec::as_slice)
                .iter()
                .copied()
                .filter(|&method| self.fits(method, given))
                .collect();
            self.guessed(found, &fitting, foreign);
            if found.targets.edges.is_empty() && !foreign {
                self.guessed_in_objects(found, name, given);
            }
        }
        if !found.is_bound() {
            found.hole(HoleReason::UnknownReceiver);
        }
    }

    fn guessed(&self, found: &mut Found, all: &[FnId], foreign: bool) {
        if let &[only] = all
            && !foreign
        {
            return self.member(found, only, Rung::R5, false, None);
        }
        let near: SmallVec<[FnId; 2]> = all.iter().copied().filter(|&method| self.imports_file_of(method)).take(2).collect();
        if let &[only] = near.as_slice() {
            return self.member(found, only, Rung::R5, false, None);
        }
        // Where types are declared, an unknown one is a library's.
        if self.own.family == Family::Directories || foreign {
            return;
        }
        if all.len() > MAX_CANDIDATES {
            found.hole(HoleReason::Widened);
        }
        for &method in all.iter().take(MAX_CANDIDATES) {
            self.member(found, method, Rung::R6, false, None);
        }
    }

    /// A member of an object whose type is a library's (`element.style`), where types are mostly declared.
    fn is_of_library(&self, value: ValueId) -> bool {
        let Op::Get(base, Selector::Field(_)) = self.function.ops[value as usize] else { return false };
        let types = self.value(base).shape.types;
        self.is_script() && !types.is_empty() && types.iter().all(|(ty, _)| matches!(ty, Ty::External(_)))
    }

    // Outside of the tree.

    pub(super) fn call_external(&mut self, found: &mut Found, path: NameId, site: &CallSite) {
        let (rows, names) = (self.linker.base.rows(self.file), &self.linker.base.tree.names);
        let path = self.beside_arguments(path, site).unwrap_or(path);
        let text = names.text(path);
        let holds = |condition: &Condition| self.has_types(condition, site);
        let alike;
        let matched = match rows.called(&text, self.own.family) {
            [] => {
                alike = rows.alike(&text, holds);
                alike.as_slice()
            }
            rows => rows,
        };
        found.rows(matched);
        found.external(path);
        self.linker.bridges.external(found, &self.linker.base.tree, &self.own.facts.language, &text);
        match rows.returned(matched, holds) {
            Some(Returns::Type(ty)) => found.shape.add(self.shape_of_row(ty)),
            Some(Returns::Arg(number)) => found.shape.types.add(self.types_of_argument(site, *number)),
            Some(Returns::Receiver) => {}
            None if site.constructs || rows.knows_type(&text) || (self.is_module() && looks_like_class(&text)) => {
                found.shape.types.add(Types::exactly(Ty::External(path)));
                found.targets.constructs.get_or_insert(Ty::External(path));
            }
            None if self.own.family == Family::Directories => {
                found.shape.types.add(rows.made_by(&text).map_or(Types::default(), |ty| self.external(ty).types));
            }
            None => {}
        }
        if self.own.family == Family::Directories && matched.is_empty() && !text.contains(['.', '/']) && !is_go_builtin(&text) {
            found.hole(HoleReason::UnknownName);
        }
        let known = if self.is_script() { is_script_global(&text) } else { is_builtin(&text) };
        if self.is_module() && matched.is_empty() && !text.contains(['.', '/']) && !known {
            let starred = self.linker.base.may_be_starred(self.file, &text);
            if !starred && self.call_free(found, path, site) {
                return;
            }
            found.hole(if starred { HoleReason::StarImport } else { HoleReason::UnknownName });
        }
        self.builtin_shape(found, &text, site);
    }

    /// A name that nothing in the file defines: a piece of code that runs in another's namespace (`exec`). The only function
    /// of that name in the tree is meant.
    fn call_free(&self, found: &mut Found, name: NameId, site: &CallSite) -> bool {
        let Some(&[only]) = self.linker.free_functions.get(&name).map(SmallVec::as_slice) else { return false };
        let fits = self.own.family == Family::Modules && self.fits(only, site.args.of(&self.function.args));
        if fits {
            found.edge(only, Rung::R5, Binding::Plain);
        }
        fits
    }

    /// `path.name(…)`: a function of a module, a method of a class, or of an object a module offers.
    pub(super) fn call_external_member(&mut self, found: &mut Found, path: NameId, name: NameId, site: &CallSite) {
        let entity = self.linker.base.attribute(self.file, Entity::External(path), name);
        let Entity::External(full) = entity else { return self.call_entity(found, entity, site) };
        let (rows, names) = (self.linker.base.rows(self.file), &self.linker.base.tree.names);
        let (owner, member) = (names.text(path), names.text(name));
        if rows.function(&names.text(full)).is_empty() {
            let mut types: SmallVec<[&str; 2]> = SmallVec::from_slice(&[&*owner]);
            if let Some(Returns::Type(ty)) = rows.returns(rows.function(&owner)) {
                types.push(ty);
            }
            for ty in types {
                let matched = rows.method(ty, &member);
                if !matched.is_empty() {
                    found.rows(matched);
                    found.external(full);
                    return self.returned_by_rows(found, matched, self.external(ty).types);
                }
            }
            let mut every = rows.every_method(&member);
            if every.is_empty() && self.is_script() && rows.is_value(&owner) {
                every = rows.any_method(&member);
            }
            if !every.is_empty() {
                found.rows(every);
                found.external(full);
                return self.returned_by_rows(found, every, self.external(&owner).types);
            }
        }
        self.call_external(found, full, site);
    }

    /// A method of an object of an external type: rows only, never the tree's methods of that name.
    pub(super) fn external_method(&mut self, found: &mut Found, ty: NameId, name: NameId) {
        let (rows, names) = (self.linker.base.rows(self.file), &self.linker.base.tree.names);
        let (ty_text, text) = (names.text(ty), names.text(name));
        let matched = match rows.method(&ty_text, &text) {
            // Operators mean the same for all of a family of types.
            [] if !rows.knows_type(&ty_text) || text.starts_with("operator") => rows.any_method(&text),
            [] => rows.every_method(&text),
            matched => matched,
        };
        found.rows(matched);
        // What holds for every receiver holds for this one, too.
        found.rows(rows.every_method(&text));
        let path = names.join(ty, name);
        found.external(path);
        self.linker.bridges.external(found, &self.linker.base.tree, &self.own.facts.language, &names.text(path));
        self.returned_by_rows(found, matched, Types::of(Ty::External(ty)));
    }

    fn returned_by_rows(&self, found: &mut Found, rows: &[RowId], receiver: Types) {
        match self.linker.base.rows(self.file).returns(rows) {
            Some(Returns::Type(ty)) => found.shape.add(self.shape_of_row(ty)),
            Some(Returns::Receiver) => found.shape.types.add(receiver),
            Some(Returns::Arg(_)) | None => {}
        }
    }
}
