//! Reads raw bytes as a well-typed program: every operand is a variable that has a value by then, made on
//! the spot where none has. Total: all bytes are some program.

use std::collections::BTreeSet;

use super::program::{
    Argument, Call, Callee, Class, ClassIx, Default, Dialect, Field, Function, FunctionIx, Global, Key, Local, MAX_SOURCES,
    Param, Program, SiteIx, Stmt, Store, Type, Value,
};
use super::raw::{RawFunction, RawProgram, RawStmt};

/// Most variables of one type in a function; further values go to variables that exist.
const LOCALS: usize = 3;

/// Off: the default of a parameter is followed when it is a constant only; `def f(x=os.getenv("A"))` is lost.
const DEFAULT_SOURCES: bool = false;

/// Off: `m1.g = x` does not reach the global of the module `m1`.
const SET_IN_MODULES: bool = false;

/// What a raw statement becomes.
#[derive(Clone, Copy, Debug)]
enum Op {
    Literal,
    Environment,
    ReadInput,
    Sink,
    Copy,
    Concat,
    Length,
    Call,
    New,
    Field,
    SetField,
    Method,
    Global,
    SetGlobal,
    If,
    While,
    Return,
    Function,
    CallLocal,
    CallHook,
    WriteFile,
    ReadFile,
    Bound,
    Dict,
    Item,
    SetItem,
    Append,
    First,
    Each,
    Fill,
    Put,
    Get,
    SetOut,
    GetOut,
}

/// Operations and how often each is drawn; the first are what shrinking tends to.
const COMMON: &[(Op, usize)] = &[
    (Op::Literal, 1),
    (Op::Environment, 10),
    (Op::Sink, 18),
    (Op::Copy, 4),
    (Op::Concat, 4),
    (Op::Length, 2),
    (Op::Call, 20),
    (Op::New, 4),
    (Op::Field, 10),
    (Op::SetField, 12),
    (Op::Method, 12),
    (Op::Global, 5),
    (Op::SetGlobal, 5),
    (Op::If, 8),
    (Op::While, 4),
    (Op::Return, 2),
    (Op::Function, 3),
    (Op::CallLocal, 5),
    (Op::CallHook, 3),
];
const PYTHON: &[(Op, usize)] = &[
    (Op::ReadInput, 3),
    (Op::WriteFile, 4),
    (Op::ReadFile, 4),
    (Op::Bound, 3),
    (Op::Dict, 2),
    (Op::Item, 5),
    (Op::SetItem, 5),
    (Op::Append, 4),
    (Op::First, 3),
    (Op::Each, 4),
];
const C: &[(Op, usize)] = &[(Op::Fill, 6), (Op::Put, 6), (Op::Get, 6), (Op::SetOut, 6), (Op::GetOut, 4)];

/// The program that `raw` spells in `dialect`.
pub(super) fn program(raw: &RawProgram, dialect: Dialect) -> Program {
    let files = 1 + usize::from(raw.files % 3);
    let typed = dialect == Dialect::C || raw.files / 3 % 2 == 0;
    let sources = &mut 0;
    let mut program = Program { dialect, files, typed, classes: Vec::new(), globals: Vec::new(), functions: Vec::new() };
    let entry = RawFunction { shape: [0, 0, 1], params: Vec::new(), body: raw.main.clone() };
    program.functions.push(Function { name: "main".to_owned(), ..signature(&program, &entry, raw.classes.len(), sources) });
    for class in &raw.classes {
        construct(&mut program, class);
    }
    for (at, function) in raw.functions.iter().enumerate() {
        let made = signature(&program, function, raw.classes.len(), sources);
        let name = format!("{}{at}", if made.class.is_some() { "m" } else { "f" });
        program.functions.push(Function { name, ..made });
    }
    for &byte in &raw.globals {
        let (ty, file) = match usize::from(byte / 4).checked_rem(raw.classes.len()) {
            Some(class) if byte % 2 == 1 => (Type::Object(class), program.classes[class].file),
            _ => (Type::Text, usize::from(byte / 4) % files),
        };
        program.globals.push(Global { file, ty });
    }
    let bodies: Vec<&RawFunction> = std::iter::once(&entry).chain(&raw.classes).chain(&raw.functions).collect();
    let mut sites = Sites { sources: *sources, sinks: 0 };
    for (at, raw) in bodies.into_iter().enumerate() {
        let mut body = Body::new(&program, at, sites);
        body.fill(&raw.body);
        let (stmts, locals) = body.finish();
        sites = stmts.1;
        program.functions[at].body.extend(stmts.0);
        program.functions[at].locals = locals;
    }
    program
}

