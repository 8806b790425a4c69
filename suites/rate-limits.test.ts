import { completedIn, flowOf } from './support/authentication.ts';
import type { Bench } from './support/bench.ts';
import type { LimitedRegistration } from './support/bursts.ts';
import { burst, burstOf, burstOfRegistrations, repeatedLogin, repeatedPasswordChange } from './support/bursts.ts';
import { isChallenge } from './support/challenge.ts';
import { statedWaits } from './support/client.ts';
import type { Exchange } from './support/exchange.ts';
import { errcodeOf, objectOf, stringIn, summary } from './support/exchange.ts';
import { userIdentifier } from './support/login-types.ts';
import { expectThat } from './support/matchers.ts';
import { ruleOnItsOwn } from './support/rule.ts';
import { Inconclusive, NotApplicable } from './support/violation.ts';

function metAgain<Limited>(limited: Limited | undefined): Limited {
  if (limited === undefined) throw new Inconclusive(`the limit that was met when probed was not met again by ${burst} requests at once`);
  return limited;
}

async function limited(send: () => Promise<Exchange>): Promise<Exchange> {
  return metAgain(await burstOf(send));
}

async function limitedRegistration(bench: Bench): Promise<LimitedRegistration> {
  return metAgain(await burstOfRegistrations(bench));
}

function expectLimited(about: string, exchange: Exchange | undefined): void {
  expectThat(exchange !== undefined, {
    message: `${about} is not limited`,
    expected: `a 429 among ${burst} requests at once`,
    received: 'none',
  });
}

ruleOnItsOwn('rate-limits/register-is-limited', async (bench) =>
  expectLimited('POST /register', (await burstOfRegistrations(bench))?.exchange),
);
ruleOnItsOwn('rate-limits/login-is-limited', async (bench) =>
  expectLimited('POST /login', await burstOf(repeatedLogin(bench, await bench.accounts.create()))),
);
ruleOnItsOwn('rate-limits/password-change-is-limited', async (bench) =>
  expectLimited('POST /account/password', await burstOf(repeatedPasswordChange(bench, await bench.accounts.create()))),
);

ruleOnItsOwn('rate-limits/waiting-is-enough', async (bench) => {
  const next = repeatedLogin(bench, await bench.accounts.create());
  const refused = await limited(next);
  const [wait] = statedWaits(refused);
  if (wait === undefined) throw new NotApplicable('the 429 does not say how long to wait');
  await bench.pause(wait);
  const exchange = await next();
  expectThat(exchange.status !== 429, {
    message: 'after the time that a 429 stated the request is limited again',
    expected: 'any other answer',
    received: summary(exchange),
    exchange,
  });
});

ruleOnItsOwn('rate-limits/limited-registration-has-no-effect', async (bench) => {
  const { exchange, subject } = await limitedRegistration(bench);
  const made = (await subject.performed()) || stringIn(exchange, 'user_id') !== undefined;
  expectThat(!made, {
    message: 'a registration that was limited made the account',
    expected: 'no account',
    received: summary(exchange),
    exchange,
  });
});

ruleOnItsOwn('rate-limits/limited-login-has-no-effect', async (bench) => {
  const refused = await limited(repeatedLogin(bench, await bench.accounts.create()));
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

/** How often the one request that would succeed may slip through before the limit. */
const tries = 5;

ruleOnItsOwn('rate-limits/limited-password-change-has-no-effect', async ({ accounts, begin, client, edition, subjects }) => {
  for (let tried = 0; tried < tries; tried += 1) {
    const account = await accounts.create();
    const subject = subjects.passwordChange(account);
    const { session } = await begin(subject);
    const change = (password: string): Promise<Exchange> => {
      const auth = {
        type: 'm.login.password',
        ...userIdentifier(edition, account.localpart),
        password,
        ...(session === undefined ? {} : { session }),
      };
      return client.send('post-account-password', { body: { ...subject.parameters, auth }, token: account.token, limits: 'report' });
    };
    // The right one comes last in a burst of wrong ones, which bring the limit about.
    const answers = await Promise.all(
      Array.from({ length: burst }, (_, at) => change(at === burst - 1 ? account.password : `not-${account.password}`)),
    );
    const refused = answers.at(-1);
    if (refused?.status !== 429) continue;
    expectThat(!(await subject.performed()), {
      message: 'a password change that was limited took effect',
      expected: 'no effect',
      received: 'the new password logs in',
      exchange: refused,
    });
    return;
  }
  throw new Inconclusive(`the last of ${burst} password changes at once was not limited, ${tries} times over`);
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
  await limitedRegistration(bench);
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
