//! Where a tree has no syntax for its text.

use tree_sitter::Tree;

use super::prescan::merge;

/// The broken parts of one tree.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Errors {
    /// Bytes that ERROR nodes hold directly: tokens that the parser skipped or could not put anywhere. The
    /// complete constructs inside an ERROR node are not among them.
    pub(super) spans: Vec<(usize, usize)>,
    /// Bytes under the outermost ERROR nodes, everything inside included.
    pub(super) covered: usize,
}

/// Visits only what contains errors; no recursion.
pub(super) fn errors(tree: &Tree) -> Errors {
    let mut found = Errors::default();
    if !tree.root_node().has_error() {
        return found;
    }
    let mut cursor = tree.walk();
    // For each ancestor of the cursor, the root first: is it an ERROR node?
    let mut ancestors: Vec<bool> = Vec::new();
    let mut errors_above = 0usize;
    loop {
        let node = cursor.node();
        let is_error = node.is_error();
        if is_error && errors_above == 0 {
            found.covered += node.end_byte() - node.start_byte();
        }
        let loose = is_error || (ancestors.last() == Some(&true) && !node.is_extra());
        if loose && node.child_count() == 0 {
            found.spans.push((node.start_byte(), node.end_byte()));
        }
        if node.has_error() && cursor.goto_first_child() {
            errors_above += usize::from(is_error);
            ancestors.push(is_error);
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return found.finish();
            }
            errors_above -= usize::from(ancestors.pop() == Some(true));
        }
    }
}

impl Errors {
    fn finish(mut self) -> Self {
        self.spans.retain(|(start, end)| start < end);
        // A blank between two skipped tokens is skipped as well.
        self.spans = merge(self.spans, 1);
        self
    }
}
