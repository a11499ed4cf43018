//! Macros of C and C++ that say something to a compiler and nothing about the data: annotations of parameters (`_In_`, `IN`),
//! calling conventions, attributes, exports of classes, Qt's `slots` and `emit`. A grammar without a preprocessor takes them
//! for types and names: it reads `class EXPORT Name` as a function, and of `IN PVOID data` it calls the parameter `PVOID`.
//! Finds the words to leave out by what no declaration can have without macros: more names in a row than a type and a name.
//! And finds macros that are statements and are written without a semicolon (`LOG("done")`), which run into the next one.
//!
//! A word that the same text defines as a type or as a macro with a meaning is none of them. Else it knows no macro's definition:
//! what it finds is used only if the text then has no more errors than before.

use super::conditionals::quoted;
use super::definitions::Definitions;

/// Arguments of a macro longer than this are no attribute's.
const MAX_ARGUMENTS: usize = 160;
/// Arguments of a statement longer than this are not looked through.
const MAX_STATEMENT: usize = 1024;
/// Bytes that may be looked at again for arguments, for each byte of the text.
const LOOKS: usize = 8;
/// More words in a row are no declaration.
const MAX_RUN: usize = 16;

/// Words that annotate where other words in capitals may be types.
const ANNOTATIONS: [&[u8]; 19] = [
    b"IN",
    b"OUT",
    b"INOUT",
    b"OPTIONAL",
    b"CONST",
    b"FAR",
    b"NEAR",
    b"UNALIGNED",
    b"WINAPI",
    b"APIENTRY",
    b"CALLBACK",
    b"NTAPI",
    b"STDCALL",
    b"CDECL",
    b"FASTCALL",
    b"PASCAL",
    b"UNUSED",
    b"STDMETHODCALLTYPE",
    b"FORCEINLINE",
];

/// Keywords behind which something new begins.
const BREAKS: [&[u8]; 30] = [
    b"return",
    b"else",
    b"case",
    b"goto",
    b"do",
    b"if",
    b"while",
    b"for",
    b"switch",
    b"sizeof",
    b"new",
    b"delete",
    b"throw",
    b"using",
    b"namespace",
    b"template",
    b"operator",
    b"public",
    b"private",
    b"protected",
    b"default",
    b"break",
    b"continue",
    b"try",
    b"catch",
    b"co_return",
    b"co_await",
    b"co_yield",
    b"requires",
    b"asm",
];

/// Keywords that stand beside a type.
pub(super) const BESIDE: [&[u8]; 32] = [
    b"static",
    b"extern",
    b"inline",
    b"__inline",
    b"__inline__",
    b"__forceinline",
    b"register",
    b"volatile",
    b"const",
    b"restrict",
    b"__restrict",
    b"__restrict__",
    b"_Noreturn",
    b"__extension__",
    b"_Atomic",
    b"thread_local",
    b"virtual",
    b"explicit",
    b"friend",
    b"mutable",
    b"constexpr",
    b"consteval",
    b"constinit",
    b"typename",
    b"typedef",
    b"__cdecl",
    b"__stdcall",
    b"__fastcall",
    b"override",
    b"final",
    b"noexcept",
    b"_Thread_local",
];

/// Keywords that are a type.
pub(super) const TYPES: [&[u8]; 14] = [
    b"void",
    b"int",
    b"char",
    b"short",
    b"long",
    b"float",
    b"double",
    b"signed",
    b"unsigned",
    b"bool",
    b"_Bool",
    b"auto",
    b"__int64",
    b"wchar_t",
];

