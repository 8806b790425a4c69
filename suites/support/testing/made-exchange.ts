import type { Operation } from '../../../specs/reader/catalogue.ts';
import type { AuthenticationTrace } from '../authentication.ts';
import type { Exchange, Json } from '../exchange.ts';
import { readBody } from '../exchange.ts';

const madeOperation: Operation = {
  id: 'post-register',
  method: 'POST',
  path: '/_matrix/client/v3/register',
  accessToken: 'none',
  interactive: true,
  query: {},
  responses: new Map(),
  position: { file: 'specs/api/register.yaml', line: 1 },
  see: 'https://spec.matrix.org/',
};

/** An exchange that never went over a wire, for tests of what looks at exchanges. */
export function madeExchange(about: {
  status: number;
  json?: Json;
  text?: string;
  headers?: Record<string, string>;
  trace?: AuthenticationTrace;
}): Exchange {
  const text = about.text ?? (about.json === undefined ? '' : JSON.stringify(about.json));
  return {
    operation: madeOperation,
    request: { method: 'POST', url: 'http://127.0.0.1:1/_matrix/client/v3/register', headers: {} },
    status: about.status,
    headers: about.headers ?? { 'content-type': 'application/json' },
    ...readBody(Buffer.from(text)),
    milliseconds: 1,
    ...(about.trace === undefined ? {} : { trace: about.trace }),
  };
}
