import { randomBytes } from 'node:crypto';
import { attemptLogin } from './support/attempted-login.ts';
import { changeTo, registerWith } from './support/going-through.ts';
import type { Exchange } from './support/exchange.ts';
import { errcodeOf, summary } from './support/exchange.ts';
import { expectError, expectThat } from './support/matchers.ts';
import { rule } from './support/rule.ts';
import { Inconclusive, NotApplicable } from './support/violation.ts';

/** Letters that make a password no dictionary word. */
const stem = (): string => randomBytes(6).toString('hex').replace(/\d/g, 'k');

/** Passwords that satisfy all that the standard recommends but for one thing. */
const lacking: Readonly<Record<string, () => string>> = {
  'without-lowercase': () => `${stem().toUpperCase()}7!`,
  'without-uppercase': () => `${stem()}7!`,
  'without-digit': () => `${stem()}K!`,
  'without-symbol': () => `${stem()}K7`,
  'too-short': () => `${stem().slice(0, 3)}K7!z`,
};

const refusal = { status: 400, errcode: 'M_WEAK_PASSWORD' } as const;

for (const [lack, make] of Object.entries(lacking)) {
  rule(`weak-passwords/register-${lack}-is-m-weak-password`, async (bench) => {
    expectError(`a registration with a password ${lack.replace('-', ' ')}`, await registerWith(bench, make()), refusal);
  });
  rule(`weak-passwords/change-${lack}-is-m-weak-password`, async (bench) => {
    expectError(`a change to a password ${lack.replace('-', ' ')}`, await changeTo(bench, await bench.accounts.create(), make()), refusal);
  });
}

/** Refused by any policy at all. */
const weakest = 'a';

function expectRefusedAsBefore(exchange: Exchange): void {
  if (exchange.status === 200) throw new Inconclusive('the weak password that was refused when probed is accepted now');
}

rule('weak-passwords/refused-with-m-weak-password', async (bench) => {
  const answers = [
    ...(bench.offers('weak-passwords.register') ? [await registerWith(bench, weakest)] : []),
    ...(bench.offers('weak-passwords.change') ? [await changeTo(bench, await bench.accounts.create(), weakest)] : []),
  ];
  if (answers.length === 0) throw new NotApplicable('no password was refused for weakness');
  for (const exchange of answers) {
    expectRefusedAsBefore(exchange);
    expectThat(errcodeOf(exchange) === 'M_WEAK_PASSWORD', {
      message: 'a password is refused for its weakness with another code',
      expected: 'errcode M_WEAK_PASSWORD',
      received: summary(exchange),
      exchange,
    });
  }
});

rule('weak-passwords/refused-registration-has-no-effect', async (bench) => {
  const username = bench.accounts.username();
  const refused = await registerWith(bench, weakest, username);
  expectRefusedAsBefore(refused);
  const login = await attemptLogin(bench, username, weakest);
  expectThat(login.status !== 200, {
    message: 'a registration refused for its password made the account',
    expected: 'no login',
    received: summary(login),
    exchange: login,
  });
  const again = await registerWith(bench, bench.accounts.password(), username);
  if (again.status !== 200 && errcodeOf(again) !== 'M_USER_IN_USE')
    throw new Inconclusive(`a strong password did not register either: ${summary(again)}`);
  expectThat(errcodeOf(again) !== 'M_USER_IN_USE', {
    message: 'a registration refused for its password took the username',
    expected: 'the username is still free',
    received: summary(again),
    exchange: again,
  });
});

rule('weak-passwords/refused-change-has-no-effect', async (bench) => {
  const account = await bench.accounts.create();
  const refused = await changeTo(bench, account, weakest);
  expectRefusedAsBefore(refused);
  const [old, weak] = [
    await attemptLogin(bench, account.localpart, account.password),
    await attemptLogin(bench, account.localpart, weakest),
  ];
  expectThat(old.status === 200 && weak.status !== 200, {
    message: 'a change refused for the new password took effect',
    expected: 'the old password logs in, the weak one does not',
    received: `old: ${old.status}, weak: ${weak.status}`,
    exchange: refused,
  });
});
