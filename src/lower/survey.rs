//! One walk over the tree before lowering: which names a function binds, captures, declares global,
//! takes the address of, and where names are assigned. Lowering needs the answers before it meets the
//! reason: a captured variable is written through a cell from its first version on, and a loop
//! joins at its head what its body assigns.

use rustc_hash::{FxHashMap, FxHashSet};

use super::intern::Strings;
use super::outline::Node;
use super::roles::{Part, Role, RoleTable, Row};
use crate::ir::Symbol;

/// Index into [`Survey::scopes`]; scope 0 is the file.
pub(crate) type ScopeIx = u32;

/// How a name behaves in a function: a set of the bits below.
pub(crate) type NameFlags = u8;
pub(crate) const BOUND: NameFlags = 1;
pub(crate) const GLOBAL: NameFlags = 2;
/// A variable of an enclosing function: read, or (`nonlocal`) written.
pub(crate) const FREE: NameFlags = 4;
/// A variable of this function that an inner one reads or writes.
pub(crate) const CAPTURED: NameFlags = 8;
/// A variable of this function that an inner one writes.
pub(crate) const REBOUND: NameFlags = 16;
/// `&x` stands somewhere in the function.
pub(crate) const ADDRESSED: NameFlags = 32;

/// Declared in a block (C++): a variable that an inner function may capture.
pub(crate) const DECLARED: NameFlags = 64;

/// Enclosing functions are looked through for a free name this far, no further.
const MAX_NESTING: usize = 64;

#[derive(Debug)]
struct Scope {
    parent: ScopeIx,
    class: bool,
    /// `this` is its own.
    receives: bool,
    /// Captures by reference: what it does to the variables around it shows there.
    shares: bool,
}

/// What the walk found; positions are byte offsets.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    scopes: Vec<Scope>,
    by_node: FxHashMap<u32, ScopeIx>,
    flags: FxHashMap<(ScopeIx, Symbol), NameFlags>,
    /// Assignments in source order.
    assigned: Vec<(u32, Symbol)>,
    /// Jumps in source order.
    gotos: Vec<(u32, Symbol)>,
    reads: Vec<(ScopeIx, Symbol)>,
    /// What inner functions assign and may not have declared.
    stores: Vec<(ScopeIx, Symbol)>,
    /// Variables of the file that functions write.
    rebound: FxHashSet<Symbol>,
    /// Inner functions capture declared variables (C++).
    captures: bool,
    /// Byte ranges of ERROR nodes.
    pub(crate) errors: Vec<(u32, u32)>,
}

/// What an identifier at this place is.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Read,
    Bind,
    /// A variable that was declared before, here or in an enclosing function, gets a value.
    Store,
    /// As `Bind`, where variables are declared: the name may be one of an outer function.
    Assign,
    /// The name in a declarator, and whether it is declared as a reference.
    Declare,
    Reference,
    Address,
    /// Parameter names bind, their defaults read.
    Params,
    Global,
    Nonlocal,
    /// Declares a member of a class.
    Member,
    Skip,
}

/// The node whose children are being visited.
#[derive(Clone, Copy)]
struct Level<'r> {
    mode: Mode,
    row: &'r Row,
    start: usize,
    /// The id of the first node that is outside.
    after: u32,
    /// The scope to return to when the level is left.
    scope: ScopeIx,
}

impl Survey {
    pub(crate) fn of(root: Node<'_>, source: &[u8], roles: &RoleTable, strings: &mut Strings) -> Self {
        let mut survey = Self {
            scopes: vec![Scope { parent: 0, class: false, receives: false, shares: false }],
            captures: roles.captures,
            ..Self::default()
        };
        survey.walk(root, source, roles, strings);
        survey.resolve_reads();
        survey
    }

    pub(crate) fn scope_of(&self, node: Node<'_>) -> ScopeIx {
        self.by_node.get(&node.id()).copied().unwrap_or(0)
    }

    pub(crate) fn flags(&self, scope: ScopeIx, name: Symbol) -> NameFlags {
        self.flags.get(&(scope, name)).copied().unwrap_or(0)
    }

    /// Some function writes the file's variable of this name.
    pub(crate) fn is_rebound_in_file(&self, name: Symbol) -> bool {
        self.rebound.contains(&name)
    }

    /// Names assigned between two byte offsets, with repetitions.
    pub(crate) fn assigned_within(&self, start: u32, end: u32) -> &[(u32, Symbol)] {
        slice_within(&self.assigned, start, end)
    }

    /// Jumps between two byte offsets.
    pub(crate) fn gotos_within(&self, start: u32, end: u32) -> &[(u32, Symbol)] {
        slice_within(&self.gotos, start, end)
    }

