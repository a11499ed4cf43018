//! Checks every index of facts that come from disk, so that the stations behind may index freely.

use super::{Callee, Const, FileFacts, Function, MacroKind, Op, Range, Selector};

/// Facts that are not well formed; they are dropped and rebuilt.
#[derive(Debug, thiserror::Error)]
#[error("facts are not well formed: {0}")]
pub struct InvalidFacts(&'static str);

/// Ok when every symbol, constant, function, type, value and range of `facts` exists.
pub fn validate(facts: &FileFacts) -> Result<(), InvalidFacts> {
    let check = Check { facts };
    if facts.functions.is_empty() {
        return Err(InvalidFacts("no file function"));
    }
    check.tables()?;
    facts.functions.iter().try_for_each(|function| check.function(function))
}

struct Check<'a> {
    facts: &'a FileFacts,
}

fn ensure(holds: bool, what: &'static str) -> Result<(), InvalidFacts> {
    if holds { Ok(()) } else { Err(InvalidFacts(what)) }
}

impl Check<'_> {
    fn symbol(&self, symbol: u32) -> Result<(), InvalidFacts> {
        ensure((symbol as usize) < self.facts.strings.len(), "symbol")
    }

    fn symbols<'s>(&self, symbols: impl IntoIterator<Item = &'s u32>) -> Result<(), InvalidFacts> {
        symbols.into_iter().try_for_each(|&symbol| self.symbol(symbol))
    }

    fn function_ix(&self, function: u32) -> Result<(), InvalidFacts> {
        ensure((function as usize) < self.facts.functions.len(), "function")
    }

    fn type_ix(&self, ix: u32) -> Result<(), InvalidFacts> {
        ensure((ix as usize) < self.facts.types.len(), "type")
    }

    fn constant(&self, constant: u32) -> Result<(), InvalidFacts> {
        ensure((constant as usize) < self.facts.consts.len(), "constant")
    }

    fn tables(&self) -> Result<(), InvalidFacts> {
        let facts = self.facts;
        self.symbols(&facts.package)?;
        for constant in &facts.consts {
            if let Const::Str(symbol) = constant {
                self.symbol(*symbol)?;
            }
        }
        for decl in &facts.types {
            self.symbol(decl.name)?;
            self.symbols(&decl.bases)?;
            for &(name, function) in &decl.methods {
                self.symbol(name)?;
                self.function_ix(function)?;
            }
            for (name, declared) in &decl.fields {
                self.symbol(*name)?;
                self.symbols(declared)?;
            }
            decl.parent.map_or(Ok(()), |parent| self.function_ix(parent))?;
        }
        for import in &facts.imports {
            self.symbol(import.module)?;
            self.symbols(&import.name)?;
            self.symbols(&import.bound)?;
            import.scope.map_or(Ok(()), |scope| self.function_ix(scope))?;
        }
        for global in &facts.globals {
            self.symbol(global.name)?;
            self.symbols(&global.declared)?;
        }
        for entry in &facts.macros {
            self.symbol(entry.name)?;
            match entry.kind {
                MacroKind::Alias(symbol) => self.symbol(symbol)?,
                MacroKind::Const(constant) => self.constant(constant)?,
                MacroKind::Function(function) => self.function_ix(function)?,
                MacroKind::Other => {}
            }
        }
        self.symbols(&facts.declares)?;
        self.symbols(&facts.exports)?;
        self.symbols(facts.urls.iter().map(|url| &url.text))?;
        self.symbols(facts.unmapped.iter().map(|(kind, _)| kind))
    }

    fn function(&self, function: &Function) -> Result<(), InvalidFacts> {
        self.symbol(function.name)?;
        self.symbols(&function.returns)?;
        self.symbols(&function.decorators)?;
        function.owner.map_or(Ok(()), |owner| self.type_ix(owner))?;
        function.parent.map_or(Ok(()), |parent| self.function_ix(parent))?;
        for param in &function.params {
            self.symbol(param.name)?;
            self.symbols(&param.declared)?;
            param.default.map_or(Ok(()), |constant| self.constant(constant))?;
        }
        ensure(function.spans.len() == function.ops.len(), "spans")?;
        let count = function.ops.len();
        let value = |value: u32| ensure((value as usize) < count, "value");
        function.operands.iter().try_for_each(|&operand| value(operand))?;
        for arg in &function.args {
            value(arg.value)?;
            self.symbols(&arg.keyword)?;
        }
        for &(selector, entry) in &function.entries {
            self.selector(selector)?;
            value(entry)?;
        }
        for call in &function.calls {
            value(call.op)?;
            range(call.args, function.args.len())?;
            match call.callee {
                Callee::Value(callee) => value(callee)?,
                Callee::Method { receiver, symbol } | Callee::Super { receiver, symbol } => {
                    value(receiver)?;
                    self.symbol(symbol)?;
                }
            }
        }
        for region in &function.regions {
            ensure(region.first <= region.end && region.end as usize <= count, "region")?;
        }
        function.ops.iter().enumerate().try_for_each(|(at, &op)| self.op(function, at as u32, op))
    }

    /// Operands come before the operation, except those of a `Phi`.
    fn op(&self, function: &Function, at: u32, op: Op) -> Result<(), InvalidFacts> {
        let before = |value: u32| ensure(value < at, "operand order");
        let all_before = |operands: Range| {
            range(operands, function.operands.len())?;
            operands.of(&function.operands).iter().try_for_each(|&value| before(value))
        };
        match op {
            Op::Const(constant) => self.constant(constant),
            Op::Param(number) => ensure((number as usize) < function.params.len(), "parameter"),
            Op::Name(symbol) | Op::Capture(symbol) | Op::Storage(symbol) | Op::Hole(symbol) => self.symbol(symbol),
            Op::SetName(symbol, value) | Op::SetCapture(symbol, value) | Op::Cast(value, symbol) => {
                self.symbol(symbol)?;
                before(value)
            }
            Op::Copy(value) | Op::AddrOf(value) | Op::Return(value) | Op::Yield(value) | Op::Throw(value) | Op::Await(value) => {
                before(value)
            }
            Op::Phi(operands) => range(operands, function.operands.len()),
            Op::Concat(operands) | Op::Opaque(operands) => all_before(operands),
            Op::Bin(_, left, right) => before(left).and(before(right)),
            Op::Literal(_, entries) => {
                range(entries, function.entries.len())?;
                entries.of(&function.entries).iter().try_for_each(|&(_, value)| before(value))
            }
            Op::Get(base, selector) => self.selector(selector).and(before(base)),
            Op::Set(base, selector, value) => self.selector(selector).and(before(base)).and(before(value)),
            Op::Call(call) => {
                let Some(site) = function.calls.get(call as usize) else { return Err(InvalidFacts("call")) };
                ensure(site.op == at, "call site")?;
                site.args.of(&function.args).iter().try_for_each(|arg| before(arg.value))?;
                match site.callee {
                    Callee::Value(value) => before(value),
                    Callee::Method { receiver, .. } | Callee::Super { receiver, .. } => before(receiver),
                }
            }
            Op::Closure(inner) => self.function_ix(inner),
            Op::TypeRef(ix) => self.type_ix(ix),
        }
    }

    fn selector(&self, selector: Selector) -> Result<(), InvalidFacts> {
        match selector {
            Selector::Field(symbol) | Selector::Key(symbol) => self.symbol(symbol),
            Selector::Index(_) | Selector::Element | Selector::Deref | Selector::Any => Ok(()),
        }
    }
}

fn range(range: Range, len: usize) -> Result<(), InvalidFacts> {
    ensure(range.start.checked_add(range.len).is_some_and(|end| end as usize <= len), "range")
}
