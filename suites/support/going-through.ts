import { isPartOf } from '../../specs/reader/edition.ts';
import type { Account } from './accounts.ts';
import type { Subject } from './authentication.ts';
import type { Bench } from './bench.ts';
import type { Exchange } from './exchange.ts';
import { Inconclusive } from './violation.ts';

/** Registers with a password, as far as it goes: the refusal before or after authentication, or the result. */
export function registerWith(bench: Bench, password: string, username = bench.accounts.username()): Promise<Exchange> {
  return through(bench, bench.subjects.registration({ username, password }));
}

/** Changes an account's password, as far as it goes: the refusal before or after authentication, or the result. */
export function changeTo(bench: Bench, account: Account, newPassword: string): Promise<Exchange> {
  return through(bench, bench.subjects.passwordChange(account, newPassword));
}

async function through(bench: Bench, subject: Subject): Promise<Exchange> {
  const begun = await bench.open(subject);
  if (!('first' in begun)) return begun;
  const flow = begun.solvable[0];
  if (flow === undefined) throw new Inconclusive('setup: no flow that the suites can complete');
  return begun.walk(flow);
}

/** A guest's registration needs no parameters; the oldest editions ask for a password in their schema all the same. */
export function guestParameters(bench: Bench): { password?: string } {
  return isPartOf(bench.edition, { until: 'v1.1' }) ? { password: bench.accounts.password() } : {};
}
