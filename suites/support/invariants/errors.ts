import { isChallenge } from '../challenge.ts';
import type { Exchange } from '../exchange.ts';
import { errcodeOf, objectOf, stringIn } from '../exchange.ts';
import { isGatewayError, isLimitOfProxy } from '../of-proxy.ts';
import type { Invariant } from './invariant.ts';

/** Answers that a proxy in front of the homeserver gives in its stead say nothing about the homeserver. */
function fromHomeserver(exchange: Exchange): boolean {
  return !isGatewayError(exchange) && !isLimitOfProxy(exchange);
}

function isError(exchange: Exchange): boolean {
  return exchange.status >= 400 && fromHomeserver(exchange);
}

export const errorInvariants: readonly Invariant[] = [
  {
    rule: 'errors/are-standard-errors',
    check(exchange) {
      if (!isError(exchange)) return 'not applicable';
      const challenged = isChallenge(exchange);
      const body = objectOf(exchange);
      if (challenged && body?.['errcode'] === undefined && body?.['error'] === undefined) return 'not applicable';
      if (stringIn(exchange, 'errcode') !== undefined && stringIn(exchange, 'error') !== undefined) return 'held';
      return {
        message: `the ${exchange.status} is not a standard error`,
        expected: 'a JSON object with the strings `errcode` and `error`',
        received: exchange.text === '' ? 'an empty body' : exchange.text.slice(0, 300),
      };
    },
  },
  {
    rule: 'errors/codes-are-namespaced',
    check(exchange) {
      const code = errcodeOf(exchange);
      if (!isError(exchange) || code === undefined) return 'not applicable';
      if (/^[A-Z0-9.-]+_[A-Z0-9_]+$/.test(code)) return 'held';
      return {
        message: 'the error code has no namespace in capitals',
        expected: 'a namespace in capitals, one underscore, a name: `M_FORBIDDEN`, `COM.EXAMPLE_FORBIDDEN`',
        received: code,
      };
    },
  },
  {
    rule: 'errors/responses-are-json',
    check(exchange) {
      if (!fromHomeserver(exchange)) return 'not applicable';
      if (!('json' in exchange.body)) {
        return {
          message: 'the body is not JSON',
          expected: 'JSON in UTF-8',
          received: `${exchange.body.notJson}: ${exchange.text.slice(0, 200) || '(empty body)'}`,
        };
      }
      const type = exchange.headers['content-type'];
      if (type !== undefined && /^application\/json\s*(;|$)/i.test(type)) return 'held';
      return {
        message: 'the answer is not labelled as JSON',
        expected: 'Content-Type: application/json',
        received: type === undefined ? 'no Content-Type' : `Content-Type: ${type}`,
      };
    },
  },
];
