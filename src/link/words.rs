//! Closed word lists that the linker decides by: standard modules, builtins, method names too common to guess from.
//! All sorted, for binary search.

/// Top-level modules of the Python standard library (2 and 3): an import of one never means a file elsewhere in the tree.
#[rustfmt::skip]
const STANDARD_MODULES: &[&str] = &[
    "BaseHTTPServer", "ConfigParser", "Cookie", "HTMLParser", "Queue", "SimpleHTTPServer", "SocketServer", "StringIO",
    "Tkinter", "__builtin__", "__future__", "_thread", "_winreg", "abc", "argparse", "array", "ast", "asyncio", "atexit",
    "base64", "binascii", "bisect", "builtins", "bz2", "cPickle", "cStringIO", "calendar", "cgi", "cmd", "code", "codecs",
    "collections", "colorsys", "commands", "concurrent", "configparser", "contextlib", "contextvars", "cookielib", "copy",
    "copyreg", "csv", "ctypes", "curses", "dataclasses", "datetime", "dbm", "decimal", "difflib", "dis", "distutils", "email",
    "encodings", "enum", "errno", "faulthandler", "fcntl", "filecmp", "fileinput", "fnmatch", "fractions", "ftplib",
    "functools", "gc", "getopt", "getpass", "gettext", "glob", "graphlib", "grp", "gzip", "hashlib", "heapq", "hmac", "html",
    "http", "httplib", "imaplib", "imp", "importlib", "inspect", "io", "ipaddress", "itertools", "json", "keyword", "linecache",
    "locale", "logging", "lzma", "mailbox", "marshal", "math", "md5", "mimetypes", "mmap", "msvcrt", "multiprocessing", "netrc",
    "ntpath", "numbers", "opcode", "operator", "optparse", "os", "pathlib", "pdb", "pickle", "pipes", "pkgutil", "platform",
    "plistlib", "poplib", "posix", "posixpath", "pprint", "profile", "pty", "pwd", "pydoc", "queue", "quopri", "random", "re",
    "readline", "reprlib", "resource", "runpy", "sched", "secrets", "select", "selectors", "sets", "sha", "shelve", "shlex",
    "shutil", "signal", "site", "smtpd", "smtplib", "sndhdr", "socket", "socketserver", "sqlite3", "ssl", "stat", "statistics",
    "string", "stringprep", "struct", "subprocess", "symtable", "sys", "sysconfig", "syslog", "tarfile", "telnetlib",
    "tempfile", "termios", "textwrap", "thread", "threading", "time", "timeit", "tkinter", "token", "tokenize", "trace",
    "traceback", "tracemalloc", "tty", "types", "typing", "unicodedata", "unittest", "urllib", "urllib2", "urlparse", "uu",
    "uuid", "venv", "warnings", "wave", "weakref", "webbrowser", "winreg", "winsound", "wsgiref", "xdrlib", "xml", "xmlrpc",
    "xmlrpclib", "zipapp", "zipfile", "zipimport", "zlib", "zoneinfo",
];

/// Names that Python knows without an import (2 and 3).
#[rustfmt::skip]
const BUILTINS: &[&str] = &[
    "ArithmeticError", "AssertionError", "AttributeError", "BaseException", "BlockingIOError", "BrokenPipeError", "BufferError",
    "BytesWarning", "ChildProcessError", "ConnectionAbortedError", "ConnectionError", "ConnectionRefusedError",
    "ConnectionResetError", "DeprecationWarning", "EOFError", "Ellipsis", "EnvironmentError", "Exception", "ExceptionGroup",
    "False", "FileExistsError", "FileNotFoundError", "FloatingPointError", "FutureWarning", "GeneratorExit", "IOError",
    "ImportError", "ImportWarning", "IndentationError", "IndexError", "InterruptedError", "IsADirectoryError", "KeyError",
    "KeyboardInterrupt", "LookupError", "MemoryError", "ModuleNotFoundError", "NameError", "None", "NotADirectoryError",
    "NotImplemented", "NotImplementedError", "OSError", "OverflowError", "PendingDeprecationWarning", "PermissionError",
    "ProcessLookupError", "RecursionError", "ReferenceError", "ResourceWarning", "RuntimeError", "RuntimeWarning",
    "StopAsyncIteration", "StopIteration", "SyntaxError", "SyntaxWarning", "SystemError", "SystemExit", "TabError",
    "TimeoutError", "True", "TypeError", "UnboundLocalError", "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeError",
    "UnicodeTranslateError", "UnicodeWarning", "UserWarning", "ValueError", "Warning", "WindowsError", "ZeroDivisionError",
    "__annotations__", "__builtins__", "__debug__", "__doc__", "__file__", "__import__", "__loader__", "__name__",
    "__package__", "__path__", "__spec__", "abs", "aiter", "all", "anext", "any", "apply", "ascii", "basestring", "bin", "bool",
    "breakpoint", "buffer", "bytearray", "bytes", "callable", "chr", "classmethod", "cmp", "coerce", "compile", "complex",
    "copyright", "credits", "delattr", "dict", "dir", "divmod", "enumerate", "eval", "exec", "execfile", "exit", "file",
    "filter", "float", "format", "frozenset", "getattr", "globals", "hasattr", "hash", "help", "hex", "id", "input", "int",
    "intern", "isinstance", "issubclass", "iter", "len", "license", "list", "locals", "long", "map", "max", "memoryview", "min",
    "next", "object", "oct", "open", "ord", "pow", "print", "property", "quit", "range", "raw_input", "reduce", "reload",
    "repr", "reversed", "round", "set", "setattr", "slice", "sorted", "staticmethod", "str", "sum", "super", "tuple", "type",
    "unichr", "unicode", "vars", "xrange", "zip",
];

