//! `package` and `import` of Java. A package is an import of all that the package holds; a file has an import of all of
//! `java.lang` besides.

use crate::lower::outline::Node;

use crate::ir::{Import, Symbol};
use crate::lower::machine::Lowerer;
use crate::lower::roles::Role;

/// The package that the file is in: the only import with a level.
pub(super) fn package<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let name = node.telling_children().find(|child| matches!(child.role(), Role::Name | Role::Dotted));
    if let Some(name) = name {
        let module = dotted(lowerer, name);
        add(lowerer, node, Import { level: 1, star: true, ..base(lowerer, node, module) });
    }
}

/// `import a.b.C`, `import static a.b.C.m`, either with `*` at the end.
pub(super) fn import<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(path) = node.telling_children().find(|child| matches!(child.role(), Role::Name | Role::Dotted)) else { return };
    let whole = dotted(lowerer, path);
    if node.telling_children().any(|child| child.role() == Role::Wildcard) {
        return add(lowerer, node, Import { star: true, ..base(lowerer, node, whole) });
    }
    let text = lowerer.file.strings.text(whole).to_owned();
    let (module, name) = text.rsplit_once('.').unwrap_or(("", &text));
    let (module, name) = (lowerer.file.strings.intern(module), lowerer.file.strings.intern(name));
    add(lowerer, node, Import { name: Some(name), bound: Some(name), ..base(lowerer, node, module) });
}

fn add<'t>(lowerer: &mut Lowerer<'_, 't>, _: Node<'t>, import: Import) {
    lowerer.file.imports.push(import);
}

fn base<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>, module: Symbol) -> Import {
    Import { module, level: 0, name: None, bound: None, star: false, scope: None, span: lowerer.span(node) }
}

/// The name without the white space and comments that may stand in it.
fn dotted<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Symbol {
    let bytes = lowerer.bytes(node);
    if !bytes.iter().any(u8::is_ascii_whitespace) {
        return lowerer.symbol(node);
    }
    let text: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    lowerer.file.strings.intern_bytes(&text)
}
