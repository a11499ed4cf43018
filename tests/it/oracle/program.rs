//! The little language of the oracle: typed, three-address, closed under what the engine should understand.
//!
//! One abstract program is printed as source code ([`super::python`], [`super::c`]), run with labels
//! ([`super::run`]) and over-approximated ([`super::naive`]). Knows nothing of the engine.

/// Number of a class; its only field of another class is of the class before it.
pub(super) type ClassIx = usize;
pub(super) type FunctionIx = usize;
pub(super) type GlobalIx = usize;
pub(super) type FileIx = usize;
/// A local variable of a function: an index into [`Function::locals`].
pub(super) type Local = usize;
/// A source or a sink, numbered over the program; sources are bits of [`Labels`].
pub(super) type SiteIx = usize;
/// The set of sources that data came from.
pub(super) type Labels = u64;

/// Most sources of a program.
pub(super) const MAX_SOURCES: usize = Labels::BITS as usize;

/// Which language the program is to be printed in: each has things that the other cannot say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Dialect {
    Python,
    C,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Type {
    Text,
    Object(ClassIx),
    /// A function from text to text.
    Callback,
    /// Text by constant key (Python).
    Dict,
    /// Texts in order (Python).
    List,
    /// A fixed piece of memory that is filled in place (C).
    Buffer,
    /// The address of a text variable of a caller (C); parameters only.
    Out,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Field {
    /// Text, set by the constructor.
    A,
    /// Text, set by the constructor to a constant.
    B,
    /// An object of the class before, made by the constructor; class 0 has none.
    Child,
    /// An object of the same class; the constructor sets it to the object itself.
    Peer,
    /// A callback; unset until assigned.
    Hook,
}

impl Field {
    pub(super) const ALL: [Self; 5] = [Self::A, Self::B, Self::Child, Self::Peer, Self::Hook];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::Child => "child",
            Self::Peer => "peer",
            Self::Hook => "hook",
        }
    }

    /// The type of the field in `class`; none where the class has no such field.
    pub(super) fn type_in(self, class: ClassIx) -> Option<Type> {
        match self {
            Self::A | Self::B => Some(Type::Text),
            Self::Child => class.checked_sub(1).map(Type::Object),
            Self::Peer => Some(Type::Object(class)),
            Self::Hook => Some(Type::Callback),
        }
    }
}

/// A constant key of a dict: `k0`, `k1` are always there, `k2` only once it was set.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Key(pub(super) u8);

/// A named file that the program writes and reads.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Store(pub(super) u8);

#[derive(Clone, Debug)]
pub(super) struct Program {
    pub(super) dialect: Dialect,
    /// Number of files.
    pub(super) files: usize,
    /// Whether objects among parameters and results are declared to be such.
    pub(super) typed: bool,
    pub(super) classes: Vec<Class>,
    pub(super) globals: Vec<Global>,
    /// Function 0 is the entry: no parameters, called by the last line of file 0.
    pub(super) functions: Vec<Function>,
}

#[derive(Clone, Debug)]
pub(super) struct Class {
    pub(super) file: FileIx,
    /// `__init__`: parameters are the object and one text.
    pub(super) constructor: FunctionIx,
}

/// Text globals start empty, objects are constructed with an empty text before the entry runs.
#[derive(Clone, Debug)]
pub(super) struct Global {
    pub(super) file: FileIx,
    pub(super) ty: Type,
}

#[derive(Clone, Debug)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) file: FileIx,
    /// Methods and constructors: local 0 is the object.
    pub(super) class: Option<ClassIx>,
    /// The first locals are the parameters.
    pub(super) params: Vec<Param>,
    pub(super) locals: Vec<Type>,
    pub(super) result: Option<Type>,
    pub(super) body: Vec<Stmt>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Param {
    pub(super) default: Option<Default>,
}

/// The default of a text parameter, evaluated once.
#[derive(Clone, Copy, Debug)]
pub(super) enum Default {
    Empty,
    Environment(SiteIx),
}

#[derive(Clone, Debug)]
pub(super) enum Stmt {
    Let(Local, Value),
    /// A call whose result, if any, is dropped.
    Do(Call),
    SetField(Local, Field, Local),
    SetItem(Local, Key, Local),
    Append(Local, Local),
    SetGlobal(GlobalIx, Local),
    /// The text replaces what the file held.
    WriteFile(Store, Local),
    /// A file is read into the buffer.
    Fill(Local, SiteIx),
    /// The text is copied into the buffer.
    Put(Local, Local),
    /// The variable of the caller gets the text.
    SetOut(Local, Local),
    /// The text, or all texts inside the dict or list, leave.
    Sink(Local, SiteIx),
    Return(Local),
    If(Vec<Stmt>, Vec<Stmt>),
    While(Vec<Stmt>),
    /// The text variable takes each element of the list.
    Each(Local, Local, Vec<Stmt>),
}