/// Methods of builtin and standard library objects: one name says nothing of the receiver.
#[rustfmt::skip]
const COMMON_METHODS: &[&str] = &[
    "accept", "acquire", "add", "addHandler", "add_argument", "append", "appendleft", "apply", "assertEqual", "assertFalse",
    "assertIn", "assertIs", "assertIsNone", "assertRaises", "assertTrue", "bind", "call", "cancel", "capitalize", "center",
    "check", "clear", "clone", "close", "commit", "communicate", "compile", "connect", "copy", "count", "create", "critical",
    "cursor", "date", "debug", "decode", "delete", "destroy", "difference", "digest", "discard", "done", "dump", "dumps",
    "emit", "empty", "encode", "end", "endswith", "error", "exception", "exec", "execute", "executemany", "exists", "exit",
    "expanduser", "extend", "extendleft", "fetchall", "fetchone", "filename", "fileno", "filter", "find", "findall", "finditer",
    "finish", "flush", "format", "from_bytes", "fromkeys", "full", "fullmatch", "get", "get_nowait", "getpeername",
    "getsockname", "getvalue", "group", "groupdict", "groups", "handle", "has_key", "hex", "hexdigest", "index", "info", "init",
    "insert", "intersection", "is_alive", "is_dir", "is_file", "is_set", "isalnum", "isalpha", "isatty", "isdigit", "islower",
    "isoformat", "isspace", "isupper", "items", "iterdir", "iteritems", "iterkeys", "itervalues", "join", "joinpath", "keys",
    "kill", "listen", "ljust", "load", "loads", "lock", "log", "lower", "lstrip", "main", "map", "match", "mkdir", "move",
    "name", "next", "notify", "notify_all", "open", "pack", "parse", "parse_args", "partition", "poll", "pop", "popitem",
    "popleft", "post", "print", "process", "put", "put_nowait", "qsize", "read", "readable", "readall", "readinto", "readline",
    "readlines", "recv", "recvfrom", "register", "release", "remove", "rename", "render", "replace", "reset", "resolve",
    "result", "reverse", "rfind", "rindex", "rjust", "rollback", "rotate", "rpartition", "rsplit", "rstrip", "run", "save",
    "search", "seek", "seekable", "send", "send_signal", "sendall", "sendto", "set", "setLevel", "set_result", "setblocking",
    "setdefault", "setsockopt", "settimeout", "setup", "shutdown", "size", "sleep", "sort", "span", "split", "splitlines",
    "start", "startswith", "stat", "status", "stop", "strftime", "strip", "strptime", "sub", "submit", "subn", "swapcase",
    "symmetric_difference", "tell", "terminate", "test", "text", "time", "timestamp", "title", "to_bytes", "to_dict",
    "toordinal", "total_seconds", "touch", "translate", "truncate", "type", "union", "unlink", "unlock", "unpack", "update",
    "upper", "validate", "value", "values", "wait", "warn", "warning", "weekday", "writable", "write", "writelines", "zfill",
];

