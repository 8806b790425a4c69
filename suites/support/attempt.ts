import type { Catalogue, WrittenRule } from '../../specs/reader/catalogue.ts';
import type { Bench } from './bench.ts';
import { createBench } from './bench.ts';
import type { Exchange } from './exchange.ts';
import { isGatewayError } from './of-proxy.ts';
import type { Outcome, RawVerdict, Watched } from './outcome.ts';
import { verdictOfBreach } from './outcome.ts';
import { learn, record } from './record.ts';
import type { Secrets } from './secrets.ts';
import { createSecrets } from './secrets.ts';
import type { Session } from './session.ts';
import { Inconclusive, NotApplicable, OwnMistake, Violation } from './violation.ts';
import type { Watcher } from './watcher.ts';
import { createWatcher } from './watcher.ts';

/** What puts a rule to the test: throws `Violation` when the server breaks it. */
export type RuleBody = (bench: Bench) => Promise<void>;

/** The last exchanges of a test are shown, this many. */
const exchangesShown = 8;

/** Why a rule's needs are not met, with the evidence, and what follows; undefined when they are. */
function unmetNeeds(
  { needs }: WrittenRule,
  { capabilities }: Session,
): { readonly verdict: RawVerdict; readonly message: string } | undefined {
  const missing = needs.filter((name) => capabilities[name]?.present !== true);
  if (missing.length === 0) return undefined;
  const lawfully = missing.some((name) => capabilities[name]?.unclear !== true);
  const message = missing.map((name) => `needs ${name}: ${capabilities[name]?.evidence ?? 'not probed in this run'}`).join('; ');
  return { verdict: lawfully ? 'unsupported' : 'inconclusive', message };
}

/** Puts one rule to the test, once. Never throws: what goes wrong in here is the verdict `broken`. */
export async function attempt(rule: WrittenRule, body: RuleBody, session: Session, catalogue: Catalogue): Promise<Outcome> {
  const started = performance.now();
  const secrets = createSecrets();
  if (session.supplies.sharedSecret !== undefined) secrets.add('shared_secret', session.supplies.sharedSecret);
  for (const account of session.supplies.accounts ?? []) secrets.add('password', account.password);
  const watcher = createWatcher(catalogue);
  const outcome = (verdict: RawVerdict, rest: Partial<Outcome> = {}): Outcome => ({
    rule: rule.id,
    verdict,
    ...rest,
    milliseconds: Math.round(performance.now() - started),
    watched: watched(watcher, secrets),
  });

  const unmet = unmetNeeds(rule, session);
  if (unmet !== undefined) return outcome(unmet.verdict, { message: unmet.message });

  const deadline = AbortSignal.timeout(session.timeout);
  const onExchange = (exchange: Exchange): void => {
    learn(exchange, secrets);
    watcher.look(exchange);
  };
  const bench = createBench({ session, catalogue, signal: deadline, onExchange });
  try {
    await inTime(body(bench), deadline);
  } catch (thrown) {
    // Recorded before anything is said: the exchanges show which of the words are secrets.
    const exchanges = bench.client.exchanges.slice(-exchangesShown).map((exchange) => record(exchange, secrets));
    const silent = thrown instanceof Violation ? bench.client.exchanges.map(notOfHomeserver).find((why) => why !== undefined) : undefined;
    if (silent !== undefined)
      return outcome('inconclusive', { message: secrets.hide(`${silent}: it shows nothing, for or against`), exchanges });
    if (thrown instanceof Violation) {
      return outcome(verdictOfBreach[rule.level], {
        message: secrets.hide(rule.level === 'MAY' ? `the server makes no use of this MAY: ${thrown.message}` : thrown.message),
        expected: secrets.hide(thrown.expected),
        received: secrets.hide(thrown.received),
        exchanges,
      });
    }
    const message = secrets.hide(thrown instanceof Error ? thrown.message : String(thrown));
    if (thrown instanceof NotApplicable) return outcome('unsupported', { message });
    if (thrown instanceof Inconclusive) return outcome('inconclusive', { message, exchanges });
    return outcome('broken', {
      message: thrown instanceof OwnMistake ? message : `${message}${placeOf(thrown)}`,
      exchanges,
    });
  }
  return outcome('passed');
}

/** Why an answer may not be the homeserver's own. */
function notOfHomeserver(exchange: Exchange): string | undefined {
  const { status, headers } = exchange;
  if (isGatewayError(exchange)) return `a ${status} came, which a proxy gives for a homeserver that it does not reach`;
  if (status >= 300 && status < 400) return `a ${status} came, which sends clients to ${headers['location'] ?? 'another place'}`;
  return undefined;
}

/** The body may await things that do not heed the deadline; its time ends all the same. */
async function inTime(work: Promise<void>, deadline: AbortSignal): Promise<void> {
  let stop: (() => void) | undefined;
  const over = new Promise<never>((_, reject) => {
    stop = () => setTimeout(() => reject(new Inconclusive('the time that a rule has (--timeout) is over')), 250).unref();
    deadline.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([work, over]);
  } finally {
    if (stop !== undefined) deadline.removeEventListener('abort', stop);
  }
}

/** Where in our own code an unexpected exception came from: the first frame that has a file. */
function placeOf(thrown: unknown): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  const frame = /((?:file:\/\/|\/)[^\s()]+:\d+:\d+)/.exec(stack)?.[1];
  return frame === undefined ? '' : ` (${frame.replace(/^.*\/(?=(?:dist\/)?(?:suites|specs|fixtures)\/)/, '')})`;
}

function watched(watcher: Watcher, secrets: Secrets): readonly Watched[] {
  return [...watcher.sightings].map(([rule, { seen, breach }]) => {
    if (breach === undefined) return { rule, seen };
    const exchange = record(breach.exchange, secrets);
    const [message, expected, received] = [breach.message, breach.expected, breach.received].map((text) => secrets.hide(text));
    return { rule, seen, breach: { message: message ?? '', expected: expected ?? '', received: received ?? '', exchange } };
  });
}
