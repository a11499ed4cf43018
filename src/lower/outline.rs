//! A syntax tree as one flat array, in the order of the text: what lowering looks at more than once is read
//! from the tree once, in a single walk. Tokens and comments are left out, but for those that stand in a field
//! of their node (operators). The tree can go as soon as its outline is there.

use std::cell::Cell;

use tree_sitter::TreeCursor;

use super::intern::Strings;
use super::roles::{Part, Role, RoleTable, Row};
use crate::ir::Symbol;

const NO_SYMBOL: Symbol = Symbol::MAX;

/// All nodes of one tree that say something.
#[derive(Debug)]
pub(crate) struct Outline {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    start: u32,
    end: u32,
    /// Index of the first entry behind all that this node holds.
    after: u32,
    /// The node's text once it was asked for.
    symbol: Cell<Symbol>,
    kind: u16,
    /// The field of the parent that it stands in; 0: none.
    field: u16,
    role: Role,
    has_error: bool,
}

/// One node of an outline.
#[derive(Clone, Copy)]
pub(crate) struct Node<'t> {
    outline: &'t Outline,
    at: u32,
}

impl Outline {
    pub(crate) fn of(root: tree_sitter::Node<'_>, source: &[u8], roles: &RoleTable) -> Self {
        let mut entries: Vec<Entry> = Vec::with_capacity(root.descendant_count() / 2);
        let mut cursor = root.walk();
        // Entries whose children are being visited, and their rows.
        let mut open: Vec<(usize, &Row)> = Vec::with_capacity(64);
        loop {
            let node = cursor.node();
            let kind = node.kind_id();
            let row = roles.row_of(kind);
            let has_error = open.last().is_none_or(|&(at, _)| entries[at].has_error) && node.has_error();
            let field = field(&cursor, row.role, open.last().map(|(_, row)| *row));
            // Broken nodes are kept whatever they are.
            if has_error || field != 0 || !matches!(row.role, Role::Token | Role::Ignore) {
                let (at, start, end) = (entries.len(), node.start_byte() as u32, node.end_byte() as u32);
                let symbol = Cell::new(NO_SYMBOL);
                entries.push(Entry { start, end, after: at as u32 + 1, symbol, kind, field, role: row.role, has_error });
                let leaf = !has_error && is_leaf(row.role, source.get(start as usize));
                if !leaf && cursor.goto_first_child() {
                    open.push((at, row));
                    continue;
                }
            }
            while !cursor.goto_next_sibling() {
                let (true, Some((at, _))) = (cursor.goto_parent(), open.pop()) else { return Self { entries } };
                entries[at].after = entries.len() as u32;
            }
        }
    }

    pub(crate) fn root(&self) -> Node<'_> {
        Node { outline: self, at: 0 }
    }

    fn node(&self, at: u32) -> Option<Node<'_>> {
        ((at as usize) < self.entries.len()).then_some(Node { outline: self, at })
    }
}

/// The field that the node at the cursor stands in, as far as its parent has parts; 0: none.
fn field(cursor: &TreeCursor<'_>, role: Role, parent: Option<&Row>) -> u16 {
    let matters = parent.is_some_and(|row| match role {
        Role::Token => row.field(Part::Operator) != 0,
        _ => row.has_parts(),
    });
    if matters { cursor.field_id().map_or(0, std::num::NonZeroU16::get) } else { 0 }
}

/// Holds nothing that says something. A literal that starts with its quote is no template.
fn is_leaf(role: Role, first: Option<&u8>) -> bool {
    match role {
        Role::Token | Role::Ignore | Role::Name | Role::Int | Role::True | Role::False | Role::Null => true,
        Role::Text => matches!(first, Some(b'"' | b'\'')),
        _ => false,
    }
}

impl<'t> Node<'t> {
    fn entry(self) -> &'t Entry {
        &self.outline.entries[self.at as usize]
    }

    /// Tells the nodes of one outline apart; ascends in the order of the text.
    pub(crate) fn id(self) -> u32 {
        self.at
    }

    pub(crate) fn kind_id(self) -> u16 {
        self.entry().kind
    }

    pub(crate) fn role(self) -> Role {
        self.entry().role
    }

    /// The field of the parent that the node stands in; 0: none.
    pub(crate) fn field(self) -> u16 {
        self.entry().field
    }

    pub(crate) fn start_byte(self) -> usize {
        self.entry().start as usize
    }

    pub(crate) fn end_byte(self) -> usize {
        self.entry().end as usize
    }

    pub(crate) fn byte_range(self) -> std::ops::Range<usize> {
        self.start_byte()..self.end_byte()
    }

    pub(crate) fn is_error(self) -> bool {
        self.role() == Role::Error
    }

    /// It is broken, or holds something broken.
    pub(crate) fn has_error(self) -> bool {
        self.entry().has_error
    }

    /// The id of the first node behind all that this one holds.
    pub(crate) fn after(self) -> u32 {
        self.entry().after
    }

    /// The node with this id, wherever it stands.
    pub(crate) fn at(self, id: u32) -> Option<Self> {
        self.outline.node(id)
    }

    /// The node with the next id, wherever it stands.
    pub(crate) fn next(self) -> Option<Self> {
        self.outline.node(self.at + 1)
    }

    /// The first node behind all that this one holds, wherever it stands.
    pub(crate) fn behind(self) -> Option<Self> {
        self.outline.node(self.after())
    }

    pub(crate) fn children(self) -> impl Iterator<Item = Self> {
        let (mut at, end) = (self.at + 1, self.after());
        std::iter::from_fn(move || {
            let child = (at < end).then_some(Self { at, ..self })?;
            at = child.after();
            Some(child)
        })
    }

    /// The children that are no tokens and say something.
    pub(crate) fn telling_children(self) -> impl Iterator<Item = Self> {
        self.children().filter(|child| !matches!(child.role(), Role::Token | Role::Ignore))
    }

    pub(crate) fn child_by_field_id(self, field: u16) -> Option<Self> {
        self.children().find(|child| child.field() == field)
    }

    /// The node's text as a name of the file.
    pub(crate) fn symbol(self, source: &[u8], strings: &mut Strings) -> Symbol {
        let memo = &self.entry().symbol;
        if memo.get() == NO_SYMBOL {
            memo.set(strings.intern_name(&source[self.byte_range()]));
        }
        memo.get()
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && std::ptr::eq(self.outline, other.outline)
    }
}
