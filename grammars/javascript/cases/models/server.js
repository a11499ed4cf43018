// HTTP servers.
const axios = require("axios");
const express = require("express");
const hapi = require("@hapi/hapi");
const http = require("http");
const koa = require("koa");

const U = "https://collector.example/u";

http.createServer((req, res) => { //~ source(NETWORK) f1, capability(NETWORK)
  eval(req.headers.x); //~ sink(exec.code) f1, finding(traced) f1
  res.write(process.env.T); //~ source(ENVIRONMENT) f2, sink(egress.http) f2, finding(traced) f2
  res.end("pong"); //~ ok
  axios.post(U, { root: req.url === "/" });
});

http.createServer((req, res) => res.end("pong")); //~ ok

const server = http.createServer();
server.on("request", (req, res) => { //~ source(NETWORK) f3
  eval(req.headers.x); //~ sink(exec.code) f3, finding(traced) f3
});
server.on("request", (req, res) => res.end("pong")); //~ ok
server.on("listening", () => eval("1")); //~ ok

const app = express(); //~ capability(NETWORK)
app.get("/run", (req, res) => { //~ source(NETWORK) f4
  eval(req.query.code); //~ sink(exec.code) f4, finding(traced) f4
  res.status(200).send(process.env.T); //~ source(ENVIRONMENT) f5, sink(egress.http) f5, finding(traced) f5
  res.sendFile("/etc/passwd"); //~ source(FILE) f6, sink(egress.http) f6, finding(traced) f6, capability(FILES)
  res.status(200).send("pong"); //~ ok
});
app.get("/ping", (req, res) => res.send({ has: res.sendFile === undefined })); //~ ok
app.route({ method: "GET", url: "/run", handler: (req, res) => eval(req.query.code) }); //~ source(NETWORK) f7, sink(exec.code) f7, finding(traced) f7
app.route({ method: "GET", url: "/env", handler: () => process.env }); //~ source(ENVIRONMENT) froute, sink(egress.http) froute, finding(traced) froute
app.route({ method: "GET", url: "/ping", handler: () => eval("1") }); //~ ok
app.register(null).get("/late", (req, res) => eval(req.body)); //~ source(NETWORK) f8, sink(exec.code) f8, finding(traced) f8
app.register(null).get("/late", () => eval("1")); //~ ok
axios.post(U, express.static(process.env.T)); //~ ok
axios.post(U, express.static("public")); //~ ok
const quiet = express(); //~ ok

const web = new koa(); //~ capability(NETWORK)
web.use(async (ctx) => { //~ source(NETWORK) f9
  eval(ctx.query.code); //~ sink(exec.code) f9, finding(traced) f9
  ctx.body = process.env.T; //~ source(ENVIRONMENT) f10, sink(egress.http) f10, finding(traced) f10
  ctx.set("X-T", process.env.T); //~ source(ENVIRONMENT) f11, sink(egress.http) f11, finding(traced) f11
  ctx.set("X-V", "1"); //~ ok
  ctx.body = "pong"; //~ ok
});
new koa().use(() => eval("1")); //~ ok

const happy = hapi.server({ port: 80 }); //~ capability(NETWORK)
happy.route({ method: "GET", path: "/", handler: (request, h) => eval(request.payload) }); //~ source(NETWORK) f12, sink(exec.code) f12, finding(traced) f12
hapi.server({ port: 81 }).route({ path: "/", handler: () => eval("1") }); //~ ok
