//! Turns one parsed file into IR. Total: unknown syntax becomes Opaque, broken syntax is looked
//! through, deep syntax costs heap and not stack. Knows nothing of other files, models or taint.

use tree_sitter::Tree;

use crate::base::Digest;
use crate::ir::FileFacts;
use crate::syntax::grammar::Grammar;

pub(crate) mod body;
mod call;
pub(crate) mod control;
mod copied;
mod declaration;
mod encoded;
mod expression;
pub(crate) mod file;
pub(crate) mod fold;
pub(crate) mod hooks;
pub(crate) mod intern;
mod literal;
mod loose;
pub(crate) mod machine;
pub(crate) mod outline;
pub(crate) mod roles;
pub(crate) mod scope;
mod statement;
pub(crate) mod survey;
pub(crate) mod text;
mod variables;

pub use roles::unmapped_kinds;

use file::FileBuilder;
use hooks::Hooks;
use machine::Lowerer;
use outline::Outline;
use roles::RoleTable;

/// To be raised whenever lowering gives other facts for the same tree.
const VERSION: &[u8] = b"8";

/// One line a language.
fn hooks_of(grammar: &Grammar) -> &'static Hooks {
    match grammar.id {
        "c" => &crate::grammars::c::HOOKS,
        "cpp" => &crate::grammars::cpp::HOOKS,
        "go" => &crate::grammars::go::HOOKS,
        "javascript" | "tsx" | "typescript" => &crate::grammars::javascript::HOOKS,
        "java" => &crate::grammars::java::HOOKS,
        _ => &crate::grammars::python::HOOKS,
    }
}

/// The facts of one file. `tree` is a tree of `grammar` over `source`.
pub fn lower_file(grammar: &'static Grammar, tree: &Tree, source: &[u8]) -> FileFacts {
    lower_trees(grammar, std::slice::from_ref(tree), source)
}

/// As [`lower_file`], for a file that was parsed in pieces: each tree's own code is a `<file>` function of its
/// own, the first of them function 0.
pub fn lower_trees(grammar: &'static Grammar, trees: &[Tree], source: &[u8]) -> FileFacts {
    let mut file = FileBuilder::new(source.len());
    let roles = RoleTable::of(grammar);
    let hooks = hooks_of(grammar);
    for tree in trees {
        let outline = Outline::of(tree.root_node(), source, roles);
        Lowerer::new(&mut file, outline.root(), source, roles, hooks, None).run_file(outline.root());
    }
    (hooks.after_file)(&mut file);
    file.finish(grammar.id)
}

/// What facts depend on besides the source: part of their key in the store.
pub fn lowering_digest(grammar: &Grammar) -> Digest {
    let mut parts = vec![VERSION, grammar.id.as_bytes(), grammar.version.as_bytes(), grammar.roles_toml.as_bytes()];
    let inherited = grammar.inherits.iter().filter_map(|id| crate::syntax::grammar::by_id(id));
    parts.extend(inherited.map(|base| base.roles_toml.as_bytes()));
    Digest::of_parts(&parts)
}
