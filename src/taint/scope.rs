//! A function and its parts, as what spreads in it looks at them.

use std::rc::Rc;

use smallvec::SmallVec;

use super::arguments::CallSite;
use super::body::{self, Body};
use super::domain::{Sel, Site};
use super::edge::{Hop, Step};
use super::identity::Identities;
use super::index;
use super::place::Place;
use crate::ir::{FileFacts, Function, Selector, ValueId};
use crate::link::{ClassId, FnId, FunctionLinks, NameId};

/// A function and its parts.
#[derive(Clone)]
pub(super) struct Scope<'a> {
    pub id: FnId,
    pub links: &'a FunctionLinks,
    pub function: &'a Function,
    pub facts: &'a FileFacts,
    pub body: Rc<Body>,
}

impl Scope<'_> {
    pub(super) fn has_functional_interfaces(&self) -> bool {
        crate::link::has_functional_interfaces(&self.facts.language)
    }

    pub(super) fn has_address_arithmetic(&self) -> bool {
        crate::link::has_address_arithmetic(&self.facts.language)
    }

    pub(super) fn has_objects_as_bytes(&self) -> bool {
        crate::link::has_objects_as_bytes(&self.facts.language)
    }

    pub(super) fn assigns_references(&self) -> bool {
        crate::link::assigns_references(&self.facts.language)
    }

    pub(super) fn site(&self, op: ValueId) -> Site {
        Site { function: self.id, op }
    }

    pub(super) fn value(&self, value: ValueId) -> Place {
        Place::Value(self.id, self.body.same(value))
    }

    pub(super) fn written(&self, value: ValueId) -> Place {
        Place::Written(self.id, self.body.same(value))
    }

    /// A step that shows from the operation after this one on.
    pub(super) fn step(&self, op: ValueId, hop: Hop) -> Step {
        Step::new(self.site(op), hop, self.body.after(op))
    }

    pub(super) fn selector(&self, selector: Selector) -> Sel {
        selected(self.links, selector)
    }

    /// The class or structure of the tree that a value is an object of.
    pub(super) fn class_of(&self, value: ValueId) -> Option<ClassId> {
        index::class_of(self.links, self.body.same(value), value)
    }

    /// Nothing is known of the object: that it has a field of some class is a guess from the field's name.
    pub(super) fn is_guessed(&self, value: ValueId) -> bool {
        self.links.ty(value).is_none() && !crate::link::declares_members(&self.facts.language)
    }

    /// See [`index::looked_up`].
    pub(super) fn looked_up(&self, identities: &Identities, value: ValueId) -> SmallVec<[NameId; 1]> {
        index::looked_up(identities, self.facts, self.links, self.function, self.body.same(value), value)
    }

    pub(super) fn laid_out(&self, call: u32) -> CallSite {
        body::laid_out(self.function, self.links, &self.body.same, call)
    }
}

/// A selector of a function as access paths have it.
pub(super) fn selected(links: &FunctionLinks, selector: Selector) -> Sel {
    match selector {
        Selector::Field(symbol) => Sel::field(links.symbols[symbol as usize]),
        Selector::Key(symbol) => Sel::key(links.symbols[symbol as usize]),
        Selector::Index(index) => Sel::index(index),
        Selector::Element | Selector::Deref => Sel::ELEMENT,
        Selector::Any => Sel::ANY,
    }
}
