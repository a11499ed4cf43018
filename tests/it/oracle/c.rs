//! Prints a program as C: one header with every declaration, one unit a file. Texts are `char *`, objects
//! are pointers to structures, constructors are functions that fill one.

use super::printed::{Printed, local_name, site};
use super::program::{Argument, Call, Callee, ClassIx, Field, Function, FunctionIx, Local, Program, Stmt, Type, Value};

pub(super) fn print(program: &Program) -> Printed {
    let mut printed = Printed::default();
    for file in 0..program.files {
        printed.open(format!("m{file}.c"));
        printed.line(0, "#include \"shared.h\"");
        for (at, global) in program.globals.iter().enumerate().filter(|(_, global)| global.file == file) {
            printed.line(0, &format!("{};", declared(global.ty, &format!("g{at}"), false)));
        }
        for (at, function) in program.functions.iter().enumerate().filter(|(_, function)| function.file == file) {
            Writer { printed: &mut printed, program, function, depth: 0 }.function(at);
        }
    }
    header(&mut printed, program);
    printed
}

fn header(printed: &mut Printed, program: &Program) {
    printed.open("shared.h".to_owned());
    for name in ["fcntl", "stdio", "stdlib", "string", "sys/socket", "unistd"] {
        printed.line(0, &format!("#include <{name}.h>"));
    }
    printed.line(0, "extern int wire;");
    printed.line(0, "extern int cond(void);");
    for class in 0..program.classes.len() {
        printed.line(0, &format!("struct C{class} {{"));
        for (field, ty) in Field::ALL.into_iter().filter_map(|field| Some((field, field.type_in(class)?))) {
            printed.line(1, &format!("{};", declared(ty, field.name(), false)));
        }
        printed.line(0, "};");
    }
    for (at, global) in program.globals.iter().enumerate() {
        printed.line(0, &format!("extern {};", declared(global.ty, &format!("g{at}"), false)));
    }
    for at in 1..program.functions.len() {
        printed.line(0, &format!("{};", head(program, at)));
    }
}

/// A declaration without its semicolon.
fn declared(ty: Type, name: &str, param: bool) -> String {
    match ty {
        Type::Text => format!("char *{name}"),
        Type::Object(class) => format!("struct C{class} *{name}"),
        Type::Callback => format!("char *(*{name})(char *)"),
        Type::Buffer if param => format!("char *{name}"),
        Type::Buffer => format!("char {name}[64]"),
        Type::Out => format!("char **{name}"),
        Type::Dict | Type::List => unreachable!("of Python alone"),
    }
}

fn head(program: &Program, at: FunctionIx) -> String {
    let function = &program.functions[at];
    if at == 0 {
        return "int main(void)".to_owned();
    }
    let result = match function.result {
        None => "void ".to_owned(),
        Some(ty) => declared(ty, "", false),
    };
    let params: Vec<String> =
        (0..function.params.len()).map(|local| declared(function.locals[local], &local_name(function, local), true)).collect();
    let params = if params.is_empty() { "void".to_owned() } else { params.join(", ") };
    format!("{result}{}({params})", function_name(program, at))
}

fn function_name(program: &Program, at: FunctionIx) -> String {
    let function = &program.functions[at];
    match function.class {
        Some(class) if program.is_constructor(at) => init(class),
        _ => function.name.clone(),
    }
}

fn init(class: ClassIx) -> String {
    format!("C{class}_init")
}

struct Writer<'a> {
    printed: &'a mut Printed,
    program: &'a Program,
    function: &'a Function,
    depth: usize,
}

