//! Makes a failing program smaller by whole statements, which reads better than smaller bytes: drops one, puts
//! a block in the place of its branch, a constant in the place of a text; as long as the program still fails.

use std::collections::BTreeSet;

use super::program::{Function, Local, Program, Stmt, Type, Value, statements};

#[derive(Clone, Copy, Debug)]
enum Edit {
    Drop,
    Unwrap,
    Plain,
}

/// The smallest program found for which `fails` holds.
pub(super) fn smallest(mut program: Program, fails: impl Fn(&Program) -> bool) -> Program {
    let mut progress = true;
    while progress {
        progress = false;
        for function in (0..program.functions.len()).rev() {
            for edit in [Edit::Drop, Edit::Unwrap, Edit::Plain] {
                // Without them the types of fields would go, and the failure might become another.
                let mut at = program.prelude(function);
                while let Some(next) = edited(&program, function, at, edit) {
                    match next {
                        Some(smaller) if fails(&smaller) => (program, progress) = (smaller, true),
                        _ => at += 1,
                    }
                }
            }
        }
        let flat = in_one_file(&program);
        if program.files > 1 && fails(&flat) {
            (program, progress) = (flat, true);
        }
    }
    program
}

fn in_one_file(program: &Program) -> Program {
    let mut one = program.clone();
    one.files = 1;
    one.classes.iter_mut().for_each(|class| class.file = 0);
    one.globals.iter_mut().for_each(|global| global.file = 0);
    one.functions.iter_mut().for_each(|function| function.file = 0);
    one
}

/// True when every variable that is read was given a value somewhere.
fn is_whole(function: &Function) -> bool {
    let mut set: BTreeSet<Local> = (0..function.params.len()).collect();
    let mut read = BTreeSet::new();
    for stmt in statements(&function.body) {
        set.extend(stmt.target());
        read.extend(stmt.operands());
    }
    read.is_subset(&set)
}

/// The program with the statement number `at` of a function edited: `None` past the last statement,
/// `Some(None)` where the edit says nothing.
fn edited(program: &Program, function: usize, at: usize, edit: Edit) -> Option<Option<Program>> {
    let mut program = program.clone();
    let types = program.functions[function].locals.clone();
    let mut rest = at;
    let done = edit_block(&mut program.functions[function].body, &types, &mut rest, edit)?;
    let whole = done && is_whole(&program.functions[function]);
    Some(whole.then_some(program))
}

fn edit_block(block: &mut Vec<Stmt>, types: &[Type], rest: &mut usize, edit: Edit) -> Option<bool> {
    for at in 0..block.len() {
        if *rest == 0 {
            return Some(apply(block, types, at, edit));
        }
        *rest -= 1;
        let inner: [Option<&mut Vec<Stmt>>; 2] = match &mut block[at] {
            Stmt::If(then, other) => [Some(then), Some(other)],
            Stmt::While(body) | Stmt::Each(_, _, body) => [Some(body), None],
            _ => [None, None],
        };
        for inner in inner.into_iter().flatten() {
            if let Some(done) = edit_block(inner, types, rest, edit) {
                return Some(done);
            }
        }
    }
    None
}

fn apply(block: &mut Vec<Stmt>, types: &[Type], at: usize, edit: Edit) -> bool {
    match (edit, &mut block[at]) {
        (Edit::Drop, _) => {
            block.remove(at);
        }
        (Edit::Unwrap, Stmt::If(then, other)) => {
            let inner: Vec<Stmt> = then.drain(..).chain(other.drain(..)).collect();
            block.splice(at..=at, inner);
        }
        (Edit::Unwrap, Stmt::While(body)) => {
            let inner = std::mem::take(body);
            block.splice(at..=at, inner);
        }
        (Edit::Plain, Stmt::Let(local, value)) if types[*local] == Type::Text && !matches!(value, Value::Literal) => {
            *value = Value::Literal;
        }
        _ => return false,
    }
    true
}
