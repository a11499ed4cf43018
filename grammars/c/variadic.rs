//! Arguments behind `...`: a list of them is the rest of the parameters (`va_start`), and taking the next one takes an element.

use crate::ir::{Arg, Callee, Op, Selector, ValueId};
use crate::lower::machine::Lowerer;
use crate::lower::outline::Node;
use crate::lower::roles::Part;

/// The name of the parameter that all of them are.
pub(crate) const REST: &str = "...";

/// Macros of `<stdarg.h>`, which are written as calls.
pub(crate) fn called<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, callee: Callee, args: &[Arg]) -> Option<ValueId> {
    let Callee::Value(value) = callee else { return None };
    let Op::Name(name) = lowerer.body.op(value) else { return None };
    let first = args.first()?.value;
    let held = match lowerer.file.strings.text(name) {
        "va_start" | "__builtin_va_start" => {
            let rest = lowerer.file.strings.intern(REST);
            lowerer.read(rest, node)
        }
        "va_copy" | "__va_copy" | "__builtin_va_copy" => args.get(1)?.value,
        "va_arg" | "__builtin_va_arg" => {
            let span = lowerer.span(node);
            return Some(lowerer.body.emit(Op::Get(first, Selector::Element), span));
        }
        _ => return None,
    };
    let list = lowerer.part(node, Part::Args)?;
    let children = lowerer.children(list);
    let target = children.first().copied();
    lowerer.recycle(children);
    lowerer.assign(target?, held);
    Some(held)
}
