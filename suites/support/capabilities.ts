import type { Capability } from '../../specs/schemas/report.ts';
import type { Account } from './accounts.ts';
import type { Authentication } from './authentication.ts';
import type { Bench } from './bench.ts';
import { burst, burstOf, burstOfRegistrations, repeatedLogin, repeatedPasswordChange } from './bursts.ts';
import { challengeOf } from './challenge.ts';
import type { Exchange } from './exchange.ts';
import { errcodeOf, isObject, objectOf, summary } from './exchange.ts';
import { changeTo, guestParameters, registerWith } from './going-through.ts';
import { failing, userIdentifier } from './login-types.ts';
import { isUnrecognized } from './unrecognized.ts';
import { NotApplicable } from './violation.ts';

/** What a probe is given. Whatever is made for several probes is made once. */
export interface Probing {
  readonly bench: Bench;
  /** Another capability, probed before or now. */
  readonly have: (name: string) => Promise<Capability>;
  /** The answer to a registration without `auth`, and the authentication that it begins, if it does. */
  readonly opening: () => Promise<Authentication | Exchange>;
  /** The answer to a guest's registration. */
  readonly guest: () => Promise<Exchange>;
  /** An account that probes may use, but not change. */
  readonly account: () => Promise<Account>;
}

/** Asks the server what it offers. */
type Probe = (probing: Probing) => Promise<Capability>;

const present = (evidence: string): Capability => ({ present: true, evidence });
const absent = (evidence: string): Capability => ({ present: false, evidence });

/** What an answer shows: a failure of the server shows nothing, for or against. */
function shownBy(exchange: Exchange, holds: boolean): Capability {
  const evidence = answered(exchange);
  return exchange.status >= 500 ? { present: false, evidence, unclear: true } : { present: holds, evidence };
}

/**
 * Whether an operation is on offer whose request without `auth` got another answer than a challenge: one that is performed, or answered
 * by a 401 that asks for nothing, is, and wrongly so. What is closed says so by 403, what is not there by `M_UNRECOGNIZED`, or without a code.
 */
function offeredBy(exchange: Exchange): Capability {
  const { status } = exchange;
  if (status === 200 || status === 401) return present(answered(exchange));
  const errcode = errcodeOf(exchange);
  const isLacking = errcode === 'M_UNRECOGNIZED' || ([404, 405].includes(status) && errcode === undefined);
  return status === 403 || isLacking ? absent(answered(exchange)) : { present: false, evidence: answered(exchange), unclear: true };
}

function answered(exchange: Exchange): string {
  return `${exchange.request.method} ${exchange.operation.path} answered ${summary(exchange)}`;
}

