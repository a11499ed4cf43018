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
    /// One of several things that exclude each other: what one name is bound to by turns (`try: import a` …
    /// `except ImportError: import b`), or the outcomes of a choice.
    Either(Alternatives),
}

/// What [`Entity::Either`] chooses between.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Alternative {
    Function(FnId),
    Class(ClassId),
    Module(FileId),
    External(NameId),
    Slot(Slot),
}

/// Most alternatives that are told apart; further ones are dropped.
const ALTERNATIVES: usize = 4;

/// In the order in which they were found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Alternatives {
    items: [Option<Alternative>; ALTERNATIVES],
    /// It may be something else as well.
    open: bool,
}

impl Alternatives {
    pub(super) fn is_open(self) -> bool {
        self.open
    }

    fn iter(self) -> impl Iterator<Item = Entity> {
        self.items.into_iter().flatten().map(|item| match item {
            Alternative::Function(function) => Entity::Function(function),
            Alternative::Class(class) => Entity::Class(class),
            Alternative::Module(module) => Entity::Module(module),
            Alternative::External(path) => Entity::External(path),
            Alternative::Slot(slot) => Entity::Slot(slot),
        })
    }

    fn add(&mut self, item: Alternative) {
        if let Some(room) = self.items.iter_mut().find(|known| known.is_none_or(|known| known == item)) {
            *room = Some(item);
        }
    }
}

impl Entity {
    /// One of both. What is no alternative leaves the other as it is.
    pub(super) fn or(self, other: Self) -> Self {
        if self == other || other == Self::None {
            return self;
        }
        if self == Self::None {
            return other;
        }
        let mut all = match self {
            Self::Either(all) => all,
            _ => Alternatives::default(),
        };
        for entity in [self, other] {
            match entity {
                Self::Either(more) => {
                    more.items.into_iter().flatten().for_each(|item| all.add(item));
                    all.open |= more.open;
                }
                _ => match entity.alternative() {
                    Some(item) => all.add(item),
                    None => return self,
                },
            }
        }
        Self::Either(all)
    }

    /// The same, or something of which nothing is known.
    pub(super) fn or_else(self) -> Self {
        let mut all = match (self, self.alternative()) {
            (Self::Either(all), _) => all,
            (Self::None, _) => Alternatives::default(),
            (_, Some(item)) => {
                let mut all = Alternatives::default();
                all.add(item);
                all
            }
            (_, None) => return self,
        };
        all.open = true;
        Self::Either(all)
    }

    fn alternative(self) -> Option<Alternative> {
        match self {
            Self::Function(function) => Some(Alternative::Function(function)),
            Self::Class(class) => Some(Alternative::Class(class)),
            Self::Module(module) => Some(Alternative::Module(module)),
            Self::External(path) => Some(Alternative::External(path)),
            Self::Slot(slot) => Some(Alternative::Slot(slot)),
            Self::None | Self::Bound(_) | Self::Several(_) | Self::Constant(..) | Self::Macro | Self::Either(_) => None,
        }
    }

    /// Each thing that it may be.
    pub(super) fn each(self) -> impl Iterator<Item = Self> {
        let (all, only) = match self {
            Self::Either(all) => (all, None),
            only => (Alternatives::default(), Some(only)),
        };
        only.into_iter().chain(all.iter())
    }

    /// The first of them, where only one can be spoken of.
    pub(super) fn first(self) -> Self {
        self.each().next().unwrap_or_default()
    }

    /// The modules among them.
    pub(super) fn modules(self) -> impl Iterator<Item = FileId> {
        self.each().filter_map(|entity| match entity {
            Self::Module(module) => Some(module),
            _ => None,
        })
    }
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
