//! Calls that go on where the one before them ended: `strtok(NULL, " ")`.

use smallvec::SmallVec;

use crate::ir::{Arg, Callee, Const, Op, ValueId};
use crate::lower::machine::Lowerer;
use crate::lower::outline::Node;

/// Functions that remember the string they were given (C11 7.24.5.8, POSIX strtok_r(), Microsoft's own).
const RESUMED: [&str; 7] = ["_mbstok", "_tcstok", "strtok", "strtok_r", "strtok_s", "wcstok", "wcstok_s"];

/// Calls before one that are looked through for the one that it goes on with.
const LOOKED_THROUGH: usize = 64;

/// A call that is given no string speaks of the string that the last call of the same function was given.
pub(crate) fn resumed<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, callee: Callee, args: &[Arg]) -> Option<ValueId> {
    let Callee::Value(function) = callee else { return None };
    let Op::Name(name) = lowerer.body.op(function) else { return None };
    let null = |value: ValueId| matches!(lowerer.constant_of(value), Some(Const::Null | Const::Int(0)));
    let resumes = RESUMED.binary_search(&lowerer.file.strings.text(name)).is_ok() && null(args.first()?.value);
    let calls = &lowerer.body.function.calls;
    let string = calls.iter().rev().take(LOOKED_THROUGH).filter(|_| resumes).filter(|site| site.callee == callee);
    let string = string.filter_map(|site| site.args.of(&lowerer.body.function.args).first().map(|arg| arg.value));
    let begun = string.into_iter().find(|&value| !null(value))?;
    let mut args: SmallVec<[Arg; 4]> = SmallVec::from_slice(args);
    args[0].value = begun;
    let span = lowerer.span(node);
    Some(lowerer.body.call(callee, &args, false, span))
}
