"""Tar archives on which readers differ, or that are meant to do harm. POSIX.1-2024 (pax), GNU tar's manual."""

import bz2
import gzip
import io
import lzma
import zipfile

from . import Case

BLOCK = 512
END = bytes(2 * BLOCK)
USTAR, GNU, V7 = b"ustar\00000", b"ustar  \0", bytes(8)
GLOBAL, LOCAL = b"g", b"x"


def header(name, kind=b"0", size=0, *, link=b"", mode=b"0000644\0", magic=USTAR, prefix=b"", put=(), checksum=None):
    """One header block. `put` overwrites (offset, bytes); `checksum` makes the field from the right sum."""
    size = b"%011o\0" % size if isinstance(size, int) else size
    block = bytearray(BLOCK)
    for at, value in [
        (0, name[:100]), (100, mode), (108, b"0000000\0"), (116, b"0000000\0"), (124, size), (136, b"00000000000\0"),
        (148, b" " * 8), (156, kind), (157, link[:100]), (257, magic), (345, prefix), *put,
    ]:
        block[at:at + len(value)] = value
    block[148:156] = (checksum or (lambda right, _: b"%06o\0 " % right))(sum(block), block)
    return bytes(block)


def entry(name, content=b"", kind=b"0", size=None, **fields):
    """A header with its content, padded; `size` is what the header claims."""
    return header(name, kind, len(content) if size is None else size, **fields) + content + bytes(-len(content) % BLOCK)


def record(key, value):
    """One PAX record; its length counts itself."""
    body = b" %s=%s\n" % (key, value)
    length = next(n for n in range(len(body), len(body) + 9) if n == len(body) + len(str(n)))
    return str(length).encode() + body


def pax(kind, *records):
    return entry(b"PaxHeaders/x", b"".join(value if isinstance(value, bytes) else record(*value) for value in records), kind)


def long_name(name, kind=b"L"):
    return entry(b"././@LongLink", name, kind, magic=GNU)


def base256(number, width=12):
    return (number % (1 << (8 * width)) | (1 << (8 * width - 1))).to_bytes(width, "big")


def signed_sum(_, block):
    """As old Sun tars summed: bytes above 127 count as negative."""
    return b"%06o\0 " % (sum(byte - 256 if byte > 127 else byte for byte in block))


FIRST, LAST = entry(b"first", b"1\n"), entry(b"last", b"2\n")


def between(*parts, end=END):
    """An archive whose oddity stands between two good entries."""
    return b"".join([FIRST, *parts, LAST, end])


