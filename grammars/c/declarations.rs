//! Functions and variables of C.

use crate::lower::outline::Node;

use super::declarators::{self, Declarator};
use super::types::{is_scalar, type_symbol};
use super::variadic::REST;
use super::{DECLARE, INITIALISE, INITIALISE_GLOBAL, pointers};
use crate::ir::{Const, Function, FunctionFlags, Global, Op, Param, ParamKind, Selector, Symbol};
use crate::lower::machine::{Lowerer, PendingBody, Step};
use crate::lower::roles::{Part, Role};

pub(crate) fn function<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let declared = lowerer.part(node, Part::Declarator).map(|declarator| declarators::read(lowerer, declarator));
    let (Some(Declarator { name: Some(name), params, .. }), Some(body)) = (declared, lowerer.part(node, Part::Body)) else {
        return lowerer.schedule_children(node);
    };
    let mut params = params.map(|params| parameters(lowerer, params)).unwrap_or_default();
    old_style_types(lowerer, node, &mut params);
    let head = &lowerer.source[node.start_byte()..body.start_byte()];
    let flags = FunctionFlags {
        internal: has_storage(lowerer, node, b"static"),
        // __attribute__((constructor)): runs when the object is loaded.
        entry: memchr::memmem::find(head, b"constructor").is_some() && memchr::memmem::find(head, b"__attribute__").is_some(),
        ..FunctionFlags::default()
    };
    let returns = lowerer.part(node, Part::Type).and_then(|ty| type_symbol(lowerer, ty));
    let (name, parent, span) = (lowerer.symbol(name), lowerer.enclosing(), lowerer.byte_range(node));
    let function = Function { name, parent, params, flags, returns, span, ..Function::default() };
    lowerer.declare_function(function, node, PendingBody::Statements(body));
}

pub(crate) fn has_storage<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, wanted: &[u8]) -> bool {
    let children = lowerer.children(node);
    let found = children.iter().any(|child| lowerer.role(*child) == Role::Storage && lowerer.bytes(*child) == wanted);
    lowerer.recycle(children);
    found
}

pub(crate) fn parameters<'t>(lowerer: &mut Lowerer<'_, 't>, list: Node<'t>) -> Vec<Param> {
    let children = lowerer.children(list);
    let mut params = Vec::with_capacity(children.len());
    for &child in &children {
        let (name, declared, kind) = match lowerer.role(child) {
            Role::Rest => (None, None, ParamKind::Rest),
            Role::Param => {
                let ty = lowerer.part(child, Part::Type).and_then(|ty| type_symbol(lowerer, ty));
                let declarator = lowerer.part(child, Part::Declarator).map(|node| declarators::read(lowerer, node));
                // f(void)
                if declarator.is_none() && ty.is_some_and(|ty| lowerer.file.strings.text(ty) == "void") {
                    continue;
                }
                let callback = declarator.is_some_and(|declarator| declarator.function_pointer || declarator.params.is_some());
                (declarator.and_then(|declarator| declarator.name), ty.filter(|_| !callback), ParamKind::Positional)
            }
            Role::Name => (Some(child), None, ParamKind::Positional),
            _ => continue,
        };
        let name = match (name, kind) {
            (Some(name), _) => lowerer.symbol(name),
            (None, ParamKind::Rest) => lowerer.file.strings.intern(REST),
            (None, _) => lowerer.file.strings.intern(""),
        };
        params.push(Param { name, kind, declared, default: None });
    }
    lowerer.recycle(children);
    params
}

/// `int f(a) char *a; {...}`: the types stand after the list.
fn old_style_types<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, params: &mut [Param]) {
    if params.iter().all(|param| param.declared.is_some()) {
        return;
    }
    let children = lowerer.children(node);
    for &child in children.iter().filter(|child| lowerer.roles.row(**child).role == Role::Declaration) {
        let ty = lowerer.part(child, Part::Type).and_then(|ty| type_symbol(lowerer, ty));
        let declarators = lowerer.children_in(child, Part::Declarator);
        for &declarator in &declarators {
            let name = declarators::read(lowerer, declarator).name.map(|name| lowerer.symbol(name));
            if let Some(param) = params.iter_mut().find(|param| Some(param.name) == name) {
                param.declared = ty;
            }
        }
        lowerer.recycle(declarators);
    }
    lowerer.recycle(children);
}

