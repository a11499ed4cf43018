//! Declarators of C: `*(*name[3])(int)` read from the outside in.

use crate::lower::outline::Node;

use crate::lower::machine::Lowerer;
use crate::lower::roles::{Part, Role};

/// What a declarator declares.
#[derive(Clone, Copy, Default)]
pub(super) struct Declarator<'t> {
    pub(super) name: Option<Node<'t>>,
    /// The parameter list, for a function (a pointer to a function is a variable).
    pub(super) params: Option<Node<'t>>,
    pub(super) pointer: bool,
    pub(super) function_pointer: bool,
    pub(super) array: bool,
    /// `[]`: as long as its initialiser.
    pub(super) unsized_array: bool,
    pub(super) value: Option<Node<'t>>,
}

/// Follows the chain of declarators to the name.
pub(super) fn read<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Declarator<'t> {
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
            Role::DeclFunction => found.params = lowerer.part(node, Part::Params),
            Role::DeclGroup => next = named_child(lowerer, node),
            Role::Name | Role::Designator | Role::Type => {
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
                | Role::Name
                | Role::Designator
                | Role::Type
        )
    });
    lowerer.recycle(children);
    found
}
