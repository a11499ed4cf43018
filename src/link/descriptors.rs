//! Descriptors of files and sockets: numbers to C, which declares no more of them. What they are is learned from where they come
//! from (`socket`, `open`), through members, parameters and results; where one place gets both kinds, nothing is known.

use super::intern::Interner;
use super::program::{FnId, Ty};
use super::shape::{Shape, Types};
use super::solver::{Knowledge, Observed};
use super::tree::Tree;

/// Names of such types begin so: `fd.socket`.
const PREFIX: &str = "fd.";

/// Whether a name in a file says that it has to do with descriptors.
pub(super) fn is_named_so(text: &str) -> bool {
    text == "fd" || text.contains("sock")
}

/// What of a shape is descriptors.
pub(super) fn of(shape: Shape, names: &Interner<'_>) -> Shape {
    let mut types = Types::default();
    for (ty, _) in shape.types.iter().filter(|&(ty, _)| is_descriptor(ty, names)) {
        types.add(Types::of(ty));
    }
    Shape::of_types(types)
}

/// Drops what a file of C teaches besides descriptors and functions that are looked up: but for macros, whose arguments nobody
/// declares.
pub(super) fn keep(observed: &mut Observed, tree: &Tree<'_>) {
    let is_macro = |function: FnId| tree.function(function).flags.is_macro;
    let kept = |shape: &mut Shape| {
        *shape = of(*shape, &tree.names);
        !shape.is_empty()
    };
    observed.slots.retain_mut(|(_, shape)| kept(shape));
    observed.returns.retain_mut(|(function, shape)| is_macro(*function) || kept(shape));
    observed.params.retain_mut(|(function, _, shape)| is_macro(*function) || kept(shape));
}

/// Of what is a file here and a socket there, nothing is known.
pub(super) fn settle(known: &mut Knowledge, names: &Interner<'_>) {
    let clear = |shape: &mut Shape| {
        if shape.types.iter().filter(|&(ty, _)| is_descriptor(ty, names)).count() > 1 {
            shape.types = Types::default();
        }
    };
    known.slots.values_mut().for_each(clear);
    known.returns.values_mut().for_each(clear);
    known.params.values_mut().for_each(clear);
}

fn is_descriptor(ty: Ty, names: &Interner<'_>) -> bool {
    matches!(ty, Ty::External(name) if names.text(name).starts_with(PREFIX))
}
