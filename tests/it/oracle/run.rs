//! The lower bound: runs a program with labels over many choices of its branches, and records which
//! sources really reach which sinks.
//!
//! A run stops where Python would raise and C would crash (a key that is not there, a variable without a
//! value, a callback never set) and where a budget ends; what it saw before that is real all the same.

use std::collections::{BTreeMap, BTreeSet};

use super::program::{
    Argument, Call, Callee, ClassIx, Default, Field, Function, FunctionIx, Key, Labels, Local, Program, SiteIx, Stmt, Type, Value,
};

/// Runs that try all choices in order; a program with more ways gets [`DRAWN_RUNS`] drawn ones on top.
const ORDERED_RUNS: usize = 96;
const DRAWN_RUNS: u64 = 96;
/// Most rounds of one loop.
const ROUNDS: usize = 3;
const DEPTH: usize = 7;
const STEPS: usize = 600;

/// Pairs of source and sink that some run saw.
pub(super) fn flows(program: &Program) -> BTreeSet<(SiteIx, SiteIx)> {
    let mut seen = BTreeSet::new();
    let mut script = Vec::new();
    for _ in 0..ORDERED_RUNS {
        script = run(program, script, None, &mut seen);
        while script.pop_if(|taken| *taken).is_some() {}
        let Some(last) = script.last_mut() else { return seen };
        *last = true;
    }
    for seed in 1..=DRAWN_RUNS {
        run(program, Vec::new(), Some(seed), &mut seen);
    }
    seen
}

/// One run: choices follow `script`, then are drawn, or are all `false`. Returns the choices taken.
fn run(program: &Program, script: Vec<bool>, drawn: Option<u64>, seen: &mut BTreeSet<(SiteIx, SiteIx)>) -> Vec<bool> {
    let mut machine = Machine {
        program,
        script,
        at: 0,
        drawn,
        steps: STEPS,
        cells: Vec::new(),
        heap: Vec::new(),
        globals: Vec::new(),
        files: BTreeMap::new(),
        seen,
    };
    // A run that stops has shown what it has shown.
    let _ = machine.start();
    machine.script
}

/// The run ends here.
struct Stop;

#[derive(Clone, Copy, Debug)]
enum Data {
    Text(Labels),
    /// An object, dict, list or buffer: an index into the heap.
    Thing(usize),
    Function(FunctionIx, Option<usize>),
    /// A function that appends what the cell holds.
    Lambda(usize),
    /// A variable of a caller: an index into the cells.
    Out(usize),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Slot {
    Field(Field),
    Key(Key),
    Index(usize),
    Content,
}

enum Next {
    Go,
    Return(Data),
}

struct Machine<'a> {
    program: &'a Program,
    script: Vec<bool>,
    at: usize,
    drawn: Option<u64>,
    steps: usize,
    /// The variables of all activations.
    cells: Vec<Option<Data>>,
    heap: Vec<BTreeMap<Slot, Data>>,
    globals: Vec<Data>,
    files: BTreeMap<u8, Labels>,
    seen: &'a mut BTreeSet<(SiteIx, SiteIx)>,
}

/// One activation: its function, the cell of its first local, how deep it is.
#[derive(Clone, Copy)]
struct Frame<'a> {
    function: &'a Function,
    base: usize,
    depth: usize,
}

impl<'a> Machine<'a> {
    fn start(&mut self) -> Result<(), Stop> {
        for global in &self.program.globals {
            let value = match global.ty {
                Type::Object(class) => self.construct(class, &[Data::Text(0)], 0)?,
                _ => Data::Text(0),
            };
            self.globals.push(value);
        }
        self.activate(0, &[], 0).map(|_| ())
    }

    fn choose(&mut self) -> bool {
        if self.at == self.script.len() {
            let choice = self.drawn.as_mut().is_some_and(|state| {
                *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                *state >> 63 == 1
            });
            self.script.push(choice);
        }
        self.at += 1;
        self.script[self.at - 1]
    }

    fn make(&mut self, slots: BTreeMap<Slot, Data>) -> Data {
        self.heap.push(slots);
        Data::Thing(self.heap.len() - 1)
    }

    fn construct(&mut self, class: ClassIx, args: &[Data], depth: usize) -> Result<Data, Stop> {
        let object = self.make(BTreeMap::new());
        let given: Vec<Data> = std::iter::once(object).chain(args.iter().copied()).collect();
        self.activate(self.program.classes[class].constructor, &given, depth)?;
        Ok(object)
    }

    fn activate(&mut self, function: FunctionIx, args: &[Data], depth: usize) -> Result<Option<Data>, Stop> {
        if depth > DEPTH {
            return Err(Stop);
        }
        let function = &self.program.functions[function];
        let frame = Frame { function, base: self.cells.len(), depth };
        self.cells.extend(args.iter().copied().map(Some));
        self.cells.resize(frame.base + function.locals.len(), None);
        match self.block(frame, &function.body)? {
            Next::Return(value) => Ok(Some(value)),
            Next::Go => Ok(None),
        }
    }

