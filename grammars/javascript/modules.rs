//! Modules: `import`, `export`, `require`, and what programs that turn one into the other make of them.

use crate::lower::outline::Node;

use super::{EXPORT_AS, EXPORT_DEFAULT, EXPORT_OBJECT, classes, functions, strings};
use crate::ir::{Const, EXPORTED_AS, Global, Import, LiteralKind, Op, Selector, Symbol, ValueId};
use crate::lower::machine::{Lowerer, Step, Task};
use crate::lower::roles::{Part, Role};
use crate::lower::survey::{BOUND, FREE};

/// What stands for the value of a whole module: `module.exports = …`.
pub(super) const WHOLE: &str = "module.exports";
const DEFAULT: &str = "default";

/// Wrappers that compilers put around `require`.
const WRAPPERS: [&str; 6] =
    ["importDefault", "importStar", "interopRequireDefault", "interopRequireWildcard", "toESM", "interop_require_default"];

/// How many wrappers are looked through.
const MAX_WRAPPERS: usize = 4;

fn module_import<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, module: &str) -> Import {
    let (scope, span) = (lowerer.enclosing(), lowerer.span(node));
    let level = u8::from(module.starts_with(['.', '/']));
    let module = lowerer.file.strings.intern(module);
    Import { module, level, name: None, bound: None, star: false, scope, span }
}

/// In a function the import is a variable; at file level its name is read by name.
fn add<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, import: Import) {
    if let Some(bound) = import.bound {
        if lowerer.enclosing().is_some() {
            let value = lowerer.emit(Op::Name(bound), node);
            lowerer.body.env.declare(bound);
            lowerer.bind(bound, value, node);
        } else {
            lowerer.read_by_name_from_here(bound);
        }
    }
    lowerer.file.imports.push(import);
}

pub(super) fn import<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let children = lowerer.children(node);
    let clause = children.iter().copied().find(|child| matches!(lowerer.roles.row(*child).role, Role::Group | Role::Aliased));
    lowerer.recycle(children);
    // `import x = require("y")` has its source inside.
    let source = lowerer.part(node, Part::Module).or_else(|| lowerer.part(clause?, Part::Module));
    let Some(module) = source.and_then(|source| strings::plain(lowerer, source)) else { return };
    let base = module_import(lowerer, node, &module);
    let Some(clause) = clause else {
        // For its effects: no name is bound.
        let bound = Some(lowerer.file.strings.intern(""));
        return lowerer.file.imports.push(Import { bound, ..base });
    };
    let whole = lowerer.role(clause) == Role::Aliased;
    let parts = lowerer.children(clause);
    for &part in &parts {
        match lowerer.role(part) {
            Role::Name => {
                let bound = Some(lowerer.symbol(part));
                let name = (!whole).then(|| lowerer.file.strings.intern(DEFAULT));
                add(lowerer, node, Import { name, bound, ..base.clone() });
            }
            Role::Wildcard => {
                let bound = lowerer.only_child(part).map(|name| lowerer.symbol(name));
                add(lowerer, node, Import { bound, ..base.clone() });
            }
            Role::Group => named(lowerer, node, part, &base),
            _ => {}
        }
    }
    lowerer.recycle(parts);
}

/// `{ a, b as c }` from a module.
fn named<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, list: Node<'t>, base: &Import) {
    let specifiers = lowerer.children(list);
    for &specifier in &specifiers {
        let Some((name, bound)) = names(lowerer, specifier) else { continue };
        add(lowerer, node, Import { name: Some(name), bound: Some(bound), ..base.clone() });
    }
    lowerer.recycle(specifiers);
}

/// The name inside and the name outside.
fn names<'t>(lowerer: &mut Lowerer<'_, 't>, specifier: Node<'t>) -> Option<(Symbol, Symbol)> {
    let name = lowerer.part(specifier, Part::Name)?;
    let name = strings::key(lowerer, name)?;
    let bound = match lowerer.part(specifier, Part::Bind) {
        Some(alias) => strings::key(lowerer, alias)?,
        None => name,
    };
    Some((name, bound))
}

// Exports.

pub(super) fn export<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let after = lowerer.bytes(node).get(6..).unwrap_or_default().trim_ascii_start();
    let is_default = after.starts_with(b"default");
    if let Some(declaration) = lowerer.part(node, Part::Body) {
        if is_default {
            lowerer.later(Step::Language(EXPORT_AS), declaration, 0);
        }
        return lowerer.tasks.push(Task::Statement(declaration));
    }
    if let Some(value) = lowerer.part(node, Part::Value) {
        return default_value(lowerer, node, value);
    }
    let children = lowerer.children(node);
    let source = lowerer.part(node, Part::Module);
    let rest: Vec<Node<'t>> = children.iter().copied().filter(|child| Some(*child) != source).collect();
    lowerer.recycle(children);
    match (source.and_then(|source| strings::plain(lowerer, source)), rest.first().copied()) {
        (Some(module), clause) => from_module(lowerer, node, &module, clause),
        (None, Some(clause)) if lowerer.role(clause) == Role::Group => own_names(lowerer, clause),
        // `export = value` of TypeScript.
        (None, Some(value)) if after.starts_with(b"=") => {
            lowerer.later(Step::Language(EXPORT_OBJECT), node, 0);
            lowerer.want(value);
        }
        _ => {}
    }
}

