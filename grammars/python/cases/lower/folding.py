# What is spelled in pieces is read in one; what rests on a name is a join of the call and the constant.
import base64

HOST = "collector.example"
KEY = 0x42


def certain(secret):
    a = "https://" + "evil" + ".example" + "/up"
    b = "elpmaxe.live//:sptth"[::-1]
    c = "https://%s:%d/%s" % ("h.example", 443, "x")
    d = "/".join(["https:", "", "h.example"])
    e = "{0}://{host}".format("ftp", host="f.example")
    f = "hXXps://q.example".replace("XX", "tt")
    g = f"{'http'}://{80}"
    h = "ab" * 3 + b"1".decode()
    return send(a, b, c, d, e, f, g, h)


def resting_on_names(secret):
    a = base64.b64decode("aHR0cHM6Ly9iNjQuZXhhbXBsZQ==")
    b = bytes.fromhex("687474703a2f2f").decode()
    c = "".join([chr(104), chr(116), "tp://c.example"])
    d = "".join(chr(x ^ KEY) for x in [42, 54, 54, 50, 120, 109, 109, 35, 108, 32])
    e = "https://" + HOST + "/e"
    f = bytes(x ^ 1 for x in b"iuuq;..")
    g = "".join(map(chr, [104, 105]))
    return send(a, b, c, d, e, f, g)


def not_folded(secret):
    a = "https://" + secret
    b = "".join([secret, "x"])
    c = "x"[secret:]
    d = os.environ.get("HOST", "https://default.example")
    return a, b, c, d
