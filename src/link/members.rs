//! Reading and writing members: fields of classes and structures, methods as values, properties, members of
//! modules, attributes of external objects.

use smallvec::SmallVec;

use super::callbacks::Given;
use super::dynamic::tells;
use super::family::Family;
use super::pass::{Pass, Value};
use super::program::{Binding, ClassId, Edge, FnId, NameId, Rung, Slot, Ty};
use super::shape::{Entity, Shape, Types};
use super::words::{is_container_type, is_script_scope};
use crate::ir::{Arg, Op, ParamKind, Selector, Symbol, ValueId};
use crate::models::Returns;

/// A shorter private name tells nothing of whose it is.
const MIN_PRIVATE: usize = 5;

impl Pass<'_, '_> {
    pub(super) fn get(&mut self, at: ValueId, base: ValueId, selector: Selector) -> Value {
        let container = self.value(base);
        match selector {
            Selector::Field(symbol) => self.get_field(at, base, self.own.name(symbol)),
            // A pointer, what it points to and an array of it share their type.
            _ if self.own.family == Family::Directories => self.part_of_package(at, base, selector),
            Selector::Deref => Value { entity: Entity::None, ..container },
            Selector::Key(symbol) if let Some(name) = self.global_key(&container, symbol) => self.get_global(at, name),
            Selector::Element if self.own_module(container.entity) != Entity::None => {
                self.of_entity(self.own_module(container.entity))
            }
            Selector::Key(_) | Selector::Index(_) | Selector::Element | Selector::Any if !self.is_module() => {
                // What lies in a container of the library is none.
                if self.own.has_spaces && self.is_container(container.shape.types) {
                    return Value { shape: Shape::of_types(container.shape.elements), ..Value::default() };
                }
                Value { entity: Entity::None, ..container }
            }
            Selector::Key(_) | Selector::Index(_) | Selector::Element | Selector::Any => {
                let mut shape = Shape::of_types(container.shape.elements);
                if let Some(method) = self.subscript(&container.shape, selector) {
                    self.links.properties.push((at, Edge { callee: method, rung: Rung::R3, binding: Binding::Receiver }));
                    shape.add(self.return_shape(method));
                }
                Value { shape, ..Value::default() }
            }
        }
    }

    pub(super) fn is_container(&self, types: Types) -> bool {
        let names = &self.linker.base.tree.names;
        let is = |ty: Ty| matches!(ty, Ty::External(name) if is_container_type(&names.text(name)));
        types.iter().any(|(ty, _)| is(ty))
    }

    /// The name by which `globals()["name"]` takes something out of the file.
    fn global_key(&self, container: &Value, key: Symbol) -> Option<Entity> {
        match container.entity {
            Entity::Module(file) if self.own.family == Family::Modules => {
                Some(self.linker.base.put_global(file, self.own.name(key)))
            }
            _ => None,
        }
    }

    fn get_global(&mut self, at: ValueId, entity: Entity) -> Value {
        self.refer(at, entity);
        if let Entity::External(path) = entity
            && !self.is_called(at)
        {
            self.value_rows(at, path);
        }
        self.of_entity(entity)
    }

    /// `entity.name`, where the entity is no value.
    pub(super) fn get_of_name(&mut self, at: ValueId, entity: Entity, name: NameId) -> Option<Value> {
        match entity {
            Entity::Module(_) | Entity::External(_) => {
                let entity = self.linker.base.attribute(self.file, entity, name);
                self.refer(at, entity);
                let mut value = self.of_entity(entity);
                if let Entity::External(path) = entity {
                    if !self.is_called(at) {
                        self.value_rows(at, path);
                    }
                    value.shape.add(self.shape_of_value(path));
                }
                Some(value)
            }
            Entity::Class(class) => Some(self.get_of_class_object(at, class, name)),
            _ => None,
        }
    }

    /// The method by which an object of the tree hands out its elements: of an iterator, a generator, a container.
    fn subscript(&self, shape: &Shape, selector: Selector) -> Option<FnId> {
        let special = &self.linker.base.tree.special;
        let names = match selector {
            Selector::Element => &[special.next, special.iter, special.item][..],
            _ => &[special.item][..],
        };
        let generates = |method: &FnId| self.linker.base.tree.function(*method).flags.generator;
        shape.types.iter().find_map(|(ty, _)| {
            let Ty::Class(class) = ty else { return None };
            let methods = names.iter().filter_map(|&name| Some((name, self.linker.classes.method(class, name)?)));
            // Of an iterator's maker only a generator says by itself what comes.
            methods.filter(|(name, method)| *name != special.iter || generates(method)).map(|(_, method)| method).next()
        })
    }

