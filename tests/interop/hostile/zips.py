"""Zip archives on which readers differ, or that are meant to do harm. APPNOTE 6.3.10."""

import struct
import zlib

from . import Case

STORE, DEFLATE = 0, 8
FILE, LINK, DIRECTORY, PIPE = 0o100644, 0o120777, 0o040755, 0o010644
UTF8, DEFERRED, ENCRYPTED, STRONG, MASKED = 1 << 11, 1 << 3, 1, 1 << 6, 1 << 13
ONES = 0xFFFFFFFF
SCRIPT = b"#!/bin/sh\nexit\n"


class Member:
    """One member. `local` and `central` overwrite fields of one header by name, `both` of both."""

    def __init__(self, name, content=b"", *, method=STORE, mode=FILE, host=3, flags=0, extra=b"", local_extra=None, data=None,
                 gap=b"", shift=0, descriptor=None, local=(), central=(), both=()):
        self.data = deflate(content) if data is None and method == DEFLATE else content if data is None else data
        self.gap, self.shift, self.descriptor = gap, shift, descriptor
        fields = dict(
            version=20, flags=flags, method=method, crc=zlib.crc32(content), packed=len(self.data), size=len(content), name=name,
            extra=extra, made=host << 8 | 30, attributes=mode << 16, disk=0, signature=None,
        )
        deferred = dict(crc=0, packed=0, size=0) if flags & DEFERRED else {}
        local_extra = {} if local_extra is None else {"extra": local_extra}
        self.local = {**fields, **deferred, **local_extra, **dict(both), **dict(local)}
        self.central = {**fields, **dict(both), **dict(central)}

    def local_bytes(self):
        f = self.local
        return struct.pack("<4s5H3I2H", b"PK\3\4", f["version"], f["flags"], f["method"], 0, 33, f["crc"], f["packed"], f["size"],
                           len(f["name"]), len(f["extra"])) + f["name"] + f["extra"]

    def tail(self):
        if self.descriptor is not None:
            return self.descriptor
        f = self.central
        return b"PK\7\x08" + struct.pack("<3I", f["crc"], f["packed"], f["size"]) if f["flags"] & DEFERRED else b""

    def central_bytes(self, start):
        f = self.central
        return struct.pack("<4s6H3I5H2I", b"PK\1\2", f["made"], f["version"], f["flags"], f["method"], 0, 33, f["crc"],
                           f["packed"], f["size"], len(f["name"]), len(f["extra"]), 0, f["disk"], 0, f["attributes"],
                           f.get("start", start + self.shift)) + f["name"] + f["extra"]


def deflate(content):
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(content) + squeeze.flush()


def field(identifier, value):
    return struct.pack("<2H", identifier, len(value)) + value


def zip64(*values):
    return field(1, struct.pack(f"<{len(values)}Q", *values))


def unicode_path(name, of):
    return field(0x7075, b"\1" + struct.pack("<I", zlib.crc32(of)) + name)


def archive(*members, prefix=b"", hidden=b"", end=(), comment=b"", end64=None, before_end=b"", tail=b"", skip=()):
    """`end` and `end64` overwrite fields of the end records; `skip` leaves members out of the directory."""
    out, directory = bytearray(prefix), bytearray()
    for number, member in enumerate(members):
        if number not in skip:
            directory += member.central_bytes(len(out))
        out += member.local_bytes() + member.data + member.tail() + member.gap
    out += hidden
    count = len(members) - len(skip)
    f = dict(disk=0, start_disk=0, here=count, count=count, size=len(directory), start=len(out))
    out += directory
    if end64 is not None:
        g = {**f, **dict(end64)}
        place = g.get("place", len(out))
        out += struct.pack("<4sQ2H2I4Q", b"PK\6\6", g.get("record", 44), 45, 45, g["disk"], g["start_disk"], g["here"], g["count"],
                           g["size"], g["start"])
        out += struct.pack("<4sIQI", b"PK\6\7", 0, place, g.get("disks", 1))
    f.update(end)
    out += before_end
    out += struct.pack("<4s4H2IH", b"PK\5\6", f["disk"], f["start_disk"], f["here"], f["count"], f["size"], f["start"],
                       f.get("comment", len(comment))) + comment
    return bytes(out + tail)