impl Writer<'_> {
    fn function(&mut self, at: FunctionIx) {
        self.line(&format!("{} {{", head(self.program, at)));
        self.depth += 1;
        for local in self.function.params.len()..self.function.locals.len() {
            self.line(&format!("{};", declared(self.function.locals[local], &self.name(local), false)));
        }
        for (global, ty) in self.program.globals.iter().map(|global| global.ty).enumerate().filter(|_| at == 0) {
            let made = match ty {
                Type::Object(class) => made(class, &format!("g{global}"), "\"\""),
                _ => format!("g{global} = \"\";"),
            };
            self.line(&made);
        }
        self.block(&self.function.body);
        self.depth -= 1;
        self.line("}");
    }

    fn block(&mut self, block: &[Stmt]) {
        for stmt in block {
            self.statement(stmt);
            self.printed.mark(site(stmt));
            self.inner(stmt);
        }
    }

    fn statement(&mut self, stmt: &Stmt) {
        let name = |local: &Local| self.name(*local);
        let text = match stmt {
            Stmt::Let(target, value) => self.assignment(*target, value),
            Stmt::Do(call) => format!("{};", self.call(call)),
            Stmt::SetField(object, field, value) => format!("{}->{} = {};", name(object), field.name(), name(value)),
            Stmt::SetGlobal(global, value) => format!("g{global} = {};", name(value)),
            Stmt::Fill(buffer, site) => format!("read(open(\"input{site}\", 0), {}, 64);", name(buffer)),
            Stmt::Put(buffer, text) => format!("strcpy({}, {});", name(buffer), name(text)),
            Stmt::SetOut(out, text) => format!("*{} = {};", name(out), name(text)),
            Stmt::Sink(data, _) => format!("send(wire, {}, 64, 0);", name(data)),
            Stmt::Return(value) => format!("return {};", name(value)),
            Stmt::If(..) => "if (cond()) {".to_owned(),
            Stmt::While(_) => "while (cond()) {".to_owned(),
            Stmt::SetItem(..) | Stmt::Append(..) | Stmt::WriteFile(..) | Stmt::Each(..) => unreachable!("of Python alone"),
        };
        self.line(&text);
    }

    fn inner(&mut self, stmt: &Stmt) {
        let (then, other): (&[Stmt], &[Stmt]) = match stmt {
            Stmt::If(then, other) => (then, other),
            Stmt::While(body) => (body, &[]),
            _ => return,
        };
        self.depth += 1;
        self.block(then);
        if !other.is_empty() {
            self.printed.line(self.depth - 1, "} else {");
            self.block(other);
        }
        self.depth -= 1;
        self.line("}");
    }

    fn assignment(&self, target: Local, value: &Value) -> String {
        let target = self.name(target);
        let name = |local: &Local| self.name(*local);
        match value {
            Value::Literal => format!("{target} = \"x\";"),
            Value::Environment(site) => format!("{target} = getenv(\"E{site}\");"),
            Value::Copy(from) => format!("{target} = {};", name(from)),
            Value::Concat(left, right) => format!("asprintf(&{target}, \"%s%s\", {}, {});", name(left), name(right)),
            Value::Length(of) => format!("asprintf(&{target}, \"%d\", (int)strlen({}));", name(of)),
            Value::Field(object, field) => format!("{target} = {}->{};", name(object), field.name()),
            Value::Global(global) => format!("{target} = g{global};"),
            Value::Buffer => format!("{target}[0] = 0;"),
            Value::Get(buffer) => format!("{target} = strdup({});", name(buffer)),
            Value::GetOut(out) => format!("{target} = *{};", name(out)),
            Value::Function(function) => format!("{target} = {};", function_name(self.program, *function)),
            Value::New(class, args) => made(*class, &target, &self.arguments(None, args)),
            Value::Call(call) => format!("{target} = {};", self.call(call)),
            Value::ReadInput(_)
            | Value::ReadFile(..)
            | Value::Item(..)
            | Value::First(_)
            | Value::Dict(..)
            | Value::List(_)
            | Value::Bound(..)
            | Value::Lambda(_) => unreachable!("of Python alone"),
        }
    }

    fn call(&self, call: &Call) -> String {
        match call.callee {
            Callee::Function(function) => {
                format!("{}({})", function_name(self.program, function), self.arguments(Some(function), &call.args))
            }
            Callee::Method(object, function) => {
                let given = [self.name(object), self.arguments(Some(function), &call.args)];
                let given: Vec<String> = given.into_iter().filter(|text| !text.is_empty()).collect();
                format!("{}({})", function_name(self.program, function), given.join(", "))
            }
            Callee::Local(local) => format!("{}({})", self.name(local), self.arguments(None, &call.args)),
            Callee::Hook(object) => {
                format!("{}->{}({})", self.name(object), Field::Hook.name(), self.arguments(None, &call.args))
            }
        }
    }

    fn arguments(&self, target: Option<FunctionIx>, args: &[Argument]) -> String {
        let callee = target.map(|target| &self.program.functions[target]);
        let given = args.iter().enumerate().filter_map(|(at, arg)| {
            let local = (*arg)?;
            let out = callee.is_some_and(|callee| callee.locals[at + usize::from(callee.class.is_some())] == Type::Out);
            let address = if out && self.function.locals[local] == Type::Text { "&" } else { "" };
            Some(format!("{address}{}", self.name(local)))
        });
        given.collect::<Vec<_>>().join(", ")
    }

    fn name(&self, local: Local) -> String {
        local_name(self.function, local)
    }

    fn line(&mut self, text: &str) {
        self.printed.line(self.depth, text);
    }
}

/// A new object in `target`.
fn made(class: ClassIx, target: &str, text: &str) -> String {
    format!("{target} = malloc(sizeof(struct C{class})); {}({target}, {text});", init(class))
}