    fn get_field(&mut self, at: ValueId, base: ValueId, name: NameId) -> Value {
        let container = self.value(base);
        if let Some(entity) = self.offered(&container, name) {
            self.refer(at, entity);
            return self.of_entity(entity);
        }
        let mut named: Option<Value> = None;
        for entity in container.entity.each() {
            let Some(one) = self.get_of_name(at, entity, name) else { continue };
            named = Some(match named {
                Some(mut all) => {
                    all.entity = all.entity.or(one.entity);
                    all.shape.add(one.shape);
                    all.place = all.place.or(one.place);
                    all.from = all.from.or(one.from);
                    all
                }
                None => one,
            });
        }
        if let Some(named) = named {
            return named;
        }
        if let Some(half) = self.half_of_pair(&container, name) {
            return half;
        }
        let mut value = Value::default();
        let mut is_typed = false;
        for (ty, _) in self.types_behind(&container).iter() {
            is_typed = true;
            let found = match ty {
                Ty::Class(class) => self.get_of_object(at, base, class, name),
                Ty::ClassObject(class) => self.get_of_class_object(at, class, name),
                Ty::External(path) => self.get_of_external(at, path, name),
            };
            value.shape.add(found.shape);
            value.place = value.place.or(found.place);
            if value.entity == Entity::None {
                value.entity = found.entity;
            }
        }
        if !is_typed {
            let rows = self.linker.base.rows(self.file);
            let rows = SmallVec::from_slice(rows.any_attribute(&self.linker.base.tree.names.text(name)));
            self.attribute_rows(at, rows);
            self.guessed_field(at, container.entity, name);
        }
        self.tidy(at);
        value
    }

    /// A field of an object of which nothing is known, where the classes of one family alone have one of that name and the
    /// name is no common word. Who follows data knows by the missing type that it is a guess.
    fn guessed_field(&mut self, at: ValueId, container: Entity, name: NameId) {
        let is_open = matches!(container, Entity::None | Entity::Slot(_));
        if !is_open || !(self.is_script() || self.own.family == Family::Modules) {
            return;
        }
        let text = self.linker.base.tree.names.text(name);
        let is_private = text.starts_with('_') && !text.starts_with("__") && text.len() >= MIN_PRIVATE;
        if (is_private || tells(&text))
            && let Some(class) = self.linker.classes.only_declarer(name).filter(|&class| !self.is_interface(class))
        {
            let slot = self.linker.classes.field(class, name);
            let id = self.slot_id(slot);
            self.links.fields.push((at, id));
        }
    }

    /// The types of a value; of an iterator of C++ those of what it leads to.
    pub(super) fn types_behind(&self, value: &Value) -> Types {
        let leads = self.own.has_spaces && value.shape.types.is_empty();
        if leads { value.shape.elements } else { value.shape.types }
    }

    /// What a map of C++ holds comes as the second half of a pair; nothing is known of the first.
    fn half_of_pair(&self, container: &Value, name: NameId) -> Option<Value> {
        let types = self.types_behind(container);
        let lacks = |ty: Ty| matches!(ty, Ty::Class(class) if self.linker.classes.declarer(class, name).is_none());
        if !self.own.has_spaces || types.is_empty() || !types.iter().all(|(ty, _)| lacks(ty)) {
            return None;
        }
        match &*self.linker.base.tree.names.text(name) {
            "second" => Some(Value { shape: Shape::of_types(types), ..Value::default() }),
            "first" => Some(Value::default()),
            _ => None,
        }
    }

    /// What a script offers under a name beside the object that it is.
    pub(super) fn offered(&self, container: &Value, name: NameId) -> Option<Entity> {
        let slot = container.place.filter(|_| self.is_script())?;
        self.linker.base.script_attribute(Entity::Slot(slot), name)
    }

    fn get_of_object(&mut self, at: ValueId, base: ValueId, class: ClassId, name: NameId) -> Value {
        let classes = &self.linker.classes;
        if name == self.linker.base.tree.special.class {
            return Value { shape: Shape::of(Ty::ClassObject(class)), ..Value::default() };
        }
        // Where methods are named apart from fields, only a field can be meant.
        if let Some(method) = classes.method(class, name).filter(|_| !self.own.lexical) {
            let flags = self.linker.base.tree.function(method).flags;
            if flags.property {
                let rung = if self.is_receiver(base) { Rung::R2 } else { Rung::R3 };
                self.links.properties.push((at, Edge { callee: method, rung, binding: Binding::Receiver }));
                return Value { shape: self.return_shape(method), ..Value::default() };
            }
            let entity = if flags.is_static { Entity::Function(method) } else { Entity::Bound(method) };
            self.refer(at, entity);
            return Value { entity, ..Value::default() };
        }
        if let Entity::Class(inner) = self.nested(class, name) {
            self.refer(at, Entity::Class(inner));
            return self.of_entity(Entity::Class(inner));
        }
        let slot = classes.field(class, name);
        if classes.declarer(class, name).is_none() {
            for &external in classes.externals(class) {
                let value = self.get_of_external(at, external, name);
                if !value.shape.is_empty() {
                    return value;
                }
            }
        }
        self.field(at, slot)
    }

