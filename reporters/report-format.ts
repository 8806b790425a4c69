import type { Report } from '../specs/schemas/report.ts';

/** A way to write a report down. */
export interface ReportFormat {
  /** As in `--report NAME=FILE`. */
  readonly name: string;
  /** What it is for, for `--help`. */
  readonly purpose: string;
  render(report: Report): string;
}

/** Message of the rules of the edition that the user did not choose; they are in no total. */
export const notSelected = 'not selected';