/** The openings that all probes of a run share. */
export function createProbing(bench: Bench, have: Probing['have']): Probing {
  return {
    bench,
    have,
    opening: once(() => bench.open(bench.subjects.registration())),
    guest: once(() => bench.client.send('post-register', { query: { kind: 'guest' }, body: guestParameters(bench) })),
    account: once(() => bench.accounts.create()),
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

/** The login types that a well-formed answer to `GET /login` lists. */
function typesOffered(exchange: Exchange): readonly string[] | undefined {
  const flows = objectOf(exchange)?.['flows'];
  if (exchange.status !== 200 || !Array.isArray(flows)) return undefined;
  const types = flows.map((flow) => (isObject(flow) ? flow['type'] : undefined)).filter((type) => typeof type === 'string');
  return types.length === flows.length ? types : undefined;
}

/** A claim about the flows that are offered for registering, as far as the suites can complete them. */
function flowProbe(wanted: string, fits: (flow: readonly string[], authentication: Authentication) => boolean): Probe {
  return async ({ opening }) => {
    const begun = await opening();
    if (!('first' in begun)) return shownBy(begun, false);
    const flow = begun.solvable.find((candidate) => fits(candidate, begun));
    const offered = `POST /register offers ${begun.first.flows.map((stages) => `[${stages.join(', ')}]`).join(' or ')}`;
    return flow === undefined
      ? absent(`${offered}; none is ${wanted} that the suites can complete`)
      : present(`${offered}; [${flow.join(', ')}] is ${wanted}`);
  };
}

/** A password that lacks everything but length 1: any policy refuses it. */
const weakest = 'a';

function refusesAsWeak(exchange: Exchange): boolean {
  return exchange.status >= 400 && exchange.status < 500 && ![401, 429].includes(exchange.status) && errcodeOf(exchange) !== 'M_FORBIDDEN';
}

/** Probes whether an account can be had; `make` says what was made. */
function accountProbe(make: (probing: Probing) => Promise<string>): Probe {
  return async (probing) => {
    try {
      return present(await make(probing));
    } catch (cause) {
      if (!(cause instanceof NotApplicable)) throw cause;
      return absent(cause.message);
    }
  };
}

/** Probes a limit with a burst. `requests` says what is sent at once; `send` gives a 429 if one came. */
function rateLimitProbe(requests: string, needed: string, send: (probing: Probing) => Promise<Exchange | undefined>): Probe {
  return async (probing) => {
    const needs = await probing.have(needed);
    if (!needs.present) return needs;
    const limited = await send(probing);
    return limited === undefined
      ? absent(`${burst} ${requests} at once were answered without a 429`)
      : present(`of ${burst} ${requests} at once one was answered with ${summary(limited)}`);
  };
}

/** Every capability that a rule can need, and how it is probed. Adding one is an entry here. */
export const capabilityProbes: Readonly<Record<string, Probe>> = {
  'login.password': async ({ bench }) => {
    if (bench.isSince('r0.4')) {
      const exchange = await bench.client.send('get-login');
      const types = typesOffered(exchange);
      if (types !== undefined || isUnrecognized(bench, exchange)) return shownBy(exchange, types?.includes('m.login.password') === true);
    }
    // Where that is not told, or not properly, a login is tried: whatever is said of the user, the type is not refused.
    const tried = await bench.client.send('post-login', {
      body: { type: 'm.login.password', ...userIdentifier(bench.edition, bench.accounts.username()), password: bench.accounts.password() },
    });
    return shownBy(tried, ![400, 405].includes(tried.status) && errcodeOf(tried) !== 'M_UNRECOGNIZED');
  },
  registration: async ({ opening }) => {
    const begun = await opening();
    return 'first' in begun ? present(answered(begun.opening)) : offeredBy(begun);
  },
  'registration.solvable': flowProbe('a flow', () => true),
  'registration.dummy': flowProbe('a flow of m.login.dummy alone', (flow) => flow.every((stage) => stage === 'm.login.dummy')),
  'registration.with-dummy': flowProbe('a flow with m.login.dummy', (flow) => flow.includes('m.login.dummy')),
  'registration.two-stages': flowProbe('a flow of two stages or more', (flow) => flow.length >= 2),
  'registration.three-stages': flowProbe('a flow of three stages or more', (flow) => flow.length >= 3),
  'registration.fallible': flowProbe(
    'a flow of two stages or more, one of which can fail,',
    (flow, { subject }) => flow.length >= 2 && flow.some((stage) => failing(stage, subject.solving) !== undefined),
  ),
  guests: async ({ guest }) => {
    const exchange = await guest();
    return shownBy(exchange, exchange.status === 200 || challengeOf(exchange) !== undefined);
  },
  'guests-refused': async ({ have, guest }) => {
    const guests = await have('guests');
    // Where there is no such endpoint, guests are not what is refused.
    const refused = !guests.present && guests.unclear !== true && ![404, 405].includes((await guest()).status);
    return { ...guests, present: refused };
  },
  accounts: accountProbe(async ({ account }) => `the account ${(await account()).userId} could be made`),
  'accounts.threepid': accountProbe(async ({ bench }) => {
    const { userId, threepid } = await bench.accounts.createWithThreepid();
    return `the account ${userId} could be given the address ${threepid.address}`;
  }),
  'password-change': async ({ bench, have }) => {
    const accounts = await have('accounts');
    if (!accounts.present) return accounts;
    // Its own: a server that does not ask for authentication changes it.
    const account = await bench.accounts.create();
    const subject = bench.subjects.passwordChange(account);
    const exchange = await bench.client.send('post-account-password', { body: subject.parameters, token: account.token });
    const flows = challengeOf(exchange)?.flows;
    // A server that asks for none in particular offers it all the more.
    return flows === undefined || flows.length === 0
      ? offeredBy(exchange)
      : shownBy(
          exchange,
          flows.some((flow) => flow.every((stage) => stage === 'm.login.password')),
        );
  },
  uia: async ({ have }) => {
    const ways = [await have('registration.solvable'), await have('password-change')];
    return ways.find((way) => way.present) ?? ways.find((way) => way.unclear) ?? absent(ways.map(({ evidence }) => evidence).join('; '));
  },
  'uia.session': async ({ bench, have }) => {
    if (!(await have('uia')).present) return have('uia');
    const [first] = await bench.subjects.all();
    if (first === undefined) return have('uia');
    const begun = await bench.begin(first.subject);
    return shownBy(begun.opening, begun.session !== undefined);
  },
  'uia.fallible': async ({ have }) => {
    const [changing, registering] = [await have('password-change'), await have('registration.fallible')];
    return [changing, registering].find((way) => way.present) ?? (changing.unclear === true ? changing : registering);
  },
  'weak-passwords.register': async ({ bench, have }) => {
    const solvable = await have('registration.solvable');
    if (!solvable.present) return solvable;
    const exchange = await registerWith(bench, weakest);
    return shownBy(exchange, refusesAsWeak(exchange));
  },
  'weak-passwords.change': async ({ bench, have }) => {
    const changing = await have('password-change');
    if (!changing.present) return changing;
    const exchange = await changeTo(bench, await bench.accounts.create(), weakest);
    return shownBy(exchange, refusesAsWeak(exchange));
  },
  'rate-limit.register': rateLimitProbe(
    'registrations, begun or whole,',
    'registration.solvable',
    async ({ bench }) => (await burstOfRegistrations(bench))?.exchange,
  ),
  'rate-limit.login': rateLimitProbe('logins', 'accounts', async ({ bench, account }) => burstOf(repeatedLogin(bench, await account()))),
  'rate-limit.password-change': rateLimitProbe('password changes', 'password-change', async ({ bench, account }) =>
    burstOf(repeatedPasswordChange(bench, await account())),
  ),
  'exclusive-username': async ({ bench: { supplies } }) =>
    supplies.exclusiveUsername === undefined
      ? absent('the target file names no `exclusiveUsername` in the namespace of an application service')
      : present(`the target gives ${supplies.exclusiveUsername}`),
};

/** Names of all capabilities. */
export const capabilityNames: readonly string[] = Object.keys(capabilityProbes);
