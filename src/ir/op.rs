//! Operations, values, selectors and call sites.

use serde::{Deserialize, Serialize};

use super::{FunctionIx, Symbol, TypeIx};

/// A value of one function: the index of the operation that defines it.
pub type ValueId = u32;
/// Index into [`super::FileFacts::consts`].
pub type ConstIx = u32;
/// Index into [`super::Function::calls`].
pub type CallIx = u32;

/// A run of entries in one of the function's side tables: `start..start + len`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Range {
    pub start: u32,
    pub len: u32,
}

impl Range {
    pub fn of<T>(self, table: &[T]) -> &[T] {
        &table[self.start as usize..(self.start + self.len) as usize]
    }
}

/// A constant. Folded strings are at most 4 KiB.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Const {
    Str(Symbol),
    Bytes(Vec<u8>),
    Int(i64),
    /// A floating-point number, whose value is of no interest.
    Float,
    Bool(bool),
    Null,
}

/// One step of an access path.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Selector {
    Field(Symbol),
    /// A constant string key: `d["name"]`.
    Key(Symbol),
    /// A constant position below 8.
    Index(u8),
    /// Any element of a container, or a position that is not constant.
    Element,
    Deref,
    /// Any member, by a name that is not constant (JavaScript: `object[name]`).
    Any,
}

/// What an operator does to the data that enters it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum BinOp {
    /// `+` and friends where the result carries both operands' data (numbers, strings, pointers).
    Arith,
    /// Comparison, membership, negation, length: the result carries no data.
    Compare,
    /// `a or b`, `a and b`, `c ? a : b`: the result is one of the operands.
    Choice,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum LiteralKind {
    List,
    Tuple,
    Set,
    Dict,
    /// C aggregate initialiser, designated or not.
    Struct,
}

/// An operation. It defines the value with its own index; some values are never used.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub enum Op {
    Const(ConstIx),
    /// Parameter number n of this function (a receiver, if any, is parameter 0).
    Param(u16),
    /// A name that is not local: a global, a function, a type, an import or a builtin.
    Name(Symbol),
    /// Stores to a name that is not local (at file level: to each name that the file assigns).
    SetName(Symbol, ValueId),
    /// A variable of an enclosing function.
    Capture(Symbol),
    /// Writes a version of a variable that inner functions capture, or, in an inner function, writes
    /// to a variable of an enclosing one.
    SetCapture(Symbol, ValueId),
    /// A declared variable without a value yet, of the given type: storage.
    Storage(Symbol),
    /// The same data under a type: an annotation, a cast.
    Cast(ValueId, Symbol),
    Copy(ValueId),
    /// One of [`super::Function::operands`]; an operand at or after this operation is a back edge.
    Phi(Range),
    Bin(BinOp, ValueId, ValueId),
    /// String building: all operands' data.
    Concat(Range),
    /// A container built from [`super::Function::entries`].
    Literal(LiteralKind, Range),
    Get(ValueId, Selector),
    /// `base.selector = value`.
    Set(ValueId, Selector, ValueId),
    /// The address of a value; `Get(_, Deref)` of it is the value.
    AddrOf(ValueId),
    /// A call; the value is what it returns.
    Call(CallIx),
    /// A function of this file as a value (a nested function, a lambda).
    Closure(FunctionIx),
    /// A type of this file as a value.
    TypeRef(TypeIx),
    Return(ValueId),
    Yield(ValueId),
    Throw(ValueId),
    Await(ValueId),
    /// Syntax the lowerer does not know: joins its operands.
    Opaque(Range),
    /// What could not be lowered, with the reason (a symbol).
    Hole(Symbol),
}

/// What is called.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub enum Callee {
    /// A value: a name, a closure, a parameter, a function pointer.
    Value(ValueId),
    /// `receiver.symbol(...)`, `receiver->symbol(...)`.
    Method { receiver: ValueId, symbol: Symbol },
    /// `super().symbol(...)`: `receiver` is the current object.
    Super { receiver: ValueId, symbol: Symbol },
}

/// An argument.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Arg {
    pub value: ValueId,
    /// `keyword=value`.
    pub keyword: Option<Symbol>,
    /// `*value` or `**value`.
    pub spread: bool,
}

/// A call site. Arguments are in [`super::Function::args`].
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct CallSite {
    pub callee: Callee,
    pub args: Range,
    /// Index of the [`Op::Call`].
    pub op: ValueId,
    /// `new T(...)`, or a call that a language marks as construction.
    pub constructs: bool,
}

/// What a run of operations is part of; for labels (dead branch, loop), never for meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum RegionKind {
    Loop,
    /// What runs beside something that was started before: that sees what is done here.
    Beside,
    /// `#if 0`, `if False`: analysed and labelled.
    Dead,
    Handler,
}

/// Operations `first..end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Region {
    pub kind: RegionKind,
    pub first: u32,
    pub end: u32,
}
