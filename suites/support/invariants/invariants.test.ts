import { describe, expect, test } from 'vitest';
import type { AuthenticationTrace } from '../authentication.ts';
import type { Exchange, Json } from '../exchange.ts';
import { madeExchange } from '../testing/made-exchange.ts';
import { invariants } from './all.ts';
import { retryAfter } from './rate-limits.ts';

const flows = [{ stages: ['a', 'b'] }];

function challenge(keys: Record<string, Json>, trace?: AuthenticationTrace): Exchange {
  return madeExchange({ status: 401, json: { flows, session: 's', ...keys }, ...(trace === undefined ? {} : { trace }) });
}

/** An authentication in which `a` was attempted, and completed if that is said. */
function after(completed: readonly string[]): AuthenticationTrace {
  return {
    attempted: new Set(['a']),
    challenges: [
      { flows: [['a', 'b']], params: {}, session: 's' },
      { flows: [['a', 'b']], params: {}, session: 's', completed },
    ],
  };
}

function limited(keys: Record<string, Json>, headers: Record<string, string> = { 'retry-after': '1' }): Exchange {
  return madeExchange({
    status: 429,
    json: { errcode: 'M_LIMIT_EXCEEDED', error: 'Slow down', ...keys },
    headers: { 'content-type': 'application/json', ...headers },
  });
}

const standard = { errcode: 'M_FORBIDDEN', error: 'No' };

/** For every invariant: where it holds, where it is broken, and what it has nothing to say about. */
const cases: Readonly<Record<string, { holds: Exchange; broken: readonly Exchange[]; other: Exchange }>> = {
  'errors/are-standard-errors': {
    holds: madeExchange({ status: 403, json: standard }),
    broken: [
      madeExchange({ status: 403, json: { errcode: 'M_FORBIDDEN' } }),
      madeExchange({ status: 500, text: 'oops' }),
      madeExchange({ status: 404, json: [] }),
      madeExchange({ status: 404 }),
      challenge({ errcode: 'M_FORBIDDEN' }),
    ],
    other: challenge({}),
  },
  'errors/codes-are-namespaced': {
    holds: madeExchange({ status: 403, json: { errcode: 'COM.EXAMPLE_NO', error: 'No' } }),
    broken: ['FORBIDDEN', 'm_forbidden', ''].map((errcode) => madeExchange({ status: 403, json: { errcode, error: 'No' } })),
    other: madeExchange({ status: 200, json: { errcode: 'nonsense' } }),
  },
  'errors/responses-are-json': {
    holds: madeExchange({ status: 200, json: {}, headers: { 'content-type': 'application/json; charset=utf-8' } }),
    broken: [
      madeExchange({ status: 200, json: {}, headers: { 'content-type': 'text/plain' } }),
      madeExchange({ status: 200, json: {}, headers: {} }),
      madeExchange({ status: 200, text: '<html>' }),
      madeExchange({ status: 200, json: {}, headers: { 'content-type': 'application/jsonp' } }),
    ],
    other: madeExchange({ status: 502, text: '<html>' }),
  },
  'uia-flows/list-stages': {
    holds: challenge({}),
    broken: [[], {}, [{}], [{ stages: 'a' }], [{ stages: [1] }], ['a']].map((odd) => challenge({ flows: odd })),
    other: madeExchange({ status: 401, json: standard }),
  },
  'uia-flows/params-are-objects': {
    holds: challenge({ params: { a: {} } }),
    broken: [challenge({ params: [] }), challenge({ params: { a: 'b' } })],
    other: challenge({}),
  },
  'uia-flows/params-belong-to-flows': {
    holds: challenge({ params: { a: {} } }),
    broken: [challenge({ params: { c: {} } })],
    other: challenge({ params: {} }),
  },
  'uia-flows/session-is-a-string': {
    holds: challenge({}),
    broken: [challenge({ session: '' }), challenge({ session: 5 }), challenge({ session: null })],
    other: madeExchange({ status: 401, json: { flows } }),
  },
  'uia-completed/is-an-array-of-strings': {
    holds: challenge({ completed: ['a'] }),
    broken: [challenge({ completed: 'a' }), challenge({ completed: [1] }), challenge({ completed: null })],
    other: challenge({}),
  },
  'uia-session/stays-the-same': {
    holds: challenge({}, after([])),
    broken: [challenge({ session: 't' }, after([])), madeExchange({ status: 401, json: { flows }, trace: after([]) })],
    other: challenge({}),
  },
  'uia-completed/lists-only-attempted-types': {
    holds: challenge({ completed: ['a'] }, after([])),
    broken: [challenge({ completed: ['a', 'b'] }, after([]))],
    other: challenge({}, after([])),
  },
  'uia-completed/only-grows': {
    holds: challenge({ completed: ['a'] }, after(['a'])),
    broken: [challenge({ completed: [] }, after(['a'])), challenge({}, after(['a']))],
    other: challenge({}, after([])),
  },
  'rate-limits/limited-is-m-limit-exceeded': {
    holds: limited({}),
    broken: [limited({ errcode: 'M_UNKNOWN' })],
    other: madeExchange({ status: 403, json: standard }),
  },
  'rate-limits/retry-after-ms-is-a-natural-number': {
    holds: limited({ retry_after_ms: 0 }),
    broken: [-1, 1.5, '5', null].map((odd) => limited({ retry_after_ms: odd })),
    other: limited({}),
  },
  'rate-limits/retry-after-header-is-given': {
    holds: limited({}),
    broken: [limited({}, {})],
    other: madeExchange({ status: 403, json: standard }),
  },
  'rate-limits/retry-after-is-well-formed': {
    holds: limited({ retry_after_ms: 1400 }, { 'retry-after': '2' }),
    broken: [
      limited({}, { 'retry-after': 'soon' }),
      limited({}, { 'retry-after': '1.5' }),
      limited({ retry_after_ms: 9000 }, { 'retry-after': '1' }),
    ],
    other: limited({}, {}),
  },
};

test('every invariant has its cases', () => {
  expect(Object.keys(cases).toSorted()).toEqual(invariants.map(({ rule }) => rule).toSorted());
});

describe.each(invariants.map((invariant) => [invariant.rule, invariant] as const))('%s', (rule, invariant) => {
  const about = cases[rule];

  test('holds, is broken, and does not apply, each where it should', () => {
    if (about === undefined) throw new Error(`no cases for ${rule}`);
    expect(invariant.check(about.holds)).toBe('held');
    expect(invariant.check(about.other)).toBe('not applicable');
    for (const exchange of about.broken) {
      expect(invariant.check(exchange), exchange.text).toMatchObject({
        message: expect.any(String),
        expected: expect.any(String),
        received: expect.any(String),
      });
    }
  });
});

test('a Retry-After date is read against the clock', () => {
  expect(retryAfter('Wed, 25 Nov 2026 12:00:02 GMT', Date.parse('2026-11-25T12:00:00Z'))).toBe(2000);
});