/// Adds a class and its constructor, whose body begins by setting the fields.
fn construct(program: &mut Program, raw: &RawFunction) {
    let class = program.classes.len();
    let (file, constructor) = (usize::from(raw.shape[0]) % program.files, program.functions.len());
    program.classes.push(Class { file, constructor });
    let mut locals = vec![Type::Object(class), Type::Text, Type::Text];
    let mut body = vec![
        Stmt::SetField(0, Field::A, 1),
        Stmt::Let(2, Value::Literal),
        Stmt::SetField(0, Field::B, 2),
        Stmt::SetField(0, Field::Peer, 0),
    ];
    if let Some(child) = class.checked_sub(1) {
        locals.push(Type::Object(child));
        body.push(Stmt::Let(3, Value::New(child, vec![Some(2)])));
        body.push(Stmt::SetField(0, Field::Child, 3));
    }
    let params = vec![Param { default: None }; 2];
    program.functions.push(Function {
        name: "__init__".to_owned(),
        file,
        class: Some(class),
        params,
        locals,
        result: None,
        body,
    });
}

fn signature(program: &Program, raw: &RawFunction, classes: usize, sources: &mut SiteIx) -> Function {
    let [file, class, result] = raw.shape.map(usize::from);
    let class = (class % 2 == 1 && classes > 0).then(|| class / 2 % classes);
    let mut locals: Vec<Type> = class.map(Type::Object).into_iter().collect();
    let given = raw.params.iter().map(|&byte| param_type(usize::from(byte), classes, program.dialect));
    locals.extend(given);
    let mut params = vec![Param { default: None }; locals.len()];
    if program.dialect == Dialect::Python
        && let (Some(param), Some(Type::Text), Some(byte)) = (params.last_mut(), locals.last(), raw.params.last())
    {
        param.default = match byte >> 6 {
            2 => Some(Default::Empty),
            3 if DEFAULT_SOURCES => {
                *sources += 1;
                Some(Default::Environment(*sources - 1))
            }
            _ => None,
        };
    }
    let result = match result % 8 {
        0 | 1 => None,
        2 if program.dialect == Dialect::Python => Some(Type::Dict),
        3 if program.dialect == Dialect::Python => Some(Type::List),
        4 | 5 if classes > 0 => Some(Type::Object(result / 8 % classes)),
        _ => Some(Type::Text),
    };
    let file = class.map_or(file % program.files, |class| program.classes[class].file);
    Function { name: String::new(), file, class, params, locals, result, body: Vec::new() }
}

fn param_type(byte: usize, classes: usize, dialect: Dialect) -> Type {
    match (byte % 10, dialect) {
        (4 | 5, _) if classes > 0 => Type::Object(byte / 10 % classes),
        (6, _) => Type::Callback,
        (7, Dialect::Python) => Type::Dict,
        (8, Dialect::Python) => Type::List,
        (7 | 8, Dialect::C) => Type::Buffer,
        (9, Dialect::C) => Type::Out,
        _ => Type::Text,
    }
}

#[derive(Clone, Copy, Debug)]
struct Sites {
    sources: SiteIx,
    sinks: SiteIx,
}

/// A function body under construction.
struct Body<'a> {
    program: &'a Program,
    function: FunctionIx,
    sites: Sites,
    locals: Vec<Type>,
    /// Variables that have a value here on every way.
    set: BTreeSet<Local>,
    block: Vec<Stmt>,
    depth: usize,
}

impl<'a> Body<'a> {
    fn new(program: &'a Program, function: FunctionIx, sites: Sites) -> Self {
        let own = &program.functions[function];
        // A constructor's own variables have their values from its first statements.
        let known = if own.body.is_empty() { own.params.len() } else { own.locals.len() };
        let (locals, set) = (own.locals.clone(), (0..known).collect());
        Self { program, function, sites, locals, set, block: Vec::new(), depth: 0 }
    }

    fn fill(&mut self, raw: &[RawStmt]) {
        for one in raw {
            self.statement(one);
        }
    }

    fn finish(mut self) -> ((Vec<Stmt>, Sites), Vec<Type>) {
        if let Some(ty) = self.program.functions[self.function].result
            && let Some(value) = self.need(ty, 0)
        {
            self.block.push(Stmt::Return(value));
        }
        ((self.block, self.sites), self.locals)
    }

    fn is_c(&self) -> bool {
        self.program.dialect == Dialect::C
    }

    // --- statements ---

    fn statement(&mut self, raw: &RawStmt) {
        let op = drawn(raw.op, if self.is_c() { C } else { PYTHON });
        // Nothing to do where an operand cannot be had: that statement is left out.
        let _ = self.leaf(op, raw.picks).or_else(|| self.nest(op, raw));
    }

