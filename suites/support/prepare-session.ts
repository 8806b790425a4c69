import { randomBytes } from 'node:crypto';
import type { OpenTarget } from '../../fixtures/targets/target.ts';
import { TargetUnreachable } from '../../fixtures/targets/target.ts';
import type { Edition } from '../../specs/reader/edition.ts';
import { editions, newestCommonEdition, newestEdition } from '../../specs/reader/edition.ts';
import { loadCatalogue } from '../../specs/reader/load-catalogue.ts';
import type { Capability } from '../../specs/schemas/report.ts';
import { createBench } from './bench.ts';
import { capabilityProbes, createProbing } from './capabilities.ts';
import { createClient } from './client.ts';
import type { Exchange } from './exchange.ts';
import { objectOf, summary } from './exchange.ts';
import { createSecrets } from './secrets.ts';
import type { Session } from './session.ts';
import { Inconclusive } from './violation.ts';

export { capabilityNames } from './capabilities.ts';

export interface PrepareOptions {
  readonly target: OpenTarget;
  /** Edition asked for; without it the newest that both sides know. */
  readonly edition?: Edition;
  /** Chooses the rules once the edition is known; their needs are then probed. */
  readonly select: (edition: Edition) => readonly string[];
  /** Capabilities to probe beside those that the rules need. */
  readonly required: readonly string[];
  /** Milliseconds that one rule may take. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/**
 * Reads `/versions`, settles on an edition and probes what the selected rules need.
 * @throws TargetUnreachable when nothing answers, or what answers is no Matrix homeserver.
 */
export async function prepareSession(options: PrepareOptions): Promise<Session> {
  const { target, timeout, signal } = options;
  const { versions, software } = await readVersions(target, AbortSignal.any([signal, AbortSignal.timeout(timeout)]));
  const edition = options.edition ?? newestCommonEdition(versions);
  if (edition === undefined) {
    throw new TargetUnreachable(
      `${target.url} serves ${versions.join(', ') || 'no version'}; this suite knows ${editions.join(', ')}. Name the edition to judge it by with --spec.`,
    );
  }
  const session: Session = {
    url: target.url,
    edition,
    supplies: target.supplies,
    capabilities: {},
    timeout,
    run: randomBytes(3).toString('hex'),
    selected: options.select(edition),
    ...(software === undefined ? {} : { software }),
  };
  options.progress(`asking what ${target.url} offers`);
  return { ...session, capabilities: await probe(session, options.required, signal) };
}

/** All probes together may take as long as this many rules. */
const probesPatience = 3;

/** Probes the capabilities that the selected rules need, and those required, each once. */
async function probe(session: Session, required: readonly string[], signal: AbortSignal): Promise<Readonly<Record<string, Capability>>> {
  const catalogue = loadCatalogue(session.edition);
  const needed = new Set(required);
  for (const id of session.selected) {
    const rule = catalogue.rule(id);
    if (rule?.kind === 'written') rule.needs.forEach((name) => needed.add(name));
  }
  const known: Record<string, Capability> = {};
  const secrets = createSecrets();
  if (session.supplies.sharedSecret !== undefined) secrets.add('shared_secret', session.supplies.sharedSecret);
  // What was probed so far decides how accounts are made.
  const bench = createBench({
    session: { ...session, capabilities: known },
    catalogue,
    signal: AbortSignal.any([signal, AbortSignal.timeout(probesPatience * session.timeout)]),
  });
  const have = async (name: string): Promise<Capability> => {
    const before = known[name];
    if (before !== undefined) return before;
    const ask = capabilityProbes[name];
    if (ask === undefined) throw new Error(`no capability is called ${name}; capabilities.ts lists them`);
    let found: Capability;
    try {
      found = await ask(probing);
    } catch (cause) {
      if (!(cause instanceof Inconclusive)) throw cause;
      found = { present: false, evidence: `could not be probed: ${cause.message}`, unclear: true };
    }
    found = { ...found, evidence: secrets.hide(found.evidence) };
    known[name] = found;
    return found;
  };
  const probing = createProbing(bench, have);
  // Accounts may come by registering, so that comes first; bursts against a rate limit come last.
  if (needed.size > 0 && !signal.aborted) await have('registration.solvable');
  const order = [...needed].toSorted((a, b) => Number(a.startsWith('rate-limit')) - Number(b.startsWith('rate-limit')));
  for (const name of order) {
    // Whoever stops the run is told what is known by then.
    if (signal.aborted) break;
    await have(name);
  }
  return Object.fromEntries(Object.entries(known).toSorted(([a], [b]) => a.localeCompare(b)));
}

async function readVersions(target: OpenTarget, signal: AbortSignal): Promise<{ versions: readonly string[]; software?: string }> {
  const client = createClient({ url: target.url, catalogue: loadCatalogue(newestEdition), signal });
  let exchange: Exchange;
  try {
    exchange = await client.send('get-versions');
  } catch (cause) {
    if (!(cause instanceof Inconclusive)) throw cause;
    throw new TargetUnreachable(`${target.url} gave no answer. ${cause.message}. Is the server running, and is that its address?`, {
      cause,
    });
  }
  const versions = objectOf(exchange)?.['versions'];
  if (exchange.status !== 200 || !Array.isArray(versions)) {
    throw new TargetUnreachable(
      `${target.url} is no Matrix homeserver: GET /_matrix/client/versions answered ${summary(exchange).slice(0, 160)}, not 200 with \`versions\`. Give the base URL of its Client-Server API.`,
    );
  }
  const software = exchange.headers['server'];
  return { versions: versions.filter((version) => typeof version === 'string'), ...(software === undefined ? {} : { software }) };
}