/// The first parts of paths of Go's own library.
#[rustfmt::skip]
const GO_STANDARD: &[&str] = &[
    "C", "archive", "arena", "bufio", "bytes", "cmp", "compress", "container", "context", "crypto", "database", "debug",
    "embed", "encoding", "errors", "expvar", "flag", "fmt", "go", "hash", "html", "image", "index", "io", "iter", "log",
    "maps", "math", "mime", "net", "os", "path", "plugin", "reflect", "regexp", "runtime", "slices", "sort", "strconv",
    "strings", "structs", "sync", "syscall", "testing", "text", "time", "unicode", "unique", "unsafe", "weak",
];

/// Go's own functions and types.
#[rustfmt::skip]
const GO_BUILTINS: &[&str] = &[
    "any", "append", "bool", "byte", "cap", "clear", "close", "complex", "complex128", "complex64", "copy", "delete",
    "error", "float32", "float64", "imag", "int", "int16", "int32", "int64", "int8", "len", "make", "max", "min", "new",
    "panic", "print", "println", "real", "recover", "rune", "string", "uint", "uint16", "uint32", "uint64", "uint8",
    "uintptr",
];

/// C types that hold no members.
#[rustfmt::skip]
const C_PRIMITIVES: &[&str] = &[
    "BOOL", "BYTE", "DWORD", "INT", "LONG", "UINT", "ULONG", "VOID", "WORD", "_Bool", "bool", "char", "double", "float", "int",
    "int16_t", "int32_t", "int64_t", "int8_t", "intptr_t", "long", "off_t", "ptrdiff_t", "short", "signed", "size_t", "ssize_t",
    "uint16_t", "uint32_t", "uint64_t", "uint8_t", "uintptr_t", "unsigned", "void", "wchar_t",
];

pub(super) fn is_standard_module(name: &str) -> bool {
    contains(STANDARD_MODULES, name)
}

/// A path of Go's own library: its first part is one of these.
pub(super) fn is_go_standard(path: &str) -> bool {
    contains(GO_STANDARD, path.split('/').next().unwrap_or(path))
}

pub(super) fn is_go_builtin(name: &str) -> bool {
    contains(GO_BUILTINS, name)
}

pub(super) fn is_builtin(name: &str) -> bool {
    contains(BUILTINS, name)
}

pub(super) fn is_common_method(name: &str) -> bool {
    name.starts_with("__") || contains(COMMON_METHODS, name)
}

pub(super) fn is_c_primitive(name: &str) -> bool {
    contains(C_PRIMITIVES, name)
}

fn contains(sorted: &[&str], name: &str) -> bool {
    sorted.binary_search(&name).is_ok()
}

/// Modules that come with Node.
#[rustfmt::skip]
const NODE_MODULES: &[&str] = &[
    "assert", "async_hooks", "buffer", "child_process", "cluster", "console", "constants", "crypto", "dgram",
    "diagnostics_channel", "dns", "domain", "events", "fs", "http", "http2", "https", "inspector", "module", "net", "os",
    "path", "perf_hooks", "process", "punycode", "querystring", "readline", "repl", "stream", "string_decoder", "sys",
    "test", "timers", "tls", "trace_events", "tty", "url", "util", "v8", "vm", "wasi", "worker_threads", "zlib",
];

/// Names that JavaScript, browsers and Node know without an import.
#[rustfmt::skip]
const SCRIPT_GLOBALS: &[&str] = &[
    "AbortController", "AggregateError", "Array", "ArrayBuffer", "Atomics", "BigInt", "Blob", "Boolean", "Buffer",
    "CustomEvent", "DataView", "Date", "Error", "EvalError", "Event", "EventTarget", "File", "FileReader",
    "FinalizationRegistry", "Float32Array", "Float64Array", "FormData", "Function", "Headers", "Image", "Infinity",
    "Int16Array", "Int32Array", "Int8Array", "Intl", "JSON", "Map", "Math", "MessageChannel", "MutationObserver", "NaN",
    "Notification", "Number", "Object", "Promise", "Proxy", "RangeError", "ReferenceError", "Reflect", "RegExp", "Request",
    "Response", "Set", "SharedArrayBuffer", "String", "Symbol", "SyntaxError", "TextDecoder", "TextEncoder", "TypeError",
    "URIError", "URL", "URLSearchParams", "Uint16Array", "Uint32Array", "Uint8Array", "Uint8ClampedArray", "WeakMap",
    "WeakRef", "WeakSet", "WebAssembly", "WebSocket", "Worker", "XMLHttpRequest", "__dirname", "__filename", "alert",
    "arguments", "atob", "btoa", "cancelAnimationFrame", "clearInterval", "clearTimeout", "confirm", "console", "decodeURI",
    "decodeURIComponent", "document", "encodeURI", "encodeURIComponent", "escape", "eval", "exports", "fetch",
    "getComputedStyle", "global", "globalThis", "history", "import", "isFinite", "isNaN", "localStorage", "location",
    "module", "navigator", "parseFloat", "parseInt", "performance", "process", "prompt", "queueMicrotask",
    "requestAnimationFrame", "require", "screen", "self", "sessionStorage", "setImmediate", "setInterval", "setTimeout",
    "structuredClone", "undefined", "unescape", "window",
];

