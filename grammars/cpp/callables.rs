//! What is called in C++ without being named: functions in tables of pairs, `std::bind(…)`, members behind pointers.

use smallvec::SmallVec;

use super::c;
use crate::ir::{Arg, BinOp, Callee, Function, FunctionFlags, Op, Param, ParamKind, Selector, Symbol, ValueId};
use crate::lower::body::Body;
use crate::lower::machine::Lowerer;
use crate::lower::outline::Node;
use crate::lower::roles::Part;

/// `std::bind` and its like; names that end so are taken for it.
const BINDERS: [&str; 5] = ["std.bind", "boost.bind", "boost.bind.bind", "websocketpp.lib.bind", "bind"];
/// Longer texts are no member behind a pointer; calls of calls hold each other's text.
const MAX_CALLEE: usize = 1 << 10;
/// Placeholders are numbered up to this.
const MAX_PLACEHOLDERS: usize = 9;

pub(super) fn called<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, callee: Callee, args: &[Arg]) -> Option<ValueId> {
    if let Some(value) = c::called(lowerer, node, callee, args) {
        return Some(value);
    }
    match callee {
        Callee::Value(value) if is_parenthesised(lowerer, node) => through_pointer(lowerer, node, value, args),
        Callee::Value(value) if is_binder(lowerer, value) => bound(lowerer, node, args),
        Callee::Value(value) => from_table(lowerer, node, value, args),
        Callee::Method { receiver, symbol } if lowerer.file.strings.text(symbol) == "second" => {
            let value = lowerer.emit(Op::Get(receiver, Selector::Field(symbol)), node);
            from_table(lowerer, node, value, args)
        }
        _ => None,
    }
}

fn is_binder(lowerer: &Lowerer<'_, '_>, callee: ValueId) -> bool {
    matches!(lowerer.body.op(callee), Op::Name(name) if BINDERS.contains(&lowerer.file.strings.text(name)))
}

/// Where pairs are kept, what is looked up may be told as the pair or as its second half, and the pair may have been
/// written as `{key, function}`: a function in any of these is called.
fn from_table<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, value: ValueId, args: &[Arg]) -> Option<ValueId> {
    let mut origin = value;
    while let Op::Copy(inner) | Op::Cast(inner, _) = lowerer.body.op(origin) {
        origin = inner;
    }
    let second = Selector::Index(1);
    let mut choice = value;
    let mut or = |lowerer: &mut Lowerer<'_, 't>, other: ValueId| {
        choice = lowerer.emit(Op::Bin(BinOp::Choice, choice, other), node);
    };
    match lowerer.body.op(origin) {
        Op::Get(pair, Selector::Field(name)) if lowerer.file.strings.text(name) == "second" => {
            or(lowerer, pair);
            let written = lowerer.emit(Op::Get(pair, second), node);
            or(lowerer, written);
        }
        Op::Get(pair, Selector::Index(1)) => {
            or(lowerer, pair);
            let name = lowerer.file.strings.intern("second");
            let named = lowerer.emit(Op::Get(pair, Selector::Field(name)), node);
            or(lowerer, named);
        }
        Op::Get(table, Selector::Key(_) | Selector::Any | Selector::Element | Selector::Index(_)) => {
            let pair = lowerer.emit(Op::Get(table, Selector::Element), node);
            let written = lowerer.emit(Op::Get(pair, second), node);
            or(lowerer, written);
        }
        _ => return None,
    }
    let span = lowerer.span(node);
    Some(lowerer.body.call(Callee::Value(choice), args, false, span))
}

/// `std::bind(f, a, _1)` is `[=](p) { return f(a, p); }`.
fn bound<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, args: &[Arg]) -> Option<ValueId> {
    let (&function, given) = args.split_first()?;
    if args.iter().any(|arg| arg.spread || arg.keyword.is_some()) {
        return None;
    }
    let span = lowerer.span(node);
    let mut body = Body::default();
    let count = given.iter().filter_map(|arg| placeholder(lowerer, arg.value)).max().unwrap_or(0);
    let params: Vec<ValueId> = (0..count).map(|number| body.emit(Op::Param(number as u16), span)).collect();
    let mut inner: SmallVec<[Arg; 4]> = SmallVec::new();
    for (number, arg) in given.iter().enumerate() {
        let value = match placeholder(lowerer, arg.value) {
            Some(at) => params[at - 1],
            None => {
                let name = lowerer.file.strings.intern(&format!("<bound {span} {number}>"));
                lowerer.emit(Op::SetCapture(name, arg.value), node);
                body.emit(Op::Capture(name), span)
            }
        };
        inner.push(Arg { value, keyword: None, spread: false });
    }
    let result = match (method_of(lowerer, function.value), inner.split_first()) {
        (Some((class, symbol)), Some((object, rest))) => {
            let receiver = body.emit(Op::Cast(object.value, class), span);
            body.call(Callee::Method { receiver, symbol }, rest, false, span)
        }
        _ => {
            let name = lowerer.file.strings.intern(&format!("<bound {span}>"));
            lowerer.emit(Op::SetCapture(name, function.value), node);
            let function = body.emit(Op::Capture(name), span);
            body.call(Callee::Value(function), &inner, false, span)
        }
    };
    body.emit(Op::Return(result), span);
    Some(close(lowerer, node, body, count))
}