#[derive(Clone, Debug)]
pub(super) enum Value {
    Literal,
    Environment(SiteIx),
    ReadInput(SiteIx),
    /// A file that the program may have written; reading it is a source by itself, too.
    ReadFile(Store, SiteIx),
    Copy(Local),
    Concat(Local, Local),
    /// The length of a text, as text: drops the labels.
    Length(Local),
    Field(Local, Field),
    Item(Local, Key),
    First(Local),
    Global(GlobalIx),
    Dict(Local, Local),
    List(Option<Local>),
    Buffer,
    /// What the buffer holds now.
    Get(Local),
    GetOut(Local),
    Function(FunctionIx),
    Bound(Local, FunctionIx),
    /// A function that appends the text variable, as it is when called, to its argument (Python).
    Lambda(Local),
    New(ClassIx, Vec<Argument>),
    Call(Call),
}

#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) callee: Callee,
    /// By parameter, without the object of a method.
    pub(super) args: Vec<Argument>,
    pub(super) keywords: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Callee {
    Function(FunctionIx),
    Method(Local, FunctionIx),
    Local(Local),
    /// A callback in a field.
    Hook(Local),
}

/// None: left to the default. Where the parameter is an [`Type::Out`], a text variable is passed by its address.
pub(super) type Argument = Option<Local>;

impl Function {
    pub(super) fn is_callback(&self) -> bool {
        let given = &self.locals[usize::from(self.class.is_some())..self.params.len()];
        given == [Type::Text] && self.result == Some(Type::Text)
    }
}

impl Program {
    /// How many statements a constructor begins with that set its fields.
    pub(super) fn prelude(&self, function: FunctionIx) -> usize {
        match self.functions[function].class {
            Some(class) if self.is_constructor(function) => {
                if class == 0 {
                    4
                } else {
                    6
                }
            }
            _ => 0,
        }
    }

    pub(super) fn is_constructor(&self, function: FunctionIx) -> bool {
        self.functions[function].class.is_some_and(|class| self.classes[class].constructor == function)
    }
}

impl Stmt {
    /// The blocks inside.
    pub(super) fn blocks(&self) -> [&[Self]; 2] {
        match self {
            Self::If(then, other) => [then, other],
            Self::While(body) | Self::Each(_, _, body) => [body, &[]],
            _ => [&[], &[]],
        }
    }

    /// The variable that it gives a value.
    pub(super) fn target(&self) -> Option<Local> {
        match self {
            Self::Let(local, _) | Self::Each(local, ..) => Some(*local),
            _ => None,
        }
    }

    /// The variables that it reads, its blocks left out.
    pub(super) fn operands(&self) -> Vec<Local> {
        match self {
            Self::Let(_, value) => value.operands(),
            Self::Do(call) => call.operands(),
            Self::SetField(a, _, b) | Self::SetItem(a, _, b) | Self::Append(a, b) | Self::Put(a, b) | Self::SetOut(a, b) => {
                vec![*a, *b]
            }
            Self::SetGlobal(_, local)
            | Self::WriteFile(_, local)
            | Self::Fill(local, _)
            | Self::Sink(local, _)
            | Self::Return(local)
            | Self::Each(_, local, _) => vec![*local],
            Self::If(..) | Self::While(_) => Vec::new(),
        }
    }
}

impl Value {
    fn operands(&self) -> Vec<Local> {
        match self {
            Self::Literal | Self::Environment(_) | Self::ReadInput(_) | Self::ReadFile(..) => Vec::new(),
            Self::Global(_) | Self::Buffer | Self::Function(_) => Vec::new(),
            Self::Copy(local)
            | Self::Length(local)
            | Self::Field(local, _)
            | Self::Item(local, _)
            | Self::First(local)
            | Self::Get(local)
            | Self::GetOut(local)
            | Self::Bound(local, _)
            | Self::Lambda(local) => vec![*local],
            Self::Concat(left, right) | Self::Dict(left, right) => vec![*left, *right],
            Self::List(first) => first.iter().copied().collect(),
            Self::New(_, args) => args.iter().flatten().copied().collect(),
            Self::Call(call) => call.operands(),
        }
    }
}

impl Call {
    fn operands(&self) -> Vec<Local> {
        let callee = match self.callee {
            Callee::Function(_) => None,
            Callee::Method(local, _) | Callee::Local(local) | Callee::Hook(local) => Some(local),
        };
        callee.into_iter().chain(self.args.iter().flatten().copied()).collect()
    }
}

/// All statements of a block, those inside others included.
pub(super) fn statements(block: &[Stmt]) -> Vec<&Stmt> {
    let mut found: Vec<&Stmt> = Vec::new();
    let mut pending = vec![block];
    while let Some(block) = pending.pop() {
        found.extend(block);
        pending.extend(block.iter().flat_map(Stmt::blocks));
    }
    found
}
