//! Reads raw bytes as a well-typed program: files, classes, signatures here, statements in [`super::body`].
//! Total: all bytes are some program.

use super::body::{Body, Sites};
use super::gaps;
use super::program::{Class, Default, Dialect, Field, Function, Global, Param, Program, SiteIx, Stmt, Type, Value};
use super::raw::{RawFunction, RawProgram};

/// The program that `raw` spells in `dialect`.
pub(super) fn program(raw: &RawProgram, dialect: Dialect) -> Program {
    let files = 1 + usize::from(raw.files % 3);
    let typed = dialect == Dialect::C || (raw.files / 3).is_multiple_of(2);
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
        let (stmts, locals, next) = body.finish();
        sites = next;
        program.functions[at].body.extend(stmts);
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
            3 if gaps::DEFAULT_SOURCES => {
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
