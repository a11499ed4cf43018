//! Reads the raw statements of one function: every operand is a variable that has a value by then, made on the
//! spot where none has, so that nearly all programs run to their end.

use std::collections::BTreeSet;

use super::draw::{C, Op, PYTHON, drawn};
use super::gaps;
use super::program::{
    Argument, Call, Callee, ClassIx, Dialect, Field, FunctionIx, Key, Local, MAX_SOURCES, Program, SiteIx, Stmt, Store, Type,
    Value,
};
use super::raw::RawStmt;

/// Most variables of one type in a function; further values go to variables that exist.
const LOCALS: usize = 3;

#[derive(Clone, Copy, Debug)]
pub(super) struct Sites {
    pub(super) sources: SiteIx,
    pub(super) sinks: SiteIx,
}

/// A function body under construction.
pub(super) struct Body<'a> {
    program: &'a Program,
    function: FunctionIx,
    sites: Sites,
    locals: Vec<Type>,
    /// Variables that have a value here on every way.
    set: BTreeSet<Local>,
    block: Vec<Stmt>,
    depth: usize,
    /// Loops around.
    loops: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(program: &'a Program, function: FunctionIx, sites: Sites) -> Self {
        let own = &program.functions[function];
        // A constructor's own variables have their values from its first statements.
        let known = if own.body.is_empty() { own.params.len() } else { own.locals.len() };
        let (locals, set) = (own.locals.clone(), (0..known).collect());
        Self { program, function, sites, locals, set, block: Vec::new(), depth: 0, loops: 0 }
    }

    pub(super) fn fill(&mut self, raw: &[RawStmt]) {
        for one in raw {
            self.statement(one);
        }
    }

    /// The statements, the types of all locals, the next sites.
    pub(super) fn finish(mut self) -> (Vec<Stmt>, Vec<Type>, Sites) {
        if let Some(ty) = self.program.functions[self.function].result
            && let Some(value) = self.need(ty, 0)
        {
            self.block.push(Stmt::Return(value));
        }
        (self.block, self.locals, self.sites)
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
                let (field, ty) = self.some_field(class, c)?;
                self.assign(ty, Value::Field(object, field), e);
            }
            Op::SetField => {
                let (class, object) = self.some_object(a, b)?;
                let (field, ty) = self.some_field(class, c)?;
                let value = self.need(ty, d)?;
                self.block.push(Stmt::SetField(object, field, value));
            }
            Op::Global => {
                let global = self.some_global(a)?;
                if self.is_c() && self.loops > 0 && !gaps::GLOBALS_IN_LOOPS {
                    return Some(());
                }
                self.assign(self.program.globals[global].ty, Value::Global(global), e);
            }
            Op::SetGlobal => {
                let global = self.some_global(a)?;
                let own = self.program.globals[global].file == self.program.functions[self.function].file;
                if !own && !self.is_c() && !gaps::SET_IN_MODULES {
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
            Op::Lambda => {
                let text = self.need(Type::Text, a)?;
                self.assign(Type::Callback, Value::Lambda(text), e);
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
                self.loops += 1;
                let (body, _) = self.inside(&raw.then, None);
                self.loops -= 1;
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
        if self.known(Type::Out).is_empty() || byte.is_multiple_of(2) {
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
                Some(site) if !byte.is_multiple_of(4) => Value::Environment(site),
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

    fn some_field(&self, class: ClassIx, byte: u8) -> Option<(Field, Type)> {
        let fields: Vec<(Field, Type)> = Field::ALL.iter().filter_map(|field| Some((*field, field.type_in(class)?))).collect();
        pick(&fields, byte).copied()
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
        let mut all = self.named(0, methods);
        all.retain(|&at| self.program.functions[at].is_callback());
        all
    }

    fn named(&self, after: FunctionIx, methods: bool) -> Vec<FunctionIx> {
        let all = after + 1..self.program.functions.len();
        all.filter(|&at| self.program.functions[at].class.is_some() == methods && !self.program.is_constructor(at)).collect()
    }
}

fn pick<T>(candidates: &[T], byte: u8) -> Option<&T> {
    candidates.get(usize::from(byte).checked_rem(candidates.len())?)
}