/// Macros of Qt, less their `Q_`.
const QT: [&[u8]; 53] = [
    b"ALWAYS_INLINE",
    b"CLASSINFO",
    b"CONSTEXPR",
    b"D",
    b"DECLARE_FLAGS",
    b"DECLARE_INTERFACE",
    b"DECLARE_METATYPE",
    b"DECLARE_OPERATORS_FOR_FLAGS",
    b"DECLARE_PRIVATE",
    b"DECLARE_PRIVATE_D",
    b"DECLARE_PUBLIC",
    b"DECLARE_SHARED",
    b"DECLARE_TR_FUNCTIONS",
    b"DECLARE_TYPEINFO",
    b"DISABLE_COPY",
    b"DISABLE_COPY_MOVE",
    b"DISABLE_COPY_MOVE_X",
    b"DISABLE_COPY_X",
    b"DISABLE_MOVE",
    b"EMIT",
    b"ENUM",
    b"ENUMS",
    b"ENUM_NS",
    b"FALLTHROUGH",
    b"FLAG",
    b"FLAGS",
    b"FLAG_NS",
    b"GADGET",
    b"GADGET_EXPORT",
    b"GLOBAL_STATIC",
    b"IMPORT_PLUGIN",
    b"INTERFACES",
    b"INVOKABLE",
    b"MOC_INCLUDE",
    b"NAMESPACE",
    b"NEVER_INLINE",
    b"NODISCARD",
    b"NORETURN",
    b"OBJECT",
    b"OBJECT_BINDABLE_PROPERTY",
    b"OBJECT_BINDABLE_PROPERTY_WITH_ARGS",
    b"OBJECT_COMPUTED_PROPERTY",
    b"OVERRIDE",
    b"PLUGIN_METADATA",
    b"PRIVATE_PROPERTY",
    b"PRIVATE_SLOT",
    b"PROPERTY",
    b"Q",
    b"REQUIRED_RESULT",
    b"REVISION",
    b"SCRIPTABLE",
    b"SLOT",
    b"UNUSED",
];

/// What stands in a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// A name.
    Word,
    /// `NAME(arguments)` with a name behind it.
    Macro,
    /// A keyword that is a type, or the name of a structure.
    Type,
    /// `class`, `struct`, `union`, `enum`.
    Head,
    Beside,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    start: usize,
    end: usize,
    kind: Kind,
}

/// What keeps a grammar from reading a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Decorations {
    /// Ranges to leave out: sorted, disjoint.
    pub(super) left_out: Vec<(usize, usize)>,
    /// Where white space stands for a semicolon. Sorted.
    pub(super) ends: Vec<usize>,
}

pub(super) fn decorations(text: &[u8], is_cpp: bool) -> Decorations {
    let known = Definitions::of(text);
    let (mut found, mut ends) = (Vec::new(), Vec::new());
    let mut run: Vec<Piece> = Vec::new();
    let (mut at, mut before) = (0, b';');
    let mut fuel = LOOKS * text.len();
    while at < text.len() {
        at = blank_end(text, at);
        let Some(&first) = text.get(at) else { break };
        if !starts_word(first) {
            let length = token(&text[at..]);
            before = text[at + length - 1];
            at += length;
            continue;
        }
        run.clear();
        if let Some(end) = is_cpp.then(|| declaration_end(text, at, &known, &mut fuel)).flatten() {
            found.push((at, end));
            at = end;
            continue;
        }
        if let Some(end) = statement_end(text, at, before, &mut fuel) {
            ends.push(end);
            (at, before) = (end + 1, b';');
            continue;
        }
        at = read_run(text, at, &mut run, &mut fuel);
        let follow = text.get(blank_end(text, at)).copied().unwrap_or(b';');
        let row = Row { text, before, follow, is_cpp, known: &known };
        let from = found.len();
        row.judge(&run, at, &mut found);
        found[from..].sort_unstable();
        before = b'a';
    }
    Decorations { left_out: found, ends }
}

/// Where the semicolon is missing behind a macro that says something (`LOG("…")`) and is followed by another statement.
fn statement_end(text: &[u8], at: usize, before: u8, fuel: &mut usize) -> Option<usize> {
    let end = word_end(text, at);
    if !matches!(before, b';' | b'{' | b'}' | b':' | b')') || !is_macro(&text[at..end]) {
        return None;
    }
    let (close, says) = arguments_end(text, blank_end(text, end), fuel)?;
    if !says {
        return None;
    }
    let next_at = blank_end(text, close);
    let next = text.get(next_at).copied()?;
    let new_line = text[close..next_at].contains(&b'\n');
    // `{ TEXT("a") }` is a list, and so is `{ TEXT("a") TEXT("b") }`.
    let goes_on = match before {
        b'{' => starts_word(next) && new_line,
        b')' => (starts_word(next) || next == b'}') && new_line,
        b':' => starts_word(next) || matches!(next, b'{' | b'}'),
        _ => starts_word(next) || next == b'}',
    };
    (goes_on && text.get(close).is_some_and(u8::is_ascii_whitespace)).then_some(close)
}