/// Objects of a browser whose members are called without a receiver as well, or whose handlers are like those of any other.
pub(super) fn is_script_scope(name: &str) -> bool {
    matches!(name, "self" | "window" | "globalThis" | "document")
}

/// Methods of JavaScript's own objects and of what everybody writes: one name says nothing of the receiver.
#[rustfmt::skip]
const COMMON_SCRIPT_METHODS: &[&str] = &[
    "addEventListener", "addListener", "appendChild", "apply", "at", "bind", "call", "catch", "charAt", "charCodeAt",
    "concat", "createElement", "delete", "dispatchEvent", "emit", "entries", "every", "fill", "finally", "find", "findIndex",
    "flat", "flatMap", "forEach", "get", "getAttribute", "getElementById", "has", "hasOwnProperty", "includes", "indexOf",
    "json", "keys", "lastIndexOf", "log", "map", "match", "next", "off", "on", "once", "padEnd", "padStart", "parse",
    "pause", "pipe", "pop", "post", "push", "querySelector", "querySelectorAll", "reduce", "reduceRight", "reject",
    "removeChild", "removeEventListener", "removeListener", "request", "resolve", "resume", "send", "set", "setAttribute",
    "shift", "slice", "some", "splice", "stringify", "subscribe", "substr", "substring", "test", "text", "then", "toFixed",
    "toISOString", "toJSON", "toLocaleString", "toLowerCase", "toString", "toUpperCase", "trigger", "trim", "unshift",
    "unsubscribe", "use", "valueOf", "values", "write",
];

pub(super) fn is_node_module(name: &str) -> bool {
    NODE_MODULES.binary_search(&name).is_ok()
}

pub(super) fn is_script_global(name: &str) -> bool {
    SCRIPT_GLOBALS.binary_search(&name).is_ok()
}

pub(super) fn is_common_script_method(name: &str) -> bool {
    COMMON_SCRIPT_METHODS.binary_search(&name).is_ok()
}

/// `pkg.Class`: by convention a class is capitalised and not all in capitals.
pub(super) fn looks_like_class(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path).trim_start_matches('_');
    path.contains('.') && last.starts_with(|c: char| c.is_ascii_uppercase()) && last.contains(|c: char| c.is_ascii_lowercase())
}

/// Containers of C++ and Qt. Sorted.
const CONTAINERS: [&str; 21] = [
    "QHash",
    "QList",
    "QMap",
    "QSet",
    "QVector",
    "array",
    "deque",
    "forward_list",
    "list",
    "map",
    "multimap",
    "multiset",
    "priority_queue",
    "queue",
    "set",
    "span",
    "stack",
    "unordered_map",
    "unordered_multimap",
    "unordered_set",
    "vector",
];

/// A type of a library whose objects hold others.
pub(super) fn is_container_type(path: &str) -> bool {
    // What a file uses a namespace as a whole for has its bare name.
    CONTAINERS.binary_search(&path.strip_prefix("std.").unwrap_or(path)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{
        BUILTINS, C_PRIMITIVES, COMMON_METHODS, COMMON_SCRIPT_METHODS, GO_BUILTINS, GO_STANDARD, NODE_MODULES, SCRIPT_GLOBALS,
        STANDARD_MODULES,
    };

    #[test]
    fn lists_are_sorted() {
        let others = [GO_STANDARD, GO_BUILTINS, COMMON_SCRIPT_METHODS, NODE_MODULES, SCRIPT_GLOBALS];
        for list in [STANDARD_MODULES, BUILTINS, COMMON_METHODS, C_PRIMITIVES].into_iter().chain(others) {
            let misplaced = list.windows(2).find(|pair| pair[0] >= pair[1]);
            assert_eq!(misplaced, None);
        }
    }
}
