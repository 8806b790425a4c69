import type { FindingPlace } from '../../specs/checker/finding.ts';
import type { CheckReport, ReportedPlace } from '../../specs/schemas/check-report.ts';
import type { FindingsFormat, FoundInSpecs } from './format.ts';
import { totalsOf } from './format.ts';
import { jsonText } from './json-text.ts';

/** Everything; `specs/schemas/check-report.schema.json` describes it. */
export const json: FindingsFormat = {
  name: 'json',
  purpose: 'everything, for programs',
  relativeTo: 'checked',
  render: (found) => jsonText(reportOf(found)),
};

function reportOf(found: FoundInSpecs): CheckReport {
  const placeOf = ({ source, line, column, endLine, endColumn, pointer }: FindingPlace): ReportedPlace => ({
    file: found.pathOf(source),
    line,
    column,
    endLine,
    endColumn,
    ...(pointer === undefined ? {} : { pointer }),
  });
  return {
    format: 1,
    checked: found.checked,
    totals: totalsOf(found.findings),
    hidden: found.hidden,
    findings: found.findings.map((finding) => ({
      ...placeOf(finding),
      code: finding.code,
      level: finding.level,
      message: finding.message,
      related: finding.related.map((other) => ({ ...placeOf(other), message: other.message })),
      ...(finding.fix === undefined ? {} : { fixable: true as const }),
    })),
    unjudged: found.unjudged.map((each) => ({ ...placeOf(each), reason: each.reason })),
    stale: found.stale,
  };
}