    fn block(&mut self, frame: Frame<'a>, block: &'a [Stmt]) -> Result<Next, Stop> {
        for stmt in block {
            self.steps = self.steps.checked_sub(1).ok_or(Stop)?;
            if let Next::Return(value) = self.statement(frame, stmt)? {
                return Ok(Next::Return(value));
            }
        }
        Ok(Next::Go)
    }

    fn statement(&mut self, frame: Frame<'a>, stmt: &'a Stmt) -> Result<Next, Stop> {
        match stmt {
            Stmt::Let(local, value) => {
                let value = self.value(frame, value)?;
                self.cells[frame.base + local] = Some(value);
            }
            Stmt::Do(call) => {
                self.call(frame, call)?;
            }
            &Stmt::SetField(object, field, value) => self.put(frame, object, Slot::Field(field), value)?,
            &Stmt::SetItem(dict, key, value) => self.put(frame, dict, Slot::Key(key), value)?,
            &Stmt::Append(list, value) => {
                let end = self.heap[self.thing(frame, list)?].len();
                self.put(frame, list, Slot::Index(end), value)?;
            }
            &Stmt::Put(buffer, value) => self.put(frame, buffer, Slot::Content, value)?,
            &Stmt::Fill(buffer, site) => {
                let thing = self.thing(frame, buffer)?;
                self.heap[thing].insert(Slot::Content, Data::Text(1 << site));
            }
            &Stmt::SetGlobal(global, value) => {
                *self.globals.get_mut(global).ok_or(Stop)? = self.get(frame, value)?;
            }
            &Stmt::WriteFile(store, text) => {
                let labels = self.text(frame, text)?;
                self.files.insert(store.0, labels);
            }
            &Stmt::SetOut(out, text) => {
                let Data::Out(cell) = self.get(frame, out)? else { return Err(Stop) };
                self.cells[cell] = Some(self.get(frame, text)?);
            }
            &Stmt::Sink(data, sink) => {
                let labels = self.all_labels(self.get(frame, data)?);
                let sources = (0..Labels::BITS as usize).filter(|source| labels & (1 << source) != 0);
                self.seen.extend(sources.map(|source| (source, sink)));
            }
            &Stmt::Return(value) => return Ok(Next::Return(self.get(frame, value)?)),
            Stmt::If(then, other) => {
                let block = if self.choose() { then } else { other };
                return self.block(frame, block);
            }
            Stmt::While(body) => {
                for _ in 0..ROUNDS {
                    if !self.choose() {
                        break;
                    }
                    if let Next::Return(value) = self.block(frame, body)? {
                        return Ok(Next::Return(value));
                    }
                }
            }
            Stmt::Each(element, list, body) => {
                let list = self.thing(frame, *list)?;
                for at in 0..ROUNDS {
                    let Some(&value) = self.heap[list].get(&Slot::Index(at)) else { break };
                    self.cells[frame.base + element] = Some(value);
                    if let Next::Return(value) = self.block(frame, body)? {
                        return Ok(Next::Return(value));
                    }
                }
            }
        }
        Ok(Next::Go)
    }

    fn value(&mut self, frame: Frame<'a>, value: &'a Value) -> Result<Data, Stop> {
        Ok(match value {
            Value::Literal | Value::Length(_) => Data::Text(0),
            &Value::Environment(site) | &Value::ReadInput(site) => Data::Text(1 << site),
            &Value::ReadFile(store, site) => Data::Text(1 << site | self.files.get(&store.0).copied().unwrap_or(0)),
            &Value::Copy(local) => self.get(frame, local)?,
            &Value::Concat(left, right) => Data::Text(self.text(frame, left)? | self.text(frame, right)?),
            &Value::Field(object, field) => self.take(frame, object, Slot::Field(field))?,
            &Value::Item(dict, key) => self.take(frame, dict, Slot::Key(key))?,
            &Value::First(list) => self.take(frame, list, Slot::Index(0))?,
            &Value::Get(buffer) => self.take(frame, buffer, Slot::Content)?,
            &Value::Global(global) => self.globals.get(global).copied().ok_or(Stop)?,
            &Value::Dict(first, second) => {
                let items = [(Key(0), first), (Key(1), second)];
                let items = items.map(|(key, local)| Ok((Slot::Key(key), self.get(frame, local)?)));
                let items = items.into_iter().collect::<Result<_, _>>()?;
                self.make(items)
            }
            &Value::List(first) => {
                let first = first.map(|local| self.get(frame, local)).transpose()?;
                self.make(first.map(|value| (Slot::Index(0), value)).into_iter().collect())
            }
            Value::Buffer => self.make(BTreeMap::from([(Slot::Content, Data::Text(0))])),
            &Value::GetOut(out) => match self.get(frame, out)? {
                Data::Out(cell) => self.cells[cell].ok_or(Stop)?,
                Data::Text(_) | Data::Thing(_) | Data::Function(..) | Data::Lambda(_) => return Err(Stop),
            },
            &Value::Function(function) => Data::Function(function, None),
            &Value::Lambda(local) => Data::Lambda(frame.base + local),
            &Value::Bound(object, function) => Data::Function(function, Some(self.thing(frame, object)?)),
            Value::New(class, args) => {
                let args = self.arguments(frame, self.program.classes[*class].constructor, args)?;
                self.construct(*class, &args, frame.depth + 1)?
            }
            Value::Call(call) => self.call(frame, call)?.ok_or(Stop)?,
        })
    }

