import { describe, expect, test } from 'vitest';
import type { Exchange } from './exchange.ts';
import * as matchers from './matchers.ts';
import { madeExchange } from './testing/made-exchange.ts';
import { Violation } from './violation.ts';

const challenge = madeExchange({ status: 401, json: { flows: [{ stages: ['m.login.dummy'] }], session: 's' } });
const forbidden = madeExchange({ status: 403, json: { errcode: 'M_FORBIDDEN', error: 'No' } });
const empty = madeExchange({ status: 200, json: {} });
const crash = madeExchange({ status: 500, json: { errcode: 'M_UNKNOWN', error: 'Oops' } });
const bare = madeExchange({ status: 403, json: { message: 'No' } });
const html = madeExchange({ status: 200, text: '<html>' });

/** For each matcher what it lets pass and what it must not: a matcher that always passes fails here. */
const cases: Readonly<
  Record<keyof typeof matchers, { claim: (exchange: Exchange) => unknown; holds: readonly Exchange[]; broken: readonly Exchange[] }>
> = {
  expectStatus: {
    claim: (exchange) => matchers.expectStatus('it', exchange, 403),
    holds: [forbidden, bare],
    broken: [empty, challenge, crash],
  },
  expectError: {
    claim: (exchange) => matchers.expectError('it', exchange, { status: 403, errcode: 'M_FORBIDDEN' }),
    holds: [forbidden],
    broken: [empty, challenge, crash, bare, html, madeExchange({ status: 403, json: { errcode: 'M_UNKNOWN', error: 'No' } })],
  },
  expectChallenge: {
    claim: (exchange) => matchers.expectChallenge('it', exchange),
    holds: [challenge],
    broken: [
      empty,
      forbidden,
      madeExchange({ status: 401, json: { flows: [] } }),
      madeExchange({ status: 200, json: { flows: [{ stages: ['a'] }] } }),
    ],
  },
  expectRefused: {
    claim: (exchange) => matchers.expectRefused('it', exchange),
    holds: [forbidden, challenge],
    broken: [empty, crash, bare, html],
  },
  expectSuccess: {
    claim: (exchange) => matchers.expectSuccess('it', exchange),
    holds: [empty],
    broken: [forbidden, challenge, crash, html],
  },
  expectString: {
    claim: (exchange) => matchers.expectString('it', exchange, 'user_id'),
    holds: [madeExchange({ status: 200, json: { user_id: '@a:b' } })],
    broken: [empty, html, madeExchange({ status: 200, json: { user_id: '' } }), madeExchange({ status: 200, json: { user_id: 5 } })],
  },
  expectThat: {
    claim: (exchange) => matchers.expectThat(exchange.status === 200, { message: 'it', expected: '200', received: 'another' }),
    holds: [empty],
    broken: [forbidden],
  },
};

describe.each(Object.entries(cases))('%s', (_name, { claim, holds, broken }) => {
  test.each(holds.map((exchange) => [`${exchange.status} ${exchange.text}`, exchange] as const))('lets %s pass', (_text, exchange) => {
    expect(() => claim(exchange)).not.toThrow();
  });

  test.each(broken.map((exchange) => [`${exchange.status} ${exchange.text}`, exchange] as const))(
    'does not let %s pass, and says why',
    (_text, exchange) => {
      expect(() => claim(exchange)).toThrow(Violation);
      expect(() => claim(exchange)).toThrow(/it/);
    },
  );
});