    fn leaf(&mut self, op: Op, [a, b, c, d, e]: [u8; 5]) -> Option<()> {
        match op {
            Op::Literal => self.assign(Type::Text, Value::Literal, e),
            Op::Environment => {
                let site = self.source()?;
                self.assign(Type::Text, Value::Environment(site), e);
            }
            Op::ReadInput => {
                let site = self.source()?;
                self.assign(Type::Text, Value::ReadInput(site), e);
            }
            Op::ReadFile => {
                let site = self.source()?;
                self.assign(Type::Text, Value::ReadFile(Store(a % 2), site), e);
            }
            Op::Sink => {
                let kinds =
                    if self.is_c() { [Type::Text, Type::Buffer, Type::Text] } else { [Type::Text, Type::Dict, Type::List] };
                let ty = if b < 192 { Type::Text } else { kinds[usize::from(b) % 3] };
                let data = self.need(ty, a)?;
                self.sites.sinks += 1;
                self.block.push(Stmt::Sink(data, self.sites.sinks - 1));
            }
            Op::Copy => {
                let known: Vec<Local> = self.set.iter().copied().collect();
                let from = *pick(&known, a)?;
                if !matches!(self.locals[from], Type::Buffer | Type::Out) {
                    self.assign(self.locals[from], Value::Copy(from), e);
                }
            }
            Op::Concat => {
                let (left, right) = (self.need(Type::Text, a)?, self.need(Type::Text, b)?);
                self.assign(Type::Text, Value::Concat(left, right), e);
            }
            Op::Length => {
                let of = self.need(Type::Text, a)?;
                self.assign(Type::Text, Value::Length(of), e);
            }
            Op::New => {
                let class = self.some_class(a)?;
                let text = self.need(Type::Text, b)?;
                self.assign(Type::Object(class), Value::New(class, vec![Some(text)]), e);
            }
            Op::Field => {
                let (class, object) = self.some_object(a, b)?;
                let (field, ty) = some_field(class, c)?;
                self.assign(ty, Value::Field(object, field), e);
            }
            Op::SetField => {
                let (class, object) = self.some_object(a, b)?;
                let (field, ty) = some_field(class, c)?;
                let value = self.need(ty, d)?;
                self.block.push(Stmt::SetField(object, field, value));
            }
            Op::Global => {
                let global = self.some_global(a)?;
                self.assign(self.program.globals[global].ty, Value::Global(global), e);
            }
            Op::SetGlobal => {
                let global = self.some_global(a)?;
                let own = self.program.globals[global].file == self.program.functions[self.function].file;
                if !own && !self.is_c() && !SET_IN_MODULES {
                    return Some(());
                }
                let value = self.need(self.program.globals[global].ty, b)?;
                self.block.push(Stmt::SetGlobal(global, value));
            }
            Op::WriteFile => {
                let text = self.need(Type::Text, b)?;
                self.block.push(Stmt::WriteFile(Store(a % 2), text));
            }
            Op::Dict => {
                let (first, second) = (self.need(Type::Text, a)?, self.need(Type::Text, b)?);
                self.assign(Type::Dict, Value::Dict(first, second), e);
            }
            Op::Item => {
                let dict = self.need(Type::Dict, a)?;
                self.assign(Type::Text, Value::Item(dict, Key([0, 1, 0, 1, 2][usize::from(b % 5)])), e);
            }
            Op::SetItem => {
                let (dict, text) = (self.need(Type::Dict, a)?, self.need(Type::Text, b)?);
                self.block.push(Stmt::SetItem(dict, Key(c % 3), text));
            }
            Op::Append => {
                let (list, text) = (self.need(Type::List, a)?, self.need(Type::Text, b)?);
                self.block.push(Stmt::Append(list, text));
            }
            Op::First => {
                let list = self.need(Type::List, a)?;
                self.assign(Type::Text, Value::First(list), e);
            }
            Op::Fill => {
                let (buffer, site) = (self.need(Type::Buffer, a)?, self.source()?);
                self.block.push(Stmt::Fill(buffer, site));
            }
            Op::Put => {
                let (buffer, text) = (self.need(Type::Buffer, a)?, self.need(Type::Text, b)?);
                self.block.push(Stmt::Put(buffer, text));
            }
            Op::Get => {
                let buffer = self.need(Type::Buffer, a)?;
                self.assign(Type::Text, Value::Get(buffer), e);
            }
            Op::SetOut => {
                let (out, text) = (self.need(Type::Out, a)?, self.need(Type::Text, b)?);
                self.block.push(Stmt::SetOut(out, text));
            }
            Op::GetOut => {
                let out = self.need(Type::Out, a)?;
                self.assign(Type::Text, Value::GetOut(out), e);
            }
            Op::Function => {
                let function = *pick(&self.callbacks(false), a)?;
                self.assign(Type::Callback, Value::Function(function), e);
            }
            Op::Bound => {
                let function = *pick(&self.callbacks(true), a)?;
                let object = self.need(self.program.functions[function].locals[0], b)?;
                self.assign(Type::Callback, Value::Bound(object, function), e);
            }
            Op::Call | Op::Method | Op::CallLocal | Op::CallHook => self.call(op, [a, b, c, d, e])?,
            Op::If | Op::While | Op::Each | Op::Return => return None,
        }
        Some(())
    }

