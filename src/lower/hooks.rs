//! What a language does its own way. Everything regular is in the shared lowerer.

use super::outline::Node;

use super::file::FileBuilder;
use super::fold::Folded;
use super::machine::Lowerer;
use super::roles::Role;
use crate::ir::{Arg, Callee, Param, Symbol, ValueId};

/// The irregular parts of one language.
#[derive(Clone, Copy)]
pub(crate) struct Hooks {
    /// A string literal (roles `text` and `texts`): leaves one value.
    pub(crate) text: for<'a, 't> fn(&mut Lowerer<'a, 't>, Node<'t>),
    /// A statement or declaration that the shared lowerer does not handle. Leaves no value.
    pub(crate) statement: for<'a, 't> fn(&mut Lowerer<'a, 't>, Node<'t>, Role),
    /// An expression that the shared lowerer does not handle: schedules what leaves one value.
    pub(crate) value: for<'a, 't> fn(&mut Lowerer<'a, 't>, Node<'t>, Role),
    /// A call that is something else (a cast, an allocation): true when it was scheduled.
    pub(crate) call: for<'a, 't> fn(&mut Lowerer<'a, 't>, Node<'t>) -> bool,
    /// An operator that is something else (a stream's `<<`): its value.
    pub(crate) operator: for<'a, 't> fn(&mut Lowerer<'a, 't>, &[u8], ValueId, ValueId, Node<'t>) -> Option<ValueId>,
    /// Runs where the body of a function begins.
    pub(crate) enter: for<'a, 't> fn(&mut Lowerer<'a, 't>, Node<'t>),
    /// A step that a hook scheduled, with its number.
    pub(crate) step: for<'a, 't> fn(&mut Lowerer<'a, 't>, u8, Node<'t>, u32),
    /// A target of assignment that the shared lowerer does not handle (patterns).
    pub(crate) assign: for<'a, 't> fn(&mut Lowerer<'a, 't>, Node<'t>, Role, ValueId),
    /// Parameters of a lambda.
    pub(crate) parameters: for<'a, 't> fn(&mut Lowerer<'a, 't>, Node<'t>) -> Vec<Param>,
    /// The name of the type that a type node writes.
    pub(crate) type_name: for<'a, 't> fn(&mut Lowerer<'a, 't>, Node<'t>) -> Option<Symbol>,
    /// What a function without a name is declared to give.
    pub(crate) returns: for<'a, 't> fn(&mut Lowerer<'a, 't>, Node<'t>) -> Option<Symbol>,
    /// Schedules what comes before the body of a function, whose parameters have their values: they are taken apart.
    pub(crate) begin: for<'a, 't> fn(&mut Lowerer<'a, 't>, Node<'t>),
    /// Declares the names of a target that stands for new variables, as the node around it says.
    pub(crate) declare: for<'a, 't> fn(&mut Lowerer<'a, 't>, Node<'t>, Node<'t>),
    /// A call that means more than a call (`require`): the value that stands for it.
    pub(crate) called: CallHook,
    /// `object.field = value` that means more than that (`module.exports`); true when it is dealt with.
    pub(crate) set_field: SetFieldHook,
    /// Runs once the file's tree is done.
    pub(crate) after_file: fn(&mut FileBuilder),
    /// An assigned name that is no variable yet becomes one (Python), or is a name of the file (C).
    pub(crate) assignment_declares: bool,
    /// At file level nothing is done but in what is declared: statements there are of a torn function.
    pub(crate) declares_only: bool,
    pub(crate) fold: FoldHooks,
}

/// See [`Hooks::called`].
pub(crate) type CallHook = for<'a, 't> fn(&mut Lowerer<'a, 't>, Node<'t>, Callee, &[Arg]) -> Option<ValueId>;
/// See [`Hooks::set_field`].
pub(crate) type SetFieldHook = for<'a, 't> fn(&mut Lowerer<'a, 't>, Node<'t>, ValueId, Symbol, ValueId) -> bool;

/// Folds a call of a known function or method.
pub(crate) type FoldCall = for<'a, 't> fn(&Lowerer<'a, 't>, Callee, &[Arg]) -> Option<Folded>;
/// Folds `base[from:to:step]`; the node is the whole expression.
pub(crate) type FoldSlice = for<'a, 't> fn(&mut Lowerer<'a, 't>, ValueId, Node<'t>) -> Option<Folded>;
/// Folds a format and the values that fill it.
pub(crate) type FoldPercent = for<'a, 't> fn(&Lowerer<'a, 't>, &[ValueId]) -> Option<Folded>;

/// What a language folds besides operators.
#[derive(Clone, Copy)]
pub(crate) struct FoldHooks {
    pub(crate) call: FoldCall,
    pub(crate) slice: FoldSlice,
    /// `format % values`, where that builds a string.
    pub(crate) percent: Option<FoldPercent>,
    /// Notes the elements of a literal or comprehension, if they are known.
    pub(crate) items: for<'a, 't> fn(&mut Lowerer<'a, 't>, Node<'t>, ValueId),
}

impl Hooks {
    /// A language that does nothing its own way; the text hook is to be replaced where there are strings.
    pub(crate) const NONE: Self = Self {
        text: |lowerer, node| lowerer.opaque(node),
        statement: |lowerer, node, _| lowerer.schedule_children(node),
        value: |lowerer, node, _| lowerer.opaque(node),
        call: |_, _| false,
        enter: |_, _| {},
        begin: |_, _| {},
        declare: |_, _, _| {},
        called: |_, _, _, _| None,
        set_field: |_, _, _, _, _| false,
        operator: |_, _, _, _, _| None,
        step: |_, _, _, _| {},
        assign: |_, _, _, _| {},
        parameters: |_, _| Vec::new(),
        type_name: |_, _| None,
        returns: |_, _| None,
        after_file: |_| {},
        assignment_declares: false,
        declares_only: false,
        fold: FoldHooks::NONE,
    };
}

impl FoldHooks {
    /// Operators are all that is folded.
    pub(crate) const NONE: Self = Self { call: |_, _, _| None, slice: |_, _, _| None, percent: None, items: |_, _, _| {} };
}