def entries():
    """What is wrong with one entry costs that entry: (name, parts, refusals)."""
    return [
        ("name absolute", [entry(b"/etc/passwd", b"x")], {"/etc/passwd": "absolute-path"}),
        ("name parent", [entry(b"a/../../x", b"x")], {"a/../../x": "parent-path"}),
        ("name parent inside", [entry(b"a/../x", b"x")], {"a/../x": "parent-path"}),
        ("name git", [entry(b"p/.git/config", b"x"), entry(b"p/.git/hooks/post-checkout", b"x")], {"p/.git": "git-component"}),
        ("name git ntfs", [entry(b"GIT~1/config", b"x")], {"GIT~1": "git-component"}),
        ("name git hfs", [entry(".g\u200cit/config".encode(), b"x")], {".g\\u{200c}it": "git-component"}),
        ("name backslash", [entry(b"a\\b", b"x")], {"a\\\\b": "windows-name"}),
        ("name drive", [entry(b"C:x", b"x")], {"C:x": "windows-name"}),
        ("name unc", [entry(b"\\\\host\\share", b"x")], {"\\\\\\\\host\\\\share": "windows-name"}),
        ("name stream", [entry(b"a.txt:evil", b"x")], {"a.txt:evil": "windows-name"}),
        ("name device", [entry(b"src/aux.c", b"x")], {"src/aux.c": "windows-name"}),
        ("name device superscript", [entry("COM\u00b9".encode(), b"x")], {"COM\u00b9": "windows-name"}),
        ("name device console", [entry(b"CONIN$", b"x")], {"CONIN$": "windows-name"}),
        ("name dot at end", [entry(b"src./a", b"x")], {"src./a": "windows-name"}),
        ("name space at end", [entry(b"a.py ", b"x")], {"a.py ": "windows-name"}),
        ("name control", [entry(b"a\x1b[2J", b"x")], {"a\\u{1b}[2J": "control-character"}),
        ("name newline", [entry(b"a\nb", b"x")], {"a\\nb": "control-character"}),
        ("name empty", [entry(b"", b"x")], {"./": "empty-name"}),
        ("name of the root", [entry(b"./", b"x")], {"./": "ambiguous-header"}),
        ("name of a directory", [entry(b"d/", b"x")], {"d": "ambiguous-header"}),
        ("twice", [entry(b"x", b"1"), entry(b"x", b"2")], {"x": "duplicate-name"}),
        ("twice by dot", [entry(b"x", b"1"), entry(b"./x", b"2")], {"x": "duplicate-name"}),
        ("twice by case", [entry(b"x", b"1"), entry(b"X", b"2")], {"X": "duplicate-name", "x": "duplicate-name"}),
        ("twice by eszett", [entry("ß".encode(), b"1"), entry(b"SS", b"2")], {"ß": "duplicate-name", "SS": "duplicate-name"}),
        ("twice by form", [entry("é".encode(), b"1"), entry("e\u0301".encode(), b"2")],
         {"é": "duplicate-name", "e\u0301": "duplicate-name"}),
        ("twice by ignorable", [entry("a\u200db".encode(), b"1"), entry(b"ab", b"2")],
         {"a\\u{200d}b": "duplicate-name", "ab": "duplicate-name"}),
        ("twice without the root", [entry(b"etc/x", b"1"), entry(b"/etc/x", b"2")],
         {"etc/x": "duplicate-name", "/etc/x": "absolute-path"}),
        ("twice by directory case", [entry(b"D/a", b"1"), entry(b"d/b", b"2")], {"D/a": "duplicate-name", "d/b": "duplicate-name"}),
        ("file is a directory", [entry(b"d", b"1"), entry(b"d/x", b"2")], {"d": "duplicate-name", "d/x": "duplicate-name"}),
        ("below a link", [entry(b"d", kind=b"2", link=b"/tmp"), entry(b"d/x", b"1")],
         {"d": "duplicate-name", "d/x": "duplicate-name"}),
        ("symlink out", [entry(b"s", kind=b"2", link=b"../../x")], {"s": "link-escapes"}),
        ("symlink absolute", [entry(b"s", kind=b"2", link=b"/etc/passwd")], {"s": "link-escapes"}),
        ("symlink windows", [entry(b"s", kind=b"2", link=b"C:\\x")], {"s": "link-escapes"}),
        ("symlink empty", [entry(b"s", kind=b"2")], {"s": "ambiguous-header"}),
        ("hard link out", [entry(b"h", kind=b"1", link=b"../x")], {"h": "hard-link"}),
        ("hard link absolute", [entry(b"h", kind=b"1", link=b"/etc/passwd")], {"h": "hard-link"}),
        ("hard link forward", [entry(b"h", kind=b"1", link=b"last")], {"h": "hard-link"}),
        ("hard link to a link", [entry(b"s", kind=b"2", link=b"/etc/passwd"), entry(b"h", kind=b"1", link=b"s")],
         {"s": "link-escapes", "h": "hard-link"}),
        ("hard link to itself", [entry(b"h", kind=b"1", link=b"h")], {"h": "hard-link"}),
        ("character device", [entry(b"d", kind=b"3")], {"d": "device"}),
        ("block device", [entry(b"d", kind=b"4")], {"d": "device"}),
        ("pipe", [entry(b"p", kind=b"6")], {"p": "device"}),
        ("volume label", [entry(b"label", kind=b"V")], {"label": "unsupported-type"}),
        ("multi volume", [entry(b"part", kind=b"M")], {"part": "unsupported-type"}),
        ("unknown type", [entry(b"q", kind=b"Q")], {"q": "unsupported-type"}),
        ("sparse gnu", [sparse()], {"s": "sparse-file"}),
        ("sparse gnu extended", [sparse(extended=True)], {"s": "sparse-file"}),
        ("sparse pax 0.1", [pax(LOCAL, (b"GNU.sparse.size", b"4096"), (b"GNU.sparse.map", b"0,1"), (b"GNU.sparse.name", b"s")),
                            entry(b"GNUSparseFile.0/s", b"x")], {"GNUSparseFile.0/s": "sparse-file"}),
        ("sparse pax 1.0", [pax(LOCAL, (b"GNU.sparse.major", b"1"), (b"GNU.sparse.minor", b"0"), (b"GNU.sparse.name", b"s"),
                                (b"GNU.sparse.realsize", b"4")), entry(b"GNUSparseFile.0/s", b"1\n0\n4\n".ljust(512, b"\0") + b"data")],
         {"GNUSparseFile.0/s": "sparse-file"}),
        ("sparse star", [pax(LOCAL, (b"SCHILY.realsize", b"4096")), entry(b"s", b"x")], {"s": "sparse-file"}),
        ("pax path out", [pax(LOCAL, (b"path", b"../x")), entry(b"fine", b"x")], {"../x": "parent-path"}),
        ("pax path absolute", [pax(LOCAL, (b"path", b"/x")), entry(b"fine", b"x")], {"/x": "absolute-path"}),
        ("gnu name out", [long_name(b"../x\0"), entry(b"fine", b"x")], {"../x": "parent-path"}),
        ("gnu link out", [long_name(b"/etc/passwd\0", b"K"), entry(b"s", kind=b"2", link=b"cut")], {"s": "link-escapes"}),
        ("prefix without its magic", [entry(b"x", b"1", magic=GNU, prefix=b"hidden")], {"x": "ambiguous-header"}),
        ("prefix in v7", [entry(b"x", b"1", magic=V7, prefix=b"hidden")], {"x": "ambiguous-header"}),
        ("prefix of another version", [entry(b"x", b"1", magic=b"ustar\0zz", prefix=b"hidden")], {"x": "ambiguous-header"}),
        ("mode without digits", [entry(b"x", b"1", mode=b"rwxr-xr\0")], {"x": "ambiguous-header"}),
    ]


