import type { FindingLevel } from '../checker/finding.ts';

/** What a look at specification sources has found, as `check-specs --format json` writes it; `check-report.schema.json` describes it. */
export interface CheckReport {
  readonly format: 1;
  /** How much was looked at, by what it is. */
  readonly checked: Readonly<Record<string, number>>;
  readonly totals: Readonly<Record<FindingLevel, number>>;
  /** Findings that are in no list, and why. */
  readonly hidden: HiddenFindings;
  readonly findings: readonly ReportedFinding[];
  /** What was seen but could not be judged. */
  readonly unjudged: readonly (ReportedPlace & { readonly reason: string })[];
  /** Entries of the baseline to which no finding belongs any more. */
  readonly stale: readonly { readonly file: string; readonly code: string; readonly text: string }[];
}

/** How many findings are left out: by comments in the sources, by `--ignore`, by `--level`, and by the baseline. */
export interface HiddenFindings {
  readonly inline: number;
  readonly option: number;
  readonly level: number;
  readonly baseline: number;
}

/** A place in a file, whose path is relative to what was checked. Lines and columns count from 1, columns in UTF-16 code units. */
export interface ReportedPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** JSON pointer into the file's content, where it has one. */
  readonly pointer?: string;
}

/** A mistake, at the place where a person would edit. */
export interface ReportedFinding extends ReportedPlace {
  readonly code: string;
  readonly level: FindingLevel;
  readonly message: string;
  readonly related: readonly (ReportedPlace & { readonly message: string })[];
  /** `--fix` makes this right. */
  readonly fixable?: true;
}
