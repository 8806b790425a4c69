import { expectAccepted } from './support/accepted-token.ts';
import { flowOf } from './support/authentication.ts';
import type { Account } from './support/accounts.ts';
import { attemptLogin } from './support/attempted-login.ts';
import type { Bench } from './support/bench.ts';
import type { Exchange } from './support/exchange.ts';
import { isChallenge } from './support/challenge.ts';
import { errcodeOf, objectOf, summary } from './support/exchange.ts';
import { failing, userIdentifier } from './support/login-types.ts';
import { expectChallenge, expectRefused, expectStatus, expectSuccess, expectThat } from './support/matchers.ts';
import { rule } from './support/rule.ts';
import { NotApplicable } from './support/violation.ts';

interface Changed {
  readonly account: Account;
  readonly newPassword: string;
  readonly exchange: Exchange;
}

/** Changes a new account's password, and claims that it goes through. */
async function changed({ accounts, begin, subjects }: Bench): Promise<Changed> {
  const account = await accounts.create();
  const subject = subjects.passwordChange(account);
  const authentication = await begin(subject);
  const exchange = await authentication.walk(flowOf(authentication, 1));
  expectSuccess('a password change with every stage completed', exchange);
  return { account, newPassword: subject.newPassword, exchange };
}

async function expectOldPassword(bench: Bench, account: Account, about: string): Promise<void> {
  const exchange = await attemptLogin(bench, account.localpart, account.password);
  expectThat(exchange.status === 200, {
    message: `${about}, yet the old password no longer logs in`,
    expected: '200',
    received: summary(exchange),
    exchange,
  });
}

rule('password/requires-authentication-with-a-token', async (bench) => {
  const account = await bench.accounts.create();
  const { parameters } = bench.subjects.passwordChange(account);
  expectChallenge(
    'a password change without `auth`',
    await bench.client.send('post-account-password', { body: parameters, token: account.token }),
  );
  await expectOldPassword(bench, account, 'a password change without `auth` was answered with 401');
});

rule('password/requires-authentication-without-a-token', async ({ accounts, client }) => {
  const exchange = await client.send('post-account-password', { body: { new_password: accounts.password() } });
  if (exchange.status === 401 && errcodeOf(exchange) === 'M_MISSING_TOKEN' && !isChallenge(exchange)) {
    throw new NotApplicable('the server has no way to authenticate somebody without an access token');
  }
  expectChallenge('a password change without `auth` and without an access token', exchange);
});

rule('password/new-password-is-required', async (bench) => {
  const account = await bench.accounts.create();
  const authentication = await bench.begin(bench.subjects.passwordChange(account));
  const missing = { parameters: {}, wrong: 'new_password is what the rule is about' };
  // A session that remembers what was asked for at the start may go through with it; so it is left out from the start as well.
  const opening = await bench.client.send('post-account-password', { body: {}, token: account.token, wrong: missing.wrong });
  const session = objectOf(opening)?.['session'];
  const [stage] = flowOf(authentication, 1);
  const solved = { type: stage ?? '', ...userIdentifier(bench.edition, account.localpart), password: account.password };
  const exchange =
    opening.status === 401 ? await authentication.attempt(typeof session === 'string' ? { ...solved, session } : solved, missing) : opening;
  expectRefused('a password change without `new_password`', exchange);
  await expectOldPassword(bench, account, 'a password change without `new_password` was refused');
});

rule('password/success-is-an-empty-object', async (bench) => {
  const { exchange } = await changed(bench);
  const body = objectOf(exchange);
  expectThat(body !== undefined && !('flows' in body) && !('errcode' in body), {
    message: 'the result of a password change is no plain object',
    expected: '{}',
    received: summary(exchange),
    exchange,
  });
});

rule('password/new-password-logs-in', async (bench) => {
  const { account, newPassword } = await changed(bench);
  expectStatus('a login with the new password', await attemptLogin(bench, account.localpart, newPassword), 200);
});

rule('password/old-password-stops', async (bench) => {
  const { account } = await changed(bench);
  const exchange = await attemptLogin(bench, account.localpart, account.password);
  expectRefused('a login with the old password, after a change,', exchange);
});

rule('password/unfinished-authentication-changes-nothing', async (bench) => {
  const account = await bench.accounts.create();
  const subject = bench.subjects.passwordChange(account);
  const authentication = await bench.begin(subject);
  const exchange = await authentication.poll();
  expectRefused('a password change with only its session, nothing being completed,', exchange);
  await expectOldPassword(bench, account, 'an unfinished password change was refused');
  expectThat(!(await subject.performed()), {
    message: 'an unfinished password change took effect',
    expected: 'no effect',
    received: summary(exchange),
    exchange,
  });
});

rule('password/failed-authentication-changes-nothing', async (bench) => {
  const account = await bench.accounts.create();
  const subject = bench.subjects.passwordChange(account);
  const authentication = await bench.begin(subject);
  const [stage] = flowOf(authentication, 1);
  const wrong = stage === undefined ? undefined : failing(stage, subject.solving);
  if (stage === undefined || wrong === undefined) throw new NotApplicable('the flow has no stage that can be failed');
  const exchange = await authentication.attempt({ type: stage, ...wrong });
  expectRefused('a password change with a failed stage', exchange);
  await expectOldPassword(bench, account, 'a failed password change was refused');
  expectThat(!(await subject.performed()), {
    message: 'a failed password change took effect',
    expected: 'no effect',
    received: summary(exchange),
    exchange,
  });
});

rule('password/keeps-the-token-used', async (bench) => {
  const { account } = await changed(bench);
  await expectAccepted(bench, 'the access token with which the password was changed', account.token);
});
