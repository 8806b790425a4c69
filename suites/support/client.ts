import { request } from 'undici';
import { tlsMistake } from '../../fixtures/targets/tls-mistake.ts';
import type { Catalogue, Operation } from '../../specs/reader/catalogue.ts';
import { isPartOf } from '../../specs/reader/edition.ts';
import { schemaErrors } from '../../specs/reader/matches-schema.ts';
import type { AuthenticationTrace } from './authentication.ts';
import { connections, largestBody } from './connections.ts';
import type { Exchange, Json } from './exchange.ts';
import { objectOf, readBody } from './exchange.ts';
import { Inconclusive, OwnMistake } from './violation.ts';

export interface SendOptions {
  readonly body?: Json;
  /** Sent as they are, instead of `body`. */
  readonly bytes?: Uint8Array;
  readonly query?: Readonly<Record<string, string>>;
  readonly token?: string | undefined;
  readonly trace?: AuthenticationTrace;
  /** Why the request breaks the request schema of its operation, on purpose. Without it a breach is our mistake. */
  readonly wrong?: string;
  /** `obey` (the default) waits as a 429 says and sends again; `report` hands the 429 back. */
  readonly limits?: 'obey' | 'report';
}

/** Talks to the homeserver in one edition, on behalf of one test. */
export interface Client {
  readonly exchanges: readonly Exchange[];
  /**
   * Sends one request of an operation of the edition.
   * @throws Inconclusive when no whole answer comes in time, or when a rate limit outlasts the time that the rule has.
   */
  send(operation: string, options?: SendOptions): Promise<Exchange>;
}

export interface ClientOptions {
  readonly url: string;
  readonly catalogue: Catalogue;
  /** Aborted when the time of the rule is over. */
  readonly signal: AbortSignal;
  readonly onExchange?: (exchange: Exchange) => void;
}

export function createClient(options: ClientOptions): Client {
  const { catalogue, signal, url: base } = options;
  const exchanges: Exchange[] = [];
  const headerToken = isPartOf(catalogue.edition, { since: 'r0.3' });

  const once = async (operation: Operation, sent: SendOptions): Promise<Exchange> => {
    let url = new URL(base + operation.path);
    for (const [key, value] of Object.entries(sent.query ?? {})) url.searchParams.set(key, value);
    if (sent.token !== undefined && !headerToken) url.searchParams.set('access_token', sent.token);
    // Some editions want a JSON object in every POST, none forbids one.
    const body = sent.body ?? (operation.method === 'POST' ? {} : undefined);
    const payload = sent.bytes ?? (body === undefined ? undefined : Buffer.from(JSON.stringify(body)));
    // Without the second, a server may compress its answers as it likes: RFC 9110, 12.5.3.
    const headers: Record<string, string> = { accept: 'application/json', 'accept-encoding': 'identity' };
    if (payload !== undefined) headers['content-type'] = 'application/json';
    if (sent.token !== undefined && headerToken) headers['authorization'] = `Bearer ${sent.token}`;

    const started = performance.now();
    let answer = await roundTrip(operation, url, headers, payload, signal);
    for (let followed = 0; followed < mostRedirects; followed += 1) {
      const next = redirectOf(operation, url, answer);
      if (next === undefined) break;
      url = next;
      answer = await roundTrip(operation, url, headers, payload, signal);
    }
    const exchange: Exchange = {
      operation,
      request: {
        method: operation.method,
        url: url.href,
        headers,
        ...(payload === undefined ? {} : { body: Buffer.from(payload).toString('utf8') }),
      },
      ...answer,
      milliseconds: performance.now() - started,
      ...(sent.trace === undefined ? {} : { trace: sent.trace }),
    };
    exchanges.push(exchange);
    options.onExchange?.(exchange);
    return exchange;
  };

  return {
    exchanges,
    async send(id, sent = {}) {
      const operation = catalogue.operations.get(id);
      if (operation === undefined) throw new OwnMistake(`${id} is no operation of ${catalogue.edition}`);
      if (sent.wrong === undefined) checkOwnRequest(operation, sent);
      for (let patience = shortestWait; ; patience = Math.min(2 * patience, longestPatience)) {
        const exchange = await once(operation, sent);
        if (exchange.status !== 429 || sent.limits === 'report') return exchange;
        await pause(Math.max(patience, statedWaits(exchange)[0] ?? usualWait), signal);
      }
    },
  };
}

