//! Functions that a library calls, as rows say: the types of what they are given, and of what comes of it.

use smallvec::SmallVec;

use super::pass::Pass;
use super::program::FnId;
use super::shape::{Entity, Shape};
use crate::ir::{Arg, Op, ParamKind, Selector, ValueId};
use crate::models::{Anchor, Invoke, InvokeArg, PortPath, PortStep, RowId};

/// Stands in a row for the type of the port that the callback gets.
const SAME: &str = "@";

/// What a row speaks of: the receiver and the positional arguments of a call, or of the writing of a property.
pub(super) struct Given {
    receiver: Option<ValueId>,
    args: SmallVec<[ValueId; 6]>,
}

impl Given {
    pub(super) fn of(receiver: Option<ValueId>, args: &[Arg]) -> Self {
        let positional = args.iter().take_while(|arg| !arg.spread).filter(|arg| arg.keyword.is_none());
        Self { receiver, args: positional.map(|arg| arg.value).collect() }
    }

    pub(super) fn written(base: ValueId, value: ValueId) -> Self {
        Self { receiver: Some(base), args: SmallVec::from_elem(value, 1) }
    }

    fn at(&self, place: &PortPath) -> Option<ValueId> {
        match place.anchor {
            Ok(Anchor::Receiver) => self.receiver,
            Ok(Anchor::Arg(number)) => self.args.get(number as usize).copied(),
            _ => None,
        }
    }
}

impl Pass<'_, '_> {
    /// Types reach the undeclared parameters of the functions that these rows say are called.
    pub(super) fn observe_callbacks(&mut self, rows: &[RowId], given: &Given, shape: &mut Shape) {
        for &row in rows {
            let invokes: &[Invoke] = self.linker.base.rows(self.file).invokes(row);
            // Where nothing is written, a callback of these languages gets the elements that the row names.
            let same = self.is_script() || self.own.lexical;
            for invoke in invokes.iter().filter(|invoke| same || !invoke.types.is_empty()) {
                for place in &invoke.callee.0 {
                    let Some((callee, first)) = self.callback(place, given) else { continue };
                    self.observe_callback(invoke, callee, first, given);
                    if let Some(result) = &invoke.result
                        && result.0.iter().any(|place| place.anchor == Ok(Anchor::Return) && place.path.is_empty())
                    {
                        shape.add(self.return_shape(callee));
                    }
                    if let Some(result) = &invoke.result
                        && result.0.iter().any(|place| place.anchor == Ok(Anchor::Return) && place.path == [PortStep::Element])
                    {
                        shape.elements.add(self.return_shape(callee).types);
                    }
                }
            }
        }
    }

    /// The function at a place, and its first parameter that the caller fills.
    fn callback(&self, place: &PortPath, given: &Given) -> Option<(FnId, usize)> {
        let mut value = given.at(place)?;
        for step in &place.path {
            let PortStep::Field(name) = step else { return None };
            let Op::Literal(_, range) = self.function.ops[value as usize] else { return None };
            let entries = range.of(&self.function.entries).iter();
            let is = |selector: &Selector| matches!(selector, Selector::Field(own) if self.own.facts.text(*own) == name);
            value = entries.rev().find(|(selector, _)| is(selector))?.1;
        }
        match self.value(value).entity {
            Entity::Function(callee) => Some((callee, usize::from(self.linker.base.takes_receiver(callee)))),
            Entity::Bound(callee) => Some((callee, 1)),
            _ => None,
        }
    }

    fn observe_callback(&mut self, invoke: &Invoke, callee: FnId, first: usize, given: &Given) {
        let params = &self.linker.base.tree.function(callee).params;
        // Elements are what a container has; what a promise or the like comes to may be of another type.
        let elements = |arg: &InvokeArg| match arg {
            InvokeArg::Port(port) if port.0.iter().all(|place| place.path == [PortStep::Element]) => SAME,
            _ => "",
        };
        let unwritten = invoke.types.is_empty().then(|| invoke.args.iter().map(elements));
        let written = invoke.types.iter().map(String::as_str);
        for (at, ty) in written.chain(unwritten.into_iter().flatten()).enumerate() {
            let Some(param) = params.get(at + first).filter(|param| param.kind == ParamKind::Positional) else { continue };
            let shape = match ty {
                "" => continue,
                SAME => self.shape_given(invoke.args.get(at), given),
                ty => self.external(ty),
            };
            if param.declared.is_none() && !shape.is_empty() {
                self.observed.params.push((callee, (at + first) as u16, shape));
            }
        }
    }

    fn shape_given(&self, arg: Option<&InvokeArg>, given: &Given) -> Shape {
        let mut shape = Shape::default();
        let Some(InvokeArg::Port(port)) = arg else { return shape };
        for place in &port.0 {
            let Some(value) = given.at(place) else { continue };
            match place.path.as_slice() {
                [] => shape.add(self.value(value).shape),
                [PortStep::Element] => shape.add(Shape::of_types(self.elements_of(value))),
                _ => {}
            }
        }
        shape
    }
}