    fn nest(&mut self, op: Op, raw: &RawStmt) -> Option<()> {
        let [a, b, ..] = raw.picks;
        match op {
            Op::If => {
                let (then, set) = self.inside(&raw.then, None);
                let (other, also_set) = self.inside(&raw.other, None);
                self.set.extend(set.intersection(&also_set));
                self.block.push(Stmt::If(then, other));
            }
            Op::While => {
                let (body, _) = self.inside(&raw.then, None);
                self.block.push(Stmt::While(body));
            }
            Op::Each => {
                let list = self.need(Type::List, a)?;
                let element = self.target(Type::Text, b, false);
                let (body, _) = self.inside(&raw.then, Some(element));
                self.block.push(Stmt::Each(element, list, body));
            }
            Op::Return if self.depth > 0 => {
                let value = self.need(self.program.functions[self.function].result?, a)?;
                self.block.push(Stmt::Return(value));
            }
            _ => {}
        }
        Some(())
    }

    /// A block of its own, and which variables have a value after it.
    fn inside(&mut self, raw: &[RawStmt], element: Option<Local>) -> (Vec<Stmt>, BTreeSet<Local>) {
        let (block, set) = (std::mem::take(&mut self.block), self.set.clone());
        self.set.extend(element);
        self.depth += 1;
        self.fill(raw);
        self.depth -= 1;
        (std::mem::replace(&mut self.block, block), std::mem::replace(&mut self.set, set))
    }

    fn call(&mut self, op: Op, [a, b, c, d, e]: [u8; 5]) -> Option<()> {
        let (callee, target) = match op {
            Op::Call => {
                let function = *pick(&self.called(false), a)?;
                (Callee::Function(function), Some(function))
            }
            Op::Method => {
                let function = *pick(&self.called(true), a)?;
                let object = self.need(self.program.functions[function].locals[0], b)?;
                (Callee::Method(object, function), Some(function))
            }
            Op::CallHook => {
                let object = self.some_object(a, b)?.1;
                if e % 4 < 3 {
                    let hook = self.need(Type::Callback, a)?;
                    self.block.push(Stmt::SetField(object, Field::Hook, hook));
                }
                (Callee::Hook(object), None)
            }
            _ => (Callee::Local(self.need(Type::Callback, a)?), None),
        };
        let (args, result) = match target {
            Some(function) => (self.arguments(function, c)?, self.program.functions[function].result),
            None => (vec![Some(self.need(Type::Text, c)?)], Some(Type::Text)),
        };
        let keywords = target.is_some() && d % 4 == 3 && !self.is_c();
        let call = Call { callee, args, keywords };
        match result {
            Some(ty) if d % 8 != 7 => self.assign(ty, Value::Call(call), e),
            _ => self.block.push(Stmt::Do(call)),
        }
        Some(())
    }

    fn arguments(&mut self, function: FunctionIx, byte: u8) -> Option<Vec<Argument>> {
        let callee = &self.program.functions[function];
        let own = usize::from(callee.class.is_some());
        let mut args = Vec::new();
        for (at, param) in callee.params.iter().enumerate().skip(own) {
            let byte = byte.rotate_right(3 * at as u32);
            let left_out = param.default.is_some() && byte % 2 == 1;
            args.push(if left_out { None } else { Some(self.argument(callee.locals[at], byte / 2)?) });
        }
        Some(args)
    }

    fn argument(&mut self, ty: Type, byte: u8) -> Option<Local> {
        if ty != Type::Out {
            return self.need(ty, byte);
        }
        if self.known(Type::Out).is_empty() || byte % 2 == 0 {
            // A parameter's address is not taken: a pointer and its target share a name in the engine.
            let mut own = self.known(Type::Text);
            own.retain(|&local| local >= self.program.functions[self.function].params.len());
            return pick(&own, byte / 2).copied().or_else(|| Some(self.made(Type::Text, Value::Literal)));
        }
        self.need(Type::Out, byte / 2)
    }

