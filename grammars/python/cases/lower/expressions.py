def strings(name, data):
    a = f"x{name!r:>{data}}y{{z}}"
    b = "GET %s %d" % (name, data)
    c = "a" "b" + name
    d = b"\x00\xff"
    return a, b, c, d, r"\n", '''t"q'''


def access(d, key, xs):
    first, *rest = xs
    d["k"] = d[key]
    d[3], d[9] = xs[1:2], xs[-1]
    del d[0]
    d.field.sub += first
    return d.get("k", rest)[0]


async def flow(source, sink):
    async for item in source:
        await sink(*item, **{"a": 1, **item}, key=not item)
    if (n := len(item)) > 1 and n in (1, 2):
        yield n
    yield from source
    return a if b else (c or d)


def old(stream):
    print >>stream, "x", old
    exec "code"
