//! Turns the facts of all files into one linked program: names to definitions, calls to callees, by the
//! rungs of the design (lexical scope, imports and includes, class chain, receiver types, names).
//! Invariant: the same files in the same order give the same program, at any thread count; every call
//! has edges, an external name, a constructed type, or a reason why not.
//! Knows nothing of data flow and of file contents beyond their facts.

mod program;

pub use program::{
    Binding, ClassBase, ClassId, ClassLinks, Edge, FileId, FnId, FunctionLinks, HoleReason, LinkStats, NameId, Names, Program,
    ProgramFile, Referent, Rung, Slot, SlotId, Targets, Ty,
};
