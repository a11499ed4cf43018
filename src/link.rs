//! Turns the facts of all files into one linked program: names to definitions, calls to callees, by the
//! rungs of the design (lexical scope, imports and includes, class chain, receiver types, names).
//! Invariant: the same files in the same order give the same program, at any thread count; every call
//! has edges, an external name, a constructed type, or a reason why not.
//! Knows nothing of data flow and of file contents beyond their facts.

mod bridges;
mod builtins;
mod callbacks;
mod calls;
mod classes;
mod conditions;
mod descriptors;
mod directories;
mod dynamic;
mod family;
mod finish;
mod found;
mod handed;
mod includes;
mod injected;
mod interfaces;
mod intern;
mod levels;
mod lexical;
mod linkage;
mod members;
mod modules;
mod names;
mod objects;
mod overloads;
mod packages;
mod pass;
mod program;
mod rows;
mod scopes;
mod scripts;
mod shape;
mod solver;
mod spaces;
mod templates;
mod tree;
mod turns;
mod words;

use std::sync::Arc;

pub use family::Root;
pub(crate) use family::{
    assigns_references, declares_members, derives_from_libraries, has_address_arithmetic, has_functional_interfaces,
    has_objects_as_bytes, has_structural_interfaces, members_in_order, writes_out_objects, writes_out_parts,
};
pub use program::{
    Binding, ClassBase, ClassId, ClassLinks, Edge, FileId, FnId, FunctionLinks, HoleReason, LinkStats, NameId, Names, Program,
    ProgramFile, Referent, Rung, Slot, SlotId, Targets, Ty,
};

use crate::ir::FileFacts;
use crate::models::Catalogue;

/// Links files, given as (`/`-separated path, facts) in path order; `roots` is what manifests call their directories.
pub fn link(files: Vec<(String, Arc<FileFacts>)>, roots: &[Root], catalogue: &Catalogue) -> Program {
    let tree = tree::Tree::of(&files);
    let linker = solver::Linker::of(names::Base::of(tree, roots, catalogue));
    let links = linker.solve();
    finish::finish(linker, links).with_files(files)
}
