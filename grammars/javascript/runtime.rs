//! Calls that mean more than a call: modules, classes made by hand, promises.

use crate::lower::outline::Node;

use super::{modules, prototypes};
use crate::ir::{Arg, Callee, Const, Function, FunctionFlags, Global, Op, Param, ParamKind, Symbol, ValueId};
use crate::lower::machine::Lowerer;
use crate::lower::roles::{Part, Role};

/// The value that stands for the call, or none.
pub(super) fn call<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, callee: Callee, args: &[Arg]) -> Option<ValueId> {
    let first = args.first()?;
    match callee {
        Callee::Value(value) => {
            let Op::Name(name) = lowerer.body.op(value) else { return None };
            let constructs = lowerer.role(node) == Role::New;
            match lowerer.file.strings.text(name) {
                "Promise" if constructs => Some(promise(lowerer, node, first.value)),
                "require" | "import" => modules::module_value(lowerer, node, first.value),
                text => {
                    if text.ends_with("exportStar") || text.ends_with("export_star") {
                        modules::export_star(lowerer, first.value);
                    }
                    prototypes::call(lowerer, name, args);
                    None
                }
            }
        }
        Callee::Method { receiver, symbol } => {
            match lowerer.file.strings.text(symbol) {
                text if text.ends_with("exportStar") => modules::export_star(lowerer, first.value),
                "then" => imported(lowerer, node, receiver, first.value),
                _ => prototypes::call(lowerer, symbol, args),
            }
            None
        }
        Callee::Super { .. } => None,
    }
}

/// `import("./module").then(use)`: the function gets the module.
fn imported<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, module: ValueId, used: ValueId) {
    let object = lowerer.part(node, Part::Callee).and_then(|callee| lowerer.part(callee, Part::Object));
    let callee = object.filter(|object| lowerer.role(*object) == Role::Call).and_then(|call| lowerer.part(call, Part::Callee));
    if callee.is_some_and(|callee| lowerer.bytes(callee) == b"import") {
        let span = lowerer.span(node);
        lowerer.body.call_value(used, &[module], span);
    }
}

/// `new Promise(executor)`: a variable that the function `resolve`, which the executor gets, writes to.
fn promise<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, executor: ValueId) -> ValueId {
    let in_file = lowerer.enclosing().is_none();
    let variable = lowerer.file.strings.intern(&format!("<promise@{}>", node.start_byte()));
    let span = lowerer.span(node);
    if in_file {
        lowerer.file.global(Global { name: variable, declared: None, internal: false, span });
    } else {
        let nothing = lowerer.constant(Const::Null, node);
        lowerer.emit(Op::SetCapture(variable, nothing), node);
    }
    let resolve = resolver(lowerer, node, variable, in_file);
    lowerer.body.call_value(executor, &[resolve], span);
    lowerer.emit(if in_file { Op::Name(variable) } else { Op::Capture(variable) }, node)
}

fn resolver<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, variable: Symbol, in_file: bool) -> ValueId {
    let name = lowerer.file.strings.intern("resolve");
    let value = lowerer.file.strings.intern("value");
    let write = if in_file { Op::SetName(variable, 0) } else { Op::SetCapture(variable, 0) };
    let function = Function {
        name,
        parent: lowerer.enclosing(),
        params: vec![Param { name: value, kind: ParamKind::Positional, declared: None, default: None }],
        flags: FunctionFlags { anonymous: true, ..FunctionFlags::default() },
        ops: vec![Op::Param(0), write],
        spans: vec![lowerer.span(node); 2],
        span: lowerer.byte_range(node),
        ..Function::default()
    };
    let ix = lowerer.file.reserve_function(function);
    lowerer.emit(Op::Closure(ix), node)
}
