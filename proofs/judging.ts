import type { Fault } from '../fixtures/homeserver/fault.ts';
import { startHomeserver } from '../fixtures/homeserver/homeserver.ts';
import type { Switches } from '../fixtures/homeserver/switches.ts';
import type { Supplies } from '../fixtures/targets/target.ts';
import type { Catalogue } from '../specs/reader/catalogue.ts';
import type { Edition } from '../specs/reader/edition.ts';
import { loadCatalogue } from '../specs/reader/load-catalogue.ts';
import { attempt } from '../suites/support/attempt.ts';
import type { Outcome, RawVerdict } from '../suites/support/outcome.ts';
import { verdictOfBreach } from '../suites/support/outcome.ts';
import { prepareSession } from '../suites/support/prepare-session.ts';
import type { RuleBlock } from '../suites/support/rule.ts';
import { blocks } from '../suites/support/rule.ts';
import type { Session } from '../suites/support/session.ts';

/** What a server showed of one rule. `asserted`: a claim was made and did not hold. */
export interface Judgement {
  readonly verdict: RawVerdict;
  readonly asserted: boolean;
  readonly message: string;
  /** The rule whose test showed it. */
  readonly by: string;
}

export type Judgements = ReadonlyMap<string, Judgement>;

/** Sessions made so far: servers come and go, and may have one address after the other. */
let runs = 0;

/** Milliseconds that one rule may take here. */
const ruleTimeout = 10_000;

/** The blocks of every suite file, without vitest running them. */
export async function readBlocks(): Promise<readonly RuleBlock[]> {
  await import('../suites/every-suite.ts');
  return blocks;
}

/** A session of its own on a server that `open` starts; nothing is taken over from others. */
async function sessionOn(url: string, supplies: Supplies, edition: Edition): Promise<Session> {
  const catalogue = loadCatalogue(edition);
  return prepareSession({
    target: { id: 'proof', url, supplies, log: async () => '', close: async () => undefined },
    edition,
    select: () => catalogue.rules.map(({ id }) => id),
    required: [],
    timeout: ruleTimeout,
    signal: new AbortController().signal,
    progress: () => undefined,
  });
}

export interface MockOptions {
  readonly edition: Edition;
  readonly switches?: Partial<Switches>;
  readonly fault?: Fault;
  /** What the suites are given instead of what the mock would. */
  readonly supplies?: Supplies;
  /** What a clean mock offers, so that a faulty one is not asked again. */
  readonly capabilities?: Session['capabilities'];
}

/** Starts a mock homeserver, gives it to `use`, and closes it. */
export async function onMock<Result>(options: MockOptions, use: (session: Session) => Promise<Result>): Promise<Result> {
  const { edition, switches, fault, capabilities } = options;
  const mock = await startHomeserver({
    edition,
    ...(switches === undefined ? {} : { switches }),
    ...(fault === undefined ? {} : { fault }),
  });
  try {
    const { url } = mock;
    const supplies = options.supplies ?? mock.supplies;
    const session: Session =
      capabilities === undefined
        ? await sessionOn(url, supplies, edition)
        : {
            url,
            edition,
            supplies,
            capabilities,
            timeout: ruleTimeout,
            run: `proof${(runs += 1)}`,
            selected: loadCatalogue(edition).rules.map(({ id }) => id),
          };
    return await use(session);
  } finally {
    await mock.close();
  }
}

/** Puts rules to the test, some at a time, and gathers what was watched meanwhile. */
export async function judge(
  session: Session,
  options: { readonly only?: (id: string) => boolean; readonly jobs?: number } = {},
): Promise<Judgements> {
  const catalogue = loadCatalogue(session.edition);
  const waiting = (await readBlocks()).filter(({ id }) => catalogue.rule(id) !== undefined && (options.only?.(id) ?? true));
  const outcomes: Outcome[] = [];
  const putToTheTest = async (block: RuleBlock): Promise<void> => {
    const rule = catalogue.rule(block.id);
    if (rule?.kind !== 'written') throw new Error(`${block.id} has a block but is no written rule`);
    outcomes.push(await attempt(rule, block.body, session, catalogue));
  };
  const together = waiting.filter(({ alone }) => !alone);
  const work = async (): Promise<void> => {
    for (let block = together.shift(); block !== undefined; block = together.shift()) await putToTheTest(block);
  };
  await Promise.all(Array.from({ length: options.jobs ?? 8 }, work));
  for (const block of waiting.filter(({ alone }) => alone)) await putToTheTest(block);
  return new Map([...tested(outcomes), ...watched(outcomes, catalogue)]);
}

function tested(outcomes: readonly Outcome[]): readonly (readonly [string, Judgement])[] {
  return outcomes.map(({ rule, verdict, expected, received, message }) => [
    rule,
    {
      verdict,
      asserted: expected !== undefined && received !== undefined,
      by: rule,
      message: [message, expected, received].filter((part) => part !== undefined).join(' | '),
    },
  ]);
}

function watched(outcomes: readonly Outcome[], catalogue: Catalogue): ReadonlyMap<string, Judgement> {
  const judgements = new Map<string, Judgement>();
  for (const outcome of outcomes) {
    for (const { rule: id, seen, breach } of outcome.watched) {
      if (judgements.get(id)?.asserted === true) continue;
      const level = catalogue.rule(id)?.level ?? 'MUST';
      const broken = verdictOfBreach[level];
      if (breach !== undefined) {
        judgements.set(id, {
          verdict: broken,
          asserted: true,
          by: outcome.rule,
          message: `in ${outcome.rule}: ${breach.message} | ${breach.expected} | ${breach.received}`,
        });
      } else if (seen > 0 && !judgements.has(id)) {
        judgements.set(id, { verdict: 'passed', asserted: false, by: outcome.rule, message: `seen in ${outcome.rule}` });
      }
    }
  }
  return judgements;
}

/** Rules that are not as a conformant server leaves them, one a line, for messages. */
export function blemishes(judgements: Judgements, lawful: (id: string, judgement: Judgement) => boolean): readonly string[] {
  return [...judgements]
    .filter(([id, judgement]) => !lawful(id, judgement))
    .map(([id, { verdict, message }]) => `${id}: ${verdict}: ${message}`);
}
