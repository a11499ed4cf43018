//! What is known to hold something of interest: places in parameters, slots and named files that data, a
//! function or the name of a destination arrives at. Functions are analysed for these places only, so that
//! work grows with what flows, not with what might.
//!
//! Grows while the program is solved, between rounds; sorted, so that equal programs are solved alike.

use rustc_hash::FxHashMap;

use super::domain::Path;
use crate::link::{FnId, NameId, SlotId};

/// Most places of one parameter, slot or file; what comes later is dropped and counted.
const PLACES: usize = 48;

/// Something arrives at a place in what a parameter gets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Activation {
    pub function: FnId,
    pub param: u16,
    pub path: Path,
}

/// What adding a place did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Activated {
    New,
    Known,
    /// There are too many.
    Full,
}

/// A function value in a slot; bound: a method with its receiver.
pub(super) type SlotFunction = (FnId, bool);

#[derive(Default)]
pub(super) struct Active {
    params: Vec<Vec<(u16, Path)>>,
    slots: FxHashMap<SlotId, Vec<Path>>,
    channels: FxHashMap<NameId, Vec<Path>>,
    functions: FxHashMap<(SlotId, Path), Vec<SlotFunction>>,
}

impl Active {
    pub(super) fn new(functions: usize) -> Self {
        Self { params: vec![Vec::new(); functions], ..Self::default() }
    }

    /// Active places in a parameter.
    pub(super) fn param(&self, function: FnId, param: u16) -> impl Iterator<Item = Path> {
        let list = &self.params[function as usize];
        let from = list.partition_point(|&(number, _)| number < param);
        list[from..].iter().take_while(move |&&(number, _)| number == param).map(|&(_, path)| path)
    }

    pub(super) fn has_param(&self, function: FnId, param: u16, path: Path) -> bool {
        self.params[function as usize].binary_search(&(param, path)).is_ok()
    }

    pub(super) fn slot(&self, slot: SlotId) -> &[Path] {
        self.slots.get(&slot).map_or(&[], Vec::as_slice)
    }

    pub(super) fn channel(&self, name: NameId) -> &[Path] {
        self.channels.get(&name).map_or(&[], Vec::as_slice)
    }

    /// The functions that lie at a place in a slot.
    pub(super) fn functions(&self, slot: SlotId, path: Path) -> &[SlotFunction] {
        self.functions.get(&(slot, path)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn add_param(&mut self, at: Activation) -> Activated {
        let list = &mut self.params[at.function as usize];
        let count = list.iter().filter(|&&(number, _)| number == at.param).count();
        insert(list, (at.param, at.path), count)
    }

    pub(super) fn add_slot(&mut self, slot: SlotId, path: Path) -> Activated {
        let list = self.slots.entry(slot).or_default();
        let count = list.len();
        insert(list, path, count)
    }

    pub(super) fn add_channel(&mut self, name: NameId, path: Path) -> Activated {
        let list = self.channels.entry(name).or_default();
        let count = list.len();
        insert(list, path, count)
    }

    pub(super) fn add_function(&mut self, slot: SlotId, path: Path, function: SlotFunction) -> Activated {
        let list = self.functions.entry((slot, path)).or_default();
        let count = list.len();
        insert(list, function, count)
    }
}

fn insert<T: Ord>(list: &mut Vec<T>, item: T, count: usize) -> Activated {
    match list.binary_search(&item) {
        Ok(_) => Activated::Known,
        Err(_) if count >= PLACES => Activated::Full,
        Err(at) => {
            list.insert(at, item);
            Activated::New
        }
    }
}
