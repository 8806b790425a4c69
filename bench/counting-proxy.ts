import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, request } from 'node:http';
import { listen } from '../fixtures/homeserver/listening.ts';

/** A proxy on 127.0.0.1 that notes when requests are in flight. */
export interface CountingProxy {
  readonly url: string;
  /** Requests that went through. */
  readonly exchanges: number;
  /** Seconds between the first request and the last answer. */
  readonly span: number;
  /** Seconds during which one request or more was in flight. */
  readonly busy: number;
  close(): Promise<void>;
}

export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const agent = new Agent({ keepAlive: true });
  let inFlight = 0;
  let exchanges = 0;
  let first: number | undefined;
  let last = 0;
  let busySince = 0;
  let busy = 0;
  const begin = (): void => {
    const now = performance.now();
    first ??= now;
    if (inFlight === 0) busySince = now;
    inFlight += 1;
  };
  const end = (): void => {
    inFlight -= 1;
    exchanges += 1;
    last = performance.now();
    if (inFlight === 0) busy += last - busySince;
  };
  const server = createServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
    begin();
    const url = new URL(target);
    const onward = request(
      { agent, host: url.hostname, port: url.port, method: incoming.method, path: incoming.url, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', end);
    incoming.pipe(onward);
  });
  const { url, close } = await listen(server);
  return {
    url,
    get exchanges() {
      return exchanges;
    },
    get span() {
      return (last - (first ?? last)) / 1000;
    },
    get busy() {
      return busy / 1000;
    },
    close() {
      agent.destroy();
      return close();
    },
  };
}
