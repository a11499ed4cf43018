//! Statements at file level where a language has none: the insides of a function whose head a macro hides (`BEGIN_HANDLER … END`)
//! or broken syntax tears off. They become a function of their own. Left where they are, its variables would be variables of the
//! file, the same for every file that calls one `buffer`.

use super::machine::{Lowerer, PendingBody, Task};
use super::outline::Node;
use super::roles::Role;
use crate::ir::{Function, FunctionFlags};

/// What a node at file level may be of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// A definition, a directive: ends what came before.
    File,
    /// A declaration, something broken.
    Either,
    /// Only a function does this.
    Function,
}

impl<'t> Lowerer<'_, 't> {
    /// Siblings as statements, in order.
    pub(crate) fn schedule_all(&mut self, nodes: &[Node<'t>]) {
        let from = self.tasks.len();
        if !self.hooks.declares_only || self.body.ix != 0 {
            self.tasks.extend(nodes.iter().map(|&node| Task::Statement(node)));
        } else {
            for stretch in nodes.chunk_by(|&left, &right| level(left) != Level::File && level(right) != Level::File) {
                if stretch.iter().any(|&node| level(node) == Level::Function) {
                    self.loose(stretch);
                } else {
                    self.tasks.extend(stretch.iter().map(|&node| Task::Statement(node)));
                }
            }
        }
        self.tasks[from..].reverse();
    }

    fn loose(&mut self, stretch: &[Node<'t>]) {
        let (Some(&first), Some(&last)) = (stretch.first(), stretch.last()) else { return };
        // They are looked at there.
        self.errors_seen.extend(stretch.iter().filter(|node| node.is_error()).map(|node| node.id()));
        let function = Function {
            name: self.file.strings.intern("<loose>"),
            flags: FunctionFlags { anonymous: true, internal: true, ..FunctionFlags::default() },
            span: (self.span(first), self.span(first).max(last.end_byte() as u32)),
            ..Function::default()
        };
        self.declare_function(function, first, PendingBody::Stretch(last.after()));
    }
}

fn level(node: Node<'_>) -> Level {
    match node.role() {
        Role::If | Role::While | Role::DoWhile | Role::For | Role::ForEach | Role::Switch | Role::Case => Level::Function,
        Role::Return | Role::Goto | Role::Break | Role::Pass => Level::Function,
        Role::Evaluate => {
            let does = |child: Node<'_>| matches!(child.role(), Role::Assign | Role::Update);
            if node.children().any(does) { Level::Function } else { Level::Either }
        }
        // Declared `static` or `extern`.
        Role::Declaration if node.children().any(|child| child.role() == Role::Storage) => Level::File,
        Role::Declaration | Role::Error | Role::Label | Role::Token | Role::Ignore => Level::Either,
        _ => Level::File,
    }
}