def first():
    return Member(b"first", b"1\n")


def last():
    return Member(b"last", b"2\n")


def between(*members, **fields):
    return archive(first(), *members, last(), **fields)


def lie(side, **fields):
    return Member(b"x", b"content", **{side: fields})


def members():
    """What is wrong with one member costs that member: (name, members, refusals)."""
    x = b"content"
    mismatch, twice = {"x": "header-mismatch"}, {"x": "duplicate-name"}
    return [
        ("name absolute", [Member(b"/x", x)], {"/x": "absolute-path"}),
        ("name parent", [Member(b"a/../../x", x)], {"a/../../x": "parent-path"}),
        ("name git", [Member(b"p/.git/config", x)], {"p/.git": "git-component"}),
        ("name backslash", [Member(b"..\\x", x)], {"..\\\\x": "windows-name"}),
        ("name backslash of dos", [Member(b"a\\x", x, host=0)], {"a\\\\x": "windows-name"}),
        ("name drive", [Member(b"C:/x", x)], {"C:/x": "windows-name"}),
        ("name device", [Member(b"NUL", x)], {"NUL": "windows-name"}),
        ("name dot at end", [Member(b"x.", x)], {"x.": "windows-name"}),
        ("name nul", [Member(b"x\0.py", x)], {"x\\u{0}.py": "control-character"}),
        ("name empty", [Member(b"", x)], {"./": "empty-name"}),
        ("name not utf8", [Member(b"x\xff", x, flags=UTF8)], {"x\\xff": "name-encoding"}),
        ("name in an extra field", [Member(b"x", x, extra=unicode_path(b"y", b"x"))], {"x": "name-encoding"}),
        ("name in a local extra field", [Member(b"x", x, local_extra=unicode_path(b"y", b"x"))], {"x": "name-encoding"}),
        ("twice", [Member(b"x", x), Member(b"x", b"other")], twice),
        ("twice by case", [Member(b"x", x), Member(b"X", b"other")], {**twice, "X": "duplicate-name"}),
        ("twice by form", [Member("é".encode(), x, flags=UTF8), Member("e\u0301".encode(), x, flags=UTF8)],
         {"é": "duplicate-name", "e\u0301": "duplicate-name"}),
        ("twice by dot", [Member(b"x", x), Member(b"./x", b"other")], twice),
        ("twice by dot, one damaged", [Member(b"x", x), Member(b"./x", b"other", both=dict(size=99))], twice),
        ("twice without the parent", [Member(b"a/x", x), Member(b"a/../x", b"other")],
         {"a/x": "duplicate-name", "a/../x": "parent-path"}),
        ("twice up to a nul", [Member(b"x", x), Member(b"x\0.py", b"other")], {**twice, "x\\u{0}.py": "control-character"}),
        ("twice by backslash", [Member(b"a/x", x, host=0), Member(b"a\\x", b"other", host=0)],
         {"a/x": "duplicate-name", "a\\\\x": "windows-name"}),
        ("file is a directory", [Member(b"x", x), Member(b"x/y", x)], {**twice, "x/y": "duplicate-name"}),
        ("below a link", [Member(b"d", b"/tmp", mode=LINK), Member(b"d/x", x)], {"d": "duplicate-name", "d/x": "duplicate-name"}),
        ("local name", [lie("local", name=b"y")], mismatch),
        ("local name of other length", [lie("local", name=b"yy")], mismatch),
        ("local size", [lie("local", size=1)], mismatch),
        ("local packed size", [lie("local", packed=1)], mismatch),
        ("local checksum", [lie("local", crc=1)], mismatch),
        ("local method", [lie("local", method=DEFLATE)], mismatch),
        ("local encryption", [lie("local", flags=ENCRYPTED)], mismatch),
        ("local utf8", [lie("local", flags=UTF8)], mismatch),
        ("central checksum", [lie("central", crc=1)], mismatch),
        ("checksum", [lie("both", crc=1)], {"x": "corrupt"}),
        ("size of stored", [lie("both", size=3)], {"x": "size-mismatch"}),
        ("size too small", [Member(b"x", x, method=DEFLATE, both=dict(size=3))], {"x": "size-mismatch"}),
        ("size too large", [Member(b"x", x, method=DEFLATE, both=dict(size=9))], {"x": "size-mismatch"}),
        ("data behind the stream", [Member(b"x", x, method=DEFLATE, data=deflate(x) + b"hidden")], {"x": "trailing-data"}),
        ("stream cut", [Member(b"x", x * 99, method=DEFLATE, data=deflate(x * 99)[:-3])], {"x": "corrupt"}),
        ("stream damaged", [Member(b"x", x, method=DEFLATE, data=b"\xff" * 9)], {"x": "corrupt"}),
        ("encrypted", [Member(b"x", x, flags=ENCRYPTED)], {"x": "encrypted"}),
        ("encrypted strongly", [Member(b"x", x, flags=ENCRYPTED | STRONG)], {"x": "encrypted"}),
        ("encrypted headers", [Member(b"x", x, flags=ENCRYPTED | STRONG | MASKED)], {"x": "encrypted"}),
        ("patch data", [Member(b"x", x, flags=1 << 5)], {"x": "unsupported-method"}),
        ("method aes", [Member(b"x", x, method=99)], {"x": "unsupported-method"}),
        ("method bzip2", [Member(b"x", x, method=12)], {"x": "unsupported-method"}),
        ("method lzma", [Member(b"x", x, method=14)], {"x": "unsupported-method"}),
        ("method unknown", [Member(b"x", x, method=4711)], {"x": "unsupported-method"}),
        ("version of the future", [Member(b"x", x, both=dict(version=83))], {"x": "unsupported-method"}),
        ("version differs", [lie("local", version=83)], {"x": "unsupported-method"}),
        ("bomb", [Member(b"x", bytes(16 << 20), method=DEFLATE)], {"x": "ratio"}),
        ("gap", [Member(b"x", x, gap=b"hidden")], {"x": "gap"}),
        ("gap with a member", [Member(b"x", x, gap=Member(b"hidden", x).local_bytes() + x)], {"x": "gap"}),
        ("descriptor wrong", [Member(b"x", x, flags=DEFERRED, descriptor=b"PK\7\x08" + struct.pack("<3I", zlib.crc32(x), 7, 9))],
         {"x": "gap"}),
        ("descriptor missing", [Member(b"x", x, flags=DEFERRED, descriptor=b"")], {"x": "gap"}),
        ("descriptor not announced", [Member(b"x", x, descriptor=b"PK\7\x08" + struct.pack("<3I", zlib.crc32(x), 7, 7))],
         {"x": "gap"}),
        ("deferred and stated", [Member(b"x", x, flags=DEFERRED, local=dict(size=1))], mismatch),
        ("symlink out", [Member(b"s", b"../x", mode=LINK)], {"s": "link-escapes"}),
        ("symlink absolute", [Member(b"s", b"/etc/passwd", mode=LINK)], {"s": "link-escapes"}),
        ("symlink empty", [Member(b"s", b"", mode=LINK)], {"s": "ambiguous-header"}),
        ("pipe", [Member(b"p", b"", mode=PIPE)], {"p": "device"}),
        ("directory by mode alone", [Member(b"x", x, mode=DIRECTORY)], {"x": "ambiguous-header"}),
        ("directory with data", [Member(b"d/", x, mode=DIRECTORY)], {"d": "ambiguous-header"}),
        ("file with the name of a directory", [Member(b"d/", b"", mode=FILE)], {"d": "ambiguous-header"}),
        ("zip64 twice", [Member(b"x", x, extra=zip64(7) + zip64(8), both=dict(size=ONES))], {"x": "ambiguous-header"}),
        ("zip64 too short", [Member(b"x", x, extra=field(1, b"\7\0"), both=dict(size=ONES))], {"x": "ambiguous-header"}),
        ("zip64 missing", [Member(b"x", x, both=dict(size=ONES))], {"x": "ambiguous-header"}),
        ("zip64 uncalled for", [Member(b"x", x, extra=zip64(1, 1))], {"x": "ambiguous-header"}),
        ("zip64 size lies", [Member(b"x", x, extra=zip64(3), both=dict(size=ONES))], {"x": "size-mismatch"}),
        ("zip64 size beyond reason", [Member(b"x", x, extra=zip64((1 << 64) - 1), both=dict(size=ONES))], {"x": "size-mismatch"}),
        ("zip64 local lies", [Member(b"x", x, extra=zip64(7), local_extra=zip64(3), both=dict(size=ONES))], mismatch),
        ("extra field too long", [Member(b"x", x, extra=struct.pack("<2H", 0x5455, 99) + b"x")], {"x": "ambiguous-header"}),
        ("of another disk", [Member(b"x", x, central=dict(disk=1))], {"x": "ambiguous-header"}),
    ]


