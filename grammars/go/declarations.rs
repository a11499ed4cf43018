//! Functions, methods, parameters and results of Go.

use crate::lower::outline::Node;

use super::types;
use crate::ir::{Function, FunctionFlags, Op, Param, ParamKind, Symbol};
use crate::lower::machine::{Lowerer, PendingBody};
use crate::lower::roles::{Part, Role};
use crate::lower::survey::CAPTURED;

pub(super) fn function<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let (Some(name), Some(body)) = (lowerer.part(node, Part::Name), lowerer.part(node, Part::Body)) else { return };
    let name = lowerer.symbol(name);
    let receiver = lowerer.part(node, Part::Object).and_then(|list| lowerer.only_child(list));
    let owner = receiver
        .and_then(|receiver| lowerer.part(receiver, Part::Type))
        .and_then(|ty| types::type_name(lowerer, ty))
        .map(|name| types::owner(lowerer, name));
    let mut params = Vec::new();
    if let (Some(_), Some(receiver)) = (owner, receiver) {
        let named = lowerer.part(receiver, Part::Name).map(|name| lowerer.symbol(name));
        let name = named.unwrap_or_else(|| lowerer.file.strings.intern("_"));
        params.push(Param { name, kind: ParamKind::Receiver, declared: None, default: None });
    }
    if let Some(list) = lowerer.part(node, Part::Params) {
        params.extend(parameters(lowerer, list));
    }
    let flags = FunctionFlags { entry: owner.is_none() && lowerer.file.strings.text(name) == "init", ..FunctionFlags::default() };
    let returns = returns(lowerer, node);
    let (parent, span) = (lowerer.enclosing(), lowerer.byte_range(node));
    let function = Function { name, owner, parent, params, flags, returns, span, ..Function::default() };
    let ix = lowerer.declare_function(function, node, PendingBody::Statements(body));
    if let Some(owner) = owner {
        lowerer.file.types[owner as usize].methods.push((name, ix));
    }
}

/// The parameters of a method of an interface, a receiver first.
pub(super) fn with_receiver<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Vec<Param> {
    let name = lowerer.file.strings.intern("_");
    let mut params = vec![Param { name, kind: ParamKind::Receiver, declared: None, default: None }];
    if let Some(list) = lowerer.part(node, Part::Params) {
        params.extend(parameters(lowerer, list));
    }
    params
}

/// The parameters that a list declares; those that share a type, each with it.
pub(super) fn parameters<'t>(lowerer: &mut Lowerer<'_, 't>, list: Node<'t>) -> Vec<Param> {
    let children = lowerer.children(list);
    let mut params = Vec::with_capacity(children.len());
    for &child in children.iter().filter(|child| child.role() == Role::Param) {
        let ty = lowerer.part(child, Part::Type);
        let declared = ty.and_then(|ty| types::type_name(lowerer, ty));
        let before = ty.map_or(child.end_byte(), |ty| ty.start_byte());
        let rest = lowerer.source[child.start_byte()..before].trim_ascii_end().ends_with(b"...");
        let kind = if rest { ParamKind::Rest } else { ParamKind::Positional };
        let names = lowerer.children_in(child, Part::Name);
        for &name in &names {
            let name = lowerer.symbol(name);
            params.push(Param { name, kind, declared, default: None });
        }
        if names.is_empty() {
            let name = lowerer.file.strings.intern("_");
            params.push(Param { name, kind, declared, default: None });
        }
        lowerer.recycle(names);
    }
    lowerer.recycle(children);
    params
}

/// The types of the results: `os.File`, or `os.File,error` for several; a type without members is empty.
pub(super) fn returns<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    let result = lowerer.part(node, Part::Returns)?;
    if lowerer.role(result) != Role::Params {
        return types::type_name(lowerer, result);
    }
    let list = parameters(lowerer, result);
    if let [only] = list.as_slice() {
        return only.declared;
    }
    let names: Vec<&str> = list.iter().map(|param| param.declared.map_or("", |ty| lowerer.file.strings.text(ty))).collect();
    let text = names.join(",");
    Some(lowerer.file.strings.intern(&text))
}

/// Notes what the function returns. Results with a name are variables from the start.
pub(super) fn enter<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(result) = lowerer.part(node, Part::Returns) else { return };
    if lowerer.role(result) != Role::Params {
        return lowerer.body.results.push(None);
    }
    let children = lowerer.children(result);
    for &child in children.iter().filter(|child| child.role() == Role::Param) {
        let ty = lowerer.part(child, Part::Type);
        let names = lowerer.children_in(child, Part::Name);
        for &node in &names {
            let name = lowerer.symbol(node);
            lowerer.body.results.push(Some(name));
            declare_storage(lowerer, node, ty);
        }
        if names.is_empty() {
            lowerer.body.results.push(None);
        }
        lowerer.recycle(names);
    }
    lowerer.recycle(children);
}

/// `var x T`: a variable without a value yet.
pub(super) fn declare_storage<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: Option<Node<'t>>) {
    let name = lowerer.symbol(node);
    let storage = match ty {
        Some(ty) => types::type_name(lowerer, ty).unwrap_or_else(|| lowerer.symbol(ty)),
        None => lowerer.file.strings.intern(""),
    };
    let slot = lowerer.declare_variable(name, None, storage, node);
    if lowerer.survey.flags(lowerer.body.scope, name) & CAPTURED != 0 {
        let value = lowerer.body.env.variable(slot).value;
        lowerer.emit(Op::SetCapture(name, value), node);
    }
}