/// `export default value`.
fn default_value<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, value: Node<'t>) {
    let in_file = lowerer.enclosing().is_none();
    let name = lowerer.file.strings.intern(DEFAULT);
    match lowerer.role(value) {
        Role::Lambda | Role::FunctionValue if in_file => functions::named(lowerer, value, name, node),
        Role::ClassValue if in_file => classes::named(lowerer, value, name),
        _ => {
            lowerer.later(Step::Language(EXPORT_DEFAULT), node, 0);
            lowerer.want(value);
        }
    }
}

pub(super) fn export_default<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let value = lowerer.pop();
    let name = lowerer.file.strings.intern(DEFAULT);
    offer(lowerer, name, value, node);
}

pub(super) fn export_object<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let value = lowerer.pop();
    offer_whole(lowerer, value, node);
}

/// `export default function f() {}`: the declaration's name under that of the default.
pub(super) fn export_as<'t>(lowerer: &mut Lowerer<'_, 't>, declaration: Node<'t>) {
    let Some(name) = lowerer.part(declaration, Part::Name) else { return };
    let name = lowerer.symbol(name);
    let value = lowerer.read(name, declaration);
    let default = lowerer.file.strings.intern(DEFAULT);
    offer(lowerer, default, value, declaration);
}

fn own_names<'t>(lowerer: &mut Lowerer<'_, 't>, clause: Node<'t>) {
    let specifiers = lowerer.children(clause);
    for &specifier in &specifiers {
        if let Some((name, bound)) = names(lowerer, specifier)
            && name != bound
        {
            // Inside of the file the name may mean something else (`export { win as window }`).
            let value = lowerer.read(name, specifier);
            let offered = match lowerer.file.strings.text(bound) {
                DEFAULT => bound,
                text => {
                    let text = format!("{EXPORTED_AS}{text}");
                    lowerer.file.strings.intern(&text)
                }
            };
            offer(lowerer, offered, value, specifier);
        }
    }
    lowerer.recycle(specifiers);
}

/// `export … from`.
fn from_module<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, module: &str, clause: Option<Node<'t>>) {
    let base = module_import(lowerer, node, module);
    match clause.map(|clause| (clause, lowerer.role(clause))) {
        Some((clause, Role::Group)) => {
            let specifiers = lowerer.children(clause);
            for &specifier in &specifiers {
                let Some((name, bound)) = names(lowerer, specifier) else { continue };
                lowerer.file.imports.push(Import { name: Some(name), bound: Some(bound), ..base.clone() });
            }
            lowerer.recycle(specifiers);
        }
        Some((clause, Role::Wildcard)) => {
            let bound = lowerer.only_child(clause).and_then(|name| strings::key(lowerer, name));
            lowerer.file.imports.push(Import { bound, ..base });
        }
        _ => lowerer.file.imports.push(Import { star: true, ..base }),
    }
}

/// Gives a value to a name that other files see.
fn offer<'t>(lowerer: &mut Lowerer<'_, 't>, name: Symbol, value: ValueId, node: Node<'t>) {
    if matches!(lowerer.body.op(value), Op::Name(own) if own == name) {
        return;
    }
    let span = lowerer.span(node);
    lowerer.file.global(Global { name, declared: None, internal: false, span });
    lowerer.file.constants.insert(name, None);
    lowerer.emit(Op::SetName(name, value), node);
}

/// `module.exports = value`; entries of an object are names of the file, too.
fn offer_whole<'t>(lowerer: &mut Lowerer<'_, 't>, value: ValueId, node: Node<'t>) {
    if let Op::Literal(LiteralKind::Dict, range) = lowerer.body.op(value) {
        for (selector, entry) in range.of(&lowerer.body.function.entries).to_vec() {
            if let Selector::Field(name) = selector {
                offer(lowerer, name, entry, node);
            }
        }
    }
    let whole = lowerer.file.strings.intern(WHOLE);
    offer(lowerer, whole, value, node);
}

