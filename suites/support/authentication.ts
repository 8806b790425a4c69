import type { Challenge } from './challenge.ts';
import { challengeOf, isChallenge } from './challenge.ts';
import type { Client } from './client.ts';
import type { Exchange, Json, JsonObject } from './exchange.ts';
import { summary } from './exchange.ts';
import type { Solving } from './login-types.ts';
import { canSolve, solve } from './login-types.ts';
import { Inconclusive, NotApplicable } from './violation.ts';

/** What the invariants know of one authentication: it grows with each exchange. */
export interface AuthenticationTrace {
  /** The challenges so far, in order; the one at hand is not yet in. */
  readonly challenges: Challenge[];
  /** Login types that were attempted so far, rightly or wrongly. */
  readonly attempted: Set<string>;
}

/** An operation to be authenticated: what is asked for, and who may answer for it. */
export interface Subject {
  readonly operation: 'post-register' | 'post-account-password';
  /** The request's parameters, without `auth`. */
  readonly parameters: JsonObject;
  readonly query?: Readonly<Record<string, string>>;
  readonly token?: string;
  /** What the stages need to be solved. */
  readonly solving: Solving;
  /** Whether the operation has taken effect: the account logs in, by the name that its result gives, or the new password does. */
  readonly performed: (result?: Exchange) => Promise<boolean>;
}

/** What an attempt says instead of the usual: the whole request's parameters, or the session. */
interface AttemptOptions {
  readonly parameters?: JsonObject;
  /** Why the request breaks its schema, on purpose. */
  readonly wrong?: string;
}

/** A User-Interactive Authentication under way: begun with a 401, on one session. */
export interface Authentication {
  readonly subject: Subject;
  readonly trace: AuthenticationTrace;
  /** The answer to the request without `auth`. */
  readonly opening: Exchange;
  readonly first: Challenge;
  readonly session: string | undefined;
  /** Flows whose every stage can be solved here, and that no other flow cuts short; shortest first. */
  readonly solvable: readonly (readonly string[])[];
  /** Resubmits the request with `auth`; the session is added when the server gave one. */
  readonly attempt: (auth: JsonObject, options?: AttemptOptions) => Promise<Exchange>;
  /** Attempts a stage with what solves it. */
  readonly complete: (stage: string, options?: AttemptOptions) => Promise<Exchange>;
  /** Resubmits with only the session. */
  readonly poll: (options?: AttemptOptions) => Promise<Exchange>;
  /** Completes the stages one after the other, and gives the last answer. */
  readonly walk: (stages: readonly string[], options?: AttemptOptions) => Promise<Exchange>;
}

/**
 * Sends the request without `auth` and takes up the authentication that the 401 asks for.
 * @throws Inconclusive when the answer is no challenge: that claim has its own rules.
 */
export async function beginAuthentication(client: Client, subject: Subject): Promise<Authentication> {
  const opened = await openAuthentication(client, subject);
  if ('first' in opened) return opened;
  throw new Inconclusive(`no authentication could be begun: the request without auth was answered with ${summary(opened)}`);
}

/** Sends the request without `auth`, and takes up the authentication that a 401 asks for; gives any other answer back. */
export async function openAuthentication(client: Client, subject: Subject): Promise<Authentication | Exchange> {
  const trace: AuthenticationTrace = { challenges: [], attempted: new Set() };
  let over = false;
  const send = async (
    parameters: JsonObject,
    options: { readonly wrong?: string | undefined; readonly foreign?: boolean } = {},
  ): Promise<Exchange> => {
    const { wrong } = options;
    const foreign = options.foreign === true || over;
    const exchange = await client.send(subject.operation, {
      body: parameters,
      // What is said of another session, or after the call was performed or refused, says nothing of this authentication.
      ...(foreign ? {} : { trace }),
      ...(subject.query === undefined ? {} : { query: subject.query }),
      token: subject.token,
      ...(wrong === undefined ? {} : { wrong }),
    });
    const challenge = challengeOf(exchange);
    if (challenge !== undefined && !foreign) trace.challenges.push(challenge);
    over ||= exchange.status === 200 || (challenge === undefined && exchange.status !== 429);
    return exchange;
  };

  const opening = await send(subject.parameters);
  const first = challengeOf(opening);
  if (first === undefined) return opening;
  const session = first.session;
  const withSession = (auth: JsonObject): JsonObject => (session === undefined || 'session' in auth ? auth : { ...auth, session });

  const attempt = (auth: JsonObject, options: AttemptOptions = {}): Promise<Exchange> => {
    const type = auth['type'];
    if (typeof type === 'string') trace.attempted.add(type);
    const foreign = 'session' in auth && auth['session'] !== session;
    return send({ ...(options.parameters ?? subject.parameters), auth: withSession(auth) }, { wrong: options.wrong, foreign });
  };
  const complete = (stage: string, options?: AttemptOptions): Promise<Exchange> =>
    attempt({ type: stage, ...solve(stage, subject.solving) }, options);

  return {
    subject,
    trace,
    opening,
    first,
    session,
    solvable: solvableFlows(first, subject.solving),
    attempt,
    complete,
    poll: (options) => attempt({}, options),
    async walk(stages, options) {
      let last = opening;
      for (const stage of stages) {
        last = await complete(stage, options);
        // The call was performed, or refused for good: what comes after is another authentication.
        if (!isChallenge(last)) break;
      }
      return last;
    },
  };
}

/** Flows whose every stage can be solved, and that no other flow cuts short; shortest first. */
export function solvableFlows({ flows }: Challenge, solving: Solving): readonly (readonly string[])[] {
  return flows
    .filter((flow) => flow.length > 0 && flow.every((stage) => canSolve(stage, solving)) && !isCutShort(flow, flows))
    .toSorted((a, b) => a.length - b.length);
}

/** Whether another flow is complete before this one is: the call is performed then, and the rest of this one never asked for. */
function isCutShort(flow: readonly string[], flows: readonly (readonly string[])[]): boolean {
  const before = new Set(flow.slice(0, -1));
  return flows.some((other) => other.length > 0 && other.every((stage) => before.has(stage)));
}

/** The shortest flow of at least so many stages that the suites can complete. */
export function flowOf(authentication: Authentication, stages: number): readonly string[] {
  const flow = authentication.solvable.find((candidate) => candidate.length >= stages);
  if (flow === undefined) throw new NotApplicable(`no flow of ${stages} stages that the suites can complete`);
  return flow;
}

/** The longest flow of at least so many stages that the suites can complete. */
export function longestFlowOf(authentication: Authentication, stages: number): readonly string[] {
  const shortest = flowOf(authentication, stages);
  return authentication.solvable.at(-1) ?? shortest;
}

/** The stages that an answer lists as completed. */
export function completedIn(exchange: Exchange): readonly string[] {
  return challengeOf(exchange)?.completed ?? [];
}

/** Two lists of flows with the same stages, whatever the order in which the flows are listed. */
export function sameFlows(a: readonly (readonly string[])[], b: readonly (readonly string[])[]): boolean {
  const sorted = (flows: readonly (readonly string[])[]): Json => flows.map((flow) => JSON.stringify(flow)).toSorted();
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}
