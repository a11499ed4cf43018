//! What kinds of statements there are to draw from, and how often each comes.

/// What a raw statement becomes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Op {
    Literal,
    Environment,
    ReadInput,
    Sink,
    Copy,
    Concat,
    Length,
    Call,
    New,
    Field,
    SetField,
    Method,
    Global,
    SetGlobal,
    If,
    While,
    Return,
    Function,
    CallLocal,
    CallHook,
    WriteFile,
    ReadFile,
    Bound,
    Lambda,
    Dict,
    Item,
    SetItem,
    Append,
    First,
    Each,
    Fill,
    Put,
    Get,
    SetOut,
    GetOut,
}

/// Operations and how often each is drawn; the first are what shrinking tends to.
const COMMON: &[(Op, usize)] = &[
    (Op::Literal, 1),
    (Op::Environment, 10),
    (Op::Sink, 18),
    (Op::Copy, 4),
    (Op::Concat, 4),
    (Op::Length, 2),
    (Op::Call, 20),
    (Op::New, 4),
    (Op::Field, 10),
    (Op::SetField, 12),
    (Op::Method, 12),
    (Op::Global, 5),
    (Op::SetGlobal, 5),
    (Op::If, 8),
    (Op::While, 8),
    (Op::Return, 2),
    (Op::Function, 3),
    (Op::CallLocal, 5),
    (Op::CallHook, 3),
];
pub(super) const PYTHON: &[(Op, usize)] = &[
    (Op::ReadInput, 3),
    (Op::WriteFile, 4),
    (Op::ReadFile, 4),
    (Op::Bound, 3),
    (Op::Lambda, 3),
    (Op::Dict, 2),
    (Op::Item, 7),
    (Op::SetItem, 7),
    (Op::Append, 4),
    (Op::First, 3),
    (Op::Each, 4),
];
pub(super) const C: &[(Op, usize)] = &[(Op::Fill, 6), (Op::Put, 6), (Op::Get, 6), (Op::SetOut, 6), (Op::GetOut, 4)];

/// The operation that a byte means.
pub(super) fn drawn(byte: u8, dialect: &'static [(Op, usize)]) -> Op {
    let all = || COMMON.iter().chain(dialect);
    let total: usize = all().map(|(_, weight)| weight).sum();
    let mut rest = usize::from(byte) * total / 256;
    for &(op, weight) in all() {
        if rest < weight {
            return op;
        }
        rest -= weight;
    }
    Op::Literal
}