    // --- operands ---

    /// A variable of the type that has a value; made here where there is none. None for what cannot be made.
    fn need(&mut self, ty: Type, byte: u8) -> Option<Local> {
        if let Some(&known) = pick(&self.known(ty), byte) {
            return Some(known);
        }
        let value = match ty {
            Type::Text => match self.source() {
                Some(site) if byte % 4 > 0 => Value::Environment(site),
                _ => Value::Literal,
            },
            Type::Object(class) => Value::New(class, vec![Some(self.need(Type::Text, byte)?)]),
            Type::Callback => Value::Function(*pick(&self.callbacks(false), byte)?),
            Type::Dict => {
                let text = self.need(Type::Text, byte)?;
                Value::Dict(text, text)
            }
            Type::List => Value::List(Some(self.need(Type::Text, byte)?)),
            Type::Buffer => Value::Buffer,
            Type::Out => return None,
        };
        Some(self.made(ty, value))
    }

    fn made(&mut self, ty: Type, value: Value) -> Local {
        let local = self.fresh(ty);
        self.set.insert(local);
        self.block.push(Stmt::Let(local, value));
        local
    }

    fn assign(&mut self, ty: Type, value: Value, byte: u8) {
        // C makes texts through the address of their variable.
        let through_address = self.is_c() && matches!(value, Value::Concat(..) | Value::Length(_));
        let target = self.target(ty, byte, through_address);
        self.set.insert(target);
        self.block.push(Stmt::Let(target, value));
    }

    fn target(&mut self, ty: Type, byte: u8, not_param: bool) -> Local {
        let params = if not_param { self.program.functions[self.function].params.len() } else { 0 };
        let old: Vec<Local> = (params..self.locals.len()).filter(|&local| self.locals[local] == ty).collect();
        match pick(&old, byte / 2) {
            Some(&local) if byte % 2 == 1 || old.len() >= LOCALS => local,
            _ => self.fresh(ty),
        }
    }

    fn fresh(&mut self, ty: Type) -> Local {
        self.locals.push(ty);
        self.locals.len() - 1
    }

    fn known(&self, ty: Type) -> Vec<Local> {
        self.set.iter().copied().filter(|&local| self.locals[local] == ty).collect()
    }

    fn source(&mut self) -> Option<SiteIx> {
        let site = self.sites.sources;
        (site < MAX_SOURCES).then(|| {
            self.sites.sources += 1;
            site
        })
    }

    fn some_class(&self, byte: u8) -> Option<ClassIx> {
        usize::from(byte).checked_rem(self.program.classes.len())
    }

    fn some_object(&mut self, class: u8, object: u8) -> Option<(ClassIx, Local)> {
        let class = self.some_class(class)?;
        Some((class, self.need(Type::Object(class), object)?))
    }

    fn some_global(&self, byte: u8) -> Option<usize> {
        usize::from(byte).checked_rem(self.program.globals.len())
    }

    /// Functions, or methods, that a statement may call by name: only below a branch those that may be running.
    fn called(&self, methods: bool) -> Vec<FunctionIx> {
        let first = if self.depth == 0 { self.function } else { 0 };
        self.named(first, methods)
    }

    fn callbacks(&self, methods: bool) -> Vec<FunctionIx> {
        self.named(0, methods).into_iter().filter(|&at| self.program.functions[at].is_callback()).collect()
    }

    fn named(&self, after: FunctionIx, methods: bool) -> Vec<FunctionIx> {
        let all = after + 1..self.program.functions.len();
        all.filter(|&at| self.program.functions[at].class.is_some() == methods && !self.program.is_constructor(at)).collect()
    }
}

fn drawn(byte: u8, dialect: &'static [(Op, usize)]) -> Op {
    let all = || COMMON.iter().chain(dialect);
    let total: usize = all().map(|(_, weight)| weight).sum();
    let mut rest = usize::from(byte) * total / 256;
    for &(op, weight) in all() {
        if rest < weight {
            return op;
        }
        rest -= weight;
    }
    Op::Literal
}

fn some_field(class: ClassIx, byte: u8) -> Option<(Field, Type)> {
    let fields: Vec<(Field, Type)> = Field::ALL.into_iter().filter_map(|field| Some((field, field.type_in(class)?))).collect();
    pick(&fields, byte).copied()
}

fn pick<T>(candidates: &[T], byte: u8) -> Option<&T> {
    candidates.get(usize::from(byte).checked_rem(candidates.len())?)
}
