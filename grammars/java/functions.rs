//! Methods, parameters and local variables of Java.

use crate::lower::outline::Node;

use super::{CONSTRUCTOR, DECLARE, INITIALISE, classes, has_modifier, types};
use crate::ir::{Function, FunctionFlags, FunctionIx, Op, Param, ParamKind, Symbol};
use crate::lower::machine::{Lowerer, PendingBody, Step};
use crate::lower::roles::{Part, Role};

/// A method where the class around it is open. Methods of interfaces may have no body.
pub(super) fn function<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(name) = lowerer.part(node, Part::Name) else { return lowerer.schedule_children(node) };
    let owner = lowerer.body.classes.last().map(|class| class.ty);
    let constructs = lowerer.part(node, Part::Returns).is_none();
    let is_static = owner.is_none() || has_modifier(lowerer, node, b"static");
    let flags = FunctionFlags {
        constructor: constructs,
        is_static: is_static && !constructs && owner.is_some(),
        ..FunctionFlags::default()
    };
    let mut params = Vec::new();
    if owner.is_some() && !flags.is_static {
        params.push(this_param(lowerer));
    }
    match lowerer.part(node, Part::Params) {
        Some(list) => params.extend(parameters(lowerer, list)),
        // `record Point(int x) { Point { … } }`
        None => params.extend(classes::record_params(lowerer)),
    }
    let name = if constructs { lowerer.file.strings.intern("<init>") } else { lowerer.symbol(name) };
    let returns = lowerer.part(node, Part::Returns).and_then(|returns| types::declared(lowerer, returns));
    let (parent, span, decorators) = (lowerer.enclosing(), lowerer.byte_range(node), decorators(lowerer, node));
    let announced = if constructs { Vec::new() } else { decorators.clone() };
    let function = Function { name, owner, parent, params, flags, returns, decorators, span, ..Function::default() };
    let ix = match lowerer.part(node, Part::Body) {
        Some(body) => lowerer.declare_function(function, node, PendingBody::Statements(body)),
        None => lowerer.file.reserve_function(function),
    };
    if let Some(owner) = owner {
        add_method(lowerer, owner, name, ix);
    }
    announce(lowerer, node, &announced, ix);
}

/// Annotations that say something to compilers, checkers and tests, and not to who calls the method.
const ASIDE: [&str; 22] = [
    "After",
    "AfterEach",
    "Before",
    "BeforeEach",
    "CanIgnoreReturnValue",
    "CheckResult",
    "Deprecated",
    "Ignore",
    "Keep",
    "NonNull",
    "Nonnull",
    "NotNull",
    "Nullable",
    "Override",
    "RequiresApi",
    "SafeVarargs",
    "SuppressLint",
    "SuppressWarnings",
    "TargetApi",
    "Test",
    "VisibleForTesting",
    "WorkerThread",
];

/// `@GetMapping byte[] file(String path)`: whoever reads the annotation may call the method. It is given the method, as a
/// decorator is.
fn announce<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, annotations: &[Symbol], ix: FunctionIx) {
    for &name in annotations {
        if ASIDE.binary_search(&lowerer.file.strings.text(name)).is_err() {
            let span = lowerer.span(node);
            let annotation = lowerer.emit(Op::Name(name), node);
            let method = lowerer.emit(Op::Closure(ix), node);
            lowerer.body.call_value(annotation, &[method], span);
        }
    }
}

/// A constructor stands in its class under the name by which constructors are looked for.
pub(super) fn add_method(lowerer: &mut Lowerer<'_, '_>, owner: u32, name: Symbol, ix: FunctionIx) {
    let constructor = lowerer.file.functions[ix as usize].flags.constructor;
    let name = if constructor { lowerer.file.strings.intern(CONSTRUCTOR) } else { name };
    lowerer.file.types[owner as usize].methods.push((name, ix));
}

pub(super) fn this_param(lowerer: &mut Lowerer<'_, '_>) -> Param {
    let name = lowerer.file.strings.intern("this");
    Param { name, kind: ParamKind::Receiver, declared: None, default: None }
}

/// Names of the annotations of a declaration.
pub(super) fn decorators<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Vec<Symbol> {
    let modifiers = node.telling_children().filter(|child| child.role() == Role::Attribute);
    let annotations = modifiers.flat_map(Node::telling_children).filter(|child| child.role() == Role::Decorator);
    let mut names = Vec::new();
    for annotation in annotations {
        if let Some(name) = lowerer.part(annotation, Part::Name) {
            names.push(lowerer.symbol(name));
        }
    }
    names
}

/// The parameters of a method or lambda: `(int a, String... b)`, `(a, b)` or `a`.
pub(super) fn parameters<'t>(lowerer: &mut Lowerer<'_, 't>, list: Node<'t>) -> Vec<Param> {
    if lowerer.role(list) == Role::Name {
        return vec![plain(lowerer.symbol(list), None)];
    }
    let children = lowerer.children(list);
    let mut params = Vec::with_capacity(children.len());
    for &child in &children {
        match lowerer.role(child) {
            Role::Name => params.push(plain(lowerer.symbol(child), None)),
            Role::Param => params.push(param(lowerer, child)),
            _ => {}
        }
    }
    lowerer.recycle(children);
    params
}

fn param<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Param {
    if let Some(name) = lowerer.part(node, Part::Name) {
        let declared = lowerer.part(node, Part::Type).and_then(|ty| types::declared(lowerer, ty));
        return plain(lowerer.symbol(name), declared);
    }
    // `String... names`
    let ty = node.telling_children().find(|child| child.role() == Role::Type);
    let declared = ty.and_then(|ty| types::declared(lowerer, ty));
    let declarator = node.telling_children().find(|child| child.role() == Role::DeclInit);
    let name = declarator.and_then(|declarator| lowerer.part(declarator, Part::Name)).unwrap_or(node);
    Param { kind: ParamKind::Rest, ..plain(lowerer.symbol(name), declared) }
}

fn plain(name: Symbol, declared: Option<Symbol>) -> Param {
    Param { name, kind: ParamKind::Positional, declared, default: None }
}

// Local variables.

pub(super) fn declaration<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let ty = lowerer.part(node, Part::Type).and_then(|ty| types::declared(lowerer, ty));
    // Symbols start at 0, which stands for no type here.
    let ty = ty.map_or(0, |ty| ty + 1);
    let declarators = lowerer.children_in(node, Part::Declarator);
    for &declarator in declarators.iter().rev() {
        match lowerer.part(declarator, Part::Value) {
            Some(value) => {
                lowerer.later(Step::Language(INITIALISE), declarator, ty);
                lowerer.want(value);
            }
            None => lowerer.later(Step::Language(DECLARE), declarator, ty),
        }
    }
    lowerer.recycle(declarators);
}

pub(super) fn initialise<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, ty: u32, has_value: bool) {
    let value = has_value.then(|| lowerer.pop());
    let Some(name) = lowerer.part(node, Part::Name).filter(|name| lowerer.role(*name) == Role::Name) else { return };
    declare_local(lowerer, name, ty.checked_sub(1), value);
}

/// A variable of the innermost block.
pub(super) fn declare_local<'t>(lowerer: &mut Lowerer<'_, 't>, name: Node<'t>, ty: Option<Symbol>, value: Option<u32>) {
    let symbol = lowerer.symbol(name);
    let slot = lowerer.body.env.declare(symbol);
    lowerer.body.env.set(slot, crate::lower::scope::UNSET);
    lowerer.body.env.variable_mut(slot).declared = ty;
    if let Some(value) = value {
        lowerer.bind(symbol, value, name);
    }
}
