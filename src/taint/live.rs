//! Which places lead anywhere: what comes to one of the others reaches no end, so it need not be followed at all.
//! Learned from the coarse graph of the program ([`super::coarse`]), once for functions and once for data.

use super::domain::{Path, What};
use super::place::{ANY_CLASS, Layout, Place};

/// The places that lead to an end, by number of the layout.
#[derive(Default)]
pub(super) struct Live {
    pub functions: Bits,
    pub data: Bits,
    /// Fields that something reads, or puts something into, without its being known of which class: by name.
    pub loose: Bits,
}

impl Live {
    /// What lies here may come to an end. Places without a number always may.
    pub(super) fn leads(&self, layout: &Layout, place: Place, what: What) -> bool {
        let bits = if what == What::Function { &self.functions } else { &self.data };
        let place = match place {
            Place::Object(function, value) => Place::Value(function, value),
            Place::Slot(slot, _) => Place::Slot(slot, ANY_CLASS),
            place => place,
        };
        layout.number(place).is_none_or(|number| bits.has(number))
    }

    /// A field on the path is a slot wherever the program speaks of it: a function there lies in the slot as well, and need
    /// not travel with all that it is a part of.
    pub(super) fn in_slot(&self, path: Path) -> bool {
        path.selectors().iter().any(|selector| selector.field_name().is_some_and(|name| !self.loose.has(name as usize)))
    }
}

/// A set of numbers; those beyond its size are in it.
#[derive(Default)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// Room for so many numbers, and a few more that are in it.
    pub(super) fn below(size: usize) -> Self {
        Self(vec![0; size / 64])
    }

    fn has(&self, number: usize) -> bool {
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
