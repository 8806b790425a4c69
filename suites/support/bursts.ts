import type { Account } from './accounts.ts';
import { solvableFlows } from './authentication.ts';
import type { Bench } from './bench.ts';
import { challengeOf } from './challenge.ts';
import { statedWaits } from './client.ts';
import type { Exchange, JsonObject } from './exchange.ts';
import { solve, userIdentifier } from './login-types.ts';

/** How many requests a burst has. */
export const burst = 16;

/** Sends a burst of requests at once, and gives the answer that is a 429, if there is one: of several the one that asks to wait longest. */
export async function burstOf(send: () => Promise<Exchange>): Promise<Exchange | undefined> {
  const exchanges = await Promise.all(Array.from({ length: burst }, send));
  const wait = (exchange: Exchange): number => statedWaits(exchange)[0] ?? 0;
  return exchanges.filter(({ status }) => status === 429).toSorted((a, b) => wait(b) - wait(a))[0];
}

/** A login again and again with the right password of one account. */
export function repeatedLogin(bench: Bench, account: Account): () => Promise<Exchange> {
  const body = { type: 'm.login.password', ...userIdentifier(bench.edition, account.localpart), password: account.password };
  return () => bench.client.send('post-login', { body, limits: 'report' });
}

/** A password change begun again and again. */
export function repeatedPasswordChange(bench: Bench, account: Account): () => Promise<Exchange> {
  const { parameters } = bench.subjects.passwordChange(account);
  return () => bench.client.send('post-account-password', { body: parameters, token: account.token, limits: 'report' });
}

/** How many accounts are made at once: few, since they stay, and enough for the limits that homeservers ship with. */
const accountsInBurst = 8;

type Registration = ReturnType<Bench['subjects']['registration']>;

/** A registration that was answered with 429. */
export interface LimitedRegistration {
  readonly exchange: Exchange;
  readonly subject: Registration;
}

/**
 * Brings a limit on registrations about, if there is one: a server may count the requests for one username, or those of one
 * client, or the accounts that they make. So one username is asked for again and again, and then accounts are made.
 */
export async function burstOfRegistrations(bench: Bench): Promise<LimitedRegistration | undefined> {
  const { client, subjects } = bench;
  const subject = subjects.registration();
  const exchange = await burstOf(() => client.send('post-register', { body: subject.parameters, limits: 'report' }));
  if (exchange !== undefined) return { exchange, subject };
  const whole = await Promise.all(Array.from({ length: accountsInBurst }, () => wholeRegistration(bench)));
  return whole.find((each) => each.exchange.status === 429);
}

/** A registration from the first request to the last, up to the first 429. */
async function wholeRegistration({ client, subjects }: Bench): Promise<LimitedRegistration> {
  const subject = subjects.registration();
  const send = (auth: JsonObject | undefined): Promise<Exchange> =>
    client.send('post-register', { body: auth === undefined ? subject.parameters : { ...subject.parameters, auth }, limits: 'report' });
  let exchange = await send(undefined);
  const challenge = challengeOf(exchange);
  const flow = challenge === undefined ? undefined : solvableFlows(challenge, subject.solving)[0];
  for (const stage of flow ?? []) {
    const session = challenge?.session === undefined ? {} : { session: challenge.session };
    exchange = await send({ type: stage, ...session, ...solve(stage, subject.solving) });
    if (exchange.status === 429) break;
  }
  return { exchange, subject };
}
