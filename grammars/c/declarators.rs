//! Declarators of C: `*(*name[3])(int)` read from the outside in.

use crate::lower::outline::Node;

use crate::lower::machine::Lowerer;
use crate::lower::roles::{Part, Role};

/// What a declarator declares.
#[derive(Clone, Copy, Default)]
pub(crate) struct Declarator<'t> {
    pub(crate) name: Option<Node<'t>>,
    /// The parameter list, for a function (a pointer to a function is a variable).
    pub(crate) params: Option<Node<'t>>,
    pub(crate) pointer: bool,
    pub(crate) function_pointer: bool,
    pub(crate) array: bool,
    /// `[]`: as long as its initialiser.
    pub(crate) unsized_array: bool,
    pub(crate) value: Option<Node<'t>>,
    /// `T &x`: another name of what it is given.
    pub(crate) reference: bool,
    /// `auto [a, b]`.
    pub(crate) binding: Option<Node<'t>>,
}

/// Follows the chain of declarators to the name.
pub(crate) fn read<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Declarator<'t> {
    let mut found = Declarator::default();
    let mut next = Some(node);
    while let Some(node) = next {
        next = lowerer.part(node, Part::Declarator);
        match lowerer.role(node) {
            Role::DeclInit => found.value = lowerer.part(node, Part::Value),
            Role::DeclPointer => {
                found.pointer = true;
                found.function_pointer |= found.params.take().is_some();
            }
            Role::DeclArray => {
                found.array = true;
                found.unsized_array = lowerer.part(node, Part::Index).is_none();
            }
            Role::DeclReference => {
                found.reference = true;
                next = named_child(lowerer, node);
            }
            Role::DeclBinding => found.binding = Some(node),
            Role::DeclFunction => found.params = lowerer.part(node, Part::Params),
            Role::DeclGroup => next = named_child(lowerer, node),
            Role::Name | Role::Designator | Role::Type | Role::Qualified | Role::Template | Role::DeclCast => {
                found.name = Some(node);
                next = None;
            }
            _ => next = None,
        }
    }
    found
}

/// The declarator in parentheses: the first child that can be one.
fn named_child<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Node<'t>> {
    let children = lowerer.children(node);
    let found = children.iter().copied().find(|child| {
        matches!(
            lowerer.role(*child),
            Role::DeclPointer
                | Role::DeclArray
                | Role::DeclFunction
                | Role::DeclGroup
                | Role::DeclReference
                | Role::DeclBinding
                | Role::Qualified
                | Role::Template
                | Role::Name
                | Role::Designator
                | Role::Type
        )
    });
    lowerer.recycle(children);
    found
}