    fn call(&mut self, frame: Frame<'a>, call: &Call) -> Result<Option<Data>, Stop> {
        let (function, object) = match call.callee {
            Callee::Function(function) => (function, None),
            Callee::Method(object, function) => (function, Some(self.thing(frame, object)?)),
            Callee::Local(local) => match self.get(frame, local)? {
                Data::Lambda(cell) => return self.append(frame, call, cell).map(Some),
                other => self.function(other)?,
            },
            Callee::Hook(object) => match self.take(frame, object, Slot::Field(Field::Hook))? {
                Data::Lambda(cell) => return self.append(frame, call, cell).map(Some),
                other => self.function(other)?,
            },
        };
        let args = self.arguments(frame, function, &call.args)?;
        let given: Vec<Data> = object.map(Data::Thing).into_iter().chain(args).collect();
        self.activate(function, &given, frame.depth + 1)
    }

    /// Calls a lambda.
    fn append(&self, frame: Frame<'a>, call: &Call, cell: usize) -> Result<Data, Stop> {
        let (Some(Some(local)), Some(Data::Text(own))) = (call.args.first(), self.cells[cell]) else { return Err(Stop) };
        Ok(Data::Text(self.text(frame, *local)? | own))
    }

    fn function(&self, value: Data) -> Result<(FunctionIx, Option<usize>), Stop> {
        match value {
            Data::Function(function, object) => Ok((function, object)),
            Data::Text(_) | Data::Thing(_) | Data::Lambda(_) | Data::Out(_) => Err(Stop),
        }
    }

    fn arguments(&self, frame: Frame<'a>, callee: FunctionIx, args: &[Argument]) -> Result<Vec<Data>, Stop> {
        let callee = &self.program.functions[callee];
        let own = usize::from(callee.class.is_some());
        let given = args.iter().enumerate().map(|(at, arg)| match (arg, callee.params[own + at].default) {
            (&Some(local), _) => self.argument(frame, local, callee.locals[own + at]),
            (None, Some(Default::Environment(site))) => Ok(Data::Text(1 << site)),
            (None, _) => Ok(Data::Text(0)),
        });
        given.collect()
    }

    fn argument(&self, frame: Frame<'a>, local: Local, ty: Type) -> Result<Data, Stop> {
        if ty == Type::Out && frame.function.locals[local] == Type::Text {
            return Ok(Data::Out(frame.base + local));
        }
        self.get(frame, local)
    }

    // --- variables and the heap ---

    fn get(&self, frame: Frame<'a>, local: Local) -> Result<Data, Stop> {
        self.cells[frame.base + local].ok_or(Stop)
    }

    fn text(&self, frame: Frame<'a>, local: Local) -> Result<Labels, Stop> {
        match self.get(frame, local)? {
            Data::Text(labels) => Ok(labels),
            Data::Thing(_) | Data::Function(..) | Data::Lambda(_) | Data::Out(_) => Err(Stop),
        }
    }

    fn thing(&self, frame: Frame<'a>, local: Local) -> Result<usize, Stop> {
        match self.get(frame, local)? {
            Data::Thing(thing) => Ok(thing),
            Data::Text(_) | Data::Function(..) | Data::Lambda(_) | Data::Out(_) => Err(Stop),
        }
    }

    fn take(&self, frame: Frame<'a>, thing: Local, slot: Slot) -> Result<Data, Stop> {
        self.heap[self.thing(frame, thing)?].get(&slot).copied().ok_or(Stop)
    }

    fn put(&mut self, frame: Frame<'a>, thing: Local, slot: Slot, value: Local) -> Result<(), Stop> {
        let (thing, value) = (self.thing(frame, thing)?, self.get(frame, value)?);
        self.heap[thing].insert(slot, value);
        Ok(())
    }

    /// The labels of a text, or of all texts in a dict, list or buffer.
    fn all_labels(&self, value: Data) -> Labels {
        match value {
            Data::Text(labels) => labels,
            Data::Thing(thing) => self.heap[thing].values().fold(0, |all, &value| match value {
                Data::Text(labels) => all | labels,
                Data::Thing(_) | Data::Function(..) | Data::Lambda(_) | Data::Out(_) => all,
            }),
            Data::Function(..) | Data::Lambda(_) | Data::Out(_) => 0,
        }
    }
}