/// Where a macro ends that is a declaration of its own, without a semicolon, in a class: `Q_OBJECT`, `Q_PROPERTY(…)`, and whatever
/// stands before `public:`.
fn declaration_end(text: &[u8], at: usize, known: &Definitions<'_>, fuel: &mut usize) -> Option<usize> {
    let end = word_end(text, at);
    let word = &text[at..end];
    if !is_macro(word) {
        return None;
    }
    let of_qt = is_declaration_of_qt(word) && !known.has(word);
    let behind_word = end;
    let (end, _) = match arguments_end(text, blank_end(text, end), fuel) {
        Some(close) => close,
        None if of_qt => (end, false),
        None => return None,
    };
    let next = blank_end(text, end);
    let first = text.get(next).copied()?;
    // What these are given is evaluated, unless it is a name.
    let runs =
        matches!(word, b"Q_UNUSED" | b"Q_GLOBAL_STATIC") && memchr::memchr_iter(b'(', &text[behind_word..end]).nth(1).is_some();
    let of_qt = of_qt && !runs;
    let before_section = starts_word(first) && matches!(&text[next..word_end(text, next)], b"public" | b"private" | b"protected");
    (before_section || of_qt && (starts_word(first) || matches!(first, b'}' | b'~'))).then_some(end)
}

/// What Qt documents to stand in front of declarations, or for one, without a semicolon.
fn is_declaration_of_qt(word: &[u8]) -> bool {
    let Some(rest) = word.strip_prefix(b"Q_") else { return false };
    rest.ends_with(b"_EXPORT") || rest.starts_with(b"DECL_") || QT.contains(&rest)
}

/// Behind `(…)`, and whether a text stands in it.
fn arguments_end(text: &[u8], open: usize, fuel: &mut usize) -> Option<(usize, bool)> {
    let (mut at, mut depth, mut says) = (open, 0usize, false);
    while at < text.len().min(open + MAX_STATEMENT) && *fuel > 0 {
        *fuel -= 1;
        let length = match text[at] {
            b'(' => {
                depth += 1;
                1
            }
            b')' if depth <= 1 => return (depth == 1).then_some((at + 1, says)),
            b')' => {
                depth -= 1;
                1
            }
            b'{' | b'}' | b';' | b'#' => return None,
            b'"' => {
                says = true;
                quoted(&text[at..], b'"')
            }
            _ if depth == 0 => return None,
            _ => token(&text[at..]),
        };
        at += length;
    }
    None
}

/// Reads words in a row, from `at`; where the row ends.
fn read_run(text: &[u8], start: usize, run: &mut Vec<Piece>, fuel: &mut usize) -> usize {
    let mut at = start;
    loop {
        let end = word_end(text, at);
        let word = &text[at..end];
        if BREAKS.contains(&word) {
            // What came before stands alone, and so does what comes next.
            run.clear();
            return end;
        }
        let behind = blank_end(text, end);
        let decorates = is_attribute(word) || is_macro(word);
        let group = (decorates && text.get(behind) == Some(&b'(')).then(|| group_end(text, behind, fuel)).flatten();
        let tag = run.last().is_some_and(|last| last.kind == Kind::Head);
        let kind = match word {
            b"class" | b"struct" | b"union" | b"enum" => Kind::Head,
            _ if tag => Kind::Type,
            _ if TYPES.contains(&word) => Kind::Type,
            _ if BESIDE.contains(&word) || is_attribute(word) => Kind::Beside,
            _ => Kind::Word,
        };
        let next = group.map(|group| blank_end(text, group));
        let goes_on = next.is_some_and(|next| text.get(next).is_some_and(|&byte| starts_word(byte)));
        match (group, next) {
            (Some(group), Some(next)) if goes_on => {
                let kind = if is_attribute(word) { Kind::Beside } else { Kind::Macro };
                run.push(Piece { start: at, end: group, kind });
                at = next;
            }
            _ => {
                run.push(Piece { start: at, end, kind });
                if !text.get(behind).is_some_and(|&byte| starts_word(byte)) || run.len() >= MAX_RUN {
                    return end;
                }
                at = behind;
            }
        }
    }
}

/// A row of words between two other signs.
struct Row<'a, 'k> {
    text: &'a [u8],
    before: u8,
    follow: u8,
    is_cpp: bool,
    known: &'k Definitions<'a>,
}

impl Row<'_, '_> {
    fn word(&self, piece: &Piece) -> &[u8] {
        &self.text[piece.start..word_end(self.text, piece.start)]
    }

