import { isPartOf } from '../../specs/reader/edition.ts';
import type { Capability } from '../../specs/schemas/report.ts';
import type { Authentication } from './authentication.ts';
import type { Bench } from './bench.ts';
import { challengeOf } from './challenge.ts';
import type { Exchange } from './exchange.ts';
import { errcodeOf, isObject, objectOf, summary } from './exchange.ts';
import { failing, userIdentifier } from './login-types.ts';
import { Inconclusive } from './violation.ts';

/** Asks the server what it offers. `have` gives the other capabilities, probed before. */
type Probe = (bench: Bench, have: (name: string) => Promise<Capability>) => Promise<Capability>;

const present = (evidence: string): Capability => ({ present: true, evidence });
const absent = (evidence: string): Capability => ({ present: false, evidence });
const given = (holds: boolean, evidence: string): Capability => ({ present: holds, evidence });

function answered(exchange: Exchange): string {
  return `${exchange.request.method} ${exchange.operation.path} answered ${summary(exchange)}`;
}

async function registration(bench: Bench): Promise<Authentication | Exchange> {
  const subject = bench.subjects.registration();
  const exchange = await bench.client.send('post-register', { body: subject.parameters });
  return challengeOf(exchange) === undefined ? exchange : bench.begin(subject);
}

/** A claim about the flows that are offered for registering, as far as the suites can complete them. */
function flowProbe(wanted: string, fits: (flow: readonly string[], authentication: Authentication) => boolean): Probe {
  return async (bench) => {
    const begun = await registration(bench);
    if (!('first' in begun)) return absent(answered(begun));
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

/** How many requests a burst has. */
export const burst = 30;

/** Sends a burst of requests at once, and gives an answer that is a 429 if there is one. */
export async function burstOf(send: () => Promise<Exchange>): Promise<Exchange | undefined> {
  const exchanges = await Promise.all(Array.from({ length: burst }, send));
  return exchanges.find(({ status }) => status === 429);
}

function rateLimitProbe(name: string, prepare: (bench: Bench) => Promise<() => Promise<Exchange>>): Probe {
  return async (bench) => {
    const limited = await burstOf(await prepare(bench));
    return limited === undefined
      ? absent(`${burst} ${name}s at once were answered without a 429`)
      : present(`of ${burst} ${name}s at once one was answered with ${summary(limited)}`);
  };
}

/** Every capability that a rule can need, and how it is probed. Adding one is an entry here. */
export const capabilityProbes: Readonly<Record<string, Probe>> = {
  'login.password': async (bench) => {
    if (bench.isSince('r0.4')) {
      const exchange = await bench.client.send('get-login');
      const flows = objectOf(exchange)?.['flows'];
      if (exchange.status === 200 && Array.isArray(flows)) {
        return given(
          flows.some((flow) => isObject(flow) && flow['type'] === 'm.login.password'),
          answered(exchange),
        );
      }
    }
    const tried = await bench.client.send('post-login', {
      body: { type: 'm.login.password', ...userIdentifier(bench.edition, bench.accounts.username()), password: bench.accounts.password() },
    });
    return given(tried.status === 403, answered(tried));
  },
  registration: async (bench) => {
    const begun = await registration(bench);
    return 'first' in begun ? present(answered(begun.opening)) : absent(answered(begun));
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
  guests: async (bench) => {
    const exchange = await bench.client.send('post-register', { query: { kind: 'guest' }, body: guestParameters(bench) });
    return given(exchange.status === 200 || challengeOf(exchange) !== undefined, answered(exchange));
  },
  'guests-refused': async (_bench, have) => {
    const guests = await have('guests');
    return { present: !guests.present, evidence: guests.evidence };
  },
  accounts: async (bench) => {
    try {
      const account = await bench.accounts.create();
      return present(`the account ${account.userId} could be made`);
    } catch (cause) {
      if (!(cause instanceof Inconclusive)) throw cause;
      return absent(cause.message);
    }
  },
  'accounts.threepid': async (bench) => {
    try {
      const account = await bench.accounts.createWithThreepid();
      return present(`the account ${account.userId} could be given the address ${account.threepid.address}`);
    } catch (cause) {
      if (!(cause instanceof Inconclusive)) throw cause;
      return absent(cause.message);
    }
  },
  'password-change': async (bench, have) => {
    const accounts = await have('accounts');
    if (!accounts.present) return accounts;
    const account = await bench.accounts.create();
    const subject = bench.subjects.passwordChange(account);
    const exchange = await bench.client.send('post-account-password', { body: subject.parameters, token: account.token });
    const flows = challengeOf(exchange)?.flows ?? [];
    return given(
      flows.some((flow) => flow.every((stage) => stage === 'm.login.password') && flow.length > 0),
      answered(exchange),
    );
  },
  uia: async (_bench, have) => {
    const [registering, changing] = [await have('registration.solvable'), await have('password-change')];
    return registering.present ? registering : changing.present ? changing : absent(`${registering.evidence}; ${changing.evidence}`);
  },
  'uia.session': async (bench, have) => {
    if (!(await have('uia')).present) return have('uia');
    const [first] = await bench.subjects.all();
    if (first === undefined) return have('uia');
    const begun = await bench.begin(first.subject);
    return given(begun.session !== undefined, answered(begun.opening));
  },
  'uia.fallible': async (_bench, have) => {
    const [changing, registering] = [await have('password-change'), await have('registration.fallible')];
    return changing.present ? changing : registering;
  },
  'weak-passwords.register': async (bench, have) => {
    const solvable = await have('registration.solvable');
    if (!solvable.present) return solvable;
    const exchange = await registerWith(bench, weakest);
    return given(refusesAsWeak(exchange), answered(exchange));
  },
  'weak-passwords.change': async (bench, have) => {
    const changing = await have('password-change');
    if (!changing.present) return changing;
    const subject = bench.subjects.passwordChange(await bench.accounts.create(), weakest);
    const exchange = await changeWith(bench, subject);
    return given(refusesAsWeak(exchange), answered(exchange));
  },
  'rate-limit.register': rateLimitProbe(
    'registration',
    async (bench) => () => bench.client.send('post-register', { body: bench.subjects.registration().parameters, limits: 'report' }),
  ),
  'rate-limit.login': async (bench, have) => {
    const accounts = await have('accounts');
    if (!accounts.present) return accounts;
    return rateLimitProbe('login', limitedLogin)(bench, have);
  },
  'rate-limit.password-change': async (bench, have) => {
    const changing = await have('password-change');
    if (!changing.present) return changing;
    return rateLimitProbe('password change', limitedPasswordChange)(bench, have);
  },
  'exclusive-username': async ({ supplies }) =>
    supplies.exclusiveUsername === undefined
      ? absent('the target file names no `exclusiveUsername` in the namespace of an application service')
      : present(`the target gives ${supplies.exclusiveUsername}`),
};

/** Names of all capabilities. */
export const capabilityNames: readonly string[] = Object.keys(capabilityProbes);

/** A login again and again with the right password of one account. */
export async function limitedLogin(bench: Bench): Promise<() => Promise<Exchange>> {
  const account = await bench.accounts.create();
  const body = { type: 'm.login.password', ...userIdentifier(bench.edition, account.localpart), password: account.password };
  return () => bench.client.send('post-login', { body, limits: 'report' });
}

/** A password change begun again and again. */
export async function limitedPasswordChange(bench: Bench): Promise<() => Promise<Exchange>> {
  const account = await bench.accounts.create();
  const { parameters } = bench.subjects.passwordChange(account);
  return () => bench.client.send('post-account-password', { body: parameters, token: account.token, limits: 'report' });
}

/** Registers with a password, as far as it goes: the refusal, or the result. */
export async function registerWith(bench: Bench, password: string, username = bench.accounts.username()): Promise<Exchange> {
  return through(bench, bench.subjects.registration({ username, password }));
}

/** Changes a password, as far as it goes: the refusal, or the result. */
export async function changeWith(bench: Bench, subject: ReturnType<Bench['subjects']['passwordChange']>): Promise<Exchange> {
  return through(bench, subject);
}

async function through(bench: Bench, subject: Parameters<Bench['begin']>[0]): Promise<Exchange> {
  const opening = await bench.client.send(subject.operation, {
    body: subject.parameters,
    ...(subject.token === undefined ? {} : { token: subject.token }),
  });
  if (challengeOf(opening) === undefined) return opening;
  const begun = await bench.begin(subject);
  const flow = begun.solvable[0];
  if (flow === undefined) throw new Inconclusive('setup: no flow that the suites can complete');
  return begun.walk(flow);
}

/** A guest's registration needs no parameters; the oldest editions ask for a password in their schema all the same. */
export function guestParameters(bench: Bench): { password?: string } {
  return isPartOf(bench.edition, { until: 'v1.1' }) ? { password: bench.accounts.password() } : {};
}
