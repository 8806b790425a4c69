import type { Edition } from '../specs/reader/edition.ts';
import type { RuleReport } from '../specs/schemas/report.ts';
import type { Expectation, Expectations } from './expectations.ts';
import type { Gathered } from './settle.ts';
import { notSeen, ofAllRules } from './watched-verdict.ts';

function appliesTo({ spec }: Expectation, edition: Edition): boolean {
  return spec === undefined || spec.includes(edition);
}

/** A deviation that is listed, and is still there, is `expected`. */
export function withExpectation(report: RuleReport, edition: Edition, expectations: Expectations | undefined): RuleReport {
  if (report.verdict !== 'failed' && report.verdict !== 'warned') return report;
  const entry = expectations?.entries.find((each) => each.rule === report.id && appliesTo(each, edition));
  return entry === undefined ? report : { ...report, verdict: 'expected', reason: entry.reason };
}

/** One line for each entry that matches no rule of the edition, or whose deviation is gone. */
export function unmetExpectations({ expectations, catalogue, selection }: Gathered, judged: readonly RuleReport[]): readonly string[] {
  if (expectations === undefined) return [];
  const verdictOf = new Map(judged.map((report) => [report.id, report]));
  const complete = ofAllRules(catalogue, selection);
  return expectations.entries
    .filter((entry) => appliesTo(entry, catalogue.edition))
    .flatMap((entry) => {
      const at = `${entry.path}:${entry.line}: ${entry.rule}`;
      if (catalogue.rule(entry.rule) === undefined) {
        return [`${at} matches nothing: it is no rule of ${catalogue.edition}; remove the entry or list its editions under 'spec'`];
      }
      const report = verdictOf.get(entry.rule);
      if (report === undefined || (report.message === notSeen && !complete)) return [];
      if (report.verdict !== 'passed' && report.verdict !== 'unsupported') return [];
      return [`${at} no longer holds: the rule is ${report.verdict} now; remove the entry`];
    });
}
