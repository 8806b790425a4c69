import type { Catalogue, Rule } from '../specs/reader/catalogue.ts';
import type { Report, RuleReport, Verdict } from '../specs/schemas/report.ts';
import { verdicts } from '../specs/schemas/report.ts';
import { notSelected } from '../reporters/report-format.ts';
import type { Outcome } from '../suites/support/outcome.ts';
import type { Session } from '../suites/support/session.ts';
import type { Expectations } from './expectations.ts';
import type { Ended, Finding } from './finding.ts';
import { notReached } from './finding.ts';
import { unmetExpectations, withExpectation } from './hold-against-expectations.ts';
import type { Selection } from './selection.ts';
import { isWatched } from './selection.ts';
import { watchedVerdict } from './watched-verdict.ts';

/** What a run has gathered. */
export interface Gathered {
  readonly suite: Report['suite'];
  readonly target: { readonly id: string; readonly url: string };
  readonly catalogue: Catalogue;
  /** The report judges the chosen rules; the others of the edition are only listed. */
  readonly selection: Selection;
  readonly outcomes: readonly Outcome[];
  readonly session: Pick<Session, 'capabilities' | 'software'>;
  /** Capabilities whose absence is a problem. */
  readonly required: readonly string[];
  readonly expectations?: Expectations;
  /** Why the run ended before every rule was put to the test, if it did. */
  readonly ended?: Ended;
  /** The command that puts these rules to the test again. */
  readonly rerun: (rules: readonly string[]) => string;
  readonly milliseconds: number;
}

/** Turns what a run has gathered into its report: every rule of the edition once, totals over the chosen ones. */
export function settle(gathered: Gathered): Report {
  const { catalogue, session, expectations } = gathered;
  const chosen = new Set(gathered.selection.chosen);
  const tests = worstOfEach(gathered.outcomes);
  const rules = catalogue.rules.map((rule): RuleReport => {
    if (!chosen.has(rule.id)) return described(rule, { verdict: 'unsupported', message: notSelected, milliseconds: 0 });
    const finding = isWatched(rule) ? watchedVerdict(rule, gathered, tests) : testedVerdict(rule, tests.get(rule.id), gathered.ended);
    const report = described(rule, asFarAsItsLevel(rule, finding));
    const rerun = gathered.rerun(finding.shownBy ?? [rule.id]);
    return withExpectation({ ...report, ...(report.verdict === 'passed' ? {} : { rerun }) }, catalogue.edition, expectations);
  });
  const judged = rules.filter(({ id }) => chosen.has(id));
  return {
    format: 1,
    suite: gathered.suite,
    target: { ...gathered.target, ...(session.software === undefined ? {} : { software: session.software }) },
    spec: catalogue.edition,
    capabilities: session.capabilities,
    totals: countsOf(judged),
    rules,
    problems: [...absentCapabilities(gathered), ...unmetExpectations(gathered, judged)],
    ...(gathered.ended?.by === 'user' ? { interrupted: true as const } : {}),
    milliseconds: Math.round(gathered.milliseconds),
  };
}

function testedVerdict(rule: Rule, outcome: Outcome | undefined, ended: Ended | undefined): Finding {
  if (outcome !== undefined) return outcome;
  return notReached(ended) ?? { verdict: 'broken', message: `no test has reported on ${rule.id}`, milliseconds: 0 };
}

/** A violation weighs what the rule's key word weighs: to leave a MAY alone is lawful. */
function asFarAsItsLevel(rule: Rule, finding: Finding): Finding {
  if (finding.verdict !== 'failed' && finding.verdict !== 'warned') return finding;
  switch (rule.level) {
    case 'MUST':
      return { ...finding, verdict: 'failed' };
    case 'SHOULD':
      return { ...finding, verdict: 'warned' };
    case 'MAY':
      return {
        ...finding,
        verdict: 'unsupported',
        message: `the server makes no use of this MAY: ${finding.message ?? 'it does otherwise'}`,
      };
  }
}

function described(rule: Rule, finding: Finding): RuleReport {
  const { id, family, level, sentence, position, see } = rule;
  const { verdict, message, expected, received, exchanges, milliseconds } = finding;
  return {
    id,
    family,
    level,
    verdict,
    sentence,
    position,
    see,
    ...(message === undefined ? {} : { message }),
    ...(expected === undefined ? {} : { expected }),
    ...(received === undefined ? {} : { received }),
    ...(exchanges === undefined || exchanges.length === 0 ? {} : { exchanges }),
    milliseconds: Math.round(milliseconds),
  };
}

const fromBest: readonly Verdict[] = ['passed', 'unsupported', 'expected', 'inconclusive', 'warned', 'failed', 'broken'];

/** Should a rule ever be reported on twice, the worse outcome stands. */
function worstOfEach(outcomes: readonly Outcome[]): ReadonlyMap<string, Outcome> {
  const worst = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    const before = worst.get(outcome.rule);
    const worse = before === undefined || fromBest.indexOf(outcome.verdict) > fromBest.indexOf(before.verdict) ? outcome : before;
    worst.set(outcome.rule, { ...worse, watched: [...(before?.watched ?? []), ...outcome.watched] });
  }
  return worst;
}

function countsOf(rules: readonly RuleReport[]): Record<Verdict, number> {
  const count = (verdict: Verdict): number => rules.filter((rule) => rule.verdict === verdict).length;
  const [passed, failed, warned, unsupported, inconclusive, broken, expected] = verdicts;
  return {
    [passed]: count(passed),
    [failed]: count(failed),
    [warned]: count(warned),
    [unsupported]: count(unsupported),
    [inconclusive]: count(inconclusive),
    [broken]: count(broken),
    [expected]: count(expected),
  };
}

function absentCapabilities({ required, session }: Gathered): readonly string[] {
  return required.flatMap((name) => {
    const capability = session.capabilities[name];
    if (capability === undefined) return [`--require ${name}: it was not looked for`];
    return capability.present ? [] : [`--require ${name}: the server does not offer it: ${capability.evidence}`];
  });
}