    /// What of a row says nothing; `end` is where it ends.
    fn judge(&self, run: &[Piece], end: usize, found: &mut Vec<(usize, usize)>) {
        if self.is_cpp && self.is_of_qt(run, end, found) {
            return;
        }
        let Some((last, others)) = run.split_last() else { return };
        let mut words = 0;
        let mut typed = false;
        for (at, piece) in run.iter().enumerate() {
            match piece.kind {
                Kind::Word if at + 1 < run.len() && self.is_sal(piece) => found.push((piece.start, piece.end)),
                Kind::Macro if self.is_sal(piece) || self.decorates(run, at) => found.push((piece.start, piece.end)),
                Kind::Word => words += 1,
                Kind::Type | Kind::Macro => typed = true,
                Kind::Head | Kind::Beside => {}
            }
        }
        if self.exports(run, found) {
            return;
        }
        let declares = matches!(self.follow, b'(' | b';' | b',' | b')' | b'=' | b'[' | b'{' | b':' | b'*' | b'&');
        // A name, and a type before it; in front of `*` stands a type alone.
        let qualifies = self.text[end..].trim_ascii_start().starts_with(b"::");
        let named = usize::from(!qualifies && !matches!(self.follow, b'*' | b'&'));
        let mut excess = (words + usize::from(typed)).saturating_sub(1 + named);
        let prototype = words == 2 && !typed && matches!(self.follow, b',' | b')') && matches!(self.before, b'(' | b',');
        // What would be left alone in `(IN PVOID)` has to be a type.
        let is_type = |word: &[u8]| is_macro(word) || word.ends_with(b"_t") || self.known.has(word);
        if prototype
            && is_type(self.word(last))
            && others.iter().any(|piece| piece.kind == Kind::Word && ANNOTATIONS.contains(&self.word(piece)))
        {
            excess = 1;
        }
        if !declares || last.kind != Kind::Word || run.iter().all(|piece| piece.kind == Kind::Macro) {
            return;
        }
        let spare = |piece: &&Piece, annotates: bool| {
            let word = self.word(piece);
            let open = piece.kind == Kind::Word && !is_sal(word) && is_macro(word);
            open && annotates == is_annotation(word) && !self.known.has(word)
        };
        let candidates = others.iter().chain(run.last().filter(|_| named == 0));
        let annotations = candidates.clone().filter(|piece| spare(piece, true));
        let rest = candidates.filter(|piece| spare(piece, false));
        for piece in annotations.chain(rest.filter(|_| !qualifies)).take(excess) {
            found.push((piece.start, piece.end));
        }
    }

    /// `type NAME(arguments) function(`, `type *NAME(arguments) function(`.
    fn decorates(&self, run: &[Piece], at: usize) -> bool {
        let called = at + 2 == run.len() && run[at + 1].kind == Kind::Word && self.follow == b'(';
        let behind_type = match at.checked_sub(1) {
            Some(previous) => matches!(run[previous].kind, Kind::Word | Kind::Type),
            None => self.before == b'*',
        };
        called && behind_type && !self.known.has(self.word(&run[at]))
    }

    fn is_sal(&self, piece: &Piece) -> bool {
        let word = self.word(piece);
        is_sal(word) && !self.known.has(word)
    }

    /// `class EXPORT Name {`, `struct API Name : Base`: true if it is such a head.
    fn exports(&self, run: &[Piece], found: &mut Vec<(usize, usize)>) -> bool {
        let Some(head) = run.iter().rposition(|piece| piece.kind == Kind::Head) else { return false };
        let behind: Vec<&Piece> = run[head + 1..].iter().filter(|piece| piece.kind != Kind::Beside).collect();
        if !matches!(self.follow, b'{' | b':') || behind.len() < 2 {
            return false;
        }
        if let [decorations @ .., _] = behind.as_slice()
            && decorations.iter().all(|piece| is_macro(self.word(piece)))
        {
            found.extend(decorations.iter().map(|piece| (piece.start, piece.end)));
        }
        true
    }

    /// `public slots:`, `signals:` and `emit signal(…)`.
    fn is_of_qt(&self, run: &[Piece], end: usize, found: &mut Vec<(usize, usize)>) -> bool {
        match run {
            [only] if self.follow == b':' => match self.word(only) {
                b"slots" | b"Q_SLOTS" if self.before == b'a' => found.push((only.start, only.end)),
                b"signals" | b"Q_SIGNALS" => found.push((only.start, blank_end(self.text, end) + 1)),
                _ => return false,
            },
            [first, _] if matches!(self.word(first), b"emit" | b"Q_EMIT") && !self.known.has(self.word(first)) => {
                found.push((first.start, first.end))
            }
            _ => return false,
        }
        true
    }
}

