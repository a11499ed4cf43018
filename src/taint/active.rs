//! What is known to hold something of interest: places in parameters, slots and named files that data, a
//! function or the name of a destination arrives at. Functions are analysed for these places only, so that
//! work grows with what flows, not with what might.
//!
//! Grows while the program is solved, between rounds; sorted, so that equal programs are solved alike.

use rustc_hash::FxHashMap;

use super::domain::{Path, What};
use super::summary::Cell;
use crate::link::{FnId, NameId, SlotId};

/// Places of one parameter, slot or file that are kept apart; past that, something is said to lie anywhere in it.
const PLACES: usize = 8;
/// Most functions at one place.
const FUNCTIONS: usize = 64;

/// Something of this kind lies at this path.
pub(super) type Spot = (Path, What);

/// A function as a value; bound: a method with its receiver.
pub(super) type FunctionValue = (FnId, bool);

#[derive(Default)]
pub(super) struct Active {
    params: Vec<Vec<(u16, Spot)>>,
    slots: FxHashMap<SlotId, Vec<Spot>>,
    channels: FxHashMap<NameId, Vec<Spot>>,
    functions: FxHashMap<(Cell, Path), Vec<FunctionValue>>,
}

impl Active {
    pub(super) fn new(functions: usize) -> Self {
        Self { params: vec![Vec::new(); functions], ..Self::default() }
    }

    /// Active places in a parameter.
    pub(super) fn param(&self, function: FnId, param: u16) -> impl Iterator<Item = Spot> {
        let list = &self.params[function as usize];
        let from = list.partition_point(|&(number, _)| number < param);
        list[from..].iter().take_while(move |&&(number, _)| number == param).map(|&(_, spot)| spot)
    }

    pub(super) fn slot(&self, slot: SlotId) -> &[Spot] {
        self.slots.get(&slot).map_or(&[], Vec::as_slice)
    }

    pub(super) fn channel(&self, name: NameId) -> &[Spot] {
        self.channels.get(&name).map_or(&[], Vec::as_slice)
    }

    /// The functions that lie at a place.
    pub(super) fn functions(&self, cell: Cell, path: Path) -> &[FunctionValue] {
        self.functions.get(&(cell, path)).map_or(&[], Vec::as_slice)
    }

    /// Something lies at a place. True when that is new.
    pub(super) fn add(&mut self, cell: Cell, spot: Spot) -> bool {
        match cell {
            Cell::Slot(slot) => insert(self.slots.entry(slot).or_default(), spot),
            Cell::Channel(name) => insert(self.channels.entry(name).or_default(), spot),
            // Callers learn of these from the summary.
            Cell::Return(_) | Cell::Out(..) => false,
            Cell::Param(function, param) => {
                let list = &mut self.params[function as usize];
                let from = list.partition_point(|&(number, _)| number < param);
                let count = list[from..].partition_point(|&(number, _)| number == param);
                let places = &list[from..from + count];
                let known = |spot: Spot| places.binary_search(&(param, spot));
                let Err(at) = known(spot).or_else(|_| known(widened(spot, count))) else { return false };
                list.insert(from + at, (param, widened(spot, count)));
                true
            }
        }
    }

    /// A function lies at a place. `None` when there are too many, else whether that is new.
    pub(super) fn add_function(&mut self, place: (Cell, Path), function: FunctionValue) -> Option<bool> {
        let list = self.functions.entry(place).or_default();
        match list.binary_search(&function) {
            Ok(_) => Some(false),
            Err(_) if list.len() >= FUNCTIONS => None,
            Err(at) => {
                list.insert(at, function);
                Some(true)
            }
        }
    }
}

fn insert(list: &mut Vec<Spot>, spot: Spot) -> bool {
    let wide = widened(spot, list.len());
    let Err(at) = list.binary_search(&spot).or_else(|_| list.binary_search(&wide)) else { return false };
    list.insert(at, wide);
    true
}

/// A spot as the next of a list that has `count`.
fn widened((path, what): Spot, count: usize) -> Spot {
    if count >= PLACES && what == What::Data { (Path::ANYWHERE, what) } else { (path, what) }
}