    fn walk(&mut self, root: Node<'_>, source: &[u8], roles: &RoleTable, strings: &mut Strings) {
        let mut scope: ScopeIx = 0;
        let mut levels: Vec<Level<'_>> = Vec::with_capacity(64);
        let mut next = Some(root);
        while let Some(node) = next {
            while let Some(level) = levels.pop_if(|level| level.after <= node.id()) {
                scope = level.scope;
            }
            next = node.next();
            let row = roles.row(node);
            let declared = Declared { scoping: roles.scoping.declared, captures: roles.captures };
            let mode = levels.last().map_or(Mode::Read, |level| mode_of(node, row.role, level, source, declared));
            match row.role {
                Role::This | Role::Super if mode != Mode::Skip => self.of_function(scope, strings.intern("this")),
                Role::Name => {
                    let mode = if roles.captures && mode == Mode::Bind { Mode::Assign } else { mode };
                    if mode == Mode::Read && roles.scoping.receivers && &source[node.byte_range()] == b"arguments" {
                        self.of_function(scope, strings.intern("arguments"));
                    }
                    self.name(scope, mode, node.start_byte() as u32, || node.symbol(source, strings));
                }
                Role::Captures if source[node.byte_range()].contains(&b'&') => self.scopes[scope as usize].shares = true,
                Role::Error => self.errors.push((node.start_byte() as u32, node.end_byte() as u32)),
                Role::Goto => {
                    if let Some(label) = node.child_by_field_id(row.field(Part::Name)) {
                        self.gotos.push((node.start_byte() as u32, label.symbol(source, strings)));
                    }
                }
                _ => {}
            }
            if mode == Mode::Skip && !node.has_error() {
                next = node.behind();
            } else if node.after() > node.id() + 1 {
                levels.push(Level { mode, row, start: node.start_byte(), after: node.after(), scope });
                let outer = scope;
                match row.role {
                    Role::Function | Role::Lambda | Role::Class | Role::ClassBody => {
                        let around = levels.iter().nth_back(1).map(|level| level.row.role);
                        if !matches!(around, Some(Role::ClassBody | Role::MemberList)) {
                            self.name_of_definition(scope, node, row.field(Part::Name), source, strings);
                        }
                        scope = self.open(scope, node, row.role == Role::Class);
                    }
                    // The name of such a definition is its own.
                    Role::FunctionValue | Role::ClassValue => {
                        scope = self.open(scope, node, row.role == Role::ClassValue);
                        self.name_of_definition(scope, node, row.field(Part::Name), source, strings);
                    }
                    _ => {}
                }
                if roles.scoping.receivers && scope != outer {
                    let member = levels.iter().nth_back(1).is_some_and(|around| around.row.role == Role::Member);
                    let own = matches!(row.role, Role::Function | Role::FunctionValue) || member && row.role == Role::Lambda;
                    self.scopes[scope as usize].receives = own;
                }
                if roles.captures && row.role == Role::Function {
                    let this = strings.intern("this");
                    self.mark(scope, this, DECLARED);
                }
            }
        }
    }

    fn open(&mut self, parent: ScopeIx, node: Node<'_>, class: bool) -> ScopeIx {
        let scope = self.scopes.len() as ScopeIx;
        self.scopes.push(Scope { parent, class, receives: false, shares: false });
        self.by_node.insert(node.id(), scope);
        scope
    }

    fn name_of_definition(&mut self, scope: ScopeIx, node: Node<'_>, field: u16, source: &[u8], strings: &mut Strings) {
        if field != 0
            && let Some(name) = node.child_by_field_id(field)
        {
            let symbol = name.symbol(source, strings);
            self.name(scope, Mode::Bind, node.start_byte() as u32, || symbol);
        }
    }

    fn name(&mut self, scope: ScopeIx, mode: Mode, at: u32, symbol: impl FnOnce() -> Symbol) {
        match mode {
            Mode::Bind => {
                let symbol = symbol();
                self.assigned.push((at, symbol));
                self.mark(scope, symbol, BOUND);
            }
            Mode::Params => self.mark(scope, symbol(), BOUND),
            Mode::Global => {
                let symbol = symbol();
                self.mark(scope, symbol, GLOBAL);
                if scope != 0 {
                    self.rebound.insert(symbol);
                }
            }
            Mode::Nonlocal => {
                let symbol = symbol();
                self.mark(scope, symbol, FREE | REBOUND);
                self.reads.push((scope, symbol));
            }
            Mode::Store => {
                let symbol = symbol();
                self.assigned.push((at, symbol));
                let function = self.function_of(scope);
                self.stores.push((function, symbol));
            }
            Mode::Declare => self.mark(scope, symbol(), DECLARED),
            Mode::Reference => self.mark(scope, symbol(), DECLARED | ADDRESSED),
            Mode::Address => {
                let symbol = symbol();
                self.mark(scope, symbol, ADDRESSED);
                if self.captures {
                    self.read(scope, || symbol);
                }
            }
            Mode::Assign => {
                let symbol = symbol();
                self.assigned.push((at, symbol));
                self.read(scope, || symbol);
            }
            Mode::Read => self.read(scope, symbol),
            Mode::Member | Mode::Skip => {}
        }
    }