/// In capitals, as macros are.
pub(super) fn is_macro(word: &[u8]) -> bool {
    let capitals = word.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_');
    word.len() > 1 && capitals && word.iter().any(u8::is_ascii_uppercase) || is_sal(word) || word.starts_with(b"__")
}

fn is_annotation(word: &[u8]) -> bool {
    let ends = [&b"API"[..], b"CALL", b"EXPORT", b"EXPORTS", b"UNUSED", b"INLINE"];
    ANNOTATIONS.contains(&word) || ends.iter().any(|end| word.ends_with(end))
}

/// `_In_`, `_Out_writes_`, `__in_opt`: the source annotation language of Microsoft.
fn is_sal(word: &[u8]) -> bool {
    let capital = |at: usize| word.get(at).is_some_and(u8::is_ascii_uppercase);
    let new = word.len() > 3 && word[0] == b'_' && capital(1) && word.ends_with(b"_") && word.iter().any(u8::is_ascii_lowercase);
    let old = [&b"__in"[..], b"__out", b"__inout", b"__deref_"].iter().any(|start| {
        let rest = word.strip_prefix(*start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"_") && !rest.ends_with(b"_"))
    });
    new || old
}

/// Keywords with arguments in which a grammar knows its way.
pub(super) fn is_attribute(word: &[u8]) -> bool {
    matches!(word, b"__attribute__" | b"__attribute" | b"__declspec" | b"alignas" | b"_Alignas" | b"__asm__" | b"decltype")
}

pub(super) fn starts_word(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphabetic()
}

pub(super) fn word_end(text: &[u8], start: usize) -> usize {
    let length = text[start..].iter().take_while(|&&byte| byte == b'_' || byte.is_ascii_alphanumeric()).count();
    start + length
}

/// Behind `(…)`, if nothing stands in it but names, numbers and operators.
fn group_end(text: &[u8], open: usize, fuel: &mut usize) -> Option<usize> {
    let mut depth = 0usize;
    for (at, &byte) in text.iter().enumerate().skip(open).take(MAX_ARGUMENTS) {
        *fuel = fuel.checked_sub(1)?;
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            b'"' | b'\'' | b'{' | b'}' | b';' | b'#' => return None,
            _ => {}
        }
    }
    None
}

/// Behind white space, comments and lines of the preprocessor.
pub(super) fn blank_end(text: &[u8], start: usize) -> usize {
    let mut at = start;
    loop {
        let rest = &text[at..];
        at += match rest {
            [b'/', b'/', ..] => memchr::memchr(b'\n', rest).unwrap_or(rest.len()),
            [b'/', b'*', ..] => memchr::memmem::find(&rest[2..], b"*/").map_or(rest.len(), |end| end + 4),
            [b'#', ..] => directive(rest),
            [byte, ..] if byte.is_ascii_whitespace() => 1,
            _ => return at,
        };
    }
}

/// The length of a line of the preprocessor, with those that continue it.
pub(super) fn directive(text: &[u8]) -> usize {
    let mut at = 0;
    loop {
        let end = memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |found| at + found + 1);
        let line = text[at..end].trim_ascii_end();
        if !line.ends_with(b"\\") || end == text.len() {
            return end;
        }
        at = end;
    }
}

