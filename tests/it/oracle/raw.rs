//! What proptest makes: trees of bytes, each statement by itself, so that dropping one or lowering a
//! byte leaves the rest of the program as it was. [`super::generate`] reads them as a program.

use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any};

#[derive(Clone, Debug)]
pub(super) struct RawProgram {
    pub(super) files: u8,
    pub(super) classes: Vec<RawFunction>,
    pub(super) globals: Vec<u8>,
    pub(super) functions: Vec<RawFunction>,
    pub(super) main: Vec<RawStmt>,
}

#[derive(Clone, Debug)]
pub(super) struct RawFunction {
    /// File, class, result.
    pub(super) shape: [u8; 3],
    pub(super) params: Vec<u8>,
    pub(super) body: Vec<RawStmt>,
}

#[derive(Clone, Debug)]
pub(super) struct RawStmt {
    pub(super) op: u8,
    /// Which of the candidates each operand is.
    pub(super) picks: [u8; 5],
    pub(super) then: Vec<RawStmt>,
    pub(super) other: Vec<RawStmt>,
}

pub(super) fn programs() -> impl Strategy<Value = RawProgram> {
    (any::<u8>(), vec(function(2), 0..=3), vec(any::<u8>(), 0..=3), vec(function(8), 1..=6), vec(stmt(), 4..=16))
        .prop_map(|(files, classes, globals, functions, main)| RawProgram { files, classes, globals, functions, main })
}

fn function(statements: usize) -> impl Strategy<Value = RawFunction> {
    (any::<[u8; 3]>(), vec(any::<u8>(), 0..=3), vec(stmt(), statements / 3..=statements))
        .prop_map(|(shape, params, body)| RawFunction { shape, params, body })
}

fn stmt() -> BoxedStrategy<RawStmt> {
    let leaf = (any::<u8>(), any::<[u8; 5]>()).prop_map(|(op, picks)| RawStmt { op, picks, then: Vec::new(), other: Vec::new() });
    let inner = leaf.clone().boxed();
    let block = vec(inner, 1..=4);
    let flat = (leaf.clone(), block.clone(), block).prop_map(|(head, then, other)| RawStmt { then, other, ..head }).boxed();
    let nested = vec(flat, 1..=4);
    (leaf, nested.clone(), prop_else(nested)).prop_map(|(head, then, other)| RawStmt { then, other, ..head }).boxed()
}

/// Every other branch has no `else`.
fn prop_else(block: impl Strategy<Value = Vec<RawStmt>> + 'static) -> BoxedStrategy<Vec<RawStmt>> {
    proptest::prop_oneof![Just(Vec::new()), block].boxed()
}
