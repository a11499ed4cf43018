//! Expressions of C++ that C has not: qualified names, `new` and construction, casts and smart pointers written as calls
//! of templates, the operators of streams.

use super::bodies;
use super::names::{self, is_plain, type_symbol};
use super::{CALL_METHOD, CONSTRUCT, c};
use crate::ir::{Arg, Callee, Const, Op, Symbol, ValueId};
use crate::lower::machine::{Lowerer, Step};
use crate::lower::outline::Node;
use crate::lower::roles::{Part, Role};

/// Calls that give back their argument under another type.
const CASTS: [&str; 14] = [
    "static_cast",
    "dynamic_cast",
    "reinterpret_cast",
    "const_cast",
    "bit_cast",
    "std.bit_cast",
    "static_pointer_cast",
    "dynamic_pointer_cast",
    "std.static_pointer_cast",
    "std.dynamic_pointer_cast",
    "std.const_pointer_cast",
    "std.reinterpret_pointer_cast",
    "std.forward",
    "std.move",
];
/// Calls that give back their argument.
const SAME: [&str; 8] =
    ["std.move", "std.forward", "std.ref", "std.cref", "std.as_const", "std.addressof", "std.launder", "boost.ref"];
/// Calls that construct what their first template argument names.
const MAKERS: [&str; 7] = [
    "std.make_unique",
    "std.make_shared",
    "std.allocate_shared",
    "boost.make_shared",
    "boost.make_unique",
    "absl.make_unique",
    "make_unique",
];

pub(super) fn value<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, role: Role) {
    match role {
        Role::New => new(lowerer, node),
        _ => {
            let name = names::symbol(lowerer, node);
            let name = if lowerer.bytes(node).starts_with(b"::") { names::global(lowerer, name) } else { name };
            let value = lowerer.read(name, node);
            lowerer.push(value);
        }
    }
}

/// `new T(a, b)`; an array of numbers is a fresh buffer.
fn new<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let ty = lowerer.part(node, Part::Type).and_then(|ty| type_symbol(lowerer, ty));
    let args = lowerer.part(node, Part::Args);
    let Some(ty) = ty else { return lowerer.opaque(node) };
    if lowerer.part(node, Part::Declarator).is_some() || is_plain(lowerer.file.strings.text(ty)) {
        let value = lowerer.emit(Op::Storage(ty), node);
        return lowerer.push(value);
    }
    let callee = lowerer.read(ty, node);
    lowerer.push(callee);
    schedule_construction(lowerer, node, args);
}

/// Schedules the call of the constructor whose type is on the stack.
pub(super) fn schedule_construction<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, args: Option<Node<'t>>) {
    let at = lowerer.args.len() as u32;
    lowerer.later(Step::Language(CONSTRUCT), node, at);
    schedule_arguments(lowerer, args);
}

/// The values in parentheses or braces as arguments.
fn schedule_arguments<'t>(lowerer: &mut Lowerer<'_, 't>, args: Option<Node<'t>>) {
    let Some(args) = args else { return };
    if lowerer.role(args) == Role::Args {
        return lowerer.schedule_args(args);
    }
    let children = lowerer.children(args);
    for &child in children.iter().rev() {
        lowerer.later(Step::Arg, child, 0);
        lowerer.want(child);
    }
    lowerer.recycle(children);
}

pub(super) fn construct<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, at: u32) {
    let args = bodies::taken(lowerer, at);
    let callee = Callee::Value(lowerer.pop());
    let span = lowerer.span(node);
    let value = lowerer.body.call(callee, &args, true, span);
    lowerer.push(value);
    if lowerer.role(node) == Role::MemberInit {
        bodies::made_member(lowerer, node);
    }
}

/// Casts, `make_unique<T>(…)`, `std::move(x)` and methods with template arguments.
pub(super) fn call<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> bool {
    let Some(callee) = lowerer.part(node, Part::Callee) else { return false };
    match lowerer.role(callee) {
        Role::Qualified | Role::Template => named(lowerer, node, callee),
        Role::Type => {
            let args = lowerer.part(node, Part::Args);
            let single = args.and_then(|args| args.telling_children().next());
            single.inspect(|&single| lowerer.want(single)).is_some()
        }
        Role::Field => templated_method(lowerer, node, callee),
        _ => false,
    }
}

