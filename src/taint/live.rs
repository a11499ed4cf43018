//! Which places lead anywhere, and for which kinds of data: what comes to one of the others reaches no end, so it need not
//! be followed at all. Learned from the coarse graph of the program ([`super::coarse`]): for functions, for data, and for
//! what the outside gives.

use super::domain::{Path, What};
use super::place::{ANY_CLASS, Layout, Place};
use crate::models::{SourceKind, SourceSet};

/// Kinds of data that matter at some end, and whether names of destinations do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Wants(u32);

const NAMES: u32 = 1 << 31;
const _: () = assert!(SourceKind::ALL.len() < 31, "kinds of data have a bit each, names the last");

impl Wants {
    pub(super) const NAMES: Self = Self(NAMES);

    pub(super) fn kinds(kinds: SourceSet) -> Self {
        Self(kinds.0 as u32)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn kind(self, kind: SourceKind) -> bool {
        self.0 & SourceSet::of(kind).0 as u32 != 0
    }

    /// True when there is something new.
    pub(super) fn add(&mut self, other: Self) -> bool {
        let before = self.0;
        self.0 |= other.0;
        self.0 != before
    }
}

/// The places that lead to an end, by number of the layout.
#[derive(Default)]
pub(super) struct Live {
    pub functions: Bits,
    /// Places beyond its size want everything.
    pub data: Vec<Wants>,
    /// Fields that something reads, or puts something into, without its being known of which class: by name.
    pub loose: Bits,
}

impl Live {
    /// What lies here may come to an end. Places without a number always may.
    pub(super) fn leads(&self, layout: &Layout, place: Place, what: What) -> bool {
        match what {
            What::Function => number(layout, place).is_none_or(|number| self.functions.has(number)),
            What::Data | What::Directed => !self.wants(layout, place).is_empty(),
        }
    }

    /// Data of this kind that lies here may come to an end at which it matters.
    pub(super) fn leads_kind(&self, layout: &Layout, place: Place, kind: SourceKind) -> bool {
        self.wants(layout, place).kind(kind)
    }

    /// The name of a destination that lies here may come to an end.
    pub(super) fn leads_name(&self, layout: &Layout, place: Place) -> bool {
        self.wants(layout, place).0 & NAMES != 0
    }

    fn wants(&self, layout: &Layout, place: Place) -> Wants {
        number(layout, place).and_then(|number| self.data.get(number).copied()).unwrap_or(Wants(u32::MAX))
    }

    /// A field on the path is a slot wherever the program speaks of it: a function there lies in the slot as well, and need
    /// not travel with all that it is a part of.
    pub(super) fn in_slot(&self, path: Path) -> bool {
        path.selectors().iter().any(|selector| selector.field_name().is_some_and(|name| !self.loose.has(name as usize)))
    }
}

/// The number of a place as the coarse graph has it.
pub(super) fn number(layout: &Layout, place: Place) -> Option<usize> {
    layout.number(match place {
        Place::Object(function, value) => Place::Value(function, value),
        Place::Slot(slot, _) => Place::Slot(slot, ANY_CLASS),
        place => place,
    })
}

/// A set of numbers; those beyond its size are in it.
#[derive(Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// Room for so many numbers, and a few more that are in it.
    pub(super) fn below(size: usize) -> Self {
        Self(vec![0; size / 64])
    }

    pub(super) fn has(&self, number: usize) -> bool {
        self.0.get(number / 64).is_none_or(|word| word >> (number % 64) & 1 == 1)
    }

    /// True when it is new.
    pub(super) fn add(&mut self, number: u32) -> bool {
        let Some(word) = self.0.get_mut(number as usize / 64) else { return false };
        let before = *word;
        *word |= 1 << (number % 64);
        *word != before
    }
}
