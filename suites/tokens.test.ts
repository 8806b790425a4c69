import type { Bench } from './support/bench.ts';
import type { SendOptions } from './support/client.ts';
import type { Exchange } from './support/exchange.ts';
import { expectError, expectStatus, expectString, expectThat } from './support/matchers.ts';
import { rule } from './support/rule.ts';
import { isUnrecognized } from './support/unrecognized.ts';

/** What each guarded operation of the edition answers to a request without a valid access token. */
async function answersOfGuarded(
  { catalogue, client, isSince }: Bench,
  options: SendOptions,
  among: (operation: { readonly method: string }) => boolean = () => true,
): Promise<readonly { operation: string; exchange: Exchange }[]> {
  const operations = [...catalogue.operations.values()].filter(among);
  const guarded = operations.filter(({ accessToken, interactive }) => accessToken === 'required' && !interactive);
  const answers = [];
  for (const { id } of guarded) {
    const exchange = await client.send(id, options);
    // A server that only has the OAuth 2.0 API may lack what belongs to the legacy one; who owns a token is told by both.
    if (id === 'get-account-whoami' || !isUnrecognized({ isSince }, exchange)) answers.push({ operation: id, exchange });
  }
  return answers;
}

/** Others would do something to an account that more rules share, should the token be taken for its own. */
function isReading({ method }: { readonly method: string }): boolean {
  return method === 'GET';
}

rule('tokens/missing-is-m-missing-token', async (bench) => {
  for (const { operation, exchange } of await answersOfGuarded(bench, {})) {
    expectError(`${operation} without an access token`, exchange, { status: 401, errcode: 'M_MISSING_TOKEN' });
  }
});

rule('tokens/unknown-is-m-unknown-token', async (bench) => {
  for (const { operation, exchange } of await answersOfGuarded(bench, { token: 'there-is-no-such-token' })) {
    expectError(`${operation} with an unknown access token`, exchange, { status: 401, errcode: 'M_UNKNOWN_TOKEN' });
  }
});

rule('tokens/altered-is-m-unknown-token', async (bench) => {
  const { token } = await bench.accounts.shared();
  const last = token.at(-1) === 'A' ? 'B' : 'A';
  const alterations = {
    'its last character changed': token.slice(0, -1) + last,
    'its last character cut off': token.slice(0, -1),
    'a character added': `${token}A`,
  };
  for (const [alteration, altered] of Object.entries(alterations)) {
    for (const { operation, exchange } of await answersOfGuarded(bench, { token: altered }, isReading)) {
      expectError(`${operation} with an access token with ${alteration}`, exchange, { status: 401, errcode: 'M_UNKNOWN_TOKEN' });
    }
  }
});

rule('tokens/logged-out-is-m-unknown-token', async (bench) => {
  const { token } = await bench.accounts.create();
  const out = await bench.client.send('post-logout', { token });
  expectStatus('POST /logout', out, 200);
  for (const { operation, exchange } of await answersOfGuarded(bench, { token })) {
    expectError(`${operation} with an access token that was logged out`, exchange, { status: 401, errcode: 'M_UNKNOWN_TOKEN' });
  }
});

rule('tokens/identify-their-user', async ({ accounts, client }) => {
  const account = await accounts.shared();
  const exchange = await client.send('get-account-whoami', { token: account.token });
  expectStatus('GET /account/whoami with a valid token', exchange, 200);
  const userId = expectString('GET /account/whoami', exchange, 'user_id');
  expectThat(userId === account.userId, {
    message: 'GET /account/whoami names another user',
    expected: account.userId,
    received: userId,
    exchange,
  });
});