fn named<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, callee: Node<'t>) -> bool {
    let bytes = lowerer.bytes(callee);
    let Some(path) = names::path(bytes) else { return false };
    let args = lowerer.part(node, Part::Args);
    let single = args.and_then(|args| args.telling_children().next());
    let templated = bytes.contains(&b'<');
    if templated && MAKERS.contains(&path.as_str()) {
        let Some(ty) = template_argument(lowerer, bytes) else { return false };
        let callee = lowerer.read(ty, node);
        lowerer.push(callee);
        schedule_construction(lowerer, node, args);
        return true;
    }
    let Some(single) = single else { return false };
    if templated && CASTS.contains(&path.as_str()) {
        if let Some(ty) = template_argument(lowerer, bytes).filter(|&ty| !is_plain(lowerer.file.strings.text(ty))) {
            lowerer.later(Step::Language(super::CAST), node, ty);
        }
        lowerer.want(single);
        return true;
    }
    if SAME.contains(&path.as_str()) {
        lowerer.want(single);
        return true;
    }
    false
}

/// The first template argument of a name, as a type.
fn template_argument(lowerer: &mut Lowerer<'_, '_>, bytes: &[u8]) -> Option<Symbol> {
    let open = memchr::memchr(b'<', bytes)?;
    let inner = &bytes[open + 1..];
    let mut depth = 0usize;
    let end = inner.iter().position(|&byte| {
        match byte {
            b'<' | b'(' => depth += 1,
            b'>' | b')' if depth > 0 => depth -= 1,
            b',' | b'>' if depth == 0 => return true,
            _ => {}
        }
        false
    });
    let path = names::path(&inner[..end.unwrap_or(inner.len())])?;
    Some(lowerer.file.strings.intern(&path))
}

pub(super) fn cast<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: Symbol) {
    let value = lowerer.pop();
    let value = lowerer.emit(Op::Cast(value, ty), node);
    lowerer.push(value);
}

/// `x.f<T>(…)` and `x.template f<T>(…)` call `f`.
fn templated_method<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, callee: Node<'t>) -> bool {
    let (Some(name), Some(object)) = (lowerer.part(callee, Part::Name), lowerer.part(callee, Part::Object)) else { return false };
    if !matches!(lowerer.role(name), Role::Template | Role::Qualified) {
        return false;
    }
    let at = lowerer.args.len() as u32;
    lowerer.later(Step::Language(CALL_METHOD), node, at);
    schedule_arguments(lowerer, lowerer.part(node, Part::Args));
    lowerer.want(object);
    true
}

pub(super) fn finish_method<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, at: u32) {
    let args = bodies::taken(lowerer, at);
    let receiver = lowerer.pop();
    let name = lowerer.part(node, Part::Callee).and_then(|callee| lowerer.part(callee, Part::Name));
    let text = name.and_then(|name| names::path(lowerer.bytes(name))).unwrap_or_default();
    let symbol = lowerer.file.strings.intern(text.rsplit('.').next().unwrap_or(&text));
    let span = lowerer.span(node);
    let value = lowerer.body.call(Callee::Method { receiver, symbol }, &args, false, span);
    lowerer.push(value);
}

/// `out << x` and `in >> x` are calls of the stream; of numbers they shift bits.
pub(super) fn operator<'t>(
    lowerer: &mut Lowerer<'_, 't>,
    operator: &[u8],
    left: ValueId,
    right: ValueId,
    node: Node<'t>,
) -> Option<ValueId> {
    let name = match operator {
        b"<<" => "operator<<",
        b">>" => "operator>>",
        _ => return c::pointers::operator(lowerer, operator, left, right, node),
    };
    let is_number = |lowerer: &Lowerer<'_, 't>, value| matches!(lowerer.constant_of(value), Some(Const::Int(_)));
    if lowerer.role(node) != Role::Binary || is_number(lowerer, left) {
        return None;
    }
    if is_number(lowerer, right) && !matches!(lowerer.body.op(left), Op::Call(_)) {
        return None;
    }
    let symbol = lowerer.file.strings.intern(name);
    let span = lowerer.span(node);
    let arg = Arg { value: right, keyword: None, spread: false };
    Some(lowerer.body.call(Callee::Method { receiver: left, symbol }, &[arg], false, span))
}
