function Sender(url) { this.url = url; this.queue = []; }
// The constructor is the first thing of the file; its methods are added to its prototype, one by one and together.
Sender.prototype.add = function (text) { this.queue.push(text); return this; };
Object.assign(Sender.prototype, {
  flush() { return fetch(this.url, { method: 'POST', body: JSON.stringify(this.queue) }); }, //~ sink(egress.http) f1, finding(traced) f1
  ping() { return fetch(this.url, { method: 'POST', body: 'ping' }); }, //~ ok
});

function Counter() { this.queue = []; }
Counter.prototype.add = function (text) { this.length = text.length; return this; };
Counter.prototype.flush = function () { return fetch('https://collector.example/count', { method: 'POST', body: String(this.length) }); }; //~ ok

new Sender('https://collector.example/all').add(process.env.TOKEN).flush(); //~ source(ENVIRONMENT) f1
new Counter().add(process.env.COUNTED).flush();
