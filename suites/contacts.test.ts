import type { Exchange, JsonObject } from './support/exchange.ts';
import { isObject, objectOf, summary } from './support/exchange.ts';
import { expectError, expectStatus, expectThat } from './support/matchers.ts';
import { rule } from './support/rule.ts';
import { isUnrecognized } from './support/unrecognized.ts';
import { NotApplicable } from './support/violation.ts';

/** The 3PIDs of an answer; a list that is left out counts as empty. */
function threepidsIn(exchange: Exchange): readonly JsonObject[] {
  expectStatus('GET /account/3pid', exchange, 200);
  const list = objectOf(exchange)?.['threepids'] ?? [];
  expectThat(Array.isArray(list) && list.every(isObject), {
    message: '`threepids` is no list',
    expected: 'an array of objects',
    received: summary(exchange),
    exchange,
  });
  return Array.isArray(list) ? list.filter(isObject) : [];
}

rule('contacts/need-a-token', async (bench) => {
  const exchange = await bench.client.send('get-account-3pid');
  if (isUnrecognized(bench, exchange)) throw new NotApplicable(`the server keeps no contact addresses here: ${summary(exchange)}`);
  expectError('GET /account/3pid without an access token', exchange, { status: 401, errcode: 'M_MISSING_TOKEN' });
});

rule('contacts/new-account-has-none', async ({ accounts, client }) => {
  const account = await accounts.shared();
  if (!account.isNew) throw new NotApplicable('an account that the target gives may have addresses that its file does not list');
  const exchange = await client.send('get-account-3pid', { token: account.token });
  const listed = threepidsIn(exchange);
  expectThat(listed.length === 0, {
    message: 'a new account has contact addresses',
    expected: 'an empty list',
    received: summary(exchange),
    exchange,
  });
});

rule('contacts/list-what-is-bound', async ({ accounts, client }) => {
  const account = await accounts.createWithThreepid();
  const exchange = await client.send('get-account-3pid', { token: account.token });
  const { medium, address } = account.threepid;
  expectThat(
    threepidsIn(exchange).some((listed) => listed['medium'] === medium && listed['address'] === address),
    { message: "the account's own address is not listed", expected: `${medium} ${address}`, received: summary(exchange), exchange },
  );
});

rule('contacts/are-ones-own', async ({ accounts, client }) => {
  const [bound, other] = [await accounts.createWithThreepid(), await accounts.shared()];
  const exchange = await client.send('get-account-3pid', { token: other.token });
  const { address } = bound.threepid;
  expectThat(!threepidsIn(exchange).some((listed) => listed['address'] === address), {
    message: "another account's address is listed",
    expected: `no ${address}`,
    received: summary(exchange),
    exchange,
  });
});
