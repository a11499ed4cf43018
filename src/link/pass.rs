//! One function, operation by operation: what each value names and which types it may have.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::descriptors;
use super::family::{Family, declares_members};
use super::handed::Place;
use super::program::{Binding, ClassId, FileId, FnId, FunctionLinks, NameId, Referent, Rung, Slot, SlotId, Ty};
use super::scopes::Scope;
use super::shape::{Entity, Shape, Types};
use super::solver::{Knowledge, Linker, Observed};
use super::tree::{File, Special};
use crate::ir::{BinOp, Const, Function, FunctionIx, LiteralKind, Op, ParamKind, Selector, Symbol, TypeIx, ValueId};

/// Enclosing functions are looked through this far.
const MAX_NESTING: usize = 64;

/// Slots by first mention.
#[derive(Default)]
pub(super) struct SlotTable {
    ids: FxHashMap<Slot, SlotId>,
    pub(super) list: Vec<Slot>,
}

impl SlotTable {
    pub(super) fn clear(&mut self) {
        self.ids.clear();
        self.list.clear();
    }

    pub(super) fn id(&mut self, slot: Slot) -> SlotId {
        *self.ids.entry(slot).or_insert_with(|| {
            self.list.push(slot);
            self.list.len() as SlotId - 1
        })
    }
}

/// Buffers that are reused from function to function.
#[derive(Default)]
pub(super) struct Scratch {
    values: Vec<Value>,
    called: Vec<bool>,
    /// Functions of libraries by the values that have them, and whether something puts them there.
    given: Vec<(ValueId, bool, NameId)>,
    /// By the value at a loop's head: what its later rounds were seen to give it.
    of_loops: FxHashMap<ValueId, Shape>,
    pub(super) slots: SlotTable,
    /// Links of a round that only learns, for their room.
    links: FunctionLinks,
}

impl Scratch {
    pub(super) fn keep_room(&mut self, links: FunctionLinks) {
        self.links = links;
    }
}

/// What is known of one value.
#[derive(Clone, Copy, Default)]
pub(super) struct Value {
    pub(super) entity: Entity,
    pub(super) shape: Shape,
    /// The variable or field it was read from.
    pub(super) place: Option<Slot>,
    /// The same, or the parameter or result that it is.
    pub(super) from: Option<Place>,
}

/// One function while it is being linked.
pub(super) struct Pass<'l, 'a> {
    pub(super) linker: &'l Linker<'a>,
    pub(super) known: &'l Knowledge,
    pub(super) file: FileId,
    pub(super) own: &'l File<'a>,
    pub(super) scope: &'l Scope,
    pub(super) id: FnId,
    pub(super) ix: FunctionIx,
    pub(super) function: &'a Function,
    scratch: &'l mut Scratch,
    pub(super) observed: &'l mut Observed,
    pub(super) links: FunctionLinks,
}

impl<'l, 'a> Pass<'l, 'a> {
    pub(super) fn new(
        linker: &'l Linker<'a>,
        known: &'l Knowledge,
        file: FileId,
        ix: FunctionIx,
        scratch: &'l mut Scratch,
        observed: &'l mut Observed,
    ) -> Self {
        let own = &linker.base.tree.files[file as usize];
        let function = &own.facts.functions[ix as usize];
        scratch.values.clear();
        scratch.values.resize(function.ops.len(), Value::default());
        scratch.given.clear();
        scratch.of_loops.clear();
        scratch.called.clear();
        scratch.called.resize(function.ops.len(), false);
        let mut links = std::mem::take(&mut scratch.links);
        links.clear();
        (links.file, links.ix) = (file, ix);
        let scope = &linker.scopes[file as usize];
        Self { linker, known, file, own, scope, id: own.first_function + ix, ix, function, scratch, observed, links }
    }

    pub(super) fn run(mut self) -> FunctionLinks {
        for site in &self.function.calls {
            if let crate::ir::Callee::Value(value) = site.callee {
                self.scratch.called[value as usize] = true;
            }
        }
        let before = self.observed.lengths();
        self.ops();
        if self.learned_from_later_rounds() {
            self.observed.cut(before);
            let (file, ix) = (self.file, self.ix);
            self.links.clear();
            (self.links.file, self.links.ix) = (file, ix);
            self.scratch.given.clear();
            self.ops();
        }
        self.note_outside();
        self.links
    }

