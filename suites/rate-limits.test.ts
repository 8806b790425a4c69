import { completedIn, flowOf } from './support/authentication.ts';
import type { Bench } from './support/bench.ts';
import { burst, limitedLogin, limitedPasswordChange } from './support/capabilities.ts';
import { isChallenge } from './support/challenge.ts';
import { statedWait } from './support/client.ts';
import type { Exchange } from './support/exchange.ts';
import { errcodeOf, objectOf, stringIn, summary } from './support/exchange.ts';
import { userIdentifier } from './support/login-types.ts';
import { expectThat } from './support/matchers.ts';
import { ruleOnItsOwn } from './support/rule.ts';
import { Inconclusive } from './support/violation.ts';

/** Sends again and again, until a 429 comes. */
async function untilLimited(next: () => Promise<Exchange>): Promise<Exchange | undefined> {
  for (let sent = 0; sent < burst; sent += 1) {
    const exchange = await next();
    if (exchange.status === 429) return exchange;
  }
  return undefined;
}

async function limited(next: () => Promise<Exchange>): Promise<Exchange> {
  const exchange = await untilLimited(next);
  if (exchange === undefined) throw new Inconclusive(`the limit that was met when probed was not met again in ${burst} requests`);
  return exchange;
}

function registering({ client, subjects }: Bench): () => Promise<Exchange> {
  return () => client.send('post-register', { body: subjects.registration().parameters, limits: 'report' });
}

function expectLimited(about: string, exchange: Exchange | undefined): void {
  expectThat(exchange !== undefined, {
    message: `${about} is not limited`,
    expected: `a 429 within ${burst} requests in a row`,
    received: 'none',
  });
}

ruleOnItsOwn('rate-limits/register-is-limited', async (bench) => expectLimited('POST /register', await untilLimited(registering(bench))));
ruleOnItsOwn('rate-limits/login-is-limited', async (bench) => expectLimited('POST /login', await untilLimited(await limitedLogin(bench))));
ruleOnItsOwn('rate-limits/password-change-is-limited', async (bench) =>
  expectLimited('POST /account/password', await untilLimited(await limitedPasswordChange(bench))),
);

ruleOnItsOwn('rate-limits/waiting-is-enough', async (bench) => {
  const next = await limitedLogin(bench);
  const refused = await limited(next);
  await bench.pause(statedWait(refused));
  const exchange = await next();
  expectThat(exchange.status !== 429, {
    message: 'after the time that a 429 stated the request is limited again',
    expected: 'any other answer',
    received: summary(exchange),
    exchange,
  });
});

ruleOnItsOwn('rate-limits/limited-registration-has-no-effect', async (bench) => {
  const { client, subjects } = bench;
  let last = subjects.registration();
  const refused = await limited(() => {
    last = subjects.registration();
    return client.send('post-register', { body: { ...last.parameters, auth: { type: 'm.login.dummy' } }, limits: 'report' });
  });
  expectThat(stringIn(refused, 'user_id') === undefined && !(await last.performed()), {
    message: 'a registration that was limited made the account',
    expected: 'no account',
    received: summary(refused),
    exchange: refused,
  });
});

ruleOnItsOwn('rate-limits/limited-login-has-no-effect', async (bench) => {
  const refused = await limited(await limitedLogin(bench));
  const keys = Object.keys(objectOf(refused) ?? {}).filter((key) =>
    ['access_token', 'user_id', 'device_id', 'refresh_token'].includes(key),
  );
  expectThat(keys.length === 0, {
    message: 'a login that was limited logged in',
    expected: 'no token',
    received: `the keys ${keys.join(', ')}`,
    exchange: refused,
  });
});

ruleOnItsOwn('rate-limits/limited-password-change-has-no-effect', async (bench) => {
  const account = await bench.accounts.create();
  const subject = bench.subjects.passwordChange(account);
  const auth = { type: 'm.login.password', ...userIdentifier(bench.edition, account.localpart), password: `not-${account.password}` };
  await limited(() =>
    bench.client.send('post-account-password', { body: { ...subject.parameters, auth }, token: account.token, limits: 'report' }),
  );
  const right = { ...auth, password: account.password };
  const refused = await bench.client.send('post-account-password', {
    body: { ...subject.parameters, auth: right },
    token: account.token,
    limits: 'report',
  });
  if (refused.status !== 429) throw new Inconclusive(`the request after a 429 was not limited: ${summary(refused)}`);
  expectThat(!(await subject.performed()), {
    message: 'a password change that was limited took effect',
    expected: 'no effect',
    received: 'the new password logs in',
    exchange: refused,
  });
});

ruleOnItsOwn('rate-limits/progress-survives', async (bench) => {
  const subject = bench.subjects.registration();
  const authentication = await bench.begin(subject);
  const flow = flowOf(authentication, authentication.solvable.some(({ length }) => length > 1) ? 2 : 1);
  const done = flow.slice(0, -1);
  for (const stage of done) {
    const exchange = await authentication.complete(stage);
    if (!isChallenge(exchange)) throw new Inconclusive(`completing ${stage} was answered with ${summary(exchange)}`);
  }
  await limited(registering(bench));
  const exchange = await authentication.poll();
  const kept = done.every((stage) => completedIn(exchange).includes(stage)) && stringIn(exchange, 'session') === authentication.session;
  expectThat(kept, {
    message: 'a 429 lost what an authentication had completed',
    expected: `the session with ${done.join(', ') || 'nothing'} completed`,
    received: summary(exchange),
    exchange,
  });
  const last = await authentication.complete(flow.at(-1) ?? '');
  expectThat(last.status === 200, {
    message: 'after a 429 an authentication cannot be brought to its end',
    expected: '200 with the result',
    received: `${summary(last)} ${errcodeOf(last) ?? ''}`,
    exchange: last,
  });
});