/// The length of a token that is no word: a literal, a number, a sign.
fn token(text: &[u8]) -> usize {
    match text {
        [quote @ (b'"' | b'\''), ..] => quoted(text, *quote),
        [first, ..] if first.is_ascii_digit() => {
            let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'\'');
            text.iter().take_while(|byte| part(byte)).count()
        }
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::decorations;

    fn kept(text: &str, is_cpp: bool) -> String {
        let (mut kept, mut from) = (String::new(), 0);
        for (start, end) in decorations(text.as_bytes(), is_cpp).left_out {
            kept.push_str(&text[from..start]);
            from = end;
        }
        let whole = kept + &text[from..];
        whole.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn annotations_of_parameters_are_left_out() {
        let text = "BOOL f(IN PVOID x, _In_ LPCSTR y, _Out_writes_(n) char *z, IN OUT PVOID *q, IN UINT, OUT PVOID);";
        assert_eq!(kept(text, false), "BOOL f( PVOID x, LPCSTR y, char *z, PVOID *q, UINT, PVOID);");
    }

    #[test]
    fn conventions_sections_and_attributes_are_left_out() {
        let text = "DATA_SECTION PTHING thing = { 0 };\nBOOL WINAPI f(int a) {}\nstatic int UNUSED g(void);";
        assert_eq!(kept(text, false), "PTHING thing = { 0 }; BOOL f(int a) {} static int g(void);");
        let text = "static result ATTR_NONNULL(1, 2) f(int *a) {}\nvoid *ALLOC(1) g(int n);\nEXPORT(int) h(int a) {}";
        assert_eq!(kept(text, false), "static result f(int *a) {} void * g(int n); EXPORT(int) h(int a) {}");
    }

    #[test]
    fn exports_of_classes_are_left_out() {
        let text = "class LIB_EXPORT Name : public Base { Q_OBJECT };\nstruct API Other final { int x; };\nclass Plain {};";
        assert_eq!(kept(text, true), "class Name : public Base { }; struct Other final { int x; }; class Plain {};");
    }

    #[test]
    fn declarations_without_semicolons_are_left_out() {
        let text = "class A : B {\n Q_OBJECT\n std::string x;\n Q_PROPERTY(int x READ x)\n DECLARE_MAP()\npublic:\n Q_INVOKABLE void f(); };";
        assert_eq!(kept(text, true), "class A : B { std::string x; public: void f(); };");
    }

    #[test]
    fn words_of_qt_are_left_out() {
        let text =
            "class A { public slots:\n void a();\nsignals:\n void b(); };\nvoid A::a() { emit b(); Q_EMIT b(); int emit; }";
        assert_eq!(kept(text, true), "class A { public : void a(); void b(); }; void A::a() { b(); b(); int emit; }");
    }

    #[test]
    fn statements_without_semicolons_get_one() {
        let text = "case A: LOG( \"a\" )\n{ LOG(\"b %d\", f(1))\n x(); LOG(\"c\")\n}\nLOG(\"d\"); EXPORT(int) f(); A(\"x\", y) {\
                    x = { TEXT(\"a\") }; y = { TEXT(\"a\") TEXT(\"b\") };";
        let ends = decorations(text.as_bytes(), false).ends;
        let lines: Vec<&str> = ends.iter().map(|&end| text[..end].rsplit("LOG").next().unwrap_or_default()).collect();
        assert_eq!(lines, ["( \"a\" )", "(\"b %d\", f(1))", "(\"c\")"]);
    }

    #[test]
    fn words_that_the_text_defines_stay() {
        for (text, is_cpp) in [
            ("typedef const char *OUT; void put(int s, OUT text) { } void f(OUT x, OUT *y);", false),
            ("typedef void (*CALLBACK)(int); static void run(CALLBACK x, CALLBACK y) { }", false),
            ("using Q_TEXT = std::string; static void put(Q_TEXT d){ }", true),
            ("#define Q_SEND(d) send(sock, d); int main(){ Q_SEND(d) return 0; }", true),
            ("int main(){ Q_SEND(d) return 0; } void put(IN data);", true),
            ("typedef char *_In_; void put(_In_ d) { Q_UNUSED(send(d)) x(); }", true),
        ] {
            let text = text.replace("; ", ";\n");
            assert_eq!(kept(&text, is_cpp), text.split_ascii_whitespace().collect::<Vec<_>>().join(" "), "{text}");
        }
        let text = "#define IN\n#define OUT /**/\nvoid f(IN PVOID x, OUT HANDLE, IN size_t, IN thing);";
        assert_eq!(kept(text, false), "#define IN #define OUT /**/ void f( PVOID x, HANDLE, size_t, IN thing);");
    }

    #[test]
    fn what_a_grammar_reads_stays() {
        for text in [
            "unsigned long int x; static const struct foo *y; BOOL z; DWORD a(HANDLE b, LPVOID c);",
            "LIST_FOREACH(a, b) f(a);\nLOG(\"x\") \n thing->go(IN, OUT);\nint EXPORT = A * B;",
            "#define IN PVOID a b\n/* IN PVOID x */ \"IN PVOID x\" ; typedef DWORD ULONG; return FOO bar;",
            "struct FOO x = { 1 }; FIELD( A )\nFIELD( B )\nint z;",
        ] {
            assert_eq!(kept(text, false), text.split_ascii_whitespace().collect::<Vec<_>>().join(" "), "{text}");
        }
    }
}