    /// In a function inside of a function, a name may be a variable of the outer one.
    fn read(&mut self, scope: ScopeIx, symbol: impl FnOnce() -> Symbol) {
        let function = self.function_of(scope);
        if function != 0 && self.function_of(self.scopes[function as usize].parent) != 0 {
            self.reads.push((function, symbol()));
        }
    }

    /// Names that a class body binds are members, not variables.
    fn mark(&mut self, scope: ScopeIx, name: Symbol, flags: NameFlags) {
        if scope != 0 && !self.scopes[scope as usize].class {
            *self.flags.entry((scope, name)).or_default() |= flags;
        }
    }

    /// `this` and `arguments` belong to the innermost function that has them of its own; arrow functions read those.
    fn of_function(&mut self, scope: ScopeIx, name: Symbol) {
        let first = self.function_of(scope);
        let mut owner = first;
        let mut steps = 0;
        while owner != 0 && !self.scopes[owner as usize].receives && steps < MAX_NESTING {
            owner = self.function_of(self.scopes[owner as usize].parent);
            steps += 1;
        }
        if owner == 0 || !self.scopes[owner as usize].receives {
            return;
        }
        self.mark(owner, name, if owner == first { BOUND } else { BOUND | CAPTURED });
        let mut inner = first;
        while inner != owner {
            self.mark(inner, name, FREE);
            inner = self.function_of(self.scopes[inner as usize].parent);
        }
    }

    fn function_of(&self, scope: ScopeIx) -> ScopeIx {
        let mut scope = scope;
        let mut steps = 0;
        while self.scopes[scope as usize].class {
            scope = self.scopes[scope as usize].parent;
            steps += 1;
            if steps > MAX_NESTING {
                return 0;
            }
        }
        scope
    }

    fn resolve_reads(&mut self) {
        for (writer, name) in std::mem::take(&mut self.stores) {
            if self.flags(writer, name) & BOUND != 0 {
                continue;
            }
            match self.owner_of(writer, name) {
                Some(owner) => {
                    self.mark(writer, name, FREE | REBOUND);
                    self.mark(owner, name, CAPTURED | REBOUND);
                }
                None if writer != 0 => {
                    self.rebound.insert(name);
                }
                None => {}
            }
        }
        for (reader, name) in std::mem::take(&mut self.reads) {
            let own = self.flags(reader, name);
            let writes = own & REBOUND != 0 && own & FREE != 0;
            if own & (BOUND | DECLARED | GLOBAL) != 0 && !writes {
                continue;
            }
            if let Some(owner) = self.owner_of(reader, name) {
                self.mark(reader, name, FREE);
                self.mark(owner, name, if writes || self.scopes[reader as usize].shares { CAPTURED | REBOUND } else { CAPTURED });
            }
        }
    }

    /// The enclosing function that binds `name`.
    fn owner_of(&self, reader: ScopeIx, name: Symbol) -> Option<ScopeIx> {
        let mut scope = self.scopes[reader as usize].parent;
        for _ in 0..MAX_NESTING {
            if scope == 0 {
                return None;
            }
            let flags = self.flags(scope, name);
            if flags & (BOUND | DECLARED) != 0 && flags & (FREE | GLOBAL) == 0 {
                return Some(scope);
            }
            scope = self.scopes[scope as usize].parent;
        }
        None
    }
}

fn slice_within(sorted: &[(u32, Symbol)], start: u32, end: u32) -> &[(u32, Symbol)] {
    let first = sorted.partition_point(|&(at, _)| at < start);
    let last = sorted.partition_point(|&(at, _)| at < end);
    &sorted[first..last.max(first)]
}

/// How variables come about: by declarations, and whether inner functions capture declared ones.
#[derive(Clone, Copy)]
struct Declared {
    scoping: bool,
    captures: bool,
}