    fn get_of_class_object(&mut self, at: ValueId, class: ClassId, name: NameId) -> Value {
        let classes = &self.linker.classes;
        if let Some(method) = classes.method(class, name).filter(|_| !self.own.lexical) {
            let flags = self.linker.base.tree.function(method).flags;
            let entity = if flags.class_method { Entity::Bound(method) } else { Entity::Function(method) };
            self.refer(at, entity);
            return Value { entity, ..Value::default() };
        }
        if let Entity::Class(inner) = self.nested(class, name) {
            self.refer(at, Entity::Class(inner));
            return self.of_entity(Entity::Class(inner));
        }
        self.field(at, classes.field(class, name))
    }

    fn field(&mut self, at: ValueId, slot: Slot) -> Value {
        let id = self.slot_id(slot);
        self.links.fields.push((at, id));
        self.of_entity(Entity::Slot(slot))
    }

    /// A call whose callee lies in a field.
    pub(super) fn call_field(&mut self, at: ValueId, slot: Slot) {
        let id = self.slot_id(slot);
        if self.links.fields.last().is_none_or(|&(known, _)| known != at) {
            self.links.fields.push((at, id));
        }
    }

    /// A class declared inside `class` or one of its ancestors.
    pub(super) fn nested(&self, class: ClassId, name: NameId) -> Entity {
        let order = self.linker.classes.order(class).iter();
        order
            .map(|&ancestor| self.linker.base.attribute(self.file, Entity::Class(ancestor), name))
            .find(|found| *found != Entity::None)
            .unwrap_or_default()
    }

    fn get_of_external(&mut self, at: ValueId, path: NameId, member: NameId) -> Value {
        if let Some(value) = self.handed_member(at, path, member) {
            return value;
        }
        let (rows, names) = (self.linker.base.rows(self.file), &self.linker.base.tree.names);
        let (ty, name) = (names.text(path), names.text(member));
        let found = match rows.attribute(&ty, &name) {
            [] if !rows.knows_type(&ty) => rows.any_attribute(&name),
            found => found,
        };
        let shape = match rows.returns(found) {
            Some(Returns::Type(ty)) => self.shape_of_row(ty),
            Some(Returns::Receiver | Returns::Arg(_)) | None => Shape::default(),
        };
        self.attribute_rows(at, SmallVec::from_slice(found));
        Value { shape, ..Value::default() }
    }

    /// Rows for an external name that is read.
    pub(super) fn value_rows(&mut self, at: ValueId, path: NameId) {
        let rows = self.linker.base.rows(self.file).value(&self.linker.base.tree.names.text(path));
        self.attribute_rows(at, rows);
    }

    /// The type of an external name that is read: `sys.stdin`.
    pub(super) fn shape_of_value(&self, path: NameId) -> Shape {
        let rows = self.linker.base.rows(self.file);
        match rows.returns(&rows.value(&self.linker.base.tree.names.text(path))) {
            Some(Returns::Type(ty)) => self.shape_of_row(ty),
            Some(Returns::Receiver | Returns::Arg(_)) | None => Shape::default(),
        }
    }

    fn attribute_rows(&mut self, at: ValueId, rows: SmallVec<[u32; 2]>) {
        if !rows.is_empty() {
            self.links.attributes.push((at, rows));
        }
    }

    /// One entry a value: of several types the first that says something counts, rows are joined.
    fn tidy(&mut self, at: ValueId) {
        fn first_only<T>(list: &mut Vec<(ValueId, T)>, at: ValueId) {
            let start = list.iter().rposition(|entry| entry.0 != at).map_or(0, |before| before + 1);
            list.truncate(start + 1);
        }
        first_only(&mut self.links.fields, at);
        first_only(&mut self.links.properties, at);
        first_only(&mut self.links.referents, at);
        while let [.., (before, _), (last, _)] = self.links.attributes.as_slice()
            && before == last
        {
            if let (Some((_, more)), Some((_, rows))) = (self.links.attributes.pop(), self.links.attributes.last_mut()) {
                rows.extend(more);
                rows.sort_unstable();
                rows.dedup();
            }
        }
    }

