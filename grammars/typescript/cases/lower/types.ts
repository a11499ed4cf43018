// What TypeScript adds.
import fs = require('fs');
import type { Options } from './options';
interface Sink extends Other { url: string; client: Client; send(data: string): void; }
type Alias = Client;
enum Mode { Fast = 'fast', Slow = 'slow' }
namespace Tools { export function run(x: string) { return x; } export const limit = 3; }
abstract class Service<T> extends Base<T> implements Sink {
  private readonly mode: Mode = Mode.Fast;
  constructor(private client: Client, protected name?: string) { super(); }
  abstract stop(): void;
  go(this: Service<T>, data: Buffer | null): Promise<Client> { return this.client.send(data!) as Promise<Client>; }
}
function over(x: string): void;
function over(x: any) { const y = <Client>x; return (x satisfies Sink), y; }
declare module 'other' { export const z: number; }
export = Service;
