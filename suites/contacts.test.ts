import type { Account } from './support/accounts.ts';
import type { Bench } from './support/bench.ts';
import type { Exchange, JsonObject } from './support/exchange.ts';
import { isObject, objectOf, summary } from './support/exchange.ts';
import { expectError, expectStatus, expectThat } from './support/matchers.ts';
import { rule } from './support/rule.ts';
import { isUnrecognized } from './support/unrecognized.ts';
import { NotApplicable } from './support/violation.ts';

/** The 3PIDs that an account has; a list that is left out counts as empty. */
async function threepidsOf(
  bench: Bench,
  { token }: Account,
): Promise<{ readonly exchange: Exchange; readonly threepids: readonly JsonObject[] }> {
  const exchange = await bench.client.send('get-account-3pid', { token });
  if (isUnrecognized(bench, exchange)) throw new NotApplicable(`the server keeps no contact addresses here: ${summary(exchange)}`);
  expectStatus('GET /account/3pid', exchange, 200);
  const list = objectOf(exchange)?.['threepids'] ?? [];
  expectThat(Array.isArray(list) && list.every(isObject), {
    message: '`threepids` is no list',
    expected: 'an array of objects',
    received: summary(exchange),
    exchange,
  });
  return { exchange, threepids: Array.isArray(list) ? list.filter(isObject) : [] };
}

rule('contacts/need-a-token', async (bench) => {
  const exchange = await bench.client.send('get-account-3pid');
  if (isUnrecognized(bench, exchange)) throw new NotApplicable(`the server keeps no contact addresses here: ${summary(exchange)}`);
  expectError('GET /account/3pid without an access token', exchange, { status: 401, errcode: 'M_MISSING_TOKEN' });
});

rule('contacts/new-account-has-none', async (bench) => {
  const account = await bench.accounts.shared();
  if (!account.isNew) throw new NotApplicable('an account that the target gives may have addresses that its file does not list');
  const { exchange, threepids } = await threepidsOf(bench, account);
  expectThat(threepids.length === 0, {
    message: 'a new account has contact addresses',
    expected: 'an empty list',
    received: summary(exchange),
    exchange,
  });
});

rule('contacts/list-what-is-bound', async (bench) => {
  const account = await bench.accounts.createWithThreepid();
  const { exchange, threepids } = await threepidsOf(bench, account);
  const { medium, address } = account.threepid;
  expectThat(
    threepids.some((listed) => listed['medium'] === medium && listed['address'] === address),
    { message: "the account's own address is not listed", expected: `${medium} ${address}`, received: summary(exchange), exchange },
  );
});

rule('contacts/are-ones-own', async (bench) => {
  const [bound, other] = [await bench.accounts.createWithThreepid(), await bench.accounts.shared()];
  const { exchange, threepids } = await threepidsOf(bench, other);
  const { address } = bound.threepid;
  expectThat(!threepids.some((listed) => listed['address'] === address), {
    message: "another account's address is listed",
    expected: `no ${address}`,
    received: summary(exchange),
    exchange,
  });
});