pub(crate) fn declaration<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let ty = match lowerer.part(node, Part::Type) {
        Some(ty) => type_symbol(lowerer, ty),
        None => None,
    };
    let ty = ty.unwrap_or_else(|| lowerer.file.strings.intern("int"));
    let external = has_storage(lowerer, node, b"extern");
    let internal = has_storage(lowerer, node, b"static");
    let in_file = lowerer.body.ix == 0;
    let declarators = lowerer.children_in(node, Part::Declarator);
    for &declarator in declarators.iter().rev() {
        let declared = declarators::read(lowerer, declarator);
        let Some(name_node) = declared.name else { continue };
        match declared.value {
            None if declared.params.is_some() || external => {
                let name = lowerer.symbol(name_node);
                lowerer.file.declares.push(name);
            }
            value if in_file => {
                let (name, span) = (lowerer.symbol(name_node), lowerer.span(name_node));
                let declared_type = (!declared.function_pointer).then_some(ty);
                lowerer.file.global(Global { name, declared: declared_type, internal, span });
                if let Some(value) = value {
                    lowerer.later(Step::Language(INITIALISE_GLOBAL), declarator, ty);
                    want_initialiser(lowerer, value, declared, ty);
                }
            }
            Some(value) => {
                lowerer.later(Step::Language(INITIALISE), declarator, ty);
                want_initialiser(lowerer, value, declared, ty);
            }
            None => lowerer.later(Step::Language(DECLARE), declarator, ty),
        }
    }
    lowerer.recycle(declarators);
}

/// Positions of an aggregate become field names where the type is known.
fn want_initialiser<'t>(lowerer: &mut Lowerer<'_, 't>, value: Node<'t>, declared: Declarator<'t>, ty: Symbol) {
    lowerer.want(value);
    if lowerer.role(value) == Role::Aggregate {
        lowerer.later(if declared.array { Step::ExpectArray } else { Step::ExpectStruct }, value, ty);
    }
}

/// The declared type, where it says more than a number's. That of a function pointer is what it returns.
fn telling(lowerer: &Lowerer<'_, '_>, declared: Declarator<'_>, ty: Symbol) -> Option<Symbol> {
    (!declared.function_pointer && !is_scalar(lowerer.file.strings.text(ty))).then_some(ty)
}

/// Whether a variable is a pointer or a number.
pub(crate) fn note_kind(lowerer: &mut Lowerer<'_, '_>, declared: Declarator<'_>, ty: Symbol, name: Symbol) {
    let kind = pointers::kind_of(&declared, lowerer.file.strings.text(ty));
    lowerer.file.pointers.note_variable(name, kind);
}

pub(crate) fn declare<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: Symbol) {
    let declared = declarators::read(lowerer, node);
    if let Some(name) = declared.name {
        let telling = telling(lowerer, declared, ty);
        let symbol = lowerer.symbol(name);
        note_kind(lowerer, declared, ty, symbol);
        lowerer.declare_variable(symbol, telling, ty, name);
    }
}

pub(crate) fn initialise<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: Symbol) {
    let value = lowerer.pop();
    let declared = declarators::read(lowerer, node);
    let Some(name) = declared.name else { return };
    let telling = telling(lowerer, declared, ty);
    let symbol = lowerer.symbol(name);
    note_kind(lowerer, declared, ty, symbol);
    let addressed = lowerer.is_addressed(symbol);
    // A buffer that starts as a string is an object, not the string.
    let buffer =
        declared.array && !declared.unsized_array && matches!(lowerer.constant_of(value), Some(Const::Str(_) | Const::Bytes(_)));
    if addressed || buffer {
        let slot = lowerer.declare_variable(symbol, telling, ty, name);
        let object = lowerer.body.env.variable(slot).value;
        lowerer.emit(Op::Set(object, Selector::Deref, value), name);
        return;
    }
    let value = match telling {
        Some(ty) => lowerer.typed(value, ty, name),
        None => value,
    };
    let slot = lowerer.body.env.declare(symbol);
    lowerer.body.env.set(slot, value);
    lowerer.body.env.variable_mut(slot).declared = telling;
}

pub(crate) fn initialise_global<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: Symbol) {
    let value = lowerer.pop();
    let declared = declarators::read(lowerer, node);
    let Some(name) = declared.name else { return };
    let value = match telling(lowerer, declared, ty) {
        Some(ty) => lowerer.typed(value, ty, name),
        None => value,
    };
    // An array that starts as a text by name holds what is there, and is not it.
    let copied = declared.array && !declared.unsized_array && matches!(lowerer.body.op(value), Op::Name(_));
    let span = lowerer.span(name);
    let value = if copied { lowerer.body.concat(&[value], span) } else { value };
    let symbol = lowerer.symbol(name);
    lowerer.emit(Op::SetName(symbol, value), name);
}
