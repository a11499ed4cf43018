//! Turns a grammar's `roles.toml` into a dense table: kind id → role and field ids of its parts.
//! Field and kind names are looked up once, here; lowering compares numbers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use tree_sitter::Language;

use super::outline::Node;
use crate::syntax::grammar::{self, Grammar};

macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($variant:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(crate) enum $type { $($variant,)* }

        impl $type {
            fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

names! {
    /// What a node means. One list for all languages: a language uses those it needs.
    Role {
        // Nodes that carry nothing: anonymous tokens, comments, and what no role names.
        Token = "token", Ignore = "ignore", Unmapped = "unmapped", Error = "error", Type = "type",
        // Leaves.
        Name = "name", This = "this", Super = "super", Int = "int", Float = "float", Text = "text", Texts = "texts", Char = "char",
        True = "true", False = "false", Null = "null",
        // Expressions.
        Group = "group", Call = "call", Args = "args", Keyword = "keyword", Spread = "spread", Field = "field",
        Index = "index", Slice = "slice", Unary = "unary", Not = "not", Binary = "binary", Compare = "compare",
        Choice = "choice", Ternary = "ternary", Assign = "assign", Augment = "augment", Update = "update",
        Pointer = "pointer", List = "list", Tuple = "tuple", Set = "set", Dict = "dict", Pair = "pair",
        Comprehension = "comprehension", ForIn = "for-in", IfIn = "if-in", Lambda = "lambda", Await = "await",
        Yield = "yield", Cast = "cast", Size = "size", Aggregate = "aggregate", Designated = "designated",
        Designator = "designator", Comma = "comma", Clause = "clause", Qualified = "qualified", Template = "template", Sequence = "sequence", Interpolation = "interpolation",
        New = "new", Object = "object", FunctionValue = "function-value", ClassValue = "class-value",
        Element = "element", Opaque = "opaque",
        // A tuple, unless it has one member.
        Items = "items",
        // Expressions that a language lowers its own way.
        Construct = "construct", Elements = "elements", Stretch = "stretch", Instance = "instance",
        // Expressions that each language lowers its own way.
        Receiver = "receiver", Invoke = "invoke", Instantiate = "instantiate", NewArray = "new-array", ConstructSuper = "construct-super",
        Reference = "reference", ClassLiteral = "class-literal", TypeTest = "type-test", Select = "select",
        // Statements.
        Block = "block", Evaluate = "evaluate", If = "if", Elif = "elif", Else = "else", While = "while",
        DoWhile = "do-while", For = "for", ForEach = "for-each", Switch = "switch", Case = "case", Try = "try",
        Handler = "handler", Finally = "finally", With = "with", WithItem = "with-item", Return = "return",
        Throw = "throw", Break = "break", Goto = "goto", Label = "label", Delete = "delete", Print = "print",
        Exec = "exec", Pass = "pass", Store = "store", Send = "send", Loop = "loop", Results = "results", Spawn = "spawn",
        Result = "result", WithResource = "with-resource", Global = "global", Nonlocal = "nonlocal",
        // Declarations.
        Function = "function", Class = "class", Decorated = "decorated", Decorator = "decorator", Params = "params",
        Param = "param", Import = "import", ImportFrom = "import-from", Dotted = "dotted", Aliased = "aliased",
        Relative = "relative", Wildcard = "wildcard", Declaration = "declaration", TypeDefinition = "type-definition",
        StructType = "struct-type", UnionType = "union-type", EnumType = "enum-type", Enumerator = "enumerator",
        MemberList = "member-list", Member = "member", DeclInit = "decl-init", DeclPointer = "decl-pointer",
        DeclArray = "decl-array", DeclFunction = "decl-function", DeclGroup = "decl-group", DeclReference = "decl-reference",
        DeclCast = "decl-cast", DeclBinding = "decl-binding", Storage = "storage", Using = "using",
        TypeAlias = "type-alias", Captures = "captures", MemberInits = "member-inits", MemberInit = "member-init",
        Attribute = "attribute", Export = "export", Namespace = "namespace", Signature = "signature", Package = "package",
        Bases = "bases", ClassBody = "class-body", StaticBlock = "static-block", ConstructorBody = "constructor-body",
        Rest = "rest",
        // Pattern matching.
        Match = "match", MatchCase = "match-case", Pattern = "pattern", AsPattern = "as-pattern",
        ClassPattern = "class-pattern", KeywordPattern = "keyword-pattern", DictPattern = "dict-pattern",
        SplatPattern = "splat-pattern", ObjectPattern = "object-pattern", ArrayPattern = "array-pattern",
        PairPattern = "pair-pattern", DefaultPattern = "default-pattern", UnionPattern = "union-pattern",
        // Preprocessor.
        Include = "include", Define = "define", DefineFunction = "define-function", Conditional = "conditional",
        ConditionalElse = "conditional-else",
    }
}

impl Role {
    /// Leaves no value where it stands.
    pub(crate) fn is_statement(self) -> bool {
        (Role::Block as u8..=Role::Nonlocal as u8).contains(&(self as u8))
            || (Role::Function as u8..=Role::Rest as u8).contains(&(self as u8))
            || (Role::Match as u8..=Role::MatchCase as u8).contains(&(self as u8))
            || (Role::Include as u8..=Role::ConditionalElse as u8).contains(&(self as u8))
    }

    /// An expression that each language lowers its own way.
    pub(crate) fn is_irregular(self) -> bool {
        (Role::Receiver as u8..=Role::Select as u8).contains(&(self as u8))
    }

    /// Leaves a constant that is nobody else's.
    pub(crate) fn is_literal(self) -> bool {
        matches!(
            self,
            Role::Int | Role::Float | Role::Text | Role::Char | Role::True | Role::False | Role::Null | Role::Size | Role::Type
        )
    }

    /// Declares a variable; as a target of assignment its language knows how.
    pub(crate) fn is_declarator(self) -> bool {
        (Role::DeclInit as u8..=Role::DeclBinding as u8).contains(&(self as u8)) || matches!(self, Role::Params | Role::Param)
    }

    /// A target of pattern matching that a language assigns its own way.
    pub(crate) fn is_pattern(self) -> bool {
        (Role::Pattern as u8..=Role::UnionPattern as u8).contains(&(self as u8)) || matches!(self, Role::Dotted | Role::Text)
    }
}

names! {
    /// The parts of a node, each bound to one field of the grammar.
    Part {
        Alias = "alias", Args = "args", Bases = "bases", Bind = "bind", Body = "body", Callee = "callee",
        Condition = "condition", Declarator = "declarator", Else = "else", Index = "index", Init = "init",
        Module = "module", Name = "name", Object = "object", Operator = "operator", Params = "params",
        Returns = "returns", Then = "then", Type = "type", Update = "update", Value = "value",
    }
}

const PARTS: usize = Part::Value as usize + 1;

/// What lowering knows of one node kind. A part that the kind does not have is field 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) role: Role,
    parts: [u16; PARTS],
    has_parts: bool,
}

impl Row {
    const fn plain(role: Role) -> Self {
        Self { role, parts: [0; PARTS], has_parts: false }
    }

    pub(crate) fn has_parts(&self) -> bool {
        self.has_parts
    }

    pub(crate) fn field(&self, part: Part) -> u16 {
        self.parts[part as usize]
    }
}

/// The rows of one grammar, by kind id.
#[derive(Debug)]
pub(crate) struct RoleTable {
    rows: Vec<Row>,
    language: Language,
    /// `x.f(...)` is a method call; otherwise the field is read and its value called.
    pub(crate) method_calls: bool,
    pub(crate) scoping: Scoping,
    /// Inner functions capture variables that are declared (C++).
    pub(crate) captures: bool,
}

/// How names and objects come about.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Scoping {
    /// Assigning to a name does not make a variable: declarations do.
    pub(crate) declared: bool,
    /// Functions of a block are there from its start.
    pub(crate) hoisted: bool,
    /// A function that no object is named for has a receiver of its own nevertheless.
    pub(crate) receivers: bool,
    /// `a && b` is one of its operands.
    pub(crate) choices: bool,
    /// `x["name"]` is `x.name`.
    pub(crate) members_by_key: bool,
}