#: What some tool makes of a name that candor refuses as it stands.
ALIAS = {
    "name absolute": {"etc/passwd": "/etc/passwd"},
    "name empty": {"": "./"},
    "name of the root": {"": "./"},
    "sparse pax 0.1": {"s": "GNUSparseFile.0/s"},
    "sparse pax 1.0": {"s": "GNUSparseFile.0/s"},
    "pax path absolute": {"x": "/x"},
    "prefix without its magic": {"hidden/x": "x"},
    "prefix in v7": {"hidden/x": "x"},
    "prefix of another version": {"hidden/x": "x"},
}


def sparse(extended=False):
    """An old GNU sparse file: one byte of data at 0, then a hole."""
    maps = b"%011o\0%011o\0" % (0, 1)
    put = [(386, maps), (482, b"\1" if extended else b"\0"), (483, b"%011o\0" % 4096)]
    more = (b"%011o\0%011o\0" % (2048, 0)).ljust(BLOCK, b"\0") if extended else b""
    return header(b"s", b"S", 1, magic=GNU, put=put) + more + b"x".ljust(BLOCK, b"\0")


def structures():
    """What makes the place of the next header doubtful ends the reading: (name, parts, code, names read)."""
    hidden = entry(b"hidden", b"x")
    return [
        ("pax global path", [pax(GLOBAL, (b"path", b"x"))], "ambiguous-header"),
        ("pax global linkpath", [pax(GLOBAL, (b"linkpath", b"x"))], "ambiguous-header"),
        ("pax global size", [pax(GLOBAL, (b"size", b"512"))], "ambiguous-header"),
        ("pax global charset", [pax(GLOBAL, (b"hdrcharset", b"BINARY"))], "ambiguous-header"),
        ("pax global sparse", [pax(GLOBAL, (b"GNU.sparse.major", b"1"))], "ambiguous-header"),
        ("pax header of an owner without digits", [entry(b"PaxHeaders/x", record(b"path", b"a"), LOCAL, put=[(116, b"000D000\0")]), hidden],
         "ambiguous-header"),
        ("gnu name of an owner without digits", [entry(b"././@LongLink", b"a\0", b"L", magic=GNU, put=[(116, b"000D000\0")]), hidden],
         "ambiguous-header"),
        ("pax global between", [pax(LOCAL, (b"path", b"x")), pax(GLOBAL, (b"comment", b"x"))], "ambiguous-header"),
        ("pax key twice", [pax(LOCAL, (b"path", b"a"), (b"path", b"b"))], "ambiguous-header"),
        ("pax size twice", [pax(LOCAL, (b"size", b"2"), (b"size", b"512"))], "ambiguous-header"),
        ("pax header twice", [pax(LOCAL, (b"path", b"a")), pax(LOCAL, (b"path", b"b"))], "ambiguous-header"),
        ("pax solaris", [pax(b"X", (b"path", b"a"))], "ambiguous-header"),
        ("pax name with nul", [pax(LOCAL, (b"path", b"a\0b"))], "ambiguous-header"),
        ("pax name empty", [pax(LOCAL, (b"path", b""))], "ambiguous-header"),
        ("pax size hides a header", [pax(LOCAL, (b"size", b"1024")), entry(b"big", b"1" * 2), hidden], "ambiguous-header"),
        ("pax size of a header", [pax(LOCAL, (b"size", b"0")), entry(b"outer", hidden)], "ambiguous-header"),
        ("pax size negative", [pax(LOCAL, (b"size", b"-1")), hidden], "ambiguous-header"),
        ("pax size hexadecimal", [pax(LOCAL, (b"size", b"0x1")), hidden], "ambiguous-header"),
        ("pax size beyond 64 bits", [pax(LOCAL, (b"size", b"18446744073709551617")), hidden], "ambiguous-header"),
        ("pax length too long", [pax(LOCAL, b"99 path=a\n")], "ambiguous-header"),
        ("pax length too short", [pax(LOCAL, b"8 path=abcdef\n")], "ambiguous-header"),
        ("pax length signed", [pax(LOCAL, b"+9 path=a\n")], "ambiguous-header"),
        ("pax length padded", [pax(LOCAL, b"010 path=a\n")], "ambiguous-header"),
        ("pax without newline", [pax(LOCAL, b"9 path=aX")], "ambiguous-header"),
        ("pax without key", [pax(LOCAL, b"5 =a\n")], "ambiguous-header"),
        ("pax beyond its size", [entry(b"x", record(b"comment", b"c") + record(b"path", b"a"), b"x", size=12)], "ambiguous-header"),
        ("gnu name beyond its size", [entry(b"././@LongLink", b"ab\0", b"L", size=1, magic=GNU)], "ambiguous-header"),
        ("pax huge", [pax(LOCAL, (b"comment", b"x" * (1 << 20)))], "ambiguous-header"),
        ("pax and gnu name differ", [long_name(b"a\0"), pax(LOCAL, (b"path", b"b"))], "ambiguous-header"),
        ("gnu name and pax differ", [pax(LOCAL, (b"path", b"b")), long_name(b"a\0")], "ambiguous-header"),
        ("pax and gnu link differ", [long_name(b"a\0", b"K"), pax(LOCAL, (b"linkpath", b"b")), entry(b"s", kind=b"2", link=b"c")],
         "ambiguous-header"),
        ("gnu name twice", [long_name(b"a\0"), long_name(b"b\0")], "ambiguous-header"),
        ("gnu name with nul", [long_name(b"a\0b\0")], "ambiguous-header"),
        ("gnu name empty", [long_name(b"\0")], "ambiguous-header"),
        ("gnu old long names", [entry(b"names", b"Rename a to b\n", b"N", magic=GNU)], "ambiguous-header"),
        ("gnu dump directory", [entry(b"d/", b"Yx\0\0", b"D", magic=GNU)], "ambiguous-header"),
        ("size negative", [entry(b"x", hidden, size=base256(-1))], "ambiguous-header"),
        ("size beyond 64 bits", [entry(b"x", hidden, size=base256(1 << 64))], "ambiguous-header"),
        ("size in part binary", [entry(b"x", hidden, size=b"\x81" + bytes(10) + b"\1")], "ambiguous-header"),
        ("size old base 64", [entry(b"x", hidden, size=b"+AAAAAAAAAA\0")], "ambiguous-header"),
        ("size signed", [entry(b"x", hidden, size=b"-0000000001\0")], "ambiguous-header"),
        ("size of spaces", [entry(b"x", hidden, size=b" " * 12)], "ambiguous-header"),
        ("size hexadecimal", [entry(b"x", hidden, size=b"0x000000200\0")], "ambiguous-header"),
        ("size with an eight", [entry(b"x", hidden, size=b"00000000008\0")], "ambiguous-header"),
        ("size with a tail", [entry(b"x", hidden, size=b"0002000\0 777")], "ambiguous-header"),
        ("size in parts", [entry(b"x", hidden, size=b"0002 000777\0")], "ambiguous-header"),
        ("directory with a size", [entry(b"d/", hidden, b"5")], "ambiguous-header"),
        ("symlink with a size", [entry(b"s", hidden, b"2", link=b"first")], "ambiguous-header"),
        ("hard link with a size", [entry(b"h", hidden, b"1", link=b"first")], "ambiguous-header"),
        ("pipe with a size", [entry(b"p", hidden, b"6")], "ambiguous-header"),
        ("unknown type with a size", [entry(b"q", hidden, b"Q")], "ambiguous-header"),
        ("checksum wrong", [entry(b"x", b"1", checksum=lambda right, _: b"%06o\0 " % (right + 1))], "corrupt"),
        ("checksum of nothing", [entry(b"x", b"1", checksum=lambda *_: bytes(8))], "corrupt"),
        ("checksum signed", [entry("é".encode(), b"1", checksum=signed_sum)], "corrupt"),
    ]


