//! Functions as declared things: reserving their place, queueing their bodies.

use super::outline::Node;

use super::machine::{Lowerer, Pending, PendingBody};
use super::roles::{Part, Role};
use super::survey::{CAPTURED, REBOUND};
use crate::ir::{Function, FunctionFlags, FunctionIx, Op, Param};

/// Variables of a function that are looked at for those which a lambda copies.
const MAX_COPIES: usize = 64;

impl<'t> Lowerer<'_, 't> {
    /// The function being lowered, unless it is the file.
    pub(crate) fn enclosing(&self) -> Option<FunctionIx> {
        (self.body.ix != 0).then_some(self.body.ix)
    }

    /// Reserves a function whose body is lowered after the present one.
    pub(crate) fn declare_function(&mut self, function: Function, node: Node<'t>, body: PendingBody<'t>) -> FunctionIx {
        let ix = self.file.reserve_function(function);
        self.enqueue(Pending { node, ix, body });
        ix
    }

    pub(crate) fn byte_range(&self, node: Node<'_>) -> (u32, u32) {
        (self.span(node), self.span(node).max(node.end_byte() as u32))
    }

    pub(crate) fn lambda(&mut self, node: Node<'t>) {
        let params: Vec<Param> = match self.part(node, Part::Params) {
            Some(params) => (self.hooks.parameters)(self, params),
            None => Vec::new(),
        };
        let Some(body) = self.part(node, Part::Body) else { return self.opaque(node) };
        let captures = self.only_child(node).filter(|first| self.role(*first) == Role::Captures);
        let pending = match (self.role(body), captures) {
            (Role::Block, Some(captures)) => PendingBody::Both(captures, body),
            (Role::Block, None) => PendingBody::Statements(body),
            _ => PendingBody::Value(body),
        };
        let function = Function {
            name: self.file.strings.intern("<lambda>"),
            parent: self.enclosing(),
            params,
            returns: (self.hooks.returns)(self, node),
            flags: FunctionFlags { anonymous: true, ..FunctionFlags::default() },
            span: self.byte_range(node),
            ..Function::default()
        };
        let ix = self.declare_function(function, node, pending);
        if captures.is_some() {
            self.take_along(node);
        }
        let value = self.emit(Op::Closure(ix), node);
        self.push(value);
    }

    /// A lambda that copies variables has them as they are when it is made: what was written into their objects since they
    /// were declared (`getline(stream, line)`) is in them.
    fn take_along(&mut self, node: Node<'t>) {
        let is_copied = |name| {
            let flags = self.survey.flags(self.body.scope, name);
            flags & CAPTURED != 0 && flags & REBOUND == 0
        };
        for (name, value) in self.body.env.named(MAX_COPIES, is_copied) {
            self.emit(Op::SetCapture(name, value), node);
        }
    }
}
