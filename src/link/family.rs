//! How the files of a language find each other: the one place where linking asks which language a file is in.

/// How the files of a language find each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    /// Names are imported from modules (Python).
    Modules,
    /// The files of a directory are one package, which others import by its path (Go).
    Directories,
    /// Text is included, and symbols meet at link time (C).
    Linkage,
    /// Files are imported by path, packages by name (JavaScript, TypeScript).
    Scripts,
}

impl Family {
    /// One line a family.
    pub(super) fn of(language: &str) -> Self {
        match language {
            "c" | "cpp" => Self::Linkage,
            "go" => Self::Directories,
            "javascript" | "tsx" | "typescript" => Self::Scripts,
            _ => Self::Modules,
        }
    }
}
