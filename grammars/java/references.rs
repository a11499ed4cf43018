//! Method references of Java (`Type::method`, `object::method`, `Type::new`) as the lambdas that they stand for.

use crate::lower::outline::Node;

use super::{REFERENCE, calls, types};
use crate::ir::{Arg, Callee, Const, Function, FunctionFlags, Op, Param, ParamKind, Selector, Symbol, ValueId};
use crate::lower::body::Body;
use crate::lower::machine::{Lowerer, Step};
use crate::lower::roles::Role;

/// What stands before `::`.
enum Qualifier<'t> {
    Type(Symbol),
    Object(Node<'t>),
    Super,
}

pub(super) fn reference<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    lowerer.later(Step::Language(REFERENCE), node, 0);
    if let Some(Qualifier::Object(object)) = qualifier(lowerer, node) {
        lowerer.want(object);
    }
}

fn qualifier<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Qualifier<'t>> {
    let first = lowerer.only_child(node)?;
    let last = lowerer.bytes(first).rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    let capital = last.first().is_some_and(u8::is_ascii_uppercase);
    let named = match lowerer.role(first) {
        Role::Type => true,
        Role::Name | Role::Field => capital,
        Role::Receiver if lowerer.bytes(first) == b"super" => return Some(Qualifier::Super),
        _ => false,
    };
    match named {
        true => types::type_name(lowerer, first).map(Qualifier::Type),
        false => Some(Qualifier::Object(first)),
    }
}

pub(super) fn finish<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let children = lowerer.children(node);
    let method = children.iter().skip(1).find(|child| child.role() == Role::Name).copied();
    lowerer.recycle(children);
    let name = method.map(|method| lowerer.symbol(method));
    let value = match (qualifier(lowerer, node), name) {
        (Some(Qualifier::Type(ty)), _) => of_type(lowerer, node, ty, name),
        (Some(Qualifier::Object(_)), Some(name)) => {
            let object = lowerer.pop();
            of_object(lowerer, node, object, name)
        }
        (Some(Qualifier::Super), Some(name)) => {
            let this = calls::this(lowerer, node);
            of_object(lowerer, node, this, name)
        }
        (Some(Qualifier::Object(_)), None) => lowerer.pop(),
        _ => lowerer.constant(Const::Null, node),
    };
    lowerer.push(value);
}

/// `(…args) -> object.name(…args)`; the object is a variable of the function around.
fn of_object<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, object: ValueId, name: Symbol) -> ValueId {
    let captured = lowerer.file.strings.intern(&format!("<reference {}>", lowerer.span(node)));
    lowerer.emit(Op::SetCapture(captured, object), node);
    let span = lowerer.span(node);
    let mut body = Body::default();
    let rest = body.emit(Op::Param(0), span);
    let receiver = body.emit(Op::Capture(captured), span);
    let spread = Arg { value: rest, keyword: None, spread: true };
    let value = body.call(Callee::Method { receiver, symbol: name }, &[spread], false, span);
    body.emit(Op::Return(value), span);
    let params = vec![param(lowerer, "rest", ParamKind::Rest)];
    close(lowerer, node, body, params)
}

/// `(first, …rest)` as a static method's arguments, or the first as the object; without a name, as a constructor's.
fn of_type<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: Symbol, name: Option<Symbol>) -> ValueId {
    let span = lowerer.span(node);
    let mut body = Body::default();
    let first = body.emit(Op::Param(0), span);
    let rest = body.emit(Op::Param(1), span);
    let class = type_path(lowerer, &mut body, ty, span);
    let all = [Arg { value: first, keyword: None, spread: false }, Arg { value: rest, keyword: None, spread: true }];
    let value = match name {
        Some(symbol) => {
            let of_class = body.call(Callee::Method { receiver: class, symbol }, &all, false, span);
            let receiver = body.emit(Op::Cast(first, ty), span);
            let of_object = body.call(Callee::Method { receiver, symbol }, &all[1..], false, span);
            body.phi(&[of_class, of_object], span)
        }
        None => body.call(Callee::Value(class), &all, true, span),
    };
    body.emit(Op::Return(value), span);
    let params = vec![param(lowerer, "first", ParamKind::Positional), param(lowerer, "rest", ParamKind::Rest)];
    close(lowerer, node, body, params)
}

fn type_path(lowerer: &mut Lowerer<'_, '_>, body: &mut Body, ty: Symbol, span: u32) -> ValueId {
    let text = lowerer.file.strings.text(ty).to_owned();
    let mut parts = text.split('.').map(|part| lowerer.file.strings.intern(part));
    let mut value = body.emit(Op::Name(parts.next().unwrap_or(ty)), span);
    for part in parts {
        value = body.emit(Op::Get(value, Selector::Field(part)), span);
    }
    value
}

fn param(lowerer: &mut Lowerer<'_, '_>, name: &str, kind: ParamKind) -> Param {
    Param { name: lowerer.file.strings.intern(name), kind, declared: None, default: None }
}

fn close<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, mut body: Body, params: Vec<Param>) -> ValueId {
    let name = lowerer.file.strings.intern("<lambda>");
    let flags = FunctionFlags { anonymous: true, ..FunctionFlags::default() };
    let (parent, span) = (lowerer.enclosing(), lowerer.byte_range(node));
    let function = Function { name, parent, params, flags, span, ..body.finish() };
    let ix = lowerer.file.reserve_function(function);
    lowerer.emit(Op::Closure(ix), node)
}
