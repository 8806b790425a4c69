import { expectAccepted } from './support/accepted-token.ts';
import type { Bench } from './support/bench.ts';
import type { Exchange, JsonObject } from './support/exchange.ts';
import { errcodeOf, isObject, objectOf, stringIn, summary } from './support/exchange.ts';
import { mistyped, threepidIdentifier, userIdentifier } from './support/login-types.ts';
import { expectError, expectRefused, expectStatus, expectString, expectThat } from './support/matchers.ts';
import { rule } from './support/rule.ts';
import { isUnrecognized } from './support/unrecognized.ts';
import { NotApplicable } from './support/violation.ts';

function logIn({ client }: Bench, keys: JsonObject): Promise<Exchange> {
  return client.send('post-login', { body: { type: 'm.login.password', ...keys } });
}

function expectLoggedIn(about: string, exchange: Exchange, userId: string): void {
  expectStatus(about, exchange, 200);
  const received = expectString(about, exchange, 'user_id');
  expectThat(received === userId, { message: `${about} logged another user in`, expected: userId, received, exchange });
  expectString(about, exchange, 'access_token');
}

rule('login/flows-have-types', async (bench) => {
  const exchange = await bench.client.send('get-login');
  if (isUnrecognized(bench, exchange)) throw new NotApplicable(`the server has no legacy authentication: ${summary(exchange)}`);
  expectStatus('GET /login', exchange, 200);
  const flows = objectOf(exchange)?.['flows'];
  if (flows === undefined) throw new NotApplicable('GET /login has no `flows`, which are optional');
  expectThat(Array.isArray(flows) && flows.every((flow) => isObject(flow) && typeof flow['type'] === 'string'), {
    message: 'GET /login lists no login types',
    expected: '`flows`, an array of objects each with a string `type`',
    received: summary(exchange),
    exchange,
  });
});

rule('login/takes-a-localpart', async (bench) => {
  const account = await bench.accounts.shared();
  expectLoggedIn(
    'a login with the localpart',
    await logIn(bench, { ...userIdentifier(bench.edition, account.localpart), password: account.password }),
    account.userId,
  );
});

rule('login/takes-a-full-user-id', async (bench) => {
  const account = await bench.accounts.shared();
  expectLoggedIn(
    'a login with the full user ID',
    await logIn(bench, { ...userIdentifier(bench.edition, account.userId), password: account.password }),
    account.userId,
  );
});

rule('login/takes-a-threepid', async (bench) => {
  const account = await bench.accounts.createWithThreepid();
  expectLoggedIn(
    "a login with the account's e-mail address",
    await logIn(bench, { ...threepidIdentifier(bench.edition, account.threepid), password: account.password }),
    account.userId,
  );
});

rule('login/access-token-works', async (bench) => {
  const account = await bench.accounts.shared();
  const exchange = await logIn(bench, { ...userIdentifier(bench.edition, account.localpart), password: account.password });
  expectStatus('a login', exchange, 200);
  const token = expectString('a login', exchange, 'access_token');
  const owner = await expectAccepted(bench, 'the access token of a login', token);
  expectThat(owner === undefined || owner === account.userId, {
    message: "the access token of a login is somebody else's",
    expected: account.userId,
    received: `${owner}, by GET /account/whoami`,
  });
});

rule('login/device-id-is-given', async (bench) => {
  const account = await bench.accounts.shared();
  const exchange = await logIn(bench, { ...userIdentifier(bench.edition, account.localpart), password: account.password });
  expectStatus('a login', exchange, 200);
  expectString('a login', exchange, 'device_id');
});

rule('login/wrong-password-is-forbidden', async (bench) => {
  const account = await bench.accounts.create();
  for (const password of mistyped(account.password)) {
    const exchange = await logIn(bench, { ...userIdentifier(bench.edition, account.localpart), password });
    if (errcodeOf(exchange) === 'M_USER_LOCKED')
      throw new NotApplicable(`the account is locked after wrong passwords: ${summary(exchange)}`);
    expectError('a login with a wrong password', exchange, { status: 403, errcode: 'M_FORBIDDEN' });
  }
});

rule('login/empty-password-is-refused', async (bench) => {
  const account = await bench.accounts.create();
  expectRefused(
    'a login with an empty password',
    await logIn(bench, { ...userIdentifier(bench.edition, account.localpart), password: '' }),
  );
});

rule('login/missing-password-is-refused', async (bench) => {
  const account = await bench.accounts.create();
  const body = { type: 'm.login.password', ...userIdentifier(bench.edition, account.localpart) };
  expectRefused(
    'a login without `password`',
    await bench.client.send('post-login', { body, wrong: 'the password is what the rule is about' }),
  );
});

/** That logins work here at all: where they don't, a refusal says nothing about whom it refuses. */
async function logInsWork({ accounts }: Bench): Promise<void> {
  await accounts.logIn(await accounts.shared());
}

rule('login/unknown-user-is-forbidden', async (bench) => {
  await logInsWork(bench);
  const exchange = await logIn(bench, { ...userIdentifier(bench.edition, bench.accounts.username()), password: bench.accounts.password() });
  expectError('a login of a user that does not exist', exchange, { status: 403, errcode: 'M_FORBIDDEN' });
});

rule('login/user-id-of-another-server-is-refused', async (bench) => {
  const { localpart, password } = await bench.accounts.shared();
  await logInsWork(bench);
  const exchange = await logIn(bench, { ...userIdentifier(bench.edition, `@${localpart}:elsewhere.example.org`), password });
  expectRefused('a login with the user ID of another server, and the password of who has that localpart here,', exchange);
});

rule('login/failures-look-alike', async (bench) => {
  const { localpart, password } = await bench.accounts.create();
  const known = await logIn(bench, { ...userIdentifier(bench.edition, localpart), password: `not-${password}` });
  const unknown = await logIn(bench, { ...userIdentifier(bench.edition, bench.accounts.username()), password });
  const look = (exchange: Exchange): string =>
    `${exchange.status} ${stringIn(exchange, 'errcode')} ${JSON.stringify(stringIn(exchange, 'error'))} with the keys ${Object.keys(
      objectOf(exchange) ?? {},
    )
      .toSorted()
      .join(', ')}`;
  expectThat(known.status !== 200 && look(known) === look(unknown), {
    message: 'a failed login tells whether the user exists',
    expected: `for a user that does not exist what a wrong password gets: ${look(known)}`,
    received: look(unknown),
    exchange: unknown,
  });
});

rule('login/unknown-threepid-is-forbidden', async (bench) => {
  await logInsWork(bench);
  const unknown = { medium: 'email', address: `${bench.accounts.username()}@example.org` };
  const exchange = await logIn(bench, { ...threepidIdentifier(bench.edition, unknown), password: bench.accounts.password() });
  expectStatus('a login with an e-mail address that nobody has', exchange, 403);
});

rule('login/unknown-type-is-refused', async ({ accounts, client }) => {
  const body = { type: 'com.example.no-such-type', user: accounts.username(), password: accounts.password() };
  expectError('a login of an unknown type', await client.send('post-login', { body }), { status: 400 });
});

rule('login/missing-type-is-refused', async (bench) => {
  const account = await bench.accounts.shared();
  const body = { ...userIdentifier(bench.edition, account.localpart), password: account.password };
  expectError('a login without `type`', await bench.client.send('post-login', { body, wrong: 'the type is what the rule is about' }), {
    status: 400,
  });
});
