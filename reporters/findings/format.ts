import type { Code } from '../../specs/checker/check.ts';
import type { Unjudged } from '../../specs/checker/check-specs.ts';
import type { KnownFinding } from '../../specs/checker/baseline.ts';
import type { Finding, FindingLevel } from '../../specs/checker/finding.ts';
import type { SourceFile } from '../../specs/checker/sources/source-file.ts';
import type { HiddenFindings } from '../../specs/schemas/check-report.ts';
import type { Colours } from '../colours.ts';

/** What a look at specification sources has found, for the formats to write down. */
export interface FoundInSpecs {
  readonly suite: { readonly name: string; readonly version: string };
  /** How the user calls this program. */
  readonly program: string;
  /** Every kind of mistake that was looked for. */
  readonly codes: readonly Code[];
  /** The files that were looked at. */
  readonly files: readonly SourceFile[];
  /** How much was looked at, by what it is. */
  readonly checked: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly hidden: HiddenFindings;
  readonly unjudged: readonly Unjudged[];
  readonly stale: readonly KnownFinding[];
  /** Why this was no check at all, if it was none. */
  readonly nothing: string | undefined;
  /** Path of a file for the reader of the format. */
  readonly pathOf: (source: SourceFile) => string;
}

/** A way to write findings down. */
export interface FindingsFormat {
  /** As in `--format NAME`. */
  readonly name: string;
  /** What it is for, for `--help`. */
  readonly purpose: string;
  /** What its paths are relative to: what was checked, the working directory, or the repository that a CI server has checked out. */
  readonly relativeTo: 'checked' | 'working-directory' | 'repository';
  render(found: FoundInSpecs, colours: Colours): string;
}

/** Levels from the strongest to the weakest. */
export const findingLevels: readonly FindingLevel[] = ['error', 'warning', 'note'];

/** How many findings there are of each level. */
export function totalsOf(findings: readonly Finding[]): Readonly<Record<FindingLevel, number>> {
  const totals = { error: 0, warning: 0, note: 0 };
  for (const { level } of findings) totals[level] += 1;
  return totals;
}

/** `1 error`, `2 errors`. */
export function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

/** The files of findings, in order, each with its own. */
export function byFile(findings: readonly Finding[]): ReadonlyMap<SourceFile, readonly Finding[]> {
  const files = new Map<SourceFile, Finding[]>();
  for (const finding of findings) {
    const own = files.get(finding.source);
    if (own === undefined) files.set(finding.source, [finding]);
    else own.push(finding);
  }
  return files;
}
