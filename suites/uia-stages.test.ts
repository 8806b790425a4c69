import type { Account } from './support/accounts.ts';
import { completedIn } from './support/authentication.ts';
import type { Bench } from './support/bench.ts';
import type { Exchange, JsonObject } from './support/exchange.ts';
import { summary } from './support/exchange.ts';
import { mistyped, threepidIdentifier, userIdentifier } from './support/login-types.ts';
import { expectRefused, expectStatus, expectSuccess, expectThat } from './support/matchers.ts';
import { rule } from './support/rule.ts';
import { NotApplicable } from './support/violation.ts';

/** Changes the password of an account, authenticated by m.login.password with these keys. */
async function passwordStage(
  bench: Bench,
  account: Account,
  keys: JsonObject,
  wrong?: string,
): Promise<{ exchange: Exchange; performed: () => Promise<boolean> }> {
  const subject = bench.subjects.passwordChange(account);
  const { attempt } = await bench.begin(subject);
  const exchange = await attempt({ type: 'm.login.password', ...keys }, wrong === undefined ? {} : { wrong });
  return { exchange, performed: subject.performed };
}

rule('uia-stages/password-takes-a-localpart', async (bench) => {
  const account = await bench.accounts.create();
  const { exchange } = await passwordStage(bench, account, {
    ...userIdentifier(bench.edition, account.localpart),
    password: account.password,
  });
  expectSuccess('m.login.password with the localpart', exchange);
});

rule('uia-stages/password-takes-a-full-user-id', async (bench) => {
  const account = await bench.accounts.create();
  const { exchange } = await passwordStage(bench, account, {
    ...userIdentifier(bench.edition, account.userId),
    password: account.password,
  });
  expectSuccess('m.login.password with the full user ID', exchange);
});

rule('uia-stages/password-takes-a-threepid', async (bench) => {
  const account = await bench.accounts.createWithThreepid();
  const { exchange } = await passwordStage(bench, account, {
    ...threepidIdentifier(bench.edition, account.threepid),
    password: account.password,
  });
  expectSuccess("m.login.password with the account's e-mail address", exchange);
});

rule('uia-stages/unknown-threepid-is-forbidden', async (bench) => {
  const account = await bench.accounts.create();
  const unknown = { medium: 'email', address: `${bench.accounts.username()}@example.org` };
  const { exchange, performed } = await passwordStage(bench, account, {
    ...threepidIdentifier(bench.edition, unknown),
    password: account.password,
  });
  expectStatus('m.login.password with an e-mail address that nobody has', exchange, 403);
  expectThat(!(await performed()), {
    message: 'the password was changed all the same',
    expected: 'no effect',
    received: summary(exchange),
    exchange,
  });
});

async function expectNoEffect(about: string, { exchange, performed }: Awaited<ReturnType<typeof passwordStage>>): Promise<void> {
  expectRefused(about, exchange);
  expectThat(!(await performed()), {
    message: `${about} changed the password`,
    expected: 'no effect',
    received: summary(exchange),
    exchange,
  });
}

rule('uia-stages/wrong-password-does-not-authenticate', async (bench) => {
  const account = await bench.accounts.create();
  const user = userIdentifier(bench.edition, account.localpart);
  for (const password of mistyped(account.password)) {
    await expectNoEffect('m.login.password with a wrong password', await passwordStage(bench, account, { ...user, password }));
  }
  await expectNoEffect('m.login.password with an empty password', await passwordStage(bench, account, { ...user, password: '' }));
  await expectNoEffect(
    'm.login.password without a password',
    await passwordStage(bench, account, user, 'the password is what the rule is about'),
  );
});

rule('uia-stages/another-users-password-does-not-authenticate', async (bench) => {
  const [account, other] = [await bench.accounts.create(), await bench.accounts.create()];
  await expectNoEffect(
    "m.login.password with another user's name and password",
    await passwordStage(bench, account, { ...userIdentifier(bench.edition, other.localpart), password: other.password }),
  );
  await expectNoEffect(
    "m.login.password with one's own name and another user's password",
    await passwordStage(bench, account, { ...userIdentifier(bench.edition, account.localpart), password: other.password }),
  );
});

const dummy = 'm.login.dummy';

/** Goes through the flow with the dummy stage up to it, and attempts it with these keys. */
async function dummyStage({ begin, subjects }: Bench, keys: JsonObject): Promise<Exchange> {
  const authentication = await begin(subjects.registration());
  const flow = authentication.solvable.find((stages) => stages.includes(dummy));
  if (flow === undefined) throw new NotApplicable('no flow with m.login.dummy that the suites can complete');
  await authentication.walk(flow.slice(0, flow.indexOf(dummy)));
  return authentication.attempt({ type: dummy, ...keys });
}

function expectDone(about: string, exchange: Exchange): void {
  expectThat(exchange.status === 200 || completedIn(exchange).includes(dummy), {
    message: `${about} was not accepted`,
    expected: 'the result, or 401 with m.login.dummy in `completed`',
    received: summary(exchange),
    exchange,
  });
}

rule('uia-stages/dummy-takes-only-type-and-session', async (bench) => {
  expectDone('m.login.dummy with type and session', await dummyStage(bench, {}));
});

/** How often the dummy stage is tried. */
const tries = 3;

rule('uia-stages/dummy-always-succeeds', async (bench) => {
  for (let tried = 1; tried <= tries; tried += 1) expectDone(`the ${tried}. m.login.dummy`, await dummyStage(bench, {}));
});
