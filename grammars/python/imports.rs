//! `import` and `from … import` of Python.

use crate::lower::outline::Node;

use crate::ir::{Import, Op, Symbol};
use crate::lower::machine::Lowerer;
use crate::lower::roles::{Part, Role};

/// `import a.b.c` binds `a`; `import a.b.c as d` binds the module itself to `d`.
pub(super) fn import<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let names = lowerer.children_in(node, Part::Name);
    for &name in &names {
        let (dotted, alias) = parts(lowerer, name);
        let module = lowerer.symbol(dotted);
        let bound = match alias {
            Some(alias) => lowerer.symbol(alias),
            None => match lowerer.only_child(dotted) {
                Some(first) => lowerer.symbol(first),
                None => module,
            },
        };
        add(lowerer, node, Import { bound: Some(bound), ..module_import(lowerer, node, module, 0) });
    }
    lowerer.recycle(names);
}

pub(super) fn import_from<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(module) = lowerer.part(node, Part::Module) else { return };
    let text = lowerer.bytes(module);
    let level = text.iter().take_while(|byte| matches!(byte, b'.' | b' ')).filter(|byte| **byte == b'.').count();
    let path: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).skip(level).collect();
    let path = lowerer.file.strings.intern_bytes(&path);
    let level = u8::try_from(level).unwrap_or(u8::MAX);
    let names = lowerer.children_in(node, Part::Name);
    for &name in &names {
        let (dotted, alias) = parts(lowerer, name);
        let imported = lowerer.symbol(dotted);
        let bound = alias.map_or(imported, |alias| lowerer.symbol(alias));
        let base = module_import(lowerer, node, path, level);
        add(lowerer, node, Import { name: Some(imported), bound: Some(bound), ..base });
    }
    lowerer.recycle(names);
    let children = lowerer.children(node);
    if children.iter().any(|child| lowerer.role(*child) == Role::Wildcard) {
        let base = module_import(lowerer, node, path, level);
        add(lowerer, node, Import { star: true, ..base });
    }
    lowerer.recycle(children);
}

fn module_import<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>, module: Symbol, level: u8) -> Import {
    let (scope, span) = (lowerer.enclosing(), lowerer.span(node));
    Import { module, level, name: None, bound: None, star: false, scope, span }
}

/// The dotted name and its alias.
fn parts<'t>(lowerer: &Lowerer<'_, 't>, name: Node<'t>) -> (Node<'t>, Option<Node<'t>>) {
    match lowerer.role(name) {
        Role::Aliased => (lowerer.part(name, Part::Name).unwrap_or(name), lowerer.part(name, Part::Bind)),
        _ => (name, None),
    }
}

/// In a function the import is a variable; at file level its name is read by name.
fn add<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, import: Import) {
    if let Some(bound) = import.bound {
        if lowerer.enclosing().is_some() && lowerer.body.classes.is_empty() {
            let value = lowerer.emit(Op::Name(bound), node);
            lowerer.bind(bound, value, node);
        } else {
            lowerer.read_by_name_from_here(bound);
        }
    }
    lowerer.file.imports.push(import);
}