def wholes():
    """(name, bytes, refusals, names read)."""
    good = between()
    cut = FIRST + entry(b"x", b"x" * 2000)[:1000]
    tail = gzip.compress(good) + b"hidden data"
    zeros = entry(b"zeros", bytes(16 << 20))
    bomb = FIRST + zeros + END
    return [
        ("data after the end", good + entry(b"hidden", b"x"), {".": "trailing-data"}),
        ("archive after the end", good + between(entry(b"hidden", b"x")), {".": "trailing-data"}),
        ("one block of zeros", FIRST + bytes(BLOCK) + LAST + END, {".": "trailing-data"}),
        ("junk after the end", good + b"junk", {".": "trailing-data"}),
        ("no end", FIRST + LAST, {".": "truncated"}),
        ("half an end", FIRST + LAST + bytes(BLOCK), {".": "truncated"}),
        ("half a header", FIRST + LAST[:300], {".": "truncated"}),
        ("cut in a file", cut, {".": "truncated", "x": "truncated"}),
        ("size beyond the end", FIRST + entry(b"x", b"1", size=1 << 30), {".": "truncated"}),
        ("pax header last", FIRST + pax(LOCAL, (b"path", b"x")) + END, {".": "ambiguous-header"}),
        ("gnu name last", FIRST + long_name(b"x\0") + END, {".": "ambiguous-header"}),
        ("gzip tail", tail, {".": "corrupt"}),
        ("gzip wrong sum", gzip.compress(good)[:-8] + bytes(4) + gzip.compress(good)[-4:], {".": "corrupt"}),
        ("gzip cut", gzip.compress(good)[:-9], {".": "truncated"}),
        ("gzip of two archives", gzip.compress(good) + gzip.compress(between(entry(b"hidden", b"x"))), {".": "trailing-data"}),
        ("bzip2 tail", bz2.compress(good) + b"hidden", {".": "corrupt"}),
        ("xz tail", lzma.compress(good) + b"hidden.", {".": "truncated"}),
        ("gzip bomb", gzip.compress(bomb), {".": "ratio"}),
        ("bzip2 bomb", bz2.compress(bomb), {".": "ratio"}),
        ("xz bomb", lzma.compress(bomb), {".": "ratio"}),
        ("gzip in parts", gzip.compress(good[:700]) + gzip.compress(good[700:]), {}),
        ("zip behind", good + zip_archive(), {".": "trailing-data"}),
    ]


