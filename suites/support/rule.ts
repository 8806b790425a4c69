import { afterAll, inject, test } from 'vitest';
import type { Catalogue } from '../../specs/reader/catalogue.ts';
import { newestEdition } from '../../specs/reader/edition.ts';
import { loadCatalogue } from '../../specs/reader/load-catalogue.ts';
import type { RuleBody } from './attempt.ts';
import { attempt } from './attempt.ts';
import type { Outcome } from './outcome.ts';
import { sessionOfRun } from './session-of-run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `command line` leaves verdicts to the caller; `vitest` lets the tests pass and fail. */
    judging: 'command line' | 'vitest' | undefined;
  }
  interface TaskMeta {
    outcome?: Outcome;
  }
}

/** A rule as its suite file puts it to the test. */
export interface RuleBlock {
  readonly id: string;
  readonly body: RuleBody;
  /** Whether nothing else may run beside it. */
  readonly alone: boolean;
}

// The files of `specs/` are read while the session is waited for; the edition may be another, but most is common to all.
if (inject('sessionChannel') !== undefined) loadCatalogue(newestEdition);
const session = await sessionOfRun();

/** Every block read so far in this thread, in the order of the sources. */
export const blocks: RuleBlock[] = [];

/** Puts a sentence of `specs/text` to the test. `id` names the sentence; the body throws when the server breaks it. */
export function rule(id: string, body: RuleBody): void {
  register({ id, body, alone: false });
}

/** A rule that others would disturb, or that would disturb others: nothing else runs beside it. */
export function ruleOnItsOwn(id: string, body: RuleBody): void {
  register({ id, body, alone: true });
}

function register(block: RuleBlock): void {
  blocks.push(block);
  if (session === undefined) return;
  const catalogue = loadCatalogue(session.edition);
  const sentence = catalogue.rule(block.id);
  if (sentence === undefined || !session.selected.includes(block.id)) return;
  if (sentence.kind !== 'written') throw new Error(`${block.id} is a derived rule; it takes no block`);
  const judging = inject('judging') ?? 'vitest';
  if (judging === 'vitest') reportWatchedRules(catalogue);
  const declare = block.alone ? test.sequential : test;
  declare(block.id, { timeout: session.timeout + 2000 }, async (context) => {
    const outcome = await attempt(sentence, block.body, session, catalogue);
    context.task.meta.outcome = outcome;
    if (judging === 'command line') return;
    noteWatched(outcome);
    switch (outcome.verdict) {
      case 'passed':
        return;
      case 'unsupported':
        context.skip(outcome.message);
        return;
      case 'warned':
        await context.annotate(`${sentence.sentence}\n${told(outcome)}`, 'warning');
        return;
      default:
        throw new Error(`${outcome.verdict}: ${sentence.sentence}\n${told(outcome)}`);
    }
  });
}

function told(outcome: Outcome): string {
  const last = outcome.exchanges?.at(-1);
  return [
    outcome.message,
    outcome.expected === undefined ? '' : `expected: ${outcome.expected}`,
    outcome.received === undefined ? '' : `received: ${outcome.received}`,
    last === undefined ? '' : last.curl,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

const breaches = new Map<string, string>();
let reporting = false;

function noteWatched(outcome: Outcome): void {
  for (const { rule: id, breach } of outcome.watched) {
    if (breach !== undefined)
      breaches.set(id, `${id}: ${breach.message}\nexpected: ${breach.expected}\nreceived: ${breach.received}\n${breach.exchange.curl}`);
  }
}

/** Under vitest alone there is no place for a watched rule but the end of the file that saw it broken. */
function reportWatchedRules(catalogue: Catalogue): void {
  if (reporting) return;
  reporting = true;
  afterAll(() => {
    reporting = false;
    const broken = [...breaches].filter(([id]) => catalogue.rule(id)?.level === 'MUST').map(([, text]) => text);
    breaches.clear();
    if (broken.length > 0) throw new Error(`watched rules were broken in this file:\n${broken.join('\n\n')}`);
  });
}