/// `module.exports = value`, `exports.name = value`, `module.exports.name = value`.
pub(super) fn set_export<'t>(
    lowerer: &mut Lowerer<'_, 't>,
    node: Node<'t>,
    object: ValueId,
    field: Symbol,
    value: ValueId,
) -> bool {
    let names = |value: ValueId, wanted: &str| match lowerer.body.op(value) {
        Op::Name(name) => lowerer.file.strings.text(name) == wanted,
        _ => false,
    };
    let is_exports = match lowerer.body.op(object) {
        Op::Get(module, Selector::Field(name)) => lowerer.file.strings.text(name) == "exports" && names(module, "module"),
        _ => names(object, "exports"),
    };
    if is_exports {
        offer(lowerer, field, value, node);
        return true;
    }
    if names(object, "module") && lowerer.file.strings.text(field) == "exports" {
        offer_whole(lowerer, value, node);
        return true;
    }
    false
}

// `require`.

/// `const x = require("y")`, `const {a, b: c} = require("y")`, `const z = require("y").z`: true when it is one.
pub(super) fn required<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, target: Node<'t>, value: Node<'t>) -> bool {
    let Some((module, member)) = module_of(lowerer, value) else { return false };
    let member = member.map(|member| lowerer.symbol(member));
    match lowerer.role(target) {
        Role::Name => {
            let bound = Some(lowerer.symbol(target));
            let base = module_import(lowerer, node, &module);
            add(lowerer, node, Import { name: member, bound, ..base });
            true
        }
        Role::ObjectPattern if member.is_none() => members_of(lowerer, node, target, &module),
        _ => false,
    }
}

/// Names that a plain pattern takes from a module; false, and nothing done, for any other pattern.
fn members_of<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, target: Node<'t>, module: &str) -> bool {
    let children = lowerer.children(target);
    let mut found = Vec::with_capacity(children.len());
    for &child in &children {
        let (key, bound) = match lowerer.role(child) {
            Role::Name => (Some(child), Some(child)),
            Role::PairPattern => (lowerer.part(child, Part::Name), lowerer.part(child, Part::Value)),
            _ => (None, None),
        };
        match (key.and_then(|key| strings::key(lowerer, key)), bound) {
            (Some(name), Some(bound)) if lowerer.role(bound) == Role::Name => found.push((name, lowerer.symbol(bound))),
            _ => break,
        }
    }
    let plain = found.len() == children.len();
    lowerer.recycle(children);
    if plain {
        let base = module_import(lowerer, node, module);
        for (name, bound) in found {
            add(lowerer, node, Import { name: Some(name), bound: Some(bound), ..base.clone() });
        }
    }
    plain
}

/// The module that an expression gives, or the member of one.
fn module_of<'t>(lowerer: &mut Lowerer<'_, 't>, value: Node<'t>) -> Option<(String, Option<Node<'t>>)> {
    let (mut at, mut member) = (value, None);
    for _ in 0..MAX_WRAPPERS {
        match lowerer.role(at) {
            Role::Field if member.is_none() => {
                member = lowerer.part(at, Part::Name);
                at = lowerer.part(at, Part::Object)?;
            }
            Role::Await | Role::Group => at = lowerer.only_child(at)?,
            Role::Call => {
                let callee = lowerer.part(at, Part::Callee)?;
                let text = lowerer.bytes(callee);
                if matches!(text, b"require" | b"import") {
                    let module = strings::first_argument(lowerer, at)?;
                    return is_own(lowerer, callee).then_some((module, member));
                }
                if !WRAPPERS.iter().any(|wrapper| text.ends_with(wrapper.as_bytes())) {
                    return None;
                }
                let args = lowerer.part(at, Part::Args)?;
                at = lowerer.only_child(args)?;
            }
            _ => return None,
        }
    }
    None
}

/// True unless a variable of this name hides what the language offers.
fn is_own<'t>(lowerer: &mut Lowerer<'_, 't>, callee: Node<'t>) -> bool {
    let name = lowerer.symbol(callee);
    lowerer.survey.flags(lowerer.body.scope, name) & (BOUND | FREE) == 0 && lowerer.body.env.slot(name).is_none()
}

/// `__exportStar(require("x"), exports)`.
pub(super) fn export_star(lowerer: &mut Lowerer<'_, '_>, module: ValueId) {
    let Op::Name(bound) = lowerer.body.op(module) else { return };
    let import = lowerer.file.imports.iter().rfind(|import| import.bound == Some(bound)).cloned();
    if let Some(import) = import {
        lowerer.file.imports.push(Import { bound: None, star: true, ..import });
    }
}

/// `require("x")`, `import("x")`: a name of the file for a module that no name of the source stands for.
pub(super) fn module_value<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, module: ValueId) -> Option<ValueId> {
    let &Const::Str(module) = lowerer.constant_of(module)? else { return None };
    let module = lowerer.file.strings.text(module).to_owned();
    let bound = lowerer.file.strings.intern(&format!("require({module})"));
    let import = module_import(lowerer, node, &module);
    if !lowerer.file.is_global(bound) {
        lowerer.file.imports.push(Import { bound: Some(bound), scope: None, ..import });
    }
    Some(lowerer.emit(Op::Name(bound), node))
}
