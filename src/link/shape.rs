//! What is known of a value while linking: what it names, and which types it and its elements may have.

use super::program::{ClassId, FileId, FnId, NameId, Slot, Ty};
use crate::ir::ConstIx;

/// What a name or a member stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Entity {
    /// Nothing known.
    #[default]
    None,
    Function(FnId),
    /// A method taken from an object or class, which becomes its receiver.
    Bound(FnId),
    Class(ClassId),
    Module(FileId),
    /// A dotted path outside of the tree.
    External(NameId),
    Slot(Slot),
    /// Index into the several candidates of the file's scope (C).
    Several(u32),
    /// A macro or enumerator with a value.
    Constant(FileId, ConstIx),
    /// A macro that is no expression.
    Macro,
}

/// Up to three types, in the order they were found; further ones are dropped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Types {
    items: [Option<Ty>; 3],
    /// Bit n: item n is that very class, not a descendant.
    exact: u8,
}

impl Types {
    pub(super) fn of(ty: Ty) -> Self {
        Self { items: [Some(ty), None, None], exact: 0 }
    }

    /// An object made by a constructor call.
    pub(super) fn exactly(ty: Ty) -> Self {
        Self { items: [Some(ty), None, None], exact: 1 }
    }

    pub(super) fn first(self) -> Option<Ty> {
        self.items[0]
    }

    pub(super) fn is_empty(self) -> bool {
        self.items[0].is_none()
    }

    /// Types with whether each is exact.
    pub(super) fn iter(self) -> impl Iterator<Item = (Ty, bool)> {
        self.items.into_iter().enumerate().filter_map(move |(at, ty)| ty.map(|ty| (ty, self.exact & (1 << at) != 0)))
    }

    pub(super) fn add(&mut self, other: Self) {
        for (ty, exact) in other.iter() {
            let Some(at) = self.items.iter().position(|item| item.is_none_or(|known| known == ty)) else { continue };
            if self.items[at].is_none() {
                self.items[at] = Some(ty);
                self.exact |= u8::from(exact) << at;
            } else if !exact {
                self.exact &= !(1 << at);
            }
        }
    }
}

/// Types of a value and of its elements.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Shape {
    pub(super) types: Types,
    pub(super) elements: Types,
}

impl Shape {
    pub(super) fn of(ty: Ty) -> Self {
        Self { types: Types::of(ty), elements: Types::default() }
    }

    pub(super) fn of_types(types: Types) -> Self {
        Self { types, elements: Types::default() }
    }

    pub(super) fn is_empty(self) -> bool {
        self.types.is_empty() && self.elements.is_empty()
    }

    /// No type of it is a class of the tree.
    pub(super) fn is_of_libraries(self) -> bool {
        let mut all = self.types.iter().chain(self.elements.iter());
        all.all(|(ty, _)| matches!(ty, Ty::External(_)))
    }

    pub(super) fn add(&mut self, other: Self) {
        self.types.add(other.types);
        self.elements.add(other.elements);
    }
}