static ERROR: Row = Row::plain(Role::Error);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RolesFile {
    /// The language whose rows hold for kinds of the same name, as far as this grammar has them.
    #[serde(default)]
    extends: Option<String>,
    method_calls: bool,
    #[serde(default)]
    scoping: Scoping,
    /// Kinds that say nothing about data.
    ignore: Vec<String>,
    kinds: BTreeMap<String, BTreeMap<String, String>>,
}

static TABLES: LazyLock<Vec<(&'static str, RoleTable)>> = LazyLock::new(|| {
    let compile = |grammar: &'static Grammar| match RoleTable::compile(grammar) {
        Ok(table) => (grammar.id, table),
        Err(reason) => panic!("invariant: grammars/{}/roles.toml is as it should be: {reason}", grammar.id),
    };
    grammar::all().iter().map(compile).collect()
});

impl RoleTable {
    /// The table of a registered grammar, compiled on first use.
    pub(crate) fn of(grammar: &Grammar) -> &'static Self {
        let found = TABLES.iter().find(|(id, _)| *id == grammar.id);
        &found.expect("invariant: every grammar value is in the registry").1
    }

    fn compile(grammar: &Grammar) -> Result<Self, String> {
        let language = Language::new(grammar.language);
        let file: RolesFile = toml::from_str(grammar.roles_toml).map_err(|error| error.to_string())?;
        let bases = bases(&file)?;
        let mut by_name = BTreeMap::new();
        for base in &bases {
            inherit(&language, base, &file, &mut by_name);
        }
        for (kind, parts) in &file.kinds {
            by_name.insert(kind.as_str(), row(&language, kind, parts)?);
        }
        for kind in &file.ignore {
            if by_name.insert(kind.as_str(), Row::plain(Role::Ignore)).is_some() {
                return Err(format!("{kind} is both mapped and ignored"));
            }
        }
        for kind in by_name.keys() {
            if language.id_for_node_kind(kind, true) == 0 {
                return Err(format!("the grammar has no kind {kind}"));
            }
        }
        let rows: Vec<Row> = (0..language.node_kind_count() as u16).map(|id| row_of(&language, id, &by_name)).collect();
        let captures = rows.iter().any(|row| row.role == Role::Captures);
        Ok(Self { rows, language, method_calls: file.method_calls, scoping: file.scoping, captures })
    }

    pub(crate) fn row(&self, node: Node<'_>) -> &Row {
        self.row_of(node.kind_id())
    }

    /// ERROR nodes have kind id 65535, which is past the table.
    pub(crate) fn row_of(&self, kind: u16) -> &Row {
        self.rows.get(kind as usize).unwrap_or(&ERROR)
    }

    pub(crate) fn kind(&self, node: Node<'_>) -> &str {
        self.language.node_kind_for_id(node.kind_id()).unwrap_or_default()
    }
}