async function roundTrip(
  operation: Operation,
  url: URL,
  headers: Record<string, string>,
  payload: Uint8Array | undefined,
  signal: AbortSignal,
): Promise<Pick<Exchange, 'status' | 'headers' | 'text' | 'body'>> {
  try {
    const response = await request(url, {
      method: operation.method,
      headers,
      body: payload ?? null,
      signal,
      dispatcher: connections(),
    });
    const bytes = await response.body.bytes();
    return {
      status: response.statusCode,
      headers: Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
      ),
      ...readBody(bytes),
    };
  } catch (cause) {
    throw new Inconclusive(`${operation.method} ${operation.path}: ${whatWentWrong(cause, signal)}`, { cause });
  }
}

const mostRedirects = 5;

/** Where an answer sends the same request on the same server, as browsers do of themselves; a token goes to no other. */
function redirectOf({ method }: Operation, url: URL, { status, headers }: Pick<Exchange, 'status' | 'headers'>): URL | undefined {
  const keepsMethod = status === 307 || status === 308 || (method === 'GET' && (status === 301 || status === 302));
  const location = headers['location'];
  if (!keepsMethod || location === undefined || !URL.canParse(location, url.href)) return undefined;
  const next = new URL(location, url);
  return next.origin === url.origin ? next : undefined;
}

/** Why no whole answer came, for a person to read. */
function whatWentWrong(cause: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'no whole answer came in the time that a rule has (--timeout)';
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  switch (code) {
    case 'UND_ERR_RES_EXCEEDED_MAX_SIZE':
      return `the answer's body is larger than ${largestBody} bytes; it was not read on`;
    case 'ECONNREFUSED':
      return 'the connection was refused';
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'the server closed the connection before the answer was complete';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the host name is unknown';
    default: {
      const message = cause instanceof Error ? cause.message : String(cause);
      return tlsMistake(message) ?? message;
    }
  }
}

/** Milliseconds that a 429 asks to wait, by `retry_after_ms`, which is finer, and by Retry-After. */
export function statedWaits(exchange: Exchange): readonly number[] {
  const key = objectOf(exchange)?.['retry_after_ms'];
  const header = Number(exchange.headers['retry-after'] ?? Number.NaN) * 1000;
  return [key, header].filter((wait): wait is number => typeof wait === 'number' && Number.isFinite(wait) && wait >= 0);
}

/** Milliseconds to wait where a 429 does not say. */
const usualWait = 500;

/** Milliseconds that are waited at the least, after the first 429 and, doubling, after many: whatever is stated. */
const shortestWait = 5;
const longestPatience = 1000;

/**
 * Waits, unless the time of the rule would be over before.
 * @throws Inconclusive then.
 */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(
        new Inconclusive(`the server's rate limit (wait ${Math.round(milliseconds)} ms) outlasts the time that a rule has (--timeout)`),
      );
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
}

function checkOwnRequest(operation: Operation, sent: SendOptions): void {
  if (sent.bytes !== undefined) throw new OwnMistake(`${operation.id}: raw bytes are sent without saying what is wrong with them`);
  for (const [key, value] of Object.entries(sent.query ?? {})) {
    const schema = operation.query[key];
    const wrong = schema === undefined ? 'the operation has no such parameter' : schemaErrors(schema, value)[0]?.message;
    if (wrong !== undefined)
      throw new OwnMistake(`${operation.id}: our own query parameter ${key}=${value} breaks the API definition: ${wrong}`);
  }
  if (operation.requestSchema === undefined) return;
  const [error] = schemaErrors(operation.requestSchema, sent.body ?? {});
  if (error !== undefined)
    throw new OwnMistake(`${operation.id}: our own request breaks its schema at ${error.pointer || '/'}: ${error.message}`);
}
