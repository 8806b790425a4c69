import type { DerivedRule, Rule } from '../specs/reader/catalogue.ts';
import type { Outcome } from '../suites/support/outcome.ts';
import type { Finding } from './finding.ts';
import { notReached } from './finding.ts';
import type { Selection } from './selection.ts';
import { isWatched } from './selection.ts';
import type { Gathered } from './settle.ts';

/** Message of a watched rule that applied to no exchange. */
export const notSeen = 'not seen in this run';

/** The verdict on a rule that is watched on every exchange: what all tests of the run together have seen of it. */
export function watchedVerdict(rule: Rule, gathered: Gathered, tests: ReadonlyMap<string, Outcome>): Finding {
  const sightings = [...tests.values()].flatMap((test) =>
    test.watched.filter((watched) => watched.rule === rule.id).map((watched) => ({ test, watched })),
  );
  for (const { test, watched } of sightings) {
    if (watched.breach === undefined) continue;
    const { message, expected, received, exchange } = watched.breach;
    return {
      verdict: 'failed',
      message,
      expected,
      received,
      exchanges: [exchange],
      shownBy: [rule.id, test.rule],
      milliseconds: exchange.milliseconds,
    };
  }
  if (sightings.some(({ watched }) => watched.seen > 0)) return { verdict: 'passed', milliseconds: 0 };
  const early = notReached(gathered.ended);
  if (early !== undefined) return early;
  if (rule.kind === 'derived' && isMissingSuccess(rule, gathered, tests)) {
    return {
      verdict: 'inconclusive',
      message: `the server answers ${rule.operation}, but never with ${rule.status} in this run, so its success could not be looked at`,
      milliseconds: 0,
    };
  }
  return { verdict: 'unsupported', message: notSeen, milliseconds: 0 };
}

/**
 * Whether a run of all rules has never seen the success of an operation that the server offers. It counts as offered unless
 * every rule about that success was lawfully left out (registration that is closed, a login type that is not there).
 */
function isMissingSuccess(rule: DerivedRule, { catalogue, selection }: Gathered, tests: ReadonlyMap<string, Outcome>): boolean {
  if (rule.status < 200 || rule.status > 299 || !ofAllRules(catalogue, selection)) return false;
  const prefix = `api/${rule.operation}/`;
  const answered = [...tests.values()].some(({ watched }) => watched.some(({ rule: id, seen }) => seen > 0 && id.startsWith(prefix)));
  if (!answered) return false;
  const about = rulesAboutSuccess(rule, catalogue);
  return about.length === 0 || about.some((id) => tests.get(id)?.verdict !== 'unsupported');
}

function rulesAboutSuccess(rule: DerivedRule, catalogue: Gathered['catalogue']): readonly string[] {
  const operation = catalogue.operations.get(rule.operation);
  if (operation === undefined) return [];
  const shortPath = operation.path.replace(/^\/_matrix\/client(\/(r0|v3))?/, '');
  const name = `${operation.method} ${shortPath} ${rule.status}`;
  return catalogue.rules.filter((each) => each.kind === 'written' && !isWatched(each) && each.api.includes(name)).map(({ id }) => id);
}

/** Whether a run puts every rule of the edition that has a test of its own to the test. */
export function ofAllRules(catalogue: Gathered['catalogue'], selection: Selection): boolean {
  const ids = new Set(selection.tested);
  return catalogue.rules.every((rule) => isWatched(rule) || ids.has(rule.id));
}
