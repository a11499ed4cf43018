//! The language-neutral intermediate representation: what one file says, and nothing about others.
//!
//! Three-address operations in SSA form, one flat list a function; the number of an operation is
//! the number of the value it defines. Everything is file-local and flat, so that facts are written to
//! disk and validated cheaply. Names are symbols into the file's own string table.
//!
//! Simplifications, all of them deliberate:
//! - **Variables.** Locals are SSA values; a join is a [`Op::Phi`]. A loop header is a `Phi` whose second
//!   operand comes later in the list (a back edge). `break`, `continue` fall through to the join; out of a
//!   `switch`, `break` carries its state to the end.
//! - **Memory.** An object is the value that created it; writing through a pointer or into a field is
//!   [`Op::Set`] on that value, weak unless the whole variable is assigned. A variable whose address is
//!   taken stops being SSA: assigning to it is `Set(object, Deref, value)`.
//! - **Captured variables.** An inner function reads [`Op::Capture`]; the outer one writes each version of
//!   the variable with [`Op::SetCapture`]. Both meet in one cell per (outer function, name).
//! - **Globals.** A free name is [`Op::Name`], resolved by the linker; [`Op::SetName`] stores to it. Code at
//!   file level is function 0, `<file>`.
//! - **Exceptions.** A handler starts from the join of all versions assigned in its `try`; a bound exception is
//!   `Opaque` of what was thrown in the function.
//! - **Goto** carries the variables' state to its label; a jump back makes the label a loop head.
//! - **Await** is a copy; a generator's `Yield` is an element of what the function returns.
//! - **Length, comparison, boolean** operators are [`BinOp::Compare`]: taint stops there.
//! - **Pointers.** `*p` is `Get(p, Deref)`, `p->f` is `Get(p, Field f)` (a pointer and its target share a name),
//!   `p[i]` is `Get(p, Element | Index)`, `&x` is `AddrOf(x)`; pointer arithmetic is `Bin(Arith)` whose first
//!   operand stays the object.
//! - **Unknown syntax** is [`Op::Opaque`] over its children: taint goes through; counted in coverage.

pub mod dump;
mod facts;
mod op;
mod validate;

pub use facts::{
    EXPORTED_AS, FileFacts, Function, FunctionFlags, FunctionIx, Global, Import, Macro, MacroKind, Param, ParamKind, STATIC,
    Symbol, TypeDecl, TypeIx, TypeKind, UrlLiteral,
};
pub use op::{
    Arg, BinOp, CallIx, CallSite, Callee, Const, ConstIx, LiteralKind, Op, Range, Region, RegionKind, Selector, ValueId,
};
pub use validate::{InvalidFacts, validate};