/// The files that a file extends, the furthest first.
fn bases(file: &RolesFile) -> Result<Vec<RolesFile>, String> {
    let mut bases = Vec::new();
    let mut extends = file.extends.clone();
    while let Some(id) = extends {
        let base = grammar::by_id(&id).ok_or_else(|| format!("no language {id}"))?;
        let base: RolesFile = toml::from_str(base.roles_toml).map_err(|error| error.to_string())?;
        extends = base.extends.clone();
        bases.insert(0, base);
        if bases.len() > grammar::all().len() {
            return Err(format!("{id} extends itself"));
        }
    }
    Ok(bases)
}

/// Rows of the extended language that the file itself does not give, without parts that this grammar has no field for.
fn inherit<'f>(language: &Language, base: &'f RolesFile, own: &RolesFile, by_name: &mut BTreeMap<&'f str, Row>) {
    let is_open = |kind: &str| {
        language.id_for_node_kind(kind, true) != 0
            && !own.kinds.contains_key(kind)
            && !own.ignore.iter().any(|ignored| ignored == kind)
    };
    for (kind, parts) in base.kinds.iter().filter(|(kind, _)| is_open(kind)) {
        let has_field = |field: &str| language.field_id_for_name(field).is_some();
        let parts = parts.iter().filter(|(part, field)| *part == "role" || has_field(field));
        let parts: BTreeMap<String, String> = parts.map(|(part, field)| (part.clone(), field.clone())).collect();
        if let Ok(row) = row(language, kind, &parts) {
            by_name.insert(kind, row);
        }
    }
    for kind in base.ignore.iter().filter(|kind| is_open(kind)) {
        by_name.insert(kind, Row::plain(Role::Ignore));
    }
}

fn row(language: &Language, kind: &str, parts: &BTreeMap<String, String>) -> Result<Row, String> {
    let role = parts.get("role").and_then(|name| Role::named(name));
    let mut row = Row::plain(role.ok_or_else(|| format!("{kind}: no such role"))?);
    for (part, field) in parts.iter().filter(|(part, _)| *part != "role") {
        let part = Part::named(part).ok_or_else(|| format!("{kind}: no part {part}"))?;
        let field = language.field_id_for_name(field).ok_or_else(|| format!("{kind}: no field {field}"))?;
        row.parts[part as usize] = field.get();
        row.has_parts = true;
    }
    Ok(row)
}

fn row_of(language: &Language, id: u16, by_name: &BTreeMap<&str, Row>) -> Row {
    if !language.node_kind_is_named(id) {
        return Row::plain(Role::Token);
    }
    let name = language.node_kind_for_id(id).unwrap_or_default();
    by_name.get(name).copied().unwrap_or(Row::plain(Role::Unmapped))
}

/// Named, visible node kinds of `grammar` that `roles.toml` neither maps nor ignores.
pub fn unmapped_kinds(grammar: &Grammar) -> Vec<String> {
    let language = Language::new(grammar.language);
    let table = RoleTable::of(grammar);
    let concrete =
        |id: u16| language.node_kind_is_named(id) && language.node_kind_is_visible(id) && !language.node_kind_is_supertype(id);
    let mut kinds: Vec<String> = (0..language.node_kind_count() as u16)
        .filter(|&id| concrete(id) && table.rows[id as usize].role == Role::Unmapped)
        .filter_map(|id| language.node_kind_for_id(id).map(str::to_owned))
        .filter(|kind| kind != "ERROR")
        .collect();
    kinds.sort();
    kinds.dedup();
    kinds
}
