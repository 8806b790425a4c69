import type { Exchange } from '../exchange.ts';
import { errcodeOf, objectOf, summary } from '../exchange.ts';
import { isLimitOfProxy } from '../of-proxy.ts';
import type { Invariant } from './invariant.ts';

function isLimited(exchange: Exchange): boolean {
  return exchange.status === 429 && !isLimitOfProxy(exchange);
}

/** Milliseconds that a Retry-After header asks for (RFC 9110, section 10.2.3), or undefined when it is no such header. */
export function retryAfter(header: string, now: number): number | undefined {
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The header counts whole seconds, so the two may be this far apart. Milliseconds. */
const rounding = 1000;

export const rateLimitInvariants: readonly Invariant[] = [
  {
    rule: 'rate-limits/limited-is-m-limit-exceeded',
    check(exchange) {
      if (!isLimited(exchange)) return 'not applicable';
      return errcodeOf(exchange) === 'M_LIMIT_EXCEEDED'
        ? 'held'
        : { message: 'the 429 has another code', expected: 'errcode M_LIMIT_EXCEEDED', received: summary(exchange) };
    },
  },
  {
    rule: 'rate-limits/retry-after-ms-is-a-natural-number',
    check(exchange) {
      const wait = objectOf(exchange)?.['retry_after_ms'];
      if (!isLimited(exchange) || wait === undefined) return 'not applicable';
      return typeof wait === 'number' && Number.isInteger(wait) && wait >= 0
        ? 'held'
        : { message: '`retry_after_ms` is no time to wait', expected: 'an integer, zero or more', received: JSON.stringify(wait) };
    },
  },
  {
    rule: 'rate-limits/retry-after-header-is-given',
    check(exchange) {
      if (!isLimited(exchange)) return 'not applicable';
      return exchange.headers['retry-after'] === undefined
        ? { message: 'the 429 does not say when to try again', expected: 'a Retry-After header', received: 'none' }
        : 'held';
    },
  },
  {
    rule: 'rate-limits/retry-after-is-well-formed',
    check(exchange) {
      const header = exchange.headers['retry-after'];
      if (!isLimited(exchange) || header === undefined) return 'not applicable';
      const wait = retryAfter(header, Date.now());
      if (wait === undefined)
        return {
          message: 'Retry-After is neither seconds nor a date',
          expected: 'whole seconds or an HTTP date',
          received: `Retry-After: ${header}`,
        };
      const stated = objectOf(exchange)?.['retry_after_ms'];
      if (typeof stated !== 'number' || Math.abs(wait - stated) <= rounding) return 'held';
      return {
        message: 'Retry-After and `retry_after_ms` disagree',
        expected: `about ${stated} ms, as \`retry_after_ms\` says`,
        received: `Retry-After: ${header}`,
      };
    },
  },
];
