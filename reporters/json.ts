import type { ReportFormat } from './report-format.ts';

/** The whole report; `specs/schemas/report.schema.json` describes it. */
export const json: ReportFormat = {
  name: 'json',
  purpose: 'everything, for programs',
  render: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
};