/// What an identifier in the node's place would be, from its parent and the field it stands in.
fn mode_of(node: Node<'_>, role: Role, parent: &Level<'_>, source: &[u8], declared: Declared) -> Mode {
    let Declared { scoping: declared, captures: declares } = declared;
    if parent.mode == Mode::Skip || matches!(role, Role::Token | Role::Ignore | Role::Type) {
        return Mode::Skip;
    }
    let field = node.field();
    let is = |part| field != 0 && field == parent.row.field(part);
    if declares && let Some(mode) = mode_in_declarator(role, parent, is(Part::Declarator), is(Part::Bind)) {
        return mode;
    }
    if is(Part::Bind) {
        let before = || source.get(parent.start..node.start_byte()).unwrap_or_default().trim_ascii_end();
        return match parent.row.role {
            Role::Assign | Role::Augment | Role::Update if declared => Mode::Store,
            // Without `let` or the like: a variable that is there already.
            Role::ForEach if declared && before().ends_with(b"(") => Mode::Store,
            Role::Lambda => Mode::Params,
            Role::Store => Mode::Store,
            _ => Mode::Bind,
        };
    }
    match parent.row.role {
        Role::Group => parent.mode,
        Role::Items => parent.mode,
        Role::Update if parent.row.field(Part::Bind) == 0 => Mode::Store,
        Role::Tuple | Role::List | Role::Spread | Role::Pattern | Role::UnionPattern | Role::SplatPattern => match role {
            Role::Dotted if node.telling_children().nth(1).is_some() => Mode::Read,
            _ if parent.mode == Mode::Address => Mode::Read,
            _ => parent.mode,
        },
        Role::ObjectPattern | Role::ArrayPattern => parent.mode,
        Role::PairPattern if is(Part::Value) => parent.mode,
        Role::DefaultPattern if !is(Part::Value) => parent.mode,
        Role::MatchCase if role == Role::Pattern => Mode::Bind,
        Role::ClassPattern | Role::KeywordPattern | Role::DictPattern => match role {
            Role::Dotted if parent.row.role == Role::KeywordPattern => Mode::Bind,
            Role::Dotted | Role::Name => Mode::Skip,
            _ => Mode::Bind,
        },
        Role::AsPattern if role == Role::Name && node.start_byte() != parent.start => Mode::Bind,
        Role::AsPattern if role == Role::Pattern => Mode::Bind,
        Role::Field | Role::Index if is(Part::Object) => match parent.mode {
            Mode::Address if !source[node.end_byte()..].starts_with(b"->") => Mode::Address,
            _ => Mode::Read,
        },
        Role::Field
        | Role::Function
        | Role::Class
        | Role::Keyword
        | Role::Aliased
        | Role::FunctionValue
        | Role::ClassValue
        | Role::Invoke
        | Role::Enumerator
            if is(Part::Name) =>
        {
            Mode::Skip
        }
        Role::Pointer | Role::Unary if source.get(parent.start) == Some(&b'&') => Mode::Address,
        Role::Global => Mode::Global,
        Role::Nonlocal => Mode::Nonlocal,
        Role::Params => Mode::Params,
        Role::Param if !is(Part::Value) => Mode::Params,
        Role::Lambda if is(Part::Params) => Mode::Params,
        Role::Member if role == Role::DeclInit => Mode::Member,
        Role::DeclInit if is(Part::Name) => match parent.mode {
            Mode::Member => Mode::Skip,
            _ => Mode::Bind,
        },
        Role::Import | Role::ImportFrom if is(Part::Name) && role == Role::Dotted => Mode::Bind,
        Role::Dotted if parent.mode == Mode::Bind && node.start_byte() == parent.start => Mode::Bind,
        Role::Dotted | Role::Relative => Mode::Skip,
        _ => Mode::Read,
    }
}

/// In a declarator the name is what is left when all is peeled off.
fn mode_in_declarator(role: Role, parent: &Level<'_>, is_declarator: bool, is_bound: bool) -> Option<Mode> {
    let inside = matches!(parent.mode, Mode::Declare | Mode::Reference | Mode::Params | Mode::Bind);
    match parent.row.role {
        Role::Declaration | Role::Param if is_declarator => Some(Mode::Declare),
        Role::ForEach if is_bound => Some(Mode::Declare),
        Role::DeclInit if is_declarator => Some(Mode::Declare),
        Role::DeclPointer | Role::DeclArray | Role::DeclFunction if is_declarator && inside => Some(parent.mode),
        Role::DeclGroup | Role::DeclBinding if inside && !matches!(role, Role::Params) => Some(parent.mode),
        Role::DeclReference if inside => Some(Mode::Reference),
        _ => None,
    }
}