#: What some tool makes of a name that candor refuses as it stands.
ALIAS = {
    "name absolute": {"x": "/x"},
    "name parent": {"a/x": "a/../../x"},
    "name backslash of dos": {"a/x": "a\\\\x"},
    "name nul": {"x": "x\\u{0}.py"},
    "name not utf8": {"x": "x\\xff"},
    "name in an extra field": {"y": "x"},
}

UNLIKE = {"name empty": {"Info-ZIP": "it gives a member without a name the name of the one before it"}}


def wholes():
    """(name, bytes, refusals, names read)."""
    x = Member(b"x", b"content")
    good = between(x)
    refused = lambda code: {".": code}
    one = archive(Member(b"hidden", b"hidden"))
    comment = archive(first(), comment=one)
    kernel = Member(b"a", bytes(1 << 16), method=DEFLATE)
    size = len(kernel.local_bytes()) + len(kernel.data)
    return [
        ("data behind", good + b"junk", refused("trailing-data"), ()),
        ("archive behind", good + one, refused("gap"), ()),
        ("archive in front", one + good, refused("gap"), ()),
        ("archive in the comment", comment, refused("ambiguous-header"), ()),
        ("archive in the comment, its own longer", archive(first(), comment=archive(Member(b"x", b"hidden"), end=dict(comment=99))),
         refused("ambiguous-header"), ()),
        ("prefix counted", between(x, prefix=SCRIPT), refused("gap"), ()),
        ("prefix not counted", SCRIPT + good, refused("gap"), ()),
        ("hidden in front", archive(x, last(), skip=[0]), refused("gap"), ()),
        ("hidden between", between(x, skip=[1]), {"first": "gap"}, ("last",)),
        ("hidden behind", archive(first(), x, skip=[1]), {"first": "gap"}, ()),
        ("hidden before the directory", between(hidden=b"hidden"), {"last": "gap"}, ("first",)),
        ("hidden before the end", between(before_end=b"hidden"), refused("gap"), ()),
        ("end cut", good[:-5], refused("truncated"), ()),
        ("no end", good[:-22], refused("truncated"), ()),
        ("two ends", archive(first(), comment=archive()[:22]), refused("ambiguous-header"), ()),
        ("comment longer than told", between(comment=b"0123456789", end=dict(comment=4)), refused("trailing-data"), ()),
        ("comment shorter than told", between(comment=b"01", end=dict(comment=4)), refused("truncated"), ()),
        ("count too small", between(x, end=dict(count=1, here=1)), refused("header-mismatch"), ()),
        ("count too large", between(x, end=dict(count=9, here=9)), refused("header-mismatch"), ()),
        ("directory too small", between(x, end=dict(size=10)), refused("gap"), ()),
        ("directory elsewhere", between(x, end=dict(start=0)), refused("gap"), ()),
        ("several parts", between(x, end=dict(disk=1)), refused("ambiguous-header"), ()),
        ("parts disagree", between(x, end=dict(here=2)), refused("ambiguous-header"), ()),
        ("zip64 end lies on the count", between(x, end64=dict(count=1, here=1)), refused("header-mismatch"), ()),
        ("zip64 end lies on the start", between(x, end64=dict(start=0)), refused("header-mismatch"), ()),
        ("zip64 end elsewhere", between(x, end64=dict(place=4), end=dict(count=0xFFFF, here=0xFFFF)), refused("header-mismatch"), ()),
        ("zip64 end of two disks", between(x, end64=dict(disks=2)), refused("header-mismatch"), ()),
        ("zip64 end missing", between(x, end=dict(count=0xFFFF, here=0xFFFF)), refused("header-mismatch"), ()),
        ("overlap whole", archive(kernel, Member(b"b", bytes(1 << 16), method=DEFLATE, local=dict(name=b"a"), shift=-size)),
         {"a": "overlap", "b": "overlap"}, ()),
        ("overlap quoted", quoted(), dict.fromkeys("abcd", "overlap"), ()),
        ("local header in no place", archive(first(), Member(b"x", b"content", central=dict(start=7))),
         {"first": "overlap", "x": "overlap"}, ()),
        ("local header beyond the end", archive(first(), Member(b"x", b"content", central=dict(start=1 << 30))),
         {"first": "gap", "x": "header-mismatch"}, ()),
    ]


