//! How the files of a language find each other: the one place where linking asks which language a file is in.

/// How the files of a language find each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    /// Names are imported from modules (Python).
    Modules,
    /// The files of a directory are one package, which others import by its path (Go).
    Directories,
    /// Files say which package they are part of, and share its names (Java).
    Packages,
    /// Text is included, and symbols meet at link time (C).
    Linkage,
    /// Files are imported by path, packages by name (JavaScript, TypeScript).
    Scripts,
}

/// What a manifest calls the directory that it lies in: the path of a module of Go (`go.mod`), the name of a package of npm
/// (`package.json`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Root {
    /// A language of those that the name is for.
    pub language: &'static str,
    /// Without a slash at its end; empty for the whole tree.
    pub directory: String,
    pub name: String,
    /// What imports of the name, or of paths below it, mean: (path below the name, file below the directory). The first
    /// that is there is meant (npm's `main` and `exports`).
    pub entries: Vec<(String, String)>,
}

/// Names live in namespaces and classes, functions in both, and types are learned (C++).
pub(super) fn has_spaces(language: &str) -> bool {
    language == "cpp"
}

impl Family {
    /// One line a family.
    pub(super) fn of(language: &str) -> Self {
        match language {
            "c" | "cpp" => Self::Linkage,
            "go" => Self::Directories,
            "javascript" | "tsx" | "typescript" => Self::Scripts,
            "java" => Self::Packages,
            _ => Self::Modules,
        }
    }
}

/// A bare name in a class means a member of it, of those above it or of those around it; methods of one name are told
/// apart by their parameters.
pub(super) fn has_lexical_members(language: &str) -> bool {
    language == "java"
}

/// The package whose names every file has.
pub(super) fn implicit_package(language: &str) -> Option<&'static str> {
    (language == "java").then_some("java.lang")
}

/// What turns a value into text writes out the members of any object, of whatever class.
pub(crate) fn writes_out_objects(language: &str) -> bool {
    matches!(language, "javascript" | "tsx" | "typescript")
}

/// A function is an object whose one method calls it, whatever the method's name.
pub(crate) fn has_functional_interfaces(language: &str) -> bool {
    language == "java"
}

/// Classes say which of a library's they are derived from, and the library calls their methods by name.
pub(crate) fn derives_from_libraries(language: &str) -> bool {
    matches!(language, "java" | "python" | "javascript" | "tsx" | "typescript")
}

/// An object that is assigned is not copied: it has one name more.
pub(crate) fn assigns_references(language: &str) -> bool {
    !matches!(Family::of(language), Family::Linkage | Family::Directories)
}

/// Members belong to types that are declared: whoever names one says of which type, if only by the variable's.
pub(crate) fn declares_members(language: &str) -> bool {
    matches!(language, "c" | "cpp" | "go" | "java")
}

/// Libraries write out an object with the objects that lie in it; where text is included, they see one piece of memory.
pub(crate) fn writes_out_parts(language: &str) -> bool {
    Family::of(language) != Family::Linkage
}

/// Arithmetic on an address leads to what lies beside it; elsewhere, what comes of two objects is neither of them.
pub(crate) fn has_address_arithmetic(language: &str) -> bool {
    matches!(language, "c" | "cpp" | "go")
}

/// A pointer to an object may be given where one to bytes is asked for.
pub(crate) fn has_objects_as_bytes(language: &str) -> bool {
    matches!(language, "c" | "cpp")
}

/// Packages offer, under shorter paths, what modules inside of them define; both lead to the same thing.
pub(super) fn offers_again(language: &str) -> bool {
    language == "python"
}

/// An object can be made of its members in the order of their declaration, without a constructor of its class.
pub(crate) fn members_in_order(language: &str) -> bool {
    matches!(language, "c" | "cpp" | "python")
}

/// A type has an interface by having its methods, whoever wrote either.
pub(crate) fn has_structural_interfaces(language: &str) -> bool {
    language == "go"
}
