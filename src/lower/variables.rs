//! Names: reading, binding, assigning to targets.

use super::outline::Node;

use super::machine::{Lowerer, Step, Task};
use super::roles::{Part, Role};
use super::scope::{Slot, UNSET};
use super::survey::{ADDRESSED, CAPTURED, FREE, GLOBAL, REBOUND};
use crate::ir::{Global, LiteralKind, Op, Selector, Symbol, ValueId};

impl<'t> Lowerer<'_, 't> {
    /// `this`.
    pub(crate) fn read_receiver(&mut self, node: Node<'t>) -> ValueId {
        let name = self.file.strings.intern("this");
        self.read(name, node)
    }

    /// The value of a name at this point.
    pub(crate) fn read(&mut self, name: Symbol, node: Node<'t>) -> ValueId {
        let slot = self.body.env.slot(name);
        if let Some(slot) = slot {
            let variable = self.body.env.variable(slot);
            match (variable.object, variable.value) {
                (Some(object), _) if !(self.roles.captures && self.is_rebound_inside(name)) => return object,
                (Some(_), _) => return self.read_shared(name, variable.declared, node),
                (None, UNSET) => {}
                // The file's own code sees what functions made of the file's variables.
                (None, value) if self.is_rebound_in_functions(name) && !variable.own => {
                    let shared = self.read_by_name(Op::Name(name), name, node);
                    let span = self.span(node);
                    return self.body.phi(&[value, shared], span);
                }
                (None, value) if !self.is_rebound_inside(name) => return value,
                (None, _) => return self.read_shared(name, variable.declared, node),
            }
        }
        let flags = self.survey.flags(self.body.scope, name);
        match slot {
            _ if flags & FREE != 0 => self.read_by_name(Op::Capture(name), name, node),
            Some(slot) if self.body.scope != 0 && !self.body.loops.is_empty() => self.read_later_version(slot, node),
            None if flags & (super::survey::BOUND | GLOBAL) == super::survey::BOUND && !self.body.loops.is_empty() => {
                let slot = self.body.env.slot_or_new(name);
                self.read_later_version(slot, node)
            }
            _ => self.read_by_name(Op::Name(name), name, node),
        }
    }

    /// An inner function writes this variable.
    pub(crate) fn is_rebound_inside(&self, name: Symbol) -> bool {
        self.body.scope != 0 && self.survey.flags(self.body.scope, name) & (REBOUND | FREE) == REBOUND
    }

    /// A function writes this variable of the file, and the file's own code runs.
    fn is_rebound_in_functions(&self, name: Symbol) -> bool {
        self.body.ix == 0 && self.body.scope == 0 && self.survey.is_rebound_in_file(name)
    }

    /// A variable that an inner function writes, from its cell; where variables are declared, with its type.
    fn read_shared(&mut self, name: Symbol, declared: Option<Symbol>, node: Node<'t>) -> ValueId {
        let value = self.read_by_name(Op::Capture(name), name, node);
        match declared {
            Some(ty) if !self.hooks.assignment_declares => self.typed(value, ty, node),
            _ => value,
        }
    }

    /// One operation a name and function: what it reads does not depend on the place.
    fn read_by_name(&mut self, op: Op, name: Symbol, node: Node<'t>) -> ValueId {
        if let Some(&known) = self.body.names.get(&name) {
            return known;
        }
        let value = self.emit(op, node);
        self.body.names.insert(name, value);
        value
    }

    /// A variable without a value yet, in a loop: what a later round of the loop assigned.
    fn read_later_version(&mut self, slot: Slot, node: Node<'t>) -> ValueId {
        let span = self.span(node);
        let head = self.body.open_phi(None, span);
        self.body.env.set(slot, head);
        if let Some(outermost) = self.body.loops.first_mut() {
            outermost.late.push((slot, head));
        }
        head
    }

    /// Gives a name a value.
    pub(crate) fn bind(&mut self, name: Symbol, value: ValueId, node: Node<'t>) {
        if value == UNSET {
            return;
        }
        let flags = self.survey.flags(self.body.scope, name);
        let known = self.body.env.slot(name);
        let own = known.is_some_and(|slot| self.body.env.variable(slot).own);
        if flags & GLOBAL != 0 {
            self.file.constants.insert(name, None);
            self.emit(Op::SetName(name, value), node);
        } else if flags & FREE != 0 && !own {
            self.emit(Op::SetCapture(name, value), node);
        } else if known.is_none() && !self.hooks.assignment_declares && !self.is_declared_later(flags) {
            self.emit(Op::SetName(name, value), node);
        } else {
            let slot = match (known, self.body.classes.last()) {
                // A member of a class hides a variable of the same name around it.
                (Some(slot), Some(class)) if slot < class.first_slot => self.member_slot(name),
                (None, Some(_)) => self.member_slot(name),
                (Some(slot), _) => slot,
                (None, None) => self.body.env.slot_or_new(name),
            };
            self.bind_variable(slot, name, value, flags & CAPTURED != 0, node);
        }
    }

    /// A variable of this function whose declaration comes further down.
    fn is_declared_later(&self, flags: super::survey::NameFlags) -> bool {
        self.roles.scoping.declared && flags & super::survey::BOUND != 0
    }

    fn member_slot(&mut self, name: Symbol) -> Slot {
        let slot = self.body.env.declare(name);
        self.body.env.variable_mut(slot).own = false;
        slot
    }

    /// From here on a name of the file is read by name again (an import or definition took it).
    pub(crate) fn read_by_name_from_here(&mut self, name: Symbol) {
        if let Some(slot) = self.body.env.slot(name) {
            self.body.env.set(slot, UNSET);
        }
        if let Some(known) = self.file.constants.get_mut(&name) {
            *known = None;
        }
    }

    fn bind_variable(&mut self, slot: Slot, name: Symbol, value: ValueId, captured: bool, node: Node<'t>) {
        let variable = *self.body.env.variable(slot);
        let value = match variable.declared {
            Some(ty) if variable.own => self.typed(value, ty, node),
            _ => value,
        };
        match (variable.object, self.body.classes.last().copied()) {
            (Some(object), _) => {
                self.emit(Op::Set(object, Selector::Deref, value), node);
                if captured && self.roles.captures {
                    self.emit(Op::SetCapture(name, value), node);
                }
                return;
            }
            (None, Some(class)) if !variable.own => {
                self.emit(Op::Set(class.value, Selector::Field(name), value), node);
                self.file.member(class.ty, name, None);
            }
            (None, _) if self.body.ix == 0 && !variable.own => self.bind_in_file(name, value, node),
            _ => {}
        }
        self.body.env.set(slot, value);
        if captured {
            self.emit(Op::SetCapture(name, value), node);
        }
    }

    pub(crate) fn bind_in_file(&mut self, name: Symbol, value: ValueId, node: Node<'t>) {
        let span = self.span(node);
        let constant = self.body.constant_of(value);
        let first = !self.file.is_global(name);
        self.file.constants.insert(name, if first { constant } else { None });
        self.file.global(Global { name, declared: None, internal: false, span });
        self.emit(Op::SetName(name, value), node);
        if self.file.strings.text(name) == "__all__" {
            self.note_exports(value);
        }
    }

    fn note_exports(&mut self, value: ValueId) {
        let Op::Literal(LiteralKind::List | LiteralKind::Tuple, range) = self.body.op(value) else { return };
        for &(_, entry) in range.of(&self.body.function.entries) {
            if let Some(&crate::ir::Const::Str(name)) = self.constant_of(entry) {
                self.file.exports.push(name);
            }
        }
    }

    /// `value` under a declared type, where the type can say more than the value does.
    pub(crate) fn typed(&mut self, value: ValueId, ty: Symbol, node: Node<'t>) -> ValueId {
        match self.body.op(value) {
            Op::Const(_) | Op::Cast(..) | Op::Bin(..) | Op::Storage(_) | Op::Concat(_) => value,
            _ => self.emit(Op::Cast(value, ty), node),
        }
    }

    pub(crate) fn is_addressed(&self, name: Symbol) -> bool {
        self.survey.flags(self.body.scope, name) & ADDRESSED != 0
    }

    /// A variable declared in a block (C): storage until it is assigned; an object if its address is taken.
    pub(crate) fn declare_variable(&mut self, name: Symbol, ty: Option<Symbol>, storage: Symbol, node: Node<'t>) -> Slot {
        let addressed = self.is_addressed(name);
        let slot = self.body.env.declare(name);
        let value = self.emit(Op::Storage(storage), node);
        self.body.env.set(slot, value);
        let variable = self.body.env.variable_mut(slot);
        variable.declared = ty;
        variable.object = addressed.then_some(value);
        slot
    }

    /// A variable of the innermost block whose declaration writes its type: `for (T x : xs)`, `catch (T e)`.
    pub(crate) fn declare_target(&mut self, target: Node<'t>, ty: Node<'t>) {
        let ty = (self.hooks.type_name)(self, ty);
        if self.role(target) == Role::Name {
            let name = self.symbol(target);
            let slot = self.body.env.declare(name);
            self.body.env.set(slot, UNSET);
            self.body.env.variable_mut(slot).declared = ty;
        }
    }

    // Assignment.

    pub(crate) fn assignment(&mut self, node: Node<'t>) {
        let operator = self.operator(node);
        if !operator.is_empty() && operator != b"=" {
            return self.augmented(node);
        }
        match self.part(node, Part::Value) {
            Some(value) => {
                self.later(Step::Assigned, node, 0);
                self.want(value);
            }
            None => {
                self.annotation(node);
                self.later(Step::Void, node, 0);
            }
        }
    }

    /// `name: Type` without a value.
    pub(crate) fn annotation(&mut self, node: Node<'t>) {
        let (Some(target), Some(ty)) = (self.part(node, Part::Bind), self.part(node, Part::Type)) else { return };
        let ty = (self.hooks.type_name)(self, ty);
        match (self.role(target), self.body.classes.last().copied()) {
            (Role::Name, Some(class)) => {
                let name = self.symbol(target);
                self.file.member(class.ty, name, ty);
            }
            (Role::Name, None) if self.body.ix == 0 => {
                let (name, span) = (self.symbol(target), self.span(node));
                self.file.global(Global { name, declared: ty, internal: false, span });
            }
            (Role::Field, _) => self.note_member(target, ty),
            _ => {}
        }
    }

    pub(crate) fn augmented(&mut self, node: Node<'t>) {
        let (Some(target), Some(value)) = (self.part(node, Part::Bind), self.part(node, Part::Value)) else {
            return self.opaque(node);
        };
        self.later(Step::Augment, node, 0);
        self.want(value);
        self.want(target);
    }

    /// Stores `value` to what `target` writes.
    pub(crate) fn assign(&mut self, target: Node<'t>, value: ValueId) {
        match self.role(target) {
            Role::Name => {
                let name = self.symbol(target);
                self.bind(name, value, target);
            }
            Role::Field => self.assign_through(target, Part::Object, Step::SetField, value),
            Role::Index => match self.part(target, Part::Object) {
                Some(object) => {
                    self.schedule_indices(target, Step::SetIndex, Step::SetSlice, value);
                    self.want(object);
                }
                None => self.want_effect(target),
            },
            Role::Pointer => self.assign_through(target, Part::Value, Step::SetPointer, value),
            Role::Tuple | Role::List => self.assign_elements(target, value),
            Role::Unary if self.operator(target) == b"*" => self.assign_through(target, Part::Value, Step::SetPointer, value),
            Role::Group | Role::Items => match self.only_child(target) {
                Some(inner) => self.tasks.push(Task::Assign(inner, value)),
                None => self.note_unknown(target),
            },
            Role::Spread => {
                if let Some(inner) = self.only_child(target) {
                    self.tasks.push(Task::Assign(inner, value));
                }
            }
            Role::Cast => {
                if let Some(inner) = self.part(target, Part::Value) {
                    self.tasks.push(Task::Assign(inner, value));
                }
            }
            // It was looked at when it was a value; looking again, at each level of many, would take for ever.
            Role::Update => {
                if let Some(inner) = self.part(target, Part::Value).or_else(|| self.only_child(target)) {
                    self.tasks.push(Task::Assign(inner, value));
                }
            }
            Role::Assign | Role::Augment => {
                if let Some(inner) = self.part(target, Part::Bind) {
                    self.tasks.push(Task::Assign(inner, value));
                }
            }
            Role::Int | Role::Float | Role::Char | Role::True | Role::False | Role::Null | Role::Texts | Role::Unary => {}
            role if role.is_pattern() || role.is_declarator() => (self.hooks.assign)(self, target, role, value),
            _ => {
                self.later(Step::SetPointer, target, value);
                self.want(target);
            }
        }
    }

    fn assign_through(&mut self, target: Node<'t>, part: Part, step: Step, value: ValueId) {
        match self.part(target, part).or_else(|| self.only_child(target)) {
            Some(object) => {
                self.later(step, target, value);
                self.want(object);
            }
            None => self.note_unknown(target),
        }
    }

    /// `a, *b, c = value`.
    fn assign_elements(&mut self, target: Node<'t>, value: ValueId) {
        let children = self.children(target);
        let mut after_spread = false;
        let mut selectors = Vec::with_capacity(children.len());
        for (position, &child) in children.iter().enumerate() {
            let spread = matches!(self.role(child), Role::Spread | Role::SplatPattern);
            selectors.push(match position {
                _ if spread => None,
                0..8 if !after_spread => Some(Selector::Index(position as u8)),
                _ => Some(Selector::Element),
            });
            after_spread |= spread;
        }
        let elements: Vec<ValueId> = children
            .iter()
            .zip(selectors)
            .map(|(&child, selector)| selector.map_or(value, |selector| self.emit(Op::Get(value, selector), child)))
            .collect();
        for (&child, element) in children.iter().zip(elements).rev() {
            self.tasks.push(Task::Assign(child, element));
        }
        self.recycle(children);
    }

    /// `self.x = ...` in a method makes `x` a field of the class.
    fn note_member(&mut self, target: Node<'t>, ty: Option<Symbol>) {
        let (Some(object), Some(name)) = (self.part(target, Part::Object), self.part(target, Part::Name)) else { return };
        if let (Some(owner), Some(receiver)) = (self.body.function.owner, self.receiver())
            && matches!(self.role(object), Role::Name | Role::This)
            && self.bytes(object) == self.file.strings.text(self.body.function.params[receiver as usize].name).as_bytes()
        {
            let name = self.symbol(name);
            self.file.member(owner, name, ty);
        }
    }

    pub(crate) fn assignment_step(&mut self, step: Step, node: Node<'t>, at: u32) {
        match step {
            Step::Assigned => {
                let mut value = self.pop();
                if let Some(ty) = self.part(node, Part::Type)
                    && let Some(ty) = (self.hooks.type_name)(self, ty)
                {
                    value = self.typed(value, ty, node);
                    self.annotation(node);
                }
                self.push(value);
                if let Some(target) = self.part(node, Part::Bind) {
                    self.tasks.push(Task::Assign(target, value));
                }
            }
            Step::Augment => {
                let right = self.pop();
                let left = self.pop();
                let operator = self.operator(node).strip_suffix(b"=").unwrap_or_default();
                let value = self.operate(operator, left, right, node);
                self.push(value);
                if let Some(target) = self.part(node, Part::Bind) {
                    self.tasks.push(Task::Assign(target, value));
                }
            }
            Step::SetField => {
                let object = self.pop();
                if let Some(name) = self.part(node, Part::Name) {
                    let field = self.symbol(name);
                    if (self.hooks.set_field)(self, node, object, field, at) {
                        return;
                    }
                    self.emit(Op::Set(object, Selector::Field(field), at), node);
                    self.note_member(node, None);
                }
            }
            Step::SetIndex => {
                let index = self.pop();
                let object = self.pop();
                let selector = self.selector_of(index, node, Part::Index);
                if selector == Selector::Any && self.copies_member(object, index, at, node) {
                    return;
                }
                let value = self.with_place(at, node);
                self.emit(Op::Set(object, selector, value), node);
            }
            Step::SetSlice => {
                let object = self.pop();
                let element = self.emit(Op::Get(at, Selector::Element), node);
                self.emit(Op::Set(object, Selector::Element, element), node);
            }
            // *p = v
            _ => {
                let pointer = self.pop();
                let value = self.with_place(at, node);
                self.emit(Op::Set(pointer, Selector::Deref, value), node);
            }
        }
    }
}