def quoted():
    """Fifield's bomb in small: the stream of each member quotes the header of the next and goes on as the next."""
    content = bytes(1 << 16)
    data, members = deflate(content), []
    for name in b"d", b"c", b"b", b"a":
        member = Member(name, content, method=DEFLATE, data=data)
        members.insert(0, member)
        head = member.local_bytes()
        whole = head + data
        data, content = b"\0" + struct.pack("<2H", len(head), len(head) ^ 0xFFFF) + whole, head + content
    directory, place = b"", 0
    for member in members:
        directory += member.central_bytes(place)
        place += len(member.local_bytes()) + 5
    return whole + directory + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 4, 4, len(directory), len(whole), 0)


def honest():
    """What must be read, all of it: (name, members, names)."""
    text = b"some text, some text, some text"
    return [
        ("stored", [Member(b"a.c", text)], ["a.c"]),
        ("deflated", [Member(b"a.c", text, method=DEFLATE)], ["a.c"]),
        ("of dos", [Member(b"a.c", text, host=0, mode=0)], ["a.c"]),
        ("utf8", [Member("näme".encode(), text, flags=UTF8)], ["näme"]),
        ("same name in the extra field", [Member(b"a", text, extra=unicode_path(b"a", b"a"))], ["a"]),
        ("deferred", [Member(b"a", text, method=DEFLATE, flags=DEFERRED)], ["a"]),
        ("deferred without signature",
         [Member(b"a", text, flags=DEFERRED, descriptor=struct.pack("<3I", zlib.crc32(text), len(text), len(text)))], ["a"]),
        ("zip64", [Member(b"a", text, extra=zip64(len(text), len(text)), both=dict(size=ONES, packed=ONES))], ["a"]),
        ("zip64 in the local header",
         [Member(b"a", text, local_extra=zip64(len(text), len(text)), local=dict(size=ONES, packed=ONES))], ["a"]),
        ("empty and directory", [Member(b"d/", mode=DIRECTORY), Member(b"d/empty")], ["d/empty"]),
        ("timestamps", [Member(b"a", text, extra=field(0x5455, b"\3" + bytes(8)), local_extra=field(0x5455, b"\3" + bytes(8)))], ["a"]),
        ("padded extra field", [Member(b"a", text, local_extra=bytes(3))], ["a"]),
    ]


def cases():
    out = []
    for name, parts, refused in members():
        out.append(Case(name, between(*parts), refused, ("first", "last"), ALIAS.get(name, {}), UNLIKE.get(name, {})))
    out += [Case(name, data, refused, read) for name, data, refused, read in wholes()]
    for name, parts, names in honest():
        out.append(Case(name, between(*parts), {}, ("first", "last", *names)))
    out.append(Case("zip64 end", between(end64={}, end=dict(count=0xFFFF, here=0xFFFF)), {}, ("first", "last")))
    out.append(Case("comment", between(comment=b"a comment"), {}, ("first", "last")))
    return out
