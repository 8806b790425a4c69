import type { Bench } from './support/bench.ts';
import type { SendOptions } from './support/client.ts';
import type { Exchange } from './support/exchange.ts';
import { errcodeOf } from './support/exchange.ts';
import { userIdentifier } from './support/login-types.ts';
import { expectError, expectRefused } from './support/matchers.ts';
import { rule } from './support/rule.ts';
import { isUnrecognized } from './support/unrecognized.ts';
import { NotApplicable } from './support/violation.ts';

const wrong = 'the rule is about malformed requests';

interface Malformed {
  readonly about: string;
  readonly exchange: Exchange;
}

async function sendEach(
  bench: Bench,
  requests: readonly (SendOptions & { readonly about: string; readonly operation: string })[],
): Promise<readonly Malformed[]> {
  const answers: Malformed[] = [];
  for (const { about, operation, ...options } of requests) {
    const exchange = await bench.client.send(operation, { ...options, wrong });
    // Where there is no such endpoint, or nobody may register, that can be said before anything is looked at.
    const closed = operation === 'post-register' && errcodeOf(exchange) === 'M_FORBIDDEN';
    if (!closed && !isUnrecognized(bench, exchange)) answers.push({ about, exchange });
  }
  if (answers.length === 0) throw new NotApplicable('the server has none of the endpoints that are tried');
  return answers;
}

async function notJson(bench: Bench): Promise<readonly Malformed[]> {
  const token = bench.offers('password-change') ? (await bench.accounts.shared()).token : undefined;
  const about = 'POST /account/password with a body that is cut off';
  const ofPassword = { about, operation: 'post-account-password', bytes: Buffer.from('{"new_password": '), token };
  return sendEach(bench, [
    ...(token === undefined ? [] : [ofPassword]),
    { about: 'POST /login with a body that is cut off', operation: 'post-login', bytes: Buffer.from('{"type": "m.login.password", "user') },
    { about: 'POST /login with a body of plain text', operation: 'post-login', bytes: Buffer.from('type=m.login.password') },
    { about: 'POST /register with a body that is cut off', operation: 'post-register', bytes: Buffer.from('{"username": ') },
  ]);
}

function wrongShape(bench: Bench): Promise<readonly Malformed[]> {
  return sendEach(bench, [
    { about: 'POST /login with an array for an object', operation: 'post-login', body: ['m.login.password'] },
    { about: 'POST /login with a number for the `type`', operation: 'post-login', body: { type: 5 } },
    {
      about: 'POST /login with an object for the `password`',
      operation: 'post-login',
      body: { type: 'm.login.password', user: 'someone', identifier: { type: 'm.id.user', user: 'someone' }, password: { a: 1 } },
    },
    { about: 'POST /register with an array for an object', operation: 'post-register', body: ['m.login.dummy'] },
    {
      about: 'POST /register with a number for the `username`',
      operation: 'post-register',
      body: { username: 5, password: bench.accounts.password() },
    },
  ]);
}

rule('errors/not-json-is-refused', async (bench) => {
  for (const { about, exchange } of await notJson(bench)) expectError(about, exchange);
});

rule('errors/not-json-is-m-not-json', async (bench) => {
  for (const { about, exchange } of await notJson(bench)) expectError(about, exchange, { status: 400, errcode: 'M_NOT_JSON' });
});

rule('errors/invalid-utf8-is-refused', async (bench) => {
  const { localpart, password } = await bench.accounts.shared();
  // A login that is right but for bytes that are no UTF-8, in a key that nothing depends on.
  const login = { type: 'm.login.password', ...userIdentifier(bench.edition, localpart), password, initial_device_display_name: '??' };
  const [before = '', after = ''] = JSON.stringify(login).split('??');
  const bytes = Buffer.concat([Buffer.from(before), Buffer.from([0xff, 0xfe]), Buffer.from(after)]);
  expectError('POST /login with a body that is not UTF-8', await bench.client.send('post-login', { bytes, wrong }));
});

rule('errors/wrong-shape-is-refused', async (bench) => {
  const nothing = await sendEach(bench, [
    { about: 'POST /login with null for an object', operation: 'post-login', bytes: Buffer.from('null') },
  ]);
  for (const { about, exchange } of [...(await wrongShape(bench)), ...nothing]) expectRefused(about, exchange);
});

rule('errors/wrong-shape-is-m-bad-json', async (bench) => {
  const codes = bench.isSince('r0.4') ? ['M_BAD_JSON', 'M_INVALID_PARAM', 'M_MISSING_PARAM'] : ['M_BAD_JSON'];
  for (const { about, exchange } of await wrongShape(bench)) {
    // A type that is no string may as well be one that is not known, for which the standard's own example has M_UNKNOWN.
    expectError(about, exchange, { status: 400, errcode: about.includes('`type`') ? [...codes, 'M_UNKNOWN'] : codes });
  }
});
