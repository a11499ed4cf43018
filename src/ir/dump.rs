//! The IR as text, for golden tests and for people: one line an operation.

use std::fmt::Write as _;

use super::{Callee, Const, FileFacts, Function, Op, Range, Selector, ValueId};

/// The whole file, functions in order.
pub fn dump(facts: &FileFacts) -> String {
    let mut out = String::new();
    if let Some(package) = facts.package {
        let _ = writeln!(out, "package {}", facts.text(package));
    }
    for import in &facts.imports {
        let name = import.name.map_or(String::new(), |name| format!(" name={}", facts.text(name)));
        let bound = import.bound.map_or(String::new(), |bound| format!(" as={}", facts.text(bound)));
        let star = if import.star { " *" } else { "" };
        let _ = writeln!(out, "import {}{}{name}{bound}{star}", ".".repeat(import.level as usize), facts.text(import.module));
    }
    for entry in &facts.macros {
        let _ = writeln!(out, "macro {} {:?}", facts.text(entry.name), entry.kind);
    }
    for decl in &facts.types {
        let bases: Vec<_> = decl.bases.iter().map(|&base| facts.text(base)).collect();
        let fields: Vec<_> = decl
            .fields
            .iter()
            .map(|&(name, declared)| format!("{}: {}", facts.text(name), declared.map_or("?", |ty| facts.text(ty))))
            .collect();
        let _ = writeln!(out, "{:?} {}({}) {{{}}}", decl.kind, facts.text(decl.name), bases.join(", "), fields.join(", "));
    }
    for (ix, function) in facts.functions.iter().enumerate() {
        dump_function(facts, ix, function, &mut out);
    }
    out
}

fn dump_function(facts: &FileFacts, ix: usize, function: &Function, out: &mut String) {
    let params: Vec<_> = function
        .params
        .iter()
        .map(|param| {
            let declared = param.declared.map_or(String::new(), |ty| format!(": {}", facts.text(ty)));
            format!("{}{declared} {:?}", facts.text(param.name), param.kind)
        })
        .collect();
    let owner = function.owner.map_or(String::new(), |owner| format!("{}.", facts.text(facts.types[owner as usize].name)));
    let _ = writeln!(out, "fn#{ix} {owner}{}({})", facts.text(function.name), params.join(", "));
    for (at, &op) in function.ops.iter().enumerate() {
        let _ = writeln!(out, "  %{at} = {}", op_text(facts, function, op));
    }
}

fn op_text(facts: &FileFacts, function: &Function, op: Op) -> String {
    let text = |symbol| facts.text(symbol);
    let list = |range: Range| values(range.of(&function.operands));
    match op {
        Op::Const(ix) => match &facts.consts[ix as usize] {
            Const::Str(symbol) => format!("const {:?}", text(*symbol)),
            other => format!("const {other:?}"),
        },
        Op::Param(number) => format!("param {number}"),
        Op::Name(symbol) => format!("name {}", text(symbol)),
        Op::SetName(symbol, value) => format!("setname {} %{value}", text(symbol)),
        Op::Capture(symbol) => format!("capture {}", text(symbol)),
        Op::SetCapture(symbol, value) => format!("setcapture {} %{value}", text(symbol)),
        Op::Storage(ty) => format!("storage {}", text(ty)),
        Op::Cast(value, ty) => format!("cast %{value} {}", text(ty)),
        Op::Copy(value) => format!("copy %{value}"),
        Op::Phi(range) => format!("phi {}", list(range)),
        Op::Bin(kind, left, right) => format!("{kind:?} %{left} %{right}").to_lowercase(),
        Op::Concat(range) => format!("concat {}", list(range)),
        Op::Literal(kind, range) => {
            let entries: Vec<_> = range
                .of(&function.entries)
                .iter()
                .map(|&(selector, value)| format!("{} %{value}", selector_text(facts, selector)))
                .collect();
            format!("{} {{{}}}", format!("{kind:?}").to_lowercase(), entries.join(", "))
        }
        Op::Get(base, selector) => format!("get %{base}{}", selector_text(facts, selector)),
        Op::Set(base, selector, value) => format!("set %{base}{} = %{value}", selector_text(facts, selector)),
        Op::AddrOf(value) => format!("addr %{value}"),
        Op::Call(ix) => {
            let site = function.calls[ix as usize];
            let callee = match site.callee {
                Callee::Value(value) => format!("%{value}"),
                Callee::Method { receiver, symbol } => format!("%{receiver}.{}", text(symbol)),
                Callee::Super { receiver, symbol } => format!("super(%{receiver}).{}", text(symbol)),
            };
            let args: Vec<_> = site
                .args
                .of(&function.args)
                .iter()
                .map(|arg| {
                    let keyword = arg.keyword.map_or(String::new(), |keyword| format!("{}=", text(keyword)));
                    format!("{keyword}{}%{}", if arg.spread { "*" } else { "" }, arg.value)
                })
                .collect();
            format!("call {callee}({})", args.join(", "))
        }
        Op::Closure(ix) => format!("closure fn#{ix}"),
        Op::TypeRef(ix) => format!("type {}", text(facts.types[ix as usize].name)),
        Op::Return(value) => format!("return %{value}"),
        Op::Yield(value) => format!("yield %{value}"),
        Op::Throw(value) => format!("throw %{value}"),
        Op::Await(value) => format!("await %{value}"),
        Op::Opaque(range) => format!("opaque {}", list(range)),
        Op::Hole(reason) => format!("hole {}", text(reason)),
    }
}

fn selector_text(facts: &FileFacts, selector: Selector) -> String {
    match selector {
        Selector::Field(symbol) => format!(".{}", facts.text(symbol)),
        Selector::Key(symbol) => format!("[{:?}]", facts.text(symbol)),
        Selector::Index(index) => format!("[{index}]"),
        Selector::Element => "[*]".to_owned(),
        Selector::Deref => ".*".to_owned(),
        Selector::Any => ".?".to_owned(),
    }
}

fn values(values: &[ValueId]) -> String {
    values.iter().map(|value| format!("%{value}")).collect::<Vec<_>>().join(" ")
}