    fn ops(&mut self) {
        self.links.calls.resize_with(self.function.calls.len(), Default::default);
        for (at, &op) in self.function.ops.iter().enumerate() {
            let at = at as ValueId;
            let value = self.op(at, op);
            if let Some(ty) = value.shape.types.first()
                && !matches!(op, Op::Const(_))
            {
                self.links.types.push((at, ty));
            }
            self.scratch.values[at as usize] = value;
        }
    }

    /// A variable that a loop assigns (`s = null; while (..) { s = new Socket(); }`) has the types that the
    /// loop gives it, too, and those are only known once its operations were gone through. True when that
    /// says more of a variable than was known: the operations are then gone through once more.
    /// Where variables have no types of their own, a class of the tree that a loop is seen to give may be one of many, and
    /// would keep the others out.
    fn learned_from_later_rounds(&mut self) -> bool {
        let mut learned = false;
        let of_one = |shape: &Shape| declares_members(&self.own.facts.language) || shape.is_of_libraries();
        for (at, &op) in (0..).zip(&self.function.ops) {
            let Op::Phi(range) = op else { continue };
            for &later in range.of(&self.function.operands).iter().filter(|&&operand| operand > at) {
                let shape = self.value(later).shape;
                if !of_one(&shape) {
                    continue;
                }
                let mut of_loop = self.scratch.of_loops.get(&at).copied().unwrap_or_default();
                of_loop.add(shape);
                let mut all = self.value(at).shape;
                all.add(of_loop);
                if all != self.value(at).shape {
                    self.scratch.of_loops.insert(at, of_loop);
                    learned = true;
                }
            }
        }
        learned
    }