    // Writing.

    pub(super) fn set(&mut self, at: ValueId, base: ValueId, selector: Selector, value: ValueId) -> Value {
        match selector {
            Selector::Field(symbol) => {
                self.note_language_name(at, base, symbol, value);
                self.set_field(at, base, self.own.name(symbol), value);
            }
            Selector::Key(symbol) if let Some(Entity::Slot(slot)) = self.global_key(&self.value(base), symbol) => {
                return self.set_slot(at, slot, value);
            }
            Selector::Key(_) | Selector::Index(_) | Selector::Element | Selector::Any if self.is_module() => {
                let types = self.value(value).shape.types;
                self.add_elements(base, types);
            }
            Selector::Deref => self.set_through(base, value),
            Selector::Key(_) | Selector::Index(_) | Selector::Element | Selector::Any => {}
        }
        self.value(value)
    }

    /// Rows that speak of the writing of a property: `image.src = url`.
    fn setter_rows(&mut self, at: ValueId, base: ValueId, name: NameId, value: ValueId) {
        let rows = self.linker.base.rows(self.file);
        if !rows.has_setters() {
            return;
        }
        let (container, names) = (self.value(base), &self.linker.base.tree.names);
        let text = names.text(name);
        let mut found: SmallVec<[u32; 2]> = SmallVec::new();
        match container.entity {
            // What has the global names as members is no type of its own here: `self.onmessage = …`.
            Entity::External(path) if self.is_script() && is_script_scope(&names.text(path)) => {
                found.extend_from_slice(rows.setter(Some(&names.text(path)), &text));
                found.extend_from_slice(rows.setter(None, &text));
            }
            Entity::External(path) => found.extend_from_slice(rows.setter(Some(&names.text(path)), &text)),
            _ if container.shape.types.is_empty() => found.extend_from_slice(rows.setter(None, &text)),
            _ => {
                for (ty, _) in container.shape.types.iter() {
                    if let Ty::External(ty) = ty {
                        let ty = self.module_of(ty).unwrap_or(ty);
                        found.extend_from_slice(rows.setter(Some(&names.text(ty)), &text));
                    }
                }
            }
        }
        if !found.is_empty() {
            self.observe_callbacks(&found, &Given::written(base, value), &mut Shape::default());
            self.attribute_rows(at, found);
        }
    }

    /// The same of a name of the global object that is written without it: `onmessage = handler`.
    pub(super) fn global_setter_rows(&mut self, at: ValueId, name: NameId, value: ValueId) {
        let rows = self.linker.base.rows(self.file);
        if !self.is_script() || self.ix != 0 || !rows.has_setters() {
            return;
        }
        let found: SmallVec<[u32; 2]> = rows.setter(None, &self.linker.base.tree.names.text(name)).into();
        if !found.is_empty() {
            let given = Given::of(None, &[Arg { value, keyword: None, spread: false }]);
            self.observe_callbacks(&found, &given, &mut Shape::default());
            self.attribute_rows(at, found);
        }
    }

    fn set_field(&mut self, at: ValueId, base: ValueId, name: NameId, value: ValueId) {
        self.setter_rows(at, base, name, value);
        let container = self.value(base);
        if let module @ Entity::Module(_) = container.entity.first() {
            if let Entity::Slot(slot) = self.linker.base.attribute(self.file, module, name) {
                self.set_slot(at, slot, value);
            }
            return;
        }
        for (ty, _) in container.shape.types.iter() {
            let (Ty::Class(class) | Ty::ClassObject(class)) = ty else { continue };
            // A decorated method sets its own name in the class: it stays a method.
            if self.own.lexical || self.linker.classes.own_method(class, name).is_none() {
                let slot = self.linker.classes.field(class, name);
                let id = self.slot_id(slot);
                self.links.fields.push((at, id));
                self.observe(slot, value);
            }
        }
        self.tidy(at);
    }

    /// True for `self`, `cls` and captured ones.
    pub(super) fn is_receiver(&self, value: ValueId) -> bool {
        let mut at = value;
        loop {
            match self.function.ops[at as usize] {
                Op::Copy(inner) => at = inner,
                Op::Param(number) => return self.function.params[number as usize].kind == ParamKind::Receiver,
                Op::Capture(symbol) => return self.receiver_around(symbol).is_some(),
                _ => return false,
            }
        }
    }

    pub(super) fn elements_of(&self, value: ValueId) -> Types {
        self.value(value).shape.elements
    }
}
