import picomatch from 'picomatch';
import { findingLevels } from '../../reporters/findings/format.ts';
import type { FoundInSpecs } from '../../reporters/findings/format.ts';
import { holdAgainst } from '../../specs/checker/baseline.ts';
import type { Baseline } from '../../specs/checker/baseline.ts';
import type { Code } from '../../specs/checker/check.ts';
import type { CheckResult } from '../../specs/checker/check-specs.ts';
import { allCodes, checkTree } from '../../specs/checker/check-specs.ts';
import type { FindingLevel } from '../../specs/checker/finding.ts';
import { withoutIgnored } from '../../specs/checker/ignores.ts';
import type { SourceFile } from '../../specs/checker/sources/source-file.ts';
import type { SourceTree } from '../../specs/checker/sources/source-tree.ts';
import { suggestion } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import { everyCode } from './code-list.ts';

/** What is left out of the findings. */
export interface Wanted {
  /** Codes, or globs over them. */
  readonly ignore: readonly string[];
  readonly level: FindingLevel;
  readonly baseline: Baseline | undefined;
  /** Whether a path, relative to the root of the specification, belongs to what is checked. */
  readonly isChecked: (file: string) => boolean;
}

/** What a look has found, as far as it is wanted. */
export interface Looked extends Pick<FoundInSpecs, 'checked' | 'files' | 'findings' | 'hidden' | 'unjudged' | 'stale'> {
  readonly codes: readonly Code[];
  readonly tree: SourceTree;
  /** Why this was no check at all, if it was none. */
  readonly nothing: string | undefined;
}

/** Looks at everything in a tree, and leaves out what is not wanted. */
export function lookAt(tree: SourceTree, { ignore, level, baseline, isChecked }: Wanted): Looked {
  const all = checkTree(tree);
  const { findings: open, ignored } = withoutIgnored(all, allCodes());
  const { fresh, known, stale } = baseline === undefined ? { fresh: open, known: [], stale: [] } : holdAgainst(baseline, open, isChecked);
  const isIgnored = ignore.length === 0 ? () => false : picomatch([...ignore]);
  const asked = fresh.filter(({ code }) => !isIgnored(code));
  const findings = asked.filter((finding) => findingLevels.indexOf(finding.level) <= findingLevels.indexOf(level));
  return {
    tree,
    codes: everyCode(),
    files: tree.files.filter(({ kind }) => kind !== 'other'),
    checked: all.checked,
    findings,
    hidden: {
      inline: ignored.length,
      option: fresh.length - asked.length,
      level: asked.length - findings.length,
      baseline: known.length,
    },
    unjudged: all.unjudged,
    stale,
    nothing: all.findings.some((finding) => finding.level === 'error') ? undefined : nothingIn(all),
  };
}

/** @throws UsageError when there is no such code. */
export function checkCodes(globs: readonly string[]): void {
  const names = everyCode().map(({ name }) => name);
  for (const glob of globs) {
    const isMatch = picomatch(glob);
    if (!names.some((name) => isMatch(name)))
      throw new UsageError(`--ignore ${glob}: no code is called so${suggestion(glob, names)}; 'check-specs --list-codes' shows them all`);
  }
}

/** Green on nothing is no green. */
function nothingIn({ tree: { files }, checked, findings }: CheckResult): string | undefined {
  if (checked.files === 0) return 'there is no YAML, JSON, Markdown or reStructuredText to check';
  const { files: _, ...looked } = checked;
  const isJudged = findings.length > 0 || Object.values(looked).some((count) => count > 0);
  const kinds = new Set(files.map(({ kind }) => kind));
  // Of data and short texts there is nothing to count.
  if (!isJudged && (kinds.has('api') || kinds.has('schema') || kinds.has('event-example'))) return 'nothing in these files was looked at';
  if (!isJudged && files.every(isEmpty)) return 'these files are empty, or hold no more than a word';
  const isMeantToHaveExamples = kinds.has('api') || (files.length > 1 && kinds.has('schema'));
  return isMeantToHaveExamples && checked.examples === 0 ? '0 examples looked at, in descriptions of APIs or schemas' : undefined;
}

/** Whether a file has nothing that a check could look at. */
function isEmpty({ kind, yaml, text }: SourceFile): boolean {
  if (kind === 'other') return true;
  return yaml === undefined ? text.trim() === '' : typeof yaml.value !== 'object' || yaml.value === null;
}