    /// Functions of libraries that are taken as values.
    fn note_outside(&mut self) {
        let mut given = std::mem::take(&mut self.scratch.given);
        for (at, op) in (0..).zip(&self.function.ops) {
            let named = matches!(op, Op::Name(_) | Op::Capture(_) | Op::Get(..) | Op::Call(_));
            if let (true, false, Entity::External(path)) = (named, self.scratch.called[at as usize], self.value(at).entity) {
                given.push((at, false, path));
            }
        }
        let (rows, names) = (self.linker.base.rows(self.file), &self.linker.base.tree.names);
        given.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| names.text(a.2).cmp(&names.text(b.2))));
        given.dedup();
        for &(at, put, path) in &given {
            let callable = rows.callable(&names.text(path));
            if !callable.is_empty() {
                self.links.outside.push((at, put, callable));
            }
        }
        given.clear();
        self.scratch.given = given;
    }

    /// A function of a library is put into a value.
    pub(super) fn give(&mut self, to: ValueId, entity: Entity) {
        if let Entity::External(path) = entity {
            self.scratch.given.push((to, true, path));
        }
    }

    /// What a call of `function` gives, by declaration or by what it was seen to return.
    pub(super) fn return_shape(&self, id: FnId) -> Shape {
        let file = self.linker.base.tree.function_files[id as usize];
        let function = self.linker.base.tree.function(id);
        let ix = id - self.linker.base.tree.files[file as usize].first_function;
        let declared = function.returns.and_then(|symbol| self.linker.scopes[file as usize].shape(ix, symbol));
        match declared.filter(|shape| !shape.types.is_empty()) {
            Some(shape) if function.flags.generator => {
                let elements = if shape.elements.is_empty() { shape.types } else { shape.elements };
                Shape { types: shape.types, elements }
            }
            Some(shape) => match self.known.returns.get(&id) {
                Some(known) if descriptors::tell_more(known.types, shape.types, &self.linker.base.tree.names) => *known,
                _ => shape,
            },
            None => {
                let mut known = self.known.returns.get(&id).copied().unwrap_or_default();
                known.add(declared.unwrap_or_default());
                known
            }
        }
    }

    pub(super) fn value(&self, value: ValueId) -> Value {
        self.scratch.values[value as usize]
    }

    pub(super) fn set_entity(&mut self, value: ValueId, entity: Entity) {
        self.scratch.values[value as usize].entity = entity;
    }

    pub(super) fn slot_id(&mut self, slot: Slot) -> SlotId {
        self.scratch.slots.id(slot)
    }

    /// True when the value is only what a call calls.
    pub(super) fn is_called(&self, value: ValueId) -> bool {
        self.scratch.called[value as usize]
    }

    pub(super) fn is_module(&self) -> bool {
        matches!(self.own.family, Family::Modules | Family::Packages | Family::Scripts)
    }

    fn text_shape(&self) -> Shape {
        match self.own.family {
            Family::Scripts => self.external("String"),
            Family::Packages => Shape::of(Ty::External(self.special().string)),
            _ => Shape::of(Ty::External(self.special().str)),
        }
    }

    /// Types of what was not declared are learned, and methods of unknown receivers guessed by their names.
    pub(super) fn guesses(&self) -> bool {
        self.own.family != Family::Linkage
    }

    pub(super) fn is_script(&self) -> bool {
        self.own.family == Family::Scripts
    }

    pub(super) fn special(&self) -> &'l Special {
        &self.linker.base.tree.special
    }

    pub(super) fn external(&self, name: &str) -> Shape {
        Shape::of(Ty::External(self.linker.base.tree.names.intern(name)))
    }

    /// What a row says is returned: `[]T` is something with elements of that type.
    pub(super) fn shape_of_row(&self, ty: &str) -> Shape {
        match ty.strip_prefix("[]") {
            Some(element) => Shape { types: Types::default(), elements: self.external(element).types },
            None => self.external(ty),
        }
    }

    fn op(&mut self, at: ValueId, op: Op) -> Value {
        match op {
            Op::Const(constant) if self.is_module() => match self.own.facts.consts[constant as usize] {
                Const::Bytes(_) if self.is_script() => shaped(self.external("Buffer")),
                Const::Str(_) => shaped(self.text_shape()),
                Const::Bytes(_) => shaped(Shape::of(Ty::External(self.special().bytes))),
                Const::Int(_) | Const::Float | Const::Bool(_) | Const::Null => Value::default(),
            },
            Op::Param(number) => {
                let entity = self.known.modules.get(&(self.id, number)).copied().unwrap_or_default();
                Value { entity, from: Some(Place::Param(self.id, number)), ..shaped(self.param(number)) }
            }
            Op::Name(symbol) => self.name(at, symbol),
            Op::SetName(symbol, value) => self.set_name(at, symbol, value),
            Op::Capture(symbol) => self.capture(at, symbol),
            Op::SetCapture(symbol, value) => {
                let slot = self.cell(symbol, self.ix);
                self.set_slot(at, slot, value)
            }
            Op::Storage(symbol) => shaped(self.scope.shape(self.ix, symbol).unwrap_or_default()),
            Op::Cast(value, symbol) => {
                let mut cast = self.value(value);
                let refined = self.scope.ty(self.ix, symbol).is_some_and(|ty| self.refines(cast.shape.types, ty));
                if let Some(shape) = self.scope.shape(self.ix, symbol) {
                    if !shape.types.is_empty() && !refined {
                        cast.shape.types = shape.types;
                    }
                    cast.shape.elements.add(shape.elements);
                    self.stands_for(shape, value);
                }
                cast
            }
            Op::Copy(value) | Op::Await(value) | Op::AddrOf(value) => self.value(value),
            Op::Phi(range) => {
                let mut joined = self.joined(range.of(&self.function.operands).iter().copied().filter(|&value| value < at));
                joined.shape.add(self.scratch.of_loops.get(&at).copied().unwrap_or_default());
                joined
            }
            Op::Bin(BinOp::Choice, left, right) => self.joined([left, right].into_iter()),
            Op::Bin(BinOp::Arith, left, right) => {
                let (left, right) = (self.value(left).shape, self.value(right).shape);
                shaped(if left.is_empty() { right } else { left })
            }
            Op::Concat(_) if self.is_module() => shaped(self.text_shape()),
            Op::Literal(kind, range) => self.literal(kind, range),
            Op::Get(base, selector) => {
                if matches!(selector, Selector::Any | Selector::Element) {
                    self.note_possible_member(at, base);
                }
                self.get(at, base, selector)
            }
            Op::Set(base, selector, value) => self.set(at, base, selector, value),
            Op::Call(call) => {
                let (targets, shape) = self.call(&self.function.calls[call as usize]);
                let from = match targets.edges.as_slice() {
                    [only] if only.rung <= Rung::R3 && only.binding != Binding::New => Some(Place::Return(only.callee)),
                    _ => None,
                };
                self.links.calls[call as usize] = targets;
                self.note_possible(at, call);
                self.note_namespace(call);
                let entity = match self.looked_up(call) {
                    Entity::None => self.wrapped(call),
                    found => found,
                };
                Value { entity, from, ..shaped(shape) }
            }
            Op::Closure(ix) => self.definition(at, Entity::Function(self.own.first_function + ix)),
            Op::TypeRef(ix) => self.definition(at, Entity::Class(self.linker.base.tree.class_of(self.own, ix))),
            Op::Return(value) => {
                self.return_looked_up(value);
                self.returned_object(value);
                self.returned(self.handed(value));
                self.hand_on(&self.value(value), Place::Return(self.id));
                Value::default()
            }
            Op::Yield(value) => {
                let types = self.value(value).shape.types;
                let managed = self.function.decorators.iter().any(|&name| self.own.facts.text(name).ends_with("contextmanager"));
                self.returned(if managed { Shape::of_types(types) } else { Shape { types: Types::default(), elements: types } });
                Value::default()
            }
            Op::Const(_) | Op::Bin(BinOp::Compare, ..) | Op::Concat(_) | Op::Throw(_) | Op::Opaque(_) | Op::Hole(_) => {
                Value::default()
            }
        }
    }

    fn returned(&mut self, shape: Shape) {
        let declared = self.function.returns.and_then(|symbol| self.scope.ty(self.ix, symbol));
        let tells = |ty| descriptors::tell_more(shape.types, Types::of(ty), &self.linker.base.tree.names);
        if !shape.is_empty() && declared.is_none_or(tells) {
            self.observed.returns.push((self.id, shape));
        }
    }

    fn definition(&mut self, at: ValueId, entity: Entity) -> Value {
        self.refer(at, entity);
        self.of_entity(entity)
    }

    fn joined(&self, values: impl Iterator<Item = ValueId>) -> Value {
        let mut joined = Value::default();
        let mut several = false;
        for value in values {
            let value = self.value(value);
            joined.shape.add(value.shape);
            several |= joined.entity != value.entity && self.is_function(joined.entity) && self.is_function(value.entity);
            joined.entity = joined.entity.or(value.entity);
            joined.place = joined.place.or(value.place);
            joined.from = joined.from.or(value.from);
        }
        if several {
            // Which one it is, who follows function values finds out.
            joined.entity = Entity::None;
        }
        joined
    }

    fn is_function(&self, entity: Entity) -> bool {
        match entity {
            Entity::Function(_) => true,
            Entity::External(path) => {
                let (rows, names) = (self.linker.base.rows(self.file), &self.linker.base.tree.names);
                !rows.callable(&names.text(path)).is_empty()
            }
            _ => false,
        }
    }

    fn literal(&self, kind: LiteralKind, range: crate::ir::Range) -> Value {
        let external = |name| Shape::of(Ty::External(name));
        let mut shape = match kind {
            _ if !self.is_module() => return Value::default(),
            LiteralKind::Dict if self.is_script() => Shape::default(),
            LiteralKind::List if self.is_script() => self.external("Array"),
            // An array has no type of its own.
            LiteralKind::List if self.own.lexical => Shape::default(),
            LiteralKind::List => external(self.special().list),
            LiteralKind::Tuple => external(self.special().tuple),
            LiteralKind::Set => external(self.special().set),
            LiteralKind::Dict => external(self.special().dict),
            LiteralKind::Struct => Shape::default(),
        };
        for &(selector, value) in range.of(&self.function.entries) {
            let of_dict_key = kind == LiteralKind::Dict && selector == Selector::Element;
            if kind == LiteralKind::Dict && self.is_script() {
                // Of an object's members, only what may be meant by any key: `{ http, https }[scheme]`.
                let types = self.handed(value).types;
                if self.are_modules(types) {
                    shape.elements.add(types);
                }
            } else if !of_dict_key {
                shape.elements.add(self.handed(value).types);
            }
        }
        shaped(shape)
    }

    fn param(&self, number: u16) -> Shape {
        let param = &self.function.params[number as usize];
        let declared = param.declared.and_then(|symbol| self.scope.shape(self.ix, symbol));
        match (param.kind, self.function.owner) {
            (ParamKind::Receiver, Some(owner)) => Shape::of(self.own_type(self.function, self.own_class(owner))),
            (ParamKind::Rest | ParamKind::KeywordRest, _) => {
                let declared = declared.unwrap_or_default();
                // `...list: T[]`, and in Java `T... list`.
                let elements = if declared.elements.is_empty() { declared.types } else { declared.elements };
                Shape { types: Types::default(), elements }
            }
            _ => match declared {
                Some(mut shape) => {
                    let given = self.known.params.get(&(self.id, number)).copied().unwrap_or_default();
                    shape.elements.add(given.elements);
                    if shape.types.is_empty() {
                        shape.types.add(given.types);
                    } else if descriptors::tell_more(given.types, shape.types, &self.linker.base.tree.names) {
                        shape.types = given.types;
                    }
                    shape
                }
                None => self.known.params.get(&(self.id, number)).copied().unwrap_or_default(),
            },
        }
    }

    /// A row told more of a value than its declaration does: a `HANDLE.file` is a `HANDLE`, and of what type a library's
    /// `Client` is that no row speaks of, only the row knows.
    fn refines(&self, types: Types, declared: Ty) -> bool {
        let (Some(Ty::External(known)), Ty::External(name)) = (types.first(), declared) else { return false };
        let (base, names) = (&self.linker.base, &self.linker.base.tree.names);
        let told = !base.is_vague(self.file, Types::of(Ty::External(known)));
        told && base.is_vague(self.file, Types::of(declared))
            || names.text(known).strip_prefix(&*names.text(name)).is_some_and(|rest| rest.starts_with('.'))
    }

    /// The class of a type of this file.
    pub(super) fn own_class(&self, ty: TypeIx) -> ClassId {
        self.linker.classes.canonical(self.linker.base.tree.class_of(self.own, ty))
    }

    fn own_type(&self, function: &Function, owner: ClassId) -> Ty {
        if function.flags.class_method { Ty::ClassObject(owner) } else { Ty::Class(owner) }
    }

    // Names.

    fn name(&mut self, at: ValueId, symbol: Symbol) -> Value {
        let entity = self.entity_of_name(symbol);
        self.refer(at, entity);
        if let Entity::Constant(file, constant) = entity {
            self.constant(at, file, constant);
        }
        if let Entity::External(path) = entity
            && !self.is_called(at)
        {
            self.value_rows(at, path);
        }
        self.of_entity(entity)
    }

    fn entity_of_name(&self, symbol: Symbol) -> Entity {
        let scope = (self.ix != 0).then_some(self.ix);
        let local = match self.own.local_imports.is_empty() {
            true => None,
            false => self.linker.base.local(self.file, scope, self.own.name(symbol)),
        };
        let local = local.or_else(|| self.own.lexical.then(|| self.lexical_entity(scope, symbol))?);
        local.unwrap_or_else(|| self.scope.entity(self.ix, symbol))
    }

    /// A class of a method around, or a member of a class around.
    fn lexical_entity(&self, scope: Option<FunctionIx>, symbol: Symbol) -> Option<Entity> {
        let name = self.own.name(symbol);
        let local = if self.own.local_classes.is_empty() { None } else { self.linker.base.local(self.file, scope, name) };
        local.or_else(|| self.lexical_member(name))
    }

    fn constant(&mut self, at: ValueId, file: FileId, constant: u32) {
        let facts = self.linker.base.tree.files[file as usize].facts;
        let text = match &facts.consts[constant as usize] {
            Const::Str(symbol) => facts.text(*symbol).into(),
            Const::Int(number) => number.to_string().into_boxed_str(),
            Const::Bytes(bytes) => String::from_utf8_lossy(bytes).into(),
            Const::Float | Const::Bool(_) | Const::Null => return,
        };
        self.links.constants.push((at, text));
    }

    fn set_name(&mut self, at: ValueId, symbol: Symbol, value: ValueId) -> Value {
        self.global_setter_rows(at, self.own.name(symbol), value);
        match self.entity_of_name(symbol) {
            Entity::Slot(slot) => self.set_slot(at, slot, value),
            entity => {
                self.refer(at, entity);
                self.value(value)
            }
        }
    }

    pub(super) fn set_slot(&mut self, at: ValueId, slot: Slot, value: ValueId) -> Value {
        let id = self.slot_id(slot);
        self.links.referents.push((at, Referent::Slot(id)));
        self.observe(slot, value);
        self.value(value)
    }

    pub(super) fn observe(&mut self, slot: Slot, value: ValueId) {
        let looked_up = self.is_looked_up(value);
        if let Some(&declared) = self.linker.declared.get(&slot) {
            self.stands_for(declared, value);
        }
        self.note_member(slot, value, looked_up);
    }

    /// What is put into a variable or a field.
    pub(super) fn note_member(&mut self, slot: Slot, value: ValueId, looked_up: bool) {
        let shape = self.handed(value);
        let value = self.value(value);
        if !shape.is_empty() {
            self.observed.slots.push((slot, shape));
        }
        self.hand_on(&value, Place::Slot(slot));
        match value.entity {
            // C is asked for what is looked up by name, and nothing else.
            _ if !self.guesses() && !self.own.has_spaces && !looked_up => {}
            Entity::Function(_) | Entity::Class(_) | Entity::Module(_) | Entity::External(_) | Entity::Either(_) => {
                self.observed.values.extend(value.entity.each().map(|each| (slot, each)));
            }
            Entity::None | Entity::Bound(_) | Entity::Slot(_) | Entity::Several(_) | Entity::Constant(..) | Entity::Macro => {}
        }
    }

    fn capture(&mut self, at: ValueId, symbol: Symbol) -> Value {
        let name = self.own.name(symbol);
        if let Some(entity) = self.linker.base.local(self.file, self.function.parent, name) {
            self.refer(at, entity);
            return self.of_entity(entity);
        }
        let own = self.own.cells.contains(&(self.ix, symbol));
        let slot = self.cell(symbol, self.function.parent.filter(|_| !own).unwrap_or(self.ix));
        let entity = Entity::Slot(slot);
        self.refer(at, entity);
        let mut value = self.of_entity(entity);
        if let Some((function, owner)) = self.receiver_around(symbol) {
            value.shape = Shape::of(self.own_type(function, owner));
        }
        value
    }

    /// The enclosing method whose receiver is called `symbol`.
    pub(super) fn receiver_around(&self, symbol: Symbol) -> Option<(&'a Function, ClassId)> {
        let mut at = self.function.parent;
        for _ in 0..MAX_NESTING {
            let function = &self.own.facts.functions[at? as usize];
            if let Some(first) = function.params.first()
                && first.kind == ParamKind::Receiver
                && first.name == symbol
            {
                return function.owner.map(|owner| (function, self.own_class(owner)));
            }
            at = function.parent;
        }
        None
    }

    /// The cell of a captured variable: of the outermost function that writes one of this name, so that
    /// the writer and all readers agree (a variable that hides an outer one shares its cell).
    fn cell(&self, symbol: Symbol, from: FunctionIx) -> Slot {
        let mut owner = from;
        let mut at = Some(from);
        for _ in 0..MAX_NESTING {
            let Some(ix) = at else { break };
            if self.own.cells.contains(&(ix, symbol)) {
                owner = ix;
            }
            at = self.own.facts.functions[ix as usize].parent;
        }
        Slot::Cell { function: self.own.first_function + owner, name: self.own.name(symbol) }
    }

    /// What is known of a value that is `entity`.
    pub(super) fn of_entity(&self, entity: Entity) -> Value {
        match entity {
            Entity::Slot(slot) => {
                let shape = self.known.slots.get(&slot).copied().unwrap_or_default();
                // A variable that is only ever one function or class is that.
                let entity = match self.known.values.get(&slot).map(SmallVec::as_slice) {
                    _ if self.is_injected(Some(slot)) => entity,
                    Some(&[only]) if shape.is_empty() || matches!(only, Entity::Class(_)) || self.is_only(shape, only) => only,
                    // Modules are told apart by their members; what else it holds has types.
                    Some(all) if all.iter().any(|value| matches!(value, Entity::Module(_))) => {
                        let modules = all.iter().filter(|value| matches!(value, Entity::Module(_)));
                        modules.fold(Entity::None, |all, &module| all.or(module)).or_else()
                    }
                    _ => entity,
                };
                Value { entity, shape, place: Some(slot), from: Some(Place::Slot(slot)) }
            }
            Entity::Class(class) => Value { entity, ..shaped(Shape::of(Ty::ClassObject(class))) },
            Entity::Either(_) => {
                let mut shape = Shape::default();
                for each in entity.each() {
                    shape.add(self.of_entity(each).shape);
                }
                Value { entity, ..shaped(shape) }
            }
            _ => Value { entity, ..Value::default() },
        }
    }

    pub(super) fn add_elements(&mut self, container: ValueId, types: Types) {
        if types.is_empty() {
            return;
        }
        let value = &mut self.scratch.values[container as usize];
        value.shape.elements.add(types);
        if let Some(slot) = value.place {
            self.observed.slots.push((slot, Shape { types: Types::default(), elements: types }));
        }
    }
}

fn shaped(shape: Shape) -> Value {
    Value { shape, ..Value::default() }
}