/// The number of `_1`, `std::placeholders::_2`.
fn placeholder(lowerer: &Lowerer<'_, '_>, value: ValueId) -> Option<usize> {
    let Op::Name(name) = lowerer.body.op(value) else { return None };
    let last = lowerer.file.strings.text(name).rsplit('.').next()?;
    let number: usize = last.strip_prefix('_')?.parse().ok()?;
    (1..=MAX_PLACEHOLDERS).contains(&number).then_some(number)
}

/// The class and the method that `&Class::method` names. A function of a namespace is written with a small letter there,
/// and mostly without the `&`.
fn method_of(lowerer: &mut Lowerer<'_, '_>, value: ValueId) -> Option<(Symbol, Symbol)> {
    let Op::AddrOf(inner) = lowerer.body.op(value) else { return None };
    let Op::Name(name) = lowerer.body.op(inner) else { return None };
    let text = lowerer.file.strings.text(name).to_owned();
    let (class, method) = text.rsplit_once('.')?;
    let last = class.rsplit('.').next().unwrap_or(class);
    let class = lowerer.file.strings.intern(class);
    if !last.starts_with(|first: char| first.is_ascii_uppercase()) && lowerer.file.structure(class).is_none() {
        return None;
    }
    Some((class, lowerer.file.strings.intern(method)))
}

fn close<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, mut body: Body, count: usize) -> ValueId {
    let params = (1..=count).map(|number| {
        let name = lowerer.file.strings.intern(&format!("_{number}"));
        Param { name, kind: ParamKind::Positional, declared: None, default: None }
    });
    let params: Vec<Param> = params.collect();
    let name = lowerer.file.strings.intern("<bind>");
    let flags = FunctionFlags { anonymous: true, ..FunctionFlags::default() };
    let (parent, span) = (lowerer.enclosing(), lowerer.byte_range(node));
    let function = Function { name, parent, params, flags, span, ..body.finish() };
    let ix = lowerer.file.reserve_function(function);
    lowerer.emit(Op::Closure(ix), node)
}

fn is_parenthesised<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>) -> bool {
    lowerer.part(node, Part::Callee).is_some_and(|callee| {
        let bytes = lowerer.bytes(callee);
        bytes.len() <= MAX_CALLEE
            && bytes.starts_with(b"(")
            && memchr::memmem::find(bytes, b"*").is_some_and(|at| at > 2 && matches!(bytes[at - 1], b'>' | b'.'))
    })
}

/// `(object->*member)(…)`: whether what lies in the member takes the object is known where that is.
fn through_pointer<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, callee: ValueId, args: &[Arg]) -> Option<ValueId> {
    let member = behind_pointer(lowerer, node)?;
    let value = match lowerer.body.op(callee) {
        Op::Get(object, Selector::Field(_)) => object,
        _ => callee,
    };
    let mut all: SmallVec<[Arg; 8]> = SmallVec::from_elem(Arg { value, keyword: None, spread: false }, 1);
    all.extend_from_slice(args);
    let span = lowerer.span(node);
    let bare = lowerer.body.call(Callee::Value(member), args, false, span);
    let with_object = lowerer.body.call(Callee::Value(member), &all, false, span);
    Some(lowerer.emit(Op::Bin(BinOp::Choice, bare, with_object), node))
}

/// The member in `(object->*member)`, from its text: the grammar knows no such operator.
fn behind_pointer<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<ValueId> {
    let callee = lowerer.part(node, Part::Callee)?;
    let text = std::str::from_utf8(lowerer.bytes(callee)).ok()?;
    let text = text.strip_prefix('(')?.strip_suffix(')')?;
    let at = text.find("->*").map(|at| at + 3).or_else(|| text.find(".*").map(|at| at + 2))?;
    let mut path = text[at..].trim().trim_start_matches('(').trim_end_matches(')');
    let first = path.find(|letter: char| !is_letter(letter)).unwrap_or(path.len());
    if first == 0 {
        return None;
    }
    let name = lowerer.file.strings.intern(&path[..first]);
    let mut value = lowerer.read(name, node);
    path = &path[first..];
    while !path.is_empty() {
        if path.starts_with('[') {
            value = lowerer.emit(Op::Get(value, Selector::Element), node);
            path = path.find(']').map_or("", |end| &path[end + 1..]);
            continue;
        }
        path = path.strip_prefix("->").or_else(|| path.strip_prefix('.'))?;
        let end = path.find(|letter: char| !is_letter(letter)).unwrap_or(path.len());
        let field = lowerer.file.strings.intern(path.get(..end).filter(|name| !name.is_empty())?);
        value = lowerer.emit(Op::Get(value, Selector::Field(field)), node);
        path = &path[end..];
    }
    Some(value)
}

fn is_letter(letter: char) -> bool {
    letter == '_' || letter.is_alphanumeric()
}
