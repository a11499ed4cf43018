//! Descriptors of files and sockets: numbers to C, which declares no more of them; and handles that are declared as of one type,
//! whether they lead out or not. What they are is learned from where they come from (`socket`, `open`), through members,
//! parameters and results; where one place gets both kinds, nothing is known.

use super::intern::Interner;
use super::program::{FnId, Ty};
use super::shape::{Shape, Types};
use super::solver::{Knowledge, Observed};
use super::tree::Tree;

/// Names of such types begin so: `fd.socket`.
const PREFIX: &str = "fd.";
/// What OpenSSL reads from and writes to: `BIO.mem`, `BIO.file`.
const HANDLES: &str = "BIO.";
/// One that leads out.
const LEADS_OUT: &str = "BIO.net";

/// Whether a name in a file says that it has to do with descriptors.
pub(super) fn is_named_so(text: &str) -> bool {
    text == "fd" || text == "BIO" || text.starts_with("BIO_") || text.contains("sock")
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

/// Of what is a file here and a socket there, nothing is known; what is memory here and a file there leads out nowhere.
pub(super) fn settle(known: &mut Knowledge, names: &Interner<'_>) {
    let clear = |shape: &mut Shape| {
        let kinds = || shape.types.iter().filter(|&(ty, _)| is_descriptor(ty, names));
        if kinds().count() > 1 && kinds().any(|(ty, _)| !is_handle(ty, names) || named(ty, names, |name| name == LEADS_OUT)) {
            shape.types = Types::default();
        }
    };
    known.slots.values_mut().for_each(clear);
    known.returns.values_mut().for_each(clear);
    known.params.values_mut().for_each(clear);
}

fn is_descriptor(ty: Ty, names: &Interner<'_>) -> bool {
    named(ty, names, |name| name.starts_with(PREFIX)) || is_handle(ty, names)
}

fn is_handle(ty: Ty, names: &Interner<'_>) -> bool {
    named(ty, names, |name| name.starts_with(HANDLES))
}

/// All of them are kinds of the declared handle: more is known than declared.
pub(super) fn tell_more(types: Types, declared: Types, names: &Interner<'_>) -> bool {
    let is_declared = |(ty, _)| named(ty, names, |name| HANDLES.strip_suffix('.') == Some(name));
    !types.is_empty()
        && types.iter().all(|(ty, _)| is_handle(ty, names))
        && !declared.is_empty()
        && declared.iter().all(is_declared)
}

fn named(ty: Ty, names: &Interner<'_>, is_so: impl Fn(&str) -> bool) -> bool {
    matches!(ty, Ty::External(name) if is_so(&names.text(name)))
}