def zip_archive():
    """What zip readers find first in a file that starts as something else."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hidden", b"x")
    return out.getvalue()


def honest():
    """What must be read, all of it: (name, parts, the names between)."""
    long = b"/".join([b"directory"] * 20) + b"/file.c"
    return [
        ("ustar", [entry(b"a.c", b"x"), entry(b"empty")], ["a.c", "empty"]),
        ("ustar prefix", [entry(b"file.c", b"x", prefix=b"some/where")], ["some/where/file.c"]),
        ("v7", [entry(b"a.c", b"x", magic=V7, kind=b"\0")], ["a.c"]),
        ("gnu long name", [long_name(long + b"\0"), entry(long[:100], b"x", magic=GNU)], [long.decode()]),
        ("gnu long name over a prefix", [long_name(b"long\0"), entry(b"x", b"1", prefix=b"unused")], ["long"]),
        ("pax names", [pax(LOCAL, (b"path", "dir/näme".encode()), (b"mtime", b"1.5"), (b"comment", b"c")), entry(b"short", b"x")],
         ["dir/näme"]),
        ("pax size", [pax(LOCAL, (b"size", b"3")), entry(b"a", b"abc")], ["a"]),
        ("pax and gnu agree", [long_name(b"long/name\0"), pax(LOCAL, (b"path", b"long/name")), entry(b"x", b"x")], ["long/name"]),
        ("pax global comment", [pax(GLOBAL, (b"comment", b"0" * 40)), entry(b"a", b"x")], ["a"]),
        ("size binary", [entry(b"a", b"abc", size=base256(3))], ["a"]),
        ("size with spaces", [entry(b"a", b"abc", size=b"          3 ")], ["a"]),
        ("size without end", [entry(b"a", b"abc", size=b"000000000003")], ["a"]),
        ("contiguous", [entry(b"a", b"abc", b"7")], ["a"]),
        ("redundant dots", [entry(b"././d//a", b"x")], ["d/a"]),
        ("names of any bytes", [entry(b"\xff\xfe", b"x")], ["\\xff\\xfe"]),
        ("trailing zeros", [entry(b"a", b"x")], ["a"]),
    ]


def cases():
    out = [Case(name, between(*parts), refused, ("first", "last"), ALIAS.get(name, {})) for name, parts, refused in entries()]
    out += [Case(name, between(*parts), {".": code}, ("first",)) for name, parts, code in structures()]
    out += [Case(name, data, refused) for name, data, refused in wholes()]
    out += [Case(name, between(*parts, end=END + bytes(8192)), {}, ("first", "last", *names)) for name, parts, names in honest()]
    return out
