//! Includes and conditionals of the preprocessor. All branches are analysed: which one a build takes is not known.

use crate::lower::outline::Node;

use super::NEXT_CONDITIONAL;
use super::strings::{content, decode};
use crate::ir::Import;
use crate::lower::machine::{Lowerer, Step};
use crate::lower::roles::{Part, Role};

pub(crate) fn include<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(path) = lowerer.part(node, Part::Value) else { return };
    let bytes = lowerer.bytes(path);
    let (text, level) = match bytes.first() {
        Some(b'"') => (decode(content(bytes)), 1),
        Some(b'<') => (bytes[1..].strip_suffix(b">").unwrap_or(&bytes[1..]).to_vec(), 0),
        // #include MACRO
        _ => return,
    };
    let module = lowerer.file.strings.intern_bytes(&text);
    let (scope, span) = (lowerer.enclosing(), lowerer.span(node));
    lowerer.file.imports.push(Import { module, level, name: None, bound: None, star: true, scope, span });
}

/// `#if` as a fork whose branches all may be taken.
pub(crate) fn conditional<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    lowerer.later(Step::Join, node, 0);
    schedule_branch(lowerer, node);
    lowerer.open_fork();
}

/// The statements of one branch and then the next branch.
fn schedule_branch<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let condition = lowerer.part(node, Part::Condition);
    let alternative = lowerer.part(node, Part::Else);
    if let Some(alternative) = alternative {
        lowerer.later(Step::Language(NEXT_CONDITIONAL), alternative, 0);
    }
    let last = lowerer.role(node) == Role::ConditionalElse && condition.is_none();
    lowerer.later(Step::EndBranch, node, u32::from(last));
    let dead = condition.is_some_and(|condition| lowerer.is_never(condition));
    if dead {
        lowerer.later(Step::CloseRegion, node, 0);
    }
    let children = lowerer.children(node);
    let kept: Vec<_> = children.iter().copied().filter(|&child| Some(child) != condition && Some(child) != alternative).collect();
    lowerer.schedule_all(&kept);
    lowerer.recycle(children);
    if dead {
        lowerer.later(Step::OpenDead, node, 0);
    }
}

pub(crate) fn next_branch<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    schedule_branch(lowerer, node);
}
