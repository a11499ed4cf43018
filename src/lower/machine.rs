//! The one lowerer of all languages: a stack of tasks instead of recursion, a stack of values
//! instead of return values. A `Value` task leaves exactly one value, a `Statement` task none, whatever
//! the syntax is; that keeps lowering total.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::body::Body;
use super::file::FileBuilder;
use super::hooks::Hooks;
use super::outline::Node;
use super::roles::{Part, Role, RoleTable, Row};
use super::survey::{self, Survey};
use crate::ir::{Arg, Const, Function, FunctionFlags, FunctionIx, Op, Param, ParamKind, Selector, Symbol, ValueId};

/// Work to do; the newest task comes first.
#[derive(Clone, Copy)]
pub(crate) enum Task<'t> {
    Value(Node<'t>),
    Statement(Node<'t>),
    /// Stores a value to the target that the node writes.
    Assign(Node<'t>, ValueId),
    /// What remains to do for a node once its parts are done; the number is the step's own.
    Then(Step, Node<'t>, u32),
}

/// Remaining work for a node. The number with it is a height of the value, argument or entry stack
/// unless said otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    Drop,
    /// Broken syntax that may not have been looked at yet.
    LeftOver,
    /// Height of the argument stack.
    BrokenCall,
    /// Leaves a value that says nothing: a statement stood where a value was wanted.
    Void,
    /// Joins all values above the height.
    Opaque,
    Concat,
    Compare,
    /// Height of the argument stack; the callee's value is below the arguments.
    Call,
    CallSuper,
    /// Height of the argument stack; the constructor's value is below the arguments.
    Construct,
    Arg,
    ArgKeyword,
    ArgSpread,
    Field,
    /// The number of index values on the stack.
    Index,
    Slice,
    Unary,
    Not,
    Binary,
    Choice,
    Await,
    Yield,
    Cast,
    Pointer,
    Update,
    Assigned,
    Augment,
    /// The value to store.
    SetField,
    SetIndex,
    SetSlice,
    SetPointer,
    /// The position in the literal.
    Entry,
    /// The position in a structure that is declared elsewhere.
    EntryMember,
    EntrySpread,
    EntryElement,
    EntryPair,
    EntryDesignated,
    /// The name of the field.
    EntryField,
    /// The type that the aggregate lowered next initialises, or whose array it is.
    ExpectStruct,
    ExpectArray,
    /// The type of the value.
    Typed,
    /// Height of the entry stack.
    Literal,
    /// The same of an array.
    Array,
    ComprehensionFor,
    /// The block to return to.
    EndBlock,
    Return,
    Throw,
    OpenFork,
    EndBranch,
    /// 1 when some branch is always taken.
    Join,
    ElseBranch,
    OpenDead,
    CloseRegion,
    OpenLoop,
    CloseLoop,
    ForEach,
    OpenSwitch,
    CloseSwitch,
    OpenTry,
    Handlers,
    OpenHandler,
    EndHandler,
    CloseTry,
    WithItem,
    /// A step of one language.
    Language(u8),
}

/// A function whose body waits to be lowered.
pub(crate) struct Pending<'t> {
    pub(crate) node: Node<'t>,
    pub(crate) ix: FunctionIx,
    /// The file's code runs in function 0, with an environment of its own.
    pub(crate) body: PendingBody<'t>,
}

#[derive(Clone, Copy)]
pub(crate) enum PendingBody<'t> {
    Statements(Node<'t>),
    /// Statements side by side, from the pending node to the one with this id.
    Stretch(u32),
    /// What is done first (captures, initialisers of members), then the statements.
    Both(Node<'t>, Node<'t>),
    /// A lambda: the value is what it returns.
    Value(Node<'t>),
}

/// Lowers one tree into a [`FileBuilder`].
pub(crate) struct Lowerer<'a, 't> {
    pub(crate) file: &'a mut FileBuilder,
    pub(crate) source: &'t [u8],
    pub(crate) roles: &'static RoleTable,
    pub(crate) hooks: &'static Hooks,
    pub(crate) survey: Survey,
    pub(crate) body: Body,
    pub(crate) tasks: Vec<Task<'t>>,
    pub(crate) values: Vec<ValueId>,
    pub(crate) args: Vec<Arg>,
    pub(crate) entries: Vec<(Selector, ValueId)>,
    /// What the next aggregate initialises: a type, and whether an array of it.
    pub(crate) expected: Option<(Symbol, bool)>,
    /// Regions, try frames and other state of open constructs, in nesting order.
    pub(crate) open_regions: Vec<usize>,
    pub(crate) tries: Vec<super::control::OpenTry>,
    /// ERROR nodes that were lowered where they stand, by node id.
    pub(crate) errors_seen: FxHashSet<u32>,
    queue: VecDeque<Pending<'t>>,
    pool: Vec<Vec<Node<'t>>>,
    /// Dotted paths of the open namespaces, innermost last.
    pub(crate) namespaces: Vec<Symbol>,
    /// Every span, when the text is not the file's own (a macro's body).
    fixed_span: Option<u32>,
}

impl<'a, 't> Lowerer<'a, 't> {
    pub(crate) fn new(
        file: &'a mut FileBuilder,
        root: Node<'t>,
        source: &'t [u8],
        roles: &'static RoleTable,
        hooks: &'static Hooks,
        fixed_span: Option<u32>,
    ) -> Self {
        let mut survey = Survey::of(root, source, roles, &mut file.strings);
        file.errors(std::mem::take(&mut survey.errors));
        Self {
            file,
            source,
            roles,
            hooks,
            survey,
            body: Body::default(),
            tasks: Vec::new(),
            values: Vec::new(),
            args: Vec::new(),
            entries: Vec::new(),
            expected: None,
            open_regions: Vec::new(),
            tries: Vec::new(),
            errors_seen: FxHashSet::default(),
            queue: VecDeque::new(),
            pool: Vec::new(),
            namespaces: Vec::new(),
            fixed_span,
        }
    }

    /// Lowers the whole file: its own code as function 0, then every function met on the way.
    pub(crate) fn run_file(&mut self, root: Node<'t>) {
        let name = self.file.strings.intern("<file>");
        let flags = FunctionFlags { entry: true, ..FunctionFlags::default() };
        let span = (root.start_byte() as u32, root.end_byte() as u32);
        let ix = self.file.reserve_function(Function { name, flags, span, ..Function::default() });
        self.run(Pending { node: root, ix, body: PendingBody::Statements(root) });
        self.run_queue();
    }

    /// Lowers one reserved function and what it encloses.
    pub(crate) fn run_function(&mut self, node: Node<'t>, ix: FunctionIx, body: PendingBody<'t>) {
        self.run(Pending { node, ix, body });
        self.run_queue();
    }

    fn run_queue(&mut self) {
        while let Some(pending) = self.queue.pop_front() {
            self.run(pending);
        }
    }

    pub(crate) fn enqueue(&mut self, pending: Pending<'t>) {
        self.queue.push_back(pending);
    }

    fn run(&mut self, pending: Pending<'t>) {
        let function = std::mem::take(&mut self.file.functions[pending.ix as usize]);
        let scope = self.survey.scope_of(pending.node);
        self.body.start(pending.ix, function, scope);
        self.parameters(pending.node);
        (self.hooks.enter)(self, pending.node);
        match pending.body {
            PendingBody::Statements(body) => self.tasks.push(Task::Statement(body)),
            PendingBody::Stretch(end) => {
                let mut next = Some(pending.node);
                let siblings = std::iter::from_fn(|| {
                    let node = next.filter(|node| node.id() < end)?;
                    next = node.behind();
                    Some(Task::Statement(node))
                });
                let from = self.tasks.len();
                self.tasks.extend(siblings);
                self.tasks[from..].reverse();
            }
            PendingBody::Both(first, body) => {
                self.tasks.push(Task::Statement(body));
                self.tasks.push(Task::Statement(first));
            }
            PendingBody::Value(body) => {
                self.tasks.push(Task::Then(Step::Return, body, 0));
                self.tasks.push(Task::Value(body));
            }
        }
        (self.hooks.begin)(self, pending.node);
        self.work();
        self.file.functions[pending.ix as usize] = self.body.finish();
        self.values.clear();
        self.args.clear();
        self.entries.clear();
        self.open_regions.clear();
        self.tries.clear();
    }

    fn work(&mut self) {
        while let Some(task) = self.tasks.pop() {
            let room = self.file.has_room();
            match task {
                // What is left over is not looked into; every value that is waited for is one, if an unknown one.
                Task::Value(node) if !room => {
                    let value = self.body.opaque(&[], self.span(node));
                    self.push(value);
                }
                Task::Statement(_) | Task::Assign(..) if !room => {}
                Task::Value(node) => {
                    self.schedule_errors(node);
                    self.value(node);
                }
                Task::Statement(node) => {
                    self.schedule_errors(node);
                    self.statement(node);
                }
                Task::Assign(target, value) => self.assign(target, value),
                Task::Then(step, node, at) => self.step(step, node, at),
            }
        }
    }

    /// Broken syntax directly inside a node is lowered after it, unless the node itself looks at it.
    fn schedule_errors(&mut self, node: Node<'t>) {
        if !node.has_error() {
            return;
        }
        if node.is_error() {
            self.errors_seen.insert(node.id());
            return;
        }
        let children = self.children(node);
        for &child in children.iter().rev().filter(|child| child.is_error()) {
            self.later(Step::LeftOver, child, 0);
        }
        self.recycle(children);
    }

    /// Parameters become the first operations and the first variables.
    fn parameters(&mut self, node: Node<'t>) {
        let span = self.span(node);
        let declares = !self.hooks.assignment_declares;
        for number in 0..self.body.function.params.len().min(usize::from(u16::MAX)) {
            let Param { name, declared, .. } = self.body.function.params[number];
            let value = self.body.emit(Op::Param(number as u16), span);
            let flags = self.survey.flags(self.body.scope, name);
            let slot = self.body.env.slot_or_new(name);
            self.body.env.set(slot, value);
            let variable = self.body.env.variable_mut(slot);
            variable.declared = declared;
            // Where variables are declared, what is assigned later has the declared type as well.
            variable.own = declares;
            // What a macro assigns to a parameter goes to what it was given.
            variable.object = (flags & survey::ADDRESSED != 0 || self.body.function.flags.is_macro).then_some(value);
            if flags & survey::CAPTURED != 0 {
                self.body.emit(Op::SetCapture(name, value), span);
            }
        }
    }

    // Looking at nodes.

    pub(crate) fn row(&self, node: Node<'_>) -> &'static Row {
        self.roles.row(node)
    }

    pub(crate) fn role(&self, node: Node<'_>) -> Role {
        node.role()
    }

    pub(crate) fn part(&self, node: Node<'t>, part: Part) -> Option<Node<'t>> {
        match self.roles.row(node).field(part) {
            0 => None,
            field => node.child_by_field_id(field),
        }
    }

    pub(crate) fn span(&self, node: Node<'_>) -> u32 {
        self.fixed_span.unwrap_or(node.start_byte() as u32)
    }

    pub(crate) fn bytes(&self, node: Node<'_>) -> &'t [u8] {
        &self.source[node.byte_range()]
    }

    pub(crate) fn symbol(&mut self, node: Node<'_>) -> Symbol {
        node.symbol(self.source, &mut self.file.strings)
    }

    /// The named children that say something; to be given back with [`Lowerer::recycle`].
    pub(crate) fn children(&mut self, node: Node<'t>) -> Vec<Node<'t>> {
        let mut out = self.pool.pop().unwrap_or_default();
        out.extend(node.telling_children());
        out
    }

    /// The children in one field.
    pub(crate) fn children_in(&mut self, node: Node<'t>, part: Part) -> Vec<Node<'t>> {
        let mut out = self.pool.pop().unwrap_or_default();
        if let field @ 1.. = self.row(node).field(part) {
            out.extend(node.telling_children().filter(|child| child.field() == field));
        }
        out
    }

    pub(crate) fn recycle(&mut self, mut nodes: Vec<Node<'t>>) {
        nodes.clear();
        self.pool.push(nodes);
    }

    /// The first child that says something.
    pub(crate) fn only_child(&self, node: Node<'t>) -> Option<Node<'t>> {
        node.telling_children().next()
    }

    // Scheduling.

    pub(crate) fn later(&mut self, step: Step, node: Node<'t>, at: u32) {
        self.tasks.push(Task::Then(step, node, at));
    }

    pub(crate) fn want(&mut self, node: Node<'t>) {
        self.tasks.push(Task::Value(node));
    }

    /// Evaluates for effect only.
    pub(crate) fn want_effect(&mut self, node: Node<'t>) {
        self.later(Step::Drop, node, 0);
        self.want(node);
    }

    pub(crate) fn push(&mut self, value: ValueId) {
        self.values.push(value);
    }

    pub(crate) fn pop(&mut self) -> ValueId {
        self.values.pop().expect("invariant: every value task leaves one value")
    }

    /// The values above `at`.
    pub(crate) fn values_above(&mut self, at: u32) -> SmallVec<[ValueId; 8]> {
        self.values.drain(at as usize..).collect()
    }

    // Emitting.

    pub(crate) fn emit(&mut self, op: Op, node: Node<'t>) -> ValueId {
        let span = self.span(node);
        self.body.emit(op, span)
    }

    pub(crate) fn constant(&mut self, constant: Const, node: Node<'t>) -> ValueId {
        let ix = self.file.consts.add(constant);
        self.emit(Op::Const(ix), node)
    }

    pub(crate) fn constant_bytes(&mut self, bytes: Vec<u8>, node: Node<'t>, folded: bool) -> ValueId {
        let span = self.span(node);
        let ix = self.file.bytes(bytes, span, folded);
        self.body.emit(Op::Const(ix), span)
    }

    pub(crate) fn constant_text(&mut self, text: &str, node: Node<'t>, folded: bool) -> ValueId {
        let span = self.span(node);
        let ix = self.file.text(text, span, folded);
        self.body.emit(Op::Const(ix), span)
    }

    pub(crate) fn receiver(&self) -> Option<ValueId> {
        let first = self.body.function.params.first()?;
        (first.kind == ParamKind::Receiver).then_some(0)
    }
}
